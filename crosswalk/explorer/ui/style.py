"""The few style rules that Streamlit's settings cannot say; both themes."""

from __future__ import annotations

import streamlit as st

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
.xw-path { margin: .2rem 0; padding-left: 1.2rem; }
</style>
"""


def ink() -> str:
    """Return the colour of text in the theme on the screen."""
    return "#e4e9ee" if st.context.theme.type == "dark" else "#1b2530"


def paper() -> str:
    """Return the colour behind text in the theme on the screen, as .streamlit/config.toml sets it."""
    return "#0f1318" if st.context.theme.type == "dark" else "#ffffff"


def inject() -> None:
    """Add the style rules to the page."""
    st.html(_CSS.replace("INK", ink()))
