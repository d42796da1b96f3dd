"""What the server asks before anybody visits."""

from __future__ import annotations

from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover, server
from tests.explorer.pages import words_of


def test_what_the_first_page_shows_is_asked_before_anybody_visits(visit):
    asked = []
    server._ask_ahead(asked.append)
    [crosswalk] = asked
    counts, *_ = discover()[0].warm_up(crosswalk)
    assert f"{counts.documents} documents" in words_of(visit("home"))


def test_a_fault_that_is_met_ahead_is_left_to_the_page():
    def questions(_):
        raise CrosswalkError("reported on the page")

    server._ask_ahead(questions)
