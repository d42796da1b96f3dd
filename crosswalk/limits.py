"""The limits of the program, each in one place: how long, how many, how large, how far.

A `Limit` is one that the user can change by an environment variable; docs/cli.md lists them. The others are fixed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from crosswalk.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that an environment variable can change: its usual value, the most it can be, and what it counts."""

    variable: str
    usual: float
    most: float
    unit: str  #: in the plural

    def value(self) -> float:
        """Return the limit. Raises UsageError when the variable is not a number that it can be.

        >>> Limit("CROSSWALK_NO_SUCH_LIMIT", 30.0, 60.0, "seconds").value()
        30.0
        """
        try:
            number = float(os.environ.get(self.variable) or self.usual)
        except ValueError:
            number = 0.0
        return self.checked(number, self.variable)

    def checked(self, number: float, name: str) -> float:
        """Return a number given for this limit. Raises UsageError for one that it cannot be: zero, infinite, no number.

        >>> QUERY_SECONDS.checked(float("inf"), "The time limit")
        Traceback (most recent call last):
        crosswalk.errors.UsageError: The time limit must be a number of seconds, more than 0 and at most 86400.
        """
        if not 0 < number <= self.most:
            raise UsageError(f"{name} must be a number of {self.unit}, more than 0 and at most {self.most:.0f}.")
        return number

    def bytes(self) -> int:
        """Return a limit in megabytes as a number of bytes.

        >>> Limit("CROSSWALK_NO_SUCH_LIMIT", 2.0, 60.0, "megabytes").bytes()
        2000000
        """
        return int(self.value() * 1_000_000)

    def __str__(self) -> str:
        """Return the limit and how to change it, for the middle of a sentence.

        >>> print(Limit("CROSSWALK_NO_SUCH_LIMIT", 2.0, 60.0, "megabytes"))
        2 megabytes (set CROSSWALK_NO_SUCH_LIMIT to change this limit)
        """
        return f"{self.value():,.10g} {self.unit} (set {self.variable} to change this limit)"


#: How many mappings a derivation may use, unless another number is asked for, and the most that can be asked for.
MAX_HOPS, MOST_HOPS = 2, 3
#: The most paths that one step of a derivation may lead to: about 2 gigabytes of arrays.
MOST_PATHS = 50_000_000

#: The most that a time limit can be set to, a day: the clocks of some systems cannot count for ever.
_DAY = 24 * 3600.0
#: Time that a query of a user may take: in the terminal, and on a page of the explorer.
QUERY_SECONDS = Limit("CROSSWALK_QUERY_SECONDS", 30.0, _DAY, "seconds")
PAGE_SECONDS = Limit("CROSSWALK_PAGE_SECONDS", 10.0, _DAY, "seconds")
#: Time that a validation may take, all rules together.
VALIDATE_SECONDS = Limit("CROSSWALK_VALIDATE_SECONDS", 600.0, _DAY, "seconds")

#: The most that a limit in megabytes can be set to, a terabyte.
_TERABYTE = 1_000_000.0
#: Memory that the processes of all users' queries, and that of a validation, may use together.
WORKERS_MEMORY = Limit("CROSSWALK_WORKERS_MB", 6_000.0, _TERABYTE, "megabytes")
#: Size of the answer to a query of a user.
ANSWER_SIZE = Limit("CROSSWALK_ANSWER_MB", 32.0, _TERABYTE, "megabytes")
#: Time that a service given by --store may take for one answer, and the size of that answer.
SERVICE_SECONDS = Limit("CROSSWALK_SERVICE_SECONDS", 300.0, _DAY, "seconds")
SERVICE_SIZE = Limit("CROSSWALK_SERVICE_MB", 200.0, _TERABYTE, "megabytes")
#: Size of one file that is read, by its kind.
YAML_SIZE = Limit("CROSSWALK_YAML_MB", 16.0, _TERABYTE, "megabytes")
SSSOM_SIZE = Limit("CROSSWALK_SSSOM_MB", 100.0, _TERABYTE, "megabytes")
TURTLE_SIZE = Limit("CROSSWALK_TURTLE_MB", 20.0, _TERABYTE, "megabytes")
JSON_SIZE = Limit("CROSSWALK_JSON_MB", 50.0, _TERABYTE, "megabytes")
SHAPES_SIZE = Limit("CROSSWALK_SHAPES_MB", 2.0, _TERABYTE, "megabytes")
#: What a file may contain, by its kind: each of them takes some 500 bytes of memory, however few it has in the file.
YAML_VALUES = Limit("CROSSWALK_YAML_VALUES", 500_000.0, 1e9, "values")
SSSOM_ROWS = Limit("CROSSWALK_SSSOM_ROWS", 200_000.0, 1e9, "rows")
JSON_VALUES = Limit("CROSSWALK_JSON_VALUES", 5_000_000.0, 1e9, "values")
TURTLE_STATEMENTS = Limit("CROSSWALK_TURTLE_STATEMENTS", 1_000_000.0, 1e9, "statements")
#: Files of one kind in a data folder.
SOURCE_FILES = Limit("CROSSWALK_FILES", 10_000.0, 1_000_000.0, "files")

#: Faults that a validation lists; the rest are counted.
MAX_REPORTED = 10_000
#: Files and folders of a data folder that are looked at for what nothing reads.
MAX_LOOKED_AT = 20_000
#: How deep a file may be nested: deeper is a mistake or an attack, and parsers recurse. How many columns a mapping set,
#: or keys a mapping in YAML, may have; and how many faults of one file are listed.
MAX_DEPTH, MAX_KEYS, MAX_FAULTS = 50, 1_000, 1_000
#: Rows, or triples, of the answer to a query of a user.
MAX_ROWS = 10_000
#: Characters of a query of a user, and of a named query in a file.
MAX_QUERY_CHARACTERS = 20_000
#: Bytes of a file with one, as many as those characters can have.
MAX_QUERY_BYTES = 4 * MAX_QUERY_CHARACTERS
#: How many users' queries may run at once in one process, how many of them one visitor of the explorer may have, and
#: for how many seconds a further one waits.
QUERIES_AT_ONCE, QUERIES_A_SESSION, QUERY_PATIENCE = 4, 2, 60.0

#: Connections that the explorer serves at once (a visitor has a few), and seconds and bytes of the head of a request.
CONNECTIONS, REQUEST_SECONDS, REQUEST_BYTES = 512, 20.0, 32_768
#: Megabytes of one message of a page to a visitor, and of a visitor to the explorer.
PAGE_MEGABYTES, VISITOR_MEGABYTES = 100, 1


def at_least_one(number: int, name: str) -> None:
    """Raise UsageError for a number of results that is below 1.

    >>> at_least_one(-1, "limit")
    Traceback (most recent call last):
    crosswalk.errors.UsageError: limit must be 1 or more, and not -1.
    """
    if number < 1:
        raise UsageError(f"{name} must be 1 or more, and not {number}.")
