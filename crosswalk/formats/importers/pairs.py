"""What importers of formats without SSSOM's slots share: pairs with a relation of NIST IR 8477, and a row for each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from crosswalk import ids
from crosswalk.files.model import MappingRow
from crosswalk.formats.importers.gathered import Cited, End, FileRecord, Gathered, Outcome, Refused, RowRecord
from crosswalk.formats.importers.stubs import NO_ASSERTER

#: What others write for a relation → the predicate and modifier. Each of these formats defines its words by set theory.
RELATIONS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("equal", "equal-to", "equivalent", "equivalent-to"), ("skos:exactMatch", "")),
    **dict.fromkeys(("subset", "subset-of"), ("skos:broadMatch", "")),
    **dict.fromkeys(("superset", "superset-of"), ("skos:narrowMatch", "")),
    **dict.fromkeys(("intersect", "intersects", "intersects-with"), ("skos:relatedMatch", "")),
    **dict.fromkeys(("not-related", "no-relationship"), ("skos:relatedMatch", "Not")),
    "related": ("skos:closeMatch", ""),
    "mitigates": ("cw:mitigates", ""),
    "association": ("cw:associatedWith", ""),
}


@dataclass(slots=True)
class Pairs:
    """The pairs of one mapping set while its file is read, and the record of their rows."""

    gathered: Gathered
    record: FileRecord
    provider: str = ""  #: who asserts them, as the file has it
    rows: list[MappingRow] = field(default_factory=list)
    seen: dict[str, list[tuple[MappingRow, int]]] = field(default_factory=dict)

    def add(
        self,
        subject: Cited,
        relation: str,
        obj: Cited,
        raw: str,
        *,
        line: int | None = None,
        comment: str = "",
        confidence: float | None = None,
        labels: tuple[str, str] = ("", ""),
        was: str = "",
    ) -> None:
        """Add one pair; `was` is the relation that the file has where it is read otherwise. A row that is wrong is
        refused, and one that is the same as another is kept aside.
        """
        try:
            mapping = self._mapping(subject, relation, obj, line, comment, confidence, labels, was)
        except Refused as reason:
            self.note(Outcome.REFUSED, str(reason), raw, line)
            return
        self._keep(mapping, raw, line)

    def add_gap(self, cited: Cited, other: str, raw: str, *, is_source: bool, relation: str = "intersects") -> None:
        """Add that nothing with a relation was found, in the document called `other`, for an item of the source or of
        the target.
        """
        try:
            end = self.gathered.end(cited, None, self.record.name, None)
        except Refused as reason:
            self.note(Outcome.REFUSED, str(reason), raw)
            return
        nothing = End(self.gathered.document(Cited(other, "", other)), "", nothing=True)
        subject, obj = (end, nothing) if is_source else (nothing, end)
        written = ids.expand(RELATIONS[relation][0])
        mapping = MappingRow(
            id=ids.record_id(subject.iri, written, "", obj.iri),
            subject=subject.iri,
            predicate=written,
            modifier="",
            object=obj.iri,
            justification=ids.expand("semapv:UnspecifiedMatching"),
            subject_source=ids.DOC + subject.document,
            object_source=ids.DOC + obj.document,
            provider=ids.ORG + self._asserter(),
        )
        self._keep(mapping, raw, None)

    def _keep(self, mapping: MappingRow, raw: str, line: int | None) -> None:
        """Add a mapping, unless it is the same as an earlier one in everything."""
        number = len(self.record.rows) + 1
        earlier = self.seen.setdefault(mapping.id, [])
        if same := next((row for one, row in earlier if one == mapping), None):
            self.note(Outcome.ASIDE, f"It is the same as row {same}.", raw, line)
            return
        earlier.append((mapping, number))
        self.rows.append(mapping)
        self.record.rows.append(RowRecord(number, line, Outcome.KEPT))

    def _asserter(self) -> str:
        return self.gathered.organisation(self.provider) if self.provider else NO_ASSERTER.id

    def note(self, outcome: Outcome, reason: str, raw: str, line: int | None = None) -> None:
        """Note a row that does not become a mapping."""
        self.record.rows.append(RowRecord(len(self.record.rows) + 1, line, outcome, (reason,), raw))

    def _mapping(
        self,
        subject: Cited,
        relation: str,
        obj: Cited,
        line: int | None,
        comment: str,
        confidence: float | None,
        labels: tuple[str, str],
        was: str,
    ) -> MappingRow:
        predicate, modifier = RELATIONS[relation]
        name = self.record.name
        one = self.gathered.end(subject, labels[0] or None, name, line)
        other = self.gathered.end(obj, labels[1] or None, name, line)
        written = ids.expand(predicate)
        return MappingRow(
            id=ids.record_id(one.iri, written, modifier, other.iri),
            subject=one.iri,
            predicate=written,
            modifier=modifier,
            object=other.iri,
            justification=ids.expand("semapv:UnspecifiedMatching"),
            subject_source=ids.DOC + one.document,
            object_source=ids.DOC + other.document,
            comment=comment or None,
            confidence=confidence if confidence is not None and 0 <= confidence <= 1 else None,
            provider=ids.ORG + self._asserter(),
            subject_label=labels[0] or None,
            object_label=labels[1] or None,
            extensions={"other": f"relationship={was}"} if was else {},
        )


def raw(entry: object) -> str:
    """Return an entry of JSON or YAML as one line, as it is written where it is not kept."""
    return json.dumps(entry, ensure_ascii=False, default=str)


def text(entry: dict[str, object], key: str) -> str:
    """Return the value of a key as text on one line; "" where there is none, or a list or mapping.

    >>> text({"a": " one\\n two"}, "a"), text({}, "a")
    ('one two', '')
    """
    value = entry.get(key)
    return "" if value is None or isinstance(value, (dict, list)) else " ".join(str(value).split())


def entries(value: object) -> list[dict[str, object]]:
    """Return the mappings in a list, or a mapping alone; [] for anything else."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
