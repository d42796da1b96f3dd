"""Libraries of [CISO Assistant](https://github.com/intuitem/ciso-assistant-community): frameworks, and mapping sets
between them, in YAML. Their ids are URNs in small letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.formats.importers import ForeignFile, Importer

if TYPE_CHECKING:
    from crosswalk.files.yaml_lines import Lined
    from crosswalk.formats.importers.gathered import Cited, FileRecord, Gathered

_LONGEST_LABEL = 100


def _recognises(name: str, head: bytes) -> bool:
    is_library = re.search(rb"^urn:\s*['\"]?urn:[^\n]*:library:", head, re.MULTILINE) or re.search(
        rb"^\s+(framework|requirement_mapping_sets?):", head, re.MULTILINE
    )
    return name.lower().endswith((".yaml", ".yml")) and bool(is_library)


def _read(file: ForeignFile, gathered: Gathered) -> None:
    from crosswalk.files.text import read_text
    from crosswalk.files.yaml_lines import Lined, YamlFault, parse_yaml
    from crosswalk.formats.importers.pairs import entries
    from crosswalk.limits import YAML_SIZE

    record = gathered.begin(file.name, "ciso-assistant")
    try:
        library = parse_yaml(read_text(file.path, YAML_SIZE))
    except YamlFault as fault:
        gathered.report.add("yaml-syntax", f"{fault}.", file.name, fault.line)
        return
    objects = library.get("objects") if isinstance(library, Lined) else None
    if not isinstance(library, Lined) or not isinstance(objects, Lined):
        gathered.report.add("ciso-assistant", "The file must be a library with objects.", file.name, 1)
        return
    for key in ("framework", "frameworks"):
        for framework in entries(objects.get(key)):
            _take_framework(library, framework, record, gathered)
    for key in ("requirement_mapping_set", "requirement_mapping_sets"):
        for mapping_set in entries(objects.get(key)):
            _take_mappings(library, mapping_set, record, gathered)


def _take_framework(library: Lined, framework: dict[str, object], record: FileRecord, gathered: Gathered) -> None:
    """Add a framework as a document, unless one is loaded that has its name."""
    from crosswalk.formats.importers.documents import Node, add_document
    from crosswalk.formats.importers.pairs import entries, text

    nodes = []
    for entry in entries(framework.get("requirement_nodes")):
        urn = text(entry, "urn").lower()
        if urn:
            described = text(entry, "name") or _beginning(text(entry, "description"))
            kind = "requirement" if entry.get("assessable") is True else "heading"
            parent = text(entry, "parent_urn").lower()
            nodes.append(Node(urn, text(entry, "ref_id") or _parts(urn)[1], described, kind, parent))
    add_document(
        gathered,
        record.name,
        name=text(framework, "urn").rsplit(":", 1)[-1] or text(framework, "ref_id"),
        title=text(framework, "name") or text(library, "name"),
        version=text(library, "version"),
        date=text(library, "publication_date"),
        publisher=text(library, "provider"),
        rights=text(library, "copyright"),
        nodes=nodes,
        assessable="requirement",
        short=lambda urn: _parts(urn)[1],
    )


def _beginning(described: str) -> str:
    """Return the beginning of a text, up to the end of a word."""
    if len(described) <= _LONGEST_LABEL:
        return described
    return described[:_LONGEST_LABEL].rsplit(" ", 1)[0] + " …"


def _take_mappings(library: Lined, mapping_set: dict[str, object], record: FileRecord, gathered: Gathered) -> None:
    from crosswalk.formats.importers.gathered import Outcome
    from crosswalk.formats.importers.pairs import RELATIONS, Pairs, entries, raw, text

    pairs = Pairs(gathered, record, text(library, "provider"))
    homes = [text(mapping_set, key).rsplit(":", 1)[-1] for key in ("source_framework_urn", "target_framework_urn")]
    for entry in entries(mapping_set.get("requirement_mappings")):
        line = getattr(entry, "line", None)
        source, target = (text(entry, f"{side}_requirement_urn") for side in ("source", "target"))
        written = text(entry, "relationship").lower().replace("_", "-")
        if not source or not target:
            pairs.note(Outcome.REFUSED, "Both requirement_urn are needed; one is empty.", raw(entry), line)
        elif written not in RELATIONS:
            words = "equal, subset, superset, intersect or not_related"
            pairs.note(Outcome.REFUSED, f"Its relationship is not one of {words}.", raw(entry), line)
        else:
            strength = text(entry, "strength_of_relationship")
            pairs.add(
                _cited(source, homes[0]),
                written,
                _cited(target, homes[1]),
                raw(entry),
                line=line,
                comment=" ".join(
                    filter(None, (text(entry, "annotation"), f"Strength {strength}." if strength else ""))
                ),
            )
    values: dict[str, object] = {
        "title": text(mapping_set, "name") or text(library, "name") or record.name,
        "description": f"Imported from {record.name}, a library of CISO Assistant.",
    }
    gathered.add_set(record.name, pairs.rows, values, {})


def _cited(urn: str, framework: str) -> Cited:
    """Return what a URN cites."""
    from crosswalk.formats.importers.gathered import Cited

    home, local = _parts(urn)
    return Cited(urn, framework or home, local)


def _parts(urn: str) -> tuple[str, str]:
    """Return the framework and the id in it that a URN names: they follow `req_node`, or are its last two parts.

    >>> _parts("urn:intuitem:risk:req_node:nist-csf-2.0:gv.oc-01"), _parts("urn:a:risk:req_node:m:one:two")
    (('nist-csf-2.0', 'gv.oc-01'), ('m', 'one:two'))
    """
    parts = urn.split(":")
    if "req_node" in parts[:-2]:
        start = parts.index("req_node") + 1
        return parts[start], ":".join(parts[start + 1 :])
    return parts[-2] if len(parts) > 1 else "", parts[-1]


IMPORTER = Importer(
    "ciso-assistant",
    "libraries of CISO Assistant: frameworks and mapping sets",
    (".yaml", ".yml"),
    _recognises,
    _read,
)
