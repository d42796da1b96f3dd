"""The explorer as people meet it: a real browser, two widths, clicks, downloads, links, and an endless query."""

from __future__ import annotations

import csv
import io
import re
import time
from contextlib import suppress
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import TimeoutError as TooLate

import crosswalk
from crosswalk.comparison import Table, Voice, columns
from crosswalk.explorer import discover
from tests.explorer.running import Watched, running_app

MODULES = discover()
CODE, NCSC = "dsit-ai-code-2025", "ncsc-secure-ai-2023"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def path_of(module: Any) -> str:
    """Return the path of a page; the first stands at the root."""
    return "" if module is MODULES[0] else module.path


def click_row(tab: Watched, number: int, table: int = 0) -> None:
    """Click in row `number` (from 0) of a table, wherever a person would."""
    grid = tab.page.get_by_test_id("stDataFrame").nth(table)
    grid.evaluate("e => { e.style.scrollMarginTop = '70px'; e.scrollIntoView({block: 'start'}) }")
    tab.page.wait_for_timeout(300)
    box = grid.bounding_box()
    x, y = box["x"] + 180, box["y"] + 34 + 17 + 34 * number
    tab.page.mouse.move(x - 30, y + 8)  # a hand moves there first, and the grid waits for that
    tab.page.wait_for_timeout(200)
    tab.page.mouse.move(x, y)
    tab.page.wait_for_timeout(200)
    tab.page.mouse.click(x, y, delay=60)
    tab.page.wait_for_timeout(500)
    tab.settle()


def test_the_pages_are_reached_by_links_and_the_first_by_its_name_too(new_tab):
    tab = new_tab()
    page = tab.open("")
    for module in MODULES[1:]:
        page.get_by_test_id("stTopNavSection").filter(has_text=module.section).click()
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(f"^{module.title}$")).click()
        page.get_by_role("heading", name=module.heading, level=1, exact=True).wait_for()
        page.wait_for_url(f"**/{module.path}")
        tab.settle()
    tab.sound()
    page = tab.open(MODULES[0].path)
    page.get_by_role("heading", name=MODULES[0].heading, level=1).wait_for()
    assert page.get_by_text("Page not found").count() == 0


def test_five_clicks_from_the_first_screen_to_the_gaps_as_a_file_and_one_more_to_the_reason(new_tab):
    """The `shall` provisions of the Code that ISO/IEC 42001 does not cover, without documentation."""
    tab = new_tab()
    page = tab.open("")
    page.get_by_role("link", name="… ISO/IEC 42001:2023").click()  # 1
    page.get_by_role("heading", name="Compare two documents", level=1).wait_for()
    tab.settle()
    page.get_by_role("combobox", name="Level").click()  # 2
    page.get_by_role("option", name="Level: shall", exact=True).click()  # 3
    tab.settle()
    page.get_by_text("Gaps only").click()  # 4
    tab.settle()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()  # 5
    rows = _csv(waiting.value)
    assert 20 < len(rows) < 49
    assert {row["level"] for row in rows} == {"shall"}
    assert "covered" not in {row["status"] for row in rows}
    click_row(tab, 0)  # 6
    assert "provision=" in page.url
    page.get_by_text("Why:").first.wait_for()
    tab.sound()


def tab_to(page, name: str) -> None:
    """Press Tab until the thing that has the focus is called so, by its text or its label."""
    called = "() => { const e = document.activeElement; return (e.ariaLabel || e.innerText || '').trim() }"
    heard = []
    for _ in range(120):
        page.keyboard.press("Tab")
        heard.append(page.evaluate(called))
        if re.match(name, heard[-1]):
            return
    raise AssertionError(f"no way to {name} by keyboard, only to {heard}")


def test_the_keyboard_alone_does_the_task_of_five_clicks(new_tab):
    tab = new_tab()
    page = tab.open("")
    tab_to(page, "… ISO/IEC 42001:2023")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Compare two documents", level=1).wait_for()
    tab.settle()
    tab_to(page, ".*Level$")
    page.keyboard.type("shall")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=shall**")
    tab.settle()
    for _ in range(3):  # a key pressed while the page is drawn anew is lost, and a person presses it again
        tab_to(page, "All provisions")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        with suppress(TooLate):
            page.wait_for_url("**view=gaps**", timeout=5000)
            break
    tab.settle()
    assert "view=gaps" in page.url
    tab_to(page, "Download CSV")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert {row["level"] for row in _csv(waiting.value)} == {"shall"}
    tab.sound()


