"""What the process of a user's query does (`crosswalk.confined`): check the query, open the store read-only, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from crosswalk.errors import StoreError
from crosswalk.limits import ANSWER_SIZE
from crosswalk.sparql.guard import check
from crosswalk.sparql.named import order_of
from crosswalk.sparql.table import Packed, pack
from crosswalk.store import open_location


class Request(TypedDict):
    """What the parent process asks."""

    location: str
    sparql: str
    max_rows: int


def run(request: Request, note: Callable[[object], None]) -> Packed:
    """Return the answer to a request, packed.

    Raises QueryRefused for what is not SPARQL or not allowed, QueryError for an answer that is too large, and
    StoreError when the store cannot answer.
    """
    checked = check(request["sparql"])
    try:
        answer = open_location(request["location"]).query(checked.text, union=not checked.has_dataset)
        return pack(answer, request["max_rows"], order_of(checked.text), ANSWER_SIZE.bytes())
    except OSError as error:
        raise StoreError(f"The store cannot be opened: {error}.") from None
