"""Twelve mistakes that people make in data files, each planted in a sound folder: refused by name, with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support import ROOT, assert_one_sentence, results, run_command

HERE = Path(__file__).parent / "corruptions"
MAPPINGS = "mappings/curated/left-1.0--right-1.0.sssom.tsv"
#: folder → (rules that must be named, exit code, file, line of the planted mistake)
EXPECTED = {
    "dangling-end": ({"dangling-mapping-end"}, 1, MAPPINGS, 11),
    "duplicate-row": ({"duplicate-row"}, 2, MAPPINGS, 12),
    "future-date": ({"future-date"}, 1, MAPPINGS, 1),
    "lost-tab": ({"lost-tab"}, 2, MAPPINGS, 12),
    "missing-rights": ({"missing-rights"}, 2, "data/documents/left-1.0.yaml", 1),
    "narrower-for-narrow-match": ({"unknown-predicate"}, 1, MAPPINGS, 10),
    "no-match-as-predicate": ({"unknown-predicate"}, 1, MAPPINGS, 12),
    "self-mapping": ({"self-mapping", "wrong-scheme"}, 1, MAPPINGS, 11),
    "surplus-cell": ({"surplus-cell"}, 2, MAPPINGS, 11),
    "two-relations-for-one-pair": ({"two-relations-for-one-pair"}, 1, MAPPINGS, 11),
    "unknown-justification": ({"unknown-justification"}, 1, MAPPINGS, 12),
    "wrong-scheme": ({"wrong-scheme"}, 1, MAPPINGS, 10),
}


Faults = tuple[int, list[dict[str, object]]]
Called = Callable[..., CompletedProcess[str]]


def found_by(run: CompletedProcess[str]) -> Faults:
    assert run.stderr == ""
    return run.returncode, results(run.stdout)


@pytest.fixture
def validated(called: Called) -> Callable[..., Faults]:
    """Return a function that validates a folder in this process."""
    return lambda *arguments: found_by(called("validate", "--format", "json", "--data", *arguments))


def test_all_twelve_are_here() -> None:
    assert {path.name for path in HERE.iterdir()} == {*EXPECTED, "sound"}
    assert len(EXPECTED) == 12


def test_sound_folder_conforms_in_a_process_of_its_own() -> None:
    run = run_command("validate", "--format", "json", "--data", HERE / "sound", "--only-data")
    assert found_by(run) == (0, [])


def test_a_process_of_its_own_reports_the_same_faults(validated: Callable[..., Faults]) -> None:
    folder = HERE / "self-mapping"
    run = run_command("validate", "--format", "json", "--data", folder, "--only-data")
    assert found_by(run) == validated(folder, "--only-data")


@pytest.mark.parametrize("name", EXPECTED)
def test_corruption_is_refused(name: str, validated: Callable[..., Faults]) -> None:
    rules, code, file, line = EXPECTED[name]
    exit_code, faults = validated(HERE / name, "--only-data")
    assert exit_code == code
    assert {fault["rule"] for fault in faults} == rules
    assert {"rule", "severity", "focus", "message", "file", "line"} == set(faults[0])
    places = {(str(fault["file"]), fault["line"]) for fault in faults}
    assert (str(HERE / name / file), line) in places
    assert all(fault["severity"] == "violation" and fault["message"] for fault in faults)


@pytest.mark.parametrize("name", ["dangling-end", "surplus-cell"])
def test_corruption_beside_the_shipped_data(name: str, validated: Callable[..., Faults]) -> None:
    rules, code, _, _ = EXPECTED[name]
    exit_code, faults = validated(HERE / name)
    assert exit_code == code
    assert {fault["rule"] for fault in faults if fault["severity"] == "violation"} == rules


def test_mapping_set_without_rights(called: Called, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(HERE / "sound", folder)
    path = folder / MAPPINGS
    kept = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#license")]
    path.write_text("\n".join(kept), encoding="utf-8")
    exit_code, faults = found_by(called("validate", "--format", "json", "--data", folder, "--only-data"))
    assert exit_code == 1
    assert [fault["rule"] for fault in faults] == ["missing-rights"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (HERE / "dangling-end", 1),
        (HERE / "dangling-end" / "mappings", 1),
        (HERE / "dangling-end" / MAPPINGS, 1),
        (HERE / "dangling-end" / "data/documents/left-1.0.yaml", 0),
        (HERE / "sound", 0),
        (HERE / "lost-tab" / MAPPINGS, 2),
        (HERE / "no-such-folder", 2),
    ],
)
def test_a_path_may_be_the_folder_or_one_file(called: Called, path: Path, code: int) -> None:
    run = called("validate", "--only-data", path)
    assert run.returncode == code
    assert "Traceback" not in run.stderr


def test_folder_named_as_data_and_as_path_is_read_once(called: Called) -> None:
    sound = HERE / "sound"
    assert called("validate", "--only-data", "--data", sound, sound / MAPPINGS).returncode == 0


@pytest.mark.parametrize("paths", [[], [ROOT / "data" / "organisations.yaml"]])
def test_nothing_to_read_never_conforms(called: Called, paths: list[Path]) -> None:
    assert "--only-data needs a --data folder" in assert_one_sentence(called("validate", "--only-data", *paths))


def test_turtle_is_a_shacl_report(called: Called) -> None:
    from rdflib import RDF, RDFS, SH, Graph, Literal

    run = called("validate", "--data", HERE / "self-mapping", "--only-data", "--format", "turtle")
    report = Graph().parse(data=run.stdout, format="turtle")
    [node] = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(node, SH.conforms) == Literal(False)
    assert len(list(report.objects(node, SH.result))) >= 2
    assert "rules were checked." in str(report.value(node, RDFS.comment))


def test_shipped_data_conform(called: Called) -> None:
    code, faults = found_by(called("validate", "--format", "json"))
    assert code == 0
    assert {(fault["severity"], fault["rule"]) for fault in faults} == {("warning", "withdrawn-mapping-end")}
    # NIST's own export still names RA-4, which is withdrawn
    assert [fault for fault in faults if "nist-sp-800-53-5.2.0:RA-4" in str(fault["message"])] == faults
