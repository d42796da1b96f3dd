"""What every export has in common: one call, one scope, one report of what was left out, and the same bytes again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

import crosswalk
from crosswalk.errors import UnknownId, UsageError
from crosswalk.formats.writers import Export, Extent, Loss, Scope, exported, exporters, writers
from crosswalk.sources.provenance import provenance
from crosswalk.store.holder import Crosswalk
from tests.formats.conftest import SMALL
from tests.support import ROOT, assert_one_sentence, clean_environment

Cli = Callable[..., Result]
Called = Callable[..., subprocess.CompletedProcess[str]]
ONLY_SMALL = ("--data", str(SMALL), "--only-data")
SCOPES = {
    Extent.WHOLE: Scope(),
    Extent.DOCUMENT: Scope("one-2025"),
    Extent.PAIR: Scope("one-2025", "two-2.0"),
    Extent.SET: Scope(mapping_set="one-2025--two-2.0"),
}
EVERY = [(name, extent) for name, writer in exporters().items() for extent in writer.extents]


def made(crosswalk: Crosswalk, form: str, scope: Scope) -> Export:
    return exported(crosswalk, form, scope.focal, scope.reference, mapping_set=scope.mapping_set)


def test_every_format_was_found() -> None:
    assert len(EVERY) >= 20
    assert {extent for _, extent in EVERY} == set(Extent)


@pytest.mark.parametrize(("form", "extent"), EVERY)
def test_an_export_says_where_it_comes_from(small: Crosswalk, form: str, extent: Extent) -> None:
    scope = SCOPES[extent]
    assert scope.extent is extent
    whole = made(small, form, scope)
    assert whole.origin == provenance(small.layout)
    if form not in ("csv", "xlsx"):  # CSV has no place for it, which its report says; XLSX is read in a test of its own
        text = whole.content.decode()
        assert whole.origin.data in text
        assert scope.command(form) in text


SAME = """
import hashlib
from crosswalk.store.holder import load
from tests.formats.conftest import SMALL
from tests.formats.test_export import EVERY, SCOPES, made
small = load([SMALL], only_data=True)
for form, extent in EVERY:
    print(form, extent, hashlib.sha256(made(small, form, SCOPES[extent]).content).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    """Sets of texts are in another order in every process; no file may be."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", SAME],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=clean_environment({"PYTHONHASHSEED": seed}),
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(EVERY)


@pytest.mark.parametrize(("form", "extent"), sorted({(n, e) for n in exporters() for e in Extent} - set(EVERY)))
def test_what_a_format_cannot_be_written_for_is_one_sentence(small: Crosswalk, form: str, extent: Extent) -> None:
    with pytest.raises(UsageError) as error:
        made(small, form, SCOPES[extent])
    sentence = str(error.value)
    assert f"cannot be written for {extent}" in sentence
    assert f"crosswalk export {form}" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("scope", "error", "says"),
    [
        (Scope("one-2026"), UnknownId, "There is no document “one-2026”. Did you mean one-2025"),
        (Scope("one-2025", "none-1"), UnknownId, "There is no document “none-1”."),
        (Scope(mapping_set="one-2025--two"), UnknownId, "There is no mapping set “one-2025--two”. Did you mean"),
        (Scope("one-2025", "one-2025"), UsageError, "The reference is the focal document itself"),
        (Scope("one-2025", None, "one-2025--two-2.0"), UsageError, "A mapping set is exported by itself"),
    ],
)
def test_a_scope_that_does_not_exist_is_one_sentence(
    small: Crosswalk, scope: Scope, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says.replace("?", r"\?")):
        made(small, "turtle", scope)


def test_an_unknown_format_names_the_formats(small: Crosswalk) -> None:
    with pytest.raises(UsageError, match="Did you mean turtle"):
        exported(small, "turtel")
    with pytest.raises(UsageError, match="Formats: csv, .*, turtle"):
        exported(small, "zzz")
    with pytest.raises(UsageError, match="cannot be written as “xml”"):  # a writer of answers only
        exported(small, "xml")


def test_the_docstring_and_the_page_of_docs_name_every_format() -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for name in exporters():
        assert f"`{name}`" in page
        assert name in str(crosswalk.export.__doc__)


def test_losses_of_nothing_are_not_named() -> None:
    scope, here = Scope(), provenance(crosswalk.Layout())
    some = Export("csv", scope, b"", (Loss(1, "row"), Loss(2, "ask")), here)
    assert some.report() == "Left out, since the format has no place for it: 1 row; 2 asks."
    assert Export("csv", scope, b"", (), here).report() == "Nothing was left out."


def test_the_command_line_writes_the_file_and_the_report(cli: Cli, tmp_path: Path) -> None:
    file, loss = tmp_path / "pair.ttl", tmp_path / "loss.json"
    result = cli("export", "turtle", "one-2025", "two-2.0", "-o", str(file), "--loss", str(loss), *ONLY_SMALL)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Left out, since the format has no place for it: ")
    assert file.read_bytes() == crosswalk.export(
        crosswalk.load([SMALL], only_data=True), "turtle", "one-2025", "two-2.0"
    )
    report: Any = json.loads(loss.read_text(encoding="utf-8"))
    schemas = ROOT / "docs" / "schemas"
    schema = json.loads((schemas / "export.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, registry=_registry(schemas)).validate(report)
    assert report["command"] == "crosswalk export turtle one-2025 two-2.0"
    assert report["bytes"] == file.stat().st_size
    assert [loss["what"] for loss in report["losses"]] == ["named graphs"]


def _registry(folder: Path) -> Any:
    from referencing import Registry, Resource

    read = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in read)


def test_the_formats_are_listed_with_what_they_can_be_written_for(cli: Cli) -> None:
    listed = cli("export").stdout
    for name in exporters():
        assert re.search(rf"^ *{name} ", listed, re.MULTILINE)
    assert "a mapping set" in listed


@pytest.mark.parametrize("option", [("--loss", "x.json"), ("--set", "a--b"), ("-o", "x.csv")])
def test_an_option_without_a_format_is_one_sentence(called: Called, option: tuple[str, str]) -> None:
    assert "needs something to write" in assert_one_sentence(called("export", *option))


def test_every_writer_writes_something() -> None:
    assert all(writer.answer or (writer.write and writer.extents) for writer in writers().values())
