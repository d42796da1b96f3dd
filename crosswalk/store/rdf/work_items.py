"""Write work items as RDF: the project, its purpose, and each milestone as an event with a stage and a date."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import MilestoneEntry, WorkItemEntry
from crosswalk.store.rdf.terms import A, Term, Triples, date, english, iri, node, text, typed


def work_item_triples(item: WorkItemEntry) -> Triples:
    """Yield the triples of a work item, its links and its milestones; the last milestone is also the item's own
    stage.
    """
    about = iri(item.iri)
    yield about, A, node("cw", "WorkItem")
    yield about, node("dcterms", "identifier"), text(item.id)
    yield about, node("skos", "notation"), text(item.number)
    yield about, node("dcterms", "title"), text(item.title)
    yield about, node("dcterms", "publisher"), iri(ids.ORG + item.body)
    if item.committee:
        yield about, node("cw", "committee"), iri(ids.ORG + item.committee)
    if item.url:
        yield about, node("dcat", "landingPage"), iri(item.url)
    if item.note:
        yield about, node("skos", "note"), english(item.note)
    yield from _links(about, item)
    yield from _milestone(about, item.stages[-1])
    for number, milestone in enumerate(item.stages, 1):
        event = iri(f"{item.iri}/{number}")
        yield about, node("dcterms", "hasPart"), event
        yield event, A, node("prov", "InstantaneousEvent")
        yield event, node("cw", "position"), typed(number, "integer")
        yield from _milestone(event, milestone)
        if milestone.code:
            yield event, node("skos", "notation"), text(milestone.code)
        if milestone.note:
            yield event, node("skos", "note"), english(milestone.note)


def _links(about: Term, item: WorkItemEntry) -> Triples:
    for prefix, name, documents in (
        ("dcterms", "hasVersion", [item.becomes] if item.becomes else []),
        ("dcterms", "replaces", item.revises),
        ("prov", "used", item.adopts),
    ):
        for document in documents:
            yield about, node(prefix, name), iri(ids.DOC + document)
    for topic in item.topics:
        yield about, node("cw", "topic"), text(topic)
    for reference in item.supports:
        yield about, node("cw", "supports"), iri(ids.expand(reference))


def _milestone(about: Term, milestone: MilestoneEntry) -> Triples:
    yield about, node("cw", "stage"), text(milestone.stage)
    yield about, node("cw", "asOf"), typed(milestone.as_of, "date")
    yield about, node("cw", "seen"), text(milestone.seen)
    if milestone.closes:
        yield about, node("cw", "closes"), typed(milestone.closes, "date")
    if milestone.date != "unknown":
        yield about, node("dcterms", "date"), date(milestone.date)
