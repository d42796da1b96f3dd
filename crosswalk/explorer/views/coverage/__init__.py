"""Coverage of one document by the others."""

from crosswalk.explorer.views.coverage.page import PAGE

__all__ = ["PAGE"]
