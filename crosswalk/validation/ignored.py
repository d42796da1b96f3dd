"""Files in a data folder that look like data and that nothing reads: what they say is in no answer."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from crosswalk.files.faults import Fault
from crosswalk.formats.readers import readers
from crosswalk.limits import MAX_LOOKED_AT
from crosswalk.sources import Layout
from crosswalk.validation.paths import under

#: Where data lie in a folder, and how the names of such files end.
_ROOMS = ("data", "mappings", "ontology")
_DATA = frozenset(
    ".csv .json .jsonld .nq .nt .ods .owl .rdf .rq .tsv .ttl .trig .xlsx .xml .yaml .yml".split()  # noqa: SIM905
)


def ignored(layout: Layout, paths: Sequence[str] = ()) -> list[Fault]:
    """Return a fault for each data-like file of the user's folders, at or under the paths, that nothing reads."""
    read = {file.path for file in layout.files()} | set(layout.shapes()) | set(layout.queries().values())
    inside = under(paths)
    found = ((root, path) for root in layout.extra for path in _data_files(root) if path not in read)
    return [
        Fault("ignored-file", f"Nothing reads this file, so it was not checked. {_read(root, path)}", str(path))
        for root, path in islice(found, MAX_LOOKED_AT)
        if not paths or inside(str(path))
    ]


def _data_files(root: Path) -> Iterator[Path]:
    """Yield what looks like data: in the rooms of a folder, and mapping sets beside them. No link is followed."""
    yield from sorted(path for path in root.glob("*.sssom.*") if path.suffix in _DATA)
    for room in _ROOMS:
        for folder, folders, names in os.walk(root / room):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in _DATA)


def _read(root: Path, path: Path) -> str:
    """Return which files are read where this one lies."""
    room = path.relative_to(root).parts[0]
    patterns = [pattern for reader in readers() for pattern in reader.patterns]
    patterns += ["ontology/shapes/*.ttl", "ontology/queries/*.rq"]
    here = [pattern for pattern in patterns if pattern.startswith(f"{room}/")]
    return f"Read are {', '.join(here or patterns)}."
