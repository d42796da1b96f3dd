"""Random queries: every way to nest one pattern in another, with and without a SERVICE somewhere in them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_DECOYS = [
    "# SERVICE <{url}> {{ ?a ?b ?c }}\n",
    "# it's <2 \"\n",
    "#>\n",
    " ",
    "\n",
    "\t",
]
_TERMS = [
    "?s", "?p", "?o", "?o2", "?service", "?from", "$service", "<x:a>", "<x:service>", "<x:it's>", "<x:a#b>", "e:a",
    "e:service", "e:a-b", "service:a", "service:load", "_:b", "_:service",
]  # fmt: skip
_LITERALS = [
    "1", "2.5", "-3", "1e3", "true", "false", "'it'", '"SERVICE <{url}> {{ ?a ?b ?c }}"', "'a'@en", "'a'@service",
    "'2'^^xsd:integer", "'''SERVICE <{url}>\n{{ ?a ?b ?c }}'''", '"""a "SERVICE <{url}> {{}}" b"""', "'#'", '"<"', '">"',
    "'\\'SERVICE <{url}> {{}}'", '"\\""', "''", '""',
]  # fmt: skip
_PATHS = [
    "<x:p>",
    "e:p",
    "a",
    "?p",
    "<x:p>/e:p",
    "<x:p>|e:p",
    "^e:p",
    "e:p*",
    "(<x:p>/e:p)+",
    "!e:p",
    "!(e:p|^a)",
    "e:p?",
]
_CALLS = [
    "SERVICE <{url}> {{ ?a ?b ?c }}", "SERVICE SILENT <{url}> {{ ?a ?b ?c }}", "service silent<{url}>{{?a ?b ?c}}",
    "SERVICE#>\n<{url}> {{ ?a ?b ?c }}", "SERVICE SILENT l:a {{ ?a ?b ?c }}", "SERVICE#>\nl:{{ ?a ?b ?c }}",
    "SERVICESILENT<{url}>{{ ?a ?b ?c }}", "SERVICEl:a{{ ?a ?b ?c }}",
    "BIND(IRI(CONCAT('{url}', 'x')) AS ?e) SERVICE SILENT ?e {{ ?a ?b ?c }}",
    "VALUES ?e {{ <{url}> }} SERVICE SILENT ?e {{ ?a ?b ?c }}", "SERVICE l·:{{ ?a ?b ?c }}", "SERVICEl\u0301:a{{ ?a ?b ?c }}",
    "SERVICE SILENT l\u203f:a {{ ?a ?b ?c }}", "SERVICE#>\nl\u200c:{{ ?a ?b ?c }}", "SERVICE 、:{{ ?a ?b ?c }}",
    "SERVICE l\u0bbf:a {{ ?a ?b ?c }}", "SERVICE l\u1680:a {{ ?a ?b ?c }}",
    "VALUES ?e\u0301 {{ <{url}> }} SERVICE ?e\u0301 {{ ?a ?b ?c }}", "VALUES ?e·e {{ <{url}> }} SERVICE?e·e{{ ?a ?b ?c }}",
]  # fmt: skip
_PROLOGUE = """PREFIX e: <x:e/>
PREFIX service: <x:s/>
PREFIX l: <{url}>
PREFIX l·: <{url}>
PREFIX l\u0301: <{url}>
PREFIX l\u203f: <{url}>
PREFIX l\u200c: <{url}>
PREFIX 、: <{url}>
PREFIX l\u0bbf: <{url}>
PREFIX l\u1680: <{url}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_DEEPEST = 4


