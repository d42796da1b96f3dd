"""The work of the standards bodies: what is published, what is being written, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Document, documents
from crosswalk.errors import UsageError, did_you_mean, shown
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import DocumentStage, Stage, Topic

#: How a work item can be joined to documents, by the names of its fields.
LINKS = ("becomes", "revises", "adopts", "supports")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A standards body's project to write, revise or adopt a document, at its latest stage.

    >>> from crosswalk.store.holder import load
    >>> {item.stage for item in work_items(load())} <= {stage.value for stage in Stage}
    True
    """

    id: str
    number: str
    title: str
    body: str | None  #: the id of an organisation; for a document, the ids of all its publishers
    committee: str | None
    stage: str  #: a Stage
    code: str | None  #: the body's own code or word for it
    date: str | None  #: when it reached this stage
    as_of: str
    seen: str  #: a Seen
    url: str | None
    note: str | None
    becomes: tuple[str, ...] = ()
    revises: tuple[str, ...] = ()
    adopts: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()  #: laws, and provisions of laws
    topics: tuple[str, ...] = ()  #: each a Topic
    closes: str | None = None  #: the last day of the ballot, or for comments, at this stage

    @property
    def bodies(self) -> list[str]:
        """The ids of the bodies that make it, and of the committee."""
        return [*(self.body or "").split(), *filter(None, [self.committee])]

    def as_json(self) -> Json:
        """Return the fields of a work item as a dictionary; links are lists."""
        fields = {name: getattr(self, name) for name in _WORK_ITEM_FIELDS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


_WORK_ITEM_FIELDS = tuple(WorkItem.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Entry(WorkItem):
    """A work item or a document, in one form."""

    what: str = "work item"  #: or document
    status: str | None = None  #: a document's own word for its stage: a DocumentStage


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stage that a work item reached, when, and how that is known."""

    item: str
    number: str
    position: int
    stage: str
    code: str | None
    date: str | None
    as_of: str
    seen: str
    note: str | None

    def as_json(self) -> Json:
        """Return {"stage", "code", "date", "as_of", "seen", "note"}."""
        return {name: getattr(self, name) for name in ("stage", "code", "date", "as_of", "seen", "note")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which work items to list; None means all. `law` is a document id or the CURIE of one of its provisions."""

    body: str | None = None
    stage: str | None = None
    law: str | None = None
    topic: str | None = None

    def keeps(self, item: WorkItem) -> bool:
        """Return True when a work item passes every filter."""
        return (
            (self.body is None or self.body in item.bodies)
            and (self.stage is None or item.stage == self.stage)
            and (self.law is None or any(_within(law, self.law) for law in item.supports))
            and (self.topic is None or self.topic in item.topics)
        )


def _within(law: str, wanted: str) -> bool:
    """Return True for the law itself, its provisions, and the paragraphs of an article, such as Art-15(5)."""
    return law == wanted or law.startswith((f"{wanted}:", f"{wanted}("))


@dataclass(frozen=True, slots=True)
class _WorkItemRow:
    item: str
    number: str
    title: str
    body: str | None
    committee: str | None
    stage: str
    code: str | None
    date: str | None
    as_of: str
    seen: str
    url: str | None
    note: str | None
    becomes: str | None
    revises: str | None
    adopts: str | None
    supports: str | None
    topics: str | None
    closes: str | None


def work_items(crosswalk: Crosswalk, wanted: Wanted | None = None) -> list[WorkItem]:
    """Return the work items that pass the filters `wanted` (all by default), by body and number.

    Raises UsageError, with the closest ones, for a body, stage, law or topic that no work item has.

    >>> from crosswalk.store.holder import load
    >>> {item.body for item in work_items(load(), Wanted(body="etsi"))}
    {'etsi'}
    """
    items = _work_items(crosswalk)
    if wanted is None:
        return list(items)
    _refuse_unknown(items, wanted)
    return [item for item in items if wanted.keeps(item)]


@remembered
def _work_items(crosswalk: Crosswalk) -> tuple[WorkItem, ...]:
    return tuple(
        WorkItem(
            row.item,
            row.number,
            row.title,
            row.body,
            row.committee,
            row.stage,
            row.code,
            row.date,
            row.as_of,
            row.seen,
            row.url,
            row.note,
            becomes=_listed(row.becomes),
            revises=_listed(row.revises),
            adopts=_listed(row.adopts),
            supports=_listed(row.supports),
            topics=tuple(topic for topic in Topic if topic in (row.topics or "").split()),
            closes=row.closes,
        )
        for row in ask(crosswalk, "work-items").into(_WorkItemRow)
    )


def _listed(names: str | None) -> tuple[str, ...]:
    return tuple(sorted((names or "").split()))


def _refuse_unknown(items: Sequence[WorkItem], wanted: Wanted, called: str = "work item") -> None:
    known = {"body": set(bodies(items)), "stage": {stage.value for stage in Stage}, "law": set(laws(items))}
    known["topic"] = {topic.value for topic in Topic}
    for name, choices in known.items():
        value = getattr(wanted, name)
        if value is not None and value not in choices:
            hint = did_you_mean(value, choices) or f" Known: {', '.join(sorted(choices))}."
            raise UsageError(f"No {called} has the {name} “{shown(value)}”.{hint}")


def bodies(items: Iterable[WorkItem]) -> list[str]:
    """Return every body and committee of some work items or documents, each once."""
    return sorted({name for item in items for name in item.bodies})


def laws(items: Iterable[WorkItem]) -> list[str]:
    """Return every law that some work items support: each document, followed by its provisions in order.

    >>> from crosswalk.store.holder import load
    >>> laws(work_items(load()))[0]
    'eu-ai-act-2024'
    """
    supported = {law for item in items for law in item.supports}
    return sorted(supported | {ids.home(law) for law in supported}, key=ids.natural_key)


@remembered
def _entries(crosswalk: Crosswalk) -> tuple[Entry, ...]:
    items = work_items(crosswalk)
    makers: dict[str, list[WorkItem]] = {}
    for item in items:
        for made in item.becomes:
            makers.setdefault(made, []).append(item)
    pages = {page.document: page for page in ask(crosswalk, "document-pages").into(_Page)}
    everything = [Entry(*(getattr(item, name) for name in _WORK_ITEM_FIELDS)) for item in items]
    everything += [_entry(entry, pages.get(entry.id), makers.get(entry.id, [])) for entry in documents(crosswalk)]
    return tuple(sorted(everything, key=lambda entry: entry.date or "", reverse=True))


def entries(crosswalk: Crosswalk, wanted: Wanted | None = None) -> list[Entry]:
    """Return work items and documents in one form, newest first and undated ones last.

    A document supports what the work items that become it support, and is about what they are about. `date` is when it
    reached its stage, and None for a document that was superseded or withdrawn, because that date is not recorded.
    Raises UsageError, with the closest ones, for a body, stage, law or topic that nothing has.
    """
    everything = _entries(crosswalk)
    if wanted is None:
        return list(everything)
    _refuse_unknown(everything, wanted, "work item or document")
    return [entry for entry in everything if wanted.keeps(entry)]


@dataclass(frozen=True, slots=True)
class _Page:
    document: str
    committee: str | None
    url: str | None


def once(kept: Sequence[Entry]) -> list[Entry]:
    """Return the entries without the work items whose document is among them: the document stands for both."""
    out = {entry.id for entry in kept if entry.what == "document"}
    return [entry for entry in kept if not out.intersection(entry.becomes)]


def _entry(document: Document, page: _Page | None, makers: Sequence[WorkItem]) -> Entry:
    stage = DocumentStage.of(document.status.stage).stage
    supports = {law for item in makers for law in item.supports}
    topics = {topic for item in makers for topic in item.topics}
    return Entry(
        document.id,
        document.short,
        document.title,
        document.publisher,
        page.committee if page else None,
        stage,
        None,
        None if stage is Stage.WITHDRAWAL else document.date,
        document.status.as_of,
        document.status.seen,
        page.url if page else None,
        None,
        supports=tuple(sorted(supports, key=ids.natural_key)),
        topics=tuple(topic for topic in Topic if topic in topics),
        what="document",
        status=document.status.stage,
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """A work item, and the links that join it to a document."""

    item: WorkItem
    links: tuple[str, ...]


def about_document(crosswalk: Crosswalk, document_id: str) -> list[Linked]:
    """Return the work items that become, revise, adopt or support a document or a provision of it."""
    linked = []
    for item in work_items(crosswalk):
        links = [name for name in LINKS if any(_within(other, document_id) for other in getattr(item, name))]
        if links:
            linked.append(Linked(item, tuple(links)))
    return linked


@remembered
def milestones(crosswalk: Crosswalk) -> tuple[Milestone, ...]:
    """Return every milestone of every work item, in order of time for each item."""
    return tuple(ask(crosswalk, "milestones").into(Milestone))
