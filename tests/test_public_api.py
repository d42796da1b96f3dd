"""The public interface: every name is there, can be called again and again, and says what it takes and gives."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import crosswalk
from crosswalk import errors
from crosswalk.analysis.catalogue import Filters
from crosswalk.sparql import get_query
from crosswalk.store.holder import Crosswalk
from tests.support import CODE, ROOT, clean_environment

CORRUPTIONS = ROOT / "tests" / "validation" / "corruptions"
INPUTS = Path(__file__).parent / "analysis" / "inputs"
#: What the design promises, as far as it is built.
PROMISED = {
    *("load", "validate", "query", "coverage", "gaps", "compare", "trace", "agreement", "diff", "derive"),
    *("documents", "provisions", "search", "graph", "export", "ask", "measures"),
    *("asked", "uses", "common", "lacking", "only_here", "spread"),
}
QUESTIONS = [getattr(crosswalk, name) for name in crosswalk.__all__ if inspect.isfunction(getattr(crosswalk, name))]
#: What takes no Crosswalk, and why.
NOT_QUESTIONS = {
    **dict.fromkeys(("load", "recording"), "there is no crosswalk yet, or any may be asked"),
    "data_version": "it is about the files that ship with the program",
    **dict.fromkeys(("behind", "judged", "traced", "why"), "a sentence from an answer, which has all that it says"),
}


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load([INPUTS / "statuses"], only_data=True)


def test_every_promised_name_is_in_dir() -> None:
    assert PROMISED <= set(crosswalk.__all__) <= set(dir(crosswalk))
    assert {name for name in dir(errors) if isinstance(getattr(errors, name), type)} - {"Iterable"} <= set(
        crosswalk.__all__
    )


def test_dir_needs_no_import_and_import_stays_light() -> None:
    script = (
        "import sys, crosswalk; dir(crosswalk); print(sorted({'numpy', 'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def test_no_room_is_called_like_a_public_name() -> None:
    """A module that is imported takes the place of a function of its name (fault A1: crosswalk.validate)."""
    rooms = {module.name for module in pkgutil.iter_modules([str(ROOT / "crosswalk")])}
    assert not rooms & set(crosswalk.__all__)


def test_validate_can_be_called_again_after_everything_was_imported(small: Crosswalk) -> None:
    faults = crosswalk.validate(small)
    assert all(isinstance(fault, crosswalk.Fault) for fault in faults)
    __import__("crosswalk.validation.shacl")
    assert faults == crosswalk.validate(small.layout)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_every_question_takes_a_crosswalk_first_and_is_documented(question: Callable[..., object]) -> None:
    parameters = [*inspect.signature(question).parameters]
    text = inspect.getdoc(question) or ""
    assert len(text) > 60
    assert ">>> " in text, "a doctest shows how it is used"
    assert (parameters[:1] == ["crosswalk"]) is (question.__name__ not in NOT_QUESTIONS)


def parts_of(hint: object) -> Iterator[type]:
    """Yield every class that a type hint names."""
    if isinstance(hint, list | tuple):
        for entry in hint:
            yield from parts_of(entry)
    elif isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    else:
        yield from parts_of(typing.get_args(hint))


def hints_of(thing: object) -> Iterator[object]:
    """Yield the type hints of a function, or of the fields, properties and methods of a class that are public."""
    if inspect.isfunction(thing):
        yield from hints_in(thing).values()
    for base in [entry for entry in getattr(thing, "__mro__", ()) if entry.__module__.startswith("crosswalk")]:
        yield from (hint for name, hint in hints_in(base).items() if not name.startswith("_"))
        for name, member in vars(base).items():
            inner = getattr(member, "fget", None) or getattr(member, "__func__", member)
            if not name.startswith("_") and inspect.isfunction(inner):
                yield from hints_in(inner).values()


def hints_in(thing: Any) -> dict[str, object]:
    """Return the type hints of one thing; what its module imports for the type checker alone is found if it is public."""
    names = {name: getattr(crosswalk, name) for name in crosswalk.__all__} | vars(sys.modules[thing.__module__])
    return typing.get_type_hints(thing, globalns=names)


@pytest.mark.parametrize("name", crosswalk.__all__)
def test_every_type_of_what_is_public_is_public(name: str) -> None:
    """Whoever calls a function can name what it takes and what it gives."""
    public = {id(getattr(crosswalk, other)) for other in crosswalk.__all__}
    named = {part for hint in hints_of(getattr(crosswalk, name)) for part in parts_of(hint)}
    ours = {part for part in named if part.__module__.startswith("crosswalk.")}
    assert {f"{part.__module__}.{part.__name__}" for part in ours if id(part) not in public} == set()


def test_the_hints_of_answers_are_looked_at() -> None:
    assert crosswalk.Reason in {part for hint in hints_of(crosswalk.Gap) for part in parts_of(hint)}
    assert crosswalk.Entry in {part for hint in hints_of(crosswalk.changes_since) for part in parts_of(hint)}


def test_one_reference_may_be_given_as_a_text(small: Crosswalk) -> None:
    [answer] = crosswalk.coverage(small, "focus-1.0", "ref-1.0")
    assert answer == crosswalk.coverage(small, "focus-1.0", ["ref-1.0"])[0]


def test_one_folder_kind_or_path_may_be_given_as_a_text(small: Crosswalk) -> None:
    """A text is a sequence of its characters, so that these asked about other things, or about nothing."""
    one = str(INPUTS / "statuses")
    assert (
        crosswalk.load(one, only_data=True).layout
        == small.layout
        == crosswalk.load(INPUTS / "statuses", only_data=True).layout
    )
    kind = crosswalk.coverage(small, "focus-1.0", "ref-1.0")[0].answers[0].provision.kind
    assert crosswalk.coverage(small, "focus-1.0", "ref-1.0", kinds=kind) == crosswalk.coverage(
        small, "focus-1.0", "ref-1.0", kinds=[kind]
    )
    broken = crosswalk.Layout.of([CORRUPTIONS / "dangling-end"], only_data=True)
    faults = crosswalk.validate(broken, [str(CORRUPTIONS / "dangling-end")])
    assert crosswalk.validate(broken, str(CORRUPTIONS / "dangling-end")) == faults != []


def test_the_uses_of_one_document_may_be_asked_for(shipped: Crosswalk) -> None:
    assert crosswalk.uses(shipped, CODE) == crosswalk.uses(shipped, [CODE]) != ()


def test_bytes_that_are_not_utf_8_find_nothing(small: Crosswalk) -> None:
    assert len(crosswalk.ask(small, "rationale-words", word="\udcff")) == 0
    assert '"\ufffd' in get_query(small.layout, "rationale-words").bind({"word": "\udcff"})


@pytest.mark.parametrize(
    ("error", "ask"),
    [
        (crosswalk.UnknownId, lambda xw: crosswalk.coverage(xw, "nothing-1.0")),
        (crosswalk.UnknownId, lambda xw: crosswalk.provisions(xw, "nothing-1.0")),
        (crosswalk.UnknownId, lambda xw: crosswalk.describe(xw, "ref-1.0:R99")),
        (crosswalk.UnknownId, lambda xw: crosswalk.ask(xw, "no-such-query")),
        (crosswalk.UnknownId, lambda xw: crosswalk.trace(xw, "focus-1.0:1.1", "ref-1.0:R99")),
        (crosswalk.UsageError, lambda xw: crosswalk.coverage(xw, "focus-1.0", "focus-1.0")),
        (crosswalk.UsageError, lambda xw: crosswalk.coverage(xw, "focus-1.0", filters=Filters(level="must"))),
        (crosswalk.UsageError, lambda xw: crosswalk.diff(xw, "focus-1.0", "ref-1.0")),
        (crosswalk.NothingLoaded, lambda xw: crosswalk.coverage(xw, "absent-1.0")),
        (crosswalk.QueryRefused, lambda xw: crosswalk.query(xw, "INSERT DATA { <a:a> <a:b> <a:c> }")),
        (crosswalk.QueryTimeout, lambda xw: crosswalk.query(xw, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 0.1)),
        (crosswalk.UsageError, lambda xw: crosswalk.query(xw, "ASK {}", float("nan"))),
        (crosswalk.UsageError, lambda xw: crosswalk.query(xw, "ASK {}", float("inf"))),
        (crosswalk.UsageError, lambda xw: crosswalk.query(xw, "ASK {}", 1e12)),
        (crosswalk.UsageError, lambda xw: crosswalk.query(xw, "ASK {}", max_rows=-1)),
        (crosswalk.UsageError, lambda xw: crosswalk.derive(xw, "focus-1.0", 10**9)),
        (crosswalk.UnknownId, lambda xw: crosswalk.derive(xw, "nothing-1.0")),
        (crosswalk.UnknownId, lambda xw: crosswalk.asks(xw, "nothing-1.0")),
        (crosswalk.UnknownId, lambda xw: crosswalk.assertions(xw, "nothing-1.0")),
        (crosswalk.UnknownId, lambda xw: crosswalk.uses(xw, "nothing-1.0")),
        (crosswalk.UsageError, lambda xw: crosswalk.search(xw, "prompt", -1)),
        (crosswalk.UsageError, lambda xw: crosswalk.candidates(xw, "focus-1.0", "ref-1.0", most=-1)),
        (crosswalk.UsageError, lambda xw: crosswalk.coverage(xw, "focus-1.0", "ref-1.0", max_hops=-1)),
        (crosswalk.StoreError, lambda xw: crosswalk.load(store="ftp://example.org/")),
    ],
)
def test_a_caller_can_tell_faults_apart(
    small: Crosswalk, error: type[Exception], ask: Callable[[Crosswalk], object]
) -> None:
    with pytest.raises(error) as raised:
        ask(small)
    assert isinstance(raised.value, crosswalk.CrosswalkError)
    assert "\n" not in str(raised.value)


def test_what_a_caller_does_to_an_answer_does_not_change_the_next(small: Crosswalk) -> None:
    with pytest.raises(TypeError):
        crosswalk.derive(small, "focus-1.0")["focus-1.0:1.1"] = {}  # type: ignore[index]
    with pytest.raises(nx.NetworkXError):
        crosswalk.graph(small).clear()
    crosswalk.describe(small, "focus-1.0").properties.clear()
    assert crosswalk.describe(small, "focus-1.0").properties
    crosswalk.stats(small).per_document.clear()
    assert crosswalk.stats(small).per_document


OTHER, EN = "owasp-llm-2025", "etsi-en-304-223-2.1.1"
SMALL = Path(__file__).parent / "sparql" / "expected" / "small"
#: A question of each kind, with much to answer.
ANSWERS: dict[str, Callable[[Crosswalk], object]] = {
    "agreement": lambda xw: crosswalk.agreement(xw, CODE, "nist-ai-rmf-1.0"),
    "answers": lambda xw: crosswalk.answers(xw, f"{CODE}:2.1"),
    "ask": lambda xw: crosswalk.ask(xw, "labels"),
    "asked": lambda xw: crosswalk.asked(xw, CODE, "eu-ai-act-2024"),
    "asks": lambda xw: crosswalk.asks(xw, CODE),
    "assertions": lambda xw: crosswalk.assertions(xw, CODE),
    "candidates": lambda xw: crosswalk.candidates(xw, CODE, OTHER),
    "changes_since": lambda xw: crosswalk.changes_since(xw, "2025"),
    "compare": lambda xw: crosswalk.compare(xw, CODE, OTHER),
    "coverage": lambda xw: crosswalk.coverage(xw, CODE),
    "derive": lambda xw: crosswalk.derive(xw, CODE),
    "describe": lambda xw: crosswalk.describe(xw, CODE),
    "diff": lambda xw: crosswalk.diff(xw, CODE, EN),
    "common": lambda xw: crosswalk.common(xw, [CODE, "eu-ai-act-2024"]),
    "documents": crosswalk.documents,
    "gaps": lambda xw: crosswalk.gaps(xw, CODE, OTHER),
    "graph": crosswalk.graph,
    "lacking": lambda xw: crosswalk.lacking(xw, "eu-ai-act-2024"),
    "mapping_sets": crosswalk.mapping_sets,
    "measures": crosswalk.measures,
    "only_here": lambda xw: crosswalk.only_here(xw, CODE),
    "provisions": lambda xw: crosswalk.provisions(xw, CODE),
    "query": lambda xw: crosswalk.query(xw, "SELECT * { ?a ?b ?c } LIMIT 100"),
    "search": lambda xw: crosswalk.search(xw, "prompt injection"),
    "spread": lambda xw: crosswalk.spread(xw, CODE),
    "standing": lambda xw: crosswalk.standing(xw, CODE),
    "stats": crosswalk.stats,
    "terms": crosswalk.terms,
    "trace": lambda xw: crosswalk.trace(xw, f"{CODE}:11.1", "owasp-agentic-2026:ASI04"),
    "uses": crosswalk.uses,
    "validate": lambda _: crosswalk.validate(crosswalk.Layout.of([CORRUPTIONS / "dangling-end"], only_data=True)),
    "verdict": lambda _: crosswalk.verdict(crosswalk.load(SMALL, only_data=True)),
    "work_items": crosswalk.work_items,
}
#: These return a text, bytes, or what is opened.
WITHOUT_RECORDS = {*NOT_QUESTIONS, "export", "exported"}


def test_every_question_has_an_answer_here() -> None:
    assert {question.__name__ for question in QUESTIONS} - {"mapping_graph"} <= set(ANSWERS) | WITHOUT_RECORDS


@pytest.mark.parametrize("name", ANSWERS)
def test_representations_are_short(shipped: Crosswalk, name: str) -> None:
    """A derived answer once had a representation of 32 million characters. Of a list, each record is short."""
    answer = ANSWERS[name](shipped)
    if isinstance(answer, list | tuple):
        assert answer
        assert max(len(repr(record)) for record in answer) < 2_000
    else:
        assert len(repr(answer)) < 500


def test_the_representations_of_parts_are_short(shipped: Crosswalk) -> None:
    [covered] = crosswalk.coverage(shipped, CODE, "owasp-agentic-2026")
    derived = next(answer for answer in covered.answers if answer.derived)
    for part in (shipped, covered, derived, derived.derived[0]):
        assert len(repr(part)) < 2_000, type(part)
    assert len(repr(covered)) < 200
