"""A source: where it comes from, in which state, under which licence, and which files it updates, and how.

Every module of this package that has a `SOURCE` is a source; it needs no other registration.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import tools.extract
from tools.extract.common import Changes


@dataclass(frozen=True, slots=True)
class State:
    """The state of a public git repository from which some paths were read, there or in a copy.

    `commit` is a commit or a tag. `final` says why later states do not count, where that is so.
    """

    repository: str
    commit: str
    paths: tuple[str, ...]
    final: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A published source. `id` is the name of its module, whose first lines say what it reads.

    `run(checkout, root)` updates the `targets` in the folder `root` and yields the result for each: the changes of a
    document, or the number of mappings of a set. It raises SourceError where a source or target is not as expected.
    """

    id: str
    title: str
    licence: str
    states: tuple[State, ...]
    targets: tuple[str, ...]
    run: Callable[[Path, Path], Iterable[Changes | int]]


def sources() -> dict[str, Source]:
    """Return id → source for every module of this package that has one, in the order of the ids."""
    names = sorted(module.name for module in pkgutil.iter_modules(tools.extract.__path__) if module.name != "__main__")
    modules = [importlib.import_module(f"tools.extract.{name}") for name in names]
    return {module.SOURCE.id: module.SOURCE for module in modules if hasattr(module, "SOURCE")}
