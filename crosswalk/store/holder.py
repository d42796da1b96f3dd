"""The Crosswalk: one store and the layout it was read from. Every question is a function that takes it.

The graph does not change after loading, so a function marked `@remembered` computes each answer once. `recording`
collects the named queries that answers rest on, including answers that were remembered.
"""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import Callable, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar, cast

from crosswalk.files.collector import collector_paused
from crosswalk.sources import Layout
from crosswalk.store import Store, open_store
from crosswalk.vocabulary import quantity

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
_MOST = 4_096  #: answers kept for one crosswalk; the least recently used is dropped first


class Memory:
    """Answers by question, each with the named queries it rests on. It is safe to use from several threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[object, frozenset[str]]] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable) -> tuple[object, frozenset[str]] | None:
        """Return an answer and its queries, or None when the question is new."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        return None

    def keep(self, question: Hashable, answer: object, queries: frozenset[str]) -> None:
        """Remember an answer; where two threads computed the same one, the last is kept."""
        with self._lock:
            self._answers[question] = (answer, queries)
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)

    def __len__(self) -> int:
        return len(self._answers)


@dataclass(frozen=True)
class Crosswalk:
    """A loaded graph. Every function of this package that asks a question takes it as the first argument.

    `store` is the RDF dataset, `layout` the folders it was read from, and `memory` the answers computed so far. `load`
    makes one.

    >>> len(load().memory)
    0
    """

    store: Store = field(repr=False)
    layout: Layout
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)


def load(data: str | Path | Iterable[str | Path] = (), *, only_data: bool = False, store: str = "memory") -> Crosswalk:
    """Return the crosswalk of the shipped files, joined to the `data` folders, which are laid out like the repository.

    `only_data` leaves out the shipped documents and mapping sets. `store` is memory, a folder, or the http(s) URL of a
    [SPARQL 1.1](https://www.w3.org/TR/sparql11-protocol/) service. Raises UnreadableSources, with every fault, when a
    file cannot be read; UsageError when a data folder does not exist; StoreError when the store cannot be used.

    >>> load().layout.only_data
    False
    """
    layout = Layout.of(data, only_data)
    return Crosswalk(open_store(layout, store), layout)


_asked: ContextVar[set[str] | None] = ContextVar("asked", default=None)


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect the names of the named queries behind the answers computed inside; enclosing recordings get them too.

    >>> with recording() as queries:
    ...     note("labels")
    >>> queries
    {'labels'}
    """
    around = _asked.get()
    inside: set[str] = set()
    token = _asked.set(inside)
    try:
        yield inside
    finally:
        _asked.reset(token)
        if around is not None:
            around |= inside


def note(*queries: str) -> None:
    """Record that the answer being computed rests on these named queries."""
    inside = _asked.get()
    if inside is not None:
        inside.update(queries)


class Frozen(Mapping[K, V]):
    """A dictionary that nobody can change, with a short representation whatever it contains.

    >>> Frozen({"a": 1, "b": 2})
    <2 entries: 'a' …>
    """

    __slots__ = ("_of",)

    def __init__(self, of: Mapping[K, V]) -> None:
        self._of = MappingProxyType(dict(of))

    def __getitem__(self, key: K) -> V:
        return self._of[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def __contains__(self, key: object) -> bool:
        return key in self._of

    def __repr__(self) -> str:
        first = f": {next(iter(self._of))!r:.100} …" if self._of else ""
        return f"<{quantity(len(self._of), 'entry', 'entries')}{first}>"

    def keys(self) -> KeysView[K]:
        """Return the keys."""
        return self._of.keys()

    def values(self) -> ValuesView[V]:
        """Return the values."""
        return self._of.values()

    def items(self) -> ItemsView[K, V]:
        """Return the pairs of a key and its value."""
        return self._of.items()


def _frozen(answer: object) -> object:
    """Return a dictionary, list or set, and those inside it, as what nobody can change; anything else as it is."""
    if isinstance(answer, dict):
        return Frozen({key: _frozen(value) for key, value in answer.items()})
    if isinstance(answer, list):
        return tuple(map(_frozen, answer))
    return frozenset(answer) if isinstance(answer, set) else answer


def remembered(
    question: Callable[Concatenate[Crosswalk, P], T],
) -> Callable[Concatenate[Crosswalk, P], T]:
    """Compute an answer once for each set of arguments. Callers get the same object again and cannot change it: a
    dictionary becomes `Frozen`, a list a tuple and a set a frozenset, also inside each other, so that the annotation
    is Mapping, tuple or frozenset; records and graphs are frozen where they are made.

    Arguments must be hashable, or lists, sets and dictionaries of hashable values.
    """
    signature = inspect.signature(question)
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def asked(crosswalk: Crosswalk, /, *args: P.args, **kwargs: P.kwargs) -> T:
        bound = signature.bind(crosswalk, *args, **kwargs)
        bound.apply_defaults()
        key = (name, *(_hashable(value) for value in list(bound.arguments.values())[1:]))
        known = crosswalk.memory.get(key)
        if known is None:
            with recording() as queries, collector_paused():
                answer = cast(T, _frozen(question(crosswalk, *args, **kwargs)))
            crosswalk.memory.keep(key, answer, frozenset(queries))
            return answer
        note(*known[1])
        return cast(T, known[0])

    return asked


def is_remembered(crosswalk: Crosswalk, question: Callable[..., object]) -> bool:
    """Return True when a `@remembered` question without further arguments has been answered already."""
    return crosswalk.memory.get((f"{question.__module__}.{question.__qualname__}",)) is not None


def _hashable(value: object) -> Hashable:
    if isinstance(value, (list, tuple)):
        return tuple(_hashable(item) for item in value)
    if isinstance(value, (set, frozenset)):
        return frozenset(value)
    if isinstance(value, Mapping):
        return tuple(sorted((key, _hashable(item)) for key, item in value.items()))
    return value
