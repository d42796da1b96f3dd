"""The rows of mapping sets as [SSSOM](https://mapping-commons.github.io/sssom/spec-model/) has them, read from the
graph: slots with texts, ids as CURIEs, and what SSSOM has no slot for, counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.analysis.catalogue import mapping_sets
from crosswalk.formats.writers import Extent, Scope
from crosswalk.formats.writers.between import Chain, chained
from crosswalk.formats.writers.statements import graphs_of, read
from crosswalk.store.holder import Crosswalk

Value = str | tuple[str, ...]  #: several texts of a slot that can have several
Slots = dict[str, Value]
_SSSOM = ids.PREFIXES["sssom"]


def _table(*lines: tuple[str, str, str]) -> dict[str, str]:
    return {ids.PREFIXES[prefix] + name: slot for prefix, name, slot in lines}


#: The slots that SSSOM writes with a property of another vocabulary, and our own.
_OF_ROW = _table(
    ("owl", "annotatedSource", "subject_id"),
    ("owl", "annotatedProperty", "predicate_id"),
    ("owl", "annotatedTarget", "object_id"),
    ("dcterms", "created", "mapping_date"),
    ("dcterms", "issued", "publication_date"),
    ("dcterms", "creator", "creator_id"),
    ("dcterms", "license", "license"),
    ("pav", "authoredBy", "author_id"),
    ("rdfs", "comment", "comment"),
    ("rdfs", "seeAlso", "see_also"),
    ("cw", "beside", "beside"),
    ("cw", "citations", "citations"),
    ("cw", "subjectHash", "subject_hash"),
    ("cw", "objectHash", "object_hash"),
)
_OF_SET = _table(
    ("dcterms", "title", "mapping_set_title"),
    ("dcterms", "description", "mapping_set_description"),
    ("dcterms", "license", "license"),
    ("dcterms", "created", "mapping_date"),
    ("dcterms", "issued", "publication_date"),
    ("dcterms", "creator", "creator_id"),
    ("owl", "versionInfo", "mapping_set_version"),
    ("prov", "wasDerivedFrom", "mapping_set_source"),
    ("rdfs", "comment", "comment"),
    ("rdfs", "seeAlso", "see_also"),
    ("cw", "basis", "basis"),
    ("cw", "agreementOverlap", "agreement_overlap"),
    ("cw", "agreementRelation", "agreement_relation"),
    ("cw", "agreementCells", "agreement_cells"),
    ("cw", "readAgainst", "read_against"),
)
#: What the graph works out from a row, its set and its place, and a reader works out again.
_WORKED_OUT = frozenset(
    ids.PREFIXES[prefix] + name
    for prefix, name in (
        ("rdf", "type"),
        ("cw", "relation"),
        ("cw", "grade"),
        ("cw", "subjectDocument"),
        ("cw", "objectDocument"),
        ("cw", "rowOf"),
        ("cw", "layer"),
        ("dcterms", "identifier"),
        ("sssom", "mappings"),
    )
)
#: Declared slots of our own: their property, and the type of their values.
EXTENSIONS = {
    "agreement_cells": ("agreementCells", "xsd:integer"),
    "agreement_overlap": ("agreementOverlap", "xsd:decimal"),
    "agreement_relation": ("agreementRelation", "xsd:decimal"),
    "basis": ("basis", "xsd:string"),
    "beside": ("beside", "xsd:string"),
    "citations": ("citations", "xsd:integer"),
    "object_hash": ("objectHash", "xsd:string"),
    "path": ("path", "xsd:string"),
    "read_against": ("readAgainst", "xsd:anyURI"),
    "subject_hash": ("subjectHash", "xsd:string"),
}
#: Slots of web addresses, which are never shortened.
_ADDRESSES = {"license", "mapping_provider", "mapping_set_source", "see_also", "issue_tracker"}
_NEGATED = {f"{_SSSOM}NegatedPredicate": "Not"}
_UNSPECIFIED = f"{_SSSOM}license/unspecified"
_TITLES = {Extent.WHOLE: "Every mapping of the crosswalk", Extent.PAIR: "{} against {}"}


@cache
def row_slots() -> tuple[str, ...]:
    """Return the slots of a row in SSSOM's own order, then ours."""
    from crosswalk.formats.readers.sssom.library import Record

    return (*(name for name in Record.model_fields if name != "extensions"), *sorted(EXTENSIONS))


