"""`crosswalk import`: all faults at once, good rows on request, and a folder that works with --data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.importers.gather import BY_HAND, COLUMNS, HEAD
from tests.support import ROOT, assert_one_sentence, clean_environment, results, run_command

Cli = Callable[..., Result]
DATA = ROOT / "tests" / "sparql" / "expected" / "small"
SMALL = ("--data", str(DATA), "--only-data")
GOOD = f"TWO:training\tskos:exactMatch\tX:1\t{BY_HAND}"
BAD = "TWO:training\tskos:exactMatch\tX:1\tLexical"


def write(folder: Path, *rows: str, name: str = "s.sssom.tsv") -> str:
    path = folder / name
    path.write_text(HEAD + "\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_a_folder_that_works_with_data(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "out"
    result = cli("import", "auto", write(tmp_path, GOOD), "-o", str(target), *SMALL)
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "s.sssom.tsv: 1 row, 1 kept." in said
    assert "TWO: was read as two-2.0:." in said
    assert "training was read as two-2.0:A-1." in said
    assert "New document: x-undated, a stub" in said
    both = (*SMALL, "--data", str(target))
    [answer] = results(cli("coverage", "two-2.0", "-r", "x-undated", "--format", "json", *both).output)
    assert answer["counts"]["covered"] == 1
    assert cli("compare", "two-2.0", "x-undated", *both).exit_code == 0
    assert "no violations" in cli("validate", str(target), *both).output


def test_without_a_format_they_are_listed(cli: Cli) -> None:
    result = cli("import")
    assert result.exit_code == 0
    assert "sssom" in result.output


def test_nothing_is_written_when_a_row_is_refused(cli: Cli, tmp_path: Path) -> None:
    files = [write(tmp_path, GOOD, BAD), write(tmp_path, BAD, BAD, name="t.sssom.tsv")]
    result = cli("import", "sssom", *files, "-o", str(tmp_path / "out"), *SMALL)
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()[:3]] == [
        "s.sssom.tsv:8",
        "t.sssom.tsv:7",
        "t.sssom.tsv:8",
    ]
    assert sorted(os.listdir(tmp_path)) == ["s.sssom.tsv", "t.sssom.tsv"]


def test_keep_good_writes_the_others_apart(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "out"
    result = cli("import", "sssom", write(tmp_path, GOOD, BAD), "-o", str(target), "--keep-good", *SMALL)
    assert result.exit_code == 0, result.output
    assert (target / "import" / "s.sssom.tsv.refused.tsv").read_text(encoding="utf-8").endswith(f"\t{BAD}\n")


def test_a_file_of_which_nothing_can_be_kept(cli: Cli, tmp_path: Path) -> None:
    result = cli("import", "sssom", write(tmp_path, BAD), "-o", str(tmp_path / "out"), "--keep-good", *SMALL)
    assert result.exit_code == 1
    assert "No row can be kept" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sssom",), "Name the files to read"),
        (("sssom", "FILE"), "Name -o and the folder"),
        (("sssum", "FILE", "-o", "OUT"), "Did you mean sssom?"),
        (("auto", "OTHER", "-o", "OUT"), "is of no format that is known"),
        (("auto", "MISSING", "-o", "OUT"), "no such file"),
        (("sssom", "FILE", "FILE", "-o", "OUT"), "Two files are called"),
        (("sssom", "FILE", "OTHER", "-o", "OUT", "--metadata", "FILE"), "--metadata is for one file"),
        (("sssom", "FILE", "-o", "FILE"), "is not a folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "other.txt").write_text("nothing known")
    paths = {
        "FILE": write(tmp_path, GOOD),
        "OTHER": str(tmp_path / "other.txt"),
        "MISSING": str(tmp_path / "missing"),
        "OUT": str(tmp_path / "out"),
    }
    finished = run_command("import", *(paths.get(one, one) for one in arguments), *SMALL)
    assert said in assert_one_sentence(finished)
    assert not (tmp_path / "out").exists()


#: Imports with little memory: a device, or a large file, would end it at once.
WITH_LITTLE_MEMORY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
from crosswalk.cli import main
main()
"""


def large(path: Path) -> None:
    with open(path, "wb") as file:
        file.write(HEAD.encode())
        file.truncate(210_000_000)


def cut(path: Path) -> None:
    path.write_bytes((HEAD + COLUMNS + "\n" + GOOD).encode()[:-40] + b"\xc3")


def latin(path: Path) -> None:
    path.write_bytes((HEAD + "#mapping_set_title: caf\xe9\n" + COLUMNS + "\n" + GOOD + "\n").encode("latin-1"))


def bomb(path: Path) -> None:
    lines = ["#a0: &a0 [x, x]\n", *(f"#a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))]
    path.write_text("".join(lines) + HEAD + COLUMNS + "\n" + GOOD + "\n")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [large, cut, latin, bomb, pipe, device], ids=lambda make: make.__name__)
def test_a_hostile_file_ends_in_one_sentence(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "s.sssom.tsv"
    make(path)
    command = [sys.executable, "-c", WITH_LITTLE_MEMORY, "import", "sssom", path, "-o", tmp_path / "out", *SMALL]
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, env=clean_environment(), timeout=120, check=False
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert rest in ([], ["Nothing is written."])
    assert "s.sssom.tsv" in first
    assert "Traceback" not in first
    assert "Unexpected" not in first
    assert os.listdir(tmp_path) == ["s.sssom.tsv"]


def test_text_of_a_file_does_not_steer_the_terminal(cli: Cli, tmp_path: Path) -> None:
    path = shutil.copy(
        write(tmp_path, GOOD, "TWO:\x1b[31m\tskos:exactMatch\tX:\x1b\tLexical\x07"), tmp_path / "a\x1bb.tsv"
    )
    result = cli("import", "sssom", str(path), "-o", str(tmp_path / "out"), *SMALL)
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert "\x07" not in result.output
