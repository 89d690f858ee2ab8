"""Find the amounts in a text that can count people or things, with their bounds. Text only: no parser, no model.

The steps, each sure before the next is tried:
1. mask what is written with digits or number words and counts nothing: dates, times, ages, measures, money, designations.
2. find amounts by one grammar: [qualifier] [another] amount [range] [or more].
3. keep those that touch no mask and stand in no context that makes them something else (years, ordinals, 'one of the').

Bounds follow the codebook: 'more than 10' is [11, null], 'up to 10' [0, 10], 'dozens' [24, null].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """An amount in a text: `text[start:end]` are its words, [low, high] its bounds, both included; `high` None is unbounded.

    `article` marks a mere 'a' or 'an' (`find_articles`), which counts one only with a singular noun after it.
    """

    start: int
    end: int
    text: str
    low: int
    high: int | None
    article: bool = False


_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split()
    )
}
_TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

_SP = r"[ \t\n\u00a0\u202f]{1,4}"  # bounded, or long runs of spaces take quadratic time
_SP0 = r"[ \t\n\u00a0\u202f]{0,4}"
_GAP = r"[ \t\n\u00a0\u202f\-‑]{1,3}"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SUB100 = rf"(?:(?:{'|'.join(_TENS)})(?:{_GAP}(?:{_ONES})\b)?|{_TEENS}|{_ONES})"
_SCALE = "hundred|thousand|million|billion"
# 'one hundred and five', 'two thousand three hundred'; never 'one hundred and two hundred'.
_SPELT = (
    rf"(?:(?:{_SUB100}|an?){_GAP}(?:{_SCALE})\b"
    rf"(?:{_SP}(?:and{_SP})?{_SUB100}\b(?!{_GAP}(?:million|billion|dozen))(?:{_GAP}(?:{_SCALE})\b)?){{0,5}}"
    rf"|{_SUB100})"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+)"
_SCALED = (
    rf"(?:\d+(?:\.\d+)?{_SP}(?:million|billion|thousand|hundred|dozen)|half{_SP}a{_SP}(?:{_SCALE}|dozen)|"
    rf"(?:a|{_SUB100}){_SP}(?:dozen|score))\b"
)
_DOZEN = rf"(?:(?:half{_SP})?a{_SP}(?:half{_SP})?(?:couple{_SP}(?:of{_SP})?)?dozen|half-dozen|dozen)\b"
_EXACT = rf"(?:{_SCALED}|{_SPELT}|{_DIGITS}|{_DOZEN})"
# (pattern, low, high): amounts that only bound from below, the longer pattern first.
_VAGUE: tuple[tuple[str, int, int | None], ...] = (
    (rf"hundreds{_SP}of{_SP}thousands", 100_000, None),
    (rf"tens{_SP}of{_SP}thousands", 10_000, None),
    (rf"thousands{_SP}(?:up)?on{_SP}thousands", 1000, None),
    (rf"(?:several|a{_SP}few|some{_SP}few|many){_SP}million", 3_000_000, None),
    (rf"(?:several|a{_SP}few|many){_SP}thousand", 3000, None),
    (rf"(?:several|a{_SP}few|many){_SP}hundred", 300, None),
    (rf"(?:several|a{_SP}few|many){_SP}dozen", 36, None),
    (rf"a{_SP}couple{_SP}(?:of{_SP})?hundred", 200, 200),
    (rf"a{_SP}couple{_SP}(?:of{_SP})?dozen", 24, 24),
    (r"millions", 1_000_000, None),
    (r"thousands", 1000, None),
    (r"hundreds", 100, None),
    (r"dozens", 24, None),
    (
        rf"scores(?={_SP}(?:of|more|others?|were|had|have|killed|wounded|injured|dead|arrested|detained|captured|people)\b)",
        24,
        None,
    ),
    (rf"tens{_SP}of", 20, None),
    (rf"a{_SP}couple(?:{_SP}of)?", 2, 2),
    (rf"(?:a{_SP})?pair{_SP}of", 2, 2),
    (rf"(?:a{_SP})?trio{_SP}of", 3, 3),
    (rf"a{_SP}handful(?:{_SP}of)?", 3, None),
    (rf"a{_SP}(?:(?:large|small|great|considerable|significant|good|certain|limited){_SP})?number{_SP}of", 3, None),
    (rf"(?:quite{_SP})?a{_SP}few", 3, None),
    (r"several", 3, None),
    (r"numerous", 3, None),
    (r"multiple", 3, None),
)
_VAGUE_ALL = "|".join(pattern for pattern, _, _ in _VAGUE)
# What stands before an amount and moves its bounds. The longer wording comes first.
_QUALIFIERS: tuple[tuple[str, str], ...] = (
    (
        rf"no{_SP}(?:fewer|less){_SP}than|not{_SP}(?:fewer|less){_SP}than|at{_SP}(?:the{_SP}very{_SP})?least|a{_SP}minimum{_SP}of|minimum{_SP}of|≥",
        "from",
    ),
    (
        rf"(?:no|not){_SP}more{_SP}than|up{_SP}to|as{_SP}many{_SP}as|at{_SP}(?:the{_SP})?most|a{_SP}maximum{_SP}of|maximum{_SP}of|≤",
        "up_to",
    ),
    (
        rf"(?:(?:well|far|slightly|just|a{_SP}little){_SP})?(?:more{_SP}than|over|above|in{_SP}excess{_SP}of|upwards?{_SP}of|greater{_SP}than|exceeding)|>",
        "more",
    ),
    (rf"(?:(?:far|slightly|well){_SP})?(?:fewer|less){_SP}than|under|below|<", "fewer"),
    (
        rf"just{_SP}(?:under|short{_SP}of)|close{_SP}to|(?:an{_SP})?estimated|about|around|roughly|some|nearly|almost|approximately|approx\.?|circa|"
        rf"exactly|precisely|a{_SP}total{_SP}of|a{_SP}reported|reportedly|possibly|probably|perhaps|~",
        "exact",
    ),
)
_QUALIFIER = "|".join(pattern for pattern, _ in _QUALIFIERS)
_ANOTHER = rf"another|a{_SP}further|an{_SP}additional|an{_SP}extra|a{_SP}(?:staggering|record|reported|mere)"
_AMOUNT = re.compile(
    rf"(?<![\w$€£¥#/.:,°+–-])(?<!\d,)"
    rf"(?:(?P<qualifier>(?:{_QUALIFIER})(?:{_SP}(?:{_QUALIFIER}))?){_SP0})?"
    rf"(?:(?P<another>{_ANOTHER}){_SP})?"
    rf"(?:(?P<between>(?:anywhere{_SP})?between){_SP}(?P<low>{_EXACT}){_SP}and{_SP}(?P<high>{_EXACT})"
    rf"|(?P<first>{_EXACT})(?:(?P<dash>(?<=\d)[ ]?[-–—‑][ ]?(?=\d)|{_SP}to{_SP}|{_SP}or{_SP})(?:(?:possibly|even|maybe|perhaps){_SP})?(?P<second>{_EXACT}))"
    rf"|(?P<vague>{_VAGUE_ALL})|(?P<exact>{_EXACT}))"
    rf"(?P<suffix>{_SP}or{_SP}(?:so|more|fewer|less)\b|[ -]?plus\b|\+|-odd\b)?"
    rf"(?![\w%°]|[/:]\d|\.\d|,\d{{3}})",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
# A day that is listed after another: not when a noun follows that it could count ('On Feb. 3 and 12 people').
_LISTED = rf"{_DAY}\b(?!{_SP}(?!{_MONTH})[a-z-]+)(?!,\d)"
_NUMERAL = (
    rf"(?:\d[\d,.]*|{_SPELT}|several|a{_SP}few|a{_SP}couple{_SP}of|dozens{_SP}of|hundreds{_SP}of|a{_SP}dozen|many|half{_SP}a|a)"
)
_UNIT = (
    r"(?:km/h|kph|mph|km|kms|kilomet(?:er|re)s?|mi|miles?|mm|cm|m|met(?:er|re)s?|millimet(?:er|re)s?|centimet(?:er|re)s?|feet|foot|ft|inch(?:es)?|"
    r"yards?|knots?|tons?|tonnes?|kg|kgs|kilos?|kilograms?|grams?|lbs?|pounds?|litres?|liters?|gallons?|barrels|acres?|hectares?|dunams?|"
    rf"sq|square|cubic|degrees?|percent|per{_SP}cent|pc|percentage{_SP}points?|MW|kW|GW|megawatts?|kilotons?|caliber|calibre|nautical|"
    rf"dollars?|euros?|cents|rubles|roubles|rupees|shekels|dinars|riyals|hryvnias?|USD|EUR|US\$|GMT|UTC|local{_SP}time|hrs?|h|am|pm|a\.m\.?|p\.m\.?|"
    r"o'clock|noon|o’clock)"
)
_PERIOD = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|evenings?|mornings?|weeks?|weekends?|fortnights?|months?|years?|yrs?|decades?|"
    r"centuries|century|quarters?|times|generations?|semesters?|seasons?|winters?|summers?)"
)
_PERIOD_WORD = (
    r"(?:consecutive|straight|long|full|short|whole|successive|more|calendar|solid|bloody|intense|working|different|separate|further|additional|"
    r"business|gruelling|other|last|previous|past|tense|hot)"
)
# Words before a figure that make it a designation; those that are places are safe only with a capital ('in the area 5 people died').
_NAMED = (
    r"(?:(?i:resolution|article|section|chapter|paragraph|pages?|pp?\.|nos?\.|numbers?|version|type|mark|mk\.?|boeing|airbus|channel|aged?|ages|"
    r"protocol|convention|tel\.?|telephone|phone|fax|isbn|volume|vol\.|surah?|decree|directive|tier|table|figure|level|category|formula|"
    r"shahed|geran|fateh|qiam|burkan|kalibr|iskander|falcon|apollo|mi|tu|su|mig|gbu|rpg|kh)|"
    rf"Unit|Highway|Route|Area|Zone|Block|Sector|Building|Phase|Flight|Room|Gate|Terminal|Checkpoint|Task{_SP}Force|Street|Avenue|Road|Hill|Ward|"
    rf"Division|Brigade|Battalion|Regiment|Group{_SP}of|Big|Day|Law|Act|Order|Camp|Base|Point|Apartment|Box|Formation)"
)
_GROUP_NOUN = (
    r"people|civilians|men|women|children|soldiers|others|persons|fighters|militants|were|was|have|had|killed|wounded|injured|dead"
)
# (pattern, ignore case): what holds digits or number words and counts nothing.
_MASKS: tuple[tuple[str, bool], ...] = (
    (r"https?://\S+|www\.\S+|\S+@\S+\.\w+", True),
    (r"\b\d{4}-\d{2}-[A-Z]+-\d+\b", False),  # release numbers: 2012-05-S-027
    (r"\b[A-Z]{1,4}[A-Za-z]*[-‑–]?\d+[A-Za-z0-9/-]*\b", False),  # F-16, MQ-9, Shahed-136, T-72B3, S-300, F16, G7
    (r"\b(?:\d{1,3}[A-Z]{1,3}\b[ \d]*)", False),  # grid squares: 38S MB 12345
    (r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}/\d{1,4}\b", True),  # 2015-03-04, 04.05.2015, 24/7
    (
        rf"(?<!\d[ ])\b{_MONTH}{_SP}{_DAY}\b(?:{_SP0}[-–]{_SP0}(?:{_MONTH}{_SP})?{_DAY}\b|{_SP}(?:to|and|or|through|until){_SP}{_LISTED}|,{_SP}{_LISTED})*(?:,?{_SP}(?:19|20)\d\d\b)?",
        False,
    ),
    (
        rf"(?:\b{_DAY}{_SP0}(?:[-–]|to|and|or|,|through|until){_SP0})*\b{_DAY}{_SP}(?:of{_SP})?{_MONTH}\b(?:,?{_SP}(?:19|20)\d\d\b)?",
        False,
    ),
    (rf"\b{_MONTH},?{_SP}(?:of{_SP})?(?:19|20)\d\d\b", False),
    (r"\b(?:19|20)\d\d[-–](?:\d\d|(?:19|20)\d\d)\b", False),  # 2014-15
    (r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?|hrs|hours|GMT|local)?|\b\d{1,2}:\d\d\b", True),
    (
        rf"\bat{_SP}(?:about{_SP}|around{_SP})?(?:[012]\d[0-5]\d|\d{{1,2}}(?={_SP}(?:local|today|yesterday|in the)\b))\b",
        True,
    ),
    (r"\+\d[\d ()-]{6,}\d|\(\d{2,4}\)[ -]?\d[\d -]{4,}\d|\b\d{2,4}(?:-\d{2,4}){2,}\b|\b\d{3}-\d{4}\b", True),  # phone numbers
    (r"\d+(?:\.\d+)?\s*°|\d+\.\d{2,}\s*,\s*-?\d+\.\d+", True),  # coordinates
    (rf"(?:US|USD|A|C)?[$€£¥]{_SP0}\d[\d,.]*(?:{_SP}(?:{_SCALE}|bn|m|k)\b)?", True),
    (
        rf"{_NUMERAL}(?:{_SP}(?:{_SCALE}))?(?:{_SP0}[-–]{_SP0}{_NUMERAL}|{_SP}(?:to|or|and){_SP}{_NUMERAL})?(?:{_SP}(?:{_SCALE}))?[ -]?%",
        True,
    ),
    (
        rf"\b{_NUMERAL}(?:{_SP0}[-–]{_SP0}{_NUMERAL}|{_SP}(?:to|or|and){_SP}{_NUMERAL})?(?:{_SP}(?:{_SCALE}))?(?:{_SP}of)?[ \u00a0-]?{_UNIT}(?![\w'])",
        True,
    ),
    (
        rf"\b{_NUMERAL}(?:{_SP0}[-–]{_SP0}{_NUMERAL}|{_SP}(?:to|or|and){_SP}(?:a{_SP}half|{_NUMERAL}))?(?:{_SP}(?:{_SCALE}))?(?:{_SP}of)?"
        rf"(?:{_SP}and{_SP}a{_SP}half)?(?:[ \u00a0-]|{_SP}{_PERIOD_WORD}{_SP}){_PERIOD}(?![\w])(?:-old|{_SP}old|{_SP}of{_SP}age)?",
        True,
    ),
    (
        rf"\b(?:aged|ages?(?:{_SP}of)?|between{_SP}the{_SP}ages{_SP}of){_SP}(?:{_SPELT}|\d+)(?:{_SP0}(?:[-–]|to|and|or|,){_SP0}(?:{_SPELT}|\d+)\b(?!{_SP}[a-z]+s\b))*",
        True,
    ),
    (rf"\b{_NAMED}{_SP}#?(?:\d+|(?i:{_ONES}|{_TEENS}))\b(?!,\d|{_SP}(?:{_GROUP_NOUN})\b)(?:{_SP0}[-–]{_SP0}\d+)?", False),
    (r"(?m:^[ \t]*[\[(]?\d{1,3}[.)\]](?=\s))|[\[]\d+[\]]", True),  # list numbers, foot notes
    (
        rf"\b(?:{_SPELT}|\d+)[-–]?(?:thirds?|quarters?|fourths?|fifths?|sixths?|tenths?|halves)\b|\bone{_SP}(?:third|quarter|fifth|half|in{_SP}\w+)\b",
        True,
    ),
    (
        rf"\b(?:won|win|wins|beat|beats|lost|lose|victory|defeat|score|draw|drew){_SP}(?:\w+{_SP}){{0,3}}?\d{{1,2}}[-–]\d{{1,2}}\b|\b\d{{1,2}}[-–]\d{{1,2}}{_SP}(?:win|victory|defeat|draw|loss)\b",
        True,
    ),
)
_MASK = tuple(re.compile(pattern, re.IGNORECASE if fold else 0) for pattern, fold in _MASKS)

# 'one' that counts nothing: 'no one', 'one of the', 'one another', 'at one point'.
_NOT_ONE_BEFORE = re.compile(
    rf"\b(?:no|any|some|every|the|this|that|which|each|day|number|at|on|as|square|phase|another){_SP}$", re.IGNORECASE
)
_ONE_NOUN = (
    r"point|stage|moment|way|thing|side|hand|time|end|go|step|place|reason|type|kind|form|part|sign|form|blow|voice|sense|aspect"
)
_NOT_ONE_AFTER = re.compile(
    rf"{_SP}(?:another|of{_SP}(?:the|its|their|his|our|several|many|a)\b(?!{_SP}(?:dead|killed|wounded|injured|victims))|(?:{_ONE_NOUN})\b|must|can|should|could|would|by{_SP}one|or{_SP}another)",
    re.IGNORECASE,
)
_ONE_OK_BEFORE = re.compile(rf"\b(?:killed|killing|kills|wounded|wounding|injured|injuring|the|at|on){_SP}$", re.IGNORECASE)
_AGE_AFTER_NAME = re.compile(r"(?:[A-Z][\w'’-]+|\b(?:man|woman|boy|girl|son|daughter)),?[ ]?[,(][ ]?$")
_AGED = re.compile(
    r"\b(?:those|aged|anyone|everyone|people|persons|men|women|adults|children|all)\s$", re.IGNORECASE
)  # 'men over 60'
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|during|until|till|before|after|from|to|of|for|late|early|mid|spring|summer|autumn|fall|winter|the|year|through|"
    rf"between|and|than|{_MONTH})|[(]|(?:19|20)\d\d,?(?:{_SP}and)?){_SP0}$|{_DAY},?{_SP}$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(rf"{_SP}(?:[a-z-]+{_SP}){{0,2}}?(?:people|children|women|men|troops|personnel|others|[a-z]{{3,}}s)\b")
_RISE = re.compile(rf"\b(?:from|was|were){_SP}$", re.IGNORECASE)
_RISE_VERB = re.compile(
    r"\b(?:ros|ris|increas|climb|jump|grew|grow|went|gone|rais|up|fell|fall|drop|declin|chang|revis|soar|surg|updat)", re.IGNORECASE
)
_COUNTABLE = (
    r"casualt(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?|civilians?|people|persons?|soldiers?|troops|personnel|losses|lives|"
    r"survivors?|wounded|dead|prisoners?|hostages?|detainees?|arrests?|strikes?|airstrikes?|raids?|attacks?|members?|militants?|fighters?|men|women|"
    r"children|child|woman|man|residents?|passengers?|workers?|journalists?|staff|others|americans?|palestinians?|israelis?|targets?|missiles?|"
    r"rockets?|drones?|bombs?|abductions?|kidnappings?|detentions?|[a-z]+(?:ists?|men|women|ians?)|israeli|iraqi|soldier|fighter|militant"
)
_NONE = re.compile(
    rf"\b(?:no|zero)(?={_SP}(?!longer|more{_SP}than|fewer|less)(?:[\w-]+{_SP}){{0,3}}?(?:{_COUNTABLE})\b)", re.IGNORECASE
)
_BOTH = re.compile(
    rf"\bboth(?={_SP}(?:of{_SP}(?:them|whom)\b|were|had|have|died|killed|wounded|(?:the{_SP}|his{_SP}|her{_SP}|their{_SP})?"
    rf"(?:[a-z-]+{_SP}){{0,2}}?(?:men|women|children|people|[a-z]{{3,}}s)\b(?!{_SP}and\b)))(?!{_SP}(?:sides|parties|countries|cases|ways|times)\b)",
    re.IGNORECASE,
)
_UNKNOWN_NUMBER = re.compile(
    rf"\b(?:unknown|unspecified|undisclosed|unconfirmed|the|record|growing|increasing|any){_SP}number{_SP}of\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?<![\w'’.-])an?(?=[ \t\u00a0]+\w)", re.IGNORECASE)


def _before(text: str, start: int) -> str:
    """Give the few words before a place in the text: what is asked of them reaches no further."""
    return text[max(0, start - 60) : start]


def _spelt_value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        elif word != "and":
            current += 1 if word in {"a", "an"} else _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + current


def _value(text: str) -> int | None:
    """Give the number that an exact amount says ('5,700', 'two dozen', '1.2 million', 'one hundred and five')."""
    low = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", text.lower())
    words = re.split(r"[\s\u00a0\u202f\-‑]+", low.strip())
    if "dozen" in words or words[-1] == "score":
        each = 12 if "dozen" in words else 20
        rest = [word for word in words if word not in {"dozen", "score", "of"}]
        if "half" in rest:
            return 6
        if "couple" in rest:
            return 2 * each
        return each * (_value(" ".join(rest)) or 1) if rest and rest != ["a"] else each
    if words[0] == "half":
        return _SCALES.get(words[-1], 2) // 2
    if re.fullmatch(r"\d+(?:\.\d+)?", words[0]):
        figure = float(words[0]) if "." in words[0] else int(words[0])
        for word in words[1:]:
            figure = figure * _SCALES.get(word, 1)
        return round(figure)
    return _spelt_value(words)


def _qualified(how: str, low: int, high: int | None) -> tuple[int, int | None]:
    """Move bounds as the words before them say ('more' than 10: from 11 up)."""
    if how == "from":
        return low, None
    if how == "more":
        return (low + 1 if high is not None else low), None
    if how == "up_to":
        return (0, high) if high is not None else (low, None)
    if how == "fewer":
        return (0, max(high - 1, 0)) if high is not None else (low, None)
    return low, high


def _how(qualifier: str | None) -> str:
    """Name the way a qualifier moves the bounds; of two ('at least about') the one that moves them counts."""
    if not qualifier:
        return "exact"
    for pattern, how in _QUALIFIERS:
        if how != "exact" and re.match(rf"(?:{_QUALIFIERS[-1][0]})?{_SP0}(?:{pattern})(?!\w)", qualifier, re.IGNORECASE):
            return how
    return "exact"


def _bounds(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Give the bounds of a match of the amount grammar, None where its range runs backwards ('3-1')."""
    how = _how(match["qualifier"])
    low: int | None
    high: int | None
    if match["vague"]:
        low, high = next(
            (lo, hi) for pattern, lo, hi in _VAGUE if re.fullmatch(pattern.split("(?=")[0], match["vague"], re.IGNORECASE)
        )
    elif match["exact"]:
        low = high = _value(match["exact"])
    else:
        low, high = _value(match["low"] or match["first"]), _value(match["high"] or match["second"])
        scale = re.search(rf"(?:{_SCALE}|dozen)$", match["high"] or match["second"] or "", re.IGNORECASE)
        if scale and low is not None and high is not None and low < 100 < high:  # '2 to 3 thousand'
            low *= 12 if scale[0].lower() == "dozen" else _SCALES[scale[0].lower()]
    if low is None or (high is not None and high < low):
        return None
    suffix = (match["suffix"] or "").strip(" -").lower()
    if suffix in {"or more", "plus", "+"}:
        return low, None
    if suffix in {"or fewer", "or less"}:
        return 0, high
    return _qualified(how, low, high)


