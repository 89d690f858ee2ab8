"""Find the words that tell of a strike or a detention, in their grammatical setting.

1. A gate of one compiled expression passes the sentences that can hold such a word at all.
2. Each word of the lexicon is tried by the rule for its class; other senses (labour strikes, captured towns, released
   statements) fall out here. Modality (threats, plans, denials) is judged elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract import lexicon as lex
from tracker.extract.lexicon_actors import known_actor
from tracker.extract.lexicon_people import is_people
from tracker.extract.tree import after_preposition, clause, is_passive, is_place, noun_modifiers, objects, subjects
from tracker.model import DetentionType, EventType, Kind, StrikeType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `token` is its index in the sentence; `start`, `end` are characters of the sentence.

    `weak` marks a word that only leans on an event told elsewhere ('the strikes', 'the arrested leader'); `anaphor` one that
    is no event without it ('the attack', which may be of any kind).
    """

    token: int
    start: int
    end: int
    kind: Kind
    type: EventType
    noun: bool = False
    plural: bool = False
    weak: bool = False
    anaphor: bool = False


GATE = re.compile(
    r"\b(?:air|hunger )?(?:strik\w*|struck|bomb\w*|shell\w*|raid\w*|rocket\w*|missile\w*|drone\w*|uavs?|mortar\w*|artillery|"
    r"barrage\w*|salvo\w*|warplane\w*|jets?|helicopter\w*|aircrafts?|planes?|tanks?|fire|fired|firing|fires|"
    r"detain\w*|detention\w*|arrest\w*|re-?arrest\w*|captur\w*|recaptur\w*|seiz\w*|abduct\w*|kidnap\w*|hostage\w*|prisoners?|captives?|"
    r"captivity|custody|round(?:ed|ing|s|-)? ?up|transfer\w*|extradit\w*|deport\w*|releas\w*|freed|free|frees|freeing|liberat\w*|"
    r"rescu\w*|swap\w*|exchang\w*|repatriat\w*|escap\w*|jailbreak\w*|prison|prisons|jail\w*|imprison\w*|surrender\w*|apprehend\w*|"
    r"held|holds?|holding|detainees?|inmates?|hand(?:ed|ing|s)?|moved|let(?:s|ting)?|themselves|himself|broke|flown|relocat\w*|disappear\w*|snatch\w*|incarcerat\w*|bombard\w*|hit|hits|hitting|"
    r"pound\w*|munitions?|attacks?|airstrik\w*|air force|projectiles?)\b",
    re.IGNORECASE,
)


def find_triggers(doc: Doc, *, war: bool = True, custody: bool = False) -> tuple[Trigger, ...]:
    """Find all triggers of a sentence, in order, at most one a token.

    `war` tells that the article is about armed force, `custody` that it speaks of prisons or prisoners.
    """
    out = []
    doc.user_data["custody"] = custody
    for token in doc:
        found = _strike(token, war=war) or _detention(token)
        if found is not None:
            out.append(found)
    return tuple(t for t in out if not _is_consequence(doc[t.token], out))


def _is_consequence(verb: Token, triggers: list[Trigger]) -> bool:
    """Tell a verb that only says what a strike did, where the strike is told beside it: 'jets bombed X, killing 12'."""
    if verb.lemma_.lower() not in lex.EFFECTS or verb.pos_ not in {"VERB", "AUX"}:
        return False
    strikes = {t.token for t in triggers if t.kind == "strike" and t.token != verb.i}
    around = [*subjects(verb), *after_preposition(verb, {"by", "in"})]
    if any(t.i in strikes for n in around for t in (n, *_counted_heads(n))):
        return True
    if verb.dep_ not in {"advcl", "xcomp", "conj", "acl", "relcl"}:
        return False
    if verb.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False  # 'drones hit X and missiles hit Y'
    head = verb.head
    return head.i in strikes or any(t.i in strikes for t in (*subjects(head), *objects(head)))


