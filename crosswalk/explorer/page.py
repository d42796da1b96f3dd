"""What a view exports: its name, its place in the address and in the menus, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from crosswalk.store.holder import Crosswalk

_OF_EVERY_PAGE = ("print",)


@dataclass(frozen=True, slots=True)
class Page:
    """One view of the explorer. A module or folder in `crosswalk/explorer/views` exports it as `PAGE`."""

    title: str  #: its name in the menu and in the title bar
    path: str  #: its path in the address
    order: float  #: its place among the views; the first is the page at “/”
    section: str  #: the menu that lists it; "" for none
    render: Callable[[Crosswalk], None]
    parameters: str = ""  #: what its address may say, in one line; “p.*” stands for all that begin with “p.”
    fragment: str = ""  #: the parameter that a fragment of the address stands for, if there is one
    heading: str = ""  #: the heading on the page: the title, unless another is given
    warm_up: Callable[[Crosswalk], object] | None = None  #: asks ahead what the page will need

    def __post_init__(self) -> None:
        """Use the title where no heading is given."""
        if not self.heading:
            object.__setattr__(self, "heading", self.title)

    def knows(self, name: str) -> bool:
        """Return True for a parameter that the page, or every page, understands."""
        return any(fnmatchcase(name, known) for known in (*self.parameters.split(), *_OF_EVERY_PAGE))
