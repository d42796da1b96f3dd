"""The public interface: every name is there, can be called again and again, and says what it takes and gives."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
    *("documents", "provisions", "search", "graph", "export", "ask"),
    *("asked", "uses", "common", "lacking", "only_here"),
}
QUESTIONS = [getattr(crosswalk, name) for name in crosswalk.__all__ if inspect.isfunction(getattr(crosswalk, name))]
NOT_QUESTIONS = {"behind", "data_version", "judged", "load", "recording", "traced", "why"}


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
    for _ in range(2):
        faults = crosswalk.validate(small)
        assert faults == crosswalk.validate(small.layout)
        assert all(isinstance(fault, crosswalk.Fault) for fault in faults)
        __import__("crosswalk.validation.shacl")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_every_question_takes_a_crosswalk_first_and_is_documented(question: Callable[..., object]) -> None:
    if question.__name__ in NOT_QUESTIONS:
        return
    first = next(iter(inspect.signature(question).parameters))
    assert first == "crosswalk"
    text = inspect.getdoc(question) or ""
    assert len(text) > 60
    assert ">>> " in text, "a doctest shows how it is used"


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


def test_representations_are_short(shipped: Crosswalk) -> None:
    """A derived answer once had a representation of 32 million characters."""
    [covered] = crosswalk.coverage(shipped, CODE, "owasp-agentic-2026")
    derived = next(answer for answer in covered.answers if answer.derived)
    answers = [
        shipped,
        covered,
        derived,
        derived.derived[0],
        crosswalk.ask(shipped, "documents"),
        crosswalk.diff(shipped, CODE, "etsi-en-304-223-2.1.1"),
        crosswalk.trace(shipped, "dsit-ai-code-2025:11.1", "owasp-agentic-2026:ASI04"),
        crosswalk.describe(shipped, CODE),
        crosswalk.stats(shipped),
    ]
    for answer in answers:
        assert len(repr(answer)) < 5_000, type(answer)
    assert len(repr(covered)) < 200
