"""A data folder with hostile text in every field that takes text, and a listener that notes who asks it for anything."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import yaml

from crosswalk import ids
from tests.support import ROOT

SMALL = ROOT / "tests" / "sparql" / "expected" / "small"
EDITIONS = ROOT / "tests" / "analysis" / "inputs" / "editions"
#: Not seen by a person: a terminal obeys it, or it turns a line round. Line breaks and tabs may be there.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
BEGINS = "![i]("  #: how a hostile text begins, after its name: shown as it is, this can be read on the page
_TEXT = (
    "={name} ![i](ADDRESS/image) <img src='ADDRESS/tag' onerror='alert(1)'> <script>alert(2)</script> **BOLD** _SLANT_ "
    '`CODE` $x^2$ $$y$$ :red[RED] :smile: :material/home: :material_home: :streamlit: [l](ADDRESS/link "t") ADDRESS/auto '
    "<ADDRESS/angle> www.bad.test a@bad.test [^1] &lt;i&gt; | a | b | ## H \x1b[31m\x1b]8;;ADDRESS\x1b\\L\x1b]8;;\x1b\\ "
    "\x07\x08\x9b1m \u202ertl\u202c \u2066i\u2069 \u200bz\ufeff \u2028ls שלום"
)
#: The fields of each kind of entry that take free text; `kind` and `short_title` are set apart.
_FIELDS = {
    "documents": ["title", "version", "rights", "note"],
    "provisions": ["label", "notation", "summary", "note", "priority"],
    "organisations": ["name", "abbreviation", "note"],
    "items": ["number", "title", "note"],
    "stages": ["code", "note"],
}


def hostile(name: str, address: str) -> str:
    """Return a hostile text that begins with `name`; every picture and link in it leads to `address`."""
    return _TEXT.replace("ADDRESS", address).replace("{name}", name)


def write_hostile(folder: Path, address: str) -> Path:
    """Write the small crosswalk and the editions of the tests into a folder, with hostile text in place of theirs."""
    for source in (SMALL, EDITIONS):
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("organisations.yaml"))
    for path in (folder / "data" / "documents").glob("*.yaml"):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        _poison(document, "documents", document["id"], address)
        document |= {"short_title": f"*{document['id'][:9]}* <b>\x1b[1m\u202eS"}
        for provision in document.get("provisions", []):
            _poison(provision, "provisions", f"{document['id']}:{provision['id']}", address)
            provision["kind"] = (
                provision["kind"] if provision["kind"] in document.get("assessable", []) else "<b>*k*\x1b"
            )
        _dump(path, document)
    organisations = [
        entry
        for source in (SMALL, EDITIONS)
        for entry in yaml.safe_load((source / "data" / "organisations.yaml").read_text(encoding="utf-8"))
    ]
    for entry in organisations:
        _poison(entry, "organisations", entry["id"], address)
        entry["url"] = "https://organisation.example/"
    _dump(folder / "data" / "organisations.yaml", organisations)
    for path in (folder / "data" / "work-items").glob("*.yaml"):
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in items:
            _poison(item, "items", item["id"], address)
            for stage in item["stages"]:
                _poison(stage, "stages", f"stage of {item['id']}", address)
        _dump(path, items)
    terms = folder / "data" / "terms.yaml"
    entries = yaml.safe_load(terms.read_text(encoding="utf-8"))
    for entry in entries:
        entry |= {"term": hostile(f"term of {entry['id']}", address), "aliases": []}
        entry |= {"definition": hostile(f"definition of {entry['id']}", address)}
    _dump(terms, entries)
    for path in (folder / "data").glob("asks/*.tsv"):
        _poison_table(path, ("ask", "when", "note"), address)
    for path in (folder / "data").glob("measures/*.tsv"):
        _poison_table(path, ("evidence",), address)
    for path in (folder / "mappings").rglob("*.sssom.tsv"):
        _poison_mappings(path, address)
    _write_ontology(folder / "ontology", address)
    return folder


def _poison(entry: dict[str, Any], kind: str, name: str, address: str) -> None:
    entry |= {field: hostile(f"{field} of {name}", address) for field in _FIELDS[kind]}


def _dump(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=False), encoding="utf-8")


def _poison_table(path: Path, columns: tuple[str, ...], address: str) -> None:
    """Give a table of asks or measures hostile texts wherever it has a text; the parts of an umbrella stay."""
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        for column in columns:
            place = head.index(column)
            parts = f"{row[place]}; " if row[place].startswith("parts:") else ""
            row[place] = row[place] and parts + hostile(f"{column} of {row[0]}", address)
    path.write_text("\n".join("\t".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")


def _poison_mappings(path: Path, address: str) -> None:
    """Give a mapping set hostile texts in its header, and each row a hostile comment and reviewer."""
    name = path.name.removesuffix(".sssom.tsv")
    head, rows = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        (head if line.startswith("#") else rows).append(line)
    kept = [line for line in head if not line.startswith(("#mapping_set_title", "#license", "#creator_label"))]
    for slot in ("mapping_set_title", "mapping_set_description", "creator_label", "mapping_tool", "other"):
        kept.append(f"#{slot}: {json.dumps(hostile(f'{slot} of {name}', address))}")
    kept.append("#license: https://license.example/")
    columns, *cells = (line.split("\t") for line in rows)
    for field in ("comment", "reviewer_label", *(["beside"] if "beside" in columns else [])):
        place = columns.index(field) if field in columns else len(columns)
        columns[place:] = [field, *columns[place + 1 :]]
        for number, row in enumerate(cells, 1):
            row += [""] * (len(columns) - len(row))
            row[place] = hostile(f"{field} {number} of {name}", address).replace("|", "/")
    path.write_text("\n".join([*kept, *("\t".join(row) for row in (columns, *cells))]) + "\n", encoding="utf-8")


def _write_ontology(folder: Path, address: str) -> None:
    """Write Turtle with hostile labels, and named queries with hostile titles: rows, and a graph that is drawn."""
    (folder / "queries").mkdir(parents=True)
    label, page = json.dumps(hostile("label of a thing", address)), "javascript:alert(3)"
    (folder / "hostile.ttl").write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        f"<{ids.ORG}alpha-agency> foaf:homepage <{page}> .\n"
        f"<{address}/thing> rdfs:label {label} ; rdfs:seeAlso <{address}/other> .\n",
        encoding="utf-8",
    )
    for name, query in {
        "hostile-rows": "SELECT ?label (COUNT(?thing) AS ?number) WHERE { ?thing rdfs:label|skos:prefLabel ?label }\n"
        "GROUP BY ?label ORDER BY ?label LIMIT 20",
        "hostile-graph": "CONSTRUCT { ?one rdfs:seeAlso ?two . ?one rdfs:label ?label } WHERE {\n"
        f"  ?one rdfs:seeAlso ?two ; rdfs:label ?label . FILTER(STRSTARTS(STR(?one), '{address}')) }}",
    }.items():
        title = re.sub(
            "[\x00-\x1f\x7f-\x9f\u2028]", "", hostile(f"title of {name}", address)
        )  # no query may hold those
        (folder / "queries" / f"{name}.rq").write_text(
            f"# title: {title}\n# question: {title.replace('title', 'question')}\n{query}\n", encoding="utf-8"
        )


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """Listen on this machine; yield the address, and a list of what was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_OPTIONS = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
