"""Open the crosswalk once for all sessions, from the environment that `crosswalk app` sets."""

from __future__ import annotations

import os

import streamlit as st

from crosswalk.store.holder import Crosswalk, load


def open_crosswalk() -> Crosswalk:
    """Return the crosswalk of CROSSWALK_DATA, CROSSWALK_ONLY_DATA and CROSSWALK_STORE."""
    folders = tuple(filter(None, os.environ.get("CROSSWALK_DATA", "").split(os.pathsep)))
    store = os.environ.get("CROSSWALK_STORE") or "memory"
    return _open(folders, bool(os.environ.get("CROSSWALK_ONLY_DATA")), store)


@st.cache_resource(show_spinner=False)
def _open(folders: tuple[str, ...], only_data: bool, store: str) -> Crosswalk:
    return load(folders, only_data=only_data, store=store)
