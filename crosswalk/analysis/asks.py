"""What the provisions of a document ask, one act, artefact or state at a time, and the measures in which the asks of
several documents meet (docs/measures.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from crosswalk import ids
from crosswalk.analysis.catalogue import document, document_index, loaded_documents, provision_index
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import Grade, Holding, Reading, grade_of

UMBRELLA = "umbrella"


@dataclass(frozen=True, slots=True)
class Ask:
    """One act, artefact or state that a provision asks for, in our own words.

    >>> from crosswalk.store.holder import load
    >>> asks(load(), "dsit-ai-code-2025")[0].provision
    'dsit-ai-code-2025:1.1'
    """

    id: str  #: the provision's CURIE, # and a number
    provision: str
    number: str  #: as it is printed: 5.4.1#2
    text: str
    theme: str
    level: str | None = None  #: its verb, or that of its provision
    when: str | None = None  #: the condition inside the document under which it asks
    note: str | None = None
    parts: tuple[str, ...] = ()  #: of an umbrella: the asks and provisions that spell it out
    carried_from: str | None = None  #: the ask of an equal provision, where it is listed for that one
    roles: tuple[str, ...] = ()  #: who must do it, or whom its provision addresses; () where neither is stated

    @property
    def document(self) -> str:
        """The id of its document."""
        return ids.home(self.id)

    @property
    def is_umbrella(self) -> bool:
        """True for a general duty that its parts spell out."""
        return self.theme == UMBRELLA


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of evidence in which asks of several documents meet."""

    id: str
    evidence: str
    theme: str


