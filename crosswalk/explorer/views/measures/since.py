"""What became of the documents whose asks are shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.text import html, several
from crosswalk.headline import since
from crosswalk.store.holder import Crosswalk


def say_since(crosswalk: Crosswalk, things: Iterable[str]) -> None:
    """Say which of some documents were amended, replaced or withdrawn, a line each; nothing where none was."""
    lines = list(since(crosswalk, things, partial(naming.called, crosswalk)))
    if lines:
        st.html(html('<p class="xw-soft xw-beside">{}</p>', several(html("{}<br>", line) for line in lines)))
