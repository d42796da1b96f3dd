"""Thousands of random queries: of those that the guard allows none calls a server, and hardly one is refused in vain."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswalk.errors import QueryRefused
from crosswalk.sparql.guard import check
from crosswalk.sparql.lexer import keywords
from tests.sparql.conftest import Listener
from tests.sparql.made_up_queries import calling, planted, without

#: Many random queries are made once an issue (`make slow`), a tenth of them each time.
CASES = [600, pytest.param(20_000, marks=pytest.mark.slow)]
ENGINE = ox.Store()
ENGINE.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("x"), ox.NamedNode("x:g")))
NESTED = "ASK {{ ?a ?b ?c FILTER EXISTS {{ ?a ?e ?f FILTER EXISTS {{ {} }} }} }}"
#: One reading of these is an IRI that ends behind the comment sign; it is what a tokenizer takes that goes for length.
HIDDEN = "?a ?g ?o3 FILTER(?o3<2)SERVICE#>\n<{url}>{{ ?x ?y ?z }}"


def run(query: str) -> bool:
    """Run a query in the one engine of these tests; return whether it could be read."""
    try:
        answer = ENGINE.query(query, use_default_graph_as_union=True)
        if not isinstance(answer, ox.QueryBoolean):
            list(answer)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, TypeError, ValueError):
        pass  # it was read, and failed when it was run
    return True


def allowed(query: str) -> str | None:
    with contextlib.suppress(QueryRefused):
        return check(query).text
    return None


@pytest.mark.parametrize("cases", CASES)
def test_no_random_query_that_is_allowed_calls_out(listener: Listener, cases: int) -> None:
    passed = 0

    @settings(max_examples=cases, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False), st.sampled_from([calling, planted]))
    def ask(chance: Random, make: Callable[[Random, str], str]) -> None:
        nonlocal passed
        text = allowed(make(chance, listener.url))
        if text is not None:
            passed += 1
            run(text)
            assert listener.calls == []

    ask()
    assert passed > cases / 20  # where SERVICE is in a string or in a comment


def test_unguarded_random_queries_do_call_out(listener: Listener) -> None:
    """That none of the above does so means something."""
    heard: Counter[str] = Counter()
    for seed in range(1_000):
        make = (calling, planted)[seed % 2]
        listener.calls.clear()
        run(make(Random(seed), listener.url))
        heard[make.__name__] += bool(listener.calls)
    assert heard["calling"] > 150
    assert heard["planted"] > 3


@pytest.mark.parametrize("cases", CASES)
def test_the_lexer_alone_sees_every_call_that_reaches_a_server(listener: Listener, cases: int, first_seed: int) -> None:
    """That a call is seen twice means something only where each of the two sees it."""
    heard = 0
    for seed in range(first_seed, first_seed + cases):
        query = (calling, planted)[seed % 2](Random(seed), listener.url)
        listener.calls.clear()
        run(query)
        if listener.calls:
            heard += 1
            assert "SERVICE" in keywords(query), (seed, query)
    assert heard > cases / 20


@pytest.mark.parametrize("cases", CASES)
def test_hardly_a_random_query_without_service_is_refused(listener: Listener, cases: int, first_seed: int) -> None:
    read = 0
    reasons: Counter[str] = Counter()
    for seed in range(first_seed, first_seed + cases // 4):
        query = without(Random(seed), listener.url)
        if run(query):
            read += 1
            try:
                check(query)
            except QueryRefused as error:
                reasons[str(error)] += 1
    assert listener.calls == []
    assert read > 0.9 * cases / 4
    assert set(reasons) <= {DOUBTFUL}
    assert reasons.total() < 0.02 * read


DOUBTFUL = (
    "SERVICE is not allowed here: a query may not call other endpoints. A part of the query can be read so: write a "
    "space after each “<” that means “less than”, and no quotation mark in an IRI."
)


def by_algebra(query: str) -> bool:
    """Tell whether the guard of version 1.0 allowed a query: it walked the algebra."""
    from rdflib.plugins.sparql.algebra import translateQuery, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    found = []
    traverse(
        translateQuery(parseQuery(query)).algebra,
        visitPost=lambda node: found.append(node) if getattr(node, "name", "") == "ServiceGraphPattern" else None,
    )
    return not found


@pytest.mark.parametrize("call", ["SERVICE SILENT <{url}leak> {{ ?x ?y ?z }}", HIDDEN])
def test_a_walk_of_the_algebra_lets_a_call_out_and_the_guard_does_not(listener: Listener, call: str) -> None:
    query = NESTED.format(call.format(url=listener.url))
    assert by_algebra(query)
    run(query)
    assert listener.calls
    with pytest.raises(QueryRefused, match="SERVICE is not allowed here"):
        check(query)


def test_a_keyword_that_only_the_engine_reads_is_found_by_the_lexer(listener: Listener) -> None:
    """The parser of rdflib does not read these at all; the engine does, and calls out."""
    for glued in ("{ ?a ?b trueSERVICE<{url}>{} }", "{ SERVICESILENT<{url}>{} }", "{ SERVICEl:a{} }"):
        query = f"PREFIX l: <{listener.url}> ASK {glued.replace('{url}', listener.url)}"
        listener.calls.clear()
        run(query)
        assert listener.calls or "true" in glued
        with pytest.raises(QueryRefused, match="SERVICE is not allowed here"):
            check(query)
