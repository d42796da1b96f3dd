"""The name of the product and its version, at the top left of every page, as a drawing in the colours of the theme."""

from __future__ import annotations

import streamlit as st

from crosswalk.explorer import product
from crosswalk.explorer.ui.looks import BRAND, theme
from crosswalk.explorer.ui.text import html
from crosswalk.sources import data_version

_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="276" height="32" viewBox="0 0 276 32" fill="{}"
 font-family="system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif">
<title>{}</title>
<g fill="none" stroke-width="2.2"><path d="M4 8h5c6 0 8 16 14 16h3" stroke="{}"/>
<path d="M4 24h5c6 0 8-16 14-16h3" stroke="{}"/></g>
<circle cx="4" cy="8" r="3"/><circle cx="4" cy="24" r="3"/><circle cx="27" cy="8" r="3"/><circle cx="27" cy="24" r="3"/>
<text x="38" y="14" font-size="14"><tspan font-weight="700">{}</tspan> {}</text>
<text x="38" y="28" font-size="11" opacity=".8">{}</text>
</svg>"""


def draw() -> None:
    """Draw the name; a click on it leads to the first page."""
    version = f"version {product.program()} · data {data_version()}"
    st.logo(html(_DRAWING, theme().ink, product.NAME, *BRAND, product.NAME, product.SUBTITLE, version), size="large")
