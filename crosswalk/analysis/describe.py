"""One document, provision, mapping set, organisation or work item, with everything that is known about it."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import asdict, dataclass, field

from crosswalk import ids
from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import Label, Provision, labels, provisions
from crosswalk.analysis.lookup import absent, first_meant
from crosswalk.analysis.mappings import Mapping, relation_name, set_evidence
from crosswalk.analysis.tracker import Milestone, milestones
from crosswalk.errors import UnknownId, did_you_mean, one_of, shown
from crosswalk.sparql import Value, ask
from crosswalk.store.holder import Crosswalk
from crosswalk.vocabulary import grade_of, quantity

_SHOWN_ELSEWHERE = ("sssom:mappings", "dcterms:hasPart")  # the rows of a set, the milestones of a work item


@dataclass(frozen=True, slots=True)
class SetLink:
    """A mapping set that joins a document to another one, and how many of its rows do."""

    mapping_set: str
    direction: str  #: from or to the document
    other: str
    mappings: int


@dataclass(frozen=True, slots=True)
class Description:
    """Everything that is known about one thing.

    >>> from crosswalk.store.holder import load
    >>> describe(load(), "nist").type
    'organisation'
    """

    id: str
    type: str  #: document, provision, mapping set, organisation, work item, or thing
    name: str
    properties: dict[str, list[Value]] = field(repr=False)
    parts: tuple[Provision, ...] = field(default=(), repr=False)  #: the provisions directly below it
    mapping_sets: tuple[SetLink, ...] = field(default=(), repr=False)  #: the sets from and to a document
    mappings: tuple[Mapping, ...] = field(default=(), repr=False)  #: the rows about it; for a mapping set, its own rows
    milestones: tuple[Milestone, ...] = ()  #: the stages that a work item reached

    def as_json(self) -> Json:
        """Return the fields as `crosswalk show --format json` prints them."""
        return {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "properties": self.properties,
            "parts": [
                {"id": part.id, "label": part.label, "kind": part.kind, "level": part.level} for part in self.parts
            ],
            "mapping_sets": [asdict(link) for link in self.mapping_sets],
            "mappings": [asdict(mapping) for mapping in self.mappings],
            "milestones": [milestone.as_json() for milestone in self.milestones],
        }


@dataclass(frozen=True, slots=True)
class _Statement:
    property: str
    value: Value


def describe(crosswalk: Crosswalk, text: str) -> Description:
    """Return everything that is known about what `text` names: a [CURIE](https://www.w3.org/TR/curie/), bare id or IRI,
    or a reference as people write it, where it means one thing only.

    Raises UnknownId, with the closest ids, when nothing is known about it, and UsageError when it is not an id.

    >>> from crosswalk.store.holder import load
    >>> describe(load(), "owasp-llm-2025:LLM01").properties["skos:notation"]
    ['LLM01:2025']
    >>> describe(load(), "AI Act Article 15").id
    'eu-ai-act-2024:Art-15'
    """
    names = labels(crosswalk)
    iri = identify(crosswalk, text)
    thing_id = ids.short(iri)
    properties: dict[str, list[Value]] = {}
    for statement in ask(crosswalk, "about", thing=iri).into(_Statement):
        if statement.property not in _SHOWN_ELSEWHERE:
            properties.setdefault(statement.property, []).append(statement.value)
    label = names.get(thing_id)
    kind = label.type if label else "thing"
    return Description(
        thing_id,
        kind,
        label.name if label else thing_id,
        properties,
        _parts(crosswalk, thing_id, kind),
        tuple(ask(crosswalk, "sets-of-document", document=iri).into(SetLink)) if kind == "document" else (),
        mappings_of(crosswalk, thing_id, kind),
        tuple(milestone for milestone in milestones(crosswalk) if milestone.item == thing_id)
        if kind == "work item"
        else (),
    )


def _is_misspelt_document(text: str, names: MappingOf[str, Label]) -> bool:
    """Return True where a text looks like the id of a document, in an edition that is not here, and not a reference."""
    documents = [name for name, label in names.items() if label.type == "document"]
    return ":" not in text and not any(map(str.isspace, text)) and bool(did_you_mean(text, documents))


def identify(crosswalk: Crosswalk, text: str) -> str:
    """Return the IRI of the thing that a CURIE, bare id, IRI or reference names. Raises what `describe` raises.

    >>> from crosswalk.store.holder import load
    >>> identify(load(), "etsi")
    'https://w3id.org/ai-security-crosswalk/org/etsi'
    """
    names, text = labels(crosswalk), text.strip()
    group = [] if text in names or _is_misspelt_document(text, names) else first_meant(crosswalk, text)
    if len(group) > 1:
        raise UnknownId(f"“{shown(text)}” could be any of {quantity(len(group), 'thing')}.{one_of(group)}")
    if not group and text not in names and (missing := absent(crosswalk, text)):
        parts = [name for name in names if ids.is_provision(name) and text.startswith(f"{ids.home(name)}:")]
        raise UnknownId(missing.sentence() + (did_you_mean(text, parts) or one_of(list(missing.nearest))))
    iri = _resolve(group[0] if group else text, names)
    thing_id = ids.short(iri)
    if thing_id not in names and not len(ask(crosswalk, "about", thing=iri)):
        hint = did_you_mean(text, names) or " crosswalk search finds names."
        raise UnknownId(f"Nothing is known about “{shown(text)}”.{hint}")
    return iri


def _parts(crosswalk: Crosswalk, thing_id: str, kind: str) -> tuple[Provision, ...]:
    if kind not in ("document", "provision"):
        return ()
    parent = None if kind == "document" else thing_id
    return tuple(part for part in provisions(crosswalk, ids.home(thing_id)) if part.parent == parent)


@dataclass(frozen=True, slots=True)
class _MappingRow:
    mapping_set: str
    subject: str
    predicate: str
    object: str
    relation: str
    grade: str
    justification: str
    date: str | None
    provider: str | None
    creator: str | None
    license: str | None
    reviewer: str | None
    comment: str | None


def mappings_of(crosswalk: Crosswalk, thing_id: str, kind: str) -> tuple[Mapping, ...]:
    """Return the rows about a thing, as they were written; for a mapping set, its own rows."""
    if kind == "mapping set":
        rows = ask(crosswalk, "mappings-of-set", mapping_set=ids.SET + thing_id)
    else:
        rows = ask(crosswalk, "mappings-of-thing", thing=_iri(thing_id, kind))
    evidence = set_evidence(crosswalk)
    return tuple(
        Mapping(
            row.mapping_set,
            row.subject,
            row.predicate,
            row.object,
            relation_name(row.relation, row.predicate),
            grade_of(row.grade),
            row.justification,
            row.date,
            row.provider,
            row.creator,
            row.license,
            row.reviewer,
            row.comment,
            evidence[row.mapping_set].basis,
        )
        for row in rows.into(_MappingRow)
    )


_BASES = {"mapping set": ids.SET, "organisation": ids.ORG, "work item": ids.WORK}


def _iri(thing_id: str, kind: str) -> str:
    return _BASES[kind] + thing_id if kind in _BASES else ids.expand(thing_id)


def _resolve(text: str, names: MappingOf[str, Label]) -> str:
    label = names.get(text)
    return _iri(text, label.type if label else "")
