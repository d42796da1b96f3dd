"""ANSSI's recommendations for generative AI, from the CISO Assistant community library.

The text is French. Carried over: ids, parents, and how strong a recommendation is. No French text is carried over:
labels and summaries are the project's own English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import Changes, Item, load_yaml, located, merge_document
from tools.extract.source import Source, State

LIBRARY = "backend/library/libraries/anssi-genai-security-recommendations-1.0.yaml"
DOCUMENT = "data/documents/anssi-genai-1.0.yaml"
#: How French puts a duty and a recommendation, strongest first.
_LEVELS = (
    ("shall", re.compile(r"\b(doit|doivent|obligatoire)\b")),
    ("should", re.compile(r"\brecommandé")),
)


def level(text: str) -> str | None:
    """Return the strongest level that a French text uses.

    >>> level("Il est recommandé de trier ; une copie doit exister.")
    'shall'
    """
    return next((word for word, pattern in _LEVELS if pattern.search(text)), None)


def items(source: Path) -> Iterator[Item]:
    """Yield the sections and recommendations of the library file, in its order."""
    nodes = load_yaml(source)["objects"]["framework"]["requirement_nodes"]
    numbers = {node["urn"]: str(node["ref_id"]) for node in nodes}
    for node in nodes:
        assessable = node["assessable"]
        yield Item(
            id=str(node["ref_id"]),
            kind="recommendation" if assessable else "section",
            parent=numbers[node["parent_urn"]] if "parent_urn" in node else None,
            level=level(node.get("description", "")) if assessable else None,
        )


def update(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update ANSSI's recommendations from CISO Assistant's library file, or from a checkout that contains it."""
    yield merge_document(root / DOCUMENT, items(located(source, LIBRARY, "the library file")))


SOURCE = Source(
    id="ciso_anssi_genai",
    title="ANSSI's recommendations for generative AI, from CISO Assistant",
    licence="the text is ANSSI's, under Etalab's open licence",
    states=(State("intuitem/ciso-assistant-community", "f990d7b1", (LIBRARY,)),),
    targets=(DOCUMENT,),
    run=update,
)
