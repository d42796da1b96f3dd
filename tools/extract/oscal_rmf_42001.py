"""NIST AI RMF 1.0 to ISO/IEC 42001:2023, from the OSCAL mapping collection of OSCAL Compass.

The file names the subcategories of the AI RMF as the Generative AI Profile does (GV-1.1) and the controls of ISO/IEC
42001 by the numbers of the guidance in Annex B (B-2-2), which Annex A shares: such an id is resolved and the row says
so. Pairs that become one by that are joined.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tools.extract.common import COLUMNS, SourceError, load_yaml, located, read_source, write_rows
from tools.extract.source import Source, State

COLLECTION = "mapping-collections/nist_ai_rmf_to_iso_42001/mapping-collection.json"
SET = "nist-ai-rmf-1.0--iso-iec-42001-2023.oscal-compass.sssom.tsv"
FUNCTIONS = {"GV": "GOVERN", "MP": "MAP", "MS": "MEASURE", "MG": "MANAGE"}
PREDICATES = {
    "intersects-with": "skos:relatedMatch",
    "equal-to": "skos:exactMatch",
    "equivalent-to": "skos:exactMatch",
    "subset-of": "skos:broadMatch",
    "superset-of": "skos:narrowMatch",
}
Pair = tuple[str, str, str]


def subject(published: str) -> str:
    """Return our id of a subcategory.

    >>> subject("GV-1.1")
    'GOVERN-1.1'
    """
    code, _, number = published.partition("-")
    if code not in FUNCTIONS:
        raise SourceError(f"The subcategory {published!r} has an unknown function; known are {', '.join(FUNCTIONS)}.")
    return f"{FUNCTIONS[code]}-{number}"


def target(published: str) -> tuple[str, str]:
    """Return our id of a clause or control, and what to say about it.

    >>> target("iso-iec-42001_B-2-2")
    ('A.2.2', 'Published as B.2.2 (Annex B guidance of the same number).')
    """
    printed = published.removeprefix("iso-iec-42001_")
    number = re.sub(r"-+", ".", printed)
    if number.startswith("B."):
        return "A" + number[1:], f"Published as {number} (Annex B guidance of the same number)."
    return number, f"Published as {printed}." if "--" in printed else ""


def pairs(source: Path) -> Iterator[tuple[Pair, str]]:
    """Yield each published pair with its relation, and what to say about it."""
    collection = json.loads(read_source(source))["mapping-collection"]
    for mapping in collection["mappings"]:
        for entry in mapping["maps"]:
            relation = PREDICATES[entry["relationship"]]
            for left in entry["sources"]:
                for right in entry["targets"]:
                    end, comment = target(right["id-ref"])
                    yield (subject(left["id-ref"]), relation, end), comment


def _order(document: Path) -> dict[str, int]:
    ids = [str(provision["id"]) for provision in load_yaml(document).get("provisions") or []]
    return {provision: place for place, provision in enumerate(ids)}


def update(source: Path, root: Path) -> list[int]:
    """Update the mapping set from the OSCAL mapping collection."""
    joined: dict[Pair, list[str]] = {}
    for pair, comment in pairs(located(source, COLLECTION, "the mapping collection")):
        joined.setdefault(pair, []).append(comment)
    documents = root / "data" / "documents"
    left, right = (_order(documents / f"{name}.yaml") for name in ("nist-ai-rmf-1.0", "iso-iec-42001-2023"))

    def place(pair: Pair) -> tuple[int, int, Pair]:
        return left.get(pair[0], len(left)), right.get(pair[2], len(right)), pair

    rows = [
        (
            f"nist-ai-rmf-1.0:{pair[0]}",
            pair[1],
            "",
            f"iso-iec-42001-2023:{pair[2]}",
            "semapv:ManualMappingCuration",
            " ".join(dict.fromkeys(filter(None, joined[pair]))),
        )
        for pair in sorted(joined, key=place)
    ]
    return [write_rows(root / "mappings" / "published" / SET, COLUMNS, rows)]


SOURCE = Source(
    id="oscal_rmf_42001",
    title="NIST AI RMF 1.0 to ISO/IEC 42001:2023, from OSCAL Compass",
    licence="Apache-2.0",
    states=(State("oscal-compass/oscal-content", "623e0de", (COLLECTION,)),),
    targets=(f"mappings/published/{SET}",),
    run=update,
)
