"""Write what an import found as a data folder, which appears as a whole or not at all, and which can be read again."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml

from crosswalk import ids
from crosswalk.errors import CrosswalkError, UsageError, shown
from crosswalk.files.faults import Report
from crosswalk.files.model import DocumentFile, MappingRow, OrganisationEntry
from crosswalk.files.text import reason_of
from crosswalk.formats.importers.gathered import FileRecord, Gathered, ImportedSet, Outcome
from crosswalk.text import escaped_json

#: The folder with what became of the rows, and the file that says so; only a folder that has one is written over.
ABOUT, RECORD = "import", "record.json"
#: The column in front of a row that was refused or kept aside; the importers pass over it.
REASON = "crosswalk_reason"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_Dumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_BEYOND = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
#: The columns of a mapping set in the order in which SSSOM lists its slots.
_COLUMNS = (
    "record_id",
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_label",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
)
#: How many further rows are written at a time.
_AT_A_TIME = 10_000
#: How many rows of a mapping set are read again to see that they can be.
_MOST_READ_AGAIN = 20_000


def check_target(target: Path, force: bool) -> None:
    """Raise UsageError where a folder cannot be written: it exists, and is not empty; with `force`, it is not one
    that an earlier import wrote.
    """
    if not os.path.lexists(target):
        if not target.absolute().parent.is_dir():
            raise UsageError(f"The folder {shown(target.absolute().parent, 300)} does not exist; make it first.")
        return
    if target.is_symlink() or not target.is_dir():
        raise UsageError(f"{shown(target, 300)} is not a folder; name another.")
    if not any(target.iterdir()):
        return
    if not force:
        raise UsageError(f"The folder {shown(target, 300)} exists already; name another, or replace it with --force.")
    if not (target / ABOUT / RECORD).is_file():
        raise UsageError(
            f"The folder {shown(target, 300)} was not made by crosswalk import, so --force does not replace it; "
            "name another."
        )


def write_folder(
    gathered: Gathered, target: Path, *, force: bool = False, about: dict[str, object] | None = None
) -> None:
    """Write a data folder. `about` is joined to its record. Raises UsageError as `check_target` does, and
    CrosswalkError where the folder cannot be written or what was written cannot be read; then nothing is left of it.
    """
    check_target(target, force)
    target = target.absolute()
    try:
        draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=".crosswalk-", suffix=".draft"))
        try:
            os.chmod(draft, 0o777 & ~_umask())
            _fill(draft, gathered, about or {})
            _check(draft, gathered)
            _put(draft, target)
        finally:  # also after Ctrl-C
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise CrosswalkError(f"The folder {shown(target, 300)} cannot be written: {reason_of(error)}.") from None


def _put(draft: Path, target: Path) -> None:
    """Put a folder in its place, where an earlier one makes room for it."""
    if not target.is_dir():
        os.rename(draft, target)
        return
    earlier = Path(tempfile.mkdtemp(dir=target.parent, prefix=".crosswalk-", suffix=".earlier"))
    os.rename(target, earlier / target.name)
    try:
        os.rename(draft, target)
    except OSError:
        os.rename(earlier / target.name, target)
        raise
    finally:
        shutil.rmtree(earlier, ignore_errors=True)


def _umask() -> int:
    """Return what this process leaves out of the permissions of new files; the only way to ask is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _fill(folder: Path, gathered: Gathered, about: dict[str, object]) -> None:
    documents = documents_of(gathered)
    for document in documents:
        _write(folder / "data" / "documents" / f"{document.id}.yaml", _document(document))
    named = _named(documents, gathered)
    organisations = [entry for entry in gathered.organisations.values() if entry.id in named]
    if organisations:
        _write(folder / "data" / "organisations.yaml", [_yaml([_plain(entry) for entry in organisations])])
    for imported in gathered.sets:
        content = imported.content
        _write(folder / "mappings" / content.layer / f"{content.id}.sssom.tsv", _sssom(imported, gathered))
    for record in gathered.files:
        for outcome in (Outcome.ASIDE, Outcome.REFUSED):
            _write_rows(folder / ABOUT, record, outcome)
    text = json.dumps({**about, **as_json(gathered)}, indent=1, ensure_ascii=False)
    _write(folder / ABOUT / RECORD, [text, "\n"])


def documents_of(gathered: Gathered) -> list[DocumentFile]:
    """Return the documents that the folder will contain: those of the files, and the stubs, each of which says that it
    is one.
    """
    return [*gathered.documents.values(), *(stub.document(gathered.today) for stub in gathered.stubs.values())]


def _named(documents: list[DocumentFile], gathered: Gathered) -> set[str]:
    """Return the organisations that are named in what is written."""
    publishers = {name for document in documents for name in document.publisher}
    rows = (row for imported in gathered.sets for row in imported.content.mappings)
    return publishers | {row.provider[len(ids.ORG) :] for row in rows if row.provider}


