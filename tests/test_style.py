"""What guards the design is part of the suite: layers, circles, types, names, style, and a lock that fits the project."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import networkx
import pytest

from tests.support import ROOT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports"],
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["python", "tools/lock.py", "--check"],
    ],
    ids=" ".join,
)
def test_linter(command: list[str]) -> None:
    paths = ["app.py", "benchmarks", "crosswalk", "tests", "tools"] if command[0] == "ruff" else []
    run = subprocess.run(
        [BIN / command[0], *command[1:], *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "crosswalk").rglob("*.py")}


def nodes(within: str = "") -> Iterator[tuple[Path, ast.AST]]:
    folder = ROOT / "crosswalk" / within
    for path, module in modules().items():
        if path.is_relative_to(folder):
            for node in ast.walk(module):
                yield path, node


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions count, and those for the type checker alone."""
    imports = grimp.build_graph("crosswalk", cache_dir=None)
    graph = networkx.DiGraph(
        (module, imported)
        for module in imports.modules
        for imported in imports.find_modules_directly_imported_by(module)
    )
    assert [sorted(circle) for circle in networkx.strongly_connected_components(graph) if len(circle) > 1] == []


def test_few_values_have_any_type() -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in modules())
    named = sum(isinstance(node, ast.Name) and node.id == "Any" for _, node in nodes())
    assert 1000 * named / lines <= 5


def test_no_public_function_of_the_analysis_takes_or_gives_a_dictionary_of_anything() -> None:
    for path, node in nodes("analysis"):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            annotations = [node.returns, *(parameter.annotation for parameter in parameters)]
            said = [ast.unparse(annotation) for annotation in annotations if annotation is not None]
            assert not any("dict[str, Any]" in text or "dict[str, object]" in text for text in said), (path, node.name)


def test_no_private_name_is_imported_from_another_module_of_ours() -> None:
    for path, node in nodes():
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crosswalk"):
            assert [name.name for name in node.names if is_private(name.name)] == [], path


def test_no_private_name_is_reached_through_a_module_of_ours() -> None:
    for path, module in modules().items():
        ours = {
            name.asname or name.name
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crosswalk")
            for name in node.names
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ours:
                assert not is_private(node.attr), (path, node.attr)
