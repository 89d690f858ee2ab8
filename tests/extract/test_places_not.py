"""Names that are people, words or places elsewhere: each read as it is used in its sentence."""

from __future__ import annotations

import pytest

from tests.extract.test_places import located


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Tripoli: two capitals of two coasts, and streets named after them.
        ("Lebanese soldiers raided a flat in Tripoli on Friday.", [("Tripoli", "LB")]),
        ("Two Libyan brigades shelled each other south of Tripoli.", [("Tripoli", "LY")]),
        # Tyre: the town.
        ("An Israeli drone hit a van near Tyre in Lebanon.", [("Tyre", "LB"), ("Lebanon", "LB")]),
        # Hama and Hamas.
        ("Hamas said that its fighters shelled a post near Rafah in Gaza.", [("Rafah", "PS"), ("Gaza", "PS")]),
        ("Syrian rebels fired rockets at Hama airport.", [("Hama airport", "SY")]),
        # Homs: the town, and a name.
        ("Syrian gunners shelled Homs for a third day.", [("Homs", "SY")]),
        # Mali, Jordan, Chad, Georgia: countries, and people.
        ("Jets struck a convoy in northern Mali.", [("northern Mali", "ML")]),
        ("Amina Mali was arrested by Turkish police in Ankara.", [("Ankara", "TR")]),
        ("Jordan Ellis, a medic, was wounded in Kherson, Ukraine.", [("Kherson", "UA"), ("Ukraine", "UA")]),
        ("Shells landed on the border with Jordan, Syrian officials said.", [("Jordan", "JO")]),
        ("Soldiers killed six gunmen in Chad.", [("Chad", "TD")]),
        ("Chad Norwood was detained in Bamako, Mali.", [("Bamako", "ML"), ("Mali", "ML")]),
        ("Police in Tbilisi, Georgia, arrested nine protesters.", [("Tbilisi", "GE"), ("Georgia", "GE")]),
        ("Georgia Finch, 31, was held in Minsk, Belarus.", [("Minsk", "BY"), ("Belarus", "BY")]),
        # Sudan's Bahri, not Egypt's or anybody's.
        ("Drones struck a fuel store in Sudan's Bahri on Sunday.", [("Sudan", "SD"), ("Bahri", "SD")]),
        # Hit: the Iraqi town, and what a shell does.
        ("Iraqi troops shelled the militants in Hit.", [("Hit", "IQ")]),
        ("Hit by two rockets, the depot near Mosul in Iraq burned down.", [("Mosul", "IQ"), ("Iraq", "IQ")]),
        # Of: a Turkish town, and a word at a sentence's start.
        ("Of the nine men held in Mosul, Iraq, two were freed.", [("Mosul", "IQ"), ("Iraq", "IQ")]),
        # Bay: a Somali region, and water.
        ("Somali forces killed ten fighters in the Bay region.", [("Bay", "SO")]),
        ("A boat sank in the Bay after a drone struck it, Yemeni officials said.", []),
        # Port-au-Prince: a town, though princes are people.
        ("A gang is holding 17 nuns in Croix-des-Bouquets.", [("Croix-des-Bouquets", "HT")]),
        ("Mirage jets bombed a camp near Hombori in Mali.", [("Hombori", "ML"), ("Mali", "ML")]),  # no town of that name
        ("The Saudi-led coalition bombed a mill in Saada.", [("Saada", "YE")]),  # who leads says nothing of where
        ("Gangs shelled a police post in Port-au-Prince, Haiti.", [("Port-au-Prince", "HT"), ("Haiti", "HT")]),
    ],
)
def test_a_name_is_read_as_it_is_used(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert located(text) == expected
