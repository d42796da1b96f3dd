"""The shape files of a layout, and the rule that a shape belongs to. The rule's name is the name of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.sources import Layout

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
    from rdflib import Graph, Literal, URIRef

    shapes = Graph()
    if not layout.shapes():
        raise CrosswalkError(
            "No rules were found (ontology/shapes/*.ttl), so nothing can be validated; reinstall crosswalk."
        )
    for path in layout.shapes():
        own = Graph()
        try:
            own.parse(path, format="turtle")
        except Exception as error:  # rdflib's Turtle parser raises several kinds
            raise CrosswalkError(
                f"{path}: the shape file is not Turtle ({' '.join(str(error).split())[:200]})."
            ) from None
        shapes += own
        for shape in {subject for subject in own.subjects() if not str(subject).startswith(SHAPE)}:
            if isinstance(shape, URIRef):  # a user's own shape, under an address of theirs
                shapes.add((shape, URIRef(_FILE), Literal(path.stem)))
    return shapes


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
