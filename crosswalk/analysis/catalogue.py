"""The catalogue: documents, their provisions, mapping sets, organisations, and counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.quality import Passes, Quality
from crosswalk.analysis.standing import Standing, standings
from crosswalk.errors import UnknownId, did_you_mean, shown
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, is_remembered, remembered
from crosswalk.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The stage of a document, as of which day, and how that is known (words of `crosswalk.vocabulary`)."""

    stage: str  #: a DocumentStage
    as_of: str
    seen: str  #: a Seen


@dataclass(frozen=True, slots=True)
class Document:
    """One edition of a standard, law, code, guideline, catalogue or draft.

    >>> from crosswalk.store.holder import load
    >>> document(load(), "nist-ai-rmf-1.0").publishers
    ('nist',)
    """

    id: str
    title: str
    short: str  #: its usual short name; the id where it has none
    version: str
    publishers: tuple[str, ...]  #: ids of organisations
    date: str | None  #: a day, a month or a year
    status: DocumentStatus
    loaded: int  #: how many assessable provisions are loaded ...
    total: int | None  #: ... of how many that the publisher has, where that is known
    rights: str
    text_policy: str
    hierarchy: str  #: parts: a parent is the sum of its children; groups: headings only
    assessable: tuple[str, ...]  #: the kinds of provision that coverage counts
    standing: Standing = field(default_factory=Standing)  #: whether it is withdrawn, replaced or amended
    url: str | None = None  #: the publisher's page

    @property
    def is_whole(self) -> bool:
        """True where every assessable provision that the publisher has is loaded, as far as that is known."""
        return bool(self.loaded) and (self.total is None or self.loaded >= self.total)

    @property
    def publisher(self) -> str | None:
        """The ids of its publishers, separated by spaces, or None."""
        return " ".join(self.publishers) or None

    def as_json(self) -> Json:
        """Return {"id", "title", "version", "publisher", "date", "status", "loaded", "total", "rights"}."""
        return {
            "id": self.id,
            "title": self.title,
            "version": self.version,
            "publisher": self.publisher,
            "date": self.date,
            "status": asdict(self.status),
            "loaded": self.loaded,
            "total": self.total,
            "rights": self.rights,
        }


