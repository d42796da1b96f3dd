"""Fixtures of this room."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module

import pytest

from crosswalk.confined import Job


@pytest.fixture
def queries_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer a user's query in this process: the one it usually has is tested in `tests/confined` and `tests/sparql`."""

    def result(job: Job) -> object:
        run: Callable[..., object] = import_module(job._module).run
        return json.loads(json.dumps(run(job._request, job.notes.append)))

    monkeypatch.setattr(Job, "result", result)
