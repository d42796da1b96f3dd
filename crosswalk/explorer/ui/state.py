"""The address is the state: every choice is read from the query string, and written to it when it changes.

Widgets only mirror it, so a pasted link gives the same view. A value that is not among the choices is reported, not
dropped in silence. What a click has opened is brought into view.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from crosswalk.errors import CrosswalkError, did_you_mean, shown
from crosswalk.explorer.ui import scripts
from crosswalk.explorer.ui.paper import printing, stated
from crosswalk.explorer.ui.text import plain
from crosswalk.references import folded
from crosswalk.text import one_line

_SCROLL, _SHOWN = "xw.scroll", "xw.shown"


def value(name: str) -> str | None:
    """Return a parameter of the address, or None."""
    return st.query_params.get(name) or None


def put(**changes: str | None) -> None:
    """Write parameters to the address, all at once, as one step that the back button undoes; None removes one."""
    asked = st.query_params.to_dict()
    wanted = {name: text for name, text in {**asked, **changes}.items() if text}
    if wanted != asked:
        st.query_params.from_dict(wanted)


class Choices:
    """The pickers of one page; `refuse()` reports what in the address cannot be shown."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.problems: list[str] = []

    def pick(
        self,
        label: str,
        name: str,
        options: Sequence[str],
        *,
        default: str = "",
        show: Callable[[str], str] = str,
        drops: Sequence[str] = (),
        known: Sequence[str] = (),
        help: str | None = None,
        inside: bool = False,
    ) -> str:
        """Draw a select box that mirrors parameter `name`; a change also removes the parameters in `drops`.

        An option "" means “all”. `known` are further ids that are right but cannot be chosen here. With `inside` the
        label is in the box, before what is chosen, and not above it.
        """
        key = f"{self.page}.{name}"
        wanted = value(name) or default
        if wanted not in options:  # an id in another case is that id
            wanted = next((option for option in options if folded(option) == folded(wanted)), wanted)
        if options and wanted not in options:
            self._unknown(f"The {label.lower()} “{shown(wanted)}”", wanted, options, known)
        if printing():
            stated(label, one_line(show(wanted)) if wanted and wanted in options else "")
            return wanted if wanted in options else ""
        st.session_state[key] = wanted if wanted in options else None
        st.selectbox(
            plain(label),
            options,
            index=0 if wanted in options else None,  # without a choice to begin with, the box could be cleared
            format_func=lambda option: one_line(f"{label}: {show(option)}" if inside else show(option)),
            key=key,
            help=plain(help) if help else None,
            label_visibility="collapsed" if inside else "visible",
            placeholder="Choose one",
            disabled=not options,
            on_change=_write,
            args=(key, name, default, tuple(drops)),
        )
        return wanted if wanted in options else ""

    def pick_many(
        self, label: str, name: str, options: Sequence[str], *, show: Callable[[str], str] = str, empty: str = "all"
    ) -> list[str]:
        """Draw a box for any number of options, which parameter `name` lists with commas between; return the chosen
        ones, in the order of the options. `empty` says what none means.
        """
        key = f"{self.page}.{name}"
        wanted = [part for part in (value(name) or "").split(",") if part]
        for part in wanted:
            if part not in options:
                self._unknown(f"“{shown(part)}”", part, options)
        chosen = [option for option in options if option in wanted]
        if printing():
            stated(label, ", ".join(one_line(show(option)) for option in chosen) or empty)
            return chosen
        st.session_state[key] = chosen
        st.multiselect(
            plain(label),
            options,
            format_func=lambda option: one_line(show(option)),
            key=key,
            placeholder=empty,
            on_change=_write_many,
            args=(key, name),
        )
        return chosen

    def pick_row(
        self, heading: str, label: str, name: str, options: Iterable[str], *, show: Callable[[str], str] = str
    ) -> str:
        """Draw a heading and the select box that chooses one row of the table above it; return its id, or "" where none
        is chosen: then paper, which has no box, needs no heading.
        """
        if value(name) or not printing():
            st.subheader(plain(heading), anchor=False)
        return self.pick(
            label, name, ["", *options], show=lambda row: show(row) if row else "select a row above, or choose here"
        )

    def switch(self, label: str, name: str, *, default: bool, help: str | None = None) -> bool:
        """Draw a toggle that mirrors parameter `name` (yes or no)."""
        key = f"{self.page}.{name}"
        text = (value(name) or ("yes" if default else "no")).lower()
        if text not in ("yes", "no"):
            self.problems.append(f"The address says {name}=“{shown(text)}”; write yes or no.")
        if printing():
            stated(label, text)
            return text == "yes"
        st.session_state[key] = text == "yes"
        st.toggle(
            plain(label),
            key=key,
            help=plain(help) if help else None,
            on_change=_write_switch,
            args=(key, name, default),
        )
        return text == "yes"

    def tab(self, label: str, name: str, options: Sequence[str], *, show: Callable[[str], str] = str) -> str:
        """Draw a row of buttons that mirrors parameter `name`; the first option is the default."""
        key = f"{self.page}.{name}"
        wanted = value(name) or options[0]
        if wanted not in options:
            self.problems.append(f"There is no {label.lower()} “{shown(wanted)}”.{did_you_mean(wanted, options)}")
            wanted = options[0]
        if printing():
            stated(label, show(wanted))
            return wanted
        st.session_state[key] = wanted
        st.segmented_control(
            plain(label),
            options,
            format_func=lambda option: plain(show(option)),
            key=key,
            label_visibility="collapsed",
            on_change=_write,
            args=(key, name, options[0], ()),
        )
        return wanted

    def day(self, label: str, name: str, *, default: datetime.date, first: datetime.date, last: datetime.date) -> str:
        """Draw a date box that mirrors parameter `name`, a day from `first` to `last`; return the day as 2026-06-01."""
        key = f"{self.page}.{name}"
        wanted = value(name) or default.isoformat()
        try:
            day = datetime.date.fromisoformat(wanted)
        except ValueError:
            self.problems.append(f"“{shown(wanted)}” is not a date: write it as {default}.")
            day = default
        if not first <= day <= last:
            self.problems.append(f"The date {day} cannot be chosen here: the data cover {first} to {last}.")
            day = default
        if printing():
            stated(label, day.isoformat())
            return day.isoformat()
        st.session_state[key] = day
        st.date_input(
            plain(label),
            min_value=first,
            max_value=last,
            key=key,
            format="YYYY-MM-DD",
            on_change=_write_day,
            args=(key, name, default),
        )
        return day.isoformat()

    def _unknown(self, what: str, wanted: str, options: Sequence[str], known: Sequence[str] = ()) -> None:
        """Note that something cannot be chosen, why, and what may have been meant."""
        hint = did_you_mean(wanted, options) or " Choose another from the list."
        reason = "cannot be chosen here" if wanted in known else "is not known here"
        self.problems.append(f"{what} {reason}.{hint}")

    def refuse(self) -> None:
        """Raise CrosswalkError with everything in the address that cannot be shown."""
        if self.problems:
            raise CrosswalkError(" ".join(self.problems))


