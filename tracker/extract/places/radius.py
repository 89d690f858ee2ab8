"""Say how far from its point a place may reach, and where '20 km south of X' lies. Figures are data, each with its reason.

1. `own_radius` is that of the place itself: its kind, a town's size, how far a division's or country's towns spread.
2. `locate` reads the words around the name: 'near X' and 'the X countryside' widen the radius, a distance with a direction moves
   the point.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.places.spans import Found
    from tracker.extract.places.tokens import Tokens
    from tracker.gazetteer import Entry
    from tracker.model import PlacePrecision

EARTH_KM = 6371.0088  # mean radius (IUGG)

# --- the place itself ---------------------------------------------------------------------------------------------------------

# Kilometres, where nothing more is known of the place.
RADIUS: dict[str, float] = {
    "site": 2.0,  # a base, camp or prison with its grounds; runways are 2 to 4 km long
    "town": 5.0,  # a village with its fields; points of small places are often a few km off
    "district": 30.0,  # some 45,000 second-level divisions on 134 million km² of land: a circle of 31 km each
    "province": 100.0,  # half of the divisions with ten towns or more reach no farther than 115 km from their seat
    "country": 300.0,  # half of the countries reach no farther than 293 km from their middle
    "region": 100.0,  # a valley, a desert, a historical land inside one country: as large as a province
    "unknown": 500.0,  # the Sahel, the Red Sea: several countries
}
# Of towns, by inhabitants at least: from the middle to the edge of what is built up.
TOWN_RADIUS = (
    (1_000_000, 12.0),  # Aleppo, Kharkiv, Khartoum
    (100_000, 8.0),  # Raqqa, Idlib
    (0, RADIUS["town"]),  # GeoNames gives most villages no number: 0
)

_EXTENTS = Path(__file__).parents[2] / "data" / "extents.tsv"


@cache
def _extents() -> dict[str, float]:
    """Read how far the towns of each division (by GeoNames code) and country (by ISO code) spread around its point, in km."""
    rows = (line.split("\t") for line in _EXTENTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: float(km) for code, km in rows}


def own_radius(entry: Entry, precision: PlacePrecision) -> float:
    """Give the radius of a place, read as being of this precision: 'Homs' may stand for its province."""
    if entry.radius_km is not None and precision == entry.kind:
        return entry.radius_km
    if precision == "province" and entry.kind != "region":
        return _extents().get(entry.division or "", RADIUS["province"])
    if precision == "country":
        return _extents().get(entry.country or "", RADIUS["country"])
    if precision == "town":
        return next(km for least, km in TOWN_RADIUS if entry.population >= least)
    return RADIUS["region" if entry.kind == "region" and entry.country else precision]


# --- the words around it ------------------------------------------------------------------------------------------------------

# Kilometres that words add to the radius of a town, and of a site. UCDP's 'near' is within about 25 km.
_NEAR, _EDGE, _COUNTRYSIDE = (15.0, 10.0), (10.0, 3.0), (20.0, 10.0)
# Cues before the name, as `spans` reads them; those that end in ' of' ('south of') are near, too.
CUES = {
    **dict.fromkeys(("near", "nearby", "around", "surrounding", "beside", "beyond", "opposite", "approaching"), _NEAR),
    **dict.fromkeys(("off", "toward", "towards", "between"), _NEAR),  # off Hodeidah, the road towards Hama, between X and Y
    "outside": _EDGE,
}
# Nouns after the name ('the Kobani area') or before it with 'of' ('the outskirts of Kobani').
NOUNS = {
    **dict.fromkeys("area areas vicinity surroundings environs front frontline axis pocket sector highway road".split(), _NEAR),
    **dict.fromkeys("outskirts suburbs suburb edge edges fringe fringes gates entrance entrances periphery".split(), _EDGE),
    **dict.fromkeys("countryside hinterland desert mountains hills".split(), _COUNTRYSIDE),
}

# Kilometres of radius for each of distance. A bearing told as one of eight winds is off by 11° on average (0.2 to the side), one of
# sixteen by half that; distances are rounded to about a tenth.
SPREAD, FINE_SPREAD = 0.25, 0.15

_WINDS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_UNITS = {"km": 1.0, "kilo": 1.0, "mile": 1.609344, "mi": 1.609344, "naut": 1.852, "nm": 1.852, "m": 0.001, "met": 0.001}
_NUMBERS = {
    **{word: n for n, word in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), 1)},
    **{word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    **dict.fromkeys(("a hundred", "one hundred"), 100),
    **dict(zip(("one", "couple of", "few", "several", "dozen", "fifteen"), (1, 2, 3, 5, 12, 15), strict=True)),
}

_UNIT = r"(?:km|kms|kilomet(?:re|er)s?|nautical miles?|nm|miles?|mi|met(?:re|er)s?|m)\b\.?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DIRECTION = r"(?:(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2})"
# Words between 'of' and the name: 'the besieged port city of'. None that begins another phrase, none that is a thing of its own.
_OTHER = (
    "in|near|at|to|from|and|or|but|by|on|with|for|as|where|when|which|that|who|border|frontline|coast|base|camp|province|district"
)
_UP_TO = rf"(?-i:(?:(?!(?:{_OTHER})\b)[a-z][a-z'-]*,?\s){{0,6}}$)"
_DISTANCE = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER})[\s-]?(?P<unit>{_UNIT})"
    rf"(?:\s?(?:\(|/|or )(?:about |around |some |roughly )?{_NUMBER}[\s-]?{_UNIT}\)?)?"
    rf",?\s(?:(?:away|further|farther|inland|due|just|drive|offshore)\s)*(?:to the\s|in the\s)?(?:due\s)?"
    rf"(?:(?P<direction>{_DIRECTION})(?:wards?)?\s(?:of|from)|from|outside|off|away from)\s{_UP_TO}",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?P<noun>{'|'.join(NOUNS)})\s(?:of|around|near|outside)\s{_UP_TO}")
_RURAL = re.compile(r"\b[Rr]ural\s$")
_INSIDE = re.compile(rf"\b(?:in|from|across|throughout|over)\sthe\s(?:far\s)?{_DIRECTION}\sof\s{_UP_TO}", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:['’]s)?\s(?:(?:wider|broader|greater|surrounding|rural|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?)\s){0,2}"
    rf"(?P<noun>{'|'.join(NOUNS)})\b"
)
_BESIDE = re.compile(
    r"(?:\s\([^()]{1,30}\))?,?\s(?:which is |lying |located |situated |about |around |some |roughly |just |only |approximately )*"
    rf"(?:(?={_NUMBER}[\s-]?{_UNIT})|{_DIRECTION} of |to the {_DIRECTION} of "
    r"|near |close to |outside |not far from |on the outskirts of )",
    re.IGNORECASE,
)
_LEAD, _TAIL = 110, 48  # characters of the sentence that are looked at
_BREAK = re.compile(r".*(?:[.!?;:]\s|\n)(?=\S)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is: WGS 84 degrees, and how many km from there it may have happened."""

    latitude: float
    longitude: float
    radius_km: float


