"""Find documents, provisions, mapping sets, organisations and work items by words, forgiving a slip of the keyboard."""

from __future__ import annotations

from typing import Any

from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

_GOOD_ENOUGH = 72


def search(crosswalk: Crosswalk, text: str, limit: int = 25) -> list[dict[str, Any]]:
    """Return up to `limit` hits as {"id", "type", "name", "score"}, best first; score is 0 to 100 (rapidfuzz).

    >>> from crosswalk.store.holder import load
    >>> search(load(), "promt injection")[0]["name"]
    'Prompt Injection'
    """
    from rapidfuzz import fuzz, process, utils

    rows = list(ask(crosswalk, "labels").records())
    query = utils.default_process(text)
    if not query:
        return []
    heads = [utils.default_process(f"{row['id']} {row['notation'] or ''} {row['name']}") for row in rows]
    bodies = [utils.default_process(row["text"] or "") for row in rows]
    head_scores = process.cdist([query], heads, scorer=fuzz.token_set_ratio)[0]
    near_scores = process.cdist([query], heads, scorer=fuzz.partial_ratio)[0]
    body_scores = process.cdist([query], bodies, scorer=fuzz.token_set_ratio)[0]
    hits = []
    for row, head, near, body in zip(rows, head_scores, near_scores, body_scores, strict=True):
        exact = 101.0 if text.strip().lower() in (str(row[key]).lower() for key in ("id", "name", "notation")) else 0.0
        score = max(exact, float(head), 0.97 * float(near), 0.85 * float(body))
        if score >= _GOOD_ENOUGH:
            hits.append(
                {
                    "id": row["id"],
                    "type": row["type"],
                    "name": row["name"],
                    "score": round(min(score, 100.0), 1),
                    "_key": -score,
                }
            )
    hits.sort(key=lambda hit: (hit["_key"], hit["id"]))
    return [{key: value for key, value in hit.items() if key != "_key"} for hit in hits[:limit]]
