"""Names of armed actors agree, contradict each other, or say too little."""

from __future__ import annotations

import pytest

from tracker.incidents.names import actors_agree, names_agree, one_named, opposed

ROWS: list[tuple[str, str, bool | None]] = [
    ("CENTCOM", "US Central Command", True),
    ("CENTCOM", "American forces", True),
    ("Pentagon", "CENTCOM", True),
    ("US", "US-led coalition", True),
    ("British jets", "US-led coalition", None),  # may be part of it
    ("NATO", "Taliban", False),
    ("Russia", "Russian aircraft", True),
    ("Russian defence ministry", "Russia", True),
    ("Israel", "IDF", True),
    ("Israel", "Hezbollah", False),
    ("Hezbollah", "Lebanese army", False),  # of one country, two sides
    ("Sudan's Rapid Support Forces", "Sudanese army drones", False),
    ("RSF drones", "Rapid Support Forces", True),
    ("Assad regime", "Syrian army", True),
    ("SDF", "Syrian army", False),
    ("ISIS", "Islamic State Khorasan", True),
    ("Islamic State", "Islamic Jihad", False),  # a shared word is not enough for known names
    ("Boko Haram", "ISWAP", False),
    ("al-Shabaab", "al-Shabaab fighters", True),
    ("rebels", "Houthis", None),
    ("rebels", "Syrian government forces", False),
    ("army", "Houthis", False),
    ("army", "Israel", None),
    ("warplanes", "Israel", None),
    ("Iran-backed militias", "Kata'ib Hezbollah", None),  # not Iran's
    ("Iran-backed militias", "Iranian forces", False),
    ("anti-Houthi forces", "US", None),
    ("Palestinian militants", "Hamas", True),
    ("Northern Command", "Grey Band", False),
    ("Syrian activists", "Syrian army", None),  # who speaks of strikes carries out none
]


@pytest.mark.parametrize(("one", "other", "expected"), ROWS)
def test_names(one: str, other: str, expected: bool | None) -> None:
    assert names_agree(one, other) is expected
    assert names_agree(other, one) is expected


def test_lists_agree_in_any_name_and_silence_says_nothing() -> None:
    assert actors_agree(["US", "Israel"], ["IDF"]) is True
    assert actors_agree(["US"], ["Houthis", "Iran"]) is False
    assert actors_agree(["US"], ["Houthis", "jets"]) is False  # 'jets' may be anybody's: the other name tells
    assert actors_agree(["US"], ["jets"]) is None
    assert actors_agree([], ["Houthis"]) is None


def test_an_actor_is_named_where_it_is_told_from_others() -> None:
    assert one_named(["CENTCOM"], ["American forces"])
    assert not one_named(["police"], ["Police"])
    assert not one_named([], [])


def test_only_parties_are_opposed_not_things() -> None:
    assert opposed(["Houthis"], ["ISIS"])
    assert not opposed(["weapons depot"], ["ISIS"])
    assert not opposed(["depot"], ["tunnel"])
