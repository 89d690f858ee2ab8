"""The words that reports are compared by: what says nothing is left out, plurals are made singular."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extract.lexicon_actors import (
    CALENDAR,
    COUNTRIES,
    DEMONYMS,
    GENERIC_HEADS,
    INSTRUMENTS,
    MUNITIONS,
    PEOPLE_NOUNS,
    QUANTIFIERS,
    STRIKE_NOUNS,
)
from tracker.gazetteer import names

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʿ][^\W_]+)*")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What every report of a strike or an arrest has, whichever it is.
_EMPTY = _set(
    "about after again against ahead allegedly also although among and another any are area around attack attacked away "
    "back been before being between both bombed but by came carried city could day days dead death deaths described died "
    "during early earlier eastern following for from had has have hit hour hours how hundreds in including injured injury "
    "into its itself killed killing kill last late later launched least left local located many more most near nearby news "
    "night no northern not number of officer official officials on one only or other others our out over people person "
    "persons place police province reached region released report reported reportedly reports said saying says several "
    "shelled since some source sources southern spokesman spokesperson state stated statement still struck targeted "
    "targeting than that the their them then there these they this those three time told took town two under until were "
    "western what when where which while who will with without witness witnesses wounded wounding would year years village "
    "district city four five six seven eight nine ten eleven twelve agency announced according morning evening afternoon "
    "midnight noon dawn hospital medics authorities army military forces force arrested detained captured seized custody "
    "security operation raid forces members him her his it was an as at to a is be"
)
# Who tells of it.
_TELLERS = _set(
    "resident residents activist activists observatory monitor monitors monitoring rescuer rescuers rescue worker workers "
    "civil defence defense reporter reporters journalist journalists correspondent ministry minister health television "
    "channel telegram statement group network media footage video governor mayor council human rights watch commander told "
    "tell tells"
)
_MONTHS = _set("jan feb mar apr jun jul aug sep sept oct nov dec")
_PLAIN_STATES = frozenset(word for name in (*COUNTRIES, *DEMONYMS) for word in name.replace(".", "").split())
DULL = _EMPTY | _TELLERS | CALENDAR | _MONTHS | STRIKE_NOUNS | INSTRUMENTS | MUNITIONS | QUANTIFIERS | _PLAIN_STATES
_GENERIC_TARGETS = (PEOPLE_NOUNS | GENERIC_HEADS | _EMPTY | QUANTIFIERS | _PLAIN_STATES) - _set(
    "hospital camp camps port base bases convoy home office house building headquarters school student students journalist "
    "journalists doctor doctors medic medics nurse nurses priest priests bishop nun monk imam passenger passengers driver "
    "teacher teachers mayor governor judge lawyer farmer farmers fisherman fishermen worshippers mourners aid lawmaker "
    "shepherd pupil pupils crew pilot pilots migrants prisoners peacekeepers"
)


def singular(word: str) -> str:
    """Take the s of a plural away: 'depots' and 'depot' are one word."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=65536)
def _token(word: str) -> tuple[str, str]:
    """Give a word as it is compared, and as a name (both '' where it says nothing)."""
    bare = names.plain(word).replace(" ", "")
    one = singular(bare)
    if len(bare) < 3 or bare in DULL or one in DULL or word.isdigit():
        return "", ""
    proper = word[:1].isupper() and bare not in _PLAIN_STATES and len(bare) > 3 and bare not in PEOPLE_NOUNS
    return one, names.key(word) if proper else ""


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of a sentence that say which happening it is, and those of them that are names."""
    found, named = set(), set()
    for n, word in enumerate(_WORD.findall(text)):
        one, name = _token(word)
        if one:
            found.add(one)
        if name and n:  # the first word of a sentence is always written large
            named.add(name)
    return frozenset(found), frozenset(named)


@lru_cache(maxsize=16384)
def target(name: str) -> frozenset[str]:
    """Give the words of a target that tell it from others: none for 'people'."""
    return frozenset(singular(word) for word in names.plain(name).split() if word not in _GENERIC_TARGETS and len(word) > 2)


@lru_cache(maxsize=16384)
def weapon(name: str) -> frozenset[str]:
    """Give the words of a weapon's name."""
    return frozenset(singular(word) for word in names.plain(name).split() if len(word) > 2)


@lru_cache(maxsize=16384)
def every(name: str) -> frozenset[str]:
    """Give all words of a name, as sentences have them and as names do."""
    plain = names.plain(name).split()
    return frozenset((*plain, *map(singular, plain), *map(names.key, plain)))


@lru_cache(maxsize=16384)
def said(text: str) -> str:
    """Give a sentence as it is compared with its copies."""
    return names.plain(text)
