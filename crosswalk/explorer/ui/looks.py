"""How things look: the shapes and colours of statuses, shares, stages and ways of seeing, so that no colour is alone;
and the few style rules that Streamlit's settings cannot express, for both themes.

It is the table of colours of the explorer, with that of the statuses in `crosswalk.looks`: every chart, badge and cell
takes its own from these two, so a colour has one meaning.

The words and their meanings are those of `crosswalk.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.text import Html, html, meanings, several
from crosswalk.looks import CROSS
from crosswalk.looks import LOOKS as LOOKS
from crosswalk.looks import Look as Look
from crosswalk.looks import status_words as status_words
from crosswalk.vocabulary import RELATIONS, WORDS, Asked, Basis, Grade, Pair, Seen, Stage, Status

#: What has no status: lines, and things that are drawn for their place only.
PLAIN, PLAIN_SHAPE = "#7f8790", "square"
#: The answer to an ask looks like the status that says as much of a provision; what no status says has its own look.
ASKED_LOOKS = {
    Asked.ASKED: LOOKS[Status.COVERED],
    Asked.IN_PART: LOOKS[Status.PARTIAL],
    Asked.IN_GENERAL: Look("△", "triangle-up", "#8a9200", "#000000"),
    Asked.NOT_ASKED: LOOKS[Status.NO_COUNTERPART],
    Asked.NOT_KNOWN: LOOKS[Status.UNMAPPED],
    Asked.UMBRELLA: Look("▽", "triangle-down", PLAIN, "#000000"),
}
_ORANGE, _BLUE, _GREEN, _RED = "#c77700", "#2f7fc1", "#1a936f", "#d5482a"
#: The two threads of the name.
BRAND = (_BLUE, _GREEN)
#: (colour, shape): the colour says how far along, the shape which stage; each reads on both themes' backgrounds.
MARKS = {
    Stage.PRELIMINARY: (PLAIN, "triangle-left"),
    Stage.PROPOSAL: (PLAIN, "triangle-up"),
    Stage.PREPARATORY: (_ORANGE, "square"),
    Stage.COMMITTEE: (_ORANGE, "diamond"),
    Stage.ENQUIRY: (_BLUE, "triangle-right"),
    Stage.APPROVAL: (_BLUE, "triangle-down"),
    Stage.PUBLICATION: (_GREEN, "circle"),
    Stage.REVIEW: (_GREEN, "cross"),
    Stage.WITHDRAWAL: (_RED, CROSS),
    Stage.STOPPED: (_RED, "M-1,-.45L1,-.45L1,.45L-1,.45Z"),
}
#: The patterns of kinds of lines, which are drawn in the ink of text: a colour would say a status.
DASHES = ((1, 0), (2, 3), (7, 4), (16, 4), (12, 4, 2, 4), (12, 4, 2, 4, 2, 4))
#: How a stage or status is known, strongest first.
SEEN = {Seen.PRIMARY: "■ at the source", Seen.SECONDARY: "◧ second-hand", Seen.UNVERIFIED: "□ not verified"}
#: A share of a whole, in steps; violet is the colour of no status.
SHARES = ("0 %", "1–24 %", "25–49 %", "50–74 %", "75–99 %", "100 %")
#: A pair of documents without a share that somebody asserts looks like the status that says as much of a provision.
PAIR_LOOKS = {
    Pair.ONLY_DERIVED: LOOKS[Status.DERIVED],
    Pair.ONLY_LINKED: LOOKS[Status.CITED],
    Pair.NOT_COMPARED: LOOKS[Status.UNMAPPED],
}
#: Every step of a heatmap, in the order of its legend.
STEPS = (*SHARES, *(f"{look.shape} {pair.meaning}" for pair, look in PAIR_LOOKS.items()))


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of text and of what is behind it, and of the steps of a share: (fill, ink) each."""

    ink: str
    paper: str
    shares: tuple[tuple[str, str], ...]
    faint: str  #: the grey of a small square of which nothing is known
    quiet: str  #: the grey of text about what is not known

    def steps(self, small: bool = False) -> dict[str, tuple[str, str]]:
        """Return the colours (fill, ink) of every step. What nobody has compared has no fill, or a faint one in a small
        square, which has no text.
        """
        nobody = (self.faint, PLAIN) if small else (self.paper, self.quiet)
        known = {STEPS[-1]: nobody}
        pairs = ((look.fill, look.ink) for look in PAIR_LOOKS.values())
        return dict(zip(STEPS, (*self.shares, *pairs), strict=True)) | known


