"""A made-up crosswalk of any size, in source files of the shape of the shipped ones: the same files for the same seed.

Joined to what ships, `crosswalk.load([folder])`, six copies' worth make a graph of seven times the statements. A
quarter of the mapping sets start from the Code, so that questions about one document grow as well. Every word is made
of a few syllables; nothing is anybody's standard.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import crosswalk
from crosswalk import ids

FOCAL = "dsit-ai-code-2025"
#: What one copy's worth has; the shipped folders have about as much.
LOADED, CITED, PROVISIONS, SETS, ROWS, ORGANISATIONS, ITEMS = 56, 175, 84, 49, 130, 93, 87
#: Rows with a comment, and ends that read otherwise than when the row was made, of those that keep a hash.
COMMENTED, STALE = 0.32, 0.03
SYLLABLES = ("ra", "me", "no", "si", "tu", "val", "ker", "lin", "dos", "pra", "mir", "ten", "cor", "bal", "ist", "ou")
KINDS = ("requirement", "control", "risk", "technique", "measure")
STAGES = ("proposal", "committee", "enquiry", "approval", "publication")
#: SSSOM predicate and modifier with how many of a thousand rows have it, as in the shipped sets.
PREDICATES = {
    ("skos:closeMatch", ""): 383,
    ("cw:mitigates", ""): 321,
    ("skos:relatedMatch", ""): 112,
    ("dcterms:references", ""): 70,
    ("none", ""): 57,
    ("skos:broadMatch", ""): 27,
    ("skos:exactMatch", ""): 18,
    ("skos:narrowMatch", ""): 8,
    ("skos:relatedMatch", "Not"): 4,
}
#: The same for the rows of `write_rows`, of a hundred.
OWN = {
    "skos:closeMatch": 60,
    "skos:relatedMatch": 20,
    "dcterms:references": 8,
    "skos:broadMatch": 5,
    "skos:narrowMatch": 5,
    "skos:exactMatch": 2,
}
EXTENSIONS = """#extension_definitions:
#  - slot_name: subject_hash
#    property: https://w3id.org/ai-security-crosswalk/ns#subjectHash
#    type_hint: xsd:string
#  - slot_name: object_hash
#    property: https://w3id.org/ai-security-crosswalk/ns#objectHash
#    type_hint: xsd:string
"""
COLUMNS = (
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tcomment\tsubject_hash\tobject_hash"
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was written: the folder to load, and the ids of its documents that have provisions."""

    folder: Path
    documents: list[str]


def write(folder: Path, copies: int = 6, seed: int = 1) -> MadeUp:
    """Write a made-up crosswalk of so many copies' worth into an empty folder and return what was written."""
    chance = random.Random(seed)
    for name in ("data/documents", "data/work-items", "mappings/curated"):
        (folder / name).mkdir(parents=True)
    loaded = [f"made-up-{number}-1.0" for number in range(LOADED * copies)]
    for number, document in enumerate(loaded):
        older = loaded[number - 1] if number % 6 == 5 else None
        _save(folder / f"data/documents/{document}.yaml", _document(chance, document, older))
    for number in range(CITED * copies):
        document = f"cited-{number}-1.0"
        _save(folder / f"data/documents/{document}.yaml", _head(chance, document, None, 0))
    _save(folder / "data/organisations.yaml", (_organisation(chance, n) for n in range(ORGANISATIONS * copies)))
    _save(folder / "data/work-items/made-up.yaml", (_work_item(chance, number) for number in range(ITEMS * copies)))
    hashes = _hashes(folder)
    provisions: dict[str, list[str]] = {}
    for provision in hashes:
        provisions.setdefault(provision.partition(":")[0], []).append(provision)
    for number in range(SETS * copies):
        pair = _pair(chance, number, loaded)
        name = f"{pair[0]}--{pair[1]}.n{number}"
        rows = _rows(chance, number, [provisions[document] for document in pair], hashes)
        _save(folder / f"mappings/curated/{name}.sssom.tsv", (_set_head(chance, name, pair), *rows))
    return MadeUp(folder, loaded)


