"""Check that labels, summaries, asks and measures are the project's own words: they share no run of more than eight
words with a source.

``python tools/own_words.py FOLDER [DOCUMENT …]`` compares every document of the repository that has a text in FOLDER,
``<document-id>.txt``, with that text. The texts are not part of the repository: take them from the publisher. A label
that is an official title is a fact and may be long; ``--titles`` lists only the runs in labels. The exit status is 1
when a run is found.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parent.parent / "data"
DOCUMENTS = DATA / "documents"
LONGEST = 8
_WORD = re.compile(r"[a-zA-ZÀ-ÿ0-9]+(?:['’][a-z]+)?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case.

    >>> words("Don't copy: AI-systems")
    ["don't", 'copy', 'ai', 'systems']
    """
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def runs(text: str, known: set[tuple[str, ...]], length: int = LONGEST + 1) -> Iterator[str]:
    """Yield each longest run of `length` or more words that is also in the source.

    >>> source = {("a", "b", "c"), ("b", "c", "d")}
    >>> list(runs("x a b c d y", source, 3))
    ['a b c d']
    """
    own = words(text)
    start, end = 0, 0
    for place in range(len(own) - length + 1):
        if tuple(own[place : place + length]) in known:
            if not end:
                start = place
            end = place + length
        elif end and place >= end - length + 1:
            yield " ".join(own[start:end])
            end = 0
    if end:
        yield " ".join(own[start:end])


def shingles(text: str, length: int = LONGEST + 1) -> set[tuple[str, ...]]:
    """Return every run of `length` words of a text."""
    all_words = words(text)
    return {tuple(all_words[place : place + length]) for place in range(len(all_words) - length + 1)}


def check(document: Path, source: Path, fields: tuple[str, ...]) -> list[str]:
    """Return what a document shares with its source, one line per run."""
    known = shingles(source.read_text(encoding="utf-8", errors="replace"))
    content = yaml.load(document.read_text(encoding="utf-8"), Loader=_LOADER)
    return [
        f"{content['id']}:{provision['id']} {name}: {run}"
        for provision in content.get("provisions") or []
        for name in fields
        for run in runs(str(provision.get(name) or ""), known)
    ]


def check_table(table: Path, source: Path, columns: tuple[str, ...]) -> list[str]:
    """Return what the texts of a table share with a source, one line per run."""
    known = shingles(source.read_text(encoding="utf-8", errors="replace"))
    with table.open(encoding="utf-8", newline="") as file:
        return [
            f"{table.name} {row['id']} {name}: {run}"
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for name in columns
            for run in runs(row[name] or "", known)
        ]


def main() -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder with the source texts")
    parser.add_argument("documents", nargs="*", help="the documents to check (default: all that have a text)")
    parser.add_argument("--titles", action="store_true", help="check labels only")
    given = parser.parse_args()
    fields = ("label",) if given.titles else ("label", "summary", "note")
    names = given.documents or sorted(path.stem for path in given.folder.glob("*.txt"))
    shared: list[str] = []
    for name in names:
        document, source = DOCUMENTS / f"{name}.yaml", given.folder / f"{name}.txt"
        if not document.is_file() or not source.is_file():
            print(f"{name}: no document, or no text in {given.folder}", file=sys.stderr)
            continue
        lines = check(document, source, fields)
        asks = DATA / "asks" / f"{name}.tsv"
        if asks.is_file() and not given.titles:
            lines += check_table(asks, source, ("ask", "when", "note"))
        for measures in () if given.titles else sorted((DATA / "measures").glob("*.tsv")):
            lines += check_table(measures, source, ("evidence",))
        shared += lines
        print(f"{name}: {len(lines)} runs of more than {LONGEST} words", *lines, sep="\n  ")
    return 1 if shared else 0


if __name__ == "__main__":
    sys.exit(main())
