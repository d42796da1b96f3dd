"""A set may carry a `curie_map`: what agrees with our prefixes is read, what adds to them is honoured, the rest is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk import ids
from crosswalk.sources import Layout, Sources, read_sources

HERE = Path(__file__).parent
NAME = "mappings/curated/alpha-1.0--beta-1.0.sssom.tsv"
PLAIN = (HERE / "accepted" / "plain" / NAME).read_text(encoding="utf-8")
COLUMNS = PLAIN[PLAIN.index("subject_id") : PLAIN.index("alpha-1.0:1.1")]


def read(folder: Path, curie_map: str, rows: str | None = None) -> Sources:
    path = folder / NAME
    path.parent.mkdir(parents=True)
    head, _, body = PLAIN.partition(COLUMNS)
    path.write_text(head + curie_map + COLUMNS + (rows or body), encoding="utf-8")
    return read_sources(Layout.of([HERE / "documents", folder], only_data=True))


def test_a_map_that_agrees_changes_nothing(tmp_path: Path) -> None:
    without, with_map = (
        read(tmp_path / name, curie_map)
        for name, curie_map in (
            ("without", ""),
            ("with", f"#curie_map:\n#  alpha-1.0: {ids.DOC}alpha-1.0/\n#  skos: {ids.PREFIXES['skos']}\n"),
        )
    )
    assert list(with_map.report) == list(without.report) == []
    assert with_map.mapping_sets[0][1] == without.mapping_sets[0][1]


def test_prefixes_that_only_the_map_knows_are_honoured_in_that_file(tmp_path: Path) -> None:
    sources = read(
        tmp_path,
        f"#curie_map:\n#  pub: https://example.org/pub/\n#  same: https://example.org/pub/\n#  a: {ids.DOC}alpha-1.0/\n"
        "#  dct: http://purl.org/dc/terms/\n#creator_id: pub:somebody\n",
        "a:1.1\tdct:references\t\tpub:one\tsemapv:ManualMappingCuration\tNamed.\n"
        "alpha-1.0:1.2\tskos:closeMatch\t\tsame:two\tsemapv:ManualMappingCuration\tNamed.\n",
    )
    assert list(sources.report) == []
    [(_, mapping_set)] = sources.mapping_sets
    assert [(mapping.subject, mapping.predicate, mapping.object) for mapping in mapping_set.mappings] == [
        (f"{ids.DOC}alpha-1.0/1.1", ids.PREFIXES["dcterms"] + "references", "https://example.org/pub/one"),
        (f"{ids.DOC}alpha-1.0/1.2", ids.PREFIXES["skos"] + "closeMatch", "https://example.org/pub/two"),
    ]


def test_a_map_counts_for_its_own_file_only(tmp_path: Path) -> None:
    row = "alpha-1.0:1.1\tskos:closeMatch\t\tpub:one\tsemapv:ManualMappingCuration\tNamed.\n"
    read(tmp_path / "one", "#curie_map:\n#  pub: https://example.org/pub/\n", row)
    other = tmp_path / "two" / NAME.replace("alpha-1.0--beta-1.0", "alpha-1.0--beta-1.0.other")
    other.parent.mkdir(parents=True)
    text = PLAIN.replace("alpha-1.0--beta-1.0", "alpha-1.0--beta-1.0.other")
    other.write_text(text[: text.index(COLUMNS)] + COLUMNS + row, encoding="utf-8")
    layout = Layout.of([HERE / "documents", tmp_path / "one", tmp_path / "two"], only_data=True)
    [fault] = read_sources(layout).report
    assert (fault.rule, fault.file, fault.line) == ("sssom-row", str(other), 9)
    assert "no loaded document has the id “pub”" in fault.message


@pytest.mark.parametrize(
    ("curie_map", "line", "message"),
    [
        (
            "#curie_map:\n#  semapv: https://w3id.org/semapv/vocab/\n#  skos: https://example.org/skos#\n",
            10,
            "curie_map: the prefix “skos” means http://www.w3.org/2004/02/skos/core# here; "
            "correct the address or use another prefix.",
        ),
        (
            "#curie_map:\n#  alpha-1.0: https://example.org/\n",
            9,
            f"curie_map: the prefix “alpha-1.0” means {ids.DOC}alpha-1.0/ here; "
            "correct the address or use another prefix.",
        ),
        ("#curie_map:\n#  pub: 7\n", 9, "curie_map: “pub: 7” is not a prefix with a full address."),
        ("#curie_map:\n#  pub: a b\n", 9, "curie_map: “pub: a b” is not a prefix with a full address."),
        ("#curie_map: [skos]\n", 8, "curie_map must list prefixes, one a line, each with its address."),
    ],
    ids=["vocabulary", "document", "number", "words", "list"],
)
def test_a_map_that_differs_is_a_fault(tmp_path: Path, curie_map: str, line: int, message: str) -> None:
    sources = read(tmp_path, curie_map)
    assert [(fault.rule, fault.file, fault.line, fault.message) for fault in sources.report] == [
        ("sssom-header", str(tmp_path / NAME), line, message)
    ]
    assert sources.mapping_sets == []
