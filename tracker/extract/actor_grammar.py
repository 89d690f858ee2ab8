"""Walk a clause: who is its subject, is it passive, what does a pronoun stand for.

Everything here asks of a token what stands in the same sentence; nothing knows of strikes or arrests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.extract.lexicon_actors import CALENDAR, INSTRUMENTS, MUNITIONS, PEOPLE_NOUNS, words
from tracker.extract.lexicon_people import is_people
from tracker.extract.party import Party, content_head, is_actor, parties, party
from tracker.extract.tree import TRANSITIVE, headline_subject, is_place

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_SINGULAR_THING = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "we", "us", "our"})
PERSONAL = _SINGULAR_THING | _PERSON | _PLURAL | {"i", "me", "my"}
SPEECH = words("""
    say tell report announce confirm claim state add declare note acknowledge admit reveal insist assert indicate disclose
    explain maintain allege estimate believe document record count monitor tweet post write warn deny boast conclude find
    determine describe comment testify charge clarify reiterate stress emphasize emphasise remark recount recall accuse
    blame suggest argue quote cite verify understand think release
""")
# The object is who does the deed: 'accused Israel of bombing', 'ordered troops to arrest'.
_OBJECT_CONTROL = words("""
    accuse order force allow urge ask help enable see show hear watch blame suspect persuade authorize authorise instruct
    command let make use
""")
_REGIONS = words("province district region state governorate oblast county township department village town city area sector")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_WATCHING = words("monitoring monitor rights watchdog observatory advocacy observers")
_CLOSE = words(
    "lawyer lawyers family father mother wife husband brother sister son daughter parents relatives attorney uncle diocese"
)
_MONTHS = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_CHARGES = frozenset({"accuse", "suspect", "charge", "blame", "convict"})


def child(token: Token, *deps: str) -> Token | None:
    """Give the first child with one of these dependency labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def objects_of(token: Token, *prepositions: str) -> Iterator[Token]:
    """Give the objects of a token's prepositions, in the text's order; days and times aside."""
    for prep in token.children:
        if prep.dep_ not in {"prep", "agent", "dative", "prt", "advmod", "mark", "pcomp", "acl"}:
            continue
        for inner in prep.children:
            if inner.dep_ not in {"pobj", "pcomp", "dobj"}:
                continue
            if is_time(inner):  # 'the bombing on Saturday of the town'
                yield from objects_of(inner, *prepositions)
            elif prep.lower_ in prepositions:
                yield inner


def is_time(token: Token) -> bool:
    """Tell whether a noun is a day, a month or a time."""
    return token.lower_.rstrip(".") in CALENDAR | _MONTHS or (token.like_num and not any(c.lower_ == "of" for c in token.children))


def is_verb(token: Token) -> bool:
    """Tell whether a token is used as a verb."""
    return token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb's surface subject undergoes it: 'was hit', 'houses bombed by', and verbs joined to such."""
    deps = {c.dep_ for c in verb.children if c.text != "IS"}  # the group, taken for an auxiliary
    if deps & {"nsubjpass", "auxpass", "agent"}:
        return True
    bare = verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.lemma_.lower() in TRANSITIVE  # a headline's 'veteran freed'
    if (bare or verb.tag_ == "VBN") and verb.dep_ in {"acl", "amod", "advcl"} and not deps & {"dobj", "aux", "nsubj"}:
        return True
    shares = verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD"} and not deps & {"nsubj", "dobj", "aux"} and is_verb(verb.head)
    return shares and is_passive(verb.head)


def subject(verb: Token) -> Token | None:
    """Find a verb's surface subject: its own, or the one that it shares with the verb that governs it or is joined to it."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS or (c.text == "IS" and c.i < verb.i)]  # 'IS', taken for the verb
    if own:
        return _after_place(relative(own[-1]), verb)  # 'Near Homs, a strike hit' may have two
    serving = next((c for c in verb.children if c.dep_ == "csubj" and c.tag_ == "VBG"), None)
    if serving is not None and (who := child(serving, "nsubj")) is not None:
        return who  # 'troops serving under X destroyed'
    if verb.tag_ == "VBZ" and (named := headline_subject(verb)):
        return named[-1]
    return _shared_subject(verb) or _just_before(verb)


def _after_place(noun: Token, verb: Token) -> Token:
    """Step from a place that opens the sentence to who acts: 'In X district, Y province, troops seized', 'Y - Rebels handed'."""
    if not (is_place(noun) or noun.lower_ in _REGIONS):
        return noun
    acting = [c for c in noun.children if c.dep_ == "appos" and noun.i < c.i < verb.i and not is_place(c)]
    armed = [c for c in acting if content_head(c).lower_ in PEOPLE_NOUNS | INSTRUMENTS | MUNITIONS]
    return armed[-1] if armed else noun


def _shared_subject(verb: Token) -> Token | None:
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and child(verb, "dobj") is not None:
        return _of_fragment(head)
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return None if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children) else head
    if verb.dep_ in {"prep", "pcomp", "prt"} or (head.dep_ in {"prep", "mark"} and verb.dep_ == "pobj"):
        return subject(head) if is_verb(head) else _through(verb, head)
    if verb.dep_ == "ccomp" and verb.tag_ in _FINITE and verb.i < head.i and head.lemma_.lower() in SPEECH:
        return None  # what was said has a subject of its own, which the tree has hung elsewhere
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"} and is_verb(head):
        return _controller(verb, head)
    if verb.dep_ == "xcomp" and head.dep_ == "xcomp" and is_verb(head.head):
        return _controller(verb, head.head)  # 'resorted to unprovoked shelling'
    return None


def _of_fragment(noun: Token) -> Token:
    """Step from 'motorbikes' to 'gunmen' in 'Gunmen on motorbikes abducted two', read as a noun with a participle."""
    while not is_actor(noun) and noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head.head
    return noun


def _just_before(verb: Token) -> Token | None:
    """Take the noun right before a finite verb whose subject the tree has hung elsewhere."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    for token in reversed(verb.doc[: verb.i]):
        if token.pos_ in {"NOUN", "PROPN"}:
            return None if is_time(token) or token.dep_ in {"pobj", "dobj"} else token
        if token.pos_ not in {"ADV", "AUX"}:
            return None
    return None


