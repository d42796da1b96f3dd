"""The quality rules in words: what each shape file asks."""

from __future__ import annotations

from typing import Any

import streamlit as st

from crosswalk import ids
from crosswalk.sources import Layout
from crosswalk.validation import load_shapes, shape_files


@st.cache_resource(show_spinner=False)
def rules(roots: str, _layout: Layout) -> list[list[Any]]:
    """Return [rule, description] for each shape file; `roots` tells one layout from another."""
    from rdflib import RDFS, URIRef

    shapes = load_shapes(_layout)
    names = [path.name.removesuffix(".ttl") for path in shape_files(_layout)]
    return [[name, str(shapes.value(URIRef(f"{ids.BASE}shape/{name}"), RDFS.comment) or "")] for name in names]
