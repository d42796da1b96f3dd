"""The contents of the files as typed values: documents, provisions, organisations, work items and mapping sets."""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from crosswalk import ids
from crosswalk.errors import shown
from crosswalk.vocabulary import Basis, DocumentStage, Reading, Seen, Stage, Topic

WORD = re.compile(r"[a-z][a-z0-9-]*")
#: A language of [BCP 47](https://www.rfc-editor.org/info/bcp47), as far as it is used here.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PARTIAL_DATE = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?")


def _date(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) and value.year > 999:
        return value.isoformat()
    if value == "unknown" or (isinstance(value, str) and PARTIAL_DATE.fullmatch(value)):
        return value
    raise ValueError('write a date such as 2025-12-08, "2025-12" or "2025" (in quotes), or unknown')


def _withdrawn(value: object) -> object:
    if value is True:
        return "unknown"
    try:
        return _date(value)
    except ValueError:
        raise ValueError('write true, or the date, such as 2023-11-01, "2023-11" or "2023" (in quotes)') from None


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _id(value: str) -> str:
    if not ids.DOCUMENT_ID.fullmatch(value):
        raise ValueError("not an id; use a-z, 0-9, dots and hyphens")
    return value


def _local_id(value: str) -> str:
    if not ids.LOCAL_ID.fullmatch(value):
        raise ValueError("not the id of a provision; use letters, digits, dots, hyphens and round brackets")
    return value


def _word(value: str) -> str:
    if not WORD.fullmatch(value):
        raise ValueError("not a word such as shall or system-operator; use a-z, 0-9 and hyphens")
    return value


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise ValueError("not a language; write a code such as fr, de or pt-BR")
    return value


def _reference(value: str) -> str:
    document, colon, local = value.partition(":")
    if not ids.DOCUMENT_ID.fullmatch(document) or (colon and not ids.LOCAL_ID.fullmatch(local)):
        raise ValueError("not a document or provision; write eu-ai-act-2024 or eu-ai-act-2024:Art-15")
    return value


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")) or not ids.is_iri(value):
        raise ValueError("not a web address; write it in full, with https:// and without spaces")
    return value


