"""Turn the triggers of one sentence into mentions: who, to whom, with what, how many, when, where, as the sentence has it.

What the sentence does not say stays empty here; the passage is asked in `link`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tracker.extract import attach
from tracker.extract.actors import captor, detainee, find_weapons, parties, strike_actor, strike_target
from tracker.extract.attribution import claimants
from tracker.extract.counts import noun_amount
from tracker.extract.dates import lean
from tracker.extract.lexicon import FIRING_VERBS
from tracker.extract.lexicon_people import MUNITIONS, singular
from tracker.extract.modality import modality
from tracker.extract.numbers import find_numbers
from tracker.extract.tolls import find_tolls
from tracker.extract.tree import after_preposition, distance, mark_places, objects, subjects
from tracker.extract.trigger import Trigger
from tracker.extract.triggers import find_triggers
from tracker.model import Count, CountOf, EventType, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from tracker.extract.actors import Party
    from tracker.extract.dates import DateSpan
    from tracker.extract.numbers import Number
    from tracker.extract.places import PlaceMention
    from tracker.extract.segment import Sentence
    from tracker.extract.tolls import Toll

Own = Literal["none", "unresolved", "announced", "future"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One trigger with all that its own sentence says of it. `token` is the trigger's index in that sentence.

    `date` is null where the sentence has none for it; `own_date` then says why: it has one that can't be resolved, or one of the
    announcement only. `weak` leans on an event told elsewhere, `anaphor` is none without it. `more` are sentences that only add a
    toll; `conjuncts` the tokens that the trigger is coordinated with.
    """

    sentence: Sentence
    token: int
    kind: Kind
    type: EventType
    status: Status
    weak: bool
    anaphor: bool
    noun: bool
    plural: bool
    perfect: bool
    date: DateSpan | None
    own_date: Own
    places: tuple[PlaceMention, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    counts: tuple[Count, ...]
    claimed_by: tuple[str, ...]
    more: tuple[Sentence, ...] = ()
    conjuncts: tuple[int, ...] = ()


DETAINED: dict[str, CountOf] = {
    "capture": "detained",
    "arrest": "detained",
    "abduction": "detained",
    "held": "detained",
    "transfer": "transferred",
    "release": "released",
    "escape": "escaped",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A parsed sentence with everything found in it."""

    sentence: Sentence
    doc: Doc
    dates: tuple[DateSpan, ...]
    places: tuple[PlaceMention, ...]
    numbers: tuple[Number, ...]
    tolls: tuple[Toll, ...]


def read_setting(sentence: Sentence, doc: Doc, dates: tuple[DateSpan, ...], places: tuple[PlaceMention, ...]) -> Setting:
    """Gather what a sentence holds beside its triggers. `places` keep their offsets in the article."""
    spans = [(p.start - sentence.start, p.end - sentence.start) for p in places if not p.demonym]
    mark_places(doc, frozenset(t.i for t in doc if any(a <= t.idx < b for a, b in spans)))
    numbers = tuple(n for n in find_numbers(sentence.text) if not any(d.start < n.end and n.start < d.end for d in dates))
    return Setting(sentence, doc, dates, places, numbers, find_tolls(doc, numbers))


def find_mentions(setting: Setting, *, war: bool, custody: bool) -> tuple[Mention, ...]:
    """Find the mentions of a sentence, in order; what is planned, threatened, prevented or only possible gives none."""
    judged = []
    for trigger in find_triggers(setting.doc, war=war, custody=custody):
        verdict, _ = modality(setting.doc, setting.doc[trigger.token])
        if verdict != "not_an_event":
            status: Status = "reported" if verdict == "fact" else verdict
            judged.append((trigger, status))
    tokens = [setting.doc[t.token] for t, _ in judged]
    found = [_mention(setting, trigger, status, tokens) for trigger, status in judged]
    found = [
        m for m in found if not any(c.of == DETAINED.get(m.type) and c.high == 0 for c in m.counts)
    ]  # 'no women were detained'
    return tuple(m for m in found if not _is_generic(m, setting.doc) and not _is_stay(m, found, setting.doc))


def _is_generic(mention: Mention, doc: Doc) -> bool:
    """Tell a strike in general ('aircraft employed in a strike') from one that is told: no field, no past."""
    said = mention.date or mention.places or mention.targets or mention.actors
    counted = any((c.low, c.high) != (1, 1) for c in mention.counts)
    if not mention.noun or said or counted:
        return False
    return not any(t.tag_ in {"VBD", "VBN"} and t.dep_ != "amod" for t in doc)


def _is_stay(mention: Mention, found: list[Mention], doc: Doc) -> bool:
    """Tell a time in custody that only belongs to a taking told beside it ('was arrested and killed while being held')."""
    if mention.type != "held" or any((c.low, c.high) != (1, 1) for c in mention.counts):
        return False
    beside = [m for m in found if m is not mention and m.kind == "detention"]
    return bool(beside) and doc[mention.token].dep_ in {"advcl", "relcl", "acl", "conj", "pcomp"}


def _mention(setting: Setting, trigger: Trigger, status: Status, tokens: list[Token]) -> Mention:
    token = setting.doc[trigger.token]
    if trigger.kind == "strike":
        who, whom = strike_actor(token), strike_target(token)
    else:
        who, whom = captor(token), detainee(token) or _in_custody(token)
    date, own = _date(setting, token, tokens)
    return Mention(
        sentence=setting.sentence,
        token=trigger.token,
        kind=trigger.kind,
        type=trigger.type,
        status=status,
        weak=trigger.weak,
        anaphor=trigger.anaphor,
        noun=trigger.noun,
        plural=trigger.plural,
        perfect=_is_perfect(token),
        date=date,
        own_date=own,
        places=_places(setting, trigger, token, tokens),
        actors=_names(who),
        targets=_names(whom),
        weapons=_names(find_weapons(setting.doc)) if trigger.kind == "strike" else (),
        counts=_counts(setting, trigger, token, tokens, whom),
        claimed_by=_names(claimants(setting.doc, token)),
        conjuncts=tuple(t.i for t in token.conjuncts),
    )


def _in_custody(token: Token) -> tuple[Party, ...]:
    """Read who is 'in custody' from the verb or noun that the phrase hangs on."""
    over = token.head.head
    if token.head.dep_ != "prep":
        return ()
    return parties(over) if over.pos_ in {"NOUN", "PROPN"} else tuple(p for t in subjects(over) for p in parties(t))


def _names(found: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in found if p.name))


def _is_perfect(token: Token) -> bool:
    """Tell 'have been kidnapped', 'has launched 200 raids': told as a sum up to now."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return any(t.dep_ in {"aux", "auxpass"} and t.lower_ in {"have", "has"} for t in verb.children)


# --- when ---------------------------------------------------------------------------------------------------------


def _date(setting: Setting, token: Token, tokens: list[Token]) -> tuple[DateSpan | None, Own]:
    ranked: list[tuple[float, DateSpan]] = []
    announced = False
    for span in setting.dates:
        if span.dateline:
            continue
        if attach.is_announcement(setting.doc, span):
            announced = True
            continue
        head = attach.span_token(setting.doc, span.start, span.end)
        if head is None or _dates_a_thing(head, token):
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
    if ranked:
        return None, "unresolved"
    return None, "announced" if announced else "none"


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


# --- where --------------------------------------------------------------------------------------------------------

_RANK = {"site": 0, "town": 1, "district": 2, "province": 3, "country": 5, "unknown": 1}
_NOT_HERE = {"strike": {"from", "to", "for"}, "detention": {"to", "into", "for"}}


def _places(setting: Setting, trigger: Trigger, token: Token, tokens: list[Token]) -> tuple[PlaceMention, ...]:
    base = setting.sentence.start
    ranked: list[tuple[float, int, PlaceMention]] = []
    for n, place in enumerate(setting.places):
        if place.demonym or place.dateline or place.heading or place.actor_like:
            continue
        if place.cue in _NOT_HERE[trigger.kind]:
            continue
        head = attach.span_token(setting.doc, place.start - base, place.end - base)
        if head is None:
            continue
        price = attach.cost(token, head)
        others = [attach.cost(t, head) for t in tokens if t != token]
        if others and min(others) + 2 < price and _has_own(setting, token, tokens):
            price += 2 * attach.WALL  # it is another trigger's place
        ranked.append((price, n, place))
    near = [r for r in ranked if r[0] < attach.WALL]
    return _most_specific(near or [r for r in ranked if r[0] < 2 * attach.WALL], setting.places)


def _has_own(setting: Setting, token: Token, tokens: list[Token]) -> bool:
    """Tell whether some other place is nearest to this trigger."""
    base = setting.sentence.start
    for place in setting.places:
        if place.demonym or place.actor_like:
            continue
        head = attach.span_token(setting.doc, place.start - base, place.end - base)
        if head is not None and min(tokens, key=lambda t: attach.cost(t, head)) == token:
            return True
    return False


def _most_specific(ranked: list[tuple[float, int, PlaceMention]], places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Keep the most specific places: none that another stands in, none wider than the nearest ones of its kind."""
    if not ranked:
        return ()
    best = min(_RANK[r[2].place.precision] for r in ranked)
    kept = [r for r in ranked if _RANK[r[2].place.precision] == best]
    first = min(kept)
    out = [r for r in kept if r is first or _joined(first[2], r[2], places)]
    return tuple(r[2] for r in sorted(out, key=lambda r: r[2].start))


def _joined(a: PlaceMention, b: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Tell places of one enumeration ('A, B and C') from a second phrase."""
    left, right = sorted((a, b), key=lambda p: p.start)
    if 0 <= right.start - left.end <= len(" in ") and right.cue in {"in", "of"}:
        return False  # 'X in Y' is one place
    between = [p for p in places if left.end <= p.start < right.start]
    return right.cue in {left.cue, "and", None, "in"} and right.start - left.end < 60 + 40 * len(between)


# --- how many -----------------------------------------------------------------------------------------------------


def _counts(setting: Setting, trigger: Trigger, token: Token, tokens: list[Token], whom: Sequence[Party]) -> tuple[Count, ...]:
    out: list[Count] = []
    if trigger.kind == "strike":
        out += _strikes(setting, trigger, token)
        out += _things(setting, token, tokens)
        out += _tolls(setting, token, tokens)
        return _one_each(out)
    tolls = _tolls(setting, token, tokens)
    if not any(c.of == "killed_or_captured" for c in tolls):
        out += _detained(setting, trigger, whom)
    return _one_each(out + tolls)


def _strikes(setting: Setting, trigger: Trigger, token: Token) -> list[Count]:
    if not trigger.noun or token.lemma_.lower() in {"fire", "shelling", "bombardment", "bombing"}:
        return []
    amount = noun_amount(token, setting.numbers)
    if amount is not None:
        return [_count("strikes", amount, setting)]
    for number in setting.numbers:
        between = [t for t in setting.doc if number.end <= t.idx < token.idx]
        if number.end <= token.idx and len(between) <= 4 and all(t.pos_ in _PREMODIFIERS for t in between):
            return [
                Count("strikes", number.low, number.high, None, setting.sentence.text[number.start : token.idx + len(token.text)])
            ]
    return []


_PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "SPACE"})


def _things(setting: Setting, token: Token, tokens: list[Token]) -> list[Count]:
    """Count targets struck and munitions fired: nouns with a number of their own, nearest to this trigger."""
    out = []
    for noun in setting.doc:
        if noun.pos_ not in {"NOUN", "PROPN"} or (noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"}):
            continue
        word = singular(noun.lower_)
        of: CountOf | None = "targets" if word == "target" else "munitions" if _is_munition(noun, word) else None
        if of is None or (min(tokens, key=lambda t: (attach.cost(t, noun), t.i)) != token and noun != token):
            continue
        amount = noun_amount(noun, setting.numbers)
        if amount is not None:
            out.append(_count(of, amount, setting))
    return out


def _is_munition(noun: Token, word: str) -> bool:
    if word in {"fire", "artillery", "attack", "strike", "raid", "tank"}:
        return False
    if word in {"drone", "uav"}:
        return _is_sent(noun)
    return word in MUNITIONS and not _is_struck(noun)


def _is_struck(noun: Token) -> bool:
    """Tell arms that were hit ('destroyed two rockets') from arms that were fired."""
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    struck = noun.dep_ in {"dobj", "obj"} or (noun.dep_ == "nsubjpass")
    return struck and verb.pos_ == "VERB" and verb.lemma_.lower() not in FIRING_VERBS | {"fly", "see", "involve", "carry"}


def _is_sent(noun: Token) -> bool:
    """Tell a drone that is a munition ('launched 50 drones') from one that fires ('a US drone fired missiles')."""
    verb = noun.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.lemma_ in {"launch", "fire", "send", "use", "deploy", "unleash"}:
        return (
            noun in [n for o in objects(verb) for n in (o, *o.conjuncts, *after_preposition(o, {"of", "with"}))]
            or noun.dep_ == "pobj"
        )
    return noun.dep_ == "pobj" and noun.head.lower_ in {"with", "of", "using"}


def _detained(setting: Setting, trigger: Trigger, whom: Sequence[Party]) -> list[Count]:
    of = DETAINED[trigger.type]
    first = next(iter(whom), None)
    if first is None:
        return _bare_number(setting, trigger, of)
    amount = noun_amount(setting.doc[first.head], setting.numbers)
    return [_count(of, amount, setting)] if amount is not None else []


def _bare_number(setting: Setting, trigger: Trigger, of: CountOf) -> list[Count]:
    """Read 'detaining one', 'killed several and detained two', where the number stands alone."""
    for thing in objects(setting.doc[trigger.token]):
        for number in setting.numbers:
            if thing.pos_ in {"NUM", "PRON"} and number.start <= thing.idx < number.end:
                return [Count(of, number.low, number.high, None, number.text)]
    return []


def _count(of: CountOf, amount: object, setting: Setting) -> Count:
    from tracker.extract.counts import Amount

    assert isinstance(amount, Amount)
    return Count(of, amount.low, amount.high, None, setting.sentence.text[amount.start : amount.end])


def _tolls(setting: Setting, token: Token, tokens: list[Token]) -> list[Count]:
    """Give the tolls nearest to this trigger, none of another happening ('since May, when ten men were killed in an ambush')."""
    out = []
    for toll in setting.tolls:
        verb = setting.doc[toll.verb]
        best = min(tokens, key=lambda t: (_toll_cost(t, verb), t.i))
        if best == token and not _of_another(token, verb):
            out.append(Count(toll.of, toll.low, toll.high, toll.group, toll.text))
    return out


def _of_another(token: Token, verb: Token) -> bool:
    if attach.cost(token, verb) < attach.WALL:
        return False
    clause = {t.lower_ for t in verb.subtree}
    return bool(clause & _OTHER_CAUSES) and token not in verb.subtree


_OTHER_CAUSES = frozenset("ambush clash clashes shooting suicide bomber gunmen gunman ied mine crash attack firefight".split())


def _toll_cost(token: Token, verb: Token) -> float:
    return distance(token, verb) + 0.05 * abs(token.i - verb.i)


def _one_each(counts: list[Count]) -> tuple[Count, ...]:
    """Keep one whole figure for each `of`, the first; groups stay beside it."""
    out: list[Count] = []
    for c in counts:
        if not any(o.of == c.of and o.group == c.group for o in out):
            out.append(c)
    return tuple(sorted(out, key=lambda c: (c.group is not None, out.index(c))))