def _split_range(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give the two spans of 'from 10 to 12' said of a rise, where both are figures of their own."""
    yield match.start("first"), match.end("first")
    yield match.start("second"), match.end("second")


def _is_rise(text: str, match: re.Match[str]) -> bool:
    if not match["first"] or match["dash"].strip().lower() != "to":
        return False
    before = _before(text, match.start())
    return bool(_RISE.search(before)) and bool(_RISE_VERB.search(before[-40:]))


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell whether four bare digits are a year: by what stands before them, unless they plainly count something."""
    figure = text[start:end]
    if not re.fullmatch(r"(?:19|20)\d\d", figure):
        return False
    before = _YEAR_BEFORE.search(_before(text, start))
    return bool(before) or not _COUNTED_AFTER.match(text, end)


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Tell whether a match is something else than an amount: a year, an age, 'one of the', a compound's first half."""
    start, end = match.start(), match.end()
    exact = match["exact"]
    if re.match(r"[-–‑][A-Za-z]", text[end : end + 2]) or (text[start - 1 : start] == "(" and _is_age(text, start, end)):
        return True
    if match["low"] and all(re.fullmatch(r"(?:19|20)\d\d", match[name]) for name in ("low", "high")):
        return not _COUNTED_AFTER.match(text, end)
    if not exact or match["suffix"]:
        return False
    if not match["qualifier"] and (_is_year(text, start, end) or _is_age(text, start, end)):
        return True
    if exact.lower() == "dozen":
        return not (
            match["qualifier"]
            or match["another"]
            or re.search(r"\b(?:the|these|those|last)\s$", _before(text, start), re.IGNORECASE)
        )
    if exact.lower() == "one":
        return _is_pronoun(text, start, end)
    if (match["qualifier"] or "").lower() in {"under", "above", "below"}:  # 'under 18', 'above 5'
        return not (_COUNTED_AFTER.match(text, end) or int(_value(exact) or 0) > 99)
    return bool(match["qualifier"]) and bool(_AGED.search(_before(text, start)))


def _is_age(text: str, start: int, end: int) -> bool:
    """Tell whether a figure stands as an age after a name: 'Ahmed Ali, 42, ...', 'Ahmed Ali (42)'."""
    if not re.fullmatch(r"\d{1,2}", text[start:end]):
        return False
    return text[end : end + 1] in {",", ")"} and bool(_AGE_AFTER_NAME.search(_before(text, start)))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    if _NOT_ONE_AFTER.match(text, end):
        return True
    return bool(_NOT_ONE_BEFORE.search(_before(text, start))) and not re.match(
        rf"{_SP}(?:[a-z-]+{_SP}){{0,2}}?(?:person|man|woman|child|civilian|soldier)\b", text[end:]
    )


def _masked(text: str) -> bytearray:
    """Mark each character that belongs to something that counts nothing; one more at the end is never marked."""
    marks = bytearray(len(text) + 1)
    for pattern in (*_MASK, _UNKNOWN_NUMBER):
        for found in pattern.finditer(text):
            marks[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return marks


def _amounts(text: str, masks: bytearray) -> Iterator[Number]:
    """Walk the text by the amount grammar; after a refusal go on behind the refused figure's first word."""
    at = 0
    while match := _AMOUNT.search(text, at):
        start, end = match.span()
        at = end
        core = min(match.start(name) for name in ("low", "first", "vague", "exact") if match[name])
        masked = masks.find(1, core, end)
        if masked >= 0:
            at = max(core + 1, masks.find(0, masked))
            continue
        if _is_rise(text, match):
            for lo, hi in _split_range(match):
                if (value := _value(text[lo:hi])) is not None:
                    yield Number(lo, hi, text[lo:hi], value, value)
            continue
        bounds = None if _is_other(text, match) else _bounds(match)
        if bounds is not None:
            yield Number(start, end, text[start:end], *bounds)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find all amounts that can count people or things, in the order of the text, none overlapping another.

    Not returned: dates, years, times, ages, measures, money, percentages, ordinals, designations, durations, scores.
    """
    masks = _masked(text)
    found = list(_amounts(text, masks))
    for number in found:
        masks[number.start : number.end] = b"\1" * (number.end - number.start)
    for pattern, value in ((_NONE, 0), (_BOTH, 2)):
        for match in pattern.finditer(text):
            if masks.find(1, *match.span()) < 0:
                found.append(Number(*match.span(), match[0], value, value))
    return tuple(sorted(found, key=lambda number: number.start))


def find_articles(text: str) -> tuple[Number, ...]:
    """Find each 'a' and 'an': one, where a singular noun of a countable thing follows."""
    return tuple(Number(*found.span(), found[0], 1, 1, article=True) for found in _ARTICLE.finditer(text))
