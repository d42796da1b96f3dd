"""What `check` finds is what pySHACL finds alone, and what is found for a path is what is found for everything."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal

from crosswalk.sources import Layout, read_sources, shipped_root
from crosswalk.store import build
from crosswalk.validation import broken_rules, check, load_shapes, validate_sources
from crosswalk.validation.graphs import copied, from_ox, to_ox, viewed
from crosswalk.validation.paths import only_under, reportable
from crosswalk.validation.suspects import suspects

HERE = Path(__file__).parent
SOUND = HERE / "corruptions" / "sound"
FOLDERS = sorted((HERE / "corruptions").iterdir())
EXAMPLES = sorted((HERE.parent / "shapes").glob("*/*.ttl"))
HEAD = """@prefix ex: <https://example.org/> .
@prefix cw: <https://w3id.org/ai-security-crosswalk/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
THINGS = (
    HEAD
    + """
ex:Sub rdfs:subClassOf ex:Thing .
ex:1 a ex:Thing ; ex:name "One" ; ex:size 1 , 7 ; ex:limit 5 ; ex:near ex:2 ; ex:word "one"@en ; ex:odd "one" .
ex:2 a ex:Sub ; ex:name "two" , "Zwei" , "deux" ; ex:size 2.5 ; ex:limit 9 ; ex:near ex:3 ; ex:odd 3 ; ex:day "2026-13-40"^^xsd:date .
ex:3 a ex:Other ; ex:name "" ; ex:size "big" ; ex:limit 0 ; ex:near ex:1 , "nowhere" ; ex:word "A\\n" ; ex:same ex:1 .
ex:4 a ex:Thing ; ex:size 4 ; ex:limit 4 ; ex:near _:blank ; ex:word "B" ; ex:odd ex:1 ; ex:day "2026-01-01"^^xsd:date .
_:blank a ex:Thing ; ex:name "Nameless" ; ex:size 8 ; ex:same "8" .
"""
)
#: Constraints on a property shape of ex:Thing, and whether the questions understand them.
CONSTRAINTS = {
    "sh:path ex:name ; sh:minCount 1": True,
    "sh:path ex:name ; sh:minCount 2": False,
    "sh:path ex:name ; sh:maxCount 0": True,
    "sh:path ex:name ; sh:maxCount 1": True,
    "sh:path ex:name ; sh:maxCount 2": True,
    'sh:path ex:name ; sh:in ( "One" "two" )': True,
    "sh:path ex:size ; sh:in ( 1 2.5 )": False,
    'sh:path ex:name ; sh:in ( "One"^^xsd:string )': False,
    'sh:path ex:name ; sh:hasValue "One"': True,
    "sh:path ex:near ; sh:hasValue ex:2": True,
    "sh:path ex:near ; sh:class ex:Thing": True,
    "sh:path ex:near ; sh:class ex:Thing ; sh:class ex:Sub": True,
    'sh:path ex:word ; sh:pattern "^[a-z]+$"': True,
    'sh:path ex:name ; sh:pattern "^O" ; sh:flags "i"': True,
    'sh:path ex:near ; sh:pattern "example"': True,
    'sh:path ex:word ; sh:pattern "(?<=o)n"': True,
    "sh:path ex:name ; sh:minLength 4": True,
    "sh:path ex:odd ; sh:maxLength 2": True,
    "sh:path ex:near ; sh:minLength 1": True,
    "sh:path ex:size ; sh:minInclusive 2": True,
    "sh:path ex:size ; sh:maxInclusive 7.0": True,
    "sh:path ex:size ; sh:minExclusive 1": True,
    "sh:path ex:odd ; sh:maxExclusive 5": True,
    'sh:path ex:day ; sh:minInclusive "2026-06-01"^^xsd:date': False,
    "sh:path ex:size ; sh:lessThan ex:limit": True,
    "sh:path ex:size ; sh:lessThanOrEquals ex:limit": True,
    "sh:path ex:size ; sh:equals ex:limit": True,
    "sh:path ex:size ; sh:disjoint ex:limit": True,
    'sh:path ex:name ; sh:or ( [ sh:in ( "One" ) ] [ sh:pattern "^d" ; sh:minLength 2 ] )': True,
    "sh:path ex:near ; sh:or ( [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ] [ sh:class ex:Other ] )": True,
    'sh:path ex:near ; sh:property [ sh:path ex:name ; sh:maxCount 1 ; sh:pattern "o" ]': True,
    "sh:path ( ex:near ex:name ) ; sh:minCount 1": True,
    "sh:path [ sh:inversePath ex:near ] ; sh:minCount 1": True,
    "sh:path [ sh:zeroOrMorePath ex:near ] ; sh:hasValue ex:4": True,
    "sh:path [ sh:oneOrMorePath ex:near ] ; sh:maxCount 1": True,
    "sh:path [ sh:zeroOrOnePath ex:near ] ; sh:class ex:Sub": True,
    "sh:path [ sh:alternativePath ( ex:name [ sh:inversePath ex:same ] ) ] ; sh:maxCount 1": True,
    "sh:path ex:day ; sh:datatype xsd:date": False,
    "sh:path ex:near ; sh:nodeKind sh:IRI": False,
    "sh:path ex:near ; sh:not [ sh:class ex:Sub ]": False,
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:name ; sh:maxCount 1 ] ]": False,
    'sh:path ex:word ; sh:languageIn ( "en" )': False,
    'sh:path ex:name ; sh:pattern "^Z" ; sh:flags "m"': False,
}
TARGETS = (
    "sh:targetClass ex:Thing",
    "sh:targetClass ex:Thing , ex:Other",
    "sh:targetNode ex:3 , ex:5",
    "sh:targetSubjectsOf ex:near",
    "sh:targetObjectsOf ex:near",
    'sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this <https://example.org/size> ?size }" ]',
)


