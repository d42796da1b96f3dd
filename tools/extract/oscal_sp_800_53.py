"""NIST SP 800-53, from the OSCAL catalogue that NIST publishes.

Give the catalogue of NIST's repository (the first state below) or a checkout of it. Release 5.2.0 was read from two
public copies of what that catalogue (tag v1.5.0, last modified 11 May 2026) contains, put together again in the form of
OSCAL: one names the release and the digest of the catalogue, the other has the families and the order. Both contain the
same 1014 ids and titles. The reader was tried on NIST's own catalogue of Release 5.0.1 and its baselines of Release
5.1.1 too.

Writes data/documents/nist-sp-800-53-<release>.yaml, for the release that the catalogue names: families, controls and
control enhancements with their official titles. What is withdrawn is left out, unless the file has it already, because
somebody maps to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import Changes, Item, SourceError, load_yaml, located, merge_document, read_source
from tools.extract.source import Source, State

CATALOG = "nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json"


def update(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update NIST SP 800-53 from its OSCAL catalogue."""
    path = located(source, CATALOG, "the catalogue")
    catalog = json.loads(read_source(path)).get("catalog")
    if catalog is None:
        raise SourceError(f"{path} is not an OSCAL catalogue.")
    release = str(catalog["metadata"]["version"]).partition("+")[0]
    target = root / "data" / "documents" / f"nist-sp-800-53-{release}.yaml"
    yield merge_document(target, items(catalog, _withdrawn_in(target)))


def _withdrawn_in(target: Path) -> frozenset[str]:
    """Return the ids that the file calls withdrawn."""
    content = load_yaml(target) if target.is_file() else {}
    return frozenset(entry["id"] for entry in content.get("provisions", ()) if entry.get("withdrawn"))


def items(catalog: dict[str, Any], held: frozenset[str]) -> Iterator[Item]:
    """Yield each family and its controls, each followed by its enhancements; of withdrawn ones only those `held`."""
    for group in catalog["groups"]:
        family = group["id"].upper()
        yield Item(family, "family", title=group["title"].strip())
        for control in group["controls"]:
            yield from _controls(control, "control", family, held)


def _controls(control: dict[str, Any], kind: str, parent: str, held: frozenset[str]) -> Iterator[Item]:
    local = printed(control["id"])
    if _is_withdrawn(control) and local not in held:
        return
    yield Item(local, kind, title=control["title"].strip(), parent=parent)
    for enhancement in control.get("controls", ()):
        yield from _controls(enhancement, "enhancement", local, held)


def _is_withdrawn(control: dict[str, Any]) -> bool:
    return any(prop["name"] == "status" and prop["value"].lower() == "withdrawn" for prop in control.get("props", ()))


def printed(local: str) -> str:
    """Return an OSCAL id as SP 800-53 prints it.

    >>> printed("ac-2.1"), printed("ac-2")
    ('AC-2(1)', 'AC-2')
    """
    control, dot, enhancement = local.upper().partition(".")
    return f"{control}({enhancement})" if dot else control


SOURCE = Source(
    id="oscal_sp_800_53",
    title="NIST SP 800-53 Release 5.2.0, as an OSCAL catalogue",
    licence="a work of the US government, in the public domain",
    states=(
        State("usnistgov/oscal-content", "v1.5.0", (CATALOG,)),
        State("msaad00/agent-bom", "9910e29e", ("src/agent_bom/data/nist_800_53_rev5_catalog.json",)),
        State("ti994a/compliance", "897aef57", ("data/controls/json/NIST_SP-800-53_rev5_catalog.jsonl",)),
    ),
    targets=("data/documents/nist-sp-800-53-5.2.0.yaml",),
    run=update,
)
