"""From one comparison to the next: either document against each that it has been compared with."""

from __future__ import annotations

import streamlit as st

from crosswalk.analysis.answers import compared
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import link
from crosswalk.store.holder import Crosswalk


def other_pairs(crosswalk: Crosswalk, focal: str, reference: str, state: dict[str, str | None]) -> None:
    """Draw a button with the links; `state` goes along where the focal document stays."""
    with st.popover("Other comparisons", width="stretch", key=f"others.{focal}.{reference}"):
        _against(crosswalk, focal, reference, state)
        if naming.catalogue(crosswalk)[reference]["loaded"]:
            _against(crosswalk, reference, focal, {})
        link("matrix", "All documents against all")


def _against(crosswalk: Crosswalk, one: str, seen: str, state: dict[str, str | None]) -> None:
    others = [other for other in compared(crosswalk, one) if other != seen]
    st.caption(
        f"{naming.safe(crosswalk, one)} against …" if others else f"Nobody compared {naming.safe(crosswalk, one)} more."
    )
    for other in sorted(others, key=lambda id: naming.called(crosswalk, id).lower()):
        link("compare", f"… {naming.safe(crosswalk, other)}", focal=one, reference=other, **state)
