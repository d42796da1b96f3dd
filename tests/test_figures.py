"""The figures that the documents state are those of the shipped data."""

from __future__ import annotations

from collections import Counter

from crosswalk.analysis.asked import asks_of
from crosswalk.analysis.asks import listed, measures, readings, rows
from crosswalk.analysis.catalogue import documents, mapping_sets
from crosswalk.analysis.tracker import work_items
from crosswalk.ids import home
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Reading
from tests.recipes import read

WORDS = {10: "ten", 12: "Twelve"}


def test_the_readme_states_how_many_documents_there_are(shipped: Crosswalk) -> None:
    assert f"{_in_full(shipped)} documents in full, about {_named(shipped)} more" in read("README.md")


def test_the_catalogue_states_how_many_of_each_there_are(shipped: Crosswalk) -> None:
    text = " ".join(read("docs/catalogue.md").split())
    layers = Counter(one.layer for one in mapping_sets(shipped))
    published = sum(one.mappings for one in mapping_sets(shipped) if one.layer == "published")
    for said in (
        f"What {WORDS[len(listed(shipped))]} of them ask, one ask at a time, with the {len(measures(shipped)):,} measures",
        f"About {_named(shipped)} further documents",
        f"{WORDS[layers['curated']]} sets are curated here",
        f"Another {layers['published']} sets contain published facts, some {round(published, -2):,} rows",
        f"{len(work_items(shipped))} work items of",
    ):
        assert said in text


def test_the_page_of_measures_states_how_much_there_is_of_each_document(shipped: Crosswalk) -> None:
    text, total = read("docs/measures.md"), 0
    of_rows = Counter(home(row.ask) for row in rows(shipped))
    of_units = Counter((home(unit), found.reading) for unit, found in readings(shipped).items())
    remainders = Counter(home(unit) for unit, found in readings(shipped).items() for _ in found.remainders)
    for name in listed(shipped):
        umbrellas = Counter(one.is_umbrella for one in asks_of(shipped, name))
        units = (of_units[name, Reading.NO_ASK], remainders[name], of_units[name, Reading.NOT_READ])
        cells = (umbrellas[False], umbrellas[True], *units, of_rows[name])
        assert f"| `{name}` | {' | '.join(f'{number:,}' for number in cells)} |" in text
        total += umbrellas[False]
    assert f"{total:,} asks, {len(measures(shipped)):,} measures, {len(rows(shipped)):,} rows" in text


def _in_full(crosswalk: Crosswalk) -> int:
    return sum(bool(one.loaded) and one.loaded == one.total for one in documents(crosswalk))


def _named(crosswalk: Crosswalk) -> int:
    return int(round(len(documents(crosswalk)) - _in_full(crosswalk), -1))
