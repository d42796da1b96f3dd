"""Stubs: documents that nobody has here, with what a foreign file says of them."""

from __future__ import annotations

import datetime
import re

from crosswalk import ids
from crosswalk.files.model import DocumentFile, OrganisationEntry

#: Who is written where a file names nobody. They are two: who asserts a mapping need not be who publishes a document.
NO_PUBLISHER = OrganisationEntry(
    id="publisher-not-stated", name="Publisher not stated", note="For imported files that name no publisher."
)
NO_ASSERTER = OrganisationEntry(
    id="asserter-not-stated", name="Asserter not stated", note="For imported files that do not say who made them."
)
#: The kind of the items of a stub.
ITEM = "item"
_LONGEST = 60


def slug(text: str) -> str:
    """Return a text as an id of a document or organisation: small letters, digits, dots and hyphens.

    >>> slug("HP"), slug("https://example.org/a/"), slug("__")
    ('hp', 'example.org-a', 'unnamed')
    """
    plain = re.sub(r"^[a-z]+://", "", text.strip().lower())
    name = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:_LONGEST].strip("-.")
    return name if ids.is_document_id(name) else f"{name}-terms" if name else "unnamed"


def undated(name: str) -> str:
    """Return a name as the id of a document of which the edition is not known: it says so, unless it has a number.

    >>> undated("hp"), undated("capec-3.9")
    ('hp-undated', 'capec-3.9')
    """
    return name if re.search("[0-9]", name) else f"{name}-undated"


class Stub:
    """A document that is made of what a foreign file cites."""

    def __init__(self, name: str, title: str, prefix: str = "", namespace: str = "") -> None:
        self.id, self.title, self.prefix, self.namespace = name, title, prefix, namespace
        self.cited_in: dict[str, None] = {}
        self._ids: dict[str, str] = {}  # as cited → local id
        self._labels: dict[str, str] = {}
        self._taken: set[str] = set()

    def item(self, cited: str) -> str:
        """Return the local id of an item, which it has from now on."""
        if cited not in self._ids:
            self._ids[cited] = self._free(cited)
            self._taken.add(self._ids[cited])
        return self._ids[cited]

    def _free(self, cited: str) -> str:
        if ids.LOCAL_ID.fullmatch(cited) and cited not in self._taken:
            return cited
        plain = re.sub(r"[^A-Za-z0-9._()-]+", "-", cited).lstrip("-._()")[:190].rstrip("-") or ITEM
        return next(
            name for n in range(1, 1_000_000) if (name := f"{plain}-{n}" if n > 1 else plain) not in self._taken
        )

    def label(self, local: str, label: str) -> None:
        """Note what an item is called; the first label counts."""
        self._labels.setdefault(local, label)

    def document(self, today: datetime.date) -> DocumentFile:
        """Return the stub as a document, which says that it is one."""
        provisions = [
            {"id": local, "label": self._labels.get(local, cited or local), "kind": ITEM}
            | ({"notation": cited} if cited != local else {})
            for cited, local in self._ids.items()
        ]
        values = {
            "id": self.id,
            "title": f"{self.title} (stub)",
            "version": "not stated",
            "publisher": NO_PUBLISHER.id,
            "date": "unknown",
            "status": {"stage": "published", "as_of": today, "seen": "unverified"},
            "rights": "not stated",
            "text_policy": "titles-only" if self._labels else "ids-only",
            "assessable": ITEM,
            "loaded": len(provisions),
            "note": f"A stub, made by crosswalk import from {', '.join(self.cited_in)}: it has only the items that are "
            "cited there, and of the document itself nothing more is known.",
            "aliases": self._aliases(),
            "provisions": provisions,
        }
        return DocumentFile.model_validate(values)

    def _aliases(self) -> dict[str, object] | None:
        has_address = self.namespace.startswith(("http://", "https://")) and ids.is_iri(self.namespace)
        found: dict[str, object] = {"addresses": [self.namespace]} if has_address else {}
        if self.prefix and self.prefix.casefold() != self.id:
            found["prefixes"] = [self.prefix]
        return found or None
