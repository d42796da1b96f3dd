"""Is the data sound?"""

from crosswalk.explorer.views.quality.page import PAGE

__all__ = ["PAGE"]
