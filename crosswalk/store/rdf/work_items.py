"""Say work items in RDF: the project, what it is for, and each milestone as an event with a stage and a date."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import Milestone
from crosswalk.sources import WorkItem
from crosswalk.store.rdf.terms import A, Term, Triples, date, english, iri, node, text, typed


def work_item_triples(item: WorkItem) -> Triples:
    """Yield a work item, its links and its milestones; the last milestone is also the item's own stage."""
    this = iri(item.iri)
    yield this, A, node("cw", "WorkItem")
    yield this, node("dcterms", "identifier"), text(item.id)
    yield this, node("skos", "notation"), text(item.number)
    yield this, node("dcterms", "title"), text(item.title)
    yield this, node("dcterms", "publisher"), iri(ids.ORG + item.body)
    if item.committee:
        yield this, node("cw", "committee"), iri(ids.ORG + item.committee)
    if item.url:
        yield this, node("dcat", "landingPage"), iri(item.url)
    if item.note:
        yield this, node("skos", "note"), english(item.note)
    yield from _links(this, item)
    yield from _milestone(this, item.stages[-1])
    for number, milestone in enumerate(item.stages, 1):
        event = iri(f"{item.iri}/{number}")
        yield this, node("dcterms", "hasPart"), event
        yield event, A, node("prov", "InstantaneousEvent")
        yield event, node("cw", "position"), typed(number, "integer")
        yield from _milestone(event, milestone)
        if milestone.code:
            yield event, node("skos", "notation"), text(milestone.code)
        if milestone.note:
            yield event, node("skos", "note"), english(milestone.note)


def _links(this: Term, item: WorkItem) -> Triples:
    for prefix, name, documents in (
        ("dcterms", "hasVersion", [item.becomes] if item.becomes else []),
        ("dcterms", "replaces", item.revises),
        ("prov", "used", item.adopts),
    ):
        for document in documents:
            yield this, node(prefix, name), iri(ids.DOC + document)
    for reference in item.supports:
        yield this, node("cw", "supports"), iri(ids.expand(reference))


def _milestone(this: Term, milestone: Milestone) -> Triples:
    yield this, node("cw", "stage"), text(milestone.stage)
    yield this, node("cw", "asOf"), typed(milestone.as_of, "date")
    yield this, node("cw", "seen"), text(milestone.seen)
    if milestone.date != "unknown":
        yield this, node("dcterms", "date"), date(milestone.date)
