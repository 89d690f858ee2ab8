"""Tell who took, held or let go whom, from a detention trigger's place in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import (
    child,
    is_passive,
    is_personal,
    is_time,
    is_verb,
    objects_of,
    relative,
    stands_for,
    subject,
)
from tracker.extract.custody_around import holder_around
from tracker.extract.lexicon_actors import (
    CUSTODY_NOUNS,
    DEMONYMS,
    GROUP_NOUNS,
    MUNITIONS,
    PEOPLE_NOUNS,
    QUANTIFIERS,
    STRIKE_NOUNS,
    known_actor,
    words,
)
from tracker.extract.lexicon_detentions import WALLS
from tracker.extract.lexicon_people import is_people
from tracker.extract.owner import owner, side_before
from tracker.extract.party import NOUNISH, Party, content_head, distinct, is_actor, is_side, parties, party
from tracker.extract.tree import TRANSITIVE, resumed

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

_ESCAPE = frozenset({"escape", "flee", "abscond", "bolt", "slip"})
# 'Regained their freedom', 'walked out of prison', 'dug their way out', 'vanished from his cell': by themselves, taken by nobody.
_COMES_OUT = frozenset(
    "regain gain win walk leave dig saw cut blast shoot fight bribe vanish disappear return come go fall".split()
)
_COME_OUT_OF = WALLS | {"freedom", "liberty", "way", "tunnel"}
_SURRENDER = frozenset({"surrender", "defect", "capitulate"})
_STATUS = frozenset({"prisoner", "prisoners", "hostage", "hostages", "captive", "captives", "custody"})  # 'took 12 people hostage'
_LET_GO = frozenset(
    {"release", "free", "transfer", "move", "repatriate", "extradite", "deport", "relocate", "return", "hand", "exchange", "swap"}
)
_RECEIVING = frozenset({"custody", "jail", "jails", "prison", "prisons", "captivity", "detention", "hands"})
_MADE_BY = frozenset({"make", "carry", "conduct", "launch", "order", "perform", "stage", "undertake"})
# 'Seized five fighters and a cache': what is seized beside people.
_GOODS = MUNITIONS | words("""
    cache caches rifle rifles vehicle vehicles equipment material materials document documents drugs motorcycle motorcycles phone
    phones ied ieds pistol pistols gun guns truck trucks boat boats cash money car cars laptop laptops computer computers
    components radio radios ammunition machine tank tanks
""")
_TAKING = frozenset({"arrest", "detain", "capture", "kidnap", "abduct", "seize", "take", "hold", "round", "apprehend", "jail"})


def captor(trigger: Token) -> tuple[Party, ...]:
    """Tell who took, holds or let go: subject, agent or 'by X'; for an escape those who broke them out; empty where not said."""
    trigger = _carrier(trigger)
    found = _verb_captor(trigger) if is_verb(trigger) else _noun_captor(trigger)
    return found or _released_by_captor(trigger) or holder_around(trigger)


def detainee(trigger: Token) -> tuple[Party, ...]:
    """Tell who was taken, held, moved, freed or got away; a pronoun as it stands where the sentence does not resolve it."""
    trigger = _carrier(trigger)
    found = _verb_detainee(trigger) if is_verb(trigger) else _noun_detainee(trigger)
    return distinct(found or _people_after(trigger))


def _carrier(trigger: Token) -> Token:
    """Step from 'hostage' in 'took hostage' or 'free' in 'set free' to the verb that carries it."""
    head = trigger.head
    if is_verb(head) and trigger.lower_ in _STATUS | {"free", "loose"} and head.lemma_ in {"take", "set", "hold", "keep"}:
        return head
    if (
        trigger.lower_ == "custody"
        and head.dep_ == "prep"
        and head.head.lemma_.lower() in {"take", "hold", "place", "remand", "bring"}
    ):
        return head.head
    return trigger


def _who(token: Token | None) -> tuple[Party, ...]:
    if token is None:
        return ()
    token = _past_group(relative(token))
    head = content_head(token)
    if is_personal(head):
        return stands_for(head)
    bad = head.lower_ in MUNITIONS | STRIKE_NOUNS or is_time(head)
    fit = head.pos_ in NOUNISH or head.lower_ in PEOPLE_NOUNS | DEMONYMS.keys() or head.text == "IS"
    if bad or not fit:
        return ()
    return tuple(p for p in parties(token) if p.name.lower() not in QUANTIFIERS and token.doc[p.head].lower_ not in _GOODS)


def _past_group(token: Token) -> Token:
    """Step over 'IS', which the parser takes for a verb, in 'captured two IS commanders'."""
    after = token.nbor(1) if token.like_num and token.i + 1 < len(token.doc) else token
    noun = child(after, "attr") if after.text == "IS" else None
    return noun if noun is not None and noun.i - after.i <= 3 else token


def _able(token: Token | None) -> tuple[Party, ...]:
    if token is None:
        return ()
    if is_personal(content_head(relative(token))) or is_actor(relative(token)):
        return _who(token)
    return ()


def _verb_captor(verb: Token) -> tuple[Party, ...]:
    if agents := [p for agent in objects_of(verb, "by") for p in _able(agent)]:
        return tuple(agents)
    lemma = verb.lemma_.lower()
    if _surrenders(verb) or _gave_up(verb):
        return tuple(p for inner in objects_of(verb, "to") for p in _able(inner) or _its_owner(inner))
    if lemma == "receive":
        return tuple(p for at in (verb, child(verb, "dobj")) if at for inner in objects_of(at, "from") for p in _giver(inner))[:1]
    if lemma == "fall":
        return tuple(p for inner in objects_of(verb, "into") for p in _its_owner(inner) + _of(inner))
    if lemma in _ESCAPE or _comes_out(verb) or (_broke_out(verb) and child(verb, "dobj") is None):
        return ()
    if lemma in {"drive", "make"} and not is_passive(verb):
        return _able(subject(verb))  # 'and drove off with her'
    if is_passive(verb):
        return (
            _verb_captor(verb.head)
            if verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb.head) and lemma not in _LET_GO
            else ()
        )
    if _middle(verb):
        return ()
    return _able(subject(verb))


def _comes_out(verb: Token) -> bool:
    thing = child(verb, "dobj")
    return verb.lemma_.lower() in _COMES_OUT and not is_passive(verb) and (thing is None or thing.lower_ in _COME_OUT_OF)


def _of(noun: Token) -> tuple[Party, ...]:
    return tuple(p for inner in objects_of(noun, "of") for p in _able(inner))


def _giver(place: Token) -> tuple[Party, ...]:
    """Give who hands prisoners over: the side whose jail they come from, or who is named."""
    return _its_owner(place) or (_able(place) if place.lower_ not in _RECEIVING else ())


def _its_owner(place: Token) -> tuple[Party, ...]:
    """Give the side whose base or post they came to: 'surrendered at the army's base'."""
    side = owner(place)
    return (side,) if side is not None else ()


