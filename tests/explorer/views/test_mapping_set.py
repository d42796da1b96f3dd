"""One mapping set."""

from __future__ import annotations

from html import unescape

from crosswalk.analysis.describe import describe
from tests.explorer.pages import CODE, only_error, sound, words_of


def test_a_mapping_set_shows_all_its_rows_and_who_asserts_it(visit, shipped):
    name = f"{CODE}--eu-ai-act-2024"
    app = sound(visit("mapping-set", id=name))
    rows = describe(shipped, name).mappings
    assert len(app.dataframe[0].value) == len(rows) == 83
    first = [cell.split(", ", 1)[1].split()[0] for cell in app.dataframe[0].value["from"]]
    assert first == sorted(first, key=lambda number: [int(part) for part in number.split(".")])
    text = unescape(words_of(app))
    assert "this project's curation, not yet reviewed" in text
    assert "the text of both documents" in text
    assert "κ 0.74 on whether there is an overlap, κ 0.78 on the relation, over 24 cells" in text


def test_the_rows_about_one_provision_are_what_a_card_links_to(visit, shipped):
    name = f"{CODE}--eu-ai-act-2024"
    app = sound(visit("mapping-set", id=name, about=f"{CODE}:2.2"))
    rows = [row for row in describe(shipped, name).mappings if f"{CODE}:2.2" in (row.subject, row.object)]
    assert 0 < len(app.dataframe[0].value) == len(rows) < 83
    assert "“dsit-ai-code-2025:99” is not known here" in only_error(visit("mapping-set", id=name, about=f"{CODE}:99"))
