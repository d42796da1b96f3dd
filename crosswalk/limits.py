"""The limits of the program, each in one place: how long, how many, how far. docs/cli.md says which a user can set."""

from __future__ import annotations

import os

from crosswalk.errors import UsageError

#: How many mappings a derivation may use, unless another number is asked for, and the most that can be asked for.
MAX_HOPS, MOST_HOPS = 2, 3

#: Seconds that a query of a user may take: in the terminal, and on a page of the explorer.
QUERY_SECONDS = "CROSSWALK_QUERY_SECONDS", 30.0
PAGE_SECONDS = "CROSSWALK_PAGE_SECONDS", 10.0
#: The most that a user can set, a day: the clocks of some systems cannot count for ever.
MOST_SECONDS = 24 * 3600.0
#: Rows, or triples, of the answer to a query of a user.
MAX_ROWS = 10_000
#: Characters of a query of a user.
MAX_QUERY_CHARACTERS = 20_000
#: Bytes of memory that the process of such a query may use.
QUERY_MEMORY = 4 << 30
#: How many of them may run at once in one process, and for how many seconds a further one waits.
QUERIES_AT_ONCE, QUERY_PATIENCE = 4, 60.0


def seconds(limit: tuple[str, float]) -> float:
    """Return a time limit: what its environment variable says, or its usual value.

    Raises UsageError when the variable is not a number of seconds.

    >>> seconds(("CROSSWALK_NO_SUCH_LIMIT", 30.0))
    30.0
    """
    variable, usual = limit
    try:
        number = float(os.environ.get(variable) or usual)
    except ValueError:
        number = 0.0
    return checked(number, variable)


def checked(number: float, name: str) -> float:
    """Return a number of seconds. Raises UsageError for one that no clock can count: zero, infinite, not a number.

    >>> checked(float("inf"), "The time limit")
    Traceback (most recent call last):
    crosswalk.errors.UsageError: The time limit must be a number of seconds, more than 0 and at most 86400.
    """
    if not 0 < number <= MOST_SECONDS:
        raise UsageError(f"{name} must be a number of seconds, more than 0 and at most {MOST_SECONDS:.0f}.")
    return number
