"""Decide which date, place and toll of a sentence belongs to which trigger: by grammar, then by distance.

The cost of a pair is the number of edges between the two in the tree, plus a little for words between them. A clause of another
verb, or the subject of a verb of saying, is a wall: what stands behind it belongs to somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.tree import CLAUSES, clause, distance

if TYPE_CHECKING:
    from tracker.extract.dates import DateSpan
    from tracker.extract.parsed import Doc, Token

SPEECH = frozenset(
    """say tell report announce confirm claim state add declare reveal disclose note explain write acknowledge admit allege warn
    insist comment respond deny condemn vow pledge speak ask quote cite release publish issue learn hear post tweet""".split()
)
WALL = 100.0


def span_token(doc: Doc, start: int, end: int) -> Token | None:
    """Give the token that heads a span of characters (the one whose head stands outside), null for an empty one."""
    heads: dict[tuple[int, int], Token | None] = doc.user_data.setdefault("attach.span_token", {})
    if (start, end) not in heads:
        inside = [t for t in doc if t.idx < end and t.idx + len(t.text) > start and not t.is_space]
        own = (t for t in inside if t.head == t or t.head not in inside)
        heads[start, end] = next(own, inside[0] if inside else None)
    return heads[start, end]


def cost(trigger: Token, span: Token) -> float:
    """Price the tie between a trigger and a span; at WALL or above there is none."""
    # Each pair is asked for many times, and a price takes a walk up the tree: the sentence keeps them.
    prices: dict[tuple[int, int], float] = trigger.doc.user_data.setdefault("attach.cost", {})
    pair = (trigger.i, span.i)
    if pair not in prices:
        wall = WALL if _walled(trigger, span) else 0.0
        prices[pair] = distance(trigger, span) + 0.1 * abs(trigger.i - span.i) + wall
    return prices[pair]


def _walled(trigger: Token, span: Token) -> bool:
    """Tell whether a clause of another verb stands around the span and not around the trigger."""
    above = {trigger.i, *(t.i for t in trigger.ancestors)}
    for up in (span, *span.ancestors):
        if up.i in above:
            return False
        if up.head == trigger and up.dep_ in {"acl", "relcl"}:
            return False  # 'strikes conducted near X' goes on about the strikes
        if up.dep_ in CLAUSES and up.pos_ in {"VERB", "AUX"} and not _shares(up, trigger):
            return True
        if up.dep_ in {"nsubj"} and up.head.lemma_ in SPEECH and up.head != trigger:
            return True
    return False


def _shares(verb: Token, trigger: Token) -> bool:
    """Tell a clause that only goes on about the trigger's happening: 'killing 12 in X', 'when a strike hit'."""
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and clause(trigger) in {verb.head, *verb.head.conjuncts}


def is_announcement(doc: Doc, span: DateSpan) -> bool:
    """Tell a date of saying, not of happening: 'said on Monday', 'on Monday announced', 'in a statement on Friday'."""
    inside = [t for t in doc if t.idx < span.end and t.idx + len(t.text) > span.start]
    if not inside:
        return False
    if _dates_a_toll(inside[0]):
        return True
    first, last = inside[0].i, inside[-1].i
    before = [t for t in doc[max(0, first - 3) : first] if not t.is_space]
    while before and before[-1].lower_ in {"on", "late", "early", "in", "the", "earlier"}:
        before.pop()
    if before and before[-1].lower_ == "dated":
        return True
    if before and (
        (before[-1].lemma_ in SPEECH and before[-1].pos_ == "VERB")
        or before[-1].lower_ in {"statement", "tweet", "briefing", "interview"}
    ):
        return before[-1].lower_ not in {"released", "release"} or _has_statement(doc)
    if (
        before
        and before[-1].dep_ in {"dobj", "pobj", "dative"}
        and before[-1].head.lemma_ in {"tell"}
        and before[-1].i - before[-1].head.i <= 3
    ):
        return True
    after = doc[last + 1 : last + 2]
    return (
        bool(len(after)) and after[0].lemma_ in SPEECH - {"release", "post"} and after[0].pos_ == "VERB" and after[0].tag_ != "VBN"
    )


def _dates_a_toll(date: Token) -> bool:
    """Tell the day on which a toll rose from the day of the strike: 'the death toll rose to 30 on Sunday'."""
    verb = clause(date)
    if verb.lemma_ not in {"rise", "climb", "reach", "increase", "stand", "jump", "grow", "pass"}:
        return False
    return any(t.lower_ in {"toll", "number", "count", "figure"} for t in verb.children if t.dep_ == "nsubj")


def _has_statement(doc: Doc) -> bool:
    return any(t.lower_ in {"statement", "report", "video", "photos", "footage", "figures"} for t in doc)
