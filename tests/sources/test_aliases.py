"""The aliases of a document: what its file may say of how others cite it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.sources import Layout, read_sources

DOCUMENT = """\
id: a-1.0
title: A
version: "1.0"
publisher: nist
date: 2025-01-01
status: {stage: published, as_of: 2026-11-22, seen: primary}
rights: none
text_policy: own-words
assessable: [provision]
loaded: 1
ALIASES
provisions:
  - {id: "1.1", label: One, kind: provision}
"""


def faults(tmp_path: Path, aliases: str) -> list[tuple[str, int | None, str]]:
    file = tmp_path / "data" / "documents" / "a-1.0.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DOCUMENT.replace("ALIASES", aliases), encoding="utf-8")
    report = read_sources(Layout.of([tmp_path], only_data=True)).report
    return [(fault.rule, fault.line, fault.message) for fault in report]


def test_aliases_are_read(tmp_path: Path) -> None:
    assert faults(tmp_path, 'aliases: {prefixes: A, addresses: "https://a.example/#", ids: {one: "1.1"}}') == []


@pytest.mark.parametrize(
    ("aliases", "rule", "said"),
    [
        ('aliases: {ids: {one: "1.2"}}', "alias-of-nothing", "“one” is said to be “1.2”"),
        ("aliases: {addresses: a.example}", "document-fields", "not a web address"),
        ("aliases: {prefix: A}", "document-fields", "Did you mean prefixes?"),
    ],
)
def test_what_is_wrong_with_aliases_is_said(tmp_path: Path, aliases: str, rule: str, said: str) -> None:
    [(found, line, message)] = faults(tmp_path, aliases)
    assert (found, line) == (rule, 11)
    assert said in message
