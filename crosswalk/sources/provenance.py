"""Which program and which data an answer rests on, so that whoever keeps the answer can say so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.metadata import version

from crosswalk.sources import Layout, content_hash, data_version

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of LICENSE-DATA


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer comes from.

    `date` and `licence` are those of the shipped data; of files of one's own beside them, only their owner can say
    either.
    """

    version: str  #: of the program
    data: str  #: a hash over all source files: the same hash gives the same answers
    date: str | None  #: the day of the shipped data; None where they are left out
    licence: str | None  #: of the shipped data; None where files of one's own are joined or stand alone

    def as_json(self) -> dict[str, str | None]:
        """Return {"version", "data", "date", "licence"}, as every answer in JSON carries it."""
        return asdict(self)

    def sentence(self) -> str:
        """Return it as one line.

        >>> Provenance("0.1.0", "9e3b", "2026-11-29", None).sentence()
        'crosswalk 0.1.0, data of 2026-11-29 with files of your own, hash 9e3b'
        """
        day = f"data of {self.date}" if self.date else "data of your own"
        own = " with files of your own" if self.date and not self.licence else ""
        licence = f", {self.licence}" if self.licence else ""
        return f"crosswalk {self.version}, {day}{own}, hash {self.data}{licence}"


def provenance(layout: Layout) -> Provenance:
    """Return where answers about a layout come from. Raises CrosswalkError when the version of the shipped data
    cannot be read.

    >>> len(provenance(Layout()).data)
    16
    """
    return Provenance(
        version("ai-security-crosswalk"),
        content_hash(layout),
        None if layout.only_data else data_version().replace(".", "-"),
        None if layout.only_data or layout.extra else _LICENCE,
    )
