"""What became of documents and provisions: withdrawn, replaced, amended."""

from __future__ import annotations

import pytest

from crosswalk.analysis.catalogue import document, provision_index
from crosswalk.analysis.standing import Standing, standing, standings
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import stands


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (Standing(), ""),
        (Standing(True), "withdrawn"),
        (Standing(True, "2023"), "withdrawn in 2023"),
        (Standing(True, "2023-11"), "withdrawn in 2023-11"),
        (Standing(True, "2023-11-01"), "withdrawn on 2023-11-01"),
        (Standing(replaced_by=("b-2", "c-1")), "replaced by b-2 and c-1"),
        (Standing(True, None, ("b-2",), ("d-1",)), "withdrawn, replaced by b-2, amended by d-1"),
    ],
)
def test_sentence(known: Standing, sentence: str) -> None:
    assert stands(known) == sentence
    assert bool(known) == bool(sentence)


def test_the_ai_act_is_amended_and_so_is_every_article(shipped: Crosswalk) -> None:
    act = document(shipped, "eu-ai-act-2024")
    assert act.standing == Standing(amended_by=("eu-digital-omnibus-2026",))
    assert standing(shipped, "eu-ai-act-2024:Art-15") == act.standing
    assert not provision_index(shipped, "eu-ai-act-2024")["eu-ai-act-2024:Art-15"].standing


def test_a_later_edition_that_says_what_it_replaces_is_enough(shipped: Crosswalk) -> None:
    assert standing(shipped, "owasp-llm-2025").replaced_by == ("owasp-llm-2026",)
    assert standing(shipped, "etsi-ts-104-223-1.1.1:5.1.1-1").replaced_by == ("etsi-en-304-223-2.1.1",)
    assert not standing(shipped, "dsit-ai-code-2025")


def test_a_withdrawn_control_that_somebody_names_is_held_and_is_no_unit(shipped: Crosswalk) -> None:
    held = provision_index(shipped, "nist-sp-800-53-5.2.0")["nist-sp-800-53-5.2.0:RA-4"]
    assert not held.assessable
    assert held.standing == Standing(True, None, ("nist-sp-800-53-5.2.0:RA-3",))
    assert [thing for thing, known in standings(shipped).items() if known.is_withdrawn] == [held.id]
