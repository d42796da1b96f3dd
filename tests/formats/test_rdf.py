"""RDF: two libraries read the same, nothing has a name that changes, and other people's tools find what they expect."""

from __future__ import annotations

import itertools
import json

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, RDF, SKOS, VOID

from crosswalk import ids
from crosswalk.analysis.catalogue import documents, mapping_sets, provisions
from crosswalk.formats.writers import export, exported
from crosswalk.formats.writers.description import DATASET, DESCRIPTION
from crosswalk.formats.writers.jsonld import context
from crosswalk.formats.writers.statements import read
from crosswalk.store.holder import Crosswalk

QUADS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
PAIR = ("one-2025", "two-2.0")


@pytest.fixture(scope="module")
def whole(small: Crosswalk) -> set[ox.Quad]:
    return set(ox.parse(export(small, "nquads"), format=ox.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def graph(small: Crosswalk) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export(small, "turtle"), format="turtle")


def test_trig_and_n_quads_say_the_same(small: Crosswalk, whole: set[ox.Quad]) -> None:
    assert set(ox.parse(export(small, "trig"), format=ox.RdfFormat.TRIG)) == whole
    assert len(whole) > 2000


def test_rdflib_and_pyoxigraph_agree_on_the_trig(small: Crosswalk) -> None:
    """Graph by graph: rdflib gives nameless things names of its own."""
    content = export(small, "trig")
    theirs = rdflib.Dataset().parse(data=content, format="trig")
    ours = sorted(ox.parse(content, format=ox.RdfFormat.TRIG), key=lambda quad: str(quad.graph_name))
    names = set()
    for name, quads in itertools.groupby(ours, key=lambda quad: quad.graph_name):
        triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
        assert isinstance(name, ox.NamedNode)
        names.add(name.value)
        mine = rdflib.Graph().parse(data=triples, format="nt")
        other = theirs.graph(name.value)
        assert len(mine) == len(other), name
        assert (
            isomorphic(mine, other)
            if any(isinstance(t, rdflib.BNode) for t in mine.all_nodes())
            else (set(mine) == set(other))
        )
    assert {str(one.identifier) for one in theirs.graphs() if len(one)} == names
    assert len(names) > 10


def test_nothing_of_the_graph_is_missing(small: Crosswalk, whole: set[ox.Quad]) -> None:
    stored = {quad for quad in read(small) if not _nameless(quad) and quad.subject != DATASET}
    assert stored - whole == set()
    assert sum(map(_nameless, read(small))) == sum(map(_nameless, whole)) > 100


def _nameless(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def test_nameless_things_have_names_that_stay(whole: set[ox.Quad]) -> None:
    """Names that a parser made up would differ in each run."""
    names = {term.value for quad in whole for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)}
    assert names == {f"c14n{number}" for number in range(len(names))}


def test_n_quads_are_sorted_within_their_graphs(small: Crosswalk) -> None:
    quads = list(ox.parse(export(small, "nquads"), format=ox.RdfFormat.N_QUADS))
    keys = [(str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)) for q in quads]
    assert keys == sorted(keys)


@pytest.mark.parametrize("scope", [(), ("one-2025",), PAIR])
def test_json_ld_says_what_n_quads_say_with_our_context(small: Crosswalk, scope: tuple[str, ...]) -> None:
    text = export(small, "jsonld", *scope)
    whole = json.loads(text)
    assert whole["@context"] == context()
    read_again = rdflib.Dataset().parse(data=text, format="json-ld")
    quads = rdflib.Dataset().parse(data=export(small, "nquads", *scope), format="nquads")
    compared = [one.identifier for one in quads.graphs() if len(one)]
    for name in compared:
        assert isomorphic(quads.graph(name), read_again.graph(name)), name
    assert len(compared) >= 3
    [about] = {subject for subject, *_ in read_again.default_graph}
    assert str(about) == ids.BASE


def test_json_ld_uses_the_words_of_the_context(small: Crosswalk) -> None:
    whole = json.loads(export(small, "jsonld", "one-2025"))
    [own] = [graph for graph in whole["@graph"] if graph["id"] == "cwdoc:one-2025"]
    nodes = {node["id"]: node for node in own["@graph"]}
    one = nodes["cwdoc:one-2025/1.1"]
    assert (one["type"], one["inScheme"], one["assessable"]) == (["Concept", "Provision"], "cwdoc:one-2025", True)
    assert one["level"] == "shall"
    assert one["role"] == ["developer", "system-operator"]


def test_skos_is_complete(small: Crosswalk, graph: rdflib.Graph) -> None:
    """Each parent knows its parts, each scheme its top concepts and its name."""
    assert (
        set(graph.subject_objects(SKOS.narrower)) == {(o, s) for s, o in graph.subject_objects(SKOS.broader)} != set()
    )
    assert set(graph.subject_objects(SKOS.hasTopConcept)) == {
        (o, s) for s, o in graph.subject_objects(SKOS.topConceptOf)
    }
    for entry in documents(small):
        scheme = rdflib.URIRef(ids.DOC + entry.id)
        tops = {one.id for one in provisions(small, entry.id) if not one.parent}
        assert {ids.short(str(top)) for top in graph.objects(scheme, SKOS.hasTopConcept)} == tops
        assert list(graph.objects(scheme, SKOS.prefLabel)) == [rdflib.Literal(entry.title, lang="en")]
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert graph.value(scheme, SKOS.prefLabel) is not None, scheme


def test_the_dataset_describes_itself(small: Crosswalk, whole: set[ox.Quad], graph: rdflib.Graph) -> None:
    about = rdflib.URIRef(ids.BASE)
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(about, RDF.type))
    triples = graph.value(about, VOID.triples)
    assert triples is not None
    assert triples.toPython() == sum(quad.graph_name != DESCRIPTION for quad in whole)
    parts = {str(part) for part in graph.objects(about, VOID.subset)}
    assert {ids.DOC + entry.id for entry in documents(small)} <= parts
    assert {ids.SET + entry.id for entry in mapping_sets(small)} <= parts


def test_a_scope_has_its_graphs_and_no_others(small: Crosswalk) -> None:
    def graphs(*scope: str, mapping_set: str | None = None) -> set[str]:
        content = export(small, "trig", *scope, mapping_set=mapping_set)
        named = {quad.graph_name.value for quad in ox.parse(content, format=ox.RdfFormat.TRIG)}
        return named - {DESCRIPTION.value}

    assert graphs("one-2025") == {ids.DOC + "one-2025", ids.BASE + "source/1/asks/one-2025"}
    assert graphs(mapping_set="one-2025--two-2.0") == {ids.SET + "one-2025--two-2.0"}
    both = graphs(*PAIR)
    assert {ids.DOC + name for name in PAIR} | {ids.SET + "one-2025--two-2.0"} <= both
    assert not any("three" in name for name in both)


def test_what_is_derived_is_counted_as_left_out(small: Crosswalk) -> None:
    [loss] = [one for one in exported(small, "trig", *PAIR).losses if "derived" in one.one] or [None]
    assert (loss is None) == (exported(small, "trig", *PAIR).report() == "Nothing was left out.")
