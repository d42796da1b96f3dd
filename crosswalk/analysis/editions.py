"""From one edition to another: what was kept, changed, added or removed, and which mappings that makes stale."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Any

import networkx as nx

from crosswalk.analysis.catalogue import Provision, document, documents, provisions
from crosswalk.analysis.mappings import NO_TERM, assertions
from crosswalk.errors import CrosswalkError
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

#: What can happen to a provision between two editions, in the order in which it is told.
CHANGES = {
    "kept": "nothing that is held of both differs, but perhaps the number",
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
_LEVELS = ("may", "can", "should", "shall")
_EDITED = "Edited:"
#: These leave the content of the older edition as it was.
_HARMLESS = frozenset({"kept", "renumbered"})


@dataclass(frozen=True, slots=True)
class Change:
    """One provision of the older edition beside its successor; either is None where the other edition lacks it."""

    old: Provision | None
    new: Provision | None
    changes: tuple[str, ...]
    note: str = ""
    stale: tuple[
        str, ...
    ] = ()  #: mappings of the older provision that have to be looked at before the newer takes them over

    def as_json(self) -> dict[str, Any]:
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
    """Two editions, the documents between them (both included), and every provision of either."""

    old: str
    new: str
    via: tuple[str, ...]
    changes: tuple[Change, ...]
    not_compared: tuple[str, ...] = field(default=())  #: what one of the two editions does not tell us

    def counts(self) -> dict[str, int]:
        """Return how many provisions each change met."""
        found = Counter(word for one in self.changes for word in one.changes)
        return {word: found[word] for word in CHANGES if found[word]}

    def as_json(self) -> list[dict[str, Any]]:
        """Return [{"old", "new", "changes", "note", "stale"}], in the order of the older edition, added ones last."""
        return [one.as_json() for one in self.changes]


def diff(crosswalk: Crosswalk, old: str, new: str) -> Diff:
    """Return what became of each provision of `old` in `new`, over the mapping sets that join one edition to the next.

    Only what is held of both editions can be compared: `not_compared` names the rest. Raises CrosswalkError for unknown
    documents, and when no chain of such sets leads from one to the other.

    >>> from crosswalk.store.holder import load
    >>> diff(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1").counts()["reworded"]
    5
    """
    for name in (old, new):
        document(crosswalk, name)
    via, pairs = _chain(crosswalk, old, new)
    before, after = ({one.id: one for one in provisions(crosswalk, name)} for name in (old, new))
    kinds = {before[one].kind for one, _ in pairs if one in before} | {
        after[two].kind for _, two in pairs if two in after
    }
    stale = _mappings_of(crosswalk, old, via)
    successors = Counter(one for one, _ in pairs)
    predecessors = Counter(two for _, two in pairs)
    told = []
    for (one, two), note in pairs.items():
        if one in before and two in after:
            words = _compared(before[one], after[two], note)
            words += ["split"] if successors[one] > 1 else []
            words += ["merged"] if predecessors[two] > 1 else []
            told.append(_change(before[one], after[two], words, note, stale))
    told += [
        Change(one, None, ("removed",), "", tuple(stale[one.id]))
        for one in before.values()
        if one.id not in successors and one.kind in kinds
    ]
    order = {name: place for place, name in enumerate(before)}
    told.sort(key=lambda change: order[change.old.id] if change.old else 0)
    told += [
        Change(None, two, ("added",)) for two in after.values() if two.id not in predecessors and two.kind in kinds
    ]
    return Diff(old, new, tuple(via), tuple(told), _not_compared(told))


def _change(old: Provision, new: Provision, words: list[str], note: str, stale: dict[str, list[str]]) -> Change:
    if not words or words == ["renumbered"]:
        words = ["kept", *words]
    touched = set(words) - _HARMLESS
    return Change(
        old, new, tuple(word for word in CHANGES if word in words), note, tuple(stale[old.id] if touched else ())
    )


def _compared(old: Provision, new: Provision, note: str) -> list[str]:
    told = []
    if old.id.partition(":")[2] != new.id.partition(":")[2]:
        told.append("renumbered")
    if _plain(old.label) != _plain(new.label):
        told.append("retitled")
    if _EDITED in note or (old.summary and new.summary and old.summary != new.summary):
        told.append("reworded")
    if old.level and new.level and old.level != new.level:
        told.append("strengthened" if _rank(new.level) > _rank(old.level) else "weakened")
    if old.roles and new.roles and old.roles != new.roles:
        told.append("roles-changed")
    return told


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def _rank(level: str) -> int:
    return _LEVELS.index(level) if level in _LEVELS else -1


def _not_compared(told: Iterable[Change]) -> tuple[str, ...]:
    """Return what no pair lets us compare, because one of the two editions does not say it, or we do not hold it."""
    pairs = [(one.old, one.new) for one in told if one.old and one.new]
    known = {
        "wording": any(old.summary and new.summary for old, new in pairs),
        "level": any(old.level and new.level for old, new in pairs),
        "roles": any(old.roles and new.roles for old, new in pairs),
    }
    return tuple(name for name, is_known in known.items() if not is_known)


def edition_graph(crosswalk: Crosswalk) -> nx.DiGraph:
    """Return older document → newer document, wherever one replaces or was made from the other and a mapping set says
    which provision took the place of which; the edge holds them as `rows` {(old, new): comment}.
    """
    if "editions" not in crosswalk.answers:
        graph = nx.DiGraph()
        for row in ask(crosswalk, "edition-rows").records():
            if not graph.has_edge(row["older"], row["newer"]):
                graph.add_edge(row["older"], row["newer"], rows={})
            graph[row["older"]][row["newer"]]["rows"][row["old"], row["new"]] = row["comment"] or ""
        crosswalk.answers["editions"] = graph
    found: nx.DiGraph = crosswalk.answers["editions"]
    return found


Followed = dict[tuple[str, str], str]


def _chain(crosswalk: Crosswalk, old: str, new: str) -> tuple[list[str], Followed]:
    """Return the shortest chain of editions that leads any provision through, and (old, new) → comments on the way."""
    if old == new:
        raise CrosswalkError(f"Both editions are {old}; name two.")
    graph = edition_graph(crosswalk)
    if graph.has_node(old) and graph.has_node(new):
        for via in sorted(nx.all_simple_paths(graph, old, new), key=len):
            if followed := reduce(_onward, (graph[a][b]["rows"] for a, b in pairwise(via))):
                return via, followed
    pairs = "; ".join(f"{a} to {b}" for a, b in sorted(graph.edges))
    turned = graph.has_node(old) and graph.has_node(new) and nx.has_path(graph, new, old)
    hint = " Give the older edition first." if turned else f" Known: {pairs}."
    raise CrosswalkError(f"No mapping set says what of {old} became what in {new}.{hint}")


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
    """Return provision → the mappings of it that somebody made, but for those that join the editions themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    for told in assertions(crosswalk, old):
        if told.object_document not in via and told.object != NO_TERM:
            found[told.subject].append(f"{told.mapping_set}: {told.subject} {told.relation} {told.object}")
    return found


def stale_mappings(crosswalk: Crosswalk) -> Iterator[dict[str, Any]]:
    """Yield {"mapping", "mapping_set", "subject", "object", "changed"} of every mapping one of whose ends reads
    otherwise than when the mapping was made or last reviewed, by the hashes that the mapping keeps.
    """
    yield from ask(crosswalk, "stale-mappings").records()


def edition_pairs(crosswalk: Crosswalk) -> list[tuple[str, str]]:
    """Return every (older, newer) that `diff` can tell of, over any number of steps, nearest first.

    >>> from crosswalk.store.holder import load
    >>> ("dsit-ai-code-draft-2024", "etsi-en-304-223-2.1.1") in edition_pairs(load())
    True
    """
    graph = edition_graph(crosswalk)
    order = [entry["id"] for entry in documents(crosswalk)]
    return [
        (old, new)
        for old in sorted(graph, key=order.index)
        for new, steps in sorted(nx.single_source_shortest_path_length(graph, old).items(), key=lambda one: one[1])
        if steps
    ]
