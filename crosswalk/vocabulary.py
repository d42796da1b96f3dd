"""The words of the crosswalk, each in one place: statuses, relations, grades, stages, ways of seeing, bases.

The terminal, the explorer, the graph and the readers all take the words and their meanings from here; only looks
(shape, colour) are added elsewhere. Every word is a `str`, so it is written to JSON as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, assert_never

from crosswalk import ids
from crosswalk.algebra import Relation, inverse, names


class _Word(StrEnum):
    """A word with a meaning, as screens and documents explain it."""

    meaning: str

    def __new__(cls, word: str, meaning: str) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning = meaning
        return member

    def __repr__(self) -> str:
        return repr(self.value)

    @classmethod
    def of(cls, word: str) -> Self:
        """Return the member for this word. Raises ValueError when there is none."""
        return cls(word)  # type: ignore[call-arg]

    @property
    def spoken(self) -> str:
        """The word as people read it: without hyphens."""
        return self.value.replace("-", " ")


class Status(_Word):
    """The answer for one focal provision against one reference document: exactly one of these, in order of precedence.

    >>> min(Status.CITED, Status.NO_COUNTERPART, key=lambda status: status.rank).spoken
    'no counterpart'
    >>> [status.value for status in Status if status.is_met]
    ['covered', 'partial']
    """

    COVERED = "covered", "asserted to equal a provision of the other document, or to lie within one"
    PARTIAL = "partial", "asserted to contain such a provision, to overlap with one, or to be related to one"
    DERIVED = "derived", "no mapping asserts it, but an overlap is proved along a path of mappings"
    NO_COUNTERPART = (
        "no-counterpart",
        "somebody went through the document (its text, our summaries or its titles) and found nothing",
    )
    CITED = "cited", "only a citation, or a link that says nothing about overlap"
    UNMAPPED = "unmapped", "nobody has looked yet"

    @property
    def rank(self) -> int:
        """The place in the order of precedence, counted from 0 (the best)."""
        return _RANKS[self]

    @property
    def is_met(self) -> bool:
        """True where somebody asserts that the other document asks for it, at least in part."""
        match self:
            case Status.COVERED | Status.PARTIAL:
                return True
            case Status.DERIVED | Status.NO_COUNTERPART | Status.CITED | Status.UNMAPPED:
                return False
            case _:
                assert_never(self)

    @property
    def is_compared(self) -> bool:
        """True where it answers for the other document: somebody states an overlap, or that nothing was found there."""
        match self:
            case Status.COVERED | Status.PARTIAL | Status.NO_COUNTERPART:
                return True
            case Status.DERIVED | Status.CITED | Status.UNMAPPED:
                return False
            case _:
                assert_never(self)

    def phrase(self, number: int) -> str:
        """Return what is said of so many provisions that have it.

        >>> Status.CITED.phrase(1), Status.CITED.phrase(2)
        ('is only cited', 'are only cited')
        """
        is_one = number == 1
        match self:
            case Status.COVERED:
                return "is covered" if is_one else "are covered"
            case Status.PARTIAL:
                return "is partly covered" if is_one else "are partly covered"
            case Status.DERIVED:
                return "is linked only by derivation" if is_one else "are linked only by derivation"
            case Status.NO_COUNTERPART:
                return "has no counterpart" if is_one else "have no counterpart"
            case Status.CITED:
                return "is only cited" if is_one else "are only cited"
            case Status.UNMAPPED:
                return "has not been looked at yet" if is_one else "have not been looked at yet"
            case _:
                assert_never(self)


_RANKS = {status: rank for rank, status in enumerate(Status)}


class Pair(_Word):
    """What is known of one document against another, most first: exactly one of these for each ordered pair.

    >>> [pair.value for pair in Pair if pair.has_share]
    ['compared', 'only-derived']
    """

    COMPARED = "compared", "somebody says that provisions overlap, or that nothing was found"
    ONLY_DERIVED = "only-derived", "only follows from other mappings"
    ONLY_LINKED = "only-linked", "linked, but not compared"
    NOT_COMPARED = "not-compared", "nobody has compared the two"

    @property
    def has_share(self) -> bool:
        """True where it is known of how many provisions something is covered; 0 of them then means none."""
        return self in (Pair.COMPARED, Pair.ONLY_DERIVED)


@dataclass(frozen=True, slots=True)
class RelationWord:
    """One kind of mapping: its name, the SSSOM row that states it, the relations it leaves possible, and the status it
    gives to its subject.
    """

    name: str
    predicate: str  #: a CURIE of a vocabulary that we reuse
    modifier: str
    mask: Relation
    status: Status
    meaning: str

    @property
    def is_set_relation(self) -> bool:
        """True where it says what the two provisions have in common."""
        return self.mask is not Relation.ANY

    @property
    def is_answer(self) -> bool:
        """True where it answers for the other document: “not equal” and “nothing equal there” are facts that do not."""
        return self.status.is_compared


def _base(mask: Relation) -> str:
    [name] = names(mask)
    return name


NO_COUNTERPART = "no-counterpart"
CITES = "cites"
ASSOCIATION = "association"  #: any other published link; its own property names it
NO_RELATIONSHIP = _base(Relation.NO_RELATIONSHIP)
RELATED = "related"

#: Every relation that a row can state, by name: NIST IR 8477 written as SSSOM rows (docs/data-model.md).
RELATIONS: dict[str, RelationWord] = {
    word.name: word
    for word in (
        RelationWord(
            _base(Relation.EQUAL), "skos:exactMatch", "", Relation.EQUAL, Status.COVERED, "both ask for the same"
        ),
        RelationWord(
            _base(Relation.SUBSET_OF),
            "skos:broadMatch",
            "",
            Relation.SUBSET_OF,
            Status.COVERED,
            "the second asks for all that the first asks for, and more",
        ),
        RelationWord(
            _base(Relation.SUPERSET_OF),
            "skos:narrowMatch",
            "",
            Relation.SUPERSET_OF,
            Status.PARTIAL,
            "the first asks for all that the second asks for, and more",
        ),
        RelationWord(
            _base(Relation.INTERSECTS_WITH),
            "skos:relatedMatch",
            "",
            Relation.INTERSECTS_WITH,
            Status.PARTIAL,
            "they overlap, and each asks for more",
        ),
        RelationWord(
            NO_RELATIONSHIP,
            "skos:relatedMatch",
            "Not",
            Relation.NO_RELATIONSHIP,
            Status.UNMAPPED,
            "they have nothing in common",
        ),
        RelationWord(
            RELATED, "skos:closeMatch", "", Relation.RELATED, Status.PARTIAL, "they are related; how is not stated"
        ),
        RelationWord(
            CITES,
            "dcterms:references",
            "",
            Relation.ANY,
            Status.CITED,
            "the first cites the second, which says nothing about overlap",
        ),
        RelationWord(
            NO_COUNTERPART,
            "skos:relatedMatch",
            "",
            Relation.ANY,
            Status.NO_COUNTERPART,
            "nothing in the other document matches",
        ),
    )
}
#: How a mapping can have been found: the terms of [SEMAPV](https://mapping-commons.github.io/semantic-mapping-vocabulary/)
#: that the rule for justifications allows.
JUSTIFICATIONS = frozenset(
    (
        "LexicalMatching",
        "CompositeMatching",
        "UnspecifiedMatching",
        "SemanticSimilarityThresholdMatching",
        "LexicalSimilarityThresholdMatching",
        "StructuralMatching",
        "InstanceBasedMatching",
        "BackgroundKnowledgeBasedMatching",
        "BoundedPathMatching",
        "MachineLearningBasedMatching",
        "EmbeddingBasedMatching",
        "TransformerBasedMatching",
        "GraphRepresentationLearningBasedMatching",
        "LLMBasedMatching",
        "AgentBasedMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingInversion",
        "MappingReview",
    )
)
_NEGATED = "Not"
#: What “Not” makes of a relation: not equal leaves the four others possible. Not related is no-relationship itself.
_DENIED = (Relation.EQUAL, Relation.SUBSET_OF, Relation.SUPERSET_OF)
RELATIONS |= {
    f"not-{_base(denied)}": RelationWord(
        f"not-{_base(denied)}",
        RELATIONS[_base(denied)].predicate,
        _NEGATED,
        Relation.ANY & ~denied,
        Status.UNMAPPED,
        f"it is denied that {RELATIONS[_base(denied)].meaning}, and nothing more is said",
    )
    for denied in _DENIED
}
RELATIONS |= {
    f"nothing-{_base(denied)}": RelationWord(
        f"nothing-{_base(denied)}",
        RELATIONS[_base(denied)].predicate,
        "",
        Relation.ANY,
        Status.UNMAPPED,
        f"no provision of the other document is {_base(denied)}; another relation is not ruled out",
    )
    for denied in _DENIED
}
_NOT_ASSOCIATED, _NOTHING_ASSOCIATED = "not-associated", "nothing-associated"
RELATIONS |= {
    name: RelationWord(name, "", modifier, Relation.ANY, Status.UNMAPPED, meaning)
    for name, modifier, meaning in (
        (_NOT_ASSOCIATED, _NEGATED, "a link that would say nothing about overlap is denied"),
        (_NOTHING_ASSOCIATED, "", "nothing in the other document has such a link; an overlap is not ruled out"),
    )
}
#: Rows with sssom:NoTermFound at one end: nothing at all was found, or nothing of one kind.
NOTHING_FOUND = frozenset({NO_COUNTERPART, _NOTHING_ASSOCIATED, *(f"nothing-{_base(denied)}" for denied in _DENIED)})
#: The relations that say what two provisions have in common, and so can be composed.
SET_RELATIONS = frozenset(name for name, word in RELATIONS.items() if word.is_set_relation)
#: What is said about overlap: a set relation, or that nothing was found.
ABOUT_OVERLAP = SET_RELATIONS | NOTHING_FOUND
_BY_PREDICATE = {
    ids.expand(word.predicate): word.name
    for word in RELATIONS.values()
    if word.predicate and not word.modifier and word.name not in NOTHING_FOUND
}
_BY_MASK = {word.mask: word.name for word in RELATIONS.values() if word.is_set_relation}


def relation_of(predicate: str, modifier: str, *, nothing_found: bool) -> str:
    """Return the name of what a row asserts: a key of RELATIONS, or ASSOCIATION for a predicate without set meaning.

    `predicate` is an IRI; `nothing_found` says that one end of the row is sssom:NoTermFound.

    >>> relation_of(ids.expand("skos:broadMatch"), "", nothing_found=False)
    'subset-of'
    """
    name = _BY_PREDICATE.get(predicate, ASSOCIATION)
    if nothing_found:
        return _NOTHING.get(name, _NOTHING_ASSOCIATED)
    if modifier == _NEGATED:
        return _NOT.get(name, _NOT_ASSOCIATED)
    return name


_NOTHING = {_base(denied): f"nothing-{_base(denied)}" for denied in _DENIED} | {
    _base(Relation.INTERSECTS_WITH): NO_COUNTERPART,
    RELATED: NO_COUNTERPART,
}
#: Our relatedMatch and closeMatch are denied as a whole: nothing is shared.
_NOT = {_base(denied): f"not-{_base(denied)}" for denied in _DENIED} | {
    _base(Relation.INTERSECTS_WITH): NO_RELATIONSHIP,
    RELATED: NO_RELATIONSHIP,
}


#: What says only that two provisions do not relate in one way, or have nothing in common.
DENIALS = frozenset({NO_RELATIONSHIP, *_NOT.values()})
_SAID = {
    _base(Relation.EQUAL): "asks for the same as",
    _base(Relation.SUBSET_OF): "is contained in",
    _base(Relation.SUPERSET_OF): "contains",
    _base(Relation.INTERSECTS_WITH): "overlaps with",
    NO_RELATIONSHIP: "has nothing in common with",
    RELATED: "is related to",
    "not-equal": "does not ask for the same as",
    "not-subset-of": "is not contained in",
    "not-superset-of": "does not contain",
    _NOT_ASSOCIATED: "is not linked to",
    "associatedWith": "is associated with",
}


def said(relation: str) -> str:
    """Return a relation, or several of which one holds, as the verb of a plain sentence; an association has its own.

    >>> said("intersects-with"), said("subset-of or intersects-with"), said("mitigates")
    ('overlaps with', 'is contained in or overlaps with', 'mitigates')
    """
    return " or ".join(_SAID.get(name, name.replace("-", " ")) for name in relation.split(" or "))


def mask_of(relation: str) -> Relation:
    """Return the base relations that a relation leaves possible: any, for a citation or another association.

    >>> from crosswalk.algebra import phrase
    >>> phrase(mask_of("not-equal")), phrase(mask_of("mitigates"))
    ('subset-of or superset-of or intersects-with or no-relationship', 'anything')
    """
    word = RELATIONS.get(relation)
    return word.mask if word else Relation.ANY


def turned(relation: str) -> str:
    """Return the name of a relation read from its other end.

    >>> turned("subset-of"), turned("not-subset-of"), turned("related"), turned("mitigates")
    ('superset-of', 'not-superset-of', 'related', 'mitigates')
    """
    return _BY_MASK[inverse(mask_of(relation))] if relation in SET_RELATIONS else relation


def status_of(relation: str) -> Status:
    """Return the status that one asserted relation gives to its subject; an association counts as a citation does.

    >>> status_of("subset-of").value, status_of("mitigates").value
    ('covered', 'cited')
    """
    word = RELATIONS.get(relation)
    return word.status if word else Status.CITED


#: The verbs of provisions, strongest first: requirement, recommendation, possibility, permission
#: (ISO/IEC Directives, Part 2, clause 7).
LEVELS = ("shall", "should", "can", "may")


def level_rank(level: str) -> int:
    """Return the place of a verb, counted from 0 (the strongest); one that we do not know is the weakest.

    >>> level_rank("shall") < level_rank("should") < level_rank("level 1")
    True
    """
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


class Grade(_Word):
    """How good the evidence behind a mapping is, best first (docs/data-model.md).

    >>> Grade.E.meaning
    "this project's curation, not yet reviewed"
    """

    A = "A", "the issuing body of one of the two documents"
    B = "B", "another public body, or the standard's own committee"
    C = "C", "a third party"
    D = "D", "this project's curation, reviewed by a named person"
    E = "E", "this project's curation, not yet reviewed"
    F = "F", "computed"


def grade_of(word: str) -> Grade:
    """Return the grade that a graph states; F, the least, for another word, which the rule `grade-missing` reports.

    >>> grade_of("A"), grade_of("Z")
    ('A', 'F')
    """
    return Grade(word) if word in tuple(Grade) else Grade.F  # type: ignore[call-arg]


class Stage(_Word):
    """How far the work on a document has come, in the names of [ISO's harmonised stage
    codes](https://www.iso.org/stage-codes.html), and `stopped`.

    >>> [stage.value for stage in Stage][-3:]
    ['review', 'withdrawal', 'stopped']
    """

    PRELIMINARY = "preliminary", "being considered, not yet a project"
    PROPOSAL = "proposal", "put forward as a project, or just accepted"
    PREPARATORY = "preparatory", "a working draft is being written"
    COMMITTEE = "committee", "a draft is before the committee"
    ENQUIRY = "enquiry", "out for public comment and vote"
    APPROVAL = "approval", "final draft, before the last vote"
    PUBLICATION = "publication", "published"
    REVIEW = "review", "published, and being reviewed"
    WITHDRAWAL = "withdrawal", "withdrawn or superseded"
    STOPPED = "stopped", "abandoned"


class Topic(_Word):
    """What a work item is about, as its title says; it may have several.

    >>> Topic.CYBER_SECURITY.spoken
    'cyber security'
    """

    CYBER_SECURITY = "cyber-security", "security of AI systems, and attacks on them"
    PRIVACY = "privacy", "privacy and the protection of personal data"
    RISK_MANAGEMENT = "risk-management", "how risks are found, judged and treated"
    MANAGEMENT_SYSTEMS = "management-systems", "management systems, quality management and governance"
    TESTING = "testing", "tests, evaluation, verification and measurement"
    CONFORMITY = "conformity", "conformity assessment"
    TRUSTWORTHINESS = "trustworthiness", "robustness, accuracy, transparency, oversight, bias, reliability"
    INCIDENTS = "incidents", "how incidents are reported"
    IDENTITY = "identity", "identity, authentication and authorisation of agents"
    DATA = "data", "quality and governance of data"
    TERMINOLOGY = "terminology", "terms, taxonomies and ontologies"
    ETHICS = "ethics", "ethical and societal concerns"


class DocumentStage(_Word):
    """The life of a document, in the words used in its file; `stage` places it on the scale of work items."""

    DRAFT = "draft", "a draft for comment"
    FINAL_DRAFT = "final-draft", "a final draft, before the last vote"
    PUBLISHED = "published", "published and in force"
    LIVING = "living", "published, and changed without new editions"
    SUPERSEDED = "superseded", "a newer edition has taken its place"
    WITHDRAWN = "withdrawn", "withdrawn by its publisher"

    @property
    def stage(self) -> Stage:
        """The corresponding stage of a work item, so that both can be listed together."""
        return _STAGES_OF_DOCUMENTS[self]

    @property
    def is_in_force(self) -> bool:
        """True where the publisher offers the document for use today."""
        return self in (DocumentStage.PUBLISHED, DocumentStage.LIVING)


_STAGES_OF_DOCUMENTS = {
    DocumentStage.DRAFT: Stage.COMMITTEE,
    DocumentStage.FINAL_DRAFT: Stage.APPROVAL,
    DocumentStage.PUBLISHED: Stage.PUBLICATION,
    DocumentStage.LIVING: Stage.PUBLICATION,
    DocumentStage.SUPERSEDED: Stage.WITHDRAWAL,
    DocumentStage.WITHDRAWN: Stage.WITHDRAWAL,
}


class Seen(_Word):
    """How a stage or status is known, strongest first."""

    PRIMARY = "primary", "read in the body’s own document or on its own page"
    SECONDARY = "secondary", "stated by somebody else"
    UNVERIFIED = "unverified", "taken from another list and not checked"


class Basis(_Word):
    """What a mapping set was made from, strongest first."""

    FULL_TEXT = "full-text", "the text of both documents"
    SUMMARIES = "summaries", "our one-sentence summaries of the provisions, not their text"
    TITLES = "titles", "numbers and titles of a document whose text was not read"


class Review(_Word):
    """How much of a mapping set a named person has reviewed, best first."""

    REVIEWED = "reviewed", "every row names a reviewer"
    PARTLY = "partly-reviewed", "some rows name a reviewer"
    AS_PUBLISHED = "as-published", "taken over from its publisher; no reviewer is named"
    NOT_YET = "not-yet-reviewed", "no row names a reviewer"


class Asked(_Word):
    """What another document says to one ask, best first (docs/measures.md)."""

    ASKED = "asked", "it asks for the same, or for more"
    IN_PART = "in-part", "it asks for a part of it, or for one way to do it"
    IN_GENERAL = "in-general", "it asks for something wider, of which this is one case or one way to reach it"
    NOT_ASKED = "not-asked", "all of it was read, and nothing that asks for this was found"
    NOT_KNOWN = "not-known", "nobody has read the two against each other in full"
    UMBRELLA = "umbrella", "a general duty, not answered itself: see its parts"

    @property
    def rank(self) -> int:
        """Its place in the order, from 0 for the best."""
        return _ASKED_RANKS[self]

    @property
    def is_counted(self) -> bool:
        """False for a general duty, which counts through its parts."""
        return self is not Asked.UMBRELLA


_ASKED_RANKS = {answer: rank for rank, answer in enumerate(Asked)}


class Role(_Word):
    """Who must do what a provision asks: the five groups of the Code of Practice, and whom else documents name whose
    asks are listed (docs/data-model.md).

    >>> Role.MODEL_PROVIDER.spoken, Role.DEPLOYER.akin
    ('model provider', ('system-operator', 'end-user'))
    """

    DEVELOPER = "developer", "whoever builds an AI model or system, or changes one that others built"
    SYSTEM_OPERATOR = "system-operator", "whoever puts an AI system into service and keeps it running"
    DATA_CUSTODIAN = (
        "data-custodian",
        "whoever decides who may use the data that an AI system needs, and keeps that data intact",
    )
    END_USER = "end-user", "whoever uses an AI system, at work or in private life"
    AFFECTED_ENTITY = "affected-entity", "a person or technology that an AI system reaches without being its user"
    PROVIDER = (
        "provider",
        "whoever makes an AI system, or has it made, and releases it under their own name, or prepares to do so",
    )
    MODEL_PROVIDER = "model-provider", "whoever makes or adapts an AI model and lets others have it"
    DOWNSTREAM_PROVIDER = (
        "downstream-provider",
        "whoever provides an AI system that contains a model, also one of others",
    )
    PRODUCT_MANUFACTURER = "product-manufacturer", "whoever makes a product in which an AI system is a part"
    SUPPLIER = "supplier", "whoever delivers a part, tool or service for an AI system of others"
    DEPLOYER = "deployer", "whoever uses an AI system on their own authority, and not in private life only"
    IMPORTER = "importer", "whoever brings an AI system of a provider outside the Union to its market"
    DISTRIBUTOR = (
        "distributor",
        "whoever passes an AI system on within the Union, without being its provider or importer",
    )
    AUTHORISED_REPRESENTATIVE = (
        "authorised-representative",
        "whoever acts in the Union for a provider outside it, by written mandate",
    )
    NOTIFIED_BODY = "notified-body", "a body that assesses conformity and has been notified for this"
    AUTHORITY = "authority", "a public authority in its own task, such as law enforcement"
    APPLICATION_DEVELOPER = "application-developer", "whoever builds AI models into an application, product or service"
    AGENT_PLATFORM_PROVIDER = (
        "agent-platform-provider",
        "whoever offers the frameworks and runtimes in which agents plan and use tools",
    )
    PLATFORM_PROVIDER = "platform-provider", "whoever offers the infrastructure on which models are trained or run"
    MODEL_SERVING = "model-serving", "whoever runs the service that answers requests with a model"
    DATA_PROVIDER = "data-provider", "whoever collects, curates or supplies data for the AI of others"
    GOVERNANCE = "governance", "those in an organisation who set, measure and enforce what its AI has to meet"

    @property
    def akin(self) -> tuple[Role, ...]:
        """The groups of the Code of Practice to which whoever has this role belongs as a rule, by both definitions."""
        return _AKIN.get(self, ())


_AKIN = {
    Role.PROVIDER: (Role.DEVELOPER,),
    Role.MODEL_PROVIDER: (Role.DEVELOPER,),
    Role.DOWNSTREAM_PROVIDER: (Role.DEVELOPER,),
    Role.PRODUCT_MANUFACTURER: (Role.DEVELOPER,),
    Role.SUPPLIER: (Role.DEVELOPER,),
    Role.DEPLOYER: (Role.SYSTEM_OPERATOR, Role.END_USER),
    Role.APPLICATION_DEVELOPER: (Role.DEVELOPER, Role.SYSTEM_OPERATOR),
    Role.AGENT_PLATFORM_PROVIDER: (Role.DEVELOPER,),
    Role.PLATFORM_PROVIDER: (Role.SYSTEM_OPERATOR,),
    Role.MODEL_SERVING: (Role.SYSTEM_OPERATOR,),
    Role.DATA_PROVIDER: (Role.DATA_CUSTODIAN,),
    Role.GOVERNANCE: (Role.DEVELOPER, Role.SYSTEM_OPERATOR, Role.DATA_CUSTODIAN),
}
#: The name of a role → it and the roles that it is akin to. A word that is no role is akin to none.
_AS = {role.value: frozenset((role.value, *role.akin)) for role in Role}


def share_nobody(some: Iterable[str], others: Iterable[str]) -> bool | None:
    """Return whether two groups of roles have nobody in common: no role is in both, akin to one of the other group, or
    akin to the same as one of them. None where one of the groups is empty, as who must do it is not stated.

    >>> share_nobody(["developer"], ["deployer"]), share_nobody(["developer"], ["provider"])
    (True, False)
    >>> share_nobody([], ["deployer"])
    """
    here, there = _widened(some), _widened(others)
    return here.isdisjoint(there) if here and there else None


def _widened(roles: Iterable[str]) -> set[str]:
    return {one for role in roles for one in _AS.get(role, (role,))}


class Holding(_Word):
    """How an ask relates to a measure: what a row from one to the other says."""

    EQUAL = "equal", "the ask asks for exactly this"
    INSIDE = "inside", "the ask asks for it in fewer cases"
    CONTAINS = "contains", "the ask asks for this and for more"
    OVERLAPS = "overlaps", "the ask asks for a part of this, and for something else"
    ACCEPTS = "accepts", "the ask states a result, and this is one way to reach it"

    @property
    def predicate(self) -> str:
        """The property that a mapping set writes it with."""
        return _HOLDING_PREDICATES[self]


_HOLDING_PREDICATES = {
    Holding.EQUAL: "skos:exactMatch",
    Holding.INSIDE: "skos:broadMatch",
    Holding.CONTAINS: "skos:narrowMatch",
    Holding.OVERLAPS: "skos:relatedMatch",
    Holding.ACCEPTS: "cw:accepts",
}


class Reading(_Word):
    """What the reading of a unit of a document found."""

    ASKS = "asks", "its asks are listed"
    NO_ASK = "no-ask", "it asks nothing of the reader: scope, definition, permission or pointer"
    NOT_READ = "not-read", "its text was not read"


#: What the words of pages and files mean that belong to no list of their own.
WORDS = {
    "provision": "one numbered requirement, recommendation, control or article of a document",
    "units": "what is counted of a document in a comparison: the kinds of provisions that the mappings name",
    "level": "how strongly something is asked for: shall, should, can or may",
    "role": "who must do it",
    "phase": "when in the life cycle of an AI system it is done",
    "loaded": "its provisions are here; of any other document only the title, edition and dates are known",
    "mapping": "somebody’s statement of how two provisions relate; a mapping set is a list of them, made together",
    "curated": "made by this project; published: taken over from whoever published it",
    "carried": "stated of another provision, which is equal to this one",
    "inherited": "stated of the heading above, or of a document as a whole",
    "candidate": "a provision that is alike, as a place to look; it is not a mapping and never counted",
    "path": "mappings one after another; each is a hop",
    "measure": "one sentence of evidence that an ask is met; the asks of several documents meet in it",
    "theme": "a subject by which asks and measures are sorted; no answer depends on it",
    "left over": "what one document asks for here and the other does not",
}

#: The themes of asks and measures: for order, never as a filter.
THEMES = (
    "training",
    "governance and purpose",
    "risk and threats",
    "resilience",
    "accuracy and performance",
    "oversight and interpretability",
    "assets, versions, integrity",
    "data quality and bias",
    "data origin",
    "data protection",
    "access and environments",
    "inputs and outputs",
    "supply chain",
    "testing",
    "records",
    "user information",
    "logging",
    "monitoring",
    "incidents and vulnerabilities",
    "recovery",
    "updates",
    "end of life and retention",
)


_PLURALS = {
    "annex": "annexes",
    "appendix": "appendices",
    "category": "categories",
    "cre": "CREs",
    "criterion": "criteria",
    "family": "families",
    "subcategory": "subcategories",
}


def plural(kind: str) -> str:
    """Return a kind of provision as one says it of several.

    >>> plural("control-enhancement"), plural("category")
    ('control enhancements', 'categories')
    """
    words = kind.replace("-", " ")
    return _PLURALS.get(kind, f"{words}s")


def percent(share: float) -> str:
    """Return a part of a whole, from 0 to 1, in per cent; never 0 % or 100 % where it is only nearly that.

    >>> percent(0.25), percent(0.001), percent(0.999), percent(0.0), percent(1)
    ('25 %', '<1 %', '>99 %', '0 %', '100 %')
    """
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{share:.0%}".replace("%", " %")


def quantity(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun; `plural` is needed where it is not the noun with an s.

    >>> quantity(1, "pair"), quantity(1200, "pair"), quantity(0, "pair of ids", "pairs of ids")
    ('1 pair', '1,200 pairs', '0 pairs of ids')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def of_kind(number: int, kind: str) -> str:
    """Return how many provisions of a kind there are.

    >>> of_kind(28, "section"), of_kind(2, "subcategory"), of_kind(1, "focus-area")
    ('28 sections', '2 subcategories', '1 focus area')
    """
    return quantity(number, kind.replace("-", " "), plural(kind))


def units(kinds: Mapping[str, int]) -> str:
    """Return how many provisions there are of each kind.

    >>> units({"section": 28, "requirement": 64, "subcategory": 1})
    '28 sections, 64 requirements and 1 subcategory'
    """
    return listed([of_kind(number, kind) for kind, number in kinds.items()])


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def few(names: Sequence[str], most: int, noun: str = "more", plural: str = "more") -> str:
    """Return the first few of some names, at most so many, and how many others there are, as a sentence lists them.

    >>> few(["a", "b"], 3), few(["a", "b", "c"], 1), few(["a", "b"], 1, "other", "others")
    ('a and b', 'a and 2 more', 'a and 1 other')
    """
    rest = others(len(names), most, noun, plural)
    return listed([*names[:most], *([rest] if rest else [])])


def others(number: int, most: int, noun: str, plural: str = "") -> str:
    """Return how many of some things are not among the first few, at most so many; "" where all are.

    >>> others(5, 3, "more path"), others(3, 3, "more path")
    ('2 more paths', '')
    """
    return quantity(number - most, noun, plural) if number > most else ""