@cache
def set_slots() -> tuple[str, ...]:
    """Return the slots of a set that have values, in SSSOM's own order, its id first, and then ours."""
    from crosswalk.formats.readers.sssom.library import MappingSetRecord

    first = ("mapping_set_id", "mapping_set_title", "mapping_set_description", "license")
    apart = {*first, "curie_map", "extension_definitions"}
    return (*first, *(name for name in MappingSetRecord.model_fields if name not in apart), *sorted(EXTENSIONS))


@cache
def repeated() -> frozenset[str]:
    """Return the slots that a set states once for all its rows, if they agree."""
    from crosswalk.formats.readers.sssom.library import PROPAGATABLE

    return frozenset(PROPAGATABLE)


@dataclass(slots=True)
class Mappings:
    """A mapping set to be written: what it states once, its rows, its prefixes, and how many statements it loses."""

    header: Slots
    rows: list[Slots]
    prefixes: Prefixes
    lost: int = 0

    @property
    def columns(self) -> list[str]:
        """The slots that any row has, and those that every row must have."""
        used = {slot for row in self.rows for slot in row}
        return [slot for slot in row_slots() if slot in used or slot in REQUIRED]

    @property
    def extensions(self) -> list[dict[str, str]]:
        """The declarations of the slots that are not SSSOM's own."""
        used = {*self.header, *self.columns}
        return [
            {"slot_name": slot, "property": ids.NS + name, "type_hint": kind}
            for slot, (name, kind) in EXTENSIONS.items()
            if slot in used
        ]

    @property
    def curie_map(self) -> dict[str, str]:
        """The prefixes of the CURIEs that are used, with their addresses."""
        if self.extensions:
            self.prefixes.need("cw")
            self.prefixes.need("xsd")
        if any(str(row.get("mapping_provider", "")).startswith(ids.ORG) for row in (self.header, *self.rows)):
            self.prefixes.need("cworg")
        return self.prefixes.used()


REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


@dataclass(slots=True)
class Prefixes:
    """Makes CURIEs, and remembers which prefixes they need. An address that no prefix of ours fits gets one of its own,
    numbered in the order of the addresses.
    """

    _used: dict[str, str] = field(default_factory=dict)
    _foreign: dict[str, str] = field(default_factory=dict)

    def learn(self, addresses: Iterable[str]) -> None:
        """Give a prefix to each address that has none."""
        spaces = sorted({_space(one) for one in addresses if _known(one) is None} - {""})
        self._foreign = {space: f"ext{number}" for number, space in enumerate(spaces, 1)}

    def curie(self, address: str) -> str:
        """Return the CURIE of an IRI; the IRI itself where it has no part after a slash or hash."""
        prefix, space = _known(address) or (self._foreign.get(_space(address), ""), _space(address))
        if not prefix or not space:
            return address
        self._used[prefix] = space
        return f"{prefix}:{address[len(space) :]}"

    def need(self, prefix: str) -> None:
        """Remember a prefix that is used outside of the rows."""
        self._used[prefix] = ids.PREFIXES[prefix]

    def used(self) -> dict[str, str]:
        """Return the prefixes that were used, sorted."""
        return dict(sorted(self._used.items()))


def _known(address: str) -> tuple[str, str] | None:
    """Return the prefix that an IRI has here and its address: for a provision the id of its document."""
    if address.startswith(ids.DOC):
        document, slash, local = address[len(ids.DOC) :].partition("/")
        if slash and local and ids.is_document_id(document):
            return document, f"{ids.DOC}{document}/"
    best = [one for one in _PREFIXES if address.startswith(one[1]) and len(address) > len(one[1])]
    return max(best, key=lambda one: len(one[1]), default=None)


