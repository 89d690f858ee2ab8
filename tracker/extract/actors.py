"""Tell who struck whom and who took whom, from a trigger's place in its sentence.

The steps, cheap and sure first: the trigger's own arguments (subject, agent, object); what stands before and after a noun
('US air strikes on X'); the light verb that carries it ('conducted strikes'); the order of the words where the tree is broken.
A munition or a place that strikes is no actor: the side behind it is, where it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import PERSONAL, antecedent, child, is_passive, is_time, is_verb, objects_of, relative, subject
from tracker.extract.custody import captor, detainee
from tracker.extract.lexicon_actors import (
    GROUP_NOUNS,
    INSTRUMENTS,
    MUNITIONS,
    PEOPLE_NOUNS,
    QUANTIFIERS,
    STRIKE_NOUNS,
    WEAPON_MODIFIERS,
    WEAPON_NOUNS,
    words,
)
from tracker.extract.party import HYPHENS, NOUNISH, Party, content_head, is_actor, is_side, owner, parties, party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Party", "captor", "detainee", "find_weapons", "owner", "parties", "party", "strike_actor", "strike_target"]

LIGHT_VERBS = words("""
    inflict carry conduct launch mount stage perform make deliver execute undertake wage do initiate begin start resume continue
    intensify fire drop unleash lob fly step rain direct escalate renew keep commit shoot hurl open return pour send release
    lead
""")
_HARM = words("""
    kill wound injure destroy damage hit strike target engage bomb bombard pound shell attack pummel flatten level raze
    demolish suppress disable degrade obliterate eliminate neutralize neutralise ignite sink blast collapse claim rock reach
    land fall pepper rake burn torch raid slam wreck crater deny
""")
_LAND = frozenset({"land", "fall", "slam", "crash", "rain"})
_AT = ("on", "against", "at", "into", "towards", "toward", "onto", "targeting", "upon")
_UNDER = frozenset(
    {"come", "be", "suffer", "face", "undergo", "endure", "witness", "subject", "stay", "remain", "rock", "shake", "target"}
)
_LAST = frozenset({"kill", "wound", "injure", "claim", "maim"})  # harm to people is a target only where nothing else was hit
_MOST = 6
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
_OWN_FORCES = frozenset(
    {"forces", "fighters", "troops", "soldiers", "army", "navy", "military", "gunners", "militants", "pilots", "members", "force"}
)
_DEATHS = frozenset({"killing", "killings", "death", "deaths"})


def strike_actor(trigger: Token) -> tuple[Party, ...]:
    """Tell who struck; empty where the sentence does not say; a pronoun as it stands where the sentence does not resolve it."""
    found = _verb_actor(trigger) if _verbal(trigger) else _noun_actor(trigger)
    return found or _by_after(trigger)


def strike_target(trigger: Token) -> tuple[Party, ...]:
    """Tell what was hit, at most six in the text's order; people killed only where nothing else is named."""
    found = list(_verb_targets(trigger)) if _verbal(trigger) else list(_noun_targets(trigger))
    return _distinct(found or _against_after(trigger) or _harmed(trigger))


def find_weapons(doc: Doc) -> tuple[Party, ...]:
    """Find the weapons that a sentence names, with the words for their kind ('surface to surface missiles')."""
    found = []
    for token in doc:
        named = token.lower_ in WEAPON_NOUNS or token.lemma_.lower() in WEAPON_NOUNS
        if not named or is_verb(token) or (token.i + 1 < len(doc) and doc[token.i + 1].lower_ in WEAPON_NOUNS):
            continue
        first = token.i
        while first and _weapon_word(doc[first - 1]):
            first -= 1
        while first < token.i and (doc[first].lower_ in {"to", "strike", "attack"} or doc[first].text in HYPHENS):
            first += 1
        span = doc[first : token.i + 1]
        found.append(Party(span.text, span.start_char, span.end_char, token.i))
    return tuple(found)


