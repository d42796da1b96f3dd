"""CISO Assistant, CTID and OSCAL: the files of others in formats without SSSOM's slots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crosswalk.formats.importers import recognised
from crosswalk.formats.importers.folder import write_folder
from crosswalk.formats.importers.gathered import Gathered, Outcome
from crosswalk.sources import Layout
from crosswalk.validation import validate
from tests.importers.gather import TODAY, became, gather, kept, known, reasons

FRAMEWORK = """\
urn: urn:intuitem:risk:library:garden
ref_id: GARDEN
name: Garden rules
copyright: © Gardeners
version: 2
publication_date: 2025-04-01
provider: Garden club
objects:
  framework:
    urn: urn:intuitem:risk:framework:garden
    ref_id: GARDEN
    name: Garden rules
    requirement_nodes:
    - {urn: "urn:intuitem:risk:req_node:garden:g", assessable: false, depth: 1, ref_id: G, name: Weeds}
    - {urn: "urn:intuitem:risk:req_node:garden:g:1", assessable: true, depth: 2, ref_id: G/1,
       parent_urn: "urn:intuitem:risk:req_node:garden:g", description: "WORDS"}
    - {urn: "urn:intuitem:risk:req_node:garden:g:2", assessable: true, depth: 2,
       parent_urn: "urn:intuitem:risk:req_node:garden:g", name: Paths are swept}
""".replace("WORDS", "Weeds are pulled " + "again " * 30)
MAPPINGS = """\
urn: urn:intuitem:risk:library:mapping-garden-alpha
name: Garden to Alpha
provider: Garden club
objects:
  requirement_mapping_sets:
  - source_framework_urn: urn:intuitem:risk:framework:garden
    target_framework_urn: urn:intuitem:risk:framework:alpha-1.0
    requirement_mappings:
    - {source_requirement_urn: "urn:intuitem:risk:req_node:garden:g:1",
       target_requirement_urn: "urn:intuitem:risk:req_node:alpha-1.0:a-2.1", relationship: subset, strength_of_relationship: 7}
    - {source_requirement_urn: "urn:intuitem:risk:req_node:garden:g:2",
       target_requirement_urn: "urn:intuitem:risk:req_node:alpha-1.0:a-1", relationship: not_related}
    - {source_requirement_urn: "urn:intuitem:risk:req_node:garden:g:2",
       target_requirement_urn: "urn:intuitem:risk:req_node:alpha-1.0:a-1", relationship: not_related}
    - {source_requirement_urn: "urn:intuitem:risk:req_node:garden:g:2", target_requirement_urn: "", relationship: equal}
    - {source_requirement_urn: "urn:intuitem:risk:req_node:garden:g:2",
       target_requirement_urn: "urn:intuitem:risk:req_node:alpha-1.0:a-2", relationship: similar}
