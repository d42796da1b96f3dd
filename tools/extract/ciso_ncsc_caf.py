"""The NCSC Cyber Assessment Framework 4.0, from the CISO Assistant community library.

Carried over: the ids, names and parents of objectives, principles and contributing outcomes. The indicators of good
practice (depth 4) are left out: their numbers are CISO Assistant's, not the NCSC's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import Changes, Item, load_yaml, located, merge_document
from tools.extract.source import Source, State

LIBRARY = "backend/library/libraries/ncsc-caf-4.0.yaml"
DOCUMENT = "data/documents/ncsc-caf-4.0.yaml"
_KINDS = {1: "objective", 2: "principle", 3: "outcome"}
#: The last word of a name that the library file broke off and put into the description.
_BROKEN = {"Minimising the impact of cyber security": "incidents"}


def title(name: str) -> str:
    """Return the name in one line, made whole where the library file broke it.

    >>> title("Minimising the impact of cyber security")
    'Minimising the impact of cyber security incidents'
    """
    whole = " ".join(name.split())
    return f"{whole} {_BROKEN[whole]}" if whole in _BROKEN else whole


def items(source: Path) -> Iterator[Item]:
    """Yield the objectives, principles and outcomes of the library file, in its order."""
    nodes = load_yaml(source)["objects"]["framework"]["requirement_nodes"]
    numbers = {node["urn"]: node["ref_id"] for node in nodes if node["depth"] in _KINDS}
    for node in nodes:
        if node["depth"] in _KINDS:
            parent = numbers[node["parent_urn"]] if "parent_urn" in node else None
            yield Item(id=node["ref_id"], kind=_KINDS[node["depth"]], title=title(node["name"]), parent=parent)


def update(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update the Cyber Assessment Framework from CISO Assistant's library file, or from a checkout that contains it."""
    yield merge_document(root / DOCUMENT, items(located(source, LIBRARY, "the library file")))


SOURCE = Source(
    id="ciso_ncsc_caf",
    title="The NCSC Cyber Assessment Framework 4.0, from CISO Assistant",
    licence="the text is the NCSC's, under the Open Government Licence v3.0",
    states=(State("intuitem/ciso-assistant-community", "f990d7b1", (LIBRARY,)),),
    targets=(DOCUMENT,),
    run=update,
)