def _verbal(trigger: Token) -> bool:
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
    noun_before = bool(trigger.i) and (trigger.nbor(-1).pos_ in {"ADP", "DET", "CCONJ", "PRON"} or is_side(trigger.nbor(-1)))
    noun_after = any(c.lower_ in {"of", "by", "from"} for c in trigger.rights)
    return not (trigger.dep_ in {"csubj", "nsubj", "pobj", "dobj", "nsubjpass", "aux"} or (noun_before and noun_after))


def _weapon_word(token: Token) -> bool:
    word = token.lower_
    made = token.text in HYPHENS or word in {"made", "to"} or (token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS)
    return (
        word in WEAPON_MODIFIERS
        or (made and word not in QUANTIFIERS)
        or (word in WEAPON_NOUNS and token.dep_ in {"compound", "nmod", "amod"})
    )


def _distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({p.name.lower(): p for p in reversed(list(dict.fromkeys(found))[:_MOST])}.values())[::-1]


def _acting(token: Token | None) -> tuple[Party, ...]:
    """Give the actors that a subject or agent names: the noun if it can act, else the side behind the munition or the deed."""
    if token is None:
        return ()
    token = content_head(relative(token))
    if token.lower_ in PERSONAL:
        known = antecedent(token)
        return parties(known) if known is not None else (party(token),)
    whose = child(token, "poss")
    if whose is not None and whose.lower_ in PERSONAL and token.lower_ in INSTRUMENTS | _OWN_FORCES:
        known = antecedent(whose)  # 'the army said its jets'
        return (parties(known) if known is not None else ()) + parties(token)
    if token.lower_ in MUNITIONS | STRIKE_NOUNS and token.lower_ not in INSTRUMENTS - {"mortar", "mortars"}:
        return _noun_actor(token)
    return parties(token) if is_actor(token) else ()


def _verb_actor(verb: Token) -> tuple[Party, ...]:
    if agents := [party_ for agent in objects_of(verb, "by") for party_ in _acting(agent)]:
        return tuple(agents)
    if (verb.tag_ == "VBG" and verb.dep_ in {"acl", "amod"}) or not is_passive(verb):
        who = subject(verb)
        alone = who is not None and child(verb, "dobj", "prep", "dative", "advcl") is None and not is_actor(who)
        return () if alone else _acting(who)
    for deed in objects_of(verb, "in", "by", "with"):  # 'were targeted in Turkish air strikes'
        if deed.lower_ in STRIKE_NOUNS | MUNITIONS and (side := owner(deed)) is not None:
            return (side,)
    if verb.dep_ == "conj":
        return _verb_actor(verb.head) if is_verb(verb.head) and is_passive(verb.head) else ()
    return ()


def _noun_actor(noun: Token) -> tuple[Party, ...]:
    """Tell who is behind a deed or a munition: its modifiers first, then who is said to carry it out, then the clause around it."""
    if (whose := child(noun, "poss")) is not None and whose.lower_ in PERSONAL:
        return _acting(whose)
    if found := owner(noun):
        return (found,)
    return _modifier_actor(noun) or _planes_bombing(noun) or _carrier(noun)


def _planes_bombing(noun: Token) -> tuple[Party, ...]:
    """Read 'planes bombing the valley', which the parser may take for a kind of bombing."""
    flier = child(noun, "compound") if child(noun, "dobj") is not None else None
    return (party(flier),) if flier is not None and flier.lower_ in INSTRUMENTS else ()


def _modifier_actor(noun: Token) -> tuple[Party, ...]:
    for inner in objects_of(noun, "by"):
        if who := _acting(inner):
            return who
    for word in noun.children:
        if word.dep_ in {"acl", "relcl"} and word.lemma_.lower() in LIGHT_VERBS | {"blame", "attribute", "involve"}:
            agents = [p for agent in objects_of(word, "by", "on", "to") for p in _acting(agent)]
            if agents or (word.dep_ == "relcl" and is_passive(word) is False and (agents := list(_acting(child(word, "nsubj"))))):
                return tuple(agents)
    if noun.lower_ in STRIKE_NOUNS:
        return tuple(
            p
            for inner in objects_of(noun, "of")
            if is_side(content_head(inner))
            for p in parties(inner)
            if noun.lower_.endswith(("strike", "strikes"))
        )
    return ()


