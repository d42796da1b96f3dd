"""Which nodes may break which shape: a question or two a shape, asked of the whole dataset at once.

pySHACL asks node by node and is the judge of what is found here. So a question may find too many nodes, never too few.

Understood are the targets `targetClass`, `targetNode`, `targetSubjectsOf`, `targetObjectsOf` and a SPARQLTarget; all
paths; `minCount` 0 and 1, `maxCount`, `in`, `hasValue`, `class`, `pattern`, `minLength`, `maxLength`, `minInclusive`,
`maxInclusive`, `minExclusive`, `maxExclusive`, `equals`, `disjoint`, `lessThan`, `lessThanOrEquals`, `or`, `property`
and `sparql`. A shape with anything else (`not`, `and`, `node`, `closed`, `datatype`, `deactivated` …), or with a value
that is not plainly right, keeps its targets, and pySHACL asks all of them. So does every shape beside a `rule`, a
function or a component of the user's own, which can change what the others see.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from crosswalk.sparql.guard import check_fragment
from crosswalk.validation.graphs import OxTerm, from_ox

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_REMARKS = {
    RDF.type,
    RDFS.label,
    RDFS.comment,
    RDFS.isDefinedBy,
    RDFS.seeAlso,
    SH.severity,
    SH.message,
    SH.name,
    SH.description,
    SH.order,
    SH.group,
    SH.path,
    SH.declare,
    SH.prefixes,
    SH.flags,
}
CHANGES_THE_REST = {SH.rule, SH.parameter, SH.js, SH.entailment}
_NUMBERS = {XSD.integer, XSD.decimal, XSD.double}
_WHOLE = re.compile(r"\d{1,9}")
#: Words of SPARQL that pySHACL refuses or reads in its own way, or that would ask another service.
_LEFT_TO_PYSHACL = re.compile(
    r"\b(MINUS|VALUES|SERVICE|GRAPH|FROM|AS\s+[$?]this)\b|[$?](?-i:PATH|shapesGraph|currentShape|failure)\b",
    re.IGNORECASE,
)
_IS_A = f"{RDF.type.n3()}/{RDFS.subClassOf.n3()}*"
_MATCHES = ox.NamedNode("urn:crosswalk:matches")
_THIS = ox.Variable("this")
_DEEPEST = 8
#: With more targets than this, they are not named one by one.
_MANY = 2_000


class NotUnderstood(Exception):
    """A shape holds something that only pySHACL can answer."""


def suspects(
    shapes: Graph, dataset: ox.Store, reported: Callable[[str], bool] | None = None
) -> dict[Node, set[OxTerm] | None]:
    """Return, for each shape that has a target, the nodes that may break it, or None where pySHACL must ask them all.

    With `reported`, only the nodes of whose IRI it says True are asked about.
    """
    alone = not any((None, predicate, None) in shapes for predicate in CHANGES_THE_REST)
    targeted = {shape for predicate in TARGETS for shape in shapes.subjects(predicate)}
    sieve = _Sieve(shapes, dataset, reported)
    return {shape: sieve.suspects(shape) if alone else None for shape in targeted}


class _Sieve:
    """What the shapes have in common: the dataset, and which targets are asked about."""

    def __init__(self, shapes: Graph, dataset: ox.Store, reported: Callable[[str], bool] | None) -> None:
        self._shapes, self._dataset, self._reported = shapes, dataset, reported
        self._focus: dict[tuple[str, ...], set[OxTerm]] = {}

    def suspects(self, shape: Node) -> set[OxTerm] | None:
        """Return the nodes that may break a shape, or None when it is not understood."""
        try:
            return self._suspects(shape)
        except (NotUnderstood, SyntaxError, RuntimeError, ValueError, OSError):
            return None

    def _suspects(self, shape: Node) -> set[OxTerm]:
        question = _Question(self._shapes, self._dataset)
        target = question.target(shape)
        constraints = list(self._shapes.objects(shape, SH.sparql))
        focus = self._focus_nodes(question, target) if constraints or self._reported else None
        if focus is not None and self._reported:
            if not focus:
                return set()
            if len(focus) <= _MANY and not any(isinstance(node, ox.BlankNode) for node in focus):
                question.few = target = f"VALUES ?this {{ {' '.join(map(str, focus))} }} "
        nodes: set[OxTerm] = set()
        for pattern in question.ways_to_break(shape, "?this"):
            nodes |= question.answer(f"SELECT DISTINCT ?this WHERE {{ {target} {pattern} }}")
        for constraint in constraints:
            nodes |= self._with_a_row(constraint, focus or set())
        return nodes if focus is None else nodes & focus

    def _focus_nodes(self, question: _Question, target: str) -> set[OxTerm]:
        """Return the targets that are asked about. Many shapes have the same target, which is looked up once."""
        key = (target, *itertools.chain.from_iterable(sorted(question.prefixes.items())))
        if key not in self._focus:
            nodes = question.answer(f"SELECT DISTINCT ?this WHERE {{ {target} }}")
            if self._reported:
                nodes = {node for node in nodes if not isinstance(node, ox.NamedNode) or self._reported(node.value)}
            self._focus[key] = nodes
        return self._focus[key]

    def _with_a_row(self, constraint: Node, focus: set[OxTerm]) -> set[OxTerm]:
        """Return the focus nodes for which the SELECT of a SPARQL constraint has a row."""
        if set(self._shapes.predicates(constraint)) - _REMARKS - {SH.select}:
            raise NotUnderstood(str(constraint))
        question = _Question(self._shapes, self._dataset)
        text = question.select(constraint)
        if len(re.findall(r"\bSELECT\b", text, re.IGNORECASE)) > 1:
            raise NotUnderstood("a SELECT within another")
        return {node for node in focus if question.has_row(text, node)}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a constraint is asked: the shape, and the variables of the focus node and of its value."""

    shape: Node
    node: str
    path: str  #: as SPARQL has it; empty for a node shape, whose value is the node itself
    value: str
    depth: int

    @property
    def step(self) -> str:
        """The pattern that leads from the node to its values."""
        return self.to(self.value) if self.path else ""

    def to(self, value: str) -> str:
        """Return the pattern that leads from the node to another variable or a constant."""
        return f"{self.node} {self.path} {value} . "


