"""The recipes of CONTRIBUTING work: each is written into a temporary copy, and the tool is run on it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import crosswalk
from crosswalk.sparql import ask
from tests.recipes import read, recipes, write
from tests.support import ROOT, clean_environment, results, run_command

TEXT = read("CONTRIBUTING.md")
RECIPES = recipes(TEXT)
SMALL = ROOT / "tests" / "sparql" / "expected" / "small"
#: What the examples point to, and what that points to.
SHIPPED = ("owasp-llm-2025", "eu-ai-act-2024", "eu-digital-omnibus-2026")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with the documents to which the recipes point, and with the example document."""
    for name in SHIPPED:
        target = tmp_path / "data" / "documents" / f"{name}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / "documents" / target.name, target)
    write(RECIPES["organisation"] + RECIPES["document"], tmp_path)
    return tmp_path


def run(*arguments: str | Path, cwd: Path | None = None) -> str:
    finished = run_command(*arguments, cwd=cwd)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def validated(folder: Path) -> tuple[CompletedProcess[str], list[dict[str, Any]]]:
    finished = run_command("validate", folder, "--only-data", "--format", "json")
    assert finished.stderr == ""
    faults: list[dict[str, Any]] = results(finished.stdout)
    return finished, faults


def assert_conforms(folder: Path) -> None:
    finished, faults = validated(folder)
    assert faults == []
    assert finished.returncode == 0


def shown(folder: Path, thing: str) -> dict[str, Any]:
    found: dict[str, Any] = results(run("show", thing, "--data", folder, "--only-data", "--format", "json"))
    return found


def test_every_recipe_was_found() -> None:
    assert set(RECIPES) == {
        *("document", "organisation", "term", "mapping-set", "work-item", "rule", "query", "command"),
        *("view", "reader", "importer", "writer"),
    }
    assert [len(RECIPES[name]) for name in ("document", "mapping-set", "rule", "query")] == [1, 1, 3, 2]


def test_it_begins_with_clone_set_up_and_one_test() -> None:
    [begin] = re.findall(r"^## Begin\n\n```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert [line.split("#")[0].strip().split()[:2] for line in begin.splitlines()] == [
        ["git", "clone"],
        ["cd", "crosswalk"],
        ["make", "setup"],
        [".venv/bin/python", "-m"],
    ]
    test = begin.splitlines()[-1].split("#")[0].split()[-1]
    assert (ROOT / test).is_file()


def test_document_and_organisation(folder: Path) -> None:
    assert_conforms(folder)
    listed = csv.DictReader(io.StringIO(run("documents", "--data", folder, "--only-data", "--format", "csv")))
    [entry] = [row for row in listed if row["id"] == "example-std-2.0"]
    assert (entry["loaded"], entry["total"]) == ("1", "1")
    assert shown(folder, "example-std-2.0:1.1")["name"] == "Roles are assigned"


def test_document_without_its_organisation_is_a_fault(folder: Path) -> None:
    (folder / "data" / "organisations.yaml").unlink()
    finished, faults = validated(folder)
    assert finished.returncode == 1
    assert {fault["rule"] for fault in faults} == {"publisher-not-an-organisation"}


def test_term(folder: Path) -> None:
    write(RECIPES["term"], folder)
    assert_conforms(folder)
    [term] = crosswalk.terms(crosswalk.load([folder], only_data=True))
    assert (term.names, term.document) == (("shadow AI", "unapproved AI"), "example-std-2.0")


def test_mapping_set(folder: Path) -> None:
    write(RECIPES["mapping-set"], folder)
    assert_conforms(folder)
    arguments = ("example-std-2.0", "-r", "owasp-llm-2025", "--data", folder, "--only-data", "--format", "json")
    [answer] = results(run("coverage", *arguments))
    assert answer["counts"]["no-counterpart"] == answer["total"] == 1


def test_work_item(folder: Path) -> None:
    write(RECIPES["work-item"], folder)
    assert_conforms(folder)
    arguments = ("--law", "eu-ai-act-2024:Art-15", "--stage", "enquiry", "--data", folder, "--only-data")
    assert {"EX/WD", "27999"} <= set(run("tracker", *arguments).split())


def test_rule(tmp_path: Path) -> None:
    shape, good, bad = RECIPES["rule"]
    name = Path(shape.path).stem
    assert [Path(file.path).parent for file in (good, bad)] == [Path("tests/shapes") / name] * 2
    assert not (ROOT / shape.path).exists()
    write([shape], tmp_path)
    example = tmp_path / "ontology" / "example.ttl"
    example.write_text(good.text, encoding="utf-8")
    assert_conforms(tmp_path)
    example.write_text(bad.text, encoding="utf-8")
    finished, faults = validated(tmp_path)
    assert finished.returncode == 1
    assert [fault["rule"] for fault in faults] == [name]


