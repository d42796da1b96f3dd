"""Options that many commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from crosswalk.cli.output import Sheet, warn
from crosswalk.errors import UsageError, shown
from crosswalk.limits import MAX_HOPS, MOST_HOPS

if TYPE_CHECKING:
    from crosswalk.sources import Layout
    from crosswalk.store.holder import Crosswalk

Command = Callable[..., object]


class StoreText(click.ParamType[str]):
    """Where the graph is kept; `crosswalk.store.BACKENDS` has every kind of store."""

    name = "store"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the kinds as help shows them; the stores are imported only now."""
        from crosswalk.store import BACKENDS

        return "|".join(backend.written for backend in BACKENDS)


def store_option(command: Command) -> Command:
    """Add --store."""
    return click.option("--store", type=StoreText(), help="Where the graph is kept; also CROSSWALK_STORE.")(command)


def source_options(command: Command) -> Command:
    """Add --data, --only-data and --store, and pass the command a `source` that opens the crosswalk."""

    @click.option(
        "--data", multiple=True, metavar="DIR", help="A folder joined to what ships. Repeatable; also CROSSWALK_DATA."
    )
    @click.option("--only-data", is_flag=True, default=None, help="Leave out the shipped documents and mapping sets.")
    @store_option
    @click.pass_context
    @functools.wraps(command)
    def wrapped(
        ctx: click.Context, /, data: tuple[str, ...], only_data: bool | None, store: str | None, **others: object
    ) -> object:
        above = ctx.obj or {}
        folders = (*above.get("data", ()), *data) or tuple(
            filter(None, os.environ.get("CROSSWALK_DATA", "").split(os.pathsep))
        )
        return command(
            Source(
                folders,
                bool(only_data or above.get("only_data")),
                store or above.get("store") or os.environ.get("CROSSWALK_STORE") or "memory",
            ),
            **others,
        )

    return wrapped


class Source:
    """Where the data are, according to the command line."""

    def __init__(self, data: tuple[str, ...], only_data: bool, store: str) -> None:
        self.data, self.only_data, self.store = data, only_data, store

    def refuse_nothing(self) -> None:
        """Raise UsageError when there would be nothing to read."""
        if self.only_data and not self.data:
            raise UsageError("--only-data needs a --data folder: without one there would be nothing to read.")

    @property
    def layout(self) -> Layout:
        """The folders to read. Raises UsageError when one does not exist."""
        from crosswalk.sources import Layout

        return Layout.of(self.data, self.only_data)

    def open(self) -> Crosswalk:
        """Return the crosswalk; what is wrong with the user's folders at a glance is said on standard error. Raises
        what `crosswalk.load` raises.
        """
        from crosswalk.store.holder import load

        self.refuse_nothing()
        crosswalk = load(self.data, only_data=self.only_data, store=self.store)
        if self.data:
            _warn_of_faults(crosswalk)
        return crosswalk

    def environment(self) -> dict[str, str]:
        """Return the environment that makes another process read the same sources. Raises StoreError for what is not a
        store.
        """
        from crosswalk.store import absolute

        return {
            "CROSSWALK_DATA": os.pathsep.join(os.path.abspath(folder) for folder in self.data),
            "CROSSWALK_STORE": absolute(self.store),
            "CROSSWALK_ONLY_DATA": "1" if self.only_data else "",
        }


def _warn_of_faults(crosswalk: Crosswalk) -> None:
    from crosswalk.validation.glance import glance
    from crosswalk.wording import seen_at_a_glance

    if seen := glance(crosswalk):
        warn(seen_at_a_glance(seen))


def format_option(*choices: str) -> Callable[[Command], Command]:
    """Add --format with these choices, the first being the default; where csv is among them, `csv_options` too."""

    def add(command: Command) -> Command:
        given = csv_options(command) if "csv" in choices else command
        return click.option(
            "--format",
            "form",
            type=click.Choice(choices),
            default=choices[0],
            show_default=True,
            help="How to print it.",
        )(given)

    return add


