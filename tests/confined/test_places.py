"""Places for jobs: so many in all, so many for one visitor, and served in turn."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import pytest

from crosswalk.confined import Places
from crosswalk.confined.places import NoPlace


def always() -> bool:
    return True


def test_so_many_in_all() -> None:
    places = Places(2, 2)
    with ExitStack() as stack:
        for owner in "ab":
            stack.enter_context(places.one(owner, 1, always))
        with pytest.raises(NoPlace), places.one("c", 0.01, always):
            pass
    with places.one("c", 0.01, always):
        pass


def test_so_many_for_one_visitor_while_others_go_on() -> None:
    places = Places(4, 2)
    with places.one("greedy", 1, always), places.one("greedy", 1, always):
        with pytest.raises(NoPlace), places.one("greedy", 0.01, always):
            pass
        with places.one("other", 0.01, always), places.one(None, 0.01, always):
            pass


def test_nobody_has_all_who_is_not_a_visitor() -> None:
    places = Places(3, 1)
    with places.one(None, 1, always), places.one(None, 1, always), places.one(None, 0.01, always):
        pass


def test_who_no_longer_wants_a_place_leaves_the_queue() -> None:
    places = Places(1, 1)
    with places.one("a", 1, always):
        began = time.monotonic()
        with pytest.raises(NoPlace), places.one("b", 60, lambda: False):
            pass
        assert time.monotonic() - began < 30


def test_one_who_waits_for_his_share_does_not_hold_up_the_others() -> None:
    places, got = Places(2, 1), threading.Event()
    with places.one("greedy", 1, always):
        leave = threading.Event()

        def wait() -> None:
            with places.one("greedy", 30, always):
                got.set()
                leave.wait(30)

        waiting = threading.Thread(target=wait)
        waiting.start()
        with places.one("other", 5, always):
            assert not got.is_set()
    assert got.wait(30)
    leave.set()
    waiting.join(30)
