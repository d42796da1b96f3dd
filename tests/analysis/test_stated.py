"""How binding a provision is: what is shown of it is what a filter looks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from crosswalk.analysis.catalogue import Filters, provision_index
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import coverage
from crosswalk.analysis.gaps import gaps
from crosswalk.analysis.stated import levels_of, stated
from crosswalk.errors import UsageError
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Status
from tests.support import results

ACT, EN = "eu-ai-act-2024", "etsi-en-304-223-2.1.1"


def test_a_provision_has_its_own_level_or_those_of_its_parts(shipped: Crosswalk) -> None:
    known = provision_index(shipped, ACT)
    article = stated(shipped, known[f"{ACT}:Art-15"])
    assert (article.own, article.levels, article.parts) == (None, ("shall",), "paragraph")
    code = provision_index(shipped, EN)[f"{EN}:5.1.1-1"]
    assert stated(shipped, code).own == code.level
    assert levels_of(shipped, [known[f"{ACT}:Art-15"], code]) == ["shall"]
    assert levels_of(shipped, []) == []


@pytest.mark.parametrize("level", ["shall", "may"])
def test_a_filter_for_a_level_finds_the_provisions_that_show_it(shipped: Crosswalk, level: str) -> None:
    filters = Filters(level=level)
    [whole] = coverage(shipped, ACT, EN)
    shown = [one.provision.id for one in whole.answers if level in stated(shipped, one.provision).levels]
    assert 0 < len(shown) < whole.total
    [found] = coverage(shipped, ACT, EN, filters=filters)
    assert [one.provision.id for one in found.answers] == shown
    assert [one.provision.id for one in compare(shipped, ACT, EN, filters=filters)[0].answers] == shown
    uncovered = {one.provision.id for one in whole.answers if one.status is not Status.COVERED}
    assert [one.answer.provision.id for one in gaps(shipped, ACT, EN, filters=filters)] == [
        name for name in shown if name in uncovered
    ]


def test_a_level_that_nothing_shows_is_refused_with_those_that_something_shows(shipped: Crosswalk) -> None:
    with pytest.raises(UsageError, match="has the level “must”; known here: .*shall"):
        coverage(shipped, ACT, EN, filters=Filters(level="must"))


def test_the_terminal_finds_articles_by_the_level_of_their_paragraphs(cli: Callable[..., Result]) -> None:
    [found] = results(cli("coverage", ACT, "-r", EN, "--level", "shall", "--format", "json").stdout)
    articles = {one["id"]: one for one in found["provisions"]}
    assert articles[f"{ACT}:Art-15"]["level_in_parts"] == ["shall"]
    assert found["total"] == len(articles) > 15
