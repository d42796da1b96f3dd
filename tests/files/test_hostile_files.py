"""Kinds of file × kinds of trouble: each ends in one sentence that names the file, in bounded time and memory."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.errors import UsageError
from crosswalk.sources import Layout, read_sources
from crosswalk.store import build
from crosswalk.validation import verdict
from tests.support import ROOT, assert_one_sentence, clean_environment, run_command

DOCUMENTS = ROOT / "tests" / "sources" / "documents"
#: A file of every kind that is read into the graph, and the two kinds that are read otherwise.
KINDS = (
    "data/documents/zeta-1.0.yaml",
    "data/organisations.yaml",
    "data/work-items/zeta.yaml",
    "mappings/curated/alpha-1.0--zeta-1.0.sssom.tsv",
    "ontology/more.ttl",
    "ontology/alignments/more.ttl",
)
SHAPE, QUERY = "ontology/shapes/more.ttl", "ontology/queries/more.rq"
#: Reads a folder with little memory: a device, or four gigabytes, would end it at once.
READ = """
import json, resource, sys
from pathlib import Path
from crosswalk.errors import CrosswalkError
from crosswalk.sources import Layout, fingerprint, read_sources
from crosswalk.sparql import get_query, load_queries
from crosswalk.store import build
from crosswalk.validation import load_shapes

def error(run):
    try:
        run()
    except CrosswalkError as error:
        return str(error)

resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
layout = Layout.of([sys.argv[1]], only_data=True)
sources = read_sources(layout)
build(sources)
faults = [(fault.file, fault.rule, fault.message, fault.line) for fault in sources.report]
others = [error(lambda: load_shapes(layout)), error(lambda: get_query(layout, "more")), error(lambda: load_queries(layout))]
print(json.dumps([faults, others, fingerprint(layout)]))
"""


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(path.parent)  # the name of a socket is short
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("gone")


def folder(path: Path) -> None:
    path.mkdir()


def four_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 << 30)


TROUBLES: dict[Callable[[Path], None], str] = {
    pipe: "it is a named pipe, not a file",
    device: "it is a device, not a file",
    listening: "it is a socket, not a file",
    link_to_itself: "too many levels of symbolic links",
    link_to_nowhere: "no such file or directory",
    folder: "it is a folder, not a file",
    four_gigabytes: "it is larger than ",
}


def data_folder(tmp_path: Path) -> Path:
    data = tmp_path / "data-folder"
    shutil.copytree(DOCUMENTS, data)
    return data


def put(data: Path, name: str, trouble: Callable[[Path], None]) -> Path:
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    trouble(path)
    return path


@pytest.mark.parametrize(("trouble", "reason"), TROUBLES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_every_kind_of_file_is_refused_in_one_sentence(
    tmp_path: Path, trouble: Callable[[Path], None], reason: str
) -> None:
    data = data_folder(tmp_path)
    paths = [put(data, name, trouble) for name in KINDS]
    shape, query = put(data, SHAPE, trouble), put(data, QUERY, trouble)
    run = subprocess.run(
        [sys.executable, "-c", READ, data],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr[-1000:]
    faults, (of_shapes, of_query, of_queries), version = json.loads(run.stdout)
    assert sorted(file for file, *_ in faults) == sorted(map(str, paths))
    for _, rule, message, line in faults:
        assert (rule, line) == ("unreadable-file", None)
        assert message.startswith(f"The file cannot be read: {reason}")
        assert "larger" not in message or "to change this limit); split it." in message
    assert of_shapes.startswith(f"{shape}: the shape file cannot be read: {reason}")
    assert of_query == of_queries
    assert of_query.startswith(f"The query file {query} cannot be read: {reason}")
    assert len(version) == 16


@pytest.mark.parametrize(("trouble", "reason"), TROUBLES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_file_of_a_query_is_refused_in_one_sentence(
    tmp_path: Path, trouble: Callable[[Path], None], reason: str
) -> None:
    path = put(tmp_path, "mine.rq", trouble)
    line = assert_one_sentence(run_command("query", "--file", path))
    assert line.startswith(f"Error: {path} cannot be read: {reason}")
    assert ("Give a pipe as --file - instead." in line) == (trouble is pipe)


@pytest.mark.parametrize("name", [KINDS[0], KINDS[3], KINDS[4]])
@pytest.mark.parametrize("trouble", [pipe, link_to_itself, four_gigabytes])
def test_command_says_so_in_one_sentence(tmp_path: Path, trouble: Callable[[Path], None], name: str) -> None:
    path = put(data := data_folder(tmp_path), name, trouble)
    line = assert_one_sentence(run_command("stats", "--data", data, "--only-data"))
    assert line.startswith(f"Error: {path}: unreadable-file: The file cannot be read: {TROUBLES[trouble]}")
    if name == KINDS[0]:
        run = run_command("validate", data, "--only-data")
        assert (run.returncode, run.stderr) == (2, "")
        assert "unreadable-file: The file cannot be read" in " ".join(run.stdout.split())


def no_text(path: Path) -> None:
    path.write_bytes(b"# title: A query\n\xff\xfe\x00")


def no_sparql(path: Path) -> None:
    path.write_text("# title: A query\nhello <x:y>\n", encoding="utf-8")


def call(path: Path) -> None:
    path.write_text("# title: A query\nASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }\n", encoding="utf-8")


def no_default(path: Path) -> None:
    path.write_text("# title: A query\nSELECT * {\nVALUES (?a ?b) { (cw:a) }\n}", encoding="utf-8")


def too_long(path: Path) -> None:
    path.write_text(f"# {'x' * 20_000}\nASK {{}}", encoding="utf-8")


@pytest.mark.parametrize(
    ("trouble", "rule", "reason", "line"),
    [
        *(
            (trouble, "unreadable-file", f"The file cannot be read: {reason}", None)
            for trouble, reason in TROUBLES.items()
        ),
        (no_text, "unreadable-file", "The file cannot be read: byte 17 is not UTF-8", 2),
        (no_sparql, "unusable-query", "The query is not valid SPARQL", 2),
        (call, "unusable-query", "SERVICE is not allowed here", None),
        (no_default, "unusable-query", "the VALUES line needs one default", None),
        (too_long, "unusable-query", "more than 20,000 characters", None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_data_with_a_query_that_nobody_can_use_do_not_conform(
    tmp_path: Path, trouble: Callable[[Path], None], rule: str, reason: str, line: int | None
) -> None:
    """They conformed, and the file, which nobody had opened, was counted among those that were read."""
    path = put(data := data_folder(tmp_path), QUERY, trouble)
    asked = {pipe: ("--data", data), no_text: ("--data", data, path), call: (path,)}.get(trouble, (data,))
    run = run_command("validate", "--only-data", "--format", "json", *asked)
    assert (run.returncode, run.stderr) == (2, "")
    [fault] = [fault for fault in json.loads(run.stdout)["results"] if fault["severity"] == "violation"]
    assert (fault["file"], fault["rule"], fault["line"]) == (str(path), rule, line)
    assert reason in fault["message"]


def test_a_file_that_cannot_be_read_is_not_counted_as_read(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    before = verdict(Layout.of([data], only_data=True), str(data))
    put(data, QUERY, pipe)
    assert before.conforms
    assert verdict(Layout.of([data], only_data=True), str(data)).files == before.files
    put(data, "ontology/queries/other.rq", lambda path: path.write_text("ASK {}", encoding="utf-8"))
    assert verdict(Layout.of([data], only_data=True), str(data)).files == before.files + 1


def test_endless_standard_input_is_cut_off() -> None:
    line = assert_one_sentence(run_command("query", "--file", "-", stdin="# no end\n" * 1_000_000))
    assert "more than 20,000 characters, which is the limit" in line


@pytest.mark.parametrize("name", ["data", "data/documents", "data/work-items", "mappings", "ontology"])
def test_link_of_a_folder_to_itself_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.name)
    line = assert_one_sentence(run_command("stats", "--data", tmp_path, "--only-data"))
    assert line == f"Error: The folder {path} cannot be read: too many levels of symbolic links."


@pytest.mark.parametrize("target", ["gone", "/"])
def test_link_of_a_folder_to_nowhere_or_everywhere(tmp_path: Path, target: str) -> None:
    data = data_folder(tmp_path)
    (data / "data/work-items").symlink_to(target)
    (data / "mappings").symlink_to("/")
    run = run_command("stats", "--data", data, "--only-data")
    if target == "/":  # it has no file of ours, and nothing below it is looked at
        if run.returncode:  # an ordinary user may not look into every folder there
            assert "cannot be read: permission denied." in assert_one_sentence(run)
    else:
        assert assert_one_sentence(run).endswith("data/work-items cannot be read: no such file or directory.")


def test_folder_inside_itself_is_looked_at_once(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    for name in ("data/again", "data/documents/again", "mappings/again"):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).symlink_to(data)
    run = run_command("stats", "--data", data, "--only-data")
    assert run.returncode == 0, run.stderr


def test_data_folder_that_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    line = assert_one_sentence(run_command("stats", "--data", tmp_path / "loop"))
    assert "loop does not exist or is not a folder." in line


def test_too_many_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "data/documents").mkdir(parents=True)
    for number in range(7):
        pipe(tmp_path / f"data/documents/{number}.yaml")
        (tmp_path / f"data/documents/{number}.txt").write_text("")
    environment = {"CROSSWALK_FILES": "6"}
    line = assert_one_sentence(run_command("stats", "--data", tmp_path, "--only-data", env=environment))
    assert "has more than 6 files (set CROSSWALK_FILES to change this limit) of the form data/documents/*.yaml." in line
    line = assert_one_sentence(run_command("validate", tmp_path, "--only-data", env=environment))
    assert "has more than 6 files" in line


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"\xff", "\\udcff"), (b"a\nb", "a\\nb"), (b"\x1b[31m", "\\x1b[31m"), ("\u202e".encode(), "\\u202e")],
)
def test_name_that_cannot_be_printed_is_refused(tmp_path: Path, name: bytes, shown: str) -> None:
    data = data_folder(tmp_path)
    shutil.copy(data / "data/documents/alpha-1.0.yaml", os.fsencode(data / "data/documents") + b"/" + name + b".yaml")
    with pytest.raises(UsageError) as caught:
        list(Layout.of([data]).files())
    assert str(caught.value) == f"A name in the folder {data}/data/documents cannot be printed: rename '{shown}.yaml'."


@pytest.mark.parametrize("stem", ["a b", "a<b", 'a"b', "a\\b", "{root}", "100%"])
@pytest.mark.parametrize("kind", ["data/work-items/{}.yaml", "mappings/curated/{}.sssom.tsv", "ontology/{}.ttl"])
def test_name_that_cannot_be_part_of_an_address_is_a_fault(tmp_path: Path, kind: str, stem: str) -> None:
    path = put(tmp_path, kind.replace("{}", stem), lambda path: path.touch())
    sources = read_sources(Layout.of([DOCUMENTS, tmp_path], only_data=True))
    build(sources)
    [fault] = sources.report
    assert (fault.file, fault.rule, fault.line) == (str(path), "bad-file-name", None)
    assert fault.unreadable
