"""Compare two documents."""

from crosswalk.explorer.views.compare.page import PAGE

__all__ = ["PAGE"]
