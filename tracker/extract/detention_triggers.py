"""Tell words of taking, holding, moving and freeing people from their other senses: no captured towns, no press releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_detentions as lex
from tracker.extract.actor_grammar import is_time
from tracker.extract.custody_fits import LEADING, LOADING, broken_out, by_abductors, civilians_captive, fits
from tracker.extract.custody_verbs import ARMED, agents_among, by_setting
from tracker.extract.detainees import antecedent, detainees, is_captive_by_name, is_reflexive, is_thing, may_be_people
from tracker.extract.lexicon_people import is_people
from tracker.extract.lexicon_topics import SPORT
from tracker.extract.means import agents_of
from tracker.extract.topic import custody_near
from tracker.extract.tree import after_preposition, is_passive, noun_modifiers, objects, resumed, subjects
from tracker.extract.trigger import Trigger, counted_heads, is_definite, make
from tracker.model import DetentionType

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def detention_trigger(token: Token) -> Trigger | None:
    """Try a token as a verb or a noun of detention."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBG"}:
        return _detain_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return _detain_noun(token)
    return None


# What 'still' and 'remain' make 'held' of.
_TAKEN = frozenset({"arrest", "capture", "abduction"})


def _verb_word(verb: Token) -> str:
    """Give a verb's lemma; where the small model left a form alone ('repatriated'), take its ending off."""
    lemma: str = verb.lemma_.lower()
    if lemma.endswith("ed") and lemma[:-1] in lex.DETAIN_VERBS:
        return lemma[:-1]
    if lemma.endswith("ed") and lemma[:-2] in lex.DETAIN_VERBS:
        return lemma[:-2]
    if lemma.endswith("ed") and lemma[:-3] in lex.DETAIN_VERBS and lemma[-4:-3] == lemma[-3:-2]:
        return lemma[:-3]
    return lemma


def _detain_verb(verb: Token) -> Trigger | None:
    word = _verb_word(verb)
    if {t.lower_ for t in verb.doc} & SPORT and word in lex.NEEDS_CAPTIVES:
        return None
    set_ = by_setting(verb, word)
    if set_ is not None:
        return make(verb, set_, noun=False)
    phrase = _phrase_type(verb, word)
    found = phrase or lex.DETAIN_VERBS.get(word)
    if word == "take" and phrase is None and _takes_people(verb):
        return make(verb, "arrest" if agents_among(verb, lex.SECURITY) else "abduction", noun=False)
    if word == "take" and phrase == "arrest" and _receives(verb):
        return make(verb, "transfer", noun=False)
    if word == "return" and phrase is None and any(is_captive_by_name(p) for p in objects(verb)):
        return make(verb, "release", noun=False)
    if found is None or _is_passing(verb, found):
        return None
    if found in _TAKEN and is_passive(verb) and _lasts(verb):
        found = "held"
    people = detainees(verb, word)
    if any(t.lemma_.lower() in lex.HOLDS_UP for t in agents_of(verb)) or _gives_up_things(verb, word):
        return None
    if not fits(verb, word, people, found, of_phrase=phrase is not None):
        return None
    if (word in {"seize", "snatch"} and by_abductors(verb, people)) or (word == "take" and civilians_captive(verb, people)):
        found = "abduction"
    if found == "release" and broken_out(verb, people):
        found = "escape"
    if found == "abduction" and word in LEADING | LOADING and agents_among(verb, lex.SECURITY):
        found = "arrest"
    weak = verb.dep_ == "amod"
    if weak and not is_passive(verb.head):
        return None  # 'the arrested leader' tells of no second arrest
    weak = weak or (verb.dep_ == "acl" and verb.head.lower_ == "those")
    return make(verb, found, noun=False, weak=weak)


def _gives_up_things(verb: Token, word: str) -> bool:
    """Tell 'surrendered its keys' from 'surrendered', 'surrendered themselves' and 'surrendered their weapons'."""
    what = [t for t in verb.children if t.dep_ == "dobj"] if word == "surrender" else []
    return any(not may_be_people(t) and t.lower_ not in _ARMS and t.pos_ == "NOUN" for t in what)


_ARMS = frozenset("arms weapon weapons rifles guns".split())


