"""What people have decided of events and incidents: kept for good, and put to the events that there are now.

1. A decision is a row that is never changed; to take one back is a decision, too. The events that it names stand beside it
   (`decision_events`) with the words that they were read from.
2. When an article's events are written anew, the events that decisions name are looked for among them: by id, else by those
   words (`decided_events`). What is not found is orphaned, and found again when the words are back.
3. What holds now follows from the decisions that nobody has taken back, in their order: fields that differ from what the parser
   read (its own reading is kept in `parsed_events`), events that are accepted or rejected, pairs that are one happening or not.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

from tracker.correct import corrected, value_of
from tracker.errors import NotFound, UsageError
from tracker.model import Event
from tracker.store import linking
from tracker.store.database import transaction
from tracker.store.incidents import find
from tracker.store.polls import stamp
from tracker.store.read import events_by_serial, read_event

Action = Literal["accept", "reject", "set", "merge", "apart", "split", "link", "unlink", "grade"]
ACTIONS: tuple[Action, ...] = get_args(Action)
# Share of the words of both that two pieces of evidence have in common, to be one statement. Two strikes of one bulletin are told
# in much the same words: they share about 0.6.
ALIKE = 0.75

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """An event that a decision names, as it was then. `now` is the id under which it is found today, null if it is not."""

    article: str
    event: str
    kind: str
    evidence: tuple[str, ...]
    now: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody has decided, about one event; `along` are those on its side, `others` those it is merged with or parted from.

    `value` is as a person wrote it, `was` as JSON has it. `made` is in UTC (ISO 8601). `undone` is the number of the decision that
    took this one back, null while it stands; `undoes` the number of the one that this takes back.
    """

    serial: int
    made: str
    by: str | None
    action: str
    about: Named
    along: tuple[Named, ...]
    others: tuple[Named, ...]
    field: str | None
    value: str | None
    was: Any
    why: str | None
    undoes: int | None
    undone: int | None


Before = Mapping[str, Sequence[str]]  # the words that an article's events were read from, by id


