"""Pickers and addresses take references as people write them."""

from __future__ import annotations

import pytest

from crosswalk.explorer.ui.pickers import the_meant
from tests.explorer.pages import only_error, sound, words_of


@pytest.mark.parametrize(
    ("text", "home", "thing"),
    [
        ("eu-ai-act-2024:Art-15", "", "eu-ai-act-2024:Art-15"),
        ("EU-AI-Act-2024:art-15", "", "eu-ai-act-2024:Art-15"),
        ("Article 15", "", "eu-ai-act-2024:Art-15"),
        ("5.4.1", "dsit-ai-code-2025", "dsit-ai-code-2025:5.4.1"),
        ("5.4.1", "etsi-en-304-223-2.1.1", "etsi-en-304-223-2.1.1:5.4.1"),
        ("Article 15", "dsit-ai-code-2025", "eu-ai-act-2024:Art-15"),
        ("5.4.1", "", "5.4.1"),  # several
        ("no such thing", "", "no such thing"),
    ],
)
def test_what_is_typed_means_something_in_this_document_first(shipped, text, home, thing):
    assert the_meant(shipped, text, home) == thing


@pytest.mark.parametrize("page", ["provision", "answers"])
def test_an_address_with_an_id_in_another_case_opens_it(visit, page):
    assert "Mission informs risk choices" in words_of(sound(visit(page, id="nist-csf-2.0:gv.oc-01")))


def test_a_reference_that_means_several_things_offers_them(visit):
    assert "dsit-ai-code-2025:5.4.1" in only_error(visit("provision", id="5.4.1"))
