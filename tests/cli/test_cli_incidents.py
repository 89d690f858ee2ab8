"""Incidents in each format: lists of them, and one with all that its sources say."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from datetime import date as day
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import EVENTS, STRIKE, Run
from tests.cli.made_incidents import ALONE, COPY, DISPUTED, FIRST, LATER, STATE, SUM, TOTAL, report
from tracker.cli import words
from tracker.cli.claims import fields, number_fields, publishers, voices
from tracker.cli.render import EVENT_COLUMNS, EVENT_FORMATS, INCIDENT_COLUMNS
from tracker.cli.totals import claimant, said_number, said_period
from tracker.incidents.nouns import Accounted, Comparison, Figure, Incident, Reason, Total
from tracker.model import Event, EventDate

INCIDENTS = (SUM, DISPUTED, ALONE)
WHY = Comparison(
    4.5, (Reason("place", 3.0, "both at \x1b[31mVetrovo"), Reason("date", 2.5, "the same day"), Reason("counts", -1.0, "9 and 17"))
)
NEVER = Comparison(-1000, (Reason("article", -1000, "of one article"),), never=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, db: Path) -> Path:
    """Give a database that answers with incidents made by hand."""
    from tracker.errors import NotFound
    from tracker.store import Store

    def incidents(self: Store, where: object = None, *, limit: int | None = None, **asked: Any) -> Iterator[Incident]:
        yield from INCIDENTS[:limit]

    def incident(self: Store, prefix: str, **asked: Any) -> Incident:
        for each in INCIDENTS:
            if any(report.event.id.startswith(prefix) for report in each.reports):
                return each
        raise NotFound(f"no incident has the id {prefix!r}")

    def totals(self: Store, prefix: str | None, where: object = None) -> Iterator[Total]:
        yield TOTAL

    monkeypatch.setattr(Store, "incidents", incidents)
    monkeypatch.setattr(Store, "incident", incident)
    monkeypatch.setattr(Store, "totals", totals, raising=False)
    monkeypatch.setattr(Store, "comparisons", lambda self, prefix: [(FIRST, STATE, WHY), (FIRST, ALONE.lead, NEVER)])
    return db


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# --- in words -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (12, (12, 12), 12, "12"),  # sources agree
        (9, (12, 12), 17, "12 (9-17)"),
        (31, (31, None), None, "31+"),  # an open figure stays open
        (9, (12, 12), None, "12 (9+)"),  # somebody says 'at least'
        (9, (9, 17), 17, "9-17"),
        (0, (3, 3), 5, "3 (up to 5)"),
        (0, (0, 0), 0, "0"),
    ],
)
def test_a_figure_in_words(low: int, best: tuple[int, int | None], high: int | None, said: str) -> None:
    assert words.estimate(Figure("killed", low, *best, high, "conservative", ())) == said


def test_the_numbers_of_an_incident() -> None:
    assert words.estimates(DISPUTED) == ["killed 12-17 (9-17)", "wounded 20+"]
    assert words.estimates(ALONE, telling=True) == ["strikes 10"]


@pytest.mark.parametrize(
    ("low", "high", "of", "said"),
    [(101, None, "strikes", "101+ strikes"), (1, 1, "strikes", "1 strike"), (31, 31, "killed", "31 killed")],
)
def test_so_many(low: int, high: int | None, of: Any, said: str) -> None:
    assert words.so_many(low, high, of) == said


@pytest.mark.parametrize(
    ("source", "url", "article", "said"),
    [
        ("Example \x1b[31mNews", "https://example.org/a", "x", "Example News"),
        (None, "https://example.org/a", "x", "example.org"),
        (None, "http://[broken", "x", "http://[broken"),
        (None, None, "notes/a.txt", "notes/a.txt"),
    ],
)
def test_who_published_it(source: str | None, url: str | None, article: str, said: str) -> None:
    assert words.publisher(source, url, article) == said


# --- who says what ------------------------------------------------------------------------------------------------------------


def test_a_copy_is_one_source_with_its_original() -> None:
    monitor, state = voices(DISPUTED)
    assert (monitor.name, monitor.copies, monitor.reports) == ("Valley Monitor", ("Harbour Times",), (FIRST, COPY, LATER))
    assert (state.name, state.copies, state.reports) == ("State Agency", (), (STATE,))
    copied = dataclasses.replace(DISPUTED, reports=(FIRST, COPY))
    assert [voice.published for voice in voices(copied)] == [day(2026, 2, 3)]  # the copy is of the day after
    assert publishers(DISPUTED) == ["Valley Monitor", "State Agency"]


def test_fields_by_what_sources_say() -> None:
    found = {field.name: field for field in [*fields(DISPUTED), *number_fields(DISPUTED)]}
    assert found["actors"].values == (("Northern Command", ("Valley Monitor",)), ("Grey Band", ("State Agency",)))
    assert found["actors"].differs
    assert found["killed"].values == (("12", ("Valley Monitor",)), ("17", ("State Agency",)))  # 9 was said before
    assert found["type"].values == (("air strike", ("Valley Monitor", "State Agency")),)
    assert not found["type"].differs


# --- lists --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["timeline", "incidents"])
@pytest.mark.parametrize("format", EVENT_FORMATS)
def test_no_format_lets_a_text_steer_the_terminal(run: Run, made: Path, command: str, format: str) -> None:
    ran = run(command, "--db", made, "--format", format, width=200)
    assert ran.code == 0
    assert all(incident.id in ran.out for incident in INCIDENTS)
    for steering in ("\x1b", "\x07", "\x9b", "\u202e", "\u2069", "\r"):
        assert steering not in ran.out


def test_the_columns_of_an_event_stand_first(run: Run, made: Path) -> None:
    assert INCIDENT_COLUMNS[: len(EVENT_COLUMNS)] == EVENT_COLUMNS
    header, *rows = [line.split("\t") for line in run("timeline", "--db", made).lines]
    assert header == list(INCIDENT_COLUMNS)
    told = dict(zip(header, rows[1], strict=True))
    assert {name: told[name] for name in INCIDENT_COLUMNS[len(EVENT_COLUMNS) :]} == {
        "reports": "4",
        "sources": "2",
        "grade": "Contested",
        "grade_set_by": "",
        "strike_status": "Declared",
        "figures": "killed 12-17 (9-17); wounded 20+",
        "killed_least": "9",
        "killed_most": "17",
        "wounded_least": "20",
        "wounded_most": "",
        "detained_least": "",
        "detained_most": "",
        "conflicts": "actors; killed",
        "told_by": "Valley Monitor; State Agency",
    }
    assert (told["killed_low"], told["killed_high"], told["id"]) == ("12", "17", DISPUTED.id)  # the best figure
    assert (told["source"], told["article"]) == ("Valley Monitor", FIRST.event.article)  # of the founding report


def test_the_json_of_an_incident_is_that_of_an_event_and_more(run: Run, made: Path) -> None:
    found = json.loads(run("timeline", "--db", made, "--format", "json").out)
    assert [Event.from_dict(each) for each in found] == [incident.event for incident in INCIDENTS]
    assert list(found[1])[: len(STRIKE.as_dict())] == list(STRIKE.as_dict())
    assert (found[1]["reports"], found[1]["sources"], found[1]["grade"], found[1]["grade_set_by"]) == (4, 2, "Contested", None)
    assert found[1]["events"] == [report.event.id for report in DISPUTED.reports]
    assert found[1]["figures"][0]["claims"][0]["event"] == FIRST.event.id
    assert [json.loads(line) for line in run("incidents", "--db", made, "--format", "jsonl").lines] == found


def test_geojson_has_an_incidents_columns(run: Run, made: Path) -> None:
    feature = json.loads(run("incidents", "--db", made, "--format", "geojson").out)["features"][1]
    assert feature["geometry"] == {"type": "Point", "coordinates": [38.28, 34.56]}
    assert (feature["properties"]["grade"], feature["properties"]["killed_most"]) == ("Contested", 17)


def test_csv_and_markdown(run: Run, made: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--db", made, "--format", "csv").out)))
    assert [row["grade"] for row in rows] == ["Weak", "Contested", "Weak"]
    assert "killed 12-17 (9-17); wounded 20+" in run("incidents", "--db", made, "--format", "markdown").lines[3]


@pytest.mark.parametrize("command", ["timeline", "incidents"])
@pytest.mark.parametrize("width", range(80, 200, 7))
def test_an_incident_is_one_line_with_its_sources(run: Run, made: Path, command: str, width: int) -> None:
    header, *lines = run(command, "--db", made, "--format", "table", width=width).lines
    assert max(map(len, (header, *lines))) <= width
    assert re.search(r"  Src  Id$", header.rstrip())
    for line, incident in zip(lines, INCIDENTS, strict=True):
        assert line.endswith(f"  {incident.sources}  {incident.id}")
        assert (incident.grade.value in line) == (command == "incidents")
        assert ("(contested)" in line) == (command == "timeline" and incident is DISPUTED)


@pytest.mark.parametrize("width", [30, 40, 60, 79])
def test_a_narrow_terminal_wraps(run: Run, made: Path, width: int) -> None:
    for command in (["timeline"], ["incidents"], ["incident", "a1"], ["totals"]):
        ran = run(*command, "--db", made, *(["--format", "table"] if command[0] != "incident" else []), width=width)
        assert max(map(len, ran.lines)) <= width
        assert DISPUTED.id in ran.out or SUM.id in ran.out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--grade", "Contested"], ["a100000001"]),
        (["--grade", "contested", "--grade", "weak"], ["c100000001", "a100000001", "b100000001"]),
        (["--sources", "2"], ["a100000001"]),
        (["--grade", "weak", "--limit", "1"], ["c100000001"]),
        (["--grade", "weak", "--sources", "2"], []),
        (["--limit", "2"], ["c100000001", "a100000001"]),
    ],
)
def test_incidents_by_grade_and_sources(run: Run, made: Path, options: list[str], ids: list[str]) -> None:
    assert [json.loads(line)["id"] for line in run("incidents", "--db", made, "--format", "jsonl", *options).lines] == ids


@pytest.mark.parametrize("options", [["--grade", "good"], ["--sources", "0"], ["--rule", "lowest"], ["--known"]])
def test_what_is_none_of_the_choices_is_refused(run: Run, db: Path, options: list[str]) -> None:
    ran = run("incidents", "--db", db, *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


# --- one incident -------------------------------------------------------------------------------------------------------------


def test_an_incident_shows_all(run: Run, made: Path) -> None:
    told = flat(run("incident", "a300", "--db", made, width=120).out)  # named by one of its reports
    for said in (
        "a100000001 air strike (contested)",
        "Numbers killed 12-17 (9-17) wounded 20+",
        "Told by 4 reports of 2 independent sources",
        "Grade Contested (proposed): two sources name different sides",
        "Strike Declared (set by A. Person): Northern Command says so",
        "best by the rule 'conservative'",
        "Valley Monitor 5 Feb 2026 12 20+ = Harbour Times State Agency 4 Feb 2026 17 - low 9 20 best 12-17 20+ high 17 open",
        "What agrees Type air strike (2 of 2 sources)",
        "What conflicts Actors Northern Command (Valley Monitor) Grey Band (State Agency) Killed 12 (Valley Monitor)",
        "Told otherwise, without conflict Targets Grey Band (Valley Monitor) millers (State Agency)",
        "a200000001 4 Feb 2026 Harbour Times (copy of a100000001)",
        "'The monitor now puts the dead of the mill at twelve.'",
    ):
        assert said in told
    assert told.count("nine died") == 1  # a copy's words stand with the original
    assert "Why these reports" not in told


def test_how_figures_changed(run: Run, made: Path) -> None:
    told = flat(run("incident", DISPUTED.id, "--db", made, width=120).out).partition("How the figures changed")[2]
    assert "3 Feb 2026 Valley Monitor killed 9 killed 9 4 Feb 2026 Harbour Times killed 9 the same" in told
    assert "4 Feb 2026 State Agency killed 17 killed 9 (9-17)" in told  # two fresh claims: the lower of them
    assert "5 Feb 2026 Valley Monitor killed 12; wounded 20+ killed 12 (12-17); wounded 20+" in told


def test_figures_that_were_taken_back(run: Run, monkeypatch: pytest.MonkeyPatch, made: Path) -> None:
    from tracker.incidents.summary import summarise

    denial = report("a500000001", "Valley Monitor", 6, said="There was no raid, the monitor now says.", status="denied")
    gone = summarise((FIRST, LATER, denial))
    monkeypatch.setattr("tracker.store.Store.incident", lambda *_, **__: gone)
    told = flat(run("incident", DISPUTED.id, "--db", made, width=120).out)
    assert "6 Feb 2026 Valley Monitor denied killed none; wounded none" in told
    assert "(taken back by a500000001)" in told
    assert "Who says what" not in told  # nobody, any more


def test_a_lone_report_is_shown_without_comparisons(run: Run, made: Path) -> None:
    told = run("incident", ALONE.id, "--db", made).out
    assert "Grade Weak (proposed): one source Strike Single source claim (proposed) Reports" in flat(told)  # why is said once
    assert "1 report of 1 independent source" in flat(told)
    assert not any(title in told for title in ("Who says what", "What agrees", "What conflicts", "How the figures"))


def test_why(run: Run, made: Path) -> None:
    told = run("incident", DISPUTED.id, "--why", "--db", made, width=120).out.partition("Why these reports")[2]
    within, _, beyond = flat(told).partition("May be of the same")
    assert "a100000001 Valley Monitor - a400000001 State Agency: +4.5" in within
    assert "place +3.0 both at Vetrovo date +2.5 the same day counts -1.0 9 and 17" in within
    assert "a100000001 Valley Monitor - b100000001 Example News: never" in beyond


def test_an_incident_as_json(run: Run, made: Path) -> None:
    found = json.loads(run("incident", "a1", "--db", made, "--format", "json").out)
    assert found == json.loads(json.dumps(DISPUTED.as_dict()))
    why = json.loads(run("incident", "a1", "--why", "--db", made, "--format", "jsonl").out)["why"]
    assert why[0]["events"] == [FIRST.event.id, STATE.event.id]
    assert (why[0]["score"], why[0]["never"], why[0]["reasons"][1]) == (
        4.5,
        False,
        {"aspect": "date", "weight": 2.5, "text": "the same day"},
    )
    assert why[1]["never"]


def test_claims_as_rows(run: Run, made: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("incident", "a1", "--db", made, "--format", "csv").out)))
    assert [(row["of"], row["source"], row["publisher"], row["low"], row["high"], row["counted"]) for row in rows] == [
        ("killed", "Valley Monitor", "Valley Monitor", "9", "9", "0"),
        ("killed", "Valley Monitor", "Harbour Times", "9", "9", "0"),
        ("killed", "State Agency", "State Agency", "17", "17", "1"),
        ("killed", "Valley Monitor", "Valley Monitor", "12", "12", "1"),
        ("wounded", "Valley Monitor", "Valley Monitor", "20", "", "1"),
    ]
    assert rows[1]["copy_of"] == FIRST.event.article


@pytest.mark.parametrize("width", [40, 80, 120])
def test_an_incident_fits_its_width(run: Run, made: Path, width: int) -> None:
    assert max(map(len, run("incident", "a1", "--why", "--db", made, width=width).lines)) <= width


def test_an_incident_that_is_not_there(run: Run, made: Path) -> None:
    ran = run("incident", "zz", "--db", made)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)


# --- from the store -----------------------------------------------------------------------------------------------------------


def test_what_one_article_tells_of_stays_apart(run: Run, db: Path) -> None:
    found = [json.loads(line) for line in run("incidents", "--db", db, "--format", "jsonl").lines]
    assert sorted(each["id"] for each in found) == sorted(event.id for event in EVENTS)
    assert {(each["reports"], each["sources"]) for each in found} == {(1, 1)}


def test_show_names_the_incident(run: Run, db: Path) -> None:
    assert f"Incident {STRIKE.id}, told by this report alone" in flat(run("show", STRIKE.id, "--db", db).out)


def test_events_are_listed_as_reports(run: Run, db: Path) -> None:
    assert run("timeline", "--events", "--db", db).lines[0].split("\t") == list(EVENT_COLUMNS)
    table = run("timeline", "--events", "--db", db, "--format", "table").lines
    assert "Src" not in table[0]


# --- totals -------------------------------------------------------------------------------------------------------------------


def test_a_total_in_words(run: Run, made: Path) -> None:
    told = flat(run("totals", "--db", made, "--format", "table").out)
    assert (
        "Northern Command claims 101+ strikes since 1 Dec 2025; 2 incidents and 2 smaller totals with 15 strikes are on record; "
        "86+ unaccounted"
    ) in told
    assert "lies within c000000001 holds c200000001, c300000001" in told
    assert "! lies within c000000001, which claims fewer strikes (90)" in told
    assert "On record" not in told


@pytest.mark.parametrize(
    ("claimed", "found", "missing", "items", "parts", "said"),
    [
        ((101, None), (15, 15), (86, None), 2, 0, "2 incidents with 15 strikes are on record; 86+ unaccounted"),
        ((10, 10), (1, 1), (9, 9), 1, 0, "1 incident with 1 strike is on record; 9 unaccounted"),
        ((10, 12), (6, 6), (4, 6), 0, 1, "1 smaller total with 6 strikes is on record; 4-6 unaccounted"),
        ((10, 10), (12, 12), (0, 0), 3, 1, "3 incidents and 1 smaller total with 12 strikes are on record; nothing unaccounted"),
        ((10, None), (12, 12), (0, None), 3, 0, "3 incidents with 12 strikes are on record; perhaps more unaccounted"),
        ((10, 15), (12, 12), (0, 3), 3, 0, "3 incidents with 12 strikes are on record; up to 3 unaccounted"),
        ((10, 10), (0, 0), (10, 10), 0, 0, "nothing is on record; 10 unaccounted"),
        ((10, 10), (0, 0), (10, 10), 2, 0, "2 incidents without a number of strikes are on record; 10 unaccounted"),
    ],
)
def test_what_is_on_record_in_words(
    claimed: tuple[int, int | None], found: tuple[int, int], missing: tuple[int, int | None], items: int, parts: int, said: str
) -> None:
    assert said_number(Accounted("strikes", *claimed, *found, *missing), items, parts) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (SUM.date, "since 1 Dec 2025"),  # up to the day on which it was told
        (EventDate(day(2026, 1, 1), day(2026, 2, 1), "range", "text"), "1 Jan - 1 Feb 2026"),
        (EventDate(day(2026, 1, 1), day(2026, 1, 31), "month", "text"), "in Jan 2026"),
        (EventDate(None, day(2026, 2, 15), "by", "published"), "by 15 Feb 2026"),
        (None, ""),
    ],
)
def test_the_period_of_a_total(date: EventDate | None, said: str) -> None:
    assert said_period(dataclasses.replace(SUM, date=date)) == said


@pytest.mark.parametrize(
    ("claimed_by", "said"),
    [
        (("Civil Defence", "a doctor"), "Civil Defence"),
        (("command",), "Northern Command"),  # as its own release calls it
        (("doctors' union",), "doctors' union"),
        ((), "Northern Command"),  # who published it
    ],
)
def test_who_claims_a_total(claimed_by: tuple[str, ...], said: str) -> None:
    assert claimant(dataclasses.replace(SUM, claimed_by=claimed_by)) == said


def test_one_total_lists_its_items(run: Run, made: Path) -> None:
    told = run("totals", SUM.id, "--db", made, "--format", "table").out.partition("On record")[2]
    assert DISPUTED.id in told
    assert ALONE.id in told


def test_totals_as_rows(run: Run, made: Path) -> None:
    header, row = [line.split("\t") for line in run("totals", "--db", made).lines]
    told = dict(zip(header, row, strict=True))
    assert (told["total"], told["of"], told["incidents"], told["items"]) == (SUM.id, "strikes", "2", "a100000001; b100000001")
    bounds = [told[name] for name in ("claimed_low", "claimed_high", "found_low", "found_high", "missing_low", "missing_high")]
    assert bounds == ["101", "", "15", "15", "86", ""]
    assert (told["within"], told["holds"], told["overlaps"]) == ("c000000001", "c200000001; c300000001", "")


def test_totals_as_json(run: Run, made: Path) -> None:
    (found,) = json.loads(run("totals", "--db", made, "--format", "json").out)
    assert Event.from_dict(found) == SUM.event
    assert found["numbers"][0]["missing_low"] == 86
    assert found["numbers"][0]["said"].endswith("86+ unaccounted")
    assert found["items"] == [DISPUTED.id, ALONE.id]
    feature = json.loads(run("totals", "--db", made, "--format", "geojson").out)["features"][0]
    assert (feature["properties"]["strikes_missing_low"], feature["properties"]["incidents"]) == (86, 2)


@pytest.mark.parametrize("format", EVENT_FORMATS)
def test_totals_have_all_formats(run: Run, made: Path, format: str) -> None:
    ran = run("totals", "--db", made, "--format", format)
    assert ran.code == 0
    assert SUM.id in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("width", [40, 80, 120])
def test_totals_fit_their_width(run: Run, made: Path, width: int) -> None:
    assert max(map(len, run("totals", SUM.id, "--db", made, "--format", "table", width=width).lines)) <= width
