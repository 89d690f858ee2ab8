"""Agency stories of our own writing, as newsrooms print them; and what other newsrooms write of the same day."""

from __future__ import annotations


def _text(wrapped: str) -> str:
    """Give each paragraph in one line."""
    return "\n\n".join(" ".join(part.split()) for part in wrapped.strip().split("\n\n")) + "\n"


MILL = _text("""\
VETROVO — Drones struck a flour mill and a railway siding on the edge of Vetrovo before dawn on Tuesday, killing four workers of
the night shift and wounding eleven others, the regional governor said.

The roof of the mill's main hall came down on the packing line, and rescuers were still lifting concrete slabs at noon. A second
drone hit two empty grain wagons that stood on the siding, which burned for three hours.

"They were loading bread flour for the schools," the governor, Irena Dolenc, told reporters beside the ruin. "There is not a
soldier within twenty kilometres of this place."

The Northern Command, whose drones have crossed the Sava almost every night this month, said that it had aimed at a fuel store
that was hidden in the siding. It gave no evidence, and a reporter who walked the tracks on Tuesday saw none.

Among the dead was Pavel Orsic, 58, who had run the mill's boilers since it opened, his brother said. Two of the wounded were
taken by helicopter to the burns unit in Kamen, where doctors described their condition as grave.

Vetrovo lies on the only line that still links the eastern valleys with the capital. Trains were turned back at Lipa for most of
the day, and the railway said that it would need a week to replace the rails.

The mill supplied about a third of the bread flour in the province. Bakers in Kamen said that they had stocks for ten days, and
the ministry of agriculture promised lorries from the state reserve by Friday.

It was the deadliest attack on the valley since October, when shells killed nine people at a bus stop in Lipa. Talks on a truce,
which envoys had hoped to resume in Trieste this week, have been put off without a new date.
""")

PRISON = _text("""\
OUED SEFRA — Gunmen on motorcycles stormed the town prison of Oued Sefra late on Saturday and freed at least sixty inmates,
among them two commanders of the Desert Front who were awaiting trial, officials said on Sunday.

The attackers cut the power lines to the quarter, drove a lorry through the western gate and held the yard for about forty
minutes before soldiers arrived from the barracks at Bir Mellah, according to the prefect.

Three guards were killed and five wounded. One attacker's body was found in the gatehouse; the others left to the north in at
least two pick-up trucks that they had taken from the prison's own garage.

By Sunday evening the gendarmerie had caught nineteen of the fugitives, most of them petty thieves who had walked home. "Those
we are really looking for had shoes, water and a driver waiting," the prefect, Salif Ould Brahim, said.

The justice ministry suspended the prison's director and opened an inquiry. A guard who asked not to be named said that the
night shift had been cut from twenty men to eight in the spring, when overtime was no longer paid.

The Desert Front, which has fought for the northern oases for eleven years, praised the raid in a message on one of its
channels, but did not say in so many words that it was its own work.

Schools in the town stayed shut and a curfew from dusk to dawn was announced for the whole district. Families queued outside the
governor's office for news of relatives; no list of the missing had been put up by nightfall.

Oued Sefra's prison was built for a hundred and ten inmates and held three hundred and forty on Saturday, according to the bar
association, which has called for years for the remand wing to be moved to the coast.
""")

BOAT = _text("""\
PORT ALMA — The coast guard said on Thursday that it had seized a fishing boat with eleven tonnes of shells and rocket motors in
the Strait of Alma and detained its crew of nine, the largest such haul in two years.

The boat, which flew no flag and had its transponder switched off, was followed for six hours by a patrol aircraft before
marines boarded it thirty miles off the cape at first light. Nobody was hurt.

Crates on the quay in Port Alma bore markings in three languages that had been painted over. Officers said that the rocket
motors were of a type that the Island Brigades have fired at tankers since last winter.

"Nobody packs eleven tonnes of that for a fishing trip," said Captain Rosa Menendes, who led the boarding party. The crew told
her that they had been hired by telephone and thought that they were carrying engine parts.

The nine men, all from two villages on the southern coast, were brought before a magistrate on Thursday afternoon and remanded
for fifteen days. Their lawyer said that four of them could not read the papers they were made to sign.

The Island Brigades made no comment. In January they threatened to close the strait to all ships that call at the capital, and
insurers have doubled what they ask for the passage since then.

A spokesman for the shipping association welcomed the seizure but said that convoys, which the navy ended in the summer to save
fuel, should be resumed before the grain ships sail in the autumn.
""")

