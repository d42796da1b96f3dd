"""Documents against documents: each cell is what coverage says of the pair."""

from __future__ import annotations

from pathlib import Path

import crosswalk
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.matrix import matrix
from crosswalk.store.holder import Crosswalk
from tests.support import CODE

FOLDER = Path(__file__).parent / "inputs" / "statuses"


def test_a_cell_is_the_coverage_of_its_pair() -> None:
    small = crosswalk.load([FOLDER], only_data=True)
    for derived in (False, True):
        found = {(one.focal, one.reference): one for one in matrix(small, derived=derived)}
        assert ("focus-1.0", "ref-1.0") in found
        assert not any("absent-1.0" in pair for pair in found), "a document that is not loaded cannot be counted"
        for (focal, reference), cell in found.items():
            [pair] = coverage(small, focal, [reference], derived=derived)
            assert (cell.counts, cell.total) == (pair.counts, pair.total)
            met = pair.counts["covered"] + pair.counts["partial"] + (pair.counts["derived"] if derived else 0)
            assert cell.met in (None, met)
            assert (cell.met is None) <= (met == 0)


def test_not_compared_and_nothing_met_are_distinguished(shipped: Crosswalk) -> None:
    found = {(one.focal, one.reference): one for one in matrix(shipped)}
    assert (found[CODE, "nist-csf-2.0"].met, found[CODE, "nist-csf-2.0"].share) == (None, 0.0)
    iot = found["etsi-en-303-645-3.1.3", "dcms-iot-code-2018"]
    assert (iot.met, iot.units) == (13, {"clause": 13, "provision": 10}), "its clauses were compared"


def test_no_pair_is_answered_from_one_side_and_empty_from_the_other(shipped: Crosswalk) -> None:
    for derived in (True, False):
        met = {(one.focal, one.reference): one.met for one in matrix(shipped, derived=derived)}
        assert len(met) == len({focal for focal, _ in met}) * (len({focal for focal, _ in met}) - 1)
        assert not [pair for pair, number in met.items() if number and not met[pair[::-1]]]
        assert all(number is None or number > 0 for number in met.values())


def test_derived_overlaps_only_add(shipped: Crosswalk) -> None:
    plain = {(one.focal, one.reference): one.met or 0 for one in matrix(shipped, derived=False)}
    more = {(one.focal, one.reference): one.met or 0 for one in matrix(shipped, derived=True)}
    assert plain.keys() == more.keys()
    assert all(more[pair] >= met for pair, met in plain.items())
    assert sum(more.values()) > sum(plain.values())