_PREFIXES = tuple(ids.prefixes(()).items())


def _space(address: str) -> str:
    cut = max(address.rfind("/"), address.rfind("#")) + 1
    return address[:cut] if cut > len("https://") and cut < len(address) else ""


def mappings_of(crosswalk: Crosswalk, scope: Scope) -> Mappings:
    """Return the rows of a set, those between two documents with what is derived, or every row of every mapping set.

    Raises StoreError when the store cannot answer.
    """
    graphs = graphs_of(crosswalk, scope) or [ids.SET + one.id for one in mapping_sets(crosswalk)]
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in read(crosswalk, [name for name in graphs if name.startswith(ids.SET)]):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, (ox.NamedNode, ox.Literal)):
            continue
        if subject.value.startswith(ids.SET):
            about[subject.value][quad.predicate.value].append(value)
    chains = chained(crosswalk, *scope.pair) if scope.extent is Extent.PAIR else ()
    return _Making(about, chains).of(scope)


_About = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]


class _Making:
    """Slots from statements."""

    def __init__(self, about: _About, chains: tuple[Chain, ...]) -> None:
        self._about, self._chains, self.lost, self._prefixes = about, chains, 0, Prefixes()
        self._rows: dict[str, list[str]] = defaultdict(list)
        for name in about:
            if (cut := name.find("/", len(ids.SET))) > 0:
                self._rows[name[:cut]].append(name)
        self._prefixes.learn(
            value.value
            for properties in about.values()
            for property_, values in properties.items()
            for value in values
            if isinstance(value, ox.NamedNode) and property_ not in _WORKED_OUT
        )

    def of(self, scope: Scope) -> Mappings:
        """Return the mapping set of a scope."""
        if scope.extent is Extent.SET:
            address = f"{ids.SET}{scope.mapping_set}"
            header = self._header(address)
            rows = [self._row(name) for name in self._rows.get(address, ())]
        else:
            header, rows = self._joined(scope)
        header, rows = _condensed(header, rows)
        return Mappings(header, sorted(rows, key=_cells), self._prefixes, self.lost)

    def _joined(self, scope: Scope) -> tuple[Slots, list[Slots]]:
        """Return the rows of several sets as one, each with what its set states, and where it is from."""
        rows = []
        for address in sorted(self._rows):
            stated = self._header(address)
            common = {slot: value for slot, value in stated.items() if slot in _HANDED_ON}
            common["mapping_source"] = self._prefixes.curie(address)
            rows += [common | self._row(name) for name in self._rows.get(address, ()) if self._belongs(name, scope)]
        known = {_triple(row) for row in rows}
        for chain in self._chains:
            row = self._chained(chain)
            if _triple(row) not in known:
                known.add(_triple(row))
                rows.append(row)
        return _header_of(scope, rows), rows

    def _belongs(self, name: str, scope: Scope) -> bool:
        if scope.extent is not Extent.PAIR:
            return True
        ends = {
            value.value
            for end in ("subject", "object")
            for value in self._about[name].get(f"{ids.NS}{end}Document", [])
        }
        return ends == {ids.DOC + document for document in scope.pair}

    def _header(self, address: str) -> Slots:
        return {"mapping_set_id": address} | self._slots(address, _OF_SET, set_slots())

    def _row(self, name: str) -> Slots:
        return self._slots(name, _OF_ROW, row_slots())

    def _slots(self, name: str, table: Mapping[str, str], known: tuple[str, ...]) -> Slots:
        found: dict[str, list[str]] = {}
        for property_, values in self._about[name].items():
            if property_ in _WORKED_OUT:
                continue
            slot = table.get(property_) or property_.removeprefix(_SSSOM)
            if slot not in known:
                self.lost += len(values)
                continue
            found.setdefault(slot, []).extend(self._text(slot, value) for value in values)
        return {slot: _one_or_several(slot, texts) for slot, texts in found.items()}

    def _text(self, slot: str, value: ox.NamedNode | ox.Literal) -> str:
        if isinstance(value, ox.Literal) or slot in _ADDRESSES:
            return str(value.value)
        if slot == "read_against":
            return ids.short(value.value)
        return _NEGATED.get(value.value) or self._prefixes.curie(value.value)

    def _chained(self, chain: Chain) -> Slots:
        row: Slots = {
            "subject_id": self._prefixes.curie(ids.expand(chain.subject)),
            "predicate_id": self._prefixes.curie(ids.expand(chain.predicate)),
            "object_id": self._prefixes.curie(ids.expand(chain.object)),
            "mapping_justification": self._prefixes.curie(ids.PREFIXES["semapv"] + "MappingChaining"),
            "subject_source": self._prefixes.curie(ids.DOC + chain.focal),
            "object_source": self._prefixes.curie(ids.DOC + chain.reference),
            "comment": chain.sentence,
            "path": chain.path,
        }
        return row | ({"predicate_modifier": chain.modifier} if chain.modifier else {})


