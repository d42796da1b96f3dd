"""Compare what every command answers, as JSON and CSV, with the answers of another tree, over that tree's data.

    git worktree add ../base 2f337b3
    python tools/same_answers.py ../base                     # every command; a few minutes
    python tools/same_answers.py ../base --only 'coverage *'  # commands that fit a pattern

One line is printed for each command, with the start of the difference where there is one. The end is 1 when an answer
differs and `docs/differences.md` does not declare it, or when it declares a difference that does not occur. Each tree
answers in one process of its own, which reads the files once. Both read the data and mappings of the other tree, so
that what differs is what the code does; how the data have changed, CHANGELOG.md says.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import functools
import importlib
import io
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DECLARED = ROOT / "docs" / "differences.md"
CODE, DRAFT, EN, TS = "dsit-ai-code-2025", "dsit-ai-code-draft-2024", "etsi-en-304-223-2.1.1", "etsi-ts-104-223-1.1.1"
EDITIONS = (
    (DRAFT, CODE),
    (DRAFT, EN),
    (CODE, EN),
    (CODE, TS),
    ("owasp-llm-2025", "owasp-llm-2026"),
    ("mitre-atlas-5.6.0", "mitre-atlas-2026.07"),
)
SHOWN = (CODE, f"{CODE}:5.4.1", f"{CODE}--owasp-llm-2025", "dsit", "etsi-ren-sai-0022", "owasp-llm-2025:LLM01")
SEARCHED = ("prompt injection", "promt injection", "supply chain", "EN 304 223", "etsi", "zzzzzz")
FILTERS = (
    "--level shall",
    "--role developer",
    "--phase secure-design",
    f"--under {CODE}:9",
    "--level should --no-derived",
)
TRACKED = ("", "--since 2026-01-01", "--since 2025-06", "--body etsi", "--stage enquiry", "--law eu-ai-act-2024:Art-15")
TRACES = 24
LINES = 14


@dataclass(frozen=True, slots=True)
class Known:
    """What the commands are made from: documents with provisions, provisions, references of the Code, queries."""

    documents: Sequence[str]
    provisions: Sequence[str]
    references: Sequence[str]
    queries: Sequence[str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A difference that is meant: which command lines, by a pattern, and what differs."""

    pattern: str
    what: str
    why: str


def commands(known: Known) -> list[str]:
    """Return every command line that is compared, each once."""
    return list(dict.fromkeys(_commands(known)))


def _commands(known: Known) -> Iterator[str]:
    yield "stats --format json"
    for form in ("json", "csv"):
        yield f"documents --format {form}"
        yield from (f"tracker {chosen} --format {form}".replace("  ", " ") for chosen in TRACKED)
        for document in known.documents:
            yield f"coverage {document} --format {form}"
            yield f"coverage {document} --no-derived --format {form}"
        yield from (f"coverage {CODE} {chosen} --format {form}" for chosen in FILTERS)
        for reference in known.references:
            yield f"coverage {CODE} --reference {reference} --format {form}"
            for command in ("gaps", "compare", "agreement"):
                yield f"{command} {CODE} {reference} --format {form}"
                yield f"{command} {reference} {CODE} --format {form}"
        yield from (f"diff {old} {new} --format {form}" for old, new in EDITIONS)
        yield from (f"query {name} --format {form}" for name in known.queries)
    yield from (f"show {thing} --format json" for thing in (*SHOWN, *known.references))
    yield from (f"search {shlex.quote(text)} --format json" for text in SEARCHED)
    yield from (f"measures {rest}--format json" for rest in ("", f"{CODE} ", f"{CODE} {CODE} "))
    yield from (f"gaps {CODE} {reference} --penalties opencre --format json" for reference in known.references[:3])
    yield f"candidates {CODE} {known.references[0]} --format json"
    yield from traces(known)
    yield from (
        "validate --format json",
        "reason --format json",
        "structure --format json",
        "structure --format graphml",
    )


def traces(known: Known) -> Iterator[str]:
    """Yield `trace` between provisions drawn at random, the same ones each time; half start from the Code."""
    chance = random.Random(1)
    ours = [provision for provision in known.provisions if provision.startswith(f"{CODE}:")]
    for number in range(TRACES):
        start = chance.choice(ours if number % 2 else known.provisions)
        yield f"trace {start} {chance.choice(known.provisions)} --max-hops {1 + number % 3} --format json"


def copy_data(base: Path, folder: Path) -> None:
    """Copy the data and mappings of a tree; files of a kind that it lacks are ours."""
    for name in ("data", "mappings"):
        shutil.copytree(base / name, folder / name)
    for ours in (ROOT / "data").iterdir():
        if ours.is_file() and not (folder / "data" / ours.name).exists():
            shutil.copy(ours, folder / "data")


