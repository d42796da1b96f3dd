"""No page, message, definition or note uses the words that a British editor would not: each has a plain one instead.

Labels, summaries, asks, measures and reasons are left to their own tests: there “told” and “held” mean what they say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest
import yaml

from tests.data.test_shipped_rows import rows
from tests.support import ROOT

#: What is not written, and what to write instead.
WORDS = {
    "mend": (r"\bmend(?:s|ed|ing)?\b", "put right, correct"),
    "held": (r"\bheld\b", "loaded, kept, compared with"),
    "stands": (r"\b(?:stands?|stood)\b", "is, relates to, remains"),
    "told": (r"\btold\b", "informed, reported"),
    "is no": (r"(?<!\bthere )\b(?:is|are|was|were) no\b", "is not a"),
}
#: Where the word is right: names in code, idioms, and what a page says of the words of earlier versions.
ALLOWED = re.compile(
    r"`[^`]*`|\btold apart\b|\bstands? (?:in )?for\b|\bstands? (?:out|alone)\b|\bstand-in\b|“held here”|“stands under”"
    r"|\b(?:is|are|was|were) no (?:longer|more|fewer|less|better|worse)\b|\bno one\b",
    re.IGNORECASE,
)


_EXAMPLE = re.compile(r"^ *>>> .*$", re.MULTILINE)


def faults(text: str) -> list[str]:
    """Return each word of the list in a text, with what to write instead."""
    plain = ALLOWED.sub("", " ".join(text.split()))
    return [
        f"{match[0]!r} in {plain[max(match.start() - 40, 0) : match.end() + 30]!r}: write {instead}"
        for pattern, instead in WORDS.values()
        for match in re.finditer(pattern, plain, re.IGNORECASE)
    ]


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages of the documentation."""
    own = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "NOTICE", "Makefile")
    for path in (*(ROOT / name for name in own), *sorted((ROOT / "docs").rglob("*.md"))):
        yield path.name, path.read_text(encoding="utf-8")


def messages() -> Iterator[tuple[str, str]]:
    """Yield the texts in the code: what it says, and the docstrings, which the help of a command shows."""
    for path in sorted([*(ROOT / "crosswalk").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]):
        if path.name == "scripts.py":  # JavaScript
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", _EXAMPLE.sub("", node.value)


def definitions() -> Iterator[tuple[str, str]]:
    """Yield the ontology with its rules, and the titles and questions of the named queries."""
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "ontology" / "queries").glob("*.rq")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield path.name, "\n".join(line for line in lines if line.startswith("#"))


def notes() -> Iterator[tuple[str, str]]:
    """Yield what the data say of themselves: notes of documents, provisions, bodies and work, and headers of sets."""
    for path in sorted([*(ROOT / "data").glob("*.yaml"), *(ROOT / "data").glob("*/*.yaml")]):
        for note in _noted(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
            yield path.name, note
    for path in sorted((ROOT / "mappings").rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield path.name, "\n".join(line for line in lines if line.startswith("#"))


def _noted(entry: object) -> Iterator[str]:
    if isinstance(entry, dict):
        if isinstance(entry.get("note"), str):
            yield entry["note"]
        for value in entry.values():
            yield from _noted(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _noted(value)


def reasons() -> Iterator[tuple[str, str]]:
    """Yield the comments of published rows, which are ours, and of curated ones."""
    for path in sorted((ROOT / "mappings").glob("[cp]*/*.tsv")):
        for row in rows(path):
            yield path.name, row.get("comment") or ""


@pytest.mark.parametrize("texts", [pages, messages, definitions, notes])
def test_plain_words(texts: Callable[[], Iterator[tuple[str, str]]]) -> None:
    read = list(texts())
    assert len(read) > 20
    assert [(place, fault) for place, text in read for fault in faults(text)] == []


def test_no_reason_says_that_something_is_no_duty() -> None:
    pattern = re.compile(WORDS["is no"][0], re.IGNORECASE)
    read = list(reasons())
    assert len(read) > 5_000
    assert [entry for entry in read if pattern.search(ALLOWED.sub("", entry[1]))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rest is not held here, and the reader is told.", 2),
        ("Whoever stands behind it mends what is no mapping.", 3),
        ("There is no gap, which is no longer a fault; “p.” stands for all, and there are no more.", 0),
        ("A threshold upholds the standing of standards, and amended ones are notable.", 0),
    ],
)
def test_words_are_found_and_idioms_pass(text: str, found: int) -> None:
    assert len(faults(text)) == found
