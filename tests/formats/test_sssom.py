"""SSSOM: every shipped set is read back as it was, other tools read it, and what is derived shows its path."""

from __future__ import annotations

import dataclasses
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crosswalk
from crosswalk import ids
from crosswalk.analysis.coverage import coverage
from crosswalk.files.faults import Report
from crosswalk.files.model import MappingRow, MappingSetFile
from crosswalk.formats.readers.sssom import library  # keeps sssom-pydantic from making a folder in the user's home
from crosswalk.formats.readers.sssom.expand import Expander
from crosswalk.formats.readers.sssom.parse import read_mapping_set
from crosswalk.formats.writers import export, exported
from crosswalk.formats.writers.slots import Prefixes
from crosswalk.sources import Layout, Sources, read_sources
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status
from tests.formats.conftest import SMALL

SETS = sorted(file.path.name.removesuffix(".sssom.tsv") for file in Layout().files() if file.kind == "mapping-set")
PAIR = ("etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023")


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(Layout())


def canonical(found: MappingSetFile) -> dict[str, object]:
    """Return everything that is known of a set, its rows in one order."""
    rows = sorted((dataclasses.astuple(row) for row in found.mappings), key=str)
    extensions = found.extensions.model_copy(update={"read_against": sorted(found.extensions.read_against)})
    return found.model_dump(exclude={"mappings", "creators", "layer"}) | {
        "extensions": extensions,
        "creators": sorted(found.creators),
        "rows": rows,
    }


def read_again(content: bytes, name: str, folder: Path) -> MappingSetFile:
    path = folder / f"{name}.sssom.tsv"
    path.write_bytes(content)
    report = Report()
    found = read_mapping_set(path, path.name, Expander(ids.prefixes(())), report)
    assert list(report) == []
    assert found is not None
    return found


def test_all_sets_were_found() -> None:
    assert len(SETS) == 61


@pytest.mark.parametrize("name", SETS)
def test_every_shipped_set_is_read_back_as_it_was(
    name: str, shipped: Crosswalk, sources: Sources, tmp_path: Path
) -> None:
    """By our own reader, with the prefixes of the file alone."""
    [(_, before)] = [(file, one) for file, one in sources.mapping_sets if one.id == name]
    made = exported(shipped, "sssom", mapping_set=name)
    assert made.losses == ()
    assert canonical(read_again(made.content, name, tmp_path)) == canonical(before)


def records(content: bytes) -> tuple[list[Any], Any]:
    """Return what sssom-pydantic reads, strictly: any row that it refuses is an error."""
    assert library.MappingSetRecord is not None
    import sssom_pydantic

    mappings, converter, mapping_set, errors = sssom_pydantic.read(io.StringIO(content.decode()), return_errors=True)
    assert errors == []
    assert mapping_set is not None
    return mappings, converter


@pytest.mark.parametrize("name", SETS[::6])
def test_another_reader_expands_every_curie_to_the_same_iri(name: str, shipped: Crosswalk, sources: Sources) -> None:
    [rows] = [one.mappings for _, one in sources.mapping_sets if one.id == name]
    mappings, converter = records(export(shipped, "sssom", mapping_set=name))
    expanded = {
        tuple(
            converter.expand(end.curie, strict=True)
            for end in (mapping.subject, mapping.predicate, mapping.object, mapping.justification)
        )
        for mapping in mappings
    }
    assert expanded == {(row.subject, row.predicate, row.object, row.justification) for row in rows}
    assert len(mappings) == len(rows)


def table(content: bytes) -> tuple[dict[str, Any], list[dict[str, str]]]:
    lines = content.decode().splitlines()
    header = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    columns, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return header, [dict(zip(columns, row, strict=True)) for row in rows]


def test_two_documents_are_one_set_with_what_is_derived(shipped: Crosswalk) -> None:
    content = export(shipped, "sssom", *PAIR)
    mappings, _ = records(content)
    header, rows = table(content)
    assert len(mappings) == len(rows) > 50
    derived = [row for row in rows if row["mapping_justification"] == "semapv:MappingChaining"]
    for row in derived:
        first, *_, last = row["path"].split(" → ")
        assert first == row["subject_id"]
        assert last == row["object_id"] or row["object_id"] == "sssom:NoTermFound"
        assert row["path"] in row["comment"]
        assert not row["mapping_source"]
    [answers] = coverage(shipped, *PAIR)
    computed = {
        answer.provision.id for answer in answers.answers if answer.status is Status.DERIVED or answer.carried_from
    }
    assert computed <= {row["subject_id"] for row in derived}
    stated = [row for row in rows if row not in derived]
    assert all(row["mapping_source"].startswith("cwset:") for row in stated)
    assert header["subject_source"] == f"cwdoc:{PAIR[0]}"


