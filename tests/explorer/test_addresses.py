"""Wrong and hostile addresses: one sentence on the page, shown as plain text."""

from __future__ import annotations

import re

import pytest

from tests.explorer.pages import CODE, HOSTILE, NCSC, OWASP, PAGES, only_error


@pytest.mark.parametrize(
    ("page", "parameters", "reason"),
    [
        ("compare", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("compare", {"focal": "wef-presidio-2024"}, "cannot be chosen here"),
        ("compare", {"reference": "ncsc-secure-ai-2024"}, "Did you mean ncsc-secure-ai-2023"),
        ("compare", {"reference": CODE}, "cannot be chosen here"),
        ("compare", {"level": "shal"}, "Did you mean shall"),
        ("compare", {"role": "developers"}, "Did you mean developer"),
        ("compare", {"phase": "secure-desgin"}, "Did you mean secure-design"),
        ("compare", {"status": "partly"}, "Did you mean partial"),
        ("compare", {"derived": "maybe"}, "write yes or no"),
        ("compare", {"view": "gap"}, "Did you mean gaps"),
        ("compare", {"provision": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("coverage", {"focal": "nist-ai-rmf-2.0"}, "Did you mean nist-ai-rmf-1.0"),
        ("compare", {"grade": "Z"}, "not known here"),
        ("coverage", {"level": "must"}, "not known here"),
        ("beyond", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("beyond", {"focal": "wef-presidio-2024"}, "cannot be chosen here"),
        ("beyond", {"reference": "owasp-aisvs-1.1"}, "Did you mean owasp-aisvs-1.0"),
        ("answers", {"id": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("answers", {"id": f"{CODE}:5"}, "only its parts are compared"),
        ("matrix", {"derived": "maybe"}, "write yes or no"),
        ("mindmap", {"focal": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("mindmap", {"focal": OWASP}, "cannot be chosen here"),
        ("mindmap", {"heading": f"{CODE}:14"}, "Did you mean dsit-ai-code-2025:4"),
        ("mindmap", {"open": "ncsc"}, "No branch is called"),
        ("graph", {"id": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("graph", {"id": f"{CODE}:5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("graph", {"steps": "3"}, "There is no steps “3”"),
        ("mapping-set", {"id": f"{CODE}--{NCSC}x"}, f"Did you mean {CODE}--{NCSC}"),
        ("organisation", {"id": "etsy"}, "Did you mean etsi"),
        ("document", {"id": CODE, "provision": "5.4.11"}, f"Did you mean {CODE}:5.4.1"),
        ("document", {"id": "nist-csf-2.1"}, "Did you mean nist-csf-2.0"),
        ("provision", {"id": f"{OWASP}:LLM011"}, f"Did you mean {OWASP}:LLM01"),
        ("provision", {"id": CODE}, "is a document, not a provision"),
        ("provision", {"id": "a b c"}, "is not an id"),
        ("editions", {"old": "dsit-ai-code-draft-2025"}, "Did you mean dsit-ai-code-draft-2024"),
        ("editions", {"old": NCSC}, "cannot be chosen here"),
        ("editions", {"change": "kep"}, "Did you mean kept"),
        ("editions", {"row": "nothing"}, "is not known here"),
        ("agreement", {"first": "dsit-ai-code-2026"}, "Did you mean dsit-ai-code-2025"),
        ("agreement", {"second": CODE}, "cannot be chosen here"),
        ("agreement", {"view": "differs"}, "Did you mean differ"),
        ("sparql", {"name": "documnts"}, "Did you mean documents"),
        ("tracker", {"body": "etsy"}, "Did you mean etsi"),
        ("tracker", {"stage": "enquiri"}, "Did you mean enquiry"),
        ("tracker", {"law": "eu-ai-act-2024:Art-150"}, "Did you mean eu-ai-act-2024:Art-15"),
        ("tracker", {"item": "pren-18283x"}, "Did you mean pren-1828"),
        ("tracker", {"since": "last spring"}, "is not a date"),
        ("tracker", {"since": "1066-10-14"}, "cannot be chosen here"),
        ("quality", {"view": "rule"}, "Did you mean rules"),
        ("measures", {"focal": "eu-ai-act-2025"}, "Did you mean eu-ai-act-2024"),
        ("measures", {"reference": "absent-1.0"}, "is not known here"),
        ("measures", {"answer": "not asked"}, "Did you mean not-asked"),
        ("measures", {"theme": "test"}, "Did you mean testing"),
        ("measures", {"level": "must"}, "is not known here"),
        ("measures", {"ask": "eu-ai-act-2024:Art-15(1)#99"}, "is not known here"),
        ("measures", {"view": "measures", "measure": "measures-2026:nothing"}, "is not known here"),
    ],
)
def test_a_wrong_address_is_one_sentence(visit, page, parameters, reason):
    assert reason in only_error(visit(page, **parameters))


PARAMETERS = {
    "home": ["focal", "reference"],
    "help": [],
    "about": [],
    "matrix": ["derived"],
    "measures": ["view", "focal", "reference", "answer", "level", "theme", "ask"],
    "mindmap": ["focal", "heading", "open"],
    "graph": ["id", "steps"],
    "search": [],
    "mapping-set": ["id"],
    "organisation": ["id"],
    "compare": ["focal", "reference", "level", "role", "phase", "derived", "status", "grade", "view", "provision"],
    "coverage": ["focal", "level", "role", "phase", "derived", "cited"],
    "beyond": ["focal", "reference"],
    "document": ["id", "provision"],
    "answers": ["id"],
    "provision": ["id"],
    "editions": ["old", "new", "change", "row"],
    "agreement": ["first", "second", "view"],
    "sparql": ["name", "plain"],
    "tracker": ["body", "stage", "law", "what", "all", "item", "since"],
    "quality": ["view"],
}


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_address_is_shown_as_plain_text(visit, page):
    for text in HOSTILE if PARAMETERS[page] else []:
        app = visit(page, **dict.fromkeys(PARAMETERS[page], text))
        assert not app.exception
        assert len(app.error) == 1
        shown = app.error[0].value.replace(":gray[]", "")  # shows nothing
        assert "fault" not in shown.split("“")[0], "an unexpected exception is no answer"
        assert not re.search(r"(?<!\\)[<>\[\]()!$`*_:]", shown), "read as Markdown"
