"""Whatever bytes are in a file, reading it ends in values or in faults of ours: short, with file and line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crosswalk.files.faults import Fault
from crosswalk.sources import Layout, read_sources
from crosswalk.store import build

DOCUMENTS = Path(__file__).parent.parent / "sources" / "documents"
PLAIN = Path(__file__).parent.parent / "sources" / "accepted" / "plain"
SET = "mappings/curated/alpha-1.0--beta-1.0.sssom.tsv"
SOUND = {
    "data/documents/alpha-1.0.yaml": (DOCUMENTS / "data/documents/alpha-1.0.yaml").read_text(encoding="utf-8"),
    "data/organisations.yaml": "- {id: example-body, name: Example Body, kind: company, part_of: other-body}\n",
    "data/work-items/example.yaml": "- id: a-1\n  number: A/1\n  title: A\n  body: example-body\n  stages:\n"
    "    - {stage: enquiry, date: 2026-01-02, as_of: 2026-11-22, seen: primary}\n",
    SET: (PLAIN / SET).read_text(encoding="utf-8"),
    "ontology/more.ttl": '@prefix a: <http://a.example/> .\na:b a:c ( a:d [ a:e "f"@en , """g""" ] ) ; a:h 1.5 .\n',
}
#: What is put in, in place of a piece of a sound file.
PIECES = (
    *("", "\0", "\r", "\n", "\t", "\ufeff", "\u2028", "\x85", "\x1b[0m", "\u202e", "“", '"', "'", "\\", "#", ":", ": "),
    *(
        "- ",
        "? ",
        "! ",
        "!!int ",
        "!!binary ",
        "!!set ",
        "!<a:b> ",
        "&a ",
        "*a ",
        "| ",
        "> ",
        "---\n",
        "...\n",
        "%TAG ",
    ),
    *("[", "]", "{", "}", "(", ")", "<", ">", ",", ";", ".", "<<", "=", "~", "null", "true", "[]", "{}", "[[]]"),
    *(
        "1:30",
        "010",
        "0x1f",
        "1_000",
        "9" * 5_000,
        "1.5",
        ".inf",
        "-.nan",
        "1.0e+999",
        "2026-13-40",
        "0000",
        "0001-01-01",
    ),
    *(
        "2026-01-01T00:00:00+23:59",
        "٢٠٢٦",
        "\ufffe",
        "😀",
        "x" * 10_000,
        "http://",
        "http://a b",
        "alpha-1.0:",
        "nope:1",
    ),
    *('"\\0"', '"\\uFFFE"', '"\\ud800"', "\x7f", "NaN", "1e400", "-1", "semapv:", "orcid:", "@prefix", "a:b", '"""'),
)


def faults_of(name: str, content: bytes) -> list[Fault]:
    """Return the faults of a folder with one file, beside the two sound documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        sources = read_sources(Layout.of([folder] if "alpha-1.0.yaml" in name else [DOCUMENTS, folder], only_data=True))
        build(sources)
        for fault in sources.report:
            assert fault.file == str(path)
        return sources.report.faults


def assert_fit_to_read(faults: list[Fault]) -> None:
    for fault in faults:
        assert fault.message.endswith((".", "?", ")")), fault.message
        assert len(fault.message) <= 500
        assert fault.message.isprintable() or "\n" not in fault.message
        assert fault.line is None or fault.line > 0
        assert fault.rule == "unreadable-file" or fault.line


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a sound file with one to three pieces exchanged, and its name."""
    name = draw(st.sampled_from(sorted(SOUND)))
    text = SOUND[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 5, 40))))
        text = text[:start] + draw(st.sampled_from(PIECES) | st.text(max_size=5)) + text[end:]
    return name, text.encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-16"))), "surrogatepass")


@settings(max_examples=80)
@given(damaged())
def test_a_damaged_file_is_faults_of_ours(file: tuple[str, bytes]) -> None:
    assert_fit_to_read(faults_of(*file))


@settings(max_examples=60)
@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=200))
@example(SET, b"")
@example(SET, b"#")
@example("data/organisations.yaml", b"")
def test_any_bytes_are_faults_of_ours(name: str, content: bytes) -> None:
    assert_fit_to_read(faults_of(name, content))


@pytest.mark.slow
@settings(max_examples=10_000)
@given(damaged())
def test_many_damaged_files_are_faults_of_ours(file: tuple[str, bytes]) -> None:
    assert_fit_to_read(faults_of(*file))
