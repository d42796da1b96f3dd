"""Read YAML into plain values that remember their lines, and refuse what could surprise: aliases, duplicate keys and
unusual tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml

from crosswalk.errors import shown
from crosswalk.files.text import read_text
from crosswalk.limits import MAX_DEPTH, MAX_KEYS, YAML_SIZE, YAML_VALUES

#: libyaml was seen to end the process at more than 10,000 brackets inside one another, and not at 10,000.
_HARMLESS = 3_000
_TEXT = "tag:yaml.org,2002:str"
_PLAIN = ("tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
#: The numbers that everybody reads alike: YAML 1.1 takes 1:30 for 90, 010 for 8, and has no limit to the digits.
_NUMBERS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "tag:yaml.org,2002:int": (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})"), int),
    "tag:yaml.org,2002:float": (re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}(?:[eE][-+][0-9]{1,2})?"), float),
}
_WORDS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
#: What begins or separates values. No more than three values come of each: [:,] is a list with a mapping of two.
_SEPARATORS = (",", ":", "\n", "\x85", "\u2028", "\u2029", "[", "{", "- ", "-\t", "? ", "?\t")
_MOST_DIRECTIVES = 100
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(Exception):
    """The file is not YAML that can be read here; `line` says where."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class Lined(dict[str, object]):
    """A mapping that knows the line it starts on, the line of each key, and what is written there for a value that YAML
    does not take for text: 1.10 is the number 1.1, and No is false.
    """

    line: int
    key_lines: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[object, str] = {}

    def entries(self, key: str) -> list[Lined]:
        """Return the mappings in the list under a key; [] where there is no list."""
        value = self.get(key)
        return [entry for entry in value if isinstance(entry, Lined)] if isinstance(value, list) else []


class LinedList(list[object]):
    """A list that knows the line of each item, and what is written there for an item that is not text."""

    lines: list[int]
    written: dict[object, str]


def read_yaml(path: Path) -> object:
    """Return the one YAML document in `path`; every mapping in it is a `Lined`, every list a `LinedList`.

    Raises YamlFault with the line, and Unreadable when the file cannot be read.
    """
    return parse_yaml(read_text(path, YAML_SIZE))


def parse_yaml(text: str) -> object:
    """Return the one YAML document in `text`, as `read_yaml` does. Raises YamlFault with the line."""
    if text.count("%TAG") > _MOST_DIRECTIVES:  # libyaml compares each one with all before it
        raise YamlFault("directives (%TAG) are not allowed; remove them")
    try:
        if _could_surprise(text):
            _look_over(text)
        loader = _Loader(text)
        try:
            return _construct(loader, loader.get_single_node())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = shown(error.problem or error.context or "malformed YAML", 200)
        raise YamlFault(reason, mark.line + 1 if mark else None) from None
    except yaml.reader.ReaderError as error:  # a control character; its position is counted in bytes or characters
        code = error.character if isinstance(error.character, int) else ord(error.character)
        line = text[: max(text.find(chr(code)), 0)].count("\n") + 1
        raise YamlFault(f"the character U+{code:04X} is not allowed in YAML", line) from None
    except yaml.YAMLError as error:
        raise YamlFault(shown(error, 200)) from None


def _could_surprise(text: str) -> bool:
    """Return True when the text may contain an alias, deep nesting or too many values. Nearly no file does, and to look
    over the events of a file costs a third of reading it.
    """
    if 3 * sum(map(text.count, _SEPARATORS)) > YAML_VALUES.value():
        return True
    depth = text.count("[") + text.count("{")
    return "*" in text or depth > _HARMLESS or "- - " in text or "? " in text or " " * MAX_DEPTH in text


def _look_over(text: str) -> None:
    """Refuse aliases, deep nesting and too many values before anything is built from the text."""
    depth, count, most = 0, 0, int(YAML_VALUES.value())
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault("aliases (*name) are not allowed; write the value out", line)
        if isinstance(event, yaml.NodeEvent):
            count += 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlFault("the YAML is nested too deeply", line)
        if count > most:
            raise YamlFault(f"it has more than {YAML_VALUES}; split the file", line)


def _construct(loader: yaml.SafeLoader, node: yaml.Node | None, depth: int = 1) -> object:
    if node is None:
        return None
    if depth > MAX_DEPTH:
        raise YamlFault("the YAML is nested too deeply", node.start_mark.line + 1)
    if not isinstance(node, yaml.ScalarNode) and node.tag not in _PLAIN:
        raise YamlFault(f"the tag {shown(node.tag)} is not allowed", node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        items = LinedList(_construct(loader, child, depth + 1) for child in node.value)
        items.lines = [child.start_mark.line + 1 for child in node.value]
        items.written = dict(_not_text(enumerate(node.value)))
        return items
    if not isinstance(node, yaml.MappingNode):
        return _scalar(loader, node)
    if len(node.value) > MAX_KEYS:
        raise YamlFault(f"a mapping has more than {MAX_KEYS:,} keys", node.start_mark.line + 1)
    result = Lined()
    result.line = node.start_mark.line + 1
    result.key_lines = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlFault("a key must be a single word", line)
        key = str(key_node.value)
        if key in result:
            raise YamlFault(f"the key “{shown(key)}” appears twice", line)
        result[key] = _construct(loader, value_node, depth + 1)
        result.key_lines[key] = line
        result.written.update(_not_text([(key, value_node)]))
    return result


def _not_text(values: Iterable[tuple[object, yaml.Node]]) -> Iterator[tuple[object, str]]:
    """Yield what is written for each value that is a number, a date, a yes or no, or nothing."""
    for place, node in values:
        if isinstance(node, yaml.ScalarNode) and node.tag != _TEXT:
            yield place, str(node.value)


def _scalar(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    text = str(node.value)
    if node.tag == _TEXT:
        return text
    line = node.start_mark.line + 1
    if node.tag in _NUMBERS:
        pattern, number = _NUMBERS[node.tag]
        if pattern.fullmatch(text):
            return number(text)
        raise YamlFault(f"“{shown(text)}” is not a plain number; put it in quotes if it is text", line)
    if node.tag not in _WORDS:
        raise YamlFault(f"the tag {shown(node.tag)} is not allowed; put a text in quotes", line)
    try:
        value: object = loader.construct_object(node)
        return value
    except Exception as error:  # a date such as 2025-13-40, or a tag that does not fit its value
        reason = f" ({shown(error)})" if isinstance(error, ValueError) else ""
        raise YamlFault(f"“{shown(text)}” is not a valid value{reason}", line) from None
