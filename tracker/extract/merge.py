"""Make one event of the mentions that tell of one happening, keeping every piece of evidence.

Two mentions are of one happening when they are of one kind, agree in type, scope, date, place, actor and numbers, or are silent
where the other speaks. Different day, place, actor or kind: different events (CODEBOOK, 'One record or several').
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.extract.lexicon_actors import COUNTRIES, DEMONYMS, known_actor
from tracker.extract.scope import Reach, reach
from tracker.model import Article, Count, Event, EventType, Evidence, StrikeType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.link import Linked

# Types that two tellings of one happening may use for each other.
_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"strike", "air_strike"}),
    frozenset({"strike", "drone_strike"}),
    frozenset({"strike", "missile_strike"}),
    frozenset({"strike", "shelling"}),
    frozenset({"air_strike", "drone_strike"}),
    frozenset({"drone_strike", "missile_strike"}),
    frozenset({"missile_strike", "shelling"}),
    frozenset({"capture", "arrest"}),
    frozenset({"capture", "abduction"}),
    frozenset({"arrest", "abduction"}),
)


@dataclass(slots=True)
class _Draft:
    """An event in the making; the first mention of `parts` is the one that says most so far."""

    reach: Reach
    parts: list[Linked] = field(default_factory=list)

    @property
    def best(self) -> Linked:
        return max(self.parts, key=lambda p: (_weight(p), -p.mention.sentence.index))


def merge(article: Article, linked: Sequence[Linked], means: StrikeType | None = None) -> tuple[Event, ...]:
    """Merge the linked mentions of one article into its events, in the order of the article.

    `means` is the one kind of strike that the article names: bare 'strikes' take it.
    """
    drafts: list[_Draft] = []
    for part in linked:
        covers = reach(part)
        home = _home(drafts, part, covers)
        if home is not None:
            home.parts.append(part)
            if covers.sure and not home.reach.sure:
                home.reach = covers
        elif _stands_alone(part):
            drafts.append(_Draft(covers, [part]))
    return tuple(_event(article, draft, n, means) for n, draft in enumerate(drafts))


def _stands_alone(part: Linked) -> bool:
    """Tell whether a mention says enough to be an event where no other is found: more if it leans on one, more for a noun."""
    m = part.mention
    if m.anaphor:
        return False
    if m.weak:
        return bool(m.places and (m.actors or m.counts or m.date))
    return not m.noun or bool(m.places or m.date or m.counts or (m.actors and m.targets))


def _weight(part: Linked) -> int:
    m = part.mention
    return 3 * len(m.counts) + 2 * bool(m.places) + 2 * bool(m.date) + 2 * bool(m.actors) + bool(m.targets) - 4 * m.weak


def _may_point(part: Linked, draft: _Draft) -> bool:
    """Tell whether 'the attack' may be this one: told a few sentences before, and of no other day."""
    if part.mention.sentence.index - draft.parts[-1].mention.sentence.index > _ANAPHOR_REACH:
        return False
    return part.mention.date is None or any(p.date and p.date.start for p in draft.parts)


# How many sentences back 'the attack' may point.
_ANAPHOR_REACH = 4


def _home(drafts: list[_Draft], part: Linked, covers: Reach) -> _Draft | None:
    for draft in reversed(drafts):
        if part.mention.anaphor and not _may_point(part, draft):
            continue
        same = draft.reach.scope == covers.scope or not draft.reach.sure or not covers.sure
        loose = _loose(part) or _loose(draft.best) or _adds(draft.best, part)
        if (same or loose) and all(_agree(p, part) for p in draft.parts):
            return draft
    return None


def _loose(part: Linked) -> bool:
    return part.mention.weak or not (part.mention.places or part.mention.date or part.mention.counts)


def _agree(a: Linked, b: Linked) -> bool:
    same_breath = a.mention.sentence.index == b.mention.sentence.index and b.mention.token in a.mention.conjuncts
    if a.mention.kind != b.mention.kind or not (same_breath or _types_agree(a.mention.type, b.mention.type)):
        return False
    if (
        a.mention.sentence.role == "item"
        and b.mention.sentence.role == "item"
        and a.mention.sentence.index != b.mention.sentence.index
    ):
        return False
    if a.mention.sentence.index == b.mention.sentence.index and _told_apart(a, b) and not _adds(a, b):
        return False
    if (a.mention.sentence.role == "item") != (b.mention.sentence.role == "item") and not _linked_to_item(a, b):
        return False
    return _dates_agree(a, b) and _places_agree(a, b) and _actors_agree(a, b) and _counts_agree(a, b)


def _linked_to_item(a: Linked, b: Linked) -> bool:
    """Tell running text that speaks of a list's item by its place or toll from text about the list as a whole."""
    return bool({_key(p.name) for p in a.mention.places} & {_key(p.name) for p in b.mention.places}) or _same_toll(a, b)


