"""NIST SP 800-218A, the SSDF Community Profile for generative AI: Table 1 with its tasks and informative references.

The facts come from the publication itself, NIST.SP.800-218A.pdf (July 2024, https://doi.org/10.6028/NIST.SP.800-218A),
of which the repository below has a copy. Give the plain text of that PDF in reading order, as pypdf gives it:

    python -c "import pypdf; print('\\n'.join(p.extract_text() for p in pypdf.PdfReader('x.pdf').pages))" > 218a.txt

In that text a cell of the table is a run of lines, and the cells of a row follow one another: practice, task, priority,
recommendations [R] with considerations [C] and notes [N], informative references. A row that crosses a page is cut in
two, so that everything is read from the stretch between the start of one task and the start of the next.

Written: the document nist-sp-800-218a and four sets: to the AI RMF 1.0, to the OWASP Top 10 for LLM Applications 1.1,
to the whole documents that are cited, and to SSDF 1.1. There a task without a tag is unchanged (section 3 says so), so
that it contains the task of SSDF 1.1 where the profile adds a recommendation or consideration beneath it, and is equal
to it where it adds nothing or a note, which asks for nothing. Those rows are our reading; their reasons stay.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tools.extract.common import COLUMNS, Changes, Item, SourceError, merge_document, read_source, write_rows
from tools.extract.source import Source, State

DOCUMENT = "nist-sp-800-218a"
SSDF, AI_RMF, OWASP, ADV_ML = "nist-sp-800-218-1.1", "nist-ai-rmf-1.0", "owasp-llm-1.1", "nist-ai-100-2-e2023"

_TABLE = re.compile(r"Table 1\. SSDF [^\n]*\n(?:(?!Table 1\. SSDF ).)*?\nReferences\s*\n\[1\]", re.DOTALL)
#: Running heads, page numbers and the head of the table.
_RUNNING = re.compile(r"NIST SP 800-218A\s|July 2024\s|\d+$|Practice Task Priority|Table 1\.|References$|\[1\]")
_GROUP = re.compile(r"(.+) \(([A-Z]{2})\)")
_PRACTICE = re.compile(r"\(([A-Z]{2}\.\d+)\):")
_TASK = re.compile(r"([A-Z]{2}\.\d+\.\d+): ")
#: What the last line of a cell looks like; the name of a practice has no such line.
_CELL_END = re.compile(r"(?:^|[.)\]]|\d\.\d|LLM\d\d(?:-\d+[a-z]?)?|Adv ML)[;,]?$")
_PRIORITY = re.compile(r"(?<!\S)(High|Medium|Low) (?=[RCN]1: |No additions)")
_ADDITION = re.compile(r"(?<!\S)([RCN]\d+): ")
_AI_RMF = re.compile(r"\b(Govern|Map|Measure|Manage) (\d\.\d+(?:, \d\.\d+)*)")
_OWASP = re.compile(r"\bLLM\d\d(?:-\d+[a-z]?)?")
_KINDS = {"R": "recommendation", "C": "consideration", "N": "note"}
_MODIFIED = 'Tagged "Modified from SSDF 1.1".'
_ASKS = ("R", "C")  #: what the profile adds, except for notes


@dataclass(slots=True)
class Piece:
    """A group, practice or task, with the lines up to the next one."""

    id: str
    name: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return re.sub(r"(LLM\d\d-) (\d)", r"\1\2", " ".join(" ".join(self.lines).split()))

    @property
    def is_task(self) -> bool:
        return self.id.count(".") == 2


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update SP 800-218A and its four mapping sets from the text of the PDF."""
    pieces = list(_pieces(_lines(read_source(source))))
    tasks = [piece for piece in pieces if piece.is_task]
    yield merge_document(root / "data" / "documents" / f"{DOCUMENT}.yaml", _items(pieces))
    reasons = _reasons(root / "mappings" / "published" / f"{DOCUMENT}--{SSDF}.sssom.tsv")
    sets = (
        (SSDF, partial(_ssdf_rows, reasons)),
        (AI_RMF, _ai_rmf_rows),
        (OWASP, _owasp_rows),
        ("references", _whole_rows),
    )
    for name, rows in sets:
        path = root / "mappings" / "published" / f"{DOCUMENT}--{name}.sssom.tsv"
        yield write_rows(path, COLUMNS, [row for task in tasks for row in rows(task)])


