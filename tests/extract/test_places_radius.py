"""How far from its point a place may reach, and where a distance with a direction leads."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.test_places import places, the
from tracker.extract import parse_articles
from tracker.extract.places.radius import EARTH_KM, RADIUS, TOWN_RADIUS, destination, own_radius
from tracker.gazetteer import Gazetteer
from tracker.model import Article

RAQQA, PALMYRA = (35.95283, 39.00788), (34.56, 38.27)


def away(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the km between two points that are not far from each other."""
    east = (other[1] - one[1]) * math.cos(math.radians(one[0]))
    return math.radians(math.hypot(other[0] - one[0], east)) * EARTH_KM


@pytest.mark.parametrize(
    ("text", "name", "precision", "radius"),
    [
        # The place itself.
        ("Jets struck Raqqa in Syria.", "Raqqa", "town", 8),
        ("Jets struck Aleppo in Syria.", "Aleppo", "town", 12),
        ("Jets struck Sarmin in Syria.", "Sarmin", "town", 5),
        ("A raid hit Homs province in Syria.", "Homs", "province", 144),  # as far as most of its towns
        ("Two were held in Lebanon.", "Lebanon", "country", 92),
        ("A raid hit the Sahel.", "Sahel", "unknown", 500),
        # Words that say 'not in it, but not far'.
        ("Jets struck near Raqqa in Syria.", "Raqqa", "town", 23),
        ("Jets struck near Raqqa and Tabqa in Syria.", "Tabqa", "town", 20),  # a list shares its cue
        ("Jets struck close to Raqqa in Syria.", "Raqqa", "town", 23),
        ("Jets struck villages around Raqqa in Syria.", "Raqqa", "town", 23),
        ("Syrian jets struck a road between Homs and Hama.", "Hama", "town", 23),
        ("Two were arrested in the Kobani area, Syria.", "Kobani", "town", 20),
        ("A ship was hit off Hodeidah, Yemen.", "Hodeidah", "town", 23),
        ("Jets struck near the besieged port city of Mariupol in Ukraine.", "Mariupol", "town", 23),
        # Its edge.
        ("A drone hit a car outside Tyre, Lebanon.", "Tyre", "town", 18),
        ("Syrian jets bombed the outskirts of Kobani.", "Kobani", "town", 15),
        ("Syrian jets bombed Kobani's eastern outskirts.", "Kobani", "town", 15),
        # The land around it.
        ("Syrian jets bombed the Aleppo countryside.", "Aleppo", "town", 32),
        ("Syrian jets bombed the northern Aleppo countryside.", "Aleppo", "town", 32),
        ("Syrian jets bombed Aleppo's southern countryside.", "Aleppo", "town", 32),
        ("Syrian jets bombed rural Homs.", "Homs", "town", 28),
        # A side of a town is in it; to its side is not.
        ("Jets struck in the south of Aleppo in Syria.", "Aleppo", "town", 12),
        ("Jets struck southern Aleppo in Syria.", "Aleppo", "town", 12),
        ("Jets struck south of Aleppo in Syria.", "Aleppo", "town", 27),
        # What is wide already is not widened.
        ("Shells fell near Lebanon.", "Lebanon", "country", 92),
        # A distance without a direction: as far on any side.
        ("Syrian shells fell 20km from Homs.", "Homs", "town", 28),
        ("Syrian shells fell some 20 miles outside Homs.", "Homs", "town", 40.2),
        # A number that is no distance from the place.
        ("They drove 20 km and then struck Homs in Syria.", "Homs", "town", 8),
        ("A drone with a reach of 20 km struck Homs in Syria.", "Homs", "town", 8),
        ("Drones hit a camp 5 miles from the Iraqi border near al-Qaim, Iraq.", "al-Qaim", "town", 20),
    ],
)
def test_the_words_around_a_name_say_how_near(text: str, name: str, precision: str, radius: float) -> None:
    place = the(text, name).place
    assert (place.precision, place.radius_km) == (precision, radius)


