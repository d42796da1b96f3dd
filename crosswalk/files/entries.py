"""Read YAML entries into typed values. Every fault names its file and line, and says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from crosswalk.errors import did_you_mean, shown
from crosswalk.files.faults import Report
from crosswalk.files.text import Unreadable
from crosswalk.files.yaml_lines import Lined, LinedList, YamlFault, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def read_entries(
    path: Path, name: str, report: Report, model: type[Model], rule: str, least: str
) -> list[tuple[Model, int]]:
    """Return the valid entries of a file that contains a list, each with its line."""
    raw = load(path, name, report, expect=LinedList)
    entries = []
    for entry, line in zip(raw, raw.lines, strict=True) if raw is not None else ():
        if report.is_full(name):
            break
        if not isinstance(entry, Lined):
            report.add(rule, f"Each entry must be a mapping with {least}.", name, line)
        elif (value := validated(model, entry, name, report, rule)) is not None:
            entries.append((value, entry.line))
    return entries


Raw = TypeVar("Raw", Lined, LinedList)


def load(path: Path, name: str, report: Report, expect: type[Raw]) -> Raw | None:
    """Return the mapping or list in a YAML file, or None with the reason added to `report`."""
    try:
        raw = read_yaml(path)
    except YamlFault as fault:
        report.add("yaml-syntax", f"{fault}.", name, fault.line)
        return None
    except Unreadable as reason:
        report.unreadable(reason, name)
        return None
    if not isinstance(raw, expect):
        wanted = "a list of entries" if expect is LinedList else "a mapping that starts with id:"
        report.add("yaml-syntax", f"The file must contain {wanted}.", name, 1)
        return None
    return raw


def validated(model: type[Model], raw: Lined, name: str, report: Report, rule: str) -> Model | None:
    """Return an entry as a typed value, or None with everything that is wrong with it added to `report`."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in _details(model, raw, error):
            if report.is_full(name):
                break
            line, holder, written = _where(raw, detail["loc"])
            broken = f"missing-{detail['loc'][-1]}".replace("_", "-") if detail["type"] == "missing" else rule
            report.add(broken, _explain(detail, holder, written, model), name, line)
        return None


def _details(model: type[BaseModel], raw: Lined, error: ValidationError) -> Iterator[ErrorDetails]:
    """Yield everything that is wrong with an entry. Of a list a model reports the first fault only, since all of a long
    one would take gigabytes, so the entries in it are asked for theirs one by one.
    """
    seen = set()
    for detail in error.errors(include_url=False):
        field, *inside = detail["loc"] or ("",)
        items = raw.get(str(field))
        kinds = list(_models_in(model.model_fields[str(field)].annotation)) if field in model.model_fields else []
        if not (inside and isinstance(inside[0], int) and isinstance(items, list) and len(kinds) == 1):
            yield detail
        elif field not in seen:
            seen.add(field)
            yield from _details_inside(str(field), items, kinds[0])


def _details_inside(field: str, items: list[object], kind: type[BaseModel]) -> Iterator[ErrorDetails]:
    for number, item in enumerate(items):
        try:
            kind.model_validate(item)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                yield {**detail, "loc": (field, number, *detail["loc"])}


def _where(raw: Lined, location: tuple[int | str, ...]) -> tuple[int, Lined, str | None]:
    """Return the line of a pydantic error location, the last mapping on the way to it, and what is written there where
    that is not text.
    """
    value: object = raw
    line, holder, written = raw.line, raw, None
    for step in location:
        if isinstance(value, Lined):
            holder = value
            line, written = value.key_lines.get(str(step), value.line), value.written.get(step)
            value = value.get(str(step))
        elif isinstance(value, LinedList) and isinstance(step, int) and step < len(value):
            line, written = value.lines[step], value.written.get(step)
            value = value[step]
        else:
            break
    return line, holder, written


def _explain(detail: ErrorDetails, holder: Lined, written: str | None, model: type[BaseModel]) -> str:
    field = shown(".".join(str(step + 1) if isinstance(step, int) else str(step) for step in detail["loc"]))
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    owner = f"“{shown(holder.written.get('id', holder['id']))}”: " if holder.get("id") else ""
    found = shown(repr(detail["input"]) if written is None else written)
    match detail["type"]:
        case "missing":
            return f"{owner}the field “{shown(key)}” is missing; add it."
        case "extra_forbidden":
            return f"{owner}there is no field “{shown(key)}”.{_instead(key, detail['loc'], model)}"
        case _ if detail["input"] is None and not written:
            return f"{owner}“{field}” is empty; fill it or leave it out."
        case "string_type" if isinstance(detail["input"], (dict, list)):
            return f"{owner}“{field}” must be one text, not several values (found {found})."
        case "string_type":
            return f"{owner}“{field}” must be text; put the value {found} in quotes."
        case _:
            return f"{owner}“{field}”: {shown(detail['msg'].removeprefix('Value error, '), 200)} (found {found})."


#: What others call our fields.
_OTHER_NAMES = {
    **dict.fromkeys(("moved_to", "superseded_by", "incorporated_into", "successor", "replacedBy"), "replaced_by"),
    **dict.fromkeys(("deprecated", "retired", "obsolete", "removed", "repealed"), "withdrawn"),
    **dict.fromkeys(("name", "heading", "prefLabel"), "label"),
    **dict.fromkeys(("text", "description", "definition"), "summary"),
    **dict.fromkeys(("amends", "amendment", "amendments", "amended"), "amended_by"),
}


def _instead(key: str, location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Return which field of the entry at this place may have been meant."""
    fields = _fields_at(model, location[:-1])
    if key == "status" and "withdrawn" in fields:
        return " For what is withdrawn write withdrawn: true, or the date."
    other = _OTHER_NAMES.get(key)
    return f" Did you mean {other}?" if other in fields else did_you_mean(key, fields)


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> set[str]:
    """Return the fields of the model at a place inside `model`; where it is not known, of all models in it."""
    for step in location:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        kinds = list(_models_in(model.model_fields[step].annotation))
        if len(kinds) != 1:
            return _fields(model)
        model = kinds[0]
    return set(model.model_fields)


def _fields(model: type[BaseModel]) -> set[str]:
    """Return the fields of a model and of the models inside it."""
    known = set(model.model_fields)
    for field in model.model_fields.values():
        for kind in _models_in(field.annotation):
            known |= _fields(kind)
    return known


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
