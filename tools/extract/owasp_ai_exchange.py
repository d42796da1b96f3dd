"""The OWASP AI Exchange, its links to OpenCRE, and its list of controls for the NCSC guidelines.

The state that was read is of 22 August 2026. Give a checkout, or the folder with its pages.

Writes `data/documents/owasp-ai-exchange-2026-08.yaml`: every part with a permalink and a category, in the order of the
pages; the slug of the permalink is the id, the category says whether it is a group, a control, a threat or a section,
and the nesting of the headings gives the parent (a heading numbered N.0 heads its page). And
`mappings/published/owasp-ai-exchange-2026-08--opencre-2026-08.sssom.tsv`: every link to a Common Requirement, with a
comment that distinguishes the links between the markers of the site's matching script from those written by hand. And
the list of the section “jointguidelines”, which names controls of the Exchange under each guideline of the NCSC and
writes a principle of the Code beside some of them, as `ncsc-secure-ai-2023--owasp-ai-exchange-2026-08.sssom.tsv` and
`dsit-ai-code-2025--owasp-ai-exchange-2026-08.owasp.sssom.tsv` in the same folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tools.extract.common import (
    COLUMNS,
    Changes,
    Item,
    SourceError,
    located,
    merge_document,
    read_source,
    write_rows,
)
from tools.extract.source import Source, State

PAGES = "content/ai_exchange/content/docs"
DOCUMENT = "owasp-ai-exchange-2026-08"
HUB = "opencre-2026-08"
GUIDELINES, CODE = "ncsc-secure-ai-2023", "dsit-ai-code-2025"
OVERVIEW = "ai_security_overview.md"
_HEADING = re.compile(r"(#{1,6}) +(.+?) *$")
_CATEGORY = re.compile(r"> ?Category: *(.+?) *$")
_PERMALINK = re.compile(r"> ?Permalink: *https://owaspai\.org/go/([a-z0-9-]+)/? *$")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.? +(.+)$")
_MARKER = re.compile(r"<!-- OPENCRE_SECTION_CRE_(START|END)\b")
_LINK = re.compile(r"\[([^\]]*)\]\(https?://(?:www\.)?opencre\.org/cre/(\d{3}-\d{3})/?\)")
_SECTION = re.compile(r"(\d)\. +\S")
_PRINCIPLE = re.compile(r"(similar to )?DSIT principle (\d+)")
_CONTROL = re.compile(r"#\[([^\]]+)\]\(/go/([a-z0-9-]+)/ ?\)")
_QUALIFIED = re.compile(r"\b(?:[Pp]art of|[Ss]ee)\b")
#: Controls that the list names as they were called before, and where the site sends their addresses (firebase.json).
_RENAMED = {
    "detectoddinput": "anomalousinputhandling",
    "detectadversarialinput": "evasioninputhandling",
    "filtersensitivemodeloutput": "sensitiveoutputhandling",
}
_GAP = re.compile(r"[Gg]ap: covers this control (fully|partially|partly|minimally)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the Exchange that has a permalink."""

    id: str
    category: str
    heading: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a part to a Common Requirement."""

    part: str
    cre: str
    text: str
    scripted: bool
    gap: str | None


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline of the NCSC as the Exchange lists it: the principles written beside it, and (control, remark)."""

    number: str
    principles: tuple[tuple[str, bool], ...]  #: each with True where it is only called similar
    controls: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """The contents of one page, collected line by line."""

    title: str
    parts: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _heading: tuple[int, str] | None = None
    _category: str | None = None
    _scripted: bool = False

    def read(self, line: str) -> None:
        """Read one line."""
        if match := _HEADING.match(line):
            self._head(len(match[1]), match[2])
        elif match := _CATEGORY.match(line):
            self._category = match[1]
        elif match := _PERMALINK.match(line):
            self._part(match[1])
        elif match := _MARKER.match(line):
            self._scripted = match[1] == "START"
        for link in _LINK.finditer(line) if self._open else ():
            gap = _GAP.search(line)
            self.links.append(Link(self._open[-1][1], link[2], link[1], self._scripted, gap and gap[1]))

    def _head(self, level: int, text: str) -> None:
        number = _NUMBERED.match(text)
        level = 1 if number and number[1].endswith(".0") else level
        self._open = [heading for heading in self._open if heading[0] < level]
        self._heading, self._category = (level, text), None

    def _part(self, slug: str) -> None:
        level, text = self._heading or (1, self.title)
        parent = self._open[-1][1] if self._open else None
        if self._category:
            self.parts.append(Part(slug, self._category, text, parent))
            self._open.append((level, slug))
        self._heading = self._category = None


