"""Search."""

from __future__ import annotations

import re

import pytest

from crosswalk.explorer.views.search import EXAMPLES
from tests.explorer.pages import CODE, HOSTILE, NCSC, as_shown, sound, words_of


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
    assert re.search(r"try one of these:|\bresults?\*{0,2} for ", words_of(app))
    if text not in HOSTILE:
        assert "try one of these:" in words_of(app)
        assert len(app.get("page_link")) >= len(EXAMPLES)


def test_how_many_were_found_is_a_sentence(visit):
    shown = [one.value for one in sound(visit("search", q="poisoning")).markdown]
    assert any(text.startswith("**The first 40 results** for “poisoning”") for text in shown), shown


@pytest.mark.parametrize(
    ("example", "first"),
    [
        ("Article 15", "Art. 15 Accuracy"),
        ("AC-02(01)", "AC-2(1) "),
        ("NIS2 21(2)(d)", "Art. 21(2)(d) "),
        ("SBOM", "G7 SBOM for AI 2026"),
        ("prompt injection", "LLM01:2026 Prompt Injection"),
        ("poisonning", "Data poisoning"),
        ("ETSI", "European Telecommunications Standards Institute"),
    ],
)
def test_each_example_of_the_empty_page_leads_to_what_it_promises(shipped, seen, visit, example, first):
    offered = [as_shown(one.proto.label) for one in seen("search").get("page_link")]
    assert len([label for label in offered if label.startswith(f"{example}: ")]) == 1
    assert list(EXAMPLES).count(example) == 1
    app = sound(visit("search"))
    app = sound(app.text_input(key="xw.search").set_value(example).run())
    labels = [as_shown(one.proto.label) for one in app.get("page_link")]
    links = [label for label in labels if label not in shipped.layout.queries()]  # which the citation names
    assert first in links[0], links[:3]


def test_every_example_is_tried():
    assert len(EXAMPLES) == 7


def test_results_are_grouped_by_document_with_the_words_marked(visit):
    app = sound(visit("search", q="SBOM"))
    shown = "\n".join(one.proto.body for one in app.get("html"))
    assert "OWASP AISVS 1.0 <span" in shown
    assert "<mark>bills of materials</mark>" in shown
    assert "Biometric" not in shown


def test_a_slip_is_said_and_nothing_found_offers_examples(visit):
    [said] = sound(visit("search", q="promt injection")).info
    assert as_shown(said.value) == "Nothing has every word of “promt injection”. These results are similar:"
    app = sound(visit("search", q="qqqqxxzzy"))
    assert as_shown(app.info[0].value).startswith("Nothing was found for “qqqqxxzzy”. Try fewer or other words")
    assert len([one for one in app.get("page_link") if "search" in one.proto.page]) >= len(EXAMPLES)


def test_what_is_not_loaded_is_said_and_the_nearest_comes_first(shipped, visit):
    app = sound(visit("search", q="AI Act Art. 3(1)"))
    said = as_shown(app.info[0].value)
    assert said.startswith("“AI Act Art. 3(1)” is not loaded. What is loaded of EU AI Act 2024: ")
    assert "113 articles" in said
    labels = [as_shown(one.proto.label) for one in app.get("page_link")]
    assert "Art. 3 Definitions" in next(label for label in labels if label not in shipped.layout.queries())
