"""The address of a view, as a link or citation gives it to somebody else.

`crosswalk app --public-url` says by which address others reach the explorer. Without it, the address in the browser is
all there is, and one of this computer alone is good for nobody else: whoever shows it says so.
"""

from __future__ import annotations

import os
from urllib.parse import urlencode

import streamlit as st

from crosswalk.public import public_url

VARIABLE = "CROSSWALK_PUBLIC_URL"
#: Says that an address opens on one computer only.
LOCAL_NOTE = "an address of the writer’s own computer, which others cannot open"
_PASSING = ("print",)  # how a view is shown, not which


def of_view(path: str) -> str:
    """Return the whole address of the view on the screen; `path` is that of its page, "" for the first.

    Raises UsageError where CROSSWALK_PUBLIC_URL is not an address.
    """
    base = public_url(os.environ.get(VARIABLE, ""))
    start = f"{base}/{path}" if base else (st.context.url or "").split("?")[0].split("#")[0]
    state = {name: text for name, text in st.query_params.to_dict().items() if name not in _PASSING}
    asked = urlencode(state, safe=":")
    return f"{start}?{asked}" if asked else start
