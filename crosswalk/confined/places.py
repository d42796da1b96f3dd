"""How many jobs run at once, altogether and for one visitor."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

#: Seconds between two looks at whether somebody who waits still wants a place.
_LOOK = 0.5


class NoPlace(Exception):
    """No place became free in time, or it is no longer wanted."""


class Places:
    """Places for jobs: so many in all, and at most `each` for one owner. Those who wait are served in turn."""

    def __init__(self, all_: int, each: int) -> None:
        self._all, self._each = all_, each
        self._taken: Counter[Hashable] = Counter()
        self._queue: list[tuple[object, Hashable]] = []
        self._changed = threading.Condition()

    @contextmanager
    def one(self, owner: Hashable, patience: float, is_wanted: Callable[[], bool]) -> Iterator[None]:
        """Wait for a place and keep it inside. `owner` is a visitor, or None for one whom the share does not concern.

        Raises NoPlace after `patience` seconds, or when `is_wanted` says False.

        >>> with Places(1, 1).one("visitor", 1, lambda: True):
        ...     pass
        """
        self._take(owner, patience, is_wanted)
        try:
            yield
        finally:
            with self._changed:
                self._taken[owner] -= 1
                self._taken += Counter()  # forgets those who have none
                self._changed.notify_all()

    def _take(self, owner: Hashable, patience: float, is_wanted: Callable[[], bool]) -> None:
        me, until = (object(), owner), time.monotonic() + patience
        with self._changed:
            self._queue.append(me)
            try:
                while not self._is_next(me):
                    left = until - time.monotonic()
                    if left <= 0 or not is_wanted():
                        raise NoPlace
                    self._changed.wait(min(left, _LOOK))
                self._taken[owner] += 1
            finally:
                self._queue.remove(me)
                self._changed.notify_all()

    def _is_next(self, me: tuple[object, Hashable]) -> bool:
        """Return True when there is a place for `me`, and for nobody who has waited longer."""
        if sum(self._taken.values()) >= self._all:
            return False
        for other in self._queue:
            if other[1] is None or self._taken[other[1]] < self._each:
                return other is me
        return False
