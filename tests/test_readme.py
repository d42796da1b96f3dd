"""The commands that the documents show run as they are printed; the Python in them runs as doctests."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from crosswalk.cli import group
from tests.recipes import console_examples, read, recipes, write
from tests.support import ROOT, run_command

README = read("README.md")
CLI = read("docs/cli.md")
OWN = read("docs/own-documents.md")
NAMES = group.list_commands(click.Context(group))
SECTIONS = dict(re.findall(r"^## `crosswalk ([a-z]+)`\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL))
EXAMPLES = [example for example in console_examples(CLI) if not example.startswith("crosswalk app")]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *ROOT.glob("docs/**/*.md")])
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def _command(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def _options(command: click.Command) -> set[str]:
    names = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in names if name.startswith("-")}


def _described(text: str) -> set[str]:
    """Return the options in the first column of the tables."""
    return {option for line in text.splitlines() if line.startswith("| `-") for option in _OPTION.findall(_first(line))}


def _first(line: str) -> str:
    return re.split(r"(?<!\\)\|", line)[1]


COMMON = _described(CLI.split("## Filters")[0])
FILTERS = _described(CLI.split("## Filters")[1].split("## `")[0])


def test_readme_is_short() -> None:
    assert len(README.split()) <= 900


def test_all_examples_were_found() -> None:
    assert len(console_examples(README)) == 4
    assert len(EXAMPLES) == 40
    assert len(console_examples(OWN)) == 3


@pytest.mark.parametrize("example", console_examples(README))
def test_example_of_the_readme_works_as_printed(example: str) -> None:
    run = run_command(*shlex.split(example)[1:], cwd=ROOT)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) > 0


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_the_command_line_works_as_printed(
    example: str, cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    arguments = shlex.split(example)[1:]
    writes = "--output" in arguments
    monkeypatch.chdir(tmp_path if writes else ROOT)
    result = cli(*arguments)
    assert result.exit_code == 0, result.output
    written = (tmp_path / arguments[-1]).read_text(encoding="utf-8") if writes else result.stdout
    assert len(written.splitlines()) > 0


def test_examples_of_the_explorer_are_understood() -> None:
    """It runs until it is stopped, so only its arguments are read here; the browser tests start it."""
    starts = [example for example in console_examples(CLI) if example.startswith("crosswalk app")]
    assert len(starts) == 2
    for start in starts:
        name, *arguments = shlex.split(start)[1:]
        _command(name).make_context(name, arguments)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_described_with_an_example_and_all_its_options(name: str) -> None:
    section = SECTIONS[name]
    assert any(example.split()[1] == name for example in console_examples(section))
    known = _options(_command(name)) | {"--help", "-h"}
    described = _described(section) | (FILTERS if "(#filters)" in section else set())
    assert known == described | (COMMON & known)
    assert described <= known


def test_no_section_describes_a_command_that_does_not_exist() -> None:
    assert set(SECTIONS) == set(NAMES)


def test_a_folder_of_your_own_works_as_printed(tmp_path: Path) -> None:
    write(recipes(OWN)["own-documents"], tmp_path)
    printed: dict[str, subprocess.CompletedProcess[str]] = {}
    for example in console_examples(OWN):
        arguments = shlex.split(example.replace("~/policy", str(tmp_path)))[1:]
        printed[arguments[0]] = run_command(*arguments)
        assert printed[arguments[0]].returncode == 0, printed[arguments[0]].stderr
    assert "no violations, no warnings" in printed["validate"].stdout
    assert "Nobody has compared the 2 provisions of my-policy-2026" in printed["coverage"].stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_heading_that_a_page_links_to_exists(page: Path) -> None:
    for name, heading in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", page.read_text(encoding="utf-8")):
        target = page.parent / name if name else page
        assert target.exists(), name
        assert not heading or heading in _anchors(target), (name, heading)


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_limit_is_listed_with_its_usual_value() -> None:
    from crosswalk import limits

    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    known = [limit for limit in vars(limits).values() if isinstance(limit, limits.Limit)]
    assert len(known) >= 13
    for limit in known:
        [row] = [
            line for line in text.splitlines() if line.startswith("| `CROSSWALK") and f"`{limit.variable}`" in line
        ]
        assert f"{limit.usual:,g}" in row or f"{limit.usual:,.0f}" in row, limit
