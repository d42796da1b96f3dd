"""Search."""

from __future__ import annotations

import pytest

from tests.explorer.pages import CODE, HOSTILE, NCSC, sound


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("promt injection", "Prompt Injection"),
        ("LLM03", "LLM03:2025 Supply Chain"),
        ("ETSI", "European Telecommunications Standards Institute"),
        ("Data Custodian", "2.1.1 Data Custodian joins requirement talks"),
        (f"{CODE}--{NCSC}", "Code of Practice for the Cyber Security of AI (2025) to NCSC"),
        ("prEN 18282", "prEN 18282"),
    ],
)
def test_search_finds_things_of_every_type(visit, text, hit):
    app = sound(visit("search", q=text))
    assert any(hit in one.proto.label.replace("\\", "") for one in app.get("page_link"))


@pytest.mark.parametrize("text", ["", "   ", "qqqqxxzzy", *HOSTILE])
def test_search_for_nothing_or_nonsense_says_what_to_try(visit, text):
    app = sound(visit("search", q=text))
    assert app.info or app.get("page_link")


def test_how_many_were_found_is_a_sentence(visit):
    shown = [one.value for one in sound(visit("search", q="poisoning")).markdown]
    assert any(text.startswith("**40 or more** found for “poisoning”") for text in shown), shown
