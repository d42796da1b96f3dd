"""The evidence behind mappings as data: who asserts each, when, how, with which rights; is it reviewed (§6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.describe import describe
from crosswalk.analysis.mappings import NO_TERM, assertions
from crosswalk.explorer.ui.naming import called
from crosswalk.store.holder import Crosswalk

COLUMNS = [
    "from",
    "relation",
    "to",
    "asserted by",
    "date",
    "justification",
    "grade",
    "review",
    "why",
    "rights",
    "mapping set",
]


def asserter(crosswalk: Crosswalk, row: dict[str, Any]) -> str:
    """Return who asserts a mapping."""
    return called(crosswalk, row["provider"]) if row["provider"] else str(row["creator"] or "nobody named")


def review(row: dict[str, Any]) -> str:
    """Return the review status of a mapping."""
    if row["reviewer"]:
        return f"reviewed by {row['reviewer']}"
    return "no reviewer named" if row["provider"] else "not yet reviewed"


def searched(crosswalk: Crosswalk, row: dict[str, Any]) -> str | None:
    """Return the document in which nothing was found."""
    subject = row["object"] if row["subject"] == NO_TERM else row["subject"]
    for told in assertions(crosswalk, subject.split(":", 1)[0]):
        if (told.subject, told.object, told.mapping_set) == (subject, NO_TERM, row["mapping_set"]):
            return told.object_document
    return None


def cells(crosswalk: Crosswalk, rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """Return mappings as rows of a table with COLUMNS."""
    return [
        [
            row["subject"],
            row["relation"],
            row["object"],
            asserter(crosswalk, row),
            row["date"],
            row["justification"],
            row["grade"],
            review(row),
            row["comment"],
            row["license"],
            row["mapping_set"],
        ]
        for row in rows
    ]


def rows_of(crosswalk: Crosswalk, answer: Answer) -> list[dict[str, Any]]:
    """Return every mapping behind an answer, as it was written."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for told in answer.mappings:
        for row in describe(crosswalk, told.subject)["mappings"]:
            if row["mapping_set"] == told.mapping_set and {row["subject"], row["object"]} == {
                told.subject,
                told.object,
            }:
                found[row["mapping_set"], row["subject"], row["predicate"], row["object"]] = row
    return list(found.values())
