"""Crosswalk: how the standards, laws and guidance on the cyber security of AI relate, as a graph that can be checked
and asked.

>>> import crosswalk
>>> xw = crosswalk.load()
>>> [one] = crosswalk.coverage(xw, "dsit-ai-code-2025", ["ncsc-secure-ai-2023"])
>>> one.total
72
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosswalk.analysis.agreement import agreement
    from crosswalk.analysis.compare import compare
    from crosswalk.analysis.coverage import coverage
    from crosswalk.analysis.editions import diff
    from crosswalk.analysis.gaps import gaps
    from crosswalk.analysis.trace import trace
    from crosswalk.errors import CrosswalkError
    from crosswalk.sparql import ask, run_user_query
    from crosswalk.store.holder import Crosswalk, load
    from crosswalk.validation import validate

__version__ = "0.1.0"
__all__ = [
    "Crosswalk",
    "CrosswalkError",
    "agreement",
    "ask",
    "compare",
    "coverage",
    "diff",
    "gaps",
    "load",
    "run_user_query",
    "trace",
    "validate",
]

_HOME = {
    "Crosswalk": "crosswalk.store.holder",
    "CrosswalkError": "crosswalk.errors",
    "agreement": "crosswalk.analysis.agreement",
    "ask": "crosswalk.sparql",
    "compare": "crosswalk.analysis.compare",
    "coverage": "crosswalk.analysis.coverage",
    "diff": "crosswalk.analysis.editions",
    "gaps": "crosswalk.analysis.gaps",
    "load": "crosswalk.store.holder",
    "run_user_query": "crosswalk.sparql",
    "trace": "crosswalk.analysis.trace",
    "validate": "crosswalk.validation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `import crosswalk` alone stays light."""
    if name not in _HOME:
        raise AttributeError(f"module 'crosswalk' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
