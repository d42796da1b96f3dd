"""Where to look for counterparts: the ranking, what it says of itself, and that it is no mapping."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis import candidates as room
from crosswalk.analysis import meaning as model
from crosswalk.analysis.candidates import RANKERS, candidates, first_places, hit_rate, judged, scored
from crosswalk.analysis.likeness import Likeness
from crosswalk.analysis.matrix import matrix
from crosswalk.errors import UnknownId, UsageError
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import said_of_candidates
from tests.support import ROOT

CODE, LLM, NCSC = "dsit-ai-code-2025", "owasp-llm-2025", "ncsc-secure-ai-2023"
SMALL = ROOT / "tests" / "analysis" / "inputs" / "evidence" / "data"


def test_every_unit_has_as_many_candidates_as_wanted_best_first(shipped: Crosswalk) -> None:
    found = candidates(shipped, NCSC, LLM, most=3)
    assert list(found.of) == [answer.provision.id for answer in crosswalk.coverage(shipped, NCSC, LLM)[0].answers]
    assert {len(some) for some in found.of.values()} == {3}
    assert all(one.provision.id.startswith(f"{LLM}:") for some in found.of.values() for one in some)
    supply_chain = found.of[f"{NCSC}:2.1"][0]
    assert supply_chain.provision.id == f"{LLM}:LLM03"
    assert 0 < supply_chain.words <= 1
    assert supply_chain.meaning is not None
    assert [row[:2] for row in found.rows[:4]] == [(f"{NCSC}:1.1", place) for place in (1, 2, 3)] + [(f"{NCSC}:1.2", 1)]


def test_more_candidates_than_there_are_provisions_are_all_of_them(shipped: Crosswalk) -> None:
    assert {len(set(some)) for some in candidates(shipped, NCSC, LLM, most=50).of.values()} == {10}


def test_the_hit_rate_is_that_of_the_pairs_compared_by_reading(shipped: Crosswalk) -> None:
    pairs = judged(shipped)
    assert len(pairs) == 24
    assert all(CODE in pair for pair in pairs)
    rate = hit_rate(shipped)
    places = [place for pair, some in pairs.items() for place in first_places(shipped, *pair, some)]
    assert rate.provisions == len(places)
    assert (rate.first, rate.few, rate.ten) == tuple(sum(place < most for place in places) for most in (1, 5, 10))
    assert rate.few / rate.provisions > 0.55


def test_both_rankings_together_find_more_than_either(shipped: Crosswalk) -> None:
    both, words, by_meaning = (scored(shipped, some) for some in (RANKERS, RANKERS[:1], RANKERS[1:]))
    assert both.few > max(words.few, by_meaning.few)


def test_without_the_package_words_alone_are_compared_and_it_says_so(shipped: Crosswalk) -> None:
    model._model.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "wordllama", None)
        found = candidates(shipped, NCSC, LLM)
        assert not found.by_meaning
        assert {one.meaning for some in found.of.values() for one in some} == {None}
        assert "most alike in words, as" in said_of_candidates(found)
        assert found.as_json()["by"] == ["words"]
    model._model.cache_clear()
    assert candidates(shipped, NCSC, LLM).by_meaning


def test_nothing_was_measured_where_nobody_compared_by_reading(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    own = crosswalk.load(tmp_path, only_data=True)
    names = [entry.id for entry in crosswalk.documents(own) if entry.loaded]
    found = candidates(own, names[0], names[1])
    assert found.hit_rate.provisions == 0
    assert said_of_candidates(found).endswith("has not been measured on these data.")


def test_a_candidate_counts_for_nothing(shipped: Crosswalk) -> None:
    before = {(cell.focal, cell.reference): cell.counts for cell in matrix(shipped)}
    fresh = crosswalk.Crosswalk(shipped.store, shipped.layout)  # nothing is remembered in it
    candidates(fresh, LLM, "eu-ai-act-2024")
    assert {(cell.focal, cell.reference): cell.counts for cell in matrix(fresh)} == before
    assert crosswalk.coverage(fresh, LLM, "eu-ai-act-2024")[0].pair != "compared"


@pytest.mark.parametrize("pair", [("nothing-1.0", LLM), (LLM, "nothing-1.0")])
def test_unknown_documents_are_named(shipped: Crosswalk, pair: tuple[str, str]) -> None:
    with pytest.raises(UnknownId, match="nothing-1.0"):
        candidates(shipped, *pair)


@pytest.mark.parametrize("pair", [("csa-aicm-1.1", LLM), (LLM, "csa-aicm-1.1")])
def test_a_document_that_is_not_loaded_has_no_candidates(shipped: Crosswalk, pair: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="No provisions of “csa-aicm-1.1” are loaded"):
        candidates(shipped, *pair)


def test_a_tie_keeps_the_order_of_the_document() -> None:
    same = Likeness.of(["keep logs", "keep logs", "keep logs"]).between([0], [1, 2])
    assert room._orders([same]).tolist() == [[0, 1]]
