"""What provisions ask, as it is read: each ask with its condition and verb, what was found in each provision, and that
files with faults are one sentence each.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import crosswalk
from crosswalk.analysis.asked import answer_of
from crosswalk.analysis.asks import asks, asks_by_document, measure_sets, measures, read_against, readings, rows
from crosswalk.analysis.catalogue import documents, mapping_sets, provision_index, stats
from crosswalk.files.model import AskEntry
from crosswalk.sources import Layout, read_sources
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import THEMES, Holding, Reading, Role
from tests.support import ROOT

FOLDER = ROOT / "tests" / "analysis" / "inputs" / "asks"
HEAD = "id\task\ttheme\twhen\tlevel\tnote\n"


@pytest.fixture(scope="module")
def small() -> Crosswalk:
    return crosswalk.load(FOLDER, only_data=True)


def test_asks_are_in_the_order_of_the_document_with_verb_and_condition(small: Crosswalk) -> None:
    found = asks(small, "alpha-1.0")
    assert [one.number for one in found] == ["1#1", "1#2", "2#1", "2#2", "4#1", "4#2"]
    assert [one.level for one in found] == ["shall", "shall", "shall", "should", "shall", "shall"]
    assert found[2].when == "medical models"
    assert found[3].is_umbrella
    assert found[3].parts == ("alpha-1.0:1#1", "alpha-1.0:2")
    assert asks(small, "twin-2.0") == ()


def test_every_provision_that_was_read_says_what_was_found(small: Crosswalk) -> None:
    found = readings(small)
    assert found["alpha-1.0:1"].reading is Reading.ASKS
    assert (found["alpha-1.0:3"].reading, found["alpha-1.0:3"].why) == (Reading.NO_ASK, "scope")
    assert found["alpha-1.0:4"].remainders == ("the fees of Annex Z",)
    assert found["gamma-1.0:y"].reading is Reading.NOT_READ
    assert "twin-2.0:9.1" not in found


def test_rows_lead_from_asks_to_measures_and_say_what_more_is_asked(small: Crosswalk) -> None:
    assert [measure.id for measure in measures(small).values()] == [
        f"measures-2026:{name}" for name in ("model-list", "pre-release-test", "input-filter")
    ]
    [contains] = [row for row in rows(small) if row.ask == "alpha-1.0:1#2"]
    assert (contains.holding, contains.beside, contains.grade) == (
        Holding.CONTAINS,
        "kept up to date each month",
        "E",
    )
    assert {row.holding for row in rows(small)} == set(Holding)
    assert measure_sets(small)["alpha-1.0--measures-2026"].basis == "full-text"
    assert read_against(small)["alpha-1.0"] == {"beta-1.0", "gamma-1.0"}
    assert read_against(small)["gamma-1.0"] == frozenset()


def test_nothing_that_counts_provisions_or_mappings_meets_an_ask(small: Crosswalk) -> None:
    assert {entry.id for entry in documents(small)} == {"alpha-1.0", "beta-1.0", "gamma-1.0", "twin-2.0"}
    assert len(provision_index(small, "alpha-1.0")) == 4
    assert [entry.id for entry in mapping_sets(small)] == ["twin-2.0--alpha-1.0"]
    assert stats(small).mappings == 4
    [covered] = crosswalk.coverage(small, "alpha-1.0", "beta-1.0")
    assert not covered.is_known


def test_a_row_can_name_a_reviewer_and_is_graded_so(tmp_path: Path) -> None:
    _copy(tmp_path)
    file = tmp_path / "mappings/measures/gamma-1.0--measures-2026.sssom.tsv"
    text = file.read_text(encoding="utf-8").replace("\tbeside\n", "\tbeside\treviewer_label\n")
    text = text.replace("ManualMappingCuration\t\n", "ManualMappingCuration\t\tJane Doe\n")
    text = text.replace("\tin operation too\n", "\tin operation too\tJane Doe\n")
    file.write_text(text, encoding="utf-8")
    found = rows(crosswalk.load(tmp_path, only_data=True))
    assert {(row.grade, row.reviewer) for row in found if row.ask.startswith("gamma")} == {("D", "Jane Doe")}


def _copy(folder: Path) -> None:
    for file in FOLDER.rglob("*.*"):
        target = folder / file.relative_to(FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1#1\tkeep\ttestin\t\t\t", "“testin” is not a theme. Did you mean testing"),
        ("1#1\t\ttesting\t\t\t", "has no text"),
        ("1#1\tkeep\ttesting\t\tmust\t", "“must” is not a level"),
        ("1\tkeep\ttesting\t\t\t", "write an ask with a number, as in 1#1"),
        ("1\tkeep\tno ask\t\t\tscope", "is not an ask, so it has no text"),
        ("1\t\tno ask\t\t\t", "say why in the note"),
        ("1#1\tsecure it\tumbrella\t\t\tall of it", "write two or more parts of the umbrella"),
        ("1#1\tsecure it\tumbrella\t\t\tparts: 2#1; all of it", "write two or more parts of the umbrella"),
        ("1#01\tkeep\ttesting\t\t\t", "is neither the id of a provision nor of an ask"),
        ("1/2#1\tkeep\ttesting\t\t\t", "is neither the id of a provision nor of an ask"),
        ("1#1\tkeep\ttesting\t\t", "5 cells, the first line 6 columns; a tab or a cell is missing"),
        ("1#1\tkeep\ttesting\t\t\t\t", "7 cells, the first line 6 columns; remove the surplus tab"),
        ("1#1\tkeep\ttesting\t\t\t\n1#1\tlose\ttesting\t\t\t", "is on line 2 already; keep one"),
    ],
)
def test_what_is_wrong_with_a_row_is_one_sentence_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    _copy(tmp_path)
    file = tmp_path / "data/asks/beta-1.0.tsv"
    file.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    faults = [fault for fault in read_sources(Layout.of(tmp_path, only_data=True)).report if "asks" in fault.file]
    [fault] = faults
    assert says in fault.message
    assert fault.line == 2 + line.count("\n")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1#1\tkeep\ttesting\t\t\t\tdeplyer", "“deplyer” is not a role. Did you mean deployer"),
        ("1#1\tkeep\ttesting\t\t\t\tdeployer xyzzy", "“xyzzy” is not a role. docs/data-model.md lists the roles."),
        ("1\t\tno ask\t\t\tscope\tdeployer", "is not an ask, so it has no text, condition, level or subject"),
        ("1#1\tkeep\ttesting\t\t\t", "6 cells, the first line 7 columns; a tab or a cell is missing"),
    ],
)
def test_what_is_wrong_with_a_subject_is_one_sentence_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    _copy(tmp_path)
    head = HEAD.replace("\n", "\tsubject\n")
    (tmp_path / "data/asks/beta-1.0.tsv").write_text(f"{head}{line}\n", encoding="utf-8")
    report = read_sources(Layout.of(tmp_path, only_data=True)).report
    [fault] = [fault for fault in report if "asks" in fault.file]
    assert says in fault.message
    assert fault.line == 2


def test_an_ask_says_who_must_do_it_or_leaves_that_to_its_provision(small: Crosswalk) -> None:
    """Beta has a column for it, alpha has none; each of their provisions is addressed to developers."""
    assert {one.number: one.roles for one in asks(small, "beta-1.0")} == {
        "A#1": ("deployer",),
        "A#2": ("deployer", "importer"),
        "B#1": ("developer",),
        "B#2": ("provider",),
    }
    assert {one.roles for one in asks(small, "alpha-1.0")} == {("developer",)}


def test_who_must_do_it_makes_no_row_stale() -> None:
    one = AskEntry("1#1", "keep a list", "testing")
    assert replace(one, roles=("deployer",)).content_hash() == one.content_hash()
    assert replace(one, level="shall").content_hash() != one.content_hash()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id\tevidence\n", "The first line must name the columns id, evidence, theme"),
        ("id\tevidence\ttheme\na\tevery a\ttesting\na\tevery b\ttesting\n", "is there already"),
        ("id\tevidence\ttheme\na b\tevery a\ttesting\n", "is not an id"),
        ("id\tevidence\ttheme\na\t\ttesting\n", "has no sentence of evidence"),
        ("id\tevidence\ttheme\na\tevery a\ttraning\n", "Did you mean training"),
    ],
)
def test_what_is_wrong_with_a_measure_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    _copy(tmp_path)
    (tmp_path / "data/measures/measures-2026.tsv").write_text(text, encoding="utf-8")
    faults = [fault for fault in read_sources(Layout.of(tmp_path, only_data=True)).report if "measures" in fault.file]
    assert any(says in fault.message for fault in faults), faults


def test_shipped_asks_are_in_our_form(shipped: Crosswalk) -> None:
    known = asks_by_document(shipped)
    assert len(known) >= 6
    for document, many in known.items():
        index = provision_index(shipped, document)
        for one in many:
            assert one.provision in index, one.id
            assert one.is_umbrella or one.theme in THEMES, one.id
            assert len(one.text.split()) <= 30, one.id
            assert not one.text.endswith("."), one.id
            known_ends = {end.id for end in many} | set(index)
            assert set(one.parts) <= known_ends, one.id
            assert len(one.parts) >= 2 if one.is_umbrella else not one.parts, one.id


def test_every_ask_of_the_act_says_who_must_do_it_and_whether_it_must(shipped: Crosswalk) -> None:
    """What is only a right or an option of somebody has no *shall*: three asks, which a reader can look up."""
    found = asks(shipped, "eu-ai-act-2024")
    assert [one.id for one in found if not one.roles or not set(one.roles) <= set(Role)] == []
    assert [(one.number, one.level) for one in found if one.level != "shall"] == [
        ("Art-52#4", "may"),
        ("Art-60#27", None),
        ("Art-60#28", None),
    ]
    of = {one.number: one.roles for one in found}
    assert of["Art-26(5)#1"] == of["Art-50(4)#1"] == ("deployer",)
    assert of["Art-50(1)#1"] == of["Art-15(5)#3"] == of["Annex-IV(1)(a)#1"] == ("provider",)
    assert of["Art-55(1)(d)#1"] == of["Annex-XI-1(2)(c)#1"] == ("model-provider",)
    assert of["Art-5#1"] == of["Art-4#1"] == ("deployer", "provider")
    assert (of["Art-23#2"], of["Art-24#1"]) == (("importer",), ("distributor",))


def test_who_must_do_it_is_stated_where_the_text_names_somebody(shipped: Crosswalk) -> None:
    """Every control of the Risk Map names personas; no task of SP 800-218A names a producer or acquirer."""
    assert all(one.roles for one in asks(shipped, "cosai-risk-map-2026-08"))
    assert not any(one.roles for one in asks(shipped, "nist-sp-800-218a"))
    curators = [one for one in asks(shipped, "cisa-ai-data-security-2025") if one.when == "curators"]
    assert {one.roles for one in curators} == {("data-provider",)}


def test_every_unit_of_a_shipped_document_has_a_status(shipped: Crosswalk) -> None:
    found = readings(shipped)
    for document in asks_by_document(shipped):
        units = [name for name, one in provision_index(shipped, document).items() if one.assessable]
        assert [name for name in units if name not in found] == []


def test_every_shipped_measure_joins_two_documents_and_proves_something(shipped: Crosswalk) -> None:
    of: dict[str, set[tuple[str, Holding]]] = {}
    for row in rows(shipped):
        of.setdefault(row.measure, set()).add((row.ask.partition(":")[0], row.holding))
    catalogue = measures(shipped)
    assert len({measure.evidence for measure in catalogue.values()}) == len(catalogue)
    for name, measure in catalogue.items():
        assert measure.evidence.startswith("every "), name
        assert len(measure.evidence.split()) <= 26, name
        pairs = permutations(of.get(name, ()), 2)
        follows = [answer_of(here, there) for (one, here), (other, there) in pairs if one != other]
        assert any(follows), name


def test_no_shipped_row_is_about_an_umbrella_or_missing_end(shipped: Crosswalk) -> None:
    umbrellas = {one.id for many in asks_by_document(shipped).values() for one in many if one.is_umbrella}
    written = crosswalk.ask(shipped, "ask-rows", document=list(asks_by_document(shipped))).rows
    related = crosswalk.ask(shipped, "ask-relations").rows
    assert len(written) == len(related) == len(rows(shipped)) > 1000
    assert not umbrellas & {row.ask for row in rows(shipped)}
    assert all(row.beside for row in rows(shipped) if row.holding in (Holding.CONTAINS, Holding.OVERLAPS))
