"""Settle which place a name means: the article decides first, then kind and size.

1. `Context` counts what the article says of countries: named, as demonyms, in headings, by forces whose theatre is known.
2. `link` joins chains ('X district, Y province', 'X in Y', 'Y's X') and hands cues on along lists.
3. `resolve` scores the bearers of each name, the wider place of a chain first; below the bar the name is unknown or no place.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.extract.places import words as w
from tracker.extract.places.spans import Found
from tracker.extract.places.tokens import Tokens
from tracker.gazetteer import Entry, Gazetteer
from tracker.gazetteer.entry import preference

_COMMA = re.compile(r",\s?")
_INSIDE = re.compile(r",? (?:in|of|inside|within|in the|of the|of rural|in rural)\s?")
_LISTED = re.compile(r"(?:,|,? and|,? or|/|,? as well as|;| and in| and near)\s?")


@dataclass(slots=True)
class Context:
    """What the article says of where it all happens."""

    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    headings: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    sentences: Sequence[tuple[int, int]] = ()
    located: set[str] = field(default_factory=set)
    majority: str | None = None
    recent: Entry | None = None

    def share(self, country: str | None) -> float:
        """Give the country's part of all votes, 0 to 1."""
        total = sum(self.votes.values())
        return self.votes.get(country or "", 0.0) / total if total else 0.0

    def heading(self, at: int) -> str | None:
        """Give the country of the last heading before an offset."""
        i = bisect_right(self.headings, (at, "~"))
        return self.headings[i - 1][1] if i else None

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence around an offset."""
        i = bisect_right(self.sentences, (at, 1 << 60))
        return self.sentences[i - 1] if i else (0, 1 << 60)

    def near(self, at: int) -> set[str]:
        """Give the countries named in the same sentence."""
        start, end = self.sentence(at)
        i = bisect_right(self.mentions, (start, ""))
        out = set()
        while i < len(self.mentions) and self.mentions[i][0] < end:
            out.add(self.mentions[i][1])
            i += 1
        return out

    def last(self, at: int) -> str | None:
        """Give the country last named as a location before an offset."""
        i = bisect_right(self.mentions, (at, "~"))
        return self.mentions[i - 1][1] if i else None

    def dominant(self, at: int) -> str | None:
        """Give the country where things plainly happen at this point of the article, if there is one."""
        if country := self.heading(at):
            return country
        near = self.near(at) - w.ABROAD
        if len(near) == 1:
            return next(iter(near))
        theatre = {c: v for c, v in self.votes.items() if c not in w.ABROAD}
        best = max(theatre, key=lambda c: (theatre[c], c), default=None)
        return best if best is not None and theatre[best] >= 0.6 * sum(theatre.values()) else self.majority


_LEADS = re.compile(r"[-‑–](?:led|backed|supported|made|built|funded|supplied|allied)\b")


def context(t: Tokens, items: list[Found], sentences: Sequence[tuple[int, int]], title: Sequence[Found]) -> Context:
    """Count the article's countries."""
    out = Context(sentences=sentences)
    out.located = {" ".join(f.tokens) for f in items if f.around.level or f.around.cue in w.TELLING}
    for i, word in enumerate(t.lower):
        if word in w.ACTOR_THEATRE and t.capital[i]:
            for country in w.ACTOR_THEATRE[word]:
                out.votes[country] += 0.5 / len(w.ACTOR_THEATRE[word])
    soft: list[str] = []
    for item in [*items, *title]:
        named_country = item.demonym or _one_country(item)
        if named_country is None:
            continue
        told = bool(item.entries) and item.around.level in ("province", "district") and item.around.level == item.entries[0].kind
        if item.demonym is None and item.entries[0].kind in ("town", "province", "district") and not told:
            soft.append(named_country)
            continue
        if item.demonym and _LEADS.match(t.text, item.name_end):
            continue  # 'the Saudi-led coalition' strikes elsewhere
        weight = 1.0 if item.demonym else 2.0 if item.entries[0].kind == "country" else 1.0
        out.votes[named_country] += weight * (0.15 if named_country in w.ABROAD else 1.0)
    named = set(out.votes)
    for land in soft:  # a town alone is no reason to look for its country: 'Saheb' was a man
        out.votes[land] += 1.0 if land in named or not named else 0.3
    for item in items:
        whole = next((e.country for e in item.entries if e.kind == "country"), None)
        if whole is None or item.doer or _division_said(item):
            continue
        out.mentions.append((item.name_start, whole))
        if item.heading:
            out.headings.append((item.name_start, whole))
    return out


