"""Imports run one way, and nobody waits for what a command does not need."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.made import ARTICLE, EVENTS, environment
from tracker.store import Store

ROOT = Path(__file__).parent.parent

# Who may import whom, by the first name below `tracker`: the rooms of the house, from the cellar up.
LOW = {"errors", "model"}
STAGES = {"fetch", "article", "extract", "gazetteer", "language", "when"}
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "fetch": LOW,
    "feeds": LOW | STAGES | {"store", "ingest"},
    "language": LOW,
    "when": LOW | {"extract"},
    "gazetteer": LOW,
    # A dateline is read by the same grammar as the dates of events.
    "extract": LOW | {"extract", "gazetteer", "language"},
    "article": LOW | {"article", "extract", "language"},
    "migrations": {"migrations"},
    # A place is found by any plain spelling of its name.
    "store": LOW | {"store", "migrations", "gazetteer", "incidents", "correct"},
    # Actors are known by the names that the parser knows them by.
    "incidents": LOW | {"incidents", "gazetteer", "extract"},
    "ingest": LOW | STAGES | {"store"},
    "places": LOW | STAGES | {"store"},
    "resolve": LOW | STAGES | {"store"},
    "evaluate": LOW | STAGES,
    "changes": LOW,
    "correct": LOW,
    "learnt": LOW | {"changes", "incidents"},
    "decisions": LOW | STAGES | {"correct", "store", "review", "incidents"},
    "review": LOW | {"review", "store", "changes", "incidents"},
    "reparse": LOW | STAGES | {"store", "changes", "ingest"},
    "refresh": LOW | STAGES | {"store", "changes", "ingest"},
    "data": set(),
    "cli": LOW
    | STAGES
    | {
        "cli",
        "store",
        "ingest",
        "evaluate",
        "places",
        "resolve",
        "changes",
        "reparse",
        "refresh",
        "feeds",
        "incidents",
        "review",
        "decisions",
        "correct",
        "learnt",
    },
}
HEAVY = ("spacy", "trafilatura", "htmldate", "dateparser", "httpx", "sqlite_utils", "sentencex", "lxml", "rich.progress")


def modules() -> list[Path]:
    """List the source files, those of cli/ and migrations/ where they are kept."""
    folders = (ROOT / "tracker", ROOT / "cli", ROOT / "migrations")
    return sorted(path for folder in folders for path in folder.rglob("*.py") if not linked(path))


def linked(path: Path) -> bool:
    return any(parent.is_symlink() for parent in path.parents)


def room(path: Path) -> str:
    """Say which room a file belongs to."""
    parts = path.relative_to(ROOT).parts
    return parts[0] if parts[0] != "tracker" else Path(parts[1]).stem


def imported(path: Path) -> Iterator[str]:
    """Give the names of the modules of this program that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imported(path)]
    return {name[1] for name in parts if name[0] == "tracker" and len(name) > 1 and name[1] != "__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    here = room(path)
    if here.startswith("__"):
        return
    assert rooms_imported(path) - {here} <= MAY_IMPORT[here]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_knows_typer_and_rich(path: Path) -> None:
    found = {name.split(".")[0] for name in imported(path)}
    assert room(path) == "cli" or not found & {"typer", "rich", "click"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_library_prints_nothing(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    assert room(path) == "cli" or "print" not in names


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_reads_the_clock(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    asked = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    assert room(path) == "cli" or not asked & {"today", "now", "utcnow"}


def loaded(*arguments: str) -> set[str]:
    """Run a command; give the heavy packages that were imported on the way."""
    code = (
        "import sys\n"
        "from tracker.cli.main import app\n"
        "try:\n    app(sys.argv[1:])\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60, check=True)
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a small database and a text in which nothing happens."""
    path = tmp_path_factory.mktemp("imports")
    with Store.open(path / "x.db") as store:
        store.save(ARTICLE, EVENTS, parser="test 1", ingested=datetime(2026, 2, 16, tzinfo=UTC))
    (path / "quiet.txt").write_text("The fair of Vetrovo opened on Tuesday with a parade of tractors and a speech of the mayor.")
    return path


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["timeline"], set()),
        (["timeline", "--format", "table"], set()),
        (["timeline", "--format", "csv", "--since", "2026-02-01", "--until", "2026-02-28", "--country", "Syria"], set()),
        (["timeline", "--since", "two weeks ago"], {"dateparser"}),  # words need it
        (["stats"], set()),
        (["stats", "--by", "month", "--format", "table"], set()),
        (["show", "5f0c"], set()),
        (["articles"], set()),
        (["search", "depots"], set()),
    ],
    ids=" ".join,
)
def test_questions_load_nothing_heavy(folder: Path, command: list[str], heavy: set[str]) -> None:
    assert loaded(*command, "--db", str(folder / "x.db")) <= heavy


@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["timeline", "--help"], ["ingest", "url", "--help"], ["parse", "--help"]]
)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    assert loaded(*command) == set()


def test_a_text_in_which_nothing_happens_loads_no_language_model(folder: Path) -> None:
    assert not loaded("parse", str(folder / "quiet.txt")) & {"spacy", "httpx", "sqlite_utils"}
