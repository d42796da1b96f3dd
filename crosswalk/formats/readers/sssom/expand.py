"""Turn the CURIEs of mapping files into IRIs, each once. A plain dictionary does this: curies rebuilds its prefix map
for every id, which took two thirds of the time to read the shipped files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown

if TYPE_CHECKING:
    from curies import Converter


@cache
def vocabularies() -> Converter:
    """Return a converter for the reused vocabularies, which is all that sssom-pydantic needs."""
    return ids.converter(())


class Expander:
    """Expands CURIEs with the prefixes of every document that was read, and remembers the results."""

    def __init__(self, prefixes: Mapping[str, str], of_the_file: Mapping[str, str] | None = None) -> None:
        self.prefixes = {**(of_the_file or {}), **prefixes}
        self._of_the_file = of_the_file or {}
        self._namespaces = tuple(ids.prefixes(()).values())
        self._known: dict[tuple[str, bool], str] = {}

    def with_map(self, curie_map: Mapping[str, str]) -> Expander:
        """Return an expander that also knows the prefixes of a file's map, or this one where the map adds none."""
        added = {prefix: iri for prefix, iri in curie_map.items() if prefix not in self.prefixes}
        return Expander(self.prefixes, added) if added else self

    def converter(self) -> Converter:
        """Return a converter for the reused vocabularies and the prefixes of the file's own map."""
        if not self._of_the_file:
            return vocabularies()
        converter = ids.converter(())
        for prefix, iri in self._of_the_file.items():
            converter.add_prefix(prefix, iri, merge=True)
        return converter

    def __call__(self, text: str, *, foreign: bool = False) -> str:
        """Return the IRI of a CURIE or IRI in a cell. Raises ValueError for an unknown prefix or an invalid IRI.

        With `foreign`, an IRI outside this crosswalk and the vocabularies it uses is accepted unchanged.
        """
        known = self._known.get((text, foreign))
        if known is None:
            known = self._known[text, foreign] = self._expand(text, foreign)
        return known

    def _expand(self, text: str, foreign: bool) -> str:
        prefix, colon, local = text.partition(":")
        if text.startswith(("http://", "https://")):
            if not foreign and not text.startswith(self._namespaces):
                raise ValueError(f"“{shown(text)}” is not the address of a loaded document.")
            iri = text
        elif colon and prefix in self.prefixes:
            iri = self.prefixes[prefix] + local
        elif not colon and text in self.prefixes:
            raise ValueError(f"“{shown(text)}” is a whole document: write cwdoc:{text}, or {text}: and a provision.")
        elif not colon:
            remedy = f"write the id of its document before it, with a colon: …:{shown(text)}"
            raise ValueError(f"“{shown(text)}”: no loaded document has the id “{shown(text)}”; {remedy}.")
        else:
            hint = did_you_mean(prefix, self.prefixes)
            raise ValueError(f"“{shown(text)}”: no loaded document has the id “{shown(prefix)}”.{hint}")
        if not ids.is_iri(iri):
            raise ValueError(f"“{shown(text)}” is not an id: it contains a character that is not allowed in an IRI.")
        return iri