def _takes_people(verb: Token) -> bool:
    """Tell 'villagers were taken by gunmen' and 'rebels took 30 patients from the clinic' from other taking."""
    people = [antecedent(p) for p in objects(verb)]
    if not people and verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i < verb.i:
        people = [verb.head]  # 'the activist, taken by gunmen from a cafe'
    if not any(is_people(p) for p in people) or any(t.lower_ in {"to", "into", "part"} for t in verb.children):
        return False
    if any(t.lemma_.lower() in _ABDUCTING for t in verb.doc):
        return is_passive(verb)
    if _from_home(verb, people) and (agents_among(verb, lex.SECURITY) or (is_passive(verb) and not agents_of(verb))):
        return True
    if not agents_among(verb, lex.ABDUCTORS | ARMED):
        return False
    return is_passive(verb) or any(t.lower_ == "from" for t in (*verb.children, *(c for p in people for c in p.children)))


def _receives(verb: Token) -> bool:
    """Tell 'took custody of 30 detainees from the coalition', of those whom others held, from taking people into custody."""
    custody = next((t for t in verb.children if t.dep_ == "dobj" and t.lower_ == "custody"), None)
    if custody is None:
        return False
    held = any(is_captive_by_name(p) for p in after_preposition(custody, {"of"}))
    return held or any(t.lower_ in {"from", "transferred", "flown", "moved", "handed", "brought"} for t in custody.subtree)


def _from_home(verb: Token, people: list[Token]) -> bool:
    """Tell 'soldiers took the men from their homes' from other journeys."""
    return any(t.lower_ in lex.AT_HOME for n in (verb, *people) for t in after_preposition(n, {"from"}))


_ABDUCTING = frozenset("abduction abduct kidnap kidnapping".split())


def _is_passing(verb: Token, found: DetentionType) -> bool:
    """Tell who was held until the sentence has them out: 'nine sailors held by pirates were freed'."""
    those = found in _TAKEN and verb.head.lower_ == "those"  # 'twelve of those arrested were freed'
    if not (found == "held" or those) or verb.dep_ not in {"acl", "relcl"}:
        return False
    people = verb.head
    while people.head is not people and (people.dep_ == "conj" or (people.dep_ == "pobj" and people.head.lower_ == "of")):
        people = people.head if people.dep_ == "conj" else people.head.head
    over = people.head
    if over.pos_ != "VERB" or over.tag_ == "VB" or people.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    word = _verb_word(over)
    out = _phrase_type(over, word) or lex.DETAIN_VERBS.get(word)
    return out in {"release", "escape", "transfer"} and fits(over, word, detainees(over, word), out, of_phrase=False)


def _lasts(verb: Token) -> bool:
    """Tell 'still detained', 'remain jailed', 'are being detained', 'detained since May': a stock, not a taking."""
    if verb.lemma_ == "detain" and any(t.dep_ == "auxpass" and t.lower_ in {"is", "are"} for t in verb.children):
        return True
    now = {t.lower_ for t in verb.children if t.dep_ in {"aux", "auxpass"}}
    if now >= {"being"} and now & {"is", "are"}:
        return True
    if verb.dep_ == "acl" and verb.lemma_ == "detain" and any(t.lower_ == "since" and t.dep_ == "prep" for t in verb.children):
        return True
    return any(t.lower_ == "still" for t in verb.children) or (
        verb.head.lemma_ in {"remain", "stay"} and verb.dep_ in {"acomp", "xcomp", "attr", "oprd", "advcl"}
    )


_PHRASE_VERBS = frozenset(first for first, _ in (*lex.DETAIN_PHRASES, *lex.DETAIN_PARTICLES))


