"""Turn a Filter into conditions of SQL. Every condition is written out; what the user gave is bound, never written in.

An event's condition speaks of `events AS e` and `articles AS a`; several values of one field are a JSON array.
"""

from __future__ import annotations

import json

from tracker.model import Filter
from tracker.store.folding import wanted

Parameters = dict[str, str | int | None]

_SOURCE = """a.serial IN (
    SELECT serial FROM articles JOIN json_each(:sources) AS asked WHERE instr(source_words, asked.value))"""

_EVENT_CONDITIONS = {
    # An event known only 'by' a day has no start: that day stands for it. One without any date meets no period.
    "since": "e.date_end >= :since",
    "until": "e.sort_day <= :until",
    "kinds": "e.kind IN (SELECT value FROM json_each(:kinds))",
    "types": "e.type IN (SELECT value FROM json_each(:types))",
    "scopes": "e.scope IN (SELECT value FROM json_each(:scopes))",
    "statuses": "e.status IN (SELECT value FROM json_each(:statuses))",
    "countries": "e.serial IN (SELECT event FROM places WHERE country IN (SELECT value FROM json_each(:countries)))",
    "places": """e.serial IN (
        SELECT event FROM places JOIN json_each(:places) AS asked
        WHERE instr(name_words, asked.value) OR instr(admin1_words, asked.value))""",
    "actors": """e.serial IN (
        SELECT event FROM names JOIN json_each(:actors) AS asked WHERE role = 'actor' AND instr(name_words, asked.value))""",
    "targets": """e.serial IN (
        SELECT event FROM names JOIN json_each(:targets) AS asked WHERE role = 'target' AND instr(name_words, asked.value))""",
    "sources": _SOURCE,
}

_ARTICLE_CONDITIONS = {"since": "a.published >= :since", "until": "a.published <= :until", "sources": _SOURCE}


def event_conditions(where: Filter) -> tuple[str, Parameters]:
    """Give the condition that an event must meet, and its parameters."""
    parameters = _parameters(where)
    return _joined([_EVENT_CONDITIONS[name] for name in parameters]), parameters


def article_conditions(where: Filter) -> tuple[str, Parameters]:
    """Give the condition that an article must meet: published in the period, by the source, with an event that meets the rest."""
    parameters = _parameters(where)
    own = [condition for name, condition in _ARTICLE_CONDITIONS.items() if name in parameters]
    of_events = [_EVENT_CONDITIONS[name] for name in parameters if name not in _ARTICLE_CONDITIONS]
    if of_events:
        own.append(" ".join(("a.serial IN (SELECT e.article FROM events AS e WHERE", _joined(of_events), ")")))
    return _joined(own), parameters


def _joined(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


def _parameters(where: Filter) -> Parameters:
    """Give a parameter for each field that asks for something."""
    asked: dict[str, list[str] | str | None] = {
        "since": where.since.isoformat() if where.since else None,
        "until": where.until.isoformat() if where.until else None,
        "kinds": list(where.kinds),
        "types": list(where.types),
        "scopes": list(where.scopes),
        "statuses": list(where.statuses),
        "countries": [country.upper() for country in where.countries],
        "places": wanted(where.places),
        "actors": wanted(where.actors),
        "targets": wanted(where.targets),
        "sources": wanted(where.sources, dotted=True),
    }
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items() if getattr(where, name)}
