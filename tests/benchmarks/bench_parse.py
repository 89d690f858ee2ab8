"""Time the whole parser against the full default spaCy pipeline over the same texts, in one run.

    bench_parse.py [FILE_OR_FOLDER]...     articles to parse (default: samples/)

Both are loaded and warmed up first; each is run three times in turn and the best counts. Processor time is taken, not the clock's:
the machine may be busy, and both work in one thread. The ratio is what to look at.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3


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


def timed(run: Callable[[], int]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
