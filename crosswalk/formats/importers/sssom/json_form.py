"""SSSOM as [JSON](https://mapping-commons.github.io/sssom/spec-formats-json/): the slots of the set, its rows under
`mappings`, and its prefixes under `curie_map` or `@context`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from crosswalk.files.json_safe import parse_json as parse
from crosswalk.formats.importers import ForeignFile
from crosswalk.formats.importers.gathered import Gathered
from crosswalk.formats.importers.sssom.foreign import ForeignRow, ForeignSet, Value

_NOT_SLOTS = ("mappings", "curie_map", "@context", "@type", "@id", "@graph")


def parse_json(file: ForeignFile, data: bytes, gathered: Gathered) -> ForeignSet | None:
    """Return the set in a JSON file, or None with every fault added to the report. Raises Unreadable."""
    content = parse(data)
    if not isinstance(content, dict) or not isinstance(content.get("mappings"), list):
        message = "The file must be one mapping set: an object with a list of mappings."
        gathered.report.add("sssom-json", message, file.name, 1)
        return None
    return ForeignSet(
        file.name,
        {slot: value for slot, value in content.items() if slot not in _NOT_SLOTS and value is not None},
        {},
        {},
        {**_prefixes(content.get("@context")), **_prefixes(content.get("curie_map"))},
        _rows(content["mappings"]),
    )


def _prefixes(context: object) -> dict[str, str]:
    """Return the prefixes that a context declares; its terms, which are objects or keywords, are none."""
    found: dict[str, str] = {}
    for prefix, value in context.items() if isinstance(context, dict) else ():
        address = value.get("@id") if isinstance(value, dict) and value.get("@prefix") else value
        if isinstance(address, str) and not prefix.startswith("@") and address.endswith(("/", "#", "_", "=", ":", "?")):
            found[str(prefix)] = address
    return found


def _rows(mappings: list[object]) -> Iterator[ForeignRow]:
    for number, entry in enumerate(mappings, 1):
        raw = json.dumps(entry, ensure_ascii=False)
        if not isinstance(entry, dict):
            yield ForeignRow(number, None, {}, raw, "A mapping must be an object with slots.")
            continue
        slots: dict[str, Value] = {}
        for slot, value in entry.items():
            if value in (None, "", []) or slot.startswith("@"):
                continue
            slots[slot] = _value(value)
        yield ForeignRow(number, None, slots, raw)


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [text for one in value if isinstance(text := _value(one), str)]
    if isinstance(value, dict):
        return str(value.get("@id") or value.get("@value") or json.dumps(value, ensure_ascii=False))
    return (str(value).lower() if isinstance(value, bool) else str(value)).strip()
