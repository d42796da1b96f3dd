"""The graph that the files become: every key of the formats, and every kind of row, in the agreed vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import crosswalk
from crosswalk import ids
from crosswalk.sources import Layout, Sources, read_sources
from crosswalk.store.rdf import graphs

HERE = Path(__file__).parent / "rdf"


def quads(sources: Sources) -> list[ox.Quad]:
    """Parse what is written strictly, so that every term is checked here."""
    return [
        ox.Quad(*triple.triple, ox.NamedNode(name))
        for name, triples in graphs(sources)
        for triple in ox.parse(input=triples, format=ox.RdfFormat.N_TRIPLES)
    ]


@pytest.fixture(scope="module")
def sources() -> Sources:
    found = read_sources(Layout.of([HERE], only_data=True))
    assert list(found.report) == []
    return found


def test_graph_is_the_expected_one(sources: Sources) -> None:
    expected = set(ox.parse(path=str(HERE / "expected.trig"), format=ox.RdfFormat.TRIG))
    found = {quad for quad in quads(sources) if "/source/0/" not in quad.graph_name.value}  # the shipped organisations
    assert found - expected == set()
    assert expected - found == set()
    assert len(found) > 150


def test_a_large_graph_comes_in_pieces(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of a whole graph is never in memory; in pieces it says the same."""
    whole = sorted(quads(sources), key=str)
    monkeypatch.setattr("crosswalk.store.rdf._AT_A_TIME", 3)
    pieces = list(graphs(sources))
    assert len(pieces) > len({name for name, _ in pieces}) > 5
    assert max(piece.count(b"\n") for _, piece in pieces) == 3
    assert sorted(quads(sources), key=str) == whole


def test_each_file_is_a_named_graph(sources: Sources) -> None:
    graphs = {quad.graph_name.value for quad in quads(sources)}
    assert graphs == {
        ids.DOC + "bare-1.0",
        ids.DOC + "whole-2.0",
        ids.SET + "whole-2.0--bare-1.0",
        ids.BASE + "source/0/organisations",
        ids.BASE + "source/1/organisations",
        ids.BASE + "source/1/work-items/golden-body",
    }


def test_default_graph_is_the_union_and_the_version_is_stated() -> None:
    held = crosswalk.load([HERE], only_data=True)
    ask = "ASK { cwdoc:bare-1.0 a cw:Document . cworg:nist a org:Organization . cw:Document a owl:Class }"
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in ids.PREFIXES.items())
    assert bool(held.store.query(prefixes + ask))
    [row] = held.store.query(f"SELECT ?v {{ <{ids.BASE}> <{ids.PREFIXES['owl']}versionInfo> ?v }}")
    assert re.fullmatch("[0-9a-f]{16}", row["v"].value)


def test_plain_triples_stand_for_positive_rows_only(sources: Sources) -> None:
    rows = [row for _, mapping_set in sources.mapping_sets for row in mapping_set.mappings]
    triples = {(quad.subject.value, quad.predicate.value, getattr(quad.object, "value", "")) for quad in quads(sources)}
    stated = [(row.subject, row.predicate, row.object) in triples for row in rows]
    assert stated == [not row.modifier and row.object != ids.NO_TERM_FOUND for row in rows]
    assert sorted(stated) == [False, False, True, True, True]


def test_record_ids_follow_the_four_cells_and_nothing_else(sources: Sources) -> None:
    [(_, mapping_set)] = sources.mapping_sets
    for row in mapping_set.mappings:
        assert row.id == ids.record_id(row.subject, row.predicate, row.modifier, row.object)
        assert re.fullmatch("[0-9a-f]{16}", row.id)
    assert len({row.id for row in mapping_set.mappings}) == len(mapping_set.mappings)


def test_content_hash_follows_what_a_mapping_rests_on(sources: Sources) -> None:
    [whole] = [document for _, document in sources.documents if document.id == "whole-2.0"]
    provision = whole.provisions[1]
    for field, other in {"label": "x", "summary": "x", "notation": "x", "level": "may", "roles": ["developer"]}.items():
        assert provision.model_copy(update={field: other}).content_hash() != provision.content_hash()
    for field, other in {"note": "x", "phase": "x", "parent": None, "kind": "x"}.items():
        assert provision.model_copy(update={field: other}).content_hash() == provision.content_hash()


@pytest.mark.parametrize(
    ("iri", "id_"),
    [
        (ids.DOC + "dsit-ai-code-2025/5.4.1", "dsit-ai-code-2025:5.4.1"),
        (ids.DOC + "dsit-ai-code-2025", "dsit-ai-code-2025"),
        (ids.PREFIXES["skos"] + "exactMatch", "skos:exactMatch"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_ids_are_short_for_people_and_long_again(iri: str, id_: str) -> None:
    assert ids.short(iri) == id_
    assert ids.expand(id_) == iri
    assert ids.expand(f" {iri} ") == iri


def test_ids_of_sets_organisations_and_terms_are_bare() -> None:
    assert ids.short(ids.SET + "a--b") == "a--b"
    assert ids.short(ids.ORG + "nist") == "nist"
    assert ids.short(ids.NS + "shall") == "shall"
    assert ids.document_of(ids.DOC + "a-1.0/2") == ids.DOC + "a-1.0" == ids.document_of(ids.DOC + "a-1.0")
    assert ids.document_of(ids.ORG + "nist") is None
