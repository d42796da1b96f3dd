"""Outlines of ISO/IEC 42001, ISO/IEC 27001 and NIS 2, from the libraries of CISO Assistant.

The library's urn identifies it:

* ``iso42001-2023.yaml`` → ``iso-iec-42001-2023``: clauses 4 to 10 and Annex A, numbers and titles only;
* ``iso27001-2022.yaml`` → ``iso-iec-27001-2022``: clauses 4 to 10 and Annex A, numbers and titles only; the sentences
  beside the titles there are not ISO's and are not taken;
* ``nis2-directive.yaml`` → ``eu-nis2-2022``: the ten measures of Article 21(2); labels and summaries are the project's
own.

`MISSING` and `CORRECTED` are what a library leaves out or prints differently from the standard's table of contents.
Give one library, or a checkout to read all three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import Changes, Item, SourceError, load_yaml, located, merge_document
from tools.extract.eurlex import strongest
from tools.extract.source import Source, State

FOLDER = "backend/library/libraries"
Node = dict[str, Any]

#: Clauses that the outline of ISO/IEC 42001 leaves out, after the clause given (iTeh's public preview, Contents page).
MISSING = {
    "6.1": {
        "6.1.1": "General",
        "6.1.2": "AI risk assessment",
        "6.1.3": "AI risk treatment",
        "6.1.4": "AI system impact assessment",
    }
}
#: Titles that the outline of ISO/IEC 27001 prints differently from the standard.
CORRECTED = {
    "6.1.2": "Information security risk assessment",
    "6.3": "Planning of changes",
    "7.5": "Documented information",
    "7.5.2": "Creating and updating",
    "8": "Operation",
    "A.5": "Organizational controls",
    "A.7.6": "Working in secure areas",
}
_NUMBER = re.compile(r"(?:A\.)?\d+(?:\.\d+)*")


def _outline(nodes: list[Node]) -> Iterator[tuple[str, str, str | None]]:
    """Yield number, title and parent of each numbered heading."""
    for node in nodes:
        number = str(node.get("ref_id") or "")
        if _NUMBER.fullmatch(number):
            holder = number.rpartition(".")[0]
            yield number, " ".join(str(node["name"]).split()), holder if holder not in ("", "A") else None


def iso_42001(nodes: list[Node]) -> Iterator[Item]:
    """Yield clauses, groups, subgroups and controls."""
    holders = {parent for _, _, parent in _outline(nodes)}
    for number, title, parent in _outline(nodes):
        if not number.startswith("A."):
            yield Item(number, "clause", title=title, parent=parent)
            for added, heading in MISSING.get(number, {}).items():
                yield Item(added, "clause", title=heading, parent=number)
        elif parent is None:
            yield Item(number, "group", title=title)
        else:
            yield Item(number, "subgroup" if number in holders else "control", title=title, parent=parent)


def iso_27001(nodes: list[Node]) -> Iterator[Item]:
    """Yield clauses, themes and controls."""
    for number, printed, parent in _outline(nodes):
        title = CORRECTED.get(number, printed)
        kind = "clause" if not number.startswith("A.") else "control" if parent else "theme"
        yield Item(number, kind, title=title, parent=parent)


def nis2(nodes: list[Node]) -> Iterator[Item]:
    """Yield Article 21, its second paragraph and the measures listed there."""
    texts = {str(node.get("ref_id")): str(node.get("description") or "") for node in nodes}
    title = next(str(node["description"]) for node in nodes if node.get("name") == "Article 21")
    level = strongest(texts["21.2"])
    yield Item("Art-21", "article", "Art. 21", title)
    yield Item("Art-21(2)", "paragraph", "Art. 21(2)", parent="Art-21", level=level)
    for reference in texts:
        if match := re.fullmatch(r"21\.2\.([a-z])", reference):
            end = f"21(2)({match[1]})"
            yield Item(f"Art-{end}", "measure", f"Art. {end}", parent="Art-21(2)", level=level)


LIBRARIES: dict[str, tuple[str, Callable[[list[Node]], Iterator[Item]]]] = {
    "iso42001-2023": ("iso-iec-42001-2023", iso_42001),
    "iso27001-2022": ("iso-iec-27001-2022", iso_27001),
    "nis2-directive": ("eu-nis2-2022", nis2),
}


def update(source: Path, root: Path) -> list[Changes]:
    """Update a document from a library of CISO Assistant, or all from a checkout."""
    paths = [located(source, f"{FOLDER}/{name}.yaml", "a library file") for name in LIBRARIES]
    return [_update(path, root) for path in dict.fromkeys(paths)]


def _update(source: Path, root: Path) -> Changes:
    library = load_yaml(source)
    name = str(library.get("urn", "")).rpartition(":")[2] if isinstance(library, dict) else ""
    if name not in LIBRARIES:
        raise SourceError(f"{source} is not a library known here; give one of {', '.join(LIBRARIES)}.")
    document, read = LIBRARIES[name]
    nodes = library["objects"]["framework"]["requirement_nodes"]
    return merge_document(root / "data" / "documents" / f"{document}.yaml", read(nodes))


SOURCE = Source(
    id="ciso_outlines",
    title="Outlines of ISO/IEC 42001, ISO/IEC 27001 and NIS 2, from CISO Assistant",
    licence="AGPL for the repository's own content; only numbers and titles are taken, which belong to the documents",
    states=(
        State("intuitem/ciso-assistant-community", "f990d7b", tuple(f"{FOLDER}/{name}.yaml" for name in LIBRARIES)),
    ),
    targets=tuple(f"data/documents/{document}.yaml" for document, _ in LIBRARIES.values()),
    run=update,
)
