"""Start Streamlit with all pages imported and the crosswalk being opened, so that the first visitor waits for neither.

python -m crosswalk.explorer.server run app.py --server.port=8501    # what follows the name is passed to Streamlit
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from streamlit.web import cli

from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover
from crosswalk.explorer.start import open_crosswalk
from crosswalk.store.holder import Crosswalk


def main(arguments: list[str]) -> None:
    """Run Streamlit with these arguments; ends the process."""
    with suppress(CrosswalkError):  # every page meets the same fault, and reports it
        warm_up = discover()[0].warm_up
        if warm_up is not None:
            threading.Thread(target=_ask_ahead, args=(warm_up,), daemon=True).start()
    cli.main(args=arguments, prog_name="streamlit")


def _ask_ahead(warm_up: Callable[[Crosswalk], object]) -> None:
    with suppress(CrosswalkError):  # the page meets the same fault, and reports it
        warm_up(open_crosswalk())


if __name__ == "__main__":
    main(sys.argv[1:])
