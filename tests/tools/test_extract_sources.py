"""The sources as a package: discovered, listed, run, and compared with copies of the repositories that were read."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support import ROOT, clean_environment
from tools.extract.__main__ import main
from tools.extract.check import check, compare, git_directory
from tools.extract.common import Changes, write_rows
from tools.extract.source import Source, State, sources

PACKAGE = ROOT / "tools" / "extract"
SHARED = {"__init__", "__main__", "check", "common", "source"}
SOURCES = sources()
SETS = sorted({target for source in SOURCES.values() for target in source.targets if target.endswith(".sssom.tsv")})
LIBRARY = Path(__file__).parent / "ciso_ncsc_caf"


# ---- the package --------------------------------------------------------------------------------------------------------


def test_every_module_is_a_source_named_after_it() -> None:
    assert list(SOURCES) == sorted({path.stem for path in PACKAGE.glob("*.py")} - SHARED)
    assert len(SOURCES) == 23
    for name, source in SOURCES.items():
        assert importlib.import_module(f"tools.extract.{name}").SOURCE is source


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_source_says_where_it_was_read_and_what_comes_from_it(source: Source) -> None:
    assert source.title
    assert source.licence
    assert source.states
    for state in source.states:
        assert re.fullmatch(r"[\w-]+/[\w.-]+", state.repository)
        assert re.fullmatch(r"[0-9a-f]{7,40}|v\d[\d.]*", state.commit)
        assert state.paths
        assert not [path for path in state.paths if path.startswith("/") or "\\" in path]
    for target in source.targets:
        assert (ROOT / target).is_file(), target
    assert len(set(source.targets)) == len(source.targets)


def test_no_file_comes_from_two_sources_and_a_tool_named_in_a_set_is_its_source() -> None:
    targets = [target for source in SOURCES.values() for target in source.targets]
    assert len(set(targets)) == len(targets)
    named = 0
    for path in sorted((ROOT / "mappings" / "published").glob("*.sssom.tsv")):
        found = re.search(r"(?m)^#mapping_tool: tools/extract/(\w+)\.py$", path.read_text(encoding="utf-8"))
        if found:
            named += 1
            assert path.relative_to(ROOT).as_posix() in SOURCES[found[1]].targets
    assert named == 14


@pytest.mark.parametrize("name", SETS)
def test_writing_the_shipped_rows_again_keeps_every_byte(name: str, tmp_path: Path) -> None:
    shipped = (ROOT / name).read_bytes()
    path = tmp_path / Path(name).name
    path.write_bytes(shipped)
    lines = [line for line in shipped.decode("utf-8").splitlines() if not line.startswith("#")]
    columns, *rows = (line.split("\t") for line in lines)
    assert write_rows(path, columns, rows) == len(rows)
    assert path.read_bytes() == shipped


def test_rows_that_use_another_document_bring_its_prefix(tmp_path: Path) -> None:
    path = tmp_path / "set.sssom.tsv"
    path.write_text("#mapping_set_id: x\n#license: y\n", encoding="utf-8")
    for target, prefixes in (("b-1", ["a-1", "b-1", "skos"]), ("c-1", ["a-1", "c-1", "skos"])):
        write_rows(path, ("subject_id", "predicate_id", "object_id"), [("a-1:1", "skos:closeMatch", f"{target}:1")])
        header = [line[1:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        content = yaml.safe_load("\n".join(header))
        assert list(content) == ["mapping_set_id", "license", "curie_map"]
        assert list(content["curie_map"]) == prefixes


# ---- the command --------------------------------------------------------------------------------------------------------


def test_list_says_everything_about_each_source(capsys: pytest.CaptureFixture[str]) -> None:
    main(["list"])
    printed = capsys.readouterr().out
    for source in SOURCES.values():
        states = "".join(
            f"  from     {state.repository} at {state.commit}: {', '.join(state.paths)}\n" for state in source.states
        )
        targets = "".join(f"  updates  {target}\n" for target in source.targets)
        assert f"{source.id}: {source.title}\n{states}  licence  {source.licence}\n{targets}" in printed
    main(["list", "owasp_aisvs"])
    assert capsys.readouterr().out == (
        "owasp_aisvs: The OWASP AI Security Verification Standard 1.0\n"
        "  from     OWASP/AISVS at 94fbad5a: 1.0/en\n"
        "  licence  CC BY-SA 4.0\n"
        "  updates  data/documents/owasp-aisvs-1.0.yaml\n"
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "root" / "data" / "documents" / "ncsc-caf-4.0.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: ncsc-caf-4.0\nassessable: [outcome]\nloaded: 0\n", encoding="utf-8")
    return tmp_path / "root"


def test_run_updates_from_a_checkout_and_from_the_file_alike(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [library] = LIBRARY.rglob("*.yaml")
    checkout = tmp_path / "checkout"
    [state] = SOURCES["ciso_ncsc_caf"].states
    [path] = state.paths
    (checkout / path).parent.mkdir(parents=True)
    shutil.copy(library, checkout / path)
    main(["run", "ciso_ncsc_caf", str(checkout), "--root", str(root)])
    first = capsys.readouterr().out
    assert re.fullmatch(r"ncsc-caf-4\.0\.yaml: \d+ provisions; \d+ added \(.*\)\n", first)
    main(["run", "ciso_ncsc_caf", str(library), "--root", str(root)])
    assert re.fullmatch(r"ncsc-caf-4\.0\.yaml: \d+ provisions; nothing changed\n", capsys.readouterr().out)


def test_a_fault_is_one_sentence(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "ciso_ncsc_caf", str(tmp_path / "gone"), "--root", str(root)])
    assert str(ended.value.code).startswith("SourceError: ")
    assert "does not exist: give the library file" in str(ended.value.code)
    with pytest.raises(SystemExit) as ended:
        main(["run", "nobody", str(tmp_path)])
    assert ended.value.code == 2
    assert "invalid choice: 'nobody'" in capsys.readouterr().err


def test_all_libraries_of_a_checkout_are_read_in_one_run(tmp_path: Path) -> None:
    source = SOURCES["ciso_outlines"]
    [state] = source.states
    for path, library in zip(state.paths, ("iso42001", "iso27001", "nis2"), strict=True):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(__file__).parent / "ciso_outlines" / f"{library}.yaml", tmp_path / path)
    for target in source.targets:
        (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / target).write_text(f"id: {Path(target).stem}\nassessable: [x]\nloaded: 0\n", encoding="utf-8")
    changes = list(source.run(tmp_path, tmp_path))
    assert [change.path.name for change in changes if isinstance(change, Changes)] == [
        Path(target).name for target in source.targets
    ]


# ---- check --------------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    date = f"2030-01-{day:02}T12:00:00+0000"
    names = {f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={
            **os.environ,
            **names,
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            "GIT_CONFIG_GLOBAL": os.devnull,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, path: str, text: str, day: int) -> str:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", f"Day {day}", day=day)
    return git(folder, "rev-parse", "--short=8", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, list[str]]:
    """Return a repository with three commits, of which the first and the third touch `garden/`."""
    folder = tmp_path / "snapshots" / "somebody" / "hedges"
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    days = (("garden/roses.yaml", "red"), ("readme.md", "Hello."), ("garden/roses.yaml", "white"))
    return folder, [commit(folder, path, text, day) for day, (path, text) in enumerate(days, start=1)]


def answers(snapshots: Path | None, *states: State) -> list[str]:
    source = Source("garden", "Garden", "CC0", states, (), lambda checkout, root: [])
    return [
        answer.removeprefix(f"{state.repository}: ")
        for state, answer in zip(states, check(source, snapshots), strict=True)
    ]


def test_only_commits_to_the_paths_read_count(repository: tuple[Path, list[str]], tmp_path: Path) -> None:
    _, (first, second, third) = repository
    states = [State("somebody/hedges", sha, ("garden",)) for sha in (first, second, third)]
    assert answers(tmp_path / "snapshots", *states) == [
        f"changed: 1 commit since {first}, newest {third[:7]} 2030-01-03",
        f"changed: 1 commit since {second}, newest {third[:7]} 2030-01-03",
        "unchanged",
    ]
    assert answers(tmp_path / "snapshots", State("somebody/hedges", first, ("readme.md", "garden"))) == [
        f"changed: 2 commits since {first}, newest {third[:7]} 2030-01-03"
    ]
    assert answers(tmp_path / "snapshots", State("somebody/hedges", first, ("nowhere",))) == ["unchanged"]


def test_a_file_that_is_gone_has_moved_on(repository: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, (_, _, third) = repository
    git(folder, "rm", "-q", "garden/roses.yaml")
    git(folder, "commit", "-q", "-m", "Winter", day=4)
    [answer] = answers(tmp_path / "snapshots", State("somebody/hedges", third, ("garden/roses.yaml",)))
    assert re.fullmatch(rf"changed: 1 commit since {third}, newest [0-9a-f]{{7}} 2030-01-04", answer)


def test_what_cannot_be_compared_is_said(repository: tuple[Path, list[str]], tmp_path: Path) -> None:
    _, (first, *_) = repository
    snapshots = tmp_path / "snapshots"
    assert answers(None, State("somebody/hedges", first, ("garden",))) == ["no copy at hand"]
    assert answers(snapshots, State("somebody/fences", first, ("garden",))) == ["no copy at hand"]
    assert answers(snapshots, State("somebody/hedges", "0" * 8, ("garden",))) == [
        "cannot be compared: the copy does not have the commit 00000000"
    ]
    assert answers(snapshots, State("somebody/hedges", first, ("garden",), final="the garden was sold")) == [
        "nothing to compare: the garden was sold"
    ]
    assert list(check(Source("page", "Page", "CC0", (), (), lambda checkout, root: []), snapshots)) == [
        "nothing can be compared: it does not come from a git repository"
    ]
    empty = snapshots / "empty.git"
    git(tmp_path, "init", "-q", "--bare", str(empty))
    assert "the commit HEAD" in compare(empty, State("somebody/empty", first, ("garden",)))


@pytest.mark.parametrize("name", ["somebody/hedges", "somebody+hedges", "hedges", "hedges.git", "somebody+hedges/repo"])
def test_a_copy_may_be_bare_and_lie_in_several_places(
    repository: tuple[Path, list[str]], tmp_path: Path, name: str
) -> None:
    folder, (first, _, third) = repository
    place = tmp_path / "mirror" / name
    place.parent.mkdir(parents=True)
    git(tmp_path, "clone", "-q", "--bare", str(folder), str(place))
    assert git_directory(tmp_path / "mirror", "somebody/hedges") == place
    assert answers(tmp_path / "mirror", State("somebody/hedges", first, ("garden",))) == [
        f"changed: 1 commit since {first}, newest {third[:7]} 2030-01-03"
    ]


def test_check_prints_one_line_a_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == sum(len(source.states) for source in SOURCES.values())
    assert "cosai_risk_map: cosai-oasis/secure-ai-tooling: no copy at hand" in lines
    folder = tmp_path / "OWASP" / "AISVS"
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    commit(folder, "1.0/en/0x10-C01.md", "# C1 Ponds", 1)
    main(["check", "owasp_aisvs", "--snapshots", str(tmp_path)])
    assert capsys.readouterr().out == (
        "owasp_aisvs: OWASP/AISVS: cannot be compared: the copy does not have the commit 94fbad5a\n"
    )


def test_the_package_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.extract", "check", "google_saif"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("google_saif: cosai-oasis/secure-ai-tooling: nothing to compare: later commits are")
