"""Markdown: every provision of both documents is a row, and no text of the data is anything but text."""

from __future__ import annotations

import re

import pytest

import crosswalk
from crosswalk.analysis.compare import compare
from crosswalk.formats.writers import export, exported
from crosswalk.formats.writers.markdown import text
from crosswalk.looks import status_words
from crosswalk.store.holder import Crosswalk
from tests.support import ROOT

PAIR = ("dsit-ai-code-2025", "owasp-llm-2025")
FORMULAS = ROOT / "tests" / "cli" / "inputs" / "formulas"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_every_provision_of_both_documents_is_a_row_with_its_status(shipped: Crosswalk) -> None:
    lines = export(shipped, "markdown", *PAIR).decode().splitlines()
    rows = [cells(line) for line in lines if line.startswith("|")]
    provisions = [(row[0], row[2]) for row in rows if len(row) == 6 and ":" in row[0]]
    assert provisions == [
        (text(answer.provision.id), status_words(answer.status))
        for each in compare(shipped, *PAIR)
        for answer in each.answers
    ]
    gaps = [row for row in rows if len(row) == 4 and ":" in row[0]]
    assert len(gaps) == sum("●" not in word for _, word in provisions)
    assert all(row[2] for row in gaps)
    assert {len(row) for row in rows} == {2, 4, 6}


def test_it_begins_with_the_titles_and_ends_with_the_sources(shipped: Crosswalk) -> None:
    content = export(shipped, "markdown", *PAIR).decode()
    titles = [crosswalk.documents(shipped)[place].title for place in _places(shipped)]
    assert content.startswith(f"# {text(titles[0])} against {text(titles[1])}\n")
    assert content.rstrip().endswith(f"to make it again: `crosswalk export markdown {' '.join(PAIR)}`.")
    assert "| dsit-ai-code-2025--owasp-llm-2025 |" in content


def _places(shipped: Crosswalk) -> list[int]:
    known = [entry.id for entry in crosswalk.documents(shipped)]
    return [known.index(name) for name in PAIR]


def test_what_is_left_out_is_counted(shipped: Crosswalk) -> None:
    beside, summaries = exported(shipped, "markdown", *PAIR).losses
    answers = [answer for each in compare(shipped, *PAIR) for answer in each.answers]
    assert summaries.count == sum(bool(answer.provision.summary) for answer in answers)
    assert 0 < beside.count < sum(len(answer.ends) for answer in answers)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a|b", "a\\|b"),
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("- x", "\\- x"),
        ("a\nb", "a b"),
        ("\x1b[31m", "\\\\x1b\\[31m"),
    ],
)
def test_a_text_is_nothing_but_text(raw: str, shown: str) -> None:
    assert text(raw) == shown


def test_hostile_texts_break_no_table() -> None:
    own = crosswalk.load([FORMULAS], only_data=True)
    lines = export(own, "markdown", "formula-1.0", "formula-2.0").decode().splitlines()
    assert {len(cells(line)) for line in lines if line.startswith("|")} <= {2, 4, 6}
