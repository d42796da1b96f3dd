"""The columns of a comparison are one list: what is added to it is in the explorer, the terminal and the CSV."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from crosswalk.comparison import FIELDS, TABLES, Field, Shown, Table, Voice, columns
from crosswalk.store.holder import Crosswalk
from tests.support import CODE

NCSC = "ncsc-secure-ai-2023"


@pytest.mark.parametrize("table", Table)
def test_every_column_of_a_table_is_in_the_list_and_headed_once(table: Table, shipped: Crosswalk) -> None:
    made = [FIELDS[key].column(table.place, Voice(shipped), width) for key, width in TABLES[table].items()]
    headings = [column.heading for column in made]
    assert all(headings)
    assert len(headings) == len(set(headings))


def test_every_column_of_the_list_is_in_a_table() -> None:
    assert {key for keys in TABLES.values() for key in keys} == set(FIELDS)


@pytest.mark.parametrize("place", ["screen", "terminal"])
def test_no_column_has_a_heading_for_a_place_where_no_table_shows_it(place: str) -> None:
    headed = {key for key, field in FIELDS.items() if getattr(field, place)}
    assert headed == {key for table, keys in TABLES.items() if table.place == place for key in keys}


def test_a_column_without_a_heading_for_the_place_is_refused(shipped: Crosswalk) -> None:
    with pytest.raises(ValueError, match="phase has no heading for the screen"):
        FIELDS["phase"].column("screen", Voice(shipped), None)


def test_a_column_that_would_be_empty_is_left_out_where_the_list_says_so(shipped: Crosswalk) -> None:
    headings = [column.heading for column in columns(Table.TERMINAL, Voice(shipped), [])]
    assert "Carried from" not in headings
    assert "Grade" in headings


def test_a_column_is_added_in_one_place(
    cli: Callable[..., Result], visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    loud = Field(
        "loud_label",
        lambda _, row: row.answer.provision.label.upper(),
        screen=Shown("loud label"),
        terminal=Shown("Loud"),
    )
    monkeypatch.setitem(FIELDS, "loud_label", loud)  # type: ignore[arg-type]
    for table, keys in TABLES.items():
        monkeypatch.setitem(TABLES, table, {**keys, "loud_label": None})  # type: ignore[arg-type]
    monkeypatch.setenv("COLUMNS", "300")
    for command in ("compare", "gaps"):
        assert cli(command, CODE, NCSC, "--format", "csv").stdout.splitlines()[0].endswith(",loud_label")
        assert "Loud" in cli(command, CODE, NCSC).stdout
    mappings = cli("compare", CODE, NCSC, "--format", "csv", "--rows", "mappings").stdout
    assert mappings.splitlines()[0].endswith(",loud_label")
    for view in ("provisions", "gaps", "texts", "candidates"):
        frame = visit("compare", focal=CODE, reference=NCSC, view=view).dataframe[0].value
        assert all(cell == cell.upper() for cell in frame["loud label"]), view
