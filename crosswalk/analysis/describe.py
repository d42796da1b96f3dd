"""One document, provision, mapping set, organisation or work item, with everything that is known about it."""

from __future__ import annotations

from typing import Any

from crosswalk import ids
from crosswalk.analysis.catalogue import provisions
from crosswalk.analysis.mappings import relation_name
from crosswalk.analysis.tracker import milestones
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

_FOLLOW = ("sssom:mappings", "dcterms:hasPart")  # what these name is told in full: the rows of a set, the milestones


def describe(crosswalk: Crosswalk, text: str) -> dict[str, Any]:
    """Return {"id", "type", "name", "properties": {name: [values]}, "parts", "mapping_sets", "mappings", "milestones"}
    of a CURIE, bare id or IRI.

    `parts` are the provisions right beneath it, `mapping_sets` the sets from and to a document, `mappings` the rows
    that speak about it (for a mapping set: its own rows), in both directions, `milestones` the stages that a work item
    reached. Raises CrosswalkError, with the closest
    ids, when nothing is known of it.

    >>> from crosswalk.store.holder import load
    >>> describe(load(), "owasp-llm-2025:LLM01")["properties"]["skos:notation"]
    ['LLM01:2025']
    """
    names = {row["id"]: row for row in ask(crosswalk, "labels").records()}
    iri = _resolve(text, names)
    this = ids.short(iri)
    properties: dict[str, list[Any]] = {}
    for row in ask(crosswalk, "about", thing=iri).records():
        if row["property"] not in _FOLLOW:
            properties.setdefault(row["property"], []).append(row["value"])
    if not properties:
        hint = did_you_mean(this, names) or " crosswalk search finds names."
        raise CrosswalkError(f"The crosswalk knows nothing of “{text}”.{hint}")
    row = names.get(this, {})
    kind = row.get("type", "thing")
    return {
        "id": this,
        "type": kind,
        "name": row.get("name", this),
        "properties": properties,
        "parts": _parts(crosswalk, this, kind),
        "mapping_sets": list(ask(crosswalk, "sets-of-document", document=iri).records()) if kind == "document" else [],
        "mappings": _mappings(crosswalk, iri, kind),
        "milestones": _milestones(crosswalk, this) if kind == "work item" else [],
    }


def _parts(crosswalk: Crosswalk, this: str, kind: str) -> list[dict[str, Any]]:
    if kind not in ("document", "provision"):
        return []
    document = this.split(":", 1)[0]
    parent = None if kind == "document" else this
    return [
        {"id": one.id, "label": one.label, "kind": one.kind, "level": one.level}
        for one in provisions(crosswalk, document)
        if one.parent == parent
    ]


def _milestones(crosswalk: Crosswalk, this: str) -> list[dict[str, Any]]:
    names = ("stage", "code", "date", "as_of", "seen", "note")
    return [{name: one[name] for name in names} for one in milestones(crosswalk) if one["item"] == this]


def _mappings(crosswalk: Crosswalk, iri: str, kind: str) -> list[dict[str, Any]]:
    if kind == "mapping set":
        rows = ask(crosswalk, "mappings-of-set", mapping_set=iri)
    else:
        rows = ask(crosswalk, "mappings-of-thing", thing=iri)
    return [{**row, "relation": relation_name(row["relation"], row["predicate"])} for row in rows.records()]


def _resolve(text: str, names: dict[str, Any]) -> str:
    row = names.get(text.strip())
    if row is not None:
        base = {"mapping set": ids.SET, "organisation": ids.ORG, "work item": ids.WORK}.get(row["type"])
        if base:
            return base + text.strip()
    return ids.expand(text)