def locate(t: Tokens, item: Found, entry: Entry, precision: PlacePrecision) -> Spot | None:
    """Give the point and radius of a place as the words around its name put it; None where it has no point."""
    if entry.latitude is None or entry.longitude is None:
        return None
    own = own_radius(entry, precision)
    if precision not in ("town", "site"):  # 'near Syria', 'the Homs countryside' of the province: no larger than they are
        return Spot(entry.latitude, entry.longitude, own)
    lead = _lead(t.text, item.name_start)
    away = _DISTANCE.search(lead)
    if away is not None:
        return _away(Spot(entry.latitude, entry.longitude, own), away)
    return Spot(entry.latitude, entry.longitude, own + _widening(t, item, lead)[precision == "site"])


def beside(t: Tokens, item: Found, other: Found, precision: PlacePrecision) -> Spot | None:
    """Give the point of a name that nothing knows, which stands before a known one: 'Tal Abad, 20 km south of Raqqa'."""
    between = t.text[item.end : other.name_start]
    if other.entry is None or precision not in ("town", "site") or len(between) > _LEAD or not _BESIDE.match(between):
        return None
    return locate(t, other, other.entry, precision)


def _lead(text: str, at: int) -> str:
    """Give the words of the sentence before an offset."""
    return _BREAK.sub("", text[max(0, at - _LEAD) : at])


def _widening(t: Tokens, item: Found, lead: str) -> tuple[float, float]:
    """Give the km that the words around a name add, to a town and to a site."""
    cue = item.around.cue or ""
    told = [CUES.get(cue, (0.0, 0.0))]
    if cue.endswith(" of") and not _INSIDE.search(lead):
        told.append(_NEAR)
    before = _PART.search(lead)
    after = _AFTER.match(t.text[item.name_end : item.name_end + _TAIL])
    told += [NOUNS[found["noun"]] for found in (before, after) if found is not None]
    if _RURAL.search(lead):
        told.append(_COUNTRYSIDE)
    return max(told)


def _away(origin: Spot, away: re.Match[str]) -> Spot:
    """Move by a distance with a direction; one without widens the radius by itself."""
    km = _km(away["number"], away["unit"])
    if away["direction"] is None:
        return Spot(origin.latitude, origin.longitude, round(origin.radius_km + km, 1))
    wind = "".join(word[0] for word in re.findall(r"north|south|east|west", away["direction"].lower()))
    spread = FINE_SPREAD if len(wind) == 3 else SPREAD
    if wind not in _WINDS:  # 'north-south'
        return Spot(origin.latitude, origin.longitude, round(origin.radius_km + km, 1))
    latitude, longitude = destination(origin.latitude, origin.longitude, 22.5 * _WINDS.index(wind), km)
    return Spot(round(latitude, 4), round(longitude, 4), round(origin.radius_km + spread * km, 1))


def _km(number: str, unit: str) -> float:
    plain = number.lower().replace(",", "")
    amount = _NUMBERS[plain] if plain in _NUMBERS else float(plain)
    name = unit.lower()
    return amount * next(
        _UNITS[start] for start in ("km", "kilo", "naut", "nm", "mile", "met", "mi", "m") if name.startswith(start)
    )


def destination(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Go so many km along a great circle that starts at a bearing (degrees from north, clockwise); give latitude, longitude."""
    north, east, course, arc = math.radians(latitude), math.radians(longitude), math.radians(bearing), km / EARTH_KM
    end = math.asin(math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(course))
    turned = math.atan2(math.sin(course) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * math.sin(end))
    return math.degrees(end), (math.degrees(east + turned) + 180.0) % 360.0 - 180.0
