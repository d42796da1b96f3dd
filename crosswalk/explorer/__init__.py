"""The explorer. One file here (without a leading underscore) is one page: TITLE, ORDER, URL_PATH, SECTION (the menu in
which it stands; "" for none) and render(crosswalk).

Pages lay out; what they show is asked in `crosswalk.analysis` and `crosswalk.sparql`.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import streamlit as st

from crosswalk.errors import CrosswalkError, UnreadableSources
from crosswalk.explorer.start import open_crosswalk
from crosswalk.explorer.ui import links, style, top
from crosswalk.explorer.ui.tables import table
from crosswalk.explorer.ui.text import plain

_HERE = Path(__file__).parent
_ICON = _HERE / "assets" / "icon.png"


def discover() -> list[ModuleType]:
    """Return the page modules, in the order of their ORDER; the first is the page at “/”."""
    found = pkgutil.iter_modules([str(_HERE / "views")])
    names = [f"{__name__}.views.{one.name}" + (".page" if one.ispkg else "") for one in found]
    modules = [importlib.import_module(name) for name in names]
    return sorted(modules, key=lambda module: (module.ORDER, module.TITLE))


def run() -> None:
    """Draw the page that the address names. The first page stands at “/” and answers to its own path too."""
    st.set_page_config(page_title="Crosswalk", page_icon=str(_ICON), layout="wide", initial_sidebar_state="auto")
    modules = discover()
    first = modules[0]
    pages = {module.URL_PATH: _page(module, default=module is first) for module in modules}
    links.register(pages)
    # Streamlit serves the default page at “/” only, and its name would be “Page not found”.
    named = st.Page(lambda: links.go(first.URL_PATH, **st.query_params), url_path=first.URL_PATH, visibility="hidden")
    menus: dict[str, list[st.Page]] = {"": [pages[first.URL_PATH], named]}
    for module in modules[1:]:
        menus.setdefault(module.SECTION, []).append(pages[module.URL_PATH])
    chosen = st.navigation(menus, position="top")
    style.inject()
    chosen.run()


def _page(module: ModuleType, default: bool) -> st.Page:
    path = "start" if default else module.URL_PATH
    return st.Page(_guarded(module), title=module.TITLE, url_path=path, default=default)


def _guarded(module: ModuleType) -> Callable[[], None]:
    """Return a page function that tells every fault in one sentence."""

    def page() -> None:
        st.set_page_config(page_title=f"{module.TITLE} · Crosswalk")
        corner = top.top(module)
        try:
            with st.spinner("Reading the documents and mapping sets …"):
                held = open_crosswalk()
            module.render(held)
            with corner:
                top.cite(held, module)
            links.settle_address()
        except UnreadableSources as error:
            _unreadable(error)
        except CrosswalkError as error:
            st.error(plain(str(error)))
        except Exception as error:
            logging.getLogger(__name__).exception("The page %s failed", module.TITLE)
            st.error(f"This page failed, which is our fault: {plain(type(error).__name__)}. The terminal says more.")

    page.__name__ = str(module.URL_PATH)
    return page


def _unreadable(error: UnreadableSources) -> None:
    st.error(plain(str(error)))
    columns = ["rule", "file", "line", "message"]
    rows = [[getattr(fault, column, None) for column in columns] for fault in error.faults]
    table(columns, rows, caption="Why the files could not be read. Mend them, then reload this page.", name="faults")
