"""The catalogue is whole: the exact count of every document and mapping set, and nothing filtered on the way."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

from crosswalk.analysis.catalogue import documents, loaded_documents, mapping_sets, stats
from crosswalk.analysis.timeline import changes_since
from crosswalk.analysis.tracker import milestones, work_items
from crosswalk.sources import shipped_root
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Stage
from tests.support import CODE

HERE = Path(__file__).parent / "expected"
ROOT = shipped_root()
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


#: Cited without an address, or with one that does not work; the note of each says so.
WITHOUT_ADDRESS = {
    "deloitte-unidentified-2023",
    "microsoft-unidentified-2022",
    "ncsc-positive-culture-cited-2025-01",
    "owasp-ai-security-coe-guide-cited-2025-01",
}
DOCUMENTS = {row["document"]: row for row in table("documents.tsv")}
SETS = {row["mapping set"]: int(row["mappings"]) for row in table("mapping-sets.tsv")}


def read(path: Path) -> dict[str, object]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("document", DOCUMENTS)
def test_exact_count_of_every_document(shipped: Crosswalk, document: str) -> None:
    expected = DOCUMENTS[document]
    kinds = stats(shipped).per_document[document].kinds
    assert ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())) == expected["kinds"]
    entry = next(one for one in documents(shipped) if one.id == document)
    assert str(entry.loaded) == expected["loaded"]
    assert ("" if entry.total is None else str(entry.total)) == expected["total"]


def test_every_document_with_provisions_is_counted(shipped: Crosswalk) -> None:
    assert set(stats(shipped).per_document) == set(DOCUMENTS)
    loaded = {entry.id for entry in documents(shipped) if entry.loaded}
    assert loaded == {name for name, row in DOCUMENTS.items() if row["loaded"] != "0"}


def test_exact_count_of_every_mapping_set(shipped: Crosswalk) -> None:
    assert {entry.id: entry.mappings for entry in mapping_sets(shipped)} == SETS


def test_nothing_is_filtered_between_the_files_and_the_graph(shipped: Crosswalk) -> None:
    files = [read(path) for path in (ROOT / "data" / "documents").iterdir()]
    held = {entry.id for entry in documents(shipped)}
    assert held == {str(one["id"]) for one in files}
    provisions = sum(len(one.get("provisions") or []) for one in files)  # type: ignore[arg-type]
    assert stats(shipped).provisions == provisions
    rows = Counter[str]()
    for path in (ROOT / "mappings").rglob("*.tsv"):
        if path.parent.name == "measures":
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        rows[path.name.removesuffix(".sssom.tsv")] = len(lines) - 1
    assert dict(rows) == SETS


def test_every_ask_measure_and_row_of_the_files_is_in_the_graph(shipped: Crosswalk) -> None:
    def lines(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")][1:]

    asks = [line for path in (ROOT / "data" / "asks").iterdir() for line in lines(path) if "#" in line.split("\t")[0]]
    found = ask(shipped, "asks", document=list(loaded_documents(shipped))).records()
    assert len({row["ask"] for row in found}) == len(asks) > 2000
    measures = [line for path in (ROOT / "data" / "measures").iterdir() for line in lines(path)]
    assert len(ask(shipped, "measures").rows) == len(measures) > 400
    rows = [line for path in (ROOT / "mappings" / "measures").iterdir() for line in lines(path)]
    assert len(ask(shipped, "ask-rows", document=list(loaded_documents(shipped))).rows) == len(rows) > 2000


def test_the_collection_has_not_shrunk(shipped: Crosswalk) -> None:
    found = stats(shipped)
    entries = documents(shipped)
    assert found.documents >= 231
    assert sum(bool(entry.loaded) and entry.loaded == entry.total for entry in entries) >= 42
    assert found.provisions >= 4_700
    published = [entry for entry in mapping_sets(shipped) if entry.layer == "published"]
    assert len(published) >= 37
    assert sum(entry.mappings for entry in published) >= 5_300
    assert len(work_items(shipped)) >= 87
    assert len(milestones(shipped)) >= 126


def test_every_document_says_what_a_delegate_asks_first() -> None:
    for path in sorted((ROOT / "data" / "documents").iterdir()):
        head = read(path)
        assert head["publisher"], path.name
        assert head["version"], path.name
        assert head["date"], path.name
        assert set(head["status"]) == {"stage", "as_of", "seen"}, path.name  # type: ignore[call-overload]
        assert head["rights"], path.name
        assert head["text_policy"], path.name
        assert str(head.get("url", "")).startswith("http") or head["id"] in WITHOUT_ADDRESS, path.name
        assert len(str(head.get("note", ""))) > 20 or not head["loaded"], path.name


def test_texts_that_may_not_be_carried_are_not(shipped: Crosswalk) -> None:
    """ISO and CSA give ids and titles only; so do the drafts whose text nobody here has read."""
    restricted = {entry.id for entry in documents(shipped) if entry.text_policy != "own-words"}
    assert {"iso-iec-42001-2023", "iso-iec-27001-2022"} <= restricted
    for path in sorted((ROOT / "data" / "documents").iterdir()):
        head = read(path)
        if head["id"] in restricted:
            summaries = [one["id"] for one in head.get("provisions") or [] if one.get("summary")]  # type: ignore[attr-defined]
            assert summaries == [], path.name


def test_every_stage_says_when_and_how_it_is_known(shipped: Crosswalk) -> None:
    bodies = {item.body for item in work_items(shipped)}
    assert bodies >= {"etsi", "iso-iec", "cen-cenelec", "ieee", "itu-t", "nist", "ietf"}
    for one in milestones(shipped):
        assert one.stage in list(Stage)
        assert one.as_of
        assert one.seen in ("primary", "secondary", "unverified")
    supported = {law for item in work_items(shipped) for law in item.supports}
    assert {f"eu-ai-act-2024:Art-{number}" for number in (9, 10, 12, 13, 14, 15, 17)} <= supported
    assert any(change.thing == "pren-18282" for change in changes_since(shipped, "2026-07-01"))


def test_references_that_nist_only_publishes_are_not_graded_as_its_own(shipped: Crosswalk) -> None:
    sets = {one.id: one for one in mapping_sets(shipped)}
    third = sets["nist-csf-2.0--iso-iec-27001-2022"]
    assert (third.provider, third.grades) == ("nist-reference-developers", ("C",))
    own = sets["nist-csf-2.0--nist-sp-800-53-5.2.0"]
    assert (own.provider, own.grades) == ("nist", ("A",))


def test_sets_of_citations_have_the_rights_of_their_source(shipped: Crosswalk) -> None:
    """The Code and its Guide are under the OGL, so the rows are; of the standard of ETSI only facts are carried."""
    sets = {one.id: one for one in mapping_sets(shipped)}
    for name in (f"{CODE}--references", f"{CODE}--references.guide"):
        assert "open-government-licence/version/3" in (sets[name].license or "")
        assert "Open Government Licence v3.0" in (sets[name].description or "")
    etsi = sets["etsi-en-304-223-2.1.1--references"].description or ""
    assert "© ETSI, all rights reserved" in etsi
    assert "Only facts are carried" in etsi


def test_controls_that_owasp_lists_for_the_guidelines_are_its_own_assertions(shipped: Crosswalk) -> None:
    sets = {one.id: one for one in mapping_sets(shipped)}
    for name, number in (
        ("ncsc-secure-ai-2023--owasp-ai-exchange-2026-08", 50),
        (f"{CODE}--owasp-ai-exchange-2026-08.owasp", 37),
    ):
        one = sets[name]
        assert (one.provider, one.date, one.grades, one.mappings) == ("owasp", "2026-08-22", ("A",), number)
        assert one.quality.basis is None
        assert "publicdomain/zero" in (one.license or "")


def test_organisations_play_their_parts(shipped: Crosswalk) -> None:
    known = {row["organisation"]: row["kind"] for row in ask(shipped, "organisations").records()}
    assert {name for name, kind in known.items() if kind == "forum"} >= {"g7", "oecd", "council-of-europe"}
    behind = list(ask(shipped, "cosealing-agencies", document="cisa-ai-data-security-2025").records())
    assert len(behind) >= 5
