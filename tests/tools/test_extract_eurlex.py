"""The extraction of EU acts: titles, paragraphs, points, parts and levels come from the page, our words stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.extract.common import SourceError, load_yaml
from tools.extract.eurlex import update

PAGES = Path(__file__).parent / "eurlex"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "documents"
    folder.mkdir(parents=True)
    for name, kind in (("eu-ai-act-2024", "article"), ("eu-cra-2024", "requirement")):
        (folder / f"{name}.yaml").write_text(f"id: {name}\nassessable: [{kind}]\nloaded: 0\n", encoding="utf-8")
    return tmp_path


def rows(root: Path, name: str) -> list[tuple[Any, ...]]:
    content = load_yaml(root / "data" / "documents" / f"{name}.yaml")
    fields = ("id", "kind", "label", "parent", "level")
    return [tuple(one.get(field) for field in fields) for one in content["provisions"]]


def test_an_act_is_read_with_chapters_articles_paragraphs_points_and_annexes(root: Path) -> None:
    (changes,) = update(PAGES / "gardens.html", root)
    assert changes.provisions == 12
    assert rows(root, "eu-ai-act-2024") == [
        ("Chapter-I", "chapter", "EU gardens and AI gnomes", None, None),
        ("Chapter-I-Section-1", "section", "Gnomes", "Chapter-I", None),
        ("Art-1", "article", "Fences", "Chapter-I-Section-1", None),
        ("Art-17", "article", "Ponds", "Chapter-I-Section-1", None),
        ("Art-17(1)", "paragraph", "Art. 17(1)", "Art-17", "shall"),
        ("Art-17(1)(a)", "point", "Art. 17(1)(a)", "Art-17(1)", "shall"),
        ("Art-17(1)(b)", "point", "Art. 17(1)(b)", "Art-17(1)", "shall"),
        ("Art-17(2)", "paragraph", "Art. 17(2)", "Art-17", "may"),
        ("Art-17(3)", "paragraph", "Art. 17(3)", "Art-17", None),
        ("Chapter-II", "chapter", "Hedges", None, None),
        ("Art-18", "article", "Amendment to the rules on ponds", "Chapter-II", None),
        ("Annex-I", "annex", "List of birds", None, None),
    ]
    assert load_yaml(root / "data" / "documents" / "eu-ai-act-2024.yaml")["loaded"] == 3


def test_an_annex_of_requirements_is_read(root: Path) -> None:
    update(PAGES / "kettles.html", root)
    assert rows(root, "eu-cra-2024") == [
        ("Annex-I", "annex", "Kettle requirements", None, None),
        ("Annex-I-I", "part", "How kettles are made", "Annex-I", None),
        ("Annex-I-I-1", "requirement", "Annex I, Part I, (1)", "Annex-I-I", "shall"),
        ("Annex-I-I-2", "point", "Annex I, Part I, (2)", "Annex-I-I", "should"),
        ("Annex-I-I-2-a", "requirement", "Annex I, Part I, (2)(a)", "Annex-I-I-2", "should"),
        ("Annex-I-I-2-b", "requirement", "Annex I, Part I, (2)(b)", "Annex-I-I-2", "should"),
        ("Annex-I-II", "part", "Tea", "Annex-I", None),
        ("Annex-I-II-1", "requirement", "Annex I, Part II, (1)", "Annex-I-II", "may"),
    ]


def test_our_words_stay_and_a_second_run_changes_nothing(root: Path) -> None:
    update(PAGES / "gardens.html", root)
    path = root / "data" / "documents" / "eu-ai-act-2024.yaml"
    text = path.read_text(encoding="utf-8").replace("label: Art. 17(2),", "label: Frogs are welcome,")
    path.write_text(text, encoding="utf-8")
    (changes,) = update(PAGES / "gardens.html", root)
    assert path.read_text(encoding="utf-8") == text
    assert (changes.added, changes.retitled, "Art-17(2)" in changes.to_label) == ([], [], False)


def test_another_page_is_refused(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "other.html"
    page.write_text("<html><body><p>Hello</p></body></html>", encoding="utf-8")
    with pytest.raises(SourceError, match="save it from EUR-Lex"):
        update(page, root)
