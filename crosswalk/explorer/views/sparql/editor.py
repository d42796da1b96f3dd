"""The query editor: with colours, or a plain text box for keyboard and screen reader; the address holds the text."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

_KEY = "sparql.editor"
_HEIGHT = 260


@dataclass
class _Editor:
    seed: str  #: what the box on the screen was opened with
    text: str  #: what it holds now
    plain: bool
    opened: int = 0  #: which box this is: another text from outside needs another box


def editor(text: str, plain: bool) -> str:
    """Draw an editor that starts with `text`; return what it holds.

    A new `text`, from a link or an example, replaces its content.
    """
    held = st.session_state.get(_KEY)
    if held is None or held.text != text or held.plain != plain:
        held = _Editor(text, text, plain, 0 if held is None else held.opened + 1)
        st.session_state[_KEY] = held
    got = _box(held.seed, f"sparql.box.{held.opened}", plain)
    held.text = text if got is None else got.replace("\r\n", "\n")
    return str(held.text)


def _box(seed: str, key: str, plain: bool) -> str | None:
    if plain:
        return st.text_area("SPARQL query", seed, height=_HEIGHT, key=key)
    from streamlit_ace import st_ace

    got: str | None = st_ace(
        seed, language="sparql", theme=_theme(), auto_update=True, wrap=True, height=_HEIGHT, font_size=15, key=key
    )
    return got


def _theme() -> str:
    return "tomorrow_night" if st.context.theme.type == "dark" else "chrome"
