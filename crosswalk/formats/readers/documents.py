"""Read documents, organisations and work items (YAML); every fault names its file and line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from crosswalk import ids
from crosswalk.errors import did_you_mean
from crosswalk.files.faults import Report
from crosswalk.files.model import Document, Organisation, WorkItem
from crosswalk.files.yaml_lines import Lined, LinedList, YamlFault, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def read_document(path: Path, name: str, report: Report) -> Document | None:
    """Return the document in `path` (shown to people as `name`), or None with the reasons added to `report`."""
    raw = _load(path, name, report)
    if raw is None:
        return None
    document = _validated(Document, raw, name, report, "document-fields")
    if document is None or not _ids_are_sound(document, raw, path, name, report):
        return None
    report.places[document.iri] = (name, raw.line)
    for provision, lined in zip(document.provisions, raw.get("provisions") or [], strict=True):
        report.places[f"{document.iri}/{provision.id}"] = (name, lined.line)
    return document


def read_organisations(path: Path, name: str, report: Report) -> list[Organisation]:
    """Return the organisations listed in `path`; those with faults are left out and reported."""
    entries = _read_list(path, name, report, Organisation, "organisation-fields", "id and name")
    report.places.update((ids.ORG + one.id, (name, line)) for one, line in entries)
    return [one for one, _ in entries]


def read_work_items(path: Path, name: str, report: Report) -> list[WorkItem]:
    """Return the work items listed in `path`; those with faults are left out and reported."""
    entries = _read_list(path, name, report, WorkItem, "work-item-fields", "id, number, title, body and stages")
    report.places.update((one.iri, (name, line)) for one, line in entries)
    return [one for one, _ in entries]


def _read_list(
    path: Path, name: str, report: Report, model: type[Model], rule: str, least: str
) -> list[tuple[Model, int]]:
    """Return the sound entries of a file that holds a list, each with its line."""
    raw = _load(path, name, report, expect=LinedList)
    entries = []
    for entry, line in zip(raw, raw.lines, strict=True) if raw is not None else ():
        if not isinstance(entry, Lined):
            report.add(rule, f"Each entry must be a mapping with {least}.", name, line, unreadable=True)
        elif (one := _validated(model, entry, name, report, rule)) is not None:
            entries.append((one, entry.line))
    return entries


def _load(path: Path, name: str, report: Report, expect: type = Lined) -> Any:
    try:
        raw = read_yaml(path)
    except YamlFault as fault:
        report.add("yaml-syntax", f"{fault}.", name, fault.line, unreadable=True)
        return None
    except OSError as error:
        report.add("unreadable-file", f"The file cannot be read ({error.strerror}).", name, unreadable=True)
        return None
    if not isinstance(raw, expect):
        wanted = "a list of entries" if expect is LinedList else "a mapping that starts with id:"
        report.add("yaml-syntax", f"The file must hold {wanted}.", name, 1, unreadable=True)
        return None
    return raw


def _validated(model: type[Model], raw: Lined, name: str, report: Report, rule: str) -> Model | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            line, holder = _where(raw, detail["loc"])
            named = f"missing-{detail['loc'][-1]}".replace("_", "-") if detail["type"] == "missing" else rule
            report.add(named, _explain(detail, holder, model), name, line, unreadable=True)
        return None


def _where(raw: Lined, location: tuple[int | str, ...]) -> tuple[int, Any]:
    """Return the line of a pydantic error location and the last mapping on the way to it."""
    value: Any = raw
    line, holder = raw.line, raw
    for step in location:
        if isinstance(value, Lined):
            holder = value
            line = value.key_lines.get(str(step), value.line)
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            line = value.lines[step] if isinstance(value, LinedList) else line
            value = value[step]
        else:
            break
    return line, holder


def _explain(detail: Any, holder: Lined, model: type[BaseModel]) -> str:
    field = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in detail["loc"])
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    owner = f"“{holder['id']}”: " if holder.get("id") else ""
    match detail["type"]:
        case "missing":
            return f"{owner}the field “{key}” is missing; add it."
        case "extra_forbidden":
            known = {*model.model_fields, *_NESTED_FIELDS}
            return f"{owner}the field “{key}” is not known here.{did_you_mean(key, known)}"
        case _ if detail["input"] is None:
            return f"{owner}“{field}” is empty; fill it or leave it out."
        case "string_type":
            return f"{owner}“{field}” must be text; put the value {detail['input']!r} in quotes."
        case _:
            return f"{owner}“{field}”: {detail['msg'].removeprefix('Value error, ')} (found {detail['input']!r})."


_NESTED_FIELDS = (
    "stage",
    "as_of",
    "seen",
    "label",
    "kind",
    "parent",
    "level",
    "roles",
    "phase",
    "summary",
    "notation",
    "priority",
    "date",
    "code",
)


def _ids_are_sound(document: Document, raw: Lined, path: Path, name: str, report: Report) -> bool:
    before = len(report.faults)
    expected = path.name.removesuffix(".yaml")
    if document.id != expected:
        report.add(
            "id-differs-from-file-name",
            f"The id is “{document.id}”, the file is “{expected}.yaml”; make them the same.",
            name,
            raw.key_lines["id"],
            unreadable=True,
        )
    elif not ids.is_document_id(document.id):
        report.add(
            "bad-document-id",
            f"“{document.id}” cannot be a document id; use a-z, 0-9, dots and hyphens, and no prefix of a vocabulary.",
            name,
            raw.key_lines["id"],
            unreadable=True,
        )
    counts = Counter(provision.id for provision in document.provisions)
    for provision, lined in zip(document.provisions, raw.get("provisions") or [], strict=True):
        if not ids.LOCAL_ID.fullmatch(provision.id):
            report.add(
                "bad-provision-id",
                f"“{provision.id}” cannot stand in an IRI; write letters, digits, dots, hyphens and "
                "round brackets, and keep the printed form as notation.",
                name,
                lined.line,
                unreadable=True,
            )
        if counts[provision.id] > 1:
            report.add(
                "duplicate-provision-id",
                f"The id “{provision.id}” stands {counts[provision.id]} times in this document.",
                name,
                lined.line,
                unreadable=True,
            )
    return len(report.faults) == before
