"""[Markdown](https://spec.commonmark.org) of a comparison, with tables as in
[GFM](https://github.github.com/gfm/#tables-extension-): what is said above the answer, each provision of both documents
with its status, the gaps with their reasons, and the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crosswalk.analysis.catalogue import Document, Filters, document, mapping_sets
from crosswalk.analysis.compare import compare
from crosswalk.analysis.coverage import Coverage
from crosswalk.analysis.gaps import gap
from crosswalk.formats.writers import Extent, Loss, Scope, Writer, Written, has_provisions, origin
from crosswalk.headline import beside, headline
from crosswalk.looks import status_words
from crosswalk.rows import Row, called, for_gaps, for_provisions
from crosswalk.store.holder import Crosswalk
from crosswalk.text import one_line
from crosswalk.vocabulary import Status
from crosswalk.wording import behind, why

#: What Markdown or HTML would take for more than text.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_BEGINS = re.compile(r"^([-+=])")


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    directions = compare(crosswalk, *scope.pair)
    rows = for_provisions(directions)
    lines = [*_head(crosswalk, scope), *(line for each in directions for line in _direction(crosswalk, each))]
    lines += [*_sources(crosswalk, directions), *_origin(crosswalk, scope)]
    more = sum(len(row.answer.ends) - len(row.ends) for row in rows)
    losses = (
        Loss(more, "mapping beside the best one of its provision", "mappings beside the best ones of their provisions"),
        Loss(sum(bool(row.answer.provision.summary) for row in rows), "summary", "summaries"),
    )
    return Written("".join(f"{line}\n" for line in lines).encode(), losses)


def _head(crosswalk: Crosswalk, scope: Scope) -> Iterator[str]:
    focal, reference = (document(crosswalk, name) for name in scope.pair)
    yield f"# {text(focal.title)} against {text(reference.title)}"
    yield ""
    for entry in (focal, reference):
        yield f"- {_entry(entry)}"
    yield ""


def _entry(entry: Document) -> str:
    facts = (f"edition {entry.version}", entry.date, entry.publisher, entry.status.stage)
    return f"**{text(entry.id)}**: {text(entry.title)} ({text(', '.join(fact for fact in facts if fact))})"


def _direction(crosswalk: Crosswalk, each: Coverage) -> Iterator[str]:
    yield f"## {text(each.focal)} against {text(each.reference)}"
    yield ""
    yield text(headline(each, Filters()))
    yield ""
    yield from (f"- {text(line)}" for line in beside(crosswalk, each))
    yield ""
    yield from _table(["Status", "Provisions"], [(status_words(word), number) for word, number in each.counts.items()])
    provisions = ["Id", "Provision", "Status", "Relation", "Where", "Evidence"]
    yield from _table(provisions, (_line(crosswalk, row) for row in for_provisions([each])))
    gaps = [gap(crosswalk, answer, each.reference) for answer in each.answers if answer.status is not Status.COVERED]
    if gaps:
        yield f"### What {text(each.reference)} does not cover in full"
        yield ""
        found = zip(gaps, for_gaps(each.focal, gaps), strict=True)
        yield from _table(
            ["Id", "Status", "Why", "Nearest"],
            ((row.answer.provision.id, status_words(row.answer.status), why(one), row.nearest) for one, row in found),
        )


def _line(crosswalk: Crosswalk, row: Row) -> Sequence[object]:
    provision, best = row.answer.provision, row.best
    ends = "; ".join(f"{end.object} {called(crosswalk, end.object) or ''}".strip() for end in row.ends)
    evidence = f"{', '.join(row.mapping_sets)} ({best.grade})" if best else ""
    path = f" along {' → '.join(row.path)}" if row.path else ""
    return (
        provision.id,
        provision.label,
        status_words(row.answer.status),
        best.relation if best else "",
        ends,
        evidence + path,
    )


def _sources(crosswalk: Crosswalk, directions: Sequence[Coverage]) -> Iterator[str]:
    used = {end.mapping_set for each in directions for answer in each.answers for end in answer.mappings}
    yield "## Mapping sets"
    yield ""
    yield from _table(
        ["Set", "Title", "Asserted by", "Date", "Licence", "Made from"],
        (
            (one.id, one.title, one.provider or one.creator, one.date, one.license, behind(one.quality))
            for one in mapping_sets(crosswalk)
            if one.id in used
        ),
    )


def _origin(crosswalk: Crosswalk, scope: Scope) -> Iterator[str]:
    source, again = origin(crosswalk, WRITER.name, scope)
    yield f"Made from {text(source)}; {again.replace(': ', ': `', 1)}`."


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    for row in rows:
        yield f"| {' | '.join('' if cell is None else text(cell) for cell in row)} |"
    yield ""


def text(value: object) -> str:
    r"""Return a text in which Markdown sees nothing but text.

    >>> print(text("a|b *c* <script>"))
    a\|b \*c\* \<script\>
    """
    return _BEGINS.sub(r"\\\1", _SIGNS.sub(r"\\\1", one_line(value)))


WRITER = Writer(
    "markdown",
    "a comparison to read and to paste",
    "text/markdown",
    ".md",
    write=_write,
    extents=(Extent.PAIR,),
    has_content=has_provisions,
    written="Markdown",
)
