"""The IBM AI Risk Atlas and what IBM maps it to.

The state that was read is of 2 July 2026. Written: the document `ibm-risk-atlas-2026-07` and three mapping sets. SKOS
predicates, justifications, confidence and direction stay as published, except skos:relatedMatch: it is an association
and claims no overlap, as this project's reading of that predicate would, so it becomes cw:associatedWith. `noMatch`
without an object becomes sssom:NoTermFound; `noMatch` with an object becomes skos:relatedMatch with the modifier Not,
because it denies that one pair. Rows between other vocabularies are left out. Remarks of the source are paraphrased
(`REMARKS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.extract.common import (
    COLUMNS_WITH_CONFIDENCE,
    Changes,
    Item,
    SourceError,
    load_yaml,
    merge_document,
    read_source,
    slug,
    write_rows,
)
from tools.extract.source import Source, State

DATA = "src/ai_atlas_nexus/data"
RISKS = f"{DATA}/knowledge_graph/risk_atlas_data.yaml"
TO_TOP10 = f"{DATA}/mappings/ibm2owasp.tsv"
TO_NIST = f"{DATA}/mappings/ibm2nistgenai.tsv"
FROM_AGENTIC = f"{DATA}/mappings/owasp_asi2ibm_risk_atlas.tsv"
ATLAS = "ibm-risk-atlas-2026-07"
TOP10, AGENTIC, PROFILE = "owasp-llm-2025", "owasp-agentic-2026", "nist-ai-600-1"
#: Published predicate → the one written here, where they differ; see above.
AS_READ = {"skos:relatedMatch": "cw:associatedWith"}
#: A word of a published remark → a paraphrase of the remark.
REMARKS = {
    "explainab": "Remark: explainability is not dealt with there.",
    "social": "Remark: effects on society have no clear place there.",
    "intended use": "Remark: defining what a system is for is not dealt with there.",
    "model testing": "Remark: what concerns the testing of models is open to review.",
    "legal": "Remark: the entry touches on law only in passing.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A published row; `object` is empty where no object is named."""

    subject: str
    predicate: str
    object: str
    object_label: str
    justification: str
    confidence: str
    comment: str


def atlas(path: Path) -> list[Item]:
    """Return each group of the atlas, followed by its risks, in the publisher's order of groups and risks."""
    data = load_yaml(path)
    groups = {str(group["id"]).lower(): group for group in data["groups"]}
    members: dict[str, list[Item]] = {entry: [] for entry in groups}
    for risk in data["entries"]:
        group = str(risk["isPartOf"]).lower()  # the file spells one group's id in two ways
        if group not in groups:
            raise SourceError(f"{path.name}: {risk['id']} is part of {risk['isPartOf']}, which is not a group.")
        members[group].append(Item(risk["id"], "risk", title=risk["name"], parent=str(groups[group]["id"])))
    return [
        entry
        for key, group in groups.items()
        for entry in (Item(group["id"], "group", title=group["name"]), *members[key])
    ]


def published(path: Path) -> list[Row]:
    """Return the rows of one mapping file; a row without the tabs of its empty object is read as one without an
    object.
    """
    lines = [line for line in read_source(path).splitlines() if line.strip() and line[0] != "#"]
    columns = lines[0].split("\t")
    return [_row(columns, line.split("\t")) for line in lines[1:]]


def _row(columns: list[str], cells: list[str]) -> Row:
    if len(cells) > 3 and cells[3].startswith("semapv:"):
        cells = [*cells[:3], "", "", *cells[3:]]
    value = dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
    return Row(
        value["subject_id"],
        value["predicate_id"],
        value["object_id"],
        value["object_label"].strip('"'),
        value["mapping_justification"],
        value["confidence"],
        value["comment"],
    )


def top10_entry(curie: str) -> str:
    """Return the id of an entry of the LLM Top 10 2025.

    >>> top10_entry("owasp-llm-2.0:llm052025-improper-output-handling")
    'LLM05'
    """
    return _numbered(curie, r"llm\d\d")


def agentic_entry(curie: str) -> str:
    """Return the id of an entry of the Top 10 for Agentic Applications.

    >>> agentic_entry("owasp_asi:asi01-agent-goal-hijack")
    'ASI01'
    """
    return _numbered(curie, r"asi\d\d")


def _numbered(curie: str, pattern: str) -> str:
    match = re.match(pattern, curie.partition(":")[2])
    if not match:
        raise SourceError(f"{curie} is not an entry that this script knows.")
    return match[0].upper()


