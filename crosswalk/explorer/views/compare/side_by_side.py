"""The provisions of two documents side by side: what each asks, in our words, of whom, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswalk.analysis.answers import stated
from crosswalk.analysis.catalogue import Provision, provision_index
from crosswalk.analysis.coverage import Answer, Coverage
from crosswalk.analysis.mappings import NO_TERM
from crosswalk.columns import Column
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.tables import status_column
from crosswalk.explorer.ui.text import words
from crosswalk.explorer.views.compare.rows import answers_file, id_column, is_whole, row_per_provision
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import quantity


def side_by_side(crosswalk: Crosswalk, coverage: Coverage, shown: Sequence[Answer]) -> None:
    """Draw each provision beside its best mapping."""
    file = f"side-by-side--{coverage.focal}--{coverage.reference}"
    here, there = (naming.called(crosswalk, document) for document in (coverage.focal, coverage.reference))
    row_per_provision(
        _columns(crosswalk, provision_index(crosswalk, coverage.reference)),
        shown,
        provision=lambda record: record.provision.id,
        caption=f"{quantity(len(shown), 'provision')} of {here}, each beside its best mapping in {there}. "
        "Summaries are ours: the documents themselves say what is asked. Click a row: all evidence opens below.",
        file=answers_file(crosswalk, coverage, shown, file),
        name=file,
        lines=4,
    )


def _columns(crosswalk: Crosswalk, known: Mapping[str, Provision]) -> list[Column[Answer]]:
    def whom_there(answer: Answer) -> str:
        there = known.get(naming.best_end(answer))
        return _whom(crosswalk, there) if there else ""

    return [
        id_column(lambda record: record),
        Column("what it asks", lambda record: _asks(record.provision.label, record.provision), width=302),
        Column("of whom, when", lambda record: _whom(crosswalk, record.provision), width=135),
        status_column(lambda record: record.status, width=120),
        Column("relation", naming.best_relation, width=126),
        Column("provision there", lambda record: _there(crosswalk, naming.best_end(record), known), width=302),
        Column("of whom there", whom_there, width=135),
    ]


def _there(crosswalk: Crosswalk, end: str, known: Mapping[str, Provision]) -> str:
    """Return the other end: a provision, nothing, nothing found, or a document as a whole."""
    if end in known:
        return _asks(naming.called(crosswalk, end), known[end])
    if not end:
        return "nobody has looked"
    return "whole document" if is_whole(end) else "nothing found" if end == NO_TERM else end


def _asks(name: str, provision: Provision) -> str:
    return f"{name}: {provision.summary}" if provision.summary else name


def _whom(crosswalk: Crosswalk, provision: Provision) -> str:
    """Return level, roles and phase, as far as the document states them."""
    said = [stated(crosswalk, provision).level, *provision.roles, provision.phase]
    return " · ".join(words(word) for word in said if word) or "not stated"
