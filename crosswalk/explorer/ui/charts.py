"""Charts. Each shows numbers as text too, and each is above a table that says the same.

A chart is made for a canvas: the screen, whose width nobody knows, or a file (`crosswalk.explorer.ui.pictures`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Required, TypedDict, cast

import altair as alt
import streamlit as st

from crosswalk.explorer.ui.looks import PLAIN, SHARES, STEPS, Theme, step, theme
from crosswalk.explorer.ui.paper import printing
from crosswalk.text import one_line
from crosswalk.vocabulary import Pair

WIDTH = 1150  #: of a drawing, in pixels, where the screen does not set it
axis = partial(
    alt.Axis, ticks=False, domain=False, labelFontSize=13, labelOverlap=False, labelFlush=False, labelBound=False
)
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
_STEP, _STEP_ON_PAPER, _STEP_SMALL, BAR_STEP = 30, 20, 13, 26
_NARROWED = 1020  # pixels of what can be moved sideways on a phone: the key xw-wide
_TWO_COLUMNS = 640  # pixels that the longest meanings take in two columns, beside the names of documents

Spec = dict[str, object]


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a chart is drawn on: its colours, and its width in pixels, None for a screen."""

    theme: Theme
    width: int | None = None

    def wide(self, value: float | str, narrow: float | str, least: int = 500) -> alt.ExprRef:
        """Return a setting that is `value` on a wide screen and in a file, and `narrow` where there are no more than
        `least` pixels, as on a phone.
        """
        if self.width:
            return alt.expr(repr(value if self.width > least else narrow))
        return alt.expr(f"containerSize()[0] > {least} ? {value!r} : {narrow!r}")

    def legend(self, columns: int, narrow: int = 2, least: int = 500) -> alt.Legend:
        """Return a legend above the chart, of so many columns; `narrow` where there are no more than `least` pixels."""
        return alt.Legend(
            orient="top",
            title=None,
            columns=self.wide(columns, narrow, least),
            labelColor=self.theme.ink,
            labelFontSize=self.wide(13, 11),
            labelLimit=0,
            symbolSize=160,
        )


#: Makes a chart for a canvas.
Draw = Callable[[Canvas], Spec]


class Square(TypedDict, total=False):
    """A square of a heatmap: its place, its share (0 to 1; None: not known), its text, and what else the view knows:
    of two documents the `Pair`, for all others what was compared.
    """

    row: Required[str]
    column: Required[str]
    share: Required[float | None]
    text: Required[str]
    pair: Pair
    in_words: str
    percent: str
    focal: str
    reference: Required[str]
    heading: str | None


def screen() -> Canvas:
    """Return the screen as a canvas, in its theme."""
    return Canvas(theme())


class _Rows(alt.InlineData):
    """Data that altair need not check row by row: they are cells of ours."""

    _class_is_valid_at_instantiation = False


def spec_of(chart: alt.LayerChart | alt.Chart) -> Spec:
    """Return a chart as Vega-Lite reads it. A test checks each chart against the schema, so pages need not."""
    return cast(Spec, chart.to_dict(validate=False))


def data_of(rows: Iterable[Mapping[str, object]]) -> alt.InlineData:
    """Return the data of a chart, with nothing in their texts that is not seen; a `key` stays as it is.

    >>> data_of([{"key": "\\x07", "name": "\\x07", "number": 1}]).to_dict()
    {'values': [{'key': '\\x07', 'name': '\\\\x07', 'number': 1}]}
    """
    return _Rows(
        values=[
            {name: one_line(cell) if isinstance(cell, str) and name != "key" else cell for name, cell in row.items()}
            for row in rows
        ]
    )


def show(draw: Draw, alt_text: str) -> None:
    """Draw a chart on the screen."""
    st.vega_lite_chart(draw(screen()), alt=one_line(alt_text))


def picked(draw: Draw, alt_text: str, key: str, selection: str) -> dict[str, str]:
    """Draw a chart on the screen; return the fields of the part that was clicked, or {}."""
    event = st.vega_lite_chart(
        draw(screen()), key=key, on_select="rerun", selection_mode=selection, alt=one_line(alt_text)
    )
    return next(iter(event["selection"].get(selection) or []), {})


def heatmap(
    cells: Sequence[Square],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    tips: Sequence[tuple[str, str]],
    angle: int = 0,
    small: bool = False,
) -> Draw:
    """Return a chart of squares in the steps of a share, with the steps as its legend; `small` squares have no text."""
    named = [step(cell["share"], cell.get("pair", Pair.COMPARED)) for cell in cells]
    values = data_of({**cell, "step": name} for cell, name in zip(cells, named, strict=True))
    steps = [name for name in STEPS if name in SHARES or name in named]

    def draw(canvas: Canvas) -> Spec:
        every = canvas.theme.steps(small)
        colours = [every[name] for name in steps]

        def coloured(part: int, legend: alt.Legend | None) -> alt.Color:
            scale = alt.Scale(domain=steps, range=[colour[part] for colour in colours])
            return alt.Color("step:N", scale=scale, legend=legend)

        legend = canvas.legend(2, 1, _TWO_COLUMNS) if small else canvas.legend(len(SHARES), 3)
        legend.symbolStrokeColor, legend.symbolStrokeWidth, legend.symbolType = PLAIN, 1, "square"
        base = alt.Chart(values).encode(
            x=_above(columns, angle, canvas, small),
            y=alt.Y(
                "row:N",
                sort=list(map(one_line, rows)),
                title=None,
                axis=axis(
                    labelLimit=canvas.wide(170, 105) if small else canvas.wide(380, 170, _NARROWED),
                    labelColor=canvas.theme.ink,
                    labelFontSize=canvas.wide(11, 9) if small else 13,
                ),
            ),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in tips],
        )
        click = alt.selection_point(name="cell", fields=["row", "column"], on="click", empty=False)
        squares = base.mark_rect(stroke=canvas.theme.paper, strokeWidth=1, cursor="pointer")
        squares = squares.encode(color=coloured(0, legend)).add_params(click)
        texts = base.mark_text(fontSize=canvas.wide(13, 11)).encode(text="text:N", color=coloured(1, None))
        parts = (squares,) if small else (squares, texts)
        chart = alt.layer(*parts).resolve_scale(color="independent").configure_view(strokeWidth=0)
        height = (_STEP_SMALL if small else _STEP_ON_PAPER if printing() else _STEP) * len(rows)
        return spec_of(chart.properties(height=height, autosize=FIT, width=canvas.width or "container"))

    return draw


def _above(columns: Sequence[str], angle: int, canvas: Canvas, small: bool) -> alt.X:
    """Return the axis with the names of the columns above a heatmap."""
    above = axis(
        orient="top",
        labelAngle=canvas.wide(angle, -55),
        labelAlign=canvas.wide("center" if not angle else "left", "left"),
        labelLimit=canvas.wide(115, 80) if small else 240,
        labelColor=canvas.theme.ink,
        labelFontSize=canvas.wide(11, 9) if small else 13,
    )
    return alt.X("column:N", sort=list(map(one_line, columns)), title=None, axis=above)


def square_picked(draw: Draw, cells: Sequence[Square], alt_text: str, key: str) -> Square | None:
    """Draw a heatmap of these squares on the screen; return the one that was clicked, or None."""
    place = picked(draw, alt_text, key, "cell")
    wanted = place.get("row"), place.get("column")
    return next((cell for cell in cells if (one_line(cell["row"]), one_line(cell["column"])) == wanted), None)
