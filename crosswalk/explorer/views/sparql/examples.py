"""Which query the SPARQL page shows: one of the examples with its parameters, or the user's own."""

from __future__ import annotations

import streamlit as st

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui.state import Choices, put, value
from crosswalk.explorer.ui.text import plain
from crosswalk.sparql import NamedQuery

OWN = "own"
_TEXT = "sparql.own"
_FIRST = "documents"
_LONGEST_LINK = 6_000


def wanted(queries: dict[str, NamedQuery], choices: Choices) -> str:
    """Draw the list of examples; return the query text that the address asks for."""
    names = sorted(queries, key=lambda name: queries[name].title)
    first = _FIRST if _FIRST in queries else OWN
    chosen = choices.pick(
        "Example",
        "name",
        [OWN, *names],
        default=OWN if value("query") else first,
        show=lambda name: f"{queries[name].title}: {queries[name].question}" if name in queries else "Your own query",
        drops=["query", *_parameters(queries)],
    )
    if chosen in queries:
        return queries[chosen].bind(_arguments(queries[chosen]))
    return value("query") or st.session_state.get(_TEXT, "")


def came_with_link(text: str) -> bool:
    """Tell whether a query is that of the address and was not written in this session."""
    return bool(text) and text == value("query") != st.session_state.get(_TEXT)


def keep(text: str, queries: dict[str, NamedQuery]) -> None:
    """Write an edited query to the address, unless it is too long for one; this session keeps it anyway."""
    st.session_state[_TEXT] = text
    fits = bool(text) and len(text) <= _LONGEST_LINK
    put(**dict.fromkeys(_parameters(queries)), name=None if fits else OWN, query=text if fits else None)


def _parameters(queries: dict[str, NamedQuery]) -> list[str]:
    """Return the parameters of all examples as the address names them."""
    return sorted({f"p.{parameter}" for query in queries.values() for parameter in query.parameters})


def _arguments(query: NamedQuery) -> dict[str, str]:
    """Draw an input for each parameter of an example; return those that differ from their defaults."""
    changed: dict[str, str] = {}
    columns = st.columns(max(len(query.defaults), 1))
    for column, (name, term) in zip(columns, query.defaults, strict=False):
        key, usual = f"sparql.{query.name}.{name}", _bare(term)
        st.session_state[key] = value(f"p.{name}") or usual
        with column:
            st.text_input(
                plain(name.replace("_", " ").capitalize()), key=key, on_change=_write, args=(f"p.{name}", key)
            )
        if st.session_state[key] != usual:
            changed[name] = st.session_state[key]
    return changed


def _write(parameter: str, key: str) -> None:
    put(**{parameter: st.session_state[key]})


def _bare(term: str) -> str:
    """Return a default of a VALUES line as a person writes it."""
    if term.startswith('"'):
        return term.strip('"')
    try:
        return ids.short(ids.expand(term.strip("<>")))
    except CrosswalkError:
        return term
