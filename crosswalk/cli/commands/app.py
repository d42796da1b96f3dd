"""`crosswalk app`"""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
import threading

import click

from crosswalk.cli.listening import PORT, Address, HostName, PublicUrl, in_url, listen
from crosswalk.cli.options import Source, source_options
from crosswalk.cli.output import say, warn
from crosswalk.public import host


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port; by default {PORT}, or the next that is free when it is in use.",
)
@click.option(
    "--address",
    type=Address(),
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; by default this machine only.",
)
@click.option(
    "--host",
    "hosts",
    type=HostName(),
    multiple=True,
    metavar="NAME",
    help="A further name by which browsers call it, as behind a proxy. Repeatable.",
)
@click.option(
    "--public-url",
    envvar="CROSSWALK_PUBLIC_URL",
    type=PublicUrl(),
    default="",
    metavar="URL",
    help="The address by which others open it, for links and citations, as in https://crosswalk.example.org.",
)
@click.option("--browser/--no-browser", default=True, help="Open a browser window where there is a desktop.")
@source_options
def command(
    source: Source, port: int | None, address: str, hosts: tuple[str, ...], public_url: str, browser: bool
) -> None:
    """Open the explorer in the browser (Ctrl-C ends it)."""
    source.refuse_nothing()
    for wanted in (signal.SIGINT, signal.SIGTERM):  # before it listens: whoever sees that may end it
        signal.signal(wanted, _end)
    with listen(address, port) as listener:
        taken = listener.getsockname()[1]
        if port is None and taken != PORT:
            say(f"Port {PORT} is in use by another program, so the explorer takes port {taken}.")
        named = [
            *hosts,
            *([host(public_url)] if public_url else []),
        ]  # a proxy may pass on the name that browsers asked for
        names = named if _is_every(address) else [in_url(address), *named]
        url = f"http://{in_url(_called(address))}:{taken}/"

        def ready() -> None:
            say(f"The explorer runs at {url} (Ctrl-C ends it).")
            if public_url:
                say(f"Its links and citations begin with {public_url}/.")
            _warn(address, names)
            if browser and _has_desktop():
                threading.Thread(target=_open, args=(url,), daemon=True).start()

        os.environ.update({**source.environment(), "CROSSWALK_PUBLIC_URL": public_url})
        from crosswalk.explorer.server import serve

        serve(listener, names, ready)


def _end(*_: object) -> None:
    sys.exit(0)


def _is_every(address: str) -> bool:
    return ipaddress.ip_address(address).is_unspecified


def _called(address: str) -> str:
    """Return the address by which this machine itself reaches one that it listens on."""
    if not _is_every(address):
        return address
    return "::1" if ":" in address else "127.0.0.1"


def _warn(address: str, names: list[str]) -> None:
    """Say what it means to listen to others."""
    if ipaddress.ip_address(address).is_loopback:
        return
    warn(
        "Others on the network can reach it, and nobody is asked for a password: whoever reaches it can read all that "
        "it has loaded (docs/security.md says what to put in front of it)."
    )
    if not names:
        warn("It answers only to the names of this machine itself: name with --host what others will type.")


def _has_desktop() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