@dataclass
class Maker:
    """Makes the parts of a query by chance. `call` is put in once, at the first place that chance offers."""

    chance: Random
    url: str
    call: str = ""

    def one(self, choices: list[str]) -> str:
        return self.chance.choice(choices).format(url=self.url)

    def space(self) -> str:
        return self.one(_DECOYS) if self.chance.random() < 0.3 else self.chance.choice([" ", " ", ""])

    def query(self) -> str:
        """Return a whole query."""
        forms = [
            "SELECT * {group}", "ASK {group}", "CONSTRUCT {{ ?s e:p ?o }} WHERE {group}", "DESCRIBE <x:a> WHERE {group}",
            "SELECT (COUNT(*) AS ?n) {group}", "SELECT ({expr} AS ?z) {group}", "SELECT * {group} ORDER BY ({expr})",
            "SELECT ?s {group} GROUP BY ?s HAVING ({expr})",
        ]  # fmt: skip
        form = self.chance.choice(forms)
        group, expr = self.group(_DEEPEST), self.expression(3) if "{expr}" in form else ""
        return _PROLOGUE.format(url=self.url) + form.format(group=group, expr=expr) + self.space()

    def group(self, depth: int) -> str:
        """Return a group graph pattern."""
        if depth and self.chance.random() < 0.1:
            return f"{{{self.space()}SELECT * {self.group(depth - 1)}}}"
        parts = [self.pattern(depth) for _ in range(self.chance.randint(0, 2 if depth else 1))]
        if self.call and (depth == _DEEPEST or self.chance.random() < 0.25):
            parts.insert(self.chance.randint(0, len(parts)), self.called())
        return "{" + self.space() + self.space().join(parts) + self.space() + "}"

    def called(self) -> str:
        call, self.call = self.call, ""
        return call.format(url=self.url)

    def pattern(self, depth: int) -> str:
        """Return what may stand in a group."""
        kind = self.chance.randint(0, 10) if depth else 0
        if kind <= 1:
            glue = self.chance.choice([" ", self.space() or " "])
            return f"{self.one(_TERMS)} {self.one(_PATHS)}{glue}{self.object()} ."
        if kind <= 4:
            return f"FILTER{self.space()}({self.expression(depth)})"
        if kind == 5:
            return f"FILTER {self.exists(depth)}"
        if kind == 6:
            return f"OPTIONAL{self.space()}{self.group(depth - 1)}"
        if kind == 7:
            return f"MINUS{self.space()}{self.group(depth - 1)}"
        if kind == 8:
            return f"{self.group(depth - 1)}{self.space()}UNION{self.space()}{self.group(depth - 1)}"
        if kind == 9:
            return f"GRAPH {self.chance.choice(['?g', '<x:g>', 'e:g'])}{self.space()}{self.group(depth - 1)}"
        number = self.chance.randint(0, 10**6)
        if self.chance.random() < 0.5:
            return f"BIND({self.expression(depth)} AS ?v{number})"
        return f"VALUES ?v{number} {{ {self.one(_LITERALS)} {self.one(_LITERALS)} }}"

    def object(self) -> str:
        return self.one(_LITERALS if self.chance.random() < 0.6 else _TERMS)

    def exists(self, depth: int) -> str:
        return f"{self.chance.choice(['', 'NOT '])}EXISTS{self.space()}{self.group(depth - 1)}"

    def expression(self, depth: int) -> str:
        """Return an expression, with many signs that may be the start of an IRI."""
        kind = self.chance.randint(0, 6)
        if depth > 0 and kind == 0:
            return self.exists(depth)
        if depth > 0 and kind <= 2:
            joined = self.chance.choice(["<", "<", "<=", ">", "=", "&&", "||", " < ", "+"])
            return f"({self.expression(depth - 1)}{joined}{self.expression(depth - 1)})"
        if depth > 0 and kind == 3:
            return f"IF({self.expression(depth - 1)},{self.expression(depth - 1)},{self.expression(depth - 1)})"
        return (
            self.one(_LITERALS) if self.chance.random() < 0.5 else self.chance.choice(["?s", "?o", "?o3", "?service"])
        )


def without(chance: Random, url: str) -> str:
    """Return a query that has SERVICE in names, texts and comments only."""
    return Maker(chance, url).query()


def calling(chance: Random, url: str) -> str:
    """Return a query with one SERVICE somewhere in its patterns."""
    return Maker(chance, url, chance.choice(_CALLS)).query()


def planted(chance: Random, url: str) -> str:
    """Return a query with SERVICE put in between any two words: in a string, in a comment, in a group."""
    query = without(chance, url)
    places = [place for place, letter in enumerate(query) if letter in " \t\n{}.()" and place > len(_PROLOGUE)]
    place = chance.choice(places) + 1
    call = chance.choice(_CALLS).format(url=url)
    around = [" {} ", ". {} ", "\n{}\n", "{} #", "' {} '", '" {} "', "<{}", ">{}", "#>\n{}", "#{}\n"]
    return query[:place] + chance.choice(around).format(call) + query[place:]
