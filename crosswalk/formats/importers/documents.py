"""Make a document of a framework or catalogue that a foreign file contains in full."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from crosswalk.errors import shown
from crosswalk.files.model import PARTIAL_DATE, DocumentFile
from crosswalk.formats.importers.gathered import Gathered
from crosswalk.formats.importers.known import KnownDocument
from crosswalk.formats.importers.stubs import NO_PUBLISHER, slug, undated

_DAY = re.compile(r"[1-9]\d{3}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Node:
    """One item of a foreign document: its key there, its printed id, its label, its kind, and the key of its parent."""

    key: str
    printed: str
    label: str
    kind: str
    parent: str = ""


def add_document(
    gathered: Gathered,
    file: str,
    *,
    name: str,
    title: str,
    version: str,
    date: str,
    publisher: str,
    rights: str,
    nodes: Sequence[Node],
    assessable: str,
    short: Callable[[str], str] = str,
) -> None:
    """Add a document with these items, unless one is loaded that has this name. `short` is how mappings cite the key of
    an item.
    """
    name = name or slug(file.rpartition(".")[0])
    loaded = gathered.known.by_prefix(name)
    if loaded is not None:
        message = f"“{shown(name)}” is {loaded.id}, which is loaded already, so no document is made of it."
        gathered.warn("document-is-loaded", message, file)
        return
    local = _local_ids(nodes)
    provisions = [
        {"id": local[node.key], "label": node.label or node.printed, "kind": node.kind}
        | ({"notation": node.printed} if node.printed != local[node.key] else {})
        | ({"parent": local[node.parent]} if node.parent in local and node.parent != node.key else {})
        for node in nodes
    ]
    spellings = {
        key: local[node.key]
        for node in nodes
        if (key := short(node.key)).casefold() not in (local[node.key].casefold(), "")
    }
    values: dict[str, object] = {
        "id": gathered.free_id(undated(slug(name))),
        "title": title or name,
        "version": version or "not stated",
        "publisher": gathered.organisation(publisher) if publisher else NO_PUBLISHER.id,
        "date": _date(date),
        "status": {"stage": "published", "as_of": gathered.today, "seen": "unverified"},
        "rights": shown(rights, 300) or "not stated",
        "text_policy": "titles-only",
        "assessable": assessable,
        "loaded": sum(node.kind == assessable for node in nodes),
        "note": f"Imported from {file}: ids and names, and no text.",
        "aliases": {"prefixes": [name], "ids": spellings},
        "provisions": provisions,
    }
    try:
        document = DocumentFile.model_validate(values)
    except ValidationError as error:
        detail = error.errors()[0]
        place = ".".join(map(str, detail["loc"]))
        gathered.report.add("document-fields", f"The document cannot be made: {shown(place)}: {detail['msg']}.", file)
        return
    gathered.add_document(
        document,
        KnownDocument(
            document.id,
            document.title,
            {entry.id: entry.label for entry in document.provisions},
            {entry.id: entry.notation or entry.id for entry in document.provisions},
            prefixes=(name,),
            spellings=tuple(spellings.items()),
        ),
    )


def _local_ids(nodes: Sequence[Node]) -> dict[str, str]:
    """Return the id of each item by its key: as printed where it can be one, and no two alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes:
        plain = re.sub(r"[^A-Za-z0-9._()-]+", "-", node.printed).lstrip("-._()")[:190].rstrip("-") or "item"
        name = next(one for n in range(1, 1_000_000) if (one := f"{plain}-{n}" if n > 1 else plain) not in taken)
        found[node.key] = name
        taken.add(name)
    return found


def _date(text: str) -> object:
    if found := _DAY.match(text):
        try:
            return datetime.date.fromisoformat(found[0])
        except ValueError:
            return "unknown"
    return text if PARTIAL_DATE.fullmatch(text) else "unknown"
