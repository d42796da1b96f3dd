"""Whatever stands in the header or the rows of a mapping set, reading ends in faults with file and line, soon."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from crosswalk.files import entries
from crosswalk.files.faults import Fault
from crosswalk.formats.readers.sssom.library import MappingSetRecord
from crosswalk.limits import MAX_FAULTS, SSSOM_ROWS
from crosswalk.sources import Layout, read_sources
from crosswalk.store import build
from tests.support import ROOT, clean_environment

HERE = ROOT / "tests" / "sources"
SET = "mappings/curated/alpha-1.0--beta-1.0.sssom.tsv"
SOUND = (HERE / "accepted/plain" / SET).read_text(encoding="utf-8")
VALUES = (
    *("5", "-1.5", "true", "~", "2026-01-01", '"x"', "[]", "[1, 2]", "[a, b]", "[[a]]", "{}", "{a: b}", "{a: 1}"),
    *("[{a: b}]", "[{slot_name: 5}]", "[{slot_name: [x]}]", "[{slot_name: subject_id}]", "[null]", "[{}]"),
    *("[{slot_name: x, property: y, type_hint: z}]", '[{slot_name: x, property: "http://a b", type_hint: 5}]'),
    *("9" * 5_000, "1e999", ".inf", "1:30", "0x1f", "x" * 100_000, "2026-01-01T00:00:00Z", "http://example.org/"),
    *("nope:x", '"\\0"', '"\\uFFFE"', "!!binary aGk="),
)


def faults_of(folder: Path, text: str) -> list[Fault]:
    path = folder / SET
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    sources = read_sources(Layout.of([HERE / "documents", folder], only_data=True))
    sources.turtle.clear()
    build(sources)
    return sources.report.faults


@pytest.fixture(scope="module", autouse=True)
def _shipped_organisations_are_read_once() -> Iterator[None]:
    """Thousands of sets are read here, and what ships is the same for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "read_yaml", cache(entries.read_yaml))
        yield


@pytest.mark.parametrize("slot", sorted(MappingSetRecord.model_fields))
def test_a_slot_of_any_type_is_read_or_a_fault(tmp_path: Path, slot: str) -> None:
    header = [line for line in SOUND.splitlines(keepends=True) if not line.startswith(f"#{slot}:")]
    for value in VALUES:
        for fault in faults_of(tmp_path, "".join([f"#{slot}: {value}\n", *header])):
            assert fault.file == str(tmp_path / SET)
            assert fault.line is not None
            assert fault.message[-1] in ".?)", fault.message
            assert len(fault.message) < 500


@pytest.mark.parametrize("value", ["5", "[5]", "a", "[{slot_name: [x]}]", "9" * 5_000])
def test_extension_definitions_of_a_wrong_type_are_named_with_their_line(tmp_path: Path, value: str) -> None:
    first, rest = SOUND.split("\n", 1)
    [fault] = faults_of(tmp_path, f"{first}\n#extension_definitions: {value}\n{rest}")
    assert (fault.rule, fault.line) == ("sssom-header", 2)


def test_id_with_an_unknown_prefix_is_named_with_its_line(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, SOUND.replace("#license", "#creator_id: nope:x\n#license"))
    assert (fault.rule, fault.line) == ("sssom-header", 3)
    assert "“nope” is not an id with a known prefix." in fault.message


def test_many_columns_are_one_fault(tmp_path: Path) -> None:
    columns = "\t".join(f"column_{number}" for number in range(100_000))
    [fault] = faults_of(tmp_path, SOUND.replace("subject_id\t", f"{columns}\tsubject_id\t", 1))
    assert (fault.rule, fault.line) == ("undeclared-column", 8)
    assert fault.message == "The file has 100,006 columns; it may have 1,000."


def test_many_slots_are_one_fault(tmp_path: Path) -> None:
    slots = "".join(f"#slot_{number}: x\n" for number in range(2_000))
    [fault] = faults_of(tmp_path, SOUND.replace("#license", f"{slots}#license"))
    assert "a mapping has more than 1,000 keys" in fault.message


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("cell", ["x" * 130_000, "alpha-1.0:" + "x" * 130_000, "http://a.example/" + "x" * 130_000])
def test_message_about_a_long_cell_is_short(tmp_path: Path, column: int, cell: str) -> None:
    *lines, last = SOUND.rstrip("\n").split("\n")
    cells = last.split("\t")
    cells[column] = cell
    faults = faults_of(tmp_path, "\n".join([*lines, "\t".join(cells)]) + "\n")
    assert all(len(fault.message) < 500 and fault.line == 10 for fault in faults)


