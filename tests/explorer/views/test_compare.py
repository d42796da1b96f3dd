"""Compare: its answer, filters, evidence, paths, gaps, and both texts side by side."""

from __future__ import annotations

import csv
import re
from functools import partial

import pytest

from crosswalk.algebra import phrase
from crosswalk.analysis import coverage as coverage_module
from crosswalk.analysis.candidates import candidates
from crosswalk.analysis.catalogue import Filters, provisions
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import compared, coverage
from crosswalk.analysis.describe import describe
from crosswalk.analysis.gaps import gaps
from crosswalk.analysis.trace import trace
from crosswalk.explorer.ui import naming, tables
from crosswalk.explorer.ui.looks import LOOKS, status_words
from crosswalk.wording import BY_ASKS, said_of_candidates, why
from tests.explorer.pages import CODE, EN, NCSC, OWASP, RMF, sound, words_of

ISO, ACT = "iso-iec-42001-2023", "eu-ai-act-2024"


def test_two_documents_that_were_compared_ask_by_ask_alone_lead_to_what_is_missing(visit):
    focal, reference = "dsit-ai-code-2025", "cisa-ai-data-security-2025"
    app = sound(visit("compare", focal=focal, reference=reference))
    assert BY_ASKS in words_of(app)
    links = {(one.proto.page, one.proto.query_string) for one in app.get("page_link")}
    assert ("measures", f"focal={focal}&reference={reference}") in links
    assert BY_ASKS not in words_of(sound(visit("compare", focal="eu-cra-2024", reference="owasp-aisvs-1.0")))


def test_compare_answers_in_one_sentence_and_six_numbers(visit, shipped):
    found = compare(shipped, CODE, NCSC)[0]
    app = sound(visit("compare"))
    text = words_of(app)
    assert (
        f"{found.met} of the 72 provisions of AI Code 2025 are covered or partly covered by NCSC Guidelines 2023"
        in text
    )
    chips = []
    for status, number in found.counts.items():
        chips.append(text.index(f"{LOOKS[status].shape} <strong>{number}</strong> {status.spoken}"))
        assert status.meaning in text
    assert chips == sorted(chips), "in the order of precedence"
    assert len(app.dataframe[0].value) == 72
    assert "The other way round: 16 of the 17 provisions of NCSC Guidelines 2023 are covered or partly covered" in text


@pytest.mark.parametrize(
    ("parameter", "choice"),
    [("level", "shall"), ("role", "developer"), ("phase", "secure-deployment")],
)
def test_a_filter_works_from_the_box_and_from_the_address(visit, shipped, parameter, choice):
    expected = coverage(shipped, CODE, [NCSC], filters=Filters(**{parameter: choice}))[0]
    assert 0 < expected.total < 72
    linked = sound(visit("compare", **{parameter: choice}))
    assert linked.selectbox(key=f"compare.{parameter}").value == choice
    picked = sound(sound(visit("compare")).selectbox(key=f"compare.{parameter}").select(choice).run())
    assert picked.query_params[parameter] == choice
    for app in (linked, picked):
        assert len(app.dataframe[0].value) == expected.total
        assert re.search(rf"(of the|All) {expected.total} ", words_of(app))


def test_the_code_has_49_shall_provisions(visit):
    app = sound(visit("compare", level="shall"))
    assert len(app.dataframe[0].value) == 49
    assert "of the 49 shall provisions of AI Code 2025" in words_of(app)
    assert set(app.dataframe[0].value["level"]) == {"shall"}


def test_the_status_filter_narrows_the_table_and_not_the_sentence(visit, shipped):
    expected = compare(shipped, CODE, NCSC)[0].counts["no-counterpart"]
    app = sound(visit("compare", status="no-counterpart"))
    assert list(app.dataframe[0].value["status"]) == [status_words("no-counterpart")] * expected
    assert "of the 72 provisions" in words_of(app)


