"""What the sources share: read a source, copy its facts, and keep every word of the project.

A module reads one published source and updates files of this repository: a document (`merge_document`) or the rows of a
mapping set (`write_rows`). Facts come from the source: ids, printed forms, official titles, parents, levels, roles,
priorities, pairs. Labels, summaries and notes are the project's own and stay unchanged for every id that stays. So
the next edition of a source is an update, which reports what is new, removed or retitled, and what still needs a label.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from crosswalk.files.text import Unreadable, read_text
from tools.curie_map import with_curie_map

#: The columns of a mapping set, and of one that also has the publisher's confidence.
COLUMNS = ("subject_id", "predicate_id", "predicate_modifier", "object_id", "mapping_justification", "comment")
COLUMNS_WITH_CONFIDENCE = (*COLUMNS[:-1], "confidence", COLUMNS[-1])
#: Bytes of a source; the largest one in use, the catalogue of SP 800-53, has ten million.
LARGEST = 50_000_000
_ENTRY = re.compile(r"(?m)^  - ")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: The order of the fields of a provision in a file.
_STANDING = ("withdrawn", "replaced_by", "amended_by")
_FIELDS = (
    *("id", "label", "kind", "notation", "parent", "level", "priority", "roles", "phase"),
    *_STANDING,
    *("summary", "note"),
)

_OURS = ("label", "level", "roles", "phase", *_STANDING, "summary", "note")


class SourceError(Exception):
    """The source, or the file to update, is not what was expected; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """The facts that a source gives about one provision."""

    id: str
    kind: str
    notation: str | None = None
    title: str | None = None
    parent: str | None = None
    level: str | None = None
    roles: tuple[str, ...] = ()
    phase: str | None = None
    priority: str | None = None

    def facts(self) -> dict[str, object]:
        """Return the fields that the source gives, as a file has them; a title is the label."""
        given = {
            "id": self.id,
            "label": self.title,
            "kind": self.kind,
            "notation": None if self.notation == self.id else self.notation,
            "parent": self.parent,
            "level": self.level,
            "priority": self.priority,
            "roles": list(self.roles),
            "phase": self.phase,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(slots=True)
class Changes:
    """The changes that an update made to one document."""

    path: Path
    provisions: int = 0
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    retitled: list[str] = field(default_factory=list)
    to_label: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """Return one line about the changes."""
        parts = [
            f"{len(ids)} {word} ({', '.join(ids[:5])}{', …' if len(ids) > 5 else ''})"
            for word, ids in (
                ("added", self.added),
                ("removed", self.removed),
                ("retitled", self.retitled),
                ("without a label of ours", self.to_label),
            )
            if ids
        ]
        return f"{self.path.name}: {self.provisions} provisions; {', '.join(parts) or 'nothing changed'}"


def slug(text: str) -> str:
    """Return the text as a local id: letters, digits and single hyphens.

    >>> slug("  Over-reliance & misuse ")
    'over-reliance-misuse'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def read_source(path: Path) -> str:
    """Return the text of a source, or of a file to update. Raises SourceError where it is not a file of UTF-8 text, or
    too large.
    """
    try:
        return read_text(path, LARGEST)
    except Unreadable as reason:
        raise SourceError(f"{path} cannot be read: {reason}.") from None


def load_yaml(path: Path) -> Any:
    """Return the content of a YAML file."""
    return yaml.load(read_source(path), Loader=_LOADER)


def located(given: Path, path: str, what: str) -> Path:
    """Return the file at `path` of a checkout, or `given` where it is a file. Raises SourceError where there is
    none.
    """
    file = given / path if given.is_dir() else given
    if not file.is_file():
        raise SourceError(f"{file} does not exist: give {what}, or a checkout that contains it.")
    return file


def read_tsv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table with one header line."""
    with io.StringIO(read_source(path), newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def merge_document(path: Path, items: Iterable[Item], keep: Collection[str] = ()) -> Changes:
    """Bring the provisions of the document in `path` to the state of `items`, in their order.

    The head of the file must exist. An id that stays keeps its summary and note, and its label unless the source has a
    title. Provisions of a kind in `keep` do not come from the source and stay, at the end. Raises SourceError where the
    head is missing or the source has an id twice.
    """
    text = read_source(path) if path.is_file() else ""
    head, _, body = text.partition("\nprovisions:\n")
    if not head.startswith("id:"):
        raise SourceError(f"{path} has no head yet: write the fields from id to note first (see CONTRIBUTING.md).")
    old = _entries(body)
    changes = Changes(path)
    lines = [_updated(item, old, changes) for item in items]
    if len(lines) != len(set(changed := [_id(line) for line in lines])):
        twice = sorted({local for local in changed if changed.count(local) > 1})
        raise SourceError(f"The source gives these ids twice: {', '.join(twice)}.")
    kept = {local: block for local, (block, value) in old.items() if value["kind"] in keep and local not in changed}
    changes.removed = [local for local in old if local not in changed and local not in kept]
    changes.provisions = len(lines) + len(kept)
    blocks = [*lines, *kept.values()]
    head = _counted(head, blocks)
    _write(path, head.rstrip("\n") + "\nprovisions:\n" + "".join(blocks))
    return changes


def _entries(body: str) -> dict[str, tuple[str, dict[str, object]]]:
    """Return id → (text of the entry, its fields) for the provisions of a file."""
    starts = [match.start() for match in _ENTRY.finditer(body)]
    blocks = [body[start:end] for start, end in itertools.pairwise([*starts, len(body)])]
    values = [yaml.load(block, Loader=_LOADER)[0] for block in blocks]
    return {value["id"]: (block, value) for block, value in zip(blocks, values, strict=True)}


def _id(block: str) -> str:
    return str(yaml.load(block, Loader=_LOADER)[0]["id"])


def _updated(item: Item, old: dict[str, tuple[str, dict[str, object]]], changes: Changes) -> str:
    facts = item.facts()
    block, before = old[item.id] if item.id in old else ("", dict[str, object]())
    own = {name: before[name] for name in _OURS if name in before}
    after: dict[str, object] = {"label": item.notation or item.id, **own, **facts}
    if not before:
        changes.added.append(item.id)
    elif before["label"] != after["label"]:
        changes.retitled.append(item.id)
    if after["label"] == (item.notation or item.id) and item.title is None:
        changes.to_label.append(item.id)
    return block if before == after else _rendered(after)


def _rendered(value: dict[str, object]) -> str:
    fields = [f"{name}: {_flow(value[name])}" for name in _FIELDS if name in value]
    first = [text for text in fields if not text.startswith(("summary: ", "note: "))]
    later = [text for text in fields if text.startswith(("summary: ", "note: "))]
    return "  - {" + ",\n     ".join([", ".join(first), *later]) + "}\n"


def _flow(value: object) -> str:
    text = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=sys.maxsize)
    return text.strip()[1:-1]


def _counted(head: str, blocks: Sequence[str]) -> str:
    """Set `loaded:` to the number of provisions of an assessable kind that are not withdrawn."""
    kinds = yaml.load(head, Loader=_LOADER).get("assessable", [])
    entries = (yaml.load(block, Loader=_LOADER)[0] for block in blocks)
    number = sum(entry["kind"] in kinds and not entry.get("withdrawn") for entry in entries)
    return re.sub(r"(?m)^loaded: \d+$", f"loaded: {number}", head)


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Replace the rows of a mapping set below its header. Return the number of rows.

    In the header only the `curie_map` is updated. Raises SourceError where there is no header or a row is there twice.
    """
    text = read_source(path) if path.is_file() else ""
    header = [line for line in text.splitlines() if line.startswith("#")]
    if not header:
        raise SourceError(f"{path} has no header yet: write the lines that start with # first (see CONTRIBUTING.md).")
    lines = ["\t".join(_cell(value) for value in row) for row in rows]
    if len(set(lines)) != len(lines):
        twice = sorted({line for line in lines if lines.count(line) > 1})
        raise SourceError(f"{path.name}: the source gives this row twice: {twice[0]!r}.")
    _write(path, with_curie_map("\n".join([*header, "\t".join(columns), *lines]) + "\n"))
    return len(lines)


def _cell(value: str) -> str:
    return " ".join(value.split())


def _write(path: Path, text: str) -> None:
    """Write the file completely or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
