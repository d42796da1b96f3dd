"""The answer for each focal provision against each reference document: exactly one status of the vocabulary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Document, Filters, Provision, document, documents, provisions
from crosswalk.analysis.claims import Claims, claims, reconciled
from crosswalk.analysis.derive import Derived, derive
from crosswalk.analysis.headings import headings, under
from crosswalk.analysis.links import UNLINKED, Link, missing_of, pair_of
from crosswalk.analysis.mappings import Assertion
from crosswalk.analysis.stated import levels_of, stated
from crosswalk.analysis.units import Tree, kinds_of, tree, units_of
from crosswalk.errors import NothingLoaded, UsageError, shown
from crosswalk.limits import MAX_HOPS
from crosswalk.store.holder import Crosswalk, Frozen, remembered
from crosswalk.vocabulary import Pair, Status


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one focal provision against one reference document: exactly one status.

    >>> from crosswalk.store.holder import load
    >>> [en] = coverage(load(), "dsit-ai-code-2025", "etsi-en-304-223-2.1.1")
    >>> en.answers[0].status.value, en.answers[0].best.relation
    ('covered', 'equal')
    """

    provision: Provision
    status: Status
    mappings: tuple[Assertion, ...] = field(default=(), repr=False)  #: best first
    derived: tuple[Derived, ...] = field(default=(), repr=False)  #: proved overlaps, the most exact first
    through: tuple[Assertion, ...] = field(default=(), repr=False)  #: made at a heading above; they answer nothing here
    conflicts: tuple[Assertion, ...] = field(default=(), repr=False)  #: made at an equal provision, and against these

    @property
    def best(self) -> Assertion | Derived | None:
        """The mapping or derivation that gives the provision its status; None where there is neither."""
        if self.status is Status.DERIVED:
            return self.derived[0]
        return self.mappings[0] if self.mappings else None

    @property
    def ends(self) -> tuple[Assertion | Derived, ...]:
        """The mappings, best first, and where the answer is derived its derivations after them."""
        return (*self.mappings, *(self.derived if self.status is Status.DERIVED else ()))

    @property
    def carried_from(self) -> str | None:
        """What the answer was carried from: a provision that is equal to an end of the pair, or a document that is
        equal to the reference. None where the answer is about this pair itself.
        """
        return self.best.carried_from if self.best and self.status is not Status.UNMAPPED else None

    @property
    def basis(self) -> str | None:
        """What the mapping set behind the answer was made from: a Basis. None where that is not stated."""
        return self.best.mapping.basis if isinstance(self.best, Assertion) else None

    def as_json(self) -> Json:
        """Return {"id", "level", "status", "basis", "carried_from", "mappings"}, and "through" and "conflicts" where
        there are any.
        """
        whole: Json = {
            "id": self.provision.id,
            "level": self.provision.level,
            "status": self.status.value,
            "basis": self.basis,
            "carried_from": self.carried_from,
            "mappings": [end.as_json() for end in self.ends],
        }
        for name, rows in (("through", self.through), ("conflicts", self.conflicts)):
            if rows:
                whole[name] = [row.as_json() for row in rows]
        return whole


