"""The curated sets compared with what others assert: references, associations, contradictions, as docs/curation.md says."""

from __future__ import annotations

import pytest

from crosswalk.analysis.agreement import circles, contradictions
from crosswalk.analysis.catalogue import documents, provisions
from crosswalk.analysis.derive import Derived, derive
from crosswalk.analysis.mappings import SET_RELATIONS, assertions
from crosswalk.store.holder import Crosswalk
from tests.data.test_shipped_rows import MAPPINGS, rows
from tests.support import CODE, CURATED, ROOT

METHOD = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")
REFERENCES = {reference for _, reference in CURATED}


@pytest.fixture(scope="module")
def curated(shipped: Crosswalk) -> dict[str, dict[str, str]]:
    """Return {provision: {object: relation}} of our own rows about overlap; “nothing found” stands at its document."""
    found: dict[str, dict[str, str]] = {}
    for one in assertions(shipped, CODE):
        if one.grade == "E" and one.object_document in REFERENCES:
            end = one.object if one.relation in SET_RELATIONS else one.object_document
            found.setdefault(one.subject, {})[end] = one.relation
    return found


def test_references_of_the_guide_are_met_by_typed_rows(shipped: Crosswalk, curated: dict[str, dict[str, str]]) -> None:
    loaded = {entry.id for entry in documents(shipped) if entry.loaded} - {CODE}
    named = [
        (row["subject_id"], row["object_id"])
        for row in rows(MAPPINGS / "published" / f"{CODE}--references.guide.sssom.tsv")
        if row["object_id"].partition(":")[0] in loaded
    ]
    missed = [pair for pair in named if not _met(shipped, *pair, set(curated.get(pair[0], {})))]
    assert len(named) == 14
    assert len(missed) <= 0.2 * len(named)
    for subject, target in missed:
        assert f"| {subject.partition(':')[2]} | `{target}` |" in METHOD
    assert f"{len(named) - len(missed)} of\nthe 14" in METHOD


def _met(shipped: Crosswalk, subject: str, target: str, mapped: set[str]) -> bool:
    parents = {one.id: one.parent for one in provisions(shipped, target.partition(":")[0])}

    def at_or_under(one: str | None) -> bool:
        return one is not None and (one == target or at_or_under(parents.get(one)))

    return any(at_or_under(one) for one in mapped)


def _overlaps(shipped: Crosswalk) -> list[Derived]:
    """Return the overlaps with the twelve documents that follow and that nobody asserts of the pair itself."""
    return [
        one
        for targets in derive(shipped, CODE).values()
        for one in targets.values()
        if one.object.partition(":")[0] in REFERENCES
        and one.is_overlap
        and not any(len(path) == 1 for path in one.paths)
    ]


def test_no_derived_overlap_meets_a_no_counterpart(shipped: Crosswalk, curated: dict[str, dict[str, str]]) -> None:
    for one in _overlaps(shipped):
        assert curated[one.subject].get(one.object.partition(":")[0]) != "no-counterpart", (one.subject, one.object)


def test_what_follows_through_the_profile_is_asserted_or_explained(
    shipped: Crosswalk, curated: dict[str, dict[str, str]]
) -> None:
    through = [
        (one.subject, one.object)
        for targets in derive(shipped, CODE).values()
        for one in targets.values()
        if one.object.startswith("nist-ai-rmf-1.0:")
        and one.is_overlap
        and any(hop.object.startswith("nist-sp-800-218a:") for path in one.paths for hop in path)
    ]
    alone = [(subject, target) for subject, target in through if target not in curated[subject]]
    assert 0 < len(alone) < len(through)
    for subject, target in alone:
        start, end = f"| {subject.partition(':')[2]} |", f"| `{target.partition(':')[2]}` |"
        [line] = [line for line in METHOD.splitlines() if line.startswith(start) and end in line]
        assert line.endswith(". |")


def test_the_only_contradiction_is_the_listed_one(shipped: Crosswalk) -> None:
    [circle] = circles(contradictions(shipped))
    ends = {end for one in circle for end in (one.subject, one.object)}
    assert all(f"`{end}`" in METHOD for end in ends)
    assert not any(end.startswith(CODE) for end in ends)
