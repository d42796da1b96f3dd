"""A fault in the data: a value in a report, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crosswalk.files.text import Unreadable
from crosswalk.limits import MAX_FAULTS

#: What a broken rule amounts to. A warning is shown, but does not make `crosswalk validate` fail.
VIOLATION, WARNING = "violation", "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the data: the broken rule, a message that says what to do, and the place.

    `line` counts from 1 and is None where the fault is in no single line; `focus` is the IRI of the thing at fault.

    >>> Fault("self-mapping", "A provision is mapped to itself.", "m.tsv", 9).severity
    'violation'
    """

    rule: str
    message: str
    file: str = ""
    line: int | None = None
    focus: str = ""
    severity: str = VIOLATION
    unreadable: bool = False  #: True where the file could not be read at all (exit code 2)

    def as_json(self) -> dict[str, object]:
        """Return the fault as `crosswalk validate --format json` prints it."""
        values = asdict(self)
        return {key: values[key] for key in ("rule", "severity", "focus", "message", "file", "line")}

    def sentence(self) -> str:
        """Return the fault as one line: file, line, rule and message.

        >>> Fault("self-mapping", "A provision is mapped to itself.", "m.tsv", 9).sentence()
        'm.tsv:9: self-mapping: A provision is mapped to itself.'
        """
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        return ": ".join(part for part in (place, self.rule, self.message) if part)


@dataclass(slots=True)
class Report:
    """The faults found while reading, and where each thing was read from."""

    faults: list[Fault] = field(default_factory=list)
    places: dict[str, tuple[str, int | None]] = field(default_factory=dict)  #: IRI → (file, line)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, rule: str, message: str, file: Path | str = "", line: int | None = None, *, focus: str = "") -> None:
        """Add a fault that makes the file unreadable; of very many in one file, the first are listed."""
        count = self._counts[str(file)] = self._counts.get(str(file), 0) + 1
        if count == MAX_FAULTS:
            message = f"The file has {MAX_FAULTS:,} faults or more; those after this line are not listed."
        if count <= MAX_FAULTS:
            self.faults.append(Fault(rule, message, str(file), line, focus, VIOLATION, unreadable=True))

    def unreadable(self, reason: Unreadable, file: Path | str) -> None:
        """Add the fault of a file that cannot be read at all."""
        self.add("unreadable-file", f"The file cannot be read: {reason}.", file, reason.line)

    def is_full(self, file: Path | str) -> bool:
        """Return True when so many faults of a file are listed that there is no point in looking for more."""
        return self._counts.get(str(file), 0) >= MAX_FAULTS

    def place(self, iri: str) -> tuple[str, int | None]:
        """Return where an IRI was read from: (file, line), or ('', None)."""
        return self.places.get(iri, ("", None))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)
