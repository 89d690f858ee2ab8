"""Time the whole parser against the full default spaCy pipeline over the same texts, in one run, and say what its stages take.

    bench_parse.py [FILE_OR_FOLDER]...     articles to parse (default: samples/)

Both are loaded and warmed up first; each is run three times in turn and the best counts. Processor time is taken, not the clock's:
the machine may be busy, and both work in one thread. The ratio is what to look at.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is imported

ROUNDS = 3
# The functions that make up a parse, where the parser calls them. Dates are read inside the stages that ask for them.
STAGES = (
    ("sentences", "pipeline", "segment"),
    ("places", "pipeline", "article_places"),
    ("model", "nlp", "_parse_batch"),
    ("dates", "pipeline", "find_dates"),
    ("triggers", "mentions", "find_triggers"),
    ("numbers", "mentions", "find_numbers"),
    ("tolls", "mentions", "find_tolls"),
    ("mentions", "pipeline", "find_mentions"),
    ("link", "pipeline", "link"),
    ("merge", "pipeline", "merge"),
)


def main() -> None:
    import spacy

    from tracker.article import find_files, read_file
    from tracker.extract import parse_articles
    from tracker.extract.nlp import DEFAULT_MODEL
    from tracker.model import Article, Skipped

    paths = [Path(p) for p in sys.argv[1:]] or [Path(__file__).parents[2] / "samples"]
    files = [f for f in find_files(paths) if not isinstance(f, Skipped)]
    articles = [a for f in files for a in read_file(f) if isinstance(a, Article)]
    words = sum(len(a.text.split()) for a in articles)
    full = spacy.load(DEFAULT_MODEL)

    def ours() -> int:
        return sum(len(events) for _, events in parse_articles(articles))

    def theirs() -> int:
        return sum(len(list(doc.sents)) for doc in full.pipe(a.text for a in articles))

    ours()
    theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    mine, other = min(p[0] for p in pairs), min(p[1] for p in pairs)
    print(f"{len(articles)} articles, {words} words, best of {ROUNDS}")
    print(f"tracker  {mine:7.2f} s  {words / mine:9.0f} words/s")
    print(f"spaCy    {other:7.2f} s  {words / other:9.0f} words/s")
    print(f"ratio    {other / mine:7.1f}")
    whole, shares = staged(ours)
    for name, took in shares.items():
        print(f"  {name:10} {took / whole:6.1%}")
    print(f"  {'rest':10} {1 - sum(shares.values()) / whole:6.1%}")


def timed(run: Callable[[], int]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def staged(run: Callable[[], int]) -> tuple[float, dict[str, float]]:
    """Run once with a watch on each stage; give the whole time and each stage's own, without the stages inside it."""
    import importlib

    took = dict.fromkeys((name for name, _, _ in STAGES), 0.0)
    inner = [0.0]

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            inner.append(0.0)
            try:
                return call(*args, **options)
            finally:
                spent = time.process_time() - start
                took[name] += spent - inner.pop()
                inner[-1] += spent

        return watch

    for name, module, function in STAGES:
        where = importlib.import_module(f"tracker.extract.{module}")
        setattr(where, function, watched(name, getattr(where, function)))
    return timed(run), took


if __name__ == "__main__":
    main()
