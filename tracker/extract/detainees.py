"""Find whom a verb of taking or freeing is about, and tell whether they are people, and captives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import lexicon_detentions as lex
from tracker.extract.lexicon_people import is_people
from tracker.extract.topic import custody_in_article, custody_near
from tracker.extract.tree import after_preposition, is_passive, is_place, objects, subjects
from tracker.extract.trigger import QUANTIFIERS, counted_heads

if TYPE_CHECKING:
    from spacy.tokens import Token


def detainees(verb: Token, word: str) -> list[Token]:
    reflexive = any(t.lower_ in {"themselves", "himself", "herself"} for t in verb.children)
    if reflexive or (word in {"escape", "flee", "surrender", "abscond", "break"} and not is_passive(verb)):
        heads = [t for t in subjects(verb) if t.dep_ != "nsubjpass"]
        if verb.dep_ in {"relcl", "acl"}:
            heads = [t for t in heads if t.tag_ not in {"WDT", "WP"}] or [verb.head]
    else:
        heads = objects(verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            heads = heads or [verb.head]
    out = []
    for head in heads:
        if head.tag_ in {"WDT", "WP"} or head.lower_ in {"who", "that", "which", "whom"}:
            head = verb.head if verb.dep_ == "relcl" else head
        out += [head, *head.conjuncts]
        out += (
            list(after_preposition(head, {"of"}))
            if head.lemma_.lower() in {"number", "group", "dozen", "hundred", "score", "total"}
            else []
        )
        out += (
            list(after_preposition(head, {"of"}))
            if head.pos_ == "NUM" or head.lower_ in {"dozens", "scores", "hundreds", "thousands"}
            else []
        )
    if verb.dep_ == "amod":
        out.append(verb.head)
    return out


def may_be_people(token: Token) -> bool:
    counted = list(counted_heads(token))
    if not counted and token.lower_ in QUANTIFIERS:  # 'all but one of the villages'
        counted = [t for p in token.doc[token.i : token.i + 5] if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    if counted:
        return any(may_be_people(t) for t in counted)
    if is_people(token) or token.pos_ in {"PRON", "NUM"}:
        return token.lower_ not in {"it", "itself", "this", "that", "which", "what", "something", "everything"}
    return (token.pos_ == "PROPN" and not is_place(token)) or bool(_PERSON_NOUN.search(token.lower_) and token.pos_ == "NOUN")


# Nouns of trades and kinds of people that no list holds ('gunsmith', 'beekeeper', 'paramotorist').
_PERSON_NOUN = re.compile(r"(?:smith|keeper|maker|dealer|runner|monger|wright|ist|eer|ian|herd|man|men|woman|women)s?$")


def is_thing(token: Token) -> bool:
    """Tell a name that is a place or a base rather than a person ('captured Raqqa')."""
    return token.pos_ == "PROPN" and is_place(token)


def is_captive(token: Token, word: str) -> bool:
    """Tell whether the people are captives, by their noun or by the custody that the clause names."""
    if token.lemma_.lower() in lex.CAPTIVES or token.lower_.rstrip("s") in lex.CAPTIVES:
        plain = token.lemma_.lower() in {"student", "pupil", "schoolgirl", "schoolboy", "suspect"}
        return not plain or custody_near(token) or custody_in_article(token.doc)
    if not may_be_people(token) or token.lemma_.lower() in {"figure", "number", "total"}:
        return False
    if word == "surrender":
        return is_people(token)
    if custody_near(token) or (token.pos_ == "PRON" and _was_taken(token)):
        return True
    if custody_in_article(token.doc):
        return _fights(token) or word in {"free", "release", "let", "escape", "rescue", "repatriate", "exchange", "swap", "hand"}
    camp = word == "repatriate" and any(t.lower_ in {"camp", "camps"} for t in token.doc)
    return is_people(token) and (camp or word in {"free", "release", "let", "hand"})


def _was_taken(token: Token) -> bool:
    return any(t.lower_ in {"captured", "captivity", "released", "release", "freed"} for t in token.doc)


def _fights(token: Token) -> bool:
    """Tell fighters, who leave a place as captives where the article is about custody, from civilians, who may flee anything."""
    return token.lemma_.lower() in {
        "fighter",
        "militant",
        "jihadist",
        "insurgent",
        "terrorist",
        "operative",
        "extremist",
        "combatant",
    }