def write_rows(folder: Path, rows: int, sets: int = 1, seed: int = 1) -> MadeUp:
    """Write documents of 1,000 provisions, two of them for one mapping set and twelve for more, and sets of so many
    rows together, each with a reason. The folder need not be empty; return what was written.
    """
    chance = random.Random(seed)
    for name in ("data/documents", "mappings/curated"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    written = [f"own-{number}-1.0" for number in range(2 if sets == 1 else 12)]
    for document in written:
        _save(folder / f"data/documents/{document}.yaml", _own_document(chance, document))
    for number in range(sets):
        ends = written if sets == 1 else chance.sample(written, 2)
        name = f"{ends[0]}--{ends[1]}.n{number}"
        pairs: set[tuple[str, str]] = set()
        while len(pairs) < rows // sets:
            subject, target = (f"{end}:{chance.randint(1, 50)}.{chance.randint(1, 20)}" for end in ends)
            pairs.add((subject, target))
        columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
        predicates = chance.choices(list(OWN), list(OWN.values()), k=len(pairs))
        lines = (
            f"{subject}\t{predicate}\t{target}\tsemapv:ManualMappingCuration\t{_words(chance, 14)}\n"
            for (subject, target), predicate in zip(sorted(pairs), predicates, strict=True)
        )
        _save(folder / f"mappings/curated/{name}.sssom.tsv", (_own_head(chance, name, ends), columns, *lines))
    return MadeUp(folder, written)


def _own_document(chance: random.Random, document: str) -> Iterator[str]:
    yield f"id: {document}\ntitle: {_words(chance, 6)}\nversion: '1.0'\npublisher: dsit\ndate: 2026-01-01\n"
    yield "status: {stage: published, as_of: 2026-01-01, seen: primary}\nrights: not stated\ntext_policy: own-words\n"
    yield "hierarchy: groups\nassessable: [requirement]\nloaded: 1000\ntotal: 1000\nprovisions:\n"
    for heading in range(1, 51):
        yield f'- {{id: "{heading}", label: {_words(chance, 4)}, kind: group}}\n'
        for leaf in range(1, 21):
            words = f"label: {_words(chance, 5)}, summary: {_words(chance, 18)}"
            yield f'- {{id: "{heading}.{leaf}", {words}, kind: requirement, parent: "{heading}"}}\n'


def _own_head(chance: random.Random, name: str, ends: Sequence[str]) -> str:
    return (
        f"#mapping_set_id: {ids.SET}{name}\n#mapping_set_title: {_words(chance, 6)}\n"
        "#license: https://creativecommons.org/licenses/by/4.0/\n#creator_label: a made-up author\n"
        f"#subject_source: {ids.DOC}{ends[0]}\n#object_source: {ids.DOC}{ends[1]}\n"
        '#mapping_date: "2026-01-01"\n'
    )


def _save(path: Path, parts: Iterator[str] | Sequence[str]) -> None:
    path.write_text("".join(parts), encoding="utf-8")


def _words(chance: random.Random, number: int) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(number))
    return " ".join(words).capitalize()


def _head(chance: random.Random, document: str, older: str | None, provisions: int) -> Iterator[str]:
    yield f"id: {document}\ntitle: {_words(chance, 6)}\nversion: '1.0'\n"
    yield f"publisher: made-up-{chance.randrange(ORGANISATIONS)}\n"
    yield f"date: 20{chance.randint(10, 26)}-0{chance.randint(1, 9)}\n"
    yield "status: {stage: published, as_of: 2026-01-01, seen: primary}\nrights: not stated\ntext_policy: own-words\n"
    yield f"hierarchy: {chance.choice(('parts', 'groups'))}\nloaded: {provisions}\n"
    if older:
        yield f"replaces: [{older}]\n"