def test_the_search_box_leads_from_any_page_to_the_thing(new_tab):
    tab = new_tab()
    page = tab.open("quality")
    page.get_by_role("textbox", name="Search").fill("promt injection")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Search", level=1).wait_for()
    tab.settle()
    assert "q=promt" in page.url
    page.get_by_role("link", name=re.compile("^LLM01")).first.click()
    page.get_by_role("heading", name="One provision", level=1).wait_for()
    tab.sound()


def test_the_cited_link_gives_the_view_again(new_tab):
    first = new_tab()
    page = first.open("compare?level=shall&view=gaps")
    page.get_by_role("button", name="Cite this").click()
    link = page.get_by_test_id("stCode").nth(1).inner_text().strip()
    assert link.startswith(first.address)
    other = new_tab().open(link.removeprefix(first.address + "/"))
    assert other.locator(".xw-answer").inner_text() == page.locator(".xw-answer").inner_text()


def has_focus(page: Any) -> bool:
    """Return True when the search box has the focus."""
    return bool(page.evaluate("document.activeElement.closest('.st-key-xw-search') !== null"))


def in_view(page: Any, heading: str) -> bool:
    """Return True when a heading comes to stand in the upper half of the window, below the menu."""
    place = page.get_by_role("heading", name=heading)
    place.wait_for()
    page.wait_for_timeout(1_500)
    return 40 < place.bounding_box()["y"] < 450


def test_the_frame_leads_by_keys_links_and_the_menu_of_a_phone_and_prints_whole_tables(new_tab):
    tab = new_tab()
    page = tab.open(f"compare?reference=iso-iec-42001-2023&provision={CODE}:2.1.1")
    assert in_view(page, "Evidence"), "a link that names a provision shows it"
    page.keyboard.press("Control+k")
    assert has_focus(page)
    page.keyboard.type("a/b")
    assert page.get_by_role("textbox", name="Search").input_value() == "a/b", "a slash is typed where one types"
    page = tab.open(f"document?id={NCSC}#3.4")
    assert in_view(page, "The provision that the address names")
    assert "provision=3.4" in page.url
    page.keyboard.press("/")
    assert has_focus(page)
    page.get_by_role("button", name="Print").click()
    page.locator("table.xw-sheet").first.wait_for()
    tab.settle()
    page.emulate_media(media="print")
    assert page.locator("header").first.is_hidden()
    width = page.evaluate("document.querySelector('.stMainBlockContainer').getBoundingClientRect().right")
    assert page.locator("table.xw-sheet").first.evaluate("e => e.getBoundingClientRect().right") <= width
    tab.sound()

    phone = new_tab(390)
    page = phone.open("")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="One against all", exact=True).click()
    page.get_by_role("heading", name="Coverage of one document", level=1).wait_for()
    phone.sound()


def test_a_click_on_a_row_opens_the_evidence_and_a_link_leads_to_the_provision(new_tab):
    tab = new_tab()
    page = tab.open("compare")
    click_row(tab, 0)
    assert "provision=dsit-ai-code-2025%3A1.1" in page.url
    card = page.get_by_text("crosswalk project, not yet reviewed").first
    card.wait_for()
    page.wait_for_timeout(400)
    top = page.get_by_role("heading", name="Evidence").bounding_box()["y"]
    assert 0 < top < 900, "the evidence is in view"
    page.get_by_role("link", name=re.compile("Open NCSC Guidelines 2023")).first.click()
    page.get_by_role("heading", name="One provision", level=1).wait_for()
    assert f"id={NCSC}%3A1.1" in page.url
    tab.sound()


