"""Make the event of the mentions that were found to tell of one happening: each field from the part that says it best."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import TYPE_CHECKING

from tracker.extract.operations import adds, retells
from tracker.model import Article, Count, Event, EventDate, EventType, Evidence, Scope, Status, StrikeType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.link import Linked


def make_event(article: Article, parts: Sequence[Linked], scope: Scope, number: int, means: StrikeType | None) -> Event:
    """Make an event of its parts, the one that says most first; `number` is its place among the article's events."""
    best = parts[0]
    placed = _placed(parts)
    kind = best.mention.kind
    type_ = _type(parts)
    if type_ == "strike" and means is not None:
        type_ = means
    first = min(p.mention.sentence.start for p in parts)
    return Event(
        id=_id(article.id, kind, first, number),
        article=article.id,
        kind=kind,
        type=type_,
        scope=scope,
        status=_status(parts),
        date=_date(parts),
        places=tuple(dict.fromkeys(p.place for p in placed.places)),
        actors=_first_named([p.actors for p in parts]),
        targets=_first_named([p.targets for p in parts]),
        weapons=tuple(dict.fromkeys(w for p in parts for w in p.mention.weapons)),
        counts=_counts(parts),
        claimed_by=tuple(dict.fromkeys(c for p in parts for c in p.mention.claimed_by)),
        confidence=_confidence(parts),
        evidence=_evidence(article, parts),
    )


def _status(parts: Sequence[Linked]) -> Status:
    """Give the status of the part that says most; a denial alone is denied, one beside a report is not (CODEBOOK)."""
    told = [p.mention.status for p in parts if p.mention.status != "denied"]
    return parts[0].mention.status if parts[0].mention.status != "denied" or not told else told[0]


def _date(parts: Sequence[Linked]) -> EventDate | None:
    """Give the date said beside the happening by the part that says most; a nearer one within it, where another part has it."""
    said = [p.date for p in parts if p.date and p.date.basis == "text"]
    if not said:
        return next((p.date for p in parts if p.date), None)
    first = said[0]
    if first.start is None or first.precision == "by":
        return first
    inside = [d for d in said if d.start is not None and first.start <= d.start and d.end <= first.end and d.precision != "by"]
    return min(inside, key=lambda d: (d.end - d.start).days if d.start else 0)


_FINENESS = ("site", "town", "unknown", "district", "province", "country")


def _placed(parts: Sequence[Linked]) -> Linked:
    """Choose the part whose places stand: said in its own sentence before borrowed, then the most specific, then the order."""
    own = [p for p in parts if p.mention.places]
    named = own or [p for p in parts if p.places]
    return min(named, key=lambda p: min(_FINENESS.index(x.place.precision) for x in p.places), default=parts[0])


def _id(article: str, kind: str, start: int, number: int) -> str:
    return hashlib.sha256(f"{article}\x1f{kind}\x1f{start}\x1f{number}".encode()).hexdigest()[:10]


def _type(parts: Sequence[Linked]) -> EventType:
    first = parts[0].mention.type
    if first == "capture" and any(p.mention.type == "abduction" for p in parts):
        return "abduction"
    if first == "strike":
        return next((p.mention.type for p in parts if p.mention.type != "strike"), first)
    return first


def _first_named(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    for names in lists:
        if names:
            return names
    return ()


def _counts(parts: Sequence[Linked]) -> tuple[Count, ...]:
    """Take each figure from the part that says most; people that a later part adds are added."""
    out: list[Count] = []
    for part in parts:
        for c in part.mention.counts:
            same = next((o for o in out if o.of == c.of and o.group == c.group), None)
            whole = any(o.of == c.of for o in out)
            said = c.of == "casualties" and any(o.of in {"killed", "wounded"} for o in out)
            if same is None and (c.group is None or whole) and not said:
                out.append(c)
    out = [_exact(c, parts) if c.group is None else c for c in out]
    return tuple(_summed(c, parts) if c.group is None and c.of == "detained" else c for c in out)


_VAGUE = re.compile(r"\b(?:dozens|scores|several|numerous|multiple|many|hundreds|a number|a few)\b", re.IGNORECASE)


def _exact(count: Count, parts: Sequence[Linked]) -> Count:
    """Give the number where one part says 'dozens' and another how many; it has to be one that the vague word allows."""
    if not _VAGUE.search(count.text) or count.high is not None:
        return count
    told = (c for p in parts for c in p.mention.counts if c.of == count.of and c.group is None and not _VAGUE.search(c.text))
    return next((c for c in told if c.low >= count.low), count)


def _summed(count: Count, parts: Sequence[Linked]) -> Count:
    told: list[tuple[Linked, Count]] = []
    for part in sorted(parts, key=lambda p: (p.mention.sentence.start, p.mention.token)):
        mine = next((c for c in part.mention.counts if c.of == count.of and c.group is None), None)
        if mine is None:
            continue
        before = [n for n, (p, _) in enumerate(told) if retells(p, part) or not adds(p, part)]
        if not before:
            told.append((part, mine))
        elif mine.low > told[before[0]][1].low:
            told[before[0]] = (part, mine)
    if len(told) < 2:
        return told[0][1] if told else count
    high = None if any(c.high is None for _, c in told) else sum(c.high or 0 for _, c in told)
    return dataclasses.replace(count, low=sum(c.low for _, c in told), high=high, text="; ".join(c.text for _, c in told))


def _evidence(article: Article, parts: Sequence[Linked]) -> tuple[Evidence, ...]:
    seen: dict[int, Evidence] = {}
    for part in parts:
        for s in (part.mention.sentence, *part.mention.more):
            seen.setdefault(s.index, Evidence(article.text[s.start : s.end], s.start, s.end, article.page_at(s.start)))
    return tuple(seen.values())


def _confidence(parts: Sequence[Linked]) -> float:
    """Grade how much speaks for the event: fields said in its own sentence, more than one telling; less where words only lean."""
    best = parts[0]
    m = best.mention
    score = 0.5 + 0.1 * bool(m.places) + 0.1 * bool(m.actors or m.targets) + 0.1 * bool(m.counts) + 0.1 * bool(m.date)
    score += 0.05 * (len(parts) > 1) - 0.2 * m.weak - 0.1 * (m.status != "reported")
    return round(min(0.99, max(0.05, score)), 2)
