"""The words of dates, as data: names, numbers, what a date is mistaken for, and the pieces that patterns are built from."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extract.dates.days import Part

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}

NUMBERS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a couple": 2, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}

# Full names that are also words or given names: alone they need a preposition or an article ('in May', 'the March raid').
WORDLIKE_MONTHS = frozenset({"march", "april", "may", "june", "august"})
# Words, in lower case, even beside a number ('2 march past'): they need a year.
LOWER_CASE_WORDS = frozenset({"march", "mar", "may", "august", "dec", "sat", "sun", "wed", "mon", "fri"})

# The words that a kind of date can begin with; '#' stands for digits. Where none stands, no pattern is tried.
SEASON_WORDS = "spring summer autumn fall winter"
NUMBER_WORDS = "# " + " ".join(sorted({word.split()[0] for word in NUMBERS}))
DAYPART_WORDS = "hours morning afternoon evening night"
ABSOLUTE_OPENS = frozenset({"#", *MONTHS, *f"the early mid late start beginning middle end last this next {SEASON_WORDS}".split()})
WEEKDAY_OPENS = frozenset(
    {*WEEKDAYS, *(f"{name}s" for name in WEEKDAYS if name.endswith("day")), *"last past this coming next every each the".split()}
)

# What may stand before a month or a year alone.
LEADS = frozenset("in year since of during until till by before after throughout last this early mid late between from".split())

# A date before one of these is part of a name ('the 17 February Brigade', 'the January 25 Revolution').
NAMED_AFTER = (
    "brigade brigades battalion battalions movement alliance coalition martyrs revolution regiment division street square"
    " university bridge stadium uprising foundation"
)

# A weekday before or after one of these is part of a name ('Bloody Sunday', 'Sunday Times', 'the Friday Mosque').
NAMED_WEEKDAY_BEFORE = "bloody black super holy ash good palm easter cyber casual sheffield maundy shrove"
NAMED_WEEKDAY_AFTER = "times telegraph mail mirror express independent herald post people business mosque addams review world"

UNITS: dict[str, int] = {"day": 1, "night": 1, "week": 7, "fortnight": 14}  # in days

SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"  # a line may break inside a date, a paragraph may not
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?|aug(?:ust|\.)?"
    r"|sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
WEEKDAY_SHORT = r"(?:(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w)"
YEAR = r"(?:19|20)\d\d(?![\d%a-z]|[.,]\d)"
PART = (
    r"(?:(?:early|mid|late)(?:"
    + SPACE
    + r"in)?|(?:the"
    + SPACE
    + r")?(?:start|beginning|middle|end)"
    + SPACE
    + r"of(?:"
    + SPACE
    + r"the)?)"
)
PARTS: dict[str, Part] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "start": "early",
    "beginning": "early",
    "middle": "mid",
    "end": "late",
}
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted((w.replace(" ", SPACE) for w in NUMBERS), key=len, reverse=True)) + r")(?!\w)"
DAYPART = r"(?:(?:early|late)" + SPACE + r")?(?:morning|afternoon|evening|night|dawn|noon|midday|midnight)(?!\w)"


# An hour by the clock before a day: 'between 8 a.m. yesterday and 8 a.m. today'.
CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?" + SPACE + r"?(?:a\.?m\.?|p\.?m\.?)|\d{1,2}:\d\d(?:" + SPACE + r"?(?:hrs|hours|gmt))?)"


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank stands for white space and {NAMES} for the pieces above."""
    pieces = {"MONTH": MONTH, "WEEKDAY_SHORT": WEEKDAY_SHORT, "WEEKDAY": WEEKDAY, "DAYPART": DAYPART, "DAY": DAY, "YEAR": YEAR}
    pieces |= {"PART": PART, "NUMBER": NUMBER, "CLOCK": CLOCK}
    text = text.replace(" ", SPACE)
    for name, piece in pieces.items():
        text = text.replace("{" + name + "}", piece)
    return re.compile(text, re.IGNORECASE)


# A number before one of these counts things, whatever stands before it ('in May 8 people', 'in May 2000 air strikes').
_COUNTED = pattern(
    r" (?!(?:was|as|its|his|this|has|is|across|towards|besides|perhaps|always|sometimes|afterwards|onwards|us|kills|hits|leaves)\b)"
    r"(?:[a-z]+s|people|men|women|children|more|dead|civilian|others?|air|drone|missile|(?:square|cubic) \w+)\b"
)
_PREVIOUS = re.compile(r"([A-Za-z]+)[\s\"'“‘(-]{1,3}$")


# Letters that a pattern which ignores case takes for s, i and k, though lower() leaves them: 'ſunday' would be no key of WEEKDAYS.
# The last is the kelvin sign, written as a number because editors turn it into a plain K.
_LOOKALIKES = str.maketrans("ſıİ\u212a", "øøøø")


def plain_letters(text: str) -> str:
    """Put another letter for each that only looks like an ASCII one, so that offsets hold."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


_FIRST = re.compile(r"[A-Za-z]+|\d")


@lru_cache(maxsize=256)  # several readers ask at one place
def first_word(text: str, at: int) -> str:
    """Give the word that begins at the position in lower case, '#' for digits, '' for anything else."""
    match = _FIRST.match(text, at)
    if match is None:
        return ""
    return "#" if match.group().isdecimal() else match.group().lower()


def counts_things(text: str, end: int) -> bool:
    """Tell whether the number that ends here is followed by what it counts. Names in capitals are no things ('2014 Reuters')."""
    match = _COUNTED.match(text, end)
    return match is not None and match.group().strip()[0].islower()


def word_before(text: str, start: int) -> str:
    """Give the word right before a position in lower case, '' where there is none."""
    match = _PREVIOUS.search(text[max(0, start - 24) : start])
    return match.group(1).lower() if match else ""


def number(words: str) -> int:
    """Read '3', 'three', 'a', 'a couple of'."""
    plain = " ".join(words.lower().split())
    return int(plain) if plain.isdecimal() else NUMBERS[plain]
