"""Keep what was computed from the graph in the folder of its version, so that both are deleted together.

What is damaged or cannot be written is simply computed again.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from crosswalk.store.sealed import read_sealed, write_sealed
from crosswalk.store.seam import Store

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Arrays = Mapping[str, npt.NDArray[np.generic]]


#: Texts that are kept for one version of the graph.
_MOST = 400


def recall_arrays(store: Store, name: str) -> Arrays | None:
    """Return the arrays kept under a name, or None when there are none or they are damaged."""
    import numpy as np

    content = _read(store, f"{name}.npz")
    if content is None:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            return {key: kept[key] for key in kept.files}
    except Exception:  # its hash is right, so it was made by hand: numpy and zipfile fail in a dozen ways
        return None


def remember_arrays(store: Store, name: str, arrays: Arrays) -> None:
    """Write arrays with their hash, completely or not at all, if the store has a writable folder."""
    import numpy as np

    content = io.BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    _write(store, f"{name}.npz", content.getvalue())


def recall_text(store: Store, name: str) -> str | None:
    """Return the text kept under a name, or None when there is none or it is damaged."""
    content = _read(store, f"{name}.txt")
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        return None


def remember_text(store: Store, name: str, text: str) -> None:
    """Write a text with its hash, completely or not at all, if the store has a writable folder with room for it."""
    if store.folder is not None and sum(1 for _ in store.folder.glob("*.txt")) < _MOST:
        _write(store, f"{name}.txt", text.encode())


def _read(store: Store, name: str) -> bytes | None:
    return None if store.folder is None else read_sealed(store.folder / name)


def _write(store: Store, name: str, content: bytes) -> None:
    if store.folder is not None:
        with contextlib.suppress(OSError):
            write_sealed(store.folder / name, content)
