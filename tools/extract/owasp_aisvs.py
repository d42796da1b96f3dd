"""The OWASP Artificial Intelligence Security Verification Standard, from the chapters `0x10-C*.md` of its repository.

The state that was read is of 15 July 2026. The folder of the edition is locked: the project promises that its
identifiers and levels no longer move.

Carried over: the chapters and sections with their official titles, and the requirements with their verification level
as priority (L1, L2, L3). The sentences of the requirements are not. The tables print a requirement as 1.1.1; its
notation is the form in which the project wants it cited, v1.0-C1.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import Changes, Item, SourceError, merge_document, read_source
from tools.extract.source import Source, State

EDITION = "1.0"
DOCUMENT = f"owasp-aisvs-{EDITION}"
_CHAPTER = re.compile(r"# (C\d+) +(.+?) *$")
_SECTION = re.compile(r"## (C\d+\.\d+) +(.+?) *$")
_REQUIREMENT = re.compile(r"\| *\*\*(\d+\.\d+\.\d+)\*\* *\|.*\| *([123]) *\| *$")
_NUMBERED_ROW = re.compile(r"\| *\**\d")


def chapter(lines: Iterable[str], name: str) -> Iterator[Item]:
    """Yield the chapter of one file, and each of its sections followed by its requirements."""
    top = section = ""
    for line in lines:
        if match := _CHAPTER.match(line):
            top = match[1]
            yield Item(top, "chapter", title=match[2])
        elif match := _SECTION.match(line):
            section = _within(match[1], top, name)
            yield Item(section, "section", title=match[2], parent=top)
        elif match := _REQUIREMENT.match(line):
            own = _within("C" + match[1], section, name)
            yield Item(own, "requirement", f"v{EDITION}-{own}", parent=section, priority=f"L{match[2]}")
        elif _NUMBERED_ROW.match(line):
            raise SourceError(f"{name}: this row has no number and level that the script can read: {line[:60]}")


def _within(own: str, parent: str, name: str) -> str:
    """Return the id, which has to continue that of the heading above it."""
    if not parent or own.rpartition(".")[0] != parent:
        raise SourceError(f"{name}: {own} is under {parent or 'no heading'}.")
    return own


def update(source: Path, root: Path) -> Iterator[Changes]:
    """Update the document from a checkout of OWASP/AISVS."""
    pages = sorted((source / EDITION / "en").glob("0x10-C*.md"))
    if not pages:
        raise SourceError(f"{source} has no chapters {EDITION}/en/0x10-C*.md: give a checkout of OWASP/AISVS.")
    items = [item for page in pages for item in chapter(read_source(page).splitlines(), page.name)]
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", items)


SOURCE = Source(
    id="owasp_aisvs",
    title="The OWASP AI Security Verification Standard 1.0",
    licence="CC BY-SA 4.0",
    states=(State("OWASP/AISVS", "94fbad5a", (f"{EDITION}/en",)),),
    targets=(f"data/documents/{DOCUMENT}.yaml",),
    run=update,
)
