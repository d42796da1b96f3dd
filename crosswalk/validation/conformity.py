"""Whether the data conform: which files were read and which rules asked, what was found, and what was left out.

Everything is done in a process apart, with limits on its time and memory and without the network: the rules of a data
folder are somebody else's SPARQL and regular expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

from crosswalk.confined import Job, Limits, Stopped
from crosswalk.errors import UsageError
from crosswalk.files.faults import VIOLATION, Fault
from crosswalk.limits import ANSWER_SIZE, MAX_REPORTED, VALIDATE_SECONDS, WORKERS_MEMORY
from crosswalk.sources import Layout, read_sources
from crosswalk.store.holder import Crosswalk
from crosswalk.validation.ignored import ignored
from crosswalk.validation.paths import only_under, read_under
from crosswalk.validation.queries import query_faults
from crosswalk.validation.shacl import ask_rules, in_order
from crosswalk.validation.shapes import shape_files
from crosswalk.vocabulary import few, quantity

_NAMED = 3  #: rules that are named in one message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validation found, and what it looked at.

    >>> Verdict(files=2, rules=40).conforms
    True
    """

    files: int  #: how many were read, of those that were asked about
    rules: int  #: how many were asked, and finished
    unfinished: tuple[str, ...] = ()  #: the rules that were not, for want of time or memory
    left_out: int = 0  #: faults that were found but are not listed
    faults: list[Fault] = field(default_factory=list, repr=False)

    @property
    def is_complete(self) -> bool:
        """True when every file could be read, and every rule was asked and finished."""
        return self.rules > 0 and not self.unfinished and not any(fault.unreadable for fault in self.faults)

    @property
    def conforms(self) -> bool:
        """True when everything asked about was read and asked, nothing was left out, and no rule is broken."""
        broken = any(fault.severity == VIOLATION for fault in self.faults)
        return self.is_complete and self.files > 0 and not broken and not self.left_out

    def as_json(self) -> dict[str, object]:
        """Return what the faults rest on, as `crosswalk validate --format json` prints it beside them.

        >>> Verdict(files=2, rules=40).as_json()
        {'conforms': True, 'files': 2, 'rules': 40, 'unfinished': [], 'left_out': 0}
        """
        return {
            "conforms": self.conforms,
            "files": self.files,
            "rules": self.rules,
            "unfinished": list(self.unfinished),
            "left_out": self.left_out,
        }


def validate(crosswalk: Crosswalk | Layout, paths: str | Sequence[str] = ()) -> list[Fault]:
    """Return every fault in the files of a crosswalk: what could not be read, and what breaks a rule
    ([SHACL](https://www.w3.org/TR/shacl/)). Empty when all is sound; see `verdict` for what that rests on.

    Files that cannot be read never become a `Crosswalk`, so that a `Layout` can be given instead: it names the same
    folders. With `paths`, only the faults in files at or under them, and those without a file, which takes less time;
    a file elsewhere that cannot be read is a fault all the same, as no rule can be asked then.
    Raises UsageError for a path under which nothing is read, CrosswalkError when a shape file cannot be used.

    >>> from crosswalk.store.holder import load
    >>> [fault.severity for fault in validate(load())]
    ['warning']
    """
    return verdict(crosswalk, paths).faults


def verdict(crosswalk: Crosswalk | Layout, paths: str | Sequence[str] = ()) -> Verdict:
    """Return what `validate` returns, with how many files were read and rules asked, and what did not finish.

    Raises what `validate` raises.

    What is read even without documents and mapping sets, such as the ontology, conforms by itself:

    >>> from crosswalk.store.holder import load
    >>> verdict(load(only_data=True)).conforms
    True
    """
    paths = [paths] if isinstance(paths, str) else list(paths)
    layout = crosswalk if isinstance(crosswalk, Layout) else crosswalk.layout
    request: dict[str, object] = {
        "data": [str(folder) for folder in layout.extra],
        "only_data": layout.only_data,
        "paths": paths,
    }
    limits = Limits(VALIDATE_SECONDS.value(), WORKERS_MEMORY.bytes(), 2 * ANSWER_SIZE.bytes())
    job = Job("crosswalk.validation.conformity", request, limits)
    try:
        job.result()
    except Stopped as stopped:
        return _verdict(layout, job.notes, stopped)
    return _verdict(layout, job.notes)


def run(request: dict[str, Any], note: Callable[[object], None]) -> None:
    """Validate in the process apart; what is found is said in notes: the files, then each round of rules, before and
    after it is asked.
    """
    layout = Layout(tuple(map(Path, request["data"])), request["only_data"])
    paths: list[str] = request["paths"]
    sources = read_sources(layout)
    unusable = query_faults(layout, paths)
    unread = {fault.file for fault in (*sources.report, *unusable) if fault.rule == "unreadable-file"}
    count = read_under(layout, paths, unread)
    faults = [*ignored(layout, paths), *unusable]
    if not count and not faults:
        where = " or ".join(paths) or "the data folders"
        raise UsageError(f"There is nothing to check in {where}: no file there is one that Crosswalk reads.")
    note({"files": count, "faults": [asdict(fault) for fault in faults]})
    room = MAX_REPORTED
    for asked in ask_rules(sources, paths):
        found = in_order(only_under(asked.faults or (), paths))
        listed = [asdict(fault) for fault in found[:room]]
        room -= len(listed)
        more = len(found) - len(listed)
        note({"rules": asked.rules, "done": asked.faults is not None, "faults": listed, "more": more})
    note({"faults": [asdict(fault) for fault in in_order(sources.report.faults)[:MAX_REPORTED]]})


def _verdict(layout: Layout, notes: Sequence[object], stopped: Stopped | None = None) -> Verdict:
    """Return the verdict that follows from what the process has said, and from what stopped it."""
    files = left_out = 0
    faults: list[Fault] = []
    finished: list[str] = []
    under_way: list[str] = []
    for said in cast("list[dict[str, Any]]", notes):
        files += said.get("files", 0)
        left_out += said.get("more", 0)
        faults += [Fault(**fault) for fault in said["faults"]]
        if said.get("done"):
            finished += said["rules"]
        under_way = [] if said.get("done", True) else said["rules"]
    unfinished = [path.stem for path in shape_files(layout) if path.stem not in finished]
    if stopped:
        faults += _unfinished(layout, under_way, [name for name in unfinished if name not in under_way], stopped)
    is_readable = stopped or finished
    return Verdict(files, len(finished), tuple(unfinished) if is_readable else (), left_out, in_order(faults))


def _unfinished(layout: Layout, under_way: list[str], never: list[str], stopped: Stopped) -> Iterator[Fault]:
    """Yield a fault for what did not finish, and one for what could not be begun after it."""
    match stopped.reason:
        case "time":
            why = f"did not finish within {VALIDATE_SECONDS}"
        case "memory" | "size":
            why = f"needed more memory than {WORKERS_MEMORY}"
        case _:
            why = "ended unexpectedly"
    files = {path.stem: str(path) for path in shape_files(layout)}
    if under_way:
        file = files[under_way[0]] if len(under_way) == 1 else ""
        message = f"{few(under_way, _NAMED)} {why}, so whether the data keep to it is unknown."
        yield Fault("unfinished-rule", message, file, unreadable=True)
    else:
        message = f"Reading the files {why}, so nothing is known about them."
        yield Fault("unfinished-reading", message, unreadable=True)
    if never:
        message = f"After that, {quantity(len(never), 'rule')} could not be asked: {few(never, _NAMED)}."
        yield Fault("rule-not-asked", message, unreadable=True)