"""


def written(path: Path, content: str | dict[str, Any]) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def conforms(found: Gathered, target: Path) -> None:
    """Assert that what was found can be written, and breaks no rule but that the known documents are not there."""
    write_folder(found, target)
    faults = [fault for fault in validate(Layout.of([target], only_data=True)) if fault.severity == "violation"]
    assert [fault.sentence() for fault in faults if fault.rule != "unknown-reference-document"] == []


def test_a_framework_of_ciso_assistant_is_a_document(tmp_path: Path) -> None:
    found = gather(written(tmp_path / "garden.yaml", FRAMEWORK), "ciso-assistant")
    document = found.documents["garden-undated"]
    assert (document.title, document.version, document.date) == ("Garden rules", "2", "2025-04-01")
    assert document.publisher == ["garden-club"]
    assert [(one.id, one.parent, one.kind) for one in document.provisions] == [
        ("G", None, "heading"),
        ("G-1", "G", "requirement"),
        ("g-2", "G", "requirement"),
    ]
    assert document.loaded == 2
    label = document.provisions[1].label
    assert label.startswith("Weeds are pulled again")
    assert len(label) <= 102
    conforms(found, tmp_path / "out")


def test_mappings_of_ciso_assistant_find_their_framework(tmp_path: Path) -> None:
    found = gather(written(tmp_path / "garden.yaml", FRAMEWORK), "ciso-assistant")
    gather(written(tmp_path / "mappings.yaml", MAPPINGS), "ciso-assistant", gathered=found)
    assert kept(found) == [
        ("garden-undated:G-1", "skos:broadMatch", "", "alpha-1.0:A-2(1)"),
        ("garden-undated:g-2", "skos:relatedMatch", "Not", "alpha-1.0:A-1"),
    ]
    assert [outcome for _, outcome, _ in became(found)] == ["kept", "kept", "kept aside", "refused", "refused"]
    assert {line for line, *_ in became(found)} == {9, 11, 13, 15, 16}
    assert found.sets[0].content.mappings[0].comment == "Strength 7."
    assert not found.stubs


def test_a_framework_that_is_loaded_is_not_made_again(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("framework:garden", "framework:alpha-1.0")
    found = gather(written(tmp_path / "a.yaml", text), "ciso-assistant")
    assert not found.documents
    assert [warning.rule for warning in found.warnings] == ["document-is-loaded"]


CTID: dict[str, Any] = {
    "metadata": {
        "mapping_framework": "garden",
        "mapping_framework_version": "rev5",
        "attack_version": "16.1",
        "mapping_version": "1",
        "organization": "Garden club",
        "mapping_types": {"m1": {"name": "mitigates"}, "m2": {"name": "detects"}},
    },
    "mapping_objects": [
        {"capability_id": "A&A-01", "attack_object_id": "T1556", "mapping_type": "m1", "attack_object_name": "Modify"},
        {"capability_id": "A&A-02", "attack_object_id": "T1556", "mapping_type": "m2", "score_value": "partial"},
        {"capability_id": "A&A-03", "attack_object_id": None, "mapping_type": None, "status": "non_mappable"},
        {"capability_id": None, "attack_object_id": "T1234", "mapping_type": None, "status": "non_mappable"},
        {"capability_id": "A&A-04", "attack_object_id": "", "mapping_type": "m1", "status": "complete"},
        {"capability_id": "The operator pulls weeds every day", "attack_object_id": "T1", "mapping_type": "m1"},
    ],
}


def test_mappings_of_ctid(tmp_path: Path) -> None:
    found = gather(written(tmp_path / "c.json", CTID), "ctid")
    assert kept(found) == [
        ("garden-rev5:A-A-01", "mitigates", "", "mitre-attack-16.1:T1556"),
        ("garden-rev5:A-A-02", "associatedWith", "", "mitre-attack-16.1:T1556"),
        ("garden-rev5:A-A-03", "mitigates", "", "sssom:NoTermFound"),
        ("sssom:NoTermFound", "mitigates", "", "mitre-attack-16.1:T1234"),
    ]
    assert found.sets[0].content.mappings[1].comment == "Score: partial."
    empty, prose = reasons(found, Outcome.REFUSED)
    assert empty == "attack_object_id is empty, and the entry is not non_mappable."
    assert "is prose and not an id" in prose
    conforms(found, tmp_path / "out")


def oscal(maps: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    mapping = {
        "source-resource": {"type": "catalog", "href": "#0A"},
        "target-resource": {"type": "catalog", "href": "https://example.org/beta-2.0.json"},
        "maps": maps,
        **more,
    }
    return {
        "mapping-collection": {
            "metadata": {"title": "Garden", "parties": [{"type": "organization", "name": "Garden club"}]},
            "provenance": {"matching-rationale": "semantic", "confidence-score": {"percentage": 0.9}},
            "mappings": [mapping],
            "back-matter": {"resources": [{"uuid": "0a", "title": "Garden rules 2"}]},
        }
    }


def ends(*names: str) -> list[dict[str, str]]:
    return [{"type": "control", "id-ref": name} for name in names]


@pytest.mark.parametrize("form", ["plain", "typed"])
def test_both_forms_of_a_relationship_are_the_same(tmp_path: Path, form: str) -> None:
    relationship = "subset-of" if form == "plain" else {"type": "subset-of"}
    one = {"relationship": relationship, "sources": ends("g1"), "targets": [{"type": "control", "id_ref": "b.1"}]}
    found = gather(written(tmp_path / "m.json", oscal([one])), "oscal-mapping")
    assert kept(found) == [("garden-rules-2:g1", "skos:broadMatch", "", "beta-2.0:B.1")]
    [row] = found.sets[0].content.mappings
    assert (row.comment, row.confidence) == ("Rationale: semantic.", 0.9)


@pytest.mark.parametrize(
    ("relation", "sources", "targets", "read"),
    [
        ("equal-to", 1, 1, "skos:exactMatch"),
        ("equivalent-to", 1, 2, "skos:narrowMatch"),  # the sum of both: it contains each
        ("superset-of", 1, 2, "skos:narrowMatch"),
        ("subset-of", 1, 2, "skos:closeMatch"),  # in both together, and perhaps in neither alone
        ("subset-of", 2, 1, "skos:broadMatch"),
        ("equal-to", 2, 1, "skos:broadMatch"),
        ("superset-of", 2, 1, "skos:closeMatch"),
        ("equal-to", 2, 2, "skos:closeMatch"),
        ("intersects-with", 2, 2, "skos:relatedMatch"),
    ],
)
def test_what_a_map_of_several_says_of_each_pair(
    tmp_path: Path, relation: str, sources: int, targets: int, read: str
) -> None:
    one = {"relationship": relation, "sources": ends("g1", "g2")[:sources], "targets": ends("b.1", "b.2")[:targets]}
    found = gather(written(tmp_path / "m.json", oscal([one])), "oscal-mapping")
    assert [predicate for _, predicate, *_ in kept(found)] == [read] * (sources * targets)


def test_gaps_of_both_sides_of_an_oscal_mapping(tmp_path: Path) -> None:
    gaps = {"unmapped-controls": [{"with-ids": ["g9", "g8"]}, {"matching": [{"pattern": "x*"}]}]}
    content = oscal(
        [{"relationship": "unknown", "sources": ends("g1"), "targets": ends("b.1")}, {"relationship": "equal-to"}],
        **{"source-gap-summary": gaps, "target-gap-summary": {"unmapped-controls": [{"with-ids": ["b.2"]}]}},
    )
    found = gather(written(tmp_path / "m.json", content), "oscal-mapping")
    assert kept(found) == [
        ("garden-rules-2:g9", "skos:relatedMatch", "", "sssom:NoTermFound"),
        ("garden-rules-2:g8", "skos:relatedMatch", "", "sssom:NoTermFound"),
        ("sssom:NoTermFound", "skos:relatedMatch", "", "beta-2.0:B.2"),
    ]
    assert len(reasons(found, Outcome.REFUSED)) == 2
    assert len(reasons(found, Outcome.ASIDE)) == 1
    conforms(found, tmp_path / "out")


CATALOGUE: dict[str, Any] = {
    "catalog": {
        "uuid": "0",
        "metadata": {
            "title": "Garden rules",
            "version": "2",
            "published": "2025-04-01T00:00:00Z",
            "oscal-version": "1.2",
        },
        "groups": [
            {
                "id": "g",
                "title": "Weeds",
                "controls": [
                    {
                        "id": "g-1",
                        "title": "Pull",
                        "props": [{"name": "label", "value": "G-01"}],
                        "parts": [{"name": "statement", "prose": "Text of the publisher"}],
                        "controls": [{"id": "g-1.1", "title": "Pull often"}],
                    },
                    {"id": "g-2", "title": "Gone", "props": [{"name": "status", "value": "Withdrawn"}]},
                ],
            }
        ],
    }
}


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_catalogue_of_oscal_is_a_document(tmp_path: Path, form: str) -> None:
    found = gather(written(tmp_path / f"garden_catalog.{form}", json.dumps(CATALOGUE)), "oscal-catalog")
    document = found.documents["garden-undated"]
    assert [(one.id, one.label, one.parent) for one in document.provisions] == [
        ("g", "Weeds", None),
        ("G-01", "Pull", "g"),
        ("g-1.1", "Pull often", "G-01"),
    ]
    assert (document.loaded, document.date) == (2, "2025-04-01")
    assert found.known.documents["garden-undated"].find("g-1") == "G-01"
    assert "Text of the publisher" not in document.model_dump_json()
    conforms(found, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.yaml", FRAMEWORK, "ciso-assistant"),
        ("a.yaml", MAPPINGS, "ciso-assistant"),
        ("a.json", json.dumps(CTID), "ctid"),
        ("a.json", json.dumps(oscal([])), "oscal-mapping"),
        ("a.json", json.dumps(CATALOGUE), "oscal-catalog"),
    ],
)
def test_each_file_is_recognised_by_one_importer(name: str, content: str, form: str) -> None:
    assert [one.name for one in recognised(name, content.encode())] == [form]


@pytest.mark.parametrize("form", ["ciso-assistant", "ctid", "oscal-mapping", "oscal-catalog"])
@pytest.mark.parametrize("content", ["[1, 2]", "{", "{}", "a: &a [*a]", "\x00", "[" * 5_000])
def test_what_is_not_such_a_file_is_a_fault(tmp_path: Path, form: str, content: str) -> None:
    suffix = "yaml" if form == "ciso-assistant" else "json"
    found = gather(written(tmp_path / f"a.{suffix}", content), form)
    assert len(found.report.faults) == 1
    assert not found.sets
    assert not found.documents


def test_an_import_does_not_change_what_is_known_to_the_next(tmp_path: Path) -> None:
    before = known()
    gather(written(tmp_path / "garden.yaml", FRAMEWORK), "ciso-assistant", gathered=Gathered(before, TODAY))
    assert set(before.documents) == {"alpha-1.0", "beta-2.0"}
