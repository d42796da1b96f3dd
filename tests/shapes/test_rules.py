"""Each quality rule is one shape file, and is broken by its bad examples, only by them, and not by its good one."""

from pathlib import Path

import pytest
from rdflib import Graph

from crosswalk.sources import Layout, shipped_root
from crosswalk.validation import broken_rules, load_shapes, shape_files

HERE = Path(__file__).parent
RULES = [path.stem for path in shape_files(Layout())]
ONTOLOGY = Graph().parse(shipped_root() / "ontology" / "crosswalk.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(Layout())


def rules_broken_by(example: Path, shapes: Graph) -> set[str]:
    data = Graph()
    data += ONTOLOGY
    data.parse(example)
    results = broken_rules(data, shapes)
    for result in results:
        assert result.message.endswith(".")
        assert "{" not in result.message
        assert result.focus
    return {result.rule for result in results}


def test_every_rule_has_its_two_examples() -> None:
    assert len(RULES) >= 15
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: str, shapes: Graph) -> None:
    assert rules_broken_by(HERE / rule / "good.ttl", shapes) == set()
    broken = sorted((HERE / rule).glob("bad*.ttl"))
    assert HERE / rule / "bad.ttl" in broken
    for example in broken:
        assert rules_broken_by(example, shapes) == {rule}, example.name


def test_the_shapes_are_themselves_well_formed(shapes: Graph) -> None:
    import pyshacl

    conforms, _, _ = pyshacl.validate(Graph(), shacl_graph=shapes, advanced=True, meta_shacl=True)
    assert conforms
