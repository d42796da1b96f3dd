"""What several rooms of the suite share: where things are, how inputs are collected, how the command line is run."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from crosswalk.store.holder import Crosswalk
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CODE = "dsit-ai-code-2025"
CURATED = tuple(
    (CODE, reference)
    for reference in (
        "anssi-genai-1.0",
        "cosai-risk-map-2026-08",
        "eu-ai-act-2024",
        "iso-iec-42001-2023",
        "mitre-atlas-2026.07",
        "ncsc-secure-ai-2023",
        "nist-ai-600-1",
        "nist-ai-rmf-1.0",
        "nist-sp-800-218a",
        "owasp-ai-exchange-2026-08",
        "owasp-aisvs-1.0",
        "owasp-llm-2025",
    )
)
STATUSES = ("covered", "partial", "derived", "no-counterpart", "cited", "unmapped")


def folder(root: Path, documents: Mapping[str, Sequence[str | tuple[str, str]]]) -> Crosswalk:
    """Write a data folder of documents, each with the ids of its provisions (and what is printed for them); load it."""
    from crosswalk.store.holder import load

    (root / "data" / "documents").mkdir(parents=True, exist_ok=True)
    for name, provisions in documents.items():
        pairs = [(one, one) if isinstance(one, str) else one for one in provisions]
        entries = [
            {"id": local, "label": f"Provision {printed}", "kind": "provision", "notation": printed}
            for local, printed in pairs
        ]
        head = {"id": name, "title": f"Title {name}", "version": name.rpartition("-")[2], "publisher": "nist"}
        state = {"stage": "published", "as_of": datetime.date(2026, 11, 22), "seen": "primary"}
        rest = {"date": "2025", "status": state, "rights": "https://example.org/", "text_policy": "own-words"}
        count = {"assessable": ["provision"], "loaded": len(pairs), "total": len(pairs), "provisions": entries}
        (root / "data" / "documents" / f"{name}.yaml").write_text(yaml.safe_dump({**head, **rest, **count}))
    return load([root], only_data=True)


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without our own settings, and with the repository importable."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CROSSWALK_") or k == "CROSSWALK_CACHE"}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", **(more or {})}


def run_command(
    *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `crosswalk` in a process of its own, as a user would."""
    return subprocess.run(
        [sys.executable, "-c", "from crosswalk.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        env=clean_environment(env),
        cwd=cwd,
        check=False,
        timeout=120,
    )


def assert_one_sentence(run: subprocess.CompletedProcess[str]) -> str:
    """Assert that a command failed as users may see it: exit code 2, one line, no traceback. Return the line."""
    assert run.returncode == 2, (run.returncode, run.stdout[-500:], run.stderr)
    assert run.stdout == ""
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("Error: ")
    assert "Traceback" not in lines[0]
    assert "Unexpected error" not in lines[0]
    return lines[0]


def results(text: str) -> Any:
    """Return what a command answered in JSON, without what stands beside it: where the answer comes from."""
    answer = json.loads(text)
    assert set(answer["crosswalk"]) == {"version", "data", "date", "licence"}
    return answer["results"]


def is_running(pid: int | None) -> bool:
    """Whether a process runs; one that has ended and is not yet waited for does not."""
    assert pid is not None
    try:
        os.kill(pid, 0)
        return "zombie" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
