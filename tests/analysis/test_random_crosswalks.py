"""Random crosswalks whose rows are true of real sets: counts sum, statuses follow the table, and what is derived holds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswalk import ids
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.derive import derive
from crosswalk.files.model import DocumentFile, MappingRow, MappingSetFile, ProvisionEntry, StatusEntry
from crosswalk.sources import Layout, SourceFile, Sources
from crosswalk.store import EmbeddedStore, build
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status

SKOS = ids.PREFIXES["skos"]
PREDICATE = {"=": "exactMatch", "<": "broadMatch", ">": "narrowMatch", "o": "relatedMatch"}
STATUS_OF = {"=": "covered", "<": "covered", ">": "partial", "o": "partial", "?": "partial"}
BEST_FIRST = ("covered", "partial", "no-counterpart", "cited", "unmapped")


def relation(one: frozenset[int], other: frozenset[int]) -> str:
    if one == other:
        return "="
    if one < other:
        return "<"
    if one > other:
        return ">"
    return "o" if one & other else "/"


@dataclass
class World:
    """Documents whose provisions are sets of numbers, and what somebody has said about them."""

    sets: dict[str, frozenset[int]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[str, str, str]] = field(default_factory=list)  # (subject, what is said, object)


DOCUMENTS = ("a-1.0", "b-1.0", "c-1.0")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    for document in DOCUMENTS:
        for number in range(draw(st.integers(1, 3))):
            world.sets[f"{document}:{number}"] = draw(st.frozensets(st.integers(0, 4), min_size=1, max_size=4))
        if draw(st.booleans()):  # a parent is the sum of its children
            children = [name for name in world.sets if name.startswith(document)]
            world.sets[f"{document}:whole"] = frozenset().union(*(world.sets[child] for child in children))
            world.parents |= dict.fromkeys(children, f"{document}:whole")
    names = sorted(world.sets)
    pairs = [(s, o) for s in names for o in names if s.split(":")[0] != o.split(":")[0]]
    for subject, target in draw(st.lists(st.sampled_from(pairs), max_size=8, unique=True)):
        said = draw(st.sampled_from(["truth", "truth", "truth", "kind not stated", "cites", "mitigates"]))
        truth = relation(world.sets[subject], world.sets[target])
        if said == "kind not stated":
            if truth == "/":
                continue
            truth = "?"
        world.rows.append((subject, said if said in ("cites", "mitigates") else truth, target))
    for subject in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
        other = draw(st.sampled_from([name for name in DOCUMENTS if not subject.startswith(name)]))
        world.rows.append((subject, "nothing", other))
    return world


def iri(name: str) -> str:
    return ids.DOC + name.replace(":", "/")


def mapping(subject: str, said: str, target: str) -> MappingRow:
    nothing = said == "nothing"
    predicate = {
        "?": SKOS + "closeMatch",
        "cites": ids.PREFIXES["dcterms"] + "references",
        "mitigates": ids.NS + "mitigates",
    }.get(said, SKOS + PREDICATE.get(said, "relatedMatch"))
    modifier = "Not" if said == "/" else ""
    end = ids.NO_TERM_FOUND if nothing else iri(target)
    return MappingRow(
        id=ids.record_id(iri(subject), predicate, modifier, end),
        subject=iri(subject),
        predicate=predicate,
        modifier=modifier,
        object=end,
        justification=ids.PREFIXES["semapv"] + "ManualMappingCuration",
        subject_source=iri(subject.split(":")[0]),
        object_source=iri(target.split(":")[0]),
    )


def crosswalk_of(world: World) -> Crosswalk:
    sources = Sources()
    for document in DOCUMENTS:
        provisions = [
            ProvisionEntry(
                id=local, label=local, kind="provision", parent=(world.parents.get(name) or ":").split(":")[1] or None
            )
            for name in world.sets
            for owner, local in [name.split(":")]
            if owner == document
        ]
        made = DocumentFile(
            id=document,
            title=document,
            version="1",
            publisher="nist",
            date=datetime.date(2025, 1, 1),
            status=StatusEntry(stage="published", as_of=datetime.date(2026, 1, 1), seen="primary"),
            rights="none",
            text_policy="own-words",
            assessable="provision",
            hierarchy="parts",
            loaded=len(provisions),
            provisions=provisions,
        )  # type: ignore[arg-type]
        sources.documents.append((SourceFile(None, "", "document", made.iri), made))  # type: ignore[arg-type]
    options: dict[str, Any] = {"title": None, "description": None, "license": None, "creators": [], "layer": "curated"}
    mapping_set = MappingSetFile(id="all", mappings=[mapping(*row) for row in world.rows], **options)
    sources.mapping_sets.append((SourceFile(None, "", "mapping-set", mapping_set.iri), mapping_set))  # type: ignore[arg-type]
    return Crosswalk(EmbeddedStore(build(sources)), Layout())


def expected_status(world: World, provision: str, reference: str) -> str:
    """Return the status without derivation, read off the rows by the table of the design."""
    found = {"unmapped"}
    for subject, said, target in world.rows:
        if subject == provision and target.split(":")[0] == reference:
            found.add({"nothing": "no-counterpart", "/": "unmapped"}.get(said, STATUS_OF.get(said, "cited")))
        if target == provision and subject.split(":")[0] == reference and said != "nothing":
            turned = {"<": ">", ">": "<"}.get(said, said)
            found.add({"cites": "unmapped", "/": "unmapped"}.get(turned, STATUS_OF.get(turned, "cited")))
    return min(found, key=BEST_FIRST.index)


def sums_and_statuses(world: World) -> None:
    held = crosswalk_of(world)
    for focal in DOCUMENTS:
        provisions = {name for name in world.sets if name.startswith(focal)}
        plain = coverage(held, focal, derived=False)
        assert [found.reference for found in plain] == [name for name in DOCUMENTS if name != focal]
        for before, after in zip(plain, coverage(held, focal), strict=True):
            for found in (before, after):
                assert {answer.provision.id for answer in found.answers} == provisions
                assert sum(found.counts.values()) == found.total == len(provisions)
            for one, better in zip(before.answers, after.answers, strict=True):
                name = one.provision.id
                if not world.parents:  # with parents, citations are inherited
                    assert one.status == expected_status(world, name, before.reference)
                assert list(Status).index(better.status) <= list(Status).index(one.status)
                assert better.status in (one.status, "derived")
                if better.status == "derived":
                    assert any(world.sets[name] & world.sets[proof.object] for proof in better.derived)


def only_truth_is_derived(world: World, hops: int) -> None:
    held = crosswalk_of(world)
    signs = {"=": 1, "<": 2, ">": 4, "o": 8, "/": 16}
    for document in DOCUMENTS:
        for subject, targets in derive(held, document, hops).items():
            for target, found in targets.items():
                truth = signs[relation(world.sets[subject], world.sets[target])]
                assert found.mask & truth, (subject, target, found)
                for source in found._sources:
                    for _, path in source._replace(before=(), after=()).proofs():
                        assert sum(hop.mapping_set is not None for hop in path) <= hops
                        steps = [hop.mapping_set is None for hop in path]
                        assert not any(steps[1:-1])
                    assert all(hop.relation == "equal" for hop in (*source.before, *source.after))


FEW, MANY = (settings(max_examples=number, suppress_health_check=[HealthCheck.too_slow]) for number in (30, 1_000))


@FEW
@given(worlds())
def test_random_crosswalk(world: World) -> None:
    sums_and_statuses(world)


@pytest.mark.slow
@MANY
@given(worlds())
def test_many_random_crosswalks(world: World) -> None:
    sums_and_statuses(world)


@FEW
@given(worlds(), st.integers(1, 3))
def test_what_is_derived_from_true_rows_is_true(world: World, hops: int) -> None:
    only_truth_is_derived(world, hops)


@pytest.mark.slow
@MANY
@given(worlds(), st.integers(1, 3))
def test_what_is_derived_from_many_true_rows_is_true(world: World, hops: int) -> None:
    only_truth_is_derived(world, hops)
