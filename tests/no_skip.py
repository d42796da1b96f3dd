"""A pytest plugin: with ``CROSSWALK_NO_SKIP=1`` in the environment, a skipped test is a failed one.

A test skips where something is missing that a user need not have, such as a browser or a second triple store. Where
the suite is to vouch for everything, as in ``.ci/run``, a skip would hide that nothing was checked.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest

SWITCH = "CROSSWALK_NO_SKIP"


def _switched_on() -> bool:
    return os.environ.get(SWITCH, "") not in ("", "0")


def _fail_if_skipped(report: Any) -> None:
    """Turn the report of a skip into one of a failure; an expected failure is no skip."""
    if not _switched_on() or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: {reason} (no test may be skipped while {SWITCH} is set)"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skipped itself or was marked so."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a file that skipped itself as a whole."""
    report = yield
    _fail_if_skipped(report)
    return report


def pytest_report_header() -> str | None:
    """Say in the first lines of the run that skips count as failures."""
    return f"{SWITCH} is set: a skipped test fails" if _switched_on() else None
