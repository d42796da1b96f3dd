"""What is missing, ask by ask."""

from crosswalk.explorer.views.measures.page import PAGE

__all__ = ["PAGE"]
