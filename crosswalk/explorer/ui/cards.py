"""Provisions, mappings and derivations as cards: what is asked, who asserts what, when, how and with which rights; and
why a provision is a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.answers import Difference, stated, there
from crosswalk.analysis.catalogue import Provision, document_index, qualities
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Gap, gap
from crosswalk.analysis.mappings import NO_TERM, Assertion, Mapping, assertions
from crosswalk.analysis.paths import Path
from crosswalk.analysis.standing import standing
from crosswalk.analysis.trace import trace
from crosswalk.explorer.ui import links
from crosswalk.explorer.ui.defined import defined
from crosswalk.explorer.ui.looks import badge
from crosswalk.explorer.ui.naming import asserter, brief, edition, find, in_full, notation
from crosswalk.explorer.ui.text import Html, away, facts, html, plain, several, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS, Grade, Status, quantity
from crosswalk.wording import behind, stands, traced, why

_NAMED = (Status.PARTIAL, Status.DERIVED)  # the reason names the other end already
_CARDS, _PATHS = 8, 4
_METHODS = {
    "semapv:ManualMappingCuration": "made by comparing the two",
    "semapv:UnspecifiedMatching": "taken over as published; method not stated",
    "semapv:LexicalMatching": "the wording was compared",
    "semapv:MappingReview": "an earlier mapping was reviewed",
}


def provision_box(crosswalk: Crosswalk, provision: Provision, *, linked: bool = True) -> None:
    """Draw what we say about one provision."""
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">{}</p><p class="xw-text">{}</p>{}',
                _with_edition(crosswalk, provision.id),
                defined(crosswalk, provision.summary or "There is no summary of it here."),
                facts(
                    [
                        ("Kind", provision.kind),
                        *_stated(crosswalk, provision),
                        *_became(crosswalk, provision),
                        *_published(crosswalk, provision.id),
                    ]
                ),
            )
        )
        if linked:
            links.open_it(crosswalk, provision.id, f"All mappings of {provision.notation}")


def _became(crosswalk: Crosswalk, provision: Provision) -> Iterator[tuple[str, object]]:
    """Yield what became of a provision or its document since it was published, where that is known."""
    if said := stands(standing(crosswalk, provision.id), partial(in_full, crosswalk)):
        yield "Since then", said


def _stated(crosswalk: Crosswalk, provision: Provision) -> list[tuple[str, object]]:
    roles = ", ".join(words(role) for role in provision.roles) or "not stated"
    return [("Level", words(stated(crosswalk, provision).level)), ("Roles", roles), ("Phase", words(provision.phase))]


def mapping_card(crosswalk: Crosswalk, row: Mapping, here: str, notes: Sequence[str] = ()) -> None:
    """Draw one mapping as it was written, seen from the provision `here`; `notes` say what is special about it."""
    other = row.subject if row.object == here else row.object
    target = find(crosswalk, other)
    word = RELATIONS.get(row.relation)
    meaning = word.meaning if word else "an association without set meaning"
    start, end = (_end(crosswalk, row, thing, here) for thing in (row.subject, row.object))
    with st.container(border=True):
        st.html(
            html(
                '{}<p class="xw-head">{} → <code>{}</code> → {}</p><p class="xw-text xw-soft">{}</p>{}{}{}',
                several(html('<p class="xw-text xw-note">{}</p>', note) for note in notes),
                start,
                row.relation,
                end,
                meaning,
                _paragraph(defined(crosswalk, target.summary)) if target and target.summary else "",
                _paragraph(html("<strong>Why:</strong> {}", defined(crosswalk, row.comment))) if row.comment else "",
                facts([*_known(crosswalk, target), *_published(crosswalk, other), *_provenance(crosswalk, row)]),
            )
        )
        with st.container(horizontal=True, gap="medium"):
            if other != NO_TERM:
                links.open_it(crosswalk, other, f"Open {brief(crosswalk, other)}")
            links.link("mapping-set", "This row in its mapping set", id=row.mapping_set, about=here)


def _paragraph(text: Html) -> Html:
    return html('<p class="xw-text">{}</p>', text)


def _published(crosswalk: Crosswalk, thing: str) -> Iterator[tuple[str, object]]:
    """Yield a link to the publisher's page of the document that a thing belongs to."""
    entry = document_index(crosswalk).get(ids.home(thing))
    yield "Publisher’s page", away(entry.url if entry else None)


