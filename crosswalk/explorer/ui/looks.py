"""How things look: the shapes and colours of statuses, stages and ways of seeing, so that no colour is alone; and the
few style rules that Streamlit's settings cannot express, for both themes.

The words and their meanings are those of `crosswalk.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from crosswalk.explorer.ui.text import Html, html, meanings, several
from crosswalk.vocabulary import RELATIONS, Grade, Seen, Stage, Status

_CIRCLE = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
_CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks in text and in drawings."""

    shape: str  #: in text
    path: str  #: the same shape in a drawing: a name that Vega knows, or an SVG path
    fill: str
    ink: str  #: the colour of text on the fill


#: Okabe and Ito's palette, distinct with all common kinds of colour vision; contrast of ink 4.5 or more.
LOOKS = {
    Status.COVERED: Look("●", "circle", "#0072b2", "#ffffff"),
    Status.PARTIAL: Look("◐", _CIRCLE + "M0,-.75L0,.75A.75,.75,0,0,0,0,-.75Z", "#56b4e9", "#000000"),
    Status.DERIVED: Look("◇", "diamond", "#009e73", "#000000"),
    Status.NO_COUNTERPART: Look("✕", _CROSS, "#d55e00", "#000000"),
    Status.CITED: Look("↗", "M-1,.6L.2,-.6L-.5,-.6L-.5,-1L1,-1L1,.5L.6,.5L.6,-.2L-.6,1Z", "#f0e442", "#000000"),
    Status.UNMAPPED: Look("○", _CIRCLE + "M0,-.6A.6,.6,0,1,0,0,.6A.6,.6,0,1,0,0,-.6Z", "#bdbdbd", "#000000"),
}
_GREY, _ORANGE, _BLUE, _GREEN, _RED = "#7f8790", "#c77700", "#2f7fc1", "#1a936f", "#d5482a"
#: (colour, shape): the colour says how far along, the shape which stage; each reads on both themes' backgrounds.
MARKS = {
    Stage.PRELIMINARY: (_GREY, "triangle-left"),
    Stage.PROPOSAL: (_GREY, "triangle-up"),
    Stage.PREPARATORY: (_ORANGE, "square"),
    Stage.COMMITTEE: (_ORANGE, "diamond"),
    Stage.ENQUIRY: (_BLUE, "triangle-right"),
    Stage.APPROVAL: (_BLUE, "triangle-down"),
    Stage.PUBLICATION: (_GREEN, "circle"),
    Stage.REVIEW: (_GREEN, "cross"),
    Stage.WITHDRAWAL: (_RED, _CROSS),
    Stage.STOPPED: (_RED, "M-1,-.45L1,-.45L1,.45L-1,.45Z"),
}
#: How a stage or status is known, strongest first; the two weaker ones have colours, (fill, ink).
SEEN = {Seen.PRIMARY: "● at the source", Seen.SECONDARY: "◐ second-hand", Seen.UNVERIFIED: "○ not verified"}
SEEN_COLOURS = {Seen.SECONDARY: ("#dbe4ec", "#14191f"), Seen.UNVERIFIED: ("#f0e442", "#000000")}
_EMPTY = Html('class="xw-none"')
#: The toolbar of a grid offers a CSV of its own, which a spreadsheet may run as formulas; ours is below each table.
_CSS = """
<style>
.stMainBlockContainer { padding: 4.25rem 2.5rem 3rem 2.5rem; max-width: 100rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; } }
@media (max-width: 640px) { [class*="st-key-xw-two"] [data-testid="stColumn"] { min-width: calc(50% - .5rem); }
  [data-testid="stElementContainer"]:has(.xw-blank) { display: none; } }
[data-testid="stPageLink"] a { background: none !important; padding-left: 0; }
[data-testid="stPageLink"] a * { white-space: normal; text-decoration: underline; font-weight: 400 !important; }
[data-testid="stDownloadButton"] button[kind="tertiary"] p { text-decoration: underline; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: INK; opacity: .85; }
[data-testid="stHtml"] a { color: inherit; }
[data-testid="stElementToolbar"] button[aria-label^="Download as CSV"] { display: none; }
ul.xw-chips { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 !important; padding: 0 !important;
  list-style: none; }
ul.xw-chips li { padding: .2rem .65rem; border-radius: .35rem; white-space: nowrap; font-size: .95rem;
  margin: 0 !important; }
ul.xw-chips li { border: 1px solid transparent; }
ul.xw-chips li.xw-none { border-color: currentColor; opacity: .75; }
.st-key-xw-wide { overflow-x: auto; }
.st-key-xw-drawing { overflow-x: auto; }
.st-key-xw-wide > * { min-width: 58rem; }
.xw-badge { padding: .1rem .5rem; border-radius: .35rem; font-weight: 400; white-space: nowrap; font-size: .9rem; }
.xw-edition { padding: 0 .4rem; border: 1px solid currentColor; border-radius: .35rem; font-weight: 400;
  font-size: .85rem; white-space: nowrap; }
.xw-not-in-force { border-style: dashed; font-style: italic; }
.xw-answer { font-size: 1.3rem; line-height: 1.4; font-weight: 600; margin: .2rem 0; }
dl.xw-facts { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .2rem .9rem;
  margin: 0 !important; padding: 0 !important; }
[data-testid="stButtonGroup"] [aria-checked="true"] p { color: INK; font-weight: 600; }
dl.xw-facts dt { opacity: .7; margin: 0 !important; }
dl.xw-facts dd { margin: 0 !important; overflow-wrap: anywhere; }
.xw-head { font-weight: 600; margin: 0 0 .35rem 0; overflow-wrap: anywhere; }
.xw-text { margin: 0 0 .5rem 0; overflow-wrap: anywhere; }
.xw-soft { opacity: .75; }
h2.xw-group { font-size: 1.15rem; line-height: 1.4; padding: .4rem 0 .1rem 0; overflow-wrap: anywhere; }
h2.xw-group .xw-soft { font-size: .9rem; font-weight: 400; }
.xw-snippet { margin: 0 0 .6rem 0; font-size: .9rem; max-width: 58rem; overflow-wrap: anywhere; opacity: .9; }
mark { background: rgba(240, 180, 0, .35); color: inherit; padding: 0 .1rem; border-radius: .15rem; }
.xw-path { margin: .2rem 0; padding-left: 1.2rem; }
</style>
"""


