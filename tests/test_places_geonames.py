"""Files of GeoNames and tables: what is taken of them, how it is named, and what is said of rows that can't be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from tests.made_places import SYRIA, line, zipped
from tracker.gazetteer import Gazetteer
from tracker.gazetteer.archive import Unreadable, text_lines, zipped_lines
from tracker.gazetteer.geonames import BadRow, bare, looks_like_geonames, read_geonames, usable
from tracker.gazetteer.own import OwnPlace, keys
from tracker.gazetteer.tables import NoTable, Table, read_table


def taken(text: str) -> dict[str, OwnPlace]:
    rows = list(read_geonames(text.splitlines(keepends=True)))
    assert not [row for row in rows if isinstance(row, BadRow)]
    return {row.name: row for row in rows if isinstance(row, OwnPlace)}


def test_towns_divisions_and_sites_are_taken_and_the_rest_is_passed_over() -> None:
    kinds = {name: place.kind for name, place in taken(SYRIA).items()}
    assert kinds == {
        "Qaşr Lūz": "town",
        "Bir Zanbaq": "district",  # the last of two of this name: divisions come last
        "Umm Zanbaq": "town",
        "Sijn Umm Zanbaq": "site",
        "Sadd Luz": "site",
    }


def test_a_row_becomes_a_place_with_names_that_an_english_text_may_have() -> None:
    place = taken(SYRIA)["Qaşr Lūz"]
    assert (place.geonames, place.country, place.division, place.population) == (900001, "SY", "SY.11", 800)
    assert (place.latitude, place.longitude) == (35.1, 37.9)
    assert place.other_names == ("Kasr Lawz", "Qasr Lawz")  # no Arabic letters, no code, no name of the same key


def test_a_division_has_the_point_of_its_seat_not_of_its_middle() -> None:
    district = taken(SYRIA)["Bir Zanbaq"]
    assert (district.latitude, district.longitude) == (35.25, 38.15)


def test_the_largest_place_stands_for_a_seat_that_is_not_told() -> None:
    towns = line(2, "Small", population=5) + line(3, "Large", population=50, latitude=36.5)
    assert taken(line(1, "Homs Governorate", "A.ADM1") + towns)["Homs"].latitude == 36.5


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Homs Governorate", "Homs"),
        ("Muḩāfaz̧at Ḩimş", "Ḩimş"),
        ("Donetsk Oblast", "Donetsk"),
        ("Wilayat Saladin", "Saladin"),
        ("Governorate", "Governorate"),  # the word alone is kept
        ("Kandahar", "Kandahar"),
    ],
)
def test_what_a_division_is_called_is_no_part_of_its_name(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Al Ḩawl", True), ("Saraqib", True), ("الحول", False), ("DAM", False), ("hawl", False), ("Road 66", False), ("Ад", False)],
)
def test_alternate_names_that_an_english_text_may_have(name: str, expected: bool) -> None:
    assert usable(name) is expected


@pytest.mark.parametrize(
    ("name", "site", "known", "unknown"),
    [
        ("Sijn Tadmur", "prison", ["tadmurprison", "tadmurjail", "sijntadmur"], ["tadmur"]),
        ("Tishrin", "dam", ["tishrindam"], ["tishrin"]),  # alone it is the town sooner
        ("Abu Duhur Airport", "airport", ["abuduhurairport", "abuduhurairfield"], ["abuduhur"]),
        ("Hol Refugee Camp", "camp", ["holcamp", "holrefugecamp"], ["hol"]),
        ("Barrage de Taabo", "dam", ["tabodam", "baragedetabo"], []),
    ],
)
def test_a_site_is_found_by_the_nouns_of_its_class(name: str, site: str, known: list[str], unknown: list[str]) -> None:
    found = keys(name, (), site)
    assert set(known) <= found
    assert not set(unknown) & found


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(1, "A", latitude="north"), "latitude 'north' is not a number"),
        (line(1, "A", latitude=91), "latitude 91 is not between -90 and 90"),
        (line(1, "A", longitude="nan"), "longitude nan is not between -180 and 180"),
        (line(1, "A", longitude=""), "has no longitude"),
        (line(1, "A", latitude=0, longitude=0), "0, 0 is a point in the sea that stands for none"),
        (line(1, ""), "has no name"),
        (line(1, "A", country="Syria"), "country 'Syria' is no code of two letters"),
        (line(1, "A", population="many"), "a number is not one"),
        ("1\tA\tB\n", "has 3 columns, not the 19 of GeoNames"),
    ],
)
def test_a_bad_row_says_its_number_and_what_is_wrong(row: str, reason: str) -> None:
    good = line(2, "Good")
    assert list(read_geonames([good, row])) == [*read_geonames([good]), BadRow(2, reason)]


def test_only_the_country_that_was_asked_for_is_taken() -> None:
    assert list(read_geonames([line(1, "A", country="IQ")], "SY")) == []


def test_a_line_tells_the_format() -> None:
    assert looks_like_geonames(line(1, "A"))
    assert not looks_like_geonames("name,lat,lon,country\n")
    assert not looks_like_geonames("name\tlat\tlon\tcountry\n")


# --- tables -------------------------------------------------------------------------------------------------------------------


def rows(text: str) -> Iterator[OwnPlace | BadRow]:
    return read_table(io.StringIO(text), Gazetteer.open())


@pytest.mark.parametrize(
    "text",
    [
        "name,latitude,longitude,country\nTel Quz,36.6,38.9,SY\n",
        "\ufeffName,Lat,Lon,ISO2\nTel Quz,36.6,38.9,sy\n",
        "Country;Place Name;LNG;LAT\nSyria;Tel Quz;38,9;36,6\n",  # as a spreadsheet of a country with decimal commas has it
        "x\ty\tlocation\tcc\tnote\n38.9\t36.6\tTel Quz\tSYRIA\tnew\n\n",
    ],
)
def test_headers_and_separators_may_be_as_they_are(text: str) -> None:
    (place,) = rows(text)
    assert isinstance(place, OwnPlace)
    assert (place.name, place.kind, place.country, place.latitude, place.longitude) == ("Tel Quz", "town", "SY", 36.6, 38.9)
    assert (place.admin1, place.division) == ("Raqqa", "SY.04")  # of the nearest town


def test_all_columns_are_read() -> None:
    text = (
        "name,lat,lon,country,governorate,type,aliases,pop,radius_km,geonameid\n"
        'Tel Quz,36.6,38.9,SY,al-Hassakeh,Prison,Tell Kuz; Quz,"1,200",3,77\n'
    )
    expected = OwnPlace("Tel Quz", "site", "SY", 36.6, 38.9, ("Tell Kuz", "Quz"), "Hasakah", "SY.01", 1200, 3.0, 77)
    assert list(rows(text)) == [expected]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Tel Quz,,38.9,SY,", "has no latitude"),
        ("Tel Quz,36.6,38.9,,", "has no country"),
        ("Tel Quz,36.6,38.9,Narnia,", "no country is known as 'Narnia'"),
        (",36.6,38.9,SY,", "has no name"),
        ("Tel Quz,38.9,36.6,SY,", "38.9, 36.6 is far from SY: are latitude and longitude swapped?"),
        ("Tel Quz,-36.6,38.9,SY,", "-36.6, 38.9 is far from SY"),
        ("Tel Quz,36.6,38.9,SY,spaceship", "kind 'spaceship' is not one of site, town, district and province"),
        ("Tel Quz", "has no latitude"),
    ],
)
def test_a_bad_row_of_a_table_says_its_line(row: str, reason: str) -> None:
    assert list(rows(f"name,lat,lon,country,kind\n{row}\n")) == [BadRow(2, reason)]


@pytest.mark.parametrize("header", ["", "name,lat,lon", "Tel Quz,36.6,38.9,SY"])
def test_a_header_has_to_name_what_is_needed(header: str) -> None:
    with pytest.raises(NoTable, match="no column for"):
        Table(header)


# --- archives -----------------------------------------------------------------------------------------------------------------


def test_lines_come_out_of_an_archive() -> None:
    assert "".join(zipped_lines(io.BytesIO(zipped(SYRIA)), "SY.txt")) == SYRIA
    assert "".join(zipped_lines(io.BytesIO(zipped(SYRIA, "any.csv")))) == SYRIA


def bomb() -> bytes:
    """Make an archive of 40 kB that unpacks to 40 MB."""
    return zipped("A" * 40_000_000)


def cut() -> bytes:
    return zipped(SYRIA)[:-40]


def damaged() -> bytes:
    data = bytearray(zipped(SYRIA * 50))
    data[400:420] = bytes(20)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(), r"unpacks to more than is believable \(38 MiB\)"),
        (cut(), "no sound zip archive"),
        (damaged(), "no sound zip archive"),
        (b"PK\3\4nothing", "no sound zip archive"),
        (zipped(SYRIA, "IQ.txt"), "has no SY.txt in it"),
        (zipped("\0\1\2"), "is not a text"),
        (zipped("x" * 70_000), "line 1 is longer than 65536 bytes"),
    ],
)
def test_what_is_no_sound_archive_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(zipped_lines(io.BytesIO(data), "SY.txt"))


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(zipped(SYRIA))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("SY.txt").header_offset
    data[start + 6] |= 1
    central = data.rindex(b"PK\1\2")
    data[central + 8] |= 1
    with pytest.raises(Unreadable, match="no sound zip archive"):
        list(zipped_lines(io.BytesIO(bytes(data)), "SY.txt"))


def test_a_text_has_to_be_utf_8() -> None:
    with pytest.raises(Unreadable, match="line 2 is not UTF-8"):
        list(text_lines(io.BytesIO(b"a\n\xff\n")))
