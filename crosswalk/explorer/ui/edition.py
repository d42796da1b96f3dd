"""The badge that says which edition of a document is meant, and at which stage that is."""

from __future__ import annotations

from html import escape

import streamlit as st

from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.text import words
from crosswalk.store.holder import Crosswalk

_IN_FORCE = ("published", "living")


def edition(crosswalk: Crosswalk, thing: str) -> str:
    """Return HTML of the badge of a document, or of the document that a provision belongs to; "" for anything else."""
    entry = naming.catalogue(crosswalk).get(thing.split(":", 1)[0])
    if entry is None:
        return ""
    stage = entry["status"]["stage"]
    look = "xw-edition" if stage in _IN_FORCE else "xw-edition xw-not-in-force"
    told = escape(f"{entry['title']}: {naming.status(entry)}", quote=True)
    return (
        f'<span class="{look}" title="{told}">edition {escape(str(entry["version"]))} · {escape(words(stage))}</span>'
    )


def edition_line(crosswalk: Crosswalk, chosen: str) -> None:
    """Draw the badge of a document under its picker, with how much of it is held; an empty line for ""."""
    entry = naming.catalogue(crosswalk).get(chosen)
    held = (
        f'<span class="xw-soft">provisions held: {escape(naming.held(entry))}</span>'
        if entry
        else '<span class="xw-blank">&nbsp;</span>'
    )
    st.html(f"{edition(crosswalk, chosen)} {held}")
