"""Small mapping sets between five small documents, written for one test each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import crosswalk
from crosswalk.analysis.coverage import Coverage
from crosswalk.store.holder import Crosswalk

FOLDER = Path(__file__).parent / "inputs" / "rows"
BASE = "https://w3id.org/ai-security-crosswalk"
_HEADER = """#mapping_set_id: {base}/set/{name}
#mapping_set_title: Test set
#license: https://creativecommons.org/licenses/by/4.0/
#creator_label: field test
#mapping_date: "2026-11-22"
#subject_source: {base}/doc/{subject}
#object_source: {base}/doc/{target}
subject_id	predicate_id	predicate_modifier	object_id	mapping_justification	comment
"""


def write_set(folder: Path, name: str, rows: Sequence[str], layer: str = "curated") -> Path:
    """Write a mapping set; a row is subject, predicate (with “Not ” before it where it denies) and object."""
    subject, _, target = name.partition("--")
    text = _HEADER.format(base=BASE, name=name, subject=subject, target=target.removesuffix(".zed"))
    if layer == "published":
        text = text.replace("#mapping_date", f"#mapping_provider: {BASE}/org/zed-body\n#mapping_date")
    for row in rows:
        one, *denied, predicate, other = row.split()
        comment = "Own reason."
        text += f"{one}\t{predicate}\t{''.join(denied)}\t{other}\tsemapv:ManualMappingCuration\t{comment}\n"
    path = folder / "mappings" / layer / f"{name}.sssom.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def crosswalk_of(folder: Path, **sets: Sequence[str]) -> Crosswalk:
    """Return the five documents with sets such as `aaa__bbb=["aaa-1.0:1 skos:exactMatch bbb-1.0:B-1"]`; a name that
    ends in `__published` is a set of zed-body.
    """
    for name, rows in sets.items():
        subject, target, *published = name.split("__")
        full = f"{subject}-1.0--{target}-1.0{'.zed' if published else ''}"
        write_set(folder, full, rows, "published" if published else "curated")
    return crosswalk.load([FOLDER, folder], only_data=True)


def statuses(xw: Crosswalk, focal: str, reference: str, *, derived: bool = True) -> dict[str, str]:
    """Return the status of each unit of the pair that somebody said something about."""
    [found] = crosswalk.coverage(xw, focal, reference, derived=derived)
    assert sum(found.counts.values()) == found.total
    return {
        answer.provision.id.split(":")[1]: answer.status.value
        for answer in found.answers
        if answer.status != "unmapped" or answer.mappings or answer.through or answer.conflicts
    }


def relations(found: Coverage, provision: str) -> list[tuple[str, str]]:
    """Return (relation, object) of the mappings of one unit."""
    [answer] = [answer for answer in found.answers if answer.provision.id == provision]
    return [(row.relation, row.object) for row in answer.mappings]