def _told_apart(a: Linked, b: Linked) -> bool:
    """Tell two happenings of one sentence: each has its own number of strikes, or its own people."""
    for of in ("strikes", "detained", "transferred", "released", "escaped"):
        mine = {(c.low, c.high) for c in a.mention.counts if c.of == of}
        theirs = {(c.low, c.high) for c in b.mention.counts if c.of == of}
        if mine and theirs and mine != theirs:
            return True
    return False


def _types_agree(a: EventType, b: EventType) -> bool:
    return a == b or any({a, b} <= family for family in _FAMILIES)


def _dates_agree(a: Linked, b: Linked) -> bool:
    if a.date is None or b.date is None or a.date.start is None or b.date.start is None:
        return True
    if "date" in a.borrowed and "date" in b.borrowed:
        return True
    if reach(a).scope == reach(b).scope == "aggregate" and a.date.basis == b.date.basis == "text":
        return (a.date.start, a.date.end) == (b.date.start, b.date.end)  # totals of two stretches are two totals
    return a.date.start <= b.date.end and b.date.start <= a.date.end


def _places_agree(a: Linked, b: Linked) -> bool:
    if not a.places or not b.places:
        return True
    if "places" in a.borrowed or "places" in b.borrowed:
        return True
    mine, theirs = {_key(p.name) for p in a.places}, {_key(p.name) for p in b.places}
    if mine & theirs or any(x in y or y in x for x in mine for y in theirs) or _same_toll(a, b):
        return True
    return any(_inside(p.place, q.place) or _inside(q.place, p.place) for p in a.places for q in b.places)


# A toll this high is not shared by chance.
_TELLING = 3


def _same_toll(a: Linked, b: Linked) -> bool:
    """Tell one happening told twice by its toll, where one place is a quarter or a site that the other may hold."""
    if not any(p.place.precision in {"site", "unknown", "town", "district"} for p in (*a.places, *b.places)):
        return False
    tolls = [(x, y) for x in _harm(a) for y in _harm(b) if x.of == y.of]
    return bool(tolls) and all(_overlap(x, y) for x, y in tolls) and sum(x.low for x, _ in tolls) >= _TELLING


def _harm(part: Linked) -> list[Count]:
    return [c for c in part.mention.counts if c.of in {"killed", "wounded"} and c.group is None and c.low]


def _inside(small: object, large: object) -> bool:
    from tracker.model import Place

    assert isinstance(small, Place)
    assert isinstance(large, Place)
    if large.precision == "country":
        return small.country is not None and small.country == large.country
    if small.admin1 is None or small.country != large.country:
        return False
    if large.precision == "province":
        return _key(small.admin1) in {_key(large.admin1 or ""), _key(large.name)}
    return _key(small.admin1) == _key(large.name)  # a village in the province that is named like its capital


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name).casefold().strip()


def _actors_agree(a: Linked, b: Linked) -> bool:
    mine, theirs = {_key(x) for x in a.mention.actors}, {_key(x) for x in b.mention.actors}
    if not mine or not theirs or "actors" in a.borrowed or "actors" in b.borrowed:
        return True
    if any(_shares_word(x, y) for x in mine for y in theirs) or _is_generic(mine) or _is_generic(theirs):
        return True
    if _states(mine) & _states(theirs):
        return True  # 'US', 'CENTCOM', 'American jets'
    return _may_be_irregulars(mine, theirs) or _may_be_irregulars(theirs, mine)


_EMPTY_WORDS = frozenset(
    "the a an of and forces force army military troops security fighters militants warplanes jets aircraft".split()
)


def _shares_word(a: str, b: str) -> bool:
    return bool((set(a.split()) - _EMPTY_WORDS) & (set(b.split()) - _EMPTY_WORDS)) or a in b or b in a


# Words for irregulars that reports use of any armed group, never of a state's forces; and words for the latter.
_IRREGULARS = frozenset("terrorists terrorist militants gunmen insurgents extremists fighters jihadists groups group".split())
_STATE_WORDS = frozenset(
    "army military regime government police coalition air force troops soldiers security navy israeli russian us".split()
)


def _may_be_irregulars(generic: set[str], other: set[str]) -> bool:
    """Tell 'terrorists' told of a named group from 'terrorists' beside an army."""
    plain = any(not (set(n.split()) - _EMPTY_WORDS - _IRREGULARS) for n in generic)
    return plain and not any(set(n.split()) & _STATE_WORDS for n in other)


def _states(names: set[str]) -> set[str]:
    """Give the countries (ISO 3166-1 alpha-2) whose forces names speak of."""
    out = set()
    for name in names:
        known = known_actor(name)
        codes = [known.country if known is not None else None, *(DEMONYMS.get(w) or COUNTRIES.get(w) for w in name.split())]
        out |= {code for code in codes if code and (known is None or known.kind in _OF_STATE)}
    return out


