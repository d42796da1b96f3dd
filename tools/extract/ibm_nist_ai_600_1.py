"""NIST AI 600-1, the Generative AI Profile: its risks, its suggested actions and what they are meant for.

The facts come from a transcription of a work of the US government:

- ``nist_ai_rmf_data.yaml``: the names of the twelve risks, in NIST's order,
- ``actions_extracted_from_nist.csv``: the ids of the actions and the cell "GAI Risks" as printed.

The same repository's ``nist_ai_rmf_actions_data.yaml`` is not read: it has lost every tag that is not printed exactly
as one of the twelve names, and all of risk 2.6, so it has 358 of the 430 pairs.

Written: the document nist-ai-600-1 (risks, subcategories, actions), its set from action to risk, and its set from
action to the subcategory of the AI RMF 1.0 under which the action is printed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import COLUMNS, Changes, Item, SourceError, load_yaml, merge_document, read_source, write_rows
from tools.extract.source import Source, State

DOCUMENT = "nist-ai-600-1"
FRAMEWORK = "nist-ai-rmf-1.0"
RISKS = "src/ai_atlas_nexus/data/knowledge_graph/nist_ai_rmf_data.yaml"
ACTIONS = "resources/actions_extracted_from_nist.csv"

_FUNCTIONS = {"GV": "GOVERN", "MP": "MAP", "MS": "MEASURE", "MG": "MANAGE"}
_ACTION = re.compile(r"(GV|MP|MS|MG)-(\d+\.\d+)-\d{3}")
_CBRN, _HUMAN, _NATURE = "CBRN Information or Capabilities", "Human-AI Configuration", "Environmental Impacts"
_VIOLENT = "Dangerous, Violent, or Hateful Content"
#: Where NIST itself prints another name in a cell: the risks it means. A civil right is not one of the twelve.
_PRINTED = {
    "CBRN Information and Capability": (_CBRN,),
    "Environmental": (_NATURE,),
    "Human AI Configuration": (_HUMAN,),
    f"{_HUMAN}, {_VIOLENT}": (_HUMAN, _VIOLENT),
    "Civil Rights violations": (),
}
#: Where a name is whole in the document and broken in the transcription.
_BROKEN = {
    "CBRN": (_CBRN,),
    "AI Configuration": (_HUMAN,),
    "Intellectual": ("Intellectual Property",),
    f"{_HUMAN} Information Integrity": (_HUMAN, "Information Integrity"),
}
#: Ids that the document prints differently from everybody else.
_NOTATIONS = {"GV-4.3-001": "GV4.3--001"}


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update NIST AI 600-1 and its two mapping sets from a checkout of IBM/ai-atlas-nexus."""
    risks = _risks(source / RISKS)
    actions = _actions(source / ACTIONS, {name: number for number, name in risks.items()})
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", _items(risks, actions))
    published = root / "mappings" / "published"
    yield write_rows(published / f"{DOCUMENT}--risks.sssom.tsv", COLUMNS, _risk_rows(actions))
    yield write_rows(published / f"{DOCUMENT}--{FRAMEWORK}.sssom.tsv", COLUMNS, _subcategory_rows(actions))


def _risks(path: Path) -> dict[str, str]:
    """Return number of the section → name of the risk; NIST numbers the risks 2.1, 2.2 … in the order of the list."""
    names = [entry["name"] for entry in load_yaml(path)["entries"] if entry["type"] == "Risk"]
    return {f"2.{place}": name for place, name in enumerate(names, start=1)}


def _actions(path: Path, numbers: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return id of the action → number of the risk → the name as printed, in the order of the document."""
    with io.StringIO(read_source(path), newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["NIST Action ID"].strip(): _tagged(row["NIST GAI Risks"], numbers) for row in rows}


def _tagged(cell: str, numbers: dict[str, str]) -> dict[str, str]:
    tagged: dict[str, str] = {}
    for printed in (" ".join(part.split()) for part in cell.split(";")):
        for name in _PRINTED.get(printed, _BROKEN.get(printed, (printed,))):
            if name not in numbers:
                raise SourceError(f"{name!r} is not one of the risks: add it to _PRINTED or _BROKEN in this script.")
            tagged[numbers[name]] = printed
    return dict(sorted(tagged.items(), key=lambda pair: int(pair[0].partition(".")[2])))


def _subcategory(action: str) -> str:
    """Return the subcategory under which an action is printed.

    >>> _subcategory("MG-2.4-001")
    'MANAGE-2.4'
    """
    match = _ACTION.fullmatch(action)
    if match is None:
        raise SourceError(f"{action!r} is not the id of an action, which looks like GV-1.1-001.")
    return f"{_FUNCTIONS[match[1]]}-{match[2]}"


def _items(risks: dict[str, str], actions: Iterable[str]) -> Iterator[Item]:
    for number, name in risks.items():
        yield Item(number, "risk", title=name)
    seen = set[str]()
    for action in actions:
        parent = _subcategory(action)
        if parent not in seen:
            seen.add(parent)
            yield Item(parent, "subcategory", notation=parent.replace("-", " "))
        yield Item(action, "action", notation=_NOTATIONS.get(action), parent=parent)


def _risk_rows(actions: dict[str, dict[str, str]]) -> Iterator[tuple[str, ...]]:
    for action, tagged in actions.items():
        for number, printed in tagged.items():
            comment = f'Printed as "{printed}".' if printed in _PRINTED else ""
            yield _row(action, "cw:addresses", f"{DOCUMENT}:{number}", comment)


def _subcategory_rows(actions: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for action in actions:
        yield _row(action, "cw:supports", f"{FRAMEWORK}:{_subcategory(action)}")


def _row(action: str, predicate: str, target: str, comment: str = "") -> tuple[str, ...]:
    return f"{DOCUMENT}:{action}", predicate, "", target, "semapv:UnspecifiedMatching", comment


SOURCE = Source(
    id="ibm_nist_ai_600_1",
    title="NIST AI 600-1, from IBM's AI Atlas Nexus",
    licence="Apache-2.0; the text is a work of the US government, in the public domain",
    states=(State("IBM/ai-atlas-nexus", "a8af9d79", (RISKS, ACTIONS)),),
    targets=(
        f"data/documents/{DOCUMENT}.yaml",
        f"mappings/published/{DOCUMENT}--risks.sssom.tsv",
        f"mappings/published/{DOCUMENT}--{FRAMEWORK}.sssom.tsv",
    ),
    run=update,
)
