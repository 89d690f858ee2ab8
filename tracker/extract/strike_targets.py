"""Tell what a strike hit, from its trigger's place in the sentence.

The steps: the trigger's object or passive subject; what it was aimed at ('on', 'against', 'into X'); what joined verbs of harm hit;
what stands after it where the tree is broken; last the people killed or wounded.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from tracker.extract.lexicon_actors import INSTRUMENTS, MUNITIONS, QUANTIFIERS, STRIKE_NOUNS, WEAPON_NOUNS, words
from tracker.extract.party import NOUNISH, Party, content_head, distinct, is_actor, is_side, parties

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

LIGHT_VERBS = words("""
    inflict carry conduct launch mount stage perform make deliver execute undertake wage do initiate begin start resume continue
    intensify fire drop unleash lob fly step rain direct escalate renew keep commit shoot hurl open return pour send release
    lead trade exchange
""")
HARM_VERBS = words("""
    kill wound injure destroy damage hit strike target engage bomb bombard pound shell attack pummel flatten level raze
    demolish suppress disable degrade obliterate eliminate neutralize neutralise ignite sink blast collapse claim rock reach
    land fall pepper rake burn torch raid slam wreck crater deny
""")
_SENDING = frozenset({"fire", "launch", "send", "fly", "drop", "direct", "unleash", "hurl", "lob"})
_LAND = frozenset({"land", "fall", "slam", "crash", "rain"})
_AT = ("on", "against", "at", "into", "towards", "toward", "onto", "targeting", "upon")
_UNDER = frozenset(
    {"come", "be", "suffer", "face", "undergo", "endure", "witness", "subject", "stay", "remain", "rock", "shake", "target"}
)
PEOPLE_HARM = frozenset({"kill", "wound", "injure", "claim", "maim"})  # harm to people is a target only where nothing else was hit
_IDIOMS = frozenset(
    {
        "ground",
        "way",
        "behalf",
        "condition",
        "scale",
        "spot",
        "basis",
        "side",
        "scene",
        "eve",
        "suspicion",
        "orders",
        "charges",
        "part",
    }
)
_SHAKEN = frozenset({"shake", "rock", "devastate", "batter", "jolt", "ruin", "scar", "ravage", "gut", "cut"})
_DEATHS = frozenset({"killing", "killings", "death", "deaths"})


def strike_target(trigger: Token) -> tuple[Party, ...]:
    """Tell what was hit, at most six in the text's order; people killed only where nothing else is named."""
    found = list(_verb_targets(trigger)) if is_told_as_verb(trigger) else list(_noun_targets(trigger))
    return distinct(found or _against_after(trigger) or _harmed(trigger) or _under_smoke(trigger))


def is_told_as_verb(trigger: Token) -> bool:
    """Tell a verb from a gerund that stands for the deed ('shelling by the army killed two')."""
    if not is_verb(trigger) or trigger.dep_ == "compound":
        return False
    if (
        trigger.tag_ == "VBZ"
        and trigger.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "appos", "conj"}
        and trigger.lower_ in STRIKE_NOUNS
    ):
        return child(trigger, "nsubj", "dobj") is not None
    if trigger.tag_ != "VBG" or child(trigger, "dobj", "aux", "nsubj") is not None:
        return True
    if trigger.dep_ == "pcomp" and child(trigger, "amod", "compound", "det", "poss") is not None:
        return False  # 'wounded by Turkish shelling'
    noun_before = bool(trigger.i) and (trigger.nbor(-1).pos_ in {"ADP", "DET", "CCONJ", "PRON"} or is_side(trigger.nbor(-1)))
    noun_after = any(c.lower_ in {"of", "by", "from"} for c in trigger.rights)
    return not (trigger.dep_ in {"csubj", "nsubj", "pobj", "dobj", "nsubjpass", "aux"} or (noun_before and noun_after))


def _thing(token: Token | None) -> tuple[Party, ...]:
    """Give what was hit by a noun's name and those joined to it; deeds, munitions, times and bare numbers are none."""
    if token is None:
        return ()
    token = relative(token)
    head = content_head(token)
    if is_personal(head):
        return stands_for(head)
    if not (head.pos_ in NOUNISH or is_actor(head)) or is_time(head) or _is_deed(head) or head.lower_ in _IDIOMS:
        return ()
    return tuple(p for p in parties(token) if p.name.lower() not in QUANTIFIERS | {"others"})


def _is_deed(token: Token) -> bool:
    return token.lower_ in STRIKE_NOUNS - {"launch", "campaign", "operation", "operations", "mission", "missions"} or (
        token.lower_ in MUNITIONS and token.lower_ not in {"cluster", "weapon", "weapons", "ammunition"}
    )


