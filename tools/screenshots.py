"""Take pictures of the explorer: start it on a free port and write docs/screenshots/<view>.png (needs Chromium).

python tools/screenshots.py [VIEW …] [--out DIR] [--width 1280] [--dark]
python tools/screenshots.py --tour    # those of docs/tour.md: each task on a wide screen and a phone, in both themes
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
VIEWS = {
    "start": "",
    "compare": "compare",
    "evidence": "compare?reference=iso-iec-42001-2023&level=shall&view=gaps&provision=dsit-ai-code-2025:2.1.1",
    "gaps": "compare?reference=iso-iec-42001-2023&level=shall&view=gaps",
    "nobody-compared": "compare?focal=eu-cra-2024&reference=owasp-aisvs-1.0",
    "carried": "compare?focal=etsi-en-304-223-2.1.1&reference=iso-iec-42001-2023"
    "&provision=etsi-en-304-223-2.1.1:5.1.2-2",
    "article-15": "compare?focal=eu-ai-act-2024&reference=etsi-en-304-223-2.1.1&provision=eu-ai-act-2024:Art-15",
    "coverage": "coverage",
    "document": "document",
    "provision": "provision?id=dsit-ai-code-2025:5.4.1",
    "answers": "answers?id=dsit-ai-code-2025:2.6",
    "beyond": "beyond?reference=owasp-aisvs-1.0",
    "editions": "editions?old=dsit-ai-code-draft-2024&new=dsit-ai-code-2025",
    "agreement": "agreement?second=ncsc-secure-ai-2023&view=agree",
    "mapping-set": "mapping-set?id=dsit-ai-code-2025--eu-ai-act-2024",
    "organisation": "organisation?id=etsi",
    "search": "search?q=SBOM",
    "search-empty": "search",
    "search-reference": "search?q=AI+Act+Article+15",
    "matrix": "matrix",
    "mindmap": "mindmap?heading=dsit-ai-code-2025:9",
    "graph": "graph?id=dsit-ai-code-2025:5.4.1",
    "graph-two": "graph?id=dsit-ai-code-2025:9.2&steps=2",
    "graph-document": "graph?id=dsit-ai-code-2025",
    "sparql": "sparql",
    "sparql-graph": "sparql?name=mapping-triples",
    "side-by-side": "compare?view=texts",
    "tracker": "tracker",
    "tracker-law": "tracker?law=eu-ai-act-2024:Art-15&item=pren-18282",
    "contradictions": "quality?view=contradictions",
    "quality": "quality?view=rules",
}
#: The tasks of docs/tour.md, and where each ends.
TOUR = {
    "what-is-missing": "compare?reference=iso-iec-42001-2023&level=shall&view=gaps",
    "article-15": VIEWS["article-15"],
    "what-changed": "editions",
    "drafts": "tracker?body=cen-cenelec-jtc21&topic=cyber-security",
    "link": "provision?id=dsit-ai-code-2025:5.4.1",
    "ask-by-ask": "measures?answer=not-asked",
}
SIZES, A4 = ((1280, 800), (390, 844)), (794, 1123)
IDLE = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
TO_TOP = "e => { e.style.scrollMarginTop = '70px'; e.scrollIntoView({block: 'start'}) }"
SETTLED_MS, WAIT_MS = 1_500, 120_000


@contextmanager
def explorer() -> Iterator[str]:
    """Start the explorer over the shipped data; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {name: text for name, text in os.environ.items() if not name.startswith("CROSSWALK_")}
    environment = {**settings, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [settings.get("PYTHONPATH")])])}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str) -> None:
    """Wait until a server answers at an address."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("The explorer did not start within 30 seconds.")


def main() -> None:
    """Write the chosen pictures; all of them by default."""
    parser = argparse.ArgumentParser(description="Take pictures of the explorer.")
    parser.add_argument("views", nargs="*", metavar="VIEW", help=f"one of: {', '.join(VIEWS)}; default: all")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots", metavar="DIR")
    parser.add_argument("--width", type=int, default=1280, metavar="PIXELS")
    parser.add_argument("--height", type=int, default=900, metavar="PIXELS")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    parser.add_argument("--tour", action="store_true", help="the pictures of docs/tour.md, and nothing else")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.views) - set(VIEWS))
    if unknown:
        parser.error(f"unknown view {', '.join(unknown)}; choose from {', '.join(VIEWS)}")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("No Chromium was found on this computer, so no pictures can be taken.")
    chosen.out.mkdir(parents=True, exist_ok=True)
    with explorer() as address:
        (take_tour if chosen.tour else take)(address, browser, chosen)


def take(address: str, browser: str, chosen: argparse.Namespace) -> None:
    """Open each view in the browser and write its picture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = opened.new_page(
            viewport={"width": chosen.width, "height": chosen.height}, color_scheme="dark" if chosen.dark else "light"
        )
        for name in chosen.views or VIEWS:
            go(page, f"{address}/{VIEWS[name]}")
            if name.startswith("sparql"):  # a link runs nothing by itself
                page.get_by_role("button", name="Run").click()
                page.get_by_role("button", name="Download CSV").wait_for(timeout=WAIT_MS)
            if name == "evidence":
                page.get_by_role("heading", name="Evidence").evaluate(TO_TOP)
            page.wait_for_timeout(SETTLED_MS)
            file = chosen.out / f"{name}.png"
            page.screenshot(path=str(file))
            print(file)
        opened.close()


def take_tour(address: str, browser: str, chosen: argparse.Namespace) -> None:
    """Write <task>-<width>-<theme>.png of every task, and print.png: the first page on paper."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for theme in ("light", "dark"):
            for width, height in SIZES:
                page = opened.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
                for name, place in TOUR.items():
                    go(page, f"{address}/{place}")
                    page.wait_for_timeout(SETTLED_MS)
                    write(page, chosen.out / "tour" / f"{name}-{width}-{theme}.png")
                page.close()
        page = opened.new_page(viewport={"width": A4[0], "height": A4[1]}, color_scheme="light")
        go(page, f"{address}/{TOUR['what-is-missing']}&print=yes")
        page.emulate_media(media="print")
        page.wait_for_timeout(SETTLED_MS)
        write(page, chosen.out / "tour" / "print.png")
        opened.close()


def go(page: Page, address: str) -> None:
    """Open a page and wait until it is drawn."""
    page.goto(address)
    page.wait_for_selector("h1", timeout=WAIT_MS)
    page.wait_for_timeout(SETTLED_MS)
    page.wait_for_function(IDLE, timeout=WAIT_MS)


def write(page: Page, file: Path) -> None:
    """Write a picture of what is on the screen, in few colours, as it is to lie in the repository."""
    from PIL import Image

    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)
    print(file)


if __name__ == "__main__":
    main()