def status_words(status: str) -> str:
    """Return a status with its shape, as tables and charts write it.

    >>> status_words("no-counterpart")
    '✕ no counterpart'
    """
    known = Status.of(status)
    return f"{LOOKS[known].shape} {known.spoken}"


def seen_words(seen: str) -> str:
    """Return how a stage or status is known, with its shape."""
    return SEEN[Seen.of(seen)]


def chips(counts: Mapping[Status, int]) -> None:
    """Draw the counts of the statuses as coloured words, each explained when pointed at."""
    item = '<li title="{}" {}>{} <strong>{}</strong> {}</li>'
    items = (
        html(
            item,
            status.meaning,
            _coloured(status) if number else _EMPTY,
            LOOKS[status].shape,
            number,
            status.spoken,
        )
        for status, number in counts.items()
    )
    st.html(html('<ul class="xw-chips">{}</ul>', several(items)))


def badge(status: Status) -> Html:
    """Return HTML of a status as a coloured word with its shape."""
    look = '<span class="xw-badge" title="{}" {}>{}</span>'
    return html(look, status.meaning, _coloured(status), status_words(status))


def _coloured(status: Status) -> Html:
    return html('style="background:{};color:{}"', LOOKS[status].fill, LOOKS[status].ink)


def legend() -> None:
    """Draw a button that explains statuses when pointed at, and relations and grades too when clicked."""
    statuses = [(status_words(status), status.meaning) for status in Status]
    with st.popover("Legend", width="stretch", help=meanings(statuses)):
        st.markdown("**Status of a provision**, best first")
        st.markdown(meanings(statuses))
        st.markdown("**Relation**, from the first document to the second")
        st.markdown(meanings((word.name, word.meaning) for word in RELATIONS.values()))
        st.markdown("**Grade** of the evidence: who asserts it")
        st.markdown(meanings((grade, grade.meaning) for grade in Grade))


def ink() -> str:
    """Return the colour of text in the theme on the screen."""
    return "#e4e9ee" if st.context.theme.type == "dark" else "#1b2530"


def paper() -> str:
    """Return the colour behind text in the theme on the screen, as .streamlit/config.toml sets it."""
    return "#0f1318" if st.context.theme.type == "dark" else "#ffffff"


def inject() -> None:
    """Add the style rules to the page."""
    st.html(Html(_CSS.replace("INK", ink())))