def is_warlike(text: str) -> bool:
    """Tell whether a text speaks of armed force, for words like 'strike' that may mean something else."""
    return len({w for w in re.findall(r"[a-z-]+", text.lower()) if w in lex.WAR}) >= 3


_NAMED_STRIKE = re.compile(
    r"\b(air|aerial|drone|missile|rocket|artillery)[ -]?(?:strike|raid)s?\b|\b(?:warplanes?|fighter jets?)\b", re.IGNORECASE
)


def article_means(title: str) -> StrikeType | None:
    """Give the one kind of strike that a title names, for the article's bare 'strikes'; null where it names several or none."""
    found = {_means_of_name(m) for m in _NAMED_STRIKE.finditer(title)}
    return found.pop() if len(found) == 1 else None


def _means_of_name(match: re.Match[str]) -> StrikeType:
    return lex.MEANS[(match.group(1) or "air").lower()]


def is_about_custody(text: str) -> bool:
    """Tell whether a text speaks of prisons or prisoners, for 'escaped' and 'moved' in sentences that do not."""
    return len({w for w in re.findall(r"[a-z-]+", text.lower()) if w in lex.CUSTODY}) >= 1


# --- strikes -----------------------------------------------------------------------------------------------------


def _strike(token: Token, *, war: bool) -> Trigger | None:
    named = token.lower_ in lex.STRIKE_NOUNS and (token.pos_ not in {"VERB", "AUX"} or token.lower_.startswith("air"))
    if token.pos_ in {"NOUN", "PROPN"} or named:
        return _strike_noun(token, war=war)
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        if token.lower_ in {"shelling", "bombing", "bombings"} and _looks_nominal(token):
            return _strike_noun(token, war=war)
        return _strike_verb(token, war=war)
    return None


def _looks_nominal(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    return token.dep_ in {"pobj", "nsubj", "dobj", "nsubjpass"} or (
        before is not None and (before.pos_ in {"DET", "ADJ", "NUM"} or before.tag_ in {"POS", "PRP$", "IN"})
    )


def _make(token: Token, type_: EventType, *, noun: bool, weak: bool = False, anaphor: bool = False) -> Trigger:
    kind: Kind = "strike" if type_ in {"air_strike", "drone_strike", "missile_strike", "shelling", "strike"} else "detention"
    plural = noun and (token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"shelling", "fire", "bombardment"})
    return Trigger(token.i, token.idx, token.idx + len(token.text), kind, type_, noun, plural, weak, anaphor)


def _word(token: Token) -> str:
    """Give a token's lemma, as the small model often leaves plurals of names and rare words alone."""
    lower: str = token.lower_
    if token.pos_ == "PROPN" and lower.endswith("s") and len(lower) > 4:
        return lower[:-1]
    lemma: str = token.lemma_.lower()
    return lemma


def means(tokens: list[Token]) -> list[StrikeType]:
    """Give the types of strike that words name as means, in their order, each once."""
    out: list[StrikeType] = []
    for t in tokens:
        word = _word(t)
        found = lex.MEANS.get(word) or lex.MEANS.get(t.lower_) or lex.MEANS.get(t.lower_.rstrip("s"))
        if found is not None and not _carries(t):
            continue
        if found is None and (word == "bomb" and _is_air_bomb(t)):
            found = "air_strike"
        if found is not None and found not in out:
            out.append(found)
    return out


