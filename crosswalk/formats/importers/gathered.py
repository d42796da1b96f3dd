"""What an import finds, whatever the format: documents and mapping sets as typed values, and what became of rows."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.files.faults import WARNING, Fault, Report
from crosswalk.files.model import DocumentFile, MappingRow, MappingSetFile, OrganisationEntry
from crosswalk.formats.importers.known import Known, KnownDocument
from crosswalk.formats.importers.stubs import NO_ASSERTER, NO_PUBLISHER, Stub, slug, undated

#: Names of documents and of files in the id of a mapping set, together a name that a file can have.
_LONGEST_NAME = 80
#: The licence that SSSOM's own tools write where none is stated.
NO_LICENCE = "https://w3id.org/sssom/license/unspecified"


class Outcome(StrEnum):
    """What became of a row."""

    KEPT = "kept"
    ASIDE = "kept aside"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One row of a foreign file, and what became of it. A row that was kept may still have reasons: values in it for
    which there is no place here.
    """

    number: int  #: counts the rows of the file from 1
    line: int | None  #: the line it begins on, where the format has lines
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    raw: str = ""  #: what is written there, unless it was kept as a whole


@dataclass(slots=True)
class FileRecord:
    """One foreign file: its format, the rows in it, and how a file begins that has some of its rows."""

    name: str
    form: str
    head: str = ""  #: what precedes the rows, as written there
    columns: str = ""  #: the line that names the columns
    rows: list[RowRecord] = field(default_factory=list)

    def counts(self) -> Counter[Outcome]:
        """Return how many rows were kept, kept aside and refused."""
        return Counter(row.outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class Cited:
    """An item as a foreign file cites it: what is written, the prefix and the rest of it, and its address if known."""

    written: str
    prefix: str
    local: str
    address: str = ""
    namespace: str = ""  #: the address that the prefix is short for


@dataclass(frozen=True, slots=True)
class End:
    """One end of a row: a provision, a whole document (`local` is ""), or nothing found in a document."""

    document: str
    local: str
    nothing: bool = False

    @property
    def iri(self) -> str:
        """The IRI of the provision or document, or sssom:NoTermFound."""
        if self.nothing:
            return ids.NO_TERM_FOUND
        return f"{ids.DOC}{self.document}/{self.local}" if self.local else ids.DOC + self.document


class Refused(Exception):
    """A row cannot be kept; the message says why and what to do, as one sentence."""


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """A mapping set, and what else its file says of it, in the slots of SSSOM."""

    content: MappingSetFile
    header: dict[str, object]


class Gathered:
    """Everything that the files of one import contain. `known` are the documents that are loaded already."""

    def __init__(self, known: Known, today: datetime.date) -> None:
        self.known, self.today = known, today
        self.report = Report()
        self.files: list[FileRecord] = []
        self.warnings: list[Fault] = []
        self.sets: list[ImportedSet] = []
        self.documents: dict[str, DocumentFile] = {}  #: which the files contain in full
        self.stubs: dict[str, Stub] = {}
        self.organisations: dict[str, OrganisationEntry] = {one.id: one for one in (NO_ASSERTER, NO_PUBLISHER)}
        self.read_as: dict[str, str] = {}  #: a prefix or id as written → as it was read
        self._file = ""
        self._stub_of: dict[str, Stub] = {}
        self._ends: dict[Cited, End] = {}
        self._labels: set[tuple[End, str]] = set()

    def begin(self, name: str, form: str) -> FileRecord:
        """Return the record of a file that is about to be read."""
        self._file = name
        self.files.append(FileRecord(name, form))
        return self.files[-1]

    def warn(self, rule: str, message: str, file: str, line: int | None = None) -> None:
        """Add what the reader of a file should know, and what changes nothing."""
        self.warnings.append(Fault(rule, message, file, line, severity=WARNING))

    # ---- ends ----------------------------------------------------------------------------------------------------

    def end(self, cited: Cited, label: str | None, file: str, line: int | None) -> End:
        """Return the provision that is cited: of a document that is loaded, or else of a stub. Raises Refused."""
        found = self._ends.get(cited)
        if found is None:
            found = self._ends[cited] = self._found(cited, file, line)
        if label:
            self._take_label(found, label, file, line)
        return found

    def _found(self, cited: Cited, file: str, line: int | None) -> End:
        if cited.address.startswith(ids.DOC):
            document, _, local = cited.address[len(ids.DOC) :].partition("/")
            if (known := self.known.documents.get(document)) is not None:
                return End(document, self._local(known, local, cited, file, line)) if local else End(document, "")
            stub = self._stub(ids.DOC + document, document, "")
            return End(stub.id, stub.item(local)) if local else End(stub.id, "")
        if (led := self.known.by_address(cited.address)) is not None:
            known, local = led
            self._note(cited, known)
            return End(known.id, self._local(known, local, cited, file, line))
        if cited.prefix and (by_prefix := self.known.by_prefix(cited.prefix)) is not None:
            self._note(cited, by_prefix)
            return End(by_prefix.id, self._local(by_prefix, cited.local, cited, file, line))
        stub = self._stub(cited.namespace or cited.prefix, cited.prefix, cited.namespace)
        return End(stub.id, stub.item(cited.local))

    def _note(self, cited: Cited, document: KnownDocument) -> None:
        if cited.prefix != document.id:
            self.read_as[f"{cited.prefix}:" if cited.prefix else cited.namespace or cited.written] = f"{document.id}:"

    def _local(self, document: KnownDocument, local: str, cited: Cited, file: str, line: int | None) -> str:
        found = document.find(local)
        if found is not None:
            if found != local:
                self.read_as[local] = f"{document.id}:{found}"
            return found
        hint = did_you_mean(local, document.labels)
        if not ids.LOCAL_ID.fullmatch(local):
            raise Refused(f"“{shown(cited.written)}” is not an id of {document.id}.{hint or ' Correct it.'}")
        if document.labels:
            message = f"“{shown(cited.written)}” is not in {document.id} as it is loaded, and answers nothing.{hint}"
            self.warn("not-in-the-document", message, file, line)
        return local

    def _stub(self, key: str, prefix: str, namespace: str, title: str = "") -> Stub:
        if key not in self._stub_of:
            name = self.free_id(undated(slug(prefix or namespace)))
            stub = Stub(name, title or prefix or namespace, prefix, namespace)
            self._stub_of[key] = self.stubs[stub.id] = stub
        stub = self._stub_of[key]
        stub.cited_in[self._file] = None
        return stub

    def free_id(self, wanted: str) -> str:
        """Return an id that no document has, which begins as is wanted."""
        taken = self.known.documents.keys() | self.stubs.keys()
        names = (wanted, *(f"{wanted}-{number}" for number in range(2, 10_000)))
        return next(name for name in names if name not in taken and ids.is_document_id(name))

    def document(self, cited: Cited) -> str:
        """Return the id of a document that is cited as such: one that is loaded, or else a stub."""
        if cited.address.startswith(ids.DOC) and "/" not in (name := cited.address[len(ids.DOC) :]):
            return name if name in self.known.documents else self._stub(cited.address, name, "").id
        if (led := self.known.by_address(cited.address)) is not None:
            return led[0].id
        for name in (cited.local, cited.written):
            if (found := self.known.by_prefix(name)) is not None:
                return found.id
        return self._stub(
            cited.address or cited.written, cited.local if cited.prefix else cited.written, "", cited.written
        ).id

    def _take_label(self, end: End, label: str, file: str, line: int | None) -> None:
        """Give the label to a stub, or compare it with ours: one that another provision has is a mistake."""
        if (end, label) in self._labels:
            return
        self._labels.add((end, label))
        if end.document in self.stubs:
            self.stubs[end.document].label(end.local, label)
            return
        document = self.known.documents.get(end.document)
        if document is None or end.local not in document.labels:
            return
        other = document.called(label)
        if other is not None and other != end.local:
            message = (
                f"The row names {end.document}:{end.local} (“{shown(document.labels[end.local])}”) and calls it "
                f"“{shown(label)}”, as {end.document}:{other} is called; the id is followed."
            )
            self.warn("label-of-another-provision", message, file, line)

    def add_document(self, document: DocumentFile, known: KnownDocument) -> None:
        """Add a document that a file contains in full; ids that are read from now on are matched with it."""
        self.documents[document.id] = document
        self.known = self.known.plus(known)
        self._ends.clear()

    # ---- sets ----------------------------------------------------------------------------------------------------

    def organisation(self, written: str) -> str:
        """Return the id of the organisation that is written as a name, id or address. One that is new is added."""
        name = written[len(ids.ORG) :] if written.startswith(ids.ORG) else slug(written)
        if name not in self.organisations and name not in self.known.organisations:
            is_url = written.startswith(("http://", "https://")) and ids.is_iri(written)
            url = written if is_url and not written.startswith(ids.ORG) else None
            self.organisations[name] = OrganisationEntry(id=name, name=shown(written, 200), url=url)
        return name

    def add_set(
        self, file: str, rows: Sequence[MappingRow], values: dict[str, object], header: dict[str, object]
    ) -> None:
        """Add the mapping set of a file; `values` are its title, description, licence and creators. A set has a pair
        once with a predicate, so that further rows about it go into further sets.
        """
        layers: list[list[MappingRow]] = []
        seen: Counter[str] = Counter()
        for row in rows:
            if seen[row.id] == len(layers):
                layers.append([])
            layers[seen[row.id]].append(row)
            seen[row.id] += 1
        for layer in layers:
            content = MappingSetFile.model_validate(
                {
                    "id": self._set_id(file, layer),
                    "title": None,
                    "description": None,
                    "license": NO_LICENCE,
                    "creators": [],
                    "layer": "published",
                    **values,
                    "mappings": layer,
                }
            )
            self.sets.append(ImportedSet(content, dict(header)))

    def _set_id(self, file: str, rows: Sequence[MappingRow]) -> str:
        stem = slug(re.sub(r"(\.sssom)?\.[A-Za-z0-9]{1,5}$", "", file))[:_LONGEST_NAME]
        subjects = _homes(row.subject_source for row in rows)
        objects = _homes(row.object_source for row in rows)
        one = subjects[0][:_LONGEST_NAME] if subjects else "none"
        pair = f"{one}--{objects[0][:_LONGEST_NAME]}.{stem}" if len(subjects) == len(objects) == 1 else f"{one}--{stem}"
        taken = self.known.sets | {each.content.id for each in self.sets}
        return next(name for name in (pair, *(f"{pair}.{n}" for n in range(2, 10_000))) if name not in taken)


def _homes(sources: Iterable[str | None]) -> list[str]:
    """Return the ids of the documents of some ends, the most frequent first."""
    counts = Counter(source[len(ids.DOC) :] for source in sources if source)
    return [name for name, _ in counts.most_common()]