@pytest.mark.parametrize("view", ["provisions", "gaps"])
def test_the_grade_filter_narrows_the_table_and_not_the_sentence(visit, shipped, view):
    wanted = [one for one in compare(shipped, RMF, ISO)[0].answers if one.best and one.best.grade == "F"]
    if view == "gaps":
        wanted = [one for one in wanted if one.status != "covered"]
    assert 0 < len(wanted) < 72
    linked = sound(visit("compare", focal=RMF, reference=ISO, view=view, grade="F"))
    picked = sound(visit("compare", focal=RMF, reference=ISO, view=view))
    picked = sound(picked.selectbox(key="compare.grade").select("F").run())
    assert picked.query_params["grade"] == "F"
    for app in (linked, picked):
        assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in wanted]
        assert "of the 72 provisions" in words_of(app)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"grade": "A"}, "No provision passes the filters: open More filters and set one of them back to"),
        (
            {"grade": "A", "view": "gaps"},
            "No provision passes the filters: open More filters and set one of them back to",
        ),
        ({"reference": EN, "view": "gaps"}, "There is no gap: every provision that passes the filters is covered"),
    ],
)
def test_an_empty_table_of_compare_says_why_and_what_to_try(visit, parameters, told):
    app = sound(visit("compare", **parameters))
    assert told in words_of(app)
    assert not app.dataframe


def test_derived_can_be_left_out(visit):
    with_derived = sound(visit("compare", focal=RMF, reference=ISO))
    assert status_words("derived") in set(with_derived.dataframe[0].value["status"])
    without = sound(with_derived.toggle(key="compare.derived").set_value(False).run())
    assert without.query_params["derived"] == "no"
    assert status_words("derived") not in set(without.dataframe[0].value["status"])
    linked = sound(visit("compare", focal=RMF, reference=ISO, derived="no"))
    assert linked.toggle(key="compare.derived").value is False
    assert linked.dataframe[0].value.equals(without.dataframe[0].value)


def test_another_document_is_picked_and_the_pair_is_swapped(visit):
    app = sound(visit("compare", level="shall"))
    app = sound(app.selectbox(key="compare.reference").select(OWASP).run())
    assert app.query_params["reference"] == OWASP
    assert "OWASP LLM Top 10 2025" in words_of(app)
    app = sound(next(one for one in app.button if "Swap" in one.label).click().run())
    assert (app.query_params["focal"], app.query_params["reference"]) == (OWASP, CODE)
    assert "level" not in app.query_params, "a filter of one document means nothing for another"
    assert len(app.dataframe[0].value) == 10


def test_a_document_that_is_not_loaded_can_only_be_cited_and_the_page_says_so(visit):
    app = sound(visit("compare", reference="wef-presidio-2024"))
    assert "is not loaded: only citations and document-level statements can be shown" in words_of(app)
    assert set(app.dataframe[0].value["status"]) == {status_words("cited"), status_words("unmapped")}
    assert next(one for one in app.button if "Swap" in one.label).disabled


def test_the_evidence_names_asserter_date_method_grade_and_review(visit, shipped):
    provision = f"{CODE}:5.4.1"
    app = sound(visit("compare", provision=provision))
    text = words_of(app)
    [row] = [one for one in describe(shipped, provision).mappings if one.object.startswith(NCSC + ":")]
    for part in ("crosswalk project, not yet reviewed", row.date, "semapv:ManualMappingCuration", row.comment):
        assert part in text.replace("&#x27;", "'")
    assert "<dd>E: this project&#x27;s curation, not yet reviewed</dd>" in text
    assert row.mapping_set in text
    assert "Open NCSC Guidelines 2023, 1.3" in [one.proto.label.replace("\\", "") for one in app.get("page_link")]


def test_compare_shows_the_same_path_as_the_trace(visit, shipped):
    """From the Code to a document that no set maps it to."""
    found = trace(shipped, f"{CODE}:11.1", "owasp-agentic-2026:ASI04")
    app = sound(visit("compare", reference="owasp-agentic-2026", provision=f"{CODE}:11.1"))
    text = words_of(app)
    assert f"<code>{phrase(found.mask)}</code>" in text
    for hop in found.proofs[0].hops:
        assert f"<code>{hop.relation}</code>" in text
        assert f"({hop.mapping_set}, grade {hop.grade})" in text
    links = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert any("ASI04" in link for link in links)