def _carries(token: Token) -> bool:
    """Tell a means from what only looks like one: 'air base', 'suicide bomber', 'tank commander'."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in lex.AERIAL:
        return following not in lex.AIR_NOT_BEFORE
    if token.lower_ in {"bomber", "bombers"}:
        return not any(m.lower_ in lex.NOT_FROM_DISTANCE for m in noun_modifiers(token)) and token.lower_ == "bombers"
    return True


def _is_air_bomb(token: Token) -> bool:
    return any(m.lower_ in lex.AIR_BOMBS for m in noun_modifiers(token))


_MIXTURE = re.compile(
    r"\b(?:drones?|uavs?)\b\W+(?:\w+\W+){0,4}?(?:and|with)\W+(?:\S+\W+){0,4}?(?:missiles?|rockets?)\b|"
    r"\b(?:missiles?|rockets?)\b\W+(?:\w+\W+){0,4}?(?:and|with)\W+(?:\S+\W+){0,4}?(?:drones?|uavs?)\b",
    re.IGNORECASE,
)


def mixed(found: list[StrikeType], text: str) -> StrikeType | None:
    """Choose one type of several means: drones and missiles are 'strike'; a drone outranks its missiles; else the first."""
    if {"drone_strike", "missile_strike"} <= set(found):
        return "strike" if _MIXTURE.search(text) else "drone_strike"
    return found[0] if found else None


def _strike_noun(token: Token, *, war: bool) -> Trigger | None:
    word = _word(token)
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
        return _make(token, by or base, noun=True, weak=_is_definite(token) and not by)
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
    if by is None and {t.lower_ for t in doc} & lex.SPORT:
        return None
    if by is None and (on_strike or {t.lower_ for t in doc} & lex.LABOUR_CUES or before & {"first", "second", "third"} - names):
        return None
    if by is None and not war and not _war_here(doc) and not _does_harm(token) and not _is_mission(token):
        return None
    return _make(token, by or _means_around(token) or "strike", noun=True, weak=_is_definite(token) and not by)


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


def _war_here(doc: Doc) -> bool:
    """Tell a sentence that speaks of armed force by itself: a word of war, two faint ones, or an armed actor's name."""
    words = {t.lower_ for t in doc} & (lex.WAR - {"strike", "strikes"})
    return bool(words - lex.FAINT) or len(words) >= 2 or any(t.pos_ == "PROPN" and _is_armed(t) for t in doc)


def _is_armed(token: Token) -> bool:
    known = known_actor(token.text)
    return known is not None and known.kind not in {"state", "organisation"}


def _means_around(noun: Token) -> StrikeType | None:
    """Read a nominal strike's means from its author or instrument: 'strikes by warplanes', 'jets carried out strikes'."""
    verb = clause(noun)
    near: list[Token] = list(after_preposition(noun, {"by", "from", "with", "using"}))
    if verb.lemma_ in lex.LIGHT_VERBS and noun.dep_ in {"dobj", "nsubjpass", "obj"}:
        near += subjects(verb) if noun.dep_ == "dobj" else []
        near += after_preposition(verb, {"by", "from", "with"})
        near += [o for v in verb.children if v.lemma_ == "use" for o in objects(v)]
    near += [o for v in noun.children if v.lemma_ == "use" for o in objects(v)]
    return mixed(means([t for n in near for t in (*noun_modifiers(n), n)]), noun.doc.text)


def _is_definite(noun: Token) -> bool:
    return any(
        t.dep_ == "det" and t.lower_ in {"the", "these", "those", "that", "this", "such"} for t in noun.children
    ) and not any(
        t.dep_ in {"nummod", "relcl", "acl"} or (t.dep_ == "prep" and t.lower_ in {"on", "in", "near", "against", "at", "of"})
        for t in noun.children
    )


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


def _points_back(noun: Token) -> bool:
    """Tell 'the attack', 'the raids', 'these attacks', which point to one that was told, from 'the heaviest attacks'."""
    if any(t.tag_ == "JJS" or t.dep_ in {"nummod", "relcl"} for t in noun.children):
        return False
    return any(t.dep_ == "det" and t.lower_ in {"the", "these", "those", "this", "that"} for t in noun.children)


def _means_noun(token: Token, word: str, by: StrikeType | None, names: set[str], *, war: bool) -> Trigger | None:
    near = by
    if near is None and word in {"attack", "assault", "barrage", "salvo", "raid", "sortie"}:
        with_ = after_preposition(token, {"with", "by", "of", "using"})
        near = mixed(means([t for n in with_ for t in (*noun_modifiers(n), n)]), token.doc.text)
        near = near or (_means_around(token) if word in {"raid", "attack", "sortie"} else None)
    if near is None and word == "fire" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "on" and "rebel" in names:
        near = "shelling"
    if near is None and word in {"attack", "raid", "assault"} and war and _points_back(token) and not names & lex.NOT_FROM_DISTANCE:
        return _make(token, "strike", noun=True, weak=True, anaphor=True)
    if near is None or (word in {"launch", "rounds"}):
        return None
    if word == "fire" and names & {"small", "gun", "small-arms", "machine", "sniper", "return", "anti-aircraft"}:
        return None
    return _make(token, near, noun=True, weak=_is_definite(token) and not by)


