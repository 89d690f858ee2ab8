"""Tell whether the actors of two mentions may be one: a shared word, one state's forces, 'terrorists' of a named group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.lexicon_actors import COUNTRIES, DEMONYMS, known_actor
from tracker.extract.same import key

if TYPE_CHECKING:
    from tracker.extract.link import Linked


def actors_agree(a: Linked, b: Linked) -> bool:
    """Tell whether the actors may be one; borrowed ones speak against nothing."""
    mine, theirs = {key(x) for x in a.mention.actors}, {key(x) for x in b.mention.actors}
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
        codes = [known.country if known is not None else None]
        codes += [DEMONYMS.get(words) or COUNTRIES.get(words) for words in (name, *name.split())]
        out |= {code for code in codes if code and (known is None or known.kind in _OF_STATE)}
    return out


_OF_STATE = frozenset({"state", "forces", "police", "coalition"})


def _is_generic(names: set[str]) -> bool:
    """Tell names that say no more than 'the force', 'it', 'warplanes'."""
    return all(not (set(n.split()) - _EMPTY_WORDS) or n in {"it", "they", "group", "the group"} for n in names)