def _one_country(item: Found) -> str | None:
    """Give the one country that a name can mean: a country, a division or site, or a large town of one country only."""
    if item.ordinary or not item.entries:
        return None
    first = next((e for e in item.entries if e.kind == "province"), item.entries[0]) if _division_said(item) else item.entries[0]
    if first.kind == "country":
        return first.country if not _also_division(item) else None
    countries = {e.country for e in item.entries}
    return first.country if len(countries) == 1 and (first.kind != "town" or first.population > 20_000) else None


def _division_said(item: Found) -> bool:
    """Say whether a country's name is a division's here: 'Niger State'."""
    return item.around.level == "province" and any(e.kind == "province" for e in item.entries)


def _also_division(item: Found) -> bool:
    return any(e.kind == "province" and e.country == "US" for e in item.entries)


def link(t: Tokens, items: list[Found]) -> None:
    """Join chains and hand cues on along lists. Items are in order; demonyms take no part."""
    places = [(i, f) for i, f in enumerate(items) if f.demonym is None]
    for (i, one), (j, other) in pairwise(places):
        gap = t.text[one.end : other.start]
        if len(gap) > 14:
            continue
        lost = one.name_end < t.ends[one.last]
        if (t.possessive[one.last] or lost) and gap.strip() in ("'s", "’s", "s", "") and gap[-1:] == " " and "\n" not in gap:
            other.parent, other.joint = i, "possessive"
            other.around.cue = other.around.cue or one.around.cue
        elif _COMMA.fullmatch(gap) or _INSIDE.fullmatch(gap):
            # 'Aleppo's Handarat in Syria': the possessor is the one that lies in the wider place.
            inner = items[one.parent] if one.parent is not None else one
            inner.parent, inner.joint = j, "comma" if gap[0] == "," else "in"
        elif one.around.end == one.end and gap == " " and other.around.start == other.name_start and _smaller(one, other):
            one.parent, one.joint = j, "comma"
        if _LISTED.fullmatch(gap):
            _hand_on(one, other)
    for (_, one), (_, other) in reversed(list(pairwise(places))):
        plural = other.around.noun in w.PLURALS and other.around.end > other.name_end
        if plural and one.around.noun is None and _LISTED.fullmatch(t.text[one.end : other.start]):
            one.around.level, one.around.noun = other.around.level, other.around.noun  # 'Zurmat and Gardez districts'


def _hand_on(one: Found, other: Found) -> None:
    """Give the next in a list what stands before the first: its cue, its verb, 'the towns of'."""
    if other.around.cue is None:
        other.around.cue, other.around.inherited = one.around.cue, True
        other.around.object = other.around.object or one.around.object
    if one.around.noun in w.PLURALS and one.around.end == one.name_end and other.around.level is None:
        other.around.level, other.around.noun = one.around.level, one.around.noun


def _smaller(one: Found, other: Found) -> bool:
    return any(e.kind == "country" for e in other.entries) and not any(e.kind == "country" for e in one.entries)


