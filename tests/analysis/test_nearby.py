"""Where to look when nobody has compared two documents."""

from __future__ import annotations

from crosswalk.analysis.nearby import nearby
from crosswalk.store.holder import Crosswalk
from crosswalk.wording import nearby as sentence


def test_documents_that_both_were_compared_with_are_named(shipped: Crosswalk) -> None:
    found = nearby(shipped, "owasp-llm-2025", "eu-ai-act-2024")
    assert "dsit-ai-code-2025" in found.both
    assert set(found.both) == set(found.of_first) & set(found.of_second)
    assert sentence(found).startswith("Both have been compared with ")


def test_a_document_that_was_compared_with_none_is_said(shipped: Crosswalk) -> None:
    found = nearby(shipped, "eu-cra-2024", "owasp-aisvs-1.0")
    assert (found.both, found.of_first) == ((), ())
    assert sentence(found).startswith(
        "eu-cra-2024 has not been compared with any other document. owasp-aisvs-1.0 has been "
    )
