"""Tables: the screen and the CSV have the same columns, and differ only where the CSV has ids and bare words."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from crosswalk.columns import Column
from crosswalk.explorer.ui import tables
from crosswalk.explorer.ui.tables import ROOM, as_csv, status_column, widths
from crosswalk.vocabulary import Status

CODE, NCSC = "dsit-ai-code-2025", "ncsc-secure-ai-2023"
#: (state of a page, file, columns, columns of which the CSV has something else than the screen)
TABLES = [
    (
        "coverage",
        "coverage--dsit-ai-code-2025.csv",
        [
            "document",
            "loaded",
            "known",
            "covered",
            "partial",
            "derived",
            "no counterpart",
            "cited",
            "unmapped",
            "total",
        ],
        set(),
    ),
    (
        "beyond",
        "asks-more--dsit-ai-code-2025.csv",
        ["id", "level", "provision", "covered", "partial", "derived", "no counterpart", "cited", "unmapped"],
        set(),
    ),
    (
        "beyond",
        "asked-beyond--dsit-ai-code-2025--anssi-genai-1.0.csv",
        ["id", "level", "provision", "status", "nearest in AI Code 2025", "relation"],
        {"status"},
    ),
    (
        "answers",
        "answers--dsit-ai-code-2025--1.1.csv",
        ["document", "status", "relation", "provision there", "why", "level there", "roles there", "grade"],
        {"status"},
    ),
    (
        "agreement?second=ncsc-secure-ai-2023",
        "agreement--only--dsit-ai-code-2025--ncsc-secure-ai-2023.csv",
        ["from", "to", "kind", "what each set says"],
        set(),
    ),
    (
        "editions?old=dsit-ai-code-draft-2024&new=dsit-ai-code-2025",
        "editions--dsit-ai-code-draft-2024--dsit-ai-code-2025--changed.csv",
        ["old", "new", "label", "change", "note", "mappings to look at again"],
        {"mappings to look at again"},
    ),
    (
        "document?id=etsi-en-304-223-2.1.1",
        "provisions--etsi-en-304-223-2.1.1.csv",
        ["id", "label", "kind", "level", "roles", "phase", "summary"],
        {"label", "id"},
    ),
    (
        "document?id=etsi-en-304-223-2.1.1",
        "work-items--etsi-en-304-223-2.1.1.csv",
        ["number", "title", "to this document", "body", "stage", "since", "as of", "how seen"],
        set(),
    ),
    (
        "document?id=etsi-en-304-223-2.1.1",
        "mapping-sets--etsi-en-304-223-2.1.1.csv",
        [
            "from or to",
            "mapping set",
            "title",
            "asserted by",
            "date",
            "rights",
            "layer",
            "mappings",
            "grades",
            "made",
            "description",
        ],
        set(),
    ),
    (
        "provision?id=dsit-ai-code-2025:2.1",
        "mappings--dsit-ai-code-2025--2.1.csv",
        [
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
        ],
        set(),
    ),
    (
        "mapping-set",
        "mappings-of-set--dsit-ai-code-2025--ncsc-secure-ai-2023.csv",
        ["from", "relation", "to", "why", "grade"],
        {"to", "from"},
    ),
    (
        "matrix",
        "documents-by-documents.csv",
        [
            "document",
            "covered by",
            "percent",
            "known",
            "covered",
            "partial",
            "derived",
            "no counterpart",
            "cited",
            "unmapped",
            "total",
        ],
        set(),
    ),
    ("organisation", "documents-of--etsi.csv", ["document", "date", "status", "loaded"], set()),
    ("organisation", "sets-of--etsi.csv", ["mapping set", "title", "date", "mappings", "grades"], set()),
    (
        "graph?id=dsit-ai-code-2025",
        "around--dsit-ai-code-2025.csv",
        ["name", "steps", "reached from", "relation", "status", "mappings", "grade", "mapping sets"],
        {"status"},
    ),
    (
        "mindmap",
        "mind-map--dsit-ai-code-2025--1.csv",
        ["document", "provision there", "status", "mapped to"],
        {"status"},
    ),
    ("quality", "faults.csv", ["severity", "rule", "file", "line", "message"], set()),
    ("quality?view=rules", "rules.csv", ["rule", "what it asks"], set()),
    (
        "quality?view=sets",
        "mapping-sets.csv",
        ["mapping set", "title", "asserted by", "date", "rights", "layer", "mappings", "grades", "made", "description"],
        set(),
    ),
    (
        "quality?view=contradictions",
        "contradictions.csv",
        ["circle", "from", "to", "proves", "along", "mapping sets"],
        set(),
    ),
    (
        "tracker?item=pren-18282&since=2026-06-01",
        "tracker.csv",
        [
            "number",
            "title",
            "body",
            "committee",
            "stage",
            "closes",
            "topics",
            "own code",
            "since",
            "as of",
            "how seen",
            "supports",
            "page",
            "kind",
            "becomes",
            "id",
        ],
        {"how seen", "body", "topics", "stage", "supports", "since", "closes", "committee"},
    ),
    (
        "tracker?item=pren-18282&since=2026-06-01",
        "changes--2026-06-01.csv",
        [
            "date",
            "known to the",
            "number",
            "title",
            "body",
            "committee",
            "stage",
            "own code",
            "as of",
            "how seen",
            "kind",
            "id",
        ],
        {"how seen", "known to the", "body", "committee"},
    ),
    (
        "tracker?item=pren-18282&since=2026-06-01",
        "milestones--pren-18282.csv",
        ["stage", "own code", "date", "as of", "how seen", "note"],
        {"how seen", "date"},
    ),
]
#: Columns that only the CSV has.
FILE_ONLY = {"tracker.csv": ["becomes", "id"], "changes--2026-06-01.csv": ["id"]}
#: (file, row of its CSV)
ROWS = {
    "mind-map--dsit-ai-code-2025--1.csv": [
        "EN 304 223 V2.1.1",
        "5.1.1-1 AI security content in cyber training",
        "covered",
        "1.1 equal",
    ],
    "milestones--pren-18282.csv": ["enquiry", "40.20", "2026-05-07", "2026-05-07", "secondary", ""],
    "coverage--dsit-ai-code-2025.csv": [
        "EN 304 223 V2.1.1",
        "72 of 72",
        "compared",
        "72",
        "0",
        "0",
        "0",
        "0",
        "0",
        "72",
    ],
}


@pytest.fixture
def files(monkeypatch) -> dict[str, list[list[str]]]:
    """Return the rows of every CSV that the pages of this test offer, by the file's name."""
    offered: dict[str, list[list[str]]] = {}
    offer = tables.offer

    def noted(file):
        if file.media_type == "text/csv":
            offered[file.name] = list(csv.reader(io.StringIO(file.content().decode("utf-8-sig"))))
        offer(file)

    monkeypatch.setattr(tables, "offer", noted)
    return offered


