"""Every chart as a file: it opens, and says what it is, of which data, and what its colours mean, all of them known."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import vl_convert

from crosswalk.explorer.ui import pictures
from crosswalk.explorer.ui.charts import WIDTH, Canvas, heatmap
from crosswalk.explorer.ui.looks import (
    DARK,
    LIGHT,
    LOOKS,
    MARKS,
    PLAIN,
    SHARES,
    STEPS,
    status_words,
)
from crosswalk.sources import content_hash, data_version
from crosswalk.vocabulary import Pair, Status
from tests.explorer.pages import CODE, NCSC, sound

STATUSES = [status_words(status) for status in Status]
#: (page, its address, file without its ending, words that it must contain)
CHARTS = [
    ("compare", {}, f"bar--{CODE}--{NCSC}", ["72 provisions", *STATUSES]),
    ("coverage", {}, f"coverage-bars--{CODE}", ["EN 304 223 V2.1.1", "MITRE ATLAS 2026.07", *STATUSES]),
    ("coverage", {}, f"headings--{CODE}", ["13 Ensure proper data and model disposal", *SHARES]),
    ("matrix", {}, "matrix", ["in full, in part or by derivation", "NIST SSDF 1.1", *STEPS]),
    ("graph", {"id": f"{CODE}:2.1"}, f"graph--{CODE}--2.1", ["MITRE ATLAS 2026.07", "covered", "no counterpart"]),
    ("mindmap", {}, f"mind-map--{CODE}--1", ["− TS 104 223 V1.1.1: 5 partial", "covered", "partial"]),
    ("tracker", {}, "tracker", ["CEN-CENELEC", "enquiry", "publication"]),
]
KNOWN = {PLAIN, *(colour for colour, _ in MARKS.values())}
KNOWN |= {colour for look in LOOKS.values() for colour in (look.fill, look.ink)}


@pytest.fixture
def charts(monkeypatch):
    """Return the drawing and the files of every chart that the pages of this test offer, by the file's name."""
    drawn, files = {}, {}
    given, offer = pictures.given, pictures.offer

    def noted(crosswalk, draw, title, name):
        drawn[name] = draw
        return given(crosswalk, draw, title, name)

    def offered(file):
        files[file.name] = file
        offer(file)

    monkeypatch.setattr(pictures, "given", noted)
    monkeypatch.setattr(pictures, "offer", offered)
    return drawn, files


@pytest.mark.parametrize(("page", "state", "name", "words"), CHARTS, ids=[name for *_, name, _ in CHARTS])
def test_a_chart_is_a_file_that_opens_and_explains_itself(visit, charts, shipped, page, state, name, words):
    drawn, files = charts
    sound(visit(page, **state))
    drawing = ElementTree.fromstring(files[f"{name}.svg"].content())
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    written = " ".join(one.text or "" for one in drawing.iter("{http://www.w3.org/2000/svg}text"))
    of_what = f"data {data_version()} (hash {content_hash(shipped.layout)}); drawn on 20"
    assert [text for text in (of_what, *words) if text not in written] == []
    png = files[f"{name}.png"].content()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width >= 2 * WIDTH
    assert height > 200
    for theme in (LIGHT, DARK):
        known = KNOWN | {theme.ink, theme.paper, theme.quiet, *(colour for step in theme.shares for colour in step)}
        assert set(colours(drawn[name](Canvas(theme, WIDTH)))) <= known


def colours(spec: object) -> Iterator[str]:
    """Yield every colour of a chart, also one that is named."""
    yield from re.findall(r"#[0-9a-fA-F]{6}", json.dumps(spec))
    assert not re.findall(r'"scheme"|"(?:color|fill|stroke)": "(?!#|independent)', json.dumps(spec))


@pytest.mark.parametrize("width", [345, 560, 680, WIDTH])
def test_the_legend_of_the_small_heatmap_is_not_cut_off(width: int) -> None:
    names = ["NCSC Guidelines 2023", "OWASP AI Exchange 2026-08"]
    cells = [
        {"row": row, "column": column, "share": None, "text": "", "pair": pair, "reference": column}
        for row in names
        for column, pair in zip(names, (Pair.ONLY_DERIVED, Pair.ONLY_LINKED), strict=True)
    ]
    draw = heatmap(cells, rows=names, columns=names, tips=[("row", "Of")], angle=-60, small=True)
    chart = draw(Canvas(LIGHT, width)) | {"config": {"font": "DejaVu Sans"}}
    drawing = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart))
    ends = {text: end for text, end in _ends(drawing, 0) if text in {*SHARES, *STEPS}}
    assert len(ends) >= len(SHARES) + 2
    assert max(ends.values()) <= width


def _ends(element: ElementTree.Element, left: float) -> Iterator[tuple[str, float]]:
    """Yield every text of a drawing, and about where it ends."""
    moved = re.match(r"translate\(([-\d.]+)", element.get("transform", ""))
    left += float(moved[1]) if moved else 0
    if element.text and element.tag.endswith("text"):
        yield element.text, left + 0.57 * float(element.get("font-size", "11px")[:-2]) * len(element.text)
    for part in element:
        yield from _ends(part, left)
