"""Provisions, mappings and derivations as cards: everything that the design asks to be said of each (§6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import streamlit as st

from crosswalk.algebra import phrase
from crosswalk.analysis.catalogue import Provision
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.derive import Derived, Hop
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.explorer.ui.edition import edition
from crosswalk.explorer.ui.evidence import asserter, review, rows_of, searched
from crosswalk.explorer.ui.links import to_thing
from crosswalk.explorer.ui.naming import brief, find, in_full, notation
from crosswalk.explorer.ui.text import facts, plain, words
from crosswalk.explorer.ui.why_not import why_not
from crosswalk.explorer.ui.words import GRADES, RELATIONS, method
from crosswalk.store.holder import Crosswalk

_CARDS, _PATHS = 8, 4


def provision_box(crosswalk: Crosswalk, provision: Provision, *, linked: bool = True) -> None:
    """Draw what we say about one provision."""
    with st.container(border=True):
        st.html(
            f'<p class="xw-head">{_with_edition(crosswalk, provision.id)}</p>'
            f'<p class="xw-text">{escape(provision.summary or "No summary is held here.")}</p>'
            + facts([("Kind", provision.kind), *_stated(provision)])
        )
        if linked:
            to_thing(provision.id, f"All mappings of {plain(provision.notation)}")


def _stated(provision: Provision) -> list[tuple[str, object]]:
    roles = ", ".join(words(role) for role in provision.roles) or "not stated"
    return [("Level", words(provision.level)), ("Roles", roles), ("Phase", words(provision.phase))]


def mapping_card(crosswalk: Crosswalk, row: dict[str, Any], here: str) -> None:
    """Draw one mapping as it was written, seen from the provision `here`."""
    other = row["subject"] if row["object"] == here else row["object"]
    target = find(crosswalk, other)
    meaning = RELATIONS.get(row["relation"], "an association without set meaning")
    start, end = (_end(crosswalk, row, row[one], here) for one in ("subject", "object"))
    with st.container(border=True):
        st.html(
            f'<p class="xw-head">{start} → <code>{escape(row["relation"])}</code> → {end}</p>'
            f'<p class="xw-text xw-soft">{escape(meaning)}</p>'
            + (f'<p class="xw-text">{escape(target.summary)}</p>' if target and target.summary else "")
            + (f'<p class="xw-text"><strong>Why:</strong> {escape(row["comment"])}</p>' if row["comment"] else "")
            + facts([*(_stated(target) if target else ()), *_provenance(crosswalk, row)])
        )
        if other != NO_TERM:
            to_thing(other, f"Open {plain(brief(crosswalk, other))}")


def _end(crosswalk: Crosswalk, row: dict[str, Any], thing: str, here: str) -> str:
    """Return HTML of the name of one end of a mapping; the provision that the reader looks at needs only its number."""
    if thing == NO_TERM:
        where = searched(crosswalk, row)
        return _with_edition(crosswalk, where, "nothing found in ") if where else "nothing found"
    return escape(notation(crosswalk, thing)) if thing == here else _with_edition(crosswalk, thing)


def _with_edition(crosswalk: Crosswalk, thing: str, before: str = "") -> str:
    return f"{before}{escape(in_full(crosswalk, thing))} {edition(crosswalk, thing)}"


def _provenance(crosswalk: Crosswalk, row: dict[str, Any]) -> Iterator[tuple[str, object]]:
    yield "Asserted by", f"{asserter(crosswalk, row)}, {review(row)}"
    yield "Date", row["date"] or "not stated"
    yield "Grade", f"{row['grade']}: {GRADES.get(row['grade'], 'unknown grade')}"
    yield "Justification", method(row["justification"])
    yield "Mapping set", row["mapping_set"]
    yield "Rights", row["license"] or "not stated"


def mapping_cards(crosswalk: Crosswalk, rows: list[dict[str, Any]], here: str) -> None:
    """Draw the first mappings as cards; the rest is said in a number."""
    for row in rows[:_CARDS]:
        mapping_card(crosswalk, row, here)
    if len(rows) > _CARDS:
        st.caption(f"{len(rows) - _CARDS} more mappings are in the table of the provision's own page.")


def mapping_grid(crosswalk: Crosswalk, rows: list[dict[str, Any]], here: str) -> None:
    """Draw all mappings but citations as cards in two columns; citations are named in a line."""
    told = [row for row in rows if row["relation"] != "cites"]
    for number, column in enumerate(st.columns(2)):
        with column:
            for row in told[number : 2 * _CARDS : 2]:
                mapping_card(crosswalk, row, here)
    rest = len(rows) - len(told[: 2 * _CARDS])
    if rest:
        st.caption(f"{rest} more, citations among them, are in the table.")


def derived_cards(crosswalk: Crosswalk, found: Iterable[Derived], none: str = "") -> None:
    """Draw what follows along paths of mappings, hop by hop. Pairs that are asserted directly are left out."""
    shown = [one for one in found if not any(len(path) == 1 for path in one.paths)]
    if not shown and none:
        st.info(none)
    for one in shown[:_CARDS]:
        paths = sorted(one.paths, key=len)
        items = "".join(f"<li>{_steps(crosswalk, path)}</li>" for path in paths[:_PATHS])
        more = f"<li>and {len(paths) - _PATHS} more paths</li>" if len(paths) > _PATHS else ""
        with st.container(border=True):
            st.html(
                f'<p class="xw-head">Derived: {escape(notation(crosswalk, one.subject))} → '
                f"<code>{escape(phrase(one.mask))}</code> → {_with_edition(crosswalk, one.object)}</p>"
                f'<p class="xw-text xw-soft">Nobody asserts this; it is computed (grade F) along '
                f'{len(paths)} {"path" if len(paths) == 1 else "paths"}:</p><ol class="xw-path">{items}{more}</ol>'
            )
            to_thing(one.object, f"Open {plain(brief(crosswalk, one.object))}")
    if len(shown) > _CARDS:
        st.caption(f"{len(shown) - _CARDS} more provisions are reached by derivation.")


def _steps(crosswalk: Crosswalk, path: tuple[Hop, ...]) -> str:
    steps = [escape(brief(crosswalk, path[0].subject))]
    for hop in path:
        source = f"{hop.mapping_set}, grade {hop.grade}" if hop.mapping_set else "place in its document"
        steps.append(
            f'→ <code>{escape(phrase(hop.mask))}</code> <span class="xw-soft">({escape(source)})</span> → '
            f"{escape(brief(crosswalk, hop.object))}"
        )
    return " ".join(steps)


def pair(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw one provision beside everything that joins it to the reference document."""
    left, right = st.columns(2)
    with left:
        provision_box(crosswalk, answer.provision)
        if answer.status != "covered":
            why_not(crosswalk, answer, reference)
    with right:
        rows = rows_of(crosswalk, answer)
        mapping_cards(crosswalk, rows, answer.provision.id)
        derived_cards(crosswalk, answer.derived)
        if not rows and not answer.derived:
            st.info("Nobody has looked yet: no mapping and no path joins this provision to the reference document.")
