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