class _Question:
    """SPARQL for one shape: the prefixes and patterns that its questions use, and the names of its variables."""

    def __init__(self, shapes: Graph, dataset: ox.Store) -> None:
        self._shapes, self._dataset = shapes, dataset
        self.few = ""  #: binds `?this` to the targets where they are few: it keeps what is taken away (MINUS) small
        self.prefixes: dict[str, str] = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
        self._patterns: list[re.Pattern[str]] = []
        self._number = itertools.count(1)

    def answer(self, text: str) -> set[OxTerm]:
        """Return what `?this` is in the rows of an answer."""
        terms = (row["this"] for row in self._rows(text, None))
        return {term for term in terms if term is not None and not isinstance(term, ox.Triple)}

    def has_row(self, text: str, this: OxTerm) -> bool:
        """Return True when there is an answer about a node."""
        return next(self._rows(text, {_THIS: this}), None) is not None

    def _rows(self, text: str, bound: dict[ox.Variable, OxTerm | ox.Triple] | None) -> ox.QuerySolutions:
        check_fragment(text, most=None)  # it was put together from texts of the shapes
        rows = self._dataset.query(
            text,
            prefixes=self.prefixes,
            use_default_graph_as_union=True,
            substitutions=bound,
            custom_functions={_MATCHES: self._matches},
        )
        if not isinstance(rows, ox.QuerySolutions):
            raise NotUnderstood(text)
        return rows

    def _matches(self, *arguments: object) -> ox.Literal:
        """Return whether a term matches one of the patterns, as Python (and so pySHACL) matches it."""
        term, number = arguments
        assert isinstance(number, ox.Literal)
        return ox.Literal(self._patterns[int(number.value)].search(str(from_ox(term))) is not None)

    # ---- targets and paths

    def target(self, shape: Node) -> str:
        """Return the pattern that binds `?this` to the targets of a shape."""
        if (shape, RDF.type, RDFS.Class) in self._shapes or (None, RDFS.subClassOf, RDFS.Class) in self._shapes:
            raise NotUnderstood("a class that is a shape is its own target")
        patterns = [
            *(f"?this {_IS_A} {_iri(name)} ." for name in self._shapes.objects(shape, SH.targetClass)),
            *(f"VALUES ?this {{ {_constant(node)} }}" for node in self._shapes.objects(shape, SH.targetNode)),
            *(f"?this {_iri(name)} ?target ." for name in self._shapes.objects(shape, SH.targetSubjectsOf)),
            *(f"?target {_iri(name)} ?this ." for name in self._shapes.objects(shape, SH.targetObjectsOf)),
            *(f"{{ {self.select(target)} }}" for target in self._shapes.objects(shape, SH.target)),
        ]
        return patterns[0] if len(patterns) == 1 else " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)

    def select(self, holder: Node) -> str:
        """Return the SELECT of a target or constraint, and note its prefixes."""
        [text] = self._shapes.objects(holder, SH.select)  # ValueError when it has none, or several
        if not isinstance(text, Literal) or _LEFT_TO_PYSHACL.search(text):
            raise NotUnderstood(str(text))
        for declaration in self._shapes.objects(holder, SH.prefixes / SH.declare):
            [prefix], [namespace] = (
                list(self._shapes.objects(declaration, name)) for name in (SH.prefix, SH.namespace)
            )
            if self.prefixes.setdefault(str(prefix), str(namespace)) != str(namespace):
                raise NotUnderstood(f"two meanings of {prefix}")
        return str(text)

    def _path(self, path: Node) -> str:
        if isinstance(path, URIRef):
            return path.n3()
        if (path, RDF.first, None) in self._shapes:
            return f"({'/'.join(self._path(step) for step in self._shapes.items(path))})"
        [(kind, inner)] = self._shapes.predicate_objects(path)
        if kind == SH.alternativePath:
            return f"({'|'.join(self._path(step) for step in self._shapes.items(inner))})"
        if kind == SH.inversePath:
            return f"^({self._path(inner)})"
        repeated = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
        if not isinstance(kind, URIRef) or kind not in repeated:
            raise NotUnderstood(str(kind))
        return f"({self._path(inner)}){repeated[kind]}"

    # ---- constraints

    def ways_to_break(self, shape: Node, node: str, depth: int = 0) -> list[str]:
        """Return patterns about a bound variable: it can break the shape only where one of them is found."""
        if depth > _DEEPEST:
            raise NotUnderstood("a shape within itself")
        paths = list(self._shapes.objects(shape, SH.path))
        if len(paths) > 1:
            raise NotUnderstood("two paths")
        place = _Place(shape, node, *((self._path(paths[0]), self._variable()) if paths else ("", node)), depth)
        ways: list[str] = []
        for predicate, wanted in self._shapes.predicate_objects(shape):
            if predicate in _REMARKS or predicate in TARGETS or not str(predicate).startswith(str(SH)):
                continue
            if predicate == SH.sparql and not depth:
                continue  # asked apart
            if predicate not in _WAYS or (predicate in _ONCE and len(list(self._shapes.objects(shape, predicate))) > 1):
                raise NotUnderstood(str(predicate))
            if predicate in _OF_A_PATH and not paths:
                raise NotUnderstood(f"{predicate} without a path")
            ways += _WAYS[predicate](self, place, wanted)
        return ways

    def _variable(self) -> str:
        return f"?v{next(self._number)}"

    def _few(self, place: _Place) -> str:
        return "" if place.depth else self.few

    def _any_of(self, place: _Place, members: Node) -> list[str]:
        each = [self.ways_to_break(member, place.value, place.depth + 1) for member in self._shapes.items(members)]
        if not each:
            raise NotUnderstood("an empty list")
        return [place.step + " ".join(ways) for ways in itertools.product(*each)]

    def _property(self, place: _Place, shape: Node) -> list[str]:
        if (shape, SH.path, None) not in self._shapes:
            raise NotUnderstood("a property shape without a path")
        return [place.step + way for way in self.ways_to_break(shape, place.value, place.depth + 1)]

    def _has(self, place: _Place, wanted: Node) -> list[str]:
        return [f"MINUS {{ {self._few(place)}{place.to(_constant(wanted))} }}"]

    def _at_least(self, place: _Place, number: Node) -> list[str]:
        if (least := _whole(number)) > 1:
            raise NotUnderstood("more than one is counted by pySHACL")
        return [f"MINUS {{ {self._few(place)}{place.step} }}"] * least

    def _at_most(self, place: _Place, number: Node) -> list[str]:
        if (most := _whole(number)) == 0:
            return [place.step]
        if most == 1:  # two that differ: no counting of everything
            other = self._variable()
            return [f"{place.step} {place.to(other)} FILTER (!sameTerm({place.value}, {other}))"]
        counted = f"COUNT(DISTINCT {place.value}) > {most}"
        return [f"{{ SELECT {place.node} {{ {place.step} }} GROUP BY {place.node} HAVING ({counted}) }}"]

    def _equal(self, place: _Place, other: Node) -> list[str]:
        same = f"{place.node} {_iri(other)} {place.value} ."
        few = self._few(place)
        return [f"{place.step} MINUS {{ {few}{same} }}", f"{same} MINUS {{ {few}{place.step} }}"]

    def _disjoint(self, place: _Place, other: Node) -> list[str]:
        return [f"{place.step} {place.node} {_iri(other)} {place.value} ."]

    def less(self, place: _Place, other: Node, sign: str) -> list[str]:
        """Return the way in which a value is not below those of another property."""
        compared = self._variable()
        return [f"{place.step} {place.node} {_iri(other)} {compared} . {_unless(f'{place.value} {sign} {compared}')}"]

    def _in(self, place: _Place, members: Node) -> list[str]:
        constants = " ".join(_constant(member) for member in self._shapes.items(members))
        return [f"{place.step} MINUS {{ VALUES {place.value} {{ {constants} }} }}"]

    def _class(self, place: _Place, name: Node) -> list[str]:
        few = self._few(place)
        return [f"{place.step} MINUS {{ {few}{place.step if few else ''}{place.value} {_IS_A} {_iri(name)} }}"]

    def _pattern(self, place: _Place, pattern: Node) -> list[str]:
        flags = {str(flag).lower() for flag in self._shapes.objects(place.shape, SH.flags)}
        if not isinstance(pattern, Literal) or not flags <= {"i"}:
            raise NotUnderstood(str(pattern))
        try:
            self._patterns.append(re.compile(str(pattern), re.IGNORECASE if flags else 0))
        except re.error as error:
            raise NotUnderstood(str(error)) from None
        fits = f"!isBlank({place.value}) && {_MATCHES}({place.value}, {len(self._patterns) - 1})"
        return [place.step + _unless(fits)]

    def length(self, place: _Place, number: Node, sign: str) -> list[str]:
        """Return the way in which a value is not text of a length."""
        text = f"(isIRI({place.value}) || DATATYPE({place.value}) IN ({XSD.string.n3()}, {RDF.langString.n3()}))"
        return [place.step + _unless(f"{text} && STRLEN(STR({place.value})) {sign} {_whole(number)}")]

    def range(self, place: _Place, bound: Node, sign: str) -> list[str]:
        """Return the way in which a value is not on the right side of a number."""
        if not isinstance(bound, Literal) or bound.datatype not in _NUMBERS or bound.ill_typed:
            raise NotUnderstood(str(bound))
        return [place.step + _unless(f'{place.value} {sign} "{bound}"^^<{bound.datatype}>')]


