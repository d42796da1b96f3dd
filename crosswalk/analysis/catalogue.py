"""What the catalogue holds: documents, their provisions, mapping sets, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosswalk import ids
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision as the graph tells it."""

    id: str
    notation: str
    label: str
    kind: str
    assessable: bool
    level: str | None
    phase: str | None
    parent: str | None
    summary: str | None
    roles: tuple[str, ...]
    priority: str | None = None  #: the publisher's own ranking, in the publisher's word


@dataclass(frozen=True, slots=True)
class Filters:
    """Which provisions of the focal document are asked about; None means all."""

    level: str | None = None
    role: str | None = None
    phase: str | None = None
    under: str | None = None  #: the id of a heading; `coverage` looks up what stands under it

    def keep(self, provision: Provision) -> bool:
        """Return True when level, role and phase are as wished."""
        return (
            (self.level is None or provision.level == self.level)
            and (self.role is None or self.role in provision.roles)
            and (self.phase is None or provision.phase == self.phase)
        )


def documents(crosswalk: Crosswalk) -> list[dict[str, Any]]:
    """Return every document as {"id", "title", "version", "publisher", "date", "status", "loaded", "total", "rights",
    ...}.

    `status` is {"stage", "as_of", "seen"}; `total` is None where the publisher's number is not known to us.

    >>> from crosswalk.store.holder import load
    >>> next(d for d in documents(load()) if d["id"] == "owasp-llm-2025")["loaded"]
    10
    """
    return [
        {
            "id": row["id"],
            "title": row["title"],
            "short": row["short"] or row["id"],
            "version": row["version"],
            "publisher": " ".join(sorted((row["publisher"] or "").split())) or None,
            "date": row["date"],
            "status": {"stage": row["stage"], "as_of": row["as_of"], "seen": row["seen"]},
            "loaded": row["loaded"],
            "total": row["total"],
            "rights": row["rights"],
            "text_policy": row["text_policy"],
            "assessable": sorted((row["assessable"] or "").split()),
        }
        for row in ask(crosswalk, "documents").records()
    ]


def document(crosswalk: Crosswalk, document_id: str) -> dict[str, Any]:
    """Return one document; CrosswalkError with the closest ids when there is none."""
    known = {entry["id"]: entry for entry in documents(crosswalk)}
    if document_id not in known:
        raise CrosswalkError(f"There is no document “{document_id}”.{did_you_mean(document_id, known) or _LIST}")
    return known[document_id]


_LIST = " crosswalk documents lists them."


def provisions(crosswalk: Crosswalk, document_id: str) -> list[Provision]:
    """Return the provisions of a document that is in the catalogue, in the publisher's order."""
    document(crosswalk, document_id)
    return [
        Provision(
            row["provision"],
            row["notation"],
            row["label"],
            row["kind"],
            row["assessable"],
            row["level"],
            row["phase"],
            row["parent"],
            row["summary"],
            tuple(sorted((row["roles"] or "").split())),
            row["priority"],
        )
        for row in ask(crosswalk, "provisions-of-document", document=ids.DOC + document_id).records()
    ]


def mapping_sets(crosswalk: Crosswalk) -> list[dict[str, Any]]:
    """Return every mapping set with its asserter, date, rights, layer and number of mappings."""
    return list(ask(crosswalk, "mapping-sets").records())


def stats(crosswalk: Crosswalk) -> dict[str, Any]:
    """Return the size of the crosswalk, in all and for each loaded document.

    >>> from crosswalk.store.holder import load
    >>> stats(load())["per_document"]["owasp-llm-2025"]["kinds"]
    {'risk': 10}
    """
    (whole,) = ask(crosswalk, "stats").records()
    per_document: dict[str, dict[str, Any]] = {}
    for row in ask(crosswalk, "kinds-per-document").records():
        entry = per_document.setdefault(row["document"], {"kinds": {}, "levels": {}})
        entry["kinds"][row["kind"]] = entry["kinds"].get(row["kind"], 0) + row["count"]
        if row["level"]:
            entry["levels"][row["level"]] = entry["levels"].get(row["level"], 0) + row["count"]
    return {**whole, "per_document": per_document}
