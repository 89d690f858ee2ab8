"""Tell a deed in general from one that happened: 'drones that strike power lines', 'when a shell falls', 'suppose a bomb fell'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import SPEECH, child, is_verb

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

_PRESENT = frozenset({"VBP", "VBZ"})
# What stays: those of whom it is said now are held now, in general or not.
_STATES = frozenset({"hold", "keep", "imprison", "jail"})
_WHENEVER = frozenset({"when", "whenever", "once", "until", "unless", "before", "if"})
_MOMENTS = frozenset({"moment", "minute", "second", "instant", "day"})
_RATE = re.compile(
    r"\b(?:rounds?|shells?|rockets?|missiles?|times) (?:an?|per|each|every) (?:second|minute|hour|day)\b", re.IGNORECASE
)


def is_generic(verb: Token) -> str | None:
    """Give why a verb of striking or taking tells of no single deed; null where nothing in its clause says so."""
    if _is_subjunctive(verb):
        return "subjunctive"
    if verb.head.lemma_.lower() in {"suppose", "imagine"} and verb.head.tag_ == "VB" and child(verb.head, "nsubj", "aux") is None:
        return "supposed"
    if _is_allowed(verb) or _is_detectable(verb):
        return "generic"
    if not is_present(verb):
        return None
    if _qualifies_a_kind(verb) or _is_got(verb) or _is_manner(verb):
        return "generic"
    if _is_moment(verb) or _is_whenever(verb):
        return "conditional"
    return "rate" if _RATE.search(verb.doc.text, verb.idx) else None


def is_present(verb: Token) -> bool:
    """Tell the simple present, active ('strikes') or passive ('are detained')."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if aux:
        return verb.tag_ == "VBN" and len(aux) == 1 and aux[0].tag_ in _PRESENT and aux[0].dep_ == "auxpass"
    return verb.tag_ in _PRESENT


def _is_subjunctive(verb: Token) -> bool:
    """Read 'the condition is that their leader be released': a bare 'be' after 'that'."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return that and len(aux) == 1 and aux[0].lower_ == "be" and aux[0].tag_ == "VB"


def _main(verb: Token) -> Token:
    while verb.head != verb and not (is_verb(verb) and verb.dep_ in {"ROOT", "ccomp", "parataxis"}):
        verb = verb.head
    return verb


def _is_timeless(verb: Token) -> bool:
    """Tell a main clause that holds at any time: in the present or with a modal."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if aux:
        return aux[0].tag_ in _PRESENT | {"MD"} and not any(c.lower_ in {"has", "have"} for c in aux)
    return verb.tag_ in _PRESENT


def _is_bare(noun: Token) -> bool:
    """Tell a kind of thing from some of its kind: a plural with nothing before it but adjectives."""
    return noun.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss", "predet"} for c in noun.children)


def _qualifies_a_kind(verb: Token) -> bool:
    """Read 'drones that strike power lines are cheap', 'people who are detained have the right to a lawyer'."""
    kind = verb.head
    if verb.dep_ != "relcl" or verb.lemma_.lower() in _STATES or not _is_bare(kind):
        return False
    main = _main(kind)
    return is_verb(main) and _is_timeless(main) and (kind.head == main or main.lemma_.lower() not in SPEECH)


def _is_got(verb: Token) -> bool:
    """Read 'hospitals get bombed'."""
    who = child(verb, "nsubjpass", "nsubj")
    return who is not None and _is_bare(who) and any(c.lower_ == "get" and c.dep_ == "auxpass" for c in verb.children)


def _is_each_time(word: Token) -> bool:
    return word.lower_ == "time" and any(c.lower_ in {"every", "each", "any"} for c in word.children)


def _is_manner(verb: Token) -> bool:
    """Read 'the manual explains how prisoners are transferred'."""
    how = any(c.lower_ == "how" and c.dep_ == "advmod" for c in verb.children)
    who = child(verb, "nsubjpass", "nsubj")
    return how and who is not None and _is_bare(who) and _is_timeless(_main(verb.head))


def _is_allowed(verb: Token) -> bool:
    """Read 'the law lets police detain suspects'."""
    over = verb.head
    return verb.tag_ == "VB" and verb.dep_ == "ccomp" and over.lemma_.lower() == "let" and over.tag_ in _PRESENT


def _is_detectable(verb: Token) -> bool:
    """Read 'the radar can detect rockets fired from 300 km away'."""
    main = verb.head.head
    can = any(c.dep_ == "aux" and c.lower_ == "can" for c in main.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and can and verb.head.dep_ == "dobj" and _is_bare(verb.head)


def _is_moment(verb: Token) -> bool:
    """Read 'the truce ends the moment a rocket is fired'."""
    when = verb.head
    if any(_is_each_time(c) for c in verb.children):
        return _is_timeless(_main(verb.head))
    return verb.dep_ in {"relcl", "advcl", "acl"} and (when.lower_ in _MOMENTS or _is_each_time(when)) and _is_timeless(_main(when))


def _is_whenever(verb: Token) -> bool:
    """Read 'when a drone strikes a car, its passengers have no time': any drone, at any time."""
    if verb.dep_ != "advcl" or not any(c.lower_ in _WHENEVER for c in verb.children):
        return False
    who = child(verb, "nsubj", "nsubjpass")
    any_one = who is not None and (
        _is_bare(who) or who.pos_ == "PRON" or any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in who.children)
    )
    return any_one and _is_timeless(_main(verb.head))