_OF_STATE = frozenset({"state", "forces", "police", "coalition"})


def _is_generic(names: set[str]) -> bool:
    """Tell names that say no more than 'the force', 'it', 'warplanes'."""
    return all(not (set(n.split()) - _EMPTY_WORDS) or n in {"it", "they", "group", "the group"} for n in names)


# How many sentences on a passage still tells of one operation.
_REACH = 5
_ADDS = re.compile(r"\b(?:also|additional(?:ly)?|another|others?|further|as well|more)\b", re.IGNORECASE)
_OPERATION = re.compile(r"\b(?:operation|raid|search|sweep|mission)\b", re.IGNORECASE)
_TAKEN = frozenset({"capture", "arrest"})


def _adds(a: Linked, b: Linked) -> bool:
    """Tell whether b adds people to the operation that a tells of: 'arrested a leader and detained two men', 'also detained'.

    One operation that takes a leader and others is one record, its counts added (CODEBOOK).
    """
    if not _one_operation(a, b) or _retells(a, b):
        return False
    if a.mention.sentence.index == b.mention.sentence.index:
        return True
    return bool(_ADDS.search(b.mention.sentence.text) or _OPERATION.search(b.mention.sentence.text))


def _one_operation(a: Linked, b: Linked) -> bool:
    """Tell takings of one passage that share time, place and captor, as far as they say."""
    near = 0 <= b.mention.sentence.index - a.mention.sentence.index <= _REACH
    if not near or not {a.mention.type, b.mention.type} <= _TAKEN or b.mention.sentence.role == "item":
        return False
    if b.mention.places and not {_key(p.name) for p in b.mention.places} & {_key(p.name) for p in a.places}:
        return False
    return _dates_agree(a, b) and _places_agree(a, b) and _actors_agree(a, b)


def _retells(a: Linked, b: Linked) -> bool:
    """Tell whether b names people of a again: the same noun, or 'the individual' for one who was told of."""
    mine, theirs = {_head(t) for t in a.mention.targets}, {_head(t) for t in b.mention.targets}
    if not mine or not theirs or mine & theirs:
        return not _MORE_PEOPLE.search(b.mention.sentence.text)
    return bool(theirs & _ANY_PERSON) and not _MORE_PEOPLE.search(b.mention.sentence.text)


def _names_one(a: Linked, b: Linked) -> bool:
    """Tell a retelling that speaks of one of several ('the leader and four others', then 'the leader') from another figure."""
    one = any((c.low, c.high) == (1, 1) for p in (a, b) for c in p.mention.counts if c.of == "detained")
    return one and a.mention.sentence.index != b.mention.sentence.index


_MORE_PEOPLE = re.compile(
    r"\bothers\b|\b(?:other|another|additional|more|further) (?!questioning|information|than|details|investigation)\w+",
    re.IGNORECASE,
)
_ANY_PERSON = frozenset(
    {"individual", "man", "men", "person", "people", "suspect", "target", "him", "them", "he", "they", "detainee"}
)


def _head(name: str) -> str:
    word = _key(name).split(" of ")[0].split()[-1:] or [""]
    return word[0].removesuffix("s")


def _counts_agree(a: Linked, b: Linked) -> bool:
    if _adds(a, b) or (_one_operation(a, b) and _retells(a, b) and _names_one(a, b)):
        return True
    if _undecided(a) != _undecided(b) and a.mention.kind == "detention":
        return False  # 'captured or killed' is no figure of those who were captured
    strict = ("strikes", "munitions", "detained", "transferred", "released", "escaped")
    same_spot = {_key(p.name) for p in a.places} & {_key(p.name) for p in b.places}
    for of in strict if same_spot else (*strict, "killed", "wounded"):
        mine = next((c for c in a.mention.counts if c.of == of and c.group is None), None)
        theirs = next((c for c in b.mention.counts if c.of == of and c.group is None), None)
        if mine and theirs and not _overlap(mine, theirs):
            return False
    return all(_may_conflict(x, y) for x in _harm(a) for y in _harm(b) if x.of == y.of)


def _undecided(part: Linked) -> bool:
    return any(c.of == "killed_or_captured" for c in part.mention.counts)


# Tolls of one happening conflict, but not by more than this (the first reports of a strike against the last).
_CONFLICT = 3


def _may_conflict(a: Count, b: Count) -> bool:
    return _overlap(a, b) or max(a.low, b.low) <= _CONFLICT * max(1, min(a.low, b.low))


