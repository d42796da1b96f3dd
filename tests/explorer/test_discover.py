"""The views are discovered; one that is not written as it should be is one sentence that names its file."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from crosswalk.errors import CrosswalkError
from crosswalk.explorer import discover, views
from crosswalk.explorer.page import Page
from tests.support import ROOT

GOOD = """
from crosswalk.explorer.page import Page
PAGE = Page(title="{title}", path="{path}", order={order}, section="Check", render=print)
"""


@pytest.fixture
def add_view(monkeypatch, tmp_path):
    """Return a function that adds a module to the views for the time of a test."""
    monkeypatch.setattr(views, "__path__", [*views.__path__, str(tmp_path)])
    names = []

    def added(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(name)

    yield added
    for module in [one for one in sys.modules if one.startswith(f"{views.__name__}.made_up")]:
        del sys.modules[module]


def test_modules_and_folders_are_found_in_their_order(add_view):
    add_view("made_up_last.py", GOOD.format(title="B", path="b", order=1_000))
    add_view("made_up_folder/__init__.py", GOOD.format(title="A", path="a", order=1_000))
    pages = discover()
    assert all(isinstance(page, Page) for page in pages)
    assert [page.path for page in pages[-2:]] == ["a", "b"]
    assert pages[0].path == "home"
    assert pages[-1].heading == "B"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("TITLE = 'A page of the old kind'\n", "does not export a Page as PAGE"),
        ("PAGE = {'title': 'A dictionary'}\n", "does not export a Page as PAGE"),
        (
            "from crosswalk.explorer.page import Page\nPAGE = Page(title='Too few fields')\n",
            "cannot be imported: TypeError",
        ),
        ("import no_such_module\n", "cannot be imported: ModuleNotFoundError"),
        (GOOD.format(title="Again", path="compare", order=9), "the path “compare” is used by another view"),
    ],
)
def test_a_view_without_a_page_is_one_sentence_that_names_its_file(add_view, text, reason):
    add_view("made_up.py", text)
    with pytest.raises(CrosswalkError, match=r"made_up\.py") as caught:
        discover()
    assert reason in str(caught.value)


def test_the_start_page_says_which_view_is_at_fault(add_view):
    add_view("made_up.py", "TITLE = 'A page of the old kind'\n")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert ["made\\_up\\.py" in one.value for one in app.error] == [True]
