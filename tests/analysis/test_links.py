"""What is known of two documents: one of four things, said in words of its own, with the rows that say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

import crosswalk
from crosswalk.analysis.catalogue import Filters
from crosswalk.analysis.claims import claims
from crosswalk.analysis.coverage import Coverage, compared, coverage
from crosswalk.analysis.gaps import gaps
from crosswalk.analysis.links import answers_for_pair, missing_of, nearest_id, pair_of
from crosswalk.analysis.mappings import assertions
from crosswalk.analysis.matrix import matrix
from crosswalk.headline import headline
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Pair
from crosswalk.wording import apart
from tests.support import results

DOCUMENT = """\
id: {name}-1.0
title: Standard {name}
version: "1.0"
publisher: example-body
date: 2025-06-01
status: {{stage: published, as_of: 2026-11-22, seen: primary}}
rights: https://creativecommons.org/licenses/by/4.0/
text_policy: own-words
assessable: [provision]
loaded: 2
total: 2
provisions:
  - {{id: P, label: Principle, kind: principle}}
  - {{id: "{letter}-1", label: First, kind: provision, parent: P, level: shall}}
  - {{id: "{letter}-2", label: Second, kind: provision, parent: P, level: should}}
"""
HEADER = """\
#mapping_set_id: https://w3id.org/ai-security-crosswalk/set/{first}--{second}
#mapping_set_title: {first} to {second}
#license: https://creativecommons.org/licenses/by/4.0/
#creator_label: crosswalk project
#mapping_date: "2026-11-22"
#subject_source: https://w3id.org/ai-security-crosswalk/doc/{first}
#object_source: https://w3id.org/ai-security-crosswalk/doc/{second}
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tcomment
"""
NONE = "sssom:NoTermFound"
FOCUS = "focus-1.0"
#: Of each other document, the rows between it and the focal one: subject, predicate, modifier, object.
ROWS = {
    "denied": [("focus-1.0:F-1", "skos:exactMatch", "Not", "denied-1.0:D-1")],
    "unequal": [("focus-1.0:F-1", "skos:exactMatch", "", NONE)],
    "vanished": [("focus-1.0:F-1", "skos:exactMatch", "", "vanished-1.0:v-1")],
    "lost": [("focus-1.0:F-9", "skos:relatedMatch", "", NONE)],
    "searched": [(NONE, "skos:relatedMatch", "", "searched-1.0:S-1")],
    "citing": [("citing-1.0:C-1", "dcterms:references", "", "focus-1.0:F-1")],
    "cited": [("focus-1.0:F-1", "dcterms:references", "", "cited-1.0:C-1")],
    "heading": [("focus-1.0:P", "skos:relatedMatch", "", NONE)],
    "empty": [("focus-1.0:F-1", "skos:relatedMatch", "", NONE), ("focus-1.0:F-2", "skos:relatedMatch", "", NONE)],
    "near": [("focus-1.0:F-1", "skos:exactMatch", "", "near-1.0:N-1")],
    "alone": [],
}
FOR = "It is not known what the 2 provisions of focus-1.0 have in common with "
SAID = {
    "denied": (
        Pair.ONLY_LINKED,
        f"{FOR}R. One mapping says only that focus-1.0:F-1 does not ask for the same as R:D-1.",
    ),
    "unequal": (
        Pair.ONLY_LINKED,
        f"{FOR}R. One mapping says only that R has nothing equal to focus-1.0:F-1, which leaves other relations open.",
    ),
    "vanished": (
        Pair.ONLY_LINKED,
        f"{FOR}R. A mapping names R:v-1, which does not exist here or is withdrawn; the nearest is R:V-1.",
    ),
    "lost": (
        Pair.ONLY_LINKED,
        f"{FOR}R. A mapping names focus-1.0:F-9, which does not exist here or is withdrawn; the nearest is focus-1.0:F-2.",
    ),
    "searched": (
        Pair.ONLY_LINKED,
        f"{FOR}R. 1 provision of R has no counterpart in focus-1.0, which says nothing the other way round.",
    ),
    "citing": (Pair.ONLY_LINKED, f"{FOR}R. focus-1.0 is cited in 1 place of R."),
    "cited": (Pair.ONLY_LINKED, f"{FOR}R: 1 is only cited; 1 has not been looked at yet."),
    "heading": (
        Pair.ONLY_LINKED,
        f"{FOR}R. 1 mapping is about headings or other parts, which says nothing of these provisions.",
    ),
    "empty": (Pair.COMPARED, "None of the 2 provisions of focus-1.0 has a counterpart in R."),
    "near": (
        Pair.COMPARED,
        "1 of the 2 provisions of focus-1.0 is covered or partly covered by R; 1 has not been looked at yet.",
    ),
    "far": (
        Pair.ONLY_DERIVED,
        "For 1 of the 2 provisions of focus-1.0, an overlap with R only follows from other mappings; "
        "1 has not been looked at yet. 1 of these answers is carried from an equal provision of near-1.0.",
    ),
    "alone": (Pair.NOT_COMPARED, "Nobody has compared the 2 provisions of focus-1.0 with R."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which every pair is known in another way."""
    made = tmp_path_factory.mktemp("links")
    (made / "data" / "documents").mkdir(parents=True)
    (made / "mappings" / "curated").mkdir(parents=True)
    body = "- {id: example-body, name: Example Body, kind: standards-body}\n"
    (made / "data" / "organisations.yaml").write_text(body, encoding="utf-8")
    for name in ("focus", "far", *ROWS):
        text = DOCUMENT.format(name=name, letter=name[0].upper())
        (made / "data" / "documents" / f"{name}-1.0.yaml").write_text(text, encoding="utf-8")
    sets = {(FOCUS, f"{name}-1.0"): rows for name, rows in ROWS.items() if rows and name != "citing"}
    sets["citing-1.0", FOCUS] = ROWS["citing"]
    sets["near-1.0", "far-1.0"] = [("near-1.0:N-1", "skos:broadMatch", "", "far-1.0:F-1")]
    for (first, second), rows in sets.items():
        lines = ["\t".join((*row, "semapv:ManualMappingCuration", "Made for a test.")) for row in rows]
        text = HEADER.format(first=first, second=second) + "\n".join(lines) + "\n"
        (made / "mappings" / "curated" / f"{first}--{second}.sssom.tsv").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def small(folder: Path) -> Crosswalk:
    return crosswalk.load([folder], only_data=True)


