"""Is the data sound? Reader faults first, then SHACL over the whole graph. One quality rule is one shape file."""

from __future__ import annotations

from crosswalk.validation.shacl import broken_rules, load_shapes, shape_files, validate, validate_sources

__all__ = ["broken_rules", "load_shapes", "shape_files", "validate", "validate_sources"]
