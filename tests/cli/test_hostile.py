"""Every command in every format over hostile data: nothing that a person cannot see reaches a terminal or a spreadsheet,
and what programs read is valid and loses nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
import rdflib
from click.testing import Result

import crosswalk
from crosswalk.cli import group
from crosswalk.cli.options import Source
from crosswalk.formats.writers import Extent, export, exporters
from tests.cli.test_formats import formats
from tests.hostile import BEGINS, UNSEEN, hostile, write_hostile
from tests.support import ROOT

Called = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.usefixtures("queries_here")
HERE = "http://127.0.0.1:9"  # nobody listens there, and nothing may ask
#: What each command is asked so that it shows hostile texts. A new command is found to be missing here.
ARGUMENTS = {
    "agreement": ["one-2025", "two-2.0"],
    "candidates": ["one-2025", "two-2.0"],
    "compare": ["one-2025", "two-2.0"],
    "coverage": ["one-2025"],
    "diff": ["std-1.0", "std-2.0"],
    "documents": [],
    "gaps": ["one-2025", "two-2.0"],
    "measures": ["one-2025", "two-2.0"],
    "query": ["hostile-graph"],
    "reason": [],
    "search": ["title"],
    "show": ["one-2025:1.2"],
    "stats": [],
    "structure": [],
    "trace": ["one-2025:1.1", "two-2.0:A-1"],
    "tracker": [],
    "validate": [],
}
#: Commands that show ids, numbers and our own words only.
WITHOUT_TEXT = {"agreement", "reason", "stats", "structure", "trace", "coverage", "compare", "validate"}
FORMULA = re.compile(r"[\t\n]|[\s'\"]*[=+\-@]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile"), HERE)


@pytest.fixture(scope="module")
def poisoned(folder: Path) -> crosswalk.Crosswalk:
    return crosswalk.load([folder], only_data=True)


@pytest.fixture
def ask(called: Called, folder: Path, poisoned: crosswalk.Crosswalk, monkeypatch: pytest.MonkeyPatch) -> Called:
    """Return a function that runs a command over the hostile folder, which is opened once."""
    monkeypatch.setattr(Source, "open", lambda _: poisoned)

    def invoke(*arguments: str) -> subprocess.CompletedProcess[str]:
        return called(*arguments, "--data", folder, "--only-data", store="memory")

    return invoke


def no_formula(text: str) -> None:
    """Assert that no cell of a CSV begins as a formula, in any width, behind spaces or quotes."""
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            usual = unicodedata.normalize("NFKC", cell)
            number = re.fullmatch(r"-\d+(\.\d+)?", cell)
            assert usual.startswith("'") or number or not FORMULA.match(usual), cell[:80]


@pytest.mark.parametrize(("name", "form"), [pair for pair in formats() if pair[0] != "export"])
def test_no_command_prints_what_is_not_seen(ask: Called, name: str, form: str) -> None:
    result = ask(name, *ARGUMENTS[name], "--format", form)
    assert result.returncode == 0, result.stderr[-500:]
    assert UNSEEN.findall(result.stdout + result.stderr) == []
    if name not in WITHOUT_TEXT:
        assert BEGINS in result.stdout.replace('\\"', '"')
    if form == "csv":
        no_formula(result.stdout)
    elif form == "json":
        assert (
            name in WITHOUT_TEXT
            or "\x1b[31m" in str(json.loads(result.stdout))
            or "\\x1b" in str(json.loads(result.stdout))
        )
    elif form == "turtle":
        texts = [str(term) for term in rdflib.Graph().parse(data=result.stdout, format="turtle").objects()]
        assert name == "validate" or hostile("label of a thing", HERE) in texts
    elif form == "graphml":
        ElementTree.fromstring(result.stdout)


RDF = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


@pytest.mark.parametrize("form", exporters(Extent.WHOLE))
def test_no_export_has_what_is_not_seen(ask: Called, poisoned: crosswalk.Crosswalk, form: str) -> None:
    result = ask("export", form)
    assert result.returncode == 0, result.stderr
    assert result.stdout.encode() == export(poisoned, form)
    assert UNSEEN.findall(result.stdout) == []
    if form == "csv":
        no_formula(result.stdout)
    elif form in RDF:
        read = rdflib.Dataset(default_union=True).parse(data=result.stdout, format=RDF[form])
        texts = {str(term) for term in read.objects()}
        assert {hostile("title of one-2025", HERE), hostile("summary of one-2025:1.1", HERE)} <= texts
    elif form.startswith("sssom"):
        assert "one-2025:1.1" in result.stdout
    else:
        assert len(ElementTree.fromstring(result.stdout.encode()).findall(".//{*}node")) > 5


@pytest.mark.parametrize("command", [["show", "one-2025"], ["show", "gamma-7"], ["show", "alpha-agency"], ["query"]])
@pytest.mark.parametrize("rows", [[], ["hostile-rows"]])
def test_nor_does_what_is_known_about_one_thing(ask: Called, command: list[str], rows: list[str]) -> None:
    result = ask(*command, *(rows if command == ["query"] else []))
    assert UNSEEN.findall(result.stdout) == []
    assert BEGINS in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        *([name] for name in ARGUMENTS),
        *([name, "{}", "{}"] for name in ("agreement", "candidates", "compare", "diff", "gaps", "trace")),
        *([name, "{}"] for name in ("coverage", "query", "show", "validate", "export", "{}", "search")),
        ["tracker", "--since", "{}"],
        ["tracker", "--body", "{}"],
        ["documents", "--format", "{}"],
        ["documents", "--{}"],
        ["query", "--file", "{}"],
        ["query", "--text", "{}"],
        ["query", "hostile-rows", "-p", "{}"],
        ["gaps", "one-2025", "two-2.0", "--level", "{}"],
        ["export", "csv", "-o", "no/such/{}"],
        ["documents", "--store", "{}://"],
        ["app", "--port", "{}"],
    ],
    ids=" ".join,
)
def test_no_message_repeats_what_is_not_seen(called: Called, folder: Path, arguments: list[str]) -> None:
    bad = "a\x1b[31m\x07\u202eb\u2028c\x9b1m\nError: forged"
    if len(arguments) == 1:  # the name of the folder is the bad one
        arguments = [*arguments, *ARGUMENTS[arguments[0]]]
        folder = folder / "no" / bad
    given = [argument.replace("{}", bad) for argument in arguments]
    result = called(*given, "--data", folder, "--only-data", store="memory")
    assert UNSEEN.findall(result.stdout + result.stderr) == []
    assert result.returncode in (0, 2) if arguments[0] in ("search", "tracker") else result.returncode == 2
    if arguments[0] not in ("search", "tracker") and "--text" not in arguments:
        assert r"\x1b[31m\x07\u202eb" in result.stderr
        assert r"c\x9b1m" in result.stderr
    assert "\nError: forged" not in result.stdout + result.stderr


def test_no_fault_in_the_data_repeats_what_is_not_seen(called: Called, tmp_path: Path) -> None:
    """The message names values of the file, and the name of a file itself can have controls in it."""
    documents = tmp_path / "data" / "documents"
    documents.mkdir(parents=True)
    bad = json.dumps("x\x1b[31m\u202e\nThe data conform: no violations, no warnings.")
    text = f"id: {bad}\ntitle: t\nversion: {bad}\nlevel: {bad}\n{bad}: 1\nstatus: {{stage: {bad}}}\n"
    (documents / "a\x1b[31m\u202eb.yaml").write_text(text, encoding="utf-8")
    for form in ("text", "json", "turtle"):
        result = called("validate", tmp_path, "--only-data", "--format", form, store="memory")
        assert result.returncode == 2
        assert UNSEEN.findall(result.stdout + result.stderr) == []
        assert "The data conform: no violations, no warnings." not in result.stdout.splitlines()
    result = called("stats", "--data", tmp_path, "--only-data", store="memory")
    assert UNSEEN.findall(result.stderr) == []
    assert len(result.stderr.splitlines()) == 1


def test_help_and_usage_of_every_command_are_plain(cli: Callable[..., Result]) -> None:
    for name in group.list_commands(click.Context(group)):
        assert UNSEEN.findall(cli(name, "--help").output) == []


def test_all_that_is_printed_passes_one_module() -> None:
    """A command prints by `crosswalk.cli.output`, and what goes wrong by `main`."""
    for file in sorted((ROOT / "crosswalk" / "cli" / "commands").rglob("*.py")):
        assert not re.search(
            r"click\.echo|\bprint\(|sys\.std(out|err)\.write|rich", file.read_text(encoding="utf-8")
        ), file