def _strike_verb(verb: Token, *, war: bool) -> Trigger | None:
    word = verb.lemma_.lower()
    if word in {"bombe", "bombarded"}:
        word = "bomb" if word == "bombe" else "bombard"
    if verb.lower_ in {"struck", "striking", "strikes"}:
        word = "strike"
    if word in lex.STRIKE_VERBS:
        return _own_strike_verb(verb, lex.STRIKE_VERBS[word])
    if word in lex.FIRING_VERBS and (found := _firing(verb, word)):
        return _make(verb, found, noun=False)
    if word in lex.MEANS_VERBS and (found := _verb_means(verb, word)):
        return _make(verb, found, noun=False)
    if word in lex.ACTOR_VERBS and (war or _war_here(verb.doc) or _state_strikes(verb, word)) and _struck_by_side(verb, word):
        return _make(verb, "strike", noun=False)
    return None


def _phrase(noun: Token) -> list[Token]:
    return [*noun_modifiers(noun), noun]


def _agents(verb: Token) -> list[Token]:
    """Give the words of who or what does it: active subjects, passive agents, 'with' and 'in' phrases."""
    passive = is_passive(verb)
    active = [] if passive else [t for t in subjects(verb) if t.dep_ != "nsubjpass" or t.head != verb]
    active += [c for t in active for c in t.conjuncts]
    by = list(after_preposition(verb, {"by", "with", "from", "using", "in"} if passive else {"with", "using", "from"}))
    if verb.lemma_ in lex.AIMING_VERBS:
        by += _with_munition(verb)
    using = [o for v in verb.children if v.lemma_ in {"use", "fire", "drop"} for o in objects(v)]
    return [*active, *by, *using]


def _with_munition(verb: Token) -> list[Token]:
    """Give the munition after a 'with' of the clause, wherever the parse hung it: 'targeted a base near the town with rockets'."""
    for prep in verb.doc[verb.i + 1 : verb.i + 25]:
        if prep.lower_ == "with":
            return [t for t in verb.doc[prep.i + 1 : prep.i + 8] if t.pos_ in {"NOUN", "PROPN"} and _is_munition(t)]
        if prep.text in {".", ";"} or (prep.pos_ == "VERB" and prep.tag_ == "VBD"):
            break
    return []


def _own_strike_verb(verb: Token, base: StrikeType) -> Trigger | None:
    agents = [t for n in _agents(verb) for t in _phrase(n)]
    words = {t.lower_ for t in agents}
    goal = [o.lemma_.lower() for o in objects(verb)]
    if words & lex.NOT_FROM_DISTANCE or (
        verb.lemma_ == "shell" and verb.nbor(1).lower_ == "out" if verb.i + 1 < len(verb.doc) else False
    ):
        return None
    if any(o in lex.FLOPS for o in goal) or (verb.dep_ == "acl" and verb.head.lemma_.lower() in lex.FLOPS):
        return None
    if any(t.lower_ in {"questions", "criticism", "complaints", "messages", "emails", "calls", "ads"} for t in agents):
        return None
    if (
        verb.lemma_ == "bomb"
        and not objects(verb)
        and not is_passive(verb)
        and verb.dep_ not in {"relcl", "acl", "conj", "advcl", "ccomp"}
    ):
        return None
    return _make(verb, mixed(means(agents), verb.doc.text) or base, noun=False)


