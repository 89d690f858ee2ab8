"""What noun phrases count, and what a sentence says of people killed and wounded: our own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract.counts import noun_amount
from tracker.extract.lexicon_people import noun_class, singular
from tracker.extract.nlp import parse_one
from tracker.extract.numbers import find_numbers
from tracker.extract.parsed import Doc
from tracker.extract.phrases import find_phrases
from tracker.extract.tolls import find_tolls

Bounds = tuple[int, int | None]


def parse(text: str) -> Doc:
    return parse_one(text)


# the noun asked for stands in square brackets
AMOUNTS: list[tuple[str, Bounds | None]] = [
    ("Jets carried out 10 [strikes] on Monday.", (10, 10)),
    ("Jets carried out more than 100 air [strikes] since May.", (101, None)),
    ("Jets carried out dozens of air [strikes].", (24, None)),  # the number word is the head
    ("Jets carried out a series of 10 [strikes].", (10, 10)),
    ("Jets carried out several air [strikes].", (3, None)),
    ("Jets carried out five previous [strikes].", (5, 5)),
    ("Jets carried out an air [strike].", (1, 1)),
    ("Air [strikes] hit the town.", None),  # a plural without a number
    ("The jets carried out four air [strikes] and two drone strikes.", (6, 6)),
    ("It made 10 [strikes] against more than 30 targets.", (10, 10)),
    ("It made 10 strikes against more than 30 [targets].", (31, None)),
    ("More than a hundred [targets] were struck.", (101, None)),
    ("They fired 30 [missiles] and 20 drones at the port.", (50, 50)),
    ("They fired 34 Shahed [drones] and two Iskander-M ballistic missiles.", (36, 36)),
    ("A pair of [missiles] hit a school.", (2, 2)),
    ("Jets dropped a barrel [bomb] on the town.", (1, 1)),
    ("They used more than 350 precision [munitions].", (351, None)),
    ("Troops arrested a Taliban [facilitator].", (1, 1)),
    ("Troops arrested the [leader].", (1, 1)),
    ("Troops arrested [leaders].", None),
    ("Troops arrested Karim [Haddad] in Basra.", (1, 1)),  # a named person
    ("[He] was captured in May.", (1, 1)),
    ("Troops arrested a Haqqani [leader] and several other insurgents.", (4, None)),
    ("Troops arrested a [leader] and a number of men.", (4, None)),
    ("Gunmen abducted a [deacon] and several nuns at noon.", (4, None)),
    ("Some 12 [boys] and two teachers were abducted.", (14, 14)),
    ("Twelve [men] and women were abducted.", (12, 12)),  # a bare plural leaves the number as it is
    ("Gunmen kidnapped two aid [workers], a driver and their guide.", (4, 4)),
    ("Troops rescued 52 kidnapped [traders].", (52, 52)),
    ("Police recovered three of the eight [labourers].", (3, 3)),  # of a whole that is told beside it
    ("Gunmen freed 29 of 39 [pupils].", (29, 29)),
    ("Troops detained two of the leader's [guards].", (2, 2)),
    ("Troops captured a [cadre] of the group, with his driver and two guards.", (4, 4)),
    ("Troops captured a [cadre] of the group, with rifles and two radios.", (1, 1)),  # things
    ("Gunmen kidnapped two [men], a Saudi and a Kuwaiti.", (2, 2)),  # the men are named, not two more
    ("Troops arrested Mullah [Karim], a Taliban commander, and two of his associates.", (3, 3)),
    ("Police arrested 10 [people], including three children.", (10, 10)),
    ("Police arrested a [group] of 12 men.", (12, 12)),
    ("Police arrested a group of 12 [men].", (12, 12)),
    ("Police arrested a [group] of men.", None),
    ("Police detained [dozens] overnight.", (24, None)),
    ("Police detained dozens of [protesters].", (24, None)),
    ("Police detained both [men].", (2, 2)),
    ("Police arrested an unknown number of [protesters].", None),
    ("The rebels freed 20 of the [captives].", (20, 20)),
    ("The rebels freed one of the [captives].", (1, 1)),
    ("The 12 [detainees] were handed over.", (12, 12)),
    ("Three [members] of the same family were abducted.", (3, 3)),
    ("Troops moved 4,200 adult male Taliban [fighters] to Iraq.", (4200, 4200)),
    ("Two suspected [insurgents] were detained.", (2, 2)),
    ("One other suspected [insurgent] was detained.", (1, 1)),
    ("Twelve [Taliban] were detained.", (12, 12)),
    ("Twelve Taliban and Haqqani [fighters] were detained.", (12, 12)),
    ("Rebels took 15 [fighters] prisoner.", (15, 15)),
    ("They arrested a cook a school [janitor] and two guards said the monitor", (3, 3)),  # commas lost
    ("The army arrested a [family].", None),  # one family is not one person
    ("The army arrested a [family] of six.", (6, 6)),
    ("The [police] were attacked.", None),
]


@pytest.mark.parametrize(("marked", "expected"), AMOUNTS, ids=[text for text, _ in AMOUNTS])
def test_noun_phrases_count_with_what_is_joined_to_them(marked: str, expected: Bounds | None) -> None:
    at = marked.index("[")
    doc = parse(marked.replace("[", "").replace("]", ""))
    noun = next(token for token in doc if token.idx == at)
    amount = noun_amount(noun, find_numbers(doc.text))
    assert (amount and (amount.low, amount.high)) == expected


def test_one_thing_counts_only_where_it_is_asked_for() -> None:
    doc = parse("Troops arrested a facilitator and two gunmen.")
    assert noun_amount(doc[3], find_numbers(doc.text), singular=False) is None
    gunmen = noun_amount(doc[6], find_numbers(doc.text), singular=False)
    assert gunmen is not None
    assert doc.text[gunmen.start : gunmen.end] == "two gunmen"


# (text, tolls as 'of low high group'): '*' is unbounded
TOLLS: list[tuple[str, list[str]]] = [
    # words of armies; to the Turkish one those who surrendered are among them
    ("The jets bombed a camp, neutralising six insurgents.", ["killed 6 6"]),
    ("The jets bombed a camp, neutralising scores.", ["killed 24 *"]),
    ("Turkish drones hit a cave, neutralizing three militants.", ["killed_or_captured 3 3"]),
    ("Sappers neutralised two rockets in the field.", []),  # things
    ("The interceptors neutralised the threat.", []),
    ("The shells fell on a market, killing, according to the clinic, 14 people.", ["killed 14 14"]),
    ("The shells fell on a market, killing according to the latest toll 14 people.", ["killed 14 14"]),
    # a figure told first, or beside 'the dead'
    ("That raises to 412 the number of civilians killed since May.", ["killed 412 412"]),
    ("That raises to 412 the number of displaced families.", []),
    ("The mayor put the dead in the raid at 14.", ["killed 14 14"]),
    ('The jets killed "some 20 rebels" in the forest.', ["killed 20 20"]),  # quoted
    # nobody hurt is nobody killed; no civilians hurt is not
    ("No one was hurt, the mayor said.", ["killed 0 0", "wounded 0 0"]),
    # passive
    ("12 people were killed in the strike.", ["killed 12 12"]),
    ("Twelve people in the village of Tal were killed on Tuesday.", ["killed 12 12"]),  # a place between
    ("At least 45 villagers were killed and another 30 were wounded.", ["killed 45 *", "wounded 30 30"]),
    ("At least nine shoppers were killed and dozens wounded.", ["killed 9 *", "wounded 24 *"]),
    ("Two soldiers and three civilians were wounded.", ["wounded 5 5"]),
    ("It said 12 soldiers and 5 rebels were killed.", ["killed 17 17"]),
    ("Ten men and women were killed.", ["killed 10 10"]),
    ("The commander was killed in the raid.", ["killed 1 1"]),
    ("He was killed in an air strike.", ["killed 1 1"]),
    ("Abu Omar was killed along with four others.", ["killed 5 5"]),
    ("Taliban leader Mullah Karim and six fighters were killed.", ["killed 7 7"]),
    ("The pilot was arrested and was later killed.", ["killed 1 1"]),
    ("Dozens more were injured.", ["wounded 24 *"]),
    ("A total of 45 people were killed.", ["killed 45 45"]),
    ("Killed in the strike were two brothers and their cousin.", ["killed 3 3"]),
    ("Two Palestinians were shot dead by troops.", ["killed 2 2"]),
    ("A family of five was killed in the strike.", ["killed 5 5"]),
    ("Six members of one family were killed.", ["killed 6 6"]),
    # active
    ("The strike killed 12 people and wounded 30.", ["killed 12 12", "wounded 30 30"]),
    ("A drone hit the car, killing 12 and injuring 30.", ["killed 12 12", "wounded 30 30"]),
    ("The missile hit a plane, killing all 12 on board.", ["killed 12 12"]),
    ("The strike killed a Hamas commander.", ["killed 1 1"]),
    ("A drone killed Abu Omar in the town.", ["killed 1 1"]),
    ("The bombs killed his wife and two sons.", ["killed 3 3"]),
    ("The strike killed two soldiers and an interpreter.", ["killed 3 3"]),
    ("A strike killed a cook, a school janitor and two guards.", ["killed 4 4"]),
    ("It killed Mullah Karim, a senior Taliban commander, and three of his men.", ["killed 4 4"]),
    ("The blast killed the mayor and two of his bodyguards.", ["killed 3 3"]),
    ("The strike killed two soldiers and three civilians were wounded.", ["killed 2 2", "wounded 3 3"]),  # a clause of its own
    ("Militants killed 12 and kidnapped 5.", ["killed 12 12"]),
    ("Two gunmen killed a guard.", ["killed 1 1"]),  # not two killed
    ("The strike reportedly killed between 10 and 12 people.", ["killed 10 12"]),
    ("The strike is believed to have killed a dozen fighters.", ["killed 12 12"]),
    ("Rebels executed 12 prisoners.", ["killed 12 12"]),
    ("Police arrested and later killed two men.", ["killed 2 2"]),
    # bare
    ("12 killed, 30 wounded in shelling of the town", ["killed 12 12", "wounded 30 30"]),
    ("Thirty Killed in Shelling of Town", ["killed 30 30"]),
    ("Drone strike kills militant commander", ["killed 1 1"]),
    ("Air strikes kill at least 20 civilians, wound 50 in city", ["killed 20 *", "wounded 50 50"]),
    ("Attack Kills Two Injures Three in the City", ["killed 2 2", "wounded 3 3"]),
    ("Twelve dead after strike on market", ["killed 12 12"]),
    ("The raid left five dead and ten wounded.", ["killed 5 5", "wounded 10 10"]),
    ("Shells hit the market, leaving five people dead and ten others wounded.", ["killed 5 5", "wounded 10 10"]),
    ("More than 7000 people killed across the country since the vote", ["killed 7001 *"]),
    ("3-5 alleged militants killed.", ["killed 3 5"]),
    ("Twenty-two soldiers were killed, 35 injured and four captured.", ["killed 22 22", "wounded 35 35"]),
    # nouns
    ("The shelling left 5 martyrs.", ["killed 5 5"]),
    ("Ten people were martyred in the raid.", ["killed 10 10"]),
    ("The strike claimed the lives of two children.", ["killed 2 2"]),
    ("The rocket fell on a house, claiming two lives.", ["killed 2 2"]),
    ("The battle cost 500 lives.", ["killed 500 500"]),
    ("At least two people lost their lives.", ["killed 2 *"]),
    ("12 people died in the raid.", ["killed 12 12"]),
    ("The bombing led to the death of 12 people.", ["killed 12 12"]),
    ("The raid resulted in the deaths of five militants and the injury of seven.", ["killed 5 5", "wounded 7 7"]),
    ("The group documented the killing of 5812 civilians.", ["killed 5812 5812"]),
    ("Officials reported eight deaths and 22 injuries.", ["killed 8 8", "wounded 22 22"]),
    ("The bodies of 12 people were recovered from the rubble.", ["killed 12 12"]),
    ("Rescuers pulled 12 bodies from the rubble.", ["killed 12 12"]),
    ("The death toll rose to 12 on Sunday.", ["killed 12 12"]),
    ("The toll rose from 10 to 12.", ["killed 12 12"]),
    ("Officials put the death toll at 37.", ["killed 37 37"]),
    ("The attack had a toll of 12 dead and 30 injured.", ["killed 12 12", "wounded 30 30"]),
    ("The number of victims rose to 19.", ["killed 19 19"]),
    ("The strike claimed the lives of three bakers a whole family of six and one passing man", ["killed 10 10"]),
    # none
    ("There were no casualties.", ["killed 0 0", "wounded 0 0"]),
    ("The rocket fell in a field without causing casualties.", ["killed 0 0", "wounded 0 0"]),
    ("The missile caused no damage or casualties.", ["killed 0 0", "wounded 0 0"]),
    ("No deaths or injuries were reported.", ["killed 0 0", "wounded 0 0"]),
    ("No civilians were harmed in that raid.", ["killed 0 0", "wounded 0 0"]),
    ("No one was killed.", ["killed 0 0"]),
    ("No injuries were reported.", ["wounded 0 0"]),
    ("Nobody was hurt.", ["killed 0 0", "wounded 0 0"]),
    ("The strike did not kill anyone.", ["killed 0 0"]),
    ("The rocket exploded without injuring anyone.", ["wounded 0 0"]),
    # not told apart
    ("More than 60 shoppers were killed and injured in the bombing.", ["casualties 61 *"]),
    ("The army said it killed or wounded 30 rebels.", ["casualties 30 30"]),
    ("Mortar Attack Kills Injures over 70 People in the City", ["casualties 71 *"]),
    ("The raid caused 60 casualties.", ["casualties 60 60"]),
    ("More than 50 fighters were captured or killed.", ["killed_or_captured 51 *"]),
    ("More than 50 IS members captured or killed in two months", ["killed_or_captured 51 *"]),
    ("Soldiers captured and killed two rebels.", ["killed 2 2"]),  # both happened to both
    # parts
    ("The strike killed 8 people, including 3 children.", ["killed 8 8", "killed 3 3 children"]),
    ("Eight people, including three children, were killed.", ["killed 8 8", "killed 3 3 children"]),
    ("Six people were killed, two of them children.", ["killed 6 6", "killed 2 2 children"]),
    ("Five killed including two children.", ["killed 5 5", "killed 2 2 children"]),
    (
        "7 people killed including a child and a woman and 13 others injured.",
        ["killed 7 7", "killed 1 1 child", "killed 1 1 woman", "wounded 13 13"],
    ),
    (
        "At noon two women and two infants were among the eight who were killed when a bomb hit a house.",
        ["killed 8 8", "killed 2 2 women", "killed 2 2 infants"],
    ),
    (
        "The raid killed at least 12 people, among them four women, and wounded 20.",
        ["killed 12 *", "killed 4 4 women", "wounded 20 20"],
    ),
    (
        "Shelling killed 1140 people said the group adding that 260 of them were children.",
        ["killed 1140 1140", "killed 260 260 children"],
    ),
    ("The shelling killed eight people (five men and three children).", ["killed 8 8", "killed 5 5 men", "killed 3 3 children"]),
    ("The strike killed 10 militants, two commanders among them.", ["killed 10 10", "killed 2 2 commanders"]),
    ("The raid left 70 people, including women and children, dead and scores injured.", ["killed 70 70", "wounded 24 *"]),
    ("The dead included four children.", ["killed 4 4 children"]),
    # no toll
    ("The strike could kill 12 people.", []),
    ("The strike may have killed 30 people.", []),
    ("They threatened to kill 12 hostages.", []),
    ("Ten people are feared dead.", []),
    ("The injured were taken to hospital.", []),
    ("Many were wounded.", []),
    ("Troops detained two men near the bridge.", []),
    # commas lost
    ("The raid killed a cook a school janitor and two guards said the monitor", ["killed 4 4"]),
    ("On Tuesday 12 March 5 soldiers were killed and 7 wounded", ["killed 5 5", "wounded 7 7"]),
    (
        "A girl was killed and six other shoppers including three children were injured",
        ["killed 1 1", "wounded 6 6", "wounded 3 3 children"],
    ),
]


def shown(doc: Doc) -> list[str]:
    tolls = find_tolls(doc, find_numbers(doc.text))
    return [" ".join(filter(None, (t.of, str(t.low), "*" if t.high is None else str(t.high), t.group))) for t in tolls]


@pytest.mark.parametrize(("text", "expected"), TOLLS, ids=[text for text, _ in TOLLS])
def test_tolls_are_read_in_every_shape(text: str, expected: list[str]) -> None:
    assert shown(parse(text)) == expected


def test_a_toll_names_its_words_and_its_verb() -> None:
    doc = parse("The strike killed 8 people, including 3 children.")
    whole, part = find_tolls(doc, find_numbers(doc.text))
    assert (whole.text, doc[whole.verb].text, whole.deed) == ("8 people", "killed", True)
    assert (part.text, doc[part.verb].text) == ("3 children", "killed")


def test_a_figure_is_no_deed() -> None:
    doc = parse("The death toll rose to 12.")
    assert [toll.deed for toll in find_tolls(doc, find_numbers(doc.text))] == [False]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Gunmen", "gunman"),
        ("children", "child"),
        ("bodies", "body"),
        ("Israelis", "israeli"),
        ("ISIS", "isis"),
        ("police", "police"),
        ("wives", "wife"),
    ],
)
def test_singulars_come_from_spelling(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two Moroccans fled.", "people"),  # a plural demonym that no list holds
        ("Two tribesmen fled.", "people"),
        ("Two extremists fled.", "people"),
        ("Two missiles fell.", "munition"),
        ("Two raids followed.", "strike"),
        ("Two targets burned.", "target"),
        ("Two warehouses burned.", "building"),
        ("Two trucks burned.", "vehicle"),
        ("Two goats died.", "thing"),
    ],
)
def test_nouns_have_classes(text: str, expected: str) -> None:
    assert noun_class(parse(text)[1]) == expected


WORDS = st.sampled_from(
    "12 ten dozens a an the no both people children soldiers and or , ( ) : of them "
    "killed wounded were was dead including among captured to "
    "could not toll rose strike strikes Ahmed Omar commander family group "
    "others more one lives death casualties without shot".split()
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=18).map(" ".join)))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    doc = parse(text)
    numbers = find_numbers(text)
    for toll in find_tolls(doc, numbers):
        assert text[toll.start : toll.end] == toll.text
        assert toll.text
        assert toll.high is None or 0 <= toll.low <= toll.high
        assert 0 <= toll.verb < len(doc)
    for phrase in find_phrases(doc, numbers):
        assert 0 <= phrase.first < phrase.last <= len(doc)
    for token in doc:
        amount = noun_amount(token, numbers)
        assert amount is None or (
            0 <= amount.start < amount.end <= len(text) and (amount.high is None or amount.low <= amount.high)
        )
