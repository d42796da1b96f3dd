"""Find documents, provisions, mapping sets, organisations and work items by words, tolerating typing errors."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.analysis import Json
from crosswalk.analysis.catalogue import labels
from crosswalk.store.holder import Crosswalk

_GOOD_ENOUGH = 72
#: Characters that are searched for: comparing takes their number times that of each text.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; its score is from 0 to 100 ([rapidfuzz](https://rapidfuzz.github.io/RapidFuzz/)).

    >>> Hit("owasp-llm-2025:LLM01", "provision", "Prompt Injection", 100.0).type
    'provision'
    """

    id: str
    type: str  #: document, provision, mapping set, organisation or work item
    name: str
    score: float

    def as_json(self) -> Json:
        """Return {"id", "type", "name", "score"}."""
        return {"id": self.id, "type": self.type, "name": self.name, "score": self.score}


def search(crosswalk: Crosswalk, text: str, limit: int = 25) -> list[Hit]:
    """Return up to `limit` things whose id, name, notation or text resembles `text`, best first; [] for an empty text.

    >>> from crosswalk.store.holder import load
    >>> search(load(), "promt injection")[0].name
    'Prompt Injection'
    """
    from rapidfuzz import fuzz, process, utils

    rows = list(labels(crosswalk).values())
    query = utils.default_process(text[:_LONGEST])
    if not query:
        return []
    heads = [utils.default_process(f"{row.id} {row.notation or ''} {row.name}") for row in rows]
    bodies = [utils.default_process(row.text or "") for row in rows]
    head_scores = process.cdist([query], heads, scorer=fuzz.token_set_ratio)[0]
    near_scores = process.cdist([query], heads, scorer=fuzz.partial_ratio)[0]
    body_scores = process.cdist([query], bodies, scorer=fuzz.token_set_ratio)[0]
    hits = []
    for row, head, near, body in zip(rows, head_scores, near_scores, body_scores, strict=True):
        exact = (
            101.0 if text.strip().lower() in (str(known).lower() for known in (row.id, row.name, row.notation)) else 0.0
        )
        score = max(exact, float(head), 0.97 * float(near), 0.85 * float(body))
        if score >= _GOOD_ENOUGH:
            hits.append((-score, Hit(row.id, row.type, row.name, round(min(score, 100.0), 1))))
    hits.sort(key=lambda hit: (hit[0], hit[1].id))
    return [hit for _, hit in hits[:limit]]