@pytest.mark.parametrize(
    ("text", "name", "start", "km", "bearing", "radius"),
    [
        ("A strike hit a convoy 20 km (12 miles) south of Raqqa, Syria.", "Raqqa", RAQQA, 20, 180, 13),
        ("A strike hit a convoy 20 kilometres to the east of Raqqa, Syria.", "Raqqa", RAQQA, 20, 90, 13),
        ("A strike hit a convoy about 50 miles north-west of Palmyra in Syria.", "Palmyra", PALMYRA, 80.5, 315, 25.1),
        ("A strike hit a convoy ten kilometers northeast of the city of Raqqa in Syria.", "Raqqa", RAQQA, 10, 45, 10.5),
        ("A strike hit a convoy 1,200 metres south of Raqqa, Syria.", "Raqqa", RAQQA, 1.2, 180, 8.3),
        ("A strike hit a convoy 30km west-north-west of Raqqa in Syria.", "Raqqa", RAQQA, 30, 292.5, 12.5),
    ],
)
def test_a_distance_with_a_direction_moves_the_point(
    text: str, name: str, start: tuple[float, float], km: float, bearing: float, radius: float
) -> None:
    place = the(text, name).place
    assert place.latitude is not None
    assert place.longitude is not None
    there = (place.latitude, place.longitude)
    assert away(start, there) == pytest.approx(km, rel=0.03)
    turned = math.degrees(math.atan2((there[1] - start[1]) * math.cos(math.radians(start[0])), there[0] - start[0])) % 360
    assert turned == pytest.approx(bearing, abs=2)
    assert (place.precision, place.radius_km, place.country) == ("town", radius, "SY")


def test_a_name_that_nothing_knows_has_the_provinces_point() -> None:
    found = places("Shells hit the village of Tal Abadun in Homs province, Syria.")
    unknown, homs = (next(m.place for m in found if m.name == name) for name in ("Tal Abadun", "Homs"))
    assert (unknown.latitude, unknown.longitude) == (homs.latitude, homs.longitude)
    assert (unknown.name, unknown.precision, unknown.admin1, unknown.radius_km) == ("Tal Abadun", "province", "Homs", 144)


def test_such_a_name_is_the_place_and_not_its_province_too() -> None:
    text = "Aircraft bombed the village of Tal Abadun in Homs province, Syria, on Monday, killing two people."
    ((_, events),) = parse_articles([Article("a", text, language="en")])
    assert [[place.name for place in event.places] for event in events] == [["Tal Abadun"]]


def test_a_name_that_nothing_knows_has_the_point_that_the_next_one_gives_it() -> None:
    unknown = the("Shells hit the village of Tal Abadun, 20 km south of Raqqa, in Syria.", "Tal Abadun").place
    assert (unknown.latitude, unknown.radius_km, unknown.admin1) == (35.773, 13, "Raqqa")
    there = the("Shells hit the village of Tal Abadun, where men from Raqqa in Syria had fled.", "Tal Abadun").place
    assert (there.latitude, there.radius_km) == (None, None)


def test_the_figures_grow_with_what_they_stand_for() -> None:
    kinds = [RADIUS[kind] for kind in ("site", "town", "district", "province", "country", "unknown")]
    assert kinds == sorted(set(kinds))
    assert [km for _, km in TOWN_RADIUS] == sorted((km for _, km in TOWN_RADIUS), reverse=True)
    assert max(km for _, km in TOWN_RADIUS) < RADIUS["district"]


@pytest.mark.parametrize(("code", "least", "most"), [("LB", 70, 110), ("SY", 300, 500), ("RU", 3000, 6000), ("BH", 10, 30)])
def test_countries_reach_as_far_as_their_towns(code: str, least: float, most: float) -> None:
    country = Gazetteer.open().country(code)
    assert country is not None
    assert least <= own_radius(country, "country") <= most


@given(st.floats(-80, 80), st.floats(-180, 180), st.sampled_from([0, 22.5, 45, 90, 180, 270, 337.5]), st.floats(0.1, 500))
def test_going_there_is_as_far_as_it_was_said(latitude: float, longitude: float, bearing: float, km: float) -> None:
    there = destination(latitude, longitude, bearing, km)
    a, b = math.radians(latitude), math.radians(there[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(there[1] - longitude) / 2) ** 2
    assert 2 * EARTH_KM * math.asin(math.sqrt(h)) == pytest.approx(km, rel=1e-6)
    assert -180 <= there[1] < 180.0001
