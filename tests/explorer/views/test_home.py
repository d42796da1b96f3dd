"""The first screen."""

from __future__ import annotations

from crosswalk.analysis.beyond import others
from crosswalk.analysis.catalogue import documents
from tests.explorer.pages import CODE, sound


def test_the_first_screen_has_three_doors_and_the_twelve_comparisons(visit, shipped):
    app = sound(visit("home"))
    assert [one.value for one in app.subheader] == ["Compare two documents", "Ask a question", "Browse"]
    labels = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    names = {entry.id: entry.short for entry in documents(shipped)}
    for reference in others(shipped, CODE):
        assert any(names[reference] in label or reference.startswith("nist-ai-600") for label in labels)
    assert len([label for label in labels if label.startswith("… ")]) == 12
