"""What is known of the provisions of a document towards each other document: asserted of them, or of their equals.

Two provisions asserted equal ask for the same, so a mapping of one answers for the other, whichever side they are on.
“Nothing found” answers for an equal provision too; but it holds for another document only where all of that document is
equal to the one that was gone through. Citations and other associations are facts about a text and are not carried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswalk import ids
from crosswalk.analysis.catalogue import provision_index
from crosswalk.analysis.equals import equal_documents, equals
from crosswalk.analysis.mappings import Assertion, rows_of
from crosswalk.store.holder import Crosswalk, Frozen, remembered

_BySubject = Mapping[str, tuple[Assertion, ...]]
_NONE: Frozen[str, tuple[Assertion, ...]] = Frozen({})


@dataclass(frozen=True, slots=True)
class Claims:
    """What is known of the provisions of one document towards another, by provision.

    `own` was written about the provision itself, `carried` about one that is equal to it. `dangling` are rows about a
    provision that the document does not have. `back` are rows about the other document that cannot be read from here:
    it cites this one, or nothing was found here.
    """

    own: _BySubject = field(default_factory=lambda: _NONE)
    carried: _BySubject = field(default_factory=lambda: _NONE)
    dangling: tuple[Assertion, ...] = ()
    back: tuple[Assertion, ...] = ()

    @property
    def is_readable(self) -> bool:
        """True where some row can be read from here."""
        return bool(self.own or self.carried or self.dangling)

    @property
    def named(self) -> set[str]:
        """The provisions of which a relation to the other document is asserted."""
        every = (row for rows in (self.own, self.carried) for of_one in rows.values() for row in of_one)
        return {row.subject for row in every if row.is_answer and row.is_set_relation}


@remembered
def claims(crosswalk: Crosswalk, focal: str) -> Mapping[str, Claims]:
    """Return reference document → what is known of the provisions of `focal` towards it. A document about which
    nothing is known is left out.

    >>> from crosswalk.store.holder import load
    >>> claims(load(), "etsi-en-304-223-2.1.1")["iso-iec-42001-2023"].carried["etsi-en-304-223-2.1.1:5.1.1-1"][0].grade
    'E'
    """
    own: _Found = defaultdict(lambda: defaultdict(list))
    carried: _Found = defaultdict(lambda: defaultdict(list))
    dangling: dict[str, list[Assertion]] = defaultdict(list)
    back: dict[str, list[Assertion]] = defaultdict(list)
    here = provision_index(crosswalk, focal)
    same = equals(crosswalk)
    others = {ids.home(other.provision) for subject in here for other in same.get(subject, ())}
    wanted = sorted({focal, *others})
    read = rows_of(crosswalk, wanted)
    rows = {document: read.own[document] for document in wanted}
    for assertion in rows[focal]:
        if assertion.dangling and assertion.subject not in here and assertion.subject != focal:
            dangling[assertion.object_document].append(assertion)
        else:
            own[assertion.object_document][assertion.subject].append(assertion)
    for assertion in _carried(crosswalk, focal, here, rows):
        known = carried[assertion.object_document][assertion.subject]
        if not any(_is_same(assertion, other) for other in known):
            known.append(assertion)
    for assertion in _back(crosswalk, focal, read.back):
        for document in {ids.home(assertion.subject), *_carriers(crosswalk, assertion)}:
            back[document].append(assertion)
    return {
        reference: Claims(
            _kept(own, reference),
            _kept(carried, reference),
            tuple(dangling.get(reference, ())),
            tuple(back.get(reference, ())),
        )
        for reference in dict.fromkeys((*own, *dangling, *carried, *back))
        if reference != focal
    }


_Found = dict[str, dict[str, list[Assertion]]]


def _kept(found: _Found, reference: str) -> _BySubject:
    return Frozen({subject: tuple(rows) for subject, rows in found.get(reference, {}).items()})


def _back(crosswalk: Crosswalk, focal: str, rows: Mapping[str, Sequence[Assertion]]) -> Iterator[Assertion]:
    """Yield the rows about other documents that cannot be read from `focal`: those that name it, and “nothing found” in
    a document to which all of it is equal.
    """
    yield from rows[focal]
    for document, equal in equal_documents(crosswalk).items():
        if document in rows and any(other.provision == focal for other in equal):
            yield from (row for row in rows[document] if row.nothing_found and row.is_answer)


def _carriers(crosswalk: Crosswalk, assertion: Assertion) -> Iterator[str]:
    """Yield the documents to which “nothing found” is carried from its own."""
    if assertion.nothing_found and assertion.is_answer:
        yield from (ids.home(other.provision) for other in equals(crosswalk).get(assertion.subject, ()))


def _is_same(one: Assertion, other: Assertion) -> bool:
    return (one.object, one.relation, one.mapping_set) == (other.object, other.relation, other.mapping_set)


def _carried(
    crosswalk: Crosswalk, focal: str, here: Iterable[str], rows: Mapping[str, Sequence[Assertion]]
) -> Iterator[Assertion]:
    same = equals(crosswalk)
    answers: dict[str, list[Assertion]] = defaultdict(list)
    for document, made in rows.items():
        for row in made:
            if document != focal and row.is_answer and row.object_document != focal:
                answers[row.subject].append(row)
    for assertion in rows[focal]:
        if assertion.is_answer and (assertion.object in same or assertion.nothing_found):
            yield from _sideways(crosswalk, focal, assertion)
    for subject in here:
        for other in same.get(subject, ()):
            for assertion in answers.get(other.provision, ()):
                carried = replace(assertion, subject=subject, carried_from=other.provision, along=other.along)
                yield carried
                yield from _sideways(crosswalk, focal, carried)


def _sideways(crosswalk: Crosswalk, focal: str, assertion: Assertion) -> Iterator[Assertion]:
    """Yield an assertion for each provision, or where nothing was found document, that is equal to its other end."""
    if assertion.nothing_found:
        source = assertion.carried_from or assertion.object_document
        for equal in equal_documents(crosswalk).get(assertion.object_document, ()):
            if equal.provision != focal:
                along = (*assertion.along, *equal.along)
                yield replace(assertion, object_document=equal.provision, carried_from=source, along=along)
        return
    for other in equals(crosswalk).get(assertion.object, ()):
        if (document := ids.home(other.provision)) != focal:
            yield replace(
                assertion,
                object=other.provision,
                object_document=document,
                carried_from=assertion.carried_from or assertion.object,
                along=(*assertion.along, *other.along),
            )


def reconciled(own: Sequence[Assertion], carried: Sequence[Assertion]) -> tuple[list[Assertion], tuple[Assertion, ...]]:
    """Return the rows that answer, and the carried ones that say something else: a provision's own answer wins."""
    answers = [row for row in own if row.is_answer]
    masks = {row.object: row.mask for row in own if row.is_set_relation and not row.dangling}
    if not answers:
        against = tuple(row for row in carried if not row.mask & masks.get(row.object, row.mask))
        return [*own, *(row for row in carried if row not in against)], against
    is_met = any(row.status.is_met for row in answers)
    return list(own), tuple(
        row for row in carried if row.status.is_met != is_met or not row.mask & masks.get(row.object, row.mask)
    )
