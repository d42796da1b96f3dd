"""What this is called, and which version of the program and of the data is on the screen."""

from __future__ import annotations

from importlib.metadata import version

from crosswalk.sources import content_hash, data_version
from crosswalk.store.holder import Crosswalk, remembered

NAME, SUBTITLE = "Crosswalk", "AI security standards"
HOME = "https://w3id.org/ai-security-crosswalk/"
_DIGITS = 8  # of the hash, where there is little room


def program() -> str:
    """Return the version of the program."""
    return version("ai-security-crosswalk")


def edition(crosswalk: Crosswalk) -> str:
    """Return the versions of the program and of the data in one short line."""
    return f"version {program()} · {_data(crosswalk, _DIGITS)}"


def citation(crosswalk: Crosswalk) -> str:
    """Return how to cite the project as it is here, without the page."""
    return f"Crosswalk project, AI security crosswalk, version {program()}, {_data(crosswalk)}"


@remembered
def _data(crosswalk: Crosswalk, digits: int | None = None) -> str:
    own = " and files of one’s own" if crosswalk.layout.extra else ""
    return f"data {data_version()}{own} (hash {content_hash(crosswalk.layout)[:digits]})"
