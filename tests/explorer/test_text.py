"""Text from data is text: what Streamlit reads as Markdown or HTML is our own, and every other text in it is escaped."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit
from streamlit import column_config

from crosswalk.explorer.ui.text import Html, Markdown, facts, html, listing, markdown, meanings, plain
from tests.support import ROOT

FILES = sorted((ROOT / "crosswalk" / "explorer").rglob("*.py"))
#: Settings whose description speaks of Markdown, but which are not read as such.
NOT_TEXT = {"unsafe_allow_html", "wrap", "anchors", "width", "pages", "bind", "options"}
#: How a text is put on the page; called on anything but `st`, it would not be looked at here.
METHODS = {"markdown", "caption", "header", "subheader", "write", "html", "toast", "page_link", "popover", "expander"}
OWN_NAMES = {"view.title", "view.heading"}  #: each view writes its own as a literal
MAKES_HTML = {"ui/text.py", "ui/looks.py", "ui/scripts.py"}  #: our own style rules and scripts; nothing of the data


def test_plain_text_is_not_changed_a_second_time() -> None:
    text = plain("*a* <b>")
    assert plain(text) is text
    assert markdown("{}", text) == text
    assert html("{}", html("<b>{}</b>", "<")) == "<b>&lt;</b>"


@pytest.mark.parametrize("text", ["a\nb", "\tb", "- b", "1. b", "# b", "> b", "\u202eb", "\x1b[31m", "\u2028b"])
def test_plain_text_is_one_line_without_what_is_not_seen(text: str) -> None:
    assert re.fullmatch(r"[^\x00-\x1f\u2028\u202e]+", plain(text))


def test_lists_escape_what_they_list() -> None:
    assert meanings([("*a*", "<b>")]) == r"- **\*a\***: \<b\>"
    assert listing(["*a*", "_b_"]) == "- \\*a\\*\n- \\_b\\_"


def test_only_facts_that_are_addresses_are_links() -> None:
    address = "https://example.org/"
    assert "href" in facts([("Address", address)])
    assert "href" not in facts([("Note", address), ("Address", "javascript:alert(1)"), ("Page", "https://x/\u202e")])
    assert "<dt>&lt;</dt><dd>&lt;</dd>" in facts([("<", "<")])


@cache
def read_as_markdown(function: str) -> set[str]:
    """Return the parameters of a function of Streamlit that it describes as Markdown."""
    found = getattr(streamlit, function, None) or getattr(column_config, function, None)
    parts = re.split(r"^(\w+) : .*$", inspect.getdoc(found) or "", flags=re.MULTILINE)
    texts = [re.split(r"^(?:Returns|Examples?)$", part, flags=re.MULTILINE)[0] for part in parts[2::2]]
    described = zip(parts[1::2], texts, strict=True)
    return {name for name, text in described if "Markdown" in text} - NOT_TEXT


def test_the_descriptions_of_streamlit_say_what_is_markdown() -> None:
    assert read_as_markdown("title") == {"body", "help"}
    assert {"label", "help"} == read_as_markdown("page_link") == read_as_markdown("selectbox")
    assert {"label", "help", "format_func"} == read_as_markdown("segmented_control")
    assert read_as_markdown("TextColumn") == {"help"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of Streamlit with the name of the function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "st":
                yield called.attr, node
            elif isinstance(called, ast.Name) and called.id in ("LinkColumn", "TextColumn", "NumberColumn", "make"):
                yield called.id.replace("make", "TextColumn"), node


def arguments(function: str, call: ast.Call) -> dict[str, ast.expr]:
    """Return what a call hands to each parameter."""
    found = getattr(streamlit, function, None) or getattr(column_config, function)
    names = [*inspect.signature(found).parameters]
    return dict(zip(names, call.args, strict=False)) | {key.arg or "": key.value for key in call.keywords}


@cache
def makers() -> set[str]:
    """Return the functions that say that they return Markdown or HTML, which mypy checks."""
    functions = (node for file in FILES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {
        node.name
        for node in functions
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) in ("Markdown", "Html")
    }


def literal(node: ast.expr, tree: ast.AST) -> bool:
    """Return True for a literal, and for a name that is given nothing but literals."""
    if isinstance(node, ast.Name):
        given = [
            assignment.value
            for assignment in ast.walk(tree)
            if isinstance(assignment, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == node.id for target in assignment.targets)
        ]
        return bool(given) and all(isinstance(value, ast.Constant) for value in given)
    return isinstance(node, ast.Constant)


def safe(node: ast.expr) -> bool:
    """Return True for a literal, and for what is returned as Markdown or HTML."""
    if isinstance(node, ast.IfExp):
        return safe(node.body) and safe(node.orelse)
    if isinstance(node, ast.Lambda):
        return safe(node.body)
    if isinstance(node, ast.Call):
        return (node.func.id if isinstance(node.func, ast.Name) else "") in {*makers(), "Html"}
    return isinstance(node, ast.Constant) or ast.unparse(node) in OWN_NAMES


def unsafe(tree: ast.AST) -> list[str]:
    """Return every place where a text that may be of the data would be read as Markdown or HTML."""
    found = []
    for function, call in calls(tree):
        given = arguments(function, call)
        read = read_as_markdown(function) | ({"body"} if function == "html" else set())
        found += [f"{call.lineno}: {function}({name})" for name in sorted(read & set(given)) if not safe(given[name])]
        if function == "write" or "" in given or any(isinstance(argument, ast.Starred) for argument in call.args):
            found.append(f"{call.lineno}: {function}: what it shows cannot be seen here")
    for node in ast.walk(tree):
        name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in ("markdown", "html") and not literal(node.args[0], tree):
            found.append(f"{node.lineno}: the template of {name} is not a literal")
        if name.rpartition(".")[2] in METHODS and "." in name and not name.startswith("st."):
            found.append(f"{name} is not looked at here")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "crosswalk" / "explorer")))
def test_nothing_but_our_own_words_is_read_as_markdown_or_html(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert unsafe(ast.parse(text)) == []
    place = str(file.relative_to(ROOT / "crosswalk" / "explorer"))
    if place not in MAKES_HTML:
        assert not re.search(r"\b(Html|Markdown)\(", text)
        assert "from html import" not in text
    if place != "ui/charts.py":
        assert "InlineData(" not in text, "the data of a chart are made by data_of"


@pytest.mark.parametrize(
    "code",
    [
        "st.title(name)",
        'st.caption(f"{name}")',
        'st.button("a", help=name)',
        'st.button(label="a" + name)',
        'st.segmented_control("a", names, format_func=lambda name: name)',
        "st.page_link(page, label=name)",
        "st.info('a' if yes else name)",
        "st.html(name)",
        "st.write('a')",
        "st.caption(**more)",
        "st.caption(*more)",
        "left.markdown('a')",
        "st.markdown(markdown(name, 1))",
        "st.html(html('<p>' + name, 1))",
        "LinkColumn(help=name)",
    ],
)
def test_a_text_of_the_data_would_be_noticed(code: str) -> None:
    assert unsafe(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    ["st.title('a')", "st.caption(plain(name))", "st.html(facts(pairs))", "st.info(plain(a) if a else None)"],
)
def test_our_own_words_are_not_complained_about(code: str) -> None:
    assert unsafe(ast.parse(code)) == []


def test_markdown_and_html_are_texts() -> None:
    assert isinstance(Markdown("a"), str)
    assert isinstance(Html("a"), str)
