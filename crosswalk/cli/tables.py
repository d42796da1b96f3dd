"""What several commands print: coverage as tables and CSV, and what became of the documents that an answer is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from crosswalk.cli.options import Source
from crosswalk.cli.output import Sheet, print_csv, print_json, print_records, say, warn
from crosswalk.columns import Column, in_files
from crosswalk.vocabulary import Asked, percent

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.asked import AskAnswer
    from crosswalk.analysis.catalogue import Filters
    from crosswalk.analysis.coverage import Coverage
    from crosswalk.analysis.mappings import Assertion
    from crosswalk.comparison import Table
    from crosswalk.rows import Row
    from crosswalk.store.holder import Crosswalk
    from crosswalk.vocabulary import Status

T = TypeVar("T")


def print_file(
    source: Source, crosswalk: Crosswalk, coverages: Sequence[Coverage], form: str, sheet: Sheet, rows: str
) -> None:
    """Print coverages as JSON, or as CSV with a row for each provision or each mapping."""
    from crosswalk.comparison import Table
    from crosswalk.rows import each_mapping, for_provisions

    if form == "json":
        ends = [end for coverage in coverages for end in (coverage.focal, coverage.reference)]
        print_answer(source, crosswalk, [_as_json(crosswalk, coverage) for coverage in coverages], about=ends)
    elif rows == "mappings":
        print_rows(source, crosswalk, sheet, Table.FILE_MAPPINGS, each_mapping(for_provisions(coverages)))
    else:
        print_rows(source, crosswalk, sheet, Table.FILE, for_provisions(coverages))
        for text in dict.fromkeys(_elsewhere(crosswalk, coverage) for coverage in coverages):
            if text:
                warn(text)


def print_rows(source: Source, crosswalk: Crosswalk, sheet: Sheet, table: Table, rows: Sequence[Row]) -> None:
    """Print the rows of a comparison as CSV."""
    from crosswalk.comparison import Voice, columns

    print_csv(source.layout, sheet, *in_files(columns(table, Voice(crosswalk), rows), rows))


def print_answer(
    source: Source, crosswalk: Crosswalk, results: object, *, about: Iterable[str], **beside: object
) -> None:
    """Print an answer in JSON, with what became of the documents and provisions that it is about."""
    from crosswalk.analysis.standing import became

    standing = [{"id": thing} | known.as_json() for thing, known in became(crosswalk, about).items()]
    print_json(source.layout, results, standing=standing, **beside)


def say_since(crosswalk: Crosswalk, about: Iterable[str]) -> None:
    """Print in one line what became of the documents and provisions that an answer is about, where there is
    something to say.
    """
    from crosswalk.headline import since

    if lines := " ".join(since(crosswalk, about)):
        say(lines)


def _as_json(crosswalk: Crosswalk, coverage: Coverage) -> Json:
    """Return a coverage in JSON: each provision with the level and roles of what it is mapped to, and how many asks
    have each answer, of each provision and of all, where that is known.
    """
    from crosswalk.analysis.answers import stated, there
    from crosswalk.analysis.asked import asked_by_provision, shares

    known = asked_by_provision(crosswalk, coverage.focal, coverage.reference)
    whole: Json = {}
    if known:
        counted = _counted(crosswalk, coverage)
        whole["asks"] = {
            "counts": ask_counts(counted.asks),
            "shares": {answer.value: round(share, 4) for answer, share in shares(counted.counts).items()},
            "elsewhere": ask_counts(counted.elsewhere),
        }
    provisions = []
    for answer in coverage.answers:
        asks = {"asks": ask_counts(known.get(answer.provision.id, ()))} if known else {}
        level = stated(crosswalk, answer.provision).as_json()
        mappings = [end.as_json() | there(crosswalk, answer.provision, end).as_json() for end in answer.ends]
        provisions.append(answer.as_json() | level | {"mappings": mappings} | asks)
    return coverage.as_json() | {"provisions": provisions} | whole


@dataclass(frozen=True, slots=True)
class _Counted:
    """The asks of the provisions that are counted, by what the reference says to them, and the asks of the others."""

    reference: str
    asks: Sequence[AskAnswer]
    elsewhere: Sequence[AskAnswer]

    @property
    def counts(self) -> Mapping[Asked, int]:
        numbers = Counter(one.answer for one in self.asks)
        return {answer: numbers[answer] for answer in Asked if answer is not Asked.UMBRELLA}


def _counted(crosswalk: Crosswalk, coverage: Coverage) -> _Counted:
    from crosswalk.analysis.asked import asked_by_provision, asked_elsewhere

    known = asked_by_provision(crosswalk, coverage.focal, coverage.reference)
    provisions = [answer.provision.id for answer in coverage.answers]
    asks = [one for provision in provisions for one in known.get(provision, ())]
    return _Counted(
        coverage.reference, asks, asked_elsewhere(crosswalk, coverage.focal, coverage.reference, provisions)
    )


def _elsewhere(crosswalk: Crosswalk, coverage: Coverage) -> str:
    from crosswalk.analysis.units import tree
    from crosswalk.wording import said_of_elsewhere

    elsewhere = _counted(crosswalk, coverage).elsewhere
    known = tree(crosswalk, coverage.focal)
    places = list(dict.fromkeys(known.top(one.ask.provision) for one in elsewhere))
    return said_of_elsewhere(coverage.focal, len(elsewhere), places)


def print_asks(crosswalk: Crosswalk, coverages: Sequence[Coverage]) -> None:
    """Print how many of the asks of the counted provisions each reference document asks too, where that is known, and
    how many asks belong to none of these provisions.
    """
    from crosswalk.analysis.asked import with_asks

    known = with_asks(crosswalk)
    chosen = [one for one in coverages if {one.focal, one.reference} <= set(known)]
    if chosen:
        counted = [_counted(crosswalk, coverage) for coverage in chosen]
        columns: list[Column[_Counted]] = [
            Column("Reference", lambda one: one.reference),
            Column("asks", lambda one: len(one.asks), kind="number"),
            *(ask_column(answer, _counts) for answer in counted[0].counts),
        ]
        print_records(columns, counted, f"What {chosen[0].focal} asks in them, by what others say to it")
        for text in dict.fromkeys(_elsewhere(crosswalk, coverage) for coverage in chosen):
            if text:
                say(text)


def _counts(one: _Counted) -> Mapping[Asked, int]:
    return one.counts


def say_where_asks_are(crosswalk: Crosswalk, focal: str) -> None:
    """Name the command that says how many of the asks of a document each other one asks, where they are listed."""
    from crosswalk.analysis.asked import with_asks

    if focal in with_asks(crosswalk):
        say(f"How many of the single things that it asks each other document asks too: crosswalk measures {focal}.")


def ask_column(answer: Asked, counts: Callable[[T], Mapping[Asked, int]]) -> Column[T]:
    """Return the column of how many asks have an answer: on the screen with their share of all but general duties."""

    def number(record: T) -> int:
        return counts(record)[answer]

    def shown(record: T) -> str:
        from crosswalk.analysis.asked import shares

        return f"{number(record)}\n{percent(shares(counts(record))[answer])}"

    return Column(answer.spoken, number if answer is Asked.UMBRELLA else shown, number, kind="number")


def ask_counts(answers: Sequence[AskAnswer]) -> Json:
    """Return how many asks have each answer, by its word."""
    numbers = Counter(one.answer for one in answers)
    return {answer.value: numbers[answer] for answer in Asked if answer is not Asked.UMBRELLA}


def say_headline(crosswalk: Crosswalk, coverage: Coverage, filters: Filters) -> None:
    """Print the answer in a sentence, and what belongs beside it."""
    from crosswalk.headline import beside, headline

    say(headline(coverage, filters))
    for line in beside(crosswalk, coverage):
        say(line)
    _print_links(coverage)


def _print_links(coverage: Coverage) -> None:
    """Print the rows between two documents that are only linked, where no answer shows them."""
    from crosswalk.comparison import dangling

    rows = [*coverage.link.rows, *coverage.link.back]
    if rows and not coverage.is_known:
        columns: list[Column[Assertion]] = [
            Column("Subject", lambda row: row.subject),
            Column("Relation", lambda row: row.relation),
            Column("Object", lambda row: f"{row.object}{dangling(row)}"),
            Column("Mapping set", lambda row: row.mapping_set),
            Column("Grade", lambda row: row.grade),
        ]
        print_records(columns, rows, f"The rows between {coverage.focal} and {coverage.reference}")


def print_summary(coverages: Sequence[Coverage]) -> None:
    """Print a line for each reference document, those with provisions in our copy first."""
    from crosswalk.vocabulary import Status

    loaded = [coverage for coverage in coverages if coverage.loaded]
    others = [coverage for coverage in coverages if not coverage.loaded]
    others.sort(key=lambda coverage: coverage.counts[Status.UNMAPPED])
    _print_lines(loaded, f"Provisions of {coverages[0].focal} by status" if coverages else "")
    if others:
        _print_lines(others, "Documents that are not in our copy: only what is said of them as a whole can be counted")


def _print_lines(coverages: Sequence[Coverage], title: str) -> None:
    from crosswalk.vocabulary import Status
    from crosswalk.wording import apart

    if coverages:
        is_loaded = any(coverage.loaded for coverage in coverages)
        occurring = [status for status in Status if is_loaded or any(each.counts[status] for each in coverages)]
        columns: list[Column[Coverage]] = [
            Column("Reference", lambda coverage: coverage.reference),
            *([Column("in our copy", _loaded)] if is_loaded else []),
            *map(_count, occurring),
            Column("total", lambda coverage: coverage.total, kind="number"),
        ]
        known = [coverage for coverage in coverages if coverage.is_known]
        if known:
            print_records(columns, known, title)
        if len(coverages) > 1:
            for line in apart(coverages):
                say(line)


def _count(status: Status) -> Column[Coverage]:
    return Column(status.spoken, lambda coverage: coverage.counts[status], kind="number")


def print_provisions(crosswalk: Crosswalk, coverage: Coverage) -> None:
    """Print a line for each provision."""
    from crosswalk.comparison import Table, Voice, columns
    from crosswalk.rows import for_provisions

    rows = for_provisions([coverage])
    title = f"{coverage.focal} against {coverage.reference}"
    print_records(columns(Table.TERMINAL, Voice(crosswalk), rows), rows, title)


def _loaded(coverage: Coverage) -> str:
    if not coverage.loaded:
        return "not loaded"
    return f"{coverage.loaded}/{'?' if coverage.loaded_of is None else coverage.loaded_of}"