def _verb_detainee(verb: Token) -> tuple[Party, ...]:
    lemma = verb.lemma_.lower()
    if verb.dep_ in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD"} and is_passive(verb):
        return _who(verb.head)
    dobj = _object(verb)
    if lemma == "drive" and (off := [p for inner in objects_of(verb, "with") for p in _who(inner)]):
        return tuple(off)  # 'drove off with her'
    custody = child(verb, "dobj") if lemma == "take" else None
    if custody is not None and custody.lower_ == "custody":
        return tuple(p for over in (custody, verb) for inner in objects_of(over, "of") for p in _who(inner))
    if lemma == "haul" and (people := [p for inner in objects_of(verb, "in") for p in _able(inner)]):
        return tuple(people)
    if _comes_out(verb):
        who = subject(verb)
        return _who(who) or tuple(p for inner in (objects_of(who, "of") if who is not None else ()) for p in _who(inner))
    if lemma in _ESCAPE or _surrenders(verb) or _gave_up(verb) or (_broke_out(verb) and dobj is None):
        return _who(subject(verb)) or _who(dobj)
    if is_passive(verb) or (dobj is None and _middle(verb)):
        return _who(subject(verb))
    return _who(dobj) or _shared_object(verb)


def _object(verb: Token) -> Token | None:
    """Find the object; not 'hostage' itself in 'took two women hostage', whichever way the parser hangs it."""
    things = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"}]
    gone = next((c for c in verb.children if c.lower_ == "go" and verb.lemma_ == "let" and c.i == verb.i + 1), None)
    if gone is not None and (of := next(objects_of(gone, "of"), None)) is not None:
        return of  # 'let go of 20 detainees'
    small = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.lower_ in _STATUS | {"free", "loose", "go"}), None)
    if small is not None and (inner := child(small, "nsubj", "dobj")) is not None:
        return inner
    people = [c for c in things if c.lower_ not in _STATUS]
    if people:
        return people[0]
    for status in things:
        inside = [c for c in status.lefts if c.dep_ in {"compound", "nmod", "poss", "nsubj"} and c.lower_ in PEOPLE_NOUNS]
        if inside and not status.lower_.endswith("s"):
            return inside[0]
    return things[0] if things and things[0].lower_ in {"prisoners", "hostages", "captives"} else None


def _shared_object(verb: Token) -> tuple[Party, ...]:
    for joined in verb.children:
        if joined.dep_ == "conj" and is_verb(joined) and (shared := child(joined, "dobj")) is not None:
            return _who(shared)
    return ()


def _middle(verb: Token) -> bool:
    """Tell a headline's '50 fighters captured' or 'detainees moved to Iraq': people for a subject, no object, no infinitive."""
    if (
        child(verb, "dobj", "dative", "ccomp", "xcomp", "oprd") is not None
        or verb.tag_ not in {"VBD", "VBN"}
        or _shared_object(verb)
    ):
        return False
    who = subject(verb)
    if who is None:
        return False
    head = content_head(who)
    if head.tag_ == "NNS" and verb.lemma_.lower() in TRANSITIVE and any(c.dep_ == "nummod" for c in head.children):
        return True  # 'two insurgents detained': never by them, without an object
    return (
        head.lower_ in PEOPLE_NOUNS
        and not is_side(head)
        and known_actor(party(head).name) is None
        and head.lower_ not in {"police", "authorities"}
    )


