"""SSSOM of other people's: every row is kept, kept aside with a reason, or refused with file, line and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswalk import ids
from crosswalk.formats.importers import recognised
from crosswalk.formats.importers.folder import write_folder
from crosswalk.formats.importers.gathered import Gathered, Outcome
from crosswalk.formats.importers.sssom.rows import split
from tests.importers.gather import BY_HAND, COLUMNS, HEAD, became, gather, kept, reasons, sssom

ONE = f"X:1\tskos:exactMatch\tY:1\t{BY_HAND}"


def test_documents_nobody_has_are_stubs_with_their_items_and_labels(tmp_path: Path) -> None:
    columns = "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification"
    found = sssom(tmp_path, f"X:a/1\tFirst\tskos:exactMatch\tY:1\t{BY_HAND}", columns=columns)
    assert kept(found) == [("x-undated:a-1", "skos:exactMatch", "", "y-undated:1")]
    document = found.stubs["x-undated"].document(found.today)
    [item] = document.provisions
    assert (item.id, item.notation, item.label) == ("a-1", "a/1", "First")
    assert document.title.endswith("(stub)")
    assert "made by crosswalk import from s.sssom.tsv" in (document.note or "")
    assert (document.loaded, document.total) == (1, None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("alpha-1.0:A-1", "alpha-1.0:A-1"),
        ("al:a-01", "alpha-1.0:A-1"),
        ("AL:a-2.1", "alpha-1.0:A-2(1)"),
        ("AL:Training", "alpha-1.0:A-1"),
        ("https://alpha.example/items#A-2", "alpha-1.0:A-2"),
        (f"{ids.DOC}alpha-1.0/A-2", "alpha-1.0:A-2"),
        ("BE:b.1:2020", "beta-2.0:B.1"),
        ("\N{NO-BREAK SPACE}BETA-2.0:B.2 ", "beta-2.0:B.2"),
    ],
)
def test_ids_are_matched_and_it_is_said(tmp_path: Path, written: str, read: str) -> None:
    found = sssom(tmp_path, f"{written}\tskos:exactMatch\tY:1\t{BY_HAND}")
    assert [subject for subject, *_ in kept(found)] == [read]
    local = read.partition(":")[2]
    if local not in written:
        assert found.read_as[written.strip("\N{NO-BREAK SPACE} ").partition(":")[2]] == read


def test_a_prefix_of_the_file_stands_for_its_address(tmp_path: Path) -> None:
    head = HEAD.replace("#  X: https://x.example/", f"#  X: {ids.DOC}alpha-1.0/")
    assert kept(sssom(tmp_path, f"X:A-2\tskos:exactMatch\tY:1\t{BY_HAND}", head=head))[0][0] == "alpha-1.0:A-2"


def test_an_unknown_prefix_refuses_its_row_alone(tmp_path: Path) -> None:
    found = sssom(tmp_path, ONE, f"X:1\tskos:exactMatch\tZZ:1\t{BY_HAND}", f"nothing\tskos:exactMatch\tY:1\t{BY_HAND}")
    assert [(line, outcome) for line, outcome, _ in became(found)] == [(7, "kept"), (8, "refused"), (9, "refused")]
    assert "the prefix “ZZ” is not in the curie_map" in reasons(found, Outcome.REFUSED)[0]
    assert set(found.stubs) == {"x-undated", "y-undated"}


def test_an_id_that_is_not_there_is_kept_and_warned_about(tmp_path: Path) -> None:
    found = sssom(tmp_path, f"alpha-1.0:A-9\tskos:exactMatch\tY:1\t{BY_HAND}")
    assert kept(found)[0][0] == "alpha-1.0:A-9"
    [warning] = found.warnings
    assert (warning.rule, warning.line) == ("not-in-the-document", 7)
    refused = sssom(tmp_path, f"alpha-1.0:A 9/x\tskos:exactMatch\tY:1\t{BY_HAND}")
    assert "is not an id of alpha-1.0" in reasons(refused, Outcome.REFUSED)[0]


def test_a_label_of_another_provision_is_warned_about(tmp_path: Path) -> None:
    columns = f"{COLUMNS}\tsubject_label"
    found = sssom(
        tmp_path,
        f"AL:A-1\tskos:exactMatch\tY:1\t{BY_HAND}\ttraining",
        f"AL:A-2\tskos:exactMatch\tY:1\t{BY_HAND}\tA-1: Training",
        f"AL:A-2\tskos:exactMatch\tY:2\t{BY_HAND}\tKeeping of logs",
        columns=columns,
    )
    [warning] = found.warnings
    assert (warning.rule, warning.line) == ("label-of-another-provision", 8)
    assert "alpha-1.0:A-1" in warning.message


@pytest.mark.parametrize(
    ("predicate", "modifier", "read"),
    [
        ("skos:exactMatch", "", ("skos:exactMatch", "")),
        ("skos:broadMatch", "Not", ("skos:broadMatch", "Not")),
        ("skos:relatedMatch", "", ("associatedWith", "")),
        ("skos:relatedMatch", "Not", ("associatedWith", "Not")),
        ("http://www.w3.org/2004/02/skos/core#closeMatch", "", ("skos:closeMatch", "")),
        ("owl:equivalentClass", "", ("associatedWith", "")),
        ("dcterms:references", "", ("dcterms:references", "")),
        ("dcterms:references", "Not", ("associatedWith", "Not")),
        ("noMatch", "", ("associatedWith", "Not")),
        ("skos:noMatch", "", ("associatedWith", "Not")),
    ],
)
def test_predicates_are_read_as_decision_13_says(
    tmp_path: Path, predicate: str, modifier: str, read: tuple[str, str]
) -> None:
    found = sssom(tmp_path, f"X:1\t{predicate}\tY:1\t{BY_HAND}\t{modifier}", columns=f"{COLUMNS}\tpredicate_modifier")
    [(_, as_read, as_modified, _)] = kept(found)
    assert (as_read, as_modified) == read
    [row] = found.sets[0].content.mappings
    was_changed = as_read == "associatedWith" and modifier != "Not"
    assert (row.extensions.get("other") == f"predicate_id={predicate}") is was_changed or modifier == "Not"


def test_no_match_means_no_relationship_only_where_the_set_says_so(tmp_path: Path) -> None:
    head = f"{HEAD}#no_match: no-relationship\n"
    row = f"X:1\tnoMatch\tY:1\t{BY_HAND}"
    nothing = f"X:2\tnoMatch\t\t{BY_HAND}"
    assert [one[1:] for one in kept(sssom(tmp_path, row, nothing, head=head))] == [
        ("skos:relatedMatch", "Not", "y-undated:1"),
        ("skos:relatedMatch", "", "sssom:NoTermFound"),
    ]
    assert [one[1:] for one in kept(sssom(tmp_path, row, nothing))] == [
        ("associatedWith", "Not", "y-undated:1"),
        ("associatedWith", "", "sssom:NoTermFound"),
    ]


def test_our_own_sets_are_read_in_our_meaning(tmp_path: Path) -> None:
    head = HEAD.replace("https://example.org/set", f"{ids.SET}alpha-1.0--beta-2.0")
    found = sssom(tmp_path, f"AL:A-1\tskos:relatedMatch\tBE:B.1\t{BY_HAND}", head=head)
    assert kept(found) == [("alpha-1.0:A-1", "skos:relatedMatch", "", "beta-2.0:B.1")]
    assert found.sets[0].content.id == "alpha-1.0--beta-2.0.s"


def test_nothing_found_is_in_the_document_that_the_source_names(tmp_path: Path) -> None:
    columns = f"{COLUMNS}\tsubject_source\tobject_source"
    rows = [
        f"X:1\tskos:exactMatch\tsssom:NoTermFound\t{BY_HAND}\tX:all\tY:all",
        f"X:2\tskos:exactMatch\tY:1\t{BY_HAND}\tX:all\tY:all",
        f"sssom:NoTermFound\tskos:exactMatch\tY:2\t{BY_HAND}\tX:other\tY:all",
        f"sssom:NoTermFound\tskos:exactMatch\tsssom:NoTermFound\t{BY_HAND}\tX:all\tY:all",
        f"X:3\tskos:exactMatch\tsssom:NoTermFound\t{BY_HAND}\t\tbeta-2.0",
    ]
    found = sssom(tmp_path, *rows, columns=columns)
    [imported] = found.sets
    placed = [(row.subject_source or "", row.object_source or "") for row in imported.content.mappings]
    assert [(ids.short(one), ids.short(other)) for one, other in placed] == [
        ("x-undated", "y-undated"),
        ("x-undated", "y-undated"),
        ("other-undated", "y-undated"),
        ("x-undated", "beta-2.0"),
    ]
    assert [outcome for _, outcome, _ in became(found)] == ["kept", "kept", "kept", "kept aside", "kept"]


def test_where_nothing_was_found_must_be_known(tmp_path: Path) -> None:
    row = f"X:1\tskos:exactMatch\tsssom:NoTermFound\t{BY_HAND}"
    assert "not in which document" in reasons(sssom(tmp_path, row), Outcome.ASIDE)[0]
    assert len(kept(sssom(tmp_path, row, ONE))) == 2  # the one other document of the set
    several = sssom(tmp_path, row, ONE, f"X:1\tskos:exactMatch\tBE:B.1\t{BY_HAND}")
    assert [outcome for _, outcome, _ in became(several)] == ["kept aside", "kept", "kept"]
    denied = sssom(tmp_path, f"{row}\tNot", ONE, columns=f"{COLUMNS}\tpredicate_modifier")
    assert "denies that nothing was found" in reasons(denied, Outcome.ASIDE)[0]


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        (f"{COLUMNS}\tsubject_type\tsubject_label", f"\tskos:exactMatch\tY:1\t{BY_HAND}\trdfs literal\tp", "phrase"),
        (f"{COLUMNS}\tobject_type", f"X:1\tskos:exactMatch\tY:(a,b)\t{BY_HAND}\tcomposed entity expression", "several"),
        (COLUMNS, "X:1\tskos:exactMatch\tY:1\tsemapv:MappingChaining", "worked out from other mappings"),
    ],
)
def test_what_has_no_place_here_is_kept_aside(tmp_path: Path, columns: str, row: str, said: str) -> None:
    found = sssom(tmp_path, row, columns=columns)
    assert said in reasons(found, Outcome.ASIDE)[0]
    assert not found.sets
    assert found.files[0].rows[0].raw == row


def test_values_without_a_place_leave_their_row(tmp_path: Path) -> None:
    head = f"{HEAD}#extension_definitions:\n#  - slot_name: ext_a\n#    property: X:a\n#ext_b: b\n"
    columns = f"{COLUMNS}\text_a\tconfidence\tmapping_date\tmapping_cardinality"
    found = sssom(tmp_path, f"{ONE}\tvalue\t95\t22/11/2026\tmany", f"{ONE}\t\t0.5\t2026-11-22T10:00:00Z\t1:n",
                  head=head, columns=columns)  # fmt: skip
    [said] = reasons(found, Outcome.KEPT)[:1]
    assert "“ext_a” is not a slot of SSSOM" in said
    assert "“confidence”: Input should be less than or equal to 1 (found “95”)." in said
    assert "“22/11/2026” is not a date; write it as 2026-11-22." in said
    assert "“many” is not a word of SSSOM" in said
    [first, second] = [row for imported in found.sets for row in imported.content.mappings]
    assert (first.confidence, first.date) == (None, None)
    assert (second.confidence, str(second.date)) == (0.5, "2026-11-22")
    assert second.extensions["mapping_cardinality"] == "1:n"
    assert [fault.rule for fault in found.warnings] == ["slot-left-out"]  # ext_b of the head


def test_short_rows_trailing_tabs_and_quoted_cells_are_read(tmp_path: Path) -> None:
    columns = f"{COLUMNS}\tcomment\tconfidence"
    found = sssom(
        tmp_path,
        ONE,
        f'X:2\tskos:exactMatch\tY:1\t{BY_HAND}\t"Both say ""owner"", no more."\t0.9\t\t',
        f'X:3\tskos:exactMatch\tY:1\t{BY_HAND}\t"Two\nlines"\t0.8',
        f'X:4\tskos:exactMatch\tY:1\t{BY_HAND}\t"Quoted" and not closed "\t0.7',
        f'X:5\tskos:exactMatch\tY:1\t{BY_HAND}\t"Never closed\t0.6',
        f"X:6\tskos:exactMatch\tY:1\t{BY_HAND}\ta\t0.5\tsurplus",
        f"X:7\tskos:exactMatch\t{BY_HAND}\t0.5",
        "\t\t\t",
        head=HEAD.replace("\n", "\t\t\n"),
        columns=columns + "\t\t",
        end="\r\n",
    )
    comments = [row.comment for row in found.sets[0].content.mappings]
    assert comments == [None, 'Both say "owner", no more.', "Two\nlines", '"Quoted" and not closed "', '"Never closed']
    assert [(line, outcome) for line, outcome, _ in became(found)][-3:] == [
        (12, "kept"),
        (13, "refused"),
        (14, "refused"),
    ]
    surplus, short = reasons(found, Outcome.REFUSED)
    assert surplus == "The row has 7 cells, and the table 6 columns; remove the surplus tab or cell."
    assert short.endswith("The row has 4 cells, and the table 6 columns: a tab may be missing.")


def test_lines_of_metadata_with_and_without_a_blank_are_read(tmp_path: Path) -> None:
    head = HEAD.replace("#license", "# license").replace("#mapping_set_id", "# mapping_set_id")
    assert len(kept(sssom(tmp_path, ONE, head=head))) == 1
    assert len(kept(sssom(tmp_path, ONE, head=HEAD.replace("#", "# ")))) == 1


def test_metadata_in_a_file_of_their_own(tmp_path: Path) -> None:
    apart = "".join(line.removeprefix("#") for line in HEAD.splitlines(keepends=True))
    missing = sssom(tmp_path, ONE, head="")
    [fault] = missing.report
    assert fault.rule == "missing-metadata"
    assert "--metadata" in fault.message
    named = tmp_path / "elsewhere.yml"
    named.write_text(apart, encoding="utf-8")
    assert len(kept(gather(tmp_path / "s.sssom.tsv", metadata=named))) == 1
    (tmp_path / "s.sssom.yml").write_text(apart, encoding="utf-8")
    assert len(kept(gather(tmp_path / "s.sssom.tsv"))) == 1


def test_a_slot_of_the_head_is_for_rows_without_their_own(tmp_path: Path) -> None:
    head = f"{HEAD}#mapping_tool: head\n#mapping_provider: https://head.example/\n#mapping_date: '2026-01-02'\n"
    columns = f"{COLUMNS}\tmapping_tool"
    found = sssom(tmp_path, f"{ONE}\town", f"X:2\tskos:exactMatch\tY:1\t{BY_HAND}\t", head=head, columns=columns)
    rows = found.sets[0].content.mappings
    assert [row.tool for row in rows] == ["own", None]
    assert {row.provider for row in rows} == {ids.ORG + "head.example"}
    assert {str(row.date) for row in rows} == {"2026-01-02"}
    assert [fault.rule for fault in found.warnings] == ["slot-of-rows"]


def test_who_made_a_set_is_never_who_published_a_stub(tmp_path: Path) -> None:
    found = sssom(tmp_path, ONE)
    [row] = found.sets[0].content.mappings
    assert row.provider == ids.ORG + "asserter-not-stated"
    assert found.stubs["x-undated"].document(found.today).publisher == ["publisher-not-stated"]


def test_the_same_pair_twice_is_kept_twice_unless_the_rows_are_the_same(tmp_path: Path) -> None:
    found = sssom(tmp_path, f"{ONE}\tone", f"{ONE}\ttwo", f"{ONE}\tone", columns=f"{COLUMNS}\tcomment")
    assert [[row.comment for row in imported.content.mappings] for imported in found.sets] == [["one"], ["two"]]
    assert reasons(found, Outcome.ASIDE) == ["It is the same as row 1."]
    assert len({imported.content.id for imported in found.sets}) == 2


def test_values_of_a_cell_are_parted_by_pipes() -> None:
    assert split("a|b") == ["a", "b"]
    assert split(r"Alice\|Bob|Charlie") == ["Alice|Bob", "Charlie"]
    assert split(r"Alice\\Bob|Charlie\\|David\\\|Eve\\") == ["Alice\\Bob", "Charlie\\", "David\\|Eve\\"]
    assert split("a||b|") == ["a", "b"]


def test_justifications(tmp_path: Path) -> None:
    found = sssom(
        tmp_path,
        "X:1\tskos:exactMatch\tY:1\tLexical",
        "X:2\tskos:exactMatch\tY:1\tsemapv:HumanCurated",
        "X:3\tskos:exactMatch\tY:1\t",
    )
    assert [outcome for _, outcome, _ in became(found)] == ["refused", "kept", "refused"]
    [row] = found.sets[0].content.mappings
    assert row.justification.endswith("UnspecifiedMatching")
    assert row.extensions["other"] == "mapping_justification=semapv:HumanCurated"


def test_every_fault_of_a_table_is_said_at_once(tmp_path: Path) -> None:
    found = sssom(tmp_path, ONE, columns="subject_id\tsubject_id\tobject_id\tcomment", head="#a: [\n")
    assert [(fault.rule, fault.line) for fault in found.report] == [
        ("sssom-metadata", 2),
        ("undeclared-column", 2),
        ("missing-column", 2),
        ("missing-column", 2),
    ]


def as_json(rows: list[dict[str, object]]) -> dict[str, object]:
    return {
        "mapping_set_id": "https://example.org/set",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "@context": {"X": "https://x.example/", "subject_id": {"@type": "@id"}},
        "curie_map": {"Y": "https://y.example/"},
        "mappings": rows,
    }


ROW: dict[str, object] = {
    "subject_id": "X:1",
    "predicate_id": "skos:closeMatch",
    "object_id": "Y:1",
    "mapping_justification": BY_HAND,
    "author_label": ["A|B", "C"],
    "confidence": 0.5,
}


def test_json(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps(as_json([ROW, {**ROW, "object_id": "Q:1"}, {**ROW, "subject_label": None}, {}])))
    found = gather(path)
    assert [outcome for _, outcome, _ in became(found)] == ["kept", "refused", "kept aside", "refused"]
    [row] = found.sets[0].content.mappings
    assert (row.confidence, row.extensions["author_label"]) == (0.5, ["A|B", "C"])
    assert json.loads(found.files[0].rows[1].raw)["object_id"] == "Q:1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"mappings": ' + "[" * 60 + "]" * 60 + "}", "nested too deeply"),
        ('{"a": ' + "1" * 10_000 + "}", "too long"),
        ("[]", "one mapping set"),
    ],
)
def test_json_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(text)
    [fault] = gather(path).report
    assert said in fault.message


TURTLE = """\
@prefix X: <https://x.example/> .
@prefix Y: <https://y.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pav: <http://purl.org/pav/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sssom:MappingSet ;
    dcterms:creator <https://orcid.org/0000-0001-2345-6789> , <file:///home/somebody> ;
    dcterms:issued "2025-01-01"^^xsd:date ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    sssom:mapping_set_id "https://example.org/set"^^xsd:anyURI ;
    sssom:mappings
        [ a owl:Axiom ; owl:annotatedSource X:1 ; owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget Y:1 ;
          sssom:mapping_justification semapv:ManualMappingCuration ; sssom:subject_label "One" ;
          pav:authoredOn "2026-11-22"^^xsd:date ; rdfs:comment "A remark" ; sssom:author_label "A" , "B" ] ,
        [ a owl:Axiom ; owl:annotatedSource X:2 ; owl:annotatedProperty skos:exactMatch ;
          owl:annotatedTarget sssom:NoTermFound ; sssom:mapping_justification semapv:ManualMappingCuration ;
          sssom:confidence 0.25 ] ,
        [ a owl:Axiom ; owl:annotatedSource X:2 ; owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget Y:2 ;
          sssom:predicate_modifier sssom:NegatedPredicate ; dcterms:issued "2026-01-01"^^xsd:date ;
          sssom:mapping_justification semapv:ManualMappingCuration ] ,
        [ a owl:Axiom ; owl:annotatedSource X:3 ; owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget Y:2 ] .
