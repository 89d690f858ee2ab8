"""Tell verbs of striking from their other senses: 'bombed', 'fired 20 rockets', 'Israel struck a depot'; no deals struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.lexicon_actors import known_actor
from tracker.extract.lexicon_people import is_people
from tracker.extract.lexicon_topics import WAR
from tracker.extract.means import agents_of, is_munition, means, mixed, word_of
from tracker.extract.strike_nouns import is_shared
from tracker.extract.topic import war_here
from tracker.extract.tree import after_preposition, is_passive, is_place, objects, subjects
from tracker.extract.trigger import Trigger, counted, make, phrase
from tracker.model import StrikeType

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def strike_verb(verb: Token, *, war: bool) -> Trigger | None:
    """Try a verb of striking; `war` tells that the article is about armed force."""
    word = verb.lemma_.lower()
    if word in {"bombe", "bombarded"}:
        word = "bomb" if word == "bombe" else "bombard"
    if verb.lower_ in {"struck", "striking", "strikes"}:
        word = "strike"
    if word in lex.STRIKE_VERBS:
        return _own_strike_verb(verb, lex.STRIKE_VERBS[word])
    if word in lex.FIRING_VERBS and (found := _firing(verb, word)):
        return make(verb, found, noun=False)
    if word in lex.MEANS_VERBS and (found := _verb_means(verb, word)):
        return make(verb, found, noun=False)
    if (word, _particle(verb)) in lex.PHRASAL_VERBS and (found := _phrasal(verb, word)):
        return make(verb, found, noun=False)
    if word in lex.ACTOR_VERBS and (war or war_here(verb.doc) or _state_strikes(verb, word)) and _struck_by_side(verb, word):
        return make(verb, "strike", noun=False)
    if word == "destroy" and any(_is_launcher(o) for o in objects(verb)):
        return make(verb, "strike", noun=False)
    return None


def _particle(verb: Token) -> str:
    return next((t.lower_ for t in verb.children if t.dep_ == "prt" and t.i == verb.i + 1), "")


def _phrasal(verb: Token, word: str) -> StrikeType | None:
    """Read 'rockets came down on the town' and 'helicopters took out a convoy'; nobody is flown out of anywhere."""
    heads = agents_of(verb)
    if word == "come":  # drones and aircraft come down by themselves
        fired = any(means([h]) in (["missile_strike"], ["shelling"]) and is_munition(h) for h in heads)
        return _verb_means(verb, word) if fired and any(after_preposition(verb, {"on", "in", "near", "into"})) else None
    flown = {t.lower_ for o in objects(verb) for t in o.subtree} & lex.FLOWN_OUT
    return _verb_means(verb, word) if objects(verb) and not flown else None


def _is_launcher(thing: Token) -> bool:
    """Tell weapons on the ground ('a mobile missile', 'rockets prepared to launch') from those shot down in flight."""
    around = {t.lower_ for t in thing.subtree}
    ready = "mobile" in around or (around & {"prepared", "preparing", "ready"} and around & {"launch", "fire"})
    return is_munition(thing) and bool(ready)


def _own_strike_verb(verb: Token, base: StrikeType) -> Trigger | None:
    """Read 'bombed', 'shelled', 'bombarded', which need no further word; `base` is the type unless a means says otherwise."""
    agents = [t for n in agents_of(verb) for t in phrase(n)]
    if {t.lower_ for t in agents} & (lex.NOT_FROM_DISTANCE | lex.WORDS_SENT):
        return None
    if verb.lemma_ == "shell" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "out":
        return None
    if verb.lemma_ == "bomb" and not objects(verb) and not is_passive(verb) and verb.dep_ not in _DEPENDENT:
        return None
    goal = [*objects(verb), *([verb.head] if verb.dep_ == "acl" else [])]
    if any(t.lemma_.lower() in lex.FLOPS | lex.SHELLED_FOOD for t in goal):
        return None
    return make(verb, mixed(means(agents), verb.doc.text) or base, noun=False)


# Clauses whose object may stand in the clause above.
_DEPENDENT = frozenset({"relcl", "acl", "conj", "advcl", "ccomp"})


def _firing(verb: Token, word: str) -> StrikeType | None:
    """Read 'fired 20 rockets', 'barrel bombs were dropped', 'missiles launched from'; the launcher outranks what it fires."""
    if word == "shoot" and any(t.lower_ == "down" for t in verb.children):
        return None
    things = [n for o in objects(verb) for n in (o, *o.conjuncts) if not is_shared(n)]
    if verb.dep_ == "relcl" and is_munition(verb.head) and not any(is_munition(t) for t in things):
        things = [verb.head]  # 'the bomb that a jet dropped'
    if word == "drop" and (thrower := _thrown_from(verb, [*things, verb.head])) is not None:
        return thrower
    if not things and verb.dep_ == "acl":  # 'rockets fired from', 'a missile launched at'
        things = [verb.head]
    if not things and _is_misread_participle(verb):
        things = [verb.head]
    if not things:  # 'Missiles fired.'
        things = [t for t in subjects(verb) if is_munition(t)]
    phrases = [t for n in things for t in (*phrase(n), *counted(n))]
    launchers = [] if things else means([t for n in agents_of(verb) for t in phrase(n)])
    if word == "fire" and launchers and {"on", "at", "into"} & {t.lower_ for t in verb.children}:
        return launchers[0]  # 'a drone fired on the crowd'
    if word == "drop" and any(word_of(t) in lex.DROPPED for t in things):
        flown = means([t for n in agents_of(verb) for t in phrase(n)])
        return flown[0] if flown and flown[0] in {"air_strike", "drone_strike"} else None
    if not any(is_munition(t) for t in phrases):
        return None
    if word in lex.WEAK_FIRING and not {"at", "on", "towards", "toward", "against", "into"} & {t.lower_ for t in verb.children}:
        return None
    launcher = means([t for n in agents_of(verb) for t in phrase(n)])
    munition = means(phrases) or (["air_strike"] if word == "drop" else [])
    if launcher and launcher[0] in {"air_strike", "drone_strike"}:
        return launcher[0]
    if not munition:
        bombs = word == "fire" and any(word_of(t) == "bomb" for t in things)
        return "air_strike" if word == "drop" else "shelling" if bombs else None
    return "air_strike" if word == "drop" and munition == ["shelling"] else mixed(munition, verb.doc.text)


def _thrown_from(verb: Token, things: list[Token]) -> StrikeType | None:
    """Read 'grenades dropped from a drone', 'charges were dropped by drone'; not aid, not leaflets."""
    if not any(t.lemma_.lower() in {"charge", "grenade", "explosive", "device", "munition", "bomblet"} for t in things):
        return None
    found = means(list(after_preposition(verb, {"from", "by"})))
    return found[0] if found and found[0] in {"air_strike", "drone_strike"} else None


def _is_misread_participle(verb: Token) -> bool:
    """Tell 'the rebels fired mortars', which the parser may take for mortars that are fired."""
    before = verb.nbor(-1) if verb.i else None
    named = before is not None and (before.pos_ in {"NOUN", "PROPN"} or before.like_num)
    return verb.dep_ == "amod" and verb.head.i > verb.i and named and is_munition(verb.head)


def _verb_means(verb: Token, word: str) -> StrikeType | None:
    """Read the means of 'drones attacked', 'killed by a missile', 'targeted with rockets'."""
    heads = [n for n in agents_of(verb) if not _is_strike_word(n)]
    agents = [t for n in heads for t in (*phrase(n), *counted(n), *after_preposition(n, {"from"}))]
    found = means(agents)
    if not found or any(t.lower_ in lex.LEFT_BEHIND for t in agents):
        return None
    if word == "strike" and any(o.lemma_.lower() in lex.POSES for o in objects(verb)):
        return None
    if "missile_strike" in found and any(t.lower_ in lex.CARGO for h in heads for t in h.subtree):
        return None
    crewed = any(t.lower_ == "support" for t in agents)  # 'fire support vehicles'
    if not crewed and any(h.lemma_.lower() in lex.NATURAL_AGENTS | lex.NOT_THE_MEANS for h in heads[:1]):
        return None
    if word in lex.BY_ITSELF and found[0] == "air_strike" and not any(is_munition(h) for h in heads[:1]):
        return None  # aircraft land and crash by themselves, bombs do not
    if word in {"explode", "detonate", "shake", "rock"} and found[0] not in {"missile_strike", "drone_strike", "shelling"}:
        return None
    if word == "fall" and any(t.lower_ in {"by", "percent", "%", "ill", "silent"} for t in verb.children):
        return None
    return mixed(found, verb.doc.text)


def _is_strike_word(noun: Token) -> bool:
    """Tell 'killed in an air strike', where the noun is the trigger, from 'killed by a missile'."""
    return word_of(noun) in lex.STRIKE_NOUNS or noun.lower_ in lex.STRIKE_NOUNS or word_of(noun) in lex.MEANS_NOUNS


def _struck_by_side(verb: Token, word: str) -> bool:
    """Tell 'Israel struck a depot', 'targets were struck' from 'struck a deal', 'the storm hit the coast'."""
    goal = [t for o in objects(verb) for t in (o, *o.conjuncts)]
    if not goal and word == "strike" and verb.tag_ in {"VBD", "VBN"} and any(word_of(t) == "target" for t in subjects(verb)):
        return True  # 'More than 20 targets struck'
    if any(o.lemma_.lower() in lex.STRUCK_OBJECTS for o in goal) or not goal or _dawns(verb, goal):
        return False
    agents = agents_of(verb)
    if any(t.lemma_.lower() in lex.NATURAL_AGENTS | lex.BLASTS for t in agents):
        return False
    if is_passive(verb):
        words = {t.lower_ for t in verb.doc}
        return word == "strike" and bool(words & (WAR - {"force", "forces", "air", "base"})) and not agents
    if any(t.pos_ == "PRON" and t.lower_ in {"it", "they", "we"} for t in agents) and war_here(verb.doc):
        return True
    side = [t for n in agents for t in phrase(n)]
    warlike = any(t.lower_ in WAR or _is_side(t) for t in side)
    return warlike and not any(is_people(o) and o.tag_ in {"NN", "NNP"} for o in goal)


def _dawns(verb: Token, goal: list[Token]) -> bool:
    """Read 'it strikes me that nobody had read the report', 'what struck us was how quiet it was'."""
    who = [t.lower_ for t in subjects(verb)]
    told = any(t.lower_ in {"me", "us", "you", "him", "her", "them", "one"} for t in goal)
    return told and (who == ["what"] or (who == ["it"] and any(c.dep_ in {"ccomp", "advcl", "prep"} for c in verb.children)))


def _state_strikes(verb: Token, word: str) -> bool:
    """Tell 'Israel struck a depot', which needs no other word of war."""
    return word == "strike" and not is_passive(verb) and any(_is_side(t) for t in subjects(verb))


def _is_side(token: Token) -> bool:
    """Tell a name that can strike: a known armed actor, or a country."""
    return token.pos_ == "PROPN" and (known_actor(token.text) is not None or is_place(token))
