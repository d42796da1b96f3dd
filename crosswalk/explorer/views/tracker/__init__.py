"""The standards bodies' work."""

from crosswalk.explorer.views.tracker.page import PAGE

__all__ = ["PAGE"]
