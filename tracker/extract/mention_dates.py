"""Choose the date of a mention among those of its sentence: the nearest that dates the happening, and no announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tracker.extract import attach
from tracker.extract.dates import lean

if TYPE_CHECKING:
    from tracker.extract.dates import DateSpan
    from tracker.extract.mentions import Setting
    from tracker.extract.parsed import Token

Own = Literal["none", "unresolved", "announced"]


def mention_date(setting: Setting, token: Token, tokens: list[Token], below: frozenset[int]) -> tuple[DateSpan | None, Own]:
    """Give the date of a mention, or why there is none. `tokens` are all triggers of the sentence, `below` words of another."""
    ranked: list[tuple[float, DateSpan]] = []
    announced = unreadable = False
    for span in setting.dates:
        if span.dateline:
            continue
        if attach.is_announcement(setting.doc, span):
            announced = True
            continue
        head = attach.span_token(setting.doc, span.start, span.end)
        if head is None or head.i in below or _dates_a_thing(head, token):
            continue
        if _leans_on_clause(span, setting):
            unreadable = unreadable or token.idx > span.start
            continue
        price = attach.cost(token, head)
        if not _nearer_elsewhere(span, head, token, tokens, setting):
            ranked.append((price + (3 if span.time_of_day else 0), span))
    ranked.sort(key=lambda r: (r[1].first is None and r[1].anchor_days is None, r[0], r[1].start))
    for _, span in ranked:
        if span.first is not None:
            return span, "none"
        if span.anchor_days is not None:
            earlier = [d for d in setting.dates if d.first is not None and d.start < span.start and not d.dateline]
            return (lean(span, earlier[-1]) if earlier else span), "none"
    if ranked or unreadable:
        return None, "unresolved"
    return None, "announced" if announced else "none"


def _leans_on_clause(span: DateSpan, setting: Setting) -> bool:
    """Tell 'two days after a drone attack on X', which counts from what it goes on to tell, not from a day told before."""
    if span.anchor_days is None or not span.text.lower().endswith(("after", "before")):
        return False
    return setting.sentence.text[span.end :].lstrip()[:1].isalpha()


# English puts a date after its verb, or at the head of the sentence: one in between belongs to the verb before it.
_HEAD_OF_SENTENCE = 6

_OUT_OF_PLACE = 5.0


def _ahead(date: Token, trigger: Token) -> float:
    return _OUT_OF_PLACE if _HEAD_OF_SENTENCE <= date.i < trigger.i else 0.0


def _dates_a_thing(head: Token, token: Token) -> bool:
    """Tell a date that names a thing ('the agreement of 1974', 'the 2012 law') from one of the happening."""
    prep = head.head
    if prep.dep_ == "prep" and prep.lower_ == "of":
        return bool(prep.head.pos_ in {"NOUN", "PROPN"} and prep.head != token)
    return False


def _nearer_elsewhere(span: DateSpan, head: Token, token: Token, tokens: list[Token], setting: Setting) -> bool:
    """Tell whether a date belongs to another trigger: there are dates enough for each to have its own, and that one is nearer."""
    resolved = [d for d in setting.dates if (d.first is not None or d.anchor_days is not None) and not d.dateline]
    if len(tokens) < 2 or len(resolved) < 2:
        return False
    heads = [(d, attach.span_token(setting.doc, d.start, d.end)) for d in resolved]
    prices = sorted(
        (attach.cost(t, h) + 0.4 * abs(t.i - h.i) + _ahead(h, t), t.i, d.start) for t in tokens for d, h in heads if h is not None
    )
    owner: dict[int, int] = {}
    for _, trigger, date in prices:
        if trigger not in owner.values() and date not in owner:
            owner[date] = trigger
    return owner.get(span.start, token.i) != token.i
