"""The named queries of a data folder: whether each can be read, is SPARQL, and only reads this graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crosswalk.errors import QueryError
from crosswalk.files.faults import Fault, Report
from crosswalk.files.text import Unreadable, read_text
from crosswalk.limits import MAX_QUERY_BYTES
from crosswalk.sources import Layout, shipped_root
from crosswalk.sparql import get_query
from crosswalk.sparql.guard import check
from crosswalk.validation.paths import under


def query_faults(layout: Layout, paths: Sequence[str] = ()) -> list[Fault]:
    """Return a fault for each named query that cannot be read or used: of those at or under the paths or, without any,
    of those of the user's folders. Raises UsageError when two files have one name.
    """
    inside, report = under(paths), Report()
    for name, path in layout.queries().items():
        if inside(str(path)) if paths else not path.is_relative_to(shipped_root()):
            _look_at(layout, name, path, report)
    return report.faults


def _look_at(layout: Layout, name: str, path: Path, report: Report) -> None:
    try:
        read_text(path, MAX_QUERY_BYTES)  # said as of every other file, with the line
        check(get_query(layout, name).text)
    except Unreadable as reason:
        report.unreadable(reason, path)
    except QueryError as error:
        report.add("unusable-query", str(error), path, getattr(error, "line", None))
