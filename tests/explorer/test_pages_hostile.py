"""Every page over hostile data: all of it is text, nothing is fetched, and nothing is there that a person cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import crosswalk
from crosswalk.analysis.catalogue import document_index, mapping_sets, organisations, provision_index
from crosswalk.analysis.tracker import work_items
from crosswalk.explorer import discover
from crosswalk.explorer.ui import tables
from tests.explorer.pages import as_shown, words_of
from tests.explorer.running import Watched, running_app
from tests.hostile import BEGINS, UNSEEN, hostile, listener, write_hostile

ONE, TWO, OLD, NEW = "one-2025", "two-2.0", "std-1.0", "std-2.0"
#: States of the pages in which everything is there. A page without one is found to be missing.
STATES = {
    "home": ["home"],
    "about": ["about"],
    "help": ["help"],
    "compare": [
        f"compare?focal={ONE}&reference={TWO}&provision={ONE}:1.2",
        f"compare?focal={OLD}&reference={NEW}&provision={OLD}:3&view=gaps",
        f"compare?focal={ONE}&reference={TWO}&view=texts&provision={ONE}:1.2.1",
    ],
    "search": ["search?q=title", f"search?q={quote('![i](x) **BOLD**')}"],
    "beyond": [f"beyond?focal={ONE}", f"beyond?focal={OLD}"],
    "coverage": [f"coverage?focal={ONE}&cited=yes", f"coverage?focal={OLD}"],
    "matrix": ["matrix?derived=yes"],
    "measures": [
        f"measures?focal={ONE}&reference={TWO}&ask={quote(f'{ONE}:1.1#1')}",
        "measures?view=measures&measure=measures-1:staff-training",
        "measures?view=themes",
        f"measures?view=only&focal={ONE}",
    ],
    "mindmap": [f"mindmap?focal={ONE}"],
    "answers": [f"answers?id={ONE}:1.2", f"answers?id={OLD}:3"],
    "graph": [f"graph?id={ONE}:1.2&steps=2", f"graph?id={OLD}&steps=1"],
    "document": [
        f"document?id={ONE}",
        f"document?id={TWO}",
        "document?id=three-unidentified-2023",
        f"document?id={NEW}",
    ],
    "provision": [f"provision?id={ONE}:1.2", f"provision?id={OLD}:3"],
    "editions": [f"editions?old={OLD}&new={NEW}", f"editions?old={OLD}&new={NEW}&row={quote(f'{OLD}:3 {NEW}:3')}"],
    "agreement": [
        *(f"agreement?first={ONE}&second={TWO}&view={view}" for view in ("differ", "agree", "only", "contradictions")),
    ],
    "mapping-set": [f"mapping-set?id={ONE}--{TWO}", f"mapping-set?id={OLD}--{NEW}"],
    "organisation": ["organisation?id=alpha-agency", "organisation?id=gamma-body"],
    "tracker": ["tracker?item=gamma-7&all=yes&since=2024-01-01", "tracker?body=gamma-body"],
    "sparql": ["sparql?name=hostile-graph&plain=yes", "sparql?name=hostile-rows&run=yes&plain=yes"],
    "quality": [f"quality?view={view}" for view in ("faults", "rules", "sets", "contradictions")],
}
ADDRESSES = [address for states in STATES.values() for address in states]
#: In the browser always these, which draw texts in each way there is: tables, cards, drawings by a script of ours, and
#: what a worker answers; the others by `make slow`.
ALWAYS = {STATES["compare"][0], STATES["graph"][0], STATES["tracker"][0], STATES["sparql"][1]}
IN_A_BROWSER = [
    address if address in ALWAYS else pytest.param(address, marks=pytest.mark.slow) for address in ADDRESSES
]
#: What Streamlit would draw of a text that it read as Markdown or HTML, by a word that is in every hostile text.
DRAWN = """() => [
    ...document.querySelectorAll(
        "img:not([data-testid$=Logo]), .katex, [href*='127.0.0.1:PORT'], [href*='bad.test'], \\
         [src*='127.0.0.1:PORT'], [role=img][translate=no], [href^='javascript'], [onerror], h2 a, table:not([role=grid]), sup"),
    ...[...document.querySelectorAll("strong, b, em, i, code, u, s, h3, h4, .stMarkdownColoredText")].filter(
        e => /^(BOLD|SLANT|CODE|RED|b|S|k)$/.test(e.innerText.trim())),
].map(e => e.outerHTML.slice(0, 200))"""


def test_every_page_is_looked_at() -> None:
    assert set(STATES) == {page.path for page in discover()}


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, list[str]]]:
    with listener() as (address, asked):
        yield address, asked
        assert asked == [], "something was fetched"


@pytest.fixture(scope="module")
def folder(place: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile"), place[0])


@pytest.fixture(scope="module")
def poisoned(folder: Path) -> crosswalk.Crosswalk:
    return crosswalk.load([folder], only_data=True)


@pytest.fixture
def seen_here(visit: Callable[..., Any], poisoned: crosswalk.Crosswalk, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that opens a page over the hostile folder, without a browser."""
    from crosswalk import explorer

    monkeypatch.setattr(explorer, "open_crosswalk", lambda: poisoned)
    return visit


def parameters(address: str) -> tuple[str, dict[str, str]]:
    from urllib.parse import parse_qsl, urlsplit

    parts = urlsplit(address)
    return parts.path, dict(parse_qsl(parts.query))


def texts_of(app: Any) -> list[str]:
    """Return everything that a page hands to the browser to be shown."""
    shown = [words_of(app)]
    shown += [str(text) for box in app.selectbox for text in (box.label, *box.options)]
    shown += [str(cell) for grid in app.dataframe for cell in [*grid.value.columns, *grid.value.to_numpy().ravel()]]
    shown += [f"{one.proto.label} {one.proto.help}" for kind in ("button", "page_link") for one in app.get(kind)]
    shown += [as_shown(str(one.proto)) for kind in ("download_button", "popover") for one in app.get(kind)]
    shown += [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]
    return shown


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("sparql")])
def test_no_page_hands_over_what_is_not_seen(seen_here: Any, address: str) -> None:
    page, state = parameters(address)
    app = seen_here(page, **state)
    assert not app.exception
    assert [one.value for one in app.error] == []
    assert UNSEEN.findall("\n".join(texts_of(app)).replace("\u2003", "")) == []


