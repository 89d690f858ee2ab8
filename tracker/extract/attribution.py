"""Tell who says that it happened: the subject of the verb of speech above a trigger, 'according to X', 'a statement by X'.

The steps: speech verbs above the trigger; 'according to' anywhere in the sentence; a speech verb that rough text has cut off
('... the monitor said'). A pronoun counts only where the sentence says whom it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import SPEECH, antecedent, child, is_passive, is_personal, is_verb, objects_of, relative
from tracker.extract.lexicon_actors import CALENDAR, INSTRUMENTS, words
from tracker.extract.owner import owner
from tracker.extract.party import NOUNISH, Party, content_head, parties

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

# Papers that speak name their author in another place: 'a statement by the army said'.
_PAPERS = words("""
    statement report reports release communique communiqué announcement tweet post message video footage letter account bulletin
    figures data
""")
_NOBODY = words("""
    this that which who what it there reports footage images pictures evidence investigation reason way fact video
""")
# Craft and weapons say nothing: 'warplanes believed to be Syrian'.
_MUTE = INSTRUMENTS - {"airforce"}
_CITING = words("cite quote")


def claimants(doc: Doc, trigger: Token) -> tuple[Party, ...]:
    """Tell who says so, in the text's order; empty where the article speaks for itself."""
    found = [who for verb in _speech_above(trigger) for who in _speakers(verb)]
    found += _according(doc, trigger)
    found = found or _cut_off(doc, trigger)
    ordered = sorted(found, key=lambda who: who.start)
    return tuple({who.name.lower(): who for who in reversed(ordered)}.values())[::-1]


def _speech_above(trigger: Token) -> Iterator[Token]:
    """Give the verbs of speech that the trigger's clause is told by; a relative clause stops the climb."""
    below = trigger
    for up in trigger.ancestors:
        if is_verb(up) and up.lemma_.lower() in SPEECH and below.dep_ not in {"nsubj", "relcl", "nsubjpass"} and not _release(up):
            yield up
        below = up
    for low in trigger.subtree if is_verb(trigger) else ():
        parenthetical = low.dep_ in {"parataxis", "ccomp"} and low.lemma_.lower() in SPEECH and low.i > trigger.i
        if parenthetical and is_verb(low) and child(low, "ccomp", "xcomp", "dobj") is None:
            yield low


def _release(verb: Token) -> bool:
    """Tell 'released prisoners' from 'released a statement'."""
    what = child(verb, "dobj")
    return verb.lemma_.lower() == "release" and (what is None or what.lower_ not in _PAPERS)


def _speakers(verb: Token) -> list[Party]:
    if is_passive(verb):
        quoted = verb.lemma_.lower() in _CITING
        subject = child(verb, "nsubjpass") if quoted else None
        return _named(subject) + [who for agent in objects_of(verb, "by") for who in _named(agent)]
    if verb.lemma_.lower() in _CITING:
        return _named(child(verb, "dobj"))
    return _named(child(verb, "nsubj")) or _named(_inverted(verb))


def _inverted(verb: Token) -> Token | None:
    """Find the speaker of '... said the monitor', where the tree gives the noun to what follows."""
    if verb.lower_ not in {"said", "says"} or child(verb, "nsubj") is not None:
        return None
    for token in verb.doc[verb.i + 1 : verb.i + 6]:
        if token.pos_ in NOUNISH and (token.i + 1 == len(verb.doc) or token.nbor().pos_ not in NOUNISH):
            return token
        if token.pos_ not in NOUNISH | {"DET", "ADJ"}:
            return None
    return None


def _named(token: Token | None) -> list[Party]:
    """Give the speakers that a noun names; the author of a paper in its stead."""
    if token is None:
        return []
    token = content_head(relative(token))
    if is_personal(token):
        known = antecedent(token)
        return _named(known) if known is not None else []
    if token.lower_ in _PAPERS:
        author = owner(token) or next((p for inner in objects_of(token, "by", "from", "of") for p in parties(inner)), None)
        return [author] if author is not None and author.name.lower() not in CALENDAR else []
    if token.pos_ not in NOUNISH or token.lower_ in _NOBODY | CALENDAR | _MUTE:
        return []
    return list(parties(token))


def _according(doc: Doc, trigger: Token) -> list[Party]:
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            inner = child(doc[token.i + 1], "pobj") or child(token, "pobj")
            return _named(inner)
        if token.lower_ in {"citing", "quoting"} and trigger not in token.subtree:
            return _named(child(token, "dobj"))
    return []


def _cut_off(doc: Doc, trigger: Token) -> list[Party]:
    """Read 'the monitor said' at the sentence's end, where no speech verb stands above the trigger in the tree."""
    for token in doc:
        if (
            not is_verb(token)
            or token.lemma_.lower() not in {"say", "report", "add", "tell", "confirm", "announce"}
            or token.tag_ == "VBG"
        ):
            continue
        last = all(t.is_punct or t.lower_ in CALENDAR or t.tag_ in {"IN", "DT"} for t in doc[token.i + 1 :])
        speaker = child(token, "nsubj")
        if speaker is not None and last and not is_passive(token) and token.i > trigger.i:
            return _named(speaker)
    return []
