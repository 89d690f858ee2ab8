"""Hold the events that were found against those of a careful reader (gold): read gold, pair, count."""

from tracker.evaluate.gold import (
    Coded,
    GoldArticle,
    GoldEvent,
    gold_event,
    load_gold,
    load_predictions,
    read_coded,
    read_sample,
    sample_article,
)
from tracker.evaluate.score import (
    FIELDS,
    FIGURES,
    Difference,
    Evaluation,
    Tally,
    Tenth,
    evaluate,
    pair,
    same_name,
    tally,
)

__all__ = [
    "FIELDS",
    "FIGURES",
    "Coded",
    "Difference",
    "Evaluation",
    "GoldArticle",
    "GoldEvent",
    "Tally",
    "Tenth",
    "evaluate",
    "gold_event",
    "load_gold",
    "load_predictions",
    "pair",
    "read_coded",
    "read_sample",
    "same_name",
    "sample_article",
    "tally",
]
