"""Mapping collections of [OSCAL](https://pages.nist.gov/OSCAL/) 1.1.2 to 1.2, in JSON or YAML.

A map relates a set of sources to a set of targets. Where both have one member, that is the relation of the pair. Where
one has several, the pairs get what follows for each: what contains all of several contains every one of them. What
does not follow is written as *related*, with the relation of the file beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.formats.importers import ForeignFile, Importer

if TYPE_CHECKING:
    from crosswalk.formats.importers.gathered import Cited, Gathered
    from crosswalk.formats.importers.pairs import Pairs

_RECOGNISED = re.compile(rb'"?mapping-collection"?\s*:')
_SUBSET, _SUPERSET = ("subset", "subset-of"), ("superset", "superset-of")
_EQUAL = ("equal", "equal-to", "equivalent", "equivalent-to")


def _recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".json", ".yaml", ".yml")) and bool(_RECOGNISED.search(head))


def _read(file: ForeignFile, gathered: Gathered) -> None:
    from crosswalk.formats.importers.oscal_files import resources, root
    from crosswalk.formats.importers.pairs import Pairs, entries, text

    record = gathered.begin(file.name, "oscal-mapping")
    collection = root(file, "mapping-collection", gathered)
    if collection is None:
        return
    metadata = next(iter(entries(collection.get("metadata"))), {})
    provenance = next(iter(entries(collection.get("provenance"))), {})
    back = resources(collection)
    for mapping in entries(collection.get("mappings")):
        pairs = Pairs(gathered, record, _party(metadata))
        homes = [
            _home(next(iter(entries(mapping.get(f"{side}-resource"))), {}), back, side) for side in ("source", "target")
        ]
        for entry in entries(mapping.get("maps")):
            _take(entry, homes, pairs, provenance)
        for side, own, other in (("source", 0, 1), ("target", 1, 0)):
            for summary in entries(mapping.get(f"{side}-gap-summary")):
                _take_gaps(summary, homes[own], homes[other], side, pairs)
        described = text(provenance, "mapping-description")
        values: dict[str, object] = {
            "title": text(metadata, "title") or file.name,
            "description": f"{described} Imported from {file.name}, a mapping collection of OSCAL.".strip(),
        }
        gathered.add_set(file.name, pairs.rows, values, {})


def _party(metadata: dict[str, object]) -> str:
    """Return the name of the first organisation among the parties, or "" where there is none."""
    from crosswalk.formats.importers.pairs import entries, text

    parties = entries(metadata.get("parties"))
    return next((text(one, "name") for one in parties if text(one, "type") == "organization"), "")


def _home(resource: dict[str, object], back: dict[str, str], side: str) -> str:
    """Return what a source or target resource is called: the title of what it refers to, or the name of its file."""
    from crosswalk.formats.importers.pairs import text

    href = text(resource, "href")
    if href.startswith("#"):
        return back.get(href[1:].lower(), href[1:])
    parts = [part for part in re.split(r"[/\\]", re.sub(r"\.(json|xml|ya?ml)$", "", href)) if part]
    while len(parts) > 1 and parts[-1].lower() in ("catalog", "profile", "resolved-profile", "content"):
        parts.pop()
    return parts[-1] if parts else f"{side}-of-the-mapping"


def _take(entry: dict[str, object], homes: list[str], pairs: Pairs, provenance: dict[str, object]) -> None:
    """Add the pairs of one map."""
    from crosswalk.formats.importers.gathered import Outcome
    from crosswalk.formats.importers.pairs import RELATIONS, entries, raw, text

    sources = [_cited(one, homes[0]) for one in entries(entry.get("sources"))]
    targets = [_cited(one, homes[1]) for one in entries(entry.get("targets"))]
    form = next(iter(entries(entry.get("relationship"))), None)
    written = (text(form, "type") if form else text(entry, "relationship")).lower().replace("_", "-")
    if written not in RELATIONS or written in ("related", "mitigates", "association"):
        words = "equal-to, equivalent-to, subset-of, superset-of, intersects-with or no-relationship"
        pairs.note(Outcome.REFUSED, f"Its relationship is not one of {words}.", raw(entry))
        return
    if not sources or not targets or None in sources or None in targets:
        pairs.note(Outcome.REFUSED, "A source or target of it has no id-ref.", raw(entry))
        return
    relation = _of_each(written, len(sources), len(targets))
    rationale = text(entry, "matching-rationale") or text(provenance, "matching-rationale")
    said = [f"Rationale: {rationale}." if rationale else "", text(entry, "remarks")]
    for source in sources:
        for target in targets:
            if source is not None and target is not None:
                pairs.add(
                    source,
                    relation,
                    target,
                    raw(entry),
                    comment=" ".join(filter(None, said)),
                    confidence=_confidence(entry) if _confidence(entry) is not None else _confidence(provenance),
                    was=f"{written} of {len(sources)} to {len(targets)}" if relation != written else "",
                )


def _of_each(relation: str, sources: int, targets: int) -> str:
    """Return what a relation of sets says of each pair of their members.

    >>> _of_each("subset-of", 1, 1), _of_each("superset-of", 1, 3), _of_each("equal-to", 1, 3)
    ('subset-of', 'superset-of', 'superset-of')
    >>> _of_each("subset-of", 1, 3), _of_each("intersects-with", 2, 3)
    ('related', 'intersects-with')
    """
    if sources == targets == 1 or relation in ("no-relationship", "not-related"):
        return relation
    if sources == 1 and relation in (*_SUPERSET, *_EQUAL):
        return "superset-of"
    if targets == 1 and relation in (*_SUBSET, *_EQUAL):
        return "subset-of"
    return relation if relation.startswith("intersect") else "related"


def _take_gaps(summary: dict[str, object], own: str, other: str, side: str, pairs: Pairs) -> None:
    """Add the controls for which nothing was found on the other side."""
    from crosswalk.formats.importers.gathered import Cited, Outcome
    from crosswalk.formats.importers.pairs import entries, raw

    for chosen in entries(summary.get("unmapped-controls")):
        named = chosen.get("with-ids")
        names = named if isinstance(named, list) else []
        if not names:
            reason = "Its unmapped controls are chosen by a pattern, and not named with-ids."
            pairs.note(Outcome.ASIDE, reason, raw(chosen))
        for name in map(str, names):
            pairs.add_gap(Cited(name, own, name), other, raw({side: name}), is_source=side == "source")


def _cited(end: dict[str, object], home: str) -> Cited | None:
    """Return what a source or target cites; the published examples write id_ref for id-ref."""
    from crosswalk.formats.importers.gathered import Cited
    from crosswalk.formats.importers.pairs import text

    local = text(end, "id-ref") or text(end, "id_ref")
    return Cited(local, home, local) if local else None


def _confidence(entry: dict[str, object]) -> float | None:
    """Return how sure a map is, as a share; OSCAL 1.2 writes a percentage as one, and others a score."""
    from crosswalk.formats.importers.pairs import entries, text

    for score in entries(entry.get("confidence-score")):
        written = text(score, "percentage") or text(score, "score")
        try:
            number = float(written)
        except ValueError:
            return None
        return number if 0 <= number <= 1 else None
    return None


IMPORTER = Importer("oscal-mapping", "mapping collections of OSCAL", (".json", ".yaml", ".yml"), _recognises, _read)