STORIES = {"mill": MILL, "prison": PRISON, "boat": BOAT}


def paragraphs(text: str) -> list[str]:
    """Part a text into its paragraphs."""
    return [part for part in text.strip().split("\n\n") if part]


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


BEFORE = "This story is free to read. Support our newsroom from three crowns a week and get the morning letter."
AFTER = _text("""\
Read more: What we know about the night's attacks. Our live page is updated around the clock by reporters in four countries.

Follow us on all channels, and tell us what you think: the desk answers every letter. Corrections are printed on page two.
Copyright of this article is held by the publisher and its agencies; it may not be reproduced without leave in writing.
""")

# What a subeditor does in ten minutes: other words for the plain ones, figures for words, a sentence parted or joined.
_EDITS = [
    ("before dawn on Tuesday", "early Tuesday"),
    ("wounding eleven others", "injuring 11"),
    ("the regional governor said", "regional officials said"),
    ("told reporters beside the ruin", "said at the scene"),
    ("rescuers were still lifting", "rescue teams were still clearing"),
    ("It gave no evidence, and a reporter", "No evidence was given. A reporter"),
    ("late on Saturday", "Saturday night"),
    ("at least sixty inmates", "at least 60 prisoners"),
    ("about forty minutes", "some 40 minutes"),
    ("according to the prefect", "the prefect said"),
    ("had caught nineteen of the fugitives", "had recaptured 19 of those who fled"),
    ("The justice ministry suspended", "The Justice Ministry has suspended"),
    ("said on Thursday that it had seized", "has seized"),
    ("the largest such haul in two years", "it announced Thursday, its biggest haul in two years"),
    ("Nobody was hurt.", "There were no injuries."),
    ("Officers said that the", "According to officers, the"),
    ("were brought before a magistrate on Thursday afternoon", "appeared before a magistrate on Thursday"),
    ("made no comment", "could not be reached for comment"),
]


def edited(text: str) -> str:
    """Give the story as a subeditor leaves it."""
    for old, new in _EDITS:
        text = text.replace(old, new)
    return text


