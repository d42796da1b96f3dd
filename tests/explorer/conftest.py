"""The explorer under test: in this process (AppTest), and in a real browser where there is one."""

from __future__ import annotations

import inspect
import shutil
import warnings
from collections.abc import Callable, Generator, Iterator
from functools import cache
from typing import Any

import pytest

from crosswalk.store.holder import Crosswalk, load
from tests.explorer.running import ROOT, Watched, running_app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: The last four save work: nobody looks at the pixels, no script runs for long, and a process that has compiled
#: Streamlit's scripts draws the next tab too.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--num-raster-threads=1",
    "--disable-lcd-text",
    "--js-flags=--no-opt",
    "--process-per-site",
]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Try a test in the browser a second time when it waited in vain: a click that falls into the moment at which a
    page is drawn again is lost, as a person's would be. A fault of the page fails twice.
    """
    try:
        return (yield)
    except Exception as error:
        if type(error).__name__ != "TimeoutError" or "new_tab" not in pyfuncitem.fixturenames:
            raise
        warnings.warn(pytest.PytestWarning(f"{pyfuncitem.name} is tried again: {error}"), stacklevel=1)
    pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters})
    return True


class Listening:
    """A store that notes every query that reaches it; nothing is kept beside it, where other tests may have been."""

    def __init__(self, store: Any) -> None:
        self.store, self.folder = store, None
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def query(self, sparql: str, **options: Any) -> Any:
        self.asked.append(sparql)
        return self.store.query(sparql, **options)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CROSSWALK_ONLY_DATA", "CROSSWALK_PAGE_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def visit(shipped: Crosswalk) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page, by its path and the parameters of its address, without a browser.

    The pages and the tests share the shipped crosswalk, and so what was computed from it.
    """
    from streamlit.components.v2 import manifest_scanner
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    from crosswalk.explorer import discover, start

    first = discover()[0].path

    def opened(page: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app._page_hash = calc_hash(
            "" if page == first else page
        )  # AppTest has no way to name a page that is a function
        for name, text in parameters.items():
            app.query_params[name] = text
        return app.run()

    def shared(folders: tuple[str, ...], *, only_data: bool, store: str) -> Crosswalk:
        is_shipped = (folders, only_data, store) == ((), False, "memory")
        return shipped if is_shipped else load(folders, only_data=only_data, store=store)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "load", shared)
        # AppTest looks through every installed package each time it runs a page; a server does so once.
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield opened


@pytest.fixture(scope="session")
def seen(visit: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that opens a page as `visit` does, but each address once only. Nobody may click on it."""
    known: dict[tuple[str, frozenset[tuple[str, str]]], Any] = {}

    def once(page: str, **parameters: str) -> Any:
        address = page, frozenset(parameters.items())
        if address not in known:
            known[address] = visit(page, **parameters)
        return known[address]

    return once


@pytest.fixture
def fresh(shipped: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> Crosswalk:
    """Return the shipped crosswalk with nothing remembered, and a note of every query; the pages show it."""
    crosswalk = Crosswalk(Listening(shipped.store), shipped.layout)  # type: ignore[arg-type]
    from crosswalk import explorer

    monkeypatch.setattr(explorer, "open_crosswalk", lambda: crosswalk)
    return crosswalk


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a headless browser; a machine without one skips the test."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def explorer(browser: Any) -> Iterator[str]:
    """Return the address of one explorer for all browser tests."""
    with running_app(CROSSWALK_PAGE_SECONDS="90") as address:
        yield address


@pytest.fixture(scope="module")
def window(browser: Any, explorer: str) -> Iterator[Any]:
    """Return one browser window, so that the tabs of all tests share what the browser keeps of Streamlit's own files."""
    opened = browser.new_context(accept_downloads=True)
    opened.new_page().goto(explorer)  # it stays open, and so does its process
    yield opened
    opened.close()


@pytest.fixture
def new_tab(window: Any, explorer: str) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a tab with a session of its own."""
    pages = []

    def opened(width: int = 1280, scheme: str = "light", inside: Any = window) -> Watched:
        page = inside.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        return Watched(page, explorer)

    yield opened
    for page in pages:
        page.close()
