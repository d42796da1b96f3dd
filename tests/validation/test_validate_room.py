"""Rules of the user, paths, and reports: what `validate` does besides finding the twelve mistakes."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal

from crosswalk.errors import CrosswalkError
from crosswalk.sources import Fault, Layout, shipped_root
from crosswalk.validation import Verdict, load_shapes, shape_files, validate
from crosswalk.validation.paths import folders_of, only_under
from crosswalk.validation.report import as_turtle
from crosswalk.wording import judged
from tests.support import assert_one_sentence, run_command

HERE = Path(__file__).parent
SOUND = HERE / "corruptions" / "sound"
CORRUPTIONS = sorted(path for path in (HERE / "corruptions").iterdir() if path != SOUND)
HEAD = """@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cw: <https://w3id.org/ai-security-crosswalk/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
BROKEN = {
    "no-path": "ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:property [ sh:minCount 1 ] .",
    "no-number": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:property [ sh:path dcterms:title ; sh:minCount "x" ] .',
    "no-pattern": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:property [ sh:path dcterms:title ; sh:pattern "(" ] .',
    "no-query": 'ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:sparql [ sh:select "garbage" ] .',
    "service": "ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:sparql "
    '[ sh:select "SELECT $this { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }" ] .',
}


def shape_of_the_user(folder: Path, text: str) -> Layout:
    path = folder / "ontology" / "shapes" / "mine.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return Layout.of([SOUND, folder], only_data=True)


@pytest.mark.parametrize("folder", CORRUPTIONS, ids=lambda folder: folder.name)
def test_corruption_differs_from_the_sound_folder_in_one_file(folder: Path) -> None:
    names = sorted(str(path.relative_to(SOUND)) for path in SOUND.rglob("*") if path.is_file())
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == names
    _, different, errors = filecmp.cmpfiles(SOUND, folder, names, shallow=False)
    assert (len(different), errors) == (1, [])


def test_rule_of_the_user_is_called_by_its_file(tmp_path: Path) -> None:
    layout = shape_of_the_user(
        tmp_path,
        "ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:property "
        '[ sh:path dcterms:title ; sh:pattern "^Left" ; sh:message "The title must begin with Left." ] .',
    )
    [fault] = validate(layout)
    assert (fault.rule, fault.file, fault.line) == ("mine", str(SOUND / "data/documents/right-1.0.yaml"), 1)
    assert fault.message == "right-1.0: The title must begin with Left."
    assert not fault.unreadable


def test_warning_of_the_user_is_no_violation(tmp_path: Path) -> None:
    layout = shape_of_the_user(
        tmp_path,
        "ex:s a sh:NodeShape ; sh:targetClass cw:Document ; sh:severity sh:Warning ; sh:property "
        "[ sh:path dcterms:issued ; sh:maxCount 0 ; sh:severity sh:Warning ] .",
    )
    assert [fault.severity for fault in validate(layout)] == ["warning", "warning"]


@pytest.mark.parametrize("name", BROKEN)
def test_shape_that_cannot_be_used_is_one_sentence(name: str, tmp_path: Path) -> None:
    layout = shape_of_the_user(tmp_path, BROKEN[name])
    with pytest.raises(
        CrosswalkError, match=r"A shape cannot be used: .*\.$|mine.ttl: a query of this shape is not allowed"
    ):
        validate(layout)


def test_nothing_but_that_sentence_reaches_the_user(tmp_path: Path) -> None:
    shape_of_the_user(tmp_path, BROKEN["no-number"])
    run = run_command("validate", "--data", tmp_path, "--data", SOUND, "--only-data")
    assert "A shape cannot be used" in assert_one_sentence(run)


def test_shape_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    layout = shape_of_the_user(tmp_path, "ex:s a sh:NodeShape ; sh:targetClass")
    with pytest.raises(CrosswalkError, match="mine.ttl: the shape file is not Turtle"):
        load_shapes(layout)


