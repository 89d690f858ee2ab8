"""Find the places that an article names, and settle which ones they are. Pure: a text and the built-in gazetteer.

1. `tokens` cuts the text into words and runs of capitals.
2. `spans` looks the runs up and reads what stands around them; `judge` drops people and organisations.
3. `resolve` links chains and chooses, by the whole article, among the bearers of a name.
4. This module says of each mention what it is in the text: heading, dateline, doer.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.places import doer, judge, radius, resolve, spans, tokens
from tracker.extract.places import words as w
from tracker.extract.places.spans import Found
from tracker.extract.places.tokens import Tokens
from tracker.gazetteer import Entry, Gazetteer
from tracker.model import Place, PlacePrecision

__all__ = ["PlaceMention", "find_places"]

_DATELINE = re.compile(
    r"\s?(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)??\s?(?:,?\s?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?P<year>,\s\d{4})?)?\s?"  # , Syria, March 3
    r"(?:\([^()\n]{2,40}\)\s?(?:[-–—:]|\n|$)|[-–—]{1,2}\s)"  # (Wire) --
)
_ALONE_BEFORE = re.compile(
    r"(?:^|\n)[\s\-*•#_]*(?:In|Over|Across|Near|Strikes in|Airstrikes in|STRIKES IN|AIRSTRIKES IN|Operations in)?\s?(?:the\s)?$",
    re.IGNORECASE,
)
_ALONE_AFTER = re.compile(r"\s*[:.\-–—]*\s*(?:\n|$)|\s?:\s")
_PRECISION: dict[str, PlacePrecision] = {
    "site": "site",
    "town": "town",
    "district": "district",
    "province": "province",
    "country": "country",
    "region": "province",
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place named in the text: `text[start:end]` is the whole phrase, its preposition (`cue`) left out.

    `name` is the bare name as written. `heading` marks a line of its own over what follows ('In Iraq:'), `demonym` an adjective
    or people ('Syrian'), which tells the theatre but is no location, `dateline` the place of a report's dateline, `actor_like`
    a country or capital that acts rather than lies somewhere. `part_of` is the index of the wider place in the same phrase.
    """

    start: int
    end: int
    name: str
    place: Place
    cue: str | None
    heading: bool
    demonym: bool
    dateline: bool
    part_of: int | None
    actor_like: bool


def find_places(
    text: str, sentences: Sequence[tuple[int, int]], title: str = "", gazetteer: Gazetteer | None = None
) -> tuple[PlaceMention, ...]:
    """Find every place that a text names, in order of start; `sentences` are the (start, end) of its sentences in order.

    `gazetteer` is who is asked; null is the built-in one.
    """
    gazetteer = gazetteer or Gazetteer.open()
    t = tokens.tokenise(text)
    items = _items(t, gazetteer)
    resolve.link(t, items)
    possessors = {f.parent for f in items if f.joint == "possessive"}
    for i, item in enumerate(items):
        _mark(t, item, items)
        item.doer = item.doer and i not in possessors
    context = resolve.context(t, items, sentences, _items(tokens.tokenise(title), gazetteer) if title else ())
    resolve.resolve(items, context, gazetteer)
    return _as_first_told(tuple(_territory(t, m, gazetteer) for m in _mentions(t, items)))


