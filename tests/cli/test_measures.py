"""`crosswalk measures`: what is asked of it, and what it refuses."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable

import pytest
from click.testing import Result

from tests.support import ROOT, results

Cli = Callable[..., Result]
ACT, CODE, EN, NCSC = "eu-ai-act-2024", "dsit-ai-code-2025", "etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023"
SMALL = ("--data", str(ROOT / "tests" / "analysis" / "inputs" / "asks"), "--only-data")
WORDS = ("asked", "in-part", "in-general", "not-asked", "not-known")


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_answers_can_be_chosen_and_the_counts_stay_whole(cli: Cli) -> None:
    whole = results(cli("measures", CODE, "ncsc-secure-ai-2023", "--format", "json").stdout)
    some = results(cli("measures", CODE, "ncsc-secure-ai-2023", "--answer", "not-asked", "--format", "json").stdout)
    assert some["counts"] == whole["counts"]
    assert {one["answer"] for one in some["asks"]} == {"not-asked"}
    assert len(some["asks"]) == whole["counts"]["not-asked"]


def test_the_terminal_says_the_answer_in_sentences(cli: Cli) -> None:
    text = " ".join(cli("measures", CODE, EN).stdout.split())
    assert f"{CODE} asks for 186 things. {EN} asks for 186 of them." in text
    assert "not yet reviewed by a person" in text


def test_the_terminal_says_who_must_do_it_on_both_sides(cli: Cli) -> None:
    lines = cli("measures", "eu-ai-act-2024", EN, env={"COLUMNS": "400"}).stdout.splitlines()
    assert any("Of whom there" in line for line in lines)
    one = next(line for line in lines if "eu-ai-act-2024:Art-26(5)#1 " in line)
    assert " deployer " in one
    assert "system operator" in one
    assert any("(somebody else)" in line for line in lines)
    assert "Of whom" in cli("measures", "--only", CODE, env={"COLUMNS": "400"}).stdout


def test_who_must_do_it_on_both_sides_is_in_json(cli: Cli) -> None:
    """A deployer of the Act is somebody else than a developer of the Code, and the answer is what it was."""
    whole = results(cli("measures", CODE, "eu-ai-act-2024", "--format", "json").stdout)
    apart = [one for one in whole["asks"] if one["asked_of_others"]]
    assert apart
    for one in apart:
        assert one["roles"]["here"]
        assert one["roles"]["there"]
        assert not set(one["roles"]["here"]) & set(one["roles"]["there"])
        assert one["answer"] in ("asked", "in-part", "in-general")
    assert all(place["roles"] for one in whole["asks"] for place in one["where"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([CODE, "owasp-llm-2025"], "No asks are listed for “owasp-llm-2025”; `crosswalk coverage dsit-ai-code-2025 -r"),
        (["owasp-llm-2025", CODE], "`crosswalk candidates owasp-llm-2025 dsit-ai-code-2025` where to look"),
        (["owasp-llm-2025"], "`crosswalk coverage owasp-llm-2025` says what is known of its provisions"),
        (["--only", "owasp-llm-2025"], "No asks are listed for “owasp-llm-2025”"),
        (["--among", CODE], "--among needs two documents to choose among"),
        ([CODE, "--among", CODE], f"--among is a question of its own: leave out {CODE}."),
        (["--asked-by", CODE, "--among", CODE], "is a question of its own: leave out --asked-by"),
        (
            ["--lacking", CODE, "--among", ACT],
            "--others 3 is more than the documents that --among names; equal ones count once.",
        ),
        (["absent-1.0"], "absent-1.0"),
        ([CODE, "--answer", "asked"], "--answer chooses among the asks of one document against another: give both."),
        ([CODE, "--only", CODE], f"--only is a question of its own: leave out {CODE}."),
        (["--only", CODE, "--lacking", CODE], "is a question of its own: leave out"),
        ([CODE, EN, "--answer", "yes"], "yes"),
        (["--others", "0"], "0"),
    ],
)
def test_what_it_cannot_answer_is_one_sentence(called, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
    ended = called("measures", *arguments)
    assert ended.returncode in (1, 2)
    assert says in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


def test_shares_stand_beside_the_counts(cli: Cli) -> None:
    whole = results(cli("measures", ACT, EN, "--format", "json").stdout)
    total = sum(whole["counts"][word] for word in WORDS)
    assert whole["shares"] == {word: round(whole["counts"][word] / total, 4) for word in WORDS}
    some = results(cli("measures", ACT, "--format", "json").stdout)
    assert [one["shares"] for one in some if one["reference"] == EN] == [whole["shares"]]
    text = said(cli("measures", ACT, EN))
    assert f"{round(100 * whole['counts']['in-part'] / total)} %" in text
    rows = list(csv.DictReader(io.StringIO(cli("measures", ACT, "--format", "csv").stdout)))
    assert {row["asked"] for row in rows if row["Reference"] == EN} == {str(whole["counts"]["asked"])}, "a bare number"


def test_coverage_loses_no_ask(cli: Cli) -> None:
    """What the paragraphs of an article ask is in its row, and the asks of annexes are said to be elsewhere."""
    whole = results(cli("measures", ACT, EN, "--format", "json").stdout)["counts"]
    [found] = results(cli("coverage", ACT, "-r", EN, "--format", "json").stdout)
    counts, elsewhere = found["asks"]["counts"], found["asks"]["elsewhere"]
    for word in WORDS:
        assert sum(one["asks"][word] for one in found["provisions"]) == counts[word]
        assert counts[word] + elsewhere[word] == whole[word]
    assert sum(found["asks"]["shares"].values()) == pytest.approx(1, abs=0.001)
    written = cli("coverage", ACT, "-r", EN, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(written.stdout)))
    for word in WORDS:
        assert sum(int(row[f"asks_{word.replace('-', '_')}"]) for row in rows) == counts[word]
    for number in ("9", "10", "15", "26", "73"):
        [row] = [row for row in rows if row["id"] == f"{ACT}:Art-{number}"]
        assert sum(int(row[f"asks_{word.replace('-', '_')}"]) for word in WORDS) > 0
        assert row["only_asked_here"]
    number = sum(elsewhere.values())
    said_apart = f"{number} asks of {ACT} belong to provisions that are not counted here: {ACT}:Annex-IV,"
    assert said_apart in " ".join(written.stderr.split())
    for command in (("coverage", ACT, "-r", EN), ("compare", ACT, EN)):
        text = said(cli(*command))
        assert said_apart in text
        assert f"What {ACT} asks in them, by what others say to it" in text
        assert f"{round(100 * counts['not-asked'] / sum(counts.values()))} %" in text
    assert f"crosswalk measures {CODE}" in said(cli("coverage", CODE))
    gaps = results(cli("gaps", ACT, EN, "--format", "json").stdout)
    assert [one["asks"] for one in gaps] == [one["asks"] for one in found["provisions"] if one["status"] != "covered"]
    assert "0 of 0" not in said(cli("gaps", ACT, EN))


def test_what_is_not_known_is_said_and_the_rest_is_listed(cli: Cli) -> None:
    """Gamma was not read in full: the asks that no row of it meets are listed all the same."""
    text = said(cli("measures", "--only", "alpha-1.0", *SMALL))
    assert "1 ask of alpha-1.0 that none of 2 other documents asks." in text
    assert "Not known of gamma-1.0, which has not been read against alpha-1.0 in full" in text
    assert "paint the server room" in text
    [found] = results(cli("measures", "--only", "alpha-1.0", "--format", "json", *SMALL).stdout)
    assert found["not_known"] == ["gamma-1.0"]
    assert [ask["id"] for ask in found["asks"]] == ["alpha-1.0:4#2"]
    written = cli("measures", "--only", "alpha-1.0", "--format", "csv", *SMALL)
    assert "alpha-1.0:4#2" in written.stdout
    assert "Not known of gamma-1.0" in written.stderr
    assert "Not known" not in said(cli("measures", "--only", "alpha-1.0", "--among", "beta-1.0", *SMALL))


def test_the_other_documents_can_be_chosen(cli: Cli) -> None:
    [some] = results(cli("measures", "--only", CODE, "--among", NCSC, "--format", "json").stdout)
    [every] = results(cli("measures", "--only", CODE, "--format", "json").stdout)
    assert some["others"] == [NCSC]
    assert {ask["id"] for ask in every["asks"]} < {ask["id"] for ask in some["asks"]}
    among = results(cli("measures", "--among", CODE, "--among", NCSC, "--format", "json").stdout)
    assert [one["document"] for one in among] == [CODE, NCSC]
    assert among[0] == some
    lacking = results(
        cli("measures", "--lacking", ACT, "--others", "2", "--among", CODE, "--among", NCSC, "--format", "json").stdout
    )
    asked = results(cli("measures", "--asked-by", CODE, "--asked-by", NCSC, "--format", "json").stdout)
    stands = {use["id"]: use["documents"] for use in results(cli("measures", "--format", "json").stdout)}
    expected = {use["id"] for use in asked if stands[use["id"]].get(ACT) not in ("equal", "contains")}
    assert {use["id"] for use in lacking} == expected
    assert expected


def test_what_a_document_lacks_is_not_known_where_it_was_not_read_in_full(cli: Cli) -> None:
    small = ("--data", ROOT / "tests" / "analysis" / "inputs" / "asks", "--only-data")
    asked = ("measures", "--lacking", "gamma-1.0", "--others", "2", *small)
    said = "It is not known whether gamma-1.0 lacks this: 1 of its provisions was not read, and may ask for it."
    table = cli(*asked)
    assert said in " ".join(table.stdout.split())
    assert "Lacked" in table.stdout
    written = cli(*asked, "--format", "json")
    assert [use["lacked"] for use in results(written.stdout)] == ["not-known"]
    sheet = cli(*asked, "--format", "csv")
    assert [row["lacked"] for row in csv.DictReader(io.StringIO(sheet.stdout))] == ["not-known"]
    assert said in written.stderr
    assert said in sheet.stderr
    known = cli("measures", "--lacking", "twin-2.0", "--others", "1", *small)
    assert "It is not known whether" not in known.stdout
    assert "Lacked" not in known.stdout


def test_what_is_not_asked_has_a_grade(cli: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("measures", ACT, EN, "--format", "csv").stdout)))
    grades = Counter((row["answer"], row["grade"]) for row in rows)
    assert {grade for answer, grade in grades if answer == "not-asked"} == {"E"}
    assert {grade for answer, grade in grades if answer == "umbrella"} == {""}
