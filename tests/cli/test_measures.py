"""`crosswalk measures`: what is asked of it, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from tests.support import results

Cli = Callable[..., Result]
CODE, EN = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"


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
        ([CODE, "owasp-llm-2025"], "Nobody has listed what “owasp-llm-2025” asks"),
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
