"""The articles in samples/, each with the events that a careful reader finds in it, and how many of them the parser finds.

samples/x.html (or .txt, .md, .jsonl) is the article, samples/x.events.json its golden file: {"article": {"title", "published"},
"events": [...]}, or with JSONL such an object for each article by its id. Events are in the form that tracker.evaluate reads:
`quote` is the sentence that says most, `also` further ones; `actors`, `targets` and each of `places` are acceptable names;
`counts` have both bounds, null where there is none. Where the same people are held after one taking, or in one place, `held` is an
incident; a stock from many takings is an aggregate.

    python tests/test_samples.py            print the figures, and what the parser gets wrong
    python tests/test_samples.py --pin      raise the floors to today's figures (where the samples changed: set them)
    python tests/test_samples.py --pin --lower      set them, lower ones too
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.article import read_file
from tracker.evaluate import Difference, Evaluation, GoldArticle, evaluate, sample_article
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
    pairs = [(article, sample_article(article, own)) for path in ARTICLES for article, own in read(path)]
    events = [found for _, found in parse_articles(article for article, _ in pairs)]
    return tuple(zip((gold for _, gold in pairs), events, strict=True))


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


def test_accuracy_is_above_its_floors() -> None:
    pinned = json.loads(FLOORS.read_text())
    assert pinned["digest"] == digest(), "the samples changed: look at the figures, then run this file with --pin"
    now = figures()
    assert {name: (now[name], floor) for name, floor in pinned["floors"].items() if now[name] < floor} == {}


def test_evidence_is_the_articles_own_words() -> None:
    articles = {article.id: article for path in ARTICLES for article in read_file(path) if not isinstance(article, Skipped)}
    for gold, events in parsed():
        for event in events:
            assert event.article == gold.id
            assert all(articles[gold.id].text[e.start : e.end] == e.text for e in event.evidence)


def pin(*, lower: bool) -> None:
    """Raise the floors to today's figures; where the samples are others, start anew."""
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    old = pinned.get("floors", {}) if pinned.get("digest") == digest() and not lower else {}
    floors = {name: max(value, old.get(name, 0.0)) for name, value in figures().items()}
    FLOORS.write_text(json.dumps({"digest": digest(), "floors": floors}, indent=1) + "\n")


def describe(difference: Difference) -> str:
    """Say in a line what was wanted and what was found."""
    gold, event, field = difference.gold, difference.predicted, difference.field
    if gold is None and event is not None:
        return f"ALARM  {event.type}: {' / '.join(e.text for e in event.evidence)[:200]}"
    if gold is not None and event is None:
        return f"MISSED {gold.type}: {gold.quotes[0][:200]}"
    names = {"place": "places", "actor": "actors", "target": "targets", "country": "places"}
    wanted = getattr(gold, "country" if field == "country" else names.get(field, field))
    found = getattr(event, names.get(field, field))
    return f"FIELD  {field}: want {wanted} got {found} | {gold.quotes[0][:90] if gold else ''}"


def main() -> None:
    result = evaluation()
    last = ""
    for difference in result.differences:
        if difference.article != last:
            print(f"\n{difference.article}")
            last = difference.article
        print("  " + describe(difference))
    print()
    for name, tally in result.figures.items():
        print(f"{name:12} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {tally.found + tally.missed:5d}")
    if "--pin" in sys.argv[1:]:
        pin(lower="--lower" in sys.argv[1:])


if __name__ == "__main__":
    main()
