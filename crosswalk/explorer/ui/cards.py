"""Provisions, mappings and derivations as cards: what is asked, who asserts what, when, how and with which rights; and
why a provision is a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.answers import Difference
from crosswalk.analysis.catalogue import Provision, document_index, qualities
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.mappings import NO_TERM, Mapping, assertions
from crosswalk.analysis.paths import Path
from crosswalk.analysis.standing import standing
from crosswalk.analysis.stated import stated
from crosswalk.explorer.ui import links
from crosswalk.explorer.ui.defined import defined
from crosswalk.explorer.ui.naming import asserter, brief, edition, find, in_full, notation
from crosswalk.explorer.ui.text import Html, away, facts, html, plain, several, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import RELATIONS, Grade, others, quantity
from crosswalk.wording import behind, reason, stands

CARDS, _PATHS = 8, 4  # how many cards of a kind are drawn, and how many paths on one
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
                _paragraph(html("<strong>Why:</strong> {}", defined(crosswalk, said))) if (said := reason(row)) else "",
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
    known = ids.home(subject) in document_index(crosswalk)  # a user's row may name what does not exist
    for assertion in assertions(crosswalk, ids.home(subject)) if known else ():
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


def derived_cards(crosswalk: Crosswalk, derived: Iterable[Derived], none: str = "") -> None:
    """Draw what follows along paths of mappings, hop by hop. Pairs that are asserted directly are left out; where
    nothing is left, the text `none` is shown.
    """
    shown = [proof for proof in derived if not any(len(path) == 1 for path in proof.paths)]
    if not shown and none:
        st.info(plain(none))
    for proof in shown[:CARDS]:
        paths = sorted(proof.paths, key=len)
        items = [html("<li>{}</li>", _steps(crosswalk, path)) for path in paths[:_PATHS]]
        if more := others(len(paths), _PATHS, "more path"):
            items.append(html("<li>and {}</li>", more))
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
    if more := others(len(shown), CARDS, "more provision is", "more provisions are"):
        st.caption(plain(f"{more} reached by derivation."))


def _steps(crosswalk: Crosswalk, path: Path) -> Html:
    steps = [html("{}", brief(crosswalk, path[0].subject))]
    for hop in path:
        source = f"{hop.mapping_set}, grade {hop.grade}" if hop.mapping_set else "place in its document"
        step = ' → <code>{}</code> <span class="xw-soft">({})</span> → {}'
        steps.append(html(step, hop.relation, source, brief(crosswalk, hop.object)))
    return several(steps)


def differs(difference: Difference) -> str:
    """Return how two provisions differ in their verb or in whom they address."""
    mine, theirs = words(difference.here), words(difference.there)
    if difference.is_weaker:
        return f"Weaker verb there: a {theirs} answers a {mine}."
    return f"{difference.what.capitalize()}: {mine} here, {theirs} there."
