"""The columns of a comparison: what each is called and what it has on the screen, in the terminal and in files.

Each column is one `Field`, and `TABLES` says which tables show it, and in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from crosswalk import ids
from crosswalk.analysis.answers import There, there
from crosswalk.analysis.asked import AskAnswer, asked_by_provision, counted, counts_of
from crosswalk.analysis.catalogue import Provision, provision_index
from crosswalk.analysis.coverage import Answer
from crosswalk.analysis.derive import Derived
from crosswalk.analysis.gaps import Gap, reason
from crosswalk.analysis.mappings import NO_TERM, Assertion
from crosswalk.analysis.stated import stated
from crosswalk.columns import Cell, Column
from crosswalk.rows import End, Row, became_of, called, ends_of, joined
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import Asked, Grade, Status
from crosswalk.wording import Name, as_id, said_there, why

_STEP = " → "


class Table(Enum):
    """A table whose rows are the provisions, the gaps or the mappings of a comparison."""

    SCREEN = "all provisions, in the explorer"
    SCREEN_GAPS = "gaps only, in the explorer"
    SCREEN_TEXTS = "side by side, in the explorer"
    SCREEN_CANDIDATES = "where to look, in the explorer; the candidates follow these columns"
    TERMINAL = "all provisions, in the terminal"
    TERMINAL_GAPS = "gaps, in the terminal"
    FILE = "a row for each provision, in CSV"
    FILE_GAPS = "a row for each gap, in CSV"
    FILE_MAPPINGS = "a row for each mapping, in CSV"

    @property
    def place(self) -> str:
        """Where the table is: screen, terminal or file."""
        return self.name.partition("_")[0].lower()


def _spoken(status: Status) -> str:
    return status.spoken


@dataclass(frozen=True, slots=True)
class Voice:
    """How the tables of one place name things: by default as the terminal and files do."""

    crosswalk: Crosswalk
    called: Name = as_id  #: a provision or document in a cell of its own
    brief: Name = as_id  #: ... and in a sentence about provisions of several documents
    status: Callable[[Status], str] = _spoken


Value = Callable[[Voice, Row], Cell]


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as a person sees it: its heading, and what it has of a row where that is not what a file has."""

    heading: str
    value: Value | None = None
    help: str | None = None
    coloured: bool = False
    where_any: bool = False  #: left out of a table in which it would be empty


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a comparison: its key, which is its heading in files, its bare value, and how people see it."""

    key: str
    value: Value
    screen: Shown | None = None
    terminal: Shown | None = None

    def column(self, place: str, voice: Voice, width: int | None) -> Column[Row]:
        """Return the column as a place shows it: screen, terminal or file. Raises ValueError where none is defined."""
        shown = {"screen": self.screen, "terminal": self.terminal, "file": Shown(self.key)}[place]
        if shown is None:
            raise ValueError(f"{self.key} has no heading for the {place}.")
        value = shown.value or self.value
        return Column(
            shown.heading, lambda row: value(voice, row), width=width, help=shown.help, coloured=shown.coloured
        )

    def is_shown(self, place: str, voice: Voice, rows: Sequence[Row]) -> bool:
        """Return False where a place leaves the column out, as it would be empty."""
        shown = {"screen": self.screen, "terminal": self.terminal}.get(place)
        if shown is None or not shown.where_any:
            return True
        value = shown.value or self.value
        return any(value(voice, row) for row in rows)


def columns(table: Table, voice: Voice, rows: Sequence[Row], without: Collection[str] = ()) -> list[Column[Row]]:
    """Return the columns of a table in their order, without those that would be empty in it and are then left out, and
    without those of these keys.

    >>> from crosswalk.store.holder import load
    >>> [column.heading for column in columns(Table.SCREEN_GAPS, Voice(load()), [])]
    ['id', 'level', 'label', 'status', 'reason', 'nearest candidate']
    """
    chosen = {key: width for key, width in TABLES[table].items() if key not in without}
    place = table.place
    return [
        FIELDS[key].column(place, voice, width)
        for key, width in chosen.items()
        if FIELDS[key].is_shown(place, voice, rows)
    ]


# ---- values ----


def best_end(answer: Answer) -> str:
    """Return the other end of what gives a provision its status: an id, or "" where there is nothing."""
    return answer.best.object if answer.best else ""


def best_relation(answer: Answer) -> str:
    """Return the relation that gives a provision its status, marked where it is inherited; "" where there is none."""
    if answer.best is None:
        return ""
    return answer.best.relation + (" (inherited)" if answer.best.inherited else "")


def best_grade(answer: Answer) -> str:
    """Return the grade of what gives a provision its status; "" where there is nothing."""
    return str(answer.best.grade) if answer.best else ""


def dangling(end: Assertion | Derived) -> str:
    """Return what the terminal says of an end that the document does not have; "" for any other."""
    return " (not there, or withdrawn)" if end.dangling else ""


def _level(voice: Voice, row: Row) -> str | None:
    return stated(voice.crosswalk, row.answer.provision).level


def _is_document(end: str) -> bool:
    return bool(end) and end != NO_TERM and not ids.is_provision(end)


def _best_on_screen(voice: Voice, row: Row) -> str:
    end = best_end(row.answer)
    return "whole document" if _is_document(end) else voice.called(end) if end else ""


def _best_in_terminal(_: Voice, row: Row) -> str:
    best = row.answer.best
    if best is None:
        return ""
    if row.answer.status is Status.NO_COUNTERPART:
        return best.relation
    return f"{best.relation} {best.object}{dangling(best)}"


def _why(voice: Voice, row: Row) -> str:
    return why(Gap(row.answer, row.reference, reason(row.answer), row.nearest), voice.brief)


def _said_there(voice: Voice, row: Row) -> str:
    return said_there(there(voice.crosswalk, row.answer.provision, row.answer.best))


def _nearest(voice: Voice, row: Row) -> str:
    return voice.called(row.nearest) if row.nearest else "none"


def _provision_there(voice: Voice, row: Row) -> Provision | None:
    return provision_index(voice.crosswalk, row.reference).get(best_end(row.answer))


def _asks_here(_: Voice, row: Row) -> str:
    return _called_and_asks(row.answer.provision.label, row.answer.provision)


def _asks_there(voice: Voice, row: Row) -> str:
    """Return the other end: a provision, nothing, nothing found, or a document as a whole."""
    end, known = best_end(row.answer), _provision_there(voice, row)
    if known:
        return _called_and_asks(voice.called(end), known)
    if not end:
        return "nobody has looked"
    return "whole document" if _is_document(end) else "nothing found" if end == NO_TERM else end


def _called_and_asks(name: str, provision: Provision) -> str:
    return f"{name}: {provision.summary}" if provision.summary else name


def _whom_there(voice: Voice, row: Row) -> str:
    known = _provision_there(voice, row)
    return _whom(voice, known) if known else ""


def _whom(voice: Voice, provision: Provision) -> str:
    """Return level, roles and phase, as far as the document states them."""
    said = [stated(voice.crosswalk, provision).level, *provision.roles, provision.phase]
    return " · ".join(word.replace("-", " ") for word in said if word) or "not stated"


def _asks(voice: Voice, row: Row) -> tuple[AskAnswer, ...] | None:
    known = asked_by_provision(voice.crosswalk, row.focal, row.reference)
    return counted(known.get(row.answer.provision.id, ())) if known else None


def _only_here(voice: Voice, row: Row) -> list[AskAnswer]:
    return [one for one in _asks(voice, row) or () if one.answer is Asked.NOT_ASKED]


def _asks_missing(voice: Voice, row: Row) -> str:
    asks = _asks(voice, row)
    return f"{len(_only_here(voice, row))} of {len(asks)}" if asks else "no asks"


def _number(answer: Asked) -> Value:
    def count(voice: Voice, row: Row) -> int | None:
        asks = _asks(voice, row)
        return None if asks is None else counts_of(asks)[answer]

    return count


def _asserter(_: Voice, row: Row) -> str | None:
    mapping = row.assertion.mapping if row.assertion else None
    return mapping.provider or mapping.creator if mapping else None


def _beside(voice: Voice, row: Row) -> Iterator[There]:
    yield from (there(voice.crosswalk, row.answer.provision, end) for end in row.ends)


def _of_ends(said: Callable[[There], str]) -> Value:
    """Return the value that has a text for each end, each in the place of its object; "" where all are empty."""

    def value(voice: Voice, row: Row) -> str:
        every = [said(one) for one in _beside(voice, row)]
        return joined(every) if any(every) else ""

    return value


def _of_mapping(value: Callable[[Assertion], Cell]) -> Value:
    return lambda _, row: value(row.assertion) if row.assertion else None


def _of_end(value: Callable[[End], Cell], otherwise: Cell = None) -> Value:
    return lambda _, row: value(row.best) if row.best else otherwise


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


_YES_OR_NO = {True: "yes", False: "no", None: ""}


# ---- the list ----

_NUMBERS = {f"asks_{answer.value.replace('-', '_')}": answer for answer in Asked if answer.is_counted}
_GRADES = "; ".join(f"{grade}: {grade.meaning}" for grade in Grade)

_EVERY = (
    Field("focal", lambda _, row: row.focal),
    Field("reference", lambda _, row: row.reference),
    Field(
        "id",
        lambda _, row: row.answer.provision.id,
        Shown("id", lambda _, row: row.answer.provision.notation),
        Shown("Provision"),
    ),
    Field("label", lambda _, row: row.answer.provision.label, Shown("label"), Shown("Label")),
    Field("summary", lambda _, row: row.answer.provision.summary, Shown("what it asks", _asks_here)),
    Field("level", _level, Shown("level", lambda voice, row: _level(voice, row) or "not stated"), Shown("Level")),
    Field(
        "roles",
        lambda _, row: " ".join(row.answer.provision.roles),
        Shown("of whom, when", lambda voice, row: _whom(voice, row.answer.provision)),
    ),
    Field("phase", lambda _, row: row.answer.provision.phase),
    Field(
        "status",
        lambda _, row: row.answer.status.value,
        Shown("status", lambda voice, row: voice.status(row.answer.status), coloured=True),
        Shown("Status", lambda voice, row: voice.status(row.answer.status)),
    ),
    Field("reason", _why, Shown("reason"), Shown("Reason")),
    Field(
        "object",
        lambda _, row: joined(end.object for end in row.ends),
        Shown("best mapping", _best_on_screen),
        Shown("Best mapping", _best_in_terminal),
    ),
    Field(
        "object_label",
        lambda voice, row: joined(called(voice.crosswalk, end.object) or "" for end in row.ends),
        Shown("provision there", _asks_there),
    ),
    Field("object_level", _of_ends(lambda one: (one.stated.level if one.stated else None) or "")),
    Field(
        "object_roles",
        _of_ends(lambda one: " ".join(one.stated.roles) if one.stated else ""),
        Shown("of whom there", _whom_there),
    ),
    Field(
        "weaker_verb",
        _of_ends(lambda one: _YES_OR_NO[one.is_weaker]),
        terminal=Shown("Verb and roles there", _said_there, where_any=True),
    ),
    Field(
        "relation",
        _of_end(lambda end: end.relation),
        Shown("relation", lambda _, row: best_relation(row.answer)),
    ),
    Field("inherited", _of_end(lambda end: _yes(end.inherited), "")),
    Field("asserter", _asserter),
    Field("date", _of_mapping(lambda one: one.mapping.date)),
    Field(
        "grade",
        _of_end(lambda end: end.grade),
        Shown("grade", lambda _, row: best_grade(row.answer), help=_GRADES),
        Shown("Grade"),
    ),
    Field("basis", _of_mapping(lambda one: one.mapping.basis)),
    Field("mapping_set", lambda _, row: joined(row.mapping_sets)),
    Field(
        "carried_from",
        _of_end(lambda end: end.carried_from),
        terminal=Shown("Carried from", lambda _, row: row.answer.carried_from, where_any=True),
    ),
    Field("dangling", _of_end(lambda end: _yes(end.dangling), "")),
    Field("path", lambda _, row: _STEP.join(row.path)),
    # How many mappings and derivations the provision has in all: --rows mappings lists them.
    Field("mappings", lambda _, row: len(ends_of(row.answer))),
    *(Field(key, _number(answer)) for key, answer in _NUMBERS.items()),
    Field(
        "only_asked_here",
        lambda voice, row: joined(one.ask.text for one in _only_here(voice, row)),
        terminal=Shown("Asks missing there", _asks_missing),
    ),
    Field("justification", _of_mapping(lambda one: one.mapping.justification)),
    Field("reviewer", _of_mapping(lambda one: one.mapping.reviewer)),
    Field("comment", _of_mapping(lambda one: one.comment)),
    Field("focal_standing", lambda voice, row: became_of(voice.crosswalk, row.answer.provision.id)),
    Field("reference_standing", lambda voice, row: became_of(voice.crosswalk, row.reference)),
    Field(
        "nearest",
        lambda _, row: row.nearest,
        Shown("nearest candidate", _nearest),
        Shown("Nearest candidate", _nearest),
    ),
    Field("nearest_label", lambda voice, row: called(voice.crosswalk, row.nearest) if row.nearest else None),
)
#: Every column of a comparison, by its key.
FIELDS: Mapping[str, Field] = {field.key: field for field in _EVERY}


_FOCAL = ("focal", "reference", "id", "label", "summary", "level", "roles", "phase", "status")
_OBJECT = ("object", "object_label", "object_level", "object_roles", "weaker_verb")
_EVIDENCE = (
    *("relation", "inherited", "asserter", "date", "grade", "basis"),
    *("mapping_set", "carried_from", "dangling", "path"),
)
_STANDING = ("focal_standing", "reference_standing")
_FILE = (*_FOCAL, "reason", *_OBJECT, *_EVIDENCE, "mappings", *_NUMBERS, "only_asked_here", *_STANDING)

#: Which columns each table has, in its order: key → the pixels that it gets at most in the explorer, or None.
TABLES: Mapping[Table, Mapping[str, int | None]] = {
    Table.SCREEN: {"id": 75, "level": 60, "label": 290, "status": 120, "object": 360, "relation": 130, "grade": 55},
    Table.SCREEN_GAPS: {"id": 75, "level": 60, "label": 160, "status": 120, "reason": 530, "nearest": 240},
    Table.SCREEN_TEXTS: {
        "id": 75,
        "summary": 302,
        "roles": 135,
        "status": 120,
        "relation": 126,
        "object_label": 302,
        "object_roles": 135,
    },
    Table.SCREEN_CANDIDATES: {"id": 75, "label": 290},
    Table.TERMINAL: dict.fromkeys(("id", "level", "status", "object", "weaker_verb", "carried_from", "grade", "label")),
    Table.TERMINAL_GAPS: dict.fromkeys(
        ("id", "level", "status", "reason", "weaker_verb", "nearest", "only_asked_here")
    ),
    Table.FILE: dict.fromkeys(_FILE),
    Table.FILE_GAPS: dict.fromkeys((*_FILE, "nearest", "nearest_label")),
    Table.FILE_MAPPINGS: dict.fromkeys(
        (*_FOCAL, *_OBJECT, *_EVIDENCE, "justification", "reviewer", "comment", *_STANDING)
    ),
}
