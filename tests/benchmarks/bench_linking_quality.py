"""How well reports are linked, and what each threshold and weight does to it, on made wars whose happenings are known.

    python tests/benchmarks/bench_linking_quality.py [HAPPENINGS] [WEIGHTS_ON]

HAPPENINGS (2000) are made for the figures and the thresholds; each weight is halved and doubled on WEIGHTS_ON (500) of them.
Then 30,000 happenings in 500 days, as many a day as a store of 1,000,000 events has over 15 years, say how many share a key.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.incidents.made_incidents import Made, make
from tests.incidents.pairwise import Scored, score
from tracker.incidents import compare as comparing
from tracker.incidents import days, linking, spots, tolls, weights
from tracker.incidents.cluster import cluster
from tracker.incidents.compare import compare
from tracker.incidents.keys import asks, keys

KEPT = (comparing._type, comparing._actors, days.date_reason, days.period_reason, spots._reason, tolls._figure)
THRESHOLDS = {"JOIN": (5.5, 6.0, 7.0, 7.5, 8.5), "HOLD": (4.5, 5.5, 6.5, 7.5), "UNKNOWN": (0.0, 2.5, 4.5, 6.5)}
THRESHOLDS |= {"SUGGEST": (2.5, 4.5, 5.5), "AGAINST": (-2.0, 0.0, 3.0)}
FIXED = {*THRESHOLDS, "NEVER", "SMALL", "OPEN", "SOFTER", "NAMESAKES_KM"}


@contextmanager
def moved(name: str, value: Any) -> Iterator[None]:
    """Take another value for a threshold or weight, for a while."""
    old = getattr(weights, name)
    setattr(weights, name, value)
    for function in KEPT:
        function.cache_clear()
    yield
    setattr(weights, name, old)
    for function in KEPT:
        function.cache_clear()


class Field:
    """Made reports, with what each two that meet score, compared once."""

    def __init__(self, made: Made) -> None:
        """File and compare."""
        self.truth = made.truth
        self.held = sorted(made.reports, key=linking.order)
        self.members = {n: linking.order(report) for n, report in enumerate(self.held)}
        self.met = sorted(linking.meetings(self.held))

    def compared(self) -> dict[tuple[int, int], float]:
        """Compare all that meet."""
        return {(a, b): compare(self.held[a], self.held[b]).score for a, b in self.met}

    def scored(self, scores: dict[tuple[int, int], float]) -> Scored:
        """Part by scores, and hold that against the truth."""
        kept = {pair: each for pair, each in scores.items() if each >= weights.SUGGEST or each <= weights.AGAINST}
        groups = cluster(self.members, kept)
        return score(([self.held[n].event.id for n in group] for group in groups), self.truth)

    def same(self, pair: tuple[int, int]) -> bool:
        """Say whether two tell of one happening."""
        return self.truth[self.held[pair[0]].event.id] == self.truth[self.held[pair[1]].event.id]


def written(found: Scored) -> str:
    return f"precision {found.precision:.4f}  recall {found.recall:.4f}"


def main() -> None:
    """Make, link, print."""
    happenings = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    field = Field(make(happenings))
    scores = show_figures(happenings, field)
    show_thresholds(field, scores)
    show_weights(Field(make(int(sys.argv[2]) if len(sys.argv) > 2 else 500)))
    show_keys()


def show_figures(happenings: int, field: Field) -> dict[tuple[int, int], float]:
    field.compared()  # fold all names once
    start = time.process_time()
    scores = field.compared()
    spent = (time.process_time() - start) / len(field.met) * 1e6
    found = field.scored(scores)
    true = found.right + found.missed
    print(f"{happenings} happenings, {len(field.held)} reports, {true} pairs: {written(found)}")
    among = sum(map(field.same, field.met)) / true
    print(f"{len(field.met)} pairs compared, {spent:.0f} µs each; {among:.1%} of the true ones are among them")
    copies = {report.event.id for report in field.held if report.original}
    plain = {each: number for each, number in field.truth.items() if each not in copies}
    groups = cluster(
        field.members, {pair: each for pair, each in scores.items() if each >= weights.SUGGEST or each <= weights.AGAINST}
    )
    told = ([field.held[n].event.id for n in group if field.held[n].event.id in plain] for group in groups)
    print(f"without copies: {written(score(told, plain))}")
    unsure = [pair for pair, each in scores.items() if weights.SUGGEST <= each < weights.JOIN]
    print(f"suggested pairs: {len(unsure)}, {sum(map(field.same, unsure)) / max(1, len(unsure)):.0%} of them rightly")
    return scores


def show_thresholds(field: Field, scores: dict[tuple[int, int], float]) -> None:
    print("\nthresholds")
    for name, values in THRESHOLDS.items():
        standing = getattr(weights, name)
        for value in sorted((*values, standing)):
            with moved(name, value):
                print(f"{name:8} {value:5.1f}{' *' if value == standing else '  '} {written(field.scored(scores))}")


def show_weights(field: Field) -> None:
    print(f"\nweights, half and double ({len(field.held)} reports): {written(field.scored(field.compared()))}")
    for name, value in vars(weights).items():
        if name.isupper() and name not in FIXED and isinstance(value, float | tuple):
            told = []
            for factor in (0.5, 2.0):
                with moved(name, scaled(value, factor)):
                    told.append(field.scored(field.compared()))
            print(f"{name:16} " + "   ".join(f"{each.precision:.4f} {each.recall:.4f}" for each in told))


def scaled(value: Any, factor: float) -> Any:
    """Give a weight times a factor, or the rows of a table with theirs."""
    return value * factor if isinstance(value, float) else tuple((*row[:-1], row[-1] * factor) for row in value)


def show_keys() -> None:
    made = make(30_000, days=500)
    filed = [keys(report) for report in made.reports]
    asked = [asks(report) for report in made.reports]
    shared = Counter(key for each in filed for key in each)
    sizes = sorted(shared.values())
    held = [sum(shared[key] for key in each) for each in asked[::50]]
    print(f"\n{len(filed)} events in 500 days: {mean(map(len, filed)):.1f} keys and {mean(map(len, asked)):.1f} asks an event")
    print(f"a key holds {mean(sizes):.1f} on average, 99 of 100 at most {sizes[len(sizes) * 99 // 100]}, all at most {sizes[-1]}")
    print(f"an event reads {median(held):.0f} entries at the median, {max(held)} at most")


if __name__ == "__main__":
    main()