#: As .streamlit/config.toml sets text and background.
LIGHT = Theme(
    "#1b2530",
    "#ffffff",
    (
        ("#f3edf9", "#1b2530"),
        ("#e2d3ef", "#1b2530"),
        ("#c7aade", "#1b2530"),
        ("#a67cc9", "#000000"),
        ("#7f4fae", "#ffffff"),
        ("#57298a", "#ffffff"),
    ),
    "#dcdfe3",
    "#5f6670",
)
DARK = Theme(
    "#e4e9ee",
    "#0f1318",
    (
        ("#1d1826", "#e4e9ee"),
        ("#2e2140", "#e4e9ee"),
        ("#46306a", "#e4e9ee"),
        ("#6a4a9c", "#ffffff"),
        ("#9673c8", "#000000"),
        ("#b794e0", "#000000"),
    ),
    "#3a4048",
    "#9aa1aa",
)


def step(share: float | None, pair: Pair = Pair.COMPARED) -> str:
    """Return the step of a share from 0 to 1 of what was compared; other pairs have a step of their own.

    >>> step(0), step(0.01), step(0.999), step(1), step(None, Pair.NOT_COMPARED)
    ('0 %', '1–24 %', '75–99 %', '100 %', '○ nobody has compared the two')
    """
    if pair in PAIR_LOOKS:
        return f"{PAIR_LOOKS[pair].shape} {pair.meaning}"
    return SHARES[0] if not share or share <= 0 else SHARES[-1] if share >= 1 else SHARES[1 + int(4 * share)]


_EMPTY = Html('class="xw-none"')
#: The toolbar of a grid offers a CSV of its own, which a spreadsheet may run as formulas; ours is below each table.
_CSS = """
<style>
.stMainBlockContainer { padding: 4.25rem 2.5rem 3rem 2.5rem; max-width: 100rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; } }
@media (max-width: 640px) { [class*="st-key-xw-three"] [data-testid="stColumn"] { min-width: calc(27% - .75rem); } }
@media (max-width: 640px) { [class*="st-key-xw-two"] [data-testid="stColumn"] { min-width: calc(50% - .5rem); }
  [data-testid="stElementContainer"]:has(.xw-blank) { display: none; } }
.xw-blank { display: block; height: .8rem; }
@media (max-width: 640px) { [data-testid="stButtonGroup"] [role="radiogroup"] { flex-wrap: wrap; } }
[data-testid="stPageLink"] a { background: none !important; padding-left: 0; }
[data-testid="stPageLink"] a * { white-space: normal; text-decoration: underline; font-weight: 400 !important; }
[data-testid="stDownloadButton"] button[kind="tertiary"] p { text-decoration: underline; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit; opacity: .85; }
[data-testid="stHtml"] a { color: inherit; }
[data-testid="stElementToolbar"] button[aria-label^="Download as CSV"] { display: none; }
ul.xw-chips { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 !important; padding: 0 !important;
  list-style: none; }
ul.xw-chips li { padding: .2rem .65rem; border-radius: .35rem; white-space: nowrap; font-size: .95rem;
  margin: 0 !important; }
ul.xw-lately { padding-left: 0; list-style: none; } ul.xw-lately li { margin: 0 0 .45rem 0; line-height: 1.4; }
.xw-chip { border: 1px solid currentColor; border-radius: .35rem; padding: 0 .4rem; font-size: .9rem; }
.xw-filtered { margin: 0; font-size: .95rem; } .xw-beside { margin: 0; line-height: 1.5; font-size: .9rem; }
ul.xw-chips li { border: 1px solid transparent; }
ul.xw-chips li.xw-none { border-color: currentColor; opacity: .75; }
[data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > :is(style, script):only-child) {
  display: none; }
.xw-opened { display: block; scroll-margin-top: 4.5rem; }
[data-testid="stExpandSidebarButton"] { width: auto !important; padding: 0 .4rem; gap: .2rem; }
[data-testid="stExpandSidebarButton"]::after { content: "Menu"; font-size: .95rem; }
.st-key-xw-end { border-top: 1px solid rgba(128, 128, 128, .4); padding-top: .5rem; font-size: .9rem; }
@media print { header, [data-testid="stSidebar"] { display: none !important; }
  [data-testid="stDataFrame"]::before { content: "The button Print at the top of the page gives whole tables."; } }
.st-key-xw-wide { overflow-x: auto; }
.st-key-xw-drawing, .st-key-xw-beside-outline { overflow-x: auto; }
.st-key-xw-outline { display: none; }
@media (max-width: 640px) { .st-key-xw-outline { display: block; } .st-key-xw-beside-outline { display: none; } }
.st-key-xw-wide > * { min-width: 68rem; }
@media (max-width: 640px) { .st-key-xw-wide::before { content: "Scroll sideways to see the rest.";
  position: sticky; left: 0; font-size: .9rem; opacity: .85; } }
.xw-badge { padding: .1rem .5rem; border-radius: .35rem; font-weight: 400; white-space: nowrap; font-size: .9rem; }
.xw-edition { padding: 0 .4rem; border: 1px solid currentColor; border-radius: .35rem; font-weight: 400;
  font-size: .85rem; white-space: nowrap; }
.xw-not-in-force { border-style: dashed; font-style: italic; }
.xw-answer { font-size: 1.2rem; line-height: 1.4; font-weight: 600; margin: .2rem 0; }
dl.xw-facts { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .2rem .9rem;
  margin: 0 !important; padding: 0 !important; }
[data-testid="stButtonGroup"] [aria-checked="true"],
  [data-testid="stButtonGroup"] [aria-checked="true"] * { color: inherit !important; }
[data-testid="stButtonGroup"] [aria-checked="true"] p { font-weight: 600; }
dl.xw-facts dt { opacity: .7; margin: 0 !important; }
dl.xw-facts dd { margin: 0 !important; overflow-wrap: anywhere; }
.xw-head { font-weight: 600; margin: 0 0 .35rem 0; overflow-wrap: anywhere; }
.xw-text { margin: 0 0 .5rem 0; overflow-wrap: anywhere; }
.xw-soft { opacity: .75; }
.xw-term { font-style: inherit; text-decoration: underline dotted 1px; text-underline-offset: .2em; cursor: help; }
h2.xw-group { font-size: 1.15rem; line-height: 1.4; padding: .4rem 0 .1rem 0; overflow-wrap: anywhere; }
h2.xw-group .xw-soft { font-size: .9rem; font-weight: 400; }
.xw-snippet { margin: 0 0 .6rem 0; font-size: .9rem; max-width: 58rem; overflow-wrap: anywhere; opacity: .9; }
mark { background: rgba(240, 180, 0, .35); color: inherit; padding: 0 .1rem; border-radius: .15rem; }
.xw-path { margin: .2rem 0; padding-left: 1.2rem; }
</style>
"""


