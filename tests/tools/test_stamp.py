"""Stamping: rows without hashes get them, rows that were reviewed get new ones, and nothing else changes."""

from __future__ import annotations

import pytest

from crosswalk.errors import CrosswalkError
from tools.stamp import DECLARED, stamped

HEAD = "#mapping_set_id: x\n#license: y\n"
COLUMNS = "subject_id\tpredicate_id\tobject_id\tcomment"
HASHES = {"a:1": "1111", "a:2": "2222", "b:1": "9999"}
PLAIN = f"{HEAD}{COLUMNS}\na:1\tskos:exactMatch\tb:1\tSame.\na:2\tskos:relatedMatch\tsssom:NoTermFound\tNone.\n"
STAMPED = (
    f"{HEAD}{DECLARED}{COLUMNS}\tsubject_hash\tobject_hash\n"
    "a:1\tskos:exactMatch\tb:1\tSame.\t1111\t9999\na:2\tskos:relatedMatch\tsssom:NoTermFound\tNone.\t2222\t\n"
)
LATER = {"a:1": "1112", "a:2": "2223", "b:1": "9999"}


def test_rows_without_hashes_get_them() -> None:
    assert stamped(PLAIN, HASHES) == STAMPED


def test_hashes_that_are_there_stay_so_that_a_change_shows() -> None:
    assert stamped(STAMPED, LATER) == STAMPED


def test_reviewed_rows_are_stamped_anew() -> None:
    assert stamped(STAMPED, LATER, None) == STAMPED.replace("1111", "1112").replace("2222", "2223")
    assert stamped(STAMPED, LATER, frozenset({"a:2"})) == STAMPED.replace("2222", "2223")


def test_other_extension_columns_are_not_touched() -> None:
    with pytest.raises(CrosswalkError, match="by hand"):
        stamped(f"#extension_definitions:\n{PLAIN}", HASHES)