def _surrenders(verb: Token) -> bool:
    """Tell those who surrender from a state that surrenders another: 'surrendered the general to the court'."""
    other = child(verb, "dobj") if verb.lemma_.lower() == "surrender" else None
    return verb.lemma_.lower() in _SURRENDER and not (other is not None and is_people(other))


def _gave_up(verb: Token) -> bool:
    selves = child(verb, "dobj")
    return verb.lemma_ in {"turn", "give", "hand"} and selves is not None and selves.lower_ in {"themselves", "himself", "herself"}


def _broke_out(verb: Token) -> bool:
    return verb.lemma_ == "break" and any(c.lower_ in {"out", "free", "loose"} for c in verb.children)


def _noun_captor(noun: Token) -> tuple[Party, ...]:
    if noun.lower_ in {"prisoner", "prisoners", "hostage", "hostages", "detainee", "detainees", "captive", "captives"}:
        return _holder(noun)
    if agents := [p for inner in objects_of(noun, "by", "from") for p in _able(inner)]:
        return tuple(agents)
    found = side_before(noun) if noun.lower_ not in PEOPLE_NOUNS and child(noun, "poss") is None else None
    if found is not None and found.name.lower() not in PEOPLE_NOUNS - GROUP_NOUNS:
        return (found,)
    verb = noun.head
    if is_verb(verb) and noun.dep_ == "dobj" and verb.lemma_.lower() in _MADE_BY:
        return _able(subject(verb)) if not is_passive(verb) else ()
    if is_verb(verb) and noun.dep_ == "nsubjpass" and verb.lemma_.lower() in _MADE_BY:
        return tuple(p for agent in objects_of(verb, "by") for p in _able(agent))
    if (
        noun.dep_ == "pobj"
        and is_verb(verb.head)
        and noun.lower_ in CUSTODY_NOUNS | {"arrest"}
        and child(verb.head, "dobj") is not None
    ):
        return _able(subject(verb.head))
    return ()


def _holder(noun: Token) -> tuple[Party, ...]:
    for word in noun.children:
        if word.dep_ in {"acl", "relcl"} and word.lemma_.lower() in {
            "hold",
            "capture",
            "take",
            "detain",
            "seize",
            "keep",
            "imprison",
            "jail",
        }:
            return _verb_captor(word)
    verb = noun.head
    holding = is_verb(verb) and noun.dep_ == "dobj" and verb.lemma_.lower() in {"hold", "take", "keep", "seize", "have"}
    return _able(subject(verb)) if holding and not is_passive(verb) else ()


def _noun_detainee(noun: Token) -> tuple[Party, ...]:
    if noun.lower_ in {"prisoner", "prisoners", "hostage", "hostages", "detainee", "detainees", "captive", "captives"}:
        return parties(noun)
    if of := [p for inner in (*objects_of(noun, "of"), *resumed(noun)) for p in _who(inner)]:
        return tuple(of)
    for word in noun.children:
        if word.dep_ == "poss":
            return _who(word)
        if word.dep_ in {"compound", "nmod"} and word.lower_ in PEOPLE_NOUNS - GROUP_NOUNS:
            return (party(word),)
    return _custody_clause(noun)


def _custody_clause(noun: Token) -> tuple[Party, ...]:
    """Read 'X is in custody', 'put X under arrest', 'X died in detention'."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"in", "into", "under", "from"}:
        return ()
    if is_verb(prep.head):
        return _who(child(prep.head, "dobj")) or _who(subject(prep.head))
    return _who(prep.head) if prep.head.pos_ in NOUNISH else ()


def _released_by_captor(trigger: Token) -> tuple[Party, ...]:
    """Read who let go out of who took, where one sentence tells both: 'police arrested two boys; both were released'."""
    if not is_verb(trigger) or trigger.lemma_.lower() not in _LET_GO or not is_passive(trigger):
        return ()
    for verb in trigger.doc[: trigger.i]:
        if verb.lemma_.lower() in _TAKING and is_verb(verb) and _lets_go_of(verb, trigger):
            return _verb_captor(verb)
    return ()


def _lets_go_of(taking: Token, release: Token) -> bool:
    """Tell whether those released may be those taken: a clause of its own before the release, or a relative clause of theirs."""
    return release.is_ancestor(taking) or taking.is_ancestor(release)


def _people_after(trigger: Token) -> tuple[Party, ...]:
    """Take the first people named soon after an active verb whose object the tree has lost."""
    if not is_verb(trigger) or is_passive(trigger):
        return ()
    for token in trigger.doc[trigger.i + 1 : trigger.i + 9]:
        if token.text in {",", ";", ".", ":"} or is_verb(token) or token.lower_ in {"by", "to", "from"}:
            return ()
        if token.lower_ in PEOPLE_NOUNS and token.pos_ in NOUNISH and token.dep_ != "compound":
            return parties(token)
    return ()
