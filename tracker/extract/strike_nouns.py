"""Tell nouns of striking from their other senses: 'two air strikes', 'mortar fire', 'the bombing campaign'; no walkouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.lexicon_topics import SPORT
from tracker.extract.means import means, means_around, mixed, word_of
from tracker.extract.topic import war_here
from tracker.extract.tree import after_preposition, noun_modifiers
from tracker.extract.trigger import Trigger, is_definite, make
from tracker.model import StrikeType

if TYPE_CHECKING:
    from spacy.tokens import Token


def strike_noun(token: Token, *, war: bool) -> Trigger | None:
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
    if word in lex.MEANS_NOUNS or lower in {"raids", "attacks"}:
        return _means_noun(token, word, by, names, war=war)
    return None


def _is_compound_of_other(token: Token) -> bool:
    """Tell a word that only qualifies the next noun ('strike group', 'bombing suspect', 'missile attack site')."""
    following = token.nbor(1)
    if token.dep_ not in {"compound", "nmod", "amod"} or following.pos_ not in {"NOUN", "PROPN"}:
        return False
    return following.lemma_.lower() not in lex.MEANS_NOUNS | {
        "raid",
        "campaign",
        "wave",
        "series",
        "operation",
        "attack",
        "mission",
    } or (following.lemma_.lower() in {"group", "force"})


def _plain_strike(token: Token, by: StrikeType | None, names: set[str], *, war: bool) -> Trigger | None:
    doc = token.doc
    before = {t.lower_ for t in doc[max(0, token.i - 3) : token.i]}
    if by is None and (names | before) & lex.LABOUR:
        return None
    on_strike = token.i and token.nbor(-1).lower_ in {"on", "into"} and token.tag_ == "NN"
    if by is None and {t.lower_ for t in doc} & SPORT:
        return None
    if by is None and (on_strike or {t.lower_ for t in doc} & lex.LABOUR_CUES or before & {"first", "second", "third"} - names):
        return None
    if by is None and not war and not war_here(doc) and not _does_harm(token) and not _is_mission(token):
        return None
    return make(token, by or means_around(token) or "strike", noun=True, weak=is_definite(token) and not by)


def _does_harm(noun: Token) -> bool:
    """Tell a strike that kills or destroys, which no stoppage of work does."""
    return noun.dep_ == "nsubj" and noun.head.lemma_ in {
        "kill",
        "wound",
        "injure",
        "destroy",
        "damage",
        "demolish",
        "flatten",
        "level",
    }


def _is_mission(noun: Token) -> bool:
    """Tell strikes that are carried out or launched, with a number or a place, from those that workers hold."""
    if noun.dep_ not in {"dobj", "nsubjpass"} or noun.head.lemma_ not in {"carry", "conduct", "launch", "mount"}:
        return False
    return not any(t.lemma_.lower() in {"worker", "nurse", "teacher", "doctor", "union", "driver", "student"} for t in noun.doc)


def _is_aerial_bombing(noun: Token, by: StrikeType | None) -> bool:
    """Tell bombing from the air from bombs that were planted: a means, 'campaign' or 'raid', or a side that flies."""
    if by is not None:
        return True
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    if after in {"campaign", "campaigns", "raid", "raids", "run", "runs", "sortie", "sorties", "mission", "missions"}:
        return True
    words = {t.lower_ for t in noun.doc}
    if words & {"suicide", "planted", "detonated", "motorcycle", "ied", "roadside", "car", "vehicle", "explosive", "explosives"}:
        return False
    if words & (
        lex.AIRCRAFT | {"aerial", "warplanes", "jets", "planes", "barrel", "helicopters", "air", "russian", "israeli", "regime"}
    ):
        return True
    return (
        any(t.lower_ == "of" for t in noun.children) and noun.tag_ == "NN" and not words & {"terrorist", "terrorists", "militants"}
    )


def _means_noun(token: Token, word: str, by: StrikeType | None, names: set[str], *, war: bool) -> Trigger | None:
    near = by
    if near is None and word in {"attack", "assault", "barrage", "salvo", "raid", "sortie"}:
        with_ = after_preposition(token, {"with", "by", "of", "using"})
        near = mixed(means([t for n in with_ for t in (*noun_modifiers(n), n)]), token.doc.text)
        near = near or (means_around(token) if word in {"raid", "attack", "sortie"} else None)
    if near is None and word == "fire" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "on" and "rebel" in names:
        near = "shelling"
    if near is None and word in {"attack", "raid", "assault"} and war and _points_back(token) and not names & lex.NOT_FROM_DISTANCE:
        return make(token, "strike", noun=True, weak=True, anaphor=True)
    if near is None or (word in {"launch", "rounds"}):
        return None
    if word == "fire" and names & {"small", "gun", "small-arms", "machine", "sniper", "return", "anti-aircraft"}:
        return None
    return make(token, near, noun=True, weak=is_definite(token) and not by)


def _points_back(noun: Token) -> bool:
    """Tell 'the attack', 'the raids', 'these attacks', which point to one that was told, from 'the heaviest attacks'."""
    if any(t.tag_ == "JJS" or t.dep_ in {"nummod", "relcl"} for t in noun.children):
        return False
    return any(t.dep_ == "det" and t.lower_ in {"the", "these", "those", "this", "that"} for t in noun.children)
