"""Tell words of taking, holding, moving and freeing people from their other senses: no captured towns, no press releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_detentions as lex
from tracker.extract.detainees import detainees, is_captive, is_thing, may_be_people
from tracker.extract.lexicon_people import is_people
from tracker.extract.lexicon_topics import CUSTODY, SPORT
from tracker.extract.means import agents_of
from tracker.extract.topic import custody_near
from tracker.extract.tree import after_preposition, is_passive, noun_modifiers, subjects
from tracker.extract.trigger import Trigger, counted_heads, is_definite, make
from tracker.model import DetentionType

if TYPE_CHECKING:
    from spacy.tokens import Token


def detention_trigger(token: Token) -> Trigger | None:
    if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBG"}:
        return detain_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return detain_noun(token)
    return None


def _verb_word(verb: Token) -> str:
    """Give a verb's lemma; where the small model left a form alone ('repatriated'), take its ending off."""
    lemma: str = verb.lemma_.lower()
    if lemma.endswith("ed") and lemma[:-1] in lex.DETAIN_VERBS:
        return lemma[:-1]
    if lemma.endswith("ed") and lemma[:-2] in lex.DETAIN_VERBS:
        return lemma[:-2]
    return lemma


def detain_verb(verb: Token) -> Trigger | None:
    word = _verb_word(verb)
    if {t.lower_ for t in verb.doc} & SPORT and word in lex.NEEDS_CAPTIVES:
        return None
    phrase = _phrase_type(verb, word)
    found = phrase or lex.DETAIN_VERBS.get(word)
    if found is None:
        return None
    if found in {"arrest", "capture", "abduction"} and is_passive(verb) and _lasts(verb):
        found = "held"
    people = detainees(verb, word)
    if phrase is not None and found in {"capture", "abduction", "arrest"}:
        fits = not people or any(may_be_people(p) for p in people)
    elif word == "hold":
        fits = _is_held(verb, people)
    elif word == "seize":
        fits = any(is_people(p) for p in people)
    elif word in lex.CARRIES and phrase is None:
        fits = any(is_captive(p, word) for p in people) and _from_or_to_custody(verb)
    elif word in lex.NEEDS_CAPTIVES:
        fits = any(is_captive(p, word) for p in people) and not _escapes_harm(verb, word)
    elif word in {"detain", "arrest", "apprehend", "abduct", "kidnap", "re-arrest", "rearrest"}:
        fits = not people or any(may_be_people(p) for p in people)
    else:
        fits = any(may_be_people(p) and not is_thing(p) for p in people)
    if not fits:
        return None
    if word in {"seize", "snatch"} and _by_abductors(verb, people):
        found = "abduction"
    if verb.dep_ == "amod" and not is_passive(verb.head):
        return None  # 'the arrested leader' tells of no second arrest
    weak = verb.dep_ == "amod"
    return make(verb, found, noun=False, weak=weak)


def _lasts(verb: Token) -> bool:
    """Tell 'still detained', 'remain jailed': a stock, not a taking."""
    return any(t.lower_ == "still" for t in verb.children) or (
        verb.head.lemma_ in {"remain", "stay"} and verb.dep_ in {"acomp", "xcomp", "attr", "oprd", "advcl"}
    )


def _by_abductors(verb: Token, people: list[Token]) -> bool:
    """Tell 'gunmen seized five villagers' (an abduction) from 'troops seized five fighters' (a capture)."""
    takers = {t.lemma_.lower() for t in agents_of(verb)}
    return bool(takers & lex.ABDUCTORS) or any(p.lemma_.lower() in lex.CIVILIANS for p in people)


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
    unhurt = {t.lower_ for t in verb.children} & {"unhurt", "unharmed", "unscathed", "injury", "death", "alive"}
    return (
        word == "flee"
        or bool(unhurt)
        or bool(what & {"fighting", "violence", "war", "strike", "strikes", "shelling", "bombing", "homes"})
    )


_PHRASE_VERBS = frozenset(first for first, _ in lex.DETAIN_PHRASES)


def _phrase_type(verb: Token, word: str) -> DetentionType | None:
    if word not in _PHRASE_VERBS:
        return None
    if word in {"hand", "give", "turn"} and any(t.lower_ in {"themselves", "himself", "herself"} for t in verb.children):
        return "capture" if any(t.lower_ in {"in", "up", "over"} for t in verb.doc[verb.i + 1 : verb.i + 4]) else None
    near = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) <= 12 and t.i != verb.i}
    near |= {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    for (first, second), type_ in lex.DETAIN_PHRASES.items():
        if first == word and second in near:
            if (
                word == "take"
                and second == "hostages"
                and not any(t.lower_ == "hostages" and t.dep_ == "dobj" for t in verb.children)
            ):
                continue
            return type_
    return None


def detain_noun(noun: Token) -> Trigger | None:
    word = noun.lemma_.lower()
    if noun.lower_ in lex.IN_CUSTODY and _is_stock(noun):
        return make(noun, "held", noun=True)
    found = lex.DETAIN_NOUNS.get(word) or lex.DETAIN_NOUNS.get(noun.lower_.rstrip("s"))
    if found is None or (noun.dep_ in {"compound", "amod", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}):
        return None
    before = {t.lower_ for t in noun_modifiers(noun)}
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    if after in lex.DETAIN_NOT_BEFORE or before & lex.DETAIN_NOT_AFTER:
        return None
    people = [t for n in after_preposition(noun, {"of", "for"}) for t in (n, *counted_heads(n))]
    owners = [t for t in noun.children if t.dep_ == "poss"]
    captives = any(b.rstrip("s") in lex.CAPTIVES for b in before) or any(t.lemma_.lower() in lex.CAPTIVES for t in people)
    if word in {"jailbreak", "breakout", "hostage-taking", "prison-break"}:
        return make(noun, found, noun=True, weak=is_definite(noun))
    if word in {
        "swap",
        "exchange",
        "handover",
        "rescue",
        "escape",
        "transfer",
        "release",
        "liberation",
        "surrender",
        "repatriation",
    }:
        fits = captives or (any(may_be_people(p) for p in people) and custody_near(noun)) or bool(owners and custody_near(noun))
    else:
        fits = any(may_be_people(p) and not is_thing(p) for p in people) or bool(before & {"mass", "more", "new"})
        fits = fits or bool(owners) or noun.tag_ == "NNS" or any(t.dep_ == "nummod" for t in noun.children)
    if not fits:
        return None
    return make(noun, found, noun=True, weak=bool(owners) or is_definite(noun))


def _is_stock(noun: Token) -> bool:
    """Tell '34 workers are in custody', 'hostages still in captivity' from 'held in custody', where the verb is the trigger."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"in", "behind"}:
        return False
    over = prep.head
    if over.lemma_ in {"be", "remain", "stay", "languish"}:
        return any(may_be_people(t) for t in subjects(over))
    return over.pos_ in {"NOUN", "PROPN"} and is_people(over) and (over.dep_ == "ROOT" or noun.lower_ not in {"prison", "jail"})
