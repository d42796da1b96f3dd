"""Files of OSCAL, in JSON or YAML: their root, and what is at the back of them."""

from __future__ import annotations

from crosswalk.files.json_safe import parse_json
from crosswalk.files.text import as_text, read_bytes
from crosswalk.files.yaml_lines import YamlFault, parse_yaml
from crosswalk.formats.importers import ForeignFile
from crosswalk.formats.importers.gathered import Gathered
from crosswalk.formats.importers.pairs import entries, text
from crosswalk.limits import JSON_SIZE, YAML_SIZE


def root(file: ForeignFile, name: str, gathered: Gathered) -> dict[str, object] | None:
    """Return the root of a file, or None with the fault added to the report. Raises Unreadable."""
    if file.path.name.lower().endswith(".json"):
        content = parse_json(read_bytes(file.path, JSON_SIZE))
    else:
        try:
            content = parse_yaml(as_text(read_bytes(file.path, YAML_SIZE)))
        except YamlFault as fault:
            gathered.report.add("yaml-syntax", f"{fault}.", file.name, fault.line)
            return None
    inside = content.get(name) if isinstance(content, dict) else None
    if not isinstance(inside, dict):
        gathered.report.add("oscal", f"The file must be an object with a {name}.", file.name, 1)
        return None
    return inside


def resources(inside: dict[str, object]) -> dict[str, str]:
    """Return the titles of the resources at the back of a file, by their UUIDs in small letters."""
    back = next(iter(entries(inside.get("back-matter"))), {})
    return {
        text(one, "uuid").lower(): text(one, "title") for one in entries(back.get("resources")) if text(one, "title")
    }
