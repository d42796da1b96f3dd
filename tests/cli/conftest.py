"""Fixtures of this room."""

from __future__ import annotations

import json

import pytest

from crosswalk.sparql import RunningQuery, Table, user
from crosswalk.sparql.worker import run


@pytest.fixture
def queries_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer a user's query in this process, as the worker would: the process itself is tested in `tests/sparql`."""

    def answer(self: RunningQuery) -> Table:
        return user._reply(json.dumps(run(json.loads(self._request))), "")

    monkeypatch.setattr(RunningQuery, "_run", answer)
