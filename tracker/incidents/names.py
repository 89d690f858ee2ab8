"""Tell whether two names may be of one armed actor: 'CENTCOM', 'US military' and 'American forces' are, 'RSF' and 'army' not.

Three answers: True (one actor, or forces of one state), False (two), None (one of the names says too little: 'warplanes').
1. Names that the parser's lexicon knows: one actor under two spellings, a part of the other, or forces of one state.
2. States, by country or demonym in the name ('Russian aircraft', 'US-led coalition').
3. Sides: 'rebels' are no army, 'the army' is no rebel group; within a side, a name that says no more contradicts nothing.
4. Else the words that tell names apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tracker.extract.lexicon_actors import COUNTRIES, DEMONYMS, INSTRUMENTS, KnownActor, known_actor
from tracker.gazetteer.names import plain

Side = Literal["state", "irregular"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OF_STATE = frozenset({"state", "forces", "police", "coalition"})
# Who speaks of strikes and carries out none: their country does not make them its forces ('Syrian activists').
_CIVIL = _set(
    "activist activists observatory residents resident witness witnesses medics medic doctors doctor journalists journalist "
    "hospital hospitals monitor monitors network media newspaper rescuers rights aid charity villagers villager locals lawyers "
    "lawyer relatives elders clinic ambulance firefighters survivors helmets"
)
_CIVIL_BODIES = frozenset({"SOHR", "SNHR", "White Helmets", "Violations Documentation Center", "Local Coordination Committees"})
# Organisations of a state that act or speak for its forces; the lexicon keeps them with those that do not.
_STATE_BODIES = frozenset(
    {
        "Pentagon",
        "CIA",
        "Shin Bet",
        "Mossad",
        "MIT",
        "ISI (Pakistan)",
        "National Directorate of Security",
        "SANA",
        "Palestinian Authority",
    }
)
_STATE_WORDS = _set(
    "army military regime government police navy troops soldiers airforce marines junta ministry minister president gendarmerie "
    "authorities government's gendarmes defence defense kremlin state security intelligence soldier policemen officers commandos"
)
_IRREGULAR_WORDS = _set(
    "terrorists terrorist militants militant gunmen gunman insurgents insurgent rebels rebel extremists jihadists jihadist "
    "bandits kidnappers separatists separatist guerrillas guerrilla militia militias militiamen opposition gang gangs paramilitary "
    "paramilitaries fighters"
)
# Words that tell no actor from another.
_EMPTY = (
    _set(
        "the a an of and for in on its his their our own s forces force air armed national general staff command commander "
        "commanders spokesman spokeswoman spokesperson official officials group groups movement organisation organization unit "
        "units coalition led backed aligned linked joint special operations operation ground attack statement"
    )
    | frozenset(INSTRUMENTS)
    | _STATE_WORDS
    | _IRREGULAR_WORDS
)
# 'Iran-backed' says whose friends they are, not who, and 'anti-Houthi' less; 'US-led' says who.
_FRIENDS = re.compile(r"\banti-\w+|\b[\w.'’]+-(?:backed|aligned|linked|supported|funded|allied)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """What a name says of an actor. `words` tell it from others; `known` is the lexicon's name; `allied` are several states."""

    plain: str
    words: frozenset[str]
    known: str | None
    country: str | None
    side: Side | None
    allied: bool = False

    @property
    def says_little(self) -> bool:
        """Tell a name that may be anybody's of its side: 'the army', 'warplanes'."""
        return not self.words and not self.known and not self.country


@lru_cache(maxsize=65536)
def party(name: str) -> Party:
    """Read a name."""
    known = _find_known(name)
    folded = plain(name.replace(".", ""))
    words = folded.split()
    if known is None:
        words = plain(_FRIENDS.sub(" ", name).replace(".", "")).split()
    if (known is not None and known.name in _CIVIL_BODIES) or (known is None and not _CIVIL.isdisjoint(words)):
        return Party(folded, frozenset(words), known.name if known else None, None, None)
    allied = known.kind == "coalition" if known is not None else "coalition" in words
    country = known.country if known is not None and not allied else _country(words)
    telling = frozenset(word for word in words if word not in _EMPTY and word not in DEMONYMS and word not in COUNTRIES)
    return Party(folded, telling, known.name if known else None, country, _side(known, words, country), allied)


