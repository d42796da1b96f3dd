"""No message repeats what someone typed, or a file contains, at whatever length."""

from __future__ import annotations

import ast

import pytest

from crosswalk.errors import did_you_mean, shown
from tests.support import ROOT, run_command

LONG = "x" * 100_000
COMMANDS = [
    ["documents", LONG],
    ["compare", LONG, "dsit-ai-code-2025"],
    ["coverage", LONG],
    ["coverage", "dsit-ai-code-2025", LONG],
    ["coverage", "dsit-ai-code-2025", "--level", LONG],
    ["coverage", "dsit-ai-code-2025", "--role", LONG],
    ["coverage", "dsit-ai-code-2025", "--under", LONG],
    ["gaps", LONG, "dsit-ai-code-2025"],
    ["agreement", LONG, "dsit-ai-code-2025"],
    ["structure", LONG],
    ["show", LONG],
    ["show", f"http://a.example/{LONG}"],
    ["show", f"dsit-ai-code-2025:{LONG}"],
    ["trace", LONG, "dsit-ai-code-2025:5.4.1"],
    ["trace", "dsit-ai-code-2025:5.4.1", f"owasp-llm-2025:{LONG}"],
    ["diff", LONG, LONG],
    ["search", LONG],
    ["tracker", "--since", LONG],
    ["tracker", "--body", LONG],
    ["tracker", "--stage", LONG],
    ["query", LONG],
    ["query", "provisions-of-document", "-p", LONG],
    ["query", "provisions-of-document", "-p", f"{LONG}=a"],
    ["query", "provisions-of-document", "-p", f"document={LONG}"],
    ["query", "--text", LONG],
    ["query", "--file", LONG],
    ["query", "--max-rows", LONG],
    ["query", "--format", LONG],
    ["export", "--format", LONG],
    ["stats", "--store", f"{LONG}://a"],
    ["stats", "--store", LONG],
    ["stats", "--data", LONG],
    ["validate", LONG],
    [LONG],
    [f"--{LONG}"],
    ["stats", f"--{LONG}"],
]


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_no_message_repeats_a_long_argument(number: int) -> None:
    run = run_command(*COMMANDS[number])
    assert run.returncode in (0, 2), run.stderr[-500:]
    assert "Unexpected" not in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stdout) + len(run.stderr) < 1_500


def test_shown() -> None:
    assert shown("a b") == "a b"
    assert shown("a\n \tb\u2028c") == "a b c"
    assert shown(LONG) == "x" * 80 + "…"
    assert shown("\n" * 1_000 + "a", most=5) == ""
    assert len(shown(f"{LONG}\n{LONG}", most=200)) == 201
    assert shown(5) == "5"


def test_suggestions_are_short_and_soon() -> None:
    assert did_you_mean(LONG, [LONG]) == ""
    assert len(did_you_mean("x" * 150, ["x" * 151, "x" * 152])) < 250


def test_every_message_shortens_what_it_quotes() -> None:
    """In an error or fault, whatever stands in “ ” goes through `shown`."""
    found = 0
    for path in sorted((ROOT / "crosswalk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            before = ""
            for part in node.values:
                if isinstance(part, ast.FormattedValue) and before.endswith("“"):
                    text = ast.unparse(part.value)
                    found += 1
                    assert text.startswith(("shown(", "plain(")) or text in SHORT, f"{path}:{node.lineno}: {text}"
                before = str(part.value) if isinstance(part, ast.Constant) else ""
    assert found > 30


#: Names of our own, and what was shortened before: fields of a model, columns, a path of a page.
SHORT = {"field", "page.path"}