def test_every_choice_of_every_picker_is_opened(seen_here: Any, poisoned: crosswalk.Crosswalk) -> None:
    """Each thing on its own page: whatever its texts are, the page is drawn, and shows them as they are."""
    things = [("document", "id", thing) for thing in document_index(poisoned)]
    things += [
        ("provision", "id", thing) for home in document_index(poisoned) for thing in provision_index(poisoned, home)
    ]
    things += [
        ("organisation", "id", thing) for thing in organisations(poisoned) if "-body" in thing or "-agency" in thing
    ]
    things += [("mapping-set", "id", mapping_set.id) for mapping_set in mapping_sets(poisoned)]
    things += [("tracker", "item", item.id) for item in work_items(poisoned)]
    assert len(things) > 40
    for page, parameter, thing in things:
        app = seen_here(page, **{parameter: thing})
        assert [*app.error, *app.exception] == [], thing
        text = "\n".join(texts_of(app))
        assert BEGINS in text, thing
        assert UNSEEN.findall(text.replace("\u2003", "")) == [], thing


def test_no_file_that_is_offered_has_what_is_not_seen(seen_here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[tables.File] = []
    monkeypatch.setattr(tables, "offer", files.append)
    for address in (STATES["document"][0], STATES["editions"][0], STATES["provision"][0], STATES["organisation"][1]):
        page, state = parameters(address)
        seen_here(page, **state)
    assert len(files) > 5
    for file in files:
        content = file.content().decode("utf-8-sig")
        assert UNSEEN.findall(content.replace("\u2003", "")) == []
        assert not re.search(r"(?m)(^|,)\"?=", content)


@pytest.mark.parametrize("name", ["a/../b.csv", "a\u202evsc.exe.csv", "a\x1b\n.csv", "<b>:*?.csv"])
def test_the_name_of_a_download_is_one_of_a_file(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.()-]+\.csv", tables.file_name(name))


@pytest.fixture(scope="module")
def hostile_explorer(folder: Path, browser: Any) -> Iterator[str]:
    with running_app(CROSSWALK_DATA=str(folder), CROSSWALK_ONLY_DATA="1") as address:
        yield address


@pytest.fixture
def tab(hostile_explorer: str, window: Any) -> Iterator[Watched]:
    page = window.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    yield Watched(page, hostile_explorer)
    page.close()


@pytest.mark.parametrize("address", IN_A_BROWSER)
def test_in_a_browser_all_data_are_text(tab: Watched, place: tuple[str, list[str]], address: str) -> None:
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    page = tab.open("" if address == "home" else address)
    if address.startswith("sparql"):
        page.get_by_role("button", name="Run").click()
        page.get_by_role("button", name="Download CSV").wait_for(timeout=30_000)
        tab.settle()
    for button in ("Legend", "Cite this", "Other comparisons", "What the words mean"):
        if page.get_by_role("button", name=button, exact=True).count():
            page.get_by_role("button", name=button, exact=True).first.click()
            page.wait_for_timeout(150)
            look(tab, place)
            page.keyboard.press("Escape")
    look(tab, place)
    assert [url for url in asked if url.startswith(place[0]) or "bad.test" in url] == []
    assert UNSEEN.findall(page.title()) == []
    tab.sound()


def look(tab: Watched, place: tuple[str, list[str]]) -> None:
    """Assert that nothing on the page was made of a text of the data, and that nothing was fetched."""
    page, port = tab.page, place[0].rpartition(":")[2]
    assert page.evaluate(DRAWN.replace("PORT", port)) == []
    text = page.locator("body").inner_text()
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) == []
    assert "😄" not in text
    assert place[1] == []


def test_in_a_browser_a_text_is_shown_as_it_is(tab: Watched, place: tuple[str, list[str]]) -> None:
    for address, name in {
        f"document?id={ONE}": f"title of {ONE}",
        f"mapping-set?id={ONE}--{TWO}": f"mapping_set_title of {ONE}--{TWO}",
        f"search?q={ONE}": f"label of {ONE}:1.2",
    }.items():
        text = tab.open(address).get_by_test_id("stMain").inner_text()
        whole = hostile(name, place[0])
        literal = UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), whole)
        assert " ".join(literal.split()) in " ".join(text.split())
    tab.sound()
