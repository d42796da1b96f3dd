"""Whether a source has changed since it was read, as far as a copy of its repository shows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.extract.source import Source, State

#: A copy may have been made without its files: do not fetch them.
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}


def check(source: Source, snapshots: Path | None) -> Iterator[str]:
    """Yield one line for each repository of a source: whether it has changed, by its copy in the folder `snapshots`."""
    if not source.states:
        yield "nothing can be compared: it does not come from a git repository"
    for state in source.states:
        directory = git_directory(snapshots, state.repository) if snapshots else None
        if state.final:
            answer = f"nothing to compare: {state.final}"
        elif directory is None:
            answer = "no copy at hand"
        else:
            answer = compare(directory, state)
        yield f"{state.repository}: {answer}"


def git_directory(snapshots: Path, repository: str) -> Path | None:
    """Return the git directory of a repository below `snapshots`, or None.

    The folder of `owner/name` may be called `owner/name`, `owner+name` or `name`, with or without `.git` at the end. It
    is a checkout, a bare repository, or a folder with one of them in it.
    """
    for name in (repository, repository.replace("/", "+"), repository.partition("/")[2]):
        for folder in (snapshots / name, snapshots / f"{name}.git"):
            inner = sorted(folder.iterdir()) if folder.is_dir() else []
            for path in (folder, *inner):
                for directory in (path, path / ".git"):
                    if (directory / "HEAD").is_file() and (directory / "objects").is_dir():
                        return directory
    return None


def compare(directory: Path, state: State) -> str:
    """Return what the newest commits of a repository did to the paths that were read."""
    base, head = (_git(directory, "rev-parse", "--verify", f"{name}^{{commit}}") for name in (state.commit, "HEAD"))
    if not base or not head:
        return f"cannot be compared: the copy does not have the commit {state.commit if head else 'HEAD'}"
    later = f"{base}..{head}", "--", *state.paths
    count = _git(directory, "rev-list", "--count", *later)
    if count is None:
        return "cannot be compared: git cannot read the history of the copy"
    if count == "0":
        return "unchanged"
    newest = _git(directory, "log", "-1", "--format=%h %cs", *later)
    return f"changed: {count} {'commit' if count == '1' else 'commits'} since {state.commit}, newest {newest}"


def _git(directory: Path, *arguments: str) -> str | None:
    """Return what a git command prints, or None where it fails."""
    done = subprocess.run(
        ["git", "--git-dir", directory, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **_ENVIRONMENT},
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else None
