"""Turn a Filter into conditions of SQL. Every condition is written out; what the user gave is bound, never written in.

An event's condition speaks of `events AS e` and `articles AS a`; several values of one field are a JSON array.
"""

from __future__ import annotations

import json
import math
from typing import Any

from tracker.model import Box, Circle, Filter
from tracker.store.folding import wanted
from tracker.store.functions import EARTH_KM, place_key

Parameters = dict[str, str | int | float | None]

# A place that is known no better than this (km) lies in a circle or a box only if all that it may be lies in it: the middle of a
# country would else be an event of the town that stands there. The radius of a district, the roughest that is counted by its point.
ROUGH = 30.0
_NEARLY = 0.005  # degrees, half a kilometre: points of one place in two releases of a gazetteer

_SOURCE = """a.serial IN (
    SELECT serial FROM articles JOIN json_each(:sources) AS asked WHERE instr(source_words, asked.value))"""

_ORIGINALS = "a.serial NOT IN (SELECT article FROM copies)"

# A name is met by its words in the name or the province, by another plain spelling of the whole name, by a town or site that stands
# where the gazetteer has one of that name, and by all that lies in a province or country of that name.
# Words and keys are compared once for each name that is stored, not for each event.
_PLACES = """e.serial IN (
    WITH named AS MATERIALIZED (SELECT DISTINCT name_words AS words FROM places),
        divisions AS MATERIALIZED (SELECT DISTINCT admin1_words AS words FROM places)
    SELECT event FROM places WHERE name_words IN (
        SELECT words FROM named JOIN json_each(:places) AS asked WHERE instr(words, asked.value)
        UNION SELECT words FROM named WHERE place_key(words) IN (SELECT value FROM json_each(:place_keys)))
    UNION ALL
    SELECT event FROM places WHERE admin1_words IN (
        SELECT words FROM divisions JOIN json_each(:places) AS asked WHERE instr(words, asked.value))
    UNION ALL
    SELECT event
    FROM (SELECT json_extract(value, '$[0]') AS north, json_extract(value, '$[1]') AS east FROM json_each(:points)) AS point
    CROSS JOIN places
    WHERE latitude BETWEEN point.north - :nearly AND point.north + :nearly
        AND longitude BETWEEN point.east - :nearly AND point.east + :nearly AND precision IN ('site', 'town')
    UNION ALL
    SELECT event
    FROM (SELECT json_extract(value, '$[0]') AS land, json_extract(value, '$[1]') AS division FROM json_each(:areas)) AS area
    CROSS JOIN places
    WHERE country = area.land AND (area.division IS NULL OR admin1 = area.division))"""

# West and east may lie beyond the antimeridian, to either side. CROSS JOIN keeps the order: an index finds the points of each
# circle, and then the places of each point.
_CIRCLES = """e.serial IN (
    WITH spots AS MATERIALIZED (
        SELECT DISTINCT latitude, longitude, radius_km
        FROM (SELECT json_extract(value, '$.latitude') AS middle, json_extract(value, '$.longitude') AS meridian,
                json_extract(value, '$.km') AS km, json_extract(value, '$.south') AS south, json_extract(value, '$.north') AS north,
                json_extract(value, '$.west') AS west, json_extract(value, '$.east') AS east FROM json_each(:circles)) AS area
        CROSS JOIN (SELECT DISTINCT latitude, longitude, radius_km FROM places WHERE latitude IS NOT NULL)
        WHERE latitude BETWEEN south AND north
            AND (longitude BETWEEN west AND east OR longitude + 360 BETWEEN west AND east OR longitude - 360 BETWEEN west AND east)
            AND km_between(latitude, longitude, middle, meridian) + iif(radius_km > :rough, radius_km, 0) <= km)
    SELECT event FROM spots CROSS JOIN places
    WHERE places.latitude = spots.latitude AND places.longitude = spots.longitude AND places.radius_km IS spots.radius_km)"""

_BOX = """e.serial IN (
    SELECT event FROM places
    WHERE latitude BETWEEN :south AND :north
        AND (longitude BETWEEN :west AND :east OR longitude + 360 BETWEEN :west AND :east)
        AND (coalesce(radius_km, 0) <= :rough
            OR radius_km <= min(
                km_between(latitude, longitude, :south, longitude), km_between(latitude, longitude, :north, longitude),
                km_between(latitude, longitude, latitude, :west), km_between(latitude, longitude, latitude, :east))))"""

_STANDING = "e.review IS NOT 'rejected'"  # what a person has rejected meets no filter

