"""Where the files are: the shipped folders and any `--data` folder laid out like them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

from crosswalk.errors import CrosswalkError, UsageError, shown
from crosswalk.files.text import Unreadable, read_text, reason_of
from crosswalk.formats.readers import Reader, SourceFile, readers
from crosswalk.limits import SOURCE_FILES

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_root() -> Path:
    """Return the folder with the shipped ontology/, data/ and mappings/: in the wheel, or else the repository."""
    in_wheel = _PACKAGE / "shipped"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent


def data_version() -> str:
    """Return the version of the shipped data, a date: `data/VERSION` of the wheel or of the repository.

    >>> len(data_version())
    10
    """
    file = shipped_root() / "data" / "VERSION"
    try:
        return shown(read_text(file, 100))
    except Unreadable as reason:
        raise CrosswalkError(f"{file} cannot be read: {reason}; install crosswalk again.") from None


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders to read. `extra` are `--data` folders; `only_data` leaves out the shipped documents and mapping sets,
    and nothing else.

    >>> Layout().only_data
    False
    """

    extra: tuple[Path, ...] = ()
    only_data: bool = False

    @classmethod
    def of(cls, data: str | Path | Iterable[str | Path] = (), only_data: bool = False) -> Layout:
        """Return the layout for one or several `--data` folders, each once. Raises UsageError if one does not exist."""
        data = [data] if isinstance(data, (str, Path)) else data
        extra = tuple({os.path.realpath(folder): Path(folder) for folder in data}.values())
        for folder in extra:
            if not folder.is_dir():
                raise UsageError(f"The data folder {shown(folder, 300)} does not exist or is not a folder.")
        return cls(extra, only_data)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The shipped folder first, then the user's folders."""
        return (shipped_root(), *self.extra)

    def files(self) -> Iterator[SourceFile]:
        """Yield every source file that becomes part of the graph, in a fixed order. Raises UsageError when there are
        too many, or a folder cannot be listed.
        """
        for number, root in enumerate(self.roots):
            shipped = number == 0
            for reader in readers():
                if reader.is_vocabulary or not (shipped and self.only_data):
                    yield from _read_by(reader, root, number)

    def shapes(self) -> list[Path]:
        """Return the SHACL shape files, shipped ones and the user's."""
        return [path for root in self.roots for path in _matching(root, "ontology/shapes/*.ttl")]

    def queries(self) -> dict[str, Path]:
        """Return the named queries: name → file. Raises UsageError when two files have one name."""
        files: dict[str, Path] = {}
        for root in self.roots:
            for path in _matching(root, "ontology/queries/*.rq"):
                if path.stem in files:
                    both = f"in {files[path.stem]} and in {path}"
                    raise UsageError(f"The query “{shown(path.stem)}” is {both}; rename yours.")
                files[path.stem] = path
        return files


def _read_by(reader: Reader, root: Path, number: int) -> Iterator[SourceFile]:
    for pattern in reader.patterns:
        for path in _matching(root, pattern):
            below = path.relative_to(root)
            name, place = str(below if number == 0 else path), f"{number}/{below.as_posix()}"
            yield SourceFile(path, name, reader.name, reader.graph(path, number), place)


def _matching(root: Path, pattern: str) -> list[Path]:
    """Return what matches a pattern below a folder, in order. A glob passes over what it may not list in silence.

    Raises UsageError when a folder cannot be listed, or when too much matches.
    """
    found = [root]
    for before, part in pairwise(("", *pattern.split("/"))):
        found = [inside for folder in found for inside in _inside(folder, part, named="*" not in before)]
        if len(found) > SOURCE_FILES.value():
            raise UsageError(f"The data folder {shown(root, 300)} has more than {SOURCE_FILES} of the form {pattern}.")
    return sorted(found)


def _inside(folder: Path, part: str, named: bool) -> list[Path]:
    """Return what is called so in a folder; nothing where there is no such folder. One that we look for by its name
    may not be a link to nowhere.
    """
    try:
        if "*" not in part:
            os.lstat(folder / part)
            return [folder / part]
        names = [name for name in os.listdir(folder) if fnmatchcase(name, part)]
    except NotADirectoryError:
        return []
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not (named and folder.is_symlink() and not folder.exists()):
            return []
        raise UsageError(f"The folder {shown(folder, 300)} cannot be read: {reason_of(error)}.") from None
    if wrong := [name for name in names if not name.isprintable()]:  # nor is one that is not UTF-8
        raise UsageError(f"A name in the folder {shown(folder, 300)} cannot be printed: rename {wrong[0]!a}.")
    return [folder / name for name in names]
