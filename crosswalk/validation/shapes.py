"""The shape files of a layout, and the rule that a shape belongs to. The rule's name is the name of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError, QueryRefused, shown
from crosswalk.files.text import Unreadable
from crosswalk.files.turtle import read_turtle
from crosswalk.limits import SHAPES_SIZE
from crosswalk.sources import Layout, shipped_root
from crosswalk.sparql.guard import check_fragment

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPE = ids.BASE + "shape/"
_FILE = SHAPE + "#file"


def shape_files(layout: Layout) -> list[Path]:
    """Return the rule files, one mistake each."""
    return [path for path in layout.shapes() if not path.name.startswith("_")]


def load_shapes(layout: Layout) -> Graph:
    """Return the shapes graph; CrosswalkError, naming the file, when one is not Turtle."""
    return _union(graph for _, graph in _files(layout))


@dataclass(frozen=True, slots=True)
class Round:
    """Rules that are asked together: their names, and a shapes graph in which only they have targets."""

    rules: tuple[str, ...]
    shapes: Graph
    is_shipped: bool  #: True where all of them ship with the program, and so are known to be well formed


def rounds(layout: Layout) -> list[Round]:
    """Return the rules in the order in which they are asked: the shipped ones together, then each file of the user, so
    that one which never ends keeps no other from being asked.

    All are asked together where one of them adds statements that the others may look at. Raises CrosswalkError, naming
    the file, for one that is not Turtle.
    """
    from crosswalk.validation.suspects import CHANGES_THE_REST, TARGETS

    files = list(_files(layout))
    shapes = _union(graph for _, graph in files)
    own = [(path, graph) for path, graph in files if not path.is_relative_to(shipped_root())]
    shipped = [(path, graph) for path, graph in files if path.is_relative_to(shipped_root())]
    if not own or any((None, predicate, None) in shapes for predicate in CHANGES_THE_REST):
        return [Round(_names(files), shapes, is_shipped=not own)]
    targeted = {shape for predicate in TARGETS for shape in shapes.subjects(predicate)}
    result = [Round(_names(shipped), _union(graph for _, graph in shipped), is_shipped=True)]
    for path, graph in own:
        alone = _union([shapes])
        for shape in targeted - set(graph.subjects()):  # whatever a file says of a shape, that shape is asked again
            for predicate in TARGETS:
                alone.remove((shape, predicate, None))
        result.append(Round(_names([(path, graph)]), alone, is_shipped=False))
    return result


def _names(files: Iterable[tuple[Path, Graph]]) -> tuple[str, ...]:
    return tuple(path.stem for path, _ in files if not path.name.startswith("_"))


def _files(layout: Layout) -> Iterator[tuple[Path, Graph]]:
    """Yield each shape file with its statements."""
    from rdflib import Graph, Literal, URIRef

    if not layout.shapes():
        raise CrosswalkError(
            "No rules were found (ontology/shapes/*.ttl), so nothing can be validated; reinstall crosswalk."
        )
    for path in layout.shapes():
        graph = Graph()
        try:
            graph.parse(read_turtle(path, SHAPES_SIZE), format="turtle", publicID=path.absolute().as_uri())
        except Unreadable as reason:
            raise CrosswalkError(f"{path}: the shape file cannot be read: {reason}.") from None
        except Exception as error:  # rdflib's Turtle parser raises several kinds
            raise CrosswalkError(f"{path}: the shape file is not Turtle ({shown(error, 200)}).") from None
        if not path.is_relative_to(shipped_root()):
            _refuse_calls(path, graph)
        for shape in {subject for subject in graph.subjects() if not str(subject).startswith(SHAPE)}:
            if isinstance(shape, URIRef):  # a user's own shape, under an address of theirs
                graph.add((shape, URIRef(_FILE), Literal(path.stem)))
        yield path, graph


def _refuse_calls(path: Path, graph: Graph) -> None:
    """Raise CrosswalkError for a query of the user's shapes that would ask another service or read another graph."""
    from rdflib import SH

    declared = graph.objects(None, SH.declare)
    prefixes = {str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace)) for node in declared}
    for predicate in (SH.select, SH.ask, SH.construct, SH.update):
        for text in graph.objects(None, predicate):
            try:
                check_fragment(str(text), prefixes)
            except QueryRefused as refused:
                raise CrosswalkError(f"{path}: a query of this shape is not allowed. {refused}") from None


def _union(graphs: Iterable[Graph]) -> Graph:
    from rdflib import Graph

    union = Graph()
    for graph in graphs:
        union += graph
    return union


def rule_of(shapes: Graph, shape: Node | None) -> str:
    """Return the rule name of a shape, or of the shape that a blank property shape belongs to."""
    from rdflib import URIRef

    seen = set()
    while shape is not None and shape not in seen:
        if isinstance(shape, URIRef) and str(shape).startswith(SHAPE):
            return str(shape).removeprefix(SHAPE).split("#")[0]
        if (file := shapes.value(shape, URIRef(_FILE))) is not None:
            return str(file)
        seen.add(shape)
        shape = next(iter(shapes.subjects(None, shape)), None)
    return "shape"