#: What a set states for its rows, and what each row states where the rows of several sets are together.
_HANDED_ON = {
    "basis",
    "creator_id",
    "creator_label",
    "license",
    "mapping_date",
    "mapping_provider",
    "mapping_tool",
    "object_source",
    "subject_source",
}


def _header_of(scope: Scope, rows: list[Slots]) -> Slots:
    names = [name for name in (scope.focal, scope.reference) if name]
    header: Slots = {"mapping_set_id": f"{ids.BASE}export/{'--'.join(names) or 'crosswalk'}"}
    header["mapping_set_title"] = _TITLES[scope.extent].format(*names)
    licences = {row["license"] for row in rows if "license" in row}
    header["license"] = licences.pop() if len(licences) == 1 else _UNSPECIFIED
    return header


def _condensed(header: Slots, rows: list[Slots]) -> tuple[Slots, list[Slots]]:
    """Return what the rows agree on as part of the header, as SSSOM condenses a set, and the rows without it.

    A slot that only some rows have stays with them, and is not said of all.
    """
    header = dict(header)
    for slot in repeated():
        values = {row[slot] for row in rows if slot in row}
        if len(values) == 1 and all(slot in row for row in rows):
            [header[slot]] = values
            rows = [{name: value for name, value in row.items() if name != slot} for row in rows]
        elif values:
            header.pop(slot, None)
    return header, rows


def _one_or_several(slot: str, texts: list[str]) -> Value:
    from crosswalk.formats.readers.sssom.library import MULTIVALUED

    return tuple(sorted(texts)) if slot in MULTIVALUED or slot == "read_against" else sorted(texts)[0]


def _triple(row: Slots) -> tuple[Value | None, ...]:
    return tuple(row.get(slot) for slot in ("subject_id", "predicate_id", "predicate_modifier", "object_id"))


def _cells(row: Slots) -> tuple[str, ...]:
    return tuple(joined(row.get(slot, "")) for slot in row_slots())


def joined(value: Value) -> str:
    """Return a value as one cell: several are separated by bars, and a bar inside one of them is escaped.

    >>> joined(("a|b", "c"))
    'a\\\\|b|c'
    """
    return value if isinstance(value, str) else "|".join(part.replace("|", "\\|") for part in value)


#: Slots whose values are numbers.
NUMBERS: dict[str, type[int] | type[float]] = {
    "agreement_cells": int,
    "agreement_overlap": float,
    "agreement_relation": float,
    "citations": int,
    "confidence": float,
    "mapping_set_confidence": float,
    "reviewer_agreement": float,
    "similarity_score": float,
}


def plain(slots: Slots, order: Iterable[str]) -> dict[str, object]:
    """Return slots in an order as JSON and YAML have them: numbers as numbers, several texts as a list.

    >>> plain({"confidence": "0.5", "see_also": ("a", "b")}, ["see_also", "confidence"])
    {'see_also': ['a', 'b'], 'confidence': 0.5}
    """
    return {slot: _plain(slot, slots[slot]) for slot in order if slot in slots}


def _plain(slot: str, value: Value) -> object:
    if isinstance(value, str):
        return NUMBERS.get(slot, str)(value)
    return list(value)
