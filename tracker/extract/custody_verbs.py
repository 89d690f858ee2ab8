"""Read verbs that only what stands beside them makes a deed of custody: 'left prison', 'marched them into the forest'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_detentions as lex
from tracker.extract.detainees import antecedent, is_captive_by_name, is_thing, may_be_people
from tracker.extract.lexicon_people import is_people
from tracker.extract.lexicon_topics import CUSTODY
from tracker.extract.means import agents_of
from tracker.extract.tree import after_preposition, is_passive, objects, subjects

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.extract.parsed import Token
    from tracker.model import DetentionType

ARMED = frozenset("man fighter insurgent extremist".split())


def agents_among(verb: Token, words: frozenset[str]) -> bool:
    """Tell whether one of those who do a deed is among these words."""
    return any(t.lemma_.lower() in words or t.lower_ in words for t in agents_of(verb))


def by_setting(verb: Token, word: str) -> DetentionType | None:
    """Give the type of a verb that its object, its subject and its prepositions make a deed of custody; null for others."""
    rule = _RULES.get(word)
    return rule(verb) if rule is not None else None


def _done_to(verb: Token) -> list[Token]:
    return [antecedent(t) for t in objects(verb)]


def _who(verb: Token) -> list[Token]:
    """Give who does a deed, once relative pronouns are resolved."""
    return [antecedent(t) for t in subjects(verb) if t.dep_ != "nsubjpass"] or ([verb.head] if verb.dep_ == "acl" else [])


def _leave(verb: Token) -> DetentionType | None:
    """Read 'left prison' of anybody, 'left the prison at X' of captives."""
    walls = [t for t in verb.children if t.dep_ == "dobj" and t.lower_ in lex.WALLS]
    if not walls:
        return None
    bare = not any(t.dep_ in {"det", "compound", "amod", "poss"} for t in walls[0].children)
    who = _who(verb)
    prisoners = any(is_captive_by_name(p) for p in who)
    return "release" if prisoners or (bare and any(is_people(p) or p.lower_ in _PRONOUNS for p in who)) else None


_PRONOUNS = frozenset({"he", "she", "they"})


def _receive(verb: Token) -> DetentionType | None:
    """Read 'received 30 prisoners from the jails of X'."""
    captives = [t for t in verb.children if t.dep_ == "dobj" and is_captive_by_name(t)]
    given = any(t.lower_ == "from" for n in (verb, *captives) for t in n.children)
    return "transfer" if captives and given else None


def _surrender(verb: Token) -> DetentionType | None:
    """Read 'surrendered the general to the court', where others are given up."""
    people = [t for t in verb.children if t.dep_ == "dobj"]
    to_law = any(t.lower_ in lex.SECURITY for n in after_preposition(verb, {"to"}) for t in n.subtree)
    return "transfer" if to_law and any(is_people(p) for p in people) else None


def _net(verb: Token) -> DetentionType | None:
    """Read 'the sweep netted nine suspects'."""
    by = any(t.lemma_.lower() in lex.SWEEPS | lex.SECURITY for t in agents_of(verb))
    return "arrest" if by and any(is_people(p) for p in _done_to(verb)) else None


def _drive(verb: Token) -> DetentionType | None:
    """Read 'gunmen marched the worshippers into the forest'."""
    wild = any(n.lower_ in lex.WILDS for n in after_preposition(verb, {"into", "to", "towards", "toward"}))
    by = agents_among(verb, lex.ABDUCTORS | ARMED)
    return "abduction" if wild and by and any(is_people(p) for p in _done_to(verb)) else None


def _make_way(verb: Token) -> DetentionType | None:
    """Read 'dug their way out of the prison'."""
    way = any(t.dep_ == "dobj" and t.lower_ in {"way", "tunnel"} for t in verb.children)
    out = any(t.lower_ in {"out", "from"} for t in verb.children) and bool({t.lower_ for t in verb.subtree} & lex.WALLS)
    return "escape" if way and out and any(is_captive_by_name(p) for p in _who(verb)) else None


def _vanish(verb: Token) -> DetentionType | None:
    """Read 'vanished from his cell'."""
    walls = any(n.lower_ in lex.WALLS for n in after_preposition(verb, {"from"}))
    return "escape" if walls and any(may_be_people(p) or p.lower_ in _PRONOUNS for p in _who(verb)) else None


def _fall(verb: Token) -> DetentionType | None:
    """Read 'the pilots fell into enemy hands'."""
    hands = any(n.lower_ == "hands" for n in after_preposition(verb, {"into"}))
    return "capture" if hands and any(is_people(p) for p in _who(verb)) else None


def _jail(verb: Token) -> DetentionType | None:
    """Read 'jailed pending trial', which is no sentence."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 9]]
    waits = any(a in {"pending", "awaiting"} for a in after) or "ahead of trial" in " ".join(after)
    return "arrest" if waits and any(is_people(p) for p in _done_to(verb)) else None


def _go_home(verb: Token) -> DetentionType | None:
    """Read 'returned home after three months in a jail'; of captives by name other rules do."""
    home = any(t.lower_ == "home" for t in verb.children)
    kept = any(t.lower_ in lex.WALLS for n in after_preposition(verb, {"after", "from"}) for t in n.subtree)
    return "release" if home and kept and any(is_people(p) for p in _who(verb)) and verb.tag_ in {"VBD", "VBN"} else None


def _haul(verb: Token) -> DetentionType | None:
    """Read 'police hauled in 40 people', whose object the tree takes for a place."""
    people = [*after_preposition(verb, {"in"}), *_done_to(verb)]
    into = any(t.lower_ == "in" for t in verb.children)
    by = agents_among(verb, lex.SECURITY) or is_passive(verb)
    return "arrest" if into and by and any(may_be_people(p) and not is_thing(p) for p in people) else None


def _bail(verb: Token) -> DetentionType | None:
    """Read 'was bailed by a court'."""
    return "release" if is_passive(verb) and any(is_people(p) for p in _done_to(verb)) else None


def _remand(verb: Token) -> DetentionType | None:
    held = any(t.lower_ in CUSTODY for n in after_preposition(verb, {"in", "into", "to"}) for t in n.subtree)
    return "arrest" if held and any(is_people(p) or p.pos_ in {"PRON", "PROPN"} for p in _done_to(verb)) else None


_RULES: dict[str, Callable[[Token], DetentionType | None]] = {
    "leave": _leave,
    "receive": _receive,
    "surrender": _surrender,
    "net": _net,
    **dict.fromkeys(("march", "drive", "herd", "lead", "force", "drag"), _drive),
    **dict.fromkeys(("dig", "saw", "cut", "blast", "shoot", "fight", "bribe"), _make_way),
    **dict.fromkeys(("vanish", "disappear"), _vanish),
    "fall": _fall,
    "jail": _jail,
    **dict.fromkeys(("return", "come", "go", "fly"), _go_home),
    "haul": _haul,
    "bail": _bail,
    "remand": _remand,
}
