"""OSCAL: typed rules of our own, as the published model of a mapping collection has them; nothing beside them."""

from __future__ import annotations

import json
import uuid
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from crosswalk import ids
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.units import units_of
from crosswalk.errors import NothingLoaded, UsageError
from crosswalk.formats.writers import export, exported
from crosswalk.formats.writers.oscal import token
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status

Uuid = Annotated[
    str, Field(pattern=r"^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$")
]
Token = Annotated[str, Field(pattern=r"^[\p{L}_][\p{L}\p{N}.\-_]*$")]
Line = Annotated[str, Field(pattern=r"^\S[^\n]*$")]
PAIRS = [
    ("dsit-ai-code-2025", "owasp-llm-2025"),
    ("etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023"),
    ("nist-csf-2.0", "nist-sp-800-53-5.2.0"),
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"))


class Prop(Strict):
    name: Token
    ns: Line
    value: Line


class Item(Strict):
    type: Literal["control", "statement"]
    id_ref: Token
    props: Annotated[list[Prop], Field(min_length=1)]


class Map(Strict):
    uuid: Uuid
    ns: Literal["https://w3id.org/ai-security-crosswalk/ns#"] | None = None
    matching_rationale: Literal["syntactic", "semantic", "functional"]
    relationship: Token
    sources: Annotated[list[Item], Field(min_length=1)]
    targets: Annotated[list[Item], Field(min_length=1)]
    props: Annotated[list[Prop], Field(min_length=1)]
    remarks: Line | None = None


class Resource(Strict):
    type: Literal["catalog", "profile"]
    href: Line
    props: Annotated[list[Prop], Field(min_length=1)]


class Selection(Strict):
    with_ids: Annotated[list[Token], Field(min_length=1)]


class Gaps(Strict):
    uuid: Uuid
    unmapped_controls: Annotated[list[Selection], Field(min_length=1)]


class OneMapping(Strict):
    uuid: Uuid
    source_resource: Resource
    target_resource: Resource
    maps: Annotated[list[Map], Field(min_length=1)]
    source_gap_summary: Gaps | None = None
    target_gap_summary: Gaps | None = None


class Link(Strict):
    href: Line
    rel: Token


class Metadata(Strict):
    title: Line
    last_modified: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
    version: Line
    oscal_version: Literal["1.2.1"]
    props: Annotated[list[Prop], Field(min_length=1)]
    links: Annotated[list[Link], Field(min_length=1)] | None = None
    remarks: str


class Provenance(Strict):
    method: Literal["human", "automation", "hybrid"]
    matching_rationale: Literal["syntactic", "semantic", "functional"]
    status: Literal["complete", "not-complete", "draft", "deprecated", "superseded"]
    mapping_description: Line


class Collection(Strict):
    uuid: Uuid
    metadata: Metadata
    provenance: Provenance
    mappings: Annotated[list[OneMapping], Field(min_length=1)]


class Whole(Strict):
    mapping_collection: Collection


def read(content: bytes) -> Collection:
    return Whole.model_validate_json(content).mapping_collection


@pytest.mark.parametrize("pair", PAIRS)
def test_a_mapping_collection_is_as_its_model_says(shipped: Crosswalk, pair: tuple[str, str]) -> None:
    content = export(shipped, "oscal", *pair)
    found = read(content)
    [mapping] = found.mappings
    assert (mapping.source_resource.href, mapping.target_resource.href) == tuple(ids.DOC + name for name in pair)
    every = json.loads(content)
    uuids = list(_uuids(every))
    assert len(uuids) == len(set(uuids)) > 5
    assert {uuid.UUID(one).version for one in uuids} == {5}


def _uuids(node: Any) -> Any:
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == "uuid")
        yield from (one for value in node.values() for one in _uuids(value))
    elif isinstance(node, list):
        yield from (one for value in node for one in _uuids(value))


@pytest.mark.parametrize("pair", PAIRS[:2])
def test_every_provision_is_mapped_or_in_a_gap_summary(shipped: Crosswalk, pair: tuple[str, str]) -> None:
    [mapping] = read(export(shipped, "oscal", *pair)).mappings
    for side, other, summary in (
        (*pair, mapping.source_gap_summary),
        (*reversed(pair), mapping.target_gap_summary),
    ):
        [answers] = coverage(shipped, side, other)
        gaps = {name for one in summary.unmapped_controls for name in one.with_ids} if summary else set()
        met = {Status.COVERED, Status.PARTIAL, Status.DERIVED}
        assert gaps == {
            token(ids.split(answer.provision.id)[1]) for answer in answers.answers if answer.status not in met
        }
    units = {unit.id for unit in units_of(shipped, *pair)}
    mapped = {prop.value for one in mapping.maps for item in one.sources for prop in item.props}
    gaps = {
        name
        for one in (mapping.source_gap_summary or Gaps.model_construct(unmapped_controls=[])).unmapped_controls
        for name in one.with_ids
    }
    assert {token(ids.split(unit)[1]) for unit in units - mapped} <= gaps


def test_a_map_says_what_the_row_says(shipped: Crosswalk) -> None:
    [mapping] = read(export(shipped, "oscal", *PAIRS[0])).mappings
    [answers] = coverage(shipped, *PAIRS[0])
    stated = {
        (end.subject, end.object, end.relation)
        for answer in answers.answers
        for end in answer.mappings
        if end.is_set_relation and not end.dangling
    }
    ours = {"equal-to": "equal"}
    said = {
        (one.sources[0].props[0].value, one.targets[0].props[0].value, ours.get(one.relationship, one.relationship))
        for one in mapping.maps
        if {prop.name: prop.value for prop in one.props}["justification"] != "semapv:MappingChaining"
    }
    assert said == stated != set()
    for one in mapping.maps:
        oscal = {"equal-to", "subset-of", "superset-of", "intersects-with", "no-relationship"}
        assert (one.ns is None) == (one.relationship in oscal)


def test_what_is_left_out_is_counted(shipped: Crosswalk) -> None:
    made = exported(shipped, "oscal", *PAIRS[0])
    [answers] = coverage(shipped, *PAIRS[0])
    others = {
        end for answer in answers.answers for end in answer.mappings if not end.is_set_relation or end.nothing_found
    }
    assert made.losses[0].count == len(others) > 0


def test_without_a_mapping_there_is_no_collection(small: Crosswalk, shipped: Crosswalk) -> None:
    with pytest.raises(UsageError, match="OSCAL needs at least one mapping"):
        export(shipped, "oscal", "google-saif-2023", "nist-sp-800-53-5.2.0")
    with pytest.raises(NothingLoaded):
        export(small, "oscal", "three-unidentified-2023", "one-2025")
