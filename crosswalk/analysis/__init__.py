"""Questions about the crosswalk, one topic a file, as free functions over a Crosswalk."""

from __future__ import annotations
