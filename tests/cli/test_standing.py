"""That a document was amended or withdrawn is said with every answer about it, in every form."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.test_formats import FORMATS
from tests.support import ROOT

Cli = Callable[..., Result]
ACT, CODE = "eu-ai-act-2024", "dsit-ai-code-2025"
AMENDED = "amended by eu-digital-omnibus-2026"
#: What does not answer about documents of the catalogue: it counts, checks, prints rows as they are, or lists work.
OTHERS = {"query", "reason", "stats", "tracker", "validate"}
#: A question of each other command that is about the AI Act.
QUESTIONS = {
    "agreement": [ACT, CODE],
    "candidates": [ACT, "owasp-llm-2025", "--most", "1"],
    "compare": [CODE, ACT],
    "coverage": [ACT, "-r", CODE],
    "documents": [],
    "gaps": [CODE, ACT],
    "measures": [CODE, ACT],
    "search": ["AI Act Article 15"],
    "show": [f"{ACT}:Art-15"],
    "structure": [],
    "trace": [f"{CODE}:2.1", f"{ACT}:Art-15"],
}
MORE = [
    ("coverage", [CODE]),
    ("coverage", [ACT]),
    ("gaps", [ACT, "owasp-llm-2025"]),
    ("measures", []),
    ("measures", [ACT]),
    ("measures", [CODE]),
    ("measures", ["--only", ACT]),
    ("measures", ["--asked-by", ACT, "--asked-by", CODE]),
    ("show", [f"{CODE}--{ACT}"]),
]
#: The same of a made-up document that was withdrawn.
WITHDRAWN = [
    ("agreement", ["twin-2.0", "alpha-1.0"]),
    ("candidates", ["beta-1.0", "alpha-1.0"]),
    ("compare", ["alpha-1.0", "twin-2.0"]),
    ("coverage", ["twin-2.0", "-r", "alpha-1.0"]),
    ("coverage", ["beta-1.0"]),
    ("documents", []),
    ("gaps", ["alpha-1.0", "beta-1.0"]),
    ("measures", ["beta-1.0", "alpha-1.0"]),
    ("measures", ["alpha-1.0"]),
    ("measures", []),
    ("search", ["Lists"]),
    ("show", ["alpha-1.0:1"]),
    ("structure", []),
    ("trace", ["twin-2.0:9.1", "alpha-1.0:1"]),
]


def forms(name: str) -> list[str]:
    return [form for other, form in FORMATS if other == name and form in ("table", "json", "csv")]


def test_every_command_that_answers_is_asked() -> None:
    assert {name for name, _ in FORMATS} == QUESTIONS.keys() | OTHERS | {"diff"}


def assert_said(result: Result, form: str, document: str, sentence: str, became: dict[str, object]) -> None:
    assert result.exit_code == 0, result.output
    if form == "json":
        standing = {one.pop("id"): one for one in json.loads(result.stdout)["standing"]}
        assert standing[document] == became
    elif form == "csv":
        cells = {
            name: cell
            for row in csv.DictReader(io.StringIO(result.stdout))
            for name, cell in row.items()
            if sentence in cell
        }
        assert [name for name in cells if name.endswith("standing")]
    else:
        assert sentence in " ".join(result.stdout.split())


@pytest.mark.parametrize(("name", "arguments"), [*QUESTIONS.items(), *MORE])
def test_every_form_of_an_answer_about_an_amended_document_says_so(
    cli: Cli, name: str, arguments: list[str | Path]
) -> None:
    became = {
        "withdrawn": False,
        "withdrawn_on": None,
        "replaced_by": [],
        "amended_by": ["eu-digital-omnibus-2026"],
    }
    for form in forms(name):
        assert_said(cli(name, *arguments, "--format", form), form, ACT, AMENDED, became)


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawn") / "own"
    shutil.copytree(ROOT / "tests" / "analysis" / "inputs" / "asks", folder)
    file = folder / "data" / "documents" / "alpha-1.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("date: ", "withdrawn: 2026-01-05\ndate: ", 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "arguments"), WITHDRAWN)
def test_every_form_of_an_answer_about_a_withdrawn_document_says_so(
    cli: Cli, withdrawn: Path, name: str, arguments: list[str]
) -> None:
    became = {"withdrawn": True, "withdrawn_on": "2026-01-05", "replaced_by": [], "amended_by": []}
    for form in forms(name):
        result = cli(name, *arguments, "--data", withdrawn, "--only-data", "--format", form)
        assert_said(result, form, "alpha-1.0", "withdrawn on 2026-01-05", became)


def test_every_form_of_what_changed_says_that_the_older_edition_was_replaced(cli: Cli) -> None:
    became = {"withdrawn": False, "withdrawn_on": None, "replaced_by": ["owasp-llm-2026"], "amended_by": []}
    for form in forms("diff"):
        result = cli("diff", "owasp-llm-2025", "owasp-llm-2026", "--format", form)
        assert_said(result, form, "owasp-llm-2025", "replaced by owasp-llm-2026", became)


def test_what_is_in_force_as_published_is_not_mentioned(cli: Cli) -> None:
    pair = [CODE, "ncsc-secure-ai-2023"]
    assert json.loads(cli("gaps", *pair, "--format", "json").stdout)["standing"] == []
    [*rows] = csv.DictReader(io.StringIO(cli("gaps", *pair, "--format", "csv").stdout))
    assert {row["focal_standing"] + row["reference_standing"] for row in rows} == {""}