def shapes_of(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def dataset_of(*contents: bytes) -> ox.Store:
    dataset = ox.Store()
    for number, content in enumerate(contents):
        dataset.load(content, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"urn:graph:{number}"))
    return dataset


@cache
def shipped_shapes() -> Graph:
    return load_shapes(Layout())


def assert_agreement(dataset: ox.Store, shapes: Graph) -> None:
    """Assert that both ways find the same, and something where one of them does."""
    assert Counter(check(dataset, shapes)) == Counter(broken_rules(copied(dataset), shapes))


def test_every_shipped_rule_is_asked_of_all_at_once() -> None:
    ontology = (shipped_root() / "ontology" / "crosswalk.ttl").read_bytes()
    answers = suspects(shipped_shapes(), dataset_of(ontology))
    assert len(answers) > 30
    assert [shape for shape, nodes in answers.items() if nodes is None] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_examples_of_the_rules(example: Path) -> None:
    ontology = (shipped_root() / "ontology" / "crosswalk.ttl").read_bytes()
    assert_agreement(dataset_of(ontology, example.read_bytes()), shipped_shapes())


def test_all_bad_examples_at_once() -> None:
    bad = [path.read_bytes() for path in EXAMPLES if path.stem == "bad"]
    ontology = (shipped_root() / "ontology" / "crosswalk.ttl").read_bytes()
    dataset = dataset_of(ontology, *bad)
    assert len({result.rule for result in check(dataset, shipped_shapes())}) > 30
    assert_agreement(dataset, shipped_shapes())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_corruptions(folder: Path) -> None:
    sources = read_sources(Layout.of([folder], only_data=True))
    assert_agreement(build(sources), load_shapes(sources.layout))


@pytest.mark.slow
def test_corruption_beside_the_shipped_data() -> None:
    """pySHACL alone takes most of a minute over everything that ships."""
    sources = read_sources(Layout.of([HERE / "corruptions" / "dangling-end"]))
    assert_agreement(build(sources), load_shapes(sources.layout))


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_constraints(constraint: str) -> None:
    dataset = dataset_of(THINGS.encode())
    constraint_and_message = f'{constraint} ; sh:message "Not so: {{$value}}."'  # pySHACL's own name lists in any order
    shapes = shapes_of(f"ex:s a sh:PropertyShape ; sh:targetClass ex:Thing ; {constraint_and_message} .")
    [(_, nodes)] = suspects(shapes, dataset).items()
    assert (nodes is not None) == CONSTRAINTS[constraint]
    assert check(dataset, shapes) != []
    assert_agreement(dataset, shapes)
    assert_agreement(
        dataset,
        shapes_of(f"ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ {constraint_and_message} ] ."),
    )


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("constraint", ["sh:path ex:name ; sh:maxCount 1", "sh:path ex:near ; sh:class ex:Thing"])
def test_targets(target: str, constraint: str) -> None:
    shapes = shapes_of(f"ex:s a sh:PropertyShape ; {target} ; {constraint} .")
    dataset = dataset_of(THINGS.encode())
    assert None not in suspects(shapes, dataset).values()
    assert_agreement(dataset, shapes)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("SELECT $this ?value { $this ex:near ?value . FILTER NOT EXISTS { ?value a ex:Thing } }", True),
        (
            "SELECT $this (COUNT(?other) AS ?value) { $this ex:name ?other } GROUP BY $this HAVING (COUNT(?other) > 1)",
            True,
        ),
        ("SELECT $this { $this ex:size ?size . FILTER (?size > 3) }", True),
        (
            "SELECT $this ?value { $this ex:near+ ?value . ?value ex:limit ?low . $this ex:limit ?high . FILTER (?low < ?high) }",
            True,
        ),
        ("SELECT $this ?value { $this ex:name ?value . { SELECT $this { $this ex:size ?size } } }", False),
        ("SELECT ?value { $this ex:near ?value }", False),
    ],
)
def test_queries_of_the_user(text: str, understood: bool) -> None:
    shapes = shapes_of(
        'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] . '
        "ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; "
        f'sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes ex: ; sh:select """{text}""" ] .'
    )
    dataset = dataset_of(THINGS.encode())
    [(_, nodes)] = suspects(shapes, dataset).items()
    assert (nodes is not None) == understood
    assert check(dataset, shapes) != []
    assert_agreement(dataset, shapes)