def pages(folder: Path) -> list[Page]:
    """Return the pages of the Exchange in the publisher's order."""
    weighted: list[tuple[float, str, Page]] = []
    for path in folder.glob("*.md"):
        parts = read_source(path).split("---\n", 2)
        if len(parts) != 3:
            raise SourceError(f"{path} has no front matter between two lines of ---: is the checkout complete?")
        _, front, text = parts
        head: dict[str, Any] = yaml.safe_load(front)
        page = Page(str(head["title"]))
        for line in _without_code(text.splitlines()):
            page.read(line)
        weighted.append((head.get("weight", 0), path.name, page))
    if not any(page.parts for _, _, page in weighted):
        raise SourceError(f"{folder} contains no page with a permalink: give the checkout of the Exchange.")
    return [page for _, _, page in sorted(weighted, key=lambda entry: entry[:2])]


def _without_code(lines: Iterable[str]) -> Iterator[str]:
    code = False
    for line in lines:
        if line.lstrip().startswith("```"):
            code = not code
        elif not code:
            yield line


def kind(category: str) -> str:
    """Return the kind of a part from the category printed under its heading.

    >>> [kind(text) for text in ("group of controls", "runtime control against threats", "input threat", "discussion")]
    ['group', 'control', 'threat', 'section']
    """
    if category.startswith("group of"):
        return "group"
    if category == "control details":
        return "section"
    if re.search(r"\bcontrols?\b", category):
        return "control"
    return "threat" if re.search(r"\bthreats?\b", category) else "section"


def item(part: Part) -> Item:
    """Return the facts of a part: #LABEL and section numbers are notations, a section has none."""
    of_kind, text = kind(part.category), part.heading.strip("* ")
    number = _NUMBERED.match(text)
    notation = text if text.startswith("#") else number[1] if number and of_kind != "section" else None
    title = text.removeprefix("#").strip() if not number else number[2]
    return Item(part.id, of_kind, notation=notation, title=title, parent=part.parent)


def rows(links: Iterable[Link], order: list[str]) -> list[tuple[str, ...]]:
    """Return the rows of the mapping set; a pair linked twice is one row, by hand if either link is."""
    pairs: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        pairs.setdefault((link.part, link.cre), []).append(link)
    place = {part: number for number, part in enumerate(order)}
    return [_row(pairs[pair]) for pair in sorted(pairs, key=lambda pair: (place[pair[0]], pair[1]))]


def _row(links: list[Link]) -> tuple[str, ...]:
    scripted = all(link.scripted for link in links)
    gaps = sorted({link.gap for link in links if link.gap})
    comment = "Placed by the matching script." if scripted else "Link written by hand."
    if gaps:
        comment += f" The Exchange says that the requirement covers its control {gaps[0]}."
    method = "semapv:UnspecifiedMatching" if scripted else "semapv:ManualMappingCuration"
    return (f"{DOCUMENT}:{links[0].part}", "skos:closeMatch", "", f"{HUB}:{links[0].cre}", method, comment)


