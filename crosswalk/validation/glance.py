"""What can be seen of a user's folders at a glance, at the cost of a few milliseconds: rows that name what does not
exist, and files that nothing reads. `crosswalk validate` asks all rules, which takes seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
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

    def __bool__(self) -> bool:
        return bool(self.dangling or self.ignored)


def glance(crosswalk: Crosswalk) -> Glance:
    """Return what is wrong with the folders of one's own; nothing where there are none.

    >>> from crosswalk.store.holder import load
    >>> bool(glance(load()))
    False
    """
    layout = crosswalk.layout
    if not layout.extra:
        return Glance()
    own = [file.graph for file in layout.files() if not file.place.startswith("0/") and file.graph.startswith(ids.SET)]
    rows = ask(crosswalk, "dangling-ends", mapping_set=own).rows if own else ()
    return Glance(
        tuple(map(str, layout.extra)),
        len({mapping for _, mapping, _ in rows}),
        tuple(Path(fault.file).name for fault in ignored(layout) if fault.rule == "ignored-file"),
    )