@pytest.mark.parametrize("state", dict.fromkeys(state for state, *_ in TABLES))
def test_screen_and_csv_have_the_same_columns_and_rows(visit, files, state):
    page, _, query = state.partition("?")
    app = visit(page, **dict(parse_qsl(query)))
    assert not app.error
    assert not app.exception
    for file, columns, differ in (row[1:] for row in TABLES if row[0] == state):
        header, *rows = files[file]
        assert header == columns
        columns = [column for column in columns if column not in FILE_ONLY.get(file, ())]
        [frame] = [one.value for one in app.dataframe if list(one.value.columns) == columns]
        assert len(frame) == len(rows) > 0
        for number, column in enumerate(columns):
            shown = ["" if pd.isna(cell) else str(cell) for cell in frame[column]]
            written = [row[number].removeprefix("'") for row in rows]
            if column not in differ:
                assert written == shown, column
        for column in differ & {"status", "how seen"}:  # without the shape
            assert all(row[columns.index(column)].isascii() for row in rows)
        if file in ROWS:
            assert ROWS[file] in rows


@pytest.mark.parametrize(
    ("state", "file"),
    [
        ({"reference": NCSC}, f"{CODE}--{NCSC}.csv"),
        ({"reference": NCSC, "view": "texts", "level": "shall"}, f"side-by-side--{CODE}--{NCSC}.csv"),
        ({"reference": NCSC, "view": "gaps"}, f"gaps--{CODE}--{NCSC}.csv"),
    ],
)
def test_the_files_of_compare_are_those_of_the_terminal(visit, files, cli, state, file):
    app = visit("compare", **state)
    assert not app.error
    assert not app.exception
    command = "gaps" if state.get("view") == "gaps" else "coverage"
    options = [
        *(["-r", NCSC] if command == "coverage" else [NCSC]),
        *(["--level", "shall"] if "level" in state else []),
    ]
    printed = cli(command, CODE, *options, "--format", "csv").stdout
    assert files[file] == list(csv.reader(io.StringIO(printed)))


