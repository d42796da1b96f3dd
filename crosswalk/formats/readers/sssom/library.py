"""sssom-pydantic, imported without side effects.

Its dependency pystow creates a folder ``~/.data`` with a README when it is imported, and fails where the home folder
is not writable. Nothing here uses it, so it gets a temporary folder during the import.
"""

from __future__ import annotations

import os
import tempfile
from unittest import mock

with tempfile.TemporaryDirectory() as _folder, mock.patch.dict(os.environ, {"PYSTOW_HOME": _folder}):
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.io import ParseError, read_unprocessed_iterable
    from sssom_pydantic.models import Record

__all__ = ["MappingSetRecord", "ParseError", "Record", "read_unprocessed_iterable"]
