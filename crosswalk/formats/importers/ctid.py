"""Mappings of the [Center for Threat-Informed Defense](https://center-for-threat-informed-defense.github.io/mappings-explorer/)
in JSON: which capability protects from which object of ATT&CK, and which capabilities nothing was found for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.errors import shown
from crosswalk.formats.importers import ForeignFile, Importer

if TYPE_CHECKING:
    from crosswalk.formats.importers.gathered import Gathered
    from crosswalk.formats.importers.pairs import Pairs

_RECOGNISED = re.compile(rb'"(mapping_objects|attack_object_id|mapping_framework)"\s*:')
#: What an id is not: prose in its place is refused.
_PROSE = re.compile(r"\s\S+\s\S+\s")
_ATTACK = "mitre-attack"
#: The mapping types that say that something is kept from happening; the others only link.
_PROTECTS = ("mitigates", "protects", "protect", "protection")


def _recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith(".json") and bool(_RECOGNISED.search(head))


def _read(file: ForeignFile, gathered: Gathered) -> None:
    from crosswalk.files.json_safe import parse_json
    from crosswalk.files.text import read_bytes
    from crosswalk.formats.importers.pairs import Pairs, entries, text
    from crosswalk.limits import JSON_SIZE

    record = gathered.begin(file.name, "ctid")
    content = parse_json(read_bytes(file.path, JSON_SIZE))
    if not isinstance(content, dict) or not isinstance(content.get("mapping_objects"), list):
        gathered.report.add("ctid", "The file must be an object with a list of mapping_objects.", file.name, 1)
        return
    about = next(iter(entries(content.get("metadata"))), {})
    framework = "-".join(filter(None, (text(about, "mapping_framework"), text(about, "mapping_framework_version"))))
    attack = "-".join(filter(None, (_ATTACK, text(about, "attack_version"))))
    if not framework:
        gathered.report.add("ctid", "The metadata do not name a mapping_framework.", file.name, 1)
        return
    pairs = Pairs(gathered, record, text(about, "organization") or text(about, "author"))
    types = next(iter(entries(about.get("mapping_types"))), {})
    kinds = {name: text(one, "name") for name, value in types.items() for one in entries(value)}
    for entry in content["mapping_objects"]:
        _take(entry if isinstance(entry, dict) else {}, framework, attack, kinds, pairs)
    values: dict[str, object] = {
        "title": f"{framework} to ATT&CK {text(about, 'attack_version')}".strip(),
        "description": f"Imported from {file.name}, version {text(about, 'mapping_version') or 'not stated'}.",
    }
    gathered.add_set(file.name, pairs.rows, values, {})


def _take(entry: dict[str, object], framework: str, attack: str, kinds: dict[str, str], pairs: Pairs) -> None:
    """Add what one entry says, or note why it cannot be kept."""
    from crosswalk.formats.importers.gathered import Cited, Outcome
    from crosswalk.formats.importers.pairs import raw, text

    capability, technique = text(entry, "capability_id"), text(entry, "attack_object_id")
    written = text(entry, "mapping_type")
    kind = kinds.get(written, written).lower()
    was_looked_for = "non_mappable" in (kind, text(entry, "status").lower())
    prose = next((name for name in (capability, technique) if _PROSE.search(name)), "")
    if prose:
        pairs.note(Outcome.REFUSED, f"“{shown(prose)}” is prose and not an id.", raw(entry))
    elif was_looked_for and bool(capability) != bool(technique):
        cited, other = (Cited(capability, framework, capability), attack) if capability else (
            Cited(technique, attack, technique), framework)  # fmt: skip
        pairs.add_gap(cited, other, raw(entry), is_source=bool(capability), relation="mitigates")
    elif not capability or not technique:
        empty = "attack_object_id" if capability else "capability_id"
        pairs.note(Outcome.REFUSED, f"{empty} is empty, and the entry is not non_mappable.", raw(entry))
    else:
        score = " ".join(filter(None, (text(entry, "score_category"), text(entry, "score_value"))))
        relation = "mitigates" if kind in _PROTECTS else "association"
        pairs.add(
            Cited(capability, framework, capability),
            relation,
            Cited(technique, attack, technique),
            raw(entry),
            comment=" ".join(filter(None, (text(entry, "comments"), f"Score: {score}." if score else ""))),
            labels=(text(entry, "capability_description"), text(entry, "attack_object_name")),
            was=kind if relation == "association" else "",
        )


IMPORTER = Importer(
    "ctid", "mappings of the Center for Threat-Informed Defense, in JSON", (".json",), _recognises, _read
)
