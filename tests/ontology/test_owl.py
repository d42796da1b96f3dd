"""The ontology is consistent, catches the mistakes it is meant to catch, and says what the store writes. HermiT decides."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from crosswalk import ids
from crosswalk.reason.owl import check_triples
from crosswalk.sources import Layout, read_sources, shipped_root
from crosswalk.store import build

HERE = Path(__file__).parent
ONTOLOGY = shipped_root() / "ontology"
MISTAKES = sorted((HERE / "mistakes").glob("*.ttl"))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "crosswalk.ttl")


def test_ontology_and_ordinary_data_are_consistent() -> None:
    verdict = check_triples(Graph().parse(HERE / "ordinary.ttl").serialize(format="nt"))
    assert verdict.consistent
    assert verdict.unsatisfiable == ()


def test_all_mistakes_were_found() -> None:
    """tests/reason asks HermiT about each, and what it says."""
    assert len(MISTAKES) == 11


def own_terms(graph: Graph) -> set[URIRef]:
    return {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and str(term).startswith(ids.NS)}


def test_own_terms_are_few_and_each_is_explained(ontology: Graph) -> None:
    roles = set(ontology.subjects(RDF.type, URIRef(ids.NS + "StakeholderRole")))
    terms = own_terms(ontology) - roles
    assert 40 <= len(terms) <= 90
    for term in own_terms(ontology):
        for property_ in (RDFS.label, SKOS.definition, DCTERMS.source, RDFS.isDefinedBy):
            assert ontology.value(term, property_) is not None, (term, property_)


def test_every_own_term_in_the_data_is_declared(ontology: Graph) -> None:
    used = set()
    for quad in build(read_sources(Layout())):
        for term in (quad.predicate, quad.object):
            value = getattr(term, "value", "")
            if value.startswith(ids.NS):
                used.add(URIRef(value))
    undeclared = used - own_terms(ontology)
    assert not undeclared
    assert len(used) > 30


def test_every_reused_property_in_the_data_is_declared(ontology: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    builtin = (str(RDF), str(RDFS), str(OWL))
    used = {quad.predicate.value for quad in build(read_sources(Layout())) if quad.graph_name.value.startswith(ids.DOC)}
    assert {name for name in used if not name.startswith(builtin)} <= declared


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "alignments").glob("*.ttl")), ids=lambda path: path.stem)
def test_alignments_speak_of_terms_that_exist(path: Path, ontology: Graph) -> None:
    text = path.read_text(encoding="utf-8")
    named = {URIRef(ids.NS + name) for name in re.findall(r"\bcw:([A-Za-z][\w-]*)", text)}
    assert named
    assert named <= own_terms(ontology)
    assert len(Graph().parse(path)) > 0
