"""Compare events that were found with those of a careful reader (gold).

An event found matches a gold event of the same kind whose quotes share characters with its evidence; where several fit, the pairing
with the most agreeing fields wins. Optional gold events are neither missed nor make their match a false alarm.
Events are counted by kind; each field is counted over all events, matched or not, so a field can only be as good as the detection.
'record' is over all fields: the one figure to look at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.evaluate.gold import Bounds, GoldArticle, GoldEvent
from tracker.model import Event

FIELDS = ("type", "scope", "status", "date", "place", "country", "actor", "target", "counts")
FIGURES = ("event", "strike", "detention", *FIELDS, "record")


# 'An air strike' is one strike, but too little is said by an article to hold a parser to it.
_UNCOUNTED = ("strikes", (1, 1))
_OPTIONAL_COSTS = 1.0
_DISAGREEMENT_COSTS = 0.25
# Small words of names in English and of transcribed Arabic ('al-Bab', 'el Fasher', 'Ash Shaykh'), whose spelling varies.
_SMALL_WORDS = frozenset({"the", "a", "an", "al", "el", "ar", "as", "at", "ash", "of"})
_NOT_WORDS = re.compile(r"['’‘`ʿʾ]s?\b|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a field, or an event, was found rightly, found wrongly and missed."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right; 1 where nothing was found."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Give the share of gold that was found; 1 where there is no gold."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a parser got wrong: an event missed or falsely found (`field` is 'event'), or a field of a matched event."""

    article: str
    field: str
    gold: GoldEvent | None
    predicted: Event | None


@dataclass(frozen=True, slots=True)
class Tenth:
    """The events found with a confidence from `low` up to, and not including, `high` (the last: including), and those matched."""

    low: float
    high: float
    events: int = 0
    matched: int = 0

    @property
    def share(self) -> float | None:
        """Give the share that is matched; null where there is none."""
        return self.matched / self.events if self.events else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures by name (see FIGURES), events by gold's type, and what they are made of.

    A false alarm counts under its own type. `graded` are the confidence of each event found and whether it is matched, without
    those that match an optional one.
    """

    figures: Mapping[str, Tally]
    differences: tuple[Difference, ...]
    types: Mapping[str, Tally]
    graded: tuple[tuple[float, bool], ...]

    def f1(self) -> dict[str, float]:
        """Give each figure's F1, to four digits."""
        return {name: round(tally.f1, 4) for name, tally in self.figures.items()}

    def calibration(self) -> tuple[Tenth, ...]:
        """Count the events found, and those of them that are matched, by the tenth of their confidence."""
        tenths = [[matched for confidence, matched in self.graded if _tenth(confidence) == n] for n in range(10)]
        return tuple(Tenth(n / 10, (n + 1) / 10, len(own), sum(own)) for n, own in enumerate(tenths))

    def sure(self, least: float = 0.8) -> Tenth:
        """Count likewise the events with at least so much confidence."""
        own = [matched for confidence, matched in self.graded if confidence >= least]
        return Tenth(least, 1.0, len(own), sum(own))


def evaluate(articles: Iterable[GoldArticle], predicted: Mapping[str, Sequence[Event]]) -> Evaluation:
    """Score the events found in each article, by its id."""
    sums = dict.fromkeys(FIGURES, Tally())
    types: dict[str, Tally] = {}
    graded: list[tuple[float, bool]] = []
    differences: list[Difference] = []
    for article in articles:
        for gold, event in _matched(article, predicted.get(article.id, ())):
            _add(sums, gold, event)
            type_ = gold.type if gold else event.type if event else ""
            types[type_] = types.get(type_, Tally()) + _compare(gold and gold.kind, event and event.kind)
            graded += [(event.confidence, gold is not None)] if event else []
            differences += _differences(article.id, gold, event)
    sums["event"] = sums["strike"] + sums["detention"]
    sums["record"] = sum((sums[field] for field in FIELDS), Tally())
    return Evaluation(sums, tuple(differences), types, tuple(graded))


def pair(article: GoldArticle, predicted: Sequence[Event]) -> tuple[tuple[int, int], ...]:
    """Pair the indices of gold events with those of events found, best agreement first."""
    options = sorted(_options(article, predicted), key=lambda option: (-option[0], *option[1:]))
    pairs: list[tuple[int, int]] = []
    for _, i, j in options:
        if all(i != known and j != other for known, other in pairs):
            pairs.append((i, j))
    taken = {j for _, j in pairs}
    # A second telling of an optional event is no false alarm either.
    for i, j in sorted((i, j) for _, i, j in options if article.events[i].optional):
        if j not in taken:
            taken.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def tally(gold: GoldEvent | None, event: Event | None) -> dict[str, Tally]:
    """Compare two records field by field; one of them may be none."""
    return {
        "type": _compare(gold and gold.type, event and event.type),
        "scope": _compare(gold and gold.scope, event and event.scope),
        "status": _compare(gold and gold.status, event and event.status),
        "date": _date(gold, event),
        "place": _places(gold, event),
        "country": _country(gold, event),
        "actor": _names(gold.actors if gold else (), event.actors if event else ()),
        "target": _names(gold.targets if gold else (), event.targets if event else ()),
        "counts": _counts(gold, event),
    }


