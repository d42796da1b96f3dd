"""Read the published sources again.

python -m tools.extract list                                # where each source comes from, and what it updates
python -m tools.extract run ID CHECKOUT                     # update the files that come from one source
python -m tools.extract check [ID] [--snapshots DIR]        # which sources have changed, where a copy is available
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from tools.extract.check import check
from tools.extract.common import Changes, SourceError
from tools.extract.source import Source, sources

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """List, run or check the sources. An error is printed as one sentence, with exit code 1."""
    known = sources()
    given = _parser(known).parse_args(arguments)
    if given.command == "run":
        _run(known[given.id], given.checkout, given.root)
        return
    chosen = [known[given.id]] if given.id else known.values()
    lines = _listed(chosen) if given.command == "list" else _checked(chosen, given.snapshots)
    for line in lines:
        print(line)


def _parser(known: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.extract", description="Read the published sources again.")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="show where each source comes from, and which files it updates")
    running = commands.add_parser("run", help="update the files that come from one source")
    checking = commands.add_parser("check", help="show which sources have changed since they were read")
    for command, optional in ((listing, "?"), (running, None), (checking, "?")):
        command.add_argument(
            "id", nargs=optional, choices=list(known), metavar="ID", help="the id of a source (see list)"
        )
    running.add_argument("checkout", type=Path, metavar="CHECKOUT", help="the checkout, folder or file to read")
    running.add_argument("--root", type=Path, default=ROOT, help="the repository to update (default: this one)")
    checking.add_argument("--snapshots", type=Path, metavar="DIR", help="a folder with copies of git repositories")
    return parser


def _listed(chosen: Iterable[Source]) -> Iterator[str]:
    for source in chosen:
        yield f"{source.id}: {source.title}"
        for state in source.states:
            yield f"  from     {state.repository} at {state.commit}: {', '.join(state.paths)}"
        yield f"  licence  {source.licence}"
        for target in source.targets:
            yield f"  updates  {target}"


def _checked(chosen: Iterable[Source], snapshots: Path | None) -> Iterator[str]:
    for source in chosen:
        yield from (f"{source.id}: {answer}" for answer in check(source, snapshots))


def _run(source: Source, checkout: Path, root: Path) -> None:
    try:
        for change in source.run(checkout, root):
            print(change.sentence() if isinstance(change, Changes) else f"{change} mappings")
    except (SourceError, OSError, yaml.YAMLError, KeyError, ValueError) as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
