"""How to cite: CITATION.cff is complete, and its versions are those of the program and of the data."""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from crosswalk.cli import group
from tests.recipes import read
from tests.support import ROOT

REQUIRED = {"cff-version", "message", "title", "authors"}


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    loaded = yaml.safe_load(read("CITATION.cff"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def data(citation: dict[str, Any]) -> dict[str, Any]:
    [entry] = [reference for reference in citation["references"] if reference["type"] == "data"]
    assert isinstance(entry, dict)
    return entry


def test_citation_has_what_its_format_requires(citation: dict[str, Any], data: dict[str, Any]) -> None:
    assert set(citation) >= REQUIRED | {"version", "license", "type"}
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["authors"] == data["authors"] == [{"name": "crosswalk project"}]
    assert set(data) >= {"authors", "title", "type"}
    assert all(isinstance(entry["version"], str) for entry in (citation, data))


def test_versions_and_licences_are_those_of_the_project(citation: dict[str, Any], data: dict[str, Any]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert citation["version"] == project["version"]
    assert data["version"] == read("data/VERSION").strip()
    assert f"{citation['license']} AND {data['license']}" == project["license"]


def test_the_command_names_both_versions() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    result = CliRunner().invoke(group, ["--version"])
    assert result.output == f"crosswalk {version}, data of {read('data/VERSION').strip()}\n"


def test_the_version_of_the_data_is_a_day() -> None:
    text = read("data/VERSION")
    assert re.fullmatch(r"\d{4}\.\d{2}\.\d{2}\n", text)
    datetime.datetime.strptime(text.strip(), "%Y.%m.%d")
    assert (ROOT / "data/VERSION").stat().st_size == 11
