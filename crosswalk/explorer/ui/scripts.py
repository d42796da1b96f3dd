"""The few scripts of the pages.

Each is one fixed text, which the server allows by its hash (`crosswalk.explorer.door`): no other script runs on a page.
What varies is given to it as data.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from crosswalk.explorer.ui.text import Html

#: Writes the state of the view, `asked`, into the browser's address.
ADDRESS = """
const asked = document.currentScript.dataset.asked;
const sorted = text => { const all = new URLSearchParams(text); all.sort(); return all.toString() };
if (sorted(location.search) !== sorted(asked)) history.pushState({}, "", location.pathname + (asked && "?" + asked));
"""
#: Shows the middle of a drawing that is wider than the screen, once it is drawn.
MIDDLE = """
let tries = 0;
const centre = () => {
  const box = document.querySelector(".st-key-xw-beside-outline");
  if (box?.querySelector("svg.marks")) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  else if (tries++ < 50) setTimeout(centre, 100);
};
centre();
"""
#: Brings what a click has opened into view.
OPENED = """
document.querySelector(".xw-opened")?.scrollIntoView({block: "center"});
"""


def texts() -> list[str]:
    """Return the text of every script, as it stands on the page."""
    return [_text(script) for script in (ADDRESS, MIDDLE, OPENED)]


def run(script: str, **data: str) -> None:
    """Run a script of this module once, and again when its data change; it reads them as `dataset`."""
    given = "".join(f' data-{name}="{escape(text)}"' for name, text in data.items())
    st.html(Html(f"<script{given}>{_text(script)}</script>"), unsafe_allow_javascript=True)


def _text(script: str) -> str:
    return "{" + script.strip() + "}"  # a block, so that two scripts may use one name
