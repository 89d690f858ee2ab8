"""`tracker evaluate`: the figures, the errors behind them, and what confidence is worth."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.made import Ran, Run

CODED = Path(__file__).parents[1] / "coded"
GIVEN = ("evaluate", CODED, "--predictions", CODED / "predictions.jsonl")


def rows(ran: Ran) -> list[dict[str, str]]:
    """Read what a pipe gets."""
    assert (ran.code, ran.err) == (0, "")
    return list(csv.DictReader(ran.out.splitlines(), delimiter="\t"))


def test_figures_are_those_of_the_reference_script(run: Run) -> None:
    stored = json.loads((CODED / "figures.json").read_text())
    found = rows(run(*GIVEN))
    assert [row["figure"] for row in found] == list(stored)
    for row in found:
        told = stored[row["figure"]]
        assert [float(row[name]) for name in told] == list(told.values())


def test_counts_agree_with_each_other(run: Run) -> None:
    figures = {row["figure"]: row for row in rows(run(*GIVEN))}
    errors = rows(run(*GIVEN, "--errors"))
    wanted, found, right = (int(figures["event"][name]) for name in ("gold", "found", "right"))
    kinds = [row["error"] for row in errors]
    assert (kinds.count("missing"), kinds.count("spurious")) == (wanted - right, found - right)
    assert sum(int(row["events"]) for row in rows(run(*GIVEN, "--calibration"))[:-1]) == found
    assert sum(int(row["right"]) for row in rows(run(*GIVEN, "--by", "type"))) == right


def test_errors_say_what_was_wanted_and_what_was_found(run: Run) -> None:
    errors = rows(run(*GIVEN, "--errors"))
    articles = {json.loads(line)["id"] for line in (CODED / "docs.jsonl").read_text().splitlines()}
    assert {row["article"] for row in errors} <= articles
    assert {row["error"] for row in errors} == {"missing", "spurious", "wrong"}
    for row in errors:
        assert row["text"]
        assert bool(row["gold"]) >= (row["error"] == "missing")
        assert (row["confidence"] == "") == (row["error"] == "missing")
        assert (row["field"] == "event") == (row["error"] != "wrong")
    shown = {row["field"]: (row["gold"], row["found"]) for row in errors}
    assert {"type", "scope", "date", "country", "actor", "counts"} <= set(shown)
    assert all(
        one != other for row in errors if row["field"] in ("type", "scope", "date") for one, other in [(row["gold"], row["found"])]
    )


def test_calibration_ends_with_all_that_are_sure(run: Run) -> None:
    *tenths, sure = rows(run(*GIVEN, "--calibration"))
    assert (sure["from"], sure["to"]) == ("0.8", "1.0")
    assert int(sure["events"]) == sum(int(row["events"]) for row in tenths if float(row["from"]) >= 0.8)
    assert float(sure["share"]) == round(int(sure["matched"]) / int(sure["events"]), 4)


@pytest.mark.parametrize("more", [(), ("--errors",), ("--calibration",), ("--by", "type")], ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 140])
def test_table_fits_the_terminal(run: Run, more: tuple[str, ...], width: int) -> None:
    ran = run(*GIVEN, *more, "--format", "table", width=width)
    assert ran.code == 0
    assert len(ran.lines) > 5
    assert max(map(len, ran.lines)) <= width


def test_formats_hold_the_same(run: Run) -> None:
    array = json.loads(run(*GIVEN, "--format", "json").out)
    lines = [json.loads(line) for line in run(*GIVEN, "--format", "jsonl").lines]
    assert array == lines
    assert array[0] == {"figure": "event", "precision": 0.7879, "recall": 0.8125, "f1": 0.8, "gold": 32, "found": 33, "right": 26}
    assert run(*GIVEN, "--format", "markdown").lines[2].startswith("| event | 0.7879 |")


def test_articles_are_parsed_where_no_predictions_are_given(run: Run, parser: None, tmp_path: Path) -> None:
    record = {
        "kind": "strike",
        "type": "air_strike",
        "scope": "incident",
        "status": "reported",
        "quote": "Jets struck.",
        "date": None,
    }
    docs = [{"id": "a", "text": "Jets struck."}, {"id": "b", "text": "Jets struck."}, {"id": "c", "text": "Rain fell."}]
    gold = [{"id": "a", "events": [record]}, {"id": "b", "events": []}, {"id": "c", "events": [{**record, "quote": "Rain fell."}]}]
    for name, lines in (("docs", docs), ("gold", gold)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    event = rows(run("evaluate", tmp_path))[0]
    assert [event[name] for name in ("gold", "found", "right")] == ["2", "2", "1"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("evaluate", "no-such"), 1, "no-such: no such folder"),
        (("evaluate", CODED, "--predictions", "no-such.jsonl"), 1, "no-such.jsonl: no such file"),
        (("evaluate", CODED, "--predictions", CODED / "docs.jsonl"), 1, "docs.jsonl: line 1: has no 'date'"),
        ((*GIVEN, "--errors", "--calibration"), 2, "give one of them"),
        ((*GIVEN, "--by", "weather"), 2, "--by"),
        (("evaluate",), 2, "DIR"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, arguments: tuple[object, ...], code: int, told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert told in ran.err


def test_predictions_of_other_articles_are_refused(run: Run, tmp_path: Path) -> None:
    line = json.loads((CODED / "predictions.jsonl").read_text().splitlines()[0])
    (tmp_path / "p.jsonl").write_text(json.dumps({**line, "article": "elsewhere"}) + "\n")
    ran = run("evaluate", CODED, "--predictions", tmp_path / "p.jsonl")
    assert ran.code == 1
    assert "has no gold for: elsewhere" in ran.err