def _verb_targets(verb: Token) -> Iterator[Party]:
    if verb.dep_ in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD"} and is_passive(verb):
        if not _is_deed(content_head(verb.head)):
            yield from _thing(verb.head)
            return
        yield from _aimed(verb)
        if is_verb(verb.head.head):
            yield from _governed(verb.head, verb.head.head)  # 'shells fired from the hills fell on the camp'
        return
    if is_passive(verb):
        fired = subject(verb)
        sent = verb.lemma_.lower() in _SENDING and fired is not None and content_head(fired).lower_ in INSTRUMENTS
        yield from _aimed(verb) if sent else _thing(fired)
        return
    dobj = child(verb, "dobj", "dative")
    if dobj is None and verb.dep_ == "amod" and child(verb, "nsubj") is not None:
        dobj = verb.head  # 'a drone fired missiles' taken for fired missiles
    sent = dobj is not None and verb.lemma_.lower() in _SENDING and any(t.lower_ in WEAPON_NOUNS for t in (dobj, *dobj.conjuncts))
    if dobj is not None and not sent and verb.lemma_.lower() not in PEOPLE_HARM:
        yield from _thing(dobj)
    if dobj is not None and _is_deed(content_head(dobj)):
        for deed in (dobj, *(c for c in dobj.children if c.dep_ == "conj")):
            yield from _noun_only(deed)
    yield from _aimed(verb)
    if dobj is None:
        yield from _no_object(verb)
    yield from _further(verb)


def _aimed(verb: Token) -> Iterator[Party]:
    who = subject(verb)
    lost = child(verb, "dobj") is None and who is not None and not is_actor(who)  # 'the convoy, bombed on the road'
    into = [*objects_of(verb, "into", "onto")]
    for inner in objects_of(verb, *_AT) if not (lost and verb.lemma_ in {"bomb", "strike", "hit", "shell"}) else ():
        if inner.lower_ == "direction":
            yield from (p for place in objects_of(inner, "of") for p in _thing(place))
        else:
            yield from _thing(inner)
    for inner in objects_of(verb, "in", "near"):
        if inner.lower_ == "direction" or (verb.lemma_.lower() in _LAND and not into):
            yield from (
                p for place in (list(objects_of(inner, "of")) if inner.lower_ == "direction" else [inner]) for p in _thing(place)
            )


def _no_object(verb: Token) -> Iterator[Party]:
    """Read verbs without an object: one shared with a joined verb, or a headline's 'targets struck'."""
    for joined in verb.children:
        if joined.dep_ == "conj" and is_verb(joined) and (shared := child(joined, "dobj")) is not None:
            yield from _thing(shared)
            return
    who = subject(verb)
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and verb.head != who:
        yield from _thing(verb.head)  # 'the school the jets bombed'
        return
    lost = next(
        (c for c in verb.rights if c.dep_ in {"ccomp", "advcl"} and c.tag_ == "VBG" and child(c, "nsubj") is not None), None
    )
    if lost is not None and verb.lemma_.lower() in HARM_VERBS:
        yield from _thing(child(lost, "nsubj"))  # 'hit the market killing 20', where the market was taken for who kills
    elif who is not None and verb.tag_ in {"VBD", "VBN"} and not is_actor(who) and not _is_deed(content_head(who)):
        yield from _thing(who)


def _further(verb: Token) -> Iterator[Party]:
    """Add what joined verbs of harm hit: 'struck two units and destroyed a vehicle'."""
    for joined in verb.children:
        harms = joined.dep_ in {"conj", "advcl", "dep"} and is_verb(joined) and joined.lemma_.lower() in HARM_VERBS - PEOPLE_HARM
        if harms and not is_passive(joined) and child(joined, "nsubj") is None:
            yield from _thing(child(joined, "dobj"))
            yield from _further(joined)


def _noun_only(noun: Token) -> Iterator[Party]:
    yield from _thing(child(noun, "dobj"))
    for inner in objects_of(noun, *_AT):
        yield from _thing(inner)
    if noun.lower_.startswith(("bomb", "shell", "pound", "target", "attack", "raid")) or noun.lower_ in {"fire"}:
        yield from (p for inner in objects_of(noun, "of") for p in _thing(inner))
    elif noun.lower_ in STRIKE_NOUNS:
        yield from (p for inner in objects_of(noun, "of") if not is_side(content_head(inner)) for p in _thing(inner))
    for word in noun.children:
        if word.dep_ in {"acl", "relcl"} and word.lemma_.lower() in HARM_VERBS - PEOPLE_HARM:
            yield from _verb_targets(word) if word.tag_ != "VBN" else ()


