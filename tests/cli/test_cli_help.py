"""Help reads well: each command says what it does and gives examples that the program itself understands."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.made import Run
from tracker.cli.main import app

COMMANDS = ["ingest url", "ingest file", "parse", "timeline", "stats", "show", "articles", "search", "evaluate"]
COMMANDS += ["ingest feed", *(f"feeds {name}" for name in ("add", "list", "remove", "update"))]
COMMANDS += ["incidents", "incident", "totals", "changes"]
COMMANDS += ["articles versions", "articles diff", "refresh", "reparse"]
COMMANDS += ["review", "review export", "review import", "review gold"]
COMMANDS += ["accept", "reject", "set", "merge", "split", "link", "unlink", "grade", "undo", "history"]
COMMANDS += [f"places {name}" for name in ("find", "add", "import", "install", "list", "remove", "resolve")]
COMMANDS += ["db check", "db backup", "db path", "db vacuum", "db migrate"]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", ["", "ingest", "feeds", "places", "db", *COMMANDS])
def test_help_fits_its_width(run: Run, command: str, width: int) -> None:
    ran = run(*command.split(), "--help", width=width)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.lines)) <= width
    assert "[default" not in ran.out  # eaten or shown, markup has no place here


@pytest.mark.parametrize(
    ("command", "usage"), [("parse", "PATH..."), ("ingest url", "URL..."), ("show", "EVENT"), ("stats", ""), ("totals", "[ID]")]
)
def test_arguments_are_named_plainly(run: Run, command: str, usage: str) -> None:
    told = run(*command.split(), "--help").out
    assert f"Usage: tracker {command} [OPTIONS] {usage}".rstrip() in [line.strip() for line in told.splitlines()]
    assert not any(noise in told for noise in ("<str>", "[required]"))


def test_every_command_is_listed_in_the_order_that_a_newcomer_needs_them(run: Run) -> None:
    listed = re.findall(r"^│ ([a-z]+) ", run("--help").out, re.M)
    assert listed == [
        "ingest",
        "feeds",
        "parse",
        "refresh",
        "reparse",
        "timeline",
        "incidents",
        "incident",
        "totals",
        "stats",
        "changes",
        "show",
        "articles",
        "search",
        "evaluate",
        "review",
        "accept",
        "reject",
        "set",
        "merge",
        "split",
        "link",
        "unlink",
        "grade",
        "undo",
        "history",
        "places",
        "db",
    ]
    assert len(listed) == len(app.registered_commands) + len(app.registered_groups)


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_are_commands_of_this_program(run: Run, command: str) -> None:
    examples = run(*command.split(), "--help", width=120).out.partition("Examples:")[2].strip().splitlines()
    assert len(examples) >= 2
    for example in examples:
        words = shlex.split(example)
        at = words.index("tracker")
        named = " ".join(words[at + 1 :])
        assert named.startswith(command)
        offered = run(*command.split(), "--help", width=120).out
        assert all(option in offered for option in words[at:] if option.startswith("--"))


def test_without_arguments_the_help_is_printed(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: tracker" in ran.out + ran.err


@pytest.mark.parametrize(("arguments", "told"), [(["no-such"], "'no-such'"), (["show"], "EVENT"), (["ingest", "url"], "URL")])
def test_wrong_use_is_told_in_one_line_with_where_to_look(run: Run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "--help" in ran.err
    assert ran.err.count("\n") == 1
