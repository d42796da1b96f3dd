"""What an OWL reasoner says of the ontology and the data and, as a second opinion, of the relations of provisions."""

from crosswalk.reason.chains import entailed
from crosswalk.reason.classes import unsatisfiable
from crosswalk.reason.owl import Verdict, check

__all__ = ["Verdict", "check", "entailed", "unsatisfiable"]
