"""Read the tolls that nouns count: '12 deaths', 'no casualties', 'the death of 12', 'two lives', 'a toll of 12'."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extract.counts import Amount, add_up, listing
from tracker.extract.phrases import Phrase
from tracker.extract.toll import Toll, group_noun, make_tolls
from tracker.extract.toll_phrases import TollPhrases
from tracker.extract.toll_verbs import active_tolls, is_real
from tracker.extract.toll_words import (
    BETWEEN_DENIED,
    DENIED,
    DENYING,
    LIFE_VERBS,
    NOUNS,
    NOUNS_OF,
    NUMBER_OF,
    RISING,
    THE_DEAD,
    Word,
)


def noun_tolls(told: TollPhrases) -> Iterator[Toll]:
    """Read what nouns count: '12 deaths', 'no casualties', 'the death of 12', 'two lives', 'a toll of 12'."""
    for i, phrase in enumerate(told.phrases):
        if phrase.noun is None or phrase.low is None or i in told.used or phrase.kind != "number":
            continue
        low = told.doc[phrase.noun].lower_
        amount = add_up(told.doc, told.phrases, (i,))
        assert amount is not None
        if low in NOUNS:
            yield from _figure(told, phrase.noun, NOUNS[low], amount)
            yield from _also_none(told, phrase, amount)
        elif low in {"lives", "life"} and _near_life_verb(told, phrase):
            yield from _figure(told, phrase.noun, "killed", amount)
    for token in told.doc:
        yield from _of(told, token.i)
        yield from _none(told, token.i)
        yield from _toll(told, token.i)
        yield from _raised(told, token.i)
        yield from _the_dead(told, token.i)


def _figure(told: TollPhrases, at: int, of: str, amount: Amount) -> list[Toll]:
    return make_tolls(told.doc, Word(at, at + 1, of, "state", past=False), amount)  # type: ignore[arg-type]


def _near_life_verb(told: TollPhrases, phrase: Phrase) -> bool:
    near = told.doc[max(0, phrase.first - 3) : phrase.first]
    return any(t.lower_ in LIFE_VERBS for t in near) or any(t.lower_ == "lost" for t in told.doc[phrase.last : phrase.last + 3])


def _also_none(told: TollPhrases, phrase: Phrase, amount: Amount) -> Iterator[Toll]:
    """Read the second of 'no deaths or injuries'."""
    if amount.low or amount.high is None or amount.high > 0 or phrase.last + 1 >= len(told.doc):
        return
    second = told.doc[phrase.last + 1]
    if told.doc[phrase.last].lower_ in {"or", "and", "nor"} and second.lower_ in NOUNS:
        yield from _figure(told, second.i, NOUNS[second.lower_], amount)


def _of(told: TollPhrases, at: int) -> list[Toll]:
    """Read 'the death of 12', 'the killing of a journalist'."""
    token = told.doc[at]
    if token.lower_ not in NOUNS_OF or at + 2 >= len(told.doc) or told.doc[at + 1].lower_ != "of" or token.tag_ == "VBZ":
        return []
    if any(p.first <= at < p.last and p.kind == "number" for p in told.phrases):
        return []
    if not is_real(told, Word(at, at + 1, "killed", "ing"), at):
        return []
    return active_tolls(told, Word(at, at + 2, NOUNS_OF[token.lower_], "past"))  # type: ignore[arg-type]


def _none(told: TollPhrases, at: int) -> list[Toll]:
    """Read 'without casualties', 'no damage or casualties', 'no reports of injuries'."""
    token = told.doc[at]
    if token.lower_ not in DENIED:
        return []
    back = [t.lower_ for t in told.doc[max(0, at - 6) : at]]
    cut = max((k for k, w in enumerate(back) if w in DENYING), default=-1)
    between = back[cut + 1 :]
    if cut < 0 or not BETWEEN_DENIED.issuperset(between) or (back[cut] in {"no", "zero"} and not between):
        return []
    if set(between) & set(NOUNS) and back[cut] == "no":
        return []  # `_also_none` has read it
    start = told.doc[at - len(back) + cut].idx
    return _figure(told, at, NOUNS[token.lower_], Amount(0, 0, start, token.idx + len(token)))


def _the_dead(told: TollPhrases, at: int) -> list[Toll]:
    """Read parts of a whole that is told elsewhere: 'the dead included four children', 'among the wounded were two nurses'."""
    doc = told.doc
    of = THE_DEAD.get(doc[at].lower_)
    if of is None or at == 0 or doc[at - 1].lower_ != "the" or at + 2 >= len(doc):
        return []
    among = at > 1 and doc[at - 2].lower_ == "among" and doc[at + 1].lower_ in {"were", "was", "are"}
    if not among and doc[at + 1].lower_ not in {"included", "include", "includes", "including"}:
        return []
    first = told.after(at + 2)
    items = listing(doc, told.phrases, first) if first is not None and first not in told.used else ()
    word = Word(at, at + 1, of, "state", past=False)
    parts = [(i, add_up(doc, told.phrases, (i,))) for i in items if told.phrases[i].is_people]
    return [toll for i, amount in parts if amount for toll in make_tolls(doc, word, amount, group_noun(doc, told.phrases[i]))]


def _toll(told: TollPhrases, at: int) -> list[Toll]:
    """Read 'the death toll rose to 12', 'a toll of 12', 'the number of dead reached 12'."""
    token = told.doc[at]
    if token.lower_ not in {"toll", "tolls"} and not _is_number_of_dead(told, at):
        return []
    of = "casualties" if at and told.doc[at - 1].lower_ in {"casualty", "casualties"} else "killed"
    for i, phrase in enumerate(told.phrases):
        if phrase.first <= at or phrase.low is None or phrase.kind != "number":
            continue
        gap = [t.lower_ for t in told.doc[at + 1 : phrase.first]]
        if i in told.used or len(gap) > 24 or not RISING & set(gap[-3:]) or not phrase.is_people:
            continue
        if gap[-1] == "from" or (gap[-1:] == ["of"] and "to" in [t.lower_ for t in told.doc[phrase.last : phrase.last + 2]]):
            continue
        amount = add_up(told.doc, told.phrases, (i,))
        assert amount is not None
        told.used.add(i)
        return _figure(told, at, of, amount)
    return []


def _raised(told: TollPhrases, at: int) -> list[Toll]:
    """Read 'it raises to 790 the number of civilians killed', where the figure stands first."""
    doc = told.doc
    if doc[at].lower_ not in _RAISING or at + 2 >= len(doc) or doc[at + 1].lower_ != "to":
        return []
    number = next((i for i, p in enumerate(told.phrases) if p.first == at + 2 and p.kind == "number"), None)
    after = [t.lower_ for t in doc[at + 3 : at + 22]]
    if number is None or number in told.used or "number" not in after:
        return []
    rest = after[after.index("number") :]
    of = next((THE_DEAD[w] for w in rest if w in THE_DEAD), None)
    amount = add_up(doc, told.phrases, (number,))
    return _figure(told, at, of, amount) if of is not None and amount is not None else []


_RAISING = frozenset("rose rises raises raised raising brought brings bringing".split())


def _is_number_of_dead(told: TollPhrases, at: int) -> bool:
    put = told.doc[at].lower_ == "dead" and at > 1 and told.doc[at - 1].lower_ == "the"
    if put and told.doc[at - 2].lemma_ in {"put", "place"}:  # 'put the dead at 60'
        return True
    near = " ".join(t.lower_ for t in told.doc[at : at + 7])
    return told.doc[at].lower_ == "number" and any(f"of {w}" in near for w in NUMBER_OF)
