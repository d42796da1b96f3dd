"""What is around every page: its heading, the search box, the legend, how to cite the view, and a line at its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import streamlit as st

from crosswalk.errors import did_you_mean, shown
from crosswalk.explorer import address, product
from crosswalk.explorer.page import Page
from crosswalk.explorer.ui import links, scripts
from crosswalk.explorer.ui.looks import legend, meanings_of_all
from crosswalk.explorer.ui.paper import PARAMETER, printing
from crosswalk.explorer.ui.state import put
from crosswalk.explorer.ui.text import html, plain
from crosswalk.public import is_local
from crosswalk.store.holder import Crosswalk

_BOX = "xw.search"


def top(view: Page) -> st.delta_generator.DeltaGenerator:
    """Draw the heading, the search box and the legend; return the place for `cite`."""
    scripts.run(scripts.KEYS, fragment=view.fragment)
    if printing():
        return _paper_top(view)
    left, middle, corner = st.columns([20, 9, 12], vertical_alignment="bottom")
    with corner, st.container(key="xw-three-corner"):
        words, right, sheet = st.columns([4, 4, 3])
    with left:
        st.title(view.heading, anchor=False)
    with middle:
        st.text_input(
            "Search", key=_BOX, placeholder="Search everything (Ctrl+K)", label_visibility="collapsed", on_change=_asked
        )
    with words:
        legend()
    with sheet:
        st.button("Print", on_click=put, kwargs={PARAMETER: "yes"}, help="The whole page for paper", width="stretch")
    _unknown(view)
    return right


def _paper_top(view: Page) -> st.delta_generator.DeltaGenerator:
    """Draw the heading of the print view; return the place for `cite`, which is drawn at its end."""
    with st.container(horizontal=True, key="xw-not-on-paper"):
        st.html('<button type="button" class="xw-print">Print</button>')
        st.button("Back to the page", on_click=put, kwargs={PARAMETER: None})
    st.html(html('<p class="xw-soft">{}: {}</p>', product.NAME, product.SUBTITLE))
    st.title(view.heading, anchor=False)
    return st.container()


def _asked() -> None:
    text = st.session_state[_BOX].strip()
    links.go_next(links.Place("search", {"q": text}) if text else None)
    st.session_state[_BOX] = ""


def _unknown(view: Page) -> None:
    """Say in one sentence which parameters of the address the page does not know."""
    asked = st.query_params.to_dict()
    unknown = [name for name in asked if not view.knows(name)]
    if unknown:
        names = " and ".join(f"“{shown(name)}”" for name in unknown)
        hint = did_you_mean(unknown[0], view.parameters.split())
        st.warning(plain(f"The address says {names}, which this page does not know, and so ignores.{hint}"))
    if PARAMETER in asked:
        st.warning(plain(f"The address says {PARAMETER}=“{shown(asked[PARAMETER])}”; write {PARAMETER}=yes."))


def cite(crosswalk: Crosswalk, view: Page, queries: Iterable[str]) -> None:
    """Draw the button that says how to cite this view: a link that gives it again, the version of the data, its hash,
    the named queries that its answers rest on, and the citation as text. On paper all of it is written out.
    """
    if printing():
        st.html("<h2>Legend and source</h2>")
        meanings_of_all()
        _citation(crosswalk, view, queries)
        return
    with st.popover("Cite this", width="stretch"):
        _citation(crosswalk, view, queries)


def _citation(crosswalk: Crosswalk, view: Page, queries: Iterable[str]) -> None:
    link = address.of_view("" if view.order == 0 else view.path)
    local = is_local(link)
    known_by = f"{address.LOCAL_NOTE}; " if local else ""
    today = datetime.date.today().isoformat()
    st.markdown("**Citation**")
    st.code(
        f"{product.citation(crosswalk)}: {view.heading}. {link} ({known_by}retrieved {today}).",
        language=None,
        wrap_lines=True,
    )
    st.markdown("**Link to this view**")
    st.code(link, language=None, wrap_lines=True)
    if local:
        st.caption(
            "This link opens on this computer only. Start the explorer with “crosswalk app --public-url” and the "
            "address by which others reach it."
        )
    st.caption("The hash covers every source file: the same hash gives the same answers.")
    _behind(sorted(queries))


def _behind(names: list[str]) -> None:
    if not names:
        return
    st.markdown("**Queries behind it**")
    if printing():
        st.markdown(plain(", ".join(names)))
        return
    for name in names:
        links.link("sparql", name, name=name)


def end(crosswalk: Crosswalk) -> None:
    """Draw the line at the end of every page: what this is, which version, and where to read more."""
    if printing():
        return
    with st.container(horizontal=True, gap="medium", key="xw-end", vertical_alignment="center"):
        st.html(html("{}: {} · {}", product.NAME, product.SUBTITLE, product.edition(crosswalk)))
        links.link("help", "Help")
        links.link("about", "About")
