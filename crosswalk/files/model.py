"""The contents of the files as typed values: documents, provisions, organisations, work items and mapping sets."""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, FailFast, Field, field_validator

from crosswalk import ids
from crosswalk.vocabulary import DocumentStage, Seen, Stage

WORD = re.compile(r"[a-z][a-z0-9-]*")
PARTIAL_DATE = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?")


def _date(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) and value.year > 999:
        return value.isoformat()
    if value == "unknown" or (isinstance(value, str) and PARTIAL_DATE.fullmatch(value)):
        return value
    raise ValueError('write a date such as 2025-12-08, "2025-12" or "2025" (in quotes), or unknown')


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
Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[list[Id], FailFast(), BeforeValidator(_several)]
Kinds = Annotated[list[str], FailFast(), BeforeValidator(_several)]
LocalId = Annotated[str, AfterValidator(_local_id)]
Reference = Annotated[str, AfterValidator(_reference)]
Word = Annotated[str, AfterValidator(_word)]
Url = Annotated[str, AfterValidator(_url)]
Text = Annotated[str, Field(min_length=1)]
Cell = object  #: whatever type an extension column declares for its cells


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StatusEntry(_Strict):
    """The stage of a document, the day on which that was true, and how it is known."""

    stage: Annotated[DocumentStage, Field(strict=False)]
    as_of: datetime.date
    seen: Annotated[Seen, Field(strict=False)]


class ProvisionEntry(_Strict):
    """One citable unit of a document."""

    id: str
    label: Text
    kind: Text
    notation: str | None = None
    parent: LocalId | None = None
    level: Word | None = None
    roles: Annotated[list[Word], FailFast()] = []
    phase: Word | None = None
    priority: Text | None = None  #: the publisher's own ranking, in the publisher's word
    summary: str | None = None
    note: str | None = None

    def content_hash(self) -> str:
        """Return the hash that shows whether a mapping made earlier has become stale (docs/curation.md)."""
        return ids.digest(
            self.notation or self.id, self.label, self.summary or "", self.level or "", ",".join(self.roles), length=12
        )


class DocumentFile(_Strict):
    """One edition of a standard, law, code, guideline, catalogue or draft."""

    id: str
    title: Text
    short_title: str | None = Field(default=None, max_length=28)
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
    authors: Ids = []
    co_sealed_by: Ids = []
    committee: Id | None = None
    note: str | None = None
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


class MilestoneEntry(_Strict):
    """One stage that a work item reached, when, and how that is known."""

    stage: Annotated[Stage, Field(strict=False)]
    date: PartialDate
    as_of: datetime.date
    seen: Annotated[Seen, Field(strict=False)]
    code: Text | None = None  #: the body's own code or word, such as 60.00 or "final draft V0.0.8"
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
    supports: Annotated[list[Reference], FailFast(), BeforeValidator(_several)] = []
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
    extensions: dict[str, Cell] = field(default_factory=dict)


class MappingSetFile(_Strict):
    """A file of assertions by one asserter."""

    id: str
    title: str | None
    description: str | None
    license: str | None
    creators: list[str]
    layer: Literal["curated", "published"]
    mappings: list[MappingRow]

    @property
    def iri(self) -> str:
        """The set's IRI, which is also its named graph."""
        return ids.SET + self.id
