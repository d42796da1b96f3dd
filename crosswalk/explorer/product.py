"""What this is called, and which version of the program and of the data is on the screen."""

from __future__ import annotations

from importlib.metadata import version

from crosswalk.explorer.ui.pictures import source
from crosswalk.store.holder import Crosswalk

NAME, SUBTITLE = "Crosswalk", "AI security standards"
HOME = "https://w3id.org/ai-security-crosswalk/"
_DIGITS = 8  # of the hash, where there is little room


def program() -> str:
    """Return the version of the program."""
    return version("ai-security-crosswalk")


def edition(crosswalk: Crosswalk) -> str:
    """Return the versions of the program and of the data in one short line."""
    return f"version {program()} · {source(crosswalk, _DIGITS)}"


def citation(crosswalk: Crosswalk) -> str:
    """Return how to cite the project as it is here, without the page."""
    return f"Crosswalk project, AI security crosswalk, version {program()}, {source(crosswalk)}"
