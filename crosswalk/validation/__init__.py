"""Is the data sound? Reader faults first, then SHACL over the whole graph. One quality rule is one shape file."""

from __future__ import annotations

from crosswalk.validation.conformity import Verdict, validate, verdict
from crosswalk.validation.judge import broken_rules
from crosswalk.validation.shacl import check, validate_sources
from crosswalk.validation.shapes import load_shapes, shape_files

__all__ = ["Verdict", "broken_rules", "check", "load_shapes", "shape_files", "validate", "validate_sources", "verdict"]
