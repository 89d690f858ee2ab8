"""The places stage: what is a place, which one it is, and what it is in the sentence."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract.places import PlaceMention, find_places

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]?")


def places(text: str, title: str = "") -> tuple[PlaceMention, ...]:
    return find_places(text, [m.span() for m in _SENTENCE.finditer(text)], title)


def located(text: str, title: str = "") -> list[tuple[str, str | None]]:
    """Give the name and country of what is a location: no demonyms, no doers."""
    return [(m.name, m.place.country) for m in places(text, title) if not m.demonym and not m.actor_like]


def the(text: str, name: str) -> PlaceMention:
    return next(m for m in places(text) if m.name == name and not m.demonym)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Which one: the article decides.
        ("Shells fell in Tripoli, Lebanon, on Monday.", [("Tripoli", "LB"), ("Lebanon", "LB")]),
        ("Fighting resumed in Tripoli as Libyan factions traded fire.", [("Tripoli", "LY")]),
        ("Lebanese troops deployed in Tripoli after the clashes.", [("Tripoli", "LB")]),
        ("A drone hit a car near Tyre, Lebanese medics said.", [("Tyre", "LB")]),
        ("Syrian jets bombed Hama and Homs overnight.", [("Hama", "SY"), ("Homs", "SY")]),
        ("Troops crossed from Mali into Niger.", [("Mali", "ML"), ("Niger", "NE")]),
        ("Rebels attacked an army post in Chad.", [("Chad", "TD")]),
        ("A court in Atlanta, Georgia, heard the case.", [("Atlanta", "US"), ("Georgia", "US")]),
        ("Russian forces entered Georgia from South Ossetia.", [("Georgia", "GE"), ("South Ossetia", "GE")]),
        ("Drones struck Sudan's Bahri at dawn.", [("Sudan", "SD"), ("Bahri", "SD")]),
        ("A blast shook Aden, in the south of Yemen.", [("Aden", "YE"), ("Yemen", "YE")]),
        ("Raids hit Gaza City, Khan Younis and Rafah.", [("Gaza City", "PS"), ("Khan Younis", "PS"), ("Rafah", "PS")]),
        ("Tanks shelled Deir al-Balah in central Gaza.", [("Deir al-Balah", "PS"), ("Gaza", "PS")]),
        ("A raid in Shabwa province; another near Jilib, Somalia.", [("Shabwa", "YE"), ("Jilib", "SO"), ("Somalia", "SO")]),
        ("Ministers of Egypt met in Doha as Syrian troops advanced in Raqqa.", [("Egypt", "EG"), ("Doha", "QA"), ("Raqqa", "SY")]),
        ("Ahmed al-Sharaa spoke. Al-Sharaa said that Syrian units had left.", []),  # a last name is no town
        ("Rebels took the towns of Binnish and Sarmin in Syria.", [("Binnish", "SY"), ("Sarmin", "SY"), ("Syria", "SY")]),
        ("Raids in Zurmat and Gardez districts netted two Afghans.", [("Zurmat", "AF"), ("Gardez", "AF")]),
        ("Jets hit Nabatieh, Sidon and Tyre, Lebanese medics said.", [("Nabatieh", "LB"), ("Sidon", "LB"), ("Tyre", "LB")]),
        ("A statement came from Aid to the Church in Need, in Syria.", [("Syria", "SY")]),
        ("Drones hit the Black Sea port of Odesa, Ukraine.", [("Black Sea", None), ("Odesa", "UA"), ("Ukraine", "UA")]),
        ("Missiles hit Kherson and Odesa in Ukraine.", [("Kherson", "UA"), ("Odesa", "UA"), ("Ukraine", "UA")]),
        ("The port of Odessa was shelled, Ukrainian officials said.", [("Odessa", "UA")]),
        ("Paramilitaries shelled El Fasher in Sudan.", [("El Fasher", "SD"), ("Sudan", "SD")]),
        ("In Iraq:\n- Near Hit, one strike hit a truck.\n- Near Bayji, two.", [("Iraq", "IQ"), ("Hit", "IQ"), ("Bayji", "IQ")]),
        ("Afghan forces searched a house in Kandahar.", [("Kandahar", "AF")]),
        # Not a place: people, organisations, words, days.
        ("Michael Jordan signed the letter.", []),
        ("Hit men opened fire; Victory was claimed by Police.", []),
        ("Hamas said its men had fired the rockets.", []),
        ("The Islamic State of Iraq and Syria issued a statement.", []),
        ("The Syrian Observatory and the Aleppo Media Center gave no toll.", []),
        ("Free Syrian Army fighters and Kabul Bank clerks met the New York Times.", []),
        ("On March 3 and again in May, Operation Dawn went on.", []),
        ("Gen. Homs and Colonel Tyre briefed the press.", []),
        ("Of the dead, three were women. Bay after bay stood empty.", []),
    ],
)  # fmt: skip
def test_which_place_is_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert located(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "precision", "phrase"),
    [
        ("Men were held at al-Hol camp in Syria.", "al-Hol camp", "site", "al-Hol camp in Syria"),
        ("Inmates fled Ghwayran prison in Hasakah.", "Ghwayran prison", "site", "Ghwayran prison in Hasakah"),
        ("Rockets fell on Ain al-Asad air base in Anbar.", "Ain al-Asad air base", "site", "Ain al-Asad air base in Anbar"),
        ("It happened near the ancient site of Palmyra in Syria.", "Palmyra", "town", "the ancient site of Palmyra in Syria"),
        ("Shells hit the Idlib countryside in Syria.", "Idlib", None, "the Idlib countryside in Syria"),
        (
            "A raid in Shah Joy district, Zabul province, netted two men.",
            "Shah Joy",
            "district",
            "Shah Joy district, Zabul province",
        ),
        ("A raid in Shah Joy district, Zabul province, netted two men.", "Zabul", "province", "Zabul province"),
        ("Strikes in northeastern Syria went on.", "northeastern Syria", "country", "northeastern Syria"),
        ("Gunmen took 12 people in Helmand province.", "Helmand", "province", "Helmand province"),
        ("Fighting flared in the West Bank.", "West Bank", "province", "West Bank"),
    ],
)
def test_precision_and_phrase(text: str, name: str, precision: str | None, phrase: str) -> None:
    mention = the(text, name)
    assert mention.place.text == phrase == text[mention.start : mention.end]
    assert precision is None or mention.place.precision == precision
    assert mention.place.latitude is not None


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("A strike near Kobani hit a truck.", "Kobani", "near"),
        ("Near Sinjar, one strike hit a truck in Iraq.", "Sinjar", "near"),
        ("One strike south of Sinjar, Iraq, hit a unit.", "Sinjar", "south of"),
        ("Ten miles north-west of Mosul, troops halted in Iraq.", "Mosul", "north-west of"),
        ("Shelling just outside Raqqa wounded four Syrians.", "Raqqa", "outside"),
        ("Planes bombed areas around Aleppo in Syria.", "Aleppo", "around"),
        ("Prisoners were moved from Syria to Iraq.", "Syria", "from"),
        ("Prisoners were moved from Syria to Iraq.", "Iraq", "to"),
        ("Strikes in Aleppo, Idlib and Hama killed nine Syrians.", "Hama", "in"),  # a list hands its cue on
        ("The outskirts of Qardaha in Syria came under fire.", "Qardaha", None),
    ],
)
def test_cues(text: str, name: str, cue: str | None) -> None:
    assert the(text, name).cue == cue


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("In Syria:\n- Near Tal Xarab, two strikes hit a unit.", "Tal Xarab", "SY", "unknown"),
        ("Troops searched the village of Bur Zubrak in Zharay district, Kandahar province, Afghanistan.", "Bur Zubrak", "AF", None),
        ("An aid convoy was hit in Urem al-Kubra, Syria.", "Urem al-Kubra", "SY", "town"),
        ("Militants held Qurbazan district in Afghanistan.", "Qurbazan", "AF", "district"),
        ("A bomb fell near Tirkrit, Iraq.", "Tirkrit", "IQ", "town"),  # one letter off, in its country
    ],
)
def test_names_that_few_or_none_know(text: str, name: str, country: str, precision: str | None) -> None:
    mention = the(text, name)
    assert mention.place.country == country
    assert precision is None or mention.place.precision == precision


def test_an_unknown_village_takes_the_point_and_precision_of_its_province() -> None:
    place = the("Planes bombed the village of Xurbat in Idlib province, Syria.", "Xurbat").place
    idlib = the("Planes bombed Idlib province, Syria.", "Idlib").place
    assert (place.latitude, place.longitude, place.precision, place.admin1) == (
        idlib.latitude,
        idlib.longitude,
        "province",
        "Idlib",
    )


@pytest.mark.parametrize(
    ("text", "name", "wider"),
    [
        ("Troops landed in Jolo, Sulu, Philippines.", "Jolo", "Sulu"),
        ("Troops landed in Jolo, Sulu, Philippines.", "Sulu", "Philippines"),
        ("A raid in Sangin district, Helmand province.", "Sangin", "Helmand"),
        ("They shelled Afrin in Aleppo governorate, Syria.", "Afrin", "Aleppo"),
        ("Bombs fell on Aleppo's Handarat neighbourhood in Syria.", "Handarat", "Aleppo"),
        ("Bombs fell on the Jobar neighbourhood of Damascus.", "Jobar", "Damascus"),
        ("Drones hit Sudan's Bahri.", "Bahri", "Sudan"),
        ("KABUL, Afghanistan (Oct. 8) - Two men were held.", "KABUL", "Afghanistan"),
    ],
)
def test_chains_are_linked(text: str, name: str, wider: str) -> None:
    found = places(text)
    narrow = next(m for m in found if m.name == name)
    assert narrow.part_of is not None
    assert found[narrow.part_of].name == wider


@pytest.mark.parametrize(
    ("text", "datelines"),
    [
        ("KABUL, Afghanistan (Oct. 8) - A force detained two men in Khost province.", {"KABUL"}),
        ("BEIRUT (Wire) - Syrian jets hit Idlib.", {"BEIRUT"}),
        ("LONDON — Aid groups in Yemen warned of hunger.", {"LONDON"}),
        ("Aleppo was hit again - the third time this week in Syria.", set()),
    ],
)
def test_datelines(text: str, datelines: set[str]) -> None:
    assert {m.name for m in places(text) if m.dateline} == datelines


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Syria\nNear Manbij, one strike.\nIraq\nNear Mosul, two.", {"Syria", "Iraq"}),
        ("In Iraq:\n- Near Hit, one strike.", {"Iraq"}),
        ("Strikes in Syria\n- Near Raqqa, five strikes.", {"Syria"}),
        ("Forces struck in Syria.\nThey left.", set()),
    ],
)
def test_headings(text: str, headings: set[str]) -> None:
    assert {m.name for m in places(text) if m.heading} == headings


def test_a_heading_rules_what_stands_under_it() -> None:
    text = "Syria\n- Near Rabia, one strike.\nIraq\n- Near Rabia, two strikes."
    assert [m.place.country for m in places(text) if m.name == "Rabia"] == ["SY", "IQ"]


@pytest.mark.parametrize(
    ("text", "name", "acts"),
    [
        ("Israel said it had struck a depot.", "Israel", True),
        ("Moscow denied the report.", "Moscow", True),
        ("Russia and Iran are allies.", "Iran", True),
        ("Turkey's army crossed the border.", "Turkey", True),
        ("A US-led coalition bombed it.", "US", True),
        ("The United States has 900 troops there.", "United States", True),
        ("It was bombed by Russia.", "Russia", True),
        ("A strike in Israel killed two.", "Israel", False),
        ("Rockets were fired from Lebanon at Israel.", "Lebanon", False),
        ("Drones hit Syria's Idlib.", "Syria", False),
        ("Iran's Revolutionary Guard fired missiles.", "Iran", True),
        ("A US drone hit a car in Yemen.", "US", True),
    ],
)
def test_doers_are_told_from_locations(text: str, name: str, acts: bool) -> None:
    assert the(text, name).actor_like is acts


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Syrian jets took off.", "SY"),
        ("Two Iraqis were freed.", "IQ"),
        ("South Sudanese troops left.", "SS"),
        ("French police came.", "FR"),
    ],
)
def test_demonyms_tell_the_theatre_only(text: str, country: str) -> None:
    (mention,) = places(text)
    assert mention.demonym
    assert (mention.place.country, mention.place.latitude) == (country, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Copies that lost their commas and apostrophes.
        ("warplanes struck in Syrias Latakia on Saturday", [("Syria", "SY"), ("Latakia", "SY")]),
        ("shells hit Aleppo citys eastern districts as Syrian troops advanced", [("Aleppo", "SY")]),
        ("the Assad clans hometown of Qardaha in Syria was hit", [("Qardaha", "SY"), ("Syria", "SY")]),
        ("In Aleppo SANA reported shelling", [("Aleppo", "SY")]),
    ],
)
def test_rough_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert located(text) == expected


def test_the_title_helps_to_decide() -> None:
    assert located("Shells fell in Tripoli.", "Lebanon counts its dead")[0] == ("Tripoli", "LB")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Syria Irqal-Ho'’,.\n:()AZdeinrth", max_size=200))
def test_spans_hold_for_any_text(text: str) -> None:
    found = places(text)
    assert list(found) == sorted(found, key=lambda m: m.start)
    for i, m in enumerate(found):
        assert text[m.start : m.end] == m.place.text
        assert m.name in m.place.text or m.part_of is not None
        assert m.part_of is None or (0 <= m.part_of < len(found) and m.part_of != i)


def test_time_grows_with_length_alone() -> None:
    """Eight times the text may take some eight times as long, not sixty-four."""
    text = "Near Dayr Az Zawr, five strikes hit trucks in Syria, and the Aleppo Media Center spoke to Michael Jordan in Hama.\n"
    places(text)

    def spent(times: int) -> float:
        started = time.process_time()
        places(text * times)
        return time.process_time() - started

    small = min(spent(50) for _ in range(3))
    assert spent(400) < 8 * 4 * small