def _known(crosswalk: Crosswalk, target: Provision | None) -> list[tuple[str, object]]:
    return [*_stated(crosswalk, target), *_became(crosswalk, target)] if target else []


def _end(crosswalk: Crosswalk, row: Mapping, thing: str, here: str) -> Html:
    """Return HTML of the name of one end of a mapping; the provision that the reader looks at needs only its number."""
    if thing == NO_TERM:
        where = searched(crosswalk, row)
        return _with_edition(crosswalk, where, "nothing found in ") if where else html("nothing found")
    return html("{}", notation(crosswalk, thing)) if thing == here else _with_edition(crosswalk, thing)


def _with_edition(crosswalk: Crosswalk, thing: str, before: str = "") -> Html:
    return html("{}{} {}", before, in_full(crosswalk, thing), edition(crosswalk, thing))


def searched(crosswalk: Crosswalk, row: Mapping) -> str | None:
    """Return the document in which nothing was found."""
    subject = row.object if row.subject == NO_TERM else row.subject
    for assertion in assertions(crosswalk, ids.home(subject)):
        if assertion.nothing_found and (assertion.subject, assertion.mapping_set) == (subject, row.mapping_set):
            return assertion.object_document
    return None


def review(row: Mapping) -> str:
    """Return the review status of a mapping."""
    if row.reviewer:
        return f"reviewed by {row.reviewer}"
    return "no reviewer named" if row.provider else "not yet reviewed"


def _provenance(crosswalk: Crosswalk, row: Mapping) -> Iterator[tuple[str, object]]:
    method = _METHODS.get(row.justification)
    yield "Asserted by", f"{asserter(crosswalk, row.provider, row.creator)}, {review(row)}"
    yield "Date", row.date or "not stated"
    yield "Grade", f"{row.grade}: {Grade.of(row.grade).meaning}"
    yield "Justification", f"{method} ({row.justification})" if method else row.justification
    yield "Mapping set", row.mapping_set
    yield "Made", behind(qualities(crosswalk)[row.mapping_set])
    yield "Rights", row.license or "not stated"


def mapping_cards(crosswalk: Crosswalk, rows: Sequence[Mapping], here: str) -> None:
    """Draw the first mappings as cards; the number of the others is stated."""
    for row in rows[:_CARDS]:
        mapping_card(crosswalk, row, here)
    if len(rows) > _CARDS:
        more = quantity(len(rows) - _CARDS, "more mapping is", "more mappings are")
        st.caption(plain(f"{more} in the table on the provision’s own page."))


def derived_cards(crosswalk: Crosswalk, derived: Iterable[Derived], none: str = "") -> None:
    """Draw what follows along paths of mappings, hop by hop. Pairs that are asserted directly are left out; where
    nothing is left, the text `none` is shown.
    """
    shown = [proof for proof in derived if not any(len(path) == 1 for path in proof.paths)]
    if not shown and none:
        st.info(plain(none))
    for proof in shown[:_CARDS]:
        paths = sorted(proof.paths, key=len)
        items = [html("<li>{}</li>", _steps(crosswalk, path)) for path in paths[:_PATHS]]
        if len(paths) > _PATHS:
            items.append(html("<li>and {}</li>", quantity(len(paths) - _PATHS, "more path")))
        with st.container(border=True):
            st.html(
                html(
                    '<p class="xw-head">Derived: {} → <code>{}</code> → {}</p><p class="xw-text xw-soft">Nobody '
                    'asserts this; it is computed (grade F) along {}:</p><ol class="xw-path">{}</ol>',
                    notation(crosswalk, proof.subject),
                    proof.relation,
                    _with_edition(crosswalk, proof.object),
                    quantity(len(paths), "path"),
                    several(items),
                )
            )
            links.open_it(crosswalk, proof.object, f"Open {brief(crosswalk, proof.object)}")
    if len(shown) > _CARDS:
        more = quantity(len(shown) - _CARDS, "more provision is", "more provisions are")
        st.caption(plain(f"{more} reached by derivation."))


