"""The print view: any page with `print=yes` in its address, as plain text and whole tables, for a sheet of A4.

A grid on the screen shows as many rows as fit and cuts what is long. Paper has all of them, and nothing to click.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from crosswalk.columns import Cell, Column
from crosswalk.explorer.ui.text import Html, Markdown, html, markdown, plain, several

T = TypeVar("T")

PARAMETER = "print"
_CLICK = re.compile(r"\s*Click [^.]*\.")  # what a caption says to do, which paper cannot
_LETTERS, _EDGES = 105, 2  # in a line of a whole table; between the texts of two columns
_LONGEST_WORD, _LONGEST_TEXT = 14, 160  # what counts of longer ones


def printing() -> bool:
    """Return True where the address asks for the print view."""
    return st.query_params.get(PARAMETER) == "yes"


def folded(label: Markdown, *, expanded: bool = False) -> DeltaGenerator:
    """Return a part of a page that can be opened and closed; on paper it is open."""
    return st.expander(plain(label), expanded=expanded or printing())


def stated(label: str, chosen: str) -> None:
    """Write what a picker would show; nothing where nothing is chosen."""
    if chosen:
        st.markdown(markdown("{}: **{}**", label, chosen))


def sheet(
    columns: Sequence[Column[T]], rows: Sequence[Sequence[Cell]], caption: str, looks: Mapping[str, tuple[str, str]]
) -> Html:
    """Return HTML of a whole table; `looks` are the fill and ink of what a coloured column may say."""
    head = several(html('<th scope="col">{}</th>', column.heading) for column in columns)
    widths = several(html('<col style="width:{}%">', share) for share in _shares(columns, rows))
    body = several(html("<tr>{}</tr>", _row(columns, row, looks)) for row in rows)
    return html(
        '<table class="xw-sheet"><caption>{}</caption><colgroup>{}</colgroup><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        _CLICK.sub("", caption),
        widths,
        head,
        body,
    )


def _row(columns: Sequence[Column[T]], row: Sequence[Cell], looks: Mapping[str, tuple[str, str]]) -> Html:
    return several(_cell(cell, looks if column.coloured else {}) for column, cell in zip(columns, row, strict=True))


def _cell(cell: Cell, looks: Mapping[str, tuple[str, str]]) -> Html:
    look = looks.get(_text(cell))
    if look is None:
        return html("<td>{}</td>", _text(cell))
    return html('<td style="background:{};color:{}">{}</td>', *look, cell)


def _shares(columns: Sequence[Column[T]], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the width of each column in percent: its longest word fits, and what is left goes to the longer texts.

    >>> _shares([Column("id", str), Column("why", str)], [["1.1", "x " * 100], ["1.2", "y " * 400]])
    [5, 95]
    """
    texts = [[column.heading, *(_text(row[place]) for row in rows)] for place, column in enumerate(columns)]
    least = [_longest_word(column) + _EDGES for column in texts]
    wishes = [max(0.0, _usual(column) - wide) for column, wide in zip(texts, least, strict=True)]
    spare = max(0, _LETTERS - sum(least)) / (sum(wishes) or 1)
    widths = [wide + spare * wish for wide, wish in zip(least, wishes, strict=True)]
    return [round(100 * width / sum(widths)) for width in widths]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _longest_word(texts: Sequence[str]) -> int:
    return min(_LONGEST_WORD, max(len(word) for text in texts for word in text.split() or [""]))


def _usual(texts: Sequence[str]) -> float:
    return sum(min(len(text), _LONGEST_TEXT) for text in texts) / len(texts)
