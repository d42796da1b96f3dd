"""Start the explorer as a user does, and watch a browser tab for everything that should not happen."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
#: Note when the explorer last began or ended an answer.
NOTE = """
    window.lastChange = Date.now();
    new MutationObserver(() => { lastChange = Date.now() })
        .observe(document, {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']});
"""
#: The time, when it has begun since it was last idle, or has had the time to, and has ended, and nothing followed for 200 ms.
SETTLED = """([idle, latest]) => {
    const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
    const begun = lastChange > idle || Date.now() > latest;
    return begun && state === 'notRunning' && Date.now() - lastChange > 200 && Date.now();
}"""
#: Streamlit's front end looks for its server below the page's own path first, and finds it at the root.
PROBE = re.compile(r"/_stcore/(health|host-config)$")


class Watched:
    """A page of the browser that notes everything that should not happen."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address, self.faults = page, address, []
        self.missing = 0
        self.idle = 0.0  # when it was last seen to be so, in ms
        page.add_init_script(NOTE)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))

    def _said(self, message: Any) -> None:
        expected = self.missing and message.text.startswith("Failed to load resource") and " 404 " in message.text
        if message.type == "error" and not expected:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.faults.append(f"request to another host: {request.url}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and PROBE.search(response.url):
            self.missing += 1
        elif response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def open(self, path: str) -> Any:
        """Go to a path of the explorer and wait until it has drawn its page."""
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("h1", timeout=60_000)
        return self.settle()

    def ask(self, query: str) -> Any:
        """Open the SPARQL page with the given address parameters, and press Run: a link runs nothing by itself."""
        self.open(f"sparql?{query}").get_by_role("button", name="Run").click()
        return self.page

    def settle(self, begins_ms: int = 2_000) -> Any:
        """Wait until the explorer has answered what it was asked since it was last idle; it begins at most so long after."""
        try:
            settled = self.page.wait_for_function(
                SETTLED, arg=[self.idle, time.time() * 1000 + begins_ms], timeout=60_000, polling=50
            )
            self.idle = settled.json_value()
        except Exception as error:
            raise AssertionError(f"{self.page.url} is not idle: {self.page.locator('body').inner_text()}") from error
        return self.page

    def back(self) -> Any:
        """Press the back button and wait until the view before is drawn."""
        self.page.go_back()
        return self.settle()

    def sound(self) -> None:
        """Assert that nothing went wrong."""
        assert not self.faults, self.faults
        for name in ("stException", "stAlertContentError"):
            texts = self.page.get_by_test_id(name).all_inner_texts()
            assert not texts, texts


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(*arguments: str, output: int = subprocess.DEVNULL, **environment: str) -> subprocess.Popen[str]:
    """Start `crosswalk app` in a group of processes of its own, as a user would."""
    # The script itself is Streamlit's business; what it imports is found as an installed package would be.
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-c", "from crosswalk.cli import main; main()", "app", *arguments],
        env={**os.environ, "PYTHONPATH": paths, **environment},
        cwd=ROOT,
        stdout=output,
        stderr=output,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def is_alive(group: int) -> bool:
    """Whether any process of a group is running."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def run_to_end(work: Coroutine[Any, Any, None]) -> None:
    """Run asynchronous work in a thread of its own: a browser that is open keeps this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


@contextmanager
def running_app(*arguments: str, **environment: str) -> Iterator[str]:
    """Start the explorer as `crosswalk app` does; yield its address."""
    with running_process(*arguments, **environment) as (address, _):
        yield address


@contextmanager
def running_process(*arguments: str, **environment: str) -> Iterator[tuple[str, int]]:
    """Start the explorer as `crosswalk app` does; yield its address and the number of its process."""
    port = free_port()
    process = start("--port", str(port), *arguments, **environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health", process)
        yield address, process.pid
    finally:
        if is_alive(process.pid):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the explorer ended while it was being started"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the explorer did not answer within 30 seconds")
