"""Fixtures for every room: the shipped crosswalk, and the command line in this process."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

import crosswalk
from crosswalk.cli import group, main
from crosswalk.cli.options import Source
from crosswalk.store.holder import Crosswalk
from tests.examples import of_all_processes, shipped_crosswalk

settings.register_profile("suite", deadline=None, derandomize=True, database=None)  # the same examples on every machine
#: Other examples each time; what fails is printed with a line that repeats it.
settings.register_profile("slow", deadline=None, derandomize=False, database=None, print_blob=True)
settings.load_profile("suite")


#: The files whose tests need the browser. They take longest.
IN_THE_BROWSER = "tests/explorer/test_pages_"


class OneBrowser(LoadScopeScheduling):
    """Keep the tests of a file in one process, and those that need the browser in one: two would slow each other down."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return IN_THE_BROWSER if file.startswith(IN_THE_BROWSER) else file


def pytest_configure(config: pytest.Config) -> None:
    """Let `make slow` draw fresh examples, before any test is read."""
    if is_slow(config):
        settings.load_profile("slow")


def is_slow(config: pytest.Config) -> bool:
    return bool(config.option.markexpr == "slow")


@pytest.fixture
def first_seed(request: pytest.FixtureRequest) -> int:
    """Return the first of the seeds of a test: always the same, but in `make slow`, where a failure prints it."""
    seed = secrets.randbelow(2**32) if is_slow(request.config) else 0
    print(f"The first seed is {seed}.")
    return seed


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowser:
    """Share out the tests by file; the groups that xdist has a mark for are not seen by its release 3.8 under pytest 9."""
    return OneBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests in the browser come first: the other process does the rest meanwhile, and both end at about the same time."""
    items.sort(key=lambda item: not item.nodeid.startswith(IN_THE_BROWSER))


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the user has set for the real command out of the tests."""
    for name in ("CROSSWALK_DATA", "CROSSWALK_STORE", "CROSSWALK_QUERY_SECONDS", "CROSSWALK_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shipped() -> Crosswalk:
    """Return the crosswalk of the shipped files, in memory. Nobody may change it."""
    return shipped_crosswalk()


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the shipped crosswalk on disk, so that a command need not read the files again."""
    folder = of_all_processes(tmp_path_factory) / "shipped-store"
    crosswalk.load(store=str(folder))  # one process writes it, and the others find it there
    return folder


@pytest.fixture(scope="session")
def shipped_on_disk(shipped_store: Path) -> Crosswalk:
    """Return the shipped crosswalk on disk. Nobody may change it."""
    return crosswalk.load(store=str(shipped_store))


@pytest.fixture
def _opened_once(shipped_store: Path, shipped_on_disk: Crosswalk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all commands of this process that ask the shipped crosswalk on disk share what was computed from it."""
    opened = Source.open

    def shared(source: Source) -> Crosswalk:
        is_shipped = (source.data, source.only_data, source.store) == ((), False, str(shipped_store))
        return shipped_on_disk if is_shipped else opened(source)

    monkeypatch.setattr(Source, "open", shared)


@pytest.fixture
def cli(shipped_store: Path, _opened_once: None) -> Callable[..., Result]:
    """Return a function that runs a command in this process; without --data it asks the shipped crosswalk on disk."""

    def invoke(*arguments: str | Path, env: dict[str, str] | None = None, **options: object) -> Result:
        texts = [str(argument) for argument in arguments]
        store = "memory" if "--data" in texts else str(shipped_store)
        return CliRunner().invoke(
            group,
            texts,
            env={"CROSSWALK_STORE": store, "COLUMNS": "150", **(env or {})},
            catch_exceptions=False,
            **options,  # type: ignore[arg-type]
        )

    return invoke


@pytest.fixture
def called(
    shipped_store: Path, _opened_once: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., CompletedProcess[str]]:
    """Return a function that calls `main`, which is all that a process of its own does, and says how it ended."""

    def invoke(*arguments: str | Path, store: str | Path | None = None) -> CompletedProcess[str]:
        texts = [str(argument) for argument in arguments]
        usual = "memory" if "--data" in texts else shipped_store
        monkeypatch.setenv("CROSSWALK_STORE", str(store or usual))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(texts)
        printed = capfd.readouterr()
        code = ended.value.code
        return CompletedProcess(texts, code if isinstance(code, int) else 0, printed.out, printed.err)

    return invoke