def _firing(verb: Token, word: str) -> StrikeType | None:
    """Read 'fired 20 rockets', 'barrel bombs were dropped', 'missiles launched from'; the launcher outranks what it fires."""
    if word == "shoot" and any(t.lower_ == "down" for t in verb.children):
        return None
    things = [n for o in objects(verb) for n in (o, *o.conjuncts)]
    if not things and verb.dep_ == "acl":  # 'rockets fired from', 'a missile launched at'
        things = [verb.head]
    if not things:  # 'Missiles fired.'
        things = [t for t in subjects(verb) if _is_munition(t)]
    phrases = [t for n in things for t in (*_phrase(n), *_counted(n))]
    launchers = [] if things else means([t for n in _agents(verb) for t in _phrase(n)])
    if word == "fire" and launchers and {"on", "at", "into"} & {t.lower_ for t in verb.children}:
        return launchers[0]  # 'a drone fired on the crowd'
    if not any(_is_munition(t) for t in phrases):
        return None
    if word in lex.WEAK_FIRING and not {"at", "on", "towards", "toward", "against", "into"} & {t.lower_ for t in verb.children}:
        return None
    launcher = means([t for n in _agents(verb) for t in _phrase(n)])
    munition = means(phrases) or (["air_strike"] if word == "drop" else [])
    if launcher and launcher[0] in {"air_strike", "drone_strike"}:
        return launcher[0]
    if not munition:
        return "air_strike" if word == "drop" else None
    return "air_strike" if word == "drop" and munition == ["shelling"] else mixed(munition, verb.doc.text)


def _counted(noun: Token) -> list[Token]:
    """Give what is counted where a number word is the head: 'dozens of rockets', 'a barrage of missiles'."""
    return [t for n in after_preposition(noun, {"of"}) for t in _phrase(n)]


def _is_munition(token: Token) -> bool:
    word = _word(token)
    if word in {"bomb", "bombs"}:
        return True
    found = lex.MEANS.get(word) or lex.MEANS.get(token.lower_.rstrip("s"))
    return found in {"missile_strike", "drone_strike"} or word in {"shell", "mortar", "munition", "projectile", "round", "ordnance"}


def _verb_means(verb: Token, word: str) -> StrikeType | None:
    heads = [n for n in _agents(verb) if not _is_strike_word(n)]
    agents = [t for n in heads for t in (*_phrase(n), *_counted(n), *after_preposition(n, {"from"}))]
    found = means(agents)
    if not found:
        return None
    if any(
        h.lemma_.lower() in lex.NATURAL_AGENTS | {"operator", "pilot", "crew", "maker", "base", "system", "site"} for h in heads[:1]
    ):
        return None
    if word in {"land", "crash", "leave", "set", "reach", "claim", "fall"} and found[0] == "air_strike":
        return None  # aircraft land and crash by themselves
    if word in {"explode", "detonate", "shake", "rock"} and found[0] not in {"missile_strike", "drone_strike", "shelling"}:
        return None
    if word == "fall" and any(t.lower_ in {"by", "percent", "%", "ill", "silent"} for t in verb.children):
        return None
    return mixed(found, verb.doc.text)


def _is_strike_word(noun: Token) -> bool:
    """Tell 'killed in an air strike', where the noun is the trigger, from 'killed by a missile'."""
    return _word(noun) in lex.STRIKE_NOUNS or noun.lower_ in lex.STRIKE_NOUNS or _word(noun) in lex.MEANS_NOUNS


def _struck_by_side(verb: Token, word: str) -> bool:
    """Tell 'Israel struck a depot', 'targets were struck' from 'struck a deal', 'the storm hit the coast'."""
    goal = [t for o in objects(verb) for t in (o, *o.conjuncts)]
    if not goal and word == "strike" and verb.tag_ in {"VBD", "VBN"} and any(_word(t) == "target" for t in subjects(verb)):
        return True  # 'More than 20 targets struck'
    if any(o.lemma_.lower() in lex.STRUCK_OBJECTS for o in goal) or not goal:
        return False
    agents = _agents(verb)
    if any(t.lemma_.lower() in lex.NATURAL_AGENTS | lex.BLASTS for t in agents):
        return False
    if is_passive(verb):
        words = {t.lower_ for t in verb.doc}
        return word == "strike" and bool(words & (lex.WAR - {"force", "forces", "air", "base"})) and not agents
    if any(t.pos_ == "PRON" and t.lower_ in {"it", "they", "we"} for t in agents) and _war_here(verb.doc):
        return True
    side = [t for n in agents for t in _phrase(n)]
    warlike = any(t.lower_ in lex.WAR or _is_side(t) for t in side)
    return warlike and not any(is_people(o) and o.tag_ in {"NN", "NNP"} for o in goal)


