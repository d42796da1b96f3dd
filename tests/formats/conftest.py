"""Fixtures of this room: the small crosswalk that a person can check by eye."""

from __future__ import annotations

import pytest

from crosswalk.store.holder import Crosswalk, load
from tests.support import ROOT

SMALL = ROOT / "tests" / "sparql" / "expected" / "small"


@pytest.fixture(scope="session")
def small() -> Crosswalk:
    return load([SMALL], only_data=True)