def test_a_derived_answer_shows_its_path_hop_by_hop(visit, shipped):
    derived = next(one for one in compare(shipped, RMF, ISO)[0].answers if one.status == "derived")
    text = words_of(sound(visit("compare", focal=RMF, reference=ISO, provision=derived.provision.id)))
    assert "Nobody asserts this; it is computed (grade F)" in text
    hops = derived.derived[0].paths[0]
    assert len(hops) > 1
    for hop in hops:
        if hop.mapping_set:
            assert f"({hop.mapping_set}, grade {hop.grade})" in text


def test_gaps_are_those_of_the_analysis_and_a_candidate_is_no_mapping(visit, shipped):
    app = sound(visit("compare", view="gaps", reference=OWASP))
    found = gaps(shipped, CODE, OWASP)
    assert list(app.dataframe[0].value["reason"]) == [why(one, partial(naming.brief, shipped)) for one in found]
    assert "it is not a mapping" in words_of(app)


def test_the_basis_filter_distinguishes_what_is_asserted_from_what_is_proved(visit, shipped):
    every = compare(shipped, RMF, ISO)[0].answers
    wanted = {"asserted": [one for one in every if one.mappings], "derived": [one for one in every if one.derived]}
    assert 0 < len(wanted["asserted"]) < 72
    assert 0 < len(wanted["derived"]) < 72
    assert wanted["asserted"] != wanted["derived"]
    for basis, answers_ in wanted.items():
        linked = sound(visit("compare", focal=RMF, reference=ISO, basis=basis))
        picked = sound(visit("compare", focal=RMF, reference=ISO)).selectbox(key="compare.basis").select(basis).run()
        assert sound(picked).query_params["basis"] == basis
        for app in (linked, picked):
            assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in answers_]


def test_a_part_of_the_document_is_counted_alone(visit, shipped):
    heading = f"{CODE}:9"
    expected = coverage(shipped, CODE, [NCSC], filters=Filters(under=heading))[0]
    assert expected.total == 6
    linked = sound(visit("compare", under=heading))
    picked = sound(sound(visit("compare")).selectbox(key="compare.under").select(heading).run())
    assert picked.query_params["under"] == heading
    for app in (linked, picked):
        assert list(app.dataframe[0].value["id"]) == [one.provision.notation for one in expected.answers]
        assert "6 provisions of AI Code 2025 under 9 " in words_of(app)


def test_side_by_side_says_of_both_what_is_asked_of_whom_and_when(visit, shipped):
    known = {one.id: one for one in provisions(shipped, NCSC)}
    app = sound(visit("compare", view="texts"))
    grid = app.dataframe[0].value
    for answer, (_, row) in zip(compare(shipped, CODE, NCSC)[0].answers, grid.iterrows(), strict=True):
        assert row["what it asks"] == f"{answer.provision.label}: {answer.provision.summary}"
        assert row["of whom, when"].startswith(answer.provision.level)
        there = known.get(answer.best.object) if answer.best else None
        if there:
            assert row["provision there"] == f"{there.notation} {there.label}: {there.summary}"
        elif answer.status == "no-counterpart":
            assert row["provision there"] == "nothing found"
    assert "Summaries are ours" in words_of(app)


@pytest.mark.parametrize(
    ("reference", "provision", "told"),
    [
        ("iso-iec-42001-2023", "2.1.1", ["no counterpart", "where to look next; not a mapping", "Nothing is proved"]),
        ("mitre-atlas-5.6.0", "1.1", ["unmapped", "Nobody has looked yet.", "the proof ends at hop"]),
        (NCSC, "1.1", ["partial", "It overlaps with NCSC Guidelines 2023, 1.1."]),
    ],
)
def test_every_gap_says_why_it_is_not_covered(visit, reference, provision, told):
    text = words_of(sound(visit("compare", reference=reference, provision=f"{CODE}:{provision}")))
    [why] = [part for part in text.split('<p class="xw-head">') if part.startswith("Why it is not covered in full")]
    for words in told:
        assert words in why


