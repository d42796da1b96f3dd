"""Keep what was computed from the graph in the folder of its version, so that both are deleted together.

The first line of each file is the hash of the rest. What is damaged or cannot be written is simply computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

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


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _read(store: Store, name: str) -> bytes | None:
    """Return the content of a file whose first line is its hash. Anything but a plain file could wait for ever."""
    if store.folder is None or not (path := store.folder / name).is_file():
        return None
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(content) else None


def _write(store: Store, name: str, content: bytes) -> None:
    if store.folder is None:
        return
    with contextlib.suppress(OSError):
        handle, draft = tempfile.mkstemp(dir=store.folder, suffix=".draft")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(content) + b"\n" + content)
            os.replace(draft, Path(store.folder) / name)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(draft)
