"""What the tests of pages share: documents, hostile texts, and how to read a page without a browser."""

from __future__ import annotations

import json
import re

import pyarrow as pa

from crosswalk.explorer import discover

CODE, NCSC, OWASP, EN, RMF = (
    "dsit-ai-code-2025",
    "ncsc-secure-ai-2023",
    "owasp-llm-2025",
    "etsi-en-304-223-2.1.1",
    "nist-ai-rmf-1.0",
)
PAGES = [page.path for page in discover()]
HOSTILE = [
    "<script>alert(1)</script>",
    "![x](http://elsewhere.test/x.png)",
    "'; DROP ALL; --",
    '"} SELECT * WHERE { SERVICE <http://elsewhere.test/> { ?s ?p ?o } } #',
    "../../etc/passwd",
    "$\\frac{a}{b}$ :material/home: {{7*7}} %s \x00",
    "x" * 3_000,
]


def sound(app):
    """Return the app, after asserting that nothing on it failed."""
    assert not app.exception, [one.message for one in app.exception]
    assert not app.error, [one.value for one in app.error]
    return app


def as_shown(text):
    """Return the text that a person sees of Markdown in which everything is escaped."""
    return text.replace(":gray[]", "").replace("\\", "")


def words_of(app):
    """Return all text of a page that is not in a widget or table, nor read at hovering."""
    kinds = ("title", "subheader", "markdown", "caption", "html", "info", "success", "warning", "error", "metric")
    texts = [str(getattr(one, "body", "") or one.value) for kind in kinds for one in app.get(kind)]
    return as_shown(re.sub(r"</?dfn[^>]*>", "", "\n".join(texts)))


def only_error(app):
    """Return the one error on a page."""
    assert not app.exception, [one.message for one in app.exception]
    assert len(app.error) == 1
    return as_shown(app.error[0].value)


def nodes_of(app):
    """Return the nodes of the drawing on a page."""
    chart = app.get("vega_lite_chart")[0].proto
    points = next(layer for layer in json.loads(chart.spec)["layer"] if layer["mark"]["type"] == "point")
    data = next(one.data.data for one in chart.datasets if one.name == points["data"]["name"])
    return pa.ipc.open_stream(data).read_all().to_pylist()