@dataclass(frozen=True, slots=True)
class Coverage:
    """A focal document against one reference document. The counts always sum to `total`.

    >>> from crosswalk.store.holder import load
    >>> [ncsc] = coverage(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> ncsc.total == sum(ncsc.counts.values()), ncsc.units
    (True, {'provision': 72})
    """

    focal: str
    reference: str
    answers: tuple[Answer, ...] = field(repr=False)
    loaded: int = 0  #: how many assessable provisions of the reference document are loaded ...
    loaded_of: int | None = None  #: ... of how many that the publisher has, where that is known
    dangling: tuple[Assertion, ...] = field(default=(), repr=False)  #: rows about focal provisions that do not exist
    link: Link = field(default=UNLINKED, repr=False)  #: what joins the two, whatever the filters and kinds

    @property
    def pair(self) -> Pair:
        """What is known of the focal document against the reference document, whatever the filters and kinds."""
        return self.link.pair

    @property
    def total(self) -> int:
        """The number of units of the focal document that pass the filters."""
        return len(self.answers)

    @property
    def units(self) -> dict[str, int]:
        """How many units of each kind are counted."""
        return kinds_of(answer.provision for answer in self.answers)

    @property
    def counts(self) -> dict[Status, int]:
        """How many provisions have each status, in order of precedence; every status is listed, even with 0."""
        return counted(answer.status for answer in self.answers)

    @property
    def met(self) -> int:
        """How many provisions are asserted to be met, at least in part."""
        return sum(answer.status.is_met for answer in self.answers)

    @property
    def mapping_sets(self) -> dict[str, int]:
        """How many answers rest on each mapping set, the one behind most of them first."""
        sets = Counter(
            answer.best.mapping_set
            for answer in self.answers
            if isinstance(answer.best, Assertion) and answer.best.is_answer
        )
        return dict(sets.most_common())

    @property
    def is_known(self) -> bool:
        """True where something is asserted or follows about any of the provisions."""
        return any(answer.status is not Status.UNMAPPED for answer in self.answers)

    @property
    def is_complete(self) -> bool:
        """True where somebody has gone through every one of the provisions."""
        return bool(self.answers) and all(answer.status.is_compared for answer in self.answers)

    def as_json(self) -> Json:
        """Return {"focal", "reference", "total", "counts", "units", "provisions", "pair"}, "cited_by" and "other_way"
        where rows can be read from the reference document alone, and "dangling" where there are any such rows.
        """
        whole: Json = {
            "focal": self.focal,
            "reference": self.reference,
            "total": self.total,
            "counts": {status.value: number for status, number in self.counts.items()},
            "units": self.units,
            "provisions": [answer.as_json() for answer in self.answers],
        } | self.link.as_json()
        if self.dangling:
            whole["dangling"] = [{"subject": row.subject} | row.as_json() for row in self.dangling]
        return whole


def counted(statuses: Iterable[Status]) -> dict[Status, int]:
    """Return how often each status occurs, in order of precedence; every status is listed, even with 0."""
    numbers = Counter(statuses)
    return {status: numbers[status] for status in Status}


def coverage(
    crosswalk: Crosswalk,
    focal: str,
    references: str | Sequence[str] = (),
    *,
    filters: Filters | None = None,
    derived: bool = True,
    max_hops: int = MAX_HOPS,
    kinds: str | Collection[str] = (),
) -> list[Coverage]:
    """Return the coverage of `focal` by each reference document: one `Coverage` per reference.

    `references` is one document id or several; by default every document that is loaded or mapped. Counted are the
    units of the pair (`units_of`), or the provisions of the given `kinds`, that pass `filters`. With `derived`, an
    overlap that is proved along a path of at most `max_hops` mappings counts (docs/derivation.md). The relations are
    those of [NIST IR 8477](https://doi.org/10.6028/NIST.IR.8477).

    Raises UnknownId for an unknown document, NothingLoaded when no assessable provision of `focal` is loaded, and
    UsageError for a filter that no provision has, when no unit is under `filters.under`, or when `focal` is its own
    reference.

    >>> from crosswalk.store.holder import load
    >>> [ncsc] = coverage(load(), "dsit-ai-code-2025", "ncsc-secure-ai-2023")
    >>> ncsc.total, sum(ncsc.counts.values())
    (72, 72)
    """
    chosen = (references,) if isinstance(references, str) else tuple(dict.fromkeys(references))
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    return list(_coverage(crosswalk, focal, chosen, filters or Filters(), derived, max_hops, tuple(sorted(wanted))))


@remembered
def _coverage(
    crosswalk: Crosswalk,
    focal: str,
    references: tuple[str, ...],
    filters: Filters,
    derived: bool,
    max_hops: int,
    kinds: tuple[str, ...],
) -> tuple[Coverage, ...]:
    _refuse_unknown_units(crosswalk, focal, filters, kinds)
    known: dict[str, Document] = {}
    for reference in references or default_references(crosswalk, focal):
        if reference == focal:
            raise UsageError(f"The reference is the focal document itself ({focal}); name another.")
        known[reference] = document(crosswalk, reference)
    if filters.under:
        _refuse_nothing_under(crosswalk, focal, filters.under, known, kinds)
    answering = _Answering.of(crosswalk, focal, max_hops if derived else None)
    kept = _Kept(crosswalk, focal, filters)
    found = []
    for reference, entry in known.items():
        units = units_of(crosswalk, focal, reference)
        whole = answering.answers(units, reference)
        counting = kept.of(units_of(crosswalk, focal, reference, kinds) if kinds else units)
        answers = whole if counting is units else answering.answers(counting, reference)
        dangling = tuple(answering.towards(reference).dangling)
        link = _link(crosswalk, answering, reference, whole)
        found.append(Coverage(focal, reference, answers, entry.loaded, entry.total, dangling, link))
    return tuple(found)


