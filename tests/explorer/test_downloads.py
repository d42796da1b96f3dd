"""The menu of downloads: on every view that has an answer, with the formats that fit, each made when it is asked for."""

from __future__ import annotations

import pytest

from crosswalk.explorer.ui.downloads import downloads_of
from crosswalk.explorer.ui.tables import file_name
from crosswalk.formats.writers import Scope, exported
from tests.explorer.pages import CODE, sound

LLM = "owasp-llm-2025"
SET = f"{CODE}--{LLM}"
#: Each view that has the menu, what it is opened with, and the scope that its files have.
VIEWS = [
    ("compare", {"focal": CODE, "reference": LLM}, Scope(CODE, LLM)),
    ("compare", {"focal": CODE, "reference": LLM, "view": "gaps"}, Scope(CODE, LLM)),
    ("coverage", {"focal": LLM}, Scope(LLM)),
    ("matrix", {}, Scope()),
    ("measures", {"focal": CODE, "reference": "ncsc-secure-ai-2023"}, Scope(CODE, "ncsc-secure-ai-2023")),
    ("document", {"id": LLM}, Scope(LLM)),
    ("mapping-set", {"id": SET}, Scope(mapping_set=SET)),
]


def menus(app):
    return sum(one.proto.popover.label == "Download" for one in app.get("popover"))


@pytest.mark.parametrize(("page", "parameters", "scope"), VIEWS, ids=[f"{one[0]} {len(one[1])}" for one in VIEWS])
def test_a_view_offers_what_fits(visit, shipped, page, parameters, scope):
    app = sound(visit(page, **parameters))
    files = downloads_of(shipped, scope)
    assert len(files) >= 2
    offered = {one.key for one in app.get("download_button")}
    assert {f"download.{file.name}" for file in files} <= offered
    assert menus(app) == 1


@pytest.mark.parametrize("scope", [Scope(CODE, LLM), Scope(LLM), Scope(mapping_set=SET)], ids=lambda one: one.extent)
def test_a_file_is_what_the_command_writes(shipped, scope):
    files = {file.name: file for file in downloads_of(shipped, scope)}
    assert len({file_name(name) for name in files}) == len(files)
    for suffix, form in ((".ttl", "turtle"), (".xlsx", "xlsx"), (".sssom.json", "sssom-json")):
        if (file := files.get(scope.name(suffix))) is not None:
            made = exported(shipped, form, scope.focal, scope.reference, mapping_set=scope.mapping_set)
            assert file.content() == made.content


def test_nothing_is_offered_that_would_be_empty(shipped):
    """Nobody has compared these two, and of one that is not loaded there is nothing to compare."""
    labels = [file.label for file in downloads_of(shipped, Scope("google-saif-2023", "nist-sp-800-53-5.2.0"))]
    assert not any(label.startswith("OSCAL") for label in labels)
    named = {file.name for file in downloads_of(shipped, Scope("csa-aicm-1.1"))}
    assert named == {"csa-aicm-1.1.ttl", "csa-aicm-1.1.trig", "csa-aicm-1.1.nq", "csa-aicm-1.1.jsonld"}


def test_there_is_no_menu_on_paper_and_none_where_nothing_was_compared(visit):
    app = sound(visit("compare", focal=CODE, reference=LLM, print="yes"))
    assert menus(app) == 0
    app = sound(visit("compare", focal="google-saif-2023", reference="nist-sp-800-53-5.2.0"))
    assert menus(app) == 0