"""


def test_turtle(tmp_path: Path) -> None:
    path = tmp_path / "s.ttl"
    path.write_text(TURTLE)
    found = gather(path)
    assert [(number, outcome) for number, outcome, _ in became(found)] == [
        (1, "kept"),
        (2, "kept"),
        (3, "kept"),
        (4, "refused"),
    ]
    assert kept(found) == [
        ("x-undated:1", "skos:exactMatch", "", "y-undated:1"),
        ("x-undated:2", "skos:exactMatch", "", "sssom:NoTermFound"),
        ("x-undated:2", "skos:exactMatch", "Not", "y-undated:2"),
    ]
    write_folder(found, tmp_path / "out")
    [first, second, _] = found.sets[0].content.mappings
    assert (first.comment, str(first.date), first.subject_label) == ("A remark", "2026-11-22", "One")
    assert first.extensions["author_label"] == ["A", "B"]
    assert second.confidence == 0.25


def test_csv(tmp_path: Path) -> None:
    columns = COLUMNS.replace("\t", ",") + ",comment"
    row = ONE.replace("\t", ",") + ',"One, two"'
    found = sssom(tmp_path, row, columns=columns, name="s.csv", head=HEAD.replace("\n", ",,,\n"))
    assert found.sets[0].content.mappings[0].comment == "One, two"


@pytest.mark.parametrize(
    ("name", "head", "mine"),
    [
        ("a.tsv", HEAD, True),
        ("a.tsv", COLUMNS, True),
        ("a.csv", COLUMNS.replace("\t", ","), True),
        ("a.json", json.dumps(as_json([ROW])), True),
        ("a.ttl", TURTLE, True),
        ("a.json", '{"catalog": {}}', False),
        ("a.tsv", "a\tb\n", False),
        ("a.ttl", "<a> <b> <c> .", False),
    ],
)
def test_it_recognises_its_files(name: str, head: str, mine: bool) -> None:
    assert ("sssom" in [one.name for one in recognised(name, head.encode())]) is mine


def test_the_same_file_gives_the_same_values(tmp_path: Path) -> None:
    def values(found: Gathered) -> object:
        return [imported.content for imported in found.sets], [
            stub.document(found.today) for stub in found.stubs.values()
        ]

    rows = [ONE, f"X:2\tskos:relatedMatch\tAL:training\t{BY_HAND}"]
    assert values(sssom(tmp_path, *rows)) == values(sssom(tmp_path, *rows))
