"""The articles in samples/, each with the events that a careful reader finds in it, and how many of them the parser finds.

samples/x.html (or .txt, .md, .jsonl) is the article, samples/x.events.json its golden file: {"article": {"title", "published"},
"events": [...]}, or with JSONL such an object for each article by its id. Events are in the form that tracker.evaluate reads:
`quote` is the sentence that says most, `also` further ones; `actors`, `targets` and each of `places` are acceptable names;
`counts` have both bounds, null where there is none. Where the same people are held after one taking, or in one place, `held` is an
incident; a stock from many takings is an aggregate.

    tracker evaluate samples                   print the figures; with --errors, what the parser gets wrong
    python -m tests.test_samples --pin         raise the floors to today's figures; one that would fall is kept
    python -m tests.test_samples --pin --lower      set them, lower ones too
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.accuracy_gate import Pinned, report
from tracker.article import read_file
from tracker.evaluate import Evaluation, GoldArticle, evaluate, read_coded
from tracker.extract import parse_articles
from tracker.model import COUNTS, DETENTION_TYPES, SCOPES, STATUSES, STRIKE_TYPES, TYPES, Article, Event, Skipped

SAMPLES = Path(__file__).parents[1] / "samples"
FLOORS = Path(__file__).with_name("floors.json")
SUFFIXES = {".html", ".txt", ".md", ".jsonl"}
ARTICLES = sorted(path for path in SAMPLES.iterdir() if path.suffix in SUFFIXES)
KEYS = set("kind type scope status quote also date places country actors targets counts optional".split())
# Floors are cut to three digits.
DIGITS = 1000


# Articles without an event in which the parser is known to find one, and why.
KNOWN_ALARMS: dict[str, str] = {}


def golden_path(path: Path) -> Path:
    return path.with_name(path.stem + ".events.json")


def golden(path: Path) -> dict[str, Any]:
    """Read the golden file of an article or of a file of articles."""
    data: dict[str, Any] = json.loads(golden_path(path).read_text(encoding="utf-8"))
    return data


def read(path: Path) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Yield each article of a file with its own golden object."""
    whole = golden(path)
    for article in read_file(path):
        assert isinstance(article, Article), article
        yield article, whole if "events" in whole else whole[article.id]


@cache
def parsed() -> tuple[tuple[GoldArticle, tuple[Event, ...]], ...]:
    """Parse all samples, once."""
    coded = read_coded(SAMPLES)
    events = [found for _, found in parse_articles(each.article for each in coded)]
    return tuple(zip((each.gold for each in coded), events, strict=True))


def evaluation() -> Evaluation:
    return evaluate((gold for gold, _ in parsed()), {gold.id: events for gold, events in parsed()})


def figures() -> dict[str, float]:
    return {name: int(DIGITS * tally.f1) / DIGITS for name, tally in evaluation().figures.items()}


def digest() -> str:
    """Digest the samples: floors only hold for what they were measured on."""
    whole = hashlib.sha256()
    for path in ARTICLES:
        for part in (path, golden_path(path)):
            whole.update(part.name.encode() + b"\0" + part.read_bytes())
    return whole.hexdigest()[:16]


def test_each_article_has_a_golden_file_and_each_golden_file_an_article() -> None:
    assert {golden_path(path).name for path in ARTICLES} == {path.name for path in SAMPLES.glob("*.json")}
    assert len({path.stem for path in ARTICLES}) == len(ARTICLES) >= 20


def test_all_kinds_of_event_are_among_them() -> None:
    events = [event for path in ARTICLES for _, own in read(path) for event in own["events"]]
    assert {event["type"] for event in events} == set(TYPES)
    assert {event["status"] for event in events} == set(STATUSES)
    assert {event["scope"] for event in events} == set(SCOPES)
    assert {of for event in events for of in event["counts"]} >= set(COUNTS) - {"casualties"}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_article_is_read_as_its_golden_file_says(path: Path) -> None:
    for article, own in read(path):
        day = article.published.isoformat() if article.published else None
        assert own["article"] == {"title": article.title, "published": day}
        assert article.language == "en"
        for words in ("cookie", "Most read", "Related", "Subscribe", "Search", "All rights reserved"):
            assert words not in article.text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_golden_file_is_well_formed_and_quotes_its_article(path: Path) -> None:
    for article, own in read(path):
        text = re.sub(r"\s+", " ", article.text)
        for event in own["events"]:
            assert_well_formed(event)
            for quote in (event["quote"], *event["also"]):
                assert quote in text or quote == article.title


def assert_well_formed(event: dict[str, Any]) -> None:
    assert set(event) == KEYS
    assert event["type"] in (STRIKE_TYPES if event["kind"] == "strike" else DETENTION_TYPES)
    assert event["scope"] in SCOPES
    assert event["status"] in STATUSES
    if event["date"]:
        start, end = map(date.fromisoformat, event["date"])
        assert start <= end
    assert event["country"] is None or re.fullmatch("[A-Z]{2}", event["country"])
    assert all(names and all(isinstance(name, str) for name in names) for names in event["places"])
    for of, (low, high) in event["counts"].items():
        assert of in COUNTS
        assert low >= 0
        assert high is None or low <= high


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.name, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])
        for path in ARTICLES
        if golden(path).get("events") == []
        for reason in [KNOWN_ALARMS.get(path.name)]
    ],
)
def test_nothing_is_found_where_there_is_nothing(path: Path) -> None:
    own = {article.id for article, _ in read(path)}
    found = [event for gold, events in parsed() if gold.id in own for event in events]
    assert [(event.type, event.evidence[0].text) for event in found] == []


def pinned() -> Pinned:
    return Pinned.read(json.loads(FLOORS.read_text()) if FLOORS.exists() else {})


def test_accuracy_is_above_its_floors() -> None:
    floors, now = pinned(), figures()
    assert floors.digest == digest(), "the samples changed: look at the figures, then run `python -m tests.test_samples --pin`"
    assert {name: (now[name], floors.floors[name]) for name in floors.under(digest(), now)} == {}


def test_events_of_high_confidence_are_right() -> None:
    sure = evaluation().sure(0.8)
    assert sure.events > 50
    assert sure.share is not None
    assert sure.share >= 0.95


def test_evidence_is_the_articles_own_words() -> None:
    articles = {article.id: article for path in ARTICLES for article in read_file(path) if not isinstance(article, Skipped)}
    for gold, events in parsed():
        for event in events:
            assert event.article == gold.id
            assert all(articles[gold.id].text[e.start : e.end] == e.text for e in event.evidence)


def main(arguments: Sequence[str]) -> int:
    """Print the figures beside their floors; with --pin, raise the floors."""
    now, old = figures(), pinned()
    report("samples", digest(), now, old)
    if "--pin" not in arguments:
        return 1 if old.under(digest(), now) else 0
    new, falling = old.raised(digest(), now, lower="--lower" in arguments)
    FLOORS.write_text(json.dumps(new.as_dict(), indent=1) + "\n")
    if falling:
        print(f"samples: not lowered without --lower: {', '.join(falling)}")
    return 1 if falling else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
