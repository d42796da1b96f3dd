"""NIST's crosswalk from SP 800-53 to ISO/IEC 27001:2022, from the CISO Assistant community library.

The state that was read is of 3 July 2025. The file was made from the workbook of NIST's informative reference 155,
version 1.0.0, as updated on 12 October 2023. It contains the same pairs twice, once in each direction; they are read
once. The library types every pair `intersect`; the script that made it reads only the two columns of ids, so that type
is not NIST's and does not carry over. Any other type is refused, since it would have a meaning. The pairs with Annex A
were compared with a second public reading of the same workbook
(`src/agent_bom/data/nist_800_53_to_iso_27001_crosswalk.json` of https://github.com/msaad00/agent-bom at commit
9910e29e): the same 439.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.extract.common import COLUMNS, Changes, SourceError, load_yaml, located, write_rows
from tools.extract.source import Source, State

LIBRARY = "backend/library/libraries/mapping-nist-sp-800-53-rev5-to-iso27001-2022.yaml"
SP_800_53, ISO_27001 = "nist-sp-800-53-5.2.0", "iso-iec-27001-2022"


def update(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update NIST's crosswalk from SP 800-53 to ISO/IEC 27001:2022 from CISO Assistant's library file."""
    sets = load_yaml(located(source, LIBRARY, "the library file"))["objects"]["requirement_mapping_sets"]
    forward = [entry for entry in sets if entry["source_framework_urn"].endswith(":nist-sp-800-53-rev5")]
    pairs = {pair(mapping) for entry in forward for mapping in entry["requirement_mappings"]}
    rows = [
        (f"{SP_800_53}:{control}", "skos:closeMatch", "", f"{ISO_27001}:{clause}", "semapv:UnspecifiedMatching", "")
        for control, clause in sorted(pairs, key=lambda ends: (place(ends[0]), place(ends[1])))
    ]
    yield write_rows(root / "mappings" / "published" / f"{SP_800_53}--{ISO_27001}.sssom.tsv", COLUMNS, rows)


def pair(mapping: dict[str, Any]) -> tuple[str, str]:
    """Return the ids of the two ends of one mapping.

    >>> ends = {"source_requirement_urn": "urn:a:ac-2(1)", "target_requirement_urn": "urn:b:a.5.1"}
    >>> pair({**ends, "relationship": "intersect"})
    ('AC-2(1)', 'A.5.1')
    """
    if mapping["relationship"] != "intersect":
        raise SourceError(f"A mapping is typed {mapping['relationship']!r}: find out whether that type is NIST's.")
    control, clause = (mapping[f"{end}_requirement_urn"].rpartition(":")[2].upper() for end in ("source", "target"))
    return control, clause


def place(local: str) -> tuple[str, list[int]]:
    """Return what sorts ids by their letters, then by their numbers.

    >>> sorted(["AC-10", "AC-2(1)", "AC-2"], key=place)
    ['AC-2', 'AC-2(1)', 'AC-10']
    """
    return re.sub(r"\d.*", "", local), [int(number) for number in re.findall(r"\d+", local)]


SOURCE = Source(
    id="ciso_nist_iso_27001",
    title="NIST's crosswalk from SP 800-53 to ISO/IEC 27001:2022, from CISO Assistant",
    licence="a work of NIST, in the public domain",
    states=(State("intuitem/ciso-assistant-community", "f990d7b1", (LIBRARY,)),),
    targets=(f"mappings/published/{SP_800_53}--{ISO_27001}.sssom.tsv",),
    run=update,
)