class Told(NamedTuple):
    """An event that a decision names, as far as finding it goes."""

    identity: str
    kind: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision to be written. `event` and `others` are ids or beginnings of ids; `data` is what `tracker.correct` read."""

    action: Action
    event: str
    by: str | None
    made: datetime
    others: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    data: Any = None
    why: str | None = None


# --- writing ------------------------------------------------------------------------------------------------------------------

_INSERT = """
INSERT INTO decisions (made, person, action, article, event, field, value, data, was, why, undoes)
VALUES (:made, :person, :action, :article, :event, :field, :value, :data, :was, :why, :undoes)
"""
_NAME = "INSERT INTO decision_events VALUES (:decision, :side, :position, :article, :event, :kind, :evidence)"
_FOUND = "INSERT OR REPLACE INTO decided_events VALUES (?, ?, ?, ?)"


def decide(connection: sqlite3.Connection, asked: Asked) -> int:
    """Write a decision and what follows from it, in one transaction; give its number.

    UsageError where it can't be decided so, NotFound and Ambiguous where an id is none.
    """
    with transaction(connection):
        about, along, others = _sides(connection, asked)
        held = events_by_serial(connection, [about])[about].event
        row = {
            "made": stamp(asked.made),
            "person": asked.by,
            "action": asked.action,
            "article": held.article,
            "event": held.id,
            "field": asked.field,
            "value": asked.value,
            "data": None if asked.field is None else json.dumps(asked.data, ensure_ascii=False),
            "was": _json(_before(connection, asked, about, held)),
            "why": asked.why,
            "undoes": None,
        }
        number = connection.execute(_INSERT, row).lastrowid
        assert number is not None
        for side, named in (("about", [about]), ("along", along), ("other", others)):
            _name(connection, number, side, named)
        _settle(connection, {about, *along, *others})
        return number


def undo(connection: sqlite3.Connection, number: int | None, *, by: str | None, made: datetime, why: str | None) -> int:
    """Take a decision back, by default the last one that stands, with what followed from it; give the number of that."""
    with transaction(connection):
        undone = number or _last(connection)
        row = connection.execute("SELECT action, article, event FROM decisions WHERE serial = ?", [undone]).fetchone()
        if row is None:
            raise NotFound(f"no decision has the number {number}: `tracker history` shows them")
        if row[0] == "undo":
            raise UsageError(f"{undone} takes a decision back itself: decide anew")
        if connection.execute("SELECT 1 FROM decisions WHERE undoes = ?", [undone]).fetchone():
            raise UsageError(f"{undone} has been taken back already")
        names = ("made", "person", "action", "article", "event", "why", "undoes")
        new = dict.fromkeys(("field", "value", "data", "was"))
        cells = dict(zip(names, (stamp(made), by, "undo", *row[1:], why, undone), strict=True))
        taken_back = connection.execute(_INSERT, {**new, **cells}).lastrowid
        assert taken_back is not None
        connection.execute(_SAME_EVENT, [taken_back, undone])
        connection.execute(_SAME_FOUND, [taken_back, undone])
        found = connection.execute("SELECT event FROM decided_events WHERE decision = ?", [undone])
        _settle(connection, {serial for (serial,) in found})
        return taken_back


_SAME_EVENT = """
INSERT INTO decision_events SELECT ?, side, position, article, event, kind, evidence FROM decision_events
WHERE decision = ? AND side = 'about'
"""
_SAME_FOUND = "INSERT INTO decided_events SELECT ?, side, position, event FROM decided_events WHERE decision = ? AND side = 'about'"
_LAST = """
SELECT max(serial) FROM decisions AS d WHERE action <> 'undo' AND NOT EXISTS (SELECT 1 FROM decisions WHERE undoes = d.serial)
"""


def _last(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute(_LAST).fetchone()
    if number is None:
        raise NotFound("nobody has decided anything that could be taken back")
    return int(number)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _name(connection: sqlite3.Connection, number: int, side: str, serials: Sequence[int]) -> None:
    """Keep which events a decision names, in words that find them again."""
    held = events_by_serial(connection, list(serials))
    for position, serial in enumerate(serials):
        event = held[serial].event
        evidence = json.dumps([piece.text for piece in event.evidence], ensure_ascii=False)
        connection.execute(_NAME, [number, side, position, event.article, event.id, event.kind, evidence])
        connection.execute(_FOUND, [number, side, position, serial])


# --- what a decision is about -------------------------------------------------------------------------------------------------

_SERIAL = "SELECT serial FROM events WHERE id = ?"
_MEMBERS = """
SELECT e.serial FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE e.incident = ?
ORDER BY a.published IS NULL, a.published, a.id, e.id
"""


def _sides(connection: sqlite3.Connection, asked: Asked) -> tuple[int, list[int], list[int]]:
    """Give the event that a decision is about, those on its side, and those that it is merged with or parted from."""
    if asked.action in ("accept", "reject", "set"):
        return _event(connection, asked.event), [], []
    if asked.action == "grade":
        return _members(connection, asked.event)[0], [], []
    if asked.action == "split":
        return _split(connection, asked)
    if asked.action == "unlink":
        about = _event(connection, asked.event)
        rest = [serial for serial in _members(connection, asked.event) if serial != about]
        if not rest:
            raise UsageError(f"{asked.event} is alone in its incident: there is nothing to take it out of")
        return about, [], rest
    (other,) = asked.others
    mine = _members(connection, asked.event)
    theirs = _members(connection, other)
    if set(mine) <= set(theirs):
        raise UsageError(f"{asked.event} and {other} are one incident already" + _HINTS.get(asked.action, ""))
    about = mine[0] if asked.action == "merge" else _event(connection, asked.event)
    if asked.action != "apart":
        _check_alike(connection, about, theirs[0])
    return about, [serial for serial in mine if serial != about], theirs


_HINTS = {"apart": ": `tracker split` takes events out of one"}


def _split(connection: sqlite3.Connection, asked: Asked) -> tuple[int, list[int], list[int]]:
    members = _members(connection, asked.event)
    out = list(dict.fromkeys(_event(connection, other) for other in asked.others))
    strangers = [other for other in asked.others if _event(connection, other) not in members]
    if strangers:
        raise UsageError(
            f"{', '.join(strangers)} is not in the incident {asked.event}: `tracker incident {asked.event}` shows what is"
        )
    rest = [serial for serial in members if serial not in out]
    if not rest:
        raise UsageError("all events of the incident are named: leave at least one in it")
    return out[0], out[1:], rest


def _event(connection: sqlite3.Connection, prefix: str) -> int:
    (serial,) = connection.execute(_SERIAL, [read_event(connection, prefix).event.id]).fetchone()
    return int(serial)


def _members(connection: sqlite3.Connection, prefix: str) -> list[int]:
    """Give the events of an incident, the founding one first."""
    return [serial for (serial,) in connection.execute(_MEMBERS, [find(connection, prefix)])]


def _check_alike(connection: sqlite3.Connection, one: int, other: int) -> None:
    first, second = (events_by_serial(connection, [serial])[serial].event for serial in (one, other))
    for name in ("kind", "scope"):
        left, right = getattr(first, name), getattr(second, name)
        if left != right:
            raise UsageError(f"{first.id} is {_a(left)} and {second.id} {_a(right)}: these can't be one incident")


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _before(connection: sqlite3.Connection, asked: Asked, about: int, event: Event) -> Any:
    """Give what was so before: the field, the review, the grade, the events that were one incident."""
    if asked.action == "set":
        return value_of(event, asked.field or "")
    review, grade, incident = connection.execute(_NOW, [about]).fetchone()
    if asked.action in ("accept", "reject"):
        return review
    if asked.action == "grade":
        return grade
    listed = connection.execute("SELECT id FROM events WHERE incident = ? ORDER BY id", [incident])
    return [identity for (identity,) in listed]


_NOW = """
SELECT e.review, i.grade, e.incident FROM events AS e LEFT JOIN incidents AS i ON i.serial = e.incident WHERE e.serial = ?
"""


# --- what follows -------------------------------------------------------------------------------------------------------------

_STANDS = "NOT EXISTS (SELECT 1 FROM decisions WHERE undoes = d.serial)"
_OF_EVENT = f"""
SELECT d.action, d.field, d.data FROM decided_events AS f JOIN decisions AS d ON d.serial = f.decision
WHERE f.event = ? AND f.side = 'about' AND d.action IN ('accept', 'reject', 'set') AND {_STANDS} ORDER BY d.serial
"""  # noqa: S608
_PAIRING = f"""
SELECT DISTINCT d.serial, d.action FROM decided_events AS f JOIN decisions AS d ON d.serial = f.decision
WHERE f.event IN (SELECT value FROM json_each(?)) AND d.action IN ('merge', 'apart', 'split', 'link', 'unlink') AND {_STANDS}
ORDER BY d.serial
"""  # noqa: S608
_FORGET_PAIRS = (
    "DELETE FROM link_decisions WHERE a IN (SELECT value FROM json_each(:of)) OR b IN (SELECT value FROM json_each(:of))"
)


def _settle(connection: sqlite3.Connection, serials: Collection[int]) -> None:
    """Bring what holds of events up to date with what was decided of them, and their incidents with that."""
    for serial in sorted(serials):
        _restate(connection, serial)
    _pair(connection, serials)
    linking.relink_events(connection, serials)


def _restate(connection: sqlite3.Connection, serial: int) -> None:
    """Put to an event all that was decided of its fields and of itself."""
    from tracker.store.write import rewrite_event

    decided = connection.execute(_OF_EVENT, [serial]).fetchall()
    reviews = [f"{action}ed" for action, _, _ in decided if action != "set"]
    connection.execute("UPDATE events SET review = ? WHERE serial = ?", [reviews[-1] if reviews else None, serial])
    sets = [(field, json.loads(data)) for action, field, data in decided if action == "set"]
    kept = connection.execute("SELECT content FROM parsed_events WHERE event = ?", [serial]).fetchone()
    if not sets and not kept:
        return
    event = _as_parsed(connection, serial, kept[0] if kept else None)
    if not sets:
        connection.execute("DELETE FROM parsed_events WHERE event = ?", [serial])
    else:
        connection.execute("INSERT OR REPLACE INTO parsed_events VALUES (?, ?)", [serial, _json(event.as_dict())])
    for field, value in sets:
        event = corrected(event, field, value)
    by_hand = bool({"place", "country"}.intersection(field for field, _ in sets))
    rewrite_event(connection, serial, event, places_by_hand=by_hand)


def _as_parsed(connection: sqlite3.Connection, serial: int, kept: str | None) -> Event:
    """Give an event as the parser read it. Places that were not set by hand may have been looked up again since."""
    held = events_by_serial(connection, [serial])[serial].event
    if kept is None:
        return held
    event = Event.from_dict(json.loads(kept))
    by_hand = connection.execute("SELECT 1 FROM places WHERE event = ? AND corrected", [serial]).fetchone()
    return event if by_hand or not held.places else replace(event, places=held.places)


def _pair(connection: sqlite3.Connection, serials: Collection[int]) -> None:
    """Write which pairs of events are one happening, and which are not, by the last word on each."""
    listed = json.dumps(sorted(serials))
    connection.execute(_FORGET_PAIRS, {"of": listed})
    pairs: dict[tuple[int, int], int] = {}
    for number, action in connection.execute(_PAIRING, [listed]).fetchall():
        for a, b, word in _pairs(connection, number, action):
            if a != b and (a in serials or b in serials):
                pairs[min(a, b), max(a, b)] = word
    connection.executemany(
        "INSERT OR REPLACE INTO link_decisions VALUES (?, ?, ?)", [(a, b, word) for (a, b), word in pairs.items()]
    )


def _pairs(connection: sqlite3.Connection, number: int, action: str) -> Iterator[tuple[int, int, int]]:
    """Give the pairs that a decision speaks of, each with 1 where they are together, 0 where they are apart."""
    sides: dict[str, list[int]] = {"about": [], "along": [], "other": []}
    found = connection.execute("SELECT side, event FROM decided_events WHERE decision = ? ORDER BY side, position", [number])
    for side, serial in found:
        sides[side].append(serial)
    about, along, others = sides["about"], sides["along"], sides["other"]
    if action == "merge":  # each with each of the other side: whichever of them is gone or taken out, the rest stays together
        yield from ((one, other, 1) for one in (*about, *along) for other in others)
    elif action == "link":  # it leaves the incident that it was in
        yield from ((one, left, 0) for one in about for left in along)
        yield from ((one, other, 1) for one in about for other in others)
    else:
        yield from ((one, other, 0) for one in (*about, *along) for other in others)


# --- events that are written anew ---------------------------------------------------------------------------------------------

_OF_ARTICLE = """
SELECT n.decision, n.side, n.position, n.event, n.kind, n.evidence FROM articles AS a JOIN decision_events AS n ON n.article = a.id
WHERE a.serial = ?
"""


def put_back(connection: sqlite3.Connection, article: int, serials: Collection[int], before: Before | None = None) -> None:
    """Put what was decided of an article's events to those that were written in their place, before these are linked.

    `before` is what `told_before` gave: the events that these take the place of.
    """
    names = connection.execute(_OF_ARTICLE, [article]).fetchall()
    if not names:
        return
    events = {serial: stored.event for serial, stored in events_by_serial(connection, list(serials)).items()}
    met = set()
    for decision, side, position, identity, kind, evidence in names:
        serial = _found(events, Told(identity, kind, tuple(json.loads(evidence))), before or {})
        if serial is not None:
            connection.execute(_FOUND, [decision, side, position, serial])
            met.add(serial)
    for serial in sorted(met):
        _restate(connection, serial)
    if met:
        _pair(connection, met)


def told_before(connection: sqlite3.Connection, article: int) -> Before:
    """Give what an article's events were read from, by id, if anything was decided in it."""
    if not connection.execute(f"{_OF_ARTICLE} LIMIT 1", [article]).fetchone():
        return {}
    serials = [serial for (serial,) in connection.execute("SELECT serial FROM events WHERE article = ?", [article])]
    held = (stored.event for stored in events_by_serial(connection, serials).values())
    return {event.id: tuple(piece.text for piece in event.evidence) for event in held}