def test_a_row_of_what_is_derived_is_as_strong_as_the_proof_and_no_stronger(shipped: Crosswalk) -> None:
    pair = ("dsit-ai-code-2025", "mitre-atlas-5.0.1")
    _, rows = table(export(shipped, "sssom", *pair))
    [answers] = coverage(shipped, *pair)
    proved = {(end.subject, end.object): end.relation for answer in answers.answers for end in answer.derived}
    predicates = {
        "equal": "skos:exactMatch",
        "subset-of": "skos:broadMatch",
        "superset-of": "skos:narrowMatch",
        "intersects-with": "skos:relatedMatch",
    }
    checked = 0
    for row in rows:
        if relation := proved.get((row["subject_id"], row["object_id"])):
            assert row["predicate_id"] == predicates.get(relation, "skos:closeMatch")
            checked += 1
    assert checked > 0


def test_everything_is_one_set_of_which_each_row_names_its_own(shipped: Crosswalk, sources: Sources) -> None:
    made = exported(shipped, "sssom")
    header, rows = table(made.content)
    mapped = [one for _, one in sources.mapping_sets if one.layer != "measures"]
    assert len(rows) == sum(len(one.mappings) for one in mapped)
    assert {row["mapping_source"] for row in rows} == {f"cwset:{one.id}" for one in mapped if one.mappings}
    licences = {f"cwset:{one.id}": one.license for one in mapped}
    assert all(row["license"] == licences[row["mapping_source"]] for row in rows)
    assert header["license"] == "https://w3id.org/sssom/license/unspecified"
    [loss] = made.losses
    assert loss.count == sum(len(one.mappings) for _, one in sources.mapping_sets if one.layer == "measures")


def test_json_says_what_tsv_says(shipped: Crosswalk) -> None:
    name = "dsit-ai-code-2025--owasp-llm-2025"
    header, rows = table(export(shipped, "sssom", mapping_set=name))
    whole = json.loads(export(shipped, "sssom-json", mapping_set=name))
    assert whole["@context"] == header["curie_map"]
    assert [{slot: str(value) for slot, value in row.items()} for row in whole["mappings"]] == [
        {slot: text for slot, text in row.items() if text} for row in rows
    ]
    for slot in ("mapping_set_id", "license", "creator_label", "mapping_date", "extension_definitions"):
        assert whole[slot] == header[slot]


def test_foreign_addresses_get_prefixes_in_one_order() -> None:
    prefixes = Prefixes()
    prefixes.learn(["https://b.example/x#1", "https://a.example/y/2", ids.DOC + "one-2025/1", "urn:x"])
    named = [
        "https://a.example/y/2",
        "https://b.example/x#1",
        ids.DOC + "one-2025/5.1#2",
        ids.DOC + "one-2025",
        "urn:x",
    ]
    assert [prefixes.curie(one) for one in named] == ["ext1:2", "ext2:1", "one-2025:5.1#2", "cwdoc:one-2025", "urn:x"]
    assert prefixes.used() == {
        "cwdoc": ids.DOC,
        "ext1": "https://a.example/y/",
        "ext2": "https://b.example/x#",
        "one-2025": ids.DOC + "one-2025/",
    }


