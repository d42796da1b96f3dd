"""NOTICE names everybody in whose repository something was read: publishers and those who copied from them."""

from __future__ import annotations

import re

from tests.support import ROOT

#: owner/name at a commit or a tag, as notes and descriptions write it.
_REPOSITORY = re.compile(r"\b([A-Za-z0-9-]+/[A-Za-z0-9_.-]+)(?:, [\w./-]+)?,? +at +(?:tag +)?v?[0-9a-f][0-9a-f.]{4,}")
#: Owners who publish the document themselves, and the headings under which NOTICE has them.
PUBLISHERS = {
    "OWASP": "OWASP Foundation",
    "GenAI-Security-Project": "OWASP Foundation",
    "cosai-oasis": "Coalition for Secure AI",
    "mitre-atlas": "The MITRE Corporation",
    "oscal-compass": "OSCAL Compass",
    "MicrosoftDocs": "Microsoft Threat Modeling Tool",
}


def repositories() -> set[str]:
    files = [*ROOT.glob("data/documents/*.yaml"), *ROOT.glob("mappings/published/*.tsv")]
    texts = (" ".join(path.read_text(encoding="utf-8").split()) for path in files)
    found = {match[1] for text in texts for match in _REPOSITORY.finditer(text)}
    return {name for name in found if name.partition("/")[0] not in ("yaml", "risk-map", "2026")}


def test_notice_names_every_repository_that_was_read() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    found = repositories()
    assert {"intuitem/ciso-assistant-community", "OWASP/AISVS", "IBM/ai-atlas-nexus"} <= found
    missing = {name for name in found if PUBLISHERS.get(name.partition("/")[0], name) not in notice}
    assert not missing