def _noun_targets(noun: Token) -> Iterator[Party]:
    yield from _noun_only(noun)
    top = noun
    while (top.dep_ in {"conj", "compound", "nmod"} and top.head.pos_ in NOUNISH) or (
        top.dep_ == "pobj" and top.head.lower_ == "of"
    ):
        top = top.head.head if top.dep_ == "pobj" else top.head
        yield from _noun_only(top) if top.lower_ in STRIKE_NOUNS | MUNITIONS or top != noun else ()
    verb = top.head
    if top.dep_ == "appos" and verb.dep_ == "nsubj" and is_verb(verb.head) and verb.i < top.i:
        yield from _verb_targets(verb.head) if verb.head.lemma_.lower() in HARM_VERBS else ()  # 'Near Homs, a strike hit'
    elif is_verb(verb):
        yield from _governed(top, verb)
    elif top.dep_ in {"pobj", "pcomp"} and is_verb(verb.head):
        yield from _instrumental(verb.head, verb.lower_)


def _governed(noun: Token, verb: Token) -> Iterator[Party]:
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and lemma in HARM_VERBS - {"claim", "deny"}:
        yield from _verb_targets(verb)
    elif noun.dep_ in {"dobj", "nsubjpass", "nsubj"}:
        if lemma in LIGHT_VERBS or noun.dep_ != "dobj":
            yield from _aimed(verb)
            yield from _further(verb)
        elif lemma in _UNDER:
            yield from _thing(subject(verb))
    elif noun.dep_ == "agent":
        yield from _thing(subject(verb))


def _instrumental(verb: Token, preposition: str) -> Iterator[Party]:
    """Read 'hit the town with rockets', 'the town came under fire', 'was hit by shells'."""
    lemma = verb.lemma_.lower()
    if preposition in {"under", "to"} and lemma in _UNDER:
        yield from _thing(subject(verb))
    elif preposition in {"with", "by", "in", "using", "through", "via"} and lemma in HARM_VERBS - PEOPLE_HARM:
        yield from _verb_targets(verb)
    elif preposition == "by" and is_passive(verb) and lemma in _SHAKEN:
        yield from _thing(subject(verb))


def _against_after(trigger: Token) -> list[Party]:
    """Take the object of the first 'against' or 'on' after the trigger where the tree hangs it elsewhere."""
    for token in trigger.doc[trigger.i + 1 : trigger.i + 40]:
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {";", ":"}:
            return []
        late = (
            token.lower_ == "of" and is_time(token.nbor(-1)) and trigger.lower_.endswith("ing")
        )  # 'bombing on Saturday of the town'
        thrown = token.lower_ in {"into", "towards", "toward", "at"} and trigger.lemma_.lower() in LIGHT_VERBS
        inner = child(token, "pobj", "dobj") if token.lower_ in {"against", "on", "targeting"} or late or thrown else None
        if inner is not None and (found := _thing(inner)):
            return list(found)
    return []


def _harmed(trigger: Token) -> list[Party]:
    """Fall back on the people killed or wounded: 'an air strike killed 12 civilians', 'two died in shelling'."""
    near = sorted(trigger.doc[max(0, trigger.i - 15) : trigger.i + 15], key=lambda t: abs(t.i - trigger.i))
    for verb in (trigger, *trigger.ancestors, *trigger.subtree, *near):
        if found := _suffering(verb, trigger):
            return found
    return []


def _under_smoke(trigger: Token) -> list[Party]:
    """Read a caption's 'Smoke rises over the port after a strike'."""
    if trigger.doc[0].lower_ not in {"smoke", "fire", "flames", "plumes", "black", "thick", "a"}:
        return []
    for verb in trigger.doc[: trigger.i]:
        if verb.lemma_.lower() in {"rise", "billow", "pour"} and is_verb(verb):
            return [p for inner in objects_of(verb, "over", "from", "above") for p in _thing(inner)]
    return []


def _suffering(verb: Token, trigger: Token) -> list[Party]:
    if verb.lower_ in _DEATHS:
        return [p for inner in objects_of(verb, "of") for p in _thing(inner)]
    if not is_verb(verb):
        return []
    if verb.lemma_.lower() in {"die", "perish"}:
        return list(_thing(subject(verb)))
    if verb.lemma_.lower() not in PEOPLE_HARM - {"claim"}:
        return []
    who = subject(verb) if is_passive(verb) else child(verb, "dobj")
    return [p for p in _thing(who) if trigger.i != p.head]
