"""The schema's history: from blank, step by step with rows that survive, backed up; and the notes that document it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.made import ARTICLE, TEXT, day, event, ids, killed, put
from tracker import migrations
from tracker.errors import DatabaseBusy
from tracker.model import COUNTS, Count, Place
from tracker.store import Store
from tracker.store.database import APPLICATION_ID, SCHEMA_VERSION

STEPS = [step.name for step in migrations.migrations._migrations]


def make(path: Path, version: int) -> sqlite3.Connection:
    """Make a database as a tracker of that schema version did."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    migrations.upgrade(connection, stop_before=STEPS[version] if version < len(STEPS) else None)
    connection.execute("COMMIT")
    return connection


def insert(connection: sqlite3.Connection, table: str, **row: object) -> None:
    """Insert a row, as another program would."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def insert_article(connection: sqlite3.Connection) -> None:
    insert(
        connection,
        "articles",
        serial=7,
        id="a",
        version=2,
        title="Raids",
        text=TEXT,
        published_basis="unknown",
        parser="1",
        ingested="2026-03-01T12:00:00+00:00",
        source_words=" valley ",
    )
    old = {"article": 7, "version": 1, "title": "Raid", "text": "Jets.", "published_basis": "unknown", "parser": "0"}
    insert(connection, "article_versions", **old, ingested="2026-02-01T12:00:00+00:00")


def insert_event(connection: sqlite3.Connection) -> None:
    common = {"kind": "strike", "type": "air_strike", "scope": "incident", "status": "reported", "confidence": 0.5, "parser": "1"}
    insert(connection, "events", serial=3, id="e1", article=7, position=0, **common)
    insert(connection, "names", event=3, role="actor", position=0, name="Army", name_words=" army ", repeated=0)
    insert(connection, "counts", event=3, position=0, of="killed", whole=1, low=31, text="more than 30")
    insert(connection, "evidence", event=3, position=0, text="Jets struck the mill", char_start=0, char_end=20)


def test_the_version_that_the_store_expects_is_the_number_of_steps() -> None:
    assert len(STEPS) == SCHEMA_VERSION
    assert [int(name[:4]) for name in STEPS] == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_each_step_says_its_number(tmp_path: Path, version: int) -> None:
    with closing(make(tmp_path / "t.db", version)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


ALL = [insert_article, insert_event]


@pytest.mark.parametrize(("version", "inserts"), [(1, ALL[:1]), (2, ALL), (3, ALL), (4, ALL), (5, ALL)])
def test_rows_of_each_older_schema_survive(
    tmp_path: Path, version: int, inserts: list[Callable[[sqlite3.Connection], None]]
) -> None:
    path = tmp_path / "old.db"
    with closing(make(path, version)) as connection:
        for step in inserts:
            step(connection)
        before = _rows(connection)
    with Store.open(path) as store:
        assert [v.article.text for v in store.versions("a")] == ["Jets.", TEXT]
        if len(inserts) == 2:
            assert ids(store) == ["e1"]
            assert store.event("e1").event.counts == (Count("killed", 31, None, None, "more than 30"),)
            assert [found.event for found in store.search("mill")] == ["e1", None]  # the index holds what was there before
        assert put(store, event("e9")) == "updated"
    backup = tmp_path / f"old.db.backup-{version}"
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert _rows(copy) == before


def _rows(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: connection.execute(f"SELECT * FROM {table}").fetchall()
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
        ).fetchall()
    }


def test_places_of_an_older_schema_get_the_radius_of_their_precision(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    stored = [
        ("site", "SY", 34.5, 2),
        ("town", "SY", 34.5, 10),
        ("district", "SY", 34.5, 30),
        ("province", "SY", 34.5, 100),
        ("country", "SY", 34.5, 300),
        ("unknown", None, 15.0, 500),  # the Sahel
        ("town", "SY", None, None),  # no point, no radius
    ]
    with closing(make(path, 6)) as connection:
        insert_article(connection)
        insert_event(connection)
        for position, (precision, country, latitude, _) in enumerate(stored):
            where = {"country": country, "latitude": latitude, "longitude": latitude, "precision": precision}
            insert(connection, "places", event=3, position=position, name="X", text="X", name_words=" x ", repeated=0, **where)
    with Store.open(path) as store:
        assert [place.radius_km for place in store.event("e1").event.places] == [radius for *_, radius in stored]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT place_precision, radius_km, places FROM strikes").fetchall() == [
            ("site", 2.0, "; ".join("X" * len(stored)))
        ]


def test_an_older_file_without_articles_needs_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    make(path, 1).close()
    Store.open(path).close()
    assert [each.name for each in tmp_path.iterdir()] == ["old.db"]


def test_an_older_backup_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(make(path, 1)) as connection:
        insert_article(connection)
    (tmp_path / "old.db.backup-1").write_text("mine")
    Store.open(path).close()
    assert (tmp_path / "old.db.backup-1").read_text() == "mine"
    assert (tmp_path / "old.db.backup-1.2").stat().st_size > 4096


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    with closing(make(path, 2)) as connection:
        insert_article(connection)
        before = list(connection.iterdump())

    def fail(db: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(migrations.migrations._migrations[-1], "fn", fail)
    with pytest.raises(RuntimeError, match="no"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:  # not even the steps before it
        assert list(connection.iterdump()) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_an_older_file_that_another_process_holds_is_not_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(make(path, 1)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="in use"):
            Store.open(path, timeout=0.1)


def test_steps_need_a_transaction(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "t.db")) as connection, pytest.raises(ValueError, match="transaction"):
        migrations.upgrade(connection)


@pytest.fixture(name="current")
def new(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Give a plain connection to a database with events."""
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        put(
            store,
            event(
                "e1",
                date=day("2026-02-03/2026-02-12"),
                places=(Place("Vetrovo", "near Vetrovo", "SY", "Homs", 34.5, 38.2, "town"), Place("Kamen", "Kamen")),
                actors=("Army", "Air Force"),
                weapons=("bombs",),
                claimed_by=("the army",),
                counts=(killed(31, None, "civilians"), killed(2, 2, "children"), Count("strikes", 10, 10)),
            ),
            event("e2", kind="detention", type="arrest"),
        )
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_tables_are_strict_and_linked(current: sqlite3.Connection) -> None:
    ours = {row["name"]: row for row in current.execute("PRAGMA table_list") if row["type"] == "table"}
    loose = {name for name, row in ours.items() if not row["strict"]}
    assert loose == {"_sqlite_migrations", "sqlite_schema", "sqlite_temp_schema"} & set(ours)
    for table in (
        "article_versions",
        "pages",
        "events",
        "places",
        "names",
        "counts",
        "evidence",
        "polls",
        "sketches",
        "sketch_keys",
        "unsketched",
    ):
        keys = current.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        # An event outlives its incident, until it is in another.
        assert [key["on_delete"] for key in keys if key["table"] != "incidents"] == ["CASCADE"], table
    assert current.execute("PRAGMA foreign_key_check").fetchall() == []
    assert current.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_every_table_view_and_column_has_a_note_and_no_note_is_of_nothing(current: sqlite3.Connection) -> None:
    objects = [
        row["name"]
        for row in current.execute("PRAGMA table_list")
        if row["schema"] == "main" and row["type"] in ("table", "view", "virtual") and not row["name"].startswith("sqlite_")
    ]
    there = {(name, "") for name in objects}
    for name in objects:
        there |= {(name, row["name"]) for row in current.execute(f"PRAGMA table_xinfo({name})") if row["hidden"] != 1}
    notes = {(row["object"], row["column_name"]): row["note"] for row in current.execute("SELECT * FROM schema_notes")}
    assert set(notes) == there
    assert all(len(note) > 4 for note in notes.values())


