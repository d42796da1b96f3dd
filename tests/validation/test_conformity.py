"""“Conforms” means: these files were read, these rules were asked, and nothing was left out."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crosswalk.errors import UsageError
from crosswalk.sources import Layout
from crosswalk.validation import Verdict, conformity, shape_files, validate, verdict
from crosswalk.validation.ignored import ignored
from crosswalk.wording import judged
from tests.support import run_command

CORRUPTIONS = Path(__file__).parent / "corruptions"
RULES = len(shape_files(Layout()))
HEAD = """@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cw: <https://w3id.org/ai-security-crosswalk/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
GOOD = (
    'ex:good a sh:NodeShape ; sh:targetClass cw:Document ; sh:property [ sh:path dcterms:title ; sh:pattern "^Left" ] .'
)
#: rules that never end, each in another part of the judge
RUNAWAY = {
    "select": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:sparql [ sh:select "SELECT $this (COUNT(*) AS ?value) '
    '{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } GROUP BY $this" ] .',
    "target": 'ex:s a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this '
    '{ ?this ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }" ] ; sh:property [ sh:path dcterms:none ; sh:minCount 1 ] .',
    "pattern": "ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:property [ sh:path dcterms:title ; "
    'sh:pattern "^(.+)+@$" ] .',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sound folder."""
    return Path(shutil.copytree(CORRUPTIONS / "sound", tmp_path / "folder"))


def of(*folders: Path) -> Layout:
    return Layout.of(folders, only_data=True)


def add_rule(folder: Path, name: str, text: str) -> Path:
    path = folder / "ontology" / "shapes" / f"{name}.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def titled(folder: Path, title: str) -> None:
    path = folder / "data" / "documents" / "left-1.0.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(f"title: {title}" if line.startswith("title:") else line for line in lines), "utf-8")


def test_what_was_looked_at_is_counted(folder: Path) -> None:
    found = verdict(of(folder), str(folder))
    assert found == Verdict(files=4, rules=RULES)
    assert found.conforms
    add_rule(folder, "mine", GOOD)
    assert (verdict(of(folder), str(folder)).files, verdict(of(folder)).rules) == (5, RULES + 1)


def test_fault_elsewhere_keeps_a_file_from_conforming(folder: Path) -> None:
    """S1: the rules were not asked because of another file, whose fault was then left out as not asked about."""
    (folder / "data" / "documents" / "right-1.0.yaml").write_text("a: [", encoding="utf-8")
    left = str(folder / "data" / "documents" / "left-1.0.yaml")
    found = verdict(of(folder), left)
    assert not found.conforms
    assert found.rules == 0
    assert {Path(fault.file).name for fault in found.faults if fault.rule == "yaml-syntax"} == {"right-1.0.yaml"}
    run = run_command("validate", "--only-data", left)
    assert run.returncode == 2
    assert "cannot be read, so that no rule was checked" in run.stdout
    assert "conform" not in run.stdout


def test_a_link_to_a_broken_file(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "elsewhere.yaml"
    broken.write_text("level: nonsense\n", encoding="utf-8")
    link = folder / "data" / "documents" / "third-1.0.yaml"
    link.symlink_to(broken)
    for path in (folder, link):
        found = verdict(of(folder), str(path))
        assert not found.is_complete
        assert str(link) in {fault.file for fault in found.faults}
    assert run_command("validate", "--only-data", link).returncode == 2


def test_a_folder_given_by_a_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    shutil.copy(
        CORRUPTIONS / "self-mapping" / "mappings/curated/left-1.0--right-1.0.sssom.tsv", folder / "mappings/curated"
    )
    assert (
        [fault.rule for fault in validate(of(link), str(link))] == [fault.rule for fault in validate(of(folder))] != []
    )
    assert run_command("validate", "--only-data", link).returncode == 1


def test_another_data_folder_that_cannot_be_read(folder: Path) -> None:
    run = run_command("validate", "--only-data", "--data", CORRUPTIONS / "lost-tab", folder)
    assert run.returncode == 2
    assert "lost-tab" in run.stdout


def test_files_that_nothing_reads_are_named(folder: Path) -> None:
    stray = [
        *("left-1.0--other-1.0.sssom.tsv", "data/documents/third-1.0.yml", "data/documents/sub/fourth-1.0.yaml"),
        *("mappings/curated/x.sssom.csv", "mappings/curated/a--b.tsv", "mappings/a/b/c.sssom.tsv", "ontology/mine.owl"),
        *("ontology/shapes/mine.ttl.rdf", "extra-1.0.yaml", "extra-1.0.yml", "terms.yaml", "more.ttl", "mine.rq"),
        *("documents/third-1.yaml", "documents/sub/fourth-1.yaml", "queries/mine.rq", "curated/a--b.sssom.tsv"),
    ]
    others = [
        "README.md",
        "data/notes.txt",
        "mappings/.gitkeep",
        "expected.tsv",
        "docker-compose.yml",
        "budget-2026.xlsx",
    ]
    others += ["documents/minutes.xlsx", "src/data/x-1.0.yaml"]
    for name in (*stray, *others):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    found = verdict(of(folder))
    assert not found.conforms
    assert {fault.file for fault in found.faults} == {str(folder / name) for name in stray}
    assert {fault.rule for fault in found.faults} == {"ignored-file"}
    only = verdict(of(folder), str(folder / stray[1]))
    assert [fault.file for fault in only.faults] == [str(folder / stray[1])]
    assert "data/documents/*.yaml" in only.faults[0].message
    assert run_command("validate", "--only-data", folder / "data").returncode == 1
    assert "is not a file of a data folder" in run_command("validate", "--only-data", folder / stray[1]).stderr


def test_not_more_is_looked_through_than_a_folder_should_have(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link may lead to the whole of a disk; a command once looked through one for a minute and a half."""
    disk = tmp_path / "disk"
    for number in range(12):
        (disk / f"{number:02}").mkdir(parents=True)
        (disk / f"{number:02}" / "any.json").touch()
    shutil.rmtree(folder / "mappings")
    (folder / "mappings").symlink_to(disk)
    before = len(ignored(of(folder)))
    seen: list[str] = []
    walk = os.walk

    def noted(*arguments: object, **options: object) -> Iterator[tuple[str, list[str], list[str]]]:
        for step in walk(*arguments, **options):  # type: ignore[call-overload]
            seen.append(step[0])
            yield step

    monkeypatch.setattr(os, "walk", noted)
    monkeypatch.setattr("crosswalk.validation.ignored.MAX_LOOKED_AT", 15)
    found = ignored(of(folder))
    assert len(found) < before == 12
    assert (found[-1].rule, found[-1].file) == ("ignored-folder", str(folder))
    assert "more than 15 files and folders" in found[-1].message
    assert len(seen) <= 20


def test_a_link_to_a_folder_is_named_where_it_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder / "data" / "documents", elsewhere)
    (elsewhere / "fifth-1.0.yml").touch()
    links = [folder / name for name in ("data/documents/linked", "data/linked", "ontology/linked")]
    for link in links:
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(elsewhere)
    assert [(fault.file, fault.rule) for fault in ignored(of(folder))] == [
        (str(link), "ignored-folder") for link in (links[1], links[0], links[2])
    ]
    assert [fault.file for fault in ignored(of(folder), [str(folder / "ontology")])] == [str(links[2])]
    run = run_command("validate", "--only-data", folder)
    assert run.returncode == 1
    assert "The data do not conform: 3 violations" in run.stdout
    for link in links:
        link.unlink()
    shutil.rmtree(folder / "data" / "documents")
    (folder / "data" / "documents").symlink_to(elsewhere)  # this one is read, so what is not in it is named
    assert [fault.file for fault in ignored(of(folder))] == [str(folder / "data" / "documents" / "fifth-1.0.yml")]


def test_a_folder_that_cannot_be_looked_into_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(CORRUPTIONS / "sound", Path(name) / "folder"))
        closed = folder / "data" / "documents" / "closed"
        closed.mkdir()
        assert ignored(of(folder)) == []
        closed.chmod(0)
        with as_an_ordinary_user(Path(name)):
            [fault] = ignored(of(folder))
            closed.chmod(0o700)
    assert (fault.file, fault.rule, fault.unreadable) == (str(closed), "unreadable-folder", True)
    assert fault.message.startswith("The folder cannot be read: permission denied")
    assert not Verdict(4, RULES, faults=[fault]).is_complete


