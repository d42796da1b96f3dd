"""The extraction scripts stand beside one another and import `common` from their own folder, as when they are run."""

from __future__ import annotations

import sys

from tests.support import ROOT

for folder in ("tools", "tools/extract"):
    if str(ROOT / folder) not in sys.path:
        sys.path.insert(0, str(ROOT / folder))
