"""`crosswalk app`"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.request

import click

from crosswalk.cli.options import Source, source_options

#: The settings of .streamlit/config.toml that matter, so that they apply wherever the command is started.
_FLAGS = {
    "server.headless": "true",  # otherwise Streamlit asks for an e-mail address; this module opens the browser
    "browser.gatherUsageStats": "false",
    "server.fileWatcherType": "none",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
}


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="Where to listen; by default this machine only."
)
@click.option("--browser/--no-browser", default=True, help="Open a browser window where there is a desktop.")
@source_options
def command(source: Source, port: int, address: str, browser: bool) -> None:
    """Open the explorer in the browser (Ctrl-C ends it)."""
    from crosswalk.sources import shipped_root

    source.refuse_nothing()
    settings = {**_FLAGS, "server.address": address, "server.port": str(port)}
    flags = [f"--{name}={value}" for name, value in settings.items()]
    script = str(shipped_root() / "app.py")
    url = f"http://{address}:{port}/"
    click.echo(f"The explorer runs at {url} (Ctrl-C ends it).")
    if browser and _has_desktop():
        threading.Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    run = [sys.executable, "-m", "crosswalk.explorer.server", "run", script, *flags]
    try:
        sys.exit(subprocess.call(run, env={**os.environ, **source.environment()}))
    except KeyboardInterrupt:
        sys.exit(0)


def _has_desktop() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open_when_ready(url: str) -> None:
    import webbrowser

    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}_stcore/health", timeout=1):
                webbrowser.open(url)
                return
        except OSError:
            time.sleep(0.25)
