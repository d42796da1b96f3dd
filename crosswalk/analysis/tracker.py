"""Follow the standards bodies: what is out, what is being written, how far it is, and what changed since a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crosswalk.analysis.catalogue import documents
from crosswalk.errors import CrosswalkError, did_you_mean
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

#: The common scale of stages, in the names of [ISO's harmonised stage codes](https://www.iso.org/stage-codes.html).
STAGES = (
    "preliminary",
    "proposal",
    "preparatory",
    "committee",
    "enquiry",
    "approval",
    "publication",
    "review",
    "withdrawal",
    "stopped",
)
#: Where a document stands on that scale, so that work items and documents can be listed together.
STAGE_OF_DOCUMENT = {
    "draft": "committee",
    "final-draft": "approval",
    "published": "publication",
    "living": "publication",
    "superseded": "withdrawal",
    "withdrawn": "withdrawal",
}
_LINKS = ("becomes", "revises", "adopts", "supports")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which work items are asked for; None means all. `law` is a document id or the CURIE of one of its provisions."""

    body: str | None = None
    stage: str | None = None
    law: str | None = None

    def keeps(self, item: dict[str, Any]) -> bool:
        """Return True when a work item passes every filter."""
        return (
            (self.body is None or self.body in _bodies(item))
            and (self.stage is None or item["stage"] == self.stage)
            and (self.law is None or any(_within(law, self.law) for law in item["supports"]))
        )


def _bodies(item: dict[str, Any]) -> list[str]:
    """Return who makes a work item or document; a document may have several publishers."""
    return [*(item["body"] or "").split(), *filter(None, [item["committee"]])]


def _within(law: str, wanted: str) -> bool:
    """Return True for the law itself, its provisions, and the paragraphs of an article, such as Art-15(5)."""
    return law == wanted or law.startswith((f"{wanted}:", f"{wanted}("))


def work_items(crosswalk: Crosswalk, wanted: Wanted | None = None) -> list[dict[str, Any]]:
    """Return the work items as {"id", "number", "title", "body", "committee", "stage", "code", "date", "as_of", "seen",
    "url", "note", "becomes", "revises", "adopts", "supports"}; the last four are lists of ids.

    Raises CrosswalkError, with the closest ones, for a body, stage or law that no work item has.

    >>> from crosswalk.store.holder import load
    >>> {item["body"] for item in work_items(load(), Wanted(body="etsi"))}
    {'etsi'}
    """
    items = [_item(row) for row in ask(crosswalk, "work-items").records()]
    if wanted is None:
        return items
    _refuse_unknown(items, wanted)
    return [item for item in items if wanted.keeps(item)]


def _item(row: dict[str, Any]) -> dict[str, Any]:
    lists = {name: sorted((row[name] or "").split()) for name in _LINKS}
    return {"id": row["item"], **{name: value for name, value in row.items() if name != "item"}, **lists}


def _refuse_unknown(items: list[dict[str, Any]], wanted: Wanted, called: str = "work item") -> None:
    known = {"body": set(bodies(items)), "stage": set(STAGES), "law": set(laws(items))}
    for name, choices in known.items():
        value = getattr(wanted, name)
        if value is not None and value not in choices:
            hint = did_you_mean(value, choices) or f" Known: {', '.join(sorted(choices))}."
            raise CrosswalkError(f"No {called} has the {name} “{value}”.{hint}")


def bodies(items: Iterable[dict[str, Any]]) -> list[str]:
    """Return every body and committee of some work items and documents, each once."""
    return sorted({name for item in items for name in _bodies(item)})


def laws(items: Iterable[dict[str, Any]]) -> list[str]:
    """Return every law that some work items support: the documents, each before its provisions, these in their order.

    >>> laws([{"supports": ["eu-ai-act-2024:Art-15", "eu-ai-act-2024:Art-9"]}])
    ['eu-ai-act-2024', 'eu-ai-act-2024:Art-9', 'eu-ai-act-2024:Art-15']
    """
    told = {law for item in items for law in item["supports"]}
    return sorted(told | {law.partition(":")[0] for law in told}, key=_in_order)


def _in_order(text: str) -> list[tuple[int, str]]:
    """Return a key by which Art-9 comes before Art-15."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


def entries(crosswalk: Crosswalk, wanted: Wanted | None = None) -> list[dict[str, Any]]:
    """Return work items and documents in one form, newest first and the undated last: what `work_items` tells, with
    "what" (work item or document) and "status", a document's own word for its stage.

    A document supports what the work items that become it support. `date` tells since when it stands at its stage, so
    it is None for a document that was superseded or withdrawn: when that happened is not recorded.
    """
    items = [{**item, "what": "work item", "status": None} for item in work_items(crosswalk)]
    supported: dict[str, set[str]] = {}
    for item in items:
        for made in item["becomes"]:
            supported.setdefault(made, set()).update(item["supports"])
    pages = {row["document"]: row for row in ask(crosswalk, "document-pages").records()}
    everything = items + [
        _entry(one, pages.get(one["id"], {}), supported.get(one["id"], set())) for one in documents(crosswalk)
    ]
    everything.sort(key=lambda one: one["date"] or "", reverse=True)
    if wanted is None:
        return everything
    _refuse_unknown(everything, wanted, "work item or document")
    return [one for one in everything if wanted.keeps(one)]


def _entry(document: dict[str, Any], page: dict[str, Any], supports: set[str]) -> dict[str, Any]:
    status = document["status"]
    stage = STAGE_OF_DOCUMENT[status["stage"]]
    return {
        "id": document["id"],
        "number": document["short"],
        "title": document["title"],
        "body": document["publisher"],
        "committee": page.get("committee"),
        "stage": stage,
        "code": None,
        "date": None if stage == "withdrawal" else document["date"],
        "as_of": status["as_of"],
        "seen": status["seen"],
        "url": page.get("url"),
        "note": None,
        **{key: [] for key in ("becomes", "revises", "adopts")},
        "supports": sorted(supports, key=_in_order),
        "what": "document",
        "status": status["stage"],
    }


def about_document(crosswalk: Crosswalk, document_id: str) -> list[dict[str, Any]]:
    """Return the work items that become, revise, adopt or support a document or a provision of it, each with "links",
    the names of these fields.
    """
    found = []
    for item in work_items(crosswalk):
        links = [name for name in _LINKS if any(_within(other, document_id) for other in item[name])]
        if links:
            found.append({**item, "links": links})
    return found


def milestones(crosswalk: Crosswalk) -> list[dict[str, Any]]:
    """Return every milestone of every work item, in order of time within each: {"item", "number", "position", "stage",
    "code", "date", "as_of", "seen", "note"}.
    """
    return list(ask(crosswalk, "milestones").records())
