"""Values that YAML 1.1 reads in a way of its own, and files that would take memory or time without end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crosswalk.files.faults import Report
from crosswalk.files.yaml_lines import Lined, YamlFault, parse_yaml
from crosswalk.formats.readers.documents import read_document
from crosswalk.formats.readers.work_items import read_work_items
from crosswalk.limits import MAX_FAULTS, MAX_KEYS, YAML_VALUES
from tests.support import ROOT, clean_environment

SOUND = (ROOT / "tests/sources/documents/data/documents/alpha-1.0.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-12", -12), ("+5", 5), ("9" * 18, int("9" * 18)), ("1.5", 1.5), ("1.0e-3", 0.001), ("1e5", "1e5")],
)
def test_plain_numbers_are_read(text: str, value: object) -> None:
    content = parse_yaml(f"a: {text}")
    assert isinstance(content, Lined)
    assert content["a"] == value
    assert type(content["a"]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("9" * 19, "9" * 5_000, "-" + "9" * 100_000, "0x" + "f" * 100_000, "0b" + "1" * 100_000, "0" + "7" * 100_000),
        *("1:30", "1" + ":59" * 5_000, "190:20:30.15", "010", "1_000", "0x1f", "0b11", ".inf", "-.INF", ".nan"),
        *("1.0e+999", "1.0e-99999", "." + "1" * 5_000, "1" * 5_000 + ".5", "!!int x", "!!float x", "!!int ''"),
    ],
    ids=lambda text: text[:12],
)
def test_any_other_number_is_a_fault_with_its_line(text: str) -> None:
    with pytest.raises(YamlFault, match="is not a plain number; put it in quotes if it is text") as caught:
        parse_yaml(f"a: b\nc:\n  - {text}\n")
    assert caught.value.line == 3
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(("2025-13-40", "is not a valid value"), ("0000-01-01", "is not a valid value")),
        *(("2025-01-01T25:00:00", "is not a valid value"), ("!!timestamp soon", "is not a valid value")),
        *(("!!bool maybe", "is not a valid value"), ("2025-01-01T00:00:00." + "1" * 100_000 + "x", None)),
        *(("!!binary aGk=", "the tag tag:yaml.org,2002:binary is not allowed"), ("!!set {a}", "is not allowed")),
        *(("=", "is not allowed"), ("<<", "is not allowed"), ("!a b", "the tag !a is not allowed")),
        (f"!{'a' * 10_000} b", "the tag !aaaaaaa"),
    ],
    ids=lambda text: str(text)[:12],
)
def test_other_kinds_of_values_are_faults_with_their_line(text: str, message: str | None) -> None:
    if message is None:
        assert isinstance(parse_yaml(f"a: b\nc: {text}\n"), Lined)
        return
    with pytest.raises(YamlFault, match=message) as caught:
        parse_yaml(f"a: b\nc: {text}\n")
    assert caught.value.line == 2
    assert len(str(caught.value)) < 300


def report_on(tmp_path: Path, text: str, name: str = "alpha-1.0.yaml") -> Report:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    report = Report()
    read_document(path, name, report)
    return report


@pytest.mark.parametrize(
    "date", ['"0000"', '"0000-05"', '"0999"', "0999-12-31", '"٢٠٢٥"', '"२०२५-05"', '"2025-13"', "2025"]
)
def test_year_that_cannot_be_is_a_fault(tmp_path: Path, date: str) -> None:
    before = next(line for line in SOUND.splitlines() if line.startswith("date: "))
    [fault] = report_on(tmp_path, SOUND.replace(before, f"date: {date}"))
    assert "“date”: write a date such as 2025-12-08" in fault.message
    assert fault.line == SOUND.splitlines().index(before) + 1


@pytest.mark.parametrize("date", ["“0000”", "0000-01-01", "'٢٠٢٦'"])
def test_date_of_a_stage_that_cannot_be_is_a_fault(tmp_path: Path, date: str) -> None:
    item = f"- id: a\n  number: A\n  title: A\n  body: b\n  stages:\n    - {{stage: enquiry, as_of: 2026-01-01,\n       date: {date}, seen: primary}}\n"
    path = tmp_path / "a.yaml"
    path.write_text(item, encoding="utf-8")
    report = Report()
    assert read_work_items(path, "a.yaml", report) == []
    [fault] = report
    assert fault.line == 7


@pytest.mark.parametrize("length", [201, 100_000])
def test_id_of_any_length_is_not_an_id(tmp_path: Path, length: int) -> None:
    [fault] = report_on(tmp_path, SOUND.replace('id: "1.1"', f'id: "{"1" * length}"', 1))
    assert fault.rule == "bad-provision-id"
    assert len(fault.message) < 300


def test_all_faults_of_all_provisions_are_listed(tmp_path: Path) -> None:
    head, _, _ = SOUND.partition("provisions:\n")
    faults = report_on(tmp_path, head + "provisions:\n- {id: a}\n- {id: b, label: B, kind: c, lable: d}\n- e\n").faults
    first = head.count("\n") + 2
    assert [(fault.rule, fault.line) for fault in faults] == [
        *[("missing-label", first), ("missing-kind", first)],
        *[("document-fields", first + 1), ("document-fields", first + 2)],
    ]


def test_of_very_many_faults_the_first_are_listed(tmp_path: Path) -> None:
    head, _, _ = SOUND.partition("provisions:\n")
    report = report_on(tmp_path, head + "provisions:\n" + "- {}\n" * 10 * MAX_FAULTS)
    assert len(report.faults) == MAX_FAULTS
    assert report.faults[-1].message == "The file has 1,000 faults or more; those after this line are not listed."
    assert report.is_full("alpha-1.0.yaml")
    assert not report.is_full("other.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a," * 200 + "]",
        "[" + "a: ," * 100 + "]",
        "- a\n" * 200,
        "-\u2028" * 200,
        "-\x85" * 200,
        "{a: b}, " * 9,
        "? a\n" * 120,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_number_of_values_is_limited_before_they_are_made(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(YAML_VALUES.variable, "100")
    with pytest.raises(YamlFault) as caught:
        parse_yaml(f"a: [{text}" if text.startswith("{") else text)
    if "{" not in text:
        assert "it has more than 100 values (set CROSSWALK_YAML_VALUES to change this limit); split the file" in str(
            caught.value
        )


def test_number_of_keys_is_limited() -> None:
    text = "".join(f"a{number}: b\n" for number in range(MAX_KEYS))
    assert isinstance(parse_yaml(text), Lined)
    with pytest.raises(YamlFault, match="a mapping has more than 1,000 keys"):
        parse_yaml(text + "c: d\n")


#: Each is 16 MB, the most that is read, of what costs most.
LARGE = {
    "short values": "'[' + 'a,' * 7_999_000 + ']'",
    "empty mappings": "'- {}\\n' * 3_199_000",
    "pairs": "'[' + 'a: ,' * 3_999_000 + ']'",
    "directives": "''.join(f'%TAG !a{n}! b:\\n' for n in range(880_000)) + '--- a\\n'",
    "brackets": "'[' * 15_999_000",
    "digits": "'a: ' + '9' * 15_999_000",
    "times": "'a: 1' + ':59' * 5_300_000",
    "one word": "'a: ' + 'b' * 15_999_000",
    "quotation marks": "'a: \"' + 'b' * 15_999_000",
    "block": "'a: |\\n' + ' b\\n' * 5_300_000",
    "comment": "'#' * 15_999_000",
    "blank lines": "'\\n' * 15_999_000",
    "anchors": "'[' + '&a b,' * 3_100_000 + ']'",
    "tags": "'!' * 15_999_000",
    "documents": "'--- a\\n' * 2_600_000",
    "spaces": "'a:' + ' ' * 15_999_000 + 'b'",
    "colons": "'a: b' + ':' * 15_999_000",
    "escapes": "'a: \"' + '\\\\n' * 7_900_000 + '\"'",
}


@pytest.mark.parametrize(
    "kind",
    [
        *("short values", "empty mappings", "directives", "brackets", "times", "anchors"),
        *(pytest.param(kind, marks=pytest.mark.slow) for kind in LARGE),
    ],
)
def test_largest_file_takes_bounded_time_and_memory(tmp_path: Path, kind: str) -> None:
    script = f"""
import resource, sys
from pathlib import Path
from crosswalk.files.faults import Report
from crosswalk.formats.readers.documents import read_document
path = Path(sys.argv[1])
path.write_text({LARGE[kind]}, encoding="utf-8")
assert 10_000_000 < path.stat().st_size < 16_000_000, path.stat().st_size
resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
report = Report()
assert read_document(path, "a.yaml", report) is None
assert 1 <= len(report.faults) and all(len(fault.message) < 500 for fault in report)
print(report.faults[0].message)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "a.yaml"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=False,
    )
    (tmp_path / "a.yaml").unlink()
    assert run.returncode == 0, (run.returncode, run.stdout[-500:], run.stderr[-500:])
