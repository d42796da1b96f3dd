"""Questions about the crosswalk, one topic per file, as functions that take a Crosswalk first."""

from __future__ import annotations

#: What an answer is as JSON: names and values that `json.dumps` writes.
Json = dict[str, object]
