"""The measure itself: pairing, and each field's tally."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.evaluate import FIGURES, GoldArticle, GoldEvent, Tally, evaluate, load_gold, load_predictions, pair, same_name, tally
from tracker.model import Count, Event, EventDate, Evidence, Place

# The same measure as a script, where a checkout has it beside it.
REFERENCE = Path(__file__).parents[2] / "shared" / "eval" / "score.py"

TEXT = "Jets bombed Raqqa on Monday. Two people died. Police arrested a man in Hama. Shells fell on Idlib."
GOLD = GoldEvent(
    kind="strike",
    type="air_strike",
    scope="incident",
    status="reported",
    quotes=("Jets bombed Raqqa on Monday.", "Two people died."),
    date=("2026-02-09", "2026-02-09"),
    places=(("Raqqa", "ar-Raqqah"),),
    country="SY",
    actors=("jets", "coalition"),
    targets=("Raqqa",),
    counts=(("killed", (2, 2)), ("strikes", (1, 1))),
)


def event(quote: str = "Jets bombed Raqqa on Monday.", **fields: Any) -> Event:
    """Build the event that agrees with GOLD in everything, but for what is named."""
    day = date(2026, 2, 9)
    start = TEXT.find(quote)
    made = Event(
        id="e",
        article="a",
        kind="strike",
        type="air_strike",
        scope="incident",
        status="reported",
        date=EventDate(day, day, "day", "text", "on Monday"),
        places=(Place("Raqqa", "Raqqa", "SY"),),
        actors=("the coalition",),
        targets=("Raqqa",),
        weapons=(),
        counts=(Count("killed", 2, 2),),
        claimed_by=(),
        confidence=0.9,
        evidence=(Evidence(quote, start, start + len(quote)),),
    )
    return replace(made, **fields)


def article(*events: GoldEvent) -> GoldArticle:
    return GoldArticle("a", "Strike on Raqqa", TEXT, events)


@pytest.mark.parametrize(
    ("changed", "field", "expected"),
    [
        ({}, "type", Tally(found=1)),
        ({"type": "shelling"}, "type", Tally(wrong=1, missed=1)),
        ({}, "date", Tally(found=1)),
        ({"date": None}, "date", Tally(missed=1)),
        # known only by the day of publication: no claim is made, so none is wrong
        ({"date": EventDate(None, date(2026, 2, 15), "by", "published")}, "date", Tally(missed=1)),
        ({"date": EventDate(date(2026, 2, 8), date(2026, 2, 9), "range", "text", "x")}, "date", Tally(wrong=1, missed=1)),
        # another spelling of the same town, and one place too many
        ({"places": (Place("Ar Raqqah", "x", "SY"), Place("Homs", "x", "SY"))}, "place", Tally(found=1, wrong=1)),
        ({"places": ()}, "place", Tally(missed=1)),
        ({"places": (Place("Raqqa", "x", "IQ"),)}, "country", Tally(wrong=1, missed=1)),
        ({"places": (Place("Raqqa", "x"),)}, "country", Tally(missed=1)),
        ({"actors": ("Russia", "US-led coalition")}, "actor", Tally(found=1)),
        ({"actors": ("Russia",)}, "actor", Tally(wrong=1, missed=1)),
        ({"targets": ()}, "target", Tally(missed=1)),
        # one strike is passed over on both sides, two are not
        ({"counts": (Count("killed", 2, 2), Count("strikes", 1, 1))}, "counts", Tally(found=1)),
        ({"counts": (Count("killed", 2, 2), Count("strikes", 2, 2))}, "counts", Tally(found=1, wrong=1)),
        # a bound is part of the number
        ({"counts": (Count("killed", 2, None),)}, "counts", Tally(wrong=1, missed=1)),
        # a group is part of the whole: the greatest speaks
        ({"counts": (Count("killed", 1, 1, "children"), Count("killed", 2, 2))}, "counts", Tally(found=1)),
    ],
)
def test_tally_of_a_field(changed: dict[str, Any], field: str, expected: Tally) -> None:
    assert tally(GOLD, event(**changed))[field] == expected


def test_what_gold_leaves_open_is_not_held_against_a_parser() -> None:
    counted = tally(replace(GOLD, date=None, country=None), event())
    assert counted["date"] == counted["country"] == Tally()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("al-Hasakah", "Hasakah province", True),
        ("the ISIS", "ISIS fighters", True),
        ("Puerto Jordán", "Puerto Jordan", True),
        ("Israel's army", "Israel", True),
        ("Mali", "Malian army", False),  # whole words only
        ("the", "the", False),  # small words alone are no name
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_pairs_by_shared_characters_and_best_agreement() -> None:
    other = replace(GOLD, type="shelling", counts=())
    # both gold events have these quotes; the fields say which is which
    found = (event(type="shelling", counts=()), event("Two people died."))
    assert sorted(pair(article(GOLD, other), found)) == [(0, 1), (1, 0)]
    assert pair(article(GOLD), [event("Shells fell on Idlib.")]) == ()
    assert pair(article(replace(GOLD, kind="detention")), [event()]) == ()


def test_optional_events_neither_missed_nor_alarms() -> None:
    optional = replace(GOLD, optional=True)
    told_twice = [event(), event("Two people died.")]
    for predicted in ([], told_twice):
        assert evaluate([article(optional)], {"a": predicted}).figures["event"] == Tally()
    assert evaluate([article()], {"a": told_twice}).figures["event"] == Tally(wrong=2)
    assert evaluate([article(GOLD)], {}).figures["event"] == Tally(missed=1)


def test_figures() -> None:
    alarm = event("Shells fell on Idlib.", places=(), counts=(), actors=(), targets=(), date=None)
    result = evaluate([article(GOLD)], {"a": [event(type="strike"), alarm]})
    assert result.figures["event"] == Tally(found=1, wrong=1)
    assert result.figures["type"] == Tally(found=0, wrong=2, missed=1)
    assert result.figures["record"] == Tally(found=8, wrong=4, missed=1)
    assert (result.figures["event"].precision, result.figures["event"].recall) == (0.5, 1.0)
    assert result.f1()["record"] == 0.7619  # 2*8 / (2*8 + 4 + 1)
    assert [(d.field, d.gold is None) for d in result.differences] == [("type", False), ("event", True)]


def _random_events(chooser: random.Random, gold: GoldArticle) -> list[Event]:
    """Spoil gold at random: what a parser of middling quality could give."""
    spoil = chooser.random
    out = []
    for number, wanted in enumerate(e for e in gold.events for _ in range(chooser.choice((0, 1, 1, 1, 2)))):
        day = wanted.date and wanted.date[0] and wanted.date[1] and tuple(map(date.fromisoformat, (wanted.date[0], wanted.date[1])))
        start = day[0] - timedelta(days=int(spoil() < 0.2)) if day else None
        out.append(
            event(
                chooser.choice(wanted.quotes),
                id=str(number),
                article=gold.id,
                kind=wanted.kind if spoil() < 0.9 else "detention",
                type=wanted.type if spoil() < 0.8 else "strike",
                status=wanted.status,
                scope=wanted.scope if spoil() < 0.8 else "aggregate",
                date=EventDate(start, day[1], "day", "text", "x") if day else None,
                places=tuple(Place(chooser.choice(p), "x", wanted.country if spoil() < 0.9 else "FR") for p in wanted.places)
                + ((Place("Paris", "x", None),) if spoil() < 0.2 else ()),
                actors=wanted.actors[:1] if spoil() < 0.8 else ("nobody",),
                targets=wanted.targets[-1:] if spoil() < 0.8 else (),
                counts=tuple(
                    Count(of, low or 0, high if spoil() < 0.8 else None)  # type: ignore[arg-type]  # of is a name of counts
                    for of, (low, high) in wanted.counts
                ),
            )
        )
    return out


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference script is not beside this checkout")
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_the_reference_script(tmp_path: Path, seed: int) -> None:
    chooser = random.Random(seed)
    samples = Path(__file__).parents[1] / "samples"
    goldens = [(p, json.loads(p.read_text())) for p in sorted(samples.glob("*.events.json")) if p.name != "briefs.events.json"]
    with (tmp_path / "docs.jsonl").open("w") as docs, (tmp_path / "gold.jsonl").open("w") as gold:
        for path, golden in goldens:
            quotes = dict.fromkeys(q for e in golden["events"] for q in (e["quote"], *e["also"]))
            print(json.dumps({"id": path.name, "title": golden["article"]["title"], "text": "\n".join(quotes)}), file=docs)
            print(json.dumps({"id": path.name, "events": golden["events"]}), file=gold)
    articles = load_gold(tmp_path)
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("".join(json.dumps(e.as_dict()) + "\n" for a in articles for e in _random_events(chooser, a)))
    ours = evaluate(articles, load_predictions(predictions))
    command = [sys.executable, str(REFERENCE), str(tmp_path), str(predictions), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert set(theirs) == set(FIGURES)
    for name, figures in theirs.items():
        own = ours.figures[name]
        assert (round(own.precision, 4), round(own.recall, 4), round(own.f1, 4)) == (
            figures["precision"],
            figures["recall"],
            figures["f1"],
        ), name
    assert 0.3 < ours.figures["record"].f1 < 0.95
