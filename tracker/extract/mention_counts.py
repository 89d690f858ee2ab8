"""Choose the numbers of a mention among those of its sentence: strikes, munitions, targets, people taken, tolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import attach
from tracker.extract.counts import Amount, noun_amount
from tracker.extract.lexicon_detentions import DETAIN_VERBS
from tracker.extract.lexicon_people import MUNITIONS, singular
from tracker.extract.lexicon_strikes import FIRING_VERBS
from tracker.extract.tree import SUBJECTS, after_preposition, distance, is_place, objects
from tracker.model import Count, CountOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.actors import Party
    from tracker.extract.mentions import Setting
    from tracker.extract.parsed import Token
    from tracker.extract.trigger import Trigger

DETAINED: dict[str, CountOf] = {
    "capture": "detained",
    "arrest": "detained",
    "abduction": "detained",
    "held": "detained",
    "transfer": "transferred",
    "release": "released",
    "escape": "escaped",
}


def mention_counts(
    setting: Setting, trigger: Trigger, token: Token, tokens: list[Token], whom: Sequence[Party]
) -> tuple[Count, ...]:
    """Give the counts of a mention. `tokens` are all triggers of the sentence, `whom` those taken."""
    tolls = _tolls(setting, token, tokens)
    if trigger.kind == "strike":
        return _one_each([*_strikes(setting, trigger, token), *_things(setting, token, tokens), *tolls])
    undecided = any(c.of == "killed_or_captured" for c in tolls)
    return _one_each(tolls if undecided else [*_detained(setting, trigger, whom), *tolls])


def _strikes(setting: Setting, trigger: Trigger, token: Token) -> list[Count]:
    if not trigger.noun or token.lemma_.lower() in {"fire", "shelling", "bombardment", "bombing"}:
        return []
    amount = noun_amount(token, setting.numbers)
    if amount is not None:
        return [_count("strikes", amount, setting)]
    if (bracketed := _bracketed(setting, token, "strikes")) is not None:
        return [bracketed]
    for number in setting.numbers:
        between = [t for t in setting.doc if number.end <= t.idx < token.idx]
        if number.end <= token.idx and len(between) <= 4 and all(t.pos_ in _PREMODIFIERS for t in between):
            return [
                Count("strikes", number.low, number.high, None, setting.sentence.text[number.start : token.idx + len(token.text)])
            ]
    return []


_PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "SPACE"})


def _things(setting: Setting, token: Token, tokens: list[Token]) -> list[Count]:
    """Count targets struck and munitions fired: nouns with a number of their own, nearest to this trigger."""
    out = []
    for noun in setting.doc:
        if noun.pos_ not in {"NOUN", "PROPN"} or (noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"}):
            continue
        word = singular(noun.lower_)
        of: CountOf | None = "targets" if word == "target" else "munitions" if _is_munition(noun, word) else None
        if of is None or (min(tokens, key=lambda t: (attach.cost(t, noun), t.i)) != token and noun != token):
            continue
        amount = noun_amount(noun, setting.numbers)
        if amount is not None:
            out.append(_count(of, amount, setting))
    return out


def _is_munition(noun: Token, word: str) -> bool:
    if word in {"fire", "artillery", "attack", "strike", "raid", "tank"}:
        return False
    if word in {"drone", "uav"}:
        return _is_sent(noun)
    return word in MUNITIONS and not _is_struck(noun)


def _is_struck(noun: Token) -> bool:
    """Tell arms that were hit ('destroyed two rockets') from arms that were fired."""
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    struck = noun.dep_ in {"dobj", "obj"} or (noun.dep_ == "nsubjpass")
    return struck and verb.pos_ == "VERB" and verb.lemma_.lower() not in FIRING_VERBS | {"fly", "see", "involve", "carry"}


def _is_sent(noun: Token) -> bool:
    """Tell a drone that is a munition ('launched 50 drones') from one that fires ('a US drone fired missiles')."""
    verb = noun.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.lemma_ in {"launch", "fire", "send", "use", "deploy", "unleash"}:
        return (
            noun in [n for o in objects(verb) for n in (o, *o.conjuncts, *after_preposition(o, {"of", "with"}))]
            or noun.dep_ == "pobj"
        )
    return noun.dep_ == "pobj" and noun.head.lower_ in {"with", "of", "using"}


def _detained(setting: Setting, trigger: Trigger, whom: Sequence[Party]) -> list[Count]:
    of = DETAINED[trigger.type]
    first = next(iter(whom), None)
    token = setting.doc[trigger.token]
    if trigger.noun and of == "detained" and trigger.type != "held" and (deeds := _of_noun(setting, token)) is not None:
        return [deeds]
    if first is None:
        return _bare_number(setting, trigger, of)
    head = setting.doc[first.head]
    if trigger.noun and head.dep_ == "compound" and head.head.i == trigger.token:
        return []  # 'a prisoner exchange' is not of one
    amount = noun_amount(head, setting.numbers)
    if amount is not None and _is_part(amount, head, token):
        return []
    if amount is not None and any(is_place(t) for t in head.conjuncts):  # 'handed over 24 men, and Yerevan freed 13'
        own = next((n for n in setting.numbers if any(n.start <= t.idx < n.end for t in head.children)), None)
        return [Count(of, own.low, own.high, None, own.text)] if own else []
    return [_count(of, amount, setting)] if amount is not None else []


def _is_part(amount: Amount, head: Token, token: Token) -> bool:
    """Tell '31 of the pupils taken in May', where 31 is no count of those taken."""
    if token.dep_ not in {"acl", "relcl"} or token.head != head or head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    definite = any(t.lower_ in {"the", "those", "these"} for t in head.children)
    return definite and amount.start < head.head.idx


def _bracketed(setting: Setting, noun: Token, of: CountOf) -> Count | None:
    """Read the number in brackets right after a noun."""
    if noun.i + 2 >= len(noun.doc) or noun.doc[noun.i + 1].text != "(":
        return None
    text, after = setting.sentence.text, noun.doc[noun.i + 1].idx + 1
    found = next((n for n in setting.numbers if n.start == after and text[n.end : n.end + 1] == ")"), None)
    return Count(of, found.low, found.high, None, found.text) if found is not None else None


def _of_noun(setting: Setting, noun: Token) -> Count | None:
    """Read '1,239 abductions' and 'detentions (58)', where the deeds are counted one for each person."""
    if (bracketed := _bracketed(setting, noun, "detained")) is not None:
        return bracketed
    counted = noun_amount(noun, setting.numbers, singular=False) if noun.tag_ == "NNS" else None
    return _count("detained", counted, setting) if counted is not None else None


def _bare_number(setting: Setting, trigger: Trigger, of: CountOf) -> list[Count]:
    """Read 'detaining one', 'killed several and detained two', where the number stands alone."""
    for thing in objects(setting.doc[trigger.token]):
        for number in setting.numbers:
            if thing.pos_ in {"NUM", "PRON"} and number.start <= thing.idx < number.end:
                return [Count(of, number.low, number.high, None, number.text)]
    return []


def _count(of: CountOf, amount: Amount, setting: Setting) -> Count:
    return Count(of, amount.low, amount.high, None, setting.sentence.text[amount.start : amount.end])


def _tolls(setting: Setting, token: Token, tokens: list[Token]) -> list[Count]:
    """Give the tolls nearest to this trigger, none of another happening ('since May, when ten men were killed in an ambush')."""
    out = []
    for toll in setting.tolls:
        verb = setting.doc[toll.verb]
        best = min(tokens, key=lambda t: (_toll_cost(t, verb), t.i))
        if best == token and not _of_another(token, verb) and not _of_others(token, verb):
            out.append((verb, Count(toll.of, toll.low, toll.high, toll.group, toll.text)))
    return [c for _, c in sorted(out, key=lambda o: not _governs(o[0], token))]


def _governs(verb: Token, token: Token) -> bool:
    """Tell the toll of this deed from a wider one: 'a thousand have died, among them nine killed when a clinic was bombed'."""
    return verb is token or (token.head is verb and token.dep_ == "advcl")


def _of_others(token: Token, verb: Token) -> bool:
    """Tell those killed from those taken, where each has a clause: 'Four drivers were killed and nine abducted'."""
    if verb is token or token.lemma_.lower() not in DETAIN_VERBS or token not in verb.conjuncts:
        return False
    mine, theirs = ([c for c in t.children if c.dep_ in SUBJECTS] for t in (token, verb))
    return bool(mine and theirs)


def _of_another(token: Token, verb: Token) -> bool:
    if attach.cost(token, verb) < attach.WALL:
        return False
    clause = {t.lower_ for t in verb.subtree}
    return bool(clause & _OTHER_CAUSES) and token not in verb.subtree


_OTHER_CAUSES = frozenset("ambush clash clashes shooting suicide bomber gunmen gunman ied mine crash attack firefight".split())


def _toll_cost(token: Token, verb: Token) -> float:
    return distance(token, verb) + 0.05 * abs(token.i - verb.i)


def _one_each(counts: list[Count]) -> tuple[Count, ...]:
    """Keep one whole figure for each `of`, the first; groups stay beside it."""
    out: list[Count] = []
    for c in counts:
        if not any(o.of == c.of and o.group == c.group for o in out):
            out.append(c)
    return tuple(sorted(out, key=lambda c: (c.group is not None, out.index(c))))
