"""What `crosswalk validate PATH…` means: a data folder, or one file inside one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache
from pathlib import Path

from crosswalk.errors import CrosswalkError, UsageError, shown
from crosswalk.formats.readers import readers
from crosswalk.sources import Fault, Layout, Sources, shipped_root

_OTHERS = {".ttl", ".rq"}  #: rules and queries, which no reader reads


def folders_of(paths: Iterable[str]) -> list[Path]:
    """Return the data folders that hold the paths, without the shipped one. Raises UsageError for a path that does not
    exist, CrosswalkError for a file that lies in no data folder.
    """
    folders: list[Path] = []
    for text in paths:
        if not os.path.exists(text):
            raise UsageError(f"{shown(text, 300)} does not exist.")
        written = Path(os.path.abspath(text))
        folder = _folder(Path(os.path.realpath(written.parent), written.name))
        if folder != shipped_root().resolve() and folder not in folders:
            folders.append(folder)
    return folders


def _folder(path: Path) -> Path:
    if path.is_dir():
        for part in (path, *path.parents):
            if any((part / name).is_dir() for name in ("data", "mappings", "ontology")):
                return part
        return path
    *some, last = suffixes = sorted({reader.suffix for reader in readers()} | _OTHERS)
    if not path.name.endswith(tuple(suffixes)):
        raise CrosswalkError(
            f"{shown(path.name, 300)} is not a file of a data folder: give a {', '.join(some)} or {last} file, or the "
            "folder."
        )
    for part in path.parents:
        if (
            path.is_relative_to(part / "data")
            or path.is_relative_to(part / "mappings")
            or path.is_relative_to(part / "ontology")
        ):
            return part
    raise CrosswalkError(
        f"{shown(path, 300)} does not lie in data/, mappings/ or ontology/ of a data folder; give the folder instead."
    )


def only_under(faults: Sequence[Fault], paths: Sequence[str]) -> list[Fault]:
    """Return the faults in files at or under the paths; all of them when no path was given. Faults without a file are
    kept.
    """
    inside = under(paths)
    return [fault for fault in faults if not paths or not fault.file or inside(fault.file)]


def reportable(sources: Sources, paths: Sequence[str]) -> Callable[[str], bool] | None:
    """Return a function that says whether a fault of a node may be in a file under the paths; None when every node must
    be asked about.

    That is so without a path, and beside statements or rules of the user's own, which may say anything of anything.
    Otherwise a fault lies where its node was read, or a part of it, or nowhere: a stage of a work item has no place.
    """
    files = (*sources.layout.shapes(), *(file.path for file in sources.turtle))
    if not paths or not all(path.is_relative_to(shipped_root()) for path in files):
        return None
    inside = under(paths)
    wholes = {item.iri for _, items in sources.work_items for item in items}
    for iri, (file, _) in sources.report.places.items():
        if inside(file):
            wholes.update(iri[: match.start()] for match in re.finditer("/", iri))

    def may_be_reported(iri: str) -> bool:
        file, _ = sources.report.place(iri)
        return not file or inside(file) or iri in wholes

    return may_be_reported


def read_under(layout: Layout, paths: Sequence[str], unread: Container[str] = ()) -> int:
    """Return how many files are read, without those that could not be; with paths, how many at or under them, rules and
    queries included.
    """
    files = [file.path for file in layout.files()]
    if paths:
        inside = under(paths)
        files = [path for path in (*files, *layout.shapes(), *layout.queries().values()) if inside(str(path))]
    return sum(str(path) not in unread for path in files)


def under(paths: Sequence[str]) -> Callable[[str], bool]:
    """Return a function that says whether a file, by the name that faults give it, lies at or under one of the paths.

    A link counts where it lies and where it leads to.
    """
    wanted = {form for text in paths for form in _forms(text)}
    root = shipped_root()

    @cache
    def inside(name: str) -> bool:
        file = Path(name)
        file = file if file.is_absolute() or not (root / file).exists() else root / file
        return any(part in wanted for form in _forms(file) for part in (form, *form.parents))

    return inside


def _forms(path: Path | str) -> set[Path]:
    """Return a path as it is written, in the folder that it really lies in, and as what it leads to."""
    written = os.path.abspath(path)
    folder, name = os.path.split(written)
    return {Path(written), Path(os.path.realpath(folder), name), Path(os.path.realpath(written))}