def test_what_is_covered_has_no_reason_why_not(visit, shipped):
    covered = next(one for one in compare(shipped, CODE, NCSC)[0].answers if one.status == "covered")
    assert "Why it is not covered" not in words_of(sound(visit("compare", provision=covered.provision.id)))


def test_the_evidence_stays_when_a_filter_leaves_its_provision_out(visit):
    app = sound(visit("compare", level="should", provision=f"{CODE}:5.4.1"))
    assert f"{CODE}:5.4.1" == app.selectbox(key="compare.provision").value
    assert "AI Code 2025, 5.4.1" in words_of(app)


def test_from_a_comparison_every_other_of_either_document_is_one_link_away(visit, shipped):
    app = sound(visit("compare", level="shall", view="gaps"))
    links = {(one.proto.label.replace("\\", ""), one.proto.query_string) for one in app.get("page_link")}
    for end, seen, state in ((CODE, NCSC, "&level=shall&view=gaps"), (NCSC, CODE, "")):
        for other in set(compared(shipped, end)) - {seen}:
            assert any(query == f"focal={end}&reference={other}{state}" for _, query in links), (end, other)


@pytest.mark.parametrize("view", ["provisions", "gaps", "texts"])
def test_one_run_works_out_each_direction_once_and_asks_for_the_documents_once(visit, fresh, monkeypatch, view):
    worked_out, whole = [], coverage_module.units_of
    for focal in (CODE, "iso-iec-42001-2023"):
        compared(fresh, focal)  # for the list of other comparisons, which looks at all documents, once

    def noted(crosswalk, focal, *rest):
        worked_out.append(focal)
        return whole(crosswalk, focal, *rest)

    monkeypatch.setattr(coverage_module, "units_of", noted)
    state = {"view": view, "provision": f"{CODE}:2.1.1", "reference": "iso-iec-42001-2023"}
    sound(visit("compare", **state))
    assert worked_out == [CODE, "iso-iec-42001-2023"]
    assert sum("# title: All documents" in text for text in fresh.store.asked) == 1
    before = len(fresh.store.asked)
    sound(visit("compare", level="shall", **state))
    assert worked_out[2:] == [CODE], "the other direction and the evidence do not depend on the filter"
    assert len(fresh.store.asked) == before


def test_the_csv_of_the_gaps_has_the_reasons_with_ids(visit, shipped, monkeypatch):
    files = {}
    monkeypatch.setattr(tables, "offer", lambda file: files.__setitem__(file.name, file.content()))
    sound(visit("compare", view="gaps", reference=OWASP))
    rows = csv.DictReader(files[f"gaps--{CODE}--{OWASP}.csv"].decode("utf-8-sig").splitlines())
    assert [row["reason"] for row in rows] == [why(gap) for gap in gaps(shipped, CODE, OWASP)]


@pytest.mark.parametrize("reference", ["iso-iec-42001-2023", "owasp-aisvs-1.0"])
def test_evidence_does_not_claim_that_texts_were_read_where_titles_or_summaries_were(visit, reference):
    text = words_of(sound(visit("compare", reference=reference, provision=f"{CODE}:2.1.1")))
    assert "made by comparing the two (semapv:ManualMappingCuration)" in text
    assert re.search("from (titles|summaries) · agreement of its first two readings", text)
    assert "both texts" not in text


def test_a_pair_that_nobody_compared_is_a_sentence_with_links_to_pairs_that_answer(visit):
    app = sound(visit("compare", focal="eu-cra-2024", reference="owasp-aisvs-1.0"))
    text = words_of(app)
    assert "Nobody has compared the 22 provisions of EU CRA 2024 with OWASP AISVS 1.0." in text
    assert "EU CRA 2024 has not been compared with any other document." in text
    assert "None of" not in text
    assert "<strong>22</strong>" not in text, "no count of what nobody knows"


