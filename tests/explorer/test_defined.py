"""The terms of the field in the texts of the pages."""

from __future__ import annotations

from html import unescape

import pytest

from crosswalk.analysis.terms import terms, terms_by_name
from crosswalk.explorer.ui.defined import defined
from tests.explorer.pages import CODE, sound


@pytest.mark.parametrize("text", ["", "Nothing of the field.", '<b>"SBOM"</b> & poisoned', "SBOMs SBOM sboms"])
def test_a_text_is_shown_as_it_is_whatever_is_explained_in_it(shipped, text):
    said = str(defined(shipped, text))
    assert "<b>" not in said
    while "<dfn" in said:
        start = said.index("<dfn")
        said = (said[:start] + said[said.index(">", start) + 1 :]).replace("</dfn>", "", 1)
    assert unescape(said) == text


def test_every_name_of_every_term_is_found_as_a_word_and_explained_once(shipped):
    for name in terms_by_name(shipped):
        assert str(defined(shipped, f"The {name}, and {name} again.")).count("<dfn") >= 1, name
        assert "<dfn" not in str(defined(shipped, f"x{name.replace(' ', '').replace('-', '')}x"))
    guardrail = next(term for term in terms(shipped) if term.id == "guardrail")
    assert str(defined(shipped, "A guardrail, and other guardrails.")).count("<dfn") == 1
    assert guardrail.definition in unescape(str(defined(shipped, "Guardrails")))


def test_the_cards_explain_terms_and_lead_to_the_publisher_and_the_set(visit):
    app = sound(visit("compare", provision=f"{CODE}:7.1"))
    cards = [one.proto.body for one in app.get("html") if "Asserted by" in one.proto.body]
    assert cards
    assert all('target="_blank" rel="noopener noreferrer">www.ncsc.gov.uk ↗</a>' in card for card in cards[:1])
    links = [one.proto for one in app.get("page_link")]
    assert any(link.page.endswith("mapping-set") and "about=" in str(link) for link in links)
