"""How a status looks, wherever it is drawn: in the explorer, in pictures and in spreadsheets. No colour is alone: each
has a shape beside it, and a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.vocabulary import Status

_CIRCLE = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks in text and in drawings."""

    shape: str  #: in text
    path: str  #: the same shape in a drawing: a name that Vega knows, or an SVG path
    fill: str
    ink: str  #: the colour of text on the fill


#: The same in both themes: each fill stands out from either background (3 to 1), and its ink from it (4.5 to 1).
LOOKS = {
    Status.COVERED: Look("●", "circle", "#0072b2", "#ffffff"),
    Status.PARTIAL: Look("◐", _CIRCLE + "M0,-.75L0,.75A.75,.75,0,0,0,0,-.75Z", "#3d9bd9", "#000000"),
    Status.DERIVED: Look("◇", "diamond", "#009e73", "#000000"),
    Status.NO_COUNTERPART: Look("✕", CROSS, "#c94f00", "#ffffff"),
    Status.CITED: Look("↗", "M-1,.6L.2,-.6L-.5,-.6L-.5,-1L1,-1L1,.5L.6,.5L.6,-.2L-.6,1Z", "#b58900", "#000000"),
    Status.UNMAPPED: Look("○", _CIRCLE + "M0,-.6A.6,.6,0,1,0,0,.6A.6,.6,0,1,0,0,-.6Z", "#8a8f96", "#000000"),
}


def status_words(status: str) -> str:
    """Return a status with its shape, as tables and charts write it.

    >>> status_words("no-counterpart")
    '✕ no counterpart'
    """
    known = Status.of(status)
    return f"{LOOKS[known].shape} {known.spoken}"
