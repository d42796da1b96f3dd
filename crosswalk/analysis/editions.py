"""From one edition to another: what was kept, changed, added or removed, and which mappings that makes stale."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

import networkx as nx

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Provision, documents, provision_index
from crosswalk.analysis.mappings import assertions
from crosswalk.errors import UsageError
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered
from crosswalk.vocabulary import level_rank

#: What can happen to a provision between two editions, in the order in which it is listed.
CHANGES = {
    "kept": "everything that both editions state is the same, except perhaps the number",
    "renumbered": "another number",
    "retitled": "another title or label",
    "reworded": "the mapping says that it was edited, or our summaries of the two differ",
    "strengthened": "a higher normative level",
    "weakened": "a lower normative level",
    "roles-changed": "addressed to other roles",
    "split": "several provisions take its place",
    "merged": "it takes the place of several",
    "added": "only in the newer edition",
    "removed": "only in the older edition",
}
#: Each change belongs to one of these.
GROUPS = ("changed", "added", "removed", "kept")
_EDITED = "Edited:"
#: These leave the content of the older edition as it was.
_HARMLESS = frozenset({"kept", "renumbered"})


@dataclass(frozen=True, slots=True)
class Change:
    """One provision of the older edition and its successor; either is None where that edition lacks it."""

    old: Provision | None
    new: Provision | None
    changes: tuple[str, ...]
    note: str = ""
    #: mappings of the older provision to review before they are used for the newer one
    stale: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """Which one of `GROUPS` it belongs to."""
        for group in ("kept", "added", "removed"):
            if group in self.changes:
                return group
        return "changed"

    @property
    def is_kept(self) -> bool:
        """True where nothing has changed but perhaps the number."""
        return self.group == "kept"

    def as_json(self) -> Json:
        """Return {"old", "new", "changes", "note", "stale"}."""
        return {
            "old": self.old.id if self.old else None,
            "new": self.new.id if self.new else None,
            "changes": list(self.changes),
            "note": self.note,
            "stale": list(self.stale),
        }


@dataclass(frozen=True, slots=True)
class Diff:
    """What became of every provision of `old` in `new`; `via` are the editions on the way, both included.

    >>> from crosswalk.store.holder import load
    >>> diff(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").via[0]
    'dsit-ai-code-2025'
    """

    old: str
    new: str
    via: tuple[str, ...]
    changes: tuple[Change, ...] = field(repr=False)
    not_compared: tuple[str, ...] = ()  #: what one of the two editions does not state

    def counts(self) -> dict[str, int]:
        """Return how many provisions have each change; one that has several counts for each of them."""
        numbers = Counter(word for change in self.changes for word in change.changes)
        return {word: numbers[word] for word in CHANGES if numbers[word]}

    def groups(self) -> dict[str, int]:
        """Return how many of the changes belong to each group; each counts once.

        >>> from crosswalk.store.holder import load
        >>> diff(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").groups()["kept"]
        67
        """
        numbers = Counter(change.group for change in self.changes)
        return {group: numbers[group] for group in GROUPS}

    def as_json(self) -> list[Json]:
        """Return [{"old", "new", "changes", "note", "stale"}]: what has changed, in the order of the older edition,
        what was added, and at last what was kept.
        """
        return [change.as_json() for change in self.changes]


@remembered
def diff(crosswalk: Crosswalk, old: str, new: str) -> Diff:
    """Return what became of each provision of `old` in `new`, along the mapping sets that join one edition to the next.

    Only what both editions state can be compared; `not_compared` names the rest. Headings of what is counted are left
    out, unless nothing else is known. Raises UnknownId for an unknown document, and UsageError when no chain of such
    sets leads from one edition to the other.

    >>> from crosswalk.store.holder import load
    >>> diff(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").counts()["reworded"]
    5
    """
    before, after = (provision_index(crosswalk, name) for name in (old, new))
    via, pairs = _chain(crosswalk, old, new)
    headings = {*_headings(before), *_headings(after)}
    pairs = {pair: note for pair, note in pairs.items() if not headings & {*pair}} or pairs  # or nothing else is known
    kinds = {before[end].kind for end, _ in pairs if end in before} | {
        after[end].kind for _, end in pairs if end in after
    }
    stale = _mappings_of(crosswalk, old, via)
    successors = Counter(end for end, _ in pairs)
    predecessors = Counter(end for _, end in pairs)
    changes = []
    for (former, latter), note in pairs.items():
        if former in before and latter in after:
            words = _compared(before[former], after[latter], note)
            words += ["split"] if successors[former] > 1 else []
            words += ["merged"] if predecessors[latter] > 1 else []
            changes.append(_change(before[former], after[latter], words, note, stale))
    changes += [
        Change(provision, None, ("removed",), "", tuple(stale[provision.id]))
        for provision in before.values()
        if provision.id not in successors and provision.kind in kinds
    ]
    order = {name: place for place, name in enumerate(before)}
    changes.sort(key=lambda change: order[change.old.id] if change.old else 0)
    changes += [
        Change(None, provision, ("added",))
        for provision in after.values()
        if provision.id not in predecessors and provision.kind in kinds
    ]
    changes.sort(key=lambda change: change.group == "kept")  # what has changed is what people look for
    return Diff(old, new, tuple(via), tuple(changes), _not_compared(changes))


def _headings(known: Mapping[str, Provision]) -> Iterator[str]:
    """Yield what is not counted itself and has provisions below it that are."""
    parents = {one.parent for one in known.values() if one.assessable}
    return (name for name, one in known.items() if name in parents and not one.assessable)


def _change(old: Provision, new: Provision, words: list[str], note: str, stale: dict[str, list[str]]) -> Change:
    if not words or words == ["renumbered"]:
        words = ["kept", *words]
    touched = set(words) - _HARMLESS
    return Change(
        old, new, tuple(word for word in CHANGES if word in words), note, tuple(stale[old.id] if touched else ())
    )


def _compared(old: Provision, new: Provision, note: str) -> list[str]:
    words = []
    if ids.split(old.id)[1] != ids.split(new.id)[1]:
        words.append("renumbered")
    if _plain(old.label) != _plain(new.label):
        words.append("retitled")
    if _EDITED in note or (old.summary and new.summary and old.summary != new.summary):
        words.append("reworded")
    if old.level and new.level and old.level != new.level:
        words.append("strengthened" if level_rank(new.level) < level_rank(old.level) else "weakened")
    if old.roles and new.roles and old.roles != new.roles:
        words.append("roles-changed")
    return words


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def _not_compared(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return what cannot be compared for any pair, because one of the two editions does not state it."""
    pairs = [(change.old, change.new) for change in changes if change.old and change.new]
    known = {
        "wording": any(old.summary and new.summary for old, new in pairs),
        "level": any(old.level and new.level for old, new in pairs),
        "roles": any(old.roles and new.roles for old, new in pairs),
    }
    return tuple(name for name, is_known in known.items() if not is_known)


@dataclass(frozen=True, slots=True)
class _EditionRow:
    older: str
    newer: str
    old: str
    new: str
    comment: str | None


@remembered
def edition_graph(crosswalk: Crosswalk) -> nx.DiGraph:
    """Return older document → newer document, wherever one replaces or was made from the other and a mapping set says
    which provision replaced which. Each edge has them as `rows` {(old, new): comment}. It is frozen.
    """
    graph = nx.DiGraph()
    for row in ask(crosswalk, "edition-rows").into(_EditionRow):
        if not graph.has_edge(row.older, row.newer):
            graph.add_edge(row.older, row.newer, rows={})
        graph[row.older][row.newer]["rows"][row.old, row.new] = row.comment or ""
    return nx.freeze(graph)


Followed = dict[tuple[str, str], str]


def _chain(crosswalk: Crosswalk, old: str, new: str) -> tuple[list[str], Followed]:
    """Return the shortest chain of editions along which any provision survives, and (old, new) → comments on the
    way.
    """
    if old == new:
        raise UsageError(f"Both editions are {old}; name two.")
    graph = edition_graph(crosswalk)
    if graph.has_node(old) and graph.has_node(new):
        for via in sorted(nx.all_simple_paths(graph, old, new), key=len):
            if followed := reduce(_onward, (graph[a][b]["rows"] for a, b in pairwise(via))):
                return via, followed
    pairs = "; ".join(f"{a} to {b}" for a, b in sorted(graph.edges))
    turned = graph.has_node(old) and graph.has_node(new) and nx.has_path(graph, new, old)
    hint = " Give the older edition first." if turned else f" Known: {pairs}."
    raise UsageError(f"No mapping set says what became of {old} in {new}.{hint}")


def _onward(first: Followed, then: Followed) -> Followed:
    by_old: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (old, new), comment in then.items():
        by_old[old].append((new, comment))
    return {
        (old, new): " ".join(dict.fromkeys(filter(None, (said, comment))))
        for (old, middle), said in first.items()
        for new, comment in by_old[middle]
    }


def _mappings_of(crosswalk: Crosswalk, old: str, via: list[str]) -> dict[str, list[str]]:
    """Return provision → its asserted mappings, except those that join the editions themselves."""
    by_provision: dict[str, list[str]] = defaultdict(list)
    for assertion in assertions(crosswalk, old):
        if assertion.object_document not in via and not assertion.nothing_found:
            by_provision[assertion.subject].append(
                f"{assertion.mapping_set}: {assertion.subject} {assertion.relation} {assertion.object}"
            )
    return by_provision


@dataclass(frozen=True, slots=True)
class StaleMapping:
    """A mapping of which one end has changed since it was made or last reviewed, as its hashes show."""

    mapping: str
    mapping_set: str
    subject: str
    object: str
    changed: str  #: subject or object


def stale_mappings(crosswalk: Crosswalk) -> list[StaleMapping]:
    """Return every mapping of which an end has changed since it was made or last reviewed, one entry per end."""
    return list(ask(crosswalk, "stale-mappings").into(StaleMapping))


def edition_pairs(crosswalk: Crosswalk) -> list[tuple[str, str]]:
    """Return every (older, newer) pair that `diff` can compare, over any number of steps, nearest first.

    >>> from crosswalk.store.holder import load
    >>> ("dsit-ai-code-draft-2024", "etsi-en-304-223-2.1.1") in edition_pairs(load())
    True
    """
    graph = edition_graph(crosswalk)
    order = [entry.id for entry in documents(crosswalk)]
    return [
        (old, new)
        for old in sorted(graph, key=order.index)
        for new, steps in sorted(nx.single_source_shortest_path_length(graph, old).items(), key=lambda step: step[1])
        if steps
    ]
