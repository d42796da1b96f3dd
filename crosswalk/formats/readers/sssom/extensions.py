"""The slots that the header of a mapping set may have beside SSSOM's own: declared under
[`extension_definitions`](https://mapping-commons.github.io/sssom/spec-model/#non-standard-slots), as columns are.
"""

from __future__ import annotations

from crosswalk.errors import did_you_mean, shown
from crosswalk.files.entries import validated
from crosswalk.files.faults import Report
from crosswalk.files.model import SetExtensions
from crosswalk.files.yaml_lines import Lined


def declared(header: Lined) -> set[str]:
    """Return the names of the slots and columns that a header declares for itself."""
    return {str(entry.get("slot_name")) for entry in header.entries("extension_definitions")}


def check_slots(header: Lined, known: set[str], name: str, report: Report) -> None:
    """Report the slots of a header that are neither SSSOM's (`known`) nor declared in it."""
    allowed = known | declared(header)
    for slot, line in header.key_lines.items():
        if slot in SetExtensions.model_fields and slot not in allowed:
            message = f"Declare “{shown(slot)}” under #extension_definitions: as docs/data-model.md shows."
            report.add("sssom-header", message, name, line)
        elif slot not in allowed:
            ours = set(SetExtensions.model_fields)
            remedy = did_you_mean(slot, known | ours) or " Declare it under #extension_definitions: or remove it."
            report.add("sssom-header", f"“{shown(slot)}” is not a slot of a mapping set.{remedy}", name, line)


def take_extensions(header: Lined, known: set[str], name: str, report: Report) -> SetExtensions:
    """Remove the declared slots from `header`, which sssom-pydantic would refuse, and return those with a meaning here.

    A value that is not allowed is added to `report`.
    """
    own = Lined()
    own.line, own.key_lines = header.line, header.key_lines
    for slot in declared(header) - known & set(header):
        value = header.pop(slot)
        if slot in SetExtensions.model_fields:
            own[slot] = value
            own.written.update({slot: header.written[slot]} if slot in header.written else {})
    return validated(SetExtensions, own, name, report, "sssom-header") or SetExtensions()