def as_json(gathered: Gathered) -> dict[str, object]:
    """Return the record of an import: what became of the rows of each file, and what was made of them."""
    return {
        "files": [
            {"file": record.name, "format": record.form}
            | {outcome.name.lower(): record.counts()[outcome] for outcome in Outcome}
            for record in gathered.files
        ],
        "mapping_sets": [imported.content.id for imported in gathered.sets],
        "documents": list(gathered.documents),
        "stubs": list(gathered.stubs),
        "read_as": gathered.read_as,
        "warnings": [warning.as_json() for warning in gathered.warnings],
    }


def _plain(value: DocumentFile | OrganisationEntry) -> dict[str, object]:
    """Return an entry with the fields that say something, in their order."""
    return value.model_dump(mode="python", exclude_defaults=True)


def _document(document: DocumentFile) -> Iterator[str]:
    """Yield the text of a document: its head, and a line for each provision, as JSON, which is YAML."""
    fields = _plain(document)
    if _DAY.fullmatch(document.date):  # a day is written as YAML's own date, without quotation marks
        fields["date"] = datetime.date.fromisoformat(document.date)
    provisions = fields.pop("provisions", None)
    yield _yaml(fields)
    if isinstance(provisions, list):
        yield "provisions:\n"
        for entry in provisions:
            text = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
            yield escaped_json(f"  - {{{text}}}\n")