def test_query(tmp_path: Path) -> None:
    query, expected = RECIPES["query"]
    name = Path(query.path).stem
    assert expected.path == f"tests/sparql/expected/{name}.json"
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    write([query], tmp_path)
    case = json.loads(expected.text)
    table = ask(crosswalk.load([tmp_path], only_data=True), name, **case["arguments"])
    assert list(table.columns) == case["columns"]
    assert [list(row) for row in table.rows] == case["rows"]
    listed = run("query", "--data", tmp_path, "--only-data")
    assert name in listed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the program, to which a recipe can add its file."""
    folder = tmp_path / "copy"
    for part in ("crosswalk", "ontology", ".streamlit"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data" / "VERSION", folder / "data")
    return folder


def added(recipe: str, copy: Path) -> Path:
    """Write the one file of a recipe, which must be new, into a copy of the program."""
    [file] = RECIPES[recipe]
    assert not (ROOT / file.path).exists()
    write([file], copy)
    return copy / file.path


def python(script: str, copy: Path, *arguments: str | Path) -> str:
    """Return what a script prints in a process that sees the copy only."""
    environment = clean_environment({"PYTHONPATH": str(copy), "CROSSWALK_CACHE": "off"})
    command = [sys.executable, "-c", script, *map(str, arguments)]
    finished = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_command(copy: Path) -> None:
    name = added("command", copy).stem
    assert f"  {name} " in run("--help", cwd=copy)
    assert run(name, "one-2025", "two-2.0", "--data", SMALL, "--only-data", cwd=copy) == "1 of 3\n"


VIEW = """
import os, sys
os.environ |= {"CROSSWALK_DATA": sys.argv[1], "CROSSWALK_ONLY_DATA": "1"}
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
app = AppTest.from_file("app.py", default_timeout=60)
app._page_hash = calc_hash("counts")
app.run()
print(app.title[0].value, "|", app.markdown[-1].value, "|", [error.value for error in app.error], len(app.exception))
"""


def test_view(copy: Path) -> None:
    added("view", copy)
    assert (
        python(VIEW, copy, SMALL)
        .replace("\\", "")
        .startswith("How much is loaded | 3 documents are known here. | [] 0")
    )


def test_reader(copy: Path, tmp_path: Path) -> None:
    added("reader", copy)
    data = tmp_path / "folder"
    shutil.copytree(SMALL, data)
    path = data / "data" / "documents" / "four-2026.json"
    document = {
        "id": "four-2026",
        "title": "Standard Four",
        "version": "2026",
        "publisher": "gamma-body",
        "date": "2026-11",
        "status": {"stage": "published", "as_of": "2026-11-22", "seen": "primary"},
        "rights": "none",
        "text_policy": "own-words",
        "assessable": "provision",
        "loaded": 1,
        "provisions": [{"id": "1", "label": "Read from JSON", "kind": "provision"}],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    script = "import crosswalk, sys; xw = crosswalk.load([sys.argv[1]], only_data=True); "
    script += "print([p.label for p in crosswalk.provisions(xw, 'four-2026')])"
    assert python(script, copy, data) == "['Read from JSON']\n"
    validate = "from crosswalk.cli import main; main()"
    assert "no violations" in python(validate, copy, "validate", path, "--only-data")
    path.write_text("{", encoding="utf-8")
    script = "import crosswalk, sys; "
    script += "print([f.rule for f in crosswalk.validate(crosswalk.Layout.of([sys.argv[1]], only_data=True))])"
    assert python(script, copy, data) == "['json-document']\n"


def test_importer(copy: Path, tmp_path: Path) -> None:
    added("importer", copy)
    file, target = tmp_path / "own.pairs", tmp_path / "out"
    file.write_text("two-2.0:a-01\tother:1\nno pair\n", encoding="utf-8")
    main = "from crosswalk.cli import main; main()"
    said = python(main, copy, "import", "auto", file, "-o", target, "--keep-good", "--data", SMALL)
    assert "2 rows, 1 kept, 1 refused" in said
    assert "no violations" in python(main, copy, "validate", target, "--data", target, "--data", SMALL)
    [made] = (target / "mappings" / "published").iterdir()
    assert "two-2.0:A-1\tdcterms:references\tother-undated:1" in made.read_text(encoding="utf-8")


def test_writer(copy: Path) -> None:
    added("writer", copy)
    doctests = "import doctest, crosswalk.formats.writers as w; print(doctest.testmod(w))"
    assert python(doctests, copy).startswith("TestResults(failed=0")
    arguments = ("query", "documents", "--format", "asciidoc", "--data", SMALL, "--only-data")
    first, head, *rows, last = run(*arguments, cwd=copy).splitlines()
    assert first == last == "|==="
    assert head.startswith("|id |title ")
    assert len(rows) == 3
    assert rows[0].startswith("|one-2025 |")
    made = run("export", "asciidoc", "one-2025", "--data", SMALL, "--only-data", cwd=copy)
    assert "// to make it again: crosswalk export asciidoc one-2025\n" in made
    assert "\n|one-2025:1.1 |" in made
