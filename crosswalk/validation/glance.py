"""What can be seen of a user's folders at a glance, at the cost of a few milliseconds: rows that name what does not
exist, and files that nothing reads. `crosswalk validate` asks all rules, which takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosswalk import ids
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk
from crosswalk.validation.ignored import ignored


@dataclass(frozen=True, slots=True)
class Glance:
    """What is wrong with the user's folders, as far as it can be seen at a glance.

    >>> bool(Glance()), bool(Glance(dangling=1))
    (False, True)
    """

    folders: tuple[str, ...] = ()
    dangling: int = 0  #: rows that name a provision or document that does not exist
    ignored: tuple[str, ...] = ()  #: the names of data-like files that nothing reads
    #: the documents whose place copies take, and how many shipped rows name what each copy does not have
    copies: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.dangling or self.ignored or self.copies)


def glance(crosswalk: Crosswalk) -> Glance:
    """Return what is wrong with the folders of one's own; nothing where there are none.

    >>> from crosswalk.store.holder import load
    >>> bool(glance(load()))
    False
    """
    layout = crosswalk.layout
    if not layout.extra:
        return Glance()
    sets = [file for file in layout.files() if file.graph.startswith(ids.SET)]
    own = [file.graph for file in sets if not file.is_shipped]
    return Glance(
        tuple(map(str, layout.extra)),
        len({mapping for mapping, _ in _dangling(crosswalk, own)}),
        tuple(Path(fault.file).name for fault in ignored(layout) if fault.rule == "ignored-file"),
        _copies(crosswalk, [file.graph for file in sets if file.is_shipped]),
    )


def own_copies(crosswalk: Crosswalk) -> tuple[str, ...]:
    """Return the documents whose place a copy in a folder of one's own takes; none where nothing that ships is read."""
    if crosswalk.layout.only_data or not crosswalk.layout.extra:
        return ()
    return tuple(str(name) for (name,) in ask(crosswalk, "own-copies").rows)


def _copies(crosswalk: Crosswalk, shipped: Sequence[str]) -> dict[str, int]:
    copies = own_copies(crosswalk)
    ends = _dangling(crosswalk, shipped) if copies else ()
    return {name: len({mapping for mapping, end in ends if ids.home(end) == name}) for name in copies}


def _dangling(crosswalk: Crosswalk, sets: Sequence[str]) -> list[tuple[str, str]]:
    """Return the rows of some sets that name what does not exist, each with the end that does not."""
    rows = ask(crosswalk, "dangling-ends", mapping_set=list(sets)).rows if sets else ()
    return [(str(mapping), str(end)) for _, mapping, end in rows]
