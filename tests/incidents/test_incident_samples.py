"""The stories in samples/incidents, each told by a few articles of our own writing: what is linked, known, graded, accounted for.

A folder is a story. Its incidents.json says what a careful reader finds: of each incident the statements that tell of it (an
article's file and words of its evidence), the fields, each figure as low, best low, best high and high, grade and strike status;
and of each total what of it is on record. All stories are read into one database, so that none may run into another.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.article import read_file
from tracker.extract import PARSER, parse_articles
from tracker.incidents.linking import link
from tracker.incidents.nouns import Incident, Total
from tracker.incidents.summary import summarise
from tracker.incidents.totals import account
from tracker.model import Article, StoredEvent
from tracker.store import Store

SAMPLES = Path(__file__).parents[2] / "samples" / "incidents"
STORIES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
GOLDEN = "incidents.json"


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    """Give the file of each article, by its id."""
    paths = (path for path in sorted(SAMPLES.rglob("*")) if path.is_file() and path.name != GOLDEN)
    return {found.id: path for path in paths for found in read_file(path) if isinstance(found, Article)}


@pytest.fixture(scope="module")
def reports(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[StoredEvent]:
    """Parse all stories, and let the store find the copies among them."""
    articles = [found for path in dict.fromkeys(files.values()) for found in read_file(path) if isinstance(found, Article)]
    with Store.open(tmp_path_factory.mktemp("stories") / "x.db") as store:
        for article, events in parse_articles(articles):
            store.save(article, events, parser=PARSER, ingested=datetime(2026, 4, 1, tzinfo=UTC))
        return list(store.events())


@pytest.fixture(scope="module")
def incidents(reports: list[StoredEvent]) -> list[Incident]:
    return [summarise(group) for group in link(reports)]


def golden(story: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / story / GOLDEN).read_text(encoding="utf-8"))
    return found


def told(incident: Incident, story: str, files: dict[str, Path]) -> list[list[str]]:
    """Name an incident's statements as its golden file does; what that does not know is named by the words themselves."""
    wanted = [pair for each in golden(story)["incidents"] for pair in each["events"]]
    return [_named(report, wanted, files) for report in incident.reports]


def _named(report: StoredEvent, wanted: list[list[str]], files: dict[str, Path]) -> list[str]:
    name, said = files[report.event.article].name, " ".join(piece.text for piece in report.event.evidence)
    return next((pair for pair in wanted if pair[0] == name and pair[1] in said), [name, said])


def own(incidents: list[Incident], story: str, files: dict[str, Path]) -> list[Incident]:
    return [each for each in incidents if files[each.reports[0].event.article].parent.name == story]


def shown(incident: Incident, story: str, files: dict[str, Path]) -> dict[str, Any]:
    """Give an incident in the form of the golden files."""
    assert incident.date is not None
    return {
        "events": sorted(told(incident, story, files)),
        "type": incident.type,
        "scope": incident.scope,
        "status": incident.status,
        "date": [incident.date.start and incident.date.start.isoformat(), incident.date.end.isoformat()],
        "places": [place.name for place in incident.places],
        "actors": list(incident.actors),
        "sources": incident.sources,
        "figures": {each.of: [each.low, each.best_low, each.best_high, each.high] for each in incident.figures},
        "grade": incident.grade.value,
        "strike_status": incident.strike_status and incident.strike_status.value,
        "conflicts": list(incident.conflicts),
    }


def test_there_are_six_stories_of_three_to_six_articles(files: dict[str, Path]) -> None:
    assert len(STORIES) == 6
    assert all(3 <= sum(path.parent.name == story for path in files.values()) <= 6 for story in STORIES)


@pytest.mark.parametrize("story", STORIES)
def test_story_is_understood(story: str, incidents: list[Incident], files: dict[str, Path]) -> None:
    found = [shown(each, story, files) for each in own(incidents, story, files)]
    wanted = [{**each, "events": sorted(each["events"])} for each in golden(story)["incidents"]]
    assert sorted(found, key=lambda each: each["events"]) == sorted(wanted, key=lambda each: each["events"])


@pytest.mark.parametrize("story", [story for story in STORIES if golden(story)["totals"]])
def test_totals_are_held_against_what_is_on_record(story: str, incidents: list[Incident], files: dict[str, Path]) -> None:
    totals = [each for each in incidents if each.scope == "aggregate"]
    found = [as_golden(account(total, incidents, totals), incidents, story, files) for total in own(totals, story, files)]
    assert sorted(found, key=lambda each: each["total"]) == sorted(golden(story)["totals"], key=lambda each: each["total"])


def as_golden(total: Total, incidents: list[Incident], story: str, files: dict[str, Path]) -> dict[str, Any]:
    names = {each.id: told(each, story, files)[0] for each in incidents}
    return {
        "total": names[total.total.id],
        "items": [names[item.id] for item in total.items],
        "holds": [names[each] for each in total.holds],
        "within": [names[each] for each in total.within],
        "claimed": {each.of: [each.claimed_low, each.claimed_high] for each in total.numbers},
        "found": {each.of: [each.found_low, each.found_high] for each in total.numbers},
        "missing": {each.of: [each.missing_low, each.missing_high] for each in total.numbers},
        "flags": list(total.flags),
    }


def test_copies_of_the_wire_story_are_one_source(reports: list[StoredEvent], files: dict[str, Path]) -> None:
    copies = {files[each.event.article].name: each.original for each in reports if each.original}
    assert copies == dict.fromkeys(("harbour-times.html", "plains-gazette.txt"), "nile-wire/el-fasher-market")


def test_reasons_are_given_in_words(incidents: list[Incident], files: dict[str, Path]) -> None:
    why = {each.id: each.grade.why for story in ("two-sides", "retraction") for each in own(incidents, story, files)}
    assert set(why.values()) == {
        "Capital Herald names Rapid Support Forces; Western Voice names Sudanese army drone; "
        "denied by Sudan's Rapid Support Forces",
        "taken back by Chin Brotherhood",
    }
    assert all(each.grade.set_by is None for each in incidents)
