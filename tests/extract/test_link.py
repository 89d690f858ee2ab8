"""What a mention takes from its passage: date, place and actor of lead, heading and the sentences before it.

All articles appear on Sunday, 15 February 2026.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.extract.telling import Row, Told, assert_told, cases, parse_rows
from tracker.model import Event

ITEMS = "\n\n- Near Hawija, two strikes destroyed a tunnel.\n\n- Near Sinjar, a strike hit a truck."

LISTS = (
    Row(
        "items take date, country and actor from their lead",
        "On Feb. 10, coalition military forces conducted three strikes in Iraq:" + ITEMS,
        (
            Told("strike", "2026-02-10", ("Iraq",), "IQ", "coalition", counts={"strikes": (3, 3)}, scope="aggregate"),
            Told("strike", "2026-02-10", ("Hawija",), "IQ", "coalition", counts={"strikes": (2, 2)}, scope="incident"),
            Told("strike", "2026-02-10", ("Sinjar",), "IQ", "coalition", scope="incident"),
        ),
    ),
    Row(
        "items take the country from their heading",
        "Coalition forces struck targets in two countries on Feb. 10.\n\nSyria\n\n- Near Abu Kamal, a strike "
        "destroyed two trucks."
        "\n\nIraq\n\n- Near Bayji, two strikes destroyed a bunker.",
        (
            Told("strike", "2026-02-10", actor="coalition"),
            Told("strike", "2026-02-10", ("Abu Kamal",), "SY", "coalition"),
            Told("strike", "2026-02-10", ("Bayji",), "IQ", "coalition", counts={"strikes": (2, 2)}),
        ),
    ),
    Row(
        "the heading of a list of incidents dates it all",
        "DAILY INCIDENT LOG - 12 FEBRUARY 2026\n\nYEMEN\n* Coalition jets bombed a depot in "
        "Marib.\n\nSYRIA\n* Police arrested two men in Homs.",
        (
            Told("air_strike", "2026-02-12", ("Marib",), "YE"),
            Told("arrest", "2026-02-12", ("Homs",), "SY"),
        ),
    ),
    Row(
        "a release put out on a day tells of no day",
        "EVENING UPDATE, FEB. 14, 2026\n\nPolice arrested two men in Homs.",
        (Told("arrest", "none", ("Homs",), "SY"),),
    ),
    Row(
        "the parts of a night's total fall in it",
        "Army jets carried out nine air strikes across Helmand and Ghazni in the past day, the ministry said.\n\n"
        "The ministry gave no names and no pictures. It thanked the crews. A parade was held. Schools were shut.\n\n"
        "In Ghazni city, an air strike killed six insurgents.",
        (
            Told("air_strike", "2026-02-14..2026-02-15", scope="aggregate"),
            Told("air_strike", "2026-02-14..2026-02-15", ("Ghazni",), "AF", scope="incident"),
        ),
    ),
    Row(
        "'the previous day' goes back from the day before it in its sentence",
        "An air strike killed nine people in Hama on Feb. 3.\n\nOn Feb. 12 the army said its jets had bombed a camp near Idlib the "
        "previous day.",
        (
            Told("air_strike", "2026-02-03", ("Hama",)),
            Told("air_strike", "2026-02-11", ("Idlib",)),
        ),
    ),
    Row(
        "what happened during the operation happened where and when it was",
        "A combined force searched for a smuggler in Nad Ali district, Helmand province, on Feb. 12. The smuggler had fled to the "
        "hills. He is said to be ill. Nobody had seen him. His brother was not at home. His car was.\n\n"
        "Three suspects were detained during the operation.",
        (Told("arrest", "2026-02-12", ("Nad Ali",), "AF", counts={"detained": (3, 3)}),),
    ),
    Row(
        "lines cut to a width are one sentence",
        "Coalition forces on Friday detained four suspects and found\na large cache of rifles in the town "
        "of\nTikrit, a spokesman said.",
        (Told("arrest", "2026-02-13", ("Tikrit",), "IQ", counts={"detained": (4, 4)}),),
    ),
    Row(
        "'the city' is the one named last",
        "Rebels hold the hills around Taiz. Aid has not come for a month.\n\nShelling of the city killed two people on Thursday.",
        (Told("shelling", "2026-02-12", ("Taiz",), "YE", counts={"killed": (2, 2)}),),
    ),
    Row(
        "a state's territory is a place",
        "Three rockets were fired from southern Lebanon at Israeli territory on Friday.",
        (Told("missile_strike", "2026-02-13", ("Israeli territory",), "IL", counts={"munitions": (3, 3)}),),
    ),
    Row(
        "who speaks in a town is not struck there",
        "Officials in Baku said on Friday that two shells had hit a school in Ganja.",
        (Told("shelling", "none", ("Ganja",), "AZ"),),
    ),
    Row(
        "a village that nothing knows lies where the text says",
        "Army helicopters bombed a depot at Tel Marwin in Homs province on Friday. Jets bombed Tel Marwin again on Saturday.",
        (
            Told("air_strike", "2026-02-13", ("Tel Marwin",), "SY"),
            Told("air_strike", "2026-02-14", ("Tel Marwin",), "SY"),
        ),
    ),
    Row(
        "what was done to somebody before has its own day",
        "A teacher who was abducted in Kaduna on Feb. 3 was freed on Friday.",
        (Told("abduction", "2026-02-03"), Told("release", "2026-02-13")),
    ),
    Row(
        "the parts of a total were done by its side, with its means",
        "Coalition jets conducted five air strikes in Syria and Iraq on Friday, officials said.\n\nIn "
        "Syria, near Manbij, three strikes "
        "hit tactical units.\n\nNear Hawija, two strikes destroyed a bunker.",
        (
            Told("air_strike", "2026-02-13", actor="oalition", scope="aggregate"),
            Told("air_strike", "2026-02-13", ("Manbij",), "SY", "oalition", counts={"strikes": (3, 3)}),
            Told("air_strike", None, ("Hawija",), "IQ", "oalition", counts={"strikes": (2, 2)}),
        ),
    ),
    Row(
        "a sentence of an item takes the day that the item told before",
        "1. On Feb. 10 army mortars shelled a hamlet in Poonch district.\n\n2. A search was launched near Baramulla "
        "on Feb. 12. Two youths were arrested.",
        (
            Told("shelling", "2026-02-10"),
            Told("arrest", "2026-02-12", ("Baramulla",), counts={"detained": (2, 2)}),
        ),
    ),
    Row(
        "takings in many operations are a total",
        "Police said on Friday that they had arrested 16 suspects in 80 operations across Punjab province.",
        (Told("arrest", counts={"detained": (16, 16)}, scope="aggregate"),),
    ),
    Row(
        "a quarter that nothing knows is named with its town",
        "An air strike on Friday hit a bakery in the Marjat Sabil neighbourhood of Aleppo.",
        (Told("air_strike", "2026-02-13", ("Marjat Sabil, Aleppo",), "SY"),),
    ),
    Row(
        "items take the day from their heading",
        "Feb. 10\n\n- An air strike hit a bakery in Idlib.\n\nFeb. 11\n\n- An air strike hit a school in Saraqib.",
        (
            Told("air_strike", "2026-02-10", ("Idlib",)),
            Told("air_strike", "2026-02-11", ("Saraqib",)),
        ),
    ),
    Row(
        "an item's own day holds against its lead's",
        "On Feb. 10, Turkish jets flew over northern Syria:\n\n- An air strike hit a school in Kobani on Feb. 11.\n\n- An "
        "air strike hit a mill in Afrin.",
        (
            Told("air_strike", "2026-02-11", ("Kobani",)),
            Told("air_strike", "2026-02-10", ("Afrin",)),
        ),
    ),
    Row(
        "an item without a place takes its heading's",
        "Homs\n\n- Two air strikes on Tuesday killed four people.\n\nHama\n\n- Two air strikes on Wednesday killed six people.",
        (
            Told("air_strike", "2026-02-10", ("Homs",), counts={"strikes": (2, 2), "killed": (4, 4)}),
            Told("air_strike", "2026-02-11", ("Hama",), counts={"strikes": (2, 2), "killed": (6, 6)}),
        ),
    ),
    Row(
        "a second lead governs what follows it",
        "On Feb. 10 the army listed its raids:\n\n- Troops arrested two men in Hebron.\n\nOn Feb. 11 it listed these:\n\n- "
        "Troops arrested five men in Jenin.",
        (
            Told("arrest", "2026-02-10", ("Hebron",), counts={"detained": (2, 2)}),
            Told("arrest", "2026-02-11", ("Jenin",), counts={"detained": (5, 5)}),
        ),
    ),
)

LEANING = (
    Row(
        "the next day",
        "Russian jets bombed a depot near Idlib on Tuesday. The next day they bombed a bakery in Saraqib.",
        (Told("air_strike", "2026-02-10", ("Idlib",)), Told("air_strike", "2026-02-11", ("Saraqib",), actor="Russian")),
    ),
    Row(
        "a day earlier",
        "On Feb. 10 soldiers arrested four men in Hebron. A day earlier they had detained two women in Jenin.",
        (
            Told("arrest", "2026-02-10", ("Hebron",), counts={"detained": (4, 4)}),
            Told("arrest", "2026-02-09", ("Jenin",), counts={"detained": (2, 2)}),
        ),
    ),
    Row(
        "two days later",
        "Rockets hit Sderot on Feb. 5. Two days later, rockets hit Ashkelon.",
        (Told("missile_strike", "2026-02-05", ("Sderot",)), Told("missile_strike", "2026-02-07", ("Ashkelon",))),
    ),
    Row(
        "the following day, on top of the next day",
        "Tanks shelled Kutum on Feb. 3. The next day they shelled Nyala. The following day they shelled Zalingei.",
        (
            Told("shelling", "2026-02-03", ("Kutum",)),
            Told("shelling", "2026-02-04", ("Nyala",)),
            Told("shelling", "2026-02-05", ("Zalingei",)),
        ),
    ),
    Row(
        "in one sentence",
        "The nurse was kidnapped in Jos on Feb. 3 and freed three days later.",
        (Told("abduction", "2026-02-03", ("Jos",)), Told("release", "2026-02-06")),
    ),
    Row(
        "a day earlier, with no day to lean on",
        "A day earlier, a drone had hit a bus in Kherson.",
        (Told("drone_strike", "none", ("Kherson",)),),
    ),
)

PASSAGES = (
    Row(
        "the day told before governs the next sentence",
        "Jets bombed Baalbek on Friday. Israeli troops arrested three fishermen off Tyre.",
        (Told("air_strike", "2026-02-13", ("Baalbek",)), Told("arrest", "2026-02-13", ("Tyre",))),
    ),
    Row(
        "a day with no event of its own",
        "Wednesday was quiet in the north but not in the south. Drones struck a fuel depot in Nyala.",
        (Told("drone_strike", "2026-02-11", ("Nyala",)),),
    ),
    Row(
        "a day far above does not reach",
        "The market in Nyala opened on Wednesday.\n\nIt sells onions.\n\nIt sells salt.\n\nIt sells cloth.\n\nIt sells tea.\n\n"
        "Drones struck a fuel depot in Port Sudan.",
        (Told("drone_strike", "none", ("Port Sudan",)),),
    ),
    Row(
        "a place told before governs the next sentence",
        "Artillery shelled Nikopol on Tuesday. Two drones hit the power station there on Wednesday.",
        (Told("shelling", "2026-02-10", ("Nikopol",)), Told("drone_strike", "2026-02-11", ("Nikopol",))),
    ),
    Row(
        "a background year does not date the news",
        "The rebels took the town in 2014. A mortar attack on Donetsk killed two women on Friday.",
        (Told("shelling", "2026-02-13", ("Donetsk",), counts={"killed": (2, 2)}),),
    ),
)

ANNOUNCEMENTS = (
    Row("said on", "The army said on Monday that it had struck a depot near Idlib.", (Told("strike", "none", ("Idlib",)),)),
    Row(
        "said, at the end", "A strike destroyed a depot near Idlib, the army said on Monday.", (Told("strike", "none", ("Idlib",)),)
    ),
    Row(
        "announced on",
        "The ministry announced on Tuesday the arrest of five men in Basra.",
        (Told("arrest", "none", ("Basra",), counts={"detained": (5, 5)}),),
    ),
    Row(
        "in a statement on",
        "In a statement on Tuesday, the command said that troops captured a courier near Kirkuk.",
        (Told("capture", "none", ("Kirkuk",)),),
    ),
    Row(
        "told reporters on",
        "Troops have arrested a gunsmith in Lahore, a spokesman told reporters on Tuesday.",
        (Told("arrest", "none", ("Lahore",)),),
    ),
    Row(
        "both days",
        "The army said on Wednesday that its jets had bombed a tunnel near Rafah on Monday.",
        (Told("air_strike", "2026-02-09", ("Rafah",), "PS"),),
    ),
    Row(
        "a day of saying does not govern what follows",
        "The ministry gave its account on Monday. Troops had detained seven men in Basra, it said.",
        (Told("arrest", "none", ("Basra",), counts={"detained": (7, 7)}),),
    ),
    Row(
        "Monday's statement",
        "Monday's statement said that a drone strike had killed a commander near Derna.",
        (Told("drone_strike", "none", ("Derna",)),),
    ),
)

ACTORS = (
    Row(
        "they",
        "Russian jets bombed Idlib on Tuesday. They bombed Saraqib on Wednesday.",
        (Told("air_strike", "2026-02-10", actor="Russian"), Told("air_strike", "2026-02-11", ("Saraqib",), actor="Russian")),
    ),
    Row(
        "they, of men whose coming was no event",
        "Israeli soldiers entered Jenin on Tuesday. They arrested six men.",
        (Told("arrest", "2026-02-10", ("Jenin",), actor="Israeli soldiers", counts={"detained": (6, 6)}),),
    ),
    Row(
        "it",
        "Hezbollah fired rockets at Metula on Tuesday. On Wednesday it shelled Haifa with mortars.",
        (Told("missile_strike", "2026-02-10", actor="Hezbollah"), Told("shelling", "2026-02-11", ("Haifa",), actor="Hezbollah")),
    ),
    Row(
        "those who were taken",
        "Police arrested four teachers in Dhaka on Monday. They were released on Tuesday.",
        (Told("arrest", "2026-02-09", target="teachers"), Told("release", "2026-02-10", target="teachers")),
    ),
    Row(
        "drones with no owner",
        "Ukrainian forces shelled Horlivka on Tuesday. On Wednesday drones hit a tanker in Novorossiysk.",
        (Told("shelling", "2026-02-10", actor="Ukrain"), Told("drone_strike", "2026-02-11", ("Novorossiysk",), actor="Ukrain")),
    ),
    Row(
        "drones with another owner",
        "Ukrainian forces shelled Horlivka on Tuesday. On Wednesday Russian drones hit a bus in Kherson.",
        (Told("shelling", "2026-02-10", actor="Ukrain"), Told("drone_strike", "2026-02-11", ("Kherson",), actor="Russian")),
    ),
    Row("drones, and nobody named", "Drones hit a tanker in Novorossiysk on Wednesday.", (Told("drone_strike", actor=""),)),
    Row(
        "US is a country",
        "The Houthis fired a missile at a tanker off Hodeidah on Tuesday. The US struck a launch site near Hodeidah on Wednesday.",
        (Told("missile_strike", "2026-02-10", actor="Houthi"), Told("strike", "2026-02-11", actor="US")),
    ),
    Row(
        "US in front of forces",
        "The Houthis fired a missile at a tanker on Tuesday. US forces arrested a smuggler in Aden on Wednesday.",
        (Told("missile_strike", actor="Houthi"), Told("arrest", "2026-02-11", ("Aden",), actor="US")),
    ),
    Row(
        "US as the one that was hit",
        "Militants fired rockets at US troops near Erbil on Friday.",
        (Told("missile_strike", target="US", actor="Militants"),),
    ),
    Row(
        "us in small letters",
        "“A drone killed two of us in Nyala on Friday,” she said.",
        (Told("drone_strike", "2026-02-13", actor="", counts={"killed": (2, 2)}),),
    ),
)

KNOWN_FAILURES = {
    "a day of saying does not govern what follows": "'gave its account on Monday' is not known as saying",
    "Monday's statement": "the day of a statement is taken for that of what it tells",
    "they, of men whose coming was no event": "a pronoun's actor, and 'entered Jenin', are only taken from sentences with an event",
}

ROWS = (*LISTS, *LEANING, *PASSAGES, *ANNOUNCEMENTS, *ACTORS)


@cache
def parsed() -> dict[str, tuple[Event, ...]]:
    return parse_rows(ROWS)


@pytest.mark.parametrize("row", cases(ROWS, KNOWN_FAILURES))
def test_passage_fills_what_the_sentence_leaves_open(row: Row) -> None:
    assert_told(parsed()[row.about], row.events)


@pytest.mark.parametrize(
    ("about", "basis"),
    [("the next day", ["text", "text"]), ("items take date, country and actor from their lead", ["text", "passage", "passage"])],
)
def test_basis_says_where_a_date_was_read(about: str, basis: list[str]) -> None:
    assert [event.date and event.date.basis for event in parsed()[about]] == basis
