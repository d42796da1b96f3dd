"""Complete a query: add PREFIX lines for the vocabularies, and accept CURIEs of provisions as they are printed.

Names with dots are written out as full IRIs, because pyoxigraph 0.5 reads ``ex:a-2.1.1`` as a shorter name and a number
(docs/decisions/0004-sparql-names-with-dots.md).
"""

from __future__ import annotations

import re

from crosswalk import ids

_TOKEN = re.compile(
    r"""
      (?P<skip> <[^<>"{}|^`\\\s]*>                                   # an IRI
      | \"{3}.*?\"{3} | '{3}.*?'{3}                                  # long strings
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'                  # strings
      | \#[^\n]* )                                                  # a comment
    | \bPREFIX(?:\s|\#[^\n]*\n)++(?P<declared>[\w.-]*):(?:\s|\#[^\n]*\n)*+<(?P<namespace>[^<>\s]*)>
    | (?<![\w?$@.:-])(?P<prefix>[A-Za-z][\w.-]*):(?P<local>(?:[\w-](?:[\w.-]*[\w-])?)?)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_GOES_ON = (":", "%", "\\")
_HAS_EDITION = re.compile(r"[a-z0-9][a-z0-9.-]*[0-9][a-z0-9.-]*")


def with_prefixes(sparql: str) -> str:
    """Return the query with PREFIX lines for the project's prefixes that it uses and does not declare.

    >>> with_prefixes("SELECT * { ?d a cw:Document }").splitlines()[0]
    'PREFIX cw: <https://w3id.org/ai-security-crosswalk/ns#>'
    >>> with_prefixes("ASK { dsit-ai-code-2025:5.4.1 ?p ?o }")
    'ASK { <https://w3id.org/ai-security-crosswalk/doc/dsit-ai-code-2025/5.4.1> ?p ?o }'
    """
    declared = {
        match["declared"]: match["namespace"] for match in _TOKEN.finditer(sparql) if match["namespace"] is not None
    }
    missing: set[str] = set()

    def written_out(match: re.Match[str]) -> str:
        prefix, local = match["prefix"], match["local"]
        if prefix is None:
            return match[0]
        if sparql[match.end() : match.end() + 1] in _GOES_ON:
            local = ""  # the name is longer than what was matched: it stays as it is
        namespace = declared.get(prefix) or ids.PREFIXES.get(prefix)
        if namespace is None:
            return f"<{ids.DOC}{prefix}/{local}>" if local and _HAS_EDITION.fullmatch(prefix) else match[0]
        if "." in local:
            return f"<{namespace}{local}>"
        if prefix not in declared:
            missing.add(prefix)
        return match[0]

    text = _TOKEN.sub(written_out, sparql)
    return "".join(f"PREFIX {prefix}: <{ids.PREFIXES[prefix]}>\n" for prefix in sorted(missing)) + text
