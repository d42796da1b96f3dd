"""Turn the CURIEs of mapping files into IRIs, each once. A plain dictionary does it: curies builds its prefix map anew
for every id, which was, measured, two thirds of reading the shipped files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import did_you_mean

if TYPE_CHECKING:
    from curies import Converter


@cache
def vocabularies() -> Converter:
    """Return the converter of the reused vocabularies: all that sssom-pydantic needs, which copies it for each file."""
    return ids.converter(())


class Expander:
    """Knows the prefixes of every document that was read; remembers what it has worked out."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._namespaces = tuple(ids.prefixes(()).values())
        self._known: dict[tuple[str, bool], str] = {}

    def __call__(self, text: str, *, foreign: bool = False) -> str:
        """Return the IRI of a CURIE or IRI in a cell; ValueError says which prefix is unknown, or that it is no IRI.

        With `foreign`, an IRI outside this crosswalk and the vocabularies it uses is taken as it stands.
        """
        known = self._known.get((text, foreign))
        if known is None:
            known = self._known[text, foreign] = self._expand(text, foreign)
        return known

    def _expand(self, text: str, foreign: bool) -> str:
        prefix, colon, local = text.partition(":")
        if text.startswith(("http://", "https://")):
            if not foreign and not text.startswith(self._namespaces):
                raise ValueError(f"“{text}” is the address of no document loaded here.")
            iri = text
        elif colon and prefix in self._prefixes:
            iri = self._prefixes[prefix] + local
        else:
            hint = did_you_mean(prefix, self._prefixes)
            raise ValueError(f"“{text}”: the prefix “{prefix}” is no document loaded here.{hint}")
        if not ids.is_iri(iri):
            raise ValueError(f"“{text}” is not an id: a character in it cannot stand in an IRI.")
        return iri