PartialDate = Annotated[str, BeforeValidator(_date)]
Withdrawn = Annotated[str, BeforeValidator(_withdrawn)]  #: the date of a withdrawal, or unknown for `true`
Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[list[Id], FailFast(), BeforeValidator(_several)]
Kinds = Annotated[list[str], FailFast(), BeforeValidator(_several)]
LocalId = Annotated[str, AfterValidator(_local_id)]
Reference = Annotated[str, AfterValidator(_reference)]
References = Annotated[list[Reference], FailFast(), BeforeValidator(_several)]
Word = Annotated[str, AfterValidator(_word)]
Url = Annotated[str, AfterValidator(_url)]
Text = Annotated[str, Field(min_length=1)]
Cell = object  #: whatever type an extension column declares for its cells


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Spoken(_Strict):
    """An entry whose texts may be given in several languages: `label: {en: Logging, fr: Journalisation}`."""

    _IN_LANGUAGES: ClassVar[tuple[str, ...]] = ()
    _translations: dict[str, dict[str, str]] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _set_translations_apart(cls, raw: object, build: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(raw, dict):
            return build(raw)
        given = {name: raw[name] for name in cls._IN_LANGUAGES if isinstance(raw.get(name), dict)}
        if not given:
            return build(raw)
        translations = {name: _languages(name, texts) for name, texts in given.items()}
        entry = build({**raw, **{name: texts["en"] for name, texts in given.items()}})
        entry._translations.update(translations)
        return entry

    def in_other_languages(self, field: str) -> dict[str, str]:
        """Return the translations of a text, by language; without English, which is the text itself."""
        return self._translations.get(field, {})


def _languages(name: str, texts: dict[str, object]) -> dict[str, str]:
    """Return the texts of a field in other languages than English. Raises ValueError where one is not as it must be."""
    if "en" not in texts:
        raise ValueError(f"{name} has no English text, which is the one that is shown; add it as en: beside the others")
    others = {language: text for language, text in texts.items() if language != "en"}
    for language, text in others.items():
        if not LANGUAGE.fullmatch(language):
            raise ValueError(f"{name}: “{shown(language)}” is not a language; write a code such as fr, de or pt-BR")
        if not isinstance(text, str) or not text:
            raise ValueError(f"{name}: the text in “{shown(language)}” must be text; put it in quotes")
    return {language: str(text) for language, text in others.items()}


class StatusEntry(_Strict):
    """The stage of a document, the day on which that was true, and how it is known."""

    stage: Annotated[DocumentStage, Field(strict=False)]
    as_of: datetime.date
    seen: Annotated[Seen, Field(strict=False)]


class ProvisionEntry(_Spoken):
    """One citable unit of a document."""

    _IN_LANGUAGES = ("label", "summary")

    id: str
    label: Text
    kind: Text
    notation: str | None = None
    parent: LocalId | None = None
    level: Word | None = None
    roles: Annotated[list[Word], FailFast()] = []
    phase: Word | None = None
    priority: Text | None = None  #: the publisher's own ranking, in the publisher's word
    withdrawn: Withdrawn | None = None  #: it asks for nothing any more, and is no unit of its document
    replaced_by: References = []  #: the provisions, or the document, that took its place
    amended_by: Ids = []
    summary: str | None = None
    note: str | None = None

    @field_validator("replaced_by")
    @classmethod
    def _is_withdrawn(cls, successors: list[str], info: ValidationInfo) -> list[str]:
        if successors and not info.data.get("withdrawn"):
            raise ValueError("only what is withdrawn is replaced: add withdrawn: true, or the date")
        return successors

    def content_hash(self) -> str:
        """Return the hash that shows whether a mapping made earlier has become stale (docs/curation.md)."""
        parts = [self.notation or self.id, self.label, self.summary or "", self.level or "", ",".join(self.roles)]
        return ids.digest(*parts, *(["withdrawn"] if self.withdrawn else []), length=12)


class AliasesEntry(_Strict):
    """How others cite a document and its provisions, so that their files can be matched with ours."""

    prefixes: Annotated[list[Text], FailFast(), BeforeValidator(_several)] = []
    addresses: Annotated[list[Url], FailFast(), BeforeValidator(_several)] = []  #: how the addresses of its items begin
    ids: dict[Text, LocalId] = {}  #: another spelling of an id → the id
    any_sign: bool = False  #: signs between the parts of an id say nothing: ac-2.1 and AC-02(01) are AC-2(1)


class DocumentFile(_Strict):
    """One edition of a standard, law, code, guideline, catalogue or draft."""

    id: str
    title: Text
    short_title: str | None = Field(default=None, max_length=28)
    language: Annotated[str, AfterValidator(_language)] = "en"  #: of the title
    version: Text
    publisher: Ids
    date: PartialDate
    status: StatusEntry
    url: Url | None = None
    rights: Text
    text_policy: Literal["own-words", "titles-only", "ids-only"]
    assessable: Kinds = []
    hierarchy: Literal["parts", "groups"] = "groups"
    loaded: int = Field(ge=0)
    total: int | None = Field(default=None, ge=0)
    replaces: Ids = []
    derived_from: Ids = []
    withdrawn: Withdrawn | None = None
    replaced_by: Ids = []  #: where the later document does not say itself what it replaces
    amended_by: Ids = []  #: documents that change this one and leave it in force
    replaces_shipped: bool = False  #: a user's copy, which takes the place of the shipped document with the same id
    authors: Ids = []
    co_sealed_by: Ids = []
    committee: Id | None = None
    note: str | None = None
    aliases: AliasesEntry | None = None
    provisions: Annotated[list[ProvisionEntry], FailFast()] = []

    @property
    def iri(self) -> str:
        """The document's IRI, which is also its named graph."""
        return ids.DOC + self.id


class OrganisationEntry(_Strict):
    """A publisher, agency, standards body, committee or company."""

    id: Id
    name: Text
    abbreviation: str | None = None
    kind: (
        Literal["government", "standards-body", "committee", "company", "community", "forum", "academia", "legislator"]
        | None
    ) = None
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    part_of: Id | None = None
    url: Url | None = None
    note: str | None = None


class SynonymEntry(_Strict):
    """Words and phrases that mean the same, so that a search for one finds the others."""

    same: Annotated[list[Text], Field(min_length=2)]


class MilestoneEntry(_Strict):
    """One stage that a work item reached, when, and how that is known."""

    stage: Annotated[Stage, Field(strict=False)]
    date: PartialDate
    as_of: datetime.date
    seen: Annotated[Seen, Field(strict=False)]
    code: Text | None = None  #: the body's own code or word, such as 60.00 or "final draft V0.0.8"
    closes: datetime.date | None = None  #: the last day of its ballot or of its time for comments
    note: Text | None = None


class WorkItemEntry(_Strict):
    """A standards body's project to write, revise or adopt a document. Stages are in the names of
    [ISO's harmonised stage codes](https://www.iso.org/stage-codes.html), and `stopped`.
    """

    id: Id
    number: Text
    title: Text
    body: Id
    committee: Id | None = None
    url: Url | None = None
    becomes: Id | None = None
    revises: Ids = []
    adopts: Ids = []
    supports: References = []
    topics: Annotated[list[Annotated[Topic, Field(strict=False)]], FailFast(), BeforeValidator(_several)] = []
    note: Text | None = None
    stages: Annotated[list[MilestoneEntry], FailFast(), Field(min_length=1)]

    @field_validator("stages")
    @classmethod
    def _in_order_of_time(cls, stages: list[MilestoneEntry]) -> list[MilestoneEntry]:
        dates = [stage.date for stage in stages if stage.date != "unknown"]
        if any(later < earlier[: len(later)] for earlier, later in itertools.pairwise(dates)):
            raise ValueError("the stages must be in order of time, the latest last")
        return stages

    @property
    def iri(self) -> str:
        """The work item's IRI."""
        return ids.WORK + self.id


class TermSource(_Strict):
    """Where a term is defined: a document of the catalogue, the place in it, and how that is known."""

    document: Id
    at: Text
    seen: Annotated[Seen, Field(strict=False)]
    url: Url | None = None  #: where not at the document's own address


class TermEntry(_Strict):
    """A term of the field, with what it means, in our own words."""

    id: Id
    term: Text
    aliases: Annotated[list[Text], FailFast(), BeforeValidator(_several)] = []
    definition: Text
    source: TermSource

    @property
    def iri(self) -> str:
        """The term's IRI."""
        return ids.TERM + self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called."""
        return self.term, *self.aliases


@dataclass(frozen=True, slots=True)
class AskEntry:
    """One act, artefact or state that a provision asks for, in our own words (docs/measures.md)."""

    id: str  #: of its document, as in 5.4.1#2
    text: str
    theme: str
    when: str = ""  #: the condition or exception inside the document
    level: str = ""  #: where it is not that of the provision
    note: str = ""
    parts: tuple[str, ...] = ()  #: of an umbrella: the asks and provisions that spell it out
    roles: tuple[str, ...] = ()  #: who must do it, where that is not whom the provision addresses

    @property
    def provision(self) -> str:
        """The local id of the provision that asks for it."""
        return self.id.partition("#")[0]

    def content_hash(self) -> str:
        """Return the hash that shows whether a row made earlier has become stale. It does not cover who must do it: a
        row says what is asked and not of whom.
        """
        return ids.digest(self.text, self.when, self.level, length=12)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What the reading of one provision found besides asks: that it asks nothing, that it was not read, or a remainder,
    which is a duty that cannot be written as an ask.
    """

    id: str
    reading: Reading
    note: str
    remainder: str = ""


@dataclass(frozen=True, slots=True)
class AsksFile:
    """What the provisions of one document ask, unit by unit."""

    document: str
    asks: tuple[AskEntry, ...]
    units: tuple[UnitReading, ...]

    @property
    def iri(self) -> str:
        """The document's IRI."""
        return ids.DOC + self.document


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """One sentence of evidence in which the asks of several documents meet."""

    id: str
    evidence: str
    theme: str

    def content_hash(self) -> str:
        """Return the hash that shows whether a row made earlier has become stale."""
        return ids.digest(self.evidence, length=12)


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """An edition of the catalogue of measures."""

    id: str
    measures: tuple[MeasureEntry, ...]

    @property
    def iri(self) -> str:
        """The catalogue's IRI, which is also its named graph."""
        return ids.DOC + self.id


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One row of a mapping set, validated by sssom-pydantic. Subject, object, predicate and documents are IRIs."""

    id: str
    subject: str
    predicate: str
    modifier: str
    object: str
    justification: str
    subject_source: str | None
    object_source: str | None
    comment: str | None = None
    confidence: float | None = None
    reviewer: str | None = None
    date: datetime.date | None = None
    provider: str | None = None
    tool: str | None = None
    subject_label: str | None = None  #: what the file calls the subject; not what we call it
    object_label: str | None = None
    extensions: dict[str, Cell] = field(default_factory=dict)


class SetExtensions(_Strict):
    """What the header of a mapping set says in declared slots of our own: what the set was made from, and how far two
    passes over some of its cells agree ([Cohen's κ](https://doi.org/10.1177/001316446002000104), docs/curation.md).
    """

    basis: Annotated[Basis, Field(strict=False)] | None = None
    agreement_overlap: float | None = Field(default=None, ge=-1, le=1)  #: κ on whether two provisions overlap at all
    agreement_relation: float | None = Field(default=None, ge=-1, le=1)  #: κ on which relation they have
    agreement_cells: int | None = Field(default=None, ge=1)  #: how many cells both passes answered
    read_against: Ids = []  #: of asks: the catalogue, and the documents whose asks they were read against, all of them


class MappingSetFile(_Strict):
    """A file of assertions by one asserter."""

    id: str
    title: str | None
    description: str | None
    license: str | None
    creators: list[str]
    layer: Literal["curated", "published", "measures"]
    mappings: list[MappingRow]
    extensions: SetExtensions = SetExtensions()

    @property
    def iri(self) -> str:
        """The set's IRI, which is also its named graph."""
        return ids.SET + self.id
