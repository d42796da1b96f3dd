"""The General-Purpose AI Code of Practice of 10 July 2025: commitments, measures and appendices with their titles.

Give the folder with the three chapters as Markdown (``gpai_cop_<chapter>.md``), or a checkout that has it. They were
converted from the files at https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai. The chapters of the
Code number their commitments and measures each from 1, so an id starts with the chapter. The conversion breaks long
headings: what was cut off follows as a line in bold type, or as a second heading. The Code has no modal verbs for its
measures (it says what Signatories "will" do), so there are no levels. All summaries are the project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.extract.common import Changes, Item, SourceError, merge_document, read_source
from tools.extract.source import Source, State

FOLDER = "data/frameworks/eu-gpai-code-of-practice"
DOCUMENT = "eu-gpai-code-2025"
CHAPTERS = ("Transparency", "Copyright", "Safety and Security")
_HEADING = re.compile(r"(?:#{2,3} |\*\*)(Commitment|Measure|Appendix) (\d+(?:\.\d+)?) (.+?)(?:\*\*)?")
_REST = re.compile(r"\*\*([^*]+)\*\*|## ([a-z].*)")


def headings(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, number and whole title of each numbered heading of a chapter.

    >>> list(headings("## Appendix 4 Goals and\\n\\n## measures\\n\\nText\\n"))
    [('Appendix', '4', 'Goals and measures')]
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if match := _HEADING.fullmatch(line):
            kind, number, title = match.groups()
            rest = _REST.fullmatch(following)
            continued = (rest[1] or rest[2]) if rest and not _HEADING.fullmatch(following) else ""
            if not continued.startswith("LEGAL TEXT"):
                title = f"{title} {continued}".strip()
            yield kind, number, title


def chapter(name: str, text: str) -> Iterator[Item]:
    """Yield a chapter and its contents."""
    stem = name.replace(" ", "-")
    yield Item(stem, "chapter", title=f"{name} Chapter")
    for kind, number, title in headings(text):
        outer = number.partition(".")[0]
        notation = f"{name}, {kind} {number}"
        if kind == "Commitment":
            yield Item(f"{stem}-{number}", "commitment", notation, title, stem)
        elif kind == "Measure":
            yield Item(f"{stem}-{number}", "measure", notation, title, f"{stem}-{outer}")
        else:
            parent = stem if outer == number else f"{stem}-Appendix-{outer}"
            yield Item(f"{stem}-Appendix-{number}", "appendix", notation, title, parent)


def update(source: Path, root: Path) -> list[Changes]:
    """Update the Code of Practice from the folder with its three chapters."""
    folder = source / FOLDER if (source / FOLDER).is_dir() else source
    items: list[Item] = []
    for name in CHAPTERS:
        path = folder / f"gpai_cop_{name.lower().replace(' ', '_')}.md"
        if not path.is_file():
            raise SourceError(f"{path} is missing: give the folder with the three chapters as Markdown.")
        items += chapter(name, read_source(path))
    return [merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", items)]


SOURCE = Source(
    id="gpai_code",
    title="The General-Purpose AI Code of Practice, from a conversion to Markdown",
    licence="reuse with attribution (Commission Decision 2011/833/EU)",
    states=(State("rocklambros/ai-security-framework-crosswalk", "762186a", (FOLDER,)),),
    targets=(f"data/documents/{DOCUMENT}.yaml",),
    run=update,
)
