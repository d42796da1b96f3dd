"""Read JSON as far as memory and recursion bear it: of a size, a depth and a number of values."""

from __future__ import annotations

import json

from crosswalk.errors import shown
from crosswalk.files.text import Unreadable, as_text
from crosswalk.limits import JSON_VALUES, MAX_DEPTH

#: What begins or separates values.
_SEPARATORS = (b",", b":", b"[", b"{")


def parse_json(data: bytes) -> object:
    """Return what is in the bytes of a JSON file. Raises Unreadable, with the line where there is one.

    >>> parse_json(b'{"a": [1, 2]}')
    {'a': [1, 2]}
    >>> parse_json(b"{")
    Traceback (most recent call last):
    crosswalk.files.text.Unreadable: it is not JSON: Expecting property name enclosed in double quotes
    """
    if sum(data.count(sign) for sign in _SEPARATORS) > JSON_VALUES.value():
        raise Unreadable(f"it has more than {JSON_VALUES}; split it")
    text = as_text(data)
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"it is not JSON: {shown(error.msg)}", error.lineno) from None
    except (RecursionError, ValueError) as error:  # ValueError: a number of too many digits
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else "a number in it is too long"
        raise Unreadable(reason) from None
    if _depth_is_over(value):
        raise Unreadable("it is nested too deeply")
    return value


def _depth_is_over(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inside for one in level for inside in _inside(one)]
        if not level:
            return False
    return True


def _inside(value: object) -> list[object]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in values if isinstance(one, (dict, list))]