def _document(chance: random.Random, document: str, older: str | None) -> Iterator[str]:
    headings = range(1, PROVISIONS // 12 + 1)
    leaves = [(heading, leaf) for heading in headings for leaf in range(1, 12)]
    kind = chance.choice(KINDS)
    yield from _head(chance, document, older, len(leaves))
    yield f"assessable: [{kind}]\ntotal: {len(leaves)}\nprovisions:\n"
    for heading in headings:
        yield f'- {{id: "{heading}", label: {_words(chance, 4)}, kind: group}}\n'
    for heading, leaf in leaves:
        yield f'- {{id: "{heading}.{leaf}", label: {_words(chance, 5)}, kind: {kind}, parent: "{heading}"'
        if chance.random() < 0.35:
            yield f", summary: {_words(chance, 18)}"
        if chance.random() < 0.11:
            level = chance.choice(("shall", "should", "may"))
            yield f", level: {level}, roles: [developer, system-operator], phase: secure-design"
        yield "}\n"


def _organisation(chance: random.Random, number: int) -> str:
    return f"- {{id: made-up-{number}, name: {_words(chance, 4)}, kind: company, country: GB}}\n"


def _work_item(chance: random.Random, number: int) -> str:
    reached = STAGES[: chance.randint(1, 2)]
    stages = ", ".join(
        f"{{stage: {stage}, date: 20{20 + place}-05, as_of: 2026-01-01, seen: primary}}"
        for place, stage in enumerate(reached)
    )
    return (
        f"- {{id: made-up-item-{number}, number: M {number}, title: {_words(chance, 6)}, "
        f"body: made-up-{number % ORGANISATIONS}, becomes: made-up-{number}-1.0, stages: [{stages}]}}\n"
    )


def _hashes(folder: Path) -> dict[str, str]:
    """Return provision → the hash of what it reads, of the made-up documents and the Code."""
    known = crosswalk.load([folder])
    solutions = known.store.query(f"SELECT ?provision ?hash {{ ?provision <{ids.NS}contentHash> ?hash }}")
    hashes = {ids.short(row["provision"].value): row["hash"].value for row in solutions}
    ours = ("made-up-", f"{FOCAL}:")
    return {provision: hashes[provision] for provision in sorted(hashes) if provision.startswith(ours)}


def _pair(chance: random.Random, number: int, loaded: Sequence[str]) -> tuple[str, str]:
    """Return the documents that a set joins: every sixth an older and a newer edition, every fourth from the Code."""
    if number % 6 == 5:
        newer = chance.randrange(5, len(loaded), 6)
        return loaded[newer - 1], loaded[newer]
    first, second = chance.sample(loaded, 2)
    return (FOCAL if number % 4 == 0 else first), second


def _set_head(chance: random.Random, name: str, pair: tuple[str, str]) -> str:
    sources = "".join(
        f"#{end}_source: {ids.DOC}{document}\n" for end, document in zip(("subject", "object"), pair, strict=True)
    )
    return (
        f"#mapping_set_id: {ids.SET}{name}\n#mapping_set_title: {_words(chance, 6)}\n"
        "#license: https://creativecommons.org/licenses/by/4.0/\n#creator_label: crosswalk project\n"
        f'#mapping_date: "2026-01-01"\n{sources}{EXTENSIONS}{COLUMNS}\n'
    )


def _rows(
    chance: random.Random, number: int, ends: Sequence[Sequence[str]], hashes: Mapping[str, str]
) -> Iterator[str]:
    kinds, weights = list(PREDICATES), list(PREDICATES.values())
    pairs = {(chance.choice(ends[0]), chance.choice(ends[1])) for _ in range(ROWS)}
    written: set[tuple[str, str]] = set()
    for subject, target in sorted(pairs):
        predicate, modifier = chance.choices(kinds, weights)[0]
        if number % 6 == 5 and chance.random() < 0.5:
            predicate, modifier = "dcterms:isReplacedBy", ""
        if predicate == "none":
            predicate, target = "skos:relatedMatch", "sssom:NoTermFound"
        if (subject, target) in written:
            continue
        written.add((subject, target))
        stamps = [_stamp(chance, hashes.get(end, "")) if number % 6 == 0 else "" for end in (subject, target)]
        comment = _words(chance, 14) if chance.random() < COMMENTED else ""
        cells = (subject, predicate, modifier, target, "semapv:ManualMappingCuration", comment, *stamps)
        yield "\t".join(cells) + "\n"


def _stamp(chance: random.Random, now: str) -> str:
    """Return the hash of an end as a row keeps it, which for a few is not what the end reads now."""
    return "0" * len(now) if chance.random() < STALE else now
