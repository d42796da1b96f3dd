"""The verdict of an OWL reasoner on the ontology, the data and, as a second opinion, the relations between
provisions.
"""

from crosswalk.reason.chains import entailed
from crosswalk.reason.owl import Verdict, check

__all__ = ["Verdict", "check", "entailed"]