@dataclass(frozen=True, slots=True)
class Row:
    """One assertion of how an ask relates to a measure."""

    ask: str
    holding: Holding
    measure: str
    measure_set: str
    grade: Grade
    justification: str
    beside: str | None  #: what an ask that contains the measure asks for besides it
    comment: str | None
    date: str | None
    reviewer: str | None


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What the reading of one provision found."""

    provision: str
    reading: Reading
    why: str | None = None
    remainders: tuple[str, ...] = ()  #: duties that could not be written as asks


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """A file of rows from the asks of one document to measures."""

    id: str
    document: str | None  #: whose asks they are
    title: str | None
    license: str | None
    creator: str | None
    basis: str | None
    date: str | None
    against: frozenset[str]  #: the catalogue, and the documents with whose asks every ask of the set was compared


@dataclass(frozen=True, slots=True)
class _AskRow:
    ask: str
    provision: str
    number: str
    text: str
    theme: str
    position: int
    level: str | None
    when: str | None
    note: str | None
    part: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class _ReadingRow:
    provision: str
    reading: str
    why: str | None
    remainder: str | None


@dataclass(frozen=True, slots=True)
class _MeasureRow:
    measure: str
    evidence: str
    theme: str
    position: int


@dataclass(frozen=True, slots=True)
class _Row:
    ask: str
    predicate: str
    measure: str
    measure_set: str
    grade: str
    justification: str
    beside: str | None
    comment: str | None
    date: str | None
    reviewer: str | None


@dataclass(frozen=True, slots=True)
class _Relation:
    ask: str
    predicate: str
    measure: str


@dataclass(frozen=True, slots=True)
class _SetRow:
    measure_set: str
    document: str | None
    title: str | None
    license: str | None
    creator: str | None
    basis: str | None
    date: str | None
    against: str | None


@remembered
def listed(crosswalk: Crosswalk) -> tuple[str, ...]:
    """Return the documents whose asks are listed, which leaves out those that are equal to one of them."""
    homes = {ids.home(one.provision) for one in readings(crosswalk).values() if one.reading is Reading.ASKS}
    return tuple(sorted(homes))


def asks_by_document(crosswalk: Crosswalk) -> Mapping[str, tuple[Ask, ...]]:
    """Return document → its asks, in the order of the document. One whose asks nobody has listed is not there."""
    return {name: asks(crosswalk, name) for name in listed(crosswalk)}


@remembered
def asks(crosswalk: Crosswalk, document_id: str) -> tuple[Ask, ...]:
    """Return what the provisions of a document ask, in its order; nothing where nobody has listed it. Raises UnknownId
    for a document that does not exist.

    >>> from crosswalk.store.holder import load
    >>> {one.document for one in asks(load(), "dsit-ai-code-2025")}
    {'dsit-ai-code-2025'}
    """
    if document_id not in listed(crosswalk):
        document(crosswalk, document_id)
        return ()
    provisions = provision_index(crosswalk, document_id) if document_id in loaded_documents(crosswalk) else {}
    first: dict[str, _AskRow] = {}
    parts: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = defaultdict(set)
    for row in ask(crosswalk, "asks", document=document_id).into(_AskRow):
        first.setdefault(row.ask, row)
        if row.part:
            parts[row.ask].add(row.part)
        if row.role:
            roles[row.ask].add(row.role)
    return tuple(
        Ask(
            row.ask,
            row.provision,
            row.number,
            row.text,
            row.theme,
            row.level or (provisions[row.provision].level if row.provision in provisions else None),
            row.when,
            row.note,
            tuple(sorted(parts[row.ask], key=ids.natural_key)),
            roles=tuple(sorted(roles[row.ask]))
            or (provisions[row.provision].roles if row.provision in provisions else ()),
        )
        for row in sorted(first.values(), key=lambda row: row.position)
    )


@remembered
def readings(crosswalk: Crosswalk) -> Mapping[str, UnitReading]:
    """Return provision → what its reading found. A provision that is not there was not read for what it asks."""
    found: dict[str, UnitReading] = {}
    for row in ask(crosswalk, "readings").into(_ReadingRow):
        known = found.get(row.provision)
        remainders = (*(known.remainders if known else ()), *([row.remainder] if row.remainder else []))
        found[row.provision] = UnitReading(
            row.provision, Reading.of(row.reading), row.why, tuple(dict.fromkeys(remainders))
        )
    return found


@remembered
def measures(crosswalk: Crosswalk) -> Mapping[str, Measure]:
    """Return every measure by its id, in the order of the catalogue.

    >>> from crosswalk.store.holder import load
    >>> all(measure.evidence.startswith("every ") for measure in measures(load()).values())
    True
    """
    rows = sorted(ask(crosswalk, "measures").into(_MeasureRow), key=lambda row: (ids.home(row.measure), row.position))
    return {row.measure: Measure(row.measure, row.evidence, row.theme) for row in rows}


_BY_PREDICATE = {holding.predicate: holding for holding in Holding} | {Holding.ACCEPTS.value: Holding.ACCEPTS}


def rows(crosswalk: Crosswalk) -> tuple[Row, ...]:
    """Return every row from an ask to a measure whose ends exist, in the order of the documents."""
    return tuple(row for name in listed(crosswalk) for row in rows_of(crosswalk, name))


@remembered
def rows_of(crosswalk: Crosswalk, document_id: str) -> tuple[Row, ...]:
    """Return the rows from the asks of one document to measures that exist."""
    catalogue = measures(crosswalk)
    return tuple(
        Row(
            row.ask,
            _BY_PREDICATE[row.predicate],
            row.measure,
            row.measure_set,
            grade_of(row.grade),
            row.justification,
            row.beside,
            row.comment,
            row.date,
            row.reviewer,
        )
        for row in ask(crosswalk, "ask-rows", document=document_id).into(_Row)
        if row.measure in catalogue and row.predicate in _BY_PREDICATE
    )


@remembered
def relations(crosswalk: Crosswalk) -> tuple[tuple[str, Holding, str], ...]:
    """Return every ask, how it relates to a measure, and the measure: all rows without their evidence."""
    found = ask(crosswalk, "ask-relations").into(_Relation)
    return tuple((row.ask, _BY_PREDICATE[row.predicate], row.measure) for row in found)


@remembered
def measure_sets(crosswalk: Crosswalk) -> Mapping[str, MeasureSet]:
    """Return every set from asks to measures by its id."""
    found: dict[str, MeasureSet] = {}
    for row in ask(crosswalk, "measure-sets").into(_SetRow):
        against = found[row.measure_set].against if row.measure_set in found else frozenset()
        if row.against:
            against |= {row.against}
        found[row.measure_set] = MeasureSet(
            row.measure_set, row.document, row.title, row.license, row.creator, row.basis, row.date, against
        )
    return found


@remembered
def read_against(crosswalk: Crosswalk) -> Mapping[str, frozenset[str]]:
    """Return document → the documents whose asks all of its own were compared with."""
    found: dict[str, set[str]] = defaultdict(set)
    documents = set(document_index(crosswalk))
    for made in measure_sets(crosswalk).values():
        if made.document:
            found[made.document] |= made.against & documents
    return {name: frozenset(others) for name, others in found.items()}
