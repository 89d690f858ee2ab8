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

from tracker.errors import TrackerError
from tracker.evaluate import (
    FIGURES,
    Evaluation,
    GoldArticle,
    GoldEvent,
    Tally,
    Tenth,
    evaluate,
    load_gold,
    load_predictions,
    pair,
    read_coded,
    same_name,
    tally,
)
from tracker.model import Count, Event, EventDate, Evidence, Place

# The same measure as a script, where a checkout has it beside it.
REFERENCE = Path(__file__).parents[2] / "shared" / "eval" / "score.py"
# Articles with gold, events as a middling parser might find them, and the figures that the script gives these.
CODED = Path(__file__).with_name("coded")

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
    assert measured(ours) == without_gold(reference(tmp_path, predictions))
    assert 0.3 < ours.figures["record"].f1 < 0.95


def reference(folder: Path, predictions: Path) -> dict[str, dict[str, float]]:
    """Run the script."""
    command = [sys.executable, str(REFERENCE), str(folder), str(predictions), "--json"]
    found: dict[str, dict[str, float]] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert set(found) == set(FIGURES)
    return found


def without_gold(figures: dict[str, dict[str, float]]) -> dict[str, tuple[float, float, float]]:
    return {name: (own["precision"], own["recall"], own["f1"]) for name, own in figures.items()}


def measured(result: Evaluation) -> dict[str, tuple[float, float, float]]:
    return {name: (round(t.precision, 4), round(t.recall, 4), round(t.f1, 4)) for name, t in result.figures.items()}


def test_gives_the_figures_of_the_reference_script() -> None:
    """Hold the stored figures everywhere, and the script itself where it is at hand."""
    stored = json.loads((CODED / "figures.json").read_text())
    result = evaluate(load_gold(CODED), load_predictions(CODED / "predictions.jsonl"))
    assert measured(result) == without_gold(stored)
    assert {name: t.found + t.missed for name, t in result.figures.items()} == {name: own["gold"] for name, own in stored.items()}
    if REFERENCE.exists():
        assert reference(CODED, CODED / "predictions.jsonl") == stored


def test_events_are_counted_by_golds_type_and_by_confidence() -> None:
    sure = event(type="strike", confidence=0.7)
    alarm = event("Shells fell on Idlib.", type="shelling", confidence=0.65)
    optional = replace(GOLD, quotes=("Police arrested a man in Hama.",), optional=True)
    passing = event("Police arrested a man in Hama.", confidence=0.99)
    result = evaluate([article(GOLD, optional)], {"a": [sure, alarm, passing]})
    assert result.types == {"air_strike": Tally(found=1), "shelling": Tally(wrong=1)}
    # 0.7 is in the eighth tenth; what matches an optional event is in none
    assert [t for t in result.calibration() if t.events] == [Tenth(0.6, 0.7, 1, 0), Tenth(0.7, 0.8, 1, 1)]
    assert result.sure(0.7) == Tenth(0.7, 1.0, 1, 1)
    assert (Tenth(0.1, 0.2).share, Tenth(0.7, 1.0, 4, 3).share) == (None, 0.75)


def test_confidence_of_one_is_in_the_last_tenth() -> None:
    result = evaluate([article(GOLD)], {"a": [event(confidence=1.0)]})
    assert [(t.low, t.matched) for t in result.calibration() if t.events] == [(0.9, 1)]


# --- reading gold -----------------------------------------------------------------------------------------------------------

DOC = {"id": "a", "title": "Strike on Raqqa", "published": "2026-02-15", "text": TEXT}
RECORD = {
    "kind": "strike",
    "type": "air_strike",
    "scope": "incident",
    "status": "reported",
    "quote": "Two people died.",
    "date": None,
}


def lay_out(folder: Path, **files: Any) -> Path:
    """Write files into a folder: x_jsonl is x.jsonl, a line for each of a list; what is no list is written as it is."""
    for name, content in files.items():
        lines = "\n".join(json.dumps(line) for line in content) if isinstance(content, list) else content
        (folder / name.replace("__", ".events.").replace("_", ".")).write_text(lines, encoding="utf-8")
    return folder


def test_reads_documents_and_gold_and_leaves_out_what_nobody_coded(tmp_path: Path) -> None:
    lay_out(tmp_path, docs_jsonl=[DOC, {**DOC, "id": "b"}], gold_jsonl=[{"id": "a", "events": [RECORD]}])
    ((read, gold),) = read_coded(tmp_path)
    assert (read.id, read.published, read.text) == ("a", date(2026, 2, 15), TEXT)
    assert (gold.id, gold.title, [e.quotes for e in gold.events]) == ("a", "Strike on Raqqa", [("Two people died.",)])


def test_reads_articles_with_their_golden_files(tmp_path: Path) -> None:
    golden = json.dumps({"article": {}, "events": [RECORD]})
    lay_out(tmp_path, x_txt=TEXT, x__json=golden, README_md="# not coded")
    ((read, gold),) = read_coded(tmp_path)
    assert (read.text, gold.text, len(gold.events)) == (TEXT, TEXT, 1)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "no gold here"),
        ({"docs_jsonl": [DOC]}, "gold.jsonl: no such file"),
        ({"gold_jsonl": [{"id": "a", "events": []}]}, "docs.jsonl: no such file"),
        (
            {"docs_jsonl": [DOC], "gold_jsonl": [{"id": "a", "events": []}, {"id": "z", "events": []}]},
            "no such article in docs.jsonl: z",
        ),
        ({"docs_jsonl": '\n{"id": "a", "text"', "gold_jsonl": []}, "docs.jsonl: line 2 is not JSON"),
        (
            {"docs_jsonl": [DOC], "gold_jsonl": [{"id": "a", "events": []}] * 2},
            "gold.jsonl: line 2: is not as it should be: the id 'a' again",
        ),
        (
            {"docs_jsonl": [DOC], "gold_jsonl": [{"id": "a", "events": [{**RECORD, "kind": "riot"}]}]},
            "line 1: is not as it should be: kind",
        ),
        ({"docs_jsonl": [DOC], "gold_jsonl": [{"id": "a", "events": [{"kind": "strike"}]}]}, "gold.jsonl: line 1: has no 'date'"),
        ({"docs_jsonl": [DOC], "gold_jsonl": [["a"]]}, "gold.jsonl: line 1: is not as it should be"),
        ({"docs_jsonl": [{"id": "a"}], "gold_jsonl": []}, "docs.jsonl: line 1: has no 'text'"),
        ({"x__json": "{}"}, "no article x.html"),
        ({"x__json": "{", "x_txt": TEXT}, "x.events.json: is not JSON"),
        ({"x__json": '{"events": [{}]}', "x_txt": TEXT}, "x.txt: has no 'date'"),
    ],
    ids=str,
)
def test_what_is_wrong_with_gold_is_told_with_its_file_and_line(tmp_path: Path, files: dict[str, Any], told: str) -> None:
    with pytest.raises(TrackerError) as caught:
        read_coded(lay_out(tmp_path, **files))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("missing", [True, False])
def test_a_folder_has_to_be_one(tmp_path: Path, missing: bool) -> None:
    path = tmp_path / "x"
    if not missing:
        path.touch()
    with pytest.raises(TrackerError, match="no such folder" if missing else "is not a folder"):
        read_coded(path)


def test_predictions_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    first, *_ = (CODED / "predictions.jsonl").read_text().splitlines()
    (tmp_path / "p.jsonl").write_text(f"{first}\n\n{{}}\n")
    with pytest.raises(TrackerError, match=r"p\.jsonl: line 3: has no 'date'"):
        load_predictions(tmp_path / "p.jsonl")
