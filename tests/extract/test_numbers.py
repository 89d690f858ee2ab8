"""Amounts in a text: what is found, with which bounds, and what is no amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.numbers import find_numbers

FOUND: list[tuple[str, list[tuple[str, int, int | None]]]] = [
    # plain figures and words
    ("10 people", [("10", 10, 10)]),
    ("ten people", [("ten", 10, 10)]),
    ("Ten people", [("Ten", 10, 10)]),
    ("5,700 men", [("5,700", 5700, 5700)]),
    ("18000 residents", [("18000", 18000, 18000)]),  # a text that lost its commas
    ("1.2 million people", [("1.2 million", 1_200_000, 1_200_000)]),
    ("half a million people", [("half a million", 500_000, 500_000)]),
    ("twenty-one soldiers", [("twenty-one", 21, 21)]),
    ("one hundred and five rockets", [("one hundred and five", 105, 105)]),
    ("two thousand three hundred men", [("two thousand three hundred", 2300, 2300)]),
    ("a hundred men", [("a hundred", 100, 100)]),
    ("one woman and one child", [("one", 1, 1), ("one", 1, 1)]),
    ("12 500-pound bombs", [("12", 12, 12)]),  # the bomb's weight is no amount
    ("two 122mm rockets", [("two", 2, 2)]),
    ("ISIS killed 5 people 10 wounded", [("5", 5, 5), ("10", 10, 10)]),
    # nearly so many
    ("about 10 men", [("about 10", 10, 10)]),
    ("some 12 men and two women", [("some 12", 12, 12), ("two", 2, 2)]),
    ("nearly 2000 raids", [("nearly 2000", 2000, 2000)]),  # no year: 'nearly' counts
    ("almost 8,000 strikes", [("almost 8,000", 8000, 8000)]),
    ("around twenty more", [("around twenty", 20, 20)]),
    ("an estimated 12 fighters", [("an estimated 12", 12, 12)]),
    ("roughly 300 rockets", [("roughly 300", 300, 300)]),
    ("reportedly about 5000 troops", [("reportedly about 5000", 5000, 5000)]),
    ("just under 40 people", [("just under 40", 40, 40)]),
    # bounds
    ("more than 30 targets", [("more than 30", 31, None)]),
    ("over 100 people", [("over 100", 101, None)]),
    ("well over 100 people", [("well over 100", 101, None)]),
    ("at least ten people", [("at least ten", 10, None)]),
    ("at least another 12 people", [("at least another 12", 12, None)]),
    ("no fewer than 12 men", [("no fewer than 12", 12, None)]),
    ("no more than 12 men", [("no more than 12", 0, 12)]),
    ("up to 25 killed", [("up to 25", 0, 25)]),
    ("as many as 30 people", [("as many as 30", 0, 30)]),
    ("fewer than 10 men", [("fewer than 10", 0, 9)]),
    ("less than ten men", [("less than ten", 0, 9)]),
    ("under 10 people", [("under 10", 0, 9)]),
    ("30 or more people", [("30 or more", 30, None)]),
    ("30-plus fighters", [("30-plus", 30, None)]),
    ("30+ fighters", [("30+", 30, None)]),
    ("a dozen or so men", [("a dozen or so", 12, 12)]),
    ("more than a hundred targets", [("more than a hundred", 101, None)]),
    ("more than a dozen", [("more than a dozen", 13, None)]),
    ("at least two dozen men", [("at least two dozen", 24, None)]),
    ("possibly up to 30", [("possibly up to 30", 0, 30)]),
    # ranges
    ("10-12 rockets", [("10-12", 10, 12)]),
    ("4–6 people", [("4–6", 4, 6)]),  # en dash
    ("10 to 12 people", [("10 to 12", 10, 12)]),
    ("between 10 and 12 people", [("between 10 and 12", 10, 12)]),
    ("between one hundred and two hundred people", [("between one hundred and two hundred", 100, 200)]),
    ("ten or eleven men", [("ten or eleven", 10, 11)]),
    ("2 to 3 thousand people", [("2 to 3 thousand", 2000, 3000)]),
    ("the toll rose from 10 to 12", [("10", 10, 10), ("12", 12, 12)]),  # two figures, no range
    # vague words
    ("a dozen men", [("a dozen", 12, 12)]),
    ("half a dozen men", [("half a dozen", 6, 6)]),
    ("two dozen men", [("two dozen", 24, 24)]),
    ("dozens of fighters", [("dozens", 24, None)]),
    ("several dozen men", [("several dozen", 36, None)]),
    ("scores of people", [("scores", 24, None)]),
    ("tens of people", [("tens of", 20, None)]),
    ("hundreds more", [("hundreds", 100, None)]),
    ("several hundred rockets", [("several hundred", 300, None)]),
    ("thousands of people", [("thousands", 1000, None)]),
    ("tens of thousands of people", [("tens of thousands", 10_000, None)]),
    ("hundreds of thousands of people", [("hundreds of thousands", 100_000, None)]),
    ("several men", [("several", 3, None)]),
    ("a few men", [("a few", 3, None)]),
    ("a number of men", [("a number of", 3, None)]),
    ("a large number of men", [("a large number of", 3, None)]),
    ("numerous raids", [("numerous", 3, None)]),
    ("multiple raids", [("multiple", 3, None)]),
    ("a couple of men", [("a couple of", 2, 2)]),
    ("a pair of missiles", [("a pair of", 2, 2)]),
    ("a handful of men", [("a handful of", 3, None)]),
    ("up to several hundred people", [("up to several hundred", 300, None)]),  # no upper bound is said
    # none, both, the two, more of them
    ("no casualties", [("no", 0, 0)]),
    ("no civilians were harmed", [("no", 0, 0)]),
    ("No coalition personnel were hurt", [("No", 0, 0)]),
    ("zero casualties", [("zero", 0, 0)]),
    ("both men were held", [("both", 2, 2)]),
    ("both were killed", [("both", 2, 2)]),
    ("the two were killed", [("two", 2, 2)]),
    ("another five men", [("another five", 5, 5)]),
    ("a further 12 men", [("a further 12", 12, 12)]),
    ("an additional 125 soldiers", [("an additional 125", 125, 125)]),
    ("three others", [("three", 3, 3)]),
    ("a group of 12 men", [("12", 12, 12)]),
    # beside a date, a year or an age
    ("On Feb. 3, 12 people were killed", [("12", 12, 12)]),
    ("On Feb 3 12 people were killed", [("12", 12, 12)]),  # comma lost
    ("On Tuesday 12 March 5 soldiers died", [("5", 5, 5)]),
    ("in 2014 5 soldiers died", [("5", 5, 5)]),
    ("2000 fighters", [("2000", 2000, 2000)]),
    ("more than 2000 people", [("more than 2000", 2001, None)]),
    ("in the area 5 people died", [("5", 5, 5)]),  # 'Area 5' only with a capital
    ("Ahmed Ali, 42, and his 12 men", [("12", 12, 12)]),
]

NOTHING = [
    "On 3 March 2015 and on Feb. 3, 2026",
    "between February 3 and 12",
    "between January 27 and February 2",
    "27-30 January",
    "January 27-30",
    "2015-03-04 and 04.05.2015",
    "since 2011, in 2014-15, by 2026",
    "the 2014 strikes",
    "between 2011 and 2014",
    "at 9am and 7:45 p.m.",
    "at 0400 local time",
    "a 42-year-old man aged 10",
    "children aged 5 to 12",
    "(5-8 years)",
    "Ahmed Ali (42) said",
    "under 18; over the age of 60",
    "20 km, 30 miles, 7.62 mm, 10 feet, two tonnes",
    "a 500-pound bomb",
    "three to five kilometres away",
    "$5 million and €3,000",
    "30% and 10 percent and 5 per cent",
    "71st, third, twenty-first",
    "two-thirds of them, one in three, one third",
    "F-16, MQ-9, T-72, Su-35, Kh-101, S-300, Shahed-136",
    "Shahed 136",
    "Resolution 2254, Unit 8200, Highway 5, Route 7, Area 51",
    "the 23rd Division and Task Force 151",
    "release 2012-05-S-027",
    "call +1 202 555 0143 or 555-0143",
    "two months, 24 hours, 10 years, a few days",
    "three consecutive days",
    "the last two months",
    "a three-week assault",
    "a six-storey building",
    "won 3-1, a 2-1 victory",
    "one of the largest",
    "one another; no one; at one point; one day; on the one hand",
    "36.20 N; 34.56, 38.28",
    "no longer",
    "an unknown number of people; the number of dead",
    "both Syria and Iraq",
    "both sides",
    "the 1990s",
    "24/7 since 9/11",
    "https://example.org/12/34",
    "",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_amounts_are_found_with_their_bounds(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert [(number.text, number.low, number.high) for number in find_numbers(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nothing_is_left_out(text: str) -> None:
    assert find_numbers(text) == ()


WORDS = st.sampled_from(
    "10 12 2014 5,700 ten dozen hundred and or to between more than at least up a an no both one of the several 3-1 10-12 % km , . "
    "killed people May Feb. 2nd F-16 $ million half 1.2 years".split()
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_offsets_hold_and_bounds_are_in_order(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
        assert last <= number.start < number.end
        assert number.low >= 0
        assert number.high is None or number.low <= number.high
        last = number.end
