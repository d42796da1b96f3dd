"""Every page in a browser, at both widths and in both themes, and everything on it that can be used.

That is what can be chosen, switched, followed or downloaded. A choice has to change the address, nothing may break, and
the back button has to undo it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crosswalk.explorer import discover
from tests.conftest import is_slow
from tests.explorer.running import Watched

CODE = "dsit-ai-code-2025"
MODULES = {module.path: module for module in discover()}
#: A state of each page in which everything is there.
STATES = {path: path for path in MODULES if path != "home"} | {
    "start": "",
    "editor": "sparql",
    "agreement": "agreement?second=ncsc-secure-ai-2023",
    "compare": f"compare?reference=iso-iec-42001-2023&provision={CODE}:2.1.1",
    "editions": "editions?old=dsit-ai-code-draft-2024&new=dsit-ai-code-2025",
    "search": "search?q=poisoning",
    "sparql": "sparql?name=mapping-triples&plain=yes",
    "tracker": "tracker?item=pren-18282",
}
#: The bytes that a file of each kind has with nothing in it.
EMPTIEST = {".csv": 4, ".tsv": 4, ".xml": 60, ".json": 3, ".ttl": 1, ".svg": 20, ".png": 60}


#: How often a link to a page was followed; `tests/explorer/test_shell.py` follows all of them without a browser.
FOLLOWED: Counter[str] = Counter()
#: What axe finds depends on the theme in this rule alone, and each page is looked at whole in each width.
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
#: Everything that can be used on a page, where a finger would touch it.
USABLE = ", ".join(
    (
        "[data-testid=stSelectbox] [data-baseweb=select]",
        "[data-testid=stCheckbox] label",
        "[data-testid=stButtonGroup] [role=radio]",
        "[data-testid=stButtonGroup] button",
        "[data-testid=stDownloadButton] button",
        "[data-testid=stPageLink] a",
    )
)


def opened(new_tab: Any, state: str, width: int, scheme: str) -> Watched:
    """Open a page in a state, with everything that it shows, and see that nothing is wrong with it."""
    tab = new_tab(width, scheme)
    tab.page.set_default_timeout(30_000)
    page = tab.open(STATES[state])
    if state == "sparql":
        page.get_by_role("button", name="Run").click()
        page.get_by_role("button", name="Download Turtle").wait_for(timeout=30_000)
        tab.settle()
    sound_and_fitting(tab, module_of(state))
    return tab


def module_of(state: str) -> Any:
    """Return the page that a state is one of."""
    return MODULES[STATES[state].split("?")[0] or "home"]


def resize(tab: Watched, width: int) -> None:
    """Make the window of an open page as wide as that, and wait until the page is at rest."""
    tab.page.set_viewport_size({"width": width, "height": 900})
    tab.page.wait_for_timeout(300)  # Streamlit and the charts follow a window a little later
    tab.settle(begins_ms=0)


def barriers(tab: Watched, **options: Any) -> list[str]:
    """Return what keeps people out, seriously or critically, as axe finds it.

    Streamlit's own menu on a phone is left out: it nests its lists otherwise than HTML allows. While a page is drawn
    again, its old parts are pale, so what axe finds is looked for once more when the page has come to rest.
    """
    from axe_playwright_python.sync_playwright import Axe

    for _ in range(3):
        outside = {"exclude": [["[data-testid=stSidebar]"]]}
        found = Axe().run(tab.page, context=outside, **options).response["violations"]
        serious = [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
        ]
        if not serious:
            return []
        tab.settle()
        tab.page.wait_for_function("!document.querySelector('[data-stale=true]')")
    return serious


def sound_and_fitting(tab: Watched, module: Any, **options: Any) -> None:
    """Assert that the page is drawn without a fault, keeps nobody out, and is no wider than the screen."""
    tab.sound()
    assert not barriers(tab, **options)
    assert tab.page.title() == f"{module.title} · Crosswalk"
    assert tab.page.locator("h1").first.inner_text() == module.heading
    over = "e => e.scrollWidth - e.clientWidth"
    assert tab.page.evaluate(f"({over})(document.scrollingElement)") <= 0
    assert tab.page.get_by_test_id("stMain").evaluate(over) <= 0


def undo(tab: Watched, before: str) -> None:
    """Go back, and see that the address and the page are as before."""
    tab.sound()
    tab.back()
    tab.page.wait_for_function("url => location.href === url", arg=before)
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
    undo(tab, before)


def reachable(tab: Watched) -> None:
    """Assert that everything that can be used is in view where it is touched, at rest, and not covered."""
    for one in tab.page.get_by_test_id("stMain").locator(USABLE).all():
        if one.is_visible() and one.is_enabled():
            one.click(trial=True)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
@pytest.mark.parametrize("state", STATES)
def test_every_page_is_sound_at_either_width_in_either_theme(new_tab, state, width, scheme):
    """The other two of the four are seen by the tests beside it; a window that is open may be made narrower too."""
    tab = opened(new_tab, state, width, scheme)
    reachable(tab)
    resize(tab, 390 if width > 390 else 1280)
    sound_and_fitting(tab, module_of(state), options=COLOURS)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), pytest.param(390, "dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("state", STATES)
def test_everything_on_a_page_works_and_can_be_undone(new_tab, state, width, scheme, request):
    tab = opened(new_tab, state, width, scheme)
    page, before = tab.page, tab.page.url
    if (
        width > 390
    ):  # first as it is on a phone, in the dark; the explorer knows no width, so that what works here works there
        page.emulate_media(color_scheme="dark")
        resize(tab, 390)
        sound_and_fitting(tab, module_of(state))
        reachable(tab)
        page.emulate_media(color_scheme=scheme)
        resize(tab, width)
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
        assert Path(waiting.value.path()).stat().st_size > EMPTIEST[file.suffix], file

    links = main.locator("[data-testid=stPageLink]:not(.st-key-xw-end *) a")  # that line is the same on every page
    first_to: dict[str, int] = {}
    for number in range(links.count()):
        first_to.setdefault((links.nth(number).get_attribute("href") or "").split("?")[0], number)
    for target, number in first_to.items():
        FOLLOWED[target] += 1
        if FOLLOWED[target] > 2 and not is_slow(request.config):
            continue
        links.nth(number).click()
        page.get_by_role("heading", name=MODULES[target].heading, level=1, exact=True).wait_for()
        changed(tab, before)
