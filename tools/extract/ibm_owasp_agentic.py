"""The OWASP Top 10 for Agentic Applications and IBM's mapping of it to the LLM Top 10 2025.

The state that was read is of 2 July 2026. Written: the document `owasp-agentic-2026` (numbers and official titles) and
the mapping set `owasp-agentic-2026--owasp-llm-2025.ibm`. Predicate, direction, justification and confidence stay as
published. IBM's remark on a row is paraphrased (`ROLES`). For rows that say broader or narrower, the
remark says the opposite of what SKOS means by the predicate; such a row says so in its comment, and is not
turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import (
    COLUMNS_WITH_CONFIDENCE,
    Changes,
    Item,
    SourceError,
    load_yaml,
    merge_document,
    write_rows,
)
from tools.extract.ibm_risk_atlas import AGENTIC, AS_READ, DATA, TOP10, Row, agentic_entry, published, top10_entry
from tools.extract.source import Source, State

ENTRIES = f"{DATA}/knowledge_graph/owasp_asi_data.yaml"
PAIRS = f"{DATA}/mappings/owasp_asi2owasp_llm.tsv"
_NAME = re.compile(r"(ASI\d\d):\d{4} +(.+)$")
#: What a remark says about the subject → the SKOS predicate that would say it, and its paraphrase.
_SIDES = (
    (r"\bspecific (manifestation|case)\b|-specific instantiation\b|\bsubset of\b", "skos:broadMatch", "narrower"),
    (r"\bbroader (than|category)\b|\bencompasses\b", "skos:narrowMatch", "broader"),
)
#: What a remark says about the object of a related pair → its paraphrase; the first match counts.
ROLES = (
    (r"\bconsequence\b", "Remark: the LLM risk is something that may follow."),
    (r"\binitial fault\b|\bmechanism\b|\bone possible vector\b", "Remark: the LLM risk is a possible trigger."),
    (r"\bamplif|\benables\b", "Remark: the LLM risk makes the damage larger."),
    (r"\bcan cause\b|\bcontribute to\b", "Remark: the LLM risk is a possible trigger."),
    (r"\battack surface\b", "Remark: the LLM risk is one of several points of attack."),
)


def entries(path: Path) -> Iterator[Item]:
    """Yield the entries of the list with their numbers, printed forms and official titles."""
    for entry in load_yaml(path)["entries"]:
        name = str(entry["name"])
        match = _NAME.match(name)
        if not match:
            raise SourceError(f"{path.name}: {name!r} is not a name of the form ASI01:2026 Title.")
        yield Item(match[1], "risk", name.partition(" ")[0], title=match[2])


def comment(row: Row) -> str:
    """Return the project's comment on a published row."""
    if row.predicate in ("skos:broadMatch", "skos:narrowMatch"):
        for pattern, meant, side in _SIDES:
            if re.search(pattern, row.comment):
                reverse = "" if row.predicate == meant else ", which is the reverse of this predicate"
                return f"Remark: the agentic risk is the {side} one{reverse}."
        return ""
    return next((paraphrase for pattern, paraphrase in ROLES if re.search(pattern, row.comment, re.IGNORECASE)), "")


def rows(published_rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Return the rows of the mapping set, by the numbers of both lists."""
    made = []
    for row in published_rows:
        if not re.fullmatch(r"skos:(exact|close|broad|narrow|related)Match", row.predicate):
            raise SourceError(f"{row.subject}: the predicate {row.predicate} is not expected here.")
        subject, target = f"{AGENTIC}:{agentic_entry(row.subject)}", f"{TOP10}:{top10_entry(row.object)}"
        made.append(
            (
                subject,
                AS_READ.get(row.predicate, row.predicate),
                "",
                target,
                row.justification,
                row.confidence,
                comment(row),
            )
        )
    return sorted(made, key=lambda row_: (row_[0], row_[3], row_))


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the Top 10 for Agentic Applications and one mapping set from a checkout of IBM/ai-atlas-nexus."""
    items = entries(source / ENTRIES)
    yield merge_document(root / "data" / "documents" / f"{AGENTIC}.yaml", items)
    pairs = rows(published(source / PAIRS))
    yield write_rows(
        root / "mappings" / "published" / f"{AGENTIC}--{TOP10}.ibm.sssom.tsv", COLUMNS_WITH_CONFIDENCE, pairs
    )


SOURCE = Source(
    id="ibm_owasp_agentic",
    title="The OWASP Top 10 for Agentic Applications and IBM's mapping of it, from AI Atlas Nexus",
    licence="Apache-2.0",
    states=(State("IBM/ai-atlas-nexus", "a8af9d79", (ENTRIES, PAIRS)),),
    targets=(
        f"data/documents/{AGENTIC}.yaml",
        f"mappings/published/{AGENTIC}--{TOP10}.ibm.sssom.tsv",
    ),
    run=update,
)
