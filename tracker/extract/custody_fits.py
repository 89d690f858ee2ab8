"""Tell whether what a verb of custody is done to, by whom, and from where make a detention of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_detentions as lex
from tracker.extract.custody_verbs import ARMED, agents_among
from tracker.extract.detainees import antecedent, is_captive, is_captive_by_name, is_thing, may_be_people
from tracker.extract.lexicon_people import is_people
from tracker.extract.lexicon_topics import CUSTODY
from tracker.extract.means import agents_of
from tracker.extract.topic import custody_near
from tracker.extract.tree import after_preposition, is_passive, noun_modifiers

if TYPE_CHECKING:
    from tracker.extract.parsed import Token
    from tracker.model import DetentionType

_TAKEN = frozenset({"arrest", "capture", "abduction"})

# 'Taken away' and the like are an arrest where police or soldiers do it.
LOADING = frozenset("bundle shove load".split())
_TROOPS = frozenset("platoon patrol squad crew unit garrison column".split())
LEADING = frozenset("drive take carry drag whisk march haul lead spirit".split())


def _leads_away(verb: Token) -> bool:
    out = {"out", "from"} if verb.lemma_ in {"drag", "haul"} else set()
    return any(t.lower_ in {"off", "away"} | out for t in verb.children)


def broken_out(verb: Token, people: list[Token]) -> bool:
    """Tell 'gunmen freed 40 inmates in an attack on the jail', who were broken out of it."""
    near = {t.lower_ for t in verb.doc}
    prisoners = any(p.lemma_.lower() in {"prisoner", "inmate", "detainee", "convict"} for p in people)
    return prisoners and bool(near & _JAILS) and bool(near & _STORMS) and agents_among(verb, lex.ABDUCTORS | ARMED)


_JAILS = frozenset("prison jail gaol prisons jails".split())
_STORMS = frozenset("attack attacked stormed storming raid raided assault assaulted overran attacking raiding".split())


def fits(verb: Token, word: str, people: list[Token], found: DetentionType, *, of_phrase: bool) -> bool:
    """Tell whether what a verb is done to makes a detention of it: people, or captives where the verb has other senses."""
    if word in {"catch", "nab", "pick"}:
        near = lex.SWEEPS | lex.SECURITY if word == "nab" else lex.SWEEPS
        swept = is_passive(verb) and word != "catch" and any(t.lower_ in near for t in verb.subtree)
        named = {m.lower_ for p in people for m in noun_modifiers(p)}
        suspected = not is_passive(verb) and bool(named & (lex.FIGHTERS | {"suspected"}))
        by_law = swept or suspected or agents_among(verb, lex.SECURITY)
        return by_law and any(may_be_people(p) and not is_thing(p) for p in people)
    if word in LOADING:
        into = {t.lower_ for n in after_preposition(verb, {"into", "onto"}) for t in (n, *n.conjuncts)}
        by = agents_among(verb, lex.ABDUCTORS | lex.SECURITY | ARMED) or (word == "bundle" and is_passive(verb))
        return by and bool(into & lex.VEHICLES) and any(is_people(p) or p.pos_ == "PRON" for p in people)
    if word == "hijack":
        return any(is_people(antecedent(p)) for p in people)
    if word == "snatch" and is_passive(verb) and any(is_people(p) or p.lower_ in {"they", "he", "she", "them"} for p in people):
        return True
    if word in LEADING and _leads_away(verb):
        if any(t.lower_ in lex.RESCUED_FROM for t in verb.doc):
            return False  # by rescuers
        taken = any(is_people(p) or (p.pos_ in {"PRON", "PROPN"} and may_be_people(p) and not is_thing(p)) for p in people)
        return taken and agents_among(verb, lex.ABDUCTORS | lex.SECURITY | ARMED)
    if word in lex.TAKING or (of_phrase and found in _TAKEN):
        return not people or any(may_be_people(p) for p in people)
    if word == "hold":
        return _is_held(verb, people)
    if word == "seize":
        return any(is_people(p) or p.lemma_.lower() in _TROOPS for p in people) or any(
            t.lower_ == "who" and t.dep_ == "nsubjpass" for t in verb.children
        )
    if word in lex.GOING_HOME:
        if word == "walk" and of_phrase and any(n.lower_ in lex.WALLS for n in _out_of(verb)):
            return any(is_people(p) or p.pos_ == "PRON" for p in people)  # 'walked out of prison'
        from_captors = any(t.lower_ in lex.CAPTORS for t in verb.subtree) and word in {"slip", "run"}
        return any(is_captive_by_name(p) or (from_captors and may_be_people(p)) for p in people) or (from_captors and not people)
    if word == "show":
        return any(is_captive_by_name(p) for p in people)
    if word in {"hand", "turn"} and _to_authority(verb):
        return any(may_be_people(p) for p in people)
    if word in lex.CARRIES and not of_phrase:
        tried = {t.lower_ for t in verb.subtree} & {"trial", "charges", "prosecution"} and any(
            t.lower_ == "to" for t in verb.children
        )
        wanted = tried and any(is_people(p) and _suspected(p) for p in people)
        moved = word not in {"take", "bring"} and any(t.lower_ in {"from", "to"} for t in verb.children)
        captives = moved and any(is_captive_by_name(p) and not {t.lower_ for t in p.lefts} & _LET_OUT for p in people)
        return bool(wanted or captives) or (any(is_captive(p, word) for p in people) and _from_or_to_custody(verb))
    if word == "break":
        return any(custody_near(p) for p in people) and any(may_be_people(p) for p in people)
    if word in lex.NEEDS_CAPTIVES:
        return any(is_captive(p, word) for p in people) and not _escapes_harm(verb, word)
    return any(may_be_people(p) and not is_thing(p) for p in people)


def _out_of(verb: Token) -> list[Token]:
    """Give what those come out of who 'walked free on Friday from a prison', 'walked out of jail'."""
    out = [verb, *(t for t in verb.children if t.lower_ in {"out", "free"})]
    return [n for w in out for n in after_preposition(w, {"from", "of"})]


_LET_OUT = frozenset({"freed", "released", "former", "rescued", "liberated", "returned", "exchanged", "wounded"})


def _suspected(person: Token) -> bool:
    """Tell 'two suspected smugglers', 'an alleged bomber', 'a fugitive banker', who are flown to a trial."""
    named = person.lemma_.lower() in {"suspect", "fugitive"} or person.lemma_.lower() in lex.FIGHTERS
    return named or any(t.lower_ in {"suspected", "alleged", "accused", "wanted", "fugitive"} for t in person.lefts)


def _to_authority(verb: Token) -> bool:
    return any(
        t.lemma_.lower() in lex.SECURITY | {"counterpart", "interpol"} or t.lower_ == "police"
        for n in after_preposition(verb, {"to"})
        for t in n.subtree
    )


def by_abductors(verb: Token, people: list[Token]) -> bool:
    """Tell 'gunmen seized five villagers' (an abduction) from 'troops seized five fighters' (a capture)."""
    takers = {t.lemma_.lower() for t in agents_of(verb)}
    return bool(takers & lex.ABDUCTORS) or any(p.lemma_.lower() in lex.CIVILIANS for p in people)


def civilians_captive(verb: Token, people: list[Token]) -> bool:
    """Tell 'rebels took three miners captive', an abduction, from soldiers who are taken captive."""
    captive = any(t.lower_ == "captive" for t in verb.doc[verb.i + 1 : verb.i + 8])
    armed = any({p.lemma_.lower(), p.lower_} & (lex.SECURITY | lex.FIGHTERS | lex.ABDUCTORS) for p in people)
    return captive and not armed and agents_among(verb, lex.ABDUCTORS | ARMED) and any(is_people(p) for p in people)


def _is_held(verb: Token, people: list[Token]) -> bool:
    """Tell people in custody from talks, towns and office that are held: 'is holding 20 villagers', 'are still held in X'."""
    if any(t.lower_ in lex.HELD_OTHERWISE for t in verb.children):
        return False
    if any(p.lemma_.lower() in lex.HELD_THINGS for p in people):
        return False
    if is_passive(verb):
        return any(may_be_people(p) for p in people)
    return any(is_people(p) or p.lower_ in {"him", "her", "them"} for p in people)


def _from_or_to_custody(verb: Token) -> bool:
    """Tell 'flew 150 suspects from a prison to Iraq' from other journeys."""
    near = {t.lower_ for p in verb.children if p.dep_ == "prep" and p.lower_ in {"from", "to", "out", "into"} for t in p.subtree}
    return bool(near & (CUSTODY | {"camp", "camps"}))


def _escapes_harm(verb: Token, word: str) -> bool:
    """Tell flight from danger ('fled the fighting', 'escaped unhurt') from flight out of custody."""
    if word not in {"escape", "flee"}:
        return False
    what = {t.lower_ for c in verb.children if c.dep_ in {"dobj", "prep", "advcl"} for t in c.subtree}
    if what & CUSTODY:
        return False
    if any(c.dep_ == "dobj" for c in verb.children):
        return True  # 'escaped the siege'
    unhurt = {t.lower_ for t in verb.children} & lex.UNHURT
    return word == "flee" or bool(unhurt or what & lex.DANGERS)
