"""Happenings of our own making, and articles that tell of them: what is linked, and what must not be."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.store.made import NOW
from tracker.model import Article, Count, Event, EventDate, Evidence, Place, StoredEvent
from tracker.store import Store

VETROVO = Place("Vetrovo", "the mill at Vetrovo", "SY", "Homs", 34.50, 38.20, "town", 3.0)
KAMEN = Place("Kamen", "Kamen", "SY", "Homs", 34.62, 38.41, "town", 3.0)
DOLNA = Place("Dolna", "near Dolna", "SY", "Aleppo", 36.20, 37.10, "town", 3.0)
PROVINCE = Place("Homs", "Homs province", "SY", "Homs", 34.40, 38.00, "province", 90.0)
PLACES = (VETROVO, KAMEN, DOLNA, PROVINCE)
OUTLETS = ("Valley Monitor", "Northern Post", "Radio Steppe", "Border Gazette", "The Ledger")
HIT = ("the mill", "the depot", "the bakery", "a convoy", "the school")


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its events, as a store takes it."""

    article: Article
    events: tuple[Event, ...]
    parser: str = "1"


def on(day: str | date, precision: Any = "day", days: int = 0) -> EventDate:
    """Date an event."""
    first = date.fromisoformat(day) if isinstance(day, str) else day
    return EventDate(first, first + timedelta(days=days), precision, "text", "that day")


def write(name: str, published: str | date | None, outlet: str | None, *events: dict[str, Any]) -> Written:
    """Write an article, a sentence for each event; what is not said of an event is that of a strike on the mill of Vetrovo."""
    day = date.fromisoformat(published) if isinstance(published, str) else published
    text, found = "", []
    for number, fields in enumerate(events, 1):
        event = _event(name, number, fields)
        begin = len(text)
        text += f"{sentence(event)} "
        evidence = (Evidence(text[begin : len(text) - 1], begin, len(text) - 1),)
        found.append(replace(event, evidence=evidence))
    slug = "".join(filter(str.isalnum, (outlet or "nobody").casefold()))
    url = None if outlet is None else f"https://{slug}.example/{name}"
    return Written(Article(name, text or "Nothing.", f"Report {name}", day, "given", outlet, url), tuple(found))


def _event(article: str, number: int, fields: dict[str, Any]) -> Event:
    strike: dict[str, Any] = {
        "id": f"{article}{number}",
        "kind": "strike",
        "type": "air_strike",
        "scope": "incident",
        "status": "reported",
        "date": on("2026-02-03"),
        "places": (VETROVO,),
        "actors": ("Air Force",),
        "targets": ("the mill",),
        "weapons": (),
        "counts": (),
        "claimed_by": (),
        "confidence": 0.8,
        "evidence": (),
    }
    return Event(**{**strike, **fields, "article": article})


def sentence(event: Event) -> str:
    """Word an event."""
    who = event.actors[0] if event.actors else "Aircraft"
    what = event.targets[0] if event.targets else "a site"
    where = f" at {event.places[0].name}" if event.places else ""
    told = "; ".join(f"{count.of} {count.low}" for count in event.counts)
    when = f" on {event.date.end:%A %d %B}" if event.date else ""
    return f"{who} struck {what}{where}{when}{f', {told}' if told else ''} ({event.id})."


def killed(low: int, high: int | None = -1) -> tuple[Count, ...]:
    """Count the killed: exactly so many, or up to `high`."""
    return (Count("killed", low, low if high == -1 else high, None, str(low)),)


def save(store: Store, written: Iterable[Written], when: Any = NOW) -> None:
    """Save articles, one after the other."""
    for each in written:
        store.save(each.article, each.events, parser=each.parser, ingested=when)


def stored(written: Written, number: int = 0) -> StoredEvent:
    """Give an event as the store would."""
    article = written.article
    return StoredEvent(written.events[number], article.title, article.source, article.url, article.published, 1, written.parser)


def make_some(dice: random.Random, articles: int, happenings: int) -> list[Written]:
    """Make up articles that tell of some happenings, each in its own way: vaguely, wrongly, later, again."""
    facts = [
        {
            "date": date(2026, 2, 1) + timedelta(days=dice.randrange(6)),
            "place": dice.choice(PLACES[:3]),
            "actor": dice.choice(("Air Force", "Army", "Rebels")),
            "target": dice.choice(HIT),
            "killed": dice.randrange(1, 30),
            "type": dice.choice(("air_strike", "drone_strike", "shelling")),
        }
        for _ in range(happenings)
    ]
    return [_tell(dice, f"a{number:02}", dice.sample(facts, dice.randint(1, min(3, happenings)))) for number in range(articles)]


def _tell(dice: random.Random, name: str, facts: Sequence[dict[str, Any]]) -> Written:
    latest = max(fact["date"] for fact in facts)
    published = None if dice.random() < 0.1 else latest + timedelta(days=dice.randrange(4))
    return write(name, published, dice.choice((*OUTLETS, None)), *(_claim(dice, fact) for fact in facts))


def _claim(dice: random.Random, fact: dict[str, Any]) -> dict[str, Any]:
    day = fact["date"]
    return {
        "date": dice.choice((on(day), on(day), on(day), on(day, "range", 2), EventDate(None, day, "by", "published"), None)),
        "places": dice.choice(((fact["place"],), (fact["place"],), (fact["place"], PROVINCE), (PROVINCE,), ())),
        "actors": dice.choice(((fact["actor"],), (fact["actor"],), ())),
        "targets": dice.choice(((fact["target"],), ())),
        "type": dice.choice((fact["type"], fact["type"], "strike")),
        "counts": dice.choice((killed(fact["killed"]), killed(max(1, fact["killed"] - 2), None), killed(fact["killed"] + 3), ())),
        "scope": "aggregate" if dice.random() < 0.08 else "incident",
        "status": dice.choice(("reported", "reported", "reported", "alleged", "denied")),
        "confidence": round(dice.uniform(0.3, 0.95), 2),
    }
