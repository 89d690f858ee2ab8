"""Texts that look like events and are none, by kind (CODEBOOK's 'not events'): adversarial/<kind>.txt, a form a line.

Each form is parsed alone, where nothing may be found, and below an article that tells of a real strike, where exactly that strike
may be found. A line that begins with '? ' is known to be taken for an event; when it no longer is, its test fails until the mark is
taken away: `python -m tests.extract.test_adversarial` does that, and prints what is found; with --mark it also marks what fails.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.extract.telling import SUNDAY, show
from tracker.extract import parse_articles
from tracker.model import Article, Event

FOLDER = Path(__file__).with_name("adversarial")
KNOWN = "? "
STRIKE = "Army artillery shelled the town of Saraqib on Monday, killing two civilians."


@dataclass(frozen=True)
class Form:
    """A text without an event, and where it stands."""

    kind: str
    line: int
    text: str
    known: bool

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.line}"


def forms() -> list[Form]:
    """Read all files."""
    return [
        Form(path.stem, number, line.removeprefix(KNOWN), line.startswith(KNOWN))
        for path in sorted(FOLDER.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


FORMS = forms()


def _article(id: str, text: str) -> Article:
    return Article(id=id, text=text, published=SUNDAY, language="en")


@cache
def found() -> dict[str, tuple[Event, ...]]:
    """Parse every form alone and among news of war, in one go."""
    alone = [_article(f"{form.id} alone", form.text) for form in FORMS]
    among = [_article(f"{form.id} among", f"{STRIKE}\n\n{form.text}") for form in FORMS]
    return {article.id: events for article, events in parse_articles([*alone, *among])}


@cache
def the_strike() -> tuple[dict[str, object], ...]:
    """Give the event that is told above each form."""
    ((_, events),) = parse_articles([_article("strike", STRIKE)])
    return tuple(_told(event) for event in events)


def _told(event: Event) -> dict[str, object]:
    return {key: value for key, value in event.as_dict().items() if key not in {"id", "article"}}


def wrong(form: Form) -> list[str]:
    """Say what is found that should not be, or is no longer as it was told."""
    alone, among = found()[f"{form.id} alone"], found()[f"{form.id} among"]
    out = [f"alone: {show(event)}" for event in alone]
    if tuple(map(_told, among)) != the_strike():
        out += [f"among: {show(event)}" for event in among]
    return out


def _parameters() -> list[object]:
    mark = pytest.mark.xfail(reason="known to be taken for an event", strict=True)
    return [pytest.param(form, id=form.id, marks=[mark] if form.known else []) for form in FORMS]


def test_files_hold_twenty_forms_each_and_no_form_twice() -> None:
    kinds = [form.kind for form in FORMS]
    assert {kind: kinds.count(kind) for kind in kinds if kinds.count(kind) < 20} == {}
    assert len(set(kinds)) >= 20
    assert len({form.text for form in FORMS}) == len(FORMS)


def test_the_strike_above_each_form_is_one_event() -> None:
    assert [(e["type"], e["scope"]) for e in the_strike()] == [("shelling", "incident")]


@pytest.mark.parametrize("form", _parameters())
def test_no_event_is_found(form: Form) -> None:
    assert wrong(form) == [], form.text


def main(arguments: Sequence[str]) -> None:
    """Unmark the forms that pass, print what is found in the others; mark new ones only if asked to."""
    marked: dict[str, list[str]] = {}
    for form in FORMS:
        faults = wrong(form)
        known = bool(faults) and (form.known or "--mark" in arguments)
        marked.setdefault(form.kind, []).append((KNOWN if known else "") + form.text)
        if faults:
            print(f"{form.id}{'' if form.known else ' (new)'}: {form.text}", *faults, sep="\n  ")
    for kind, lines in marked.items():
        (FOLDER / f"{kind}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(line.startswith(KNOWN) for lines in marked.values() for line in lines)} of {len(FORMS)} known to fail")


if __name__ == "__main__":
    main(sys.argv[1:])
