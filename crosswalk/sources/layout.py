"""Where the files are: the shipped folders and any `--data` folder laid out like them (design §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswalk import ids
from crosswalk.errors import CrosswalkError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_root() -> Path:
    """Return the folder that holds the shipped ontology/, data/ and mappings/: in the wheel, or else the repository."""
    in_wheel = _PACKAGE / "shipped"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, how to show it, what it is, and the named graph it becomes."""

    path: Path
    name: str
    kind: str  #: document | organisations | work-items | mapping-set | turtle
    graph: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The roots to read; `only_data` leaves out the shipped documents and mapping sets, and nothing else."""

    extra: tuple[Path, ...] = ()
    only_data: bool = False

    @classmethod
    def of(cls, data: Iterable[str | Path] = (), only_data: bool = False) -> Layout:
        """Return the layout for `--data` folders, each once; CrosswalkError when one is missing."""
        extra = tuple({Path(folder).resolve(): Path(folder) for folder in data}.values())
        for folder in extra:
            if not folder.is_dir():
                raise CrosswalkError(f"The data folder {folder} does not exist or is not a folder.")
        return cls(extra, only_data)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The shipped root first, then the user's folders."""
        return (shipped_root(), *self.extra)

    def files(self) -> Iterator[SourceFile]:
        """Yield every source file that becomes part of the graph, in a fixed order."""
        for number, root in enumerate(self.roots):
            shipped = number == 0
            if not (shipped and self.only_data):
                yield from _found(root, "data/documents/*.yaml", "document", ids.DOC, ".yaml", shipped)
                work = f"{ids.BASE}source/{number}/work-items/"
                yield from _found(root, "data/work-items/*.yaml", "work-items", work, ".yaml", shipped)
                yield from _found(root, "mappings/*/*.sssom.tsv", "mapping-set", ids.SET, ".sssom.tsv", shipped)
                yield from _found(root, "mappings/*.sssom.tsv", "mapping-set", ids.SET, ".sssom.tsv", shipped)
            yield from _found(
                root, "data/organisations.yaml", "organisations", f"{ids.BASE}source/{number}/", ".yaml", shipped
            )
            yield from _found(root, "ontology/*.ttl", "turtle", f"{ids.BASE}source/{number}/", ".ttl", shipped)
            yield from _found(
                root, "ontology/alignments/*.ttl", "turtle", f"{ids.BASE}source/{number}/alignments/", ".ttl", shipped
            )

    def shapes(self) -> list[Path]:
        """Return the SHACL shape files, shipped and the user's."""
        return [path for root in self.roots for path in sorted(root.glob("ontology/shapes/*.ttl"))]

    def queries(self) -> dict[str, Path]:
        """Return the named queries: name → file. A user's query may not hide a shipped one."""
        found: dict[str, Path] = {}
        for root in self.roots:
            for path in sorted(root.glob("ontology/queries/*.rq")):
                if path.stem in found:
                    raise CrosswalkError(
                        f"The query “{path.stem}” stands in {found[path.stem]} and in {path}; rename yours."
                    )
                found[path.stem] = path
        return found


def _found(root: Path, pattern: str, kind: str, base: str, suffix: str, shipped: bool) -> Iterator[SourceFile]:
    for path in sorted(root.glob(pattern)):
        name = str(path.relative_to(root)) if shipped else str(path)
        yield SourceFile(path, name, kind, base + path.name.removesuffix(suffix))