def _state_strikes(verb: Token, word: str) -> bool:
    """Tell 'Israel struck a depot', which needs no other word of war."""
    return word == "strike" and not is_passive(verb) and any(_is_side(t) for t in subjects(verb))


def _is_side(token: Token) -> bool:
    """Tell a name that can strike: a known armed actor, or a country."""
    return token.pos_ == "PROPN" and (known_actor(token.text) is not None or is_place(token))


# --- detentions ---------------------------------------------------------------------------------------------------


def _detention(token: Token) -> Trigger | None:
    if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBG"}:
        return _detain_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return _detain_noun(token)
    return None


def _verb_word(verb: Token) -> str:
    """Give a verb's lemma; where the small model left a form alone ('repatriated'), take its ending off."""
    lemma: str = verb.lemma_.lower()
    if lemma.endswith("ed") and lemma[:-1] in lex.DETAIN_VERBS:
        return lemma[:-1]
    if lemma.endswith("ed") and lemma[:-2] in lex.DETAIN_VERBS:
        return lemma[:-2]
    return lemma


def _detain_verb(verb: Token) -> Trigger | None:
    word = _verb_word(verb)
    if {t.lower_ for t in verb.doc} & lex.SPORT and word in lex.NEEDS_CAPTIVES:
        return None
    phrase = _phrase_type(verb, word)
    found = phrase or lex.DETAIN_VERBS.get(word)
    if found is None:
        return None
    if found in {"arrest", "capture", "abduction"} and is_passive(verb) and _lasts(verb):
        found = "held"
    people = _detainees(verb, word)
    if phrase is not None and found in {"capture", "abduction", "arrest"}:
        fits = not people or any(_may_be_people(p) for p in people)
    elif word == "hold":
        fits = _is_held(verb, people)
    elif word == "seize":
        fits = any(is_people(p) for p in people)
    elif word in lex.CARRIES and phrase is None:
        fits = any(_is_captive(p, word) for p in people) and _from_or_to_custody(verb)
    elif word in lex.NEEDS_CAPTIVES:
        fits = any(_is_captive(p, word) for p in people) and not _escapes_harm(verb, word)
    elif word in {"detain", "arrest", "apprehend", "abduct", "kidnap", "re-arrest", "rearrest"}:
        fits = not people or any(_may_be_people(p) for p in people)
    else:
        fits = any(_may_be_people(p) and not _is_thing(p) for p in people)
    if not fits:
        return None
    if word in {"seize", "snatch"} and _by_abductors(verb, people):
        found = "abduction"
    if verb.dep_ == "amod" and not is_passive(verb.head):
        return None  # 'the arrested leader' tells of no second arrest
    weak = verb.dep_ == "amod"
    return _make(verb, found, noun=False, weak=weak)


def _lasts(verb: Token) -> bool:
    """Tell 'still detained', 'remain jailed': a stock, not a taking."""
    return any(t.lower_ == "still" for t in verb.children) or (
        verb.head.lemma_ in {"remain", "stay"} and verb.dep_ in {"acomp", "xcomp", "attr", "oprd", "advcl"}
    )


def _by_abductors(verb: Token, people: list[Token]) -> bool:
    """Tell 'gunmen seized five villagers' (an abduction) from 'troops seized five fighters' (a capture)."""
    takers = {t.lemma_.lower() for t in _agents(verb)}
    return bool(takers & lex.ABDUCTORS) or any(p.lemma_.lower() in lex.CIVILIANS for p in people)


