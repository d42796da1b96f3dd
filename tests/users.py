"""The users as whom what is killed is tried, and how often: as we are and, where we are root, as an ordinary user."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from contextlib import suppress

import pytest

from tests.support import clean_environment


def ordinary_user() -> dict[str, object]:
    """Return what makes a child process one of an ordinary user: nothing where this is one."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Return an environment in which another Python of this version finds the same packages."""
    ours = clean_environment({**settings, "PYTHONDONTWRITEBYTECODE": "1"})
    return {**ours, "PYTHONPATH": os.pathsep.join([ours["PYTHONPATH"], sysconfig.get_path("purelib")])}


def python_for(user: dict[str, object]) -> str | None:
    """Return a Python of this version with which that user may run the package from where it lies, if there is one."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with suppress(OSError):
            run = [python, "-c", "import crosswalk, numpy; crosswalk.load"]
            if not subprocess.run(run, env=environment({}), capture_output=True, check=False, **user).returncode:  # type: ignore[call-overload]
                return python
    return None


USERS = {"as we are": (sys.executable, dict[str, object]())}
if ordinary_user() and (python := python_for(ordinary_user())):
    USERS["as an ordinary user"] = (python, ordinary_user())
#: For `parametrize`: as somebody else than we are by `make slow`.
AS_WHOM = [name if name == "as we are" else pytest.param(name, marks=pytest.mark.slow) for name in USERS]
MOMENTS = [1, pytest.param(10, marks=pytest.mark.slow)]