_EVENT_CONDITIONS = {
    # An event known only 'by' a day has no start: that day stands for it. One without any date meets no period.
    "since": "e.date_end >= :since",
    "until": "e.sort_day <= :until",
    "kinds": "e.kind IN (SELECT value FROM json_each(:kinds))",
    "types": "e.type IN (SELECT value FROM json_each(:types))",
    "scopes": "e.scope IN (SELECT value FROM json_each(:scopes))",
    "statuses": "e.status IN (SELECT value FROM json_each(:statuses))",
    "countries": "e.serial IN (SELECT event FROM places WHERE country IN (SELECT value FROM json_each(:countries)))",
    "places": _PLACES,
    "actors": """e.serial IN (
        SELECT event FROM names JOIN json_each(:actors) AS asked WHERE role = 'actor' AND instr(name_words, asked.value))""",
    "targets": """e.serial IN (
        SELECT event FROM names JOIN json_each(:targets) AS asked WHERE role = 'target' AND instr(name_words, asked.value))""",
    "sources": _SOURCE,
    "circles": _CIRCLES,
    "box": _BOX,
    "originals": _ORIGINALS,
}

_ARTICLE_CONDITIONS = {
    "since": "a.published >= :since",
    "until": "a.published <= :until",
    "sources": _SOURCE,
    "originals": _ORIGINALS,
}


def event_conditions(where: Filter) -> tuple[str, Parameters]:
    """Give the condition that an event must meet, and its parameters."""
    asked = _asked(where)
    return _joined([_STANDING, *(_EVENT_CONDITIONS[name] for name in asked)]), _bound(asked)


def article_conditions(where: Filter) -> tuple[str, Parameters]:
    """Give the condition that an article must meet: published in the period, by the source, with an event that meets the rest."""
    asked = _asked(where)
    own = [condition for name, condition in _ARTICLE_CONDITIONS.items() if name in asked]
    of_events = [_EVENT_CONDITIONS[name] for name in asked if name not in _ARTICLE_CONDITIONS]
    if of_events:
        conditions = _joined([_STANDING, *of_events])
        own.append(" ".join(("a.serial IN (SELECT e.article FROM events AS e WHERE", conditions, ")")))
    return _joined(own), _bound(asked)


def _joined(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


def _bound(asked: dict[str, Parameters]) -> Parameters:
    return {name: value for parameters in asked.values() for name, value in parameters.items()}


def _asked(where: Filter) -> dict[str, Parameters]:
    """Give the parameters of each condition that asks for something."""
    plain: dict[str, list[str] | str | None] = {
        "since": where.since.isoformat() if where.since else None,
        "until": where.until.isoformat() if where.until else None,
        "kinds": list(where.kinds),
        "types": list(where.types),
        "scopes": list(where.scopes),
        "statuses": list(where.statuses),
        "countries": [country.upper() for country in where.countries],
        "actors": wanted(where.actors),
        "targets": wanted(where.targets),
        "sources": wanted(where.sources, dotted=True),
    }
    asked: dict[str, Parameters] = {
        name: {name: value if isinstance(value, str) else json.dumps(value)}
        for name, value in plain.items()
        if getattr(where, name)
    }
    if where.places or where.meaning:
        asked["places"] = _place_parameters(where)
    if where.circles:
        asked["circles"] = {"circles": json.dumps([_around(circle) for circle in where.circles]), "rough": ROUGH}
    if where.box:
        asked["box"] = {**_spread(where.box), "rough": ROUGH}
    if where.originals:
        asked["originals"] = {}
    return asked


def _place_parameters(where: Filter) -> Parameters:
    keys = sorted({place_key(name) for name in where.places} - {""})
    return {
        "places": json.dumps(wanted(where.places)),
        "place_keys": json.dumps(keys),
        "points": json.dumps(where.meaning.points if where.meaning else ()),
        "areas": json.dumps(where.meaning.areas if where.meaning else ()),
        "nearly": _NEARLY,
    }


def _spread(box: Box) -> Parameters:
    """Give a box whose east is never west of its west: beyond the antimeridian it goes on counting."""
    east = box.east + 360.0 if box.east < box.west else box.east
    return {"west": box.west, "south": box.south, "east": east, "north": box.north}


def _around(circle: Circle) -> dict[str, Any]:
    """Give a circle with the box around it, by which an index finds what may lie in it."""
    arc = min(circle.km / EARTH_KM, math.pi)
    high = math.degrees(arc) + 1e-9  # a hair more, so that rounding loses no point of the edge
    wide = 180.0
    if abs(circle.latitude) + high < 90.0:  # else a pole lies in it, and with it all meridians
        wide = math.degrees(math.asin(min(1.0, math.sin(arc) / math.cos(math.radians(circle.latitude))))) + 1e-9
    return {
        "latitude": circle.latitude,
        "longitude": circle.longitude,
        "km": circle.km,
        "south": circle.latitude - high,
        "north": circle.latitude + high,
        "west": circle.longitude - wide,
        "east": circle.longitude + wide,
    }
