"""Texts that are alike in what they mean, by a small model of word vectors that comes as a package.

[WordLlama](https://github.com/dleemiller/WordLlama) has its weights in its wheel: nothing is downloaded, and no text
leaves the machine. It is an optional package; without it, texts are alike in their words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from crosswalk.analysis.likeness import Floats, Likeness


class _Model(Protocol):
    def embed(self, texts: list[str], *, norm: bool) -> Floats: ...


@cache
def _model() -> _Model | None:
    try:
        package = import_module("wordllama")
    except ImportError:
        return None
    # Its release 0.4.0 looks for the tokeniser in a folder that its wheel does not have, and would then download one;
    # as a “cache”, its own folder has what it needs.
    folder = Path(str(package.__file__)).parent
    return cast(_Model, package.WordLlama.load(cache_dir=folder, disable_download=True))


def is_available() -> bool:
    """Return True where the package is installed."""
    return _model() is not None


def meaning(texts: Sequence[str]) -> Likeness | None:
    """Return the vectors of some texts by what they mean; None where the package is not installed.

    >>> found = meaning(["train the staff", "teach employees", "encrypt the disks"])
    >>> found is None or bool(found.between([0], [1]) > found.between([0], [2]))
    True
    """
    model = _model()
    if model is None or not texts:
        return None
    return Likeness(model.embed(list(texts), norm=True))