def _overlap(a: Count, b: Count) -> bool:
    """Tell figures that may be one; '100' and 'more than 100' may."""
    slack = int(a.high is None or b.high is None)
    return (b.high is None or a.low - slack <= b.high) and (a.high is None or b.low - slack <= a.high)


# --- the event ----------------------------------------------------------------------------------------------------


def _event(article: Article, draft: _Draft, number: int, means: StrikeType | None) -> Event:
    best = draft.best
    parts = [best, *(p for p in draft.parts if p is not best)]
    dated = next((p for p in parts if p.date and p.date.basis == "text"), None) or next((p for p in parts if p.date), best)
    placed = _placed(parts)
    kind = best.mention.kind
    type_ = _type(parts)
    if type_ == "strike" and means is not None:
        type_ = means
    first = min(p.mention.sentence.start for p in parts)
    return Event(
        id=_id(article.id, kind, first, number),
        article=article.id,
        kind=kind,
        type=type_,
        scope=draft.reach.scope,
        status=best.mention.status,
        date=dated.date,
        places=tuple(dict.fromkeys(p.place for p in placed.places)),
        actors=_first_named([p.actors for p in parts]),
        targets=_first_named([p.targets for p in parts]),
        weapons=tuple(dict.fromkeys(w for p in parts for w in p.mention.weapons)),
        counts=_counts(parts),
        claimed_by=tuple(dict.fromkeys(c for p in parts for c in p.mention.claimed_by)),
        confidence=_confidence(parts),
        evidence=_evidence(parts),
    )


_FINENESS = ("site", "town", "unknown", "district", "province", "country")


def _placed(parts: Sequence[Linked]) -> Linked:
    """Choose the part whose places stand: said in its own sentence before borrowed, then the most specific, then the order."""
    own = [p for p in parts if p.mention.places]
    named = own or [p for p in parts if p.places]
    return min(named, key=lambda p: min(_FINENESS.index(x.place.precision) for x in p.places), default=parts[0])


def _id(article: str, kind: str, start: int, number: int) -> str:
    return hashlib.sha256(f"{article}\x1f{kind}\x1f{start}\x1f{number}".encode()).hexdigest()[:10]


def _type(parts: Sequence[Linked]) -> EventType:
    first = parts[0].mention.type
    if first == "capture" and any(p.mention.type == "abduction" for p in parts):
        return "abduction"
    if first == "strike":
        return next((p.mention.type for p in parts if p.mention.type != "strike"), first)
    return first


def _first_named(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    for names in lists:
        if names:
            return names
    return ()


def _counts(parts: Sequence[Linked]) -> tuple[Count, ...]:
    """Take each figure from the part that says most; people that a later part adds are added."""
    out: list[Count] = []
    for part in parts:
        for c in part.mention.counts:
            same = next((o for o in out if o.of == c.of and o.group == c.group), None)
            whole = any(o.of == c.of for o in out)
            said = c.of == "casualties" and any(o.of in {"killed", "wounded"} for o in out)
            if same is None and (c.group is None or whole) and not said:
                out.append(c)
    return tuple(_summed(c, parts) if c.group is None and c.of == "detained" else c for c in out)


def _summed(count: Count, parts: Sequence[Linked]) -> Count:
    told: list[tuple[Linked, Count]] = []
    for part in sorted(parts, key=lambda p: (p.mention.sentence.start, p.mention.token)):
        mine = next((c for c in part.mention.counts if c.of == count.of and c.group is None), None)
        if mine is None:
            continue
        before = [n for n, (p, _) in enumerate(told) if _retells(p, part) or not _adds(p, part)]
        if not before:
            told.append((part, mine))
        elif mine.low > told[before[0]][1].low:
            told[before[0]] = (part, mine)
    if len(told) < 2:
        return told[0][1] if told else count
    high = None if any(c.high is None for _, c in told) else sum(c.high or 0 for _, c in told)
    return dataclasses.replace(count, low=sum(c.low for _, c in told), high=high, text="; ".join(c.text for _, c in told))


def _evidence(parts: Sequence[Linked]) -> tuple[Evidence, ...]:
    seen: dict[int, Evidence] = {}
    for part in parts:
        for s in (part.mention.sentence, *part.mention.more):
            seen.setdefault(s.index, Evidence(s.text, s.start, s.end))
    return tuple(seen.values())


def _confidence(parts: Sequence[Linked]) -> float:
    """Grade how much speaks for the event: fields said in its own sentence, more than one telling; less where words only lean."""
    best = parts[0]
    m = best.mention
    score = 0.5 + 0.1 * bool(m.places) + 0.1 * bool(m.actors or m.targets) + 0.1 * bool(m.counts) + 0.1 * bool(m.date)
    score += 0.05 * (len(parts) > 1) - 0.2 * m.weak - 0.1 * (m.status != "reported")
    return round(min(0.99, max(0.05, score)), 2)
