"""One vocabulary: every word, in the order that counts, and the same in the files of the ontology."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF
from rdflib.namespace import SKOS as NS_SKOS

from crosswalk import ids
from crosswalk.algebra import BASE_RELATIONS, Relation, names
from crosswalk.vocabulary import (
    ABOUT_OVERLAP,
    ASSOCIATION,
    JUSTIFICATIONS,
    NO_COUNTERPART,
    NOTHING_FOUND,
    RELATIONS,
    SET_RELATIONS,
    Basis,
    DocumentStage,
    Grade,
    Pair,
    Role,
    Seen,
    Stage,
    Status,
    relation_of,
    share_nobody,
    status_of,
)
from tests.support import ROOT

SKOS = ids.PREFIXES["skos"]
CW = Namespace(ids.NS)


def test_statuses_are_in_the_order_of_precedence() -> None:
    """A finding about overlap outweighs a citation (decision 15; fault A4 had two orders)."""
    assert [status.value for status in Status] == [
        "covered",
        "partial",
        "derived",
        "no-counterpart",
        "cited",
        "unmapped",
    ]
    assert [status.rank for status in Status] == [0, 1, 2, 3, 4, 5]
    assert [status for status in Status if status.is_met] == [Status.COVERED, Status.PARTIAL]


@pytest.mark.parametrize(
    "words", [Status, Grade, Stage, DocumentStage, Seen, Basis, Role], ids=lambda words: words.__name__
)
def test_every_word_is_text_with_a_meaning_of_its_own(words: type[Status]) -> None:
    assert len({word.meaning for word in words}) == len(list(words))
    for word in words:
        assert isinstance(word, str)
        assert word == words.of(word.value)
        assert word.spoken == word.value.replace("-", " ")
        assert len(word.meaning) > 5
    with pytest.raises(ValueError, match="no such word"):
        words.of("no such word")


def test_every_base_relation_has_a_word_with_its_mask() -> None:
    for base in BASE_RELATIONS:
        [name] = names(base)
        assert RELATIONS[name].mask is base
    assert RELATIONS["related"].mask is Relation.RELATED
    without_set_meaning = {"cites", "not-associated"}
    assert set(RELATIONS) - without_set_meaning - NOTHING_FOUND == SET_RELATIONS == ABOUT_OVERLAP - NOTHING_FOUND
    assert NO_COUNTERPART in NOTHING_FOUND


@pytest.mark.parametrize(
    ("predicate", "modifier", "nothing", "relation", "status"),
    [
        ("exactMatch", "", False, "equal", "covered"),
        ("broadMatch", "", False, "subset-of", "covered"),
        ("narrowMatch", "", False, "superset-of", "partial"),
        ("relatedMatch", "", False, "intersects-with", "partial"),
        ("closeMatch", "", False, "related", "partial"),
        ("relatedMatch", "Not", False, "no-relationship", "unmapped"),
        ("closeMatch", "Not", False, "no-relationship", "unmapped"),
        ("exactMatch", "Not", False, "not-equal", "unmapped"),
        ("broadMatch", "Not", False, "not-subset-of", "unmapped"),
        ("narrowMatch", "Not", False, "not-superset-of", "unmapped"),
        ("mappingRelation", "Not", False, "not-associated", "unmapped"),
        ("relatedMatch", "", True, "no-counterpart", "no-counterpart"),
        ("closeMatch", "", True, "no-counterpart", "no-counterpart"),
        ("exactMatch", "", True, "nothing-equal", "unmapped"),
        ("broadMatch", "", True, "nothing-subset-of", "unmapped"),
        ("mappingRelation", "", True, "nothing-associated", "unmapped"),
        ("mappingRelation", "", False, ASSOCIATION, "cited"),
    ],
)
def test_what_a_row_asserts(predicate: str, modifier: str, nothing: bool, relation: str, status: str) -> None:
    assert relation_of(SKOS + predicate, modifier, nothing_found=nothing) == relation
    assert status_of(relation) == status


def test_a_citation_and_any_association_count_alike() -> None:
    assert relation_of(ids.PREFIXES["dcterms"] + "references", "", nothing_found=False) == "cites"
    assert status_of("cites") == status_of("mitigates") == Status.CITED


def shape(name: str) -> str:
    return (ROOT / "ontology" / "shapes" / f"{name}.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("unknown-status", DocumentStage),
        ("unknown-status", Seen),
        ("unknown-work-stage", Stage),
        ("unknown-work-stage", Seen),
        ("grade-missing", Grade),
        ("unknown-basis", Basis),
    ],
)
def test_the_rules_allow_the_words_of_the_vocabulary(rule: str, words: type[Stage]) -> None:
    allowed = [set(re.findall(r'"([^"]+)"', found)) for found in re.findall(r"sh:in \(([^)]*)\)", shape(rule))]
    assert set(words) in allowed


def test_the_rule_allows_the_justifications_of_the_vocabulary() -> None:
    assert set(re.findall(r"^\s+semapv:(\w+)$", shape("unknown-justification"), re.MULTILINE)) == JUSTIFICATIONS


def test_the_ontology_has_an_individual_for_every_relation() -> None:
    text = (ROOT / "ontology" / "crosswalk.ttl").read_text(encoding="utf-8")
    for name in [*RELATIONS, ASSOCIATION]:
        assert re.search(rf"^cw:{re.escape(name)}\s", text, re.MULTILINE), name


def test_the_ontology_has_an_individual_for_every_role_with_the_same_words() -> None:
    graph = Graph().parse(ROOT / "ontology" / "crosswalk.ttl")
    known = set(graph.subjects(RDF.type, CW.StakeholderRole))
    assert known == {CW[role] for role in Role}
    for role in Role:
        definition = str(graph.value(CW[role], NS_SKOS.definition))
        assert definition == f"{role.meaning[0].upper()}{role.meaning[1:]}."
        assert set(graph.objects(CW[role], CW.akinTo)) == {CW[other] for other in role.akin}
        assert list(graph.objects(CW[role], DCTERMS.source)), role


@pytest.mark.parametrize(
    ("some", "others", "nobody"),
    [
        (["developer"], ["deployer"], True),
        (["provider"], ["developer"], False),
        (["provider"], ["model-provider"], False),
        (["provider"], ["deployer"], True),
        (["deployer"], ["system-operator"], False),
        (["importer"], ["developer", "system-operator"], True),
        (["importer", "provider"], ["developer"], False),
        (["governance"], ["deployer"], False),
        ([], ["deployer"], None),
        (["deployer"], [], None),
    ],
)
def test_who_is_somebody_else(some: list[str], others: list[str], nobody: bool | None) -> None:
    assert share_nobody(some, others) is share_nobody(others, some) is nobody


def test_no_room_but_the_vocabulary_lists_statuses() -> None:
    """A status is added in one place: no other module spells two of them out (fault: 22 files did)."""
    quoted = re.compile(r"""["'](covered|partial|derived|no-counterpart|cited|unmapped)["']""")
    for path in sorted((ROOT / "crosswalk").rglob("*.py")):
        if path.name == "vocabulary.py":
            continue
        code = re.sub(r'"""(.|\n)*?"""', "", path.read_text(encoding="utf-8"))
        assert len(set(quoted.findall(code)) - {"derived"}) < 2, path


def readme_statuses() -> tuple[str, list[str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    number, table = re.findall(r"^## (\w+) statuses\n(.*?)^(?=The relations)", text, re.MULTILINE | re.DOTALL)[0]
    return number, re.findall(r"^\| ([a-z ]+) \|", table, re.MULTILINE)[1:]


def test_the_readme_names_every_status_once_and_in_order() -> None:
    number, words = readme_statuses()
    assert words == [status.spoken for status in Status]
    assert ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"].index(number) == len(Status)


def enums(part: object) -> Iterator[list[object]]:
    """Yield every list of words that a schema allows."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("enum", "required") and isinstance(value, list):
                yield value
            yield from enums(value)
    elif isinstance(part, list):
        for value in part:
            yield from enums(value)


def test_the_schemas_name_the_words_of_the_vocabulary() -> None:
    found = dict.fromkeys((Status, Pair), 0)
    for path in sorted((ROOT / "docs" / "schemas").glob("*.json")):
        for allowed in enums(json.loads(path.read_text(encoding="utf-8"))):
            for words in found:
                if set(words) & set(allowed):
                    every = [word for word in words if word is not Status.COVERED or path.stem != "gaps"]
                    assert [word for word in allowed if word is not None] == every, path
                    found[words] += 1
    assert found[Status] >= 5
    assert found[Pair] == 2


def test_every_status_has_a_phrase_and_says_whether_it_compares() -> None:
    for number in (1, 2):
        assert len({status.phrase(number) for status in Status}) == len(Status)
    assert [status for status in Status if status.is_compared] == [
        Status.COVERED,
        Status.PARTIAL,
        Status.NO_COUNTERPART,
    ]


@pytest.mark.parametrize("word", ["Status", "Pair", "Cause"])
def test_a_new_word_is_refused_by_the_type_check_wherever_words_are_told_apart(word: str) -> None:
    """Each `match` over these words ends in assert_never, so that mypy names the places that a new word must go to."""
    found = 0
    for path in sorted((ROOT / "crosswalk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Match) and f"{word}." in "".join(ast.unparse(case.pattern) for case in node.cases):
                found += 1
                assert ast.unparse(node.cases[-1]).startswith("case _:\n    assert_never("), (path, node.lineno)
    assert found >= 1


def test_that_nobody_has_compared_is_said_in_one_place() -> None:
    said = {
        str(path.relative_to(ROOT / "crosswalk"))
        for path in (ROOT / "crosswalk").rglob("*.py")
        if "obody has compared" in re.sub(r'"""(.|\n)*?"""|#.*', "", path.read_text(encoding="utf-8"))
    }
    assert said == {"vocabulary.py", "wording.py"}


_PLURAL = re.compile(
    r" (?:more |other |loaded )*(?:things|units|rules|rows|pairs|sets|paths|events|steps|items|changes|classes|ends|triples"
    r"|documents|provisions|mappings|assertions|relations|individuals|mapping sets|work items|parent links)\b"
)


def test_no_sentence_has_a_plural_after_a_number_that_may_be_one() -> None:
    """A number and its noun are written by `quantity`; after “All” and “at most” a plural is right."""
    checked = 0
    for path in (ROOT / "crosswalk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                for before, number, after in zip(["", *parts], parts, parts[1:], strict=False):
                    if number is None and after is not None:
                        checked += 1
                        right = str(before or "").endswith(("All ", "at most "))
                        assert right or not _PLURAL.match(str(after)), (path, node.lineno, after)
    assert checked > 500