def _as_first_told(mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Give a name that nothing knows the country and point that it had where the text said in which wider place it lies."""
    told: dict[str, Place] = {}
    for m in mentions:
        if m.place.country is not None and not m.demonym:
            told.setdefault(m.name, m.place)
    return tuple(
        dataclasses.replace(m, place=dataclasses.replace(told[m.name], text=m.place.text))
        if m.place.country is None and m.place.latitude is None and not m.demonym and m.name in told
        else m
        for m in mentions
    )


_TERRITORY = re.compile(r" (?:territory|soil|airspace|waters|border (?:town|village|area)s?)\b")


def _territory(t: Tokens, mention: PlaceMention, gazetteer: Gazetteer) -> PlaceMention:
    """Make a location of 'Israeli territory', 'Syrian soil'."""
    after = _TERRITORY.match(t.text, mention.end) if mention.demonym else None
    country = gazetteer.country(mention.place.country or "") if after else None
    if after is None or country is None or mention.cue not in w.PLACING - {"from"}:
        return mention
    text = t.text[mention.start : after.end()]
    reach = radius.own_radius(country, "country")
    place = Place(text, text, country.country, None, country.latitude, country.longitude, "country", reach)
    return dataclasses.replace(mention, end=after.end(), name=text, place=place, demonym=False)


def _items(t: Tokens, gazetteer: Gazetteer) -> list[Found]:
    all_runs = list(tokens.runs(t))
    known = spans.look_up(t, all_runs, gazetteer)
    titles = _title_lines(t)
    out: list[Found] = []
    people: set[str] = set()
    for run in all_runs:
        in_title = any(start <= t.starts[run[0]] < end for start, end in titles)
        out += judge.found(t, run, known, people, title=in_title)
    out += _named_again(t, out, all_runs, people)
    return sorted((f for f in out if not _named_before(t, f, people)), key=lambda f: (f.name_start, f.name_end))


def _named_again(t: Tokens, items: list[Found], all_runs: Sequence[tuple[int, int]], people: set[str]) -> list[Found]:
    """Find names that nothing knows where they are named again: 'near Tal Talab' makes 'bombed Tal Talab' a place too."""
    new = {f.tokens for f in items if f.demonym is None and not f.entries and not f.ordinary and f.tokens[-1] not in people}
    taken = {(f.first, f.last) for f in items}
    out = []
    for first, last in all_runs if new else ():
        if tuple(t.lower[first : last + 1]) not in new or (first, last) in taken:
            continue
        again = judge.named(t, first, last)
        if again.around.object or again.around.cue in w.PLACING:
            out.append(again)
    return out


def _named_before(t: Tokens, item: Found, people: set[str]) -> bool:
    """Say whether a name without a cue is the last name of someone named in full: 'Ahmed al-Sharaa', then 'Al-Sharaa'."""
    if item.demonym is not None or item.around.cue is not None or item.around.level is not None or t.lower[item.last] not in people:
        return False
    return all(len(word) == 2 for word in item.tokens[:-1]) and not any(e.kind == "country" for e in item.entries)


def _title_lines(t: Tokens) -> list[tuple[int, int]]:
    """Find lines in Title Case: there a capital says nothing."""
    lines = []
    start = 0
    for line in t.text.split("\n"):
        words = [x for x in line.split() if x[:1].isalpha() and len(x) > 3]
        if (
            len(words) >= 3
            and len(line) < 200
            and line.rstrip()[-1:] not in ".!?;,"
            and sum(x[0].isupper() for x in words) >= 0.75 * len(words)
        ):
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _mark(t: Tokens, item: Found, items: list[Found]) -> None:
    """Say what the mention is in the text."""
    if item.demonym is not None:
        return
    text = t.text
    whole = items[item.parent] if item.parent is not None and items[item.parent].start > item.start else item
    written = text[item.name_start : item.name_end]
    opens = (
        item.name_start == 0
        or text[item.name_start - 1] == "\n"
        or t.opens[item.first]
        or text[item.name_start - 2 : item.name_start] == "  "
    )
    follows = _DATELINE.match(text, whole.end)
    item.dateline = (
        opens
        and follows is not None
        and (written.isupper() or follows["year"] is not None or text[whole.end :].lstrip()[:1] in "(—–")
    )
    line = text.rfind("\n", 0, item.name_start) + 1
    if (
        item.name_start - line < 40
        and _ALONE_BEFORE.search(text[max(0, line - 1) : item.start])
        and _ALONE_AFTER.match(text, item.end)
    ):
        item.heading = True
    item.doer = not item.heading and not item.dateline and doer.acts(t, item)


def _mentions(t: Tokens, items: list[Found]) -> tuple[PlaceMention, ...]:
    kept = [f for f in items if f.demonym is not None or f.entry is not None or not f.entries or _still_unknown(f)]
    ends = {id(f): _phrase_end(f, items) for f in kept}
    order = sorted(kept, key=lambda f: (f.start if not f.demonym else f.name_start, ends[id(f)]))
    index = {id(f): i for i, f in enumerate(order)}
    out = []
    for item in order:
        parent = items[item.parent] if item.parent is not None else None
        out.append(_mention(t, item, ends[id(item)], index.get(id(parent)) if parent is not None else None, parent))
    return tuple(_beside(t, order, out))


def _beside(t: Tokens, items: Sequence[Found], mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Give a name without a point that of the known one after it: 'Tal Abad, 20 km south of Raqqa'."""
    for n, mention in enumerate(mentions):
        other = mentions[n + 1].place if n + 1 < len(mentions) else None
        here = mention.place
        if other is None or here.latitude is not None or mention.demonym or here.country not in (None, other.country):
            yield mention
            continue
        spot = radius.beside(t, items[n], items[n + 1], other.precision)
        if spot is not None:
            here = dataclasses.replace(here, country=other.country, admin1=other.admin1)
            here = dataclasses.replace(here, latitude=spot.latitude, longitude=spot.longitude, radius_km=spot.radius_km)
        yield dataclasses.replace(mention, place=here)


def _still_unknown(item: Found) -> bool:
    """Keep a name whose bearers are all elsewhere, where its setting says that it is a place."""
    cue = "" if item.around.inherited else item.around.cue or ""
    return (
        not item.ordinary
        and not item.in_title
        and (cue in w.TELLING or cue.endswith(" of") or item.around.level in ("district", "town"))
    )


def _phrase_end(item: Found, items: list[Found]) -> int:
    """A chain's phrase goes to the end of its widest place."""
    end = item.end
    seen = item
    while seen.parent is not None and items[seen.parent].start >= seen.end:
        seen = items[seen.parent]
        end = max(end, seen.end)
    return end


def _mention(t: Tokens, item: Found, end: int, part_of: int | None, parent: Found | None) -> PlaceMention:
    text = t.text
    start = item.start
    if item.demonym is not None:
        place = Place(text[item.name_start : item.name_end], text[item.name_start : item.name_end], item.demonym)
        return PlaceMention(item.name_start, item.name_end, place.name, place, item.around.cue, False, True, False, None, False)
    start = _article(t, item, start)
    name = _name(t, item)
    place = _place(t, name, text[start:end], item, parent)
    return PlaceMention(start, end, name, place, item.around.cue, item.heading, False, item.dateline, part_of, item.doer)


def _article(t: Tokens, item: Found, start: int) -> int:
    """Begin the phrase at 'the' where it belongs to a noun: 'the village of X', 'the X countryside'."""
    if start == item.name_start and item.end == item.name_end:
        return start
    for article in ("the ", "The "):
        if t.text[max(0, start - 4) : start] == article:
            return start - 4
    return start


def _name(t: Tokens, item: Found) -> str:
    """Give the bare name; a country keeps its direction ('northern Syria'), a site its noun ('al-Hol camp')."""
    start, end = item.name_start, item.name_end
    if item.entry is not None and item.entry.kind == "country" and item.around.directed is not None:
        start = item.around.directed
    if item.around.noun in w.SITE_IN_NAME and item.around.level == "site" and item.end > item.name_end:
        end = item.end
    return t.text[start:end]


def _place(t: Tokens, name: str, text: str, item: Found, parent: Found | None) -> Place:
    entry = item.entry
    if entry is None:
        return _unknown_place(t, name, text, item, parent)
    precision = _PRECISION[entry.kind] if entry.country else "unknown"
    if entry.kind == "town" and item.around.level in ("province", "district"):
        precision = item.around.level  # known by its seat alone
    spot = radius.locate(t, item, entry, precision)
    if spot is None:
        return Place(name, text, entry.country, entry.admin1, None, None, item.around.level or precision)
    return Place(name, text, entry.country, entry.admin1, spot.latitude, spot.longitude, precision, spot.radius_km)


def _unknown_place(t: Tokens, name: str, text: str, item: Found, parent: Found | None) -> Place:
    """Place a name that nothing knows at the wider place that it is said to lie in, as roughly as that one is known."""
    wide: Entry | None = parent.entry if parent is not None else None
    if wide is not None and wide.country and wide.kind in ("province", "district", "town", "region") and wide.latitude is not None:
        precision = _PRECISION[wide.kind]
        reach = radius.own_radius(wide, precision)
        if wide.kind == "town" and parent is not None and t.lower[item.last] not in w.WATERS:
            name = f"{name}, {t.text[parent.name_start : parent.name_end]}"  # a quarter says nothing without its town
        return Place(name, text, wide.country, wide.admin1, wide.latitude, wide.longitude, precision, reach)
    return Place(name, text, item.country, wide.admin1 if wide else None, None, None, item.around.level or "unknown")
