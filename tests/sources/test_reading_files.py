"""Whatever is in a file, reading it ends in a document, a mapping set, or a fault with file and line; never in an exception."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crosswalk.sources import Fault, Layout, Sources, fingerprint, read_sources
from crosswalk.store import build

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"  # two sound documents that the mapping sets join
FAULTY = sorted(path.parent for path in HERE.glob("inputs/*/expected.json"))
ACCEPTED = sorted(path for path in (HERE / "accepted").iterdir() if path.is_dir())


def read(*folders: Path, only_data: bool = True) -> Sources:
    sources = read_sources(Layout.of([DOCUMENTS, *folders], only_data))
    build(sources)  # Turtle is read here
    return sources


def test_all_inputs_were_found() -> None:
    assert len(FAULTY) == 115
    assert len(ACCEPTED) == 6
    kinds = {folder.name.split("-")[0] for folder in FAULTY}
    assert kinds == {"yaml", "field", "organisation", "duplicate", "sssom", "turtle", "work", "term"}


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_fault_names_rule_file_and_line(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    faults = read(folder).report.faults
    assert [(fault.rule, fault.file, fault.line) for fault in faults] == [
        (one["rule"], str(folder / one["file"]), one["line"]) for one in expected
    ]
    for fault, one in zip(faults, expected, strict=True):
        assert one["says"] in fault.message
        assert fault.message[-1] in ".?)"
        assert fault.unreadable
        assert fault.severity == "violation"
        assert fault.sentence().startswith(f"{folder / one['file']}:{one['line']}: {one['rule']}: ")


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_faulty_file_is_left_out_whole_and_the_others_stay(folder: Path) -> None:
    sources = read(folder)
    faulty = {fault.file for fault in sources.report.faults}
    assert {document.id for _, document in sources.documents} >= {"alpha-1.0", "beta-1.0"}
    if not folder.name.startswith("duplicate"):  # there the first of two is sound
        kept = [file.name for file, _ in (*sources.documents, *sources.mapping_sets)]
        assert not faulty & set(kept)


@pytest.mark.parametrize("folder", ACCEPTED, ids=lambda folder: folder.name)
def test_other_ways_to_write_the_same_are_read_alike(folder: Path) -> None:
    sources = read(folder)
    assert list(sources.report) == []
    assert [document.id for _, document in sources.documents] == ["alpha-1.0", "beta-1.0", "gamma-1.0"]
    [(_, mapping_set)] = sources.mapping_sets
    assert [mapping.object.rsplit("/", 1)[1] for mapping in mapping_set.mappings] == ["1.1", "NoTermFound"]
    assert mapping_set.title == "Alpha to Beta"
    if folder.name != "quotation-marks-inside-cells":
        assert mapping_set.mappings[1].comment == "Beta keeps no list."
        [gamma] = [document for _, document in sources.documents if document.id == "gamma-1.0"]
        assert gamma.provisions[0].label == "Govern"


def test_rows_are_placed_on_their_lines_also_after_blank_ones() -> None:
    sources = read(HERE / "accepted" / "blank-lines")
    [(file, mapping_set)] = sources.mapping_sets
    places = [sources.report.place(f"{mapping_set.iri}/{mapping.id}") for mapping in mapping_set.mappings]
    assert places == [(file.name, 10), (file.name, 13)]
    [(document_file, gamma)] = [pair for pair in sources.documents if pair[1].id == "gamma-1.0"]
    assert sources.report.place(gamma.iri + "/1.2") == (document_file.name, 17)


def test_document_given_by_the_shipped_files_and_by_the_user() -> None:
    twin = HERE / "twins"
    faults = [fault for fault in read_sources(Layout.of([twin])).report if fault.rule == "duplicate-document"]
    assert [(Path(fault.file), fault.line) for fault in faults] == [(twin / "data/documents/owasp-llm-2025.yaml", 1)]
    assert "“owasp-llm-2025” is already defined in data/documents/owasp-llm-2025.yaml" in faults[0].message
    assert list(read_sources(Layout.of([twin], only_data=True)).report) == []


def test_folder_named_twice_is_read_once() -> None:
    layout = Layout.of([DOCUMENTS, DOCUMENTS / ".." / "documents"], only_data=True)
    assert len(layout.extra) == 1
    assert list(read_sources(layout).report) == []


def test_same_organisation_in_the_same_words_is_no_fault(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "data").mkdir(parents=True)
        text = "- {id: example-body, name: Example Body, kind: company}\n"
        (tmp_path / name / "data" / "organisations.yaml").write_text(text, encoding="utf-8")
    assert list(read_sources(Layout.of([tmp_path / "one", tmp_path / "two"], only_data=True)).report) == []


@pytest.mark.parametrize("inner", ["[" * 100_000, "{a: " * 100_000, "\n".join(" " * n + "a:" for n in range(2_000))])
def test_deep_nesting_is_a_fault_and_no_crash(tmp_path: Path, inner: str) -> None:
    [fault] = faults_of(tmp_path, "data/documents/deep-1.0.yaml", f"id: deep-1.0\ntitle:\n {inner}\n".encode())
    assert (fault.rule, fault.message) == ("yaml-syntax", "the YAML is nested too deeply.")
    assert fault.line is not None


def test_cell_longer_than_csv_readers_take(tmp_path: Path) -> None:
    sound = (HERE / "accepted/plain/mappings/curated/alpha-1.0--beta-1.0.sssom.tsv").read_bytes()
    name = "mappings/curated/alpha-1.0--beta-1.0.sssom.tsv"
    [fault] = faults_of(tmp_path, name, sound.replace(b"Beta keeps no list.", b"x" * 200_000))
    assert (fault.rule, fault.line) == ("sssom-row", 10)
    assert "131,072" in fault.message


@pytest.mark.parametrize(
    "name",
    ["data/documents/alpha-2.0.yaml", "data/organisations.yaml", "mappings/curated/a--b.sssom.tsv", "ontology/a.ttl"],
)
def test_what_is_no_file_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    [fault] = read(tmp_path).report
    assert (fault.rule, fault.file) == ("unreadable-file", str(tmp_path / name))


def test_link_to_nowhere_is_a_fault(tmp_path: Path) -> None:
    link = tmp_path / "mappings/curated/a--b.sssom.tsv"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "gone")
    [fault] = read(tmp_path).report
    assert (fault.rule, fault.file) == ("unreadable-file", str(link))


def faults_of(folder: Path, name: str, content: bytes) -> list[Fault]:
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return read(folder).report.faults


def test_fingerprint_follows_content_and_names_but_not_the_place(tmp_path: Path) -> None:
    prints = []
    for step in range(4):
        folder = tmp_path / str(step)
        shutil.copytree(DOCUMENTS, folder)
        if step >= 2:
            path = folder / "data/documents/alpha-1.0.yaml"
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        if step >= 3:
            path.rename(path.with_name("alpha-1.1.yaml"))
        prints.append(fingerprint(Layout.of([folder], only_data=True)))
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3
