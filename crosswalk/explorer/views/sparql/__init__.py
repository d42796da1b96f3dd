"""Ask in SPARQL."""

from crosswalk.explorer.views.sparql.page import PAGE

__all__ = ["PAGE"]
