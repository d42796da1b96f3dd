"""What things are called on the screen: documents with their edition and its badge, provisions with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from crosswalk import ids
from crosswalk.analysis.catalogue import Document, Provision, document_index, labels, organisations, provision_index
from crosswalk.analysis.coverage import default_references
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.analysis.units import loaded_kinds
from crosswalk.errors import NothingLoaded
from crosswalk.explorer.ui.looks import seen_words
from crosswalk.explorer.ui.text import Html, html, words
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import DocumentStage
from crosswalk.wording import loaded as said_loaded
from crosswalk.wording import stands

FOCAL, REFERENCE = "dsit-ai-code-2025", "ncsc-secure-ai-2023"


def name(entry: Document) -> str:
    """Return a document's short name with its edition."""
    if entry.short != entry.id:
        return entry.short
    return entry.title if entry.version in entry.title else f"{entry.title} ({entry.version})"


def amount(entry: Document) -> str:
    """Return how many provisions of a document are loaded, in words."""
    if not entry.loaded:
        return "not loaded"
    return f"{entry.loaded} of {entry.total}" if entry.total else f"{entry.loaded} (total not known)"


def loaded_of(crosswalk: Crosswalk, entry: Document) -> str:
    """Return how many provisions of each kind are loaded, in words."""
    return said_loaded(entry.loaded, entry.total, *loaded_kinds(crosswalk, entry.id))


def status(entry: Document) -> str:
    """Return a document's stage, as of which day, and how that is known."""
    return f"{words(entry.status.stage)} as of {entry.status.as_of}, {seen_words(entry.status.seen)}"


def loaded(crosswalk: Crosswalk) -> list[str]:
    """Return the documents that can be looked from, the usual one first. Raises NothingLoaded when there is none."""
    known = [entry.id for entry in document_index(crosswalk).values() if entry.loaded]
    if not known:
        raise NothingLoaded("No document has provisions loaded here, so there is nothing to compare.")
    return sorted(known, key=lambda document_id: document_id != FOCAL)


def joined(crosswalk: Crosswalk, focal: str) -> list[str]:
    """Return the documents to look at from `focal`: loaded ones first, then those that a mapping joins to it."""
    entries = document_index(crosswalk)
    chosen = [entries[document_id] for document_id in default_references(crosswalk, focal)]
    return [entry.id for entry in sorted(chosen, key=lambda entry: (not entry.loaded, ids.natural_key(name(entry))))]


def called(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision as “1.3 Label”, a document by its short name, anything else by its name."""
    if thing == NO_TERM:
        return "nothing found"
    label = labels(crosswalk).get(thing)
    if label is None:
        return thing
    if label.type == "document":
        return name(document_index(crosswalk)[thing])
    number = label.notation or ""
    return label.name if not number or number.lstrip("#") == label.name else f"{number} {label.name}"


def listed(crosswalk: Crosswalk, things: Iterable[object]) -> str:
    """Return the names of some things in one line."""
    return ", ".join(called(crosswalk, str(thing)) for thing in things)


def asserter(crosswalk: Crosswalk, provider: str | None, creator: str | None) -> str:
    """Return who asserts a mapping set or a mapping."""
    return called(crosswalk, provider) if provider else creator or "nobody named"


def abbreviated(crosswalk: Crosswalk, bodies: str | None) -> str:
    """Return the usual abbreviation of a body, or of several with spaces between them; the name where it has none."""
    return ", ".join(_abbreviated(crosswalk, body) for body in (bodies or "").split())


def _abbreviated(crosswalk: Crosswalk, body: str) -> str:
    known = organisations(crosswalk)
    if body not in known:
        return body
    organisation, many = known[body], Counter(other.abbreviation for other in known.values())
    is_unique = organisation.abbreviation and many[organisation.abbreviation] == 1
    return organisation.abbreviation if organisation.abbreviation and is_unique else organisation.name


def in_full(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision with the document that it belongs to."""
    if not ids.is_provision(thing) or thing not in labels(crosswalk):
        return called(crosswalk, thing)
    return f"{called(crosswalk, ids.home(thing))}, {called(crosswalk, thing)}"


def notation(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision's printed number alone."""
    label = labels(crosswalk).get(thing)
    return (label.notation if label else None) or thing


def brief(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision as its document and number, anything else by its name."""
    if not ids.is_provision(thing):
        return called(crosswalk, thing)
    return f"{called(crosswalk, ids.home(thing))}, {notation(crosswalk, thing)}"


def apart(crosswalk: Crosswalk, documents: Sequence[str]) -> dict[str, str]:
    """Return documents with names that are all different: where two share one, the id is added."""
    names = {document_id: called(crosswalk, document_id) for document_id in documents}
    many = Counter(names.values())
    return {document_id: name if many[name] == 1 else f"{name} [{document_id}]" for document_id, name in names.items()}


def find(crosswalk: Crosswalk, thing: str) -> Provision | None:
    """Return a provision by its CURIE, or None for anything else."""
    home = ids.home(thing)
    if home == thing or home not in document_index(crosswalk):
        return None
    return provision_index(crosswalk, home).get(thing)


def in_catalogue(entry: Document) -> str:
    """Return a document's name for a long list: with its title where the name is short, and whether it is loaded."""
    short = name(entry)
    return with_loaded(entry, short if entry.title in short else f"{short} · {entry.title}")


def with_loaded(entry: Document, text: str) -> str:
    """Return a text about a document that also says where it is not loaded."""
    return text if entry.loaded else f"not loaded: {text}"


def edition(crosswalk: Crosswalk, thing: str) -> Html:
    """Return HTML of the badge of a document, or of the document that a provision belongs to; "" for anything else."""
    entry = document_index(crosswalk).get(ids.home(thing))
    if entry is None:
        return html("")
    stage = DocumentStage.of(entry.status.stage)
    look = "xw-edition" if stage.is_in_force else "xw-edition xw-not-in-force"
    since = stands(entry.standing, partial(called, crosswalk))
    tip = f"{entry.title}: {status(entry)}{f'; {since}' if since else ''}"
    states = [stage.spoken, "amended" if entry.standing.amended_by else "", "withdrawn" if _is_gone(entry) else ""]
    said = " · ".join(filter(None, states))
    return html('<span class="{}" title="{}">edition {} · {}</span>', look, tip, entry.version, said)


def _is_gone(entry: Document) -> bool:
    """True where a document is withdrawn and its stage does not say so."""
    return entry.standing.is_withdrawn and entry.status.stage != DocumentStage.WITHDRAWN


def edition_line(crosswalk: Crosswalk, chosen: str) -> None:
    """Draw the badge of a document under its picker, with how much of it is loaded; an empty line for ""."""
    entry = document_index(crosswalk).get(chosen)
    if entry is None:
        st.html('<span class="xw-blank">&nbsp;</span>')
        return
    known = f"{'loaded: ' if entry.loaded else ''}{loaded_of(crosswalk, entry)}"
    st.html(html('{} <span class="xw-soft">{}</span>', edition(crosswalk, chosen), known))