def profile_risks(root: Path) -> Callable[[str], str]:
    """Return a function from an id such as nistai:nist-data-privacy to the id of that risk in NIST AI 600-1."""
    document = load_yaml(root / "data" / "documents" / f"{PROFILE}.yaml")
    risks = {
        slug(provision["label"]): provision["id"]
        for provision in document.get("provisions") or ()
        if provision["kind"] == "risk"
    }

    def risk(curie: str) -> str:
        name = curie.partition(":")[2].removeprefix("nist-")
        if name not in risks:
            raise SourceError(f"{PROFILE} has no risk called {name}: load that document first.")
        return str(risks[name])

    return risk


def rows(
    published_rows: Iterable[Row], subject: Callable[[str], str], target: Callable[[str], str], order: list[str]
) -> list[tuple[str, ...]]:
    """Return the rows of a mapping set in the order of the subject's document; equal rows are one."""
    place = {local: number for number, local in enumerate(order)}
    made = {_mapped(row, subject, target) for row in published_rows}
    return sorted(
        made, key=lambda row: (place.get(row[0].partition(":")[2], len(place)), row[0], _natural(row[3]), row)
    )


def _natural(text: str) -> str:
    """Return the text so that 2.9 sorts before 2.10."""
    return re.sub(r"\d+", lambda found: found[0].zfill(4), text)


def _mapped(row: Row, subject: Callable[[str], str], target: Callable[[str], str]) -> tuple[str, ...]:
    obj = target(row.object) if row.object else "sssom:NoTermFound"
    none = row.predicate == "noMatch"
    if not none and not row.predicate.startswith("skos:"):
        raise SourceError(f"{row.subject}: the predicate {row.predicate} is not expected here.")
    predicate, modifier = (
        ("skos:relatedMatch", "Not" if row.object else "") if none else (AS_READ.get(row.predicate, row.predicate), "")
    )
    return (subject(row.subject), predicate, modifier, obj, row.justification, row.confidence, _comment(row, obj))


def _comment(row: Row, obj: str) -> str:
    sentences = [paraphrase for word, paraphrase in REMARKS.items() if word in row.comment.lower()]
    named = re.match(r"LLM\d\d", row.object_label)
    if named and not obj.endswith(":" + named[0]):
        sentences.append(f"The label beside the published id says {named[0]}; the id is followed.")
    return " ".join(sentences)


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the IBM AI Risk Atlas and its mapping sets from a checkout of IBM/ai-atlas-nexus."""
    items = atlas(source / RISKS)
    yield merge_document(root / "data" / "documents" / f"{ATLAS}.yaml", items)
    order, sets = [entry.id for entry in items], root / "mappings" / "published"
    risk = profile_risks(root)
    to_top10 = rows(published(source / TO_TOP10), _atlas_risk, lambda entry: f"{TOP10}:{top10_entry(entry)}", order)
    yield write_rows(sets / f"{ATLAS}--{TOP10}.ibm.sssom.tsv", COLUMNS_WITH_CONFIDENCE, to_top10)
    to_nist = rows(published(source / TO_NIST), _atlas_risk, lambda entry: f"{PROFILE}:{risk(entry)}", order)
    yield write_rows(sets / f"{ATLAS}--{PROFILE}.ibm.sssom.tsv", COLUMNS_WITH_CONFIDENCE, to_nist)
    between = [
        row
        for row in published(source / FROM_AGENTIC)
        if row.subject.startswith("owasp_asi:") and row.object.startswith("ibm-risk-atlas:")
    ]
    from_agentic = rows(between, lambda entry: f"{AGENTIC}:{agentic_entry(entry)}", _atlas_risk, [])
    yield write_rows(sets / f"{AGENTIC}--{ATLAS}.ibm.sssom.tsv", COLUMNS_WITH_CONFIDENCE, from_agentic)


def _atlas_risk(curie: str) -> str:
    return f"{ATLAS}:{curie.partition(':')[2]}"


SOURCE = Source(
    id="ibm_risk_atlas",
    title="The IBM AI Risk Atlas and its mappings, from AI Atlas Nexus",
    licence="Apache-2.0",
    states=(State("IBM/ai-atlas-nexus", "a8af9d79", (RISKS, TO_TOP10, TO_NIST, FROM_AGENTIC)),),
    targets=(
        f"data/documents/{ATLAS}.yaml",
        f"mappings/published/{ATLAS}--{TOP10}.ibm.sssom.tsv",
        f"mappings/published/{ATLAS}--{PROFILE}.ibm.sssom.tsv",
        f"mappings/published/{AGENTIC}--{ATLAS}.ibm.sssom.tsv",
    ),
    run=update,
)
