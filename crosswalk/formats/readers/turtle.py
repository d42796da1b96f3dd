"""Turtle: `ontology/*.ttl`, loaded into the graph unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.formats.readers import Contents, Reader, SourceFile

if TYPE_CHECKING:
    from crosswalk.files.faults import Report
    from crosswalk.formats.readers.sssom.expand import Expander


def _read(file: SourceFile, contents: Contents, expand: Expander, report: Report) -> None:
    """Note the file; its syntax is checked when it is loaded."""
    contents.turtle.append(file)


READER = Reader("turtle", ("ontology/*.ttl",), ".ttl", ids.BASE + "source/{root}/", _read, order=60, is_vocabulary=True)
