"""Words that mean the same, from `data/synonyms.yaml` of the shipped folder and of any folder of a user."""

from __future__ import annotations

from collections.abc import Mapping

from crosswalk.errors import UsageError
from crosswalk.files.faults import Report
from crosswalk.formats.readers.synonyms import READER, read_synonyms
from crosswalk.references import words
from crosswalk.store.holder import Crosswalk, remembered

Phrase = tuple[str, ...]


@remembered
def synonyms(crosswalk: Crosswalk) -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Return the other phrases of its group for each phrase, as `crosswalk.references.words`.

    Raises UsageError, with file and line, where a file of synonyms has a fault.

    >>> from crosswalk.store.holder import load
    >>> ("bill", "of", "material") in synonyms(load())[("sbom",)]
    True
    """
    report = Report()
    groups = [
        tuple(dict.fromkeys(words(text) for text in entry.same))
        for file in crosswalk.layout.files()
        if file.kind == READER.name
        for entry in read_synonyms(file.path, file.name, report)
    ]
    for fault in report:
        raise UsageError(fault.sentence())
    others: dict[Phrase, dict[Phrase, None]] = {}
    for group in groups:
        for one in group:
            others.setdefault(one, {}).update(dict.fromkeys(other for other in group if other != one))
    return {one: tuple(many) for one, many in others.items()}