def copy_code(folder: Path) -> None:
    """Copy the code of this tree to where the data are."""
    for name in ("crosswalk", "ontology"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))


def known_in(tree: Path) -> Known:
    """Return what a folder of data and mappings has, read with the code here."""
    import crosswalk
    from crosswalk.sparql import ask, load_queries

    shipped = crosswalk.load(tree, only_data=True)
    documents = [str(row["id"]) for row in ask(shipped, "documents").records() if row["loaded"]]
    provisions = [str(row["provision"]) for row in ask(shipped, "provision-parents").records() if row["assessable"]]
    curated = sorted((tree / "mappings" / "curated").glob(f"{CODE}--*.sssom.tsv"))
    references = [path.name.removesuffix(".sssom.tsv").partition("--")[2] for path in curated]
    return Known(documents, provisions, references, list(load_queries(shipped.layout)))


def declarations(text: str) -> list[Declaration]:
    """Return the rows of the table in `docs/differences.md`; ValueError for a row without three cells."""
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in text.splitlines() if line[:1] == "|"]
    declared = []
    for row in rows[2:]:
        if len(row) != 3 or not all(row):
            raise ValueError(f"a row needs a command, what differs and why: {' | '.join(row)}")
        declared.append(Declaration(row[0].strip("`"), row[1], row[2]))
    return declared


def comparable(command: str, text: str, unordered: frozenset[str]) -> list[str]:
    """Return an answer as lines to compare: without what is volatile, and sorted where the query fixes no order."""
    words = shlex.split(command)
    is_loose = words[0] == "query" and words[1] in unordered
    volatile = {"version"} if "stats" in words[:2] else {"seconds"}  # of the files and of the code that reads them
    if words[-1] == "json" and text:
        answer = _steady(bare(json.loads(text)), volatile)
        if is_loose and isinstance(answer, list):
            answer.sort(key=lambda row: json.dumps(row, sort_keys=True))
        return json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True).splitlines()
    if words[-1] == "csv":
        header, *rows = list(csv.reader(io.StringIO(text))) or [[]]
        kept = [place for place, column in enumerate(header) if column not in volatile]
        lines = [json.dumps([row[place] for place in kept], ensure_ascii=False) for row in (header, *rows)]
        return [*lines[:1], *(sorted(lines[1:]) if is_loose else lines[1:])]
    return text.splitlines()


def bare(answer: Any) -> Any:
    """Return an answer without where it comes from, which differs with every change of the data, and a query's rows as
    a list of objects with plain values, as earlier trees print them.
    """
    if not (isinstance(answer, dict) and "crosswalk" in answer):
        return answer
    if "head" not in answer:
        return answer["results"]
    if "boolean" in answer:
        return [{"answer": answer["boolean"]}]
    return [{name: _plain(row.get(name)) for name in answer["head"]["vars"]} for row in answer["results"]["bindings"]]


def _plain(term: Any) -> Any:
    """Return the value of a term of SPARQL results in JSON, as a query printed it before: an id, a number, a text."""
    from crosswalk import ids

    if term is None:
        return None
    if term["type"] == "uri":
        return ids.short(term["value"])
    kind = term.get("datatype", "").rpartition("#")[2]
    if kind in ("integer", "decimal", "double"):
        return float(term["value"]) if kind != "integer" else int(term["value"])
    return term["value"] == "true" if kind == "boolean" else term["value"]


def _steady(value: Any, volatile: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _steady(inner, volatile) for key, inner in value.items() if key not in volatile}
    return [_steady(inner, volatile) for inner in value] if isinstance(value, list) else value


def unordered_queries(folder: Path) -> frozenset[str]:
    """Return the named queries that fix no order of their rows."""
    has_order = re.compile(r"^# order:|\bORDER BY\b", re.MULTILINE)
    return frozenset(
        path.stem for path in folder.glob("*.rq") if not has_order.search(path.read_text(encoding="utf-8"))
    )


def judge(differing: Mapping[str, bool], declared: Sequence[Declaration]) -> tuple[list[str], list[str]]:
    """Return the commands that differ without a declaration, and the patterns of declarations that nothing needs."""
    changed = [command for command, differs in differing.items() if differs]
    undeclared = [command for command in changed if not any(fnmatchcase(command, meant.pattern) for meant in declared)]
    unused = [
        meant.pattern for meant in declared if not any(fnmatchcase(command, meant.pattern) for command in changed)
    ]
    return undeclared, unused


