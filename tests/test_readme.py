"""The README is true: its commands run, what it shows is what they print, its tables are the program's."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.cli.made_incidents import DISPUTED
from tests.cli.test_cli_help import COMMANDS
from tests.update_readme import README, WRITTEN, Block, Ran, blocks, run_all, written
from tracker import errors
from tracker.cli import articles, claims, ingest, totals
from tracker.cli.main import app
from tracker.cli.render import EVENT_COLUMNS, EVENT_FORMATS, INCIDENT_COLUMNS
from tracker.incidents.nouns import GRADES, RULES, STRIKE_STATUSES
from tracker.migrations import m0004_views
from tracker.model import COUNTS, SCOPES, STATUSES, TYPES, Event
from tracker.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the README speaks to a POSIX shell")

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT)


def section(heading: str) -> str:
    """Give what stands under a heading, up to the next of its level or above."""
    level = len(heading.partition(" ")[0])
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{2,{level}}} |\Z)", TEXT, re.M | re.S)
    assert found, heading
    return found[1]


def first_cells(table: str) -> list[str]:
    """Give the code names in the first column of a table."""
    return re.findall(r"^\| `([^`]+)` \|", table, re.M)


@pytest.fixture(scope="module")
def ran() -> dict[int, Ran]:
    """Run the README once, as one session."""
    return {each.block.start: each for each in run_all(TEXT)}


@pytest.mark.parametrize("block", [block for block in BLOCKS if not block.left], ids=lambda block: block.name or block.body[:40])
def test_block_runs_and_prints_what_is_shown(ran: dict[int, Ran], block: Block) -> None:
    if block.missing:
        pytest.skip(f"not installed here: {', '.join(block.missing)}")
    found = ran[block.start]
    assert set(found.codes) <= {0}, found.said
    assert found.body == block.body, "run `python tests/update_readme.py`"


def test_shown_output_is_marked_so_that_it_can_be_rewritten() -> None:
    assert [block.body for block in BLOCKS if block.language == "console" and not block.name] == []
    names = re.findall(r"<!-- begin:([\w-]+)", TEXT)
    assert names == re.findall(r"<!-- end:([\w-]+) -->", TEXT)
    assert len(set(names)) == len(names)


def test_tables_are_those_of_their_files() -> None:
    assert written(TEXT) == TEXT, "run `python tests/update_readme.py`"
    assert all(f"<!-- begin:{name} -->" in TEXT for name in WRITTEN)


# --- what has to be there -----------------------------------------------------------------------------------------------------


def test_two_lines_set_everything_up() -> None:
    lines = re.findall(r"^pip install uv && .*$", TEXT, re.M)
    assert len(lines) == 2
    assert [bool(re.search("pytest", line)) for line in lines] == [False, True]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_shown_in_use_and_with_its_help(command: str) -> None:
    assert f"$ tracker {command} --help\n" in TEXT
    assert re.search(rf"\btracker {command} (?!--help)\S", TEXT)


def test_the_commands_are_all_there_are() -> None:
    names = [each.name for each in app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        if group.typer_instance.info.invoke_without_command is True:
            names.append(group.name)
        names += [f"{group.name} {each.name}" for each in group.typer_instance.registered_commands]
    assert sorted(map(str, names)) == sorted(COMMANDS)


def test_every_exit_code_stands_in_the_table_and_no_other() -> None:
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.TrackerError)]
    stated = {int(code) for code in re.findall(r"^\| (\d+) \|", section("## Exit codes"), re.M)}
    assert stated == {0, 130} | {each.exit_code for each in kinds}


def test_columns_and_formats_are_those_of_the_program() -> None:
    assert tuple(first_cells(section("### Columns"))) == EVENT_COLUMNS
    assert (*EVENT_COLUMNS, *first_cells(section("### Columns of incidents"))) == INCIDENT_COLUMNS
    told = section("## Formats")
    assert all(f"`{name}`" in told for name in EVENT_FORMATS)
    columns = (*articles.COLUMNS, *ingest.COLUMNS, *claims.CLAIM_COLUMNS, *totals.COLUMNS)
    assert [name for name in columns if f"`{name}`" not in told] == []


def test_the_json_example_is_an_event_and_every_key_of_it_is_explained() -> None:
    told = section("## The event as JSON")
    (example,) = re.findall(r"^\{\n.*?^\}$", told, re.M | re.S)
    event = Event.from_dict(json.loads(example))
    assert json.loads(json.dumps(event.as_dict())) == json.loads(example)
    assert first_cells(told) == list(event.as_dict())


def test_every_key_of_an_incident_is_explained() -> None:
    own = list(DISPUTED.as_dict())[len(DISPUTED.event.as_dict()) :]
    assert first_cells(section("## The incident as JSON")) == own


def test_every_code_word_is_explained() -> None:
    told = section("## How things are coded")
    assert [word for word in (*TYPES, *SCOPES, *STATUSES, *COUNTS, *GRADES, *STRIKE_STATUSES) if f"`{word}`" not in told] == []
    assert [rule for rule in RULES if f"`{rule}`" not in section("## Daily use")] == []


def test_tables_and_views_of_the_database_are_named(tmp_path: Path) -> None:
    told = section("## The database")
    Store.open(tmp_path / "new.db").close()
    connection = sqlite3.connect(tmp_path / "new.db")
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    connection.close()
    inner = re.compile(r"_fts_|^sqlite_|^_sqlite_")
    assert [name for (name,) in rows if not inner.search(name) and f"`{name}`" not in told] == []
    assert all(f"`{name}_low`" in told for name in m0004_views.COUNTS)


def test_it_speaks_of_the_project_alone() -> None:
    for path in (README, README.with_name("CHANGELOG.md")):
        assert re.findall(r"/work/|/tmp/|(?i:\bpypi\.org\b)|\B#\d+\b", path.read_text(encoding="utf-8")) == []
