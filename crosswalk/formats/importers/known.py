"""The documents that are loaded, as far as an importer needs them: what they are called, and how others cite them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from crosswalk.references import folded, tokens, words

_Key = TypeVar("_Key", str, tuple[str, ...])
#: Words of a label that are compared; no label is longer.
_LONGEST_LABEL = 40
#: Words that the number before a label may have.
_LONGEST_NUMBER = 5


@dataclass(frozen=True)
class KnownDocument:
    """A document that is loaded: its provisions by their local ids, and the aliases that its file declares."""

    id: str
    title: str
    labels: Mapping[str, str]  #: local id → label
    notations: Mapping[str, str]  #: local id → number as printed
    prefixes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()  #: another spelling → local id
    any_sign: bool = False

    def find(self, written: str) -> str | None:
        """Return the local id that is meant, or None: the id itself, a declared spelling, the printed number, or the
        one id that differs only in case, blanks, zeros in front of numbers, and in signs where the document allows it.

        >>> csf = KnownDocument("csf-2.0", "CSF", {"GV.OC-01": "Mission"}, {})
        >>> csf.find("gv.oc-1"), csf.find("gv.oc-2")
        ('GV.OC-01', None)
        """
        if written in self.labels:
            return written
        return self._by_form.get(folded(written)) or (self._by_words.get(_words(written)) if self.any_sign else None)

    def called(self, label: str) -> str | None:
        """Return the local id of the one provision whose label this is, alone or after a number; None for no such."""
        said = words(label)[:_LONGEST_LABEL]
        for start in range(min(len(said), _LONGEST_NUMBER)):
            is_number = not start or any(map(str.isdigit, "".join(said[:start])))
            if is_number and (found := self._by_label.get(said[start:])):
                return found
        return None

    @cached_property
    def _by_form(self) -> dict[str, str]:
        plain = _unique((folded(local), local) for local in self.labels)
        printed = _unique((folded(number), local) for local, number in self.notations.items())
        return printed | plain | {folded(written): local for written, local in self.spellings}

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], str]:
        return _unique((_words(local), local) for local in self.labels)

    @cached_property
    def _by_label(self) -> dict[tuple[str, ...], str]:
        return _unique((words(label)[:_LONGEST_LABEL], local) for local, label in self.labels.items())


class Known:
    """Every document that is loaded, found by its id, by a prefix, or by the address of one of its provisions."""

    def __init__(
        self,
        documents: Iterable[KnownDocument] = (),
        sets: Iterable[str] = (),
        organisations: Iterable[str] = (),
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.sets = frozenset(sets)  #: the ids of the mapping sets that are loaded
        self.organisations = frozenset(organisations)  #: their ids
        ids = {document.id.casefold(): document.id for document in self.documents.values()}
        declared = _unique(
            (prefix.casefold(), document.id) for document in self.documents.values() for prefix in document.prefixes
        )
        self._by_prefix = declared | ids
        addresses = _unique((address, doc.id) for doc in self.documents.values() for address in doc.addresses)
        self._by_address = sorted(addresses.items(), key=lambda entry: -len(entry[0]))

    def plus(self, document: KnownDocument) -> Known:
        """Return the same with one more document."""
        return Known([*self.documents.values(), document], self.sets, self.organisations)

    def by_prefix(self, prefix: str) -> KnownDocument | None:
        """Return the document that has a prefix, whatever its case; None where none or several have it.

        >>> Known([KnownDocument("a-1.0", "A", {}, {}, prefixes=("AA",))]).by_prefix("aa").id
        'a-1.0'
        """
        found = self._by_prefix.get(prefix.casefold())
        return self.documents[found] if found else None

    def by_address(self, address: str) -> tuple[KnownDocument, str] | None:
        """Return the document to which an address leads, and the rest of the address; None where there is none."""
        for begins, name in self._by_address:
            if address.startswith(begins):
                return self.documents[name], address[len(begins) :]
        return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text))


def _unique(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, str]:
    """Return the keys that lead to one value only."""
    found: dict[_Key, str | None] = {}
    for key, value in pairs:
        found[key] = value if found.setdefault(key, value) == value else None
    return {key: value for key, value in found.items() if value is not None}