def _steps(crosswalk: Crosswalk, path: Path) -> Html:
    steps = [html("{}", brief(crosswalk, path[0].subject))]
    for hop in path:
        source = f"{hop.mapping_set}, grade {hop.grade}" if hop.mapping_set else "place in its document"
        step = ' → <code>{}</code> <span class="xw-soft">({})</span> → {}'
        steps.append(html(step, hop.relation, source, brief(crosswalk, hop.object)))
    return several(steps)


def pair(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw one provision beside everything that joins it to the reference document."""
    left, right = st.columns(2)
    with left:
        provision_box(crosswalk, answer.provision)
        if answer.status is not Status.COVERED:
            _why_not(crosswalk, answer, reference)
    with right:
        _assertion_cards(crosswalk, answer, answer.mappings)
        derived_cards(crosswalk, answer.derived)
        if answer.conflicts:
            st.caption("An equal provision says something else. The mapping of this provision itself counts:")
            _assertion_cards(crosswalk, answer, answer.conflicts)
        if answer.through:
            st.caption(
                "Mappings of the heading above as a whole. They prove nothing about this provision by themselves:"
            )
            _assertion_cards(crosswalk, answer, answer.through)
        if not any((answer.mappings, answer.derived, answer.through, answer.conflicts)):
            st.info("Nobody has looked yet: no mapping and no path joins this provision to the reference document.")


def _assertion_cards(crosswalk: Crosswalk, answer: Answer, rows: Sequence[Assertion]) -> None:
    """Draw the rows behind an answer, each once, with what is special about it."""
    shown = list({row.mapping: row for row in reversed(rows)}.values())[::-1]
    for row in shown[:_CARDS]:
        here = row.mapping.subject if not row.turned else row.mapping.object
        mapping_card(crosswalk, row.mapping, here, list(_notes(crosswalk, answer, row)))
    if len(shown) > _CARDS:
        more = quantity(len(shown) - _CARDS, "more mapping is", "more mappings are")
        st.caption(plain(f"{more} in the table on the provision’s own page."))


def _notes(crosswalk: Crosswalk, answer: Answer, row: Assertion) -> Iterator[str]:
    """Yield what is special about a row: carried, dangling, made at a part, a weaker verb, other people addressed."""
    if row.carried_from:
        source = in_full(crosswalk, row.carried_from)
        yield f"Carried from {source}, which is equal; graded {row.grade}, as the weakest row on the way."
    elif row.subject != answer.provision.id and not row.inherited and row.is_set_relation:
        yield f"Mapping of {brief(crosswalk, row.subject)}."
    if row.dangling:
        yield f"{brief(crosswalk, row.object)} is not in that document or withdrawn, so this row answers nothing."
    yield from map(differs, there(crosswalk, answer.provision, row).differences)


def differs(difference: Difference) -> str:
    """Return how two provisions differ in their verb or in whom they address."""
    mine, theirs = words(difference.here), words(difference.there)
    if difference.is_weaker:
        return f"Weaker verb there: a {theirs} answers a {mine}."
    return f"{difference.what.capitalize()}: {mine} here, {theirs} there."


def _why_not(crosswalk: Crosswalk, answer: Answer, reference: str) -> None:
    """Draw why the reference document does not cover the provision in full."""
    missing = gap(crosswalk, answer, reference)
    with st.container(border=True):
        st.html(
            html(
                '<p class="xw-head">Why it is not covered in full {}</p><p class="xw-text">{}</p>{}',
                badge(answer.status),
                why(missing, partial(brief, crosswalk)),
                facts(_candidate(crosswalk, missing)),
            )
        )
        if missing.nearest and answer.status not in _NAMED:
            links.open_it(crosswalk, missing.nearest, f"Open {brief(crosswalk, missing.nearest)}")


def _candidate(crosswalk: Crosswalk, missing: Gap) -> list[tuple[str, object]]:
    """Return the nearest candidate, which is not a mapping, and what the path to it proves."""
    if missing.answer.status in _NAMED:
        return []
    if missing.nearest is None:
        return [("Nearest candidate", "None: nothing in that document is near.")]
    leads = trace(crosswalk, missing.answer.provision.id, missing.nearest)
    return [
        ("Nearest candidate", f"{in_full(crosswalk, missing.nearest)} (where to look next; not a mapping)"),
        ("What leads there", traced(leads, partial(brief, crosswalk))),
    ]
