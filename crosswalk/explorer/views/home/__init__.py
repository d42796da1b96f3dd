"""The first screen."""

from crosswalk.explorer.views.home.page import PAGE

__all__ = ["PAGE"]
