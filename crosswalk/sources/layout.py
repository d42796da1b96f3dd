"""Where the files are: the shipped folders and any `--data` folder laid out like them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswalk.errors import UsageError
from crosswalk.formats.readers import Reader, SourceFile, readers

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
    return (shipped_root() / "data" / "VERSION").read_text(encoding="ascii").strip()


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
        extra = tuple({Path(folder).resolve(): Path(folder) for folder in data}.values())
        for folder in extra:
            if not folder.is_dir():
                raise UsageError(f"The data folder {folder} does not exist or is not a folder.")
        return cls(extra, only_data)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The shipped folder first, then the user's folders."""
        return (shipped_root(), *self.extra)

    def files(self) -> Iterator[SourceFile]:
        """Yield every source file that becomes part of the graph, in a fixed order."""
        for number, root in enumerate(self.roots):
            shipped = number == 0
            for reader in readers():
                if reader.is_vocabulary or not (shipped and self.only_data):
                    yield from _matching(root, reader, number)

    def shapes(self) -> list[Path]:
        """Return the SHACL shape files, shipped ones and the user's."""
        return [path for root in self.roots for path in sorted(root.glob("ontology/shapes/*.ttl"))]

    def queries(self) -> dict[str, Path]:
        """Return the named queries: name → file. Raises UsageError when two files have one name."""
        files: dict[str, Path] = {}
        for root in self.roots:
            for path in sorted(root.glob("ontology/queries/*.rq")):
                if path.stem in files:
                    raise UsageError(f"The query “{path.stem}” is in {files[path.stem]} and in {path}; rename yours.")
                files[path.stem] = path
        return files


def _matching(root: Path, reader: Reader, number: int) -> Iterator[SourceFile]:
    for pattern in reader.patterns:
        for path in sorted(root.glob(pattern)):
            name = str(path.relative_to(root)) if number == 0 else str(path)
            yield SourceFile(path, name, reader.name, reader.graph(path, number))
