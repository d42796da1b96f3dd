"""What is joined to a provision or document."""

from crosswalk.explorer.views.graph.page import PAGE

__all__ = ["PAGE"]