@contextmanager
def as_an_ordinary_user(folder: Path) -> Iterator[None]:
    """Take away the rights of root for a while; the folder is then that user's."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_nothing_to_check_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="There is nothing to check in .*empty"):
        validate(of(folder, tmp_path / "empty"), str(tmp_path / "empty"))


@pytest.mark.parametrize("name", RUNAWAY)
def test_rule_that_never_ends_is_named_and_the_others_are_asked(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled(folder, "L" + "e" * 40)
    add_rule(folder, "aaa", GOOD)
    path = add_rule(folder, "bbb", RUNAWAY[name])
    add_rule(folder, "ccc", GOOD.replace("ex:good", "ex:other"))
    monkeypatch.setenv("CROSSWALK_VALIDATE_SECONDS", "8")
    found = verdict(of(folder))
    assert found.unfinished == ("bbb", "ccc")
    assert found.rules == RULES + 1
    assert not found.conforms
    assert not found.is_complete
    by_rule = {fault.rule: fault for fault in found.faults}
    assert by_rule["unfinished-rule"].file == str(path)
    assert (
        "bbb did not finish within 8 seconds (set CROSSWALK_VALIDATE_SECONDS to change this limit)"
        in by_rule["unfinished-rule"].message
    )
    assert "1 rule could not be asked: ccc" in by_rule["rule-not-asked"].message
    assert "aaa" in by_rule, "what was found before is reported"


def test_reading_that_never_ends_is_no_verdict(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWALK_VALIDATE_SECONDS", "0.1")
    found = verdict(of(folder))
    assert not found.is_complete
    assert {"unfinished-reading", "rule-not-asked"} == {fault.rule for fault in found.faults}
    assert run_command("validate", "--only-data", folder, env={"CROSSWALK_VALIDATE_SECONDS": "0.1"}).returncode == 2


def test_rules_that_need_too_much_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_rule(
        folder,
        "hog",
        RUNAWAY["target"]
        .replace("?this ?b ?c", "?this ?b ?c . FILTER(STRLEN(?c) >= 0)")
        .replace(" }", " } ORDER BY ?b"),
    )
    monkeypatch.setenv("CROSSWALK_WORKERS_MB", "900")
    found = verdict(of(folder))
    assert found.unfinished == ("hog",)
    assert "more memory than 900 megabytes (set CROSSWALK_WORKERS_MB to change this limit)" in found.faults[0].message


class Counting(BaseHTTPRequestHandler):
    """Notes every request in the list of its server."""

    def do_GET(self) -> None:
        self.server.requests.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    server.requests = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


CALLS = {
    "target": 'ex:s a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this {{ ?this dcterms:title ?t '
    'SERVICE SILENT <{url}> {{ ?x ?y ?t }} }}" ] ; sh:property [ sh:path dcterms:title ; sh:minCount 1 ] .',
    "select": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:sparql [ sh:select "SELECT $this {{ SERVICE SILENT '
    '<{url}> {{ ?a ?b ?c }} }}" ] .',
    "nested": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:sparql [ sh:select "SELECT $this {{ $this ?p ?o FILTER '
    'EXISTS {{ ?a ?e ?f FILTER EXISTS {{ SERVICE SILENT <{url}> {{ ?x ?y ?z }} }} }} }}" ] .',
    "rule": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {{ '
    '$this dcterms:x ?y }} WHERE {{ SERVICE SILENT <{url}> {{ ?x ?z ?y }} }}" ] .',
    "imports": "<https://example.org/> a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> "
    "<{url}> . " + GOOD,
    "data": "<{url}> a cw:Document . <https://example.org/> <http://www.w3.org/2002/07/owl#imports> <{url}> . " + GOOD,
}


@pytest.mark.parametrize("name", CALLS)
def test_no_rule_calls_out(name: str, folder: Path, listener: ThreadingHTTPServer) -> None:
    """S3: a shape in a data folder sent the titles of documents to a stranger, and the data conformed."""
    add_rule(folder, "leak", CALLS[name].format(url=f"http://127.0.0.1:{listener.server_port}/leak"))
    run = run_command("validate", "--only-data", "--data", folder)
    assert listener.requests == []  # type: ignore[attr-defined]
    if name not in ("imports", "data"):
        assert run.returncode == 2
        assert "conform" not in run.stdout
    assert "Traceback" not in run.stderr


def test_faults_beyond_the_limit_are_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_rule(folder, "zzz", GOOD)
    notes: list[object] = []
    monkeypatch.setattr(conformity, "MAX_REPORTED", 0)
    conformity.run({"data": [str(folder)], "only_data": True, "paths": []}, notes.append)
    found = conformity._verdict(of(folder), notes)
    assert (found.left_out, found.faults, found.conforms, found.is_complete) == (1, [], False, True)
    assert judged(found).startswith("The data do not conform: 1 violation, no warnings.")
