"""What `crosswalk validate PATH…` means: a data folder, or one file inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from crosswalk.errors import CrosswalkError
from crosswalk.sources import Fault, Sources, shipped_root


def folders_of(paths: Iterable[str]) -> list[Path]:
    """Return the data folders that hold the paths, without the shipped one; CrosswalkError for a file that lies in
    none.
    """
    folders: list[Path] = []
    for text in paths:
        folder = _folder(Path(text).resolve())
        if folder != shipped_root().resolve() and folder not in folders:
            folders.append(folder)
    return folders


def _folder(path: Path) -> Path:
    if path.is_dir():
        for part in (path, *path.parents):
            if any((part / name).is_dir() for name in ("data", "mappings", "ontology")):
                return part
        return path
    if path.suffix not in (".yaml", ".tsv", ".ttl"):
        raise CrosswalkError(
            f"{path.name} is not a file of a data folder: give a .yaml, .sssom.tsv or .ttl file, or the folder."
        )
    for part in path.parents:
        if (
            path.is_relative_to(part / "data")
            or path.is_relative_to(part / "mappings")
            or path.is_relative_to(part / "ontology")
        ):
            return part
    raise CrosswalkError(
        f"{path} does not lie in data/, mappings/ or ontology/ of a data folder; give the folder instead."
    )


def only_under(faults: Sequence[Fault], paths: Sequence[str]) -> list[Fault]:
    """Return the faults in files at or under the paths; all of them when no path was given. Faults without a file are
    kept.
    """
    inside = _under(paths)
    return [fault for fault in faults if not paths or not fault.file or inside(fault.file)]


def reportable(sources: Sources, paths: Sequence[str]) -> Callable[[str], bool] | None:
    """Return a function that says whether a fault of a node may be in a file under the paths; None when every node must
    be asked about.

    That is so without a path, and beside statements or rules of the user's own, which may say anything of anything.
    Otherwise a fault lies where its node was read, or a part of it, or nowhere: a stage of a work item has no place.
    """
    if not paths or not shipped_rules_only(sources) or any(_is_of_the_user(file.path) for file in sources.turtle):
        return None
    inside = _under(paths)
    wholes = {item.iri for _, items in sources.work_items for item in items}
    for iri, (file, _) in sources.report.places.items():
        if inside(file):
            wholes.update(iri[: match.start()] for match in re.finditer("/", iri))

    def may_be_reported(iri: str) -> bool:
        file, _ = sources.report.place(iri)
        return not file or inside(file) or iri in wholes

    return may_be_reported


def shipped_rules_only(sources: Sources) -> bool:
    """Return True when no shape file is the user's own."""
    return not any(_is_of_the_user(path) for path in sources.layout.shapes())


def _is_of_the_user(path: Path) -> bool:
    return not path.is_relative_to(shipped_root())


def _under(paths: Sequence[str]) -> Callable[[str], bool]:
    wanted = [Path(text).resolve() for text in paths]
    root = shipped_root()

    @cache
    def inside(name: str) -> bool:
        file = Path(name)
        file = (file if file.is_absolute() else root / file if (root / file).exists() else file).resolve()
        return any(file == path or file.is_relative_to(path) for path in wanted)

    return inside
