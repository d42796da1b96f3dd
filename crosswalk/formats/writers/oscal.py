"""An [OSCAL](https://pages.nist.gov/OSCAL/) 1.2 mapping collection of two documents: every set relation between them as
a map, and the provisions of both that have none as the two gap summaries.

OSCAL's ids are [names without a colon](https://www.w3.org/TR/xml-names/#NT-NCName) that begin with a letter: each is
made from the local id of a provision, whose CURIE is beside it.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Sequence

from crosswalk import ids
from crosswalk.algebra import Relation, names
from crosswalk.analysis.catalogue import Filters, document
from crosswalk.analysis.coverage import Answer, Coverage, coverage
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.mappings import Assertion
from crosswalk.errors import NothingLoaded, UsageError
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written, origin
from crosswalk.headline import headline
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_json, one_line
from crosswalk.vocabulary import RELATED, Grade, Status

_VERSION = "1.2.1"
#: The relationships that OSCAL has, by our names; every other one is of our own namespace.
_OSCAL = {
    "equal": "equal-to",
    "subset-of": "subset-of",
    "superset-of": "superset-of",
    "intersects-with": "intersects-with",
    "no-relationship": "no-relationship",
}
_MANUAL = "semapv:ManualMappingCuration"
_NOT_REVIEWED = (Grade.E, Grade.F)
_NO_DATE = "1980-01-01"
_GAPS = (Status.NO_COUNTERPART, Status.CITED, Status.UNMAPPED)
Json = dict[str, object]
End = Assertion | Derived


def token(local: str) -> str:
    """Return a local id as OSCAL's ids are.

    >>> token("5.4.1"), token("AC-2(10)"), token("GOVERN-1.1"), token("5.1#2")
    ('_5.4.1', 'AC-2.10', 'GOVERN-1.1', '_5.1_2')
    """
    name = re.sub(r"[^\w.-]", "_", local.replace("(", ".").replace(")", ""))
    return name if name[:1].isalpha() or name.startswith("_") else f"_{name}"


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    focal, reference = scope.pair
    [there] = coverage(crosswalk, focal, reference)
    back = _back(crosswalk, scope)
    ends = list(dict.fromkeys(end for answer in there.answers for end in answer.ends))
    maps = [_map(end) for end in ends if _is_map(end)]
    if not maps:
        raise UsageError(
            f"OSCAL needs at least one mapping between provisions, and there is none from {focal} to {reference}."
        )
    text = json.dumps(_collection(crosswalk, scope, there, back, maps), ensure_ascii=False, indent=2)
    losses = _losses(there, back, [end for end in ends if not _is_map(end)])
    return Written(f"{escaped_json(text)}\n".encode(), losses)


def _has_maps(crosswalk: Crosswalk, scope: Scope) -> bool:
    focal, reference = scope.pair
    if not document(crosswalk, focal).loaded:
        return False
    [there] = coverage(crosswalk, focal, reference)
    return any(_is_map(end) for answer in there.answers for end in answer.ends)


def _back(crosswalk: Crosswalk, scope: Scope) -> Coverage | None:
    focal, reference = scope.pair
    try:
        [found] = coverage(crosswalk, reference, focal)
    except NothingLoaded:
        return None
    return found


def _losses(there: Coverage, back: Coverage | None, others: Sequence[End]) -> tuple[Loss, ...]:
    reasons = sum(answer.status in _GAPS for side in (there, back) if side for answer in side.answers)
    return (
        Loss(
            len(others),
            "citation, other association or finding of nothing",
            "citations, other associations and findings of nothing",
        ),
        Loss(reasons, "reason why a provision is a gap", "reasons why provisions are gaps"),
        Loss(back is None, "gap summary of the reference document, which is not loaded", "gap summaries"),
    )


def _collection(
    crosswalk: Crosswalk, scope: Scope, there: Coverage, back: Coverage | None, maps: Sequence[Json]
) -> Json:
    focal, reference = (document(crosswalk, name) for name in scope.pair)
    made = provenance(crosswalk.layout)
    lines = [one_line(line) for line in origin(crosswalk, WRITER.name, scope)]
    mapping: Json = {
        "uuid": _uuid("mapping", *scope.pair),
        "source-resource": _resource(focal.id),
        "target-resource": _resource(reference.id),
        "maps": maps,
    }
    for name, side in (("source", there), ("target", back)):
        if side and (gaps := [answer for answer in side.answers if answer.status in _GAPS]):
            mapping[f"{name}-gap-summary"] = _gaps(side.focal, side.reference, gaps)
    return {
        "mapping-collection": {
            "uuid": _uuid(made.data, *scope.pair),
            "metadata": {
                "title": one_line(f"{focal.title} to {reference.title}"),
                "last-modified": f"{made.date or _newest(there) or _NO_DATE}T00:00:00Z",
                "version": made.date or made.data,
                "oscal-version": _VERSION,
                "props": [_prop("data-hash", made.data)],
                **({"links": [{"href": made.licence, "rel": "license"}]} if made.licence else {}),
                "remarks": "\n\n".join(lines),
            },
            "provenance": {
                "method": _method(there),
                "matching-rationale": "semantic",
                "status": _status(there),
                "mapping-description": one_line(headline(there, Filters())),
            },
            "mappings": [mapping],
        }
    }


def _newest(there: Coverage) -> str | None:
    days = (end.mapping.date for answer in there.answers for end in answer.mappings)
    return max((day for day in days if day), default=None)


def _method(there: Coverage) -> str:
    manual = {end.mapping.justification == _MANUAL for answer in there.answers for end in answer.mappings}
    derived = any(answer.status is Status.DERIVED for answer in there.answers)
    return "human" if manual == {True} and not derived else "hybrid" if True in manual else "automation"


def _status(there: Coverage) -> str:
    """Return *draft* where an answer rests on what nobody has reviewed, or else whether all was compared."""
    if any(answer.best and answer.best.grade in _NOT_REVIEWED for answer in there.answers):
        return "draft"
    return "complete" if there.is_complete else "not-complete"


def _is_map(end: End) -> bool:
    """Return True for what says how two provisions relate, and for what is proved to overlap."""
    if isinstance(end, Derived):
        return True
    return end.is_set_relation and not end.dangling and not end.nothing_found and ids.is_provision(end.object)


def _map(end: End) -> Json:
    relation = _strongest(end.mask) if isinstance(end, Derived) else end.relation
    known = _OSCAL.get(relation)
    entry: Json = {"uuid": _uuid("map", end.subject, end.object, relation, end.mapping_set or "", end.relation)}
    if known is None:
        entry["ns"] = ids.NS
    entry |= {
        "matching-rationale": "semantic",
        "relationship": known or relation,
        "sources": [_item(end.subject)],
        "targets": [_item(end.object)],
        "props": [_prop(name, value) for name, value in _evidence(end) if value],
    }
    if said := _remarks(end):
        entry["remarks"] = said
    return entry


def _evidence(end: End) -> Iterable[tuple[str, str | None]]:
    yield "grade", end.grade
    if isinstance(end, Derived):
        yield "justification", "semapv:MappingChaining"
        yield "proved", end.relation
    else:
        yield "justification", end.mapping.justification
        yield "mapping-set", end.mapping_set
        yield "asserter", end.mapping.provider or end.mapping.creator
        yield "date", end.mapping.date
        yield "basis", end.mapping.basis
    yield "carried-from", end.carried_from


def _remarks(end: End) -> str:
    if isinstance(end, Assertion):
        return one_line(end.comment or "")
    hops = end.paths[0]
    return f"Computed along {' → '.join((hops[0].subject, *(hop.object for hop in hops)))}."


def _strongest(mask: Relation) -> str:
    single = names(mask)
    return single[0] if len(single) == 1 else RELATED


def _gaps(focal: str, reference: str, gaps: Iterable[Answer]) -> Json:
    named = [token(ids.split(answer.provision.id)[1]) for answer in gaps]
    return {"uuid": _uuid("gaps", focal, reference), "unmapped-controls": [{"with-ids": named}]}


def _resource(document_id: str) -> Json:
    return {"type": "catalog", "href": ids.DOC + document_id, "props": [_prop("document", document_id)]}


def _item(provision: str) -> Json:
    return {"type": "control", "id-ref": token(ids.split(provision)[1]), "props": [_prop("id", provision)]}


def _prop(name: str, value: str) -> Json:
    return {"name": name, "ns": ids.NS, "value": one_line(value)}


def _uuid(*parts: str) -> str:
    """Return the identifier that these parts always have."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, ids.BASE + "\x1f".join(parts)))


WRITER = Writer(
    "oscal",
    "a mapping collection with both gap summaries",
    "application/oscal+json",
    ".oscal.json",
    write=_write,
    extents=(Extent.PAIR,),
    has_content=_has_maps,
    written="OSCAL",
)
