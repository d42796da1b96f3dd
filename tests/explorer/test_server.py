"""What the server asks before anybody visits, what it tells Streamlit, and what the page on security says of it."""

from __future__ import annotations

import re

from streamlit import config

from crosswalk.analysis.catalogue import stats
from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover, server
from crosswalk.limits import CONNECTIONS, REQUEST_BYTES, REQUEST_SECONDS, VISITOR_MEGABYTES
from tests.explorer.pages import words_of
from tests.support import ROOT


def test_what_the_first_page_shows_is_asked_before_anybody_visits(visit):
    asked = []
    server._ask_ahead(asked.append)
    [crosswalk] = asked
    discover()[0].warm_up(crosswalk)
    assert f"{stats(crosswalk).documents} documents" in words_of(visit("home"))


def test_a_fault_that_is_met_ahead_is_left_to_the_page():
    def questions(_):
        raise CrosswalkError("reported on the page")

    server._ask_ahead(questions)


def test_every_setting_is_one_that_streamlit_has():
    known = config.get_config_options()
    assert set(server._SETTINGS) <= set(known)


def test_the_page_on_security_names_the_limits_and_tests_that_exist():
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert VISITOR_MEGABYTES == 1
    for limit in (
        f"{REQUEST_BYTES // 1000} kB",
        f"{REQUEST_SECONDS:.0f} seconds",
        f"the {CONNECTIONS + 1}th connection",
    ):
        assert limit in page
    named = re.findall(r"`(tests/[\w./]+)`", page)
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []
