"""The files that an answer can be had as: one menu for every view, with the formats that fit what it is about."""

from __future__ import annotations

from functools import partial

import streamlit as st

from crosswalk.explorer.ui.paper import printing
from crosswalk.explorer.ui.tables import File, offer
from crosswalk.explorer.ui.text import plain
from crosswalk.formats.writers import Extent, Scope, exported, exporters
from crosswalk.store.holder import Crosswalk

#: Each table offers its own CSV below it, with the filters of the page.
_BELOW_THE_TABLE = {"csv"}
#: Of the whole crosswalk, the formats that do not take long: a visitor must not keep the others waiting.
_OF_THE_WHOLE = {"graphml", "sssom"}


def downloads(
    crosswalk: Crosswalk, focal: str | None = None, reference: str | None = None, *, mapping_set: str | None = None
) -> None:
    """Draw a button that opens the downloads of a document, of two, of a mapping set, or of everything. A file is made
    when somebody asks for it. There is none on paper.
    """
    files = downloads_of(crosswalk, Scope(focal, reference, mapping_set))
    if printing() or not files:
        return
    with st.popover("Download", key=f"downloads.{focal}.{reference}.{mapping_set}"):
        st.caption("Each file has all of it, whatever the filters, and says where it comes from.")
        for file in files:
            offer(file)
        if focal is reference is mapping_set is None:
            st.caption(plain("The command “crosswalk export” writes the whole graph, in TriG and other formats."))


def downloads_of(crosswalk: Crosswalk, scope: Scope) -> list[File]:
    """Return the downloads that fit a scope and have something in them."""
    return [
        File(
            f"{writer.label}: {writer.title}",
            partial(_content, crosswalk, name, scope),
            scope.name(writer.suffix),
            writer.media_type,
        )
        for name, writer in exporters(scope.extent).items()
        if name not in _BELOW_THE_TABLE
        and (scope.extent is not Extent.WHOLE or name in _OF_THE_WHOLE)
        and writer.has_content(crosswalk, scope)
    ]


def _content(crosswalk: Crosswalk, form: str, scope: Scope) -> bytes:
    return exported(crosswalk, form, scope.focal, scope.reference, mapping_set=scope.mapping_set).content
