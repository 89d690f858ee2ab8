"""Read the means of a strike, which give its type: what words name, alone or in a clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.tree import after_preposition, clause, is_passive, noun_modifiers, objects, subjects
from tracker.extract.trigger import phrase
from tracker.model import StrikeType

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def word_of(token: Token) -> str:
    """Give a token's lemma, as the small model often leaves plurals of names and rare words alone."""
    lower: str = token.lower_
    if token.pos_ == "PROPN" and lower.endswith("s") and len(lower) > 4:
        return lower[:-1]
    lemma: str = token.lemma_.lower()
    return lemma


def means(tokens: list[Token]) -> list[StrikeType]:
    """Give the types of strike that words name as means, in their order, each once."""
    out: list[StrikeType] = []
    for t in tokens:
        word = word_of(t)
        found = lex.MEANS.get(word) or lex.MEANS.get(t.lower_) or lex.MEANS.get(t.lower_.rstrip("s"))
        if found is not None and (not _carries(t) or _of_crowd_control(t)):
            continue
        if found is None and word == "munition" and t.i and t.nbor(-1).lower_ == "loitering":
            found = "drone_strike"
        if found is None and word in {"weapon", "vehicle", "element", "team"}:
            found = _by_kind(t)
        if found is None and word == "bomb" and _is_air_bomb(t):
            found = "air_strike"
        if found is not None and found not in out:
            out.append(found)
    return out


def _of_crowd_control(token: Token) -> bool:
    """Tell what disperses a crowd: 'tear gas shells', 'a stun shell'."""
    return any(m.lower_ in lex.CROWD_CONTROL for m in noun_modifiers(token))


def _carries(token: Token) -> bool:
    """Tell a means from what only looks like one: 'air base', 'suicide bomber', 'tank commander'."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in lex.AERIAL:
        return following not in lex.AIR_NOT_BEFORE
    if is_vessel(token):
        return False
    if token.lower_ in {"bomber", "bombers"}:
        return token.lower_ == "bombers" and not any(m.lower_ in lex.NOT_FROM_DISTANCE for m in noun_modifiers(token))
    return True


def is_vessel(token: Token) -> bool:
    """Tell a storage tank from one that fires."""
    return token.lower_ in {"tank", "tanks"} and token.i > 0 and token.nbor(-1).lower_ in lex.VESSELS


def _by_kind(token: Token) -> StrikeType | None:
    """Read 'high-precision weapons', which are missiles, and 'fire support vehicles', which are guns."""
    kinds = {m.lower_ for m in noun_modifiers(token)}
    if token.lower_.startswith("weapon"):
        return "missile_strike" if "precision" in kinds or "high-precision" in kinds else None
    return "shelling" if {"fire", "support"} <= kinds else None


def _is_air_bomb(token: Token) -> bool:
    return any(m.lower_ in lex.AIR_BOMBS for m in noun_modifiers(token))


def is_munition(token: Token) -> bool:
    """Tell what is fired or dropped from what fires it."""
    word = word_of(token)
    if word in {"bomb", "bombs"}:
        return True
    found = lex.MEANS.get(word) or lex.MEANS.get(token.lower_.rstrip("s"))
    return found in {"missile_strike", "drone_strike"} or word in {"shell", "mortar", "munition", "projectile", "round", "ordnance"}


_MIXTURE = re.compile(
    r"\b(?:drones?|uavs?)\b\W+(?:\w+\W+){0,4}?(?:and|with)\W+(?:\S+\W+){0,4}?(?:missiles?|rockets?)\b|"
    r"\b(?:missiles?|rockets?)\b\W+(?:\w+\W+){0,4}?(?:and|with)\W+(?:\S+\W+){0,4}?(?:drones?|uavs?)\b",
    re.IGNORECASE,
)


def mixed(found: list[StrikeType], text: str) -> StrikeType | None:
    """Choose one type of several means: drones and missiles are 'strike'; a drone outranks its missiles; else the first."""
    if {"drone_strike", "missile_strike"} <= set(found):
        return "strike" if _MIXTURE.search(text) else "drone_strike"
    return found[0] if found else None


def means_around(noun: Token) -> StrikeType | None:
    """Read a nominal strike's means from its author or instrument: 'strikes by warplanes', 'jets carried out strikes'."""
    verb = clause(noun)
    near: list[Token] = list(after_preposition(noun, {"by", "from", "with", "using"}))
    if verb.lemma_ in lex.LIGHT_VERBS and noun.dep_ in {"dobj", "nsubjpass", "obj"}:
        near += subjects(verb) if noun.dep_ == "dobj" else []
        near += after_preposition(verb, {"by", "from", "with"})
        near += [o for v in verb.children if v.lemma_ == "use" for o in objects(v)]
    near += [o for v in noun.children if v.lemma_ == "use" for o in objects(v)]
    return mixed(means([t for n in near for t in phrase(n)]), noun.doc.text)


def agents_of(verb: Token) -> list[Token]:
    """Give the words of who or what does it: active subjects, passive agents, 'with' and 'in' phrases."""
    passive = is_passive(verb)
    active = [] if passive else [t for t in subjects(verb) if t.dep_ != "nsubjpass" or t.head != verb]
    active += [c for t in active for c in t.conjuncts]
    by = list(after_preposition(verb, {"by", "with", "from", "using", "in"} if passive else {"with", "using", "from"}))
    if verb.lemma_ in lex.AIMING_VERBS:
        by += with_munition(verb)
    using = [o for v in verb.children if v.lemma_ in {"use", "fire", "drop"} for o in objects(v)]
    return [*active, *by, *using, *used_for(verb)]


def used_for(verb: Token) -> list[Token]:
    """Give what is used to do harm: 'used drones to kill' (helicopters used to land troops do none)."""
    use = verb.head
    if verb.tag_ != "VB" or use.lemma_.lower() not in {"use", "deploy", "employ"} or verb.lemma_.lower() not in lex.PURPOSES:
        return []
    to = verb.dep_ in {"xcomp", "advcl"} and any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children)
    return objects(use) if to else []


def with_munition(verb: Token) -> list[Token]:
    """Give the munition after a 'with' of the clause, wherever the parse hung it: 'targeted a base near the town with rockets'."""
    for prep in verb.doc[verb.i + 1 : verb.i + 25]:
        if prep.lower_ == "with":
            return [t for t in verb.doc[prep.i + 1 : prep.i + 8] if t.pos_ in {"NOUN", "PROPN"} and is_munition(t)]
        if prep.text in {".", ";"} or (prep.pos_ == "VERB" and prep.tag_ == "VBD"):
            break
    return []