def _yaml(value: object) -> str:
    return yaml.dump(_without_words(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def _without_words(value: object) -> object:
    """Return a value with plain texts in place of the words of the vocabulary, which YAML does not know."""
    if isinstance(value, dict):
        return {key: _without_words(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_without_words(inside) for inside in value]
    return str(value) if isinstance(value, str) else value


def _write(path: Path, pieces: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        for piece in pieces:
            file.write(piece)


# ---- mapping sets ----------------------------------------------------------------------------------------------------


def _sssom(imported: ImportedSet, gathered: Gathered) -> Iterator[str]:
    """Yield the text of a mapping set in pieces."""
    content, rows = imported.content, imported.content.mappings
    same = {slot: value for slot, value in _shared(rows).items() if value is not None}
    header: dict[str, object] = {
        "mapping_set_id": content.iri,
        "mapping_set_title": content.title,
        "mapping_set_description": content.description,
        "license": content.license,
        "creator_label": content.creators,
        **imported.header,
        **same,
    }
    used = {ids.document_of(end) for row in rows for end in (row.subject, row.object)} - {None}
    names = sorted(str(one)[len(ids.DOC) :] for one in used)
    ours = ids.prefixes(names)
    foreign = header.pop("curie_map", {})
    curie_map = {
        prefix: address
        for prefix, address in (foreign.items() if isinstance(foreign, dict) else ())
        if prefix not in ours and prefix not in gathered.known.documents
    }
    header["curie_map"] = dict(sorted((curie_map | {name: ours[name] for name in (*_VOCABULARIES, *names)}).items()))
    further = sorted({slot for row in rows for slot in row.extensions} - set(_COLUMNS))
    columns = [slot for slot in _columns(rows, further) if slot not in same]
    of_rows = set(columns) - {"comment"}  # of the set a slot says something else than of a row
    text = _yaml(
        {slot: value for slot, value in header.items() if value not in (None, "", [], {}) and slot not in of_rows}
    )
    yield "".join(f"#{line}\n" for line in text.rstrip("\n").split("\n"))
    yield "\t".join(columns) + "\n"
    short = _Shortener(ours)
    for start in range(0, len(rows), _AT_A_TIME):
        yield "".join(_line(row, columns, short) for row in rows[start : start + _AT_A_TIME])


_VOCABULARIES = ("cw", "cwdoc", "cworg", "dcterms", "semapv", "skos", "sssom")
#: The slots that a row has as typed values: the column, and the value of a row.
_TYPED: dict[str, Callable[[MappingRow], object]] = {
    "subject_label": lambda row: row.subject_label,
    "predicate_modifier": lambda row: row.modifier or None,
    "object_label": lambda row: row.object_label,
    "subject_source": lambda row: row.subject_source,
    "object_source": lambda row: row.object_source,
    "mapping_provider": lambda row: row.provider,
    "mapping_tool": lambda row: row.tool,
    "mapping_date": lambda row: row.date,
    "confidence": lambda row: row.confidence,
    "comment": lambda row: row.comment,
}
_ALWAYS = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_CAN_BE_SHARED = ("subject_source", "object_source", "mapping_provider", "mapping_tool", "mapping_date")


def _shared(rows: list[MappingRow]) -> dict[str, object]:
    """Return the slots whose value is the same in every row: they belong to the head of the file."""
    found: dict[str, object] = {}
    for slot in _CAN_BE_SHARED:
        values = {_TYPED[slot](row) for row in rows}
        if len(values) == 1:
            found[slot] = values.pop()
    return found


def _columns(rows: list[MappingRow], further: list[str]) -> list[str]:
    filled = {slot for slot, value in _TYPED.items() if any(value(row) not in (None, "") for row in rows)}
    extensions = {slot for row in rows for slot in row.extensions}
    wanted = filled | extensions | set(_ALWAYS)
    if any(row.reviewer for row in rows) and not wanted & {"reviewer_label", "reviewer_id"}:
        wanted.add("reviewer_label")
    rest = [slot for slot in (*_TYPED, "reviewer_label", *further) if slot not in _COLUMNS]
    return [slot for slot in dict.fromkeys((*_COLUMNS, *rest)) if slot in wanted]


class _Shortener:
    """IRIs as CURIEs of the prefixes that the file declares, each worked out once."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda entry: -len(entry[1]))
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        if iri not in self._known:
            self._known[iri] = next(
                (
                    f"{prefix}:{iri[len(begins) :]}"
                    for prefix, begins in self._prefixes
                    if iri.startswith(begins) and len(iri) > len(begins)
                ),
                iri,
            )
        return self._known[iri]


def _line(row: MappingRow, columns: list[str], short: _Shortener) -> str:
    own = {
        "subject_id": short(row.subject),
        "predicate_id": short(row.predicate),
        "object_id": short(row.object),
        "mapping_justification": short(row.justification),
    }
    cells = []
    for column in columns:
        if column in own:
            cells.append(own[column])
        elif column in _TYPED:
            cells.append(_cell(_TYPED[column](row)))
        elif column == "reviewer_label" and column not in row.extensions and "reviewer_id" not in row.extensions:
            cells.append(_cell(row.reviewer))
        else:
            cells.append(_cell(row.extensions.get(column)))
    return "\t".join(cells) + "\n"


def _cell(value: object) -> str:
    """Return a value as a cell. No cell begins with a quotation mark, which readers of TSV take for a quoted one."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return _cell("|".join(str(one).replace("\\", "\\\\").replace("|", "\\|") for one in value))
    text = str(value).translate(_BEYOND)
    if text.startswith('"'):
        parts = text.split('"')
        text = "".join(part + ("“" if number % 2 == 0 else "”") for number, part in enumerate(parts[:-1])) + parts[-1]
    return text


# ---- what was not kept -----------------------------------------------------------------------------------------------


def _write_rows(folder: Path, record: FileRecord, outcome: Outcome) -> None:
    """Write the rows with this outcome as they were, each with the reason in front; aside are also kept rows of which
    something was left out.
    """
    aside = outcome is Outcome.ASIDE
    rows = [
        row for row in record.rows if row.outcome is outcome or (aside and row.outcome is Outcome.KEPT and row.reasons)
    ]
    if not rows:
        return
    ending = "aside" if aside else "refused"
    lines = (f"{' '.join(row.reasons).translate(_BEYOND)}\t{row.raw}\n" for row in rows)
    head = [record.head, f"{REASON}\t{record.columns}\n" if record.columns else f"{REASON}\trow\n"]
    _write(folder / f"{record.name}.{ending}.tsv", [*head, *lines])


# ---- is it readable? -------------------------------------------------------------------------------------------------


def _check(folder: Path, gathered: Gathered) -> None:
    """Read what was written, as `--data` will; of a very long mapping set, one row in so many. Raises CrosswalkError
    with the first fault.
    """
    from crosswalk.formats.readers.documents import read_document
    from crosswalk.formats.readers.sssom.expand import Expander
    from crosswalk.formats.readers.sssom.parse import read_mapping_set

    report = Report()
    names = [*gathered.known.documents, *gathered.documents, *gathered.stubs]
    expand = Expander(ids.prefixes(names))
    for path in sorted(folder.glob("data/documents/*.yaml")):
        read_document(path, path.name, report)
    for path in sorted(folder.glob("mappings/*/*.sssom.tsv")):
        with _sample(path) as sample:
            read_mapping_set(sample, path.name, expand, report)
    if report.faults:
        raise CrosswalkError(f"What the files contain cannot be written: {report.faults[0].sentence()}")


@contextlib.contextmanager
def _sample(path: Path) -> Iterator[Path]:
    """Give a mapping set, or where it is very long another of the same name with rows from all over it."""
    lines = path.read_text(encoding="utf-8").split("\n")
    step = len(lines) // _MOST_READ_AGAIN + 1
    if step == 1:
        yield path
        return
    start = next(number for number, line in enumerate(lines) if not line.startswith("#")) + 1
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".crosswalk-") as beside:
        sample = Path(beside) / path.name
        sample.write_text("\n".join([*lines[:start], *lines[start::step]]) + "\n", encoding="utf-8")
        yield sample
