"""The date in a text's head: 'KABUL, Afghanistan (Oct. 8, 2012) -', 'Sun 22 Feb 2015 ...', 'Posted on July 2 2016'.

A dateline stands in its own places: at the head of a paragraph, after a city in capitals, after a word like 'Published', at the
end of a heading. A date inside a running sentence ('On Feb. 3, 2026 forces struck') never counts.
"""

from __future__ import annotations

import re
from datetime import date

from tracker.extract.dates.lexicon import pattern, plain_letters
from tracker.extract.dates.ranges import read_compound
from tracker.extract.dates.reading import Reading, Scene

HEAD = 600
_CITY_LENGTH = 100

_START = pattern(r"(?<![\w.,/$£€#-])(?:{WEEKDAY}|{WEEKDAY_SHORT}|{MONTH}|\d{1,4})")
_AGENCY = r"(?:AFP|AP|Reuters|SANA|TASS|RIA|Xinhua|UPI|BBC|CNN|ANHA|IRNA|Anadolu|dpa|DPA|Interfax|WAM)"
_LABEL = re.compile(
    r"\b(?:posted|published|updated|created|issued|released?|date|dated|for immediate release)"
    r"(?: on| at)?\s?:?\s{0,3}\Z",
    re.IGNORECASE,
)
# 'KABUL, Afghanistan (', 'BAGHDAD, ', 'NEW YORK / GENEVA, ', 'Kabul (': what stands between the paragraph's head and its date.
_CITY = re.compile(
    r"(?:\A|[\s.:)])(?P<city>[^\W\d_][\w.'’-]{0,30}(?:[ /]{1,3}[^\W\d_][\w.'’-]{0,30}){0,3})"
    r"(?:, ?[A-Z][\w.'’ -]{1,30})?(?P<mark> ?\(| ?, ?| [-–—|] ?)\Z"
)
_AGENCY_BEFORE = re.compile(r"(?:\A|.*\s)\(?" + _AGENCY + r"\)?[\s,:|-]{1,3}\Z")
_CLOCK = re.compile(r"(?<!\S)\d{1,2}[:.]?\d\d\s{1,2}\Z")  # '00:41 06.04.2017', as page heads have it
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’ -]{2,60}[\s,|–—-]{1,3}\Z")
_AFTER = re.compile(r"\s{0,3}(?:\Z|[\n|(]|[-–—]|\d{1,2}:\d\d|, \d{1,2}:\d\d|[A-Z\"“‘«]|by [A-Z]|at \d)")
_PROSE = re.compile(
    r"(?:\b(?:on|in|since|of|by|until|till|from|to|the|and|after|before|between|a|an|early|late|last|for)|[,;:.])\s{0,3}\Z",
    re.IGNORECASE,
)


def find_dateline(text: str) -> tuple[date, int, int] | None:
    """Find an article's own day of publication in its head: the day and the offsets of its words. Only dates with a year count."""
    scene = Scene(plain_letters(text[: HEAD + 40]), None)
    for match in _START.finditer(scene.text, 0, HEAD):
        reading = read_compound(scene, match.start())
        if reading is not None and _full(reading) and reading.first and is_dateline(scene.text, match.start(), reading):
            return reading.first, match.start(), reading.end
    return None


def is_dateline(text: str, start: int, reading: Reading) -> bool:
    """Tell whether a date that was read at `start` stands where a dateline does. Only after a city may it lack its year."""
    partial = reading.partial
    if partial is None or partial.day is None or partial.to_day is not None:
        return False
    line = text[max(text.rfind("\n", 0, start) + 1, start - 240) : start]
    if _after_city(text, line, reading.end):
        return True
    if not _full(reading) or start > HEAD:  # further down, a line with a date heads what follows it
        return False
    if not line.strip(" *•|#\t\u00a0"):
        return _AFTER.match(text, reading.end) is not None
    if _LABEL.search(line) or _CLOCK.search(line) or _BYLINE.search(line):
        return True
    return _ends_heading(text, line, reading.end) or _beside_agency(text, line, reading.end)


def _full(reading: Reading) -> bool:
    return reading.partial is not None and reading.partial.year is not None and reading.partial.day is not None


def _after_city(text: str, line: str, end: int) -> bool:
    """Tell 'KABUL, Afghanistan (Oct. 8) -' and 'LONDON, 3 March 2024 (Wire) -'; without brackets a city is in capitals."""
    line = line[-_CITY_LENGTH:]
    match = _CITY.search(line)
    if match is None:
        return False
    words = re.split(r"\s{2,}", match["city"])[-1].split()
    capitals = any(len(word) > 2 and word.isupper() for word in words[-1:])
    tail = text[end : end + 40]
    if "(" in match["mark"]:
        alone = all(word[0].isupper() for word in words) and not line[: match.start("city")].strip() and len(words) <= 3
        return (capitals or alone) and re.match(r"\)\s{0,4}(?:[-–—:.]|\Z|\n|[A-Z])", tail) is not None
    whole = not line[: match.start("city")].strip() and all(word[0].isupper() for word in words)
    if whole and re.match(r"\s{0,3}(?:\Z|\n)", tail):  # 'Kyiv, January 22, 2026', a line of its own
        return True
    if whole and re.search(r"\d{4}\Z", text[:end]) and re.match(r" ?(?:--|[–—])", tail):  # 'New York, March 21, 2017 --'
        return True
    return capitals and re.match(r"\s{0,3}(?:\([^()\n]{2,30}\)\s{0,3})?(?:[-–—:]|\Z|\n|\.? ?/[A-Z]{2,12}/)", tail) is not None


def _ends_heading(text: str, line: str, end: int) -> bool:
    """Tell a heading that its date ends: 'Evening Operational Update April 3, 2011'."""
    rest = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    return not rest.strip() and len(line) < 120 and line[:1].isupper() and not _PROSE.search(line) and ". " not in line


def _beside_agency(text: str, line: str, end: int) -> bool:
    """Tell 'AFP Monday 4 May 2015 Shells ...' and '... in Raqqa 21 November 2016 SANA Aircraft ...'."""
    if _PROSE.search(line):
        return False
    if _AGENCY_BEFORE.match(line):
        return _AFTER.match(text, end) is not None
    return re.match(r"\s{1,3}\(?" + _AGENCY + r"\b", text[end : end + 20]) is not None
