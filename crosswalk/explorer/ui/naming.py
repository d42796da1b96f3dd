"""What things are called on the screen: documents with their edition, provisions with their number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from crosswalk.analysis.catalogue import Provision, documents, mapping_sets, provisions
from crosswalk.analysis.mappings import NO_TERM, assertions
from crosswalk.errors import CrosswalkError
from crosswalk.explorer.ui.text import plain
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

FOCAL, REFERENCE = "dsit-ai-code-2025", "ncsc-secure-ai-2023"


def catalogue(crosswalk: Crosswalk) -> dict[str, dict[str, Any]]:
    """Return every document by its id."""
    return {entry["id"]: entry for entry in documents(crosswalk)}


def name(entry: dict[str, Any]) -> str:
    """Return a document's short name with its edition."""
    if entry["short"] != entry["id"]:
        return str(entry["short"])
    edition = str(entry["version"])
    return str(entry["title"]) if edition in entry["title"] else f"{entry['title']} ({edition})"


def held(entry: dict[str, Any]) -> str:
    """Return how much of a document is loaded here, in words."""
    if not entry["loaded"]:
        return "not loaded"
    return f"{entry['loaded']} of {entry['total']}" if entry["total"] else f"{entry['loaded']} (total not known)"


def status(entry: dict[str, Any]) -> str:
    """Return a document's stage with the date on which, and the way in which, it was seen."""
    seen = {"primary": "text read", "secondary": "told by another document", "unverified": "not verified"}
    state = entry["status"]
    return f"{state['stage']} as of {state['as_of']} ({seen.get(state['seen'], state['seen'])})"


def loaded(crosswalk: Crosswalk) -> list[str]:
    """Return the documents that can be looked from, the usual one first."""
    found = [entry["id"] for entry in documents(crosswalk) if entry["loaded"]]
    if not found:
        raise CrosswalkError("No document has provisions loaded here, so there is nothing to compare.")
    return sorted(found, key=lambda one: one != FOCAL)


def joined(crosswalk: Crosswalk, focal: str) -> list[str]:
    """Return the documents to look at from `focal`: loaded ones first, then those that a mapping joins to it."""
    ends = {assertion.object_document for assertion in assertions(crosswalk, focal)}
    chosen = [
        entry for entry in documents(crosswalk) if entry["id"] != focal and (entry["loaded"] or entry["id"] in ends)
    ]
    return [entry["id"] for entry in sorted(chosen, key=lambda one: (not one["loaded"], name(one).lower()))]


def labels(crosswalk: Crosswalk) -> dict[str, dict[str, Any]]:
    """Return the name, notation and type of everything by its id."""
    key = "pages.labels"
    if key not in crosswalk.answers:
        crosswalk.answers[key] = {row["id"]: row for row in ask(crosswalk, "labels").records()}
    found: dict[str, dict[str, Any]] = crosswalk.answers[key]
    return found


def called(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision as “1.3 Label”, a document by its short name, anything else by its name."""
    if thing == NO_TERM:
        return "nothing found"
    row = labels(crosswalk).get(thing)
    if row is None:
        return thing
    if row["type"] == "document":
        return name(catalogue(crosswalk)[thing])
    notation, title = row["notation"] or "", str(row["name"])
    return title if not notation or notation.lstrip("#") == title else f"{notation} {title}"


def listed(crosswalk: Crosswalk, ids: list[Any] | None) -> str:
    """Return the names of some things in one line."""
    return ", ".join(called(crosswalk, one) for one in ids or [])


def in_full(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision with the document that it belongs to."""
    if ":" not in thing or thing == NO_TERM or thing not in labels(crosswalk):
        return called(crosswalk, thing)
    return f"{called(crosswalk, thing.split(':', 1)[0])}, {called(crosswalk, thing)}"


def notation(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision's printed number alone."""
    return str(labels(crosswalk).get(thing, {}).get("notation") or thing)


def brief(crosswalk: Crosswalk, thing: str) -> str:
    """Return a provision as its document and number, anything else by its name."""
    home, colon, _ = thing.partition(":")
    if not colon or thing == NO_TERM:
        return called(crosswalk, thing)
    return f"{called(crosswalk, home)}, {notation(crosswalk, thing)}"


def apart(crosswalk: Crosswalk, ids: list[str]) -> dict[str, str]:
    """Return documents with names that are all different: where two share one, the id tells them apart."""
    names = {one: called(crosswalk, one) for one in ids}
    many = Counter(names.values())
    return {one: name if many[name] == 1 else f"{name} [{one}]" for one, name in names.items()}


def find(crosswalk: Crosswalk, thing: str) -> Provision | None:
    """Return a provision by its CURIE, or None for anything else."""
    document_id, colon, _ = thing.partition(":")
    if not colon or document_id not in catalogue(crosswalk):
        return None
    return next((one for one in provisions(crosswalk, document_id) if one.id == thing), None)


def sets(crosswalk: Crosswalk) -> list[dict[str, Any]]:
    """Return every mapping set, with the evidence grades of its mappings."""
    grades: dict[str, list[str]] = {}
    for row in ask(crosswalk, "evidence-by-set").records():
        grades.setdefault(row["mapping_set"], []).append(row["grade"])
    return [{**one, "grades": " ".join(grades.get(one["id"], []))} for one in mapping_sets(crosswalk)]


def safe(crosswalk: Crosswalk, thing: str) -> str:
    """Return the name of a thing as Markdown that shows it as it is."""
    return plain(called(crosswalk, thing))


def in_catalogue(entry: dict[str, Any]) -> str:
    """Return a document's name for a long list: with its title where the name is short, and whether it is loaded."""
    short = name(entry)
    full = short if entry["title"] in short else f"{short} · {entry['title']}"
    return ("" if entry["loaded"] else "not loaded: ") + full
