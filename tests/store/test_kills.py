"""kill -9 at any moment of a load, a write of the cache or of a store: what opens afterwards is whole, and nothing of the
killed process lies about.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosswalk.store.database import is_whole
from tests.users import AS_WHOM, MOMENTS, USERS, environment

STATUSES = Path(__file__).parents[1] / "analysis" / "inputs" / "statuses"
#: What is killed: a program that loads, keeps the graph, and copies it for a query; and that prints what it found.
PROGRAM = """
import sys
import crosswalk
from crosswalk.store import cache
cache.WORTH_IT = 1
loaded = crosswalk.load([sys.argv[1]], only_data=True, store=sys.argv[2])
print([entry.id for entry in crosswalk.documents(loaded)], [answer.as_json() for answer in crosswalk.coverage(loaded, "focus-1.0")])
print(loaded.store.location() != "", flush=True)
"""


@contextmanager
def folder_of(who: str) -> Iterator[Path]:
    """Make a folder of a user's own, with room for what is kept and for temporary files."""
    _, user = USERS[who]
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    for name in ("cache", "store", "tmp"):
        (folder / name).mkdir(mode=0o700)
    if user:
        for path in (folder, *folder.iterdir()):
            os.chown(path, 65534, 65534)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(params=AS_WHOM)
def place(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """Return a folder of that user's own, and the name of the user."""
    with folder_of(request.param) as folder:
        yield folder, request.param


def start(folder: Path, who: str, what: str, program: str = PROGRAM) -> subprocess.Popen[str]:
    python, user = USERS[who]
    settings = {"CROSSWALK_CACHE": "off" if what == "load" else str(folder / "cache"), "TMPDIR": str(folder / "tmp")}
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [python, "-c", program, str(STATUSES), str(folder / "store") if what == "store" else "memory"],
        env=environment({**settings, "HOME": str(folder)}),
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **user,
    )


def left_over(folder: Path) -> list[str]:
    """Return everything but whole versions, and the pointer to the newest."""
    versions = [path for name in ("cache", "store") for path in (folder / name).iterdir() if is_whole(path, path.name)]
    drafts = [path for version in versions for path in version.glob(".*")]
    others = [path for name in ("cache", "store", "tmp") for path in (folder / name).iterdir() if path not in versions]
    return [str(path) for path in (*drafts, *others) if path != folder / "store" / "CURRENT"]


@pytest.mark.parametrize("what", ["load", "cache", "store"])
@pytest.mark.parametrize("moments", MOMENTS)
def test_killed_at_any_moment(place: tuple[Path, str], what: str, moments: int) -> None:
    folder, who = place
    begin = time.monotonic()
    expected, noise = start(folder, who, what).communicate(timeout=120)
    length = time.monotonic() - begin
    assert expected.endswith("True\n"), noise
    dice = random.Random()
    for number in range(moments):
        for name in ("cache", "store"):
            for path in (folder / name).iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        killed = start(folder, who, what)
        time.sleep(length * (number + dice.random()) / moments)
        killed.kill()
        killed.communicate()
        again = start(folder, who, what)
        output, noise = again.communicate(timeout=120)
        assert (output, noise, again.returncode) == (expected, "", 0)
        assert left_over(folder) == []


def test_a_process_killed_while_a_query_can_read_its_copy_leaves_nothing(
    place: tuple[Path, str],
) -> None:
    """The copy lies among the temporary files where there is no cache; the next one to be made removes it."""
    folder, who = place
    killed = start(folder, who, "load", PROGRAM + "\nimport time\ntime.sleep(60)\n")
    assert killed.stdout is not None
    assert killed.stdout.readline()
    assert killed.stdout.readline() == "True\n"
    [copy] = (folder / "tmp").iterdir()
    start(folder, who, "load").communicate(timeout=120)
    assert list((folder / "tmp").iterdir()) == [copy]  # it is still in use
    killed.kill()
    killed.communicate()
    start(folder, who, "load").communicate(timeout=120)
    assert list((folder / "tmp").iterdir()) == []
