"""Update the OWASP Top 10 for Agentic Applications and IBM's mapping of it to the LLM Top 10 2025.

Source: a checkout of github.com/IBM/ai-atlas-nexus, read at commit a8af9d79 (2 July 2026), Apache-2.0; under
`src/ai_atlas_nexus/data/`: `knowledge_graph/owasp_asi_data.yaml` and `mappings/owasp_asi2owasp_llm.tsv`.

Writes `data/documents/owasp-agentic-2026.yaml` (numbers and official titles) and the mapping set
`owasp-agentic-2026--owasp-llm-2025.ibm`. Predicate, direction, justification and confidence stay as published. IBM's
remark beside a row is put in words of ours (`ROLES`). Beside the rows that say broader or narrower, the remark says the
opposite of what SKOS means by the predicate; such a row says so in its comment, and is not turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from common import Changes, Item, SourceError, load_yaml, merge_document, run, write_rows
from ibm_risk_atlas import AGENTIC, AS_READ, COLUMNS, DATA, TOP10, Row, agentic_entry, published, top10_entry

_NAME = re.compile(r"(ASI\d\d):\d{4} +(.+)$")
#: What a remark says of the subject → the SKOS predicate that would say it, and our words.
_SIDES = (
    (r"\bspecific (manifestation|case)\b|-specific instantiation\b|\bsubset of\b", "skos:broadMatch", "narrower"),
    (r"\bbroader (than|category)\b|\bencompasses\b", "skos:narrowMatch", "broader"),
)
#: What a remark says of the object of a related pair → our words; the first that fits is taken.
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
        found = _NAME.match(name)
        if not found:
            raise SourceError(f"{path.name}: {name!r} is no name of the form ASI01:2026 Title.")
        yield Item(found[1], "risk", name.partition(" ")[0], title=found[2])


def comment(row: Row) -> str:
    """Return our comment on a published row."""
    if row.predicate in ("skos:broadMatch", "skos:narrowMatch"):
        for pattern, meant, side in _SIDES:
            if re.search(pattern, row.comment):
                reverse = "" if row.predicate == meant else ", which is the reverse of this predicate"
                return f"Remark: the agentic risk is the {side} one{reverse}."
        return ""
    return next((ours for pattern, ours in ROLES if re.search(pattern, row.comment, re.IGNORECASE)), "")


def rows(found: Iterable[Row]) -> list[tuple[str, ...]]:
    """Return the rows of the mapping set, by the numbers of both lists."""
    made = []
    for row in found:
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
    return sorted(made, key=lambda one: (one[0], one[3], one))


def main(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the Top 10 for Agentic Applications and one mapping set from a checkout of IBM/ai-atlas-nexus."""
    items = entries(source / DATA / "knowledge_graph" / "owasp_asi_data.yaml")
    yield merge_document(root / "data" / "documents" / f"{AGENTIC}.yaml", items)
    pairs = rows(published(source / DATA / "mappings" / "owasp_asi2owasp_llm.tsv"))
    yield write_rows(root / "mappings" / "published" / f"{AGENTIC}--{TOP10}.ibm.sssom.tsv", COLUMNS, pairs)


if __name__ == "__main__":
    run(main)
