"""What a message says of an id that does not exist: its short form, and the id that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosswalk import ids
from crosswalk.errors import one_of
from crosswalk.references import folded

_IRI = re.compile(re.escape(ids.DOC) + r"[^\s,;“”<>]+")
_RULES = "dangling-"  #: the names of the rules about what does not exist begin so


class Offers:
    """The ids of everything that was read, by what they are without case, blanks and zeros in front of numbers.

    >>> Offers([ids.DOC + "b-1.0/B-1"]).told("dangling-mapping-end", f"There is no {ids.DOC}b-1.0/b-01.")
    'There is no b-1.0:b-01. Did you mean b-1.0:B-1?'
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {folded(one): one for one in (ids.short(iri) for iri in known if iri.startswith(ids.DOC))}

    def told(self, rule: str, message: str) -> str:
        """Return a message with ids in their short form; for a rule about what does not exist, with what was meant."""
        text = _IRI.sub(lambda found: _short(found[0]), message)
        if not rule.startswith(_RULES):
            return text
        meant = ((word, self._known.get(folded(word))) for word in _ids_in(text))
        return text + one_of(sorted({known for word, known in meant if known and known != word}))


def _ids_in(text: str) -> list[str]:
    """Return the words of a sentence that may be ids: with a colon inside, and without the brackets around them."""
    words = (word.rstrip(".,:;") for word in text.split())
    return [word[1:-1] if word[0] == "(" and word[-1] == ")" else word for word in words if ":" in word]


def _short(iri: str) -> str:
    """Return the id of an IRI in a sentence, with the sign of the sentence after it."""
    own = iri.rstrip(".:")
    own = own[:-1] if own.endswith(")") and own.count(")") > own.count("(") else own
    return ids.short(own) + iri[len(own) :]
