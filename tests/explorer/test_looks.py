"""Every word of the vocabulary that is drawn has a look of its own, which can be read without its colour, in both themes;
and no other module has colours.
"""

from __future__ import annotations

import re

import pytest

from crosswalk.explorer.ui import looks
from crosswalk.explorer.ui.charts import WIDTH, Canvas
from crosswalk.explorer.ui.drawing import Line, Node, drawing
from crosswalk.explorer.ui.looks import (
    DARK,
    DASHES,
    LIGHT,
    LOOKS,
    MARKS,
    PAIR_LOOKS,
    PLAIN,
    SEEN,
    SHARES,
    STEPS,
    step,
)
from crosswalk.vocabulary import Pair, Seen, Stage, Status
from tests.support import ROOT

TEXT, SHAPE = 4.5, 3.0  # https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast
THEMES = {"light": LIGHT, "dark": DARK}
COLOUR = re.compile("#[0-9a-fA-F]{6}")


def test_every_status_has_a_look():
    assert list(LOOKS) == list(Status)
    for part in ("shape", "path", "fill"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(Status)


@pytest.mark.parametrize("theme", THEMES)
def test_a_shape_stands_out_from_the_background(theme):
    fills = [PLAIN, *(look.fill for look in LOOKS.values()), *(colour for colour, _ in MARKS.values())]
    assert {fill: _contrast(fill, THEMES[theme].paper) for fill in fills if _too_low(fill, theme, SHAPE)} == {}


def _too_low(colour, theme, least):
    return _contrast(colour, THEMES[theme].paper) < least


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_what_is_behind_it(theme):
    colours = THEMES[theme]
    assert len(colours.shares) == len(SHARES)
    pairs = [(colours.paper, colours.ink), *colours.shares, *((look.fill, look.ink) for look in LOOKS.values())]
    assert {pair: _contrast(*pair) for pair in pairs if _contrast(*pair) < TEXT} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_no_share_can_be_taken_for_a_status(theme):
    """Violet is between blue and red, where no status is, and each step of a share stands out more than the last."""
    fills = [fill for fill, _ in THEMES[theme].shares]
    assert all(red < blue > green for red, green, blue in map(_parts, fills))
    assert all(green < red for red, green, _ in map(_parts, fills))
    steps = [_contrast(fill, THEMES[theme].paper) for fill in fills]
    assert steps == sorted(steps)
    for look in LOOKS.values():
        red, green, blue = _parts(look.fill)
        assert not green < red < blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kinds", [1, 2, len(DASHES), len(DASHES) + 1])
def test_no_line_has_the_colour_of_a_status(theme, kinds):
    """Kinds of lines differ in their dashes, which the legend names; where there are too many, all lines are alike."""
    nodes = [Node(str(number), "", number / 10, number) for number in range(kinds + 1)]
    lines = [Line("0", str(number), f"kind {number}") for number in range(1, kinds + 1)]
    edges = drawing(nodes, lines)(Canvas(THEMES[theme], WIDTH))["layer"][0]
    meant = {look.fill for look in LOOKS.values()} | {colour for colour, _ in MARKS.values()} - {PLAIN}
    ink = THEMES[theme].ink if 2 <= kinds <= len(DASHES) else PLAIN
    assert edges["mark"]["stroke"] == ink not in meant
    assert "stroke" not in edges["encoding"]
    if ink == PLAIN:
        assert "strokeDash" not in edges["encoding"]
        return
    dash = edges["encoding"]["strokeDash"]
    assert dash["scale"]["domain"] == [f"kind {number}" for number in range(1, kinds + 1)]
    assert len(set(map(tuple, dash["scale"]["range"]))) == kinds
    assert (dash["legend"]["symbolType"], dash["legend"]["symbolStrokeColor"]) == ("stroke", ink)


def test_what_is_not_known_is_grey():
    parts = _parts(LOOKS[Status.UNMAPPED].fill)
    assert max(parts) - min(parts) < 16
    for theme in THEMES.values():
        assert theme.steps()[step(None, Pair.NOT_COMPARED)] == (theme.paper, theme.quiet)


def test_every_pair_without_an_asserted_share_has_a_look_of_its_own():
    assert list(PAIR_LOOKS) == [pair for pair in Pair if pair is not Pair.COMPARED]
    steps = [step(0.5, pair) for pair in Pair]
    assert len(set(steps)) == len(Pair)
    for theme in THEMES.values():
        for small in (False, True):
            known = theme.steps(small)
            assert list(known) == list(STEPS)
            assert len({fill for fill, _ in known.values()}) == len(STEPS)


def test_the_themes_are_those_of_the_explorer():
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for name, theme in THEMES.items():
        part = text.split(f"[theme.{name}]")[1].split("[")[0]
        assert f'backgroundColor = "{theme.paper}"' in part
        assert f'textColor = "{theme.ink}"' in part


def test_every_stage_has_a_mark():
    assert list(MARKS) == list(Stage)
    assert len(set(MARKS.values())) == len({shape for _, shape in MARKS.values()}) == len(Stage)


def test_every_way_of_seeing_has_its_words_and_no_shape_of_a_status():
    assert list(SEEN) == list(Seen)
    assert len({words[0] for words in SEEN.values()} | {look.shape for look in LOOKS.values()}) == len(Seen) + len(
        Status
    )


def test_no_other_module_has_a_colour_or_a_scheme_of_colours():
    package = ROOT / "crosswalk"
    files = sorted([*(package / "explorer").rglob("*.py"), *(package / "formats").rglob("*.py"), *package.glob("*.py")])
    assert len(files) > 80
    named = {
        str(file): found
        for file in files
        if (found := re.findall(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|scheme=", file.read_text(encoding="utf-8")))
    }
    assert list(named) == [looks.__file__, str(package / "looks.py")]


def _parts(colour):
    assert COLOUR.fullmatch(colour)
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _contrast(one, other):
    light, dark = sorted(map(_luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [part / 255 for part in _parts(colour)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
