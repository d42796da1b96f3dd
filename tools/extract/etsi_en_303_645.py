"""ETSI EN 303 645, from a public extraction of its provisions.

The extraction contains clause 5. Carried over: provision ids, clause numbers and titles, and the modal verb. The nine
provisions of clause 6, which it leaves out, were read in the standard itself (data/raw/etsi303645v030103p.pdf of the
repository) and are written below. No sentence is carried over: labels are the project's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.extract.common import Changes, Item, located, merge_document, read_source
from tools.extract.source import Source, State

PROVISIONS = "data/extracted/en303645_provisions.json"
DOCUMENT = "data/documents/etsi-en-303-645-3.1.3.yaml"
SECURITY = Item("5", "clause", title="Cyber security provisions for consumer IoT")
DATA_PROTECTION = (
    Item("6", "clause", title="Data protection provisions for consumer IoT"),
    *(
        Item(f"6-{number}", "provision", parent="6", level=level)
        for number, level in (
            ("1", "shall"),
            ("2", "shall"),
            ("3A", "shall"),
            ("3B", "shall"),
            ("4", "should"),
            ("5", "shall"),
            ("6", "shall"),
            ("7", "should"),
            ("8", "should"),
        )
    ),
)


def items(source: Path) -> Iterator[Item]:
    """Yield the clauses and provisions of the standard, in its order."""
    yield SECURITY
    seen: set[str] = set()
    for row in json.loads(read_source(source)):
        clause = row["section_id"]
        if clause not in seen:
            seen.add(clause)
            yield Item(clause, "clause", title=row["title"], parent=SECURITY.id)
        yield Item(row["provision_id"], "provision", parent=clause, level=row["modality"])
    yield from DATA_PROTECTION


def update(source: Path, root: Path) -> Iterable[Changes | int]:
    """Update EN 303 645 from the extracted provisions, or from a checkout that contains them."""
    path = located(source, PROVISIONS, "the JSON file of extracted provisions")
    yield merge_document(root / DOCUMENT, items(path))


SOURCE = Source(
    id="etsi_en_303_645",
    title="ETSI EN 303 645, from a public extraction of its provisions",
    licence="the repository has no licence; the text is ETSI's, all rights reserved",
    states=(State("ashishgurung3579/automated-compliance-mapping", "fb143068", (PROVISIONS,)),),
    targets=(DOCUMENT,),
    run=update,
)
