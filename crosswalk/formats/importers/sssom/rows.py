"""Judge the rows of an SSSOM set: which become mappings here, which are kept aside, and which are refused.

Decision 13 holds: somebody else's `skos:relatedMatch` is an association, “Not” is the complement of what it denies, and
IBM's `noMatch` says that there is no relationship only where the set itself says that it means this.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import ValidationError

from crosswalk import ids
from crosswalk.errors import did_you_mean, shown
from crosswalk.files.model import MappingRow
from crosswalk.formats.importers.gathered import (
    NO_LICENCE,
    Cited,
    End,
    FileRecord,
    Gathered,
    Outcome,
    Refused,
    RowRecord,
)
from crosswalk.formats.importers.sssom.foreign import ForeignRow, ForeignSet, Value
from crosswalk.formats.importers.stubs import NO_ASSERTER
from crosswalk.formats.readers.sssom.library import MULTIVALUED, PROPAGATABLE, MappingSetRecord, Record
from crosswalk.vocabulary import JUSTIFICATIONS, quantity

_SKOS, _CW, _SEMAPV = ids.PREFIXES["skos"], ids.NS, ids.PREFIXES["semapv"]
_RELATED, _ASSOCIATED = _SKOS + "relatedMatch", _CW + "associatedWith"
#: The predicates that are read as they are in any set.
_AS_THEY_ARE = {_SKOS + name for name in ("exactMatch", "broadMatch", "narrowMatch", "closeMatch")} | {
    *(ids.PREFIXES["dcterms"] + name for name in ("references", "isReplacedBy")),
    *(_CW + name for name in ("mitigates", "addresses", "supports", "associatedWith")),
}
_REFERENCES = ids.PREFIXES["dcterms"] + "references"
_NO_MATCH = "nomatch"
#: The slot of a set that says what its noMatch means, and what it can say.
_NO_MATCH_MEANS, _NO_RELATIONSHIP = "no_match", "no-relationship"
_LITERAL, _COMPOSED = "rdfs literal", "composed entity expression"
_NEVER_LEFT_OUT = frozenset(("subject_id", "predicate_id", "object_id", "mapping_justification", "predicate_modifier"))
#: The slots of a row that a mapping has as values of its own; the others are written as they are.
_TYPED = frozenset(
    "subject_id subject_label predicate_id predicate_modifier object_id object_label mapping_justification "  # noqa: SIM905
    "subject_source object_source mapping_provider mapping_tool mapping_date confidence comment extensions".split()
)
#: The slots of a set that are written as they are.
_OF_THE_SET = (
    "mapping_set_version",
    "mapping_set_confidence",
    "publication_date",
    "see_also",
    "issue_tracker",
    "sssom_version",
    "comment",
    "other",
    "creator_id",
)
_SLOTS = frozenset(Record.model_fields) - {"extensions"}
_CHAINING = _SEMAPV + "MappingChaining"
_DATE_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d")


def take(foreign: ForeignSet, record: FileRecord, gathered: Gathered) -> None:
    """Put the mapping set into `gathered`, and what became of each row into `record`."""
    record.head, record.columns = foreign.head, foreign.columns
    _Set(foreign, record, gathered).take()


class _Aside(Exception):
    """There is no place here for a row; the message says why, as one sentence."""


class _Ids:
    """Ids in cells, brought to prefix and address with the prefixes of the file, each once."""

    def __init__(self, curie_map: dict[str, str], gathered: Gathered) -> None:
        self._map = {**ids.prefixes(()), **curie_map}
        self._by_case = {prefix.casefold(): prefix for prefix in self._map}
        self._namespaces = sorted(curie_map.items(), key=lambda entry: -len(entry[1]))
        self._gathered = gathered
        self._known: dict[str, Cited | str] = {}

    def __call__(self, text: str) -> Cited:
        """Return what an id cites. Raises Refused."""
        found = self._known.get(text)
        if found is None:
            try:
                found = self._read(text)
            except Refused as reason:
                found = str(reason)
            self._known[text] = found
        if isinstance(found, str):
            raise Refused(found)
        return found

    def _read(self, text: str) -> Cited:
        plain = text.strip("\N{NO-BREAK SPACE} ").removeprefix("<").removesuffix(">")
        if plain.startswith(("http://", "https://")):
            return self._address(plain)
        prefix, colon, local = plain.partition(":")
        if not colon:
            raise Refused(f"“{shown(text)}” is not an id: write it with the prefix of its document and a colon.")
        known = prefix if prefix in self._map else self._by_case.get(prefix.casefold())
        if known is not None:
            namespace = self._map[known]
            return Cited(plain, known, local, namespace + local, namespace)
        if self._gathered.known.by_prefix(prefix) is not None:
            return Cited(plain, prefix, local)
        if prefix.casefold() == "urn":
            return Cited(plain, "", re.split(r"[:/#]", plain)[-1], plain, re.sub(r"[^:/#]*$", "", plain))
        hint = did_you_mean(prefix, self._map) or " Add it there, with its address."
        raise Refused(f"“{shown(text)}”: the prefix “{shown(prefix)}” is not in the curie_map of the file.{hint}")

    def _address(self, text: str) -> Cited:
        for prefix, namespace in self._namespaces:
            if namespace and text.startswith(namespace):
                return Cited(text, prefix, text[len(namespace) :], text, namespace)
        begins = re.sub(r"[^/#]+$", "", text.rstrip("/"))
        return Cited(text, "", text[len(begins) :], text, begins)


class _Set:
    """One foreign set while it is being read."""

    def __init__(self, foreign: ForeignSet, record: FileRecord, gathered: Gathered) -> None:
        self.foreign, self.record, self.gathered = foreign, record, gathered
        self.ids = _Ids(foreign.curie_map, gathered)
        self.is_ours = str(foreign.slots.get("mapping_set_id", "")).startswith(ids.SET)
        self.no_match = str(foreign.slots.get(_NO_MATCH_MEANS, "")).strip().lower()
        self.values = _Values()
        self.rows: list[MappingRow] = []
        self.seen: dict[str, list[MappingRow]] = {}
        self.numbers: dict[int, int] = {}  #: of a mapping, by its identity → the number of its row
        self.sources: dict[tuple[str, str], Counter[str]] = {}
        self.homes: dict[str, Counter[str]] = {"subject": Counter(), "object": Counter()}
        self._as_written: dict[tuple[str, str], bool] = {}
        self._organisations: dict[str, str] = {}
        self._predicates: dict[str, str] = {}
        self._justifications: dict[str, str] = {}

    def take(self) -> None:
        """Read the set, first what every row gets from its head."""
        rows = list(self.foreign.rows)
        propagated = self._propagated(rows)
        named = self._texts("creator_label") or "mapping_provider" in propagated
        if not named and not any("mapping_provider" in row.slots for row in rows):
            propagated["mapping_provider"] = ids.ORG + NO_ASSERTER.id
        waiting: list[tuple[ForeignRow, dict[str, Value]]] = []
        for row in rows:
            slots = {**propagated, **row.slots} if propagated else row.slots
            if self._finds_nothing(slots):
                waiting.append((row, slots))  # in which document is known when the others were read
            else:
                self._judge(row, slots)
        for row, slots in waiting:
            self._judge(row, slots)
        self.record.rows.sort(key=lambda one: one.number)
        values, header = self._head()
        if waiting:
            self.rows.sort(key=lambda mapping: self.numbers[id(mapping)])
        self.gathered.add_set(self.foreign.name, self.rows, values, header)
        if not rows:
            self.gathered.warn("empty-set", "The file has no rows.", self.foreign.name)

    # ---- the head ------------------------------------------------------------------------------------------------

    def _text(self, slot: str) -> str | None:
        """Return a slot of the set as text: what is written there, also where YAML would read a number."""
        value = self.foreign.slots.get(slot)
        if value is None or isinstance(value, (dict, list)):
            return None
        return (str(self.foreign.written.get(slot, value)) if not isinstance(value, str) else value).strip() or None

    def _texts(self, slot: str) -> list[str]:
        value = self.foreign.slots.get(slot)
        if isinstance(value, list):
            return [str(one).strip() for one in value if one not in (None, "") and not isinstance(one, (dict, list))]
        one = self._text(slot)
        return [one] if one else []

    def _propagated(self, rows: list[ForeignRow]) -> dict[str, Value]:
        """Return the slots that the head gives to every row: those that no row has itself."""
        wanted = [slot for slot in self.foreign.slots if slot in PROPAGATABLE]
        own = {slot for slot in wanted if any(slot in row.slots for row in rows)}
        found: dict[str, Value] = {}
        for slot in wanted:
            line = self.foreign.lines.get(slot)
            texts = self._texts(slot)
            if slot in own:
                message = f"“{shown(slot)}” of the metadata is for no row, since rows have their own (as SSSOM says)."
                self.gathered.warn("slot-of-rows", message, self.foreign.name, line)
            elif texts:
                fault = _checked(slot, texts[0]) if slot in _CHECKED else None
                if isinstance(fault, _Fault):
                    self.gathered.warn("slot-left-out", f"{fault.reason} It is left out.", self.foreign.name, line)
                else:
                    found[slot] = texts if slot in MULTIVALUED else texts[0]
        return found

    def _head(self) -> tuple[dict[str, object], dict[str, object]]:
        slots = self.foreign.slots
        header: dict[str, object] = {"curie_map": self._usable_map()}
        for slot in _OF_THE_SET:
            value = self._texts(slot) if slot in MULTIVALUED or slot in ("see_also", "creator_id") else self._text(slot)
            if value:
                try:
                    MappingSetRecord.model_validate({"mapping_set_id": ids.SET + "x", slot: value})
                except ValidationError as error:
                    self._leave_out(slot, _reason(slot, error))
                else:
                    header[slot] = value
        self._keep_known_creators(header)
        original = self._text("mapping_set_id")
        if original and original.startswith(("http://", "https://")) and ids.is_iri(original):
            header["mapping_set_source"] = [original]
        elif original is None:
            self.gathered.warn("no-set-id", "The set has no mapping_set_id; it gets one here.", self.foreign.name)
        unknown = set(slots) - set(MappingSetRecord.model_fields) - {_NO_MATCH_MEANS}
        for slot in sorted(unknown):
            self._leave_out(slot, f"“{shown(slot)}” is not a slot of SSSOM; there is no place for it here.")
        licence = self._text("license")
        if licence and not (licence.startswith(("http://", "https://")) and ids.is_iri(licence)):
            self._leave_out("license", f"The licence “{shown(licence)}” is not an address; none is written.")
            licence = None
        described = self._text("mapping_set_description")
        where = f"Imported from {self.foreign.name}" + (f", {original}." if original else ".")
        creators = self._texts("creator_label")
        values: dict[str, object] = {
            "title": self._text("mapping_set_title") or self.foreign.name,
            "description": f"{described} {where}" if described else where,
            "license": licence or NO_LICENCE,
            "creators": creators,
        }
        return values, header

    def _keep_known_creators(self, header: dict[str, object]) -> None:
        """Write the ids of creators with a prefix, as SSSOM asks; one that has none is left out."""
        known = {**self._usable_map(), **ids.prefixes(())}
        kept = []
        for one in self._texts("creator_id"):
            short = next((f"{name}:{one[len(at) :]}" for name, at in known.items() if one.startswith(at)), one)
            if short.partition(":")[0] in known:
                kept.append(short)
            else:
                self._leave_out("creator_id", f"The creator “{shown(one)}” has no prefix of the curie_map.")
        header["creator_id"] = kept

    def _usable_map(self) -> dict[str, str]:
        """Return the prefixes of the file that stand for an address, and for no other than here."""
        ours = ids.prefixes(())
        return {
            prefix: address
            for prefix, address in self.foreign.curie_map.items()
            if prefix and address.startswith(("http://", "https://")) and ids.is_iri(address) and prefix not in ours
        }

    def _leave_out(self, slot: str, reason: str) -> None:
        self.gathered.warn("slot-left-out", reason, self.foreign.name, self.foreign.lines.get(slot))

    # ---- a row ---------------------------------------------------------------------------------------------------

    def _finds_nothing(self, slots: dict[str, Value]) -> bool:
        ends = (slots.get("subject_id"), slots.get("object_id"))
        return any(map(_is_nothing, ends)) or (not ends[1] and _is_no_match(str(slots.get("predicate_id", ""))))

    def _judge(self, row: ForeignRow, slots: dict[str, Value]) -> None:
        """Decide about one row, and note what became of it."""
        outcome, reasons = Outcome.KEPT, list[str]()
        if row.fault:
            outcome, reasons = Outcome.REFUSED, [row.fault]
        else:
            try:
                mapping = self._mapping(row, dict(slots), reasons)
                self._keep(mapping, row.number)
            except _Aside as reason:
                outcome, reasons = Outcome.ASIDE, [str(reason)]
            except Refused as reason:
                outcome, reasons = Outcome.REFUSED, [*map(str, reason.args), *([row.hint] if row.hint else [])]
        whole = outcome is Outcome.KEPT and not reasons
        self.record.rows.append(RowRecord(row.number, row.line, outcome, tuple(reasons), "" if whole else row.raw))

    def _keep(self, mapping: MappingRow, number: int) -> None:
        """Add a mapping. Raises _Aside for one that is the same as an earlier one in everything."""
        earlier = self.seen.setdefault(mapping.id, [])
        if same := next((one for one in earlier if one == mapping), None):
            raise _Aside(f"It is the same as row {self.numbers[id(same)]}.")
        self.rows.append(mapping)
        earlier.append(mapping)
        self.numbers[id(mapping)] = number

    def _mapping(self, row: ForeignRow, slots: dict[str, Value], notes: list[str]) -> MappingRow:
        """Return the mapping that a row becomes. Raises Refused, with every reason, or _Aside; values for which there
        is nothing here are noted.
        """
        for slot in [slot for slot in slots if slot not in _SLOTS]:
            del slots[slot]
            notes.append(f"“{shown(slot)}” is not a slot of SSSOM, so its value is kept aside.")
        _refuse_to_model(slots)
        faults: list[str] = []
        is_no_match = _is_no_match(str(slots.get("predicate_id", "")))
        if is_no_match and not slots.get("object_id"):
            slots["object_id"] = "sssom:NoTermFound"
        faults += [f"“{shown(slot)}” is empty; fill it." for slot in _REQUIRED if not slots.get(slot)]
        modifier = _modifier(slots, notes)
        typed = self.values.take(slots, notes, faults)
        predicate, justification = _ASSOCIATED, ""
        cited: dict[str, Cited | None] = {}
        try:
            predicate = predicate if is_no_match else self._predicate(str(slots.get("predicate_id", "")))
        except Refused as reason:
            faults.append(str(reason))
        try:
            justification = self._justification(str(slots.get("mapping_justification", "")))
        except Refused as reason:
            faults.append(str(reason))
        for side in ("subject", "object"):
            text = str(slots.get(f"{side}_id", ""))
            try:
                cited[side] = None if not text or _is_nothing(text) else self.ids(text)
            except Refused as reason:
                faults.append(str(reason))
        if faults:
            raise Refused(*dict.fromkeys(faults))
        if justification == _CHAINING:
            raise _Aside("It was worked out from other mappings; what follows from mappings is worked out here.")
        ends = self._placed(cited, slots, row)
        if is_no_match:
            predicate, modifier = self._no_match_as(modifier, nothing=ends[0].nothing or ends[1].nothing)
        elif modifier and (ends[0].nothing or ends[1].nothing):
            raise _Aside("It denies that nothing was found, and does not say what was.")
        elif modifier and predicate == _REFERENCES:
            predicate = _ASSOCIATED  # to deny a citation is to deny a link
        return self._made(typed, slots, predicate, modifier, justification, ends)

    def _predicate(self, text: str) -> str:
        """Return the predicate as it is read here, and remember it by what is written."""
        if text and text not in self._predicates:
            address = self.ids(text).address
            if not address:
                raise Refused(f"“{shown(text)}” is not a predicate; write one such as skos:broadMatch.")
            as_it_is = address in _AS_THEY_ARE or (self.is_ours and address == _RELATED)
            self._predicates[text] = address if as_it_is else _ASSOCIATED
        return self._predicates.get(text, _ASSOCIATED)

    def _justification(self, text: str) -> str:
        if text and text not in self._justifications:
            address = self.ids(text).address
            known = address.removeprefix(_SEMAPV) in JUSTIFICATIONS and address.startswith(_SEMAPV)
            self._justifications[text] = address if known else _SEMAPV + "UnspecifiedMatching"
        return self._justifications.get(text, "")

    def _placed(self, cited: dict[str, Cited | None], slots: dict[str, Value], row: ForeignRow) -> tuple[End, End]:
        """Return both ends, each in its document. Raises Refused, and _Aside where it is not known where nothing was
        found.
        """
        subject, obj = cited["subject"], cited["object"]
        if subject is None and obj is None:
            raise _Aside("It says that nothing at all was found, and so is about no provision.")
        return (
            self._end("subject", subject, slots, row) if subject else self._nothing("subject", slots),
            self._end("object", obj, slots, row) if obj else self._nothing("object", slots),
        )

    def _end(self, side: str, cited: Cited, slots: dict[str, Value], row: ForeignRow) -> End:
        label = slots.get(f"{side}_label")
        end = self.gathered.end(cited, str(label) if label else None, self.foreign.name, row.line)
        self.homes[side][end.document] += 1
        if source := slots.get(f"{side}_source"):
            self.sources.setdefault((side, str(source)), Counter())[end.document] += 1
        return end

    def _nothing(self, side: str, slots: dict[str, Value]) -> End:
        source = str(slots.get(f"{side}_source", ""))
        if not source:
            if len(self.homes[side]) == 1:
                return End(next(iter(self.homes[side])), "", nothing=True)
            raise _Aside(f"It says that nothing was found, and not in which document; name it in {side}_source.")
        if homes := self.sources.get((side, source)):
            return End(homes.most_common(1)[0][0], "", nothing=True)
        try:
            return End(self.gathered.document(self.ids(source)), "", nothing=True)
        except Refused:
            return End(self.gathered.document(Cited(source, "", source)), "", nothing=True)

    def _no_match_as(self, modifier: str, *, nothing: bool) -> tuple[str, str]:
        """Return predicate and modifier for noMatch: shown and answering nothing, unless the set says what it means."""
        if modifier:
            raise _Aside("It denies noMatch, and does not say what there is.")
        predicate = _RELATED if self.no_match == _NO_RELATIONSHIP else _ASSOCIATED
        return predicate, "" if nothing else "Not"

    def _made(
        self,
        typed: dict[str, object],
        slots: dict[str, Value],
        predicate: str,
        modifier: str,
        justification: str,
        ends: tuple[End, End],
    ) -> MappingRow:
        subject, obj = ends[0].iri, ends[1].iri
        further = {slot: value for slot, value in slots.items() if slot not in _TYPED}
        read_otherwise = []
        if not self._is_written(str(slots["predicate_id"]), predicate):
            read_otherwise.append(f"predicate_id={slots['predicate_id']}")
        if not self._is_written(str(slots["mapping_justification"]), justification):
            read_otherwise.append(f"mapping_justification={slots['mapping_justification']}")
        if read_otherwise:
            further["other"] = "|".join([*([str(further["other"])] if "other" in further else []), *read_otherwise])
        provider = slots.get("mapping_provider")
        reviewers = [*slots.get("reviewer_label", ()), *slots.get("reviewer_id", ())]
        confidence, date = typed.get("confidence"), typed.get("mapping_date")
        return MappingRow(
            id=ids.record_id(subject, predicate, modifier, obj),
            subject=subject,
            predicate=predicate,
            modifier=modifier,
            object=obj,
            justification=justification,
            subject_source=ids.DOC + ends[0].document,
            object_source=ids.DOC + ends[1].document,
            comment=_text(slots, "comment"),
            confidence=confidence if isinstance(confidence, float) else None,
            reviewer="; ".join(reviewers) or None,
            date=date if isinstance(date, datetime.date) else None,
            provider=self._provider(str(provider)) if provider else None,
            tool=_text(slots, "mapping_tool"),
            subject_label=_text(slots, "subject_label"),
            object_label=_text(slots, "object_label"),
            extensions=dict(further),
        )

    def _provider(self, written: str) -> str:
        if written not in self._organisations:
            self._organisations[written] = ids.ORG + self.gathered.organisation(written)
        return self._organisations[written]

    def _is_written(self, text: str, read: str) -> bool:
        """Tell whether a predicate or justification was read as it is written."""
        known = self._as_written.get((text, read))
        if known is None:
            known = self._as_written[text, read] = not _is_no_match(text) and self.ids(text).address == read
        return known


_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_NOTHING = ids.NO_TERM_FOUND
_DUMMY: dict[str, Value] = dict.fromkeys(_REQUIRED, "x:y")
#: The slots that are more than text or a list of texts, and have a place here only where they are as SSSOM says.
_CHECKED = frozenset(
    slot for slot, about in Record.model_fields.items() if about.annotation not in (str, str | None, list[str] | None)
) - {"mapping_provider", "extensions"}
_DATES = ("mapping_date", "publication_date", "review_date")


def _text(slots: dict[str, Value], slot: str) -> str | None:
    value = slots.get(slot)
    return value if isinstance(value, str) else None


def _is_nothing(text: Value | None) -> bool:
    return text in ("sssom:NoTermFound", _NOTHING, f"<{_NOTHING}>")


@lru_cache(maxsize=1_000)
def _is_no_match(text: str) -> bool:
    return re.split("[:/#]", text)[-1].casefold() == _NO_MATCH


def _refuse_to_model(slots: dict[str, Value]) -> None:
    """Raise _Aside for what SSSOM can say and this project cannot: literals, and expressions made of several terms."""
    for side in ("subject", "object"):
        kind = str(slots.get(f"{side}_type", "")).casefold()
        if kind == _LITERAL:
            raise _Aside(f"Its {side} is a phrase and not the id of a provision.")
        if kind == _COMPOSED:
            raise _Aside(f"Its {side} is an expression of several terms and not the id of one provision.")


def _modifier(slots: dict[str, Value], notes: list[str]) -> str:
    """Return the modifier of a row: “Not” or none. A “not” in small letters is one."""
    text = str(slots.get("predicate_modifier", ""))
    if text and text != "Not" and text.casefold() == "not":
        slots["predicate_modifier"] = "Not"
        notes.append(f"“{shown(text)}” was read as “Not”.")
    return str(slots.get("predicate_modifier", ""))


@dataclass(slots=True)
class _Values:
    """The values of the slots that are more than text, as sssom-pydantic has them; each is checked once."""

    known: dict[tuple[str, str], object] = field(default_factory=dict)

    def take(self, slots: dict[str, Value], notes: list[str], faults: list[str]) -> dict[str, object]:
        """Return the typed values of a row. One that SSSOM does not allow is removed from `slots` and noted, or makes
        the row wrong where a mapping cannot be without it.
        """
        found: dict[str, object] = {}
        for slot, value in list(slots.items()):
            if slot in MULTIVALUED:
                slots[slot] = split(value) if isinstance(value, str) else value
            elif isinstance(value, list):
                self._leave_out(
                    slot,
                    f"“{shown(slot)}” has {quantity(len(value), 'value')}, and can have one.",
                    slots,
                    notes,
                    faults,
                )
            elif slot in _CHECKED:
                key = (slot, value)
                if key not in self.known:
                    self.known[key] = _checked(slot, value)
                typed = self.known[key]
                if isinstance(typed, _Fault):
                    self._leave_out(slot, typed.reason, slots, notes, faults)
                else:
                    found[slot] = typed
        return found

    @staticmethod
    def _leave_out(slot: str, reason: str, slots: dict[str, Value], notes: list[str], faults: list[str]) -> None:
        if slot in _NEVER_LEFT_OUT:
            faults.append(reason)
        else:
            del slots[slot]
            notes.append(f"{reason} It is kept aside.")


@dataclass(frozen=True, slots=True)
class _Fault:
    reason: str


def _checked(slot: str, text: str) -> object:
    """Return a value as sssom-pydantic has it, or what is wrong with it."""
    if slot in _DATES and (found := _DATE_AND_TIME.match(text)):
        text = found[1]
    try:
        value: object = getattr(Record.model_validate({**_DUMMY, slot: text}), slot)
    except ValidationError as error:
        return _Fault(_reason(slot, error))
    return value


def _reason(slot: str, error: ValidationError) -> str:
    """Return what is wrong with the value of a slot, as a sentence."""
    detail = next((one for one in error.errors() if str(one["loc"][0]) == slot), error.errors()[0])
    found = str(detail["input"])
    if slot in _DATES:
        return f"“{shown(slot)}”: “{shown(found)}” is not a date; write it as 2026-11-22."
    if detail["type"] == "literal_error":
        return f"“{shown(slot)}”: “{shown(found)}” is not a word of SSSOM; write {detail['ctx']['expected']}."
    return f"“{shown(slot)}”: {shown(detail['msg'], 200)} (found “{shown(found)}”)."


def split(text: str) -> list[str]:
    r"""Return the values of a cell that has several, parted by “|”; a backslash makes a “|” or a backslash text.

    >>> split("Alice\\|Bob|Charlie")
    ['Alice|Bob', 'Charlie']
    """
    if "\\" not in text:
        return [part.strip() for part in text.split("|") if part.strip()]
    parts, current, escaped = list[str](), list[str](), False
    for sign in text:
        if escaped:
            current.append(sign if sign in "|\\" else f"\\{sign}")
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "|":
            parts.append("".join(current))
            current = []
        else:
            current.append(sign)
    parts.append("".join(current) + ("\\" if escaped else ""))
    return [part.strip() for part in parts if part.strip()]