def contains(wide: Entry, narrow: Entry) -> bool:
    """Say whether the one place lies in the other."""
    if wide.id == narrow.id or wide.country != narrow.country or wide.country is None:
        return False
    if wide.kind == "country":
        return narrow.kind != "country"
    if wide.kind in ("province", "district", "region"):
        if wide.division is None or narrow.division is None:
            return wide.kind == "region" and narrow.kind in ("town", "district", "site")
        if narrow.kind in ("province", "country"):
            return False
        return wide.division == narrow.division and (wide.kind != narrow.kind)
    return wide.kind == "town" and narrow.kind == "site" and wide.division == narrow.division


def resolve(items: list[Found], ctx: Context, gazetteer: Gazetteer) -> None:
    """Choose an entry for each item; wider places of chains first."""
    done: set[int] = set()
    for i in range(len(items)):
        _resolve_one(i, items, ctx, gazetteer, done)
    unknown = [f for f in items if f.demonym is None and f.entry is None]
    if unknown and (majority := _majority(items)):
        ctx.majority = majority
        for item in unknown:
            _unknown(item, items[item.parent] if item.parent is not None else None, ctx, gazetteer)


def _majority(items: list[Found]) -> str | None:
    """Give the country of at least three, and four fifths, of the places that were settled."""
    countries = [f.entry.country for f in items if f.entry is not None and not f.doer and f.entry.country]
    if len(countries) < 3:
        return None
    best = max(sorted(set(countries)), key=countries.count)
    return best if countries.count(best) >= 0.8 * len(countries) else None


def _resolve_one(i: int, items: list[Found], ctx: Context, gazetteer: Gazetteer, done: set[int]) -> None:
    if i in done:
        return
    done.add(i)
    item = items[i]
    if item.demonym is not None:
        return
    parent = None
    if item.parent is not None:
        _resolve_one(item.parent, items, ctx, gazetteer, done)
        parent = items[item.parent]
    item.entry = choose(item, parent, ctx)
    ctx.recent = item.entry or ctx.recent
    if item.parent is not None and not _holds(item, parent):
        item.parent = None
    if item.entry is None:
        _unknown(item, items[item.parent] if item.parent is not None else None, ctx, gazetteer)


def _holds(item: Found, parent: Found | None) -> bool:
    if parent is None:
        return False
    if item.entry is None:
        in_wide = parent.entry is not None and parent.entry.kind in ("country", "province", "district", "region")
        return in_wide or parent.around.level is not None or (item.joint != "comma" and parent.entry is not None)
    if parent.entry is None:
        return False
    if contains(parent.entry, item.entry):
        return parent.entry.kind != "district" or parent.around.level == "district" or _close(parent.entry, item.entry, 60)
    if item.joint != "comma" and parent.entry.kind == "town" and item.entry.kind in ("town", "site"):
        return _close(parent.entry, item.entry, 20)
    wide = next((e for e in parent.entries if contains(e, item.entry)), None) if item.entry else None
    towns = any(e.kind == "town" and e.id != item.entry.id for e in parent.entries) and parent.around.level != "district"
    if wide is None or parent.around.level == "town" or (wide.kind == "district" and towns):
        return False
    parent.entry = wide
    return True


