"""[JSON-LD](https://www.w3.org/TR/json-ld11/) with the project's own context, which is part of the file: a named graph
for each source file, a node for each thing, one a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

import pyoxigraph as ox

from crosswalk import ids
from crosswalk.formats.writers import Extent, Scope, Writer, Written, origin
from crosswalk.formats.writers.statements import statements, unsaid
from crosswalk.sources import shipped_root
from crosswalk.sparql.table import Term
from crosswalk.store.holder import Crosswalk
from crosswalk.text import escaped_json, one_line

_TYPE = ids.PREFIXES["rdf"] + "type"
_XSD = ids.PREFIXES["xsd"]
Node = dict[str, object]


@cache
def context() -> Mapping[str, object]:
    """Return the project's context, as `ontology/context.jsonld` has it."""
    text = (shipped_root() / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    found: Mapping[str, object] = json.loads(text)["@context"]
    return found


def _write(crosswalk: Crosswalk, scope: Scope) -> Written:
    names = _Names(context())
    graphs = [
        f'{{"id": {_json(names.id(graph))}, "@graph": [\n{_lines(_nodes(names, quads))}\n]}}'
        for graph, quads in groupby(statements(crosswalk, scope), key=lambda quad: quad.graph_name)
    ]
    about = json.dumps({"comment": [one_line(line) for line in origin(crosswalk, WRITER.name, scope)]})[1:-1]
    head = f'{{"@context": {_json(context())},\n"id": {_json(ids.BASE)},\n{about},\n"@graph": [\n'
    return Written(escaped_json(f"{head}{_lines(graphs)}\n]}}\n").encode(), unsaid(crosswalk, scope))


def _lines(parts: Iterable[str]) -> str:
    return ",\n".join(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(names: _Names, quads: Iterable[ox.Quad]) -> Iterator[str]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        node: Node = {"id": names.id(subject)}
        for predicate, values in groupby(about, key=lambda quad: quad.predicate.value):
            _add(node, names, predicate, [quad.object for quad in values])
        yield _json(node)


def _add(node: Node, names: _Names, predicate: str, values: list[Term]) -> None:
    """Add the values of a property, each under the term of the context that fits it."""
    found: dict[str, list[object]] = {}
    for value in values:
        term, written = names.said(predicate, value)
        found.setdefault(term, []).append(written)
    for term, written_values in found.items():
        is_list = len(written_values) > 1 or term in names.sets
        node[term] = written_values if is_list else written_values[0]


class _Names:
    """The terms of a context: what a property is called, and how its values are written."""

    def __init__(self, words: Mapping[str, object]) -> None:
        self._prefixes = sorted(
            ((space, prefix) for prefix, space in _prefixes(words)), key=lambda one: len(one[0]), reverse=True
        )
        expand = dict(_prefixes(words))
        self._terms: dict[str, tuple[str, str | None]] = {}
        self._words: dict[str, str] = {}
        self.sets = {
            term for term, word in words.items() if isinstance(word, dict) and word.get("@container") == "@set"
        }
        for term, word in words.items():
            name = word.get("@id") if isinstance(word, dict) else word
            if not isinstance(name, str) or ":" not in name or "://" in name or term.startswith("@") or term in expand:
                continue
            prefix, _, local = name.partition(":")
            kind = word.get("@type") if isinstance(word, dict) else None
            self._terms.setdefault(expand[prefix] + local, (term, kind))
            if kind is None:
                self._words.setdefault(expand[prefix] + local, term)

    def id(self, term: object) -> str:
        """Return a node's id: a CURIE of the context, an IRI, or the name of a blank node."""
        if not isinstance(term, ox.NamedNode):
            return str(term)
        for space, prefix in self._prefixes:
            local = term.value.removeprefix(space)
            if local and local != term.value and not local.startswith("//"):
                return f"{prefix}:{local}"
        return term.value

    def said(self, predicate: str, value: Term) -> tuple[str, object]:
        """Return the term of a property, and a value as it is written under it."""
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            return "type", self._words.get(value.value) or self.id(value)
        term, kind = self._terms.get(predicate, (self.id(ox.NamedNode(predicate)), None))
        if not isinstance(value, ox.Literal):
            if kind == "@vocab" and isinstance(value, ox.NamedNode):
                return term, self._words.get(value.value) or self.id(value)
            return term, self.id(value) if kind == "@id" else {"id": self.id(value)}
        return term, self._literal(value, kind)

    def _literal(self, value: ox.Literal, kind: str | None) -> object:
        datatype = value.datatype.value
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if kind and kind.startswith("xsd:") and _XSD + kind.removeprefix("xsd:") == datatype:
            return value.value
        if datatype == _XSD + "string":
            return value.value if kind is None else {"@value": value.value}
        if kind is None and datatype == _XSD + "boolean" and value.value in ("true", "false"):
            return value.value == "true"
        if kind is None and datatype == _XSD + "integer" and value.value == str(_whole_number(value.value)):
            return _whole_number(value.value)
        return {"@value": value.value, "@type": self.id(value.datatype)}


def _whole_number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _prefixes(words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for term, word in words.items():
        space = word.get("@id") if isinstance(word, dict) and word.get("@prefix") else word
        if isinstance(space, str) and space.startswith(("http://", "https://")):
            yield term, space


WRITER = Writer(
    "jsonld",
    "every statement in its named graph, as JSON",
    "application/ld+json",
    ".jsonld",
    write=_write,
    extents=tuple(Extent),
    written="JSON-LD",
)
