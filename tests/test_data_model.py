"""docs/data-model.md: its queries answer what it states, its excerpt is in the graph, and no property is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from rdflib import Graph, URIRef

from crosswalk import ids
from crosswalk.sparql import with_prefixes
from crosswalk.sparql.guard import check
from crosswalk.sparql.table import tabulate
from crosswalk.store.holder import Crosswalk
from tests.recipes import read
from tests.support import ROOT

PAGE = read("docs/data-model.md")
_QUERY = re.compile(
    r"^### (?P<title>[^\n]+)\n.*?^```sparql\n(?P<text>.*?)^```\n\n"
    r"(?P<count>\d+) rows(?P<part>, of which the first (?P<shown>\d+) are)?:\n\n(?P<table>(?:^\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_NAME = re.compile(r"`([a-z]+:[A-Za-z_]+)`")
SECTIONS = {
    "cw:Document": "## A document",
    "cw:Provision": "## A provision",
    "sssom:MappingSet": "## A mapping set",
    "sssom:Mapping": "## A mapping set",
    "org:Organization": "## An organisation",
    "cw:WorkItem": "## An organisation",
    "prov:InstantaneousEvent": "## An organisation",
    "cw:Ask": "## An ask",
    "cw:Measure": "## An ask",
    "cw:AskRow": "## An ask",
    "cw:MeasureSet": "## An ask",
}
MAPPING_PREDICATES = "## A mapping set"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the page, and what the page states about its answer."""

    title: str
    text: str
    count: int
    shown: int
    table: list[list[str]]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _queries() -> list[Query]:
    found = []
    for match in _QUERY.finditer(PAGE):
        head, _, *body = [_cells(line) for line in match["table"].splitlines()]
        count = int(match["count"])
        found.append(Query(match["title"], match["text"], count, int(match["shown"] or count), [head, *body]))
    return found


QUERIES = _queries()


def _ask(shipped: Crosswalk, sparql: str) -> list[list[str]]:
    """Return the answer as the command line prints it, without the process of its own."""
    table = tabulate(shipped.store.query(check(with_prefixes(sparql)).text), 10_000)
    return [list(table.columns), *(["" if value is None else str(value) for value in row] for row in table.rows)]


def _section(heading: str) -> str:
    [text] = re.findall(rf"^{heading}[^\n]*\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_all_queries_were_found() -> None:
    assert len(QUERIES) == PAGE.count("```sparql") == 10
    assert [query.title.split(". ")[0] for query in QUERIES] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title)
def test_query_answers_what_the_page_states(query: Query, shipped: Crosswalk) -> None:
    head, *rows = _ask(shipped, query.text)
    assert len(rows) == query.count
    assert len(query.table) - 1 == query.shown
    assert [head, *rows[: query.shown]] == query.table


def test_excerpt_is_in_the_graph(shipped: Crosswalk) -> None:
    [text] = re.findall(r"<!-- excerpt -->\n\n```turtle\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    excerpt = Graph().parse(data=text, format="turtle")
    assert len(excerpt) > 20
    pattern = " .\n".join(" ".join(term.n3() for term in triple) for triple in excerpt)
    assert _ask(shipped, f"SELECT (1 AS ?there) WHERE {{ {pattern} }}") == [["there"], ["1"]]


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_property_in_use_is_described(kind: str, shipped: Crosswalk) -> None:
    _, *rows = _ask(shipped, f"SELECT DISTINCT ?property WHERE {{ ?thing a {kind} ; ?property ?value }}")
    used = {_qname(name) for [name] in rows} - {"rdf:type"}
    described = set(_NAME.findall(_section(SECTIONS[kind])))
    if kind in ("cw:Provision", "cw:Document"):  # either may be the subject of a mapping
        described |= set(_NAME.findall(_section(MAPPING_PREDICATES)))
    assert len(used) > 4
    assert used <= described


def _qname(name: str) -> str:
    """Return a name of ours with its prefix, which the program leaves out when it prints one."""
    return name if ":" in name else f"cw:{name}"


def test_every_name_on_the_page_exists() -> None:
    ontology = Graph()
    for path in ROOT.glob("ontology/*.ttl"):
        ontology.parse(path)
    known = {str(subject) for subject in ontology.subjects() if isinstance(subject, URIRef)}
    tables = PAGE.split("## A document")[1].split("## An excerpt")[0]
    names = {name for name in _NAME.findall(tables) if name.split(":")[0] in ids.PREFIXES}
    missing = {
        name for name in names if ids.expand(name) not in known and not name.startswith(("owl:", "rdfs:", "xsd:"))
    }
    assert len(names) > 60
    assert missing == set()
