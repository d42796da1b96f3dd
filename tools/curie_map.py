"""Write the `curie_map` of mapping sets: the prefixes that a set uses, so that any SSSOM tool can read it.

    python -m tools.curie_map FILE…           # write the map into these sets
    python -m tools.curie_map --check         # list the shipped sets whose map is wrong

The map is part of the header. It has the prefixes of all CURIEs, and of all addresses of this crosswalk in slots for
ids; nothing else. A foreign prefix keeps the address that the file gives it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from crosswalk import ids

ROOT = Path(__file__).resolve().parents[1]
#: An existing map: its line, and the indented lines below it.
_MAP = re.compile(r"^#curie_map:.*\n(?:#[ \t].*\n)*", re.MULTILINE)
#: The slots of a set and of a row for ids (`mapping_set_id` and `mapping_set_source` are plain web addresses).
_ID_SLOT = re.compile(
    r"(?!mapping_set_)\w+_(id|source|category|match_field|preprocessing)"
    r"|mapping_justification|mapping_provider|curation_rule|issue_tracker_item"
)


def with_curie_map(text: str) -> str:
    """Return the text of a mapping set with the map that it needs, in the place of the old map or at the end of the
    header.

    Raises ValueError for a prefix that is neither a document id nor defined in the file.
    """
    end = next((match.start() for match in re.finditer(r"^(?!#)", text, re.MULTILINE)), len(text))
    header, body = text[:end], text[end:]
    content = yaml.safe_load("".join(line[1:] for line in header.splitlines(keepends=True))) or {}
    prefixes = {_prefix(value) for value in _ids(content, body)} - {""}
    block = _block(prefixes, content.get("curie_map") or {})
    if _MAP.search(header):
        return _MAP.sub(lambda _: block, header, count=1) + body
    return header + block + body


def _ids(header: Mapping[str, object], body: str) -> Iterator[str]:
    """Yield every CURIE or address of the header and the rows."""
    for slot, value in header.items():
        if _ID_SLOT.fullmatch(slot):
            yield from value if isinstance(value, list) else [str(value)]
    definitions = header.get("extension_definitions")
    for definition in definitions if isinstance(definitions, list) else []:
        yield from (definition[slot] for slot in ("property", "type_hint") if slot in definition)
    columns, *rows = [line.split("\t") for line in body.splitlines() if line.strip()] or [[]]
    places = [place for place, column in enumerate(columns) if _ID_SLOT.fullmatch(column)]
    for row in rows:
        for cell in (row[place] for place in places if place < len(row)):
            yield from cell.split("|")


def _prefix(text: str) -> str:
    """Return the prefix of a CURIE or of an address of this crosswalk; "" for any other text.

    >>> [_prefix(text) for text in ("skos:broadMatch", ids.DOC + "a-1", ids.DOC + "a-1/2", "https://example.org/", "")]
    ['skos', 'cwdoc', 'cwdoc', '', '']
    """
    if text.startswith(("http://", "https://")):
        return next((prefix for prefix, iri in ids.prefixes(()).items() if text.startswith(iri)), "")
    return text.partition(":")[0].strip() if ":" in text else ""


def _block(prefixes: set[str], given: Mapping[str, str]) -> str:
    """Return the lines of the map; `given` is the map of the file."""
    documents = (path.stem for path in (ROOT / "data" / "documents").glob("*.yaml"))
    known = ids.prefixes(documents)
    lines = []
    for prefix in sorted(prefixes):
        address = known.get(prefix) or given.get(prefix)
        if address is None and not ids.is_document_id(prefix):
            raise ValueError(f"the prefix “{prefix}” cannot be the id of a document; define it under #curie_map:.")
        lines.append("#  " + yaml.safe_dump({prefix: address or f"{ids.DOC}{prefix}/"}, width=sys.maxsize))
    return "".join(["#curie_map:\n", *lines]) if lines else ""


def main() -> None:
    """Write or check the maps of the given files, or of all shipped sets."""
    parser = argparse.ArgumentParser(description="Write the prefixes that mapping sets use into their headers.")
    parser.add_argument("file", type=Path, nargs="*", help="mapping sets (default: all shipped ones)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a map is wrong")
    given = parser.parse_args()
    stale = 0
    for path in given.file or sorted((ROOT / "mappings").glob("*/*.sssom.tsv")):
        try:
            text = path.read_text(encoding="utf-8")
            after = with_curie_map(text)
        except (OSError, ValueError, yaml.YAMLError) as error:
            sys.exit(f"{path}: {' '.join(str(error).split())}")
        if after == text:
            continue
        stale += 1
        if given.check:
            print(f"{path}: the curie_map is wrong; run python -m tools.curie_map {path}")
        else:
            draft = path.with_suffix(".new")
            draft.write_text(after, encoding="utf-8", newline="\n")
            os.replace(draft, path)
            print(f"{path}: curie_map written")
    sys.exit(1 if given.check and stale else 0)


if __name__ == "__main__":
    main()
