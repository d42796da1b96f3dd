"""One writer per module. Each module here that exports `WRITER` is discovered; its writer writes the answer to a query,
an export, or both, in one format.

An export is of the whole crosswalk, of one document, of one document against another, or of a mapping set: its `Scope`.
It comes with its losses: what the format could not say, counted.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from crosswalk.analysis.asks import measure_sets
from crosswalk.analysis.catalogue import document, mapping_sets
from crosswalk.errors import CrosswalkError, UnknownId, UsageError, did_you_mean, shown
from crosswalk.sources.provenance import Provenance, provenance
from crosswalk.sparql import Table
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity


class Extent(StrEnum):
    """How much of the crosswalk an export is of, as one says it."""

    WHOLE = "the whole crosswalk"
    DOCUMENT = "one document"
    PAIR = "two documents"
    SET = "a mapping set"

    @property
    def arguments(self) -> str:
        """What follows the name of the format on the command line."""
        return {"DOCUMENT": " FOCAL", "PAIR": " FOCAL REFERENCE", "SET": " --set ID"}.get(self.name, "")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is exported, by the ids of documents or of a mapping set; by default the whole crosswalk.

    >>> Scope("dsit-ai-code-2025", "owasp-llm-2025").extent.value
    'two documents'
    """

    focal: str | None = None
    reference: str | None = None
    mapping_set: str | None = None

    @property
    def extent(self) -> Extent:
        """How much it is."""
        if self.mapping_set:
            return Extent.SET
        if self.reference:
            return Extent.PAIR
        return Extent.DOCUMENT if self.focal else Extent.WHOLE

    @property
    def pair(self) -> tuple[str, str]:
        """The focal and the reference document. Raises ValueError where it is not of two documents."""
        if self.focal is None or self.reference is None:
            raise ValueError("not of two documents")
        return self.focal, self.reference

    def command(self, form: str) -> str:
        """Return the command that exports it.

        >>> Scope(mapping_set="a-1--b-2").command("sssom")
        'crosswalk export sssom --set a-1--b-2'
        """
        chosen = ["--set", self.mapping_set] if self.mapping_set else []
        return " ".join(["crosswalk export", form, *filter(None, (self.focal, self.reference, *chosen))])

    def name(self, suffix: str) -> str:
        """Return the name of a file of it.

        >>> Scope("a-1", "b-2").name(".ttl"), Scope().name(".ttl")
        ('a-1--b-2.ttl', 'crosswalk.ttl')
        """
        names = [self.mapping_set] if self.mapping_set else [self.focal, self.reference]
        return ("--".join(filter(None, names)) or "crosswalk") + suffix


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not say: what, in words that follow a number, and how many of them."""

    count: int
    one: str
    several: str = ""  #: where that is not `one` with an s

    def sentence(self) -> str:
        """Return it as a person reads it.

        >>> Loss(2, "ask", "asks").sentence()
        '2 asks'
        """
        return quantity(self.count, self.one, self.several)


@dataclass(frozen=True, slots=True)
class Export:
    """A file that a writer made, what the format could not say, and how to make the file again."""

    form: str
    scope: Scope
    content: bytes = field(repr=False)
    losses: tuple[Loss, ...]
    origin: Provenance

    @property
    def command(self) -> str:
        """The command that makes it again from the same data."""
        return self.scope.command(self.form)

    @property
    def is_binary(self) -> bool:
        """True where a terminal cannot show it."""
        return self.content.startswith(b"PK")

    def report(self) -> str:
        """Return in one sentence what the format could not say."""
        if not self.losses:
            return "Nothing was left out."
        return f"Left out, since the format has no place for it: {'; '.join(loss.sentence() for loss in self.losses)}."

    def as_json(self) -> dict[str, object]:
        """Return {"crosswalk", "format", "command", "bytes", "losses"}, each loss being {"what", "count"}."""
        return {
            "crosswalk": self.origin.as_json(),
            "format": self.form,
            "command": self.command,
            "bytes": len(self.content),
            "losses": [{"what": loss.several or f"{loss.one}s", "count": loss.count} for loss in self.losses],
        }


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer returns: the bytes of a file, and what the format could not say; losses of nothing count for
    nothing.
    """

    content: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its name on the command line, its title, the suffix of its files, and what can be written in it."""

    name: str
    title: str
    media_type: str
    suffix: str
    answer: Callable[[Table], str] | None = None  #: the answer to a query; raises UsageError if it does not fit
    write: Callable[[Crosswalk, Scope], Written] | None = None  #: an export
    extents: tuple[Extent, ...] = ()  #: what `write` can be asked for
    has_content: Callable[[Crosswalk, Scope], bool] = lambda crosswalk, scope: True  #: whether there is something
    graphs_only: bool = False  #: True where only answers to CONSTRUCT and DESCRIBE queries can be written
    written: str = ""  #: its name as people write it, where that is not the name in capitals

    @property
    def label(self) -> str:
        """Its name as people write it."""
        return self.written or self.name.upper()

    def fits(self, table: Table) -> bool:
        """Return True when this answer can be written in this format."""
        return self.answer is not None and (table.graph is not None or not self.graphs_only)

    def refusal(self, scope: Scope) -> str | None:
        """Return why this format cannot be written for a scope, in a sentence; None where it can."""
        if scope.extent in self.extents:
            return None
        ways = " or ".join(f"crosswalk export {self.name}{extent.arguments}" for extent in self.extents)
        return f"{self.label} cannot be written for {scope.extent}; write {ways}."


@cache
def writers() -> dict[str, Writer]:
    """Return every writer by its name.

    >>> writers()["csv"].suffix
    '.csv'
    """
    discovered: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        writer = getattr(importlib.import_module(module.name), "WRITER", None)
        if isinstance(writer, Writer):
            discovered[writer.name] = writer
        elif writer is not None:
            raise CrosswalkError(f"{module.name}.WRITER is not a Writer; see crosswalk/formats/writers/__init__.py.")
    return discovered


def exporters(extent: Extent | None = None) -> dict[str, Writer]:
    """Return the writers of exports by name, or those that can be asked for so much of the crosswalk.

    >>> "csv" in exporters(), "oscal" in exporters(Extent.WHOLE)
    (True, False)
    """
    return {name: one for name, one in writers().items() if one.write and (extent is None or extent in one.extents)}


def has_provisions(crosswalk: Crosswalk, scope: Scope) -> bool:
    """Return True where provisions of a document of the scope are loaded, so that there is something to compare."""
    return any(document(crosswalk, name).loaded for name in (scope.focal, scope.reference) if name)


def origin(crosswalk: Crosswalk, form: str, scope: Scope) -> tuple[str, str]:
    """Return what every export says of itself: which program and which data it was made from, and how to make it
    again.
    """
    return provenance(crosswalk.layout).sentence(), f"to make it again: {scope.command(form)}"


def export(
    crosswalk: Crosswalk,
    form: str,
    focal: str | None = None,
    reference: str | None = None,
    *,
    mapping_set: str | None = None,
) -> bytes:
    """Return the whole crosswalk, a document, a document against another, or a mapping set, in the format `form`.

    The same data give the same bytes; text is UTF-8. `form` is one of `exporters()`: csv, graphml, jsonld, markdown,
    nquads, oscal, sssom, sssom-json, trig, turtle or xlsx (docs/export.md). `exported` says what the format left out.

    Raises UsageError for a format that is unknown or cannot express so much, UnknownId for a document or set that does
    not exist, NothingLoaded where a comparison needs provisions that are not loaded, and StoreError when the store
    cannot answer.

    >>> from crosswalk.store.holder import load
    >>> export(load(), "graphml").startswith(b"<?xml")
    True
    """
    return exported(crosswalk, form, focal, reference, mapping_set=mapping_set).content


def exported(
    crosswalk: Crosswalk,
    form: str,
    focal: str | None = None,
    reference: str | None = None,
    *,
    mapping_set: str | None = None,
) -> Export:
    """Return what `export` returns, with what the format could not say. Raises what `export` raises.

    >>> from crosswalk.store.holder import load
    >>> exported(load(), "graphml").command
    'crosswalk export graphml'
    """
    able = exporters()
    if form not in able:
        hint = did_you_mean(form, able) or f" Formats: {', '.join(sorted(able))}."
        raise UsageError(f"The crosswalk cannot be written as “{shown(form)}”.{hint}")
    scope = _checked(crosswalk, Scope(focal, reference, mapping_set))
    writer = able[form]
    if refusal := writer.refusal(scope):
        raise UsageError(refusal)
    assert writer.write is not None, "exporters have it"
    made = writer.write(crosswalk, scope)
    losses = tuple(loss for loss in made.losses if loss.count)
    return Export(form, scope, made.content, losses, provenance(crosswalk.layout))


def _checked(crosswalk: Crosswalk, scope: Scope) -> Scope:
    """Return the scope. Raises UnknownId or UsageError for one that does not exist or contradicts itself."""
    if scope.mapping_set and scope.focal:
        raise UsageError("A mapping set is exported by itself: leave out the documents, or --set.")
    if scope.mapping_set:
        known = [*(one.id for one in mapping_sets(crosswalk)), *measure_sets(crosswalk)]
        if scope.mapping_set not in known:
            hint = did_you_mean(scope.mapping_set, known) or " crosswalk search finds one by its title."
            raise UnknownId(f"There is no mapping set “{shown(scope.mapping_set)}”.{hint}")
    for name in filter(None, (scope.focal, scope.reference)):
        document(crosswalk, name)
    if scope.focal and scope.focal == scope.reference:
        raise UsageError(f"The reference is the focal document itself ({scope.focal}); name another.")
    return scope
