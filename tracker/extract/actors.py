"""Tell who struck whom and who took whom, from a trigger's place in its sentence.

The steps, cheap and sure first: the trigger's own arguments (subject, agent, object); what stands before and after a noun
('US air strikes on X'); the light verb that carries it ('conducted strikes'); the order of the words where the tree is broken.
A munition or a place that strikes is no actor: the side behind it is, where it is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import (
    antecedent,
    child,
    is_passive,
    is_personal,
    is_verb,
    objects_of,
    relative,
    stands_for,
    subject,
)
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
)
from tracker.extract.means import is_vessel
from tracker.extract.owner import owner, side_before
from tracker.extract.party import HYPHENS, NOUNISH, Party, content_head, is_actor, is_side, parties, party
from tracker.extract.strike_targets import HARM_VERBS, LIGHT_VERBS, is_told_as_verb, strike_target

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

__all__ = ["Party", "captor", "detainee", "find_weapons", "owner", "parties", "party", "strike_actor", "strike_target"]

_SOURCES = frozenset({"side", "positions", "posts", "lines", "bases", "territory", "areas", "trenches"})
_OWN_FORCES = frozenset(
    {"forces", "fighters", "troops", "soldiers", "army", "navy", "military", "gunners", "militants", "pilots", "members", "force"}
)


def strike_actor(trigger: Token) -> tuple[Party, ...]:
    """Tell who struck; empty where the sentence does not say; a pronoun as it stands where the sentence does not resolve it."""
    found = _verb_actor(trigger) if is_told_as_verb(trigger) else _noun_actor(trigger)
    return found or _by_after(trigger) or _blamed(trigger)


def find_weapons(doc: Doc) -> tuple[Party, ...]:
    """Find the weapons that a sentence names, with the words for their kind ('surface to surface missiles')."""
    found = []
    for token in doc:
        named = token.lower_ in WEAPON_NOUNS or token.lemma_.lower() in WEAPON_NOUNS
        if not named or is_verb(token) or (token.i + 1 < len(doc) and doc[token.i + 1].lower_ in WEAPON_NOUNS):
            continue
        if _is_hit(token) or is_vessel(token):
            continue
        first = token.i
        while first and _weapon_word(doc[first - 1]):
            first -= 1
        while first < token.i and (
            doc[first].lower_ in {"to", "strike", "attack", "launch", "multiple"} or doc[first].text in HYPHENS
        ):
            first += 1
        start, end = doc[first].idx, token.idx + len(token)
        found.append(Party(doc.text[start:end], start, end, token.i))
    return tuple(found)


def _is_hit(token: Token) -> bool:
    """Tell a weapon that was struck ('destroyed a tank and two mortar systems') from one that struck."""
    top = token
    while top.dep_ in {"conj", "compound", "appos"} and top.head.pos_ in NOUNISH:
        top = top.head
    verb = top.head
    hit = (top.dep_ == "dobj" and not is_passive(verb)) or (top.dep_ == "nsubjpass")
    took_out = verb.lemma_ == "take" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
    return bool(hit and (took_out or verb.lemma_.lower() in HARM_VERBS - {"land", "fall"}))


def _weapon_word(token: Token) -> bool:
    word = token.lower_
    made = (
        (token.text in HYPHENS and not token.whitespace_)
        or word in {"made", "to"}
        or (token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS)
    )
    return (
        word in WEAPON_MODIFIERS
        or (made and word not in QUANTIFIERS)
        or (word in WEAPON_NOUNS and token.dep_ in {"compound", "nmod", "amod"})
    )


def _acting(token: Token | None) -> tuple[Party, ...]:
    """Give the actors that a subject or agent names: the noun if it can act, else the side behind the munition or the deed."""
    if token is None:
        return ()
    token = content_head(relative(token))
    if is_personal(token):
        return stands_for(token)
    whose = child(token, "poss")
    if whose is not None and whose.lower_ == "whose" and relative(whose) != whose:
        return parties(relative(whose))  # 'the army, whose jets'
    if whose is not None and is_personal(whose) and token.lower_ in INSTRUMENTS | _OWN_FORCES:
        known = antecedent(whose)  # 'the army said its jets'
        return (parties(known) if known is not None else ()) + parties(token)
    if token.lower_ in MUNITIONS | STRIKE_NOUNS and token.lower_ not in INSTRUMENTS - {"mortar", "mortars"}:
        return _noun_actor(token)
    if token.lower_ in INSTRUMENTS:
        for whose in objects_of(token, "of"):
            if is_actor(whose):
                return (party(whose),)
        if side_before(token) is None and (side := owner(token)) is not None:
            return (side,)  # 'a drone operated by the army'
    return parties(token) if is_actor(token) else ()


def _verb_actor(verb: Token) -> tuple[Party, ...]:
    if agents := [party_ for agent in objects_of(verb, "by") for party_ in _acting(agent)]:
        return tuple(agents)
    if is_passive(verb):
        for source in objects_of(verb, "from"):  # 'was hit by mortars from the army side'
            if source.lower_ in _SOURCES and (side := side_before(source)) is not None:
                return (side,)
    if (verb.tag_ == "VBG" and verb.dep_ in {"acl", "amod"}) or not is_passive(verb):
        who = subject(verb)
        alone = who is not None and child(verb, "dobj", "prep", "dative", "advcl") is None and not is_actor(who)
        return () if alone else _acting(who)
    fired = subject(verb) if verb.lemma_.lower() in LIGHT_VERBS else None
    if fired is not None and fired.lower_ in MUNITIONS | INSTRUMENTS and (side := owner(fired)) is not None:
        return (side,)  # 'Russian drones have been launched at'
    for deed in objects_of(verb, "in", "by", "with"):  # 'were targeted in Turkish air strikes'
        if deed.lower_ in STRIKE_NOUNS | MUNITIONS and (side := owner(deed)) is not None:
            return (side,)
    if verb.dep_ == "conj":
        return _verb_actor(verb.head) if is_verb(verb.head) and is_passive(verb.head) else ()
    return ()


def _noun_actor(noun: Token) -> tuple[Party, ...]:
    """Tell who is behind a deed or a munition: its modifiers first, then who is said to carry it out, then the clause around it."""
    if (whose := child(noun, "poss")) is not None and is_personal(whose):
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
    if noun.lower_ in MUNITIONS | INSTRUMENTS and (holder := _holder_of_source(noun)) is not None:
        return (holder,)
    for word in noun.children:
        if word.dep_ in {"acl", "relcl"} and word.lemma_.lower() in LIGHT_VERBS | {"blame", "attribute", "involve"}:
            agents = [p for agent in objects_of(word, "by", "on", "to") for p in _acting(agent)]
            if not agents and word.dep_ == "relcl" and not is_passive(word):
                agents = list(_acting(_own_subject(word, noun)))
            if agents:
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


def _holder_of_source(noun: Token) -> Party | None:
    """Read who holds the ground that a munition came from: 'a missile fired from rebel-held territory'."""
    sources = [place for word in noun.children if word.dep_ == "acl" for place in objects_of(word, "from")]
    for place in sources:
        held = next((c for c in place.children if c.lower_ in {"held", "controlled"} and c.dep_ == "amod"), None)
        who = child(held, "npadvmod", "compound", "nmod", "amod") if held is not None else None
        if who is not None and is_side(who):
            return party(who)
    return None


def _own_subject(verb: Token, noun: Token) -> Token | None:
    """Give the subject of a relative clause, unless it stands for the noun that the clause is about ('raids that hit')."""
    who = child(verb, "nsubj")
    return None if who is None or who == noun or who.tag_ in {"WDT", "WP"} else who


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
        and (lemma in LIGHT_VERBS | {"blame", "attribute", "claim"})
    ):
        if lemma == "claim":
            return _verb_actor(verb) if top.dep_ == "dobj" else ()  # 'the militia claimed a rocket attack'
        if lemma in {"blame", "attribute"}:
            return tuple(p for inner in objects_of(verb, "on", "to") for p in _acting(inner))
        return _verb_actor(verb) if top.dep_ in {"dobj", "nsubjpass"} else ()
    if top.dep_ == "dobj" and verb.dep_ == "xcomp" and verb.head.lemma_ == "resort":
        return _around(verb.head, "to")  # 'resorted to unprovoked shelling'
    if top.dep_ == "pobj" and verb.lower_ in {"of", "number"} and verb.head.pos_ in NOUNISH:
        return _carrier(verb.head)
    if (
        top.dep_ in {"pobj", "pcomp"}
        and verb.lower_ in {"in", "with", "by", "through", "using", "during", "via", "from", "to"}
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
    harming = verb.lemma_.lower() in HARM_VERBS | {"respond", "retaliate", "support", "use", "add", "resort"}
    harming = harming and preposition in {"with", "in", "by", "through", "using", "via", "to"}
    armed = content_head(who).lower_ in INSTRUMENTS
    return _acting(who) if harming or armed else ()


def _blamed(trigger: Token) -> tuple[Party, ...]:
    """Read the side that the sentence blames: 'a rocket hit the market, officials said, blaming the rebels'."""
    for verb in trigger.doc:
        if verb.lower_ in {"blaming", "blamed", "accusing", "accused"} and is_verb(verb) and not is_passive(verb):
            return _acting(child(verb, "dobj"))
    return ()


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