def test_a_link_that_is_passed_on_shows_the_same_view(new_tab):
    first = new_tab()
    page = first.open("compare")
    page.get_by_role("combobox", name="Reference document").fill("OWASP LLM Top 10 2025")
    page.get_by_role("option", name="OWASP LLM Top 10 2025").click()
    first.settle()
    page.get_by_role("combobox", name="Level").click()
    page.get_by_role("option", name="Level: should", exact=True).click()
    first.settle()
    page.get_by_text("Gaps only").click()
    first.settle()
    click_row(first, 1)
    second = new_tab()
    other = second.open(page.url.removeprefix(first.address + "/"))
    for one in (".xw-answer", ".xw-chips", ".xw-head >> nth=0"):
        assert other.locator(one).inner_text() == page.locator(one).inner_text()
    assert other.get_by_role("combobox", name="Level").input_value() == "Level: should"
    assert "it is not a mapping" in other.locator("body").inner_text()
    second.sound()
    first.back()
    assert "provision=" not in page.url
    assert page.locator(".xw-head").count() == 0


def test_a_link_to_the_page_it_is_on_changes_the_address_too(new_tab):
    tab = new_tab()
    page = tab.open(f"compare?level=shall&focal={CODE}&reference={NCSC}")
    page.get_by_role("button", name="Other comparisons").click()
    page.get_by_role("link", name="… ISO/IEC 42001:2023").click()
    page.wait_for_url("**/compare?*iso-iec-42001-2023*")
    tab.settle()
    assert "level=shall" in page.url
    assert page.get_by_role("link", name="… ISO/IEC 42001:2023").count() == 0, "the list of links is closed again"
    answer = page.locator(".xw-answer").inner_text()
    assert "ISO/IEC 42001:2023" in answer
    page.reload()
    page.wait_for_selector(".xw-answer")
    assert tab.settle().locator(".xw-answer").inner_text() == answer
    tab.back()
    page.wait_for_url(f"**/compare*{NCSC}*")
    assert "NCSC Guidelines 2023" in tab.page.locator(".xw-answer").inner_text()
    tab.sound()


def test_a_part_of_a_bar_leads_to_the_comparison(new_tab):
    tab = new_tab()
    page = tab.open("coverage?level=shall")
    chart = page.get_by_test_id("stVegaLiteChart").first.bounding_box()
    page.mouse.click(chart["x"] + chart["width"] * 0.25, chart["y"] + 68)
    page.get_by_role("heading", name="Compare two documents", level=1).wait_for()
    tab.settle()
    assert "level=shall" in page.url
    assert "status=covered" in page.url
    tab.sound()


def test_a_row_of_a_table_leads_to_its_page(new_tab):
    tab = new_tab()
    page = tab.open(f"document?id={NCSC}")
    click_row(tab, 1)
    page.get_by_role("heading", name="One provision", level=1).wait_for()
    assert f"id={NCSC}%3A" in page.url
    tab.sound()


def test_the_csv_holds_the_table_and_no_formula(new_tab):
    tab = new_tab()
    page = tab.open("compare?level=shall")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == f"{CODE}--{NCSC}.csv"
    rows = _csv(waiting.value)
    assert len(rows) == 49
    assert list(rows[0]) == [column.heading for column in columns(Table.FILE, Voice(crosswalk.load()), [])]
    assert rows[0]["id"] == f"{CODE}:1.1"
    assert {row["status"] for row in rows} <= {"covered", "partial", "derived", "cited", "no-counterpart", "unmapped"}
    page.get_by_test_id("stDataFrame").hover()
    page.wait_for_timeout(300)
    assert page.get_by_role("button", name="Download as CSV").count() == 0, "the grid's own CSV knows no formulas"
    page = tab.ask("query=" + quote('SELECT ("=1+1" AS ?sum) ("@x" AS ?at) WHERE {}'))
    page.get_by_text("1 row in").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    assert _csv(waiting.value) == [{"sum": "'=1+1", "at": "'@x"}]
    tab.sound()


def _csv(download: Any) -> list[dict[str, str]]:
    with open(download.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(io.StringIO(file.read())))


