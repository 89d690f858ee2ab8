"""Tell nouns of striking from their other senses: 'two air strikes', 'mortar fire', 'the bombing campaign'; no walkouts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.lexicon_topics import SPORT
from tracker.extract.means import means, means_around, mixed, with_munition, word_of
from tracker.extract.topic import war_here
from tracker.extract.tree import after_preposition, is_place, noun_modifiers, subjects
from tracker.extract.trigger import Trigger, counted_heads, is_definite, make, phrase
from tracker.model import StrikeType

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def strike_noun(token: Token, *, war: bool) -> Trigger | None:
    """Try a noun of striking; `war` tells that the article is about armed force."""
    word = word_of(token)
    lower = token.lower_
    modifiers = noun_modifiers(token)
    names = {m.lower_ for m in modifiers}
    if token.i + 1 < len(token.doc) and _is_compound_of_other(token):
        return None
    if names & lex.NOT_FROM_DISTANCE and not means(modifiers):
        return None
    if "grenade" in names and "propelled" in names:
        return None
    by = mixed(means(modifiers), token.doc.text)
    if word in {"strike", "strikes"} or lower in {"strike", "strikes"}:
        return _plain_strike(token, by, names, war=war)
    base = lex.STRIKE_NOUNS.get(word) or lex.STRIKE_NOUNS.get(lower)
    if base is not None:
        if word.startswith("bombing") and not _is_aerial_bombing(token, by):
            return None
        return make(token, by or base, noun=True, weak=is_definite(token) and not by)
    if lower in {"missile", "rocket", "drone", "artillery"} and is_shared(token):
        return make(token, lex.MEANS[lower], noun=True)
    if lower in {"operation", "operations"} and "targeting" in names:
        return make(token, by or means_around(token) or "strike", noun=True)
    if word in lex.MEANS_NOUNS or lower in {"raids", "attacks"}:
        return _means_noun(token, word, by, names, war=war)
    return None


def is_shared(token: Token) -> bool:
    """Tell '5 missile and 17 air strikes', where the first kind shares the noun of the second."""
    if token.tag_ != "NN" or not any(t.like_num and t.lower_ not in {"one", "1"} for t in token.children):
        return False
    return any(t.dep_ == "conj" and t.lower_ in {"strikes", "attacks", "raids"} for t in token.children)


def _is_compound_of_other(token: Token) -> bool:
    """Tell a word that only qualifies the next noun ('strike group', 'bombing suspect', 'missile attack site')."""
    following = token.nbor(1)
    if token.dep_ not in {"compound", "nmod", "amod"} or following.pos_ not in {"NOUN", "PROPN"}:
        return False
    return following.lemma_.lower() not in lex.MEANS_NOUNS | lex.OF_SEVERAL


def _plain_strike(token: Token, by: StrikeType | None, names: set[str], *, war: bool) -> Trigger | None:
    """Read 'strike' and 'strikes', with a means or without."""
    if by is None and _is_in_peace(token, names):
        return None
    if by is None and _against_idea(token):
        return None
    if by is None and not (
        war or war_here(token.doc) or _does_harm(token) or _is_mission(token) or _is_near(token) or _is_on_place(token)
    ):
        return None
    return make(token, by or means_around(token) or "strike", noun=True, weak=is_definite(token) and not by)


def _is_in_peace(token: Token, names: set[str]) -> bool:
    """Tell a stoppage of work or a blow in a game by the words around 'strike'. `names` are those before it in its phrase."""
    before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    words = {t.lower_ for t in token.doc}
    if _STOPPAGE.search(token.doc.text) or _by_workers(token):
        return True
    on_strike = token.i and token.nbor(-1).lower_ in {"on", "into"} and token.tag_ == "NN"
    counted = before & {"first", "second", "third"} - names
    return bool((names | before) & lex.LABOUR or words & (SPORT | lex.LABOUR_CUES) or on_strike or counted)


_STOPPAGE = re.compile(
    r"\bwalk(?:ed|s|ing)? out\b(?! of)|\bdown(?:ed|s|ing)? tools\b|\bstopp(?:ed|ing) work\b|"
    r"\b\d+[- ](?:hour|day|week)(?:-long)? strike\b",
    re.IGNORECASE,
)


def _by_workers(noun: Token) -> bool:
    """Tell the strike of those who work: 'a strike by junior doctors', 'ground crews staged a strike'."""
    over = noun.head
    who = list(after_preposition(noun, {"by", "of"}))
    who += subjects(over) if noun.dep_ == "dobj" and over.pos_ == "VERB" else []
    who += [c for w in who for c in counted_heads(w)]
    crews = any(w.lemma_.lower() == "crew" and any(c.lower_ in lex.WORKING_CREWS for c in w.children) for w in who)
    return crews or any(w.lemma_.lower() in lex.WORKERS for w in who)


def _against_idea(noun: Token) -> bool:
    """Tell 'a strike against readiness', where nothing can be hit."""
    ideas = ("ness", "ity", "cy", "ism")
    near = [t for t in after_preposition(noun, {"against", "for"}) if t.tag_ == "NN" and t.lower_ not in {"city", "facility"}]
    return noun.tag_ == "NN" and any(t.lower_.endswith(ideas) and not any(t.children) for t in near)


def _does_harm(noun: Token) -> bool:
    """Tell a strike that kills or destroys, or in which people are killed, which no stoppage of work does."""
    over = noun.head
    if noun.dep_ == "pobj" and over.lower_ in {"in", "by"} and over.head.lemma_ == "kill" and over.head.pos_ == "VERB":
        return True
    if any(t.dep_ == "relcl" and t.lemma_ in lex.HARMS and _is_its_own(t) for t in noun.children):
        return True
    if noun.dep_ != "nsubj":
        return False
    return over.lemma_ in lex.HARMS or any(t.dep_ == "advcl" and t.lower_ in {"killing", "wounding"} for t in over.children)


def _is_its_own(clause: Token) -> bool:
    """Tell 'the strike, which flattened a house' from 'the strike that the dispute destroyed'."""
    return any(t.dep_ == "nsubj" and t.lower_ in {"which", "that"} for t in clause.children)


def _is_on_place(noun: Token) -> bool:
    """Tell 'a Russian strike on Poltava': work is stopped in a town, not on it."""
    hit = [t for t in after_preposition(noun, {"on"}) if t.lower_ not in {"island", "islands", "isle"}]
    return any(is_place(t) for h in hit for t in (h, *after_preposition(h, {"of"})))


def _is_near(noun: Token) -> bool:
    """Tell counted strikes near a town ('Near Tuz, two strikes produced no results'), which is no way to stop work."""
    doc = noun.doc
    return noun.dep_ == "nsubj" and doc[0].lower_ == "near" and any(t.dep_ == "nummod" for t in noun.children)


def _is_mission(noun: Token) -> bool:
    """Tell strikes that are carried out or launched, with a number or a place, from those that workers hold."""
    if noun.dep_ not in {"dobj", "nsubjpass"} or noun.head.lemma_ not in {"carry", "conduct", "launch", "mount"}:
        return False
    return not any(t.lemma_.lower() in lex.WORKERS for t in noun.doc)


def _is_aerial_bombing(noun: Token, by: StrikeType | None) -> bool:
    """Tell bombing from the air from bombs that were planted: a means, 'campaign' or 'raid', or a side that flies."""
    if by is not None:
        return True
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    if after in lex.AIR_OPERATIONS:
        return True
    words = {t.lower_ for t in noun.doc}
    if words & lex.PLANTED:
        return False
    if words & lex.FLOWN:
        return True
    of_something = any(t.lower_ == "of" for t in noun.children) and noun.tag_ == "NN"
    return of_something and not words & {"terrorist", "terrorists", "militants"}


def _means_noun(token: Token, word: str, by: StrikeType | None, names: set[str], *, war: bool) -> Trigger | None:
    """Read 'rocket attack', 'a barrage of missiles', 'mortar fire'; 'the attack' alone may point to a strike that was told."""
    if word in {"raid", "assault"} and names & {"helicopter", "helicopters", "heliborne", "airborne"}:
        return None  # troops who came by helicopter
    near = by or _means_after(token, word)
    if near is None and word == "fire" and token.dep_ == "dobj" and token.head.lemma_ == "open":  # 'tanks opened fire on the town'
        near = mixed(means([t for n in subjects(token.head) for t in phrase(n)]), token.doc.text)
    if near is None and word == "fire" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "on" and "rebel" in names:
        near = "shelling"
    if near is None and word in {"attack", "raid", "assault"} and war and _points_back(token) and not names & lex.NOT_FROM_DISTANCE:
        return make(token, "strike", noun=True, weak=True, anaphor=True)
    if near is None or word in {"launch", "rounds"} or (word == "fire" and names & lex.SMALL_ARMS_FIRE):
        return None
    return make(token, near, noun=True, weak=is_definite(token) and not by)


def _means_after(token: Token, word: str) -> StrikeType | None:
    """Read the means of 'a barrage of missiles', 'an attack with drones', 'a raid by jets'."""
    if word not in {"attack", "assault", "barrage", "salvo", "volley", "fusillade", "hail", "swarm", "raid", "sortie"}:
        return None
    near = [t for n in after_preposition(token, {"with", "by", "of", "using"}) for t in phrase(n)] or with_munition(token)
    return mixed(means(near), token.doc.text) or (means_around(token) if word in {"raid", "attack", "sortie"} else None)


def _points_back(noun: Token) -> bool:
    """Tell 'the attack', 'the raids', 'these attacks', which point to one that was told, from 'the heaviest attacks'."""
    if any(t.tag_ == "JJS" or t.dep_ in {"nummod", "relcl"} for t in noun.children):
        return False
    return any(t.dep_ == "det" and t.lower_ in {"the", "these", "those", "this", "that"} for t in noun.children)
