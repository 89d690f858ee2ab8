"""The gate holds: a figure under its floor stops it, and no floor is lowered unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import accuracy_gate, test_samples
from tests.accuracy_gate import Pinned

GATE = Path(accuracy_gate.__file__)
SCORER = """import json, sys
assert sys.argv[3] == "--json" and open(sys.argv[2]).read() == "", sys.argv
print(json.dumps({"event": {"f1": 0.8456}, "record": {"f1": 0.7}}))
"""


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Lay out a folder like the one that the gate is run on, its scorer of one mind, its article without an event."""
    folder = tmp_path / "eval"
    (folder / "quiet").mkdir(parents=True)
    (folder / "quiet" / "docs.jsonl").write_text('{"id": "a", "text": "The fair of Vetrovo opened with a parade."}\n')
    (folder / "quiet" / "gold.jsonl").write_text('{"id": "a", "events": []}\n')
    (folder / "score.py").write_text(SCORER)
    return folder


def gate(sets: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, str(GATE), str(sets), "--floors", str(sets / "floors.json"), *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=GATE.parents[1], check=False)
    return done.returncode, done.stdout + done.stderr


def floors(sets: Path) -> dict[str, float]:
    held: dict[str, float] = json.loads((sets / "floors.json").read_text())["quiet"]["floors"]
    return held


def set_floor(sets: Path, name: str, value: float) -> None:
    known = json.loads((sets / "floors.json").read_text())
    known["quiet"]["floors"][name] = value
    (sets / "floors.json").write_text(json.dumps(known))


def test_gate(sets: Path) -> None:
    """Go through a gate's life."""
    assert gate(sets)[0] == 0, "no floors yet"
    assert gate(sets, "--pin")[0] == 0
    assert floors(sets) == {"event": 0.845, "record": 0.7}  # cut, not rounded
    assert gate(sets)[0] == 0
    # A floor that was raised by hand is not reached.
    set_floor(sets, "event", 0.9)
    code, said = gate(sets)
    assert code == 1
    assert "event         0.845  floor 0.900  UNDER" in said
    # Pinning raises what can be raised, keeps the other, and says so.
    set_floor(sets, "record", 0.5)
    code, said = gate(sets, "--pin")
    assert (code, floors(sets)) == (1, {"event": 0.9, "record": 0.7})
    assert "not lowered without --lower: event" in said
    # Another corpus has no floors to fall under, but does not lower them either.
    (sets / "quiet" / "docs.jsonl").write_text('{"id": "a", "text": "The fair of Vetrovo closed."}\n')
    code, said = gate(sets)
    assert (code, "no floors for this corpus" in said) == (0, True)
    assert gate(sets, "--pin")[0] == 1
    assert floors(sets) == {"event": 0.9, "record": 0.7}
    assert gate(sets, "--pin", "--lower")[0] == 0
    assert floors(sets) == {"event": 0.845, "record": 0.7}
    assert gate(sets)[0] == 0


def test_wrong_use_is_refused(sets: Path, tmp_path: Path) -> None:
    assert gate(sets, "--lower")[0] == 2
    (tmp_path / "empty").mkdir()
    assert gate(tmp_path / "empty")[0] == 2


@pytest.mark.parametrize(
    ("digest", "figures", "lower", "expected", "falling"),
    [
        ("old", {"a": 0.6, "b": 0.5}, False, Pinned("old", {"a": 0.6, "b": 0.5}), []),
        ("old", {"a": 0.6, "b": 0.3}, False, Pinned("old", {"a": 0.6, "b": 0.4}), ["b"]),
        ("old", {"a": 0.6, "b": 0.3}, True, Pinned("old", {"a": 0.6, "b": 0.3}), []),
        ("old", {"a": 0.6, "b": 0.4, "c": 0.1}, False, Pinned("old", {"a": 0.6, "b": 0.4, "c": 0.1}), []),  # a new figure
        ("old", {"a": 0.6}, False, Pinned("old", {"a": 0.6, "b": 0.4}), ["b"]),  # one that is no more measured
        ("new", {"a": 0.6, "b": 0.4}, False, Pinned("new", {"a": 0.6, "b": 0.4}), []),
        ("new", {"a": 0.6, "b": 0.3}, False, Pinned("old", {"a": 0.5, "b": 0.4}), ["b"]),
        ("new", {"a": 0.6, "b": 0.3}, True, Pinned("new", {"a": 0.6, "b": 0.3}), []),
    ],
)
def test_floors_are_raised(digest: str, figures: dict[str, float], lower: bool, expected: Pinned, falling: list[str]) -> None:
    held = Pinned("old", {"a": 0.5, "b": 0.4})
    assert held.raised(digest, figures, lower=lower) == (expected, falling)
    assert Pinned.read(expected.as_dict()) == expected


def test_a_figure_that_is_gone_is_under_its_floor() -> None:
    assert Pinned("old", {"a": 0.5}).under("old", {}) == ["a"]
    assert Pinned("old", {"a": 0.5}).under("new", {}) == []


@pytest.mark.parametrize(
    ("now", "arguments", "code", "after"),
    [(0.7, [], 1, 0.8), (0.7, ["--pin"], 1, 0.8), (0.9, ["--pin"], 0, 0.9), (0.7, ["--pin", "--lower"], 0, 0.7)],
)
def test_floors_of_the_samples_likewise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: float, arguments: list[str], code: int, after: float
) -> None:
    held = tmp_path / "floors.json"
    held.write_text(json.dumps(Pinned(test_samples.digest(), {"event": 0.8}).as_dict()))
    monkeypatch.setattr(test_samples, "FLOORS", held)
    monkeypatch.setattr(test_samples, "figures", lambda: {"event": now})
    assert test_samples.main(arguments) == code
    assert Pinned.read(json.loads(held.read_text())).floors == {"event": after}


def test_what_is_pinned_in_this_project_has_a_digest_and_floors() -> None:
    held = json.loads(accuracy_gate.FLOORS.read_text())
    assert all(set(own) == {"digest", "floors"} and own["floors"] for own in held.values())
    assert test_samples.pinned().digest == test_samples.digest()
