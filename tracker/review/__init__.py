"""What people are asked to look at, and what becomes of their answers.

items.py   the nouns: an event, a suggestion, a conflict, a changed article, an orphaned decision
queue.py   what is to be asked in one store, in order
lines.py   questions and answers as lines of a file
gold.py    what was reviewed, in the form that `tracker.evaluate` reads
"""

from tracker.review.decider import Action, Decided, Decider, Told
from tracker.review.desk import Desk
from tracker.review.gold import Golden, document, gold, golden, is_complete
from tracker.review.items import (
    QUESTIONS,
    ChangedItem,
    ConflictItem,
    EventItem,
    Item,
    OrphanedItem,
    Question,
    Reviewed,
    SuggestionItem,
)
from tracker.review.lines import KEYS, Line, decision_line, question_lines, read_line
from tracker.review.queue import Ask, Queue
from tracker.review.take import Taken, Taker, said

__all__ = [
    "KEYS",
    "QUESTIONS",
    "Action",
    "Ask",
    "ChangedItem",
    "ConflictItem",
    "Decided",
    "Decider",
    "Desk",
    "EventItem",
    "Golden",
    "Item",
    "Line",
    "OrphanedItem",
    "Question",
    "Queue",
    "Reviewed",
    "SuggestionItem",
    "Taken",
    "Taker",
    "Told",
    "decision_line",
    "document",
    "gold",
    "golden",
    "is_complete",
    "question_lines",
    "read_line",
    "said",
]
