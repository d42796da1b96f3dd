"""The explorer under test: in this process (AppTest), and in a real browser where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.explorer.running import ROOT, Watched, running_app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CROSSWALK_ONLY_DATA", "CROSSWALK_PAGE_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def visit() -> Callable[..., Any]:
    """Return a function that opens a page, by its path and the parameters of its address, without a browser."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    from crosswalk.explorer import discover

    first = discover()[0].URL_PATH

    def opened(page: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app._page_hash = calc_hash(
            "" if page == first else page
        )  # AppTest has no way to name a page that is a function
        for name, text in parameters.items():
            app.query_params[name] = text
        return app.run()

    return opened


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
    with running_app(CROSSWALK_PAGE_SECONDS="30") as address:
        yield address


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Any]:
    """Return one browser window, so that the tabs of all tests share what the browser keeps of Streamlit's own files."""
    opened = browser.new_context(accept_downloads=True)
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
