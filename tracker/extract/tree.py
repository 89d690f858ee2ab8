"""Small questions to a parsed sentence that several stages ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

# Verbs that are never without an object: as a bare past form they are participles ('12 fighters captured in the raid').
TRANSITIVE = frozenset("kill wound injure arrest detain capture abduct kidnap free target".split())
# Verbs of guessing that describe whose something is: 'believed to be Syrian'.
GUESSES = frozenset("believe think thought suspect presume assume understand know say report".split())
_LET_GO = frozenset({"release", "extradite", "deport"})  # 'Editor released on bail'
_ALWAYS_ACTIVE = frozenset({"he", "she", "they", "we", "i"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis"})


def subjects(verb: Token) -> list[Token]:
    """Give the verb's own subjects, else those of the verb that it is coordinated with or that controls it."""
    seen = 0
    while seen < 6:
        own = [t for t in verb.children if t.dep_ in SUBJECTS]
        if own:
            return own
        if verb.dep_ == "acl" and verb.tag_ == "VBD" and verb.head.i < verb.i:
            return [verb.head]  # 'In Homs, a drone slammed into' with the drone taken for an apposition
        if verb.tag_ == "VBZ" and (named := headline_subject(verb)):
            return named
        if verb.dep_ == "ccomp" and _is_guess(verb.head):
            return [t for t in verb.head.children if t.dep_ in SUBJECTS]
        if verb.dep_ not in {"conj", "xcomp", "advcl", "aux", "auxpass"} or verb.head == verb:
            return []
        verb = verb.head
        seen += 1
    return []


def headline_subject(verb: Token) -> list[Token]:
    """Give the subject of 'Rebel drone strikes market', which the parser may take for a kind of strikes."""
    if not any(t.dep_ in {"dobj", "obj"} and t.i > verb.i for t in verb.children):
        return []
    return [t for t in verb.children if t.dep_ == "compound" and t.i == verb.i - 1 and t.pos_ in {"NOUN", "PROPN"}]


def _is_guess(verb: Token) -> bool:
    """Tell 'jets believed to be Syrian bombed', where the parser takes what only describes the jets for the main verb."""
    if verb.lemma_.lower() not in GUESSES or any(t.dep_ in {"auxpass", "aux", "mark"} for t in verb.children):
        return False
    return any(t.dep_ == "xcomp" and t.i == verb.i + 2 and t.lower_ in {"be", "belong"} for t in verb.children)


def objects(verb: Token) -> list[Token]:
    """Give what the verb is done to: direct objects, or the passive subject."""
    direct = [t for t in verb.children if t.dep_ in {"dobj", "obj", "dative"}]
    if direct:
        return direct
    if is_passive(verb):
        return [t for t in subjects(verb) if t.dep_ == "nsubjpass" or not _is_active_subject(t) or t.head.lemma_ == "be"]
    return []


def _is_active_subject(token: Token) -> bool:
    return bool(token.dep_ == "nsubj" and token.head.tag_ != "VBN")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, bare participles without an object ('12 killed in') included."""
    if any(t.dep_ in {"auxpass", "nsubjpass", "agent"} for t in verb.children):
        return True
    if any(t.dep_ in {"dobj", "obj"} for t in verb.children):
        return False
    joined = verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD"} and not any(t.dep_ in SUBJECTS for t in verb.children)
    if joined and verb.head.pos_ == "VERB" and is_passive(verb.head):
        return True
    if verb.tag_ == "VBD" and verb.lemma_ in TRANSITIVE and any(t.lower_ in {"with", "by", "in", "near"} for t in verb.children):
        return not any(t.lower_ in _ALWAYS_ACTIVE for t in verb.children)
    if verb.tag_ != "VBN" or (verb.lemma_ not in TRANSITIVE | _LET_GO and any(t.dep_ == "nsubj" for t in verb.children)):
        return False
    if any(t.dep_ == "aux" and t.lemma_ == "have" for t in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return True


def resumed(noun: Token) -> list[Token]:
    """Give those of 'the capture, in a raid near the town on Monday, of two leaders', whichever way the parser hangs them."""
    after = noun.doc[noun.i + 1 : noun.i + 16]
    if not after or after[0].text != ",":
        return []
    commas = [t.i for t in after[1:] if t.text == ","]
    of = next((t for t in after if t.lower_ == "of" and t.i - 1 in commas), None)
    return [c for c in of.children if c.dep_ == "pobj"] if of is not None else []


def after_preposition(token: Token, words: frozenset[str] | set[str]) -> Iterator[Token]:
    """Give the nouns that hang on a token by one of these prepositions, with those coordinated to them."""
    for prep in token.children:
        if prep.dep_ in {"prep", "agent", "dative"} and prep.lower_ in words:
            for noun in prep.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    yield noun
                    yield from noun.conjuncts


def clause(token: Token) -> Token:
    """Climb to the verb (or root) of the clause that a token stands in."""
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    while token.dep_ in {"aux", "auxpass"} and token.head != token:
        token = token.head
    return token


def noun_modifiers(noun: Token) -> list[Token]:
    """Give the words right before a noun within its phrase, nearest last ('Israeli air' of 'Israeli air strikes')."""
    out: list[Token] = []
    doc: Doc = noun.doc
    i = noun.i - 1
    while i >= 0 and noun.i - i <= 8:
        token = doc[i]
        if token.is_space or (token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}):
            break
        if token.pos_ == "PUNCT" and token.text not in {"-", "–", ",", '"', "“", "”", "'", "’"}:
            break
        if not (token.is_ancestor(noun) or noun.is_ancestor(token) or token.head == noun or token.head in out or token.text == "-"):
            break
        out.append(token)
        i -= 1
    return out[::-1]


def mark_places(doc: Doc, indexes: frozenset[int]) -> None:
    """Remember which tokens of a sentence belong to places' names, for `is_place`."""
    doc.user_data["places"] = indexes


def is_place(token: Token) -> bool:
    """Tell whether a token belongs to a place's name."""
    return token.i in token.doc.user_data.get("places", frozenset())


def distance(a: Token, b: Token) -> int:
    """Count the edges between two tokens in the tree."""
    up_a = [a, *a.ancestors]
    up_b = {t.i: n for n, t in enumerate([b, *b.ancestors])}
    for n, t in enumerate(up_a):
        if t.i in up_b:
            return n + up_b[t.i]
    return len(a.doc)
