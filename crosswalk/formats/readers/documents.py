"""Documents: `data/documents/<id>.yaml`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.files.model import DocumentFile
    from crosswalk.files.yaml_lines import Lined
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    if (document := read_document(file.path, file.name, report)) is not None:
        contents.documents.append((file, document))


READER = Reader("document", ("data/documents/*.yaml",), ".yaml", ids.DOC, _read, order=10)


def read_document(path: Path, name: str, report: Report) -> DocumentFile | None:
    """Return the document in `path` (shown to people as `name`), or None with the reasons added to `report`."""
    from crosswalk.files.entries import load, validated
    from crosswalk.files.model import DocumentFile
    from crosswalk.files.yaml_lines import Lined

    raw = load(path, name, report, Lined)
    if raw is None:
        return None
    document = validated(DocumentFile, raw, name, report, "document-fields")
    if document is None or not _ids_are_valid(document, raw, path, name, report):
        return None
    report.places[document.iri] = (name, raw.line)
    for provision, lined in zip(document.provisions, raw.entries("provisions"), strict=True):
        report.places[f"{document.iri}/{provision.id}"] = (name, lined.line)
    return document


def _ids_are_valid(document: DocumentFile, raw: Lined, path: Path, name: str, report: Report) -> bool:
    before = len(report.faults)
    expected = path.name.removesuffix(".yaml")
    if document.id != expected:
        report.add(
            "id-differs-from-file-name",
            f"The id is “{shown(document.id)}”, the file is “{shown(expected)}.yaml”; make them the same.",
            name,
            raw.key_lines["id"],
        )
    elif not ids.is_document_id(document.id):
        report.add(
            "bad-document-id",
            f"“{shown(document.id)}” cannot be a document id; use a-z, 0-9, dots and hyphens, and no prefix of a "
            "vocabulary.",
            name,
            raw.key_lines["id"],
        )
    counts = Counter(provision.id for provision in document.provisions)
    for provision, lined in zip(document.provisions, raw.entries("provisions"), strict=True):
        if not ids.LOCAL_ID.fullmatch(provision.id):
            report.add(
                "bad-provision-id",
                f"“{shown(provision.id)}” cannot be part of an IRI; write letters, digits, dots, hyphens and "
                "round brackets, and keep the printed form as notation.",
                name,
                lined.line,
            )
        if counts[provision.id] > 1:
            report.add(
                "duplicate-provision-id",
                f"The id “{shown(provision.id)}” appears {counts[provision.id]} times in this document.",
                name,
                lined.line,
            )
    for written, local in document.aliases.ids.items() if document.aliases else ():
        if local not in counts:
            report.add(
                "alias-of-nothing",
                f"aliases: “{shown(written)}” is said to be “{shown(local)}”, which this document does not have."
                f"{did_you_mean(local, counts)}",
                name,
                raw.key_lines["aliases"],
            )
    return len(report.faults) == before