def _phrase_type(verb: Token, word: str) -> DetentionType | None:
    """Give the type of a verb with its particle or noun: 'rounded up', 'took prisoner', 'gave themselves up'."""
    if word not in _PHRASE_VERBS:
        return None
    if word in {"hand", "give", "turn"} and is_reflexive(verb):
        return "capture" if any(t.lower_ in {"in", "up", "over"} for t in verb.doc[verb.i + 1 : verb.i + 4]) else None
    near = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) <= 12 and t.i != verb.i}
    near |= {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    for (first, second), type_ in lex.DETAIN_PHRASES.items():
        if first == word and second in near and (second != "hostages" or _has_object(verb, second)):
            return type_
    own = {t.lower_ for t in verb.children}
    return next((type_ for (first, second), type_ in lex.DETAIN_PARTICLES.items() if first == word and second in own), None)


def _has_object(verb: Token, word: str) -> bool:
    return any(t.lower_ == word and t.dep_ == "dobj" for t in verb.children)


def _detain_noun(noun: Token) -> Trigger | None:
    word = noun.lemma_.lower()
    if noun.lower_ in lex.IN_CUSTODY | {"arrest"} and _is_stock(noun):
        return make(noun, "held", noun=True)
    if noun.dep_ == "nsubj" and word not in lex.PLAIN_CAPTIVES and is_captive_by_name(noun) and _still_there(noun):
        return make(noun, "held", noun=True)
    found = lex.DETAIN_NOUNS.get(word) or lex.DETAIN_NOUNS.get(noun.lower_.rstrip("s"))
    before = {t.lower_ for t in noun_modifiers(noun)}
    if found is None or _is_other_noun(noun, before):
        return None
    owners = [t for t in noun.children if t.dep_ == "poss"]
    if word in lex.CUSTODY_DEEDS:
        return make(noun, found, noun=True, weak=is_definite(noun))
    if not _noun_fits(noun, word, before, owned=bool(owners)) or _is_occasion(noun, word):
        return None
    return make(noun, found, noun=True, weak=bool(owners) or is_definite(noun))


def _is_other_noun(noun: Token, before: set[str]) -> bool:
    """Tell a noun that only qualifies another ('arrest warrant'), or that the words beside it make another ('press release')."""
    qualifies = noun.dep_ in {"compound", "amod", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    return qualifies or after in lex.DETAIN_NOT_BEFORE or bool(before & lex.DETAIN_NOT_AFTER)


def _noun_fits(noun: Token, word: str, before: set[str], *, owned: bool) -> bool:
    """Tell whether a noun is told of people, or of captives where it has other senses."""
    days = [n for n in after_preposition(noun, {"on"}) if is_time(n)]  # 'the release on Sunday of 30 prisoners'
    of = (n for over in (noun, *days) for n in after_preposition(over, {"of", "for"}))
    people = [t for n in (*of, *resumed(noun)) for t in (n, *counted_heads(n))]
    captives = any(b.rstrip("s") in lex.CAPTIVES for b in before) or any(t.lemma_.lower() in lex.CAPTIVES for t in people)
    if word in lex.NOUNS_NEED_CAPTIVES:
        return captives or (custody_near(noun) and (owned or any(may_be_people(p) for p in people)))
    several = noun.tag_ == "NNS" or any(t.dep_ == "nummod" for t in noun.children) or bool(before & {"mass", "more", "new"})
    return owned or several or any(may_be_people(p) and not is_thing(p) for p in people)


def _is_occasion(noun: Token, word: str) -> bool:
    """Tell 'were freed in a prisoner exchange', where the exchange is no second release."""
    verb = noun.head.head
    if word not in {"exchange", "swap"} or noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "during", "under"}:
        return False
    word = _verb_word(verb)
    return verb.pos_ == "VERB" and (lex.DETAIN_VERBS.get(word) or _phrase_type(verb, word)) in {"release", "transfer"}


def _still_there(noun: Token) -> bool:
    """Tell '30 captives remain in the town', 'nine hostages are still in the hands of the gang'."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not any(t.dep_ == "nummod" for t in noun.children) or verb.tag_ not in {"VBP", "VBD", "VBZ"}:
        return False
    after = {t.lower_ for t in verb.subtree}
    if verb.lemma_ == "remain":
        return any(t.dep_ == "prep" and t.lower_ in {"in", "with", "at", "inside"} for t in verb.children)
    return verb.lemma_ == "be" and "still" in after and bool(after & {"hands", "with", "inside"})


def _is_stock(noun: Token) -> bool:
    """Tell '34 workers are in custody', 'hostages still in captivity' from 'held in custody', where the verb is the trigger."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ({"under"} if noun.lower_ == "arrest" else {"in", "behind"}):
        return False
    over = prep.head
    if over.lemma_ in {"be", "remain", "stay", "languish"}:
        return any(may_be_people(t) for t in subjects(over))
    return over.pos_ in {"NOUN", "PROPN"} and is_people(over) and (over.dep_ == "ROOT" or noun.lower_ not in {"prison", "jail"})