def test_the_mind_map_is_downloaded_as_svg_and_png_with_all_that_it_shows(new_tab):
    tab = new_tab()
    page = tab.open(f"mindmap?heading={CODE}:9&open={NCSC}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download SVG").click()
    assert waiting.value.suggested_filename == f"mind-map--{CODE}--9.svg"
    drawing = ElementTree.parse(waiting.value.path())
    assert drawing.getroot().tag == "{http://www.w3.org/2000/svg}svg"
    written = {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"3.4 Release AI responsibly", "+ OWASP AISVS 1.0: 4 partial"} <= written
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PNG").click()
    with open(waiting.value.path(), "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"
    tab.sound()


def click_drawn(tab: Watched, name: str) -> None:
    """Click on a node of the drawing, or its label, by its name."""
    tab.page.locator(f"svg.marks .mark-rect path[aria-label*='Name: {name}']:visible").click()
    tab.page.wait_for_timeout(500)
    tab.settle()


def test_a_click_in_the_mind_map_closes_a_branch_and_another_leads_to_the_provision(new_tab):
    tab = new_tab()
    page = tab.open(f"mindmap?heading={CODE}:9&open={NCSC}")
    click_drawn(tab, "− NCSC Guidelines 2023")
    assert "open=none" in page.url
    click_drawn(tab, "+ NCSC Guidelines 2023")
    click_drawn(tab, "3.4 Release AI responsibly")
    page.get_by_role("heading", name="One provision", level=1).wait_for()
    assert f"id={NCSC}%3A3.4" in page.url
    tab.sound()


def test_a_click_in_the_graph_moves_on_and_so_does_the_next(new_tab):
    tab = new_tab()
    page = tab.open(f"graph?id={CODE}:5.4.1")
    click_drawn(tab, "EU AI Act 2024, Art. 10")
    page.get_by_text("items linked to EU AI Act 2024, Art. 10").wait_for()
    assert page.url.endswith("id=eu-ai-act-2024%3AArt-10")
    click_drawn(tab, "AI Code 2025, 5.4.1")
    page.get_by_text("items linked to AI Code 2025, 5.4.1").wait_for()
    tab.sound()


def test_a_click_in_the_graph_of_an_answer_leads_to_the_provision(new_tab):
    tab = new_tab()
    page = tab.ask("name=mapping-triples")
    page.get_by_role("button", name="Download Turtle").wait_for(timeout=30_000)
    tab.settle()
    click_drawn(tab, "dsit-ai-code-2025:2.4")
    page.get_by_role("heading", name="One provision", level=1).wait_for()
    assert page.url.endswith("id=dsit-ai-code-2025%3A2.4")
    tab.sound()


def test_a_query_typed_into_the_editor_runs(new_tab):
    tab = new_tab()
    page = tab.open("sparql?name=own")
    editor = page.frame_locator("iframe").first.locator(".ace_text-input")
    editor.wait_for(state="attached")
    editor.focus()
    page.keyboard.type("SELECT (COUNT(*) AS ?documents) { ?d a cw:Document }", delay=5)
    page.wait_for_timeout(1_000)
    tab.settle()
    page.get_by_role("button", name="Run").click()
    page.get_by_text("1 row in").wait_for(timeout=30_000)
    assert "query=SELECT" in page.url
    tab.sound()


def _seconds_to_coverage(neighbour) -> float:
    """Return how long the first screen's link to Coverage takes."""
    neighbour.open("")
    started = time.monotonic()
    neighbour.page.get_by_role("link", name="Coverage of one document by all others").click()
    neighbour.page.get_by_role("heading", name="Coverage of one document", level=1).wait_for()
    neighbour.settle()
    return time.monotonic() - started


def test_a_runaway_query_is_cancelled_while_everybody_else_is_served(new_tab, browser):
    somebody_else = browser.new_context()
    tab, neighbour = new_tab(), new_tab(inside=somebody_else)
    neighbour.open("coverage")  # the first time takes longer, whatever others do
    alone = max(_seconds_to_coverage(neighbour) for _ in range(2))
    page = tab.ask("query=" + quote(RUNAWAY))
    page.get_by_role("button", name="Cancel").wait_for()
    page.get_by_text(re.compile(r"Running for \d+ of at most 90 seconds")).wait_for(timeout=10_000)
    most = max(6, 3 * alone)
    in_time = _seconds_to_coverage(neighbour) < most or _seconds_to_coverage(neighbour) < most
    assert in_time, "a query of one session must not hold up another"
    assert page.get_by_role("button", name="Cancel").is_visible(), "the query ran all the while"
    neighbour.sound()
    started = time.monotonic()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("The query was cancelled.").wait_for(timeout=5_000)
    assert time.monotonic() - started < 5
    assert page.get_by_role("button", name="Run").is_enabled()
    assert not tab.faults
    somebody_else.close()


def test_two_users_never_see_each_others_state(new_tab, browser):
    somebody_else = browser.new_context()
    one, other = new_tab(), new_tab(inside=somebody_else)
    page = one.ask("query=" + quote("SELECT (1 AS ?mine) {}"))
    page.get_by_text("1 row in").wait_for(timeout=30_000)
    page = one.open("compare?level=shall&reference=iso-iec-42001-2023")
    theirs = other.open("compare")
    assert page.get_by_role("combobox", name="Level").input_value() == "Level: shall"
    assert theirs.get_by_role("combobox", name="Level").input_value() == "Level: all"
    assert theirs.locator(".xw-answer").inner_text() != page.locator(".xw-answer").inner_text()
    theirs = other.open("sparql?name=own")
    assert theirs.get_by_text("Queries of this session").count() == 0
    assert theirs.get_by_text("1 row in").count() == 0
    one.sound()
    other.sound()
    somebody_else.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_back_button_undoes_a_filter_and_a_change_of_page(new_tab, browser, width):
    somebody_new = browser.new_context()  # on a phone the menu of the other tests may still be open over the page
    tab = new_tab(width, inside=somebody_new)
    page = tab.open("")
    page.get_by_test_id("stMain").get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("heading", name="Compare two documents", level=1).wait_for()
    tab.settle()
    before = page.locator(".xw-answer").inner_text()
    level = page.get_by_role("combobox", name="Level")
    level.focus()  # by keyboard: a list of choices that a click opens closes again when the page is still moving
    page.keyboard.type("shall")
    page.keyboard.press("Enter")
    tab.settle()
    assert page.locator(".xw-answer").inner_text() != before
    tab.back()
    assert page.locator(".xw-answer").inner_text() == before
    assert level.input_value() == "Level: all"
    page.go_back()
    page.get_by_role("heading", name=MODULES[0].heading, level=1).wait_for()
    tab.sound()
    somebody_new.close()


def test_a_query_ends_at_its_time_limit(window):
    with running_app(CROSSWALK_PAGE_SECONDS="2") as address:
        page = Watched(window.new_page(), address).ask("query=" + quote(RUNAWAY))
        page.get_by_text("The query was stopped at its limit of 2 seconds").wait_for(timeout=20_000)
        page.close()


def test_a_hostile_address_reaches_no_other_host_and_runs_nothing(new_tab):
    tab = new_tab()
    text = quote("![x](http://elsewhere.test/a.png) <img src=x onerror=alert(1)> <script>alert(2)</script>")
    for path in (f"compare?focal={text}", f"provision?id={text}", f"quality?view={text}"):
        page = tab.open(path)
        page.get_by_test_id("stAlertContentError").wait_for()
        assert "<img src=x onerror=alert(1)>" in page.get_by_test_id("stAlertContentError").inner_text()
        assert page.locator("img[src='x'], img[src*=elsewhere]").count() == 0
    assert not tab.faults


def test_no_script_but_ours_runs_and_nothing_is_sent_elsewhere(new_tab):
    """Whatever gets into a page, the browser neither runs it nor lets it ask another host or be framed by one."""
    tab = new_tab()
    page = tab.open("sparql")
    tab.sound()
    ran = page.evaluate("""async () => {
        const script = document.createElement("script");
        script.textContent = "window.ran = 'inline'";
        document.body.append(script);
        const image = document.createElement("div");
        image.innerHTML = '<img src="x:" onerror="window.ran = 1"><img src="http://127.0.0.1:1/x.png">';
        document.body.append(image);
        const asked = await fetch("http://127.0.0.1:1/").then(() => "asked", error => String(error));
        await new Promise(done => setTimeout(done, 300));
        return [window.ran ?? null, asked];
    }""")
    assert ran == [None, "TypeError: Failed to fetch"]
    refused = [fault for fault in tab.faults if "Content Security Policy" in fault]
    assert [sum(kind in fault for fault in refused) > 0 for kind in ("script-src", "img-src", "connect-src")] == [
        True
    ] * 3
