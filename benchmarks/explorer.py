"""The explorer in a browser: first paint, changes of page, a page beside a runaway query, and twenty users at once.

    python benchmarks/explorer.py     # prints a table and, last, a line "first_paint=… median_change=… ratio_beside=…"

Needs Chromium. The browser runs on the same cores as the explorer, so every figure counts both; only the ratio means
anything on another machine. A user who gets another answer than his own, or an error, ends the run with exit code 1.
"""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from crosswalk import load
from crosswalk.analysis.answers import compared
from crosswalk.analysis.coverage import coverage
from crosswalk.explorer import discover
from tests.explorer.running import NOTE, SETTLED, running_app

USERS, ROUNDS, WAIT = 20, 3, 180_000
CODE = "dsit-ai-code-2025"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MODULES = discover()


async def idle(page: Page) -> None:
    """Wait until the explorer has answered, and nothing is left to draw."""
    await page.wait_for_function(SETTLED, arg=[time.time() * 1000, 200], timeout=WAIT)


async def opened(browser: Browser, address: str, path: str = "") -> tuple[Page, float]:
    """Open a path as somebody new; return the page and the seconds until its heading was there and all was drawn."""
    context = await browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    await context.add_init_script(NOTE)
    page = await context.new_page()
    start = time.perf_counter()
    await page.goto(f"{address}/{path}")
    await page.wait_for_selector("h1", timeout=WAIT)
    await idle(page)
    return page, time.perf_counter() - start


async def change(page: Page, module: Any) -> float:
    """Go to a page by the menu; return the seconds from the click until it is drawn."""
    await page.get_by_test_id("stTopNavSection").filter(has_text=module.section).click()
    link = page.get_by_test_id("stTopNavDropdownLink").get_by_text(module.title, exact=True)
    await link.wait_for()
    start = time.perf_counter()
    await link.click()
    await page.get_by_role("heading", name=module.heading, level=1, exact=True).wait_for(timeout=WAIT)
    await page.wait_for_timeout(
        50
    )  # the answer has begun: until then the last page's may still be the one that is seen
    await idle(page)
    return time.perf_counter() - start


async def changes(page: Page, rounds: int, modules: Sequence[Any] = MODULES[1:]) -> dict[str, list[float]]:
    """Go through pages of the menus, by default all; return the seconds of each change by page."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for module in modules:
            found.setdefault(module.title, []).append(await change(page, module))
    return found


async def beside_runaway(browser: Browser, address: str, page: Page) -> tuple[float, float]:
    """Return the median seconds of a change to the same pages, alone, and while somebody else's query does not end."""
    alone = await changes(page, 1, MODULES[1:6])
    other, _ = await opened(browser, address, "sparql?query=" + quote(RUNAWAY))
    await other.get_by_role("button", name="Run").click()
    await other.get_by_role("button", name="Cancel").wait_for(timeout=WAIT)
    beside = await changes(page, 1, MODULES[1:6])
    await other.get_by_role("button", name="Cancel").click()
    await other.context.close()
    medians = [statistics.median(second for many in one.values() for second in many) for one in (alone, beside)]
    return medians[0], medians[1]


def tasks() -> Iterator[tuple[str, str, int]]:
    """Yield for each user a reference document, the number of provisions that it covers in full, and its number."""
    crosswalk = load()
    references = compared(crosswalk, CODE)
    for number in range(USERS):
        reference = references[number % len(references)]
        (covered,) = coverage(crosswalk, CODE, [reference])
        yield reference, str(covered.counts["covered"]), number


async def user(window: BrowserContext, address: str, task: tuple[str, str, int]) -> float:
    """Do what one user does in a tab, which is a session, and check each answer; return the seconds that it took."""
    reference, covered, number = task
    start = time.perf_counter()
    page = await window.new_page()
    await page.goto(f"{address}/compare?reference={reference}", timeout=WAIT)
    await page.wait_for_selector(".xw-chips", timeout=WAIT)
    await idle(page)
    shown = await page.locator(".xw-chips li strong").first.inner_text()
    assert shown == covered, f"user {number}: {reference} covers {covered}, and the page says {shown}"
    await page.goto(f"{address}/answers?id={CODE}:{1 + number % 9}.1", timeout=WAIT)
    await page.locator("dl.xw-facts").first.wait_for(timeout=WAIT)
    await idle(page)
    own = f'SELECT ("user {number}" AS ?who) WHERE {{}}'
    await page.goto(f"{address}/sparql?query={quote(own)}", timeout=WAIT)
    await page.wait_for_selector("h1", timeout=WAIT)
    await idle(page)
    await page.get_by_role("button", name="Run").click()
    button = page.get_by_role("button", name="Download CSV")
    await button.wait_for(timeout=WAIT)
    async with page.expect_download(timeout=WAIT) as waiting:
        await button.click()
    download = await waiting.value
    text = Path(await download.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows == [{"who": f"user {number}"}], f"user {number} was given {rows}"
    faults = await page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count()
    assert not faults, f"user {number} was shown an error"
    await page.close()
    return time.perf_counter() - start


async def measure(address: str, browser_path: str) -> None:
    """Measure everything against one explorer that has just been started, and print it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page, first = await opened(browser, address)
        print(f"first paint, explorer just started   {first:6.2f} s")
        await changes(page, 1)
        warm = await changes(page, ROUNDS)
        for name, seconds in sorted(warm.items(), key=lambda one: -statistics.median(one[1])):
            print(f"  to {name:<33} {statistics.median(seconds):6.2f} s")
        every = [second for seconds in warm.values() for second in seconds]
        alone, beside = await beside_runaway(browser, address, page)
        again = (await opened(browser, address))[1]
        print(f"first paint, warm                    {again:6.2f} s")
        print(f"change beside a runaway query        {beside:6.2f} s, alone {alone:.2f} s")
        # One window, so that Streamlit's own files are loaded once: the browser would otherwise be what is measured.
        window = await browser.new_context(accept_downloads=True)
        await window.add_init_script(NOTE)
        results = await asyncio.gather(*(user(window, address, task) for task in tasks()), return_exceptions=True)
        failures = [one for one in results if isinstance(one, BaseException)]
        took = [one for one in results if isinstance(one, float)]
        print(f"{USERS} users at once, three pages each   {max(took, default=0):6.2f} s for the slowest")
        for failure in failures:
            print(f"  {failure}")
        print(
            f"first_paint={first:.2f} median_change={statistics.median(every):.2f} slowest_change={max(every):.2f} "
            f"ratio_beside={beside / alone:.2f} users={len(took)}/{USERS} errors={len(failures)}"
        )
        await browser.close()
    if failures:
        sys.exit(1)


def main() -> None:
    """Start the explorer and measure it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("No Chromium was found on this computer, so nothing can be measured.")
    with running_app() as address:
        asyncio.run(measure(address, found))


if __name__ == "__main__":
    main()