def _carrier(noun: Token) -> tuple[Party, ...]:
    """Read the verb around a deed: 'X conducted strikes', 'strikes were carried out by X', 'X hit the town in air strikes'."""
    top = noun
    while top.dep_ in {"conj", "compound", "nmod"} and top.head.pos_ in NOUNISH:
        top = top.head
        if found := owner(top) if top.lower_ in STRIKE_NOUNS else None:
            return (found,)
    verb = top.head
    lemma = verb.lemma_.lower()
    if (
        is_verb(verb)
        and top.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "oprd"}
        and (lemma in LIGHT_VERBS | {"blame", "attribute"})
    ):
        if lemma in {"blame", "attribute"}:
            return tuple(p for inner in objects_of(verb, "on", "to") for p in _acting(inner))
        return _verb_actor(verb) if top.dep_ in {"dobj", "nsubjpass"} else ()
    if top.dep_ == "pobj" and verb.lower_ in {"of", "number"} and verb.head.pos_ in NOUNISH:
        return _carrier(verb.head)
    if (
        top.dep_ in {"pobj", "pcomp"}
        and verb.lower_ in {"in", "with", "by", "through", "using", "during", "via", "from"}
        and is_verb(verb.head)
    ):
        return _around(verb.head, verb.lower_)
    return ()


def _around(verb: Token, preposition: str) -> tuple[Party, ...]:
    if is_passive(verb):
        return ()
    who = subject(verb)
    if who is not None and not is_actor(who) and verb.dep_ == "acl" and is_verb(verb.head.head):
        return _around(verb.head.head, preposition)  # 'committed a massacre claiming two lives in an air strike'
    if who is None or not is_actor(who) or who.lower_ in PEOPLE_NOUNS - GROUP_NOUNS:
        return ()
    harming = verb.lemma_.lower() in _HARM | {"respond", "retaliate", "support", "use"} and preposition in {
        "with",
        "in",
        "by",
        "through",
        "using",
        "via",
    }
    armed = content_head(who).lower_ in INSTRUMENTS
    return _acting(who) if harming or armed else ()


def _by_after(trigger: Token) -> tuple[Party, ...]:
    """Look for 'by X' soon after the trigger where the tree has put it elsewhere; X has to be a known kind of actor."""
    doc = trigger.doc
    for token in doc[trigger.i + 1 : trigger.i + 9]:
        if (token.is_punct and token.text not in HYPHENS) or token.tag_ in {"VBD", "VBZ", "MD"}:
            return ()
        if token.lower_ == "by" and (inner := child(token, "pobj")) is not None:
            head = content_head(inner)
            sure = is_side(head) or head.lower_ in GROUP_NOUNS | INSTRUMENTS or owner(head) is not None
            return parties(inner) if sure and head.lower_ not in MUNITIONS | STRIKE_NOUNS else ()
    return ()


def _thing(token: Token | None) -> tuple[Party, ...]:
    """Give what was hit by a noun's name and those joined to it; deeds, munitions, times and bare numbers are none."""
    if token is None:
        return ()
    token = relative(token)
    head = content_head(token)
    if head.lower_ in PERSONAL:
        known = antecedent(head)
        return parties(known) if known is not None else (party(head),)
    if head.pos_ not in NOUNISH | {"ADJ"} or is_time(head) or _is_deed(head) or head.lower_ in _IDIOMS:
        return ()
    return tuple(p for p in parties(token) if p.name.lower() not in QUANTIFIERS | {"others"})


def _is_deed(token: Token) -> bool:
    return token.lower_ in STRIKE_NOUNS - {"launch", "campaign", "operation", "operations", "mission", "missions"} or (
        token.lower_ in MUNITIONS and token.lower_ not in {"cluster", "weapon", "weapons", "ammunition"}
    )


