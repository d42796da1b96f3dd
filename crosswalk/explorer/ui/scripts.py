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
#: Brings what a click or a link has opened into view, and keeps it there while what is above it is still being drawn.
OPENED = """
let tries = 0, moved = false;
const begun = Date.now();
for (const kind of ["wheel", "touchstart", "keydown", "mousedown"])
  addEventListener(kind, () => { moved = Date.now() - begun > 150 }, {once: true, passive: true});
const show = () => {
  if (moved || tries++ > 15) return;
  document.querySelector(".xw-opened")?.scrollIntoView({block: "start"});
  setTimeout(show, 200);
};
show();
"""
#: Gives the keyboard its way to the search box and the print button its work, once for all pages. It also gives the
#: button of the menu on a phone a name, and makes of a fragment the parameter that it stands for.
KEYS = """
const box = () => document.querySelector(".st-key-xw-search input");
const typing = at => at.closest("input, textarea, select, [contenteditable=true]");
const named = () => {
  const button = document.querySelector("[data-testid=stExpandSidebarButton]");
  if (button && button.title !== "Menu") { button.title = "Menu"; button.setAttribute("aria-label", "Menu") }
};
if (!window.crosswalkKeys) {
  window.crosswalkKeys = true;
  document.addEventListener("keydown", event => {
    const key = event.key.toLowerCase(), held = event.ctrlKey || event.metaKey;
    const asked = (held && key === "k") || (key === "/" && !held && !event.altKey && !typing(event.target));
    if (!asked || !box()) return;
    event.preventDefault();
    event.stopPropagation();
    box().scrollIntoView({block: "center"});
    box().focus();
    box().select();
  }, true);
  document.addEventListener("click", event => { if (event.target.closest(".xw-print")) print() });
  new MutationObserver(named).observe(document.body, {childList: true, subtree: true});
}
named();
const parameter = document.currentScript.dataset.fragment;
if (parameter && location.hash.length > 1) {
  const asked = new URLSearchParams(location.search);
  asked.set(parameter, decodeURIComponent(location.hash.slice(1)));
  location.replace(location.pathname + "?" + asked);
}
"""


def texts() -> list[str]:
    """Return the text of every script, as the page has it."""
    return [_text(script) for script in (ADDRESS, MIDDLE, OPENED, KEYS)]


def run(script: str, **data: str) -> None:
    """Run a script of this module once, and again when its data change; it reads them as `dataset`."""
    given = "".join(f' data-{name}="{escape(text)}"' for name, text in data.items())
    st.html(Html(f"<script{given}>{_text(script)}</script>"), unsafe_allow_javascript=True)


def _text(script: str) -> str:
    return "{" + script.strip() + "}"  # a block, so that two scripts may use one name
