"""Grade the evidence behind a mapping (design §6): who asserts it, and whether a person has looked."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.sources import Mapping, MappingSet, Sources

PROJECT = "crosswalk project"
PUBLIC_BODIES = {"government", "standards-body", "committee", "legislator", "forum"}
_COMPUTED = {
    ids.PREFIXES["semapv"] + name
    for name in ("SemanticSimilarityThresholdMatching", "LexicalSimilarityThresholdMatching", "MappingChaining")
}


class Grader:
    """Knows who issued which document, and what kind of body each organisation is."""

    def __init__(self, sources: Sources) -> None:
        self.issuers = {document.iri: set(document.publisher) for _, document in sources.documents}
        self.committees = {document.iri: document.committee for _, document in sources.documents}
        self.kinds = {one.id: one.kind for _, organisations in sources.organisations for one in organisations}

    def grade(self, mapping: Mapping, mapping_set: MappingSet) -> str:
        """Return "A" (issuing body of one of the two documents) to "F" (computed, no named asserter)."""
        if mapping.provider:
            return self._asserted_by(ids.short(mapping.provider), mapping)
        if mapping.justification in _COMPUTED and not mapping.reviewer:
            return "F"
        if PROJECT not in mapping_set.creators:
            return "C"
        return "D" if mapping.reviewer else "E"

    def _asserted_by(self, asserter: str, mapping: Mapping) -> str:
        documents = {ids.document_of(mapping.subject), ids.document_of(mapping.object), mapping.object_source}
        if any(asserter in self.issuers.get(document or "", ()) for document in documents):
            return "A"
        own_committee = any(self.committees.get(document or "") == asserter for document in documents)
        return "B" if own_committee or self.kinds.get(asserter) in PUBLIC_BODIES else "C"
