"""One document as the pivot: each of its asks, and what every other document says to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from crosswalk.analysis.asks import Ask
from crosswalk.analysis.spread import Spread, spread
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.links import Place
from crosswalk.explorer.ui.looks import look_of
from crosswalk.explorer.ui.state import Choices
from crosswalk.explorer.ui.tables import csv_file, opener
from crosswalk.explorer.views.measures.pickers import asking_document
from crosswalk.explorer.views.measures.since import say_since
from crosswalk.rows import spread_columns
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import THEMES, Asked, quantity

_SAID = [answer for answer in Asked if answer.is_counted]


def against_all(crosswalk: Crosswalk, choices: Choices, known: Sequence[str]) -> None:
    """Draw the pickers, and the table of asks by documents."""
    show = partial(naming.called, crosswalk)
    focal = asking_document(crosswalk, choices, "Asked by", known, drops=["ask", "answer"])
    theme = choices.pick("Theme", "theme", ["", *THEMES], show=lambda word: word or "all")
    choices.refuse()
    others = [name for name in known if name != focal]
    shown = [one for one in spread(crosswalk, focal, others) if theme in ("", one.ask.theme)]
    say_since(crosswalk, (focal, *others))
    names = naming.apart(crosswalk, others)
    legend = "; ".join(f"{look_of(answer).shape} {answer.spoken}" for answer in _SAID)
    opener(
        [
            Column[Spread]("ask", lambda one: one.ask.number, lambda one: one.ask.id, width=100),
            Column[Spread]("what is asked", lambda one: one.ask.text, width=380),
            Column[Spread](
                "asked by", lambda one: len(one.asked_by), kind="number", help="Documents that ask the same or more"
            ),
            *(_column(name, names[name]) for name in others),
        ],
        shown,
        caption=f"{quantity(len(shown), 'ask')} of {show(focal)}, and what {quantity(len(others), 'other document')} "
        f"say to each: {legend}. Click a row for its provision.",
        name=f"asks--{focal}--all",
        to=lambda one: _place(one.ask),
        file=csv_file(spread_columns(crosswalk, focal, others), shown, f"asks--{focal}--all"),
    )


def _place(one: Ask) -> Place:
    return Place("provision", {"id": one.provision})


def _column(name: str, heading: str) -> Column[Spread]:
    return Column(heading, lambda one: look_of(one.answers[name]).shape, width=80)
