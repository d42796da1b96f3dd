"""Coverage as tables and CSV, for the commands that print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crosswalk.cli.output import print_csv, print_json, print_table

if TYPE_CHECKING:
    from crosswalk.analysis.coverage import Answer, Coverage


def print_as(form: str, found: Sequence[Coverage]) -> None:
    """Print coverages as JSON, as CSV, or as one table for all of them."""
    if form == "json":
        print_json([one.as_json() for one in found])
    elif form == "csv":
        rows = [record for one in found for record in one.records()]
        print_csv(list(rows[0]) if rows else ["focal", "reference"], [list(record.values()) for record in rows])
    else:
        print_summary(found)
        if len(found) == 1:
            print_provisions(found[0])


def print_summary(found: Sequence[Coverage]) -> None:
    """Print a line for each reference document, those with provisions in our copy first."""
    loaded = [one for one in found if one.loaded]
    others = sorted((one for one in found if not one.loaded), key=lambda one: one.counts["unmapped"])
    _print_lines(loaded, f"Provisions of {found[0].focal} by status" if found else "")
    if others:
        _print_lines(others, "Documents that are not in our copy: only what is said of them as a whole can be counted")


def _print_lines(found: Sequence[Coverage], title: str) -> None:
    from crosswalk.analysis.coverage import STATUSES

    if found:
        columns = ["Reference", "in our copy", *(f"{status.replace('-', ' ')}#" for status in STATUSES), "total#"]
        print_table(columns, [[one.reference, _loaded(one), *one.counts.values(), one.total] for one in found], title)


def print_provisions(one: Coverage) -> None:
    """Print a line for each provision."""
    print_table(
        ["Provision", "Level", "Status", "Best mapping", "Grade", "Label"],
        [_line(answer) for answer in one.answers],
        title=f"{one.focal} against {one.reference}",
    )


def _loaded(one: Coverage) -> str:
    if not one.loaded:
        return "not loaded"
    return f"{one.loaded} of {one.loaded_of if one.loaded_of is not None else 'an unknown number'}"


def _line(answer: Answer) -> list[Any]:
    best = _best(answer)
    text = (
        best.get("relation", "")
        if answer.status == "no-counterpart"
        else f"{best['relation']} {best['object']}"
        if best
        else ""
    )
    provision = answer.provision
    return [provision.id, provision.level, answer.status.replace("-", " "), text, best.get("grade"), provision.label]


def _best(answer: Answer) -> dict[str, Any]:
    mappings = answer.as_json()["mappings"]
    if answer.status == "derived":
        mappings = [mapping for mapping in mappings if mapping["grade"] == "F"]
    return mappings[0] if mappings else {}