def test_a_column_is_one_entry_for_the_screen_and_the_csv():
    columns = [Column("id", lambda one: one[0]), status_column(lambda one: one[1])]
    records = [("a", Status.COVERED), ("b", Status.NO_COUNTERPART)]
    assert as_csv(columns, records) == "id,status\r\na,covered\r\nb,no-counterpart\r\n"
    assert [column.screen(records[1]) for column in columns] == ["b", "✕ no counterpart"]
    more = [*columns, Column("twice", lambda one: 2 * one[0], export=lambda one: len(one[0]))]
    assert as_csv(more, records).splitlines()[1] == "a,covered,1"
    assert more[-1].screen(records[0]) == "aa"


def test_a_cell_of_the_csv_cannot_become_a_formula():
    assert as_csv([Column("id", str)], ["=1+1"]) == "id\r\n'=1+1\r\n"


def test_a_table_is_as_wide_as_what_is_in_it_and_no_word_is_cut():
    long = "A label of so many words that no screen of an office has the room for all of it in a single line " * 2
    rows = [["1.1", "✕ no counterpart", long, "CEN-CENELEC"] for _ in range(3)]
    wide, lines = widths(["id", "status", "why", "body"], rows)
    assert 1 < lines <= 4
    assert ROOM - 4 <= sum(wide) <= ROOM + 4
    assert wide[3] > 9 * len("CEN-CENELEC")


@pytest.mark.parametrize(
    ("word", "is_whole"),
    [
        ("dsit-ai-code-2025--owasp-ai-exchange-2026-08", True),
        ("nist-ai-rmf-1.0--iso-iec-42001-2023.oscal-compass", True),
        ("nist-sp-800-53-5.2.0:SI-10(1)", True),
        ("https://www.iso.org/standard/42001/and/so/on.html", False),
        ("Lopadotemachoselachogaleokranioleipsanon", False),
    ],
)
def test_no_id_is_broken(word, is_whole):
    """A table with several ids in a cell breaks the line between them; another long word may be broken."""
    label = "A label of so many words that no screen of an office has the room for all of it in a single line " * 3
    wide, lines = widths(["why", "mapping sets"], [[label, f"{word}, {word}"]], room=400)
    assert lines > 1
    assert (wide[1] > 7.8 * len(word)) is is_whole


def test_a_table_of_short_words_is_narrow():
    assert sum(widths(["id"], [["1.1"]])[0]) < 60


def test_a_column_is_as_wide_as_the_letters_that_are_in_it():
    """Rows have as many lines as the longest text needs, so that a text taken for too wide makes every row too high."""
    (narrow,), (wide,) = (widths(["a"], [[letter * 20]])[0] for letter in "im")
    assert wide > 2 * narrow
