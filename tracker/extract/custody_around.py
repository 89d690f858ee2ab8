"""Tell who took or holds people where the verb itself does not: the jail's owner, 'by X' elsewhere, the raid, the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.actor_grammar import child, is_passive, is_verb, objects_of
from tracker.extract.lexicon_actors import COUNTRIES, GROUP_NOUNS, INSTRUMENTS
from tracker.extract.owner import owner, side_before
from tracker.extract.party import Party, content_head, is_side, parties, party
from tracker.extract.tree import is_place

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

_ESCAPE = frozenset({"escape", "flee", "abscond", "bolt", "slip"})
_RECEIVING = frozenset({"custody", "jail", "jails", "prison", "prisons", "captivity", "detention", "hands"})
_RAIDS = frozenset({"operation", "operations", "raid", "raids", "mission", "sweep", "offensive", "crackdown", "search"})
_FORCES = frozenset({"army", "police", "military", "troops", "navy", "soldiers", "gendarmerie", "forces"})


def holder_around(trigger: Token) -> tuple[Party, ...]:
    """Tell who holds, from what stands around a trigger that names nobody; empty where not said."""
    return _custodian(trigger) or _by_after(trigger) or _operation(trigger) or _named_above(trigger)


def _custodian(trigger: Token) -> tuple[Party, ...]:
    """Read the side that held them out of 'freed from Israeli jails', 'held in regime prisons', 'in US custody'."""
    places = [trigger] if trigger.lower_ in _RECEIVING else []
    for word in ("from", "in") if trigger.lemma_.lower() not in _ESCAPE else ():
        places += [inner for inner in objects_of(trigger, word) if inner.lower_ in _RECEIVING]
    found = [side for place in places if (side := owner(place)) is not None and not _is_town(trigger.doc[side.head])]
    return tuple(found[:1])


def _is_town(token: Token) -> bool:
    """Tell the town of 'Homs's main prison', which holds nobody, from a state or a side."""
    return is_place(token) and not is_side(token) and token.lower_ not in COUNTRIES


def _operation(trigger: Token) -> tuple[Party, ...]:
    """Read the side out of 'was detained during a police raid', where no other is named."""
    if not is_verb(trigger) or not is_passive(trigger):
        return ()
    found = [
        side for inner in objects_of(trigger, "in", "during") if inner.lower_ in _RAIDS and (side := side_before(inner)) is not None
    ]
    return tuple(found[:1])


def _named_above(trigger: Token) -> tuple[Party, ...]:
    """Read the force that a headline names first: 'Border police: six held near the crossing'."""
    doc = trigger.doc
    colon = next((t for t in doc[1:6] if t.text == ":"), None)
    if colon is None or colon.i >= trigger.i or child(trigger, "dobj") is not None or trigger.tag_ not in {"VBN", "VBD"}:
        return ()
    head = doc[colon.i - 1]
    return (party(head),) if head.lower_ in _FORCES else ()


def _by_after(trigger: Token) -> tuple[Party, ...]:
    """Look for 'by X' after the trigger where the tree has hung it elsewhere; X has to be a known kind of actor."""
    for token in trigger.doc[trigger.i + 1 : trigger.i + 10]:
        if token.text in {",", ";", ".", ":"} or token.tag_ in {"VBD", "VBZ", "MD"}:
            return ()
        inner = child(token, "pobj") if token.lower_ == "by" else None
        if inner is not None:
            head = content_head(inner)
            sure = is_side(head) or (head.lower_ in GROUP_NOUNS and head.lower_ not in INSTRUMENTS)
            return parties(inner) if sure else ()
    return ()
