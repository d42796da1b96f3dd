"""The picker that the views of *What is missing* share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from crosswalk.analysis.catalogue import document_index
from crosswalk.explorer.ui import naming
from crosswalk.explorer.ui.state import Choices
from crosswalk.store.holder import Crosswalk


def asking_document(
    crosswalk: Crosswalk, choices: Choices, label: str, known: Sequence[str], drops: Sequence[str] = ()
) -> str:
    """Draw the picker of a document whose asks are known, with the usual one to begin with; return what was chosen."""
    return choices.pick(
        label,
        "focal",
        known,
        default=naming.FOCAL if naming.FOCAL in known else known[0],
        show=partial(naming.called, crosswalk),
        drops=drops,
        known=list(document_index(crosswalk)),
    )