def answer_all(lines: Sequence[str], folder: Path, main: Callable[[list[str]], None]) -> None:
    """Write what each command prints, with its exit code in the first line, into a numbered file of a folder."""
    for number, line in enumerate(lines):
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        code: object = 0
        with redirect_stdout(printed), redirect_stderr(io.StringIO()):
            try:
                main(shlex.split(line))
            except SystemExit as end:
                code = end.code or 0
        printed.flush()
        (folder / str(number)).write_bytes(f"{code}\n".encode() + printed.buffer.getvalue())


def work(folder: Path) -> None:
    """Answer the commands on standard input with the tree that is the current folder."""
    import crosswalk
    from crosswalk.cli import main

    if Path(crosswalk.__file__).parents[1].resolve() != Path.cwd().resolve():
        sys.exit(f"{crosswalk.__file__} is not the package of {Path.cwd()}")
    holder = importlib.import_module("crosswalk.store.holder")
    holder.load = functools.cache(holder.load)  # type: ignore[attr-defined]  # the files are the same for all commands
    answer_all(json.load(sys.stdin), folder, main)


def start(tree: Path, lines: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    """Start the process that answers for a tree."""
    folder.mkdir()
    kept = {name: text for name, text in os.environ.items() if name == "CROSSWALK_CACHE" or name[:10] != "CROSSWALK_"}
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), "--work", str(folder)],
        cwd=tree,
        env={**kept, "PYTHONPATH": str(tree), "PYTHONUTF8": "1", "CROSSWALK_QUERY_SECONDS": "600"},
        stdin=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    json.dump(lines, process.stdin)
    process.stdin.close()
    return process


def compare(base: Path, pattern: str) -> dict[str, list[str]]:
    """Return command → the difference as the lines of a unified diff, none where both trees answer the same."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name) / "tree"
        copy_data(base, here)
        lines = [line for line in commands(known_in(here)) if fnmatchcase(line, pattern)]
        copy_code(here)
        folders = [Path(name) / "base", Path(name) / "here"]
        running = [start(tree, lines, folder) for tree, folder in zip((base, here), folders, strict=True)]
        ended = [process.wait() for process in running]
        if any(ended):
            sys.exit("A tree did not answer; what it printed is above.")
        answers = [[(folder / str(n)).read_text(encoding="utf-8") for folder in folders] for n in range(len(lines))]
    loose = unordered_queries(ROOT / "ontology" / "queries")
    return {line: difference(line, before, now, loose) for line, (before, now) in zip(lines, answers, strict=True)}


def difference(command: str, before: str, now: str, loose: frozenset[str]) -> list[str]:
    """Return how two answers, each with its exit code in the first line, differ; two that fail are not the same."""
    codes, bodies = zip(*(text.split("\n", 1) for text in (before, now)), strict=True)
    if codes[0] != codes[1]:
        return [f"-exit code {codes[0]}", f"+exit code {codes[1]}"]
    if codes[0] not in ("0", "1"):
        return [f" neither tree answers: exit code {codes[0]}"]
    if before == now:
        return []
    old, new = (comparable(command, body, loose) for body in bodies)
    return [] if old == new else list(_short_diff(old, new))


def _short_diff(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the start of a unified diff; of very long answers only what lies around the first line that differs."""
    first = next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    part = slice(max(first - 2, 0), first + 2 * LINES)
    lines = list(difflib.unified_diff(old[part], new[part], lineterm="", n=2))[2:]
    yield f"@@ line {first + 1} of {len(old)} and {len(new)} @@"
    yield from (line[:160] for line in lines[1 : LINES + 1])


def main() -> int:
    """Compare, print one line for each command, and return 1 when something differs that is not declared."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, nargs="?", help="the other tree")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="only commands that fit this pattern")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work)
        return 0
    if given.base is None or not (given.base / "crosswalk").is_dir():
        parser.error("name a folder that holds another tree")
    declared = declarations(DECLARED.read_text(encoding="utf-8"))
    results = compare(given.base.resolve(), given.only)
    undeclared, unused = judge({line: bool(lines) for line, lines in results.items()}, declared)
    for line, difference in results.items():
        print(f"{'same' if not difference else 'differs' if line in undeclared else 'declared':9}{line}")
        if line in undeclared:
            print("\n".join(f"    {text}" for text in difference))
    if given.only == "*":
        for pattern in unused:
            print(f"declared, but nothing differs: {pattern}")
    else:
        unused = []
    differ = sum(map(bool, results.values()))
    print(f"{len(results)} commands: {len(results) - differ} the same, {differ} differ, {len(undeclared)} undeclared")
    return 1 if undeclared or unused else 0


if __name__ == "__main__":
    sys.exit(main())