def _unless(condition: str) -> str:
    """Return a filter that lets through what does not fulfil a condition, or cannot be compared at all."""
    return f"FILTER (!COALESCE({condition}, false))"


def _iri(term: Node) -> str:
    if not isinstance(term, URIRef):
        raise NotUnderstood(str(term))
    return term.n3()


def _constant(term: Node) -> str:
    """Return a term that is the same for pyoxigraph, rdflib and the eye: an IRI, or a text without type or language."""
    if isinstance(term, BNode) or (isinstance(term, Literal) and (term.datatype or term.language)):
        raise NotUnderstood(str(term))
    return str(ox.Literal(str(term))) if isinstance(term, Literal) else _iri(term)


def _whole(term: Node) -> int:
    if not isinstance(term, Literal) or term.datatype != XSD.integer or not _WHOLE.fullmatch(term):
        raise NotUnderstood(str(term))
    return int(term)


_Way = Callable[[_Question, _Place, Node], list[str]]
_WAYS: dict[Node, _Way] = {
    SH["class"]: _Question._class,
    SH.disjoint: _Question._disjoint,
    SH.equals: _Question._equal,
    SH.hasValue: _Question._has,
    SH["in"]: _Question._in,
    SH.lessThan: partial(_Question.less, sign="<"),
    SH.lessThanOrEquals: partial(_Question.less, sign="<="),
    SH.maxCount: _Question._at_most,
    SH.maxExclusive: partial(_Question.range, sign="<"),
    SH.maxInclusive: partial(_Question.range, sign="<="),
    SH.maxLength: partial(_Question.length, sign="<="),
    SH.minCount: _Question._at_least,
    SH.minExclusive: partial(_Question.range, sign=">"),
    SH.minInclusive: partial(_Question.range, sign=">="),
    SH.minLength: partial(_Question.length, sign=">="),
    SH["or"]: _Question._any_of,
    SH.pattern: _Question._pattern,
    SH.property: _Question._property,
}
_OF_A_PATH = {SH.disjoint, SH.equals, SH.hasValue, SH.lessThan, SH.lessThanOrEquals, SH.maxCount, SH.minCount}
_ONCE = {SH["in"], SH.maxCount, SH.maxLength, SH.minCount, SH.minLength, SH.pattern}
