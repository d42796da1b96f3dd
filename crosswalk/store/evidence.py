"""Grade the evidence behind a mapping (docs/data-model.md): who asserts it, and whether a person has reviewed it."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.files.model import MappingRow, MappingSetFile
from crosswalk.formats.readers import Contents
from crosswalk.vocabulary import Grade

PROJECT = "crosswalk project"
PUBLIC_BODIES = {"government", "standards-body", "committee", "legislator", "forum"}
_COMPUTED = {
    ids.PREFIXES["semapv"] + name
    for name in ("SemanticSimilarityThresholdMatching", "LexicalSimilarityThresholdMatching", "MappingChaining")
}


class Grader:
    """Grades mappings by the issuers of the documents and the kinds of the organisations."""

    def __init__(self, contents: Contents) -> None:
        self.issuers = {document.iri: set(document.publisher) for _, document in contents.documents}
        self.committees = {document.iri: document.committee for _, document in contents.documents}
        self.kinds = {entry.id: entry.kind for _, entries in contents.organisations for entry in entries}

    def grade(self, mapping: MappingRow, mapping_set: MappingSetFile) -> Grade:
        """Return the grade of a row, from A (issuing body of one of the two documents) to F (computed)."""
        if mapping.provider:
            return self._asserted_by(ids.short(mapping.provider), mapping)
        if mapping.justification in _COMPUTED and not mapping.reviewer:
            return Grade.F
        if PROJECT not in mapping_set.creators:
            return Grade.C
        return Grade.D if mapping.reviewer else Grade.E

    def _asserted_by(self, asserter: str, mapping: MappingRow) -> Grade:
        documents = {ids.document_of(mapping.subject), ids.document_of(mapping.object), mapping.object_source}
        if any(asserter in self.issuers.get(document or "", ()) for document in documents):
            return Grade.A
        own_committee = any(self.committees.get(document or "") == asserter for document in documents)
        return Grade.B if own_committee or self.kinds.get(asserter) in PUBLIC_BODIES else Grade.C
