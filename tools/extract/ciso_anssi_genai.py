"""Update ANSSI's recommendations for generative AI from the CISO Assistant community library.

Source: github.com/intuitem/ciso-assistant-community, backend/library/libraries/
anssi-genai-security-recommendations-1.0.yaml (read at commit f990d7b1). The text is ANSSI's, under Etalab's open
licence, and French. Carried over: ids, parents, and how strongly a recommendation is put. Nothing French is carried:
labels and summaries are our own English. Writes data/documents/anssi-genai-1.0.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from common import Changes, Item, SourceError, load_yaml, merge_document, run

SOURCE = "backend/library/libraries/anssi-genai-security-recommendations-1.0.yaml"
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


def main(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update ANSSI's recommendations from CISO Assistant's library file, or from a checkout that holds it."""
    path = source / SOURCE if source.is_dir() else source
    if not path.is_file():
        raise SourceError(f"{path} is not there: give the library file, or a checkout of ciso-assistant-community.")
    yield merge_document(root / DOCUMENT, items(path))


if __name__ == "__main__":
    run(main)