def _link(crosswalk: Crosswalk, answering: _Answering, reference: str, whole: tuple[Answer, ...]) -> Link:
    focal, towards = answering.focal, answering.towards(reference)
    pair = _pair_of(crosswalk, answering, reference, whole)
    if pair is Pair.NOT_COMPARED:
        return UNLINKED
    counts = counted(answer.status for answer in whole)
    units = kinds_of(answer.provision for answer in whole)
    if pair is not Pair.ONLY_LINKED:
        return Link(pair, Frozen(units), Frozen(counts))
    rows = (*(row for of_one in towards.own.values() for row in of_one), *towards.dangling)
    back = _answers_back(crosswalk, focal, reference) if towards.back else ()
    return Link(
        pair,
        Frozen(units),
        Frozen(counts),
        rows,
        tuple(towards.back),
        Frozen(counted(answer.status for answer in back)),
        missing_of(crosswalk, (*rows, *towards.back)),
    )


def _answers_back(crosswalk: Crosswalk, focal: str, reference: str) -> tuple[Answer, ...]:
    """Return how the provisions of the reference document are answered by the focal one, without what is derived."""
    answering = _Answering.of(crosswalk, reference, None)
    return answering.answers(units_of(crosswalk, reference, focal), focal)


def answers_of(
    crosswalk: Crosswalk,
    focal: str,
    units: Sequence[Provision],
    references: Iterable[str],
    *,
    derived: bool = True,
    max_hops: int = MAX_HOPS,
) -> dict[str, tuple[Answer, ...]]:
    """Return, for each reference document, the answers for some provisions of `focal`, in their order."""
    answering = _Answering.of(crosswalk, focal, max_hops if derived else None)
    return {reference: answering.answers(tuple(units), reference) for reference in references}


@dataclass(slots=True)
class _Kept:
    """The units that pass the filters. A heading passes where an assessable provision under it does."""

    crosswalk: Crosswalk
    focal: str
    filters: Filters

    def of(self, units: tuple[Provision, ...]) -> tuple[Provision, ...]:
        if self.filters == Filters():
            return units
        known = tree(self.crosswalk, self.focal)
        inside = under(self.crosswalk, self.focal, self.filters.under) if self.filters.under else None
        return tuple(unit for unit in units if self._passes(unit, known) and (inside is None or unit.id in inside))

    def _passes(self, unit: Provision, known: Tree) -> bool:
        if unit.assessable or self._keeps(unit):
            return self._keeps(unit)
        parts = (known.provisions[part] for part in known.descendants(unit.id))
        return any(self._keeps(part) for part in parts if part.assessable)

    def _keeps(self, unit: Provision) -> bool:
        return self.filters.keep(unit, stated(self.crosswalk, unit).levels if self.filters.level else ())


def _refuse_unknown_units(crosswalk: Crosswalk, focal: str, filters: Filters, kinds: Collection[str]) -> None:
    everything = provisions(crosswalk, focal)
    units = [unit for unit in everything if (unit.kind in kinds if kinds else unit.assessable)]
    if not any(unit.assessable for unit in everything):
        raise NothingLoaded(
            f"No assessable provisions of {focal} are loaded here, so its coverage cannot be computed; "
            f"it can only be a reference document (crosswalk show {focal} lists what is known)."
        )
    for kind in kinds:
        if all(unit.kind != kind for unit in everything):
            words = ", ".join(sorted({unit.kind for unit in everything}))
            raise UsageError(f"{focal} has no provisions of the kind “{shown(kind)}”; known here: {shown(words, 200)}.")
    _refuse_unknown_filter(crosswalk, filters, units, focal)


