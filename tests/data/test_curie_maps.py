"""Every shipped mapping set carries the prefixes that it uses, so that any SSSOM tool reads it as we do."""

from __future__ import annotations

from pathlib import Path

import curies
import pytest
import yaml

from crosswalk import ids
from crosswalk.files.model import MappingRow
from crosswalk.formats.readers.sssom import library  # keeps sssom-pydantic from making a folder in the user's home
from crosswalk.sources import Layout, Sources, read_sources
from tools.curie_map import main, with_curie_map

PATHS = [file.path for file in Layout().files() if file.kind == "mapping-set"]
ENDS = ("subject_id", "predicate_id", "object_id", "mapping_justification")
Row = dict[str, str]


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(Layout())


def header_and_rows(path: Path) -> tuple[dict[str, object], list[Row]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    columns, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return header, [dict(zip(columns, row, strict=True)) for row in rows]


def ours(path: Path, sources: Sources) -> list[MappingRow]:
    [mappings] = [mapping_set.mappings for file, mapping_set in sources.mapping_sets if file.path == path]
    return mappings


def test_all_sets_were_found() -> None:
    assert len(PATHS) == 61


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_the_map_has_the_prefixes_in_use_and_no_others(path: Path) -> None:
    header, rows = header_and_rows(path)
    used = {row[slot].partition(":")[0] for row in rows for slot in ENDS}
    used |= {"cwdoc"} if {"subject_source", "object_source"} & {*header, *rows[0]} else set()
    used |= {"cworg"} if "mapping_provider" in header else set()
    used |= {"cw", "xsd"} if "extension_definitions" in header else set()
    given = header["curie_map"]
    assert isinstance(given, dict)
    assert list(given) == sorted(used)
    known = ids.prefixes(file.path.stem for file in Layout().files() if file.kind in ("document", "measures"))
    assert given == {prefix: known[prefix] for prefix in used}
    assert with_curie_map(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_curie_expands_by_the_map_alone_as_we_read_it(path: Path, sources: Sources) -> None:
    header, rows = header_and_rows(path)
    converter = curies.Converter.from_prefix_map(header["curie_map"])
    expanded = [tuple(converter.expand(row[slot], strict=True) for slot in ENDS) for row in rows]
    assert expanded == [
        (mapping.subject, mapping.predicate, mapping.object, mapping.justification) for mapping in ours(path, sources)
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_another_reader_loses_no_row(path: Path, sources: Sources) -> None:
    assert library.MappingSetRecord is not None
    import sssom_pydantic

    mappings, converter, mapping_set, errors = sssom_pydantic.read(path, return_errors=True)
    assert errors == []
    assert str(mapping_set.id) == ids.SET + path.name.removesuffix(".sssom.tsv")
    expanded = [
        tuple(
            converter.expand(end.curie, strict=True)
            for end in (mapping.subject, mapping.predicate, mapping.object, mapping.justification)
        )
        for mapping in mappings
    ]
    assert expanded == [
        (mapping.subject, mapping.predicate, mapping.object, mapping.justification) for mapping in ours(path, sources)
    ]


TEXT = (
    "#mapping_set_id: x\n#extension_definitions:\n#  - slot_name: size\n#    type_hint: xsd:integer\n"
    "subject_id\tpredicate_id\tobject_id\tcomment\n"
    "a-1:1\tskos:closeMatch\tsssom:NoTermFound\tSee owl:Thing.\n"
    f"a-1:2\tskos:closeMatch\t{ids.DOC}b-1/2\t\n"
)
MAP = (
    f"#curie_map:\n#  a-1: {ids.DOC}a-1/\n#  cwdoc: {ids.DOC}\n#  skos: {ids.PREFIXES['skos']}\n"
    f"#  sssom: {ids.PREFIXES['sssom']}\n#  xsd: {ids.PREFIXES['xsd']}\n"
)


def test_the_map_is_written_below_the_header_and_kept_in_its_place() -> None:
    columns = TEXT.index("subject_id")
    assert with_curie_map(TEXT) == TEXT[:columns] + MAP + TEXT[columns:]
    early = TEXT.replace("#extension", "#curie_map:\n#  owl: wrong\n#  pub: https://example.org/\n#extension", 1)
    assert with_curie_map(early) == TEXT.replace("#extension", MAP + "#extension", 1)
    assert with_curie_map("#mapping_set_id: x\n") == "#mapping_set_id: x\n"


def test_a_prefix_of_the_files_own_keeps_its_address() -> None:
    text = TEXT.replace("a-1:2", "Pub:2").replace(
        "#extension", "#curie_map:\n#  Pub: https://example.org/\n#extension", 1
    )
    assert "#  Pub: https://example.org/\n#  a-1: " in with_curie_map(text)
    with pytest.raises(ValueError, match="the prefix “Pub” cannot be the id of a document"):
        with_curie_map(TEXT.replace("a-1:2", "Pub:2"))


def test_the_command_writes_and_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str | Path) -> int | str | None:
        monkeypatch.setattr("sys.argv", ["curie_map", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code

    path = tmp_path / "x.sssom.tsv"
    path.write_text(TEXT, encoding="utf-8")
    assert run("--check", path) == 1
    assert "the curie_map is wrong" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == TEXT
    assert run(path) == 0
    assert MAP in path.read_text(encoding="utf-8")
    assert run("--check", path) == 0
    assert "gone.tsv: " in str(run(tmp_path / "gone.tsv"))
    assert run("--check") == 0


def test_the_example_in_contributing_has_the_map_it_needs() -> None:
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = text[text.index("#mapping_set_id:") :].partition("```")[0]
    assert "#curie_map:\n" in example
    assert with_curie_map(example) == example
