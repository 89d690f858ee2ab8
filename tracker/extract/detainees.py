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
    from tracker.extract.parsed import Token


_MEASURES = frozenset("number group dozen hundred score total".split())
_PARTS = frozenset("last rest remainder most all some many both".split())
_MANY = frozenset("dozens scores hundreds thousands".split())


def detainees(verb: Token, word: str) -> list[Token]:
    """Give the nouns of whom a verb takes, holds, moves or frees; those that a number word counts beside it."""
    out: list[Token] = []
    for head in _heads(verb, word):
        if head.tag_ in {"WDT", "WP"} or head.lower_ in {"who", "that", "which", "whom"}:
            head = verb.head if verb.dep_ == "relcl" else head
        out += [head, *head.conjuncts]
        if head.lemma_.lower() in _MEASURES or head.pos_ == "NUM" or head.lower_ in _MANY | _PARTS:
            out += [*after_preposition(head, {"of"}), *(c for c in head.children if c.dep_ == "appos")]
    if verb.dep_ == "amod":
        out.append(verb.head)
    return out


def antecedent(word: Token) -> Token:
    """Give the noun that a relative pronoun stands for: 'women who residents say were taken'."""
    if word.tag_ not in {"WDT", "WP"}:
        return word
    return next((t.head for t in word.ancestors if t.dep_ in {"relcl", "acl"}), word)


def _let_go(verb: Token) -> list[Token]:
    """Give those of 'let seven civilians go' and 'let go of seven civilians', whichever way the parser hangs them."""
    gone = [t for t in (*verb.children, verb.head) if t.lower_ in {"go", "free"} and t is not verb]
    if of := [n for t in gone for n in after_preposition(t, {"of"})]:
        return of
    if verb.lemma_ == "set" and gone and verb.tag_ == "VBD" and not any(t.dep_ == "dobj" for t in verb.children):
        return subjects(verb)  # a headline's 'nun set free'
    return [c for t in gone for c in t.children if c.dep_ in {"nsubj", "dobj"} and abs(c.i - verb.i) < 9 and c.i > verb.i]


def _heads(verb: Token, word: str) -> list[Token]:
    """Give the verb's objects; its subjects where these get away or give themselves up."""
    if word in {"let", "set"} and not is_passive(verb) and (gone := _let_go(verb)):
        return gone
    if word == "take" and (custody := [t for t in verb.children if t.dep_ == "dobj" and t.lower_ == "custody"]):
        return list(after_preposition(custody[0], {"of"}))  # 'took custody of 30 suspects'
    if word in {"make", "drive"}:
        return list(after_preposition(verb, {"with"}))  # 'made off with 30 pupils'
    if not is_reflexive(verb) and (word not in lex.BY_THEMSELVES or is_passive(verb)):
        return objects(verb) or ([verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else [])
    heads = [t for t in subjects(verb) if t.dep_ != "nsubjpass"]
    if verb.dep_ in {"relcl", "acl"}:
        return [t for t in heads if t.tag_ not in {"WDT", "WP"}] or [verb.head]
    return heads


def is_reflexive(verb: Token) -> bool:
    """Tell 'gave themselves up'."""
    return any(t.lower_ in {"themselves", "himself", "herself"} for t in verb.children)


def may_be_people(token: Token) -> bool:
    """Tell whether a word may stand for people: a noun for them, a pronoun, a number of them, a name that is no place."""
    counted = list(counted_heads(token))
    if _MEASURED.match(token.doc.text, token.idx):  # 'all but about 200 sq km'
        return False
    if not counted and token.lower_ in QUANTIFIERS:  # 'all but one of the villages'
        counted = [t for p in token.doc[token.i : token.i + 5] if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    if counted:
        return any(may_be_people(t) for t in counted)
    if _AGED.search(token.doc.text[: token.idx + len(token)]) or token.lower_.endswith(("-year-old", "-year-olds")):
        return True  # 'a 15-year-old'
    if is_people(token) or token.pos_ in {"PRON", "NUM"}:
        return token.lower_ not in {"it", "itself", "this", "that", "which", "what", "something", "everything"}
    return (token.pos_ == "PROPN" and not is_place(token)) or bool(_PERSON_NOUN.search(token.lower_) and token.pos_ == "NOUN")


_AGED = re.compile(r"-year-olds?$")
_MEASURED = re.compile(
    r"(?:all|some|most|about)?(?: but)?(?: about| around| some)? ?[\d,.]*\d "
    r"(?:sq\.?|square|km2?|kilomet\w+|miles?|hectares?|acres?|per ?cent|%)"
)

# Nouns of trades and kinds of people that no list holds ('gunsmith', 'beekeeper', 'paramotorist').
_PERSON_NOUN = re.compile(r"(?:smith|keeper|maker|dealer|runner|monger|wright|ist|eer|ian|herd|man|men|woman|women)s?$")


def is_thing(token: Token) -> bool:
    """Tell a name that is a place or a base rather than a person ('captured Raqqa')."""
    return token.pos_ == "PROPN" and is_place(token)


_HELD = lex.TAKEN | {"held", "taken"}


def is_captive_by_name(token: Token) -> bool:
    """Tell captives by what they are called alone: 'prisoners', 'the abducted pupils'."""
    named = {token.lemma_.lower(), token.lower_.rstrip("s")} & lex.CAPTIVES
    if named - lex.PLAIN_CAPTIVES:
        return True
    before, after = token.lefts, (t for t in token.rights if t.dep_ == "acl" and t.tag_ == "VBN")
    return is_people(token) and (any(t.lower_ in lex.TAKEN for t in before) or any(t.lower_ in _HELD for t in after))


def is_captive(token: Token, word: str) -> bool:
    """Tell whether the people are captives, by their noun or by the custody that the clause names."""
    if token.lemma_.lower() in lex.CAPTIVES or token.lower_.rstrip("s") in lex.CAPTIVES:
        plain = token.lemma_.lower() in lex.PLAIN_CAPTIVES
        return not plain or custody_near(token) or custody_in_article(token.doc)
    if not may_be_people(token) or token.lemma_.lower() in {"figure", "number", "total"}:
        return False
    if word == "surrender":
        return is_people(token)
    if is_captive_by_name(token):
        return True
    if custody_near(token) or (token.pos_ == "PRON" and _was_taken(token)):
        return True
    if custody_in_article(token.doc):
        return _fights(token) or word in lex.LEAVING
    camp = word == "repatriate" and any(t.lower_ in {"camp", "camps"} for t in token.doc)
    return is_people(token) and (camp or word in lex.LETTING_GO)


def _was_taken(token: Token) -> bool:
    return any(t.lower_ in {"captured", "captivity", "released", "release", "freed"} for t in token.doc)


def _fights(token: Token) -> bool:
    """Tell fighters, who leave a place as captives where the article is about custody, from civilians, who may flee anything."""
    return token.lemma_.lower() in lex.FIGHTERS
