"""Drafts of processes that died go at once; those in use, and what is not a draft, stay."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from crosswalk.store import drafts
from crosswalk.store.drafts import DRAFT, new_draft, sweep


def left_behind(folder: Path, *, locked: bool = True) -> Path:
    """Return a draft as a killed process leaves it."""
    draft = folder / f"{DRAFT}left"
    (draft / "content").mkdir(parents=True)
    (draft / "content" / "000009.sst").write_bytes(b"half")
    if locked:
        (draft / "in-use.lock").touch()
    return draft


def test_a_draft_in_use_stays_and_one_left_behind_goes(tmp_path: Path) -> None:
    dead, mine = left_behind(tmp_path), new_draft(tmp_path)
    sweep(tmp_path)
    assert not dead.exists()
    assert mine.path.exists()
    mine.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_file_left_behind_goes(tmp_path: Path) -> None:
    (tmp_path / f"{DRAFT}file").write_bytes(b"half")
    (tmp_path / "other").write_bytes(b"whole")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_folder_that_was_never_locked_stays_for_a_day_unless_it_is_empty(tmp_path: Path) -> None:
    draft = left_behind(tmp_path, locked=False)
    (tmp_path / f"{DRAFT}empty").mkdir()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [draft]
    os.utime(draft, (0, 0))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_locks_a_draft_stays_for_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "is_free", lambda _: None)
    mine, dead = new_draft(tmp_path), left_behind(tmp_path)
    os.utime(dead, (0, 0))
    sweep(tmp_path)
    assert mine.path.exists()
    assert not dead.exists()


def test_a_draft_that_is_swept_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, made = drafts.tempfile.mkdtemp, []

    def overtaken(**where: object) -> str:
        made.append(make(**where))  # type: ignore[call-overload]
        if len(made) == 1:
            sweep(tmp_path)
        return str(made[-1])

    monkeypatch.setattr(drafts.tempfile, "mkdtemp", overtaken)
    draft = new_draft(tmp_path)
    assert len(made) == 2
    assert list(tmp_path.iterdir()) == [draft.path]
    draft.remove()


def test_what_a_link_points_to_is_not_removed(tmp_path: Path) -> None:
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    (thesis / "in-use.lock").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / f"{DRAFT}link").symlink_to(thesis)
    dead = left_behind(folder)
    (dead / "link").symlink_to(thesis)
    sweep(folder)
    assert not dead.exists()
    assert (thesis / "in-use.lock").exists()


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere")
    draft = new_draft(tmp_path)
    shutil.rmtree(draft.path)
    draft.remove()