def test_what_cannot_be_read_is_reported_before_any_rule_is_checked() -> None:
    faults = validate(Layout.of([HERE / "corruptions" / "lost-tab", HERE / "corruptions" / "self-mapping"], True))
    assert {fault.unreadable for fault in faults} == {True}
    assert "lost-tab" in {fault.rule for fault in faults}
    assert "self-mapping" not in {fault.rule for fault in faults}


def test_faults_are_sorted_and_reported_once() -> None:
    faults = validate(Layout.of([HERE / "corruptions" / "wrong-scheme"], True))
    assert len(faults) == len(set(faults)) == 2
    assert [fault.line for fault in faults] == sorted(fault.line or 0 for fault in faults)


def test_every_rule_is_a_file_and_helpers_are_none() -> None:
    names = [path.name for path in shape_files(Layout())]
    assert len(names) > 30
    assert not [name for name in names if name.startswith("_")]


def test_folder_of_a_path() -> None:
    mapping = SOUND / "mappings/curated/left-1.0--right-1.0.sssom.tsv"
    assert folders_of([str(SOUND), str(mapping), str(SOUND / "data")]) == [SOUND]
    assert folders_of([str(shipped_root() / "data" / "organisations.yaml")]) == []
    with pytest.raises(CrosswalkError, match=r"is not a file of a data folder"):
        folders_of([str(HERE / "test_corruptions.py")])


def test_file_that_lies_in_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("id: alone", encoding="utf-8")
    with pytest.raises(CrosswalkError, match="does not lie in data/, mappings/ or ontology/"):
        folders_of([str(tmp_path / "alone.yaml")])


@pytest.mark.parametrize("path", ["x" * 401, "x/" * 300, "no-such-folder"])
def test_path_that_does_not_exist_is_not_repeated_at_length(path: str) -> None:
    sentence = assert_one_sentence(run_command("validate", path))
    assert sentence == f"Error: {path if len(path) <= 300 else path[:300] + '…'} does not exist."


def test_only_faults_under_the_paths_are_reported() -> None:
    faults = [
        Fault("a", "A.", str(SOUND / "data/x.yaml"), 1),
        Fault("b", "B.", "data/organisations.yaml", 1),
        Fault("c", "C."),
    ]
    assert only_under(faults, []) == faults
    assert [fault.rule for fault in only_under(faults, [str(SOUND)])] == ["a", "c"]
    assert [fault.rule for fault in only_under(faults, [str(shipped_root() / "data")])] == ["b", "c"]


def test_report_in_turtle() -> None:
    faults = [
        Fault("self-mapping", "It maps to itself.", "m.tsv", 9, "left-1.0:1.1"),
        Fault("doubtful", "Look again.", "m.tsv", 10, "no id", "warning"),
    ]
    graph = Graph().parse(data=as_turtle(Verdict(2, 40, faults=faults), "2 files."), format="turtle")
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(list(graph.objects(report, SH.result))) == 2
    assert {str(message) for message in graph.objects(None, SH.resultMessage)} == {fault.sentence() for fault in faults}
    assert {str(severity).rpartition("#")[2] for severity in graph.objects(None, SH.resultSeverity)} == {
        "Violation",
        "Warning",
    }
    assert graph.value(report, RDFS.comment) == Literal("2 files.")


@pytest.mark.parametrize(
    ("verdict", "conforms"),
    [
        (Verdict(2, 40), True),
        (Verdict(2, 40, faults=[Fault("doubtful", "Look again.", severity="warning")]), True),
        (Verdict(2, 40, left_out=1), False),
        (Verdict(2, 39, unfinished=("last",)), False),
        (Verdict(0, 40), False),
        (Verdict(2, 0), False),
    ],
)
def test_report_in_turtle_conforms_where_the_verdict_does(verdict: Verdict, conforms: bool) -> None:
    graph = Graph().parse(data=as_turtle(verdict, judged(verdict)), format="turtle")
    assert list(graph.objects(None, SH.conforms)) == [Literal(conforms)] == [Literal(verdict.conforms)]