def _found(events: Mapping[int, Event], told: Told, before: Before) -> int | None:
    """Find an event among others by the words that it was read from, and by its id where that says the same.

    An id alone says little: it follows from where a sentence begins, and another article's first sentence begins there, too. One
    that another event of the article had, which was read from these words as well, stays with that.
    """
    alike: dict[int, tuple[float, bool, int]] = {}
    for serial, event in events.items():
        same, share = event.id == told.identity, likeness(told.evidence, event)
        if event.kind != told.kind or not (share >= ALIKE or (same and _within(told.evidence, event) >= ALIKE)):
            continue
        if same or likeness(before.get(event.id, ()), event) < share or event.id not in before:
            alike[serial] = (share, same, -serial)
    return max(alike, key=lambda serial: alike[serial], default=None)


def _within(evidence: Iterable[str], event: Event) -> float:
    """Give the share of the words of the shorter that an event's evidence has in common with other words."""
    left, right = _words(evidence), _words(piece.text for piece in event.evidence)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def likeness(evidence: Iterable[str], event: Event) -> float:
    """Give the share of the words of both that a piece of an event's evidence has in common with another, where that is most."""
    pieces = [_words([piece.text]) for piece in event.evidence]
    ours = [_words([text]) for text in evidence]
    return max((len(left & right) / len(left | right) for left in ours for right in pieces if left | right), default=0.0)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}


