"""One document's asks against all the others: the document is the pivot, and each of the others answers every ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crosswalk.analysis import Json
from crosswalk.analysis.asked import apart, asked, asks_of, with_asks
from crosswalk.analysis.asks import Ask
from crosswalk.store.holder import Crosswalk, Frozen, remembered
from crosswalk.vocabulary import Asked


@dataclass(frozen=True, slots=True)
class Spread:
    """One ask, and what each of some documents says to it."""

    ask: Ask
    answers: Mapping[str, Asked] = field(repr=False)  #: document → its answer
    counted: tuple[str, ...] = field(repr=False)  #: the documents without those that are equal to one before them

    @property
    def asked_by(self) -> tuple[str, ...]:
        """The documents that ask the same or more. Of documents that are equal, the first counts."""
        return tuple(name for name in self.counted if self.answers[name] is Asked.ASKED)

    @property
    def met_by(self) -> tuple[str, ...]:
        """The documents that ask a part of it only, or a result that it is a means of."""
        return tuple(name for name in self.counted if self.answers[name] in (Asked.IN_PART, Asked.IN_GENERAL))

    def as_json(self) -> Json:
        """Return {"id", "text", "level", "when", "theme", "answers"}."""
        return {
            "id": self.ask.id,
            "text": self.ask.text,
            "level": self.ask.level,
            "when": self.ask.when,
            "theme": self.ask.theme,
            "answers": {name: answer.value for name, answer in self.answers.items()},
        }


def spread(crosswalk: Crosswalk, focal: str, references: Iterable[str] = ()) -> tuple[Spread, ...]:
    """Return each ask of `focal` with what every one of `references` says to it, general duties left out; no reference
    means all documents whose asks are known.

    Raises UnknownId for a document that does not exist, and UsageError where nobody has listed what one of them asks.

    >>> from crosswalk.store.holder import load
    >>> every = spread(load(), "dsit-ai-code-2025", ["etsi-en-304-223-2.1.1", "ncsc-secure-ai-2023"])
    >>> {one.answers["etsi-en-304-223-2.1.1"].value for one in every}
    {'asked'}
    """
    chosen = (references,) if isinstance(references, str) else tuple(references)
    return _spread(crosswalk, focal, chosen or tuple(name for name in with_asks(crosswalk) if name != focal))


@remembered
def _spread(crosswalk: Crosswalk, focal: str, references: tuple[str, ...]) -> tuple[Spread, ...]:
    mine, counted = asks_of(crosswalk, focal), apart(crosswalk, references)
    every = [asked(crosswalk, focal, reference).answers for reference in references]
    return tuple(
        Spread(
            one, Frozen({name: answers[place].answer for name, answers in zip(references, every, strict=True)}), counted
        )
        for place, one in enumerate(mine)
        if not one.is_umbrella
    )
