"""The badge that says which edition of a document is meant, and at which stage that is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from crosswalk.pages import _names
from crosswalk.pages._text import words
from crosswalk.store.holder import Crosswalk

_IN_FORCE = ("published", "living")


def edition(crosswalk: Crosswalk, thing: str) -> str:
    """Return HTML of the badge of a document, or of the document that a provision belongs to; "" for anything else."""
    entry = _names.catalogue(crosswalk).get(thing.split(":", 1)[0])
    if entry is None:
        return ""
    stage = entry["status"]["stage"]
    look = "xw-edition" if stage in _IN_FORCE else "xw-edition xw-not-in-force"
    told = escape(f"{entry['title']}: {_names.status(entry)}", quote=True)
    return (
        f'<span class="{look}" title="{told}">edition {escape(str(entry["version"]))} · {escape(words(stage))}</span>'
    )


def editions(crosswalk: Crosswalk, chosen: Sequence[str], widths: Sequence[int]) -> None:
    """Draw the badges of documents under their pickers, with how much of each is held; "" leaves a column empty."""
    entries = _names.catalogue(crosswalk)
    for one, column in zip(chosen, st.columns(widths), strict=True):
        if one in entries:
            held = f'<span class="xw-soft">provisions held: {escape(_names.held(entries[one]))}</span>'
            column.html(f"{edition(crosswalk, one)} {held}")
