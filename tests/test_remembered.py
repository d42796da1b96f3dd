"""What is remembered is given to every caller, and none of them can change it."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator

import numpy as np
import pytest

import crosswalk
from crosswalk.analysis.catalogue import Filters, document_index, documents
from crosswalk.analysis.proximity import DEFAULT
from crosswalk.store.holder import Crosswalk, Frozen, remembered
from tests.support import CODE

Question = Callable[..., object]
#: An argument of each name: the least that is worth asking.
ARGUMENTS = {
    **dict.fromkeys(("document", "document_id", "focal"), CODE),
    "reference": "ncsc-secure-ai-2023",
    **dict.fromkeys(("here", "source"), CODE),
    "there": "ncsc-secure-ai-2023",
    "references": ("ncsc-secure-ai-2023",),
    "documents": (CODE,),
    "old": "owasp-llm-2025",
    "new": "owasp-llm-2026",
    "name": "labels",
    "arguments": (),
    "kinds": (),
    "filters": Filters(),
    "derived": True,
    "max_hops": 1,
    "penalties": DEFAULT,
    "digits": None,
}
#: Of the library and of the indexes of words, which no caller sees.
INSIDE = re.compile(r"^_|^Texts$|^Network$|^Tree$")


def every_remembered() -> Iterator[tuple[str, Question]]:
    """Yield every remembered function of the package, under its module and name."""
    inner = remembered(lambda crosswalk: None).__code__
    for module in pkgutil.walk_packages(crosswalk.__path__, "crosswalk."):
        if not module.name.endswith("__main__"):
            for name, one in vars(importlib.import_module(module.name)).items():
                if inspect.isfunction(one) and one.__code__ is inner and one.__module__ == module.name:
                    yield f"{module.name}.{name}", one


REMEMBERED = dict(every_remembered())


def changeable(answer: object, where: str = "it") -> Iterator[str]:
    """Yield where in an answer there is something that a caller could change."""
    if isinstance(answer, (dict, list, set, bytearray)):
        yield f"{where} is a {type(answer).__name__}"
    elif isinstance(answer, (Frozen, tuple, frozenset)):
        entries = answer.values() if isinstance(answer, Frozen) else answer
        for entry in list(entries)[:3]:
            yield from changeable(entry, f"an entry of {where}")
    elif dataclasses.is_dataclass(answer) and not INSIDE.match(type(answer).__name__):
        if not type(answer).__dataclass_params__.frozen:  # type: ignore[attr-defined]
            yield f"{where} is a {type(answer).__name__}, which is not frozen"
        for field in dataclasses.fields(answer):
            yield from changeable(getattr(answer, field.name), f"{field.name} of {where}")


def test_every_one_is_looked_at() -> None:
    assert len(REMEMBERED) > 55


@pytest.mark.parametrize("name", REMEMBERED)
def test_nobody_can_change_what_is_remembered(shipped: Crosswalk, name: str) -> None:
    question = REMEMBERED[name]
    wanted = list(inspect.signature(question).parameters)[1:]
    answer = question(shipped, **{parameter: ARGUMENTS[parameter] for parameter in wanted})
    assert list(changeable(answer)) == []
    said = typing.get_type_hints(question)["return"]
    assert not re.search(r"\b(dict|list|set)\[", str(said)), "the annotation is Mapping, tuple or frozenset"


def test_a_change_would_be_noticed() -> None:
    assert list(changeable(Frozen({"a": ([1],)}))) == ["an entry of an entry of it is a list"]
    assert list(changeable(np.array([1]))) == []


def test_what_a_caller_does_to_a_table_is_refused(shipped: Crosswalk) -> None:
    """`document_index(xw).clear()` once emptied `documents(xw)`."""
    table = document_index(shipped)
    for change in ("clear", "pop", "popitem", "update", "setdefault", "__setitem__", "__delitem__"):
        assert not hasattr(table, change)
    assert len(documents(shipped)) == len(table) > 0


def test_a_dictionary_that_is_made_frozen_is_frozen_inside(shipped: Crosswalk) -> None:
    @remembered
    def question(crosswalk: Crosswalk) -> object:
        return {"a": {"b": [{"c"}]}}

    answer = question(shipped)
    assert answer == Frozen({"a": Frozen({"b": (frozenset({"c"}),)})})
    assert answer is question(shipped)
    assert repr(answer) == "<1 entry: 'a' …>"
    assert repr(Frozen({})) == "<0 entries>"