def variants(text: str) -> dict[str, str]:
    """Give a story as other sites print it."""
    parts = paragraphs(text)
    return {
        "whole": text,
        "boilerplate": _joined(BEFORE, *parts, AFTER),
        "headline": _joined("A night that nobody in the region will forget: what happened, hour by hour", *parts[1:]),
        "edited": edited(text),
        "two thirds": _joined(*parts[: len(parts) * 2 // 3]),
        "two thirds, edited, boilerplate": _joined(BEFORE, *paragraphs(edited(text))[: len(parts) * 2 // 3], AFTER),
        "other order": _joined(parts[0], *reversed(parts[1:])),
        "half": _joined(*parts[: len(parts) // 2]),
        "half, boilerplate": _joined(BEFORE, *parts[: len(parts) // 2], AFTER),
    }


# The same morning in Vetrovo, by newsrooms that sent their own people. All were given the governor's words and the Command's.
RIVALS = {
    "valley": _text("""\
Four people have died in a drone attack on the flour mill at Vetrovo, the Valley Monitor has learned. Eleven more are in hospital.

Our correspondent reached the town at seven. The mill's packing hall is gone, and with it the line that filled sacks for every
school kitchen in the province. Fire crews from Lipa had hosed down the wagons on the siding by then; twisted rails stood up
like ribs.

"They were loading bread flour for the schools," Governor Irena Dolenc said. "There is not a soldier within twenty kilometres of
this place."

In a statement the Northern Command spoke of a fuel store hidden in the siding. Railwaymen whom we asked shook their heads:
diesel has not been kept here since the new depot was built at Lipa four years ago.

Neighbours named one of the dead as the boilerman Pavel Orsic. He was to retire at Christmas. His wife came with his breakfast,
as she did each day, and was led away by a policeman before she got to the gate.

For the railway this is a heavy blow. No train will run east of Lipa until the weekend at the earliest, the stationmaster told
us, and coal for the hospital in Kamen will have to come by road.
"""),
    "capital": _text("""\
A Northern Command drone raid on an industrial site in the eastern town of Vetrovo killed at least four civilians on Tuesday, in
what analysts called an attempt to cut the last rail link to the valleys ahead of talks in Trieste.

The attack, at about 4.40 in the morning, used at least two long-range drones, according to an air force officer who tracked
them from the river. One flew into a mill, the second into rolling stock nearby.

The Command maintains that the siding was used to store fuel. Satellite pictures of the past two weeks that were examined by
this newspaper show grain wagons, and nothing that looks like a tank.

The governor of the province, Irena Dolenc, denied any military presence and demanded an inquiry by the observers' mission. Its
head said that a team would try to get to the site on Wednesday if both sides gave guarantees.

Diplomats in Trieste doubted that the truce talks could be saved. One said that the delegations were no longer even staying in
the same hotel.

Prices of bread flour rose by a tenth on the Kamen exchange within an hour of the news.
"""),
    "agency two": _text("""\
KAMEN (Morning Wire) - Drones hit a mill in Vetrovo overnight, leaving four dead and 11 wounded, emergency services reported on
Tuesday.

Two drones were used in the attack, which also set fire to railway wagons. The blaze was put out by 8 a.m.

Most of the victims worked on the night shift. Two people with severe burns were flown to Kamen.

The Northern Command claimed responsibility, saying the target was fuel. Local authorities reject this and say that the mill
served civilians alone.

Rail traffic east of Lipa has been suspended. The ministry of agriculture said that there would be no shortage of bread.

In October nine people were killed at a bus stop in Lipa by artillery fire that each side blamed on the other.
"""),
    # The agency itself, a day later: new facts above, what it wrote before below.
    "follow-up": _text("""\
VETROVO — The death toll of a drone attack on a flour mill in Vetrovo rose to six on Wednesday when two of the wounded died in
the burns unit in Kamen, the hospital said.

Observers who were let through to the town in the morning found parts of at least two drones but no trace of fuel tanks, their
mission said in a first report. It asked the Northern Command for the flight plans.

Several hundred people followed the coffins of four workers through the town in the rain. The mill's owners said that they would
rebuild, but not before the spring, and offered the hundred and forty people who worked there half of their wages until then.

The railway laid the first new rails by noon and hoped to let a relief train pass at walking pace on Thursday night, four days
sooner than it had feared at first.

Vetrovo lies on the only line that still links the eastern valleys with the capital. It was the deadliest attack on the valley
since October, when shells killed nine people at a bus stop in Lipa.
"""),
}

# One ministry's report of each day, by its form.
FORM = _text("""\
The General Directorate of Civil Protection publishes its daily summary for {day}. Figures are those known at eight in the
evening and may be corrected in later summaries.

During the past twenty-four hours the Directorate's crews answered {calls} calls. {attacks} attacks on inhabited places were
recorded, of which {shells} by artillery and {drones} by unmanned aircraft. {worst} was hit hardest: {what}.

According to the hospitals of the province {dead} people lost their lives and {wounded} were wounded, {children} of them
children. Bodies of {found} persons were recovered from under rubble of earlier attacks.

{event}

The Directorate reminds residents not to touch objects that they find, to keep to the cellars while the alarm is on, and to call
the number 114 in case of need. Help points with water, warmth and charging are open in all districts; their addresses are on
the Directorate's page.
""")
FORMS = [
    FORM.format(
        day="Monday, 2 March",
        calls="112",
        attacks="Nineteen",
        shells="fourteen",
        drones="five",
        worst="Lipa",
        what="the market hall \
burned down and thirty stalls with it",
        dead="two",
        wounded="nine",
        children="one",
        found="three",
        event="In Brod a pumping station \
was damaged, and eight thousand households had no water until the afternoon.",
    ),
    FORM.format(
        day="Tuesday, 3 March",
        calls="87",
        attacks="Eleven",
        shells="three",
        drones="eight",
        worst="Vetrovo",
        what="drones struck the \
flour mill on the eastern edge of the town and two wagons on the siding beside it",
        dead="four",
        wounded="eleven",
        children="none",
        found="no",
        event="Crews worked through the night in the ruins of the mill with a crane that was lent by the railway; the search \
was ended at six in the evening, when all who had been on shift were accounted for.",
    ),
    FORM.format(
        day="Wednesday, 4 March",
        calls="95",
        attacks="Eight",
        shells="six",
        drones="two",
        worst="Kamen",
        what="a shell fell into the \
yard of the second school, which was empty",
        dead="no",
        wounded="two",
        children="none",
        found="two",
        event="Power was restored to \
the quarters on the left bank at noon.",
    ),
]
