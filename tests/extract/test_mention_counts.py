"""Which numbers of a sentence belong to which of its events: our own sentences, published on Sunday, 15 February 2026."""

from __future__ import annotations

import pytest

from tests.extract.telling import Row, Told, assert_told, cases, parse_text

ROWS = (
    Row(
        "deeds that are counted one for each person",
        "The commission recorded 312 abductions in Ituri in January.",
        (Told("abduction", counts={"detained": (312, 312)}),),
    ),
    Row(
        "a strike that hit and killed, told alone",
        "The strike hit a bakery in Rafah on Friday, killing two bakers and wounding five customers.",
        (Told("strike", target="bakery", counts={"killed": (2, 2), "wounded": (5, 5)}),),
    ),
    Row(
        "between the subject and 'died'",
        "Six cooks, two of them trainees, died when jets hit a canteen in Taiz on Friday.",
        (Told("air_strike", counts={"killed": (6, 6)}),),
    ),
    Row(
        "what was used to kill them",
        "The army used drones to kill nine rebels near Djibo on Friday.",
        (Told("drone_strike", counts={"killed": (9, 9)}),),
    ),
    Row(
        "killed in the strike that is told of nowhere else",
        "A cook and his son were killed in the strike, which flattened a bakery in Rafah on Friday.",
        (Told("strike", places=("Rafah",), counts={"killed": (2, 2)}),),
    ),
    Row(
        "a number in brackets",
        "The governorate of Nablus saw the most arrests (41) on Friday.",
        (Told("arrest", counts={"detained": (41, 41)}),),
    ),
    Row(
        "killed in a clause of their own",
        "Two drivers were killed and at least nine others were abducted near Mambasa on Friday.",
        (Told("abduction", counts={"detained": (9, None)}),),
    ),
    Row(
        "a participle after a number",
        "The operation near Ghazni ended with one commander killed and three insurgents detained, on Friday.",
        (Told("arrest", target="insurgents", counts={"detained": (3, 3), "killed": (1, 1)}),),
    ),
    Row(
        "killed in the same clause",
        "Troops killed two insurgents and detained six near Ghazni on Friday.",
        (Told("arrest", counts={"detained": (6, 6), "killed": (2, 2)}),),
    ),
    Row(
        "an exchange of prisoners counts none",
        "Forty soldiers were freed in a prisoner exchange near Marib on Friday.",
        (Told("release", counts={"released": (40, 40)}),),
    ),
    Row(
        "those of whom it was told before",
        "Police arrested 30 men in Izmir on Tuesday. Twelve of those arrested were released on Friday.",
        (Told("arrest", counts={"detained": (30, 30)}), Told("release", counts={"released": (12, 12)})),
    ),
)


@pytest.mark.parametrize("row", cases(ROWS, {}))
def test_numbers_go_to_their_events(row: Row) -> None:
    assert_told(parse_text(row.text), row.events)
