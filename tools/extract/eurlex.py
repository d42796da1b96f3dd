"""Acts of the European Union: articles, paragraphs, points and annexes, from the web page of the Official Journal.

Give the page that EUR-Lex shows for an act as it was published, saved as a file (``Save page as``, HTML only), for
instance from https://eur-lex.europa.eu/eli/reg/2024/1689/oj/eng. The states below are public copies of these pages,
which were read first. The canonical address in the page identifies the act:

* Regulation (EU) 2024/1689 → ``eu-ai-act-2024``: chapters, sections, articles and annexes with their official titles;
  the paragraphs of the articles in `PARAGRAPHS`, the lettered points of the paragraphs in `POINTS`;
* Regulation (EU) 2024/2847 → ``eu-cra-2024``: the parts, points and lettered points of Annex I.

A level is the strongest modal verb in a paragraph or point, or in the words before its list. Labels of paragraphs and
points, and all summaries, are the project's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tools.extract.common import Changes, Item, SourceError, merge_document, read_source
from tools.extract.source import Source, State

#: The articles of the AI Act that are about security: these are loaded paragraph by paragraph.
PARAGRAPHS = (8, 9, 10, 11, 12, 13, 14, 15, 17, 26, 53, 55, 72, 73)
POINTS = ("Art-17(1)", "Art-53(1)", "Art-55(1)")
MODALS = ("shall", "should", "may", "can")
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
_ADDRESS = re.compile(r'rel="canonical"\s+href="[^"]*/eli/(reg|dir)/(\d{4}/\d+)/')


@dataclass(frozen=True, slots=True)
class Block:
    """One printed piece of text: the ids of the elements around it, the number of tables around it, its style, the
    text.
    """

    ids: tuple[str, ...]
    tables: int
    style: str
    text: str

    @property
    def holder(self) -> str:
        """Return the id of the nearest element that has one."""
        return self.ids[-1] if self.ids else ""


class Page(HTMLParser):
    """The blocks of a page, in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._open: list[tuple[str, str, str]] = []
        self._text: list[str] = []
        self._writing = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and whether text begins with it."""
        if tag in _VOID:
            return
        given = dict(attrs)
        starts = tag in ("p", "span") and not self._writing
        if starts:
            self._writing, self._text = len(self._open) + 1, []
        self._open.append((tag, given.get("id") or "", given.get("class") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ignore an element that closes itself: it has no text."""

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and keep its text if it was a piece of text."""
        while tag in [name for name, _, _ in self._open]:
            if len(self._open) == self._writing:
                self._keep()
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if self._writing:
            self._text.append(data)

    def _keep(self) -> None:
        text = " ".join("".join(self._text).split())
        ids = tuple(id_ for _, id_, _ in self._open[:-1] if id_)
        tables = sum(name == "table" for name, _, _ in self._open)
        if text:
            self.blocks.append(Block(ids, tables, self._open[-1][2], text))
        self._writing = 0


@dataclass(slots=True)
class Draft:
    """An item that is being read, and the words that decide its level."""

    item: Item
    words: list[str] = field(default_factory=list)

    def finished(self, led_by: Iterable[str] = ()) -> Item:
        """Return the item with its level."""
        return Item(
            self.item.id,
            self.item.kind,
            self.item.notation,
            self.item.title,
            self.item.parent,
            level=strongest(" ".join([*led_by, *self.words])),
        )


def strongest(text: str) -> str | None:
    """Return the strongest modal verb of a text.

    >>> strongest("The provider may ask, and the authority shall answer.")
    'shall'
    """
    words = set(re.findall(r"[a-z]+", text.lower()))
    return next((verb for verb in MODALS if verb in words), None)


def plain(title: str) -> str:
    """Return a title in ordinary letters where it is printed in capitals.

    >>> plain("EU DATABASE FOR HIGH-RISK AI SYSTEMS")
    'EU database for high-risk AI systems'
    """
    if title != title.upper():
        return title
    words = [word if word in ("AI", "EU") else word.lower() for word in title.split()]
    return " ".join([words[0] if words[0] in ("AI", "EU") else words[0].capitalize(), *words[1:]])


def ai_act(blocks: list[Block]) -> Iterator[Item]:
    """Yield the chapters, sections, articles, chosen paragraphs and points, and annexes of the AI Act."""
    for block in blocks:
        yield from _headings(block)
        if match := re.fullmatch(r"art_(\d+)\.tit_1", block.holder):
            number = int(match[1])
            yield _article(block, number)
            if number in PARAGRAPHS:
                yield from _paragraphs(blocks, number)
    titles = [heading for heading in blocks if heading.style == "oj-doc-ti" and heading.holder.startswith("anx_")]
    for name, title in zip(titles[::2], titles[1::2], strict=True):
        roman = name.holder.removeprefix("anx_")
        yield Item(f"Annex-{roman}", "annex", f"Annex {roman}", title.text)


def _headings(block: Block) -> Iterator[Item]:
    if match := re.fullmatch(r"cpt_([IVXL]+)\.tit_1", block.holder):
        yield Item(f"Chapter-{match[1]}", "chapter", f"Chapter {match[1]}", plain(block.text))
    if match := re.fullmatch(r"cpt_([IVXL]+)\.sct_(\d+)\.tit_1", block.holder):
        chapter, section = match[1], match[2]
        yield Item(
            f"Chapter-{chapter}-Section-{section}",
            "section",
            f"Chapter {chapter}, Section {section}",
            plain(block.text),
            f"Chapter-{chapter}",
        )


def _article(block: Block, number: int) -> Item:
    inside = [id_ for id_ in block.ids if re.fullmatch(r"cpt_[IVXL]+(\.sct_\d+)?", id_)]
    parent = inside[-1].replace("cpt_", "Chapter-").replace(".sct_", "-Section-") if inside else None
    title = block.text.strip("`")  # a slip of the page in Article 1
    return Item(f"Art-{number}", "article", f"Art. {number}", title, parent)


def _paragraphs(blocks: list[Block], number: int) -> Iterator[Item]:
    """Yield the paragraphs of an article, each followed by its points where they are wanted."""
    texts: dict[int, list[Block]] = {}
    for block in blocks:
        match = re.fullmatch(rf"{number:03}\.(\d{{3}})", block.holder)
        if match and f"art_{number}" in block.ids:
            texts.setdefault(int(match[1]), []).append(block)
    for paragraph, inside in texts.items():
        name = f"Art-{number}({paragraph})"
        draft = Draft(Item(name, "paragraph", name.replace("-", ". "), parent=f"Art-{number}"))
        draft.words = [piece.text for piece in inside]
        yield draft.finished()
        if name in POINTS:
            led_by = [piece.text for piece in inside if not piece.tables]
            yield from (point.finished(led_by) for point in _points(inside, name))


def _points(inside: list[Block], paragraph: str) -> list[Draft]:
    points: list[Draft] = []
    for block in inside:
        if block.tables == 1 and re.fullmatch(r"\([a-z]\)", block.text):
            name = paragraph + block.text
            points.append(Draft(Item(name, "point", name.replace("-", ". "), parent=paragraph)))
        elif block.tables and points:
            points[-1].words.append(block.text)
    return points


def cra(blocks: list[Block]) -> Iterator[Item]:
    """Yield Annex I of the Cyber Resilience Act: parts, points and lettered points.

    A requirement is a point that says something by itself: each lettered point, and each point without such a list.
    """
    inside = [piece for piece in blocks if piece.holder == "anx_I"]
    yield Item("Annex-I", "annex", "Annex I", plain(inside[1].text))
    part, led_by, drafts = "", list[str](), list[Draft]()
    for block in inside[2:]:
        if match := re.match(r"Part ([IVX]+) (.+)", block.text):
            yield from _requirements(drafts)
            part, led_by, drafts = match[1], [], []
            yield Item(f"Annex-I-{part}", "part", f"Annex I, Part {part}", match[2], "Annex-I")
        elif match := re.fullmatch(r"\((\d+|[a-z])\)", block.text):
            drafts.append(_point(part, match[1], drafts, led_by))
        elif drafts:
            drafts[-1].words.append(block.text)
        else:
            led_by.append(block.text)
    yield from _requirements(drafts)


def _point(part: str, mark: str, before: list[Draft], led_by: list[str]) -> Draft:
    """Return a point that begins; a lettered one belongs to the last numbered one, whose words lead it."""
    if mark.isdigit():
        parent = Item(f"Annex-I-{part}", "part", f"Annex I, Part {part}, ")
        words = led_by
    else:
        holder = next(draft for draft in reversed(before) if draft.item.id[-1].isdigit())
        parent, words = holder.item, holder.words
    name, notation = f"{parent.id}-{mark}", f"{parent.notation}({mark})"
    return Draft(Item(name, "requirement", notation, parent=parent.id), list(words))


def _requirements(drafts: list[Draft]) -> Iterator[Item]:
    holders = {draft.item.parent for draft in drafts}
    for draft in drafts:
        item = draft.finished()
        yield Item(item.id, "point", item.notation, None, item.parent, item.level) if item.id in holders else item


ACTS: dict[str, tuple[str, Callable[[list[Block]], Iterator[Item]]]] = {
    "2024/1689": ("eu-ai-act-2024", ai_act),
    "2024/2847": ("eu-cra-2024", cra),
}


def update(source: Path, root: Path) -> list[Changes]:
    """Update the document of an act from its page in the Official Journal."""
    text = read_source(source)
    match = _ADDRESS.search(text)
    if not match or match[2] not in ACTS:
        known = ", ".join(ACTS)
        raise SourceError(f"{source} is not the page of an act known here ({known}): save it from EUR-Lex as HTML.")
    document, read = ACTS[match[2]]
    return [merge_document(root / "data" / "documents" / f"{document}.yaml", read(Page(text).blocks))]


SOURCE = Source(
    id="eurlex",
    title="The AI Act and the Cyber Resilience Act, from the web pages of the Official Journal",
    licence="reuse with attribution (Commission Decision 2011/833/EU)",
    states=(
        State(
            "rocklambros/ai-security-framework-crosswalk",
            "762186a",
            ("data/frameworks/eu-ai-act/eu_ai_act_2024_1689.html",),
        ),
        State("thistle2b/cyy-cra-analysis", "4c27bc4", ("source/cra/OJ_L_202402847_EN_TXT.html",)),
    ),
    targets=tuple(f"data/documents/{document}.yaml" for document, _ in ACTS.values()),
    run=update,
)