WORDS = (
    st.text(st.sampled_from("abcé|\\'\": #-=*&%@`{}[],.é中?!"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: bool(text) and not text.startswith('"'))
)
DAYS = st.dates(date(1999, 1, 1), date(2026, 1, 1))
HEX = st.text("0123456789abcdef", min_size=12, max_size=12)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Return rows of which no two have the same subject, predicate, modifier and object."""
    kinds = st.sampled_from(
        ["skos:exactMatch", "skos:broadMatch", "skos:narrowMatch", "skos:closeMatch", "dcterms:references"]
    )
    ends = st.tuples(
        st.sampled_from(["one-2025:1.1", "one-2025:1.2", "one-2025:1"]),
        kinds,
        st.sampled_from(["", "Not"]),
        st.sampled_from(["two-2.0:A-1", "two-2.0:A-2", "sssom:NoTermFound", "two-2.0:A-9"]),
    ).filter(lambda end: not (end[2] and (end[3].startswith("sssom") or end[1] == "dcterms:references")))
    found = []
    for subject, predicate, modifier, obj in draw(st.lists(ends, min_size=1, max_size=6, unique=True)):
        row = {"subject_id": subject, "predicate_id": predicate, "predicate_modifier": modifier, "object_id": obj}
        row["mapping_justification"] = draw(
            st.sampled_from(["semapv:ManualMappingCuration", "semapv:UnspecifiedMatching"])
        )
        row["comment"] = draw(WORDS | st.just(""))
        row["confidence"] = draw(st.sampled_from(["", "0", "1", "0.5", "0.00001", "0.333333333"]))
        row["mapping_date"] = draw(DAYS.map(str) | st.just(""))
        row["mapping_tool"] = draw(st.sampled_from(["", "tool a", "tool b"]))
        row["mapping_provider"] = draw(st.sampled_from(["", ids.ORG + "alpha-agency", "https://example.org/them"]))
        row["subject_label"] = draw(WORDS | st.just(""))
        row["reviewer_label"] = draw(st.sampled_from(["", "A. Person"]))
        row["subject_hash"] = draw(HEX | st.just(""))
        row["citations"] = draw(st.sampled_from(["", "1", "12"]))
        found.append(row)
    return found


HEADERS = st.fixed_dictionaries(
    {"license": st.just("https://creativecommons.org/licenses/by/4.0/"), "mapping_set_title": WORDS},
    optional={
        "mapping_set_description": WORDS,
        "creator_label": st.lists(WORDS, min_size=1, max_size=3, unique=True),
        "basis": st.sampled_from(["full-text", "titles"]),
        "subject_source": st.just("cwdoc:one-2025"),
        "object_source": st.just("cwdoc:two-2.0"),
    },
)


def written(header: dict[str, Any], body: list[dict[str, str]]) -> bytes:
    kinds = {"basis": "string", "subject_hash": "string", "citations": "integer"}
    head = {"mapping_set_id": f"{ids.SET}one-2025--two-2.0.made", **header}
    head["extension_definitions"] = [
        {"slot_name": slot, "property": f"{ids.NS}{slot}", "type_hint": f"xsd:{kind}"} for slot, kind in kinds.items()
    ]
    text = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=9999)
    lines = [f"#{line}" for line in text.splitlines()]
    lines.append("\t".join(body[0]))
    lines += ["\t".join(row.values()) for row in body]
    return "".join(f"{line}\n" for line in lines).encode()


@given(header=HEADERS, body=rows())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_set_is_read_back_as_it_was(
    header: dict[str, Any], body: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """File to graph to file: nothing that a reader of the first knows is lost, whatever the set says."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "data" / "documents").mkdir(parents=True)
    (folder / "mappings" / "curated").mkdir(parents=True)
    for name in ("one-2025", "two-2.0"):
        text = (SMALL / "data" / "documents" / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / "data" / "documents" / f"{name}.yaml").write_text(text, encoding="utf-8")
    organisations = (SMALL / "data" / "organisations.yaml").read_text(encoding="utf-8")
    (folder / "data" / "organisations.yaml").write_text(organisations, encoding="utf-8")
    name = "one-2025--two-2.0.made"
    file = folder / "mappings" / "curated" / f"{name}.sssom.tsv"
    file.write_bytes(written(header, body))
    layout = Layout.of([folder], only_data=True)
    [before] = [one for _, one in read_sources(layout).mapping_sets]
    made = exported(crosswalk.load([folder], only_data=True), "sssom", mapping_set=name)
    assert made.losses == ()
    again = folder / "again"
    again.mkdir()
    assert canonical(read_again(made.content, name, again)) == canonical(before)


def test_cells_that_would_break_a_row_are_in_quotes_or_escaped() -> None:
    from crosswalk.formats.writers.sssom import cell

    assert cell('"a" b') == '"""a"" b"'
    assert cell("a\tb") == '"a\tb"'
    assert cell('say "a"') == 'say "a"'
    assert cell(("a|b", "c")) == "a\\|b|c"
    assert cell("a\x1bb") == "a\\x1bb"


def test_no_slot_of_a_row_is_forgotten() -> None:
    """Whatever a row can hold is compared above: a new field must be written too."""
    assert {field.name for field in dataclasses.fields(MappingRow)} == {
        *("id", "subject", "predicate", "modifier", "object", "justification", "subject_source", "object_source"),
        *("comment", "confidence", "reviewer", "date", "provider", "tool", "subject_label", "object_label"),
        "extensions",
    }