def _write(key: str, name: str, default: str, drops: tuple[str, ...]) -> None:
    chosen = st.session_state[key]
    put(**dict.fromkeys(drops), **{name: None if chosen == default else chosen})


def _write_many(key: str, name: str) -> None:
    put(**{name: ",".join(st.session_state[key]) or None})


def _write_switch(key: str, name: str, default: bool) -> None:
    chosen = st.session_state[key]
    put(**{name: None if chosen == default else ("yes" if chosen else "no")})


def _write_day(key: str, name: str, default: datetime.date) -> None:
    chosen = st.session_state[key]
    put(**{name: None if chosen in (None, default) else chosen.isoformat()})


def scroll() -> None:
    """Ask for the opened part to be brought into view when it is drawn."""
    st.session_state[_SCROLL] = True


def opened(thing: str = "") -> None:
    """Mark the place of what a click opens, and go there if a click asked for it, or a link that names the thing."""
    st.html('<span class="xw-opened"></span>')
    clicked = st.session_state.pop(_SCROLL, False)
    before, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), thing
    if clicked or (thing and thing != before):
        count = st.session_state[_SCROLL + ".count"] = st.session_state.get(_SCROLL + ".count", 0) + 1
        scripts.run(scripts.OPENED, count=str(count))  # what has not changed would not run again
