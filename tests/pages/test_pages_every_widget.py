"""Everything on every page that can be chosen, switched, followed or downloaded, in a browser, at both widths.

A choice has to change the address and nothing else may break; the back button has to undo it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosswalk.pages import discover
from tests.pages.explorer import Watched

WIDTHS = [1280, 390]
CODE = "dsit-ai-code-2025"
MODULES = {module.URL_PATH: module for module in discover()}
#: A state of each page in which everything is there.
STATES = {path: path for path in MODULES if path != "home"} | {
    "start": "",
    "agreement": "agreement?second=ncsc-secure-ai-2023",
    "compare": f"compare?reference=iso-iec-42001-2023&provision={CODE}:2.1.1",
    "editions": "editions?old=dsit-ai-code-draft-2024&new=dsit-ai-code-2025",
    "search": "search?q=poisoning",
    "sparql": "sparql?name=mapping-triples&run=yes&plain=yes",
    "tracker": "tracker?item=pren-18282",
}
EMPTY_FILES = {".csv": 4, ".json": 3, ".ttl": 1, ".svg": 20, ".png": 60}


def opened(new_tab: Any, state: str, width: int) -> Watched:
    """Open a page in a state, with everything that it shows."""
    tab = new_tab(width)
    tab.page.set_default_timeout(10_000)
    page = tab.open(STATES[state])
    if state == "sparql":
        page.get_by_role("button", name="Download Turtle").wait_for(timeout=30_000)
        tab.settle()
    return tab


def undo(tab: Watched, before: str) -> None:
    """Go back, and see that the address and the page are as before."""
    tab.sound()
    tab.page.go_back()
    tab.page.wait_for_function("url => location.href === url", arg=before)
    tab.settle()
    tab.sound()


def choose(tab: Watched, box: Any) -> bool:
    """Choose another option of a list by keyboard; return False when there is no other."""
    page, options = tab.page, tab.page.get_by_role("option")
    for _ in range(3):  # a list closes again when what stands above it is still being drawn
        box.focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(250)
        if options.count():
            break
    if options.count() < 2:
        page.keyboard.press("Escape")
        return False
    chosen = page.get_by_role("option", selected=True)
    last = chosen.count() and options.last.inner_text() == chosen.first.inner_text()
    page.keyboard.press("ArrowUp" if last else "ArrowDown")
    page.keyboard.press("Enter")
    return True


def changed(tab: Watched, before: str) -> None:
    """See that the address has changed and nothing is wrong, and undo it."""
    tab.page.wait_for_function("url => location.href !== url", arg=before)
    tab.settle()
    assert tab.page.get_by_test_id("stAlertContentError").count() == 0
    undo(tab, before)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", STATES)
def test_everything_on_a_page_works_and_can_be_undone(new_tab, state, width):
    tab = opened(new_tab, state, width)
    page, before = tab.page, tab.page.url
    main = page.get_by_test_id("stMain")

    boxes = main.get_by_role("combobox", disabled=False)
    for number in range(boxes.count()):
        if choose(tab, boxes.nth(number)):
            changed(tab, before)

    switches = main.get_by_test_id("stCheckbox").locator("label")
    views = main.get_by_test_id("stButtonGroup").get_by_role("radio", checked=False)
    for group in (switches, views):
        for number in range(group.count()):
            group.nth(number).click()
            changed(tab, before)

    downloads = main.get_by_test_id("stDownloadButton").get_by_role("button")
    for number in range(downloads.count()):
        with page.expect_download() as waiting:
            downloads.nth(number).click()
        file = Path(waiting.value.suggested_filename)
        assert Path(waiting.value.path()).stat().st_size > EMPTY_FILES[file.suffix], file

    links = main.get_by_test_id("stPageLink").get_by_role("link")
    first_to: dict[str, int] = {}
    for number in range(links.count()):
        first_to.setdefault((links.nth(number).get_attribute("href") or "").split("?")[0], number)
    for target, number in first_to.items():
        links.nth(number).click()
        page.get_by_role("heading", name=MODULES[target].HEADING, level=1, exact=True).wait_for()
        changed(tab, before)