# --- reading ------------------------------------------------------------------------------------------------------------------

_ROWS = """
SELECT d.serial, d.made, d.person, d.action, d.field, d.value, d.was, d.why, d.undoes, u.serial
FROM decisions AS d LEFT JOIN decisions AS u ON u.undoes = d.serial
WHERE d.serial IN (SELECT value FROM json_each(?)) ORDER BY d.serial
"""
_NAMES = """
SELECT n.decision, n.side, n.article, n.event, n.kind, n.evidence, e.id
FROM decision_events AS n LEFT JOIN decided_events AS f USING (decision, side, position) LEFT JOIN events AS e ON e.serial = f.event
WHERE n.decision IN (SELECT value FROM json_each(?)) ORDER BY n.decision, n.side, n.position
"""


def read(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Decision]:
    """Give decisions by their numbers, in the order in which they were made."""
    listed = json.dumps(sorted(set(numbers)))
    named: dict[tuple[int, str], list[Named]] = {}
    for decision, side, article, event, kind, evidence, now in connection.execute(_NAMES, [listed]):
        named.setdefault((decision, side), []).append(Named(article, event, kind, tuple(json.loads(evidence)), now))
    return [
        Decision(
            serial=number,
            made=made,
            by=by,
            action=action,
            about=named[number, "about"][0],
            along=tuple(named.get((number, "along"), ())),
            others=tuple(named.get((number, "other"), ())),
            field=field,
            value=value,
            was=None if was is None else json.loads(was),
            why=why,
            undoes=undoes,
            undone=undone,
        )
        for number, made, by, action, field, value, was, why, undoes, undone in connection.execute(_ROWS, [listed])
    ]