@dataclass(frozen=True, slots=True)
class Provision:
    """One citable unit of a document.

    >>> from crosswalk.store.holder import load
    >>> provisions(load(), "owasp-llm-2025")[0].notation
    'LLM01:2025'
    """

    id: str
    notation: str
    label: str
    kind: str
    assessable: bool
    level: str | None
    phase: str | None
    parent: str | None
    summary: str | None
    roles: tuple[str, ...]
    priority: str | None = None  #: the publisher's own ranking, in the publisher's word
    standing: Standing = field(default_factory=Standing)  #: what became of the provision itself

    @property
    def document(self) -> str:
        """The id of its document."""
        return ids.home(self.id)


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A file of assertions by one asserter: an [SSSOM](https://mapping-commons.github.io/sssom/) mapping set.

    >>> from crosswalk.store.holder import load
    >>> {entry.layer for entry in mapping_sets(load())} <= {"curated", "published"}
    True
    """

    id: str
    title: str | None
    layer: str  #: curated or published
    provider: str | None  #: the organisation that asserts it; None for the project's own sets and a user's
    creator: str | None
    date: str | None
    license: str | None
    description: str | None
    mappings: int  #: how many rows it has
    grades: tuple[str, ...] = ()  #: the grades of its rows, best first
    quality: Quality = field(default_factory=Quality)  #: its basis, agreement and review


@dataclass(frozen=True, slots=True)
class Organisation:
    """A publisher, agency, standards body, committee or company.

    >>> from crosswalk.store.holder import load
    >>> organisations(load())["nist"].country
    'US'
    """

    id: str
    name: str
    abbreviation: str | None
    kind: str | None
    country: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """The names of a thing: a document, provision, mapping set, organisation or work item."""

    id: str
    type: str
    name: str
    notation: str | None


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a thing besides its names."""

    id: str
    text: str | None = None  #: a summary, a description, a note; of an organisation and a document, another name
    kind: str | None = None  #: of a provision, and whether coverage counts it
    assessable: bool | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which provisions of the focal document to ask about; None means all.

    >>> from crosswalk.store.holder import load
    >>> shall = Filters(level="shall")
    >>> {provision.level for provision in provisions(load(), "dsit-ai-code-2025") if shall.keep(provision)}
    {'shall'}
    """

    level: str | None = None
    role: str | None = None
    phase: str | None = None
    under: str | None = None  #: the id of a provision with parts; `coverage` looks up what is under it

    def keep(self, provision: Provision, levels: Collection[str] = ()) -> bool:
        """Return True when a provision passes the filters for level, role and phase; `levels` are those that its parts
        state where it states none.
        """
        return (
            (self.level is None or self.level in (provision.level, *levels))
            and (self.role is None or self.role in provision.roles)
            and (self.phase is None or provision.phase == self.phase)
        )


@dataclass(frozen=True, slots=True)
class _DocumentRow:
    id: str
    title: str
    short: str | None
    version: str
    publisher: str | None
    date: str | None
    stage: str
    as_of: str
    seen: str
    loaded: int
    total: int | None
    rights: str
    text_policy: str
    hierarchy: str
    assessable: str | None
    url: str | None


def documents(crosswalk: Crosswalk) -> list[Document]:
    """Return every document of the catalogue, sorted by id.

    >>> from crosswalk.store.holder import load
    >>> next(entry for entry in documents(load()) if entry.id == "owasp-llm-2025").loaded
    10
    """
    return list(document_index(crosswalk).values())


@remembered
def document_index(crosswalk: Crosswalk) -> Mapping[str, Document]:
    """Return every document by its id, in the order of the ids."""
    became = standings(crosswalk)
    return {
        row.id: Document(
            row.id,
            row.title,
            row.short or row.id,
            row.version,
            tuple(sorted((row.publisher or "").split())),
            row.date,
            DocumentStatus(row.stage, row.as_of, row.seen),
            row.loaded,
            row.total,
            row.rights,
            row.text_policy,
            row.hierarchy,
            tuple(sorted((row.assessable or "").split())),
            became.get(row.id, Standing()),
            row.url,
        )
        for row in ask(crosswalk, "documents").into(_DocumentRow)
    }


@remembered
def loaded_documents(crosswalk: Crosswalk) -> tuple[str, ...]:
    """Return the ids of the documents that have provisions loaded."""
    return tuple(entry.id for entry in documents(crosswalk) if entry.loaded)


def document(crosswalk: Crosswalk, document_id: str) -> Document:
    """Return one document. Raises UnknownId, with the closest ids, when there is none."""
    known = document_index(crosswalk)
    if document_id not in known:
        raise UnknownId(f"There is no document “{shown(document_id)}”.{did_you_mean(document_id, known) or _LIST}")
    return known[document_id]


_LIST = " crosswalk documents lists them."


@dataclass(frozen=True, slots=True)
class _ProvisionRow:
    provision: str
    notation: str
    label: str
    kind: str
    assessable: bool
    level: str | None
    phase: str | None
    parent: str | None
    summary: str | None
    roles: str | None
    priority: str | None


def provisions(crosswalk: Crosswalk, document_id: str) -> list[Provision]:
    """Return the provisions of a document, in the publisher's order. Raises UnknownId when there is no such document.

    >>> from crosswalk.store.holder import load
    >>> provisions(load(), "owasp-llm-2025")[0].label
    'Prompt Injection'
    """
    return list(provision_index(crosswalk, document_id).values())


def provision_index(crosswalk: Crosswalk, document_id: str) -> Mapping[str, Provision]:
    """Return the provisions of a document by their ids, in the publisher's order."""
    document(crosswalk, document_id)
    if is_remembered(crosswalk, every_provision) and document_id in (every := every_provision(crosswalk)):
        return every[document_id]
    return _provisions_of(crosswalk, document_id)


@remembered
def _provisions_of(crosswalk: Crosswalk, document_id: str) -> Mapping[str, Provision]:
    return _read_provisions(crosswalk, [document_id])[document_id]


@remembered
def every_provision(crosswalk: Crosswalk) -> Mapping[str, Mapping[str, Provision]]:
    """Return the provisions of each document that is loaded, which takes one query and not one for each document."""
    return _read_provisions(crosswalk, loaded_documents(crosswalk))


def _read_provisions(crosswalk: Crosswalk, wanted: Sequence[str]) -> dict[str, dict[str, Provision]]:
    found: dict[str, dict[str, Provision]] = {document_id: {} for document_id in wanted}
    if not found:
        return found
    became = standings(crosswalk)
    rows = ask(crosswalk, "provisions-of-document", document=[ids.DOC + document_id for document_id in wanted])
    for row in rows.into(_ProvisionRow):
        found[ids.home(row.provision)][row.provision] = Provision(
            row.provision,
            row.notation,
            row.label,
            row.kind,
            row.assessable,
            row.level,
            row.phase,
            row.parent,
            row.summary,
            tuple(sorted((row.roles or "").split())),
            row.priority,
            became.get(row.provision, Standing()),
        )
    return found


@dataclass(frozen=True, slots=True)
class _MappingSetRow:
    id: str
    title: str | None
    layer: str
    provider: str | None
    creator: str | None
    date: str | None
    license: str | None
    description: str | None
    mappings: int
    basis: str | None
    agreement_overlap: float | None
    agreement_relation: float | None
    agreement_cells: int | None

    def quality(self, reviewed: int) -> Quality:
        """Return what the set says about how it was made. A word for the basis that is not one is a violation."""
        kappas = (self.agreement_overlap, self.agreement_relation)
        agreement = None if kappas == (None, None) else Passes(*kappas, self.agreement_cells)
        basis = Basis.of(self.basis) if self.basis in tuple(Basis) else None
        return Quality(basis, agreement, reviewed, self.mappings, self.provider is not None)


@remembered
def mapping_sets(crosswalk: Crosswalk) -> tuple[MappingSet, ...]:
    """Return every mapping set with its asserter, date, rights, layer, number of mappings, grades and quality, by id.

    >>> from crosswalk.store.holder import load
    >>> sum(entry.mappings for entry in mapping_sets(load())) > 1_000
    True
    """
    evidence: dict[str, list[_GradeRow]] = {}
    for grade in ask(crosswalk, "evidence-by-set").into(_GradeRow):
        evidence.setdefault(grade.mapping_set, []).append(grade)
    return tuple(
        MappingSet(
            row.id,
            row.title,
            row.layer,
            row.provider,
            row.creator,
            row.date,
            row.license,
            row.description,
            row.mappings,
            tuple(grade.grade for grade in evidence.get(row.id, ())),
            row.quality(sum(grade.reviewed for grade in evidence.get(row.id, ()))),
        )
        for row in ask(crosswalk, "mapping-sets").into(_MappingSetRow)
    )


@dataclass(frozen=True, slots=True)
class _GradeRow:
    mapping_set: str
    grade: str
    reviewed: int


@remembered
def qualities(crosswalk: Crosswalk) -> Mapping[str, Quality]:
    """Return what supports each mapping set, by its id.

    >>> from crosswalk.store.holder import load
    >>> qualities(load())["dsit-ai-code-2025--iso-iec-42001-2023"].basis
    'titles'
    """
    return {mapping_set.id: mapping_set.quality for mapping_set in mapping_sets(crosswalk)}


@dataclass(frozen=True, slots=True)
class _OrganisationRow:
    organisation: str
    name: str
    abbreviation: str | None
    kind: str | None
    country: str | None
    part_of: str | None


@remembered
def organisations(crosswalk: Crosswalk) -> Mapping[str, Organisation]:
    """Return every organisation by its id."""
    return {
        row.organisation: Organisation(row.organisation, row.name, row.abbreviation, row.kind, row.country, row.part_of)
        for row in ask(crosswalk, "organisations").into(_OrganisationRow)
    }


@remembered
def labels(crosswalk: Crosswalk) -> Mapping[str, Label]:
    """Return the names of everything, by id."""
    return {label.id: label for label in ask(crosswalk, "labels").into(Label)}


@remembered
def details(crosswalk: Crosswalk) -> Mapping[str, Details]:
    """Return what is said about everything that is described, by id."""
    return {one.id: one for one in ask(crosswalk, "descriptions").into(Details)}


@dataclass(frozen=True, slots=True)
class Contents:
    """How many provisions of each kind and of each normative level a document has."""

    kinds: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stats:
    """The size of the crosswalk, in total and for each document with provisions.

    >>> from crosswalk.store.holder import load
    >>> stats(load()).documents > 20
    True
    """

    documents: int
    provisions: int
    mapping_sets: int
    mappings: int
    triples: int
    version: str  #: a hash over all source files and the code that reads them
    per_document: dict[str, Contents] = field(repr=False)

    def as_json(self) -> Json:
        """Return the fields as a dictionary."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _StatsRow:
    documents: int
    provisions: int
    mapping_sets: int
    mappings: int
    triples: int
    version: str


@dataclass(frozen=True, slots=True)
class _KindRow:
    document: str
    kind: str
    level: str
    count: int


def stats(crosswalk: Crosswalk) -> Stats:
    """Return the size of the crosswalk, in total and for each document with provisions.

    >>> from crosswalk.store.holder import load
    >>> stats(load()).per_document["owasp-llm-2025"].kinds
    {'risk': 10}
    """
    [whole] = ask(crosswalk, "stats").into(_StatsRow)
    per_document: dict[str, Contents] = {}
    for row in ask(crosswalk, "kinds-per-document").into(_KindRow):
        entry = per_document.setdefault(row.document, Contents())
        entry.kinds[row.kind] = entry.kinds.get(row.kind, 0) + row.count
        if row.level:
            entry.levels[row.level] = entry.levels.get(row.level, 0) + row.count
    return Stats(
        whole.documents,
        whole.provisions,
        whole.mapping_sets,
        whole.mappings,
        whole.triples,
        whole.version,
        per_document,
    )