def _verb_targets(verb: Token) -> Iterator[Party]:
    if verb.dep_ in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD"} and is_passive(verb):
        yield from _thing(verb.head)
        return
    if is_passive(verb):
        yield from _thing(subject(verb))
        return
    dobj = child(verb, "dobj", "dative")
    if dobj is None and verb.dep_ == "amod" and child(verb, "nsubj") is not None:
        dobj = verb.head  # 'a drone fired missiles' taken for fired missiles
    if dobj is not None and verb.lemma_.lower() not in _LAST:
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
    for inner in objects_of(verb, *_AT) if not (lost and verb.lemma_ in {"bomb", "strike", "hit", "shell"}) else ():
        if inner.lower_ == "direction":
            yield from (p for place in objects_of(inner, "of") for p in _thing(place))
        else:
            yield from _thing(inner)
    for inner in objects_of(verb, "in", "near"):
        if inner.lower_ == "direction" or verb.lemma_.lower() in _LAND:
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
    if lost is not None and verb.lemma_.lower() in _HARM:
        yield from _thing(child(lost, "nsubj"))  # 'hit the market killing 20', where the market was taken for who kills
    elif who is not None and verb.tag_ in {"VBD", "VBN"} and not is_actor(who) and not _is_deed(content_head(who)):
        yield from _thing(who)


def _further(verb: Token) -> Iterator[Party]:
    """Add what joined verbs of harm hit: 'struck two units and destroyed a vehicle'."""
    for joined in verb.children:
        harms = joined.dep_ in {"conj", "advcl", "dep"} and is_verb(joined) and joined.lemma_.lower() in _HARM - _LAST
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
        if word.dep_ in {"acl", "relcl"} and word.lemma_.lower() in _HARM - _LAST:
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
        yield from _verb_targets(verb.head) if verb.head.lemma_.lower() in _HARM else ()  # 'Near Homs, a strike hit'
    elif is_verb(verb):
        yield from _governed(top, verb)
    elif top.dep_ in {"pobj", "pcomp"} and is_verb(verb.head):
        yield from _instrumental(verb.head, verb.lower_)


def _governed(noun: Token, verb: Token) -> Iterator[Party]:
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and lemma in _HARM - {"claim", "deny"}:
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
    elif preposition in {"with", "by", "in", "using", "through", "via"} and lemma in _HARM - _LAST:
        yield from _verb_targets(verb)
    elif preposition == "by" and is_passive(verb) and lemma not in {"wake", "follow", "precede", "condemn", "anger"} | _LAST:
        yield from _thing(subject(verb))


def _against_after(trigger: Token) -> list[Party]:
    """Take the object of the first 'against' or 'on' after the trigger where the tree hangs it elsewhere."""
    for token in trigger.doc[trigger.i + 1 : trigger.i + 40]:
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {";", ":"}:
            return []
        if (
            token.lower_ in {"against", "on", "targeting"}
            and (inner := child(token, "pobj", "dobj")) is not None
            and (found := _thing(inner))
        ):
            return list(found)
    return []


def _harmed(trigger: Token) -> list[Party]:
    """Fall back on the people killed or wounded: 'an air strike killed 12 civilians', 'two died in shelling'."""
    near = sorted(trigger.doc[max(0, trigger.i - 15) : trigger.i + 15], key=lambda t: abs(t.i - trigger.i))
    for verb in (trigger, *trigger.ancestors, *trigger.subtree, *near):
        if found := _suffering(verb, trigger):
            return found
    return []


def _suffering(verb: Token, trigger: Token) -> list[Party]:
    if verb.lower_ in _DEATHS:
        return [p for inner in objects_of(verb, "of") for p in _thing(inner)]
    if not is_verb(verb):
        return []
    if verb.lemma_.lower() in {"die", "perish"}:
        return list(_thing(subject(verb)))
    if verb.lemma_.lower() not in _LAST - {"claim"}:
        return []
    who = subject(verb) if is_passive(verb) else child(verb, "dobj")
    return [p for p in _thing(who) if trigger.i != p.head]
