"""A fault in the data: a value in a report, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

#: What a broken rule amounts to. A warning is shown, but does not make `crosswalk validate` fail.
VIOLATION, WARNING = "violation", "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule: which, where, and what to do about it."""

    rule: str
    message: str
    file: str = ""
    line: int | None = None
    focus: str = ""
    severity: str = VIOLATION
    unreadable: bool = (
        False  #: the reader could not make sense of the input (exit code 2), rather than: the data break a rule
    )

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
    """The faults met while reading, and where each thing was read from."""

    faults: list[Fault] = field(default_factory=list)
    places: dict[str, tuple[str, int | None]] = field(default_factory=dict)  #: IRI → (file, line)

    def add(
        self,
        rule: str,
        message: str,
        file: Path | str = "",
        line: int | None = None,
        *,
        focus: str = "",
        unreadable: bool = False,
    ) -> None:
        """Note one fault."""
        self.faults.append(Fault(rule, message, str(file), line, focus, VIOLATION, unreadable))

    def place(self, iri: str) -> tuple[str, int | None]:
        """Return (file, line) of an IRI, or ('', None)."""
        return self.places.get(iri, ("", None))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)
