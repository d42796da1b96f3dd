"""How the explorer is put together: what belongs to one view is in its folder, and views know nothing of each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from tests.support import ROOT

EXPLORER = "crosswalk.explorer"
UI, VIEWS = f"{EXPLORER}.ui", f"{EXPLORER}.views"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("crosswalk", cache_dir=None)


def view_of(module: str) -> str | None:
    """Return the name of the view that a module belongs to, or None."""
    return module.removeprefix(f"{VIEWS}.").split(".")[0] if module.startswith(f"{VIEWS}.") else None


def test_a_shared_part_has_more_than_one_user(graph):
    users = {
        part: {view_of(user) or user for user in graph.find_modules_that_directly_import(part)}
        for part in graph.find_children(UI)
    }
    assert len(users) > 5
    assert {part: names for part, names in users.items() if len(names) < 2} == {}


#: Names with one user that stay where they are, and why.
_TOGETHER = {
    **dict.fromkeys(("one_sided", "two_sided"), "the two sides of one drawing"),
    "narrowing": "the filters are one row, and what a new document drops is one list",
    **dict.fromkeys(("listing", "enumerated"), "only this module makes Markdown"),
}


def test_a_shared_name_has_more_than_one_user():
    """A name that one view uses, and nothing else, is that view's own."""
    explorer = ROOT / "crosswalk" / "explorer"
    users: dict[tuple[str, str], set[str]] = {}
    for file in sorted(explorer.rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for home, name in imported(file):
            users.setdefault((home, name), set()).add(view_of(module) or module)
    shared = [
        (f"{UI}.{file.stem}", name)
        for file in sorted((explorer / "ui").glob("*.py"))
        for name in defined(file)
        if name not in _TOGETHER
    ]
    assert len(shared) > 40
    views = {view_of(module) for module in grimp.build_graph("crosswalk", cache_dir=None).find_descendants(VIEWS)}
    assert [entry for entry in shared if entry not in users] == []
    assert [entry for entry in shared if len(names := users[entry]) == 1 and names <= views] == []


def defined(file: Path) -> Iterator[str]:
    """Yield the public functions and classes of a file that nothing else in it uses."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            others = (other for other in tree.body if other is not node)
            used = (isinstance(part, ast.Name) and part.id == node.name for other in others for part in ast.walk(other))
            if not any(used):
                yield node.name


def test_no_view_imports_from_another_view(graph):
    modules = graph.find_descendants(VIEWS)
    assert len({view_of(module) for module in modules}) > 10
    across = [
        (module, other)
        for module in sorted(modules)
        for other in sorted(graph.find_modules_directly_imported_by(module))
        if view_of(other) not in (None, view_of(module))
    ]
    assert across == []


def test_no_shared_part_imports_a_view(graph):
    parts = {UI, *graph.find_descendants(UI)}
    assert [
        (part, view) for part in parts for view in graph.find_modules_directly_imported_by(part) if view_of(view)
    ] == []


def imported(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every module and name that a file imports from the package, and every name that it uses of such a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crosswalk"):
            for name in node.names:
                yield str(node.module), name.name
                modules[name.asname or name.name] = str(node.module)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield f"{modules[node.value.id]}.{node.value.id}", node.attr


def test_no_private_name_is_used_across_modules():
    files = sorted((ROOT / "crosswalk" / "explorer").rglob("*.py"))
    names = [(file.name, module, name) for file in files for module, name in imported(file)]
    assert len(names) > 300
    private = [row for row in names if row[2].startswith("_") and not row[2].startswith("__")]
    assert private == []


@pytest.mark.parametrize("text", ["from crosswalk.a import _b", "from crosswalk.explorer.ui import links\nlinks._page"])
def test_a_private_name_would_be_noticed(tmp_path, text):
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert any(name.startswith("_") for _, name in imported(tmp_path / "a.py"))
