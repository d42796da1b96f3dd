"""The explorer: the shell around the views, which are discovered in `crosswalk/explorer/views`.

A view arranges things on the page; what it shows is computed in `crosswalk.analysis` and `crosswalk.sparql`.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path

import streamlit as st

from crosswalk.columns import Column
from crosswalk.errors import CrosswalkError, UnreadableSources
from crosswalk.explorer import brand, top
from crosswalk.explorer.page import Page
from crosswalk.explorer.start import open_crosswalk
from crosswalk.explorer.ui import links, looks
from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain
from crosswalk.store.holder import recording

_ICON = Path(__file__).parent / "assets" / "icon.png"
_FAULTS = [Column[object](name, attrgetter(name)) for name in ("rule", "file", "line", "message")]


def discover() -> list[Page]:
    """Return the page of every view, in their order; the first is the page at “/”.

    Raises CrosswalkError, which names the file, for a view that cannot be imported or does not export a `Page` as
    `PAGE`, and for two views with one path.
    """
    pages: dict[str, Page] = {}
    for place, page in _exported():
        if page.path in pages:
            raise CrosswalkError(f"{place}: the path “{page.path}” is used by another view; choose another path.")
        pages[page.path] = page
    return sorted(pages.values(), key=attrgetter("order", "title"))


def _exported() -> Iterator[tuple[str, Page]]:
    from crosswalk.explorer import views

    for module in pkgutil.iter_modules(views.__path__):
        place = f"explorer/views/{module.name}" + ("/__init__.py" if module.ispkg else ".py")
        try:
            page = getattr(importlib.import_module(f"{views.__name__}.{module.name}"), "PAGE", None)
        except Exception as error:
            raise CrosswalkError(f"{place} cannot be imported: {type(error).__name__}: {error}") from error
        if not isinstance(page, Page):
            raise CrosswalkError(f"{place} does not export a Page as PAGE: see crosswalk/explorer/page.py.")
        yield place, page


def run() -> None:
    """Draw the page that the address names. The first page is at “/” and answers to its own path too."""
    st.set_page_config(page_title="Crosswalk", page_icon=str(_ICON), layout="wide", initial_sidebar_state="auto")
    try:
        views = discover()
    except CrosswalkError as error:
        st.error(plain(str(error)))
        return
    first = views[0]
    pages = {view.path: _page(view, default=view is first) for view in views}
    links.register(pages)
    # Streamlit serves the default page at “/” only, and its name would be “Page not found”.
    named = st.Page(lambda: links.go(first.path, **st.query_params), url_path=first.path, visibility="hidden")
    menus: dict[str, list[st.Page]] = {"": [pages[first.path], named]}
    for view in views[1:]:
        menus.setdefault(view.section, []).append(pages[view.path])
    chosen = st.navigation(menus, position="top")
    looks.inject()
    brand.draw()
    chosen.run()


def _page(view: Page, default: bool) -> st.Page:
    path = "start" if default else view.path
    return st.Page(_guarded(view), title=view.title, url_path=path, default=default)


def _guarded(view: Page) -> Callable[[], None]:
    """Return a page function that reports every fault in one sentence."""

    def page() -> None:
        links.follow()
        st.set_page_config(page_title=f"{view.title} · Crosswalk")
        corner = top.top(view)
        try:
            with st.spinner("Reading the documents and mapping sets …"):
                crosswalk = open_crosswalk()
            with recording() as queries:
                view.render(crosswalk)
            with corner if not printing() else st.container():
                top.cite(crosswalk, view, queries)
            top.end(crosswalk)
            links.settle_address()
        except UnreadableSources as error:
            _unreadable(error)
        except CrosswalkError as error:
            st.error(plain(str(error)))
        except Exception as error:
            logging.getLogger(__name__).exception("The page %s failed", view.title)
            st.error(
                plain(f"This page failed, which is our fault: {type(error).__name__}. The terminal shows the details.")
            )

    page.__name__ = view.path
    return page


def _unreadable(error: UnreadableSources) -> None:
    st.error(plain(str(error)))
    caption = "Why the files could not be read. Correct them, then reload this page."
    table(_FAULTS, error.faults, caption=caption, name="faults")