def _is_held(verb: Token, people: list[Token]) -> bool:
    """Tell people in custody from talks, towns and office that are held: 'is holding 20 villagers', 'are still held in X'."""
    if any(t.lower_ in lex.HELD_OTHERWISE for t in verb.children):
        return False
    if any(p.lemma_.lower() in lex.HELD_THINGS for p in people):
        return False
    if is_passive(verb):
        return any(_may_be_people(p) for p in people)
    return any(is_people(p) or p.lower_ in {"him", "her", "them"} for p in people)


def _from_or_to_custody(verb: Token) -> bool:
    """Tell 'flew 150 suspects from a prison to Iraq' from other journeys."""
    near = {t.lower_ for p in verb.children if p.dep_ == "prep" and p.lower_ in {"from", "to", "out", "into"} for t in p.subtree}
    return bool(near & (lex.CUSTODY | {"camp", "camps"}))


def _escapes_harm(verb: Token, word: str) -> bool:
    """Tell flight from danger ('fled the fighting', 'escaped unhurt') from flight out of custody."""
    if word not in {"escape", "flee"}:
        return False
    what = {t.lower_ for c in verb.children if c.dep_ in {"dobj", "prep", "advcl"} for t in c.subtree}
    if what & lex.CUSTODY:
        return False
    if any(c.dep_ == "dobj" for c in verb.children):
        return True  # 'escaped the siege'
    unhurt = {t.lower_ for t in verb.children} & {"unhurt", "unharmed", "unscathed", "injury", "death", "alive"}
    return (
        word == "flee"
        or bool(unhurt)
        or bool(what & {"fighting", "violence", "war", "strike", "strikes", "shelling", "bombing", "homes"})
    )


_PHRASE_VERBS = frozenset(first for first, _ in lex.DETAIN_PHRASES)


