"""Write the hashes of both ends into the rows of a mapping set, so that a later change of an end makes the row stale.

    python -m tools.stamp mappings/curated/….sssom.tsv        # rows that have no hashes yet
    python -m tools.stamp --reviewed FILE [SUBJECT …]         # also reviewed rows: all, or those of some subjects

The hashes are in two declared extension columns, `subject_hash` and `object_hash`; `crosswalk query stale-mappings`
lists the rows whose ends have changed since. An end that is not a loaded provision has no hash. The set's `curie_map`
is updated, too.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import crosswalk
from crosswalk.errors import CrosswalkError, UsageError
from tools.curie_map import with_curie_map

COLUMNS = {"subject_hash": "subject_id", "object_hash": "object_id"}
DECLARED = """#extension_definitions:
#  - slot_name: subject_hash
#    property: https://w3id.org/ai-security-crosswalk/ns#subjectHash
#    type_hint: xsd:string
#  - slot_name: object_hash
#    property: https://w3id.org/ai-security-crosswalk/ns#objectHash
#    type_hint: xsd:string
"""


def stamped(text: str, hashes: Mapping[str, str], subjects: frozenset[str] | None = frozenset()) -> str:
    """Return the text of a mapping set with hashes in the rows that lack them, and new hashes in the rows of `subjects`
    (None: in all rows). Raises UsageError where the set declares other extension columns.
    """
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    columns, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    if "subject_hash" not in columns:
        if any("extension_definitions" in line for line in head):
            raise UsageError("The set declares other extension columns: add the two hash columns by hand.")
        head += DECLARED.rstrip("\n").split("\n")
        columns += list(COLUMNS)
        rows = [[*row, *("" for _ in COLUMNS)] for row in rows]
    for row in rows:
        is_new = subjects is None or row[columns.index("subject_id")] in subjects
        for column, end in COLUMNS.items():
            place = columns.index(column)
            if is_new or not row[place]:
                row[place] = hashes.get(row[columns.index(end)], "")
    return "\n".join([*head, *("\t".join(row) for row in [columns, *rows])]) + "\n"


def main() -> None:
    """Stamp the given file."""
    parser = argparse.ArgumentParser(description="Write the hashes of both ends into the rows of mapping sets.")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help="with --reviewed: only the rows of these subjects"
    )
    parser.add_argument("--reviewed", action="store_true", help="the rows were reviewed: write new hashes")
    given = parser.parse_args()
    loaded_crosswalk = crosswalk.load()
    loaded = [entry.id for entry in crosswalk.documents(loaded_crosswalk) if entry.loaded]
    hashes = {
        str(provision): str(now)
        for document in loaded
        for provision, now in crosswalk.ask(loaded_crosswalk, "content-hashes", document=document).rows
    } | {str(thing): str(now) for thing, now in crosswalk.ask(loaded_crosswalk, "ask-hashes").rows}
    reviewed = (frozenset(given.subjects) or None) if given.reviewed else frozenset()
    try:
        text = with_curie_map(stamped(given.file.read_text(encoding="utf-8"), hashes, reviewed))
    except (OSError, CrosswalkError, ValueError) as error:
        sys.exit(f"{given.file}: {error}")
    draft = given.file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, given.file)


if __name__ == "__main__":
    main()