def _find_known(name: str) -> KnownActor | None:
    """Find the known actor that a name spells or holds: 'Sudan's Rapid Support Forces', 'Sudanese army drones'; the longest."""
    words = [word.strip(".,'\"").removesuffix("'s") for word in _FRIENDS.sub(" ", name).replace("’", "'").split()]
    for size in range(len(words), 1, -1):
        for start in range(len(words) - size + 1):
            if known := known_actor(" ".join(words[start : start + size])):
                return known
    if known := known_actor(name):
        return known
    # One word alone only as it is written as a name: 'RSF drones', not 'regime forces'.
    return next((known for word in words if word[:1].isupper() and (known := known_actor(word))), None)


def _code(words: str) -> str | None:
    return DEMONYMS.get(words) or COUNTRIES.get(words)


def _country(words: list[str]) -> str | None:
    """Give the state that a name speaks of, the first: 'US-led coalition in Iraq'."""
    for n in range(len(words)):
        for size in (3, 2, 1):
            if code := _code(" ".join(words[n : n + size])):
                return code
    return None


def _side(known: KnownActor | None, words: list[str], country: str | None) -> Side | None:
    if known is not None:
        if known.kind in _OF_STATE or known.name in _STATE_BODIES:
            return "state"
        return "irregular" if known.kind in {"rebel", "militia"} else None
    if not _IRREGULAR_WORDS.isdisjoint(words):
        return "irregular"
    return "state" if country is not None or not _STATE_WORDS.isdisjoint(words) else None


@lru_cache(maxsize=65536)
def names_agree(one: str, other: str) -> bool | None:
    """Tell whether two names may be one actor's (True) or are not (False); None where one says too little."""
    a, b = party(one), party(other)
    if a.plain == b.plain:
        return True
    if a.known and b.known and _one_known(a.known, b.known):
        return True
    if a.allied or b.allied:
        return _allies_agree(a, b)
    if a.known and b.known:
        return a.country is not None and a.country == b.country and a.side == b.side == "state"
    if a.side and b.side and a.side != b.side:
        return False
    if a.country and b.country and a.side == b.side == "state":
        return a.country == b.country
    if a.says_little or b.says_little:
        return None
    if a.words & b.words:
        return True
    if a.country and a.country == b.country and a.side == b.side and not (a.words and b.words):
        return True  # 'Palestinian militants', 'Hamas'
    return False if ((a.side or a.known) and (b.side or b.known)) or not (a.side or b.side) else None


@lru_cache(maxsize=4096)
def _one_known(one: str, other: str) -> bool:
    """Tell whether the lexicon's actors are one, or one is by its name a part of the other: 'ISIS', 'Islamic State Khorasan'."""
    if one == other:
        return True
    a, b = known_actor(one), known_actor(other)
    if a is None or b is None or a.kind != b.kind:
        return False
    mine, theirs = ([frozenset(plain(spelling).split()) for spelling in each.spellings] for each in (a, b))
    return any(x < y or y < x for x in mine for y in theirs if min(len(x), len(y)) > 1 or a.kind == "rebel")


def _allies_agree(a: Party, b: Party) -> bool | None:
    """Tell whether an alliance and another may be one: any state may be part of it, no armed group."""
    if "irregular" in {a.side, b.side}:
        return False
    if a.country and a.country == b.country:
        return True
    return False if a.known and b.known and a.allied and b.allied else None


def actors_agree(mine: Iterable[str], theirs: Iterable[str]) -> bool | None:
    """Tell whether two lists of names have an actor in common; None where one is silent, or says too little to tell."""
    mine, theirs = tuple(mine), tuple(theirs)
    if any(names_agree(one, other) for one in mine for other in theirs):
        return True
    answers = {names_agree(one, other) for one in _telling(mine) for other in _telling(theirs)}
    return False if answers == {False} else None


def _telling(names: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out names that may be anybody's, beside others: 'Houthis', 'forces'."""
    return tuple(name for name in names if not party(name).says_little) or names


def one_named(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell whether two lists have an actor in common that its name tells from others: 'the police' are in every country."""
    theirs = tuple(theirs)
    return any(names_agree(one, other) for one in mine if not party(one).says_little for other in theirs)


def opposed(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell two lists that name different parties, each of them a known one: for targets, where 'depot' contradicts nobody."""
    theirs = [name for name in theirs if party(name).known or party(name).country]
    mine = [name for name in mine if party(name).known or party(name).country]
    return actors_agree(mine, theirs) is False
