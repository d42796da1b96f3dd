"""Texts alike in what they mean."""

from __future__ import annotations

import socket

import pytest

from crosswalk.analysis import meaning as room


def test_what_means_the_same_is_more_alike_than_what_does_not() -> None:
    found = room.meaning(["encrypt stored data", "protect data at rest with cryptography", "train the staff"])
    assert found is not None
    near, far = found.between([0], [1, 2])[0]
    assert near > far
    assert found.between([0], [0])[0, 0] == pytest.approx(1, abs=1e-4)


def test_no_text_has_no_vectors() -> None:
    assert room.meaning([]) is None


def test_the_model_is_read_from_the_package_and_asks_no_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    room._model.cache_clear()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert room.is_available()
