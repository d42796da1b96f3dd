"""Turtle is bounded before it is parsed: in size, depth and statements, by what it is and not by what is in its texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crosswalk.errors import CrosswalkError
from crosswalk.files.text import Unreadable
from crosswalk.files.turtle import read_turtle
from crosswalk.limits import SHAPES_SIZE, TURTLE_SIZE, TURTLE_STATEMENTS
from crosswalk.sources import Layout, read_sources
from crosswalk.store import build
from crosswalk.validation import load_shapes
from tests.support import assert_one_sentence, clean_environment, run_command

DEEP = {
    "lists": "<a:s> <a:p>\n" + "(" * 60,
    "closed lists": "<a:s> <a:p>\n" + "(" * 60 + ")" * 60 + " .",
    "blank nodes": "<a:s> <a:p>\n" + "[ <a:p> " * 60,
    "quoted triples": "<a:s> <a:p>\n" + "<< <a:s> <a:p> " * 60,
    "after a text": "<a:s> <a:p> '''\n''', \"\\\"\", '\\'', <a:(>, a:\\(" + ", (" * 60,
    "after a comment": "# '\n" + "(" * 60,
}
SHALLOW = {
    "in a text": '<a:s> <a:p> "' + "(" * 1_000 + "\" , '" + "[" * 1_000 + "' .",
    "in a long text": '<a:s> <a:p> """\n"' + "(\n" * 1_000 + '"""  .',
    "in another long text": "<a:s> <a:p> '''''" + "[ " * 1_000 + "'''  .",
    "in a comment": "# " + "(" * 1_000 + "\n<a:s> <a:p> 1 .",
    "in an address": "<a:s> <a:p> <a:" + "(" * 1_000 + "> .",
    "in a name": "@prefix a: <a:> . a:s a:p a:" + "\\(" * 1_000 + " .",
    "beside one another": "<a:s> <a:p> " + ", ".join(["[ <a:p> ( 1 ) ]"] * 500) + " .",
}


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", DEEP)
def test_deep_nesting_is_a_fault_with_its_line(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path, "ontology/more.ttl", DEEP[kind])
    sources = read_sources(Layout.of([tmp_path], only_data=True))
    build(sources)
    [fault] = sources.report
    assert (fault.file, fault.line) == (str(path), 2)
    assert fault.message == "The file cannot be read: its brackets are nested more than 50 deep."


@pytest.mark.parametrize("kind", DEEP)
def test_deep_nesting_of_a_shape_is_one_sentence(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path, "ontology/shapes/more.ttl", DEEP[kind])
    with pytest.raises(CrosswalkError) as caught:
        load_shapes(Layout.of([tmp_path], only_data=True))
    assert str(caught.value) == f"{path}: the shape file cannot be read: its brackets are nested more than 50 deep."


@pytest.mark.parametrize("kind", SHALLOW)
def test_brackets_that_do_not_nest_are_no_fault(tmp_path: Path, kind: str) -> None:
    put(tmp_path, "ontology/more.ttl", SHALLOW[kind])
    put(tmp_path, "ontology/shapes/more.ttl", SHALLOW[kind])
    layout = Layout.of([tmp_path], only_data=True)
    sources = read_sources(layout)
    build(sources)
    assert list(sources.report) == []
    assert len(load_shapes(layout)) > len(load_shapes(Layout()))


def test_number_of_statements_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = put(tmp_path, "large.ttl", "<a:s> <a:p> " + ",".join(map(str, range(200_000))) + " .")
    assert read_turtle(large, TURTLE_SIZE) == large.read_bytes()
    monkeypatch.setenv(TURTLE_STATEMENTS.variable, "100000")
    with pytest.raises(Unreadable, match=r"^it has more than 100,000 statements \(set CROSSWALK_TURTLE_STATEMENTS to"):
        read_turtle(large, TURTLE_SIZE)


def test_size_of_a_shape_file_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHAPES_SIZE.variable, "0.01")
    path = put(tmp_path, "ontology/shapes/more.ttl", "#" * 20_000)
    with pytest.raises(CrosswalkError, match=r"it is larger than 0\.01 megabytes \(set CROSSWALK_SHAPES_MB to change"):
        load_shapes(Layout.of([tmp_path], only_data=True))
    path.unlink()
    monkeypatch.setenv(TURTLE_SIZE.variable, "0.01")
    put(tmp_path, "ontology/more.ttl", "#" * 20_000)
    sources = read_sources(Layout.of([tmp_path], only_data=True))
    build(sources)
    assert [fault.message for fault in sources.report if fault.file.startswith(str(tmp_path))] == [
        "The file cannot be read: it is larger than 0.01 megabytes (set CROSSWALK_TURTLE_MB to change this limit); split it."
    ]


@pytest.mark.parametrize("name", ["ontology/more.ttl", "ontology/shapes/more.ttl"])
def test_message_about_a_long_token_is_short(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, f"<a:s> <a:p> {'b' * 100_000} .")
    run = run_command("validate", tmp_path, "--only-data")
    assert run.returncode == 2
    assert len(run.stdout + run.stderr) < 1_000
    assert "is not Turtle" in " ".join((run.stdout + run.stderr).split())


LARGE = {
    "open brackets": "'<a:s> <a:p> ' + '(' * 19_000_000",
    "quotation marks": "'<a:s> <a:p> ' + '\"' * 19_000_000",
    "apostrophes": "'<a:s> <a:p> ' + \"'\" * 19_000_000",
    "angles": "'<a:s> <a:p> ' + '<' * 19_000_000",
    "escapes": "'<a:s> <a:p> \"[' * 100 + '\\\\\\\\' * 9_000_000",
    "one text": "'<a:s> <a:p> \"' + 'b' * 15_000_000 + '\" .'",
    "one text too long": "'<a:s> <a:p> \"' + 'b' * 19_000_000 + '\" .'",
    "statements": "'<a:s> <a:p> ' + ','.join(map(str, range(2_500_000))) + ' .'",
    "list": "'<a:s> <a:p> (' + '1 ' * 9_500_000 + ') .'",
    "empty nodes": "'<a:s> <a:p> ' + '[],' * 6_000_000 + '[] .'",
}


@pytest.mark.parametrize("kind", ["open brackets", *(pytest.param(kind, marks=pytest.mark.slow) for kind in LARGE)])
def test_largest_file_takes_bounded_time_and_memory(tmp_path: Path, kind: str) -> None:
    script = f"""
import resource, sys
from pathlib import Path
from crosswalk.sources import Layout, read_sources
from crosswalk.store import build
path = Path(sys.argv[1], "ontology/more.ttl")
path.parent.mkdir()
path.write_text({LARGE[kind]}, encoding="utf-8")
assert 10_000_000 < path.stat().st_size < 20_000_000, path.stat().st_size
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
sources = read_sources(Layout.of([sys.argv[1]], only_data=True))
build(sources)
print([fault.message for fault in sources.report])
assert all(len(fault.message) < 500 for fault in sources.report)
assert len(sources.report.faults) == ({kind!r} != "one text")
"""
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, env=clean_environment(), check=False
    )
    (tmp_path / "ontology/more.ttl").unlink()
    assert run.returncode == 0, (run.returncode, run.stdout[-500:], run.stderr[-500:])


def test_shape_of_open_brackets_is_refused_by_the_command(tmp_path: Path) -> None:
    put(tmp_path, "ontology/shapes/more.ttl", "<a:s> <a:p> " + "(" * 1_000_000)
    line = assert_one_sentence(run_command("validate", tmp_path, "--only-data"))
    assert "nested more than 50 deep" in line