def same_name(one: str, other: str) -> bool:
    """Say whether one name, whole words, is inside the other; case, accents and small words aside."""
    one, other = _plain_name(one), _plain_name(other)
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _matched(article: GoldArticle, predicted: Sequence[Event]) -> Iterator[tuple[GoldEvent | None, Event | None]]:
    """Yield what counts: matches, misses and false alarms, nothing optional."""
    pairs = pair(article, predicted)
    missed = set(range(len(article.events))) - {i for i, _ in pairs}
    alarms = set(range(len(predicted))) - {j for _, j in pairs}
    joined = [(article.events[i], predicted[j]) for i, j in pairs] + [(article.events[i], None) for i in sorted(missed)]
    yield from ((gold, event) for gold, event in joined if not gold.optional)
    yield from ((None, predicted[j]) for j in sorted(alarms))


def _tenth(confidence: float) -> int:
    """Give 0 to 9; ten times 0.7 is 6.999 to a computer."""
    return min(9, int(round(confidence * 10, 6)))


def _add(sums: dict[str, Tally], gold: GoldEvent | None, event: Event | None) -> None:
    either = gold or event
    if either is None:
        return
    sums[either.kind] += _compare(gold and gold.kind, event and event.kind)
    for field, counted in tally(gold, event).items():
        sums[field] += counted


def _differences(article: str, gold: GoldEvent | None, event: Event | None) -> Iterator[Difference]:
    if gold is None or event is None:
        yield Difference(article, "event", gold, event)
        return
    for field, counted in tally(gold, event).items():
        if counted.wrong or counted.missed:
            yield Difference(article, field, gold, event)


def _options(article: GoldArticle, predicted: Sequence[Event]) -> Iterator[tuple[float, int, int]]:
    flat = f"{_flat(article.title)} \n {_flat(article.text)}"
    evidence = [_spans(flat, (piece.text for piece in event.evidence)) for event in predicted]
    for i, gold in enumerate(article.events):
        quotes = _spans(flat, gold.quotes)
        for j, event in enumerate(predicted):
            if gold.kind == event.kind and any(s < e2 and s2 < e for s, e in quotes for s2, e2 in evidence[j]):
                yield _agreement(gold, event) - _OPTIONAL_COSTS * gold.optional, i, j


def _agreement(gold: GoldEvent, event: Event) -> float:
    return sum(t.found - _DISAGREEMENT_COSTS * (t.wrong + t.missed) for t in tally(gold, event).values())


def _spans(flat: str, pieces: Iterable[str]) -> list[tuple[int, int]]:
    """Find every place where a piece of text stands, white space aside."""
    known = [piece for piece in map(_flat, pieces) if piece]
    return [match.span() for piece in known for match in re.finditer(re.escape(piece), flat)]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _plain_name(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(word for word in _NOT_WORDS.sub(" ", letters).split() if word not in _SMALL_WORDS)


def _compare(gold: object, event: object) -> Tally:
    """Compare two values, null where there is none."""
    found = gold is not None and gold == event
    return Tally(int(found), int(event is not None and not found), int(gold is not None and not found))


def _date(gold: GoldEvent | None, event: Event | None) -> Tally:
    if gold and gold.date is None:
        return Tally()
    when = event.date if event else None
    days = (when.start.isoformat(), when.end.isoformat()) if when and when.start else None
    return _compare(gold and gold.date, days)


def _places(gold: GoldEvent | None, event: Event | None) -> Tally:
    wanted = gold.places if gold else ()
    named = [place.name for place in event.places] if event else []
    hits = sum(any(same_name(name, alias) for name in named for alias in aliases) for aliases in wanted)
    right = sum(any(same_name(name, alias) for aliases in wanted for alias in aliases) for name in named)
    return Tally(hits, len(named) - right, len(wanted) - hits)


def _country(gold: GoldEvent | None, event: Event | None) -> Tally:
    if gold and gold.country is None:
        return Tally()
    named = {place.country for place in event.places if place.country} if event else set()
    found = gold is not None and gold.country in named
    return Tally(int(found), int(bool(named) and not found), int(gold is not None and not found))


def _names(wanted: Sequence[str], named: Sequence[str]) -> Tally:
    found = any(same_name(one, other) for one in wanted for other in named)
    return Tally(int(found), int(bool(named) and not found), int(bool(wanted) and not found))


def _counts(gold: GoldEvent | None, event: Event | None) -> Tally:
    wanted = {of: bounds for of, bounds in (gold.counts if gold else ()) if (of, bounds) != _UNCOUNTED}
    best: dict[str, Bounds] = {}
    for count in event.counts if event else ():
        if count.of not in best or count.low > (best[count.of][0] or 0):
            best[count.of] = (count.low, count.high)
    said = {of: bounds for of, bounds in best.items() if (of, bounds) != _UNCOUNTED}
    found = sum(said.get(of) == bounds for of, bounds in wanted.items())
    return Tally(found, len(said) - found, len(wanted) - found)
