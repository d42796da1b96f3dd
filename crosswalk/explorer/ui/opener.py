"""A table of which each row opens a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from crosswalk.explorer.ui.links import go
from crosswalk.explorer.ui.tables import chooser

_KEY = "xw.opened"


def opener(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    name: str,
    page: str,
    states: Sequence[dict[str, str | None]],
    csv: Sequence[Sequence[Any]] | None = None,
    widths: dict[str, Any] | None = None,
) -> None:
    """Draw the table; a click on row n opens `page` in `states[n]`."""

    def opened(number: int | None) -> None:
        st.session_state[_KEY] = None if number is None else states[number]

    chooser(columns, rows, caption=caption, name=name, on_choice=opened, csv=csv, widths=widths)
    state = st.session_state.pop(_KEY, None)
    if state:
        go(page, **state)
