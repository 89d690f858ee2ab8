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

from tracker.extract.number_patterns import (
    AGE_AFTER_NAME,
    AGED,
    AMOUNT,
    BOTH,
    COUNTED_AFTER,
    MASK,
    NONE,
    NOT_ONE_AFTER,
    NOT_ONE_BEFORE,
    QUALIFIERS,
    RISE,
    RISE_VERB,
    SCALE,
    SCALES,
    SP,
    SP0,
    TENS,
    UNITS,
    UNKNOWN_NUMBER,
    VAGUE,
    YEAR_BEFORE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """An amount in a text: `text[start:end]` are its words, [low, high] its bounds, both included; `high` None is unbounded."""

    start: int
    end: int
    text: str
    low: int
    high: int | None


# More than there are people: a figure gone wrong, and too large for a database's integers.
LARGEST = 10**12


def _before(text: str, start: int) -> str:
    """Give the few words before a place in the text: what is asked of them reaches no further."""
    return text[max(0, start - 60) : start]


def _spelt_value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in SCALES:
            scale = SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        elif word != "and":
            current += 1 if word in {"a", "an"} else UNITS.get(word, 0) + TENS.get(word, 0)
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
        return SCALES.get(words[-1], 2) // 2
    if re.fullmatch(r"\d+(?:\.\d+)?", words[0]):
        figure = float(words[0]) if "." in words[0] else int(words[0])
        for word in words[1:]:
            figure = figure * SCALES.get(word, 1)
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
    for pattern, how in QUALIFIERS:
        if how != "exact" and re.match(rf"(?:{QUALIFIERS[-1][0]})?{SP0}(?:{pattern})(?!\w)", qualifier, re.IGNORECASE):
            return how
    return "exact"


def _bounds(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Give the bounds of a match of the amount grammar, None where its range runs backwards ('3-1')."""
    how = _how(match["qualifier"])
    low: int | None
    high: int | None
    if match["vague"]:
        low, high = next(
            (lo, hi) for pattern, lo, hi in VAGUE if re.fullmatch(pattern.split("(?=")[0], match["vague"], re.IGNORECASE)
        )
    elif match["exact"]:
        low = high = _value(match["exact"])
    else:
        low, high = _value(match["low"] or match["first"]), _value(match["high"] or match["second"])
        scale = re.search(rf"(?:{SCALE}|dozen)$", match["high"] or match["second"] or "", re.IGNORECASE)
        if scale and low is not None and high is not None and low < 100 < high:  # '2 to 3 thousand'
            low *= 12 if scale[0].lower() == "dozen" else SCALES[scale[0].lower()]
    if low is None or low > LARGEST or (high is not None and not low <= high <= LARGEST):
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
    return bool(RISE.search(before)) and bool(RISE_VERB.search(before[-40:]))


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell whether four bare digits are a year: by what stands before them, unless they plainly count something."""
    figure = text[start:end]
    if not re.fullmatch(r"(?:19|20)\d\d", figure):
        return False
    before = YEAR_BEFORE.search(_before(text, start))
    return bool(before) or not COUNTED_AFTER.match(text, end)


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Tell whether a match is something else than an amount: a year, an age, 'one of the', a compound's first half."""
    start, end = match.start(), match.end()
    exact = match["exact"]
    if re.match(r"[-–‑][A-Za-z]", text[end : end + 2]) or (text[start - 1 : start] == "(" and _is_age(text, start, end)):
        return True
    if match["low"] and all(re.fullmatch(r"(?:19|20)\d\d", match[name]) for name in ("low", "high")):
        return not COUNTED_AFTER.match(text, end)
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
        return not (COUNTED_AFTER.match(text, end) or int(_value(exact) or 0) > 99)
    return bool(match["qualifier"]) and bool(AGED.search(_before(text, start)))


def _is_age(text: str, start: int, end: int) -> bool:
    """Tell whether a figure stands as an age after a name: 'Ahmed Ali, 42, ...', 'Ahmed Ali (42)'."""
    if not re.fullmatch(r"\d{1,2}", text[start:end]):
        return False
    return text[end : end + 1] in {",", ")"} and bool(AGE_AFTER_NAME.search(_before(text, start)))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    if NOT_ONE_AFTER.match(text, end):
        return True
    return bool(NOT_ONE_BEFORE.search(_before(text, start))) and not re.match(
        rf"{SP}(?:[a-z-]+{SP}){{0,2}}?(?:person|man|woman|child|civilian|soldier)\b", text[end:]
    )


def _masked(text: str) -> bytearray:
    """Mark each character that belongs to something that counts nothing; one more at the end is never marked."""
    marks = bytearray(len(text) + 1)
    for pattern in (*MASK, UNKNOWN_NUMBER):
        for found in pattern.finditer(text):
            marks[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return marks


def _amounts(text: str, masks: bytearray) -> Iterator[Number]:
    """Walk the text by the amount grammar; after a refusal go on behind the refused figure's first word."""
    at = 0
    while match := AMOUNT.search(text, at):
        start, end = match.span()
        at = end
        if _is_particle(text, match):
            at = start + len("over")
            continue
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


_HANDED = re.compile(r"\b(?:hand|turn|tak|took)\w*\s$", re.IGNORECASE)


def _is_particle(text: str, match: re.Match[str]) -> bool:
    """Tell 'handed over two men', where 'over' belongs to the verb, from 'over two hundred men'."""
    return match[0][:4].lower() == "over" and bool(_HANDED.search(text, max(0, match.start() - 12), match.start()))


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find all amounts that can count people or things, in the order of the text, none overlapping another.

    Not returned: dates, years, times, ages, measures, money, percentages, ordinals, designations, durations, scores.
    """
    if not any(pattern.search(text) for pattern in (AMOUNT, NONE, BOTH)):
        return ()  # what counts nothing need not be looked for
    masks = _masked(text)
    found = list(_amounts(text, masks))
    for number in found:
        masks[number.start : number.end] = b"\1" * (number.end - number.start)
    for pattern, value in ((NONE, 0), (BOTH, 2)):
        for match in pattern.finditer(text):
            if masks.find(1, *match.span()) < 0:
                found.append(Number(*match.span(), match[0], value, value))
    return tuple(sorted(found, key=lambda number: number.start))
