"""Every answer in JSON is what its schema in docs/schemas says, and there is a schema for every command that has one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from crosswalk.sources import Layout
from crosswalk.sources.provenance import provenance
from tests.cli.test_formats import ARGUMENTS, CODE, FORMATS, SMALL
from tests.support import ROOT

Cli = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("queries_here")
FOLDER = ROOT / "docs" / "schemas"
SCHEMAS: dict[str, Any] = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
#: Parts of the answers of several commands, and the report of `crosswalk export --loss`.
SHARED = {"crosswalk", "standing", "export"}
INPUTS = ROOT / "tests" / "analysis" / "inputs"
PLANTED = ["--data", INPUTS / "planted", "--only-data"]
#: More answers of a command than the one that every format is asked for.
MORE = [
    ("show", [CODE]),
    ("show", ["etsi"]),
    ("show", ["etsi-ren-sai-0022"]),
    ("show", [f"{CODE}--owasp-llm-2025"]),
    ("show", ["owasp-llm-2025"]),
    ("coverage", [CODE]),
    ("coverage", ["focus-1.0", "--data", INPUTS / "statuses", "--only-data"]),
    ("gaps", [CODE, "csa-aicm-1.1"]),
    ("tracker", ["--since", "2025-06"]),
    ("tracker", []),
    ("search", ["zzzzzz"]),
    ("search", ["CRA Art. 13"]),
    ("diff", ["std-1.0", "std-2.0", "--data", INPUTS / "editions", "--only-data"]),
    ("agreement", ["a-1.0", "b-1.0", *PLANTED]),
    ("agreement", ["a-1.0", "c-1.0", *PLANTED]),
    ("measures", []),
    ("measures", [CODE]),
    ("measures", [CODE, "etsi-en-304-223-2.1.1"]),
    ("measures", [CODE, "--each"]),
    ("measures", ["--only", CODE]),
    ("measures", ["--only", CODE, "--among", "ncsc-secure-ai-2023"]),
    ("measures", ["--among", CODE, "--among", "ncsc-secure-ai-2023"]),
    ("measures", ["alpha-1.0", "gamma-1.0", "--data", INPUTS / "asks", "--only-data"]),
    ("measures", ["--only", "alpha-1.0", "--data", INPUTS / "asks", "--only-data"]),
    ("coverage", ["eu-ai-act-2024", "-r", "etsi-en-304-223-2.1.1"]),
    ("measures", ["--lacking", "eu-ai-act-2024"]),
    ("measures", ["--lacking", "gamma-1.0", "--others", "1", "--data", INPUTS / "asks", "--only-data"]),
    ("measures", ["--asked-by", CODE, "--asked-by", "ncsc-secure-ai-2023"]),
    ("trace", ["a-1.0:7", "c-1.0:7", *PLANTED]),
    ("trace", ["a-1.0:1", "c-1.0:1", *PLANTED]),
    ("structure", []),
    ("query", []),
    ("query", ["--text", "ASK {}"]),
    ("query", ["--text", 'SELECT (1 AS ?n) ("x"@en AS ?l) (cw:shall AS ?i) (BNODE() AS ?b) ?none {}']),
    ("query", ["works-cited"]),
]


def checked(name: str, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(text)
    validator = Draft202012Validator(
        SCHEMAS[name], registry=REGISTRY, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(answer)
    assert list(answer)[0] == "crosswalk"
    return answer


def test_every_command_with_json_has_a_schema() -> None:
    assert set(SCHEMAS) - SHARED == {name for name, form in FORMATS if form == "json"}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_names_itself(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"].endswith(f"/{name}.json")
    assert SCHEMAS[name]["title"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [*((name, ARGUMENTS[name]) for name in sorted(set(SCHEMAS) - SHARED)), *MORE],
    ids=lambda part: part if isinstance(part, str) else " ".join(Path(str(word)).name for word in part),
)
def test_answer(cli: Cli, name: str, arguments: list[str | Path]) -> None:
    result = cli(name, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    checked(name, result.stdout)


def test_faults_are_as_the_schema_says(cli: Cli) -> None:
    folder = SMALL.parent / "self-mapping"
    result = cli("validate", "--data", folder, "--only-data", "--format", "json")
    answer = checked("validate", result.stdout)
    assert answer["results"]
    looked_at = answer["checked"]
    assert (looked_at["conforms"], looked_at["unfinished"], looked_at["left_out"]) == (False, [], 0)
    assert looked_at["files"] > 0
    assert looked_at["rules"] > 30


def test_an_answer_says_where_it_comes_from(cli: Cli) -> None:
    shipped = checked("stats", cli("stats", "--format", "json").stdout)["crosswalk"]
    assert shipped == provenance(Layout()).as_json()
    assert (shipped["date"], shipped["licence"][:8]) == (
        (ROOT / "data/VERSION").read_text(encoding="utf-8").strip().replace(".", "-"),
        "https://",
    )
    own = checked("stats", cli("stats", "--format", "json", "--data", SMALL, "--only-data").stdout)["crosswalk"]
    assert (own["date"], own["licence"]) == (None, None)
    joined = provenance(Layout.of([SMALL])).as_json()
    assert (joined["date"], joined["licence"]) == (shipped["date"], None)
    assert len({shipped["data"], own["data"], joined["data"]}) == 3


def test_the_joint_conclusion_of_a_trace(cli: Cli) -> None:
    result = cli("trace", "a-1.0:7", "c-1.0:7", *PLANTED, "--format", "json")
    assert checked("trace", result.stdout)["joint"]["proved"] is False
    result = cli("trace", "a-1.0:1", "c-1.0:1", *PLANTED, "--format", "json")
    assert checked("trace", result.stdout)["joint"] == {"relation": [], "proved": True, "contradiction": True}


def test_the_check_can_fail() -> None:
    bad = {"crosswalk": provenance(Layout()).as_json(), "standing": [], "results": [{"id": "a-1.0"}]}
    assert not Draft202012Validator(SCHEMAS["documents"], registry=REGISTRY).is_valid(bad)
    assert not Draft202012Validator(SCHEMAS["search"], registry=REGISTRY).is_valid({"results": []})