def test_what_is_carried_says_from_where_and_how_good_it_is(visit):
    en = "etsi-en-304-223-2.1.1"
    app = sound(visit("compare", focal=en, reference="iso-iec-42001-2023", provision=f"{en}:5.1.2-2"))
    text = words_of(app)
    assert "48 of the 72 provisions of EN 304 223 V2.1.1 are covered or partly covered by ISO/IEC 42001:2023" in text
    assert "All 72 answers are carried from equal provisions of AI Code 2025." in text
    assert "from titles · agreement of its first two readings: κ 0.75 · not yet reviewed" in text
    assert "Carried from AI Code 2025, 2.2 Resilience to attack, surprise and failure, which is equal; graded E" in text


def test_units_are_chosen_and_what_is_chosen_stays_in_sight(visit):
    app = sound(visit("compare", focal="iso-iec-42001-2023", reference=CODE, units="control"))
    assert len(app.dataframe[0].value) == 38
    assert "units: control" in words_of(app)
    both = sound(visit("compare", focal="iso-iec-42001-2023", reference=CODE))
    assert "(32 clauses and 38 controls)" in words_of(both)


def test_a_weaker_verb_is_said(visit):
    app = sound(visit("compare", reference="anssi-genai-1.0", provision=f"{CODE}:6.3"))
    assert "Weaker verb there: a should answers a shall." in words_of(app)


def test_an_amended_document_is_said_beside_its_answer(visit):
    app = sound(visit("compare", reference="eu-ai-act-2024"))
    assert "EU AI Act 2024: amended by EU Digital Omnibus AI 2026." in words_of(app)


def test_where_to_look_names_the_candidates_and_how_often_they_are_right(visit, shipped):
    found = candidates(shipped, OWASP, ACT)
    app = sound(visit("compare", focal=OWASP, reference=ACT, view="candidates"))
    assert said_of_candidates(found) in words_of(app)
    table = app.dataframe[0].value
    first = [naming.called(shipped, some[0].provision.id) for some in found.of.values()]
    assert list(table["first candidate"]) == first
    assert "only follows from other mappings" in words_of(app)


def test_a_candidate_is_shown_with_its_text_and_a_row_to_fill_in(visit, shipped):
    provision = f"{OWASP}:LLM01"
    some = candidates(shipped, OWASP, ACT).of[provision]
    app = sound(visit("compare", focal=OWASP, reference=ACT, view="candidates", provision=provision))
    assert all(f"{one.words:.2f} in words" in words_of(app) for one in some)
    assert all(naming.called(shipped, one.provision.id) in words_of(app) for one in some)
    [block] = [block.value for block in app.code if block.value.startswith("subject_id")]
    header, *rows = (line.split("\t") for line in block.splitlines())
    assert header == ["subject_id", "predicate_id", "object_id", "mapping_justification"]
    assert [(row[0], row[1], row[2]) for row in rows] == [(provision, "", one.provision.id) for one in some]
    others = sound(visit("compare", focal=OWASP, reference=ACT, provision=provision))
    assert not any("subject_id" in block.value for block in others.code)


def test_where_nothing_is_loaded_there_are_no_candidates(visit):
    app = sound(visit("compare", focal=CODE, reference="csa-aicm-1.1", view="candidates"))
    assert "no candidates can be named" in app.info[-1].value


def test_documents_that_are_only_linked_show_the_rows_that_link_them(visit, shipped):
    focal, reference = "g7-hiroshima-conduct-2023", CODE
    app = sound(visit("compare", focal=focal, reference=reference))
    [found] = coverage(shipped, focal, reference)
    cited = found.link.cited_by
    assert f"is cited in {cited} places of " in words_of(app)
    assert "Nobody has compared" not in words_of(app)
    [rows] = [one.value for one in app.dataframe if "both exist" in one.value.columns]
    assert len(rows) == len(found.link.back) > 0
    assert set(rows["relation"]) == {"cites"}
