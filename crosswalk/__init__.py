"""Crosswalk: how the standards, laws and guidance on the cyber security of AI relate, as a graph that can be checked
and asked. Every question is a function that takes a `Crosswalk` first.

>>> import crosswalk
>>> xw = crosswalk.load()
>>> [ncsc] = crosswalk.coverage(xw, "dsit-ai-code-2025", "ncsc-secure-ai-2023")
>>> ncsc.total, ncsc.met
(72, 62)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosswalk.algebra import Relation as Relation
    from crosswalk.analysis.agreement import Agreement as Agreement
    from crosswalk.analysis.agreement import Contradiction as Contradiction
    from crosswalk.analysis.agreement import Pair as Pair
    from crosswalk.analysis.agreement import agreement as agreement
    from crosswalk.analysis.answers import Difference as Difference
    from crosswalk.analysis.answers import Reply as Reply
    from crosswalk.analysis.answers import answers as answers
    from crosswalk.analysis.asked import AskAnswer as AskAnswer
    from crosswalk.analysis.asked import Asking as Asking
    from crosswalk.analysis.asked import OnlyHere as OnlyHere
    from crosswalk.analysis.asked import Place as Place
    from crosswalk.analysis.asked import Together as Together
    from crosswalk.analysis.asked import Use as Use
    from crosswalk.analysis.asked import asked as asked
    from crosswalk.analysis.asked import common as common
    from crosswalk.analysis.asked import lacking as lacking
    from crosswalk.analysis.asked import only_here as only_here
    from crosswalk.analysis.asked import uses as uses
    from crosswalk.analysis.asks import Ask as Ask
    from crosswalk.analysis.asks import Measure as Measure
    from crosswalk.analysis.asks import Row as Row
    from crosswalk.analysis.asks import asks as asks
    from crosswalk.analysis.asks import measures as measures
    from crosswalk.analysis.candidates import Candidate as Candidate
    from crosswalk.analysis.candidates import Candidates as Candidates
    from crosswalk.analysis.candidates import HitRate as HitRate
    from crosswalk.analysis.candidates import candidates as candidates
    from crosswalk.analysis.catalogue import Contents as Contents
    from crosswalk.analysis.catalogue import Document as Document
    from crosswalk.analysis.catalogue import DocumentStatus as DocumentStatus
    from crosswalk.analysis.catalogue import Filters as Filters
    from crosswalk.analysis.catalogue import MappingSet as MappingSet
    from crosswalk.analysis.catalogue import Organisation as Organisation
    from crosswalk.analysis.catalogue import Provision as Provision
    from crosswalk.analysis.catalogue import Stats as Stats
    from crosswalk.analysis.catalogue import documents as documents
    from crosswalk.analysis.catalogue import mapping_sets as mapping_sets
    from crosswalk.analysis.catalogue import provisions as provisions
    from crosswalk.analysis.catalogue import stats as stats
    from crosswalk.analysis.compare import compare as compare
    from crosswalk.analysis.coverage import Answer as Answer
    from crosswalk.analysis.coverage import Coverage as Coverage
    from crosswalk.analysis.coverage import coverage as coverage
    from crosswalk.analysis.derive import Derived as Derived
    from crosswalk.analysis.derive import derive as derive
    from crosswalk.analysis.describe import Description as Description
    from crosswalk.analysis.describe import SetLink as SetLink
    from crosswalk.analysis.describe import describe as describe
    from crosswalk.analysis.editions import Change as Change
    from crosswalk.analysis.editions import Diff as Diff
    from crosswalk.analysis.editions import diff as diff
    from crosswalk.analysis.gaps import Cause as Cause
    from crosswalk.analysis.gaps import Gap as Gap
    from crosswalk.analysis.gaps import Reason as Reason
    from crosswalk.analysis.gaps import gaps as gaps
    from crosswalk.analysis.graph import mapping_graph as graph  # noqa: F401
    from crosswalk.analysis.links import Link as Link
    from crosswalk.analysis.links import Missing as Missing
    from crosswalk.analysis.mappings import Assertion as Assertion
    from crosswalk.analysis.mappings import Mapping as Mapping
    from crosswalk.analysis.mappings import assertions as assertions
    from crosswalk.analysis.paths import Hop as Hop
    from crosswalk.analysis.proximity import Penalties as Penalties
    from crosswalk.analysis.quality import Passes as Passes
    from crosswalk.analysis.quality import Quality as Quality
    from crosswalk.analysis.search import Hit as Hit
    from crosswalk.analysis.search import search as search
    from crosswalk.analysis.spread import Spread as Spread
    from crosswalk.analysis.spread import spread as spread
    from crosswalk.analysis.standing import Standing as Standing
    from crosswalk.analysis.standing import standing as standing
    from crosswalk.analysis.terms import Term as Term
    from crosswalk.analysis.terms import terms as terms
    from crosswalk.analysis.timeline import Event as Event
    from crosswalk.analysis.timeline import changes_since as changes_since
    from crosswalk.analysis.trace import Proof as Proof
    from crosswalk.analysis.trace import Trace as Trace
    from crosswalk.analysis.trace import trace as trace
    from crosswalk.analysis.tracker import Entry as Entry
    from crosswalk.analysis.tracker import Milestone as Milestone
    from crosswalk.analysis.tracker import Wanted as Wanted
    from crosswalk.analysis.tracker import WorkItem as WorkItem
    from crosswalk.analysis.tracker import work_items as work_items
    from crosswalk.errors import CrosswalkError as CrosswalkError
    from crosswalk.errors import NothingLoaded as NothingLoaded
    from crosswalk.errors import QueryError as QueryError
    from crosswalk.errors import QueryRefused as QueryRefused
    from crosswalk.errors import QueryTimeout as QueryTimeout
    from crosswalk.errors import StoreError as StoreError
    from crosswalk.errors import UnknownId as UnknownId
    from crosswalk.errors import UnreadableSources as UnreadableSources
    from crosswalk.errors import UsageError as UsageError
    from crosswalk.files.faults import Fault as Fault
    from crosswalk.formats.readers import SourceFile as SourceFile
    from crosswalk.formats.writers import Export as Export
    from crosswalk.formats.writers import Extent as Extent
    from crosswalk.formats.writers import Loss as Loss
    from crosswalk.formats.writers import Scope as Scope
    from crosswalk.formats.writers import export as export
    from crosswalk.formats.writers import exported as exported
    from crosswalk.sources import Layout as Layout
    from crosswalk.sources import data_version as data_version
    from crosswalk.sources.provenance import Provenance as Provenance
    from crosswalk.sparql import Table as Table
    from crosswalk.sparql import ask as ask
    from crosswalk.sparql import query as query
    from crosswalk.store import Store as Store
    from crosswalk.store.holder import Crosswalk as Crosswalk
    from crosswalk.store.holder import Memory as Memory
    from crosswalk.store.holder import load as load
    from crosswalk.store.holder import recording as recording
    from crosswalk.validation import Verdict as Verdict
    from crosswalk.validation import validate as validate
    from crosswalk.validation import verdict as verdict
    from crosswalk.vocabulary import Asked as Asked
    from crosswalk.vocabulary import Basis as Basis
    from crosswalk.vocabulary import Grade as Grade
    from crosswalk.vocabulary import Holding as Holding
    from crosswalk.vocabulary import Pair as PairState  # noqa: F401
    from crosswalk.vocabulary import Review as Review
    from crosswalk.vocabulary import Stage as Stage
    from crosswalk.vocabulary import Status as Status
    from crosswalk.wording import behind as behind
    from crosswalk.wording import judged as judged
    from crosswalk.wording import traced as traced
    from crosswalk.wording import why as why

__version__ = "0.1.0"

_HOMES = {
    "algebra": ("Relation",),
    "analysis.agreement": ("Agreement", "Contradiction", "Pair", "agreement"),
    "analysis.answers": ("Difference", "Reply", "answers"),
    "analysis.asked": (
        "AskAnswer",
        "Asking",
        "OnlyHere",
        "Place",
        "Together",
        "Use",
        "asked",
        "common",
        "lacking",
        "only_here",
        "uses",
    ),
    "analysis.asks": ("Ask", "Measure", "Row", "asks", "measures"),
    "analysis.candidates": ("Candidate", "Candidates", "HitRate", "candidates"),
    "analysis.catalogue": (
        "Contents",
        "Document",
        "DocumentStatus",
        "Filters",
        "MappingSet",
        "Organisation",
        "Provision",
        "Stats",
        "documents",
        "mapping_sets",
        "provisions",
        "stats",
    ),
    "analysis.compare": ("compare",),
    "analysis.coverage": ("Answer", "Coverage", "coverage"),
    "analysis.derive": ("Derived", "derive"),
    "analysis.describe": ("Description", "SetLink", "describe"),
    "analysis.editions": ("Change", "Diff", "diff"),
    "analysis.gaps": ("Cause", "Gap", "Reason", "gaps"),
    "analysis.graph": ("mapping_graph as graph",),
    "analysis.mappings": ("Assertion", "Mapping", "assertions"),
    "analysis.links": ("Link", "Missing"),
    "analysis.paths": ("Hop",),
    "analysis.proximity": ("Penalties",),
    "analysis.quality": ("Passes", "Quality"),
    "analysis.search": ("Hit", "search"),
    "analysis.spread": ("Spread", "spread"),
    "analysis.standing": ("Standing", "standing"),
    "analysis.terms": ("Term", "terms"),
    "analysis.timeline": ("Event", "changes_since"),
    "analysis.trace": ("Proof", "Trace", "trace"),
    "analysis.tracker": ("Entry", "Milestone", "Wanted", "WorkItem", "work_items"),
    "errors": (
        "CrosswalkError",
        "NothingLoaded",
        "QueryError",
        "QueryRefused",
        "QueryTimeout",
        "StoreError",
        "UnknownId",
        "UnreadableSources",
        "UsageError",
    ),
    "files.faults": ("Fault",),
    "formats.readers": ("SourceFile",),
    "formats.writers": ("Export", "Extent", "Loss", "Scope", "export", "exported"),
    "sources": ("Layout", "data_version"),
    "sources.provenance": ("Provenance",),
    "sparql": ("Table", "ask", "query"),
    "store": ("Store",),
    "store.holder": ("Crosswalk", "Memory", "load", "recording"),
    "validation": ("Verdict", "validate", "verdict"),
    "vocabulary": ("Asked", "Basis", "Grade", "Holding", "Pair as PairState", "Review", "Stage", "Status"),
    "wording": ("behind", "judged", "traced", "why"),
}
#: public name → the module that defines it, and its name there
_PUBLIC = {
    name.rpartition(" as ")[2]: (f"crosswalk.{home}", name.partition(" as ")[0])
    for home, names in _HOMES.items()
    for name in names
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `import crosswalk` alone stays light."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'crosswalk' has no attribute {name!r}")
    home, original = _PUBLIC[name]
    value: object = getattr(importlib.import_module(home), original)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