def governing(token: Token) -> Token:
    """Give what governs a token: its head, or the verb of 'accused the army of bombing' where 'of' hangs on the army."""
    head = token.head
    if (
        token.dep_ == "prep"
        and token.lower_ in {"of", "for", "with"}
        and head.dep_ == "dobj"
        and head.head.lemma_.lower() in _CHARGES
    ):
        return head.head
    return head


def _through(verb: Token, head: Token) -> Token | None:
    if head.dep_ in {"prep", "agent", "advcl"} and is_verb(governing(head)):
        return _controller(verb, governing(head))
    return None


def _controller(verb: Token, head: Token) -> Token | None:
    if verb.dep_ != "conj" and head.lemma_.lower() in _OBJECT_CONTROL and not is_passive(head):
        given = child(head, "dobj") if head.lemma_ != "use" else None
        if given is not None:
            return relative(given)
    return subject(head)


def relative(token: Token) -> Token:
    """Step from 'who', 'which' or 'that' to the noun that it stands for."""
    if token.lower_ not in RELATIVES or token.tag_ not in {"WP", "WDT", "IN", "WP$"}:
        return token
    for up in token.ancestors:
        if up.dep_ in {"relcl", "acl"} and up.head.i < token.i:
            return up.head
    before = token.nbor(-1) if token.i else token
    before = before.nbor(-1) if before.is_punct and before.i else before
    return before if before.pos_ in {"NOUN", "PROPN"} else token


def is_personal(token: Token) -> bool:
    """Tell a personal pronoun; 'US' is a country."""
    return token.lower_ in PERSONAL and token.text != "US"


def antecedent(pronoun: Token) -> Token | None:
    """Find what 'it', 'he' or 'they' stands for earlier in the sentence: the speaker, else the nearest subject that agrees."""
    word = pronoun.lower_
    if not is_personal(pronoun):
        return None
    speakers = [s for s in (_speaker(up) for up in pronoun.ancestors) if s is not None and _agrees(s, word)]
    if pronoun.dep_ == "nsubjpass":
        speakers = [s for s in speakers if s.i < pronoun.i]  # 'they had been seized, prosecutors said'
    if speakers and pronoun.dep_ in SUBJECTS | {"poss"}:
        return speakers[0]
    if word in {"we", "us", "our", "i", "me", "my"}:
        return None
    earlier = [t for t in pronoun.doc[: pronoun.i] if t.pos_ in {"NOUN", "PROPN"} and _agrees(t, word) and _heads_phrase(t)]
    subjects = [t for t in earlier if t.dep_ in SUBJECTS]
    own = subject_of_clause(pronoun) if pronoun.dep_ != "poss" else None
    if word in _PERSON | {"they", "them"} and not subjects:
        earlier = [t for t in earlier if is_people(content_head(t))] or earlier  # 'the release of soldiers accused of mutiny; they'
    ranked = [_whose(t) for t in (subjects[::-1] or earlier[::-1]) if t != own]
    return ranked[0] if ranked else None


def _whose(noun: Token) -> Token:
    """Step from what only says whose a person is to the person: in 'the editor of the paper', 'him' is the editor."""
    over = noun.head.head
    return over if noun.dep_ == "pobj" and noun.head.lower_ == "of" and over.pos_ == "NOUN" and is_people(over) else noun


def stands_for(pronoun: Token) -> tuple[Party, ...]:
    """Give the parties that a pronoun stands for; the pronoun itself where the sentence does not resolve it."""
    known = antecedent(pronoun)
    return parties(known) if known is not None else (party(pronoun),)


def subject_of_clause(token: Token) -> Token | None:
    """Give the subject of the nearest verb above a token."""
    verb = next((up for up in token.ancestors if is_verb(up)), None)
    return subject(verb) if verb is not None else None


def _speaker(verb: Token) -> Token | None:
    if verb.lemma_.lower() not in SPEECH:
        return None
    own = child(verb, "nsubj")
    if own is None or own.pos_ not in {"NOUN", "PROPN"}:
        return None
    watches = any(c.lower_ in _WATCHING for c in (own, *own.children))  # who counts arrests makes none
    theirs = any(c.dep_ == "poss" and is_personal(c) for c in own.children)  # 'he was freed, his lawyer said'
    return None if watches or (theirs and own.lower_ in _CLOSE) else own


def _heads_phrase(token: Token) -> bool:
    place = token.dep_ == "pobj" and token.head.lower_ in {"in", "from", "to", "at", "near", "into"}
    return token.dep_ not in {"compound", "amod", "nmod", "npadvmod"} and (not place or token.lower_ in PEOPLE_NOUNS)


def _agrees(noun: Token, word: str) -> bool:
    head = content_head(noun)
    plural = head.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)
    if head.lower_ in CALENDAR or not is_actor(head):
        return False
    person = ((head.lower_ in PEOPLE_NOUNS or is_people(head)) and head.tag_ == "NN") or head.tag_ == "NNP"
    if word in _PLURAL:
        return plural or (head.tag_ == "NNP" and word in {"we", "our", "us", "they", "their"})
    return not plural and (person if word in _PERSON else True)