@pytest.mark.parametrize("piece", ["x" * 100_000, "x" * 1_000])
def test_message_about_a_long_column_or_slot_or_prefix_is_short(tmp_path: Path, piece: str) -> None:
    for text in (
        SOUND.replace("\tcomment", f"\t{piece}"),
        SOUND.replace("#license", f"#{piece}: a\n#license"),
        SOUND.replace("#license", f"#curie_map:\n#  {piece}: a\n#license"),
        SOUND.replace("#license", f"#curie_map:\n#  skos: http://{piece}\n#license"),
        SOUND.replace("#license", f"#license: {piece}\n#license"),
        SOUND.replace("alpha-1.0--beta-1.0", piece, 1),
    ):
        faults = faults_of(tmp_path, text)
        assert faults
        assert all(len(fault.message) < 500 and fault.line for fault in faults)


@pytest.mark.parametrize(
    "row", ["a", "a\tb\tc\td\te\tf", "a\tb\tc\td\te\tf\tg", '"a\tb\tc\td\te\tf', SOUND.splitlines()[8]]
)
def test_of_very_many_faulty_rows_the_first_are_listed(tmp_path: Path, row: str) -> None:
    faults = faults_of(tmp_path, SOUND + f"{row}\n" * 3 * MAX_FAULTS)
    assert len(faults) == MAX_FAULTS
    assert [fault.line for fault in faults] == list(range(11, 11 + MAX_FAULTS))
    assert faults[-1].message.endswith("those after this line are not listed.")


def test_number_of_rows_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SSSOM_ROWS.variable, "20")
    assert faults_of(tmp_path, SOUND) == []
    [fault] = faults_of(tmp_path, SOUND + "\n" * 20)
    assert fault.rule == "unreadable-file"
    assert "it has more than 20 rows (set CROSSWALK_SSSOM_ROWS to change this limit); split it." in fault.message


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_ends_of_lines_are_read_alike(tmp_path: Path, ending: str, mark: str) -> None:
    path = tmp_path / SET
    path.parent.mkdir(parents=True)
    path.write_bytes((mark + SOUND).replace("\n", ending).encode())
    sources = read_sources(Layout.of([HERE / "documents", tmp_path], only_data=True))
    assert list(sources.report) == []
    assert len(sources.mapping_sets[0][1].mappings) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_a_fault(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / SET
    path.parent.mkdir(parents=True)
    path.write_bytes(SOUND.encode(encoding))
    sources = read_sources(Layout.of([HERE / "documents", tmp_path], only_data=True))
    [fault] = sources.report
    assert (fault.rule, fault.line) in {("unreadable-file", 1), ("sssom-header", 1)}


LARGE = {
    "one cell": "SOUND.rstrip('\\n') + 'x' * 60_000_000",
    "tabs": "SOUND.rstrip('\\n') + '\\t' * 60_000_000",
    "columns": "SOUND.replace('\\tcomment', '\\ta' * 30_000_000)",
    "header": "'#a: b\\n' * 199_000 + SOUND",
    "one header line": "SOUND.replace('#license', '#other: ' + 'x' * 60_000_000 + '\\n#license')",
    "blank lines": "SOUND + '\\n' * 60_000_000",
    "carriage returns": "SOUND + '\\r' * 60_000_000",
    "quotation marks": "SOUND.rstrip('\\n') + '\\\"' * 60_000_000",
}


@pytest.mark.parametrize("kind", ["tabs", "columns", *(pytest.param(kind, marks=pytest.mark.slow) for kind in LARGE)])
def test_largest_file_takes_bounded_time_and_memory(tmp_path: Path, kind: str) -> None:
    script = f"""
import resource, sys
from pathlib import Path
from crosswalk.sources import Layout, read_sources
path = Path(sys.argv[1], {SET!r})
path.parent.mkdir(parents=True)
SOUND = {SOUND!r}
path.write_text({LARGE[kind]}, encoding="utf-8", newline="")
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
sources = read_sources(Layout.of([{str(HERE / "documents")!r}, sys.argv[1]], only_data=True))
print([fault.message for fault in sources.report])
assert all(len(fault.message) < 500 for fault in sources.report)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, env=clean_environment(), check=False
    )
    (tmp_path / SET).unlink()
    assert run.returncode == 0, (run.returncode, run.stdout[-500:], run.stderr[-500:])
    assert kind == "one header line" or run.stdout != "[]\n"