def _close(one: Entry, other: Entry, limit: float) -> bool:
    """Say whether two points are within so many km of each other."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None or one.id == other.id:
        return False
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(one.latitude - other.latitude, east) < limit


def choose(item: Found, parent: Found | None, ctx: Context) -> Entry | None:
    """Choose the likeliest bearer of a name; none where each is unlikely to be meant."""
    best, best_score = None, -math.inf
    local, near, last = ctx.heading(item.start), ctx.near(item.start), ctx.last(item.start)
    for entry in item.entries[:12]:
        score = preference(entry) + _level(item, entry)
        score += (
            6.0 * (entry.country == local)
            + 3.0 * (entry.country in near)
            + 2.0 * (entry.country == last)
            + 6.0 * ctx.share(entry.country)
        )
        if parent is not None and parent.entry is not None:
            inside = contains(parent.entry, entry) or any(contains(e, entry) for e in parent.entries)
            score += (
                10.0 if contains(parent.entry, entry) else 6.0 if inside else 4.0 if entry.country == parent.entry.country else -6.0
            )
        if score > best_score and _credible(item, entry, parent, ctx):
            best, best_score = entry, score
    return best


def _level(item: Found, entry: Entry) -> float:
    level = item.around.level
    if level is None:
        return 0.0
    if level == entry.kind:
        return 6.0
    if level == "town" and entry.kind in ("province", "district"):
        return -4.0
    if level in ("province", "district") and entry.kind == "town":
        return -3.0
    return 0.0


def _credible(item: Found, entry: Entry, parent: Found | None, ctx: Context) -> bool:
    """Say whether this bearer of the name can be meant here at all."""
    telling = item.around.cue in w.TELLING or (item.around.cue or "").endswith(" of")
    in_context = ctx.share(entry.country) > 0.02
    inside = parent is not None and parent.entry is not None and contains(parent.entry, entry)
    cue = item.around.cue or ""
    located = bool(item.dateline or item.around.level or item.around.object or cue in w.PLACING or cue.endswith(" of"))
    if item.ordinary:
        return inside or (telling and (in_context or not ctx.votes))
    if entry.kind in ("country", "region", "site") or inside:
        return True
    if entry.origin == "hand" and (in_context or not ctx.votes):
        return True  # somebody has said that this is a place
    if item.around.level == entry.kind == "province":
        return True
    if located and ctx.recent is not None and not _elsewhere(item, entry, parent) and _close(ctx.recent, entry, 80):
        return True  # beside the place just named, if over a border
    if _elsewhere(item, entry, parent) or _foreign(item, entry, ctx, located=located):
        return False
    if in_context:
        small = entry.kind == "district" or (entry.kind == "town" and entry.population < 30_000)
        return located or not small or " ".join(item.tokens) in ctx.located
    if item.in_title:
        return entry.kind == "town" and entry.population > 400_000
    if entry.kind == "province":
        return located or entry.population > 2_000_000
    if entry.kind == "district":
        return item.around.level == "district" or (telling and not ctx.votes)
    if not ctx.votes or (ctx.dominant(item.start) is None and located):
        return located or entry.population > 300_000
    return entry.population > 600_000 or (located and entry.population > 150_000)


def _elsewhere(item: Found, entry: Entry, parent: Found | None) -> bool:
    """Say whether a chain puts the place in another country: 'Chak district, Wardak province' is not Pakistan's Chak."""
    if parent is None or parent.entry is None or item.joint == "possessive" or item.around.level is None:
        return False
    return parent.entry.kind in ("country", "province") and entry.country != parent.entry.country


def _foreign(item: Found, entry: Entry, ctx: Context, *, located: bool) -> bool:
    """Say whether the place lies outside the article's plain theatre and is too small to be meant all the same."""
    theatre = ctx.dominant(item.start)
    if theatre is None or theatre == entry.country or ctx.share(entry.country) >= 0.1:
        return False
    if entry.kind == "town":
        return entry.population < (150_000 if located else 500_000)
    return entry.population < 2_000_000


def _unknown(item: Found, parent: Found | None, ctx: Context, gazetteer: Gazetteer) -> None:
    """Give a name that nothing bears its country, or the place that is spelt nearly so there."""
    if any(e.kind == "town" and e.population > 100_000 for e in item.entries):
        return  # a city elsewhere, not an unknown village here
    country = parent.entry.country if parent and parent.entry else ctx.dominant(item.start)
    if parent is not None and parent.country is not None and country is None:
        country = parent.country
    item.country = country
    if country is None or item.ordinary or (item.in_title and item.around.cue not in w.TELLING):
        return
    alike = [
        e
        for e in gazetteer.similar(" ".join(item.tokens), (country,))
        if parent is None or parent.entry is None or contains(parent.entry, e) or parent.entry.division is None
    ]
    fitting = [e for e in alike if item.around.level in (None, e.kind) or item.around.level == "site"]
    if fitting:
        item.entry = fitting[0]
