"""Every command in every format, found by looking at the commands; and what goes wrong between the user and the machine."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import networkx as nx
import pytest
from click.testing import Result
from rdflib import Graph
from rdflib.query import Result as Answer

from crosswalk import cli as command_line
from crosswalk.cli import group, main
from crosswalk.cli.options import AnswerFormat, Source
from tests.support import ROOT, assert_one_sentence, clean_environment, results, run_command

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.usefixtures("queries_here")
FORMULAS = Path(__file__).parent / "inputs" / "formulas"
SMALL = ROOT / "tests" / "validation" / "corruptions" / "sound"
CODE, LLM = "dsit-ai-code-2025", "owasp-llm-2025"
#: What each command is asked. A new command is found to be missing here.
ARGUMENTS = {
    "agreement": [CODE, "ncsc-secure-ai-2023"],
    "candidates": ["ncsc-secure-ai-2023", LLM],
    "compare": [CODE, LLM],
    "coverage": [CODE, "--reference", LLM],
    "diff": ["owasp-llm-2025", "owasp-llm-2026"],
    "documents": [],
    "gaps": [CODE, LLM],
    "measures": [CODE, "ncsc-secure-ai-2023"],
    "query": ["mapping-triples"],
    "reason": ["--data", SMALL, "--only-data"],
    "search": ["injection"],
    "show": [f"{CODE}:5.4.1"],
    "stats": [],
    "structure": ["--data", SMALL, "--only-data"],
    "trace": [f"{CODE}:11.1", "owasp-agentic-2026:ASI04"],
    "tracker": ["--body", "etsi"],
    "validate": ["--data", SMALL, "--only-data"],
}


def formats() -> Iterator[tuple[str, str]]:
    """Yield each command with each format that it offers."""
    for name in sorted(group.list_commands(click.Context(group))):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        for parameter in command.params:
            if parameter.name == "form" and isinstance(parameter.type, (click.Choice, AnswerFormat)):
                kind = parameter.type
                for choice in kind.known() if isinstance(kind, AnswerFormat) else kind.choices:
                    yield name, str(choice)


FORMATS = list(formats())


def test_all_commands_and_formats_were_found() -> None:
    assert len(FORMATS) == len(set(FORMATS)) == 50
    assert {name for name, _ in FORMATS} == set(ARGUMENTS)


@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_command_in_format(cli: Cli, name: str, form: str) -> None:
    result = cli(name, *ARGUMENTS[name], "--format", form)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    if form == "json":
        results(result.stdout)
    elif form == "csv":
        head, *rows = csv.reader(io.StringIO(result.stdout))
        assert rows
        assert {len(row) for row in rows} == {len(head)}
    elif form == "graphml":
        assert nx.read_graphml(io.BytesIO(result.stdout.encode())).number_of_nodes() > 0
    elif form == "turtle":
        assert len(Graph().parse(data=result.stdout, format="turtle")) > 0
    elif form in ("xml", "tsv"):
        assert len(Answer.parse(io.BytesIO(result.stdout.encode()), format=form)) > 50
    else:
        assert result.stdout.strip()
        assert max(len(line) for line in result.stdout.splitlines()) <= 150


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


@pytest.mark.parametrize(
    ("arguments", "harmless"),
    [
        (["documents"], ['\'=HYPERLINK("http://x")', "'@SUM(A1)", "'-1+1", "'+1", "'+cmd|calc"]),
        (["gaps", "formula-1.0", "formula-2.0"], ["'=1+1", "'+1", "'-1", "'@x"]),
        (["query", "provisions-of-document", "-p", "document=formula-1.0"], ["'=1+1", "'+1", "'-1", "'@x"]),
        (
            [
                "query",
                "--text",
                'SELECT ("=1" AS ?a) (-1 AS ?b) ("\\t=1" AS ?c) ("\\n=1" AS ?d) ("\uff1d1" AS ?e) ("\\b=1" AS ?f) {}',
            ],
            ["'=1", "-1", "'\t=1", "'\uff1d1", "\\x08=1"],
        ),
    ],
)
def test_no_cell_of_a_csv_is_a_formula(cli: Cli, arguments: list[str], harmless: list[str]) -> None:
    result = cli(*arguments, "--format", "csv", "--data", FORMULAS, "--only-data")
    assert result.exit_code == 0, result.output
    found = cells(result.stdout)
    assert [cell for cell in found if cell[:1] in ("=", "+", "@", "\t", "\r", "\n")] == []
    assert [cell for cell in found if cell[:1] == "-" and cell != "-1"] == []
    for cell in harmless:
        assert cell in found


def test_json_keeps_what_was_written(cli: Cli) -> None:
    result = cli("documents", "--format", "json", "--data", FORMULAS, "--only-data")
    assert [entry["version"] for entry in results(result.stdout)] == ["-1+1", "+1"]


def test_tables_show_brackets_and_markup_as_they_are(cli: Cli) -> None:
    result = cli("query", "--text", 'SELECT ("[bold]x[/bold] :smile: [/]" AS ?a) {}')
    assert "[bold]x[/bold] :smile: [/]" in result.stdout


def ids(run: subprocess.CompletedProcess[str]) -> list[str]:
    assert run.returncode == 0, run.stderr
    return [entry["id"] for entry in results(run.stdout)]


def test_where_the_data_are_from_the_environment() -> None:
    both = os.pathsep.join([str(SMALL), str(FORMULAS)])
    run = run_command("documents", "--format", "json", "--only-data", env={"CROSSWALK_DATA": both})
    assert ids(run) == ["formula-1.0", "formula-2.0", "left-1.0", "right-1.0"]


def test_what_the_command_line_says_goes_before_the_environment(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSWALK_DATA", str(FORMULAS))
    run = called("documents", "--format", "json", "--only-data", "--data", SMALL, store="memory")
    assert ids(run) == ["left-1.0", "right-1.0"]


def test_folders_before_and_after_the_command_are_joined(cli: Cli) -> None:
    result = cli("--data", SMALL, "--only-data", "documents", "--data", FORMULAS, "--format", "json")
    assert len(results(result.stdout)) == 4


def test_store_from_the_environment_and_from_the_command_line(called: Called, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    called("documents", "--data", SMALL, "--only-data", store=one)
    assert (one / "CURRENT").is_file()
    called("documents", "--data", SMALL, "--only-data", "--store", other, store=one / "no")
    assert (other / "CURRENT").is_file()
    assert not (one / "no").exists()


def test_only_data_without_data_in_front_of_the_command(called: Called) -> None:
    assert "needs a --data folder" in assert_one_sentence(called("--only-data", "stats"))


def test_faulty_data_are_one_sentence_with_file_and_line() -> None:
    folder = ROOT / "tests/validation/corruptions/lost-tab"
    sentence = assert_one_sentence(run_command("stats", "--data", folder, "--only-data"))
    assert f"{folder}/mappings/curated/left-1.0--right-1.0.sssom.tsv:12: lost-tab: " in sentence


def test_query_from_standard_input(cli: Cli) -> None:
    result = cli("query", "--file", "-", "--format", "csv", input="ASK {}")
    assert result.stdout.splitlines() == ["answer", "true"]


@pytest.mark.parametrize(
    ("arguments", "env", "says"),
    [
        (["query", "stats"], {"CROSSWALK_QUERY_SECONDS": "soon"}, "CROSSWALK_QUERY_SECONDS must be a number"),
        (["query", "--text", "ASK {}"], {"CROSSWALK_QUERY_SECONDS": "nan"}, "CROSSWALK_QUERY_SECONDS must be a number"),
        (["query", "--text", "ASK {}"], {"CROSSWALK_QUERY_SECONDS": "inf"}, "CROSSWALK_QUERY_SECONDS must be a number"),
        (["query", "--text", "ASK {}"], {"CROSSWALK_QUERY_SECONDS": "-5"}, "CROSSWALK_QUERY_SECONDS must be a number"),
        (["query", "--text", "ASK {}", "--timeout", "nan"], {}, "The time limit must be a number of seconds"),
        (["validate", str(ROOT / "Makefile")], {}, "is not a file of a data folder"),
        (["stats", "--data", str(ROOT / "Makefile")], {}, "does not exist or is not a folder"),
        (["stats", "--store", str(ROOT / "Makefile")], {}, "cannot be used"),
    ],
)
def test_mistakes_in_settings_are_one_sentence(
    called: Called, monkeypatch: pytest.MonkeyPatch, arguments: list[str], env: dict[str, str], says: str
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert says in assert_one_sentence(called(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "stats", "-p", "nothing"],
        ["query", "stats", "--timeout", "0"],
        ["query", "stats", "--max-rows", "0"],
        ["app", "--port", "0"],
        ["gaps", CODE],
        ["--store"],
        ["documents", "--format", "turtle"],
    ],
)
def test_wrong_usage_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    ("raised", "code", "says"),
    [
        (RuntimeError("seven"), 2, "Unexpected error in Crosswalk: RuntimeError: seven. Set CROSSWALK_DEBUG=1"),
        (
            OSError(28, "No space left on device"),
            2,
            "The operating system reports an error: [Errno 28] No space left on device.",
        ),
        (MemoryError(), 2, "The operating system reports an error: out of memory."),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=["bug", "disk", "memory", "interrupt"],
)
def test_no_traceback_ever_reaches_a_user(
    raised: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Source) -> None:
        raise raised

    monkeypatch.setattr(Source, "open", fail)
    with pytest.raises(SystemExit) as ended:
        main(["stats"])
    assert ended.value.code == code
    printed = capsys.readouterr()
    assert says in printed.err
    assert "Traceback" not in printed.err
    assert len(printed.err.splitlines()) <= 1


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Source) -> None:
        raise RuntimeError("seven")

    monkeypatch.setattr(Source, "open", fail)
    monkeypatch.setenv("CROSSWALK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="seven"):
        main(["stats"])


def test_listing_the_commands_imports_none_of_them() -> None:
    script = (
        "import sys; from crosswalk.cli import group; group.list_commands(None); "
        "print([n for n in sys.modules if n.startswith(('rdflib', 'pyoxigraph', 'networkx', 'crosswalk.cli.commands'))])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
    assert Path(command_line.__file__).parent.joinpath("commands").is_dir()