def csv_options(command: Command) -> Command:
    """Add --raw-cells and --provenance, passed on as `sheet`; refuse them with any other format."""

    @click.option(
        "--raw-cells",
        is_flag=True,
        help="CSV without the apostrophe in front of cells that a spreadsheet would run as formulas.",
    )
    @click.option(
        "--provenance",
        is_flag=True,
        help="CSV with a first line “# crosswalk …”: the version, the data and their hash.",
    )
    @functools.wraps(command)
    def wrapped(*args: object, form: str, raw_cells: bool, provenance: bool, **others: object) -> object:
        _only_in_csv(form, {"--raw-cells": raw_cells, "--provenance": provenance})
        return command(*args, form=form, sheet=Sheet(raw_cells, provenance), **others)

    return wrapped


def rows_option(command: Command) -> Command:
    """Add --rows, passed on as `rows`; refuse it with any format but CSV."""

    @click.option(
        "--rows",
        type=click.Choice(["provisions", "mappings"]),
        help="CSV with a row for each provision (the default) or for each of its mappings.",
    )
    @functools.wraps(command)
    def wrapped(*args: object, form: str, rows: str | None, **others: object) -> object:
        _only_in_csv(form, {"--rows": bool(rows)})
        return command(*args, form=form, rows=rows or "provisions", **others)

    return wrapped


def _only_in_csv(form: str, options: dict[str, bool]) -> None:
    given = [name for name, is_given in options.items() if is_given]
    if form != "csv" and given:
        raise UsageError(f"{given[0]} is about CSV: add --format csv, or leave it out.")


class AnswerFormat(click.ParamType[str]):
    """The formats in which the answer to a query can be printed: a table, and those of the writers."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the formats as help shows them."""
        return f"[{'|'.join(self.known())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a known format; click reports any other."""
        if value not in self.known():
            self.fail(f"{shown(value)!r} is not one of {', '.join(map(repr, self.known()))}.", param, ctx)
        return value

    @staticmethod
    def known() -> list[str]:
        """Return the names of the formats; the writers are imported only now."""
        from crosswalk.formats.writers import writers

        return ["table", *sorted(name for name, writer in writers().items() if writer.answer)]


def max_hops_option(command: Command) -> Command:
    """Add --max-hops: how many mappings a path may have."""
    return click.option(
        "--max-hops",
        type=click.IntRange(1, MOST_HOPS),
        default=MAX_HOPS,
        show_default=True,
        metavar="N",
        help=f"How many mappings a path may have, up to {MOST_HOPS}, besides a parent link at each end.",
    )(command)


def filter_options(command: Command) -> Command:
    """Add --level, --role, --phase, --under, --units and --derived/--no-derived, passed on as `filters`, `kinds` and
    `derived`.
    """

    @click.option(
        "--level",
        metavar="WORD",
        help="Only provisions of this normative level, or with parts of it: for example shall.",
    )
    @click.option("--role", metavar="WORD", help="Only provisions addressed to this role, for example system-operator.")
    @click.option("--phase", metavar="WORD", help="Only provisions of this lifecycle phase, for example secure-design.")
    @click.option(
        "--under", metavar="ID", help="Only this provision and what is under it, for example dsit-ai-code-2025:9."
    )
    @click.option(
        "--units",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Count provisions of this kind, for example paragraph. Repeatable; default: as the mappings name them.",
    )
    @click.option(
        "--derived/--no-derived", default=True, show_default=True, help="Whether proved overlaps count as “derived”."
    )
    @functools.wraps(command)
    def wrapped(
        *args: object, level: str | None, role: str | None, phase: str | None, under: str | None, **others: object
    ) -> object:
        from crosswalk.analysis.catalogue import Filters

        return command(*args, filters=Filters(level, role, phase, under), **others)

    return wrapped
