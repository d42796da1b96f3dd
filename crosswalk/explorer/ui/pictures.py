"""Charts as files: SVG and PNG, each with its title, the version and hash of the data, the day, and its legend.

vl-convert makes them when somebody asks, without a network; a file is always in the light theme.
"""

from __future__ import annotations

import datetime
from typing import Any, cast

import streamlit as st
import vl_convert

from crosswalk.explorer.ui.charts import WIDTH, Canvas, Draw
from crosswalk.explorer.ui.looks import LIGHT
from crosswalk.explorer.ui.tables import File, offer
from crosswalk.sources import content_hash, data_version
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.text import one_line

_SCALE = 2  # pixels of a PNG for each pixel of the drawing
_FONT = {"config": {"font": "DejaVu Sans, Arial, sans-serif"}}  # one that has the shapes of the statuses
_PADDING, _TITLE, _SUBTITLE = 20, 18, 13


def pictures(crosswalk: Crosswalk, draw: Draw, title: str, name: str) -> None:
    """Draw the buttons that give a chart under its title as `name`.svg and `name`.png."""
    with st.container(horizontal=True, gap="medium"):
        for file in given(crosswalk, draw, title, name):
            offer(file)


def given(crosswalk: Crosswalk, draw: Draw, title: str, name: str) -> list[File]:
    """Return a chart as files, which are made when somebody asks for them."""

    def svg() -> bytes:
        return vl_convert.vegalite_to_svg(_titled(crosswalk, draw, title)).encode()

    def png() -> bytes:
        return bytes(vl_convert.vegalite_to_png(_titled(crosswalk, draw, title), scale=_SCALE))

    return [
        File("Download SVG", svg, f"{name}.svg", "image/svg+xml"),
        File("Download PNG", png, f"{name}.png", "image/png"),
    ]


def _titled(crosswalk: Crosswalk, draw: Draw, title: str) -> dict[str, Any]:
    today = datetime.date.today().isoformat()
    heading = {
        "text": one_line(title),
        "subtitle": f"AI security crosswalk, {source(crosswalk)}; drawn on {today}",
        "anchor": "start",
        "fontSize": _TITLE,
        "subtitleFontSize": _SUBTITLE,
        "color": LIGHT.ink,
        "subtitleColor": LIGHT.ink,
        "offset": _PADDING,
    }
    chart = draw(Canvas(LIGHT, WIDTH))
    return cast(dict[str, Any], chart | {"title": heading, "background": LIGHT.paper, "padding": _PADDING, **_FONT})


@remembered
def source(crosswalk: Crosswalk, digits: int | None = None) -> str:
    """Return the version of the data and their hash, in words; of the hash so many digits, by default all."""
    own = " and files of one’s own" if crosswalk.layout.extra else ""
    return f"data {data_version()}{own} (hash {content_hash(crosswalk.layout)[:digits]})"