def every(small: Crosswalk) -> Iterator[Coverage]:
    yield from coverage(small, FOCUS)


def test_every_other_document_is_said_alike(small: Crosswalk) -> None:
    found = {one.reference.removesuffix("-1.0"): one for one in every(small)}
    assert found.keys() == SAID.keys()
    for name, (pair, sentence) in SAID.items():
        assert (found[name].pair, headline(found[name], Filters()).replace(f"{name}-1.0", "R")) == (pair, sentence)


def test_what_was_compared_is_what_the_pair_says(small: Crosswalk) -> None:
    """A finding about a heading is known of the document, and of none of its provisions."""
    pairs = {one.reference: one.pair for one in every(small)}
    assert pairs["heading-1.0"] is Pair.ONLY_LINKED
    assert set(compared(small, FOCUS)) == {"empty-1.0", "near-1.0"}
    assert {name for name, pair in pairs.items() if pair is Pair.COMPARED} == set(compared(small, FOCUS))
    cells = {cell.reference: cell for cell in matrix(small) if cell.focal == FOCUS}
    assert {name: cell.pair for name, cell in cells.items()} == pairs
    assert {name: cell.met for name, cell in cells.items() if cell.met is not None} == {
        "empty-1.0": 0,
        "near-1.0": 1,
        "far-1.0": 1,
    }


def test_what_is_derived_counts_only_where_it_is_asked_for(small: Crosswalk) -> None:
    [plain] = coverage(small, FOCUS, "far-1.0", derived=False)
    assert plain.pair is Pair.ONLY_DERIVED, "what is equal carries its answer"
    assert plain.counts["covered"] == 1


def test_a_filter_leaves_what_is_known_of_the_pair(small: Crosswalk) -> None:
    filters = Filters(level="should")
    [found] = coverage(small, FOCUS, "near-1.0", filters=filters)
    assert (found.pair, found.is_known) == (Pair.COMPARED, False)
    assert headline(found, filters) == (
        "It is not known what the only should provision of focus-1.0 has in common with near-1.0. "
        "In all, 1 of the 2 is covered or partly covered by near-1.0; 1 has not been looked at yet."
    )
    assert "Compared, but not in what is counted here: near-1.0." in apart([found])


def test_articles_answer_where_paragraphs_are_asked_for(shipped: Crosswalk) -> None:
    [found] = coverage(shipped, "eu-ai-act-2024", "etsi-en-304-223-2.1.1", kinds="paragraph")
    [whole] = coverage(shipped, "eu-ai-act-2024", "etsi-en-304-223-2.1.1")
    assert (found.is_known, found.pair) == (False, Pair.COMPARED)
    sentence = headline(found, Filters())
    assert f"Compared by article: {whole.met} of the {whole.total} are covered or partly covered by " in sentence