def _refuse_nothing_under(
    crosswalk: Crosswalk, focal: str, above: str, references: Iterable[str], kinds: Collection[str]
) -> None:
    inside, everything = under(crosswalk, focal, above), provisions(crosswalk, focal)
    counted = [unit for reference in references for unit in units_of(crosswalk, focal, reference, kinds)]
    if references and not any(unit.id in inside for unit in counted):
        below = ", ".join(kinds_of(one for one in everything if one.id in inside and one.id != above))
        raise UsageError(
            f"Nothing that is counted ({', '.join(kinds_of(counted))}) is under {above}. "
            f"Choose these units instead: {below}."
        )


def _refuse_unknown_filter(crosswalk: Crosswalk, filters: Filters, units: Sequence[Provision], focal: str) -> None:
    used = {
        "level": set(levels_of(crosswalk, units)) if filters.level else set(),
        "role": {role for unit in units for role in unit.roles},
        "phase": {unit.phase for unit in units if unit.phase},
    }
    for name, known in used.items():
        wanted = getattr(filters, name)
        if wanted is not None and wanted not in known:
            words = ", ".join(sorted(known)) or f"none: this document states no {name}"
            raise UsageError(
                f"No provision of {focal} has the {name} “{shown(wanted)}”; known here: {shown(words, 200)}."
            )


@remembered
def default_references(crosswalk: Crosswalk, focal: str) -> tuple[str, ...]:
    """Return the default references: the loaded documents, and those that a mapping joins to the focal document."""
    joined = claims(crosswalk, focal)
    return tuple(
        entry.id
        for entry in documents(crosswalk)
        if entry.id != focal and (entry.loaded or (entry.id in joined and joined[entry.id].is_readable))
    )


@remembered
def compared(crosswalk: Crosswalk, focal: str) -> tuple[str, ...]:
    """Return the documents that `focal` has been compared with, as the pair of each coverage says it: an overlap with
    them, or its absence, is asserted, of its provisions, or between documents of which all is equal to the two. What is
    said of a heading that is not counted compares nothing.

    >>> from crosswalk.store.holder import load
    >>> {"ncsc-secure-ai-2023", "eu-ai-act-2024"} <= set(compared(load(), "dsit-ai-code-2025"))
    True
    """
    answering = _Answering.of(crosswalk, focal, None)
    known = (entry.id for entry in documents(crosswalk) if entry.id in answering.claims)
    return tuple(reference for reference in known if _pair(crosswalk, answering, reference) is Pair.COMPARED)


def _pair(crosswalk: Crosswalk, answering: _Answering, reference: str) -> Pair:
    whole = answering.answers(units_of(crosswalk, answering.focal, reference), reference)
    return _pair_of(crosswalk, answering, reference, whole)