@pytest.mark.parametrize(
    "text",
    [
        "ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; sh:closed true ; sh:property [ sh:path ex:name ] .",
        "ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; sh:deactivated true ; sh:property [ sh:path ex:none ; sh:minCount 1 ] .",
        "ex:Thing a rdfs:Class , sh:NodeShape ; sh:targetNode ex:3 ; sh:property [ sh:path ex:none ; sh:minCount 1 ] .",
        "ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:new ; sh:minCount 1 ] . "
        "ex:r a sh:NodeShape ; sh:targetNode ex:1 ; sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:new ; sh:object 1 ] .",
    ],
)
def test_what_is_left_to_pyshacl(text: str) -> None:
    assert None in suspects(shapes_of(text), dataset_of(THINGS.encode())).values()
    assert_agreement(dataset_of(THINGS.encode()), shapes_of(text))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_paths(folder: Path) -> None:
    layout = Layout.of([folder], only_data=True)
    sources = read_sources(layout)
    everything = validate_sources(sources)
    for path in (folder, *sorted(path for path in folder.rglob("*") if path.is_file())):
        expected = everything if sources.report.faults else only_under(everything, [str(path)])
        assert validate_sources(sources, [str(path)]) == expected


def test_paths_beside_the_shipped_data() -> None:
    layout = Layout.of([HERE / "corruptions" / "self-mapping"])
    sources = read_sources(layout)
    everything = validate_sources(sources)
    published = shipped_root() / "mappings" / "published"
    for path in (HERE / "corruptions" / "self-mapping", published):
        faults = validate_sources(sources, [str(path)])
        assert faults
        assert faults == only_under(everything, [str(path)])


@pytest.mark.parametrize("file", ["ontology/shapes/mine.ttl", "ontology/mine.ttl"])
def test_statements_and_rules_of_the_user_are_asked_of_everything(file: str, tmp_path: Path) -> None:
    sources = read_sources(Layout.of([SOUND], only_data=True))
    may_be_reported = reportable(sources, [str(SOUND)])
    assert may_be_reported is not None
    assert may_be_reported("https://w3id.org/ai-security-crosswalk/doc/left-1.0")
    assert not may_be_reported("https://w3id.org/ai-security-crosswalk/org/nist")
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(HEAD, encoding="utf-8")
    assert reportable(read_sources(Layout.of([SOUND, tmp_path], only_data=True)), [str(SOUND)]) is None


def test_the_statements_of_a_view_are_counted_once() -> None:
    """pyoxigraph counts them one by one, and pySHACL asks several times for each result: that was quadratic."""

    class Counted:
        times = 0

        def __len__(self) -> int:
            self.times += 1
            return 7

    dataset = Counted()
    view = viewed(dataset)  # type: ignore[arg-type]
    assert [len(view) for _ in range(3)] == [7, 7, 7]
    assert dataset.times == 1


def test_view_is_the_copy_without_the_copying() -> None:
    dataset = dataset_of(THINGS.encode(), THINGS.encode())
    view, copy = viewed(dataset), copied(dataset)
    assert len(list(view)) == len(copy)
    assert set(view) == set(copy)
    for triple in copy:
        assert triple in view
        assert to_ox(from_ox(to_ox(triple[2]))) == to_ox(triple[2])
    assert list(view.triples((Literal("One"), None, None))) == []
    with pytest.raises(TypeError, match="cannot be written to"):
        view.add(next(iter(copy)))
