"""The small made worlds in `inputs/`, each loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosswalk
from crosswalk.store.holder import Crosswalk

INPUTS = Path(__file__).parent / "inputs"


@pytest.fixture(scope="session")
def statuses() -> Crosswalk:
    """Return the folder in which every status occurs: focus-1.0 towards ref-1.0."""
    return crosswalk.load([INPUTS / "statuses"], only_data=True)


@pytest.fixture(scope="session")
def linked() -> Crosswalk:
    """Return the folder of chains of mappings: a-1.0 → b-1.0 → c-1.0 → d-1.0, and two documents made of parts."""
    return crosswalk.load([INPUTS / "chains"], only_data=True)


@pytest.fixture(scope="session")
def tracked() -> Crosswalk:
    """Return the folder of two standards bodies and a lawgiver, with their work items."""
    return crosswalk.load([INPUTS / "tracker"], only_data=True)
