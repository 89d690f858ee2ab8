"""`tracker db`: look after the database file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import options, words
from tracker.cli.progress import counted
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import console, safe, say
from tracker.errors import DatabaseError

app = typer.Typer(help="Look after the database: where it is, whether it is whole, a copy of it.", no_args_is_help=True)

PATH_EXAMPLES = """
tracker db path
tracker db path | xargs ls -l
"""
CHECK_EXAMPLES = """
tracker db check
tracker db check --db archive.db && echo whole
"""
BACKUP_EXAMPLES = """
tracker db backup tracker-2026-03-01.db
tracker db backup "/media/stick/tracker-$(date +%F).db" --db work.db
"""
VACUUM_EXAMPLES = """
tracker db vacuum
tracker db vacuum --db work.db
"""
MIGRATE_EXAMPLES = """
tracker db migrate --dry-run
tracker db migrate --db archive.db
"""

CHECK_COLUMNS = ("check", "result", "detail")


def path(db: options.Database = None) -> None:
    """Print where the database is. It need not be there yet."""
    found = options.database(db)
    if not found.exists():
        options.say_empty("it is not there yet: 'tracker ingest' makes it")
    print(found)


def check(format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None, db: options.Database = None) -> None:
    """Look whether the database is whole: the file, its schema, and that each event's words stand in its article.

    Exits with 3 if anything is wrong. Nothing is changed.
    """
    from tracker.store import upkeep

    how, wrong, rows = options.pick_format(format), 0, []
    for checked in upkeep.check(options.database(db)):
        wrong += len(checked.findings)
        details = checked.findings or (None,)
        rows += [_check_row(checked.name, "wrong" if detail else "ok", detail) for detail in details]
    if how == "table":
        for row in rows:
            style = "green" if row["result"] == "ok" else "red"
            line = safe("").append(f"{row['result']:6}", style).append(f"{row['check']:10}")
            console().print(line.append_text(safe(str(row["detail"] or ""))), soft_wrap=True)
    else:
        write_rows(CHECK_COLUMNS, rows, how)
    if wrong:
        raise DatabaseError(f"{words.plural(wrong, 'finding')}: keep the file as it is, and go back to a backup")


def _check_row(name: str, result: str, detail: str | None) -> Row:
    return {"check": name, "result": result, "detail": detail}


def backup(
    target: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write; one that is there is never written over.")],
    db: options.Database = None,
) -> None:
    """Copy the database to another file, as it is at this moment. Others may read and write it meanwhile."""
    from tracker.store import upkeep

    size = upkeep.back_up(options.database(db), target)
    say(f"copied {_megabytes(size)} to {words.clean(str(target))}")


def vacuum(db: options.Database = None) -> None:
    """Rewrite the database without gaps. It takes as much room again while it runs, and waits for others to be done."""
    from tracker.store import upkeep

    before, after = upkeep.vacuum(options.database(db))
    say(f"{_megabytes(before)} before, {_megabytes(after)} now")


def migrate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")] = False,
    db: options.Database = None,
) -> None:
    """Bring the database to this tracker's schema, and look for copies and incidents among what an older tracker stored.

    Any command that needs a newer schema does the first by itself, with a backup beside the file; each ingest does a little of
    the second. A step that is interrupted leaves the file as it was.
    """
    from tracker.store import Store, upkeep

    file = options.database(db)
    version, steps = upkeep.missing_steps(file)
    if dry_run:
        print(f"schema {version}, {words.plural(len(steps), 'step')} missing")
        print(*(f"would apply {step}" for step in steps), sep="\n", end="\n" if steps else "")
        return
    with Store.open(file, create=False) as store:
        compared = _step_by_step(store.catch_up, store.unsketched(), "articles compared")
        linked = _step_by_step(store.link_waiting, store.unlinked(), "events linked")
    say(
        f"{words.plural(len(steps), 'step')} applied, {words.plural(compared, 'article')} compared with the others, "
        f"{words.plural(linked, 'event')} linked"
    )


def _step_by_step(some: Callable[[], int], waiting: int, what: str) -> int:
    """Do some of the work until none is left; give how much it was."""
    whole = 0
    with counted(waiting, what) as step:
        while done := some():
            for _ in range(done):
                step(None)
            whole += done
    return whole


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
