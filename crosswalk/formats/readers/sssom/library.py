"""sssom-pydantic, imported without side effects.

Its dependency pystow creates a folder ``~/.data`` with a README when it is imported, and fails where the home folder
is not writable. Nothing here uses it, so during the import its folder is one that has that README: nothing is written.
"""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

with mock.patch.dict(os.environ, {"PYSTOW_HOME": str(Path(__file__).parent / "pystow_home")}):
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.constants import MULTIVALUED, PROPAGATABLE
    from sssom_pydantic.io import ParseError, read_unprocessed_iterable
    from sssom_pydantic.models import Record

__all__ = [
    "MULTIVALUED",
    "PROPAGATABLE",
    "MappingSetRecord",
    "ParseError",
    "Record",
    "read_unprocessed_iterable",
]