def _pair_of(crosswalk: Crosswalk, answering: _Answering, reference: str, whole: tuple[Answer, ...]) -> Pair:
    towards, known = answering.towards(reference), ((answer.status, answer.mappings) for answer in whole)
    return pair_of(crosswalk, answering.focal, towards, known)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the provisions under one heading a reference document covers, at least in part."""

    heading: str | None  #: the id of the heading, or None for provisions without one
    reference: str
    met: int
    total: int


def shares(crosswalk: Crosswalk, coverages: Iterable[Coverage]) -> list[Share]:
    """Return the share of each heading for each reference document, in the order of the focal document.

    Where headings are under headings, a provision counts under each of them.
    """
    result = []
    for covered in coverages:
        parts: dict[str | None, set[str]] = {
            heading.id: under(crosswalk, covered.focal, heading.id) for heading in headings(crosswalk, covered.focal)
        }
        parts[None] = {answer.provision.id for answer in covered.answers}.difference(*parts.values())
        for heading, inside in parts.items():
            met = [answer.status.is_met for answer in covered.answers if answer.provision.id in inside]
            if met:
                result.append(Share(heading, covered.reference, sum(met), len(met)))
    return result


@remembered
def _proved(crosswalk: Crosswalk, focal: str, max_hops: int) -> _Proved:
    """Return reference document → provision → the overlaps that are proved, the most exact first."""
    proved: dict[str, dict[str, list[Derived]]] = defaultdict(lambda: defaultdict(list))
    for subject, targets in derive(crosswalk, focal, max_hops).items():
        for target, proof in targets.items():
            if proof.is_overlap:
                proved[ids.home(target)][subject].append(proof)
    return {
        reference: {subject: tuple(sorted(proofs, key=_exactness)) for subject, proofs in by_subject.items()}
        for reference, by_subject in proved.items()
    }


def _exactness(proof: Derived) -> tuple[int, int, str]:
    return proof.mask.bit_count(), proof.shortest, proof.object


_Proved = Mapping[str, Mapping[str, tuple[Derived, ...]]]
_NO_CLAIMS = Claims()


@dataclass(slots=True)
class _Answering:
    """What is known of a document, from which its answers are made."""

    focal: str
    tree: Tree
    is_sum: bool  #: a parent is the sum of its parts
    claims: Mapping[str, Claims]
    proved: _Proved
    _unknown: dict[str, Answer] = field(default_factory=dict)
    _unknown_of: dict[int, tuple[tuple[Provision, ...], tuple[Answer, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, crosswalk: Crosswalk, focal: str, max_hops: int | None) -> _Answering:
        """Return what is known; without `max_hops` nothing derived."""
        proved = {} if max_hops is None else _proved(crosswalk, focal, max_hops)
        is_sum = document(crosswalk, focal).hierarchy == "parts"
        return cls(focal, tree(crosswalk, focal), is_sum, claims(crosswalk, focal), proved)

    def towards(self, reference: str) -> Claims:
        """Return what is known of its provisions towards another document."""
        return self.claims.get(reference, _NO_CLAIMS)

    def answers(self, units: tuple[Provision, ...], reference: str) -> tuple[Answer, ...]:
        """Return the answers of one reference document for some provisions, in their order."""
        towards, proved = self.towards(reference), self.proved.get(reference, {})
        named = towards.own.keys() | towards.carried.keys() | proved.keys()
        if not named:
            return self._nothing_of(units)
        spread = None if self.focal in named else self.tree.related_to(named)
        return tuple(
            self._answer(unit, towards, proved.get(unit.id, ()))
            if spread is None or unit.id in spread
            else self._nothing(unit)
            for unit in units
        )

    def _answer(self, unit: Provision, towards: Claims, proved: tuple[Derived, ...]) -> Answer:
        above = (*self.tree.above.get(unit.id, ()), self.focal)
        own, conflicts = reconciled(towards.own.get(unit.id, ()), towards.carried.get(unit.id, ()))
        rows = [_marked(row) for row in own]
        parts = self._parts(unit, towards)
        higher = [row for parent in above for row in towards.own.get(parent, ())]
        if all(row.is_about_overlap for row in rows):
            rows += [_marked(row, inherited=True) for row in higher if not row.is_about_overlap]
        through = tuple(row for row in higher if row.is_answer and row.is_set_relation)
        if not rows and not parts and not proved and not through:
            return self._nothing(unit)
        rows.sort(key=lambda row: (row.status.rank, row.grade, row.inherited, row.object))
        rows += parts
        best = min(
            (row.status if row.subject == unit.id else max(row.status, Status.PARTIAL, key=_rank) for row in rows),
            key=_rank,
            default=Status.UNMAPPED,
        )
        status = Status.DERIVED if proved and best.rank > Status.DERIVED.rank else best
        return Answer(unit, status, tuple(rows), proved, through, conflicts)

    def _nothing(self, unit: Provision) -> Answer:
        known = self._unknown.get(unit.id)
        if known is None:
            known = self._unknown[unit.id] = Answer(unit, Status.UNMAPPED)
        return known

    def _nothing_of(self, units: tuple[Provision, ...]) -> tuple[Answer, ...]:
        """Return the answers where nothing is known at all, the same ones for each reference document."""
        kept = self._unknown_of.get(id(units))
        if kept is None:
            kept = self._unknown_of[id(units)] = units, tuple(map(self._nothing, units))
        return kept[1]

    def _parts(self, unit: Provision, towards: Claims) -> list[Assertion]:
        """Return the overlaps asserted of parts of a provision that is their sum: they answer for it in part."""
        if not self.is_sum or unit.id not in self.tree.below:
            return []
        inside = (row for part in self.tree.descendants(unit.id) for row in towards.own.get(part, ()))
        return [row for row in inside if row.is_answer and row.is_set_relation]


def _rank(status: Status) -> int:
    return status.rank


def _marked(assertion: Assertion, inherited: bool = False) -> Assertion:
    """Mark an association of the parent, or with the other document as a whole, as inherited."""
    whole = assertion.is_whole_document and not assertion.is_about_overlap
    return replace(assertion, inherited=True) if inherited or whole else assertion
