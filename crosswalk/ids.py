"""Ids and IRIs: one base, one converter, CURIEs in and out.

A provision is always its CURIE, ``<document-id>:<local-id>``; a document, mapping set or organisation is its bare id.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswalk.errors import UsageError, shown
from crosswalk.references import arabic

if TYPE_CHECKING:
    from curies import Converter

BASE = "https://w3id.org/ai-security-crosswalk/"
NS = BASE + "ns#"
DOC = BASE + "doc/"
ORG = BASE + "org/"
SET = BASE + "set/"
WORK = BASE + "work/"
TERM = BASE + "term/"

#: Prefixes of the vocabularies we reuse; every `.rq` file and every page declares them from here.
PREFIXES: dict[str, str] = {
    "cw": NS,
    "cwdoc": DOC,
    "cworg": ORG,
    "cwset": SET,
    "cwterm": TERM,
    "cwwork": WORK,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

NO_TERM_FOUND = PREFIXES["sssom"] + "NoTermFound"
DOCUMENT_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,199}")
LOCAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()-]{0,199}")
#: An ask of a provision: its local id and a number, which is never given to another.
ASK_ID = re.compile(rf"(?P<provision>{LOCAL_ID.pattern})#(?P<number>[1-9][0-9]{{0,3}})")
_RESERVED = {*PREFIXES, "orcid", "http", "https", "urn"}
_BARE = (DOC, SET, ORG, WORK, TERM)
_IRI = re.compile(r'https?://[^\s<>"{}|\\^`]+')


def is_document_id(text: str) -> bool:
    """Return True when a document may have this id, which is also its CURIE prefix.

    >>> is_document_id("owasp-llm-2025"), is_document_id("skos"), is_document_id("LLM 2025")
    (True, False, False)
    """
    return bool(DOCUMENT_ID.fullmatch(text)) and text not in _RESERVED


def is_iri(text: str) -> bool:
    """Return True when the text is an absolute IRI that RDF accepts.

    >>> is_iri("https://example.org/a"), is_iri("https://example.org/a b"), is_iri("example.org")
    (True, False, False)
    """
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def prefixes(document_ids: Iterable[str]) -> dict[str, str]:
    """Return every prefix that a CURIE may have: the reused vocabularies, and one for each document.

    >>> prefixes(["owasp-llm-2025"])["owasp-llm-2025"] == DOC + "owasp-llm-2025/"
    True
    """
    return {**PREFIXES, "orcid": "https://orcid.org/", **{name: f"{DOC}{name}/" for name in document_ids}}


def converter(document_ids: Iterable[str]) -> Converter:
    """Return the same prefixes as a CURIE converter for other libraries."""
    from curies import Converter, Record

    return Converter([Record(prefix=prefix, uri_prefix=iri) for prefix, iri in prefixes(document_ids).items()])


@lru_cache(maxsize=65_536)
def short(iri: str) -> str:
    """Return the id a person reads: a provision's CURIE, a bare document, set or organisation id, a prefixed name, or
    the IRI.

    >>> short(DOC + "dsit-ai-code-2025/5.4.1"), short(DOC + "dsit-ai-code-2025"), short(NS + "shall")
    ('dsit-ai-code-2025:5.4.1', 'dsit-ai-code-2025', 'shall')
    """
    if iri.startswith(DOC):
        return iri[len(DOC) :].replace("/", ":", 1)
    if iri.startswith(NS):
        return iri[len(NS) :]
    for base in _BARE[1:]:
        if iri.startswith(base):
            return iri[len(base) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(text: str) -> str:
    """Return the IRI of a CURIE, a bare document id, or an IRI given as it is.

    Raises UsageError when `text` has none of these forms.

    >>> expand("dsit-ai-code-2025:5.4.1") == DOC + "dsit-ai-code-2025/5.4.1"
    True
    >>> expand("cw:shall") == NS + "shall"
    True
    """
    text = text.strip()
    if _IRI.fullmatch(text) and is_iri(text):
        return text
    prefix, colon, local = text.partition(":")
    if not colon and DOCUMENT_ID.fullmatch(text):
        return DOC + text
    if colon and prefix in PREFIXES and re.fullmatch(r"[A-Za-z0-9_.()/-]{1,200}", local):
        return PREFIXES[prefix] + local
    if colon and DOCUMENT_ID.fullmatch(prefix) and (LOCAL_ID.fullmatch(local) or ASK_ID.fullmatch(local)):
        return f"{DOC}{prefix}/{local}"
    raise UsageError(
        f"“{shown(text)}” is not an id: write <document-id>, <document-id>:<local-id> or a full IRI, "
        "for example dsit-ai-code-2025:5.4.1."
    )


@lru_cache(maxsize=65_536)
def document_of(iri: str) -> str | None:
    """Return the IRI of the document that a provision or document IRI belongs to, or None.

    >>> document_of(DOC + "owasp-llm-2025/LLM01") == DOC + "owasp-llm-2025"
    True
    """
    return DOC + iri[len(DOC) :].split("/", 1)[0] if iri.startswith(DOC) else None


def digest(*parts: str, length: int = 16) -> str:
    """Return a short stable hash of the parts (SHA-256, hexadecimal).

    >>> digest("a", "b") != digest("ab")
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def record_id(subject: str, predicate: str, modifier: str, obj: str) -> str:
    """Return a mapping's record id: a hash of subject, predicate, modifier and object (all as IRIs)."""
    return digest(subject, predicate, modifier, obj)


def split(curie: str) -> tuple[str, str]:
    """Return the document and the local part of a provision's CURIE; of a bare id, the id and "".

    >>> split("dsit-ai-code-2025:5.4.1"), split("dsit-ai-code-2025")
    (('dsit-ai-code-2025', '5.4.1'), ('dsit-ai-code-2025', ''))
    """
    document, _, local = curie.partition(":")
    return document, local


def home(curie: str) -> str:
    """Return the document of a provision, or the bare id itself.

    >>> home("dsit-ai-code-2025:5.4.1")
    'dsit-ai-code-2025'
    """
    return curie.partition(":")[0]


def is_provision(name: str) -> bool:
    """Return True for the CURIE of a provision, False for a bare id and for “nothing found”.

    >>> is_provision("dsit-ai-code-2025:5.4.1"), is_provision("dsit-ai-code-2025"), is_provision("sssom:NoTermFound")
    (True, False, False)
    """
    return ":" in name and not name.startswith(_NOT_OURS)


_NOT_OURS = tuple(f"{prefix}:" for prefix in (*PREFIXES, "orcid", "http", "https", "urn"))


def natural_key(text: str) -> list[tuple[int, str]]:
    """Return a sort key that compares runs of digits as numbers, of whatever length, and does not look at case. Roman
    figures after Annex, Chapter, Part or Title are numbers too.

    >>> sorted(["10.1", "9.4", "9.10"], key=natural_key)
    ['9.4', '9.10', '10.1']
    >>> sorted(["Annex IX", "Annex V", "AC-2(10)", "ac-2(2)", "A.10", "A.2"], key=natural_key)
    ['A.2', 'A.10', 'ac-2(2)', 'AC-2(10)', 'Annex V', 'Annex IX']
    """
    parts = re.split(r"0*([0-9]+)", arabic(text).lower())
    return [(len(part), part) if number % 2 else (0, part) for number, part in enumerate(parts)]
