"""Alignments with other vocabularies: `ontology/alignments/*.ttl`, loaded unchanged."""

from __future__ import annotations

from crosswalk import ids
from crosswalk.formats.readers import Reader
from crosswalk.formats.readers.turtle import READER as TURTLE

READER = Reader(
    "alignment",
    ("ontology/alignments/*.ttl",),
    ".ttl",
    ids.BASE + "source/{root}/alignments/",
    TURTLE.read,
    order=61,
    is_vocabulary=True,
)
