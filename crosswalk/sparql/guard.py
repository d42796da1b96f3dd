"""What a user's query may do: read this graph. Everything else is refused by what the query *is*, not by how it is
spelt.

It is proved twice that a query calls nobody: by the parse tree of rdflib, and by a lexer that follows every way of
reading the text, as the engine that runs it may read it in another way than rdflib
(docs/decisions/0003-user-queries-run-in-their-own-process.md).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import QueryRefused, shown
from crosswalk.limits import MAX_QUERY_CHARACTERS
from crosswalk.sparql.lexer import is_left_open, keywords
from crosswalk.sparql.prefixes import with_prefixes

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_ESCAPED = re.compile(r"\\[uU][0-9a-fA-F]{4}")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_APART = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*""", re.DOTALL
)
_UPDATE = re.compile(
    r"(?:\s|BASE\s*<x:>|PREFIX[^<]*<x:>)*+(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_PREFIX = re.compile(r"[\w.-]*")
_NO_IRI = re.compile(r'[<>"{}|^`\\\s]')
#: Without these letters, in the forms that `re` and rdflib take for one, no parse tree has a call in it.
_MAY_CALL = re.compile("SERVICE", re.IGNORECASE)
_PLACE = re.compile(r"\s*\(at char \d+\), \(line:\d+, col:\d+\)$")
_NO_SERVICE = "SERVICE is not allowed here: a query may not call other endpoints."
_NO_UPDATE = "Updates (INSERT, DELETE, LOAD, CLEAR …) are not allowed here; this graph is read-only."


class NotSparql(QueryRefused):
    """The text is not a query of SPARQL 1.1; `line` is where it ceases to be one, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"The query is not valid SPARQL: {reason}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its text, whether it names its own dataset with FROM, and whether a graph is the answer."""

    text: str
    has_dataset: bool
    is_graph: bool = False


def check(sparql: str) -> Checked:
    """Return the query, completed with prefixes, if it only reads this project's named graphs. The text that was
    checked is the text to run. Raises QueryRefused otherwise, with the reason.

    >>> check("ASK { ?document a cw:Document }").has_dataset
    False
    """
    refuse_long(sparql)
    written = _unambiguous(sparql)
    text = with_prefixes(written)
    found = _suspicious(text)
    prologue, query = _parsed(text, added=text.count("\n") - written.count("\n"))
    declared = {str(one.prefix or "") for one in prologue if one.name == "PrefixDecl"}
    clauses = 0
    for node in _callers_refused(prologue, query):
        if node.name == "pname" and str(node.prefix or "") not in declared:
            raise NotSparql(f"the prefix “{shown(node.prefix or '', 100)}:” is not declared.")
        if node.name == "Function":
            _refuse_function(_written_out(node.iri, prologue))
        if node.name == "DatasetClause":
            clauses += 1
            _refuse_dataset(_written_out(node.default or node.named, prologue))
    if len(found) > clauses:
        raise QueryRefused(_doubtful(_NO_UPDATE if set(found) != {"FROM"} else "FROM is not allowed here."))
    return Checked(text, clauses > 0, query.name in ("ConstructQuery", "DescribeQuery"))


def refuse_long(sparql: str, most: int = MAX_QUERY_CHARACTERS) -> None:
    """Raise QueryRefused for a query that is too long to be looked at. This costs nothing, so it comes first."""
    if len(sparql) > most:
        raise QueryRefused(f"The query has {len(sparql):,} characters; the limit is {most:,}.")


def check_fragment(
    sparql: str, prefixes: Mapping[str, str] | None = None, *, most: int | None = MAX_QUERY_CHARACTERS
) -> None:
    """Raise QueryRefused for SPARQL of a shape that could call out, read another dataset or change anything, in any
    reading of it. Variables that SHACL fills in ($this, $PATH) may be anywhere, and `prefixes` are declared apart;
    whether it is valid SPARQL is not asked.

    Texts that are joined read otherwise than each alone, so what runs has to be checked as well as what a file says.
    `most` is the number of characters that it may have, or None for a text that was made from checked ones, which is a
    whole query: where it may call and is not valid SPARQL, it is refused.

    >>> check_fragment("SELECT $this { $this $PATH ?value FILTER(!isLiteral(?value)) }")
    >>> check_fragment("ASK { SERVICE ex:a { $this ?p ?o } }", {"ex": "https://example.org/"})
    Traceback (most recent call last):
    crosswalk.errors.QueryRefused: SERVICE is not allowed here: a query may not call other endpoints.
    """
    if most is not None:
        refuse_long(sparql, most)
    for prefix, namespace in (prefixes or {}).items():
        if _NO_IRI.search(namespace) or not _PREFIX.fullmatch(prefix):
            raise QueryRefused(f"The prefix “{shown(prefix, 100)}” is not declared as the start of an IRI.")
    _check_fragment(sparql, most is None)


@lru_cache(maxsize=256)  # a validation asks the same text of many nodes
def _check_fragment(sparql: str, is_whole: bool) -> None:
    for text in (_unambiguous(sparql), sparql.replace("\r\n", "\n")):  # a carriage return ends a line, or does not
        if is_left_open(text):  # what is put behind it would be read in another way than here
            raise NotSparql("a string in it is not closed.")
        if found := _suspicious(text):
            raise QueryRefused(
                "FROM is not allowed here: a shape is asked of all that is loaded."
                if set(found) == {"FROM"}
                else _NO_UPDATE
            )
        if _MAY_CALL.search(text):
            _refuse_callers(text, is_whole)


def _refuse_callers(text: str, is_whole: bool) -> None:
    """Raise QueryRefused where the parse tree of rdflib has a call in it, or a whole query has no parse tree."""
    try:
        prologue, query = _parsed(text)
    except NotSparql:
        if is_whole:
            raise
        return
    deque(_callers_refused(prologue, query), maxlen=0)


def _unambiguous(sparql: str) -> str:
    r"""Return the query without what rdflib, which checks it, and the engine, which runs it, read differently.

    A carriage return ends a comment for the engine only, and \u0022 ends a string for rdflib only: each could hide a
    SERVICE from the check.
    """
    if _ESCAPED.search(sparql):
        raise QueryRefused("Write each character itself: escapes such as \\u0022 are not allowed here.")
    if unseen := _UNSEEN.search(sparql):
        raise NotSparql(
            f"it contains the character U+{ord(unseen[0]):04X}; remove it.", sparql[: unseen.start()].count("\n") + 1
        )
    return sparql.replace("\r\n", "\n").replace("\r", "\n")


def _suspicious(text: str) -> list[str]:
    """Return the keywords that may read another dataset or change anything. Raises QueryRefused for SERVICE."""
    found = keywords(text)
    if "SERVICE" in found:
        sure = "SERVICE" in keywords(_APART.sub(_emptied, text))
        raise QueryRefused(_NO_SERVICE if sure else _doubtful(_NO_SERVICE))
    return found


def _emptied(part: re.Match[str]) -> str:
    """Return an empty string, IRI or comment in place of one."""
    return {"<": "<x:>", "#": " "}.get(part[0][0], '""')


def _doubtful(reason: str) -> str:
    return (
        f"{reason} A part of the query can be read so: write a space after each “<” that means “less than”, and no "
        "quotation mark in an IRI."
    )


def _parsed(text: str, added: int = 0) -> tuple[list[CompValue], CompValue]:
    """Return the declarations and the query itself, as rdflib's parser finds them. `added` lines above were not written
    by whoever wrote the others.
    """
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        prologue, query = parseQuery(text)
    except RecursionError:
        raise QueryRefused("The query is nested too deeply.") from None
    except MemoryError:
        raise
    except Exception as error:  # pyparsing and rdflib raise many kinds; all of them mean that it is not a query
        if _UPDATE.match(_APART.sub(_emptied, text)):
            raise QueryRefused(_NO_UPDATE) from None
        line = getattr(error, "lineno", None)
        line = line and max(1, line - added)
        reason = _why_unread(error, text)
        raise NotSparql(f"{reason} (line {line})" if line else reason, line) from None
    return list(prologue), query


def _why_unread(error: Exception, text: str) -> str:
    """Return where a text ceases to be a query; what the parser says where it names no place."""
    place = getattr(error, "loc", None)
    if place is None:
        return shown(_PLACE.sub("", str(error)), 300)
    rest = text[place:].strip().partition("\n")[0]
    return f"it cannot be read from “{shown(rest, 40)}” on" if rest else "it ends too early"


def _callers_refused(prologue: list[CompValue], query: CompValue) -> Iterator[CompValue]:
    """Yield every named node of a query. Raises QueryRefused at one that calls another service."""
    for node in (node for part in (*prologue, query) for node in _nodes(part)):
        if node.name == "ServiceGraphPattern":
            raise QueryRefused(_NO_SERVICE)
        yield node


def _nodes(tree: object) -> Iterator[CompValue]:
    """Yield every named node of a parse tree, whatever it is made of."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue, ParamValue

    left: list[object] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, CompValue):
            yield node
        if isinstance(node, dict):
            left.extend(dict.values(node))
        elif isinstance(node, ParamValue):
            left.append(node.tokenList)
        elif isinstance(node, (list, tuple, set, ParseResults)):
            left.extend(node)


def _written_out(iri: object, prologue: list[CompValue]) -> str:
    """Return an IRI in full. One that depends on BASE, or on a prefix declared twice, stays as it is written."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if not isinstance(iri, CompValue):
        return str(iri)
    prefix, local = str(iri.prefix or ""), str(iri.localname or "")
    spaces = {str(one.iri) for one in prologue if one.name == "PrefixDecl" and str(one.prefix or "") == prefix}
    return f"{spaces.pop()}{local}" if len(spaces) == 1 else f"{prefix}:{local}"


def _refuse_dataset(graph: str) -> None:
    if not graph.startswith(ids.BASE) or "/." in graph:
        raise QueryRefused(f"FROM <{shown(graph)}> is not allowed here: only this project's named graphs can be read.")


def _refuse_function(iri: str) -> None:
    if not iri.startswith(ids.PREFIXES["xsd"]):
        raise QueryRefused(
            f"The function <{shown(iri, 100)}> is not allowed here: only those of SPARQL 1.1 and the casts of xsd: are."
        )