def test_columns_that_may_be_null_say_when(current: sqlite3.Connection) -> None:
    for table in ("articles", "article_versions", "pages", "events", "places", "names", "counts", "evidence", "polls", "sketches"):
        notes = dict(current.execute("SELECT column_name, note FROM schema_notes WHERE object = ?", [table]).fetchall())
        for row in current.execute(f"PRAGMA table_xinfo({table})"):
            assert row["notnull"] or row["pk"] or "null" in notes[row["name"]], (table, row["name"])


def test_views_give_one_flat_row_an_event(current: sqlite3.Connection) -> None:
    rows = {row["event_id"]: dict(row) for row in current.execute("SELECT * FROM timeline")}
    assert set(rows) == {"e1", "e2"}
    row = rows["e1"]
    expected = {
        "date_start": "2026-02-03",
        "date_end": "2026-02-12",
        "date_precision": "range",
        "type": "air_strike",
        "place": "Vetrovo",
        "places": "Vetrovo; Kamen",
        "admin1": "Homs",
        "country": "SY",
        "latitude": 34.5,
        "actors": "Army; Air Force",
        "targets": None,
        "weapons": "bombs",
        "killed_low": 31,  # the whole figure, not the children
        "killed_high": None,
        "strikes_low": 10,
        "strikes_high": 10,
        "wounded_low": None,
        "claimed_by": "the army",
        "source": ARTICLE.source,
        "url": ARTICLE.url,
        "published": "2026-02-15",
        "article_id": "a",
        "evidence": TEXT[:32],
    }
    assert {name: row[name] for name in expected} == expected
    assert rows["e2"]["place"] is rows["e2"]["date_end"] is None
    assert [dict(each) for each in current.execute("SELECT * FROM strikes")] == [rows["e1"]]
    assert [dict(each) for each in current.execute("SELECT * FROM detentions")] == [rows["e2"]]


def test_views_look_up_the_parts_of_an_event_by_the_event(current: sqlite3.Connection) -> None:
    """An index on the kind of count alone would make a view read all counts once for each event."""
    plan = [row["detail"] for row in current.execute("EXPLAIN QUERY PLAN SELECT * FROM timeline")]
    looked_up = [step for step in plan if step.startswith(("SEARCH", "SCAN")) and "subquery" not in step]
    assert looked_up[0] == "SCAN e"
    assert all("event=?" in step or "rowid=?" in step for step in looked_up[1:]), looked_up


def test_views_have_a_pair_of_columns_for_every_count(current: sqlite3.Connection) -> None:
    for view in ("timeline", "strikes", "detentions"):
        columns = {row["name"] for row in current.execute(f"PRAGMA table_info({view})")}
        assert {f"{name}_{bound}" for name in COUNTS for bound in ("low", "high")} <= columns


def test_steps_import_nothing_of_the_program() -> None:
    """A step must do the same for ever, whatever becomes of the code around it."""
    import ast

    for file in Path(migrations.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.startswith(("tracker", "cli")) and not n.startswith("tracker.migrations")], file
