"""What several commands print: coverage as tables and CSV, and what became of the documents that an answer is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from crosswalk.cli.options import Source
from crosswalk.cli.output import Sheet, print_csv, print_json, print_records, say, warn
from crosswalk.columns import Column, in_files
from crosswalk.vocabulary import Asked, percent

if TYPE_CHECKING:
    from crosswalk.analysis import Json
    from crosswalk.analysis.asked import AskAnswer, AskedOf
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
        for text in _elsewhere(_asked_of(crosswalk, coverage) for coverage in coverages):
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
    from crosswalk.analysis.answers import there
    from crosswalk.analysis.asked import asked_by_provision, shares
    from crosswalk.analysis.stated import stated

    known = asked_by_provision(crosswalk, coverage.focal, coverage.reference)
    whole: Json = {}
    if found := _asked_of(crosswalk, coverage):
        whole["asks"] = {
            "counts": ask_counts(found.answers),
            "shares": {answer.value: round(share, 4) for answer, share in shares(found.counts).items()},
            "elsewhere": ask_counts(found.elsewhere),
        }
    provisions = []
    for answer in coverage.answers:
        asks = {"asks": ask_counts(known.get(answer.provision.id, ()))} if known else {}
        level = stated(crosswalk, answer.provision).as_json()
        mappings = [end.as_json() | there(crosswalk, answer.provision, end).as_json() for end in answer.ends]
        provisions.append(answer.as_json() | level | {"mappings": mappings} | asks)
    return coverage.as_json() | {"provisions": provisions} | whole


def _asked_of(crosswalk: Crosswalk, coverage: Coverage) -> AskedOf | None:
    from crosswalk.analysis.asked import asked_of

    return asked_of(crosswalk, coverage.focal, coverage.reference, (answer.provision.id for answer in coverage.answers))


def _elsewhere(several: Iterable[AskedOf | None]) -> Iterator[str]:
    """Yield how many asks belong to none of the provisions, each sentence once."""
    from crosswalk.wording import said_of_elsewhere

    said = (said_of_elsewhere(one.focal, len(one.elsewhere), one.places) for one in several if one)
    yield from dict.fromkeys(filter(None, said))


def print_asks(crosswalk: Crosswalk, coverages: Sequence[Coverage]) -> None:
    """Print how many of the asks of the counted provisions each reference document asks too, where that is known, and
    how many asks belong to none of these provisions.
    """
    known = [found for coverage in coverages if (found := _asked_of(crosswalk, coverage))]
    if known:
        columns: list[Column[AskedOf]] = [
            Column("Reference", lambda one: one.reference),
            Column("asks", lambda one: len(one.answers), kind="number"),
            *(ask_column(answer, _counts) for answer in known[0].counts),
        ]
        print_records(columns, known, f"What {known[0].focal} asks in them, by what others say to it")
        for text in _elsewhere(known):
            say(text)


def _counts(one: AskedOf) -> Mapping[Asked, int]:
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

    return Column(answer.spoken, shown if answer.is_counted else number, number, kind="number")


def ask_counts(answers: Sequence[AskAnswer]) -> Json:
    """Return how many asks have each answer that is counted, by its word."""
    from crosswalk.analysis.asked import counts_of

    return {answer.value: number for answer, number in counts_of(answers).items()}


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
