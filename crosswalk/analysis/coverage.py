"""The answer for each focal provision against each reference document: exactly one of six statuses (design §5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswalk.algebra import phrase
from crosswalk.analysis.catalogue import Filters, Provision, document, documents, provisions
from crosswalk.analysis.derive import GRADE, MAX_HOPS, Derived, derive
from crosswalk.analysis.headings import under
from crosswalk.analysis.mappings import SET_RELATIONS, Assertion, assertions
from crosswalk.errors import CrosswalkError
from crosswalk.store.holder import Crosswalk

STATUSES = ("covered", "partial", "derived", "cited", "no-counterpart", "unmapped")
#: What each status means, in the words that every screen uses.
MEANINGS = {
    "covered": "asserted equal, or inside a provision of the other document",
    "partial": "asserted to contain it, to overlap with it, or to be related (kind not stated)",
    "derived": "nobody asserts it, but an overlap is proved along a path of mappings",
    "cited": "only a citation, or an association without set meaning",
    "no-counterpart": "somebody looked at the whole document and found nothing",
    "unmapped": "nobody has looked yet",
}
_RANK = {
    "equal": 0,
    "subset-of": 0,
    "superset-of": 1,
    "intersects-with": 1,
    "related": 1,
    "no-counterpart": 3,
    "no-relationship": 5,
}
#: After "no counterpart": a finding about overlap outweighs a citation, which says nothing about it (decision 15).
_ASSOCIATION_RANK = 4
_BY_RANK = {0: "covered", 1: "partial", 3: "no-counterpart", 4: "cited", 5: "unmapped"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One focal provision against one reference document."""

    provision: Provision
    status: str
    mappings: tuple[Assertion, ...]
    derived: tuple[Derived, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return {"id", "level", "status", "mappings"}."""
        mappings = [mapping.as_json() for mapping in self.mappings]
        if self.status == "derived":
            mappings += [
                {"object": one.object, "relation": phrase(one.mask), "mapping_set": None, "grade": GRADE}
                for one in self.derived
            ]
        return {"id": self.provision.id, "level": self.provision.level, "status": self.status, "mappings": mappings}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A focal document against one reference document; the counts always sum to `total`."""

    focal: str
    reference: str
    answers: tuple[Answer, ...]
    loaded: int = 0  #: how many assessable provisions of the reference document are in our copy ...
    loaded_of: int | None = None  #: ... of the publisher's number, where we know it

    @property
    def total(self) -> int:
        """The number of assessable focal provisions that pass the filters."""
        return len(self.answers)

    @property
    def counts(self) -> dict[str, int]:
        """How many provisions have each status; every status is there, also with 0."""
        found = Counter(answer.status for answer in self.answers)
        return {status: found[status] for status in STATUSES}

    def records(self) -> list[dict[str, Any]]:
        """Return rows for a spreadsheet: one for each mapping of each provision, one for a provision without any."""
        return [
            {
                "focal": self.focal,
                "reference": self.reference,
                "id": answer["id"],
                "level": answer["level"],
                "status": answer["status"],
                "object": mapping.get("object"),
                "relation": mapping.get("relation"),
                "mapping_set": mapping.get("mapping_set"),
                "grade": mapping.get("grade"),
                "inherited": "yes" if mapping.get("inherited") else "",
            }
            for answer in self.as_json()["provisions"]
            for mapping in answer["mappings"] or [{}]
        ]

    def as_json(self) -> dict[str, Any]:
        """Return {"focal", "reference", "total", "counts", "provisions"}."""
        return {
            "focal": self.focal,
            "reference": self.reference,
            "total": self.total,
            "counts": self.counts,
            "provisions": [answer.as_json() for answer in self.answers],
        }


def coverage(
    crosswalk: Crosswalk,
    focal: str,
    references: Sequence[str] = (),
    *,
    filters: Filters | None = None,
    derived: bool = True,
    max_hops: int = MAX_HOPS,
    kinds: Collection[str] = (),
) -> list[Coverage]:
    """Return the coverage of `focal` by each reference document; by default by every loaded or directly mapped one.

    What is counted are the assessable provisions, or those of the given kinds.

    Raises CrosswalkError for an unknown document, or a focal document of which nothing assessable is loaded.

    >>> from crosswalk.store.holder import load
    >>> [one] = coverage(load(), "dsit-ai-code-2025", ["ncsc-secure-ai-2023"])
    >>> one.total, sum(one.counts.values())
    (72, 72)
    """
    counted = focal_provisions(crosswalk, focal, filters or Filters(), kinds)
    told = list(assertions(crosswalk, focal))
    chosen = list(dict.fromkeys(references)) or default_references(crosswalk, focal, told)
    everything = {entry["id"]: entry for entry in documents(crosswalk)}
    known = {reference: everything.get(reference) or document(crosswalk, reference) for reference in chosen}
    for reference in chosen:
        if reference == focal:
            raise CrosswalkError(f"The reference is the focal document itself ({focal}); name another.")
    by_end = _by_reference_and_subject(told)
    ancestors = _ancestors(provisions(crosswalk, focal), focal)
    proved = _proved(crosswalk, focal, max_hops) if derived else {}
    found = []
    for reference, entry in known.items():
        told_here = by_end[reference]
        answers = (_answer(one, told_here, ancestors[one.id], proved.get((one.id, reference), ())) for one in counted)
        found.append(Coverage(focal, reference, tuple(answers), entry["loaded"], entry["total"]))
    return found


def focal_provisions(
    crosswalk: Crosswalk, focal: str, filters: Filters, kinds: Collection[str] = ()
) -> list[Provision]:
    """Return the assessable provisions (or those of the given kinds) that pass the filters.

    Raises CrosswalkError when the document has none loaded.
    """
    everything = [one for one in provisions(crosswalk, focal) if (one.kind in kinds if kinds else one.assessable)]
    if not everything:
        raise CrosswalkError(
            f"No assessable provisions of {focal} are loaded here, so its coverage cannot be told; "
            f"it can be a reference document (crosswalk show {focal} says what is known)."
        )
    _refuse_unknown_filter(filters, everything, focal)
    inside = under(crosswalk, focal, filters.under) if filters.under else None
    return [one for one in everything if filters.keep(one) and (inside is None or one.id in inside)]


def _refuse_unknown_filter(filters: Filters, everything: Iterable[Provision], focal: str) -> None:
    everything = list(everything)
    used = {
        "level": {provision.level for provision in everything if provision.level},
        "role": {role for provision in everything for role in provision.roles},
        "phase": {provision.phase for provision in everything if provision.phase},
    }
    for name, known in used.items():
        wanted = getattr(filters, name)
        if wanted is not None and wanted not in known:
            words = ", ".join(sorted(known)) or f"none: this document states no {name}"
            raise CrosswalkError(f"No provision of {focal} has the {name} “{wanted}”; known here: {words}.")


def default_references(crosswalk: Crosswalk, focal: str, told: Iterable[Assertion]) -> list[str]:
    """Return the documents worth asking about: those loaded, and those that a mapping joins to the focal document."""
    joined = {assertion.object_document for assertion in told}
    return [
        entry["id"]
        for entry in documents(crosswalk)
        if entry["id"] != focal and (entry["loaded"] or entry["id"] in joined)
    ]


def _by_reference_and_subject(told: Iterable[Assertion]) -> dict[str, dict[str, list[Assertion]]]:
    index: dict[str, dict[str, list[Assertion]]] = defaultdict(lambda: defaultdict(list))
    for assertion in told:
        index[assertion.object_document][assertion.subject].append(assertion)
    return index


def _ancestors(everything: Iterable[Provision], focal: str) -> dict[str, list[str]]:
    parents = {provision.id: provision.parent for provision in everything}

    def above(provision: str) -> Iterator[str]:
        seen = {provision}
        parent = parents.get(provision)
        while parent and parent not in seen:
            yield parent
            seen.add(parent)
            parent = parents.get(parent)
        yield focal

    return {provision: list(above(provision)) for provision in parents}


def _proved(crosswalk: Crosswalk, focal: str, max_hops: int) -> dict[tuple[str, str], tuple[Derived, ...]]:
    found: dict[tuple[str, str], list[Derived]] = defaultdict(list)
    for subject, targets in derive(crosswalk, focal, max_hops).items():
        for target, one in targets.items():
            if one.is_overlap:
                found[subject, target.split(":", 1)[0]].append(one)
    return {
        key: tuple(sorted(many, key=lambda one: (one.mask.bit_count(), one.shortest, one.object)))
        for key, many in found.items()
    }


def _answer(
    provision: Provision, told: dict[str, list[Assertion]], above: Sequence[str], proved: Sequence[Derived]
) -> Answer:
    own = [_marked(assertion) for assertion in told.get(provision.id, ())]
    if not any(assertion.relation not in SET_RELATIONS and assertion.relation != "no-counterpart" for assertion in own):
        own += [
            _marked(assertion, inherited=True)
            for ancestor in above
            for assertion in told.get(ancestor, ())
            if assertion.relation not in SET_RELATIONS and assertion.relation != "no-counterpart"
        ]
    own.sort(key=lambda assertion: (_rank(assertion), assertion.grade, assertion.inherited, assertion.object))
    return Answer(provision, _status(own, proved), tuple(own), tuple(proved))


def _marked(assertion: Assertion, inherited: bool = False) -> Assertion:
    """Mark what was said of the parent, or of the other document as a whole, as inherited (associations only)."""
    whole = assertion.object == assertion.object_document and _rank(assertion) == _ASSOCIATION_RANK
    return replace(assertion, inherited=True) if inherited or whole else assertion


def status_of(relation: str) -> str:
    """Return the status that one asserted relation gives to its subject.

    >>> status_of("subset-of"), status_of("mitigates")
    ('covered', 'cited')
    """
    return _BY_RANK[_RANK.get(relation, _ASSOCIATION_RANK)]


def _rank(assertion: Assertion) -> int:
    return _RANK.get(assertion.relation, _ASSOCIATION_RANK)


def _status(own: Sequence[Assertion], proved: Sequence[Derived]) -> str:
    best = min((_rank(assertion) for assertion in own), default=5)
    if best > 1 and proved:
        return "derived"
    return _BY_RANK[best]
