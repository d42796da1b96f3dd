"""Make requirements.lock from pyproject.toml, or check that the two agree.

``python tools/lock.py`` resolves the dependencies, the ``test`` extra and what builds need for Python 3.11 and newer on
every platform: one version of each package, with hashes and without any index address. Pins already in the file are
kept; ``--upgrade`` lets all of them move, ``--upgrade-package NAME`` one.

``python tools/lock.py --check`` works offline: every requirement must be pinned within its bounds, every pin must carry
a hash, and the file must name no address.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
UV = "uv==0.13.9"  # pinned, so that the same input gives the same file
EXTRA = "test"
OLDEST_PYTHON = "3.11"
HEADER = f"""\
# Everything that is installed to run, build and test the project: exact versions with hashes, for Python
# {OLDEST_PYTHON} and newer on every platform. Made by "make lock" from pyproject.toml; do not edit.
"""


def direct_requirements() -> list[str]:
    """Return every requirement in pyproject.toml, with references to its own extras replaced by their requirements."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    extras = project["optional-dependencies"]
    requirements = [*pyproject["build-system"]["requires"], *project["dependencies"]]
    requirements += [line for group in pyproject["dependency-groups"].values() for line in group]
    waiting = list(extras[EXTRA])
    while waiting:
        requirement = waiting.pop(0)
        own = re.fullmatch(rf"{re.escape(project['name'])}\[(.+)\]", requirement)
        if own:
            waiting += [line for extra in own[1].split(",") for line in extras[extra.strip()]]
        else:
            requirements.append(requirement)
    return sorted(requirements)


def make(options: list[str]) -> None:
    """Write the lock with a uv of its own, kept in a throw-away environment."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "-qq", UV], check=True)
        command = [str(programs / "uv"), "pip", "compile", "-", "--output-file", LOCK.name, "--universal"]
        command += ["--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--no-config", "--quiet", *options]
        subprocess.run(command, input="\n".join(direct_requirements()), text=True, check=True, cwd=ROOT)
    pins = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(HEADER + pins, encoding="utf-8", newline="\n")


def problems() -> list[str]:
    """Return each problem of the lock as a sentence."""
    from packaging.requirements import Requirement  # only the check needs it; the lock is made on a bare Python
    from packaging.utils import canonicalize_name

    text = LOCK.read_text(encoding="utf-8")
    sentences, pins = [], {}
    if "://" in text or re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE):
        sentences.append("requirements.lock contains an address or an option; only pins and hashes are allowed.")
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        pin = Requirement(entry.split("\\")[0].strip())
        pins[canonicalize_name(pin.name)] = pin
        if "--hash=sha256:" not in entry:
            sentences.append(f"requirements.lock: {pin.name} has no hash.")
    for line in direct_requirements():
        wanted = Requirement(line)
        locked = pins.get(canonicalize_name(wanted.name))
        if locked is None:
            sentences.append(f"requirements.lock has no {wanted.name}: run make lock.")
        elif not wanted.specifier.contains(str(locked.specifier).removeprefix("=="), prereleases=True):
            sentences.append(f"requirements.lock pins {locked}, pyproject.toml asks for {wanted}: run make lock.")
    return sentences


def main() -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare requirements.lock with pyproject.toml")
    parser.add_argument("--upgrade", action="store_true", help="let every pin move")
    parser.add_argument("--upgrade-package", action="append", default=[], metavar="NAME", help="let this pin move")
    options = parser.parse_args()
    if not options.check:
        make(["--upgrade"] * options.upgrade + [f"--upgrade-package={name}" for name in options.upgrade_package])
    sentences = problems() if options.check else []
    print("\n".join(sentences) or f"{LOCK.name} {'agrees with' if options.check else 'made from'} pyproject.toml.")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
