"""Read what the documents print: console examples, and whole files under a marker that a test can write and use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT

_EXAMPLE = re.compile(r"^\$ (crosswalk\b.*)$", re.MULTILINE)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(
    r"^<!-- recipe: (?P<name>[a-z-]+) -->\n+`(?P<path>[^`\n]+)`[^\n]*\n+```[a-z]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_MARKER = re.compile(r"^<!-- recipe: ([a-z-]+) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RecipeFile:
    """One file of a recipe: where it belongs in a folder laid out like the repository, and what is in it."""

    path: str
    text: str


def read(name: str) -> str:
    """Return the text of a document of this repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def console_examples(text: str) -> list[str]:
    """Return the commands of the console blocks, without their prompts."""
    return [example for block in _CONSOLE.findall(text) for example in _EXAMPLE.findall(block)]


def recipes(text: str) -> dict[str, list[RecipeFile]]:
    """Return the files of each recipe by its name; every marker must be followed by a path and a fenced block."""
    files: dict[str, list[RecipeFile]] = {}
    for match in _RECIPE.finditer(text):
        files.setdefault(match["name"], []).append(RecipeFile(match["path"], match["text"]))
    markers = _MARKER.findall(text)
    assert len(markers) == sum(map(len, files.values())), "a recipe marker has no path or no fenced block after it"
    return files


def write(files: list[RecipeFile], folder: Path) -> None:
    """Write the files of a recipe into a folder."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
