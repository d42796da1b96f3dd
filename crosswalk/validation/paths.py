"""What `crosswalk validate PATH…` means: a data folder, or one file inside one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from crosswalk.errors import CrosswalkError
from crosswalk.sources import Fault, shipped_root


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
    if not paths:
        return list(faults)
    wanted = [Path(text).resolve() for text in paths]
    root = shipped_root()

    def inside(fault: Fault) -> bool:
        if not fault.file:
            return True
        file = Path(fault.file)
        file = (file if file.is_absolute() else root / file if (root / file).exists() else file).resolve()
        return any(file == path or file.is_relative_to(path) for path in wanted)

    return [fault for fault in faults if inside(fault)]