#: The print view, on the screen as on paper. The width is that of A4 between its margins, so that drawings fit.
_PAPER_CSS = """
<style>
@page { size: A4 portrait; margin: 14mm 12mm; }
:root { color-scheme: light; }
html, body, #root, .stApp, .stMain, .stMainBlockContainer, [data-testid="stCode"] pre {
  background: #fff !important; }
.stApp *:not([style*="color"]):not(svg *) { color: INK; }
.stApp [style*="color"] strong { color: inherit; }
.stMainBlockContainer { max-width: 44rem; padding: 1.5rem 0 1rem 0 !important; margin: 0 auto; }
header, [data-testid="stSidebar"], [data-testid="stPageLink"], [data-testid="stPopover"],
  [data-testid="stDownloadButton"], [data-testid="stButton"], [data-testid="stTextInput"],
  [data-testid="stElementToolbar"], [data-testid="stCodeCopyButton"], [data-testid="stSpinner"],
  [data-testid="stDateInput"], .xw-blank { display: none !important; }
.xw-term { text-decoration: none; }
[class*="st-key-xw-not-on-paper"] [data-testid="stButton"] { display: block !important; }
.st-key-xw-wide { overflow: visible; } .st-key-xw-wide > * { min-width: 0; }
.st-key-xw-drawing { overflow: visible; }
.xw-print { padding: .35rem .9rem; border: 1px solid INK; border-radius: .35rem; background: #fff; cursor: pointer; }
[class*="st-key-xw-two-"] [data-testid="stHorizontalBlock"] { display: block; }
[class*="st-key-xw-two-"] [data-testid="stColumn"] { width: 100% !important; }
table.xw-sheet { width: calc(100% - 2px); table-layout: fixed; border-collapse: collapse; font-size: .78rem;
  line-height: 1.3; }
table.xw-sheet caption { caption-side: top; text-align: left; padding: .3rem 0; font-size: .85rem; }
table.xw-sheet thead { display: table-header-group; }
table.xw-sheet tr { break-inside: avoid; }
table.xw-sheet th, table.xw-sheet td { border: 1px solid #9aa4ae; padding: .18rem .3rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
table.xw-sheet th { background: #eef1f4; }
@media print {
  .stApp, .stApp > div, .stMain, .stMainBlockContainer, [data-testid="stAppViewContainer"], section, #root {
    position: static !important; overflow: visible !important; height: auto !important; display: block !important; }
  [data-testid="stVerticalBlock"], [data-testid="stVerticalBlockBorderWrapper"], [data-testid="stLayoutWrapper"] {
    display: block !important; overflow: visible !important; height: auto !important; max-height: none !important; }
  [data-testid="stElementContainer"] { margin-bottom: .5rem; }
  [data-testid="stColumn"], [data-testid="stHtml"], [data-testid="stElementContainer"] {
    overflow: visible !important; }
  .xw-term { text-decoration: none; }
[class*="st-key-xw-not-on-paper"] { display: none !important; }
  .stMainBlockContainer { max-width: none; padding: 0 !important; }
  h1, h2, h3 { break-after: avoid; }
}
</style>
"""