def _phrase_type(verb: Token, word: str) -> DetentionType | None:
    if word not in _PHRASE_VERBS:
        return None
    if word in {"hand", "give", "turn"} and any(t.lower_ in {"themselves", "himself", "herself"} for t in verb.children):
        return "capture" if any(t.lower_ in {"in", "up", "over"} for t in verb.doc[verb.i + 1 : verb.i + 4]) else None
    near = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) <= 12 and t.i != verb.i}
    near |= {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    for (first, second), type_ in lex.DETAIN_PHRASES.items():
        if first == word and second in near:
            if (
                word == "take"
                and second == "hostages"
                and not any(t.lower_ == "hostages" and t.dep_ == "dobj" for t in verb.children)
            ):
                continue
            return type_
    return None


def _detainees(verb: Token, word: str) -> list[Token]:
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


def _may_be_people(token: Token) -> bool:
    counted = list(_counted_heads(token))
    if not counted and token.lower_ in _QUANTIFIERS:  # 'all but one of the villages'
        counted = [t for p in token.doc[token.i : token.i + 5] if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    if counted:
        return any(_may_be_people(t) for t in counted)
    if is_people(token) or token.pos_ in {"PRON", "NUM"}:
        return token.lower_ not in {"it", "itself", "this", "that", "which", "what", "something", "everything"}
    return (token.pos_ == "PROPN" and not is_place(token)) or bool(_PERSON_NOUN.search(token.lower_) and token.pos_ == "NOUN")


# Nouns of trades and kinds of people that no list holds ('gunsmith', 'beekeeper', 'paramotorist').
_PERSON_NOUN = re.compile(r"(?:smith|keeper|maker|dealer|runner|monger|wright|ist|eer|ian|herd|man|men|woman|women)s?$")


def _is_thing(token: Token) -> bool:
    """Tell a name that is a place or a base rather than a person ('captured Raqqa')."""
    return token.pos_ == "PROPN" and is_place(token)


def _is_captive(token: Token, word: str) -> bool:
    """Tell whether the people are captives, by their noun or by the custody that the clause names."""
    if token.lemma_.lower() in lex.CAPTIVES or token.lower_.rstrip("s") in lex.CAPTIVES:
        plain = token.lemma_.lower() in {"student", "pupil", "schoolgirl", "schoolboy", "suspect"}
        return not plain or _custody_near(token) or custody_in_article(token.doc)
    if not _may_be_people(token) or token.lemma_.lower() in {"figure", "number", "total"}:
        return False
    if word == "surrender":
        return is_people(token)
    if _custody_near(token) or (token.pos_ == "PRON" and _was_taken(token)):
        return True
    if custody_in_article(token.doc):
        return _fights(token) or word in {"free", "release", "let", "escape", "rescue", "repatriate", "exchange", "swap", "hand"}
    camp = word == "repatriate" and any(t.lower_ in {"camp", "camps"} for t in token.doc)
    return is_people(token) and (camp or word in {"free", "release", "let", "hand"})


def _custody_near(token: Token) -> bool:
    return any(t.lower_ in lex.CUSTODY for t in token.doc)


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


def custody_in_article(doc: Doc) -> bool:
    """Tell whether the article speaks of prisons or prisoners; `find_triggers` notes it on the sentence."""
    return bool(doc.user_data.get("custody"))


def _detain_noun(noun: Token) -> Trigger | None:
    word = noun.lemma_.lower()
    if noun.lower_ in lex.IN_CUSTODY and _is_stock(noun):
        return _make(noun, "held", noun=True)
    found = lex.DETAIN_NOUNS.get(word) or lex.DETAIN_NOUNS.get(noun.lower_.rstrip("s"))
    if found is None or (noun.dep_ in {"compound", "amod", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}):
        return None
    before = {t.lower_ for t in noun_modifiers(noun)}
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    if after in lex.DETAIN_NOT_BEFORE or before & lex.DETAIN_NOT_AFTER:
        return None
    people = [t for n in after_preposition(noun, {"of", "for"}) for t in (n, *_counted_heads(n))]
    owners = [t for t in noun.children if t.dep_ == "poss"]
    captives = any(b.rstrip("s") in lex.CAPTIVES for b in before) or any(t.lemma_.lower() in lex.CAPTIVES for t in people)
    if word in {"jailbreak", "breakout", "hostage-taking", "prison-break"}:
        return _make(noun, found, noun=True, weak=_is_definite(noun))
    if word in {
        "swap",
        "exchange",
        "handover",
        "rescue",
        "escape",
        "transfer",
        "release",
        "liberation",
        "surrender",
        "repatriation",
    }:
        fits = captives or (any(_may_be_people(p) for p in people) and _custody_near(noun)) or bool(owners and _custody_near(noun))
    else:
        fits = any(_may_be_people(p) and not _is_thing(p) for p in people) or bool(before & {"mass", "more", "new"})
        fits = fits or bool(owners) or noun.tag_ == "NNS" or any(t.dep_ == "nummod" for t in noun.children)
    if not fits:
        return None
    return _make(noun, found, noun=True, weak=bool(owners) or _is_definite(noun))


def _is_stock(noun: Token) -> bool:
    """Tell '34 workers are in custody', 'hostages still in captivity' from 'held in custody', where the verb is the trigger."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"in", "behind"}:
        return False
    over = prep.head
    if over.lemma_ in {"be", "remain", "stay", "languish"}:
        return any(_may_be_people(t) for t in subjects(over))
    return over.pos_ in {"NOUN", "PROPN"} and is_people(over) and (over.dep_ == "ROOT" or noun.lower_ not in {"prison", "jail"})


_QUANTIFIERS = frozenset(
    {"all", "most", "many", "some", "several", "half", "one", "both", "dozens", "scores", "hundreds", "thousands"}
)
_NUMBER_NOUNS = frozenset({"number", "group", "dozen", "hundred", "thousand", "score", "total", "couple", "pair", "handful"})


def _counted_heads(noun: Token) -> Iterator[Token]:
    if noun.pos_ == "NUM" or noun.lemma_.lower() in _NUMBER_NOUNS or noun.lower_ in _QUANTIFIERS:
        yield from after_preposition(noun, {"of"})
