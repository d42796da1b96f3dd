"""The Common Requirements that are loaded here, and the links of the LLM Top 10 2025 to them.

Give a folder that contains, at any depth,
- `owasp_llm_top10_2025.json` from OpenCRE (20 August 2026), which links each entry of the Top 10 to requirements;
- the catalogue as a table with the columns `CRE 0` to `CRE n` and cells of the form id|name: what
  `cre.py --export --csv` writes, or `docs/CREmappingtemplate.xls` of the same repository (November 2024) saved as CSV;
- a checkout of the OWASP AI Exchange (see `owasp_ai_exchange.py`), whose scripted links have the newer names.

Writes `data/documents/opencre-2026-08.yaml` with the requirements that the AI Exchange or the Top 10 link to, in the
order of their ids, and `mappings/published/owasp-llm-2025--opencre-2026-08.sssom.tsv`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tools.extract.common import COLUMNS, Changes, Item, SourceError, merge_document, read_source, write_rows
from tools.extract.owasp_ai_exchange import HUB, Link, pages
from tools.extract.owasp_ai_exchange import SOURCE as AI_EXCHANGE
from tools.extract.source import Source, State

TOP10 = "owasp-llm-2025"
LINKS = "owasp_llm_top10_2025.json"
_CELL = re.compile(r"(\d{3}-\d{3})\|(.+)")


def exchange_links(source: Path) -> list[Link]:
    """Return the links of the AI Exchange, from the folder with its page of general controls."""
    folder = next(source.rglob("1_general_controls.md"), None)
    if folder is None:
        raise SourceError(f"{source} contains no checkout of the AI Exchange (no file 1_general_controls.md).")
    return [link for page in pages(folder.parent) for link in page.links]


def catalogue(source: Path) -> dict[str, str]:
    """Return id → name from every table of requirements in the folder."""
    names: dict[str, str] = {}
    for path in sorted(source.rglob("*.csv")):
        with io.StringIO(read_source(path), newline="") as stream:
            reader = csv.DictReader(stream)
            columns = [name for name in reader.fieldnames or () if re.fullmatch(r"CRE \d+", name)]
            cells = (_CELL.fullmatch((row[name] or "").strip()) for row in reader for name in columns)
            names |= {match[1]: match[2].strip() for match in cells if match}
    return names


def top10_links(source: Path) -> list[tuple[str, str]]:
    """Return (entry, requirement) for the LLM Top 10 2025, in the order of the entries."""
    path = next(source.rglob(LINKS), None)
    if path is None:
        raise SourceError(f"{source} contains no {LINKS}: give a folder with a checkout of OpenCRE.")
    entries = sorted(json.loads(read_source(path)), key=lambda entry: str(entry["section_id"]))
    return [(str(entry["section_id"]), cre) for entry in entries for cre in sorted(entry["cre_ids"])]


def items(source: Path) -> list[Item]:
    """Return the linked requirements; a name in a scripted link of the AI Exchange is newer than the catalogue's."""
    links = exchange_links(source)
    names = catalogue(source)
    names |= {link.cre: link.text.removeprefix("OpenCRE: ") for link in links if link.scripted}
    linked = {link.cre for link in links} | {cre for _, cre in top10_links(source)}
    if unnamed := sorted(linked - names.keys()):
        raise SourceError(f"No name is known for {', '.join(unnamed)}: add a newer table of the catalogue.")
    return [Item(cre, "cre", title=names[cre]) for cre in sorted(linked)]


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the Common Requirements and the links of the LLM Top 10 2025 from a folder with their sources."""
    yield merge_document(root / "data" / "documents" / f"{HUB}.yaml", items(source))
    rows = [
        (f"{TOP10}:{entry}", "skos:closeMatch", "", f"{HUB}:{cre}", "semapv:UnspecifiedMatching", "")
        for entry, cre in top10_links(source)
    ]
    yield write_rows(root / "mappings" / "published" / f"{TOP10}--{HUB}.sssom.tsv", COLUMNS, rows)


SOURCE = Source(
    id="opencre",
    title="OpenCRE, as linked by the OWASP LLM Top 10 2025 and the OWASP AI Exchange",
    licence="CC0 1.0",
    states=(
        State(
            "OWASP/OpenCRE",
            "ed999c53",
            (f"application/tests/fixtures/owasp_mappings/{LINKS}", "docs/CREmappingtemplate.xls"),
        ),
        *AI_EXCHANGE.states,
    ),
    targets=(f"data/documents/{HUB}.yaml", f"mappings/published/{TOP10}--{HUB}.sssom.tsv"),
    run=update,
)