def test_the_lists_beside_several_answers(small: Crosswalk) -> None:
    assert list(apart(coverage(small, FOCUS))) == [
        "What is known only follows from other mappings: far-1.0.",
        "Linked, but not compared: cited-1.0, citing-1.0, denied-1.0, heading-1.0, lost-1.0, searched-1.0, unequal-1.0 and "
        "vanished-1.0.",
        "Nobody has compared focus-1.0 with alone-1.0.",
    ]


def test_an_end_that_does_not_exist_has_its_nearest(small: Crosswalk) -> None:
    [found] = coverage(small, FOCUS, "vanished-1.0")
    [missing] = missing_of(small, found.link.rows)
    assert (missing.end, missing.nearest) == ("vanished-1.0:v-1", "vanished-1.0:V-1")
    assert nearest_id(small, "vanished-1.0:nothing-like-it") is None
    assert gaps(small, FOCUS, "vanished-1.0")[0].nearest == "vanished-1.0:V-1"
    [turned] = coverage(small, "vanished-1.0", FOCUS)
    assert [one.end for one in turned.link.missing] == ["vanished-1.0:v-1"]


def test_a_carried_answer_compares_two_documents_only_where_all_is_equal(shipped: Crosswalk) -> None:
    [part] = coverage(shipped, "dsit-ai-code-2025", "ibm-risk-atlas-2026-07")
    assert (part.pair, part.met) == (Pair.ONLY_DERIVED, 6)
    [whole] = coverage(shipped, "etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023")
    assert whole.pair is Pair.COMPARED
    carried = [answer.mappings[0] for answer in whole.answers]
    assert all(row.carried_from and answers_for_pair(shipped, row, whole.focal) for row in carried)
    towards = claims(shipped, part.focal)[part.reference]
    assert pair_of(shipped, part.focal, towards, []) is Pair.ONLY_LINKED, "without its answers only the rows are left"


def test_a_document_and_its_equal_edition_have_been_compared_with_the_same(shipped: Crosswalk) -> None:
    code, edition = "dsit-ai-code-2025", "etsi-en-304-223-2.1.1"
    found = [
        {one.reference for one in coverage(shipped, focal) if one.pair is Pair.COMPARED} - {code, edition}
        for focal in (code, edition)
    ]
    assert "eu-ai-act-2024" in found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("focal", "reference"),
    [
        ("g7-hiroshima-conduct-2023", "dsit-ai-code-2025"),
        ("g7-hiroshima-conduct-2023", "etsi-en-304-223-2.1.1"),
        ("iso-iec-27001-2022", "dsit-ai-code-2025"),
        ("iso-iec-27001-2022", "etsi-en-304-223-2.1.1"),
        ("nsa-deploying-ai-securely-2024", "dsit-ai-code-2025"),
    ],
)
def test_a_document_that_is_cited_says_in_how_many_places(shipped: Crosswalk, focal: str, reference: str) -> None:
    """A heading that cites is one place: what is below it is answered with *cited*, and cites nothing itself."""
    [here], [there] = coverage(shipped, focal, reference), coverage(shipped, reference, focal)
    cited = {row.subject for row in assertions(shipped, reference) if row.object == focal and row.relation == "cites"}
    assert 0 < len(cited) <= there.counts["cited"]
    places = f"{len(cited)} place{'s' if len(cited) > 1 else ''}"
    assert f"{focal} is cited in {places} of {reference}." in headline(here, Filters())
    assert here.as_json()["cited_by"] == here.link.cited_by == len(cited)


@pytest.mark.parametrize("name", ["denied", "unequal", "vanished", "searched"])
@pytest.mark.parametrize("command", ["coverage -r", "compare", "gaps"])
def test_the_terminal_shows_the_rows(cli: Callable[..., Result], folder: Path, command: str, name: str) -> None:
    verb, *option = command.split()
    told = cli(verb, FOCUS, *option, f"{name}-1.0", "--data", folder, "--only-data")
    assert told.exit_code == 0, told.output
    assert "Nobody has compared" not in told.stdout
    assert f"The rows between {FOCUS} and {name}-1.0" in told.stdout
    assert f"{FOCUS}--{name}-1.0" in told.stdout
    if verb == "coverage":
        [one] = results(
            cli(verb, FOCUS, "-r", f"{name}-1.0", "--data", folder, "--only-data", "--format", "json").stdout
        )
        assert one["pair"] == "only-linked"
        assert ("other_way" in one) == (name == "searched")
