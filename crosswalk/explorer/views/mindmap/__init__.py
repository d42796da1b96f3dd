"""What every document asks about one principle."""

from crosswalk.explorer.views.mindmap.page import PAGE

__all__ = ["PAGE"]