def guidelines(text: str) -> list[Guideline]:
    """Return the guidelines of the section “jointguidelines” with the controls under them, numbered by their place.

    Raises SourceError where the page has no such list.
    """
    _, start, rest = text.partition("https://owaspai.org/go/jointguidelines/")
    found: list[Guideline] = []
    section, place, heading, lines = "", 0, "", list[str]()

    def close() -> None:
        if heading:
            similar = [(number, bool(like)) for like, number in _PRINCIPLE.findall(heading)]
            found.append(Guideline(f"{section}.{place}", tuple(similar), tuple(_controls(" ".join(lines)))))

    for line in rest.partition("\n### ")[0].splitlines():
        if match := _SECTION.match(line):
            close()
            section, place, heading = match[1], 0, ""
        elif section and line.startswith("- "):
            close()
            place, heading, lines = place + 1, line, []
        else:
            lines.append(line.strip())
    close()
    if not start or not found:
        raise SourceError(f"{OVERVIEW} has no list of controls for the NCSC guidelines: is the checkout complete?")
    return found


def _controls(text: str) -> Iterator[tuple[str, str]]:
    """Yield (control, remark) for the links of a list; what is printed before a link is the remark, as in “Part of”."""
    for item in re.split(r",| and (?=part of|see)", text):
        printed = _CONTROL.sub(r"#\1", item).strip().removeprefix("and ")
        for match in _CONTROL.finditer(item):
            control = _RENAMED.get(match[2], match[2])
            if control != match[2]:
                yield control, f'Printed as "#{match[1]}", whose address leads to this control.'
            else:
                yield control, f'Printed as "{printed}".' if _QUALIFIED.search(item) else ""


def guideline_rows(listed: Iterable[Guideline]) -> Iterator[tuple[str, ...]]:
    """Yield the rows guideline → control."""
    for one in listed:
        for control, remark in one.controls:
            yield _related(f"{GUIDELINES}:{one.number}", control, remark)


def principle_rows(listed: Iterable[Guideline]) -> list[tuple[str, ...]]:
    """Return the rows principle → control, in the order of the Code; the comment names the guideline between them."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for one in listed:
        for number, similar in one.principles:
            whose = ", to which this principle is called similar" if similar else " and this principle"
            for control, remark in one.controls:
                said = f"Listed for guideline {one.number}{whose}. {remark}".strip()
                found.append((int(number), _related(f"{CODE}:{number}", control, said)))
    return [row for _, row in sorted(found, key=lambda entry: entry[0])]


def _related(subject: str, control: str, comment: str) -> tuple[str, ...]:
    return subject, "skos:closeMatch", "", f"{DOCUMENT}:{control}", "semapv:UnspecifiedMatching", comment


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the OWASP AI Exchange and what it says of other documents from a checkout of its repository."""
    folder = source / PAGES if (source / PAGES).is_dir() else source
    read = pages(folder)
    parts = {part.id: part for page in reversed(read) for part in reversed(page.parts)}
    order = list(dict.fromkeys(part.id for page in read for part in page.parts))
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", [item(parts[part]) for part in order])
    links = (link for page in read for link in page.links)
    published = root / "mappings" / "published"
    yield write_rows(published / f"{DOCUMENT}--{HUB}.sssom.tsv", COLUMNS, rows(links, order))
    listed = guidelines(read_source(located(folder, OVERVIEW, "the overview of the Exchange")))
    yield write_rows(published / f"{GUIDELINES}--{DOCUMENT}.sssom.tsv", COLUMNS, list(guideline_rows(listed)))
    yield write_rows(published / f"{CODE}--{DOCUMENT}.owasp.sssom.tsv", COLUMNS, principle_rows(listed))


SOURCE = Source(
    id="owasp_ai_exchange",
    title="The OWASP AI Exchange, its links to OpenCRE and its controls for the NCSC guidelines",
    licence="CC0 1.0",
    states=(State("OWASP/www-project-ai-security-and-privacy-guide", "5413fde0", (PAGES,)),),
    targets=(
        f"data/documents/{DOCUMENT}.yaml",
        f"mappings/published/{DOCUMENT}--{HUB}.sssom.tsv",
        f"mappings/published/{GUIDELINES}--{DOCUMENT}.sssom.tsv",
        f"mappings/published/{CODE}--{DOCUMENT}.owasp.sssom.tsv",
    ),
    run=update,
)
