"""Words at the beginning of words, phrases beside each other, snippets around what is found."""

from __future__ import annotations

import pytest

from crosswalk.analysis.words import Asked, Texts, nearest

SAME = {("sbom",): (("bill", "of", "material"),), ("bill", "of", "material"): (("sbom",),)}


def found(question: str, *texts: str) -> list[str]:
    """Return the texts that have every word of a question."""
    library = Texts(list(texts))
    places = set.intersection(*(unit.places(library) for unit in Asked.of(question, SAME).units))
    return [texts[number] for number in sorted(places)]


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("SBOM", "Bills of materials", "Subcomponents"),
        ("SBOM", "An SBOM is kept", "Biometric data"),
        ("SBOMs", "A bill of materials", "A bill"),
        ("bill of materials", "The SBOM", "The sum"),
        ("AI", "AI systems", "The aim"),
        ("log", "Logs", "Logging"),  # of three letters: the whole word
        ("poison", "Poisoned data", "Antipoison"),
        ("policies", "A policy", "Police"),
        ("policy", "Policies", "Polish"),
        ("sanitise", "Sanitized", "Sanity"),
        ("sanitized", "Sanitised", "Sane"),
        ("the keys", "A key", "Monkeys"),
        ("data  checked", "Checked data", "Data"),
        ("ÜBER", "über alles", "uber"),
        ("(a+)+$", "a", "b"),
    ],
)
def test_words_are_found_at_the_beginning_of_words(question: str, yes: str, no: str) -> None:
    assert found(question, yes, no) == [yes]


def test_words_that_say_nothing_count_where_there_are_no_others() -> None:
    assert found("of the", "of the", "of course") == ["of the"]


def test_a_snippet_is_around_the_first_word_that_is_found() -> None:
    text = f"{'Something else comes first. ' * 20}Here the key is kept. {'And more. ' * 40}"
    snippet = Asked.of("key", {}).snippet(text)
    assert "the key is kept" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 240
    assert Asked.of("zebra", {}).snippet("Short.") == "Short."
    assert Asked.of("key", {}).snippet("x" * 1_000).endswith("…")


def test_a_misspelt_word_leads_to_the_nearest_one() -> None:
    assert nearest("poisonning", ["poisoning", "positioning"]) == "poisoning"
    assert nearest("zzzz", ["poisoning"]) is None
