"""Turn the triggers of one sentence into mentions: who, to whom, with what, how many, when, where, as the sentence has it.

What the sentence does not say stays empty here; the passage is asked in `link`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.extract.actors import captor, detainee, find_weapons, parties, strike_actor, strike_target
from tracker.extract.aftermath import TOLL
from tracker.extract.attribution import claimants
from tracker.extract.mention_counts import DETAINED, mention_counts
from tracker.extract.mention_dates import Own, mention_date
from tracker.extract.mention_places import mention_places
from tracker.extract.modality import modality
from tracker.extract.numbers import find_numbers
from tracker.extract.same import types_agree
from tracker.extract.tolls import find_tolls
from tracker.extract.tree import mark_places, subjects
from tracker.extract.trigger import Trigger
from tracker.extract.triggers import find_triggers
from tracker.model import Count, EventType, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.actors import Party
    from tracker.extract.dates import DateSpan
    from tracker.extract.numbers import Number
    from tracker.extract.parsed import Doc, Token
    from tracker.extract.places import PlaceMention
    from tracker.extract.segment import Sentence
    from tracker.extract.toll import Toll


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


class Setting:
    """A parsed sentence with everything found in it. Dates, numbers and tolls are only looked for where they are asked for."""

    def __init__(
        self, sentence: Sentence, doc: Doc, dates: Sequence[tuple[DateSpan, ...]], places: tuple[PlaceMention, ...]
    ) -> None:
        """Take the article's dates by sentence, and the places of this sentence, which keep their offsets in the article."""
        self.sentence = sentence
        self.doc = doc
        self.places = places
        self._dates = dates
        self.kinds: dict[int, EventType] = {}  # what each trigger tells of, once they are judged
        spans = [(p.start - sentence.start, p.end - sentence.start) for p in places if not p.demonym]
        mark_places(doc, frozenset(t.i for t in doc if any(a <= t.idx < b for a, b in spans)) if spans else frozenset())

    @property
    def dates(self) -> tuple[DateSpan, ...]:
        """Give the dates that the sentence names."""
        return self._dates[self.sentence.index]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Give the numbers of the sentence that are no part of a date."""
        found = find_numbers(self.sentence.text)
        return tuple(n for n in found if not any(d.start < n.end and n.start < d.end for d in self.dates)) if found else ()

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """Give how many the sentence says were killed or hurt."""
        return find_tolls(self.doc, self.numbers) if TOLL.search(self.sentence.text) else ()


def find_mentions(setting: Setting, *, war: bool, custody: bool) -> tuple[Mention, ...]:
    """Find the mentions of a sentence, in order; what is planned, threatened, prevented or only possible gives none."""
    judged = []
    for trigger in find_triggers(setting.doc, war=war, custody=custody):
        verdict, _ = modality(setting.doc, setting.doc[trigger.token])
        if verdict != "not_an_event":
            status: Status = "reported" if verdict == "fact" else verdict
            judged.append((trigger, status))
    tokens = [setting.doc[t.token] for t, _ in judged]
    setting.kinds.update({t.token: t.type for t, _ in judged})
    found = [_mention(setting, trigger, status, tokens) for trigger, status in judged]
    found = [m for m in found if not _is_nobody(m)]
    return tuple(m for m in found if not _is_generic(m, setting.doc) and not _is_stay(m, found, setting.doc))


def _is_nobody(mention: Mention) -> bool:
    """Tell 'no women were detained'."""
    return any(c.of == DETAINED.get(mention.type) and c.high == 0 for c in mention.counts)


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
    above = _told_above(token, trigger, tokens, setting)
    date, own = mention_date(setting, token, tokens, _told_below(token, trigger, tokens, setting) | above)
    if date is None and above:
        own = "unresolved"
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
        places=mention_places(setting, trigger, token, tokens),
        actors=tuple(n for n in _names(who) if n not in _names(whom)),
        targets=tuple(n for n in _names(whom) if not _NOT_A_TARGET.search(n)),
        weapons=_names(find_weapons(setting.doc)) if trigger.kind == "strike" else (),
        counts=mention_counts(setting, trigger, token, tokens, whom),
        claimed_by=_names(claimants(setting.doc, token)),
        conjuncts=tuple(t.i for t in token.conjuncts),
    )


def _told_below(token: Token, trigger: Trigger, tokens: list[Token], setting: Setting) -> frozenset[int]:
    """Give the words of clauses that tell another deed of those it was done to: 'the priest who was abducted in May was freed'."""
    out: set[int] = set()
    for other in tokens:
        if other.dep_ in {"relcl", "acl"} and other != token and token in other.ancestors and other.head != token:
            kind = setting.kinds.get(other.i)
            if kind is not None and not types_agree(kind, trigger.type):
                out.update(t.i for t in other.subtree)
    return frozenset(out)


def _told_above(token: Token, trigger: Trigger, tokens: list[Token], setting: Setting) -> frozenset[int]:
    """Give the words outside a clause about those who get free: 'men seized in a raid were freed on Monday' dates no raid."""
    if token.dep_ not in {"relcl", "acl"} or trigger.type not in {"arrest", "capture", "abduction"}:
        return frozenset()
    free = [t.i for t in tokens if setting.kinds.get(t.i) in {"release", "escape"} and t in token.ancestors]
    if not free:
        return frozenset()
    inside = {t.i for t in token.subtree}
    first, last = min(inside), max(inside)
    beside = range(last, free[0]) if free[0] > last else range(free[0], first)  # may still be of the clause, in a broken tree
    return frozenset(t.i for t in setting.doc if t.i not in inside and t.i not in beside[1:])


# What a parse may hang on a deed as its object: 'on the day', 'the crew of which'.
_NOT_A_TARGET = re.compile(
    r"(?:^|\s)(?:day|night|morning|evening|afternoon|week|weekend|month|year|hour|time|of which)s?$", re.IGNORECASE
)


def _in_custody(token: Token) -> tuple[Party, ...]:
    """Read who is 'in custody' from the verb or noun that the phrase hangs on."""
    over = token.head.head
    if token.head.dep_ != "prep" or token.head.lower_ not in {"in", "into", "under", "behind", "inside", "from"}:
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
