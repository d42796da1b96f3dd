"""What lies in a data folder, looks like data, and is read by nothing: what it says is in no answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath

from crosswalk.files.faults import Fault
from crosswalk.files.text import reason_of
from crosswalk.formats.readers import readers
from crosswalk.limits import MAX_LOOKED_AT
from crosswalk.sources import Layout
from crosswalk.validation.paths import under

#: Where data lie in a folder, and how the names of such files end.
_ROOMS = ("data", "mappings", "ontology")
_DATA = frozenset(
    ".csv .json .jsonld .nq .nt .ods .owl .rdf .rq .tsv .ttl .trig .xlsx .xml .yaml .yml".split()  # noqa: SIM905
)
#: How they end outside these, where other programs have files too: as one that is read, or as RDF.
_LIKELY = frozenset(".jsonld .nq .nt .owl .rdf .rq .tsv .ttl .trig .yaml .yml".split())  # noqa: SIM905
_OF_ANY_PROGRAM = frozenset((".tsv", ".yaml", ".yml"))
#: The stem of a name with an edition, as documents have.
_EDITION = re.compile(r".+-[0-9][\w.]*")


class _Enough(Exception):
    """So many files and folders were looked at that the rest is not."""


class _Left:
    """How many more files and folders of a data folder are looked at. A link may lead to the whole of a disk."""

    def __init__(self) -> None:
        self.count = MAX_LOOKED_AT

    def take(self, count: int) -> None:
        """Count what is looked at next. Raises _Enough when that is too much."""
        self.count -= count
        if self.count < 0:
            raise _Enough


def ignored(layout: Layout, paths: Sequence[str] = ()) -> list[Fault]:
    """Return a fault for each data-like file of the user's folders, at or under the paths, that nothing reads, for each
    folder among them that cannot be looked into, or that a link leads to, and for one in which there is too much.
    """
    read = {file.path for file in layout.files()} | set(layout.shapes()) | set(layout.queries().values())
    inside = under(paths)
    looked_at = (fault for root in layout.extra for fault in _until_enough(root))
    return [fault for fault in looked_at if Path(fault.file) not in read and (not paths or inside(fault.file))]


def _until_enough(root: Path) -> Iterator[Fault]:
    try:
        yield from _strays(root, _Left())
    except _Enough:
        message = f"The folder has more than {MAX_LOOKED_AT:,} files and folders, so not all of it was looked through."
        yield Fault("ignored-folder", message, str(root))


def _strays(root: Path, left: _Left) -> Iterator[Fault]:
    """Yield a fault for what may be a stray: beside the rooms of a folder, and in them."""
    try:
        names = sorted(os.listdir(root))
    except OSError as error:
        yield _closed(root, error)
        return
    left.take(len(names))
    read = _patterns()
    folders = {part for pattern in read for part in pattern.parts[1:-1] if part != "*"} | {"curated", "published"}
    singles = {pattern.name for pattern in read}
    for name in names:
        path = root / name
        if name in folders and path.is_dir():
            yield from _below(root, path, _LIKELY, left)
        elif path.suffix.lower() in _DATA and _may_be_ours(path, singles) and not path.is_dir():
            yield _unread(root, path)
    for room in _ROOMS:
        yield from _below(root, root / room, _DATA, left)


def _may_be_ours(path: Path, singles: set[str]) -> bool:
    """Tell whether a file beside the rooms looks like one of a data folder, and not of any other program."""
    if ".sssom." in path.name or path.name in singles:
        return True
    suffix = path.suffix.lower()
    return suffix in _LIKELY and (suffix not in _OF_ANY_PROGRAM or bool(_EDITION.fullmatch(path.stem)))


def _below(root: Path, top: Path, suffixes: frozenset[str], left: _Left) -> Iterator[Fault]:
    """Yield a fault for each file below a folder whose name ends so. No link is followed, but to a folder whose files
    are read.
    """
    closed: list[OSError] = []
    read = {pattern.parent for pattern in _patterns()}
    for folder, folders, names in os.walk(top, onerror=closed.append):
        left.take(1 + len(names))
        folders.sort()
        for name in folders:
            path = Path(folder, name)
            if path.is_symlink():
                if _is_one_of(path.relative_to(root), read):
                    yield from _below(root, path, suffixes, left)
                else:
                    message = "This link leads to a folder, and nothing in it is read: put the folder itself here."
                    yield Fault("ignored-folder", message, str(path))
        yield from (_unread(root, Path(folder, name)) for name in sorted(names) if _ends_in(name, suffixes))
    yield from (_closed(Path(error.filename), error) for error in closed if not _is_missing(error))


def _is_one_of(folder: Path, patterns: set[PurePosixPath]) -> bool:
    return any(len(folder.parts) == len(pattern.parts) and folder.match(str(pattern)) for pattern in patterns)


def _ends_in(name: str, suffixes: frozenset[str]) -> bool:
    return os.path.splitext(name)[1].lower() in suffixes


def _is_missing(error: OSError) -> bool:
    return isinstance(error, (FileNotFoundError, NotADirectoryError))


def _closed(folder: Path, error: OSError) -> Fault:
    message = f"The folder cannot be read: {reason_of(error)}; what is in it is not known."
    return Fault("unreadable-folder", message, str(folder), unreadable=True)


def _unread(root: Path, path: Path) -> Fault:
    return Fault("ignored-file", f"Nothing reads this file, so it was not checked. {_read(root, path)}", str(path))


def _read(root: Path, path: Path) -> str:
    """Return which files are read where this one lies."""
    return _read_in(path.relative_to(root).parts[0])


@cache
def _read_in(room: str) -> str:
    patterns = [str(pattern) for pattern in _patterns()]
    here = [pattern for pattern in patterns if pattern.startswith(f"{room}/")]
    return f"Read are {', '.join(here or patterns)}."


def _patterns() -> list[PurePosixPath]:
    """Return what is read in a data folder, as patterns of paths below it."""
    patterns = [pattern for reader in readers() for pattern in reader.patterns]
    return [PurePosixPath(pattern) for pattern in (*patterns, "ontology/shapes/*.ttl", "ontology/queries/*.rq")]
