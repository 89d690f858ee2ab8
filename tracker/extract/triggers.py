"""Find the words that tell of a strike or a detention, in their grammatical setting.

1. A gate of one compiled expression passes the sentences that can hold such a word at all.
2. Each word of the lexicon is tried by the rule for its class; other senses (labour strikes, captured towns, released
   statements) fall out here. Modality (threats, plans, denials) is judged elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.detention_triggers import detention_trigger
from tracker.extract.strike_nouns import strike_noun
from tracker.extract.strike_verbs import strike_verb
from tracker.extract.topic import is_sport
from tracker.extract.tree import after_preposition, objects, subjects
from tracker.extract.trigger import Trigger, counted_heads

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token
    from tracker.model import Kind

GATE = re.compile(
    r"\b(?:air|hunger )?(?:strik\w*|struck|bomb\w*|shell\w*|raid\w*|rocket\w*|missile\w*|drone\w*|uavs?|mortar\w*|artillery|"
    r"quadcopters?|barrage\w*|salvo\w*|warplane\w*|jets?|helicopter\w*|aircrafts?|planes?|tanks?|fire|fired|firing|fires|"
    r"detain\w*|detention\w*|arrest\w*|re-?arrest\w*|captur\w*|recaptur\w*|seiz\w*|abduct\w*|kidnap\w*|hostage\w*|prisoners?|captives?|"
    r"captivity|custody|round(?:ed|ing|s|-)? ?up|transfer\w*|extradit\w*|deport\w*|releas\w*|freed|free|frees|freeing|liberat\w*|"
    r"rescu\w*|swap\w*|exchang\w*|repatriat\w*|escap\w*|jailbreak\w*|prison|prisons|jail\w*|imprison\w*|surrender\w*|apprehend\w*|"
    r"held|holds?|holding|detainees?|inmates?|hand(?:ed|ing|s)?|moved|let(?:s|ting)?|themselves|himself|broke|flown|relocat\w*|disappear\w*|snatch\w*|incarcerat\w*|bombard\w*|hit|hits|hitting|"
    r"pound\w*|munitions?|attacks?|airstrik\w*|air force|projectiles?|aviation|precision|targeting operations?|"
    r"hail of|swarms?|bombers?|led (?:away|off)|hauled|spirited|made off|tunnel\w*|sprung|taken (?:\S+ ){0,3}from|strafed|"
    r"caught|nabs?|nabbed|netted|nets|taken alive|remanded|bailed|picked up|got away|walk(?:ed|s)? (?:free|out)|"
    r"(?:marched|drove|driven|herded|led|forced|dragged) (?:\S+ ){1,6}(?:into|to)|cells?|trial|bundled|shoved|loaded (?:in|on)to|"
    r"behind bars|carried off|dragged|whisked|"
    r"drove (?:off|away) with|ran away|slipped away|hijacked|hand(?:ed)? back|t(?:ook|aken) away|"
    r"taken (?:away|by)|took (?:\S+ ){1,4}from|freedom)\b",
    re.IGNORECASE,
)


def find_triggers(doc: Doc, *, war: bool = True, custody: bool = False) -> tuple[Trigger, ...]:
    """Find all triggers of a sentence, in order, at most one a token.

    `war` tells that the article is about armed force, `custody` that it speaks of prisons or prisoners.
    """
    out = []
    doc.user_data["custody"] = custody
    practice = [t for t in doc if t.lower_ in lex.PRACTICE and t.dep_ in {"amod", "compound", "nmod"}]
    played = [t for t in doc if t.lower_ in lex.EXERCISES or (t.lower_ == "game" and t.i and t.nbor(-1).lower_ == "war")]
    for token in doc if not is_sport(doc) else ():
        found = strike_trigger(token, war=war) or detention_trigger(token)
        if found is None or (practice and _is_practice(token, practice, found.kind)):
            continue
        if not (played and _is_played(token, played)) and not _is_test(token):
            out.append(found)
    return tuple(t for t in out if not _is_consequence(doc[t.token], out))


def strike_trigger(token: Token, *, war: bool) -> Trigger | None:
    """Try a token as a noun or a verb of striking."""
    named = token.lower_ in lex.STRIKE_NOUNS and (token.pos_ not in {"VERB", "AUX"} or token.lower_.startswith("air"))
    if token.pos_ in {"NOUN", "PROPN"} or named:
        return strike_noun(token, war=war)
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        if token.lower_ in {"shelling", "bombing", "bombings"} and _looks_nominal(token):
            return strike_noun(token, war=war)
        return strike_verb(token, war=war)
    return None


def _is_practice(trigger: Token, practice: list[Token], kind: Kind) -> bool:
    """Tell a strike on 'mock targets' or with 'practice rockets'; a clause joined to such a one is of the same exercise."""
    if kind == "detention":
        return any(t.head == trigger for t in practice)  # 'a mock hostage rescue'
    if trigger.dep_ == "amod" and any(t.head == trigger.head for t in practice):
        return True
    return any(trigger.is_ancestor(t) or (trigger.dep_ == "conj" and trigger.head.is_ancestor(t)) for t in practice)


def _is_played(trigger: Token, played: list[Token]) -> bool:
    """Tell what is done in an exercise, or what one begins or ends with: 'fired shells at targets in the exercise'."""
    above = [trigger, *trigger.ancestors]
    for game in played:
        if game.dep_ == "nsubj" and game.head in above[1:] and game.head.lemma_.lower() in lex.GOES_ON:
            return True
        prep = game.head if game.dep_ == "pobj" else None
        if prep is None or prep.lower_ not in {"in", "during", "for"}:
            continue
        fired = trigger.lemma_.lower() in lex.FIRING_VERBS and trigger.is_ancestor(prep)
        if fired or (prep.lower_ == "in" and prep.dep_ == "prep" and prep.head in above and prep.i < trigger.i):
            return True
    return False


def _is_test(trigger: Token) -> bool:
    """Tell 'test-fired two missiles'."""
    before = trigger.nbor(-1) if trigger.i else None
    hyphen = before is not None and before.text == "-" and trigger.i > 1
    return (trigger.nbor(-2) if hyphen else before or trigger).lower_ in {"test", "tested", "testing"}


def _looks_nominal(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.dep_ in {"aux", "csubj"} and after is not None and after.tag_ in {"VBD", "VBZ"}:
        return True  # 'Shelling continued', 'bombing resumed'
    return token.dep_ in {"pobj", "nsubj", "dobj", "nsubjpass"} or (
        before is not None and (before.pos_ in {"DET", "ADJ", "NUM"} or before.tag_ in {"POS", "PRP$", "IN"})
    )


def _fires_what_hit(verb: Token, triggers: list[Trigger]) -> bool:
    """Tell 'hit by a missile fired from a jet', where the firing is no second strike."""
    munition = verb.head
    if verb.dep_ != "acl" or verb.lemma_.lower() not in lex.FIRING_VERBS:
        return False
    hit = munition.head.head if munition.dep_ == "pobj" else munition.head
    return any(t.token == hit.i and t.kind == "strike" and hit.i != verb.i for t in triggers)


def _is_consequence(verb: Token, triggers: list[Trigger]) -> bool:
    """Tell a verb that only says what a strike did, where the strike is told beside it: 'jets bombed X, killing 12'."""
    if _fires_what_hit(verb, triggers):
        return True
    if verb.lemma_.lower() not in lex.EFFECTS or verb.pos_ not in {"VERB", "AUX"}:
        return False
    strikes = {t.token for t in triggers if t.kind == "strike" and t.token != verb.i}
    around = [*subjects(verb), *after_preposition(verb, {"by", "in"})]
    if any(t.i in strikes for n in around for t in (n, *counted_heads(n))):
        return True
    if verb.dep_ not in {"advcl", "xcomp", "conj", "acl", "relcl"}:
        return False
    if verb.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False  # 'drones hit X and missiles hit Y'
    head = verb.head
    return head.i in strikes or any(t.i in strikes for t in (*subjects(head), *objects(head)))