def _lines(text: str) -> list[str]:
    """Return the lines of Table 1 without running heads."""
    match = _TABLE.search(text)
    if match is None:
        raise SourceError("The text has no Table 1 that ends at the References; give the text of NIST.SP.800-218A.pdf.")
    lines = (line.strip() for line in match[0].splitlines())
    return [line for line in lines if not _RUNNING.match(line)]


def _pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """Cut the table into groups, practices and tasks, in the order of the table."""
    piece: Piece | None = None
    name: list[str] = []
    for line in lines:
        start = _start(line, name)
        if start is not None:
            if piece is not None:
                yield piece
            piece = start
        elif piece is not None:
            piece.lines.append(line)
        name = [] if start is not None or _CELL_END.search(line) else [*name, line]
    if piece is not None:
        yield piece


def _start(line: str, name: Sequence[str]) -> Piece | None:
    """Return what starts in this line; `name` are the lines before it that may belong to the name of a practice."""
    if match := _GROUP.fullmatch(line):
        return Piece(match[2], match[1])
    if match := _TASK.match(line):
        return Piece(match[1], lines=[line[match.end() :]])
    if match := _PRACTICE.search(line):
        return Piece(match[1], " ".join([*name, line[: match.start()].strip()]).strip(), [line[match.end() :]])
    return None


def _items(pieces: Iterable[Piece]) -> Iterator[Item]:
    for piece in pieces:
        parent = piece.id.rpartition(".")[0] or None
        if not piece.is_task:
            yield Item(piece.id, "practice" if parent else "group", title=piece.name, parent=parent)
            continue
        priority = _PRIORITY.search(piece.text)
        if priority is None:
            raise SourceError(f"{piece.id} has no priority in the text.")
        yield Item(piece.id, "task", parent=parent, priority=priority[1])
        for number in _ADDITION.findall(piece.text):
            yield Item(f"{piece.id}.{number}", _KINDS[number[0]], parent=piece.id)


def _ssdf_rows(reasons: Mapping[tuple[str, str], str], task: Piece) -> Iterator[tuple[str, ...]]:
    if "[Not part of SSDF 1.1]" in task.text:
        return
    adds = any(number[0] in _ASKS for number in _ADDITION.findall(task.text))
    predicate = "skos:narrowMatch" if adds else "skos:exactMatch"
    if "[Modified from SSDF 1.1]" in task.text:
        predicate = "skos:closeMatch"
    known = reasons.get((f"{DOCUMENT}:{task.id}", predicate), "")
    comment = known or (_MODIFIED if predicate == "skos:closeMatch" else "")
    yield _row(task, predicate, f"{SSDF}:{task.id}", comment, "semapv:ManualMappingCuration")


def _reasons(path: Path) -> dict[tuple[str, str], str]:
    """Return the reasons that a set has now, by subject and predicate."""
    lines = [line for line in read_source(path).splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["subject_id"], row["predicate_id"]): row["comment"] or "" for row in rows}


def _ai_rmf_rows(task: Piece) -> Iterator[tuple[str, ...]]:
    for function, numbers in _AI_RMF.findall(task.text):
        for number in numbers.split(", "):
            yield _row(task, "skos:closeMatch", f"{AI_RMF}:{function.upper()}-{number}")


def _owasp_rows(task: Piece) -> Iterator[tuple[str, ...]]:
    for target in _OWASP.findall(task.text):
        yield _row(task, "skos:closeMatch", f"{OWASP}:{target}")


def _whole_rows(task: Piece) -> Iterator[tuple[str, ...]]:
    if "Adv ML" in task.text:
        yield _row(task, "dcterms:references", f"cwdoc:{ADV_ML}", 'Cited as "Adv ML".')


def _row(
    task: Piece, predicate: str, target: str, comment: str = "", justification: str = "semapv:UnspecifiedMatching"
) -> tuple[str, ...]:
    return f"{DOCUMENT}:{task.id}", predicate, "", target, justification, comment


SOURCE = Source(
    id="nist_sp_800_218a",
    title="NIST SP 800-218A, from the text of its PDF",
    licence="not subject to copyright in the United States",
    states=(State("THUlawtech/LLM-Regulation", "9cad2633", ("PDFs",)),),
    targets=(
        f"data/documents/{DOCUMENT}.yaml",
        *(f"mappings/published/{DOCUMENT}--{name}.sssom.tsv" for name in (SSDF, AI_RMF, OWASP, "references")),
    ),
    run=update,
)