def asked_words(answer: str) -> str:
    """Return the answer to an ask with its shape, as tables and charts write it.

    >>> asked_words("not-asked")
    '✕ not asked'
    """
    known = Asked.of(answer)
    return f"{ASKED_LOOKS[known].shape} {known.spoken}"


def look_of(word: Status | Asked) -> Look:
    """Return how a status, or the answer to an ask, looks."""
    return LOOKS[word] if isinstance(word, Status) else ASKED_LOOKS[word]


def seen_words(seen: str) -> str:
    """Return how a stage or status is known, with its shape."""
    return SEEN[Seen.of(seen)]


def chips(counts: Mapping[Status, int] | Mapping[Asked, int]) -> None:
    """Draw the counts of the statuses, or of the answers to asks, as coloured words, each explained when pointed at."""
    item = '<li title="{}" {}>{} <strong>{}</strong> {}</li>'
    items = (
        html(
            item,
            status.meaning,
            _coloured(status) if number else _EMPTY,
            look_of(status).shape,
            number,
            status.spoken,
        )
        for status, number in counts.items()
    )
    st.html(html('<ul class="xw-chips">{}</ul>', several(items)))


def badge(status: Status | Asked) -> Html:
    """Return HTML of a status, or of the answer to an ask, as a coloured word with its shape."""
    look = '<span class="xw-badge" title="{}" {}>{} {}</span>'
    return html(look, status.meaning, _coloured(status), look_of(status).shape, status.spoken)


def _coloured(status: Status | Asked) -> Html:
    return html('style="background:{};color:{}"', look_of(status).fill, look_of(status).ink)


def legend() -> None:
    """Draw a button that explains statuses when pointed at, and relations and grades too when clicked."""
    with st.popover("Legend", width="stretch", help=meanings(_statuses())):
        meanings_of_all()
        st.caption("The page Help says how to read an answer.")


def _statuses() -> list[tuple[str, str]]:
    return [(status_words(status), status.meaning) for status in Status]


def meanings_of_all() -> None:
    """Draw what statuses, answers, shares, relations, bases, grades and other words mean."""
    st.markdown("**Status of a provision**, best first")
    lines = (html('<p class="xw-text">{} {}</p>', badge(status), status.meaning) for status in Status)
    st.html(several(lines))
    st.markdown("**Answer** to one ask, a single thing that a provision asks for, best first")
    asked = (html('<p class="xw-text">{} {}</p>', badge(answer), answer.meaning) for answer in Asked)
    st.html(several(asked))
    st.markdown("**Share** of the provisions of a document or heading")
    st.html(html('<p class="xw-text">{}</p>', several(map(_share, STEPS))))
    st.markdown("**Relation**, from the first document to the second")
    st.markdown(meanings((word.name, word.meaning) for word in RELATIONS.values()))
    st.markdown("**Basis** of a mapping set: what it was made from")
    st.markdown(meanings((basis.spoken, basis.meaning) for basis in Basis))
    st.markdown(
        "κ (kappa): how far two readings of the same provisions agree; 1 is full agreement, 0 no more than by chance."
    )
    st.markdown("**Grade** of the evidence: who asserts it")
    st.markdown(meanings((grade, grade.meaning) for grade in Grade))
    st.markdown("**Other words** on these pages")
    st.markdown(meanings(WORDS.items()))


def _share(name: str) -> Html:
    fill, ink = theme().steps()[name]
    return html('<span class="xw-badge" style="background:{};color:{}">{}</span> ', fill, ink, name)


def theme() -> Theme:
    """Return the theme on the screen; paper is white."""
    return DARK if st.context.theme.type == "dark" and not printing() else LIGHT


def inject() -> None:
    """Add the style rules to the page."""
    st.html(Html(_CSS.replace("INK", theme().ink)))
    if printing():
        st.html(Html(_PAPER_CSS.replace("INK", theme().ink)))
