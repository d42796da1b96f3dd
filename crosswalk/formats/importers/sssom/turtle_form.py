"""SSSOM as [RDF](https://mapping-commons.github.io/sssom/spec-formats-rdf/) in Turtle, as sssom-py writes it: each
mapping an `owl:Axiom` or `sssom:Mapping`, and the set that has them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.errors import shown
from crosswalk.files.text import Unreadable
from crosswalk.files.turtle import read_turtle
from crosswalk.formats.importers import ForeignFile
from crosswalk.formats.importers.gathered import Gathered
from crosswalk.formats.importers.sssom.foreign import ForeignRow, ForeignSet, Value
from crosswalk.limits import TURTLE_SIZE
from crosswalk.vocabulary import quantity

_P = ids.PREFIXES
_SSSOM = (_P["sssom"], _P["sssom"] + "schema/", "http://w3id.org/sssom/", "http://w3id.org/sssom/schema/")
_TYPE = _P["rdf"] + "type"
#: The slots that SSSOM takes from other vocabularies.
_BORROWED = {
    _P["owl"] + "annotatedSource": "subject_id",
    _P["owl"] + "annotatedProperty": "predicate_id",
    _P["owl"] + "annotatedTarget": "object_id",
    _P["pav"] + "authoredOn": "mapping_date",
    _P["pav"] + "authoredBy": "author_id",
    _P["pav"] + "version": "mapping_set_version",
    _P["owl"] + "versionInfo": "mapping_set_version",
    _P["dcterms"] + "creator": "creator_id",
    _P["dcterms"] + "created": "publication_date",
    _P["dcterms"] + "issued": "publication_date",
    _P["dcterms"] + "license": "license",
    _P["dcterms"] + "title": "mapping_set_title",
    _P["dcterms"] + "description": "mapping_set_description",
    _P["rdfs"] + "comment": "comment",
    _P["rdfs"] + "seeAlso": "see_also",
    _P["prov"] + "wasDerivedFrom": "mapping_set_source",
}
_NEGATED = tuple(begins + "NegatedPredicate" for begins in _SSSOM)
_MAPPINGS = tuple(begins + "mappings" for begins in _SSSOM)
_SETS = frozenset(begins + "MappingSet" for begins in _SSSOM)
_ROWS = frozenset((*(begins + "Mapping" for begins in _SSSOM), _P["owl"] + "Axiom"))


def parse_turtle(file: ForeignFile, gathered: Gathered) -> ForeignSet | None:
    """Return the set in a Turtle file, or None with every fault added to the report. Raises Unreadable."""
    data = read_turtle(file.path, TURTLE_SIZE)
    statements: dict[ox.NamedNode | ox.BlankNode, list[tuple[str, object]]] = {}
    try:
        parser = ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")
        for quad in parser:
            if isinstance(quad.subject, (ox.NamedNode, ox.BlankNode)):
                statements.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))
        prefixes = dict(parser.prefixes)
    except SyntaxError as error:
        raise Unreadable(f"it is not Turtle: {shown(error.msg or '', 200)}", error.lineno) from None
    except (ValueError, MemoryError) as error:
        raise Unreadable(f"it is not Turtle: {shown(str(error), 200)}") from None
    kinds = {thing: {_iri(value) for name, value in said if name == _TYPE} for thing, said in statements.items()}
    sets = [thing for thing, types in kinds.items() if types & _SETS]
    if len(sets) > 1:
        gathered.report.add("sssom-rdf", f"The file has {quantity(len(sets), 'mapping set')}; split it.", file.name, 1)
        return None
    slots: dict[str, object] = {}
    if sets:
        slots = dict(_slots([one for one in statements[sets[0]] if one[0] not in _MAPPINGS]))
        if isinstance(sets[0], ox.NamedNode):
            slots.setdefault("mapping_set_id", sets[0].value)
    rows = [(thing, said) for thing, said in statements.items() if kinds[thing] & _ROWS]
    if not rows:
        gathered.report.add("sssom-rdf", "The file has no owl:Axiom and no sssom:Mapping.", file.name, 1)
        return None
    return ForeignSet(file.name, slots, {}, {}, prefixes, _rows(rows))


def _rows(rows: list[tuple[ox.NamedNode | ox.BlankNode, list[tuple[str, object]]]]) -> Iterator[ForeignRow]:
    for number, (thing, said) in enumerate(rows, 1):
        slots = _slots([one for one in said if one[0] != _TYPE])
        if isinstance(thing, ox.NamedNode):
            slots.setdefault("record_id", thing.value)
        raw = " ; ".join(f"<{name}> {value}" for name, value in said)
        yield ForeignRow(number, None, slots, f"{thing} {raw} .")


def _slots(said: list[tuple[str, object]]) -> dict[str, Value]:
    """Return what is said of a set or mapping as slots; what is not a slot keeps its address as its name."""
    found: dict[str, list[str]] = {}
    for name, value in said:
        if name == _TYPE:
            continue
        slot = _BORROWED.get(name) or next((name[len(one) :] for one in reversed(_SSSOM) if name.startswith(one)), name)
        found.setdefault(slot, []).append("Not" if _text(value) in _NEGATED else _text(value))
    return {slot: values[0] if len(values) == 1 else values for slot, values in found.items()}


def _iri(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode) else ""


def _text(value: object) -> str:
    return str(value.value) if isinstance(value, (ox.NamedNode, ox.Literal)) else str(value)