_OF_PREFIX = """
SELECT decision FROM decision_events WHERE event >= :prefix AND event < :prefix || char(0x10FFFF)
UNION SELECT f.decision FROM events AS e JOIN decided_events AS f ON f.event = e.serial
WHERE e.id >= :prefix AND e.id < :prefix || char(0x10FFFF)
UNION SELECT f.decision FROM incidents AS i JOIN events AS e ON e.incident = i.serial JOIN decided_events AS f ON f.event = e.serial
WHERE i.id >= :prefix AND i.id < :prefix || char(0x10FFFF)
UNION SELECT decision FROM decision_events WHERE article = :article
"""
_KNOWN = """
SELECT 1 FROM events WHERE id >= :prefix AND id < :prefix || char(0x10FFFF) UNION ALL SELECT 1 FROM articles WHERE id = :article
"""


def read_history(connection: sqlite3.Connection, identity: str | None) -> list[Decision]:
    """Give what was decided of an event, an incident or an article, by id; all that was ever decided where none is named."""
    if identity is None:
        return read(connection, (number for (number,) in connection.execute("SELECT serial FROM decisions")))
    asked = {"prefix": identity.strip().lower(), "article": identity}
    found = [number for (number,) in connection.execute(_OF_PREFIX, asked)] if asked["prefix"] else []
    if not found and not (asked["prefix"] and connection.execute(_KNOWN, asked).fetchone()):
        raise NotFound(
            f"no event, incident or article has the id {identity!r}: `tracker timeline` and `tracker articles` show them"
        )
    return read(connection, found)


_ORPHANED = f"""
SELECT d.serial FROM decisions AS d WHERE d.action <> 'undo' AND {_STANDS}
AND NOT EXISTS (SELECT 1 FROM decided_events WHERE decision = d.serial AND side = 'about')
"""  # noqa: S608
_STANDING = f"SELECT d.serial FROM decisions AS d WHERE d.action <> 'undo' AND {_STANDS}"  # noqa: S608


def read_orphaned(connection: sqlite3.Connection) -> list[Decision]:
    """Give the decisions that stand on events that are not found any more."""
    return read(connection, (number for (number,) in connection.execute(_ORPHANED)))


def read_standing(connection: sqlite3.Connection) -> list[Decision]:
    """Give the decisions that nobody has taken back."""
    return read(connection, (number for (number,) in connection.execute(_STANDING)))
