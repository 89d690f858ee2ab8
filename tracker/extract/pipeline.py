"""Run the stages over a batch of articles, so that their sentences go through the language model together."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from tracker.extract.aftermath import add_tolls, follows
from tracker.extract.dates import find_dates
from tracker.extract.lexicon_actors import known_actor
from tracker.extract.link import link
from tracker.extract.mentions import Setting, find_mentions
from tracker.extract.merge import merge
from tracker.extract.nlp import parse
from tracker.extract.places import find_places
from tracker.extract.segment import Sentence, segment, unwrapped
from tracker.extract.topic import article_means, is_about_custody, is_warlike
from tracker.extract.triggers import GATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.extract.dates import DateSpan
    from tracker.extract.places import PlaceMention
    from tracker.gazetteer import Gazetteer
    from tracker.model import Article, Event


@dataclass(slots=True)
class _Draft:
    """One article on its way: its sentences, and those of them that passed the gate."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    gated: tuple[Sentence, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: Sequence[tuple[DateSpan, ...]] = ()
    settings: dict[int, Setting] = field(default_factory=dict)


def parse_batch(
    articles: Sequence[Article], model: str | None, gazetteer: Gazetteer | None = None
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Find the events of a batch of articles, in order."""
    drafts = [_prepare(article, gazetteer) for article in articles]
    docs = parse((s.text for d in drafts for s in d.gated), model)
    for draft in drafts:
        for sentence in draft.gated:
            inside = tuple(p for p in draft.places if sentence.start <= p.start < sentence.end)
            draft.settings[sentence.index] = Setting(sentence, next(docs), draft.dates, inside)
        yield draft.article, _events(draft)


def _prepare(article: Article, gazetteer: Gazetteer | None) -> _Draft:
    if article.language not in {None, "en"}:
        return _Draft(article)
    text = unwrapped(article.text)
    sentences = segment(text)
    passed = [s.index for s in sentences if s.role != "dateline" and GATE.search(s.text)]
    gated = tuple(s for s in sentences if s.role != "dateline" and (s.index in passed or follows(s, passed)))
    if not gated:
        return _Draft(article, sentences)
    places = article_places(dataclasses.replace(article, text=text), sentences, gazetteer)
    return _Draft(article, sentences, gated, places, _Dates(sentences, article.published))


class _Dates(Sequence[tuple["DateSpan", ...]]):
    """The dates of an article's sentences, each read when it is first asked for: most never are."""

    def __init__(self, sentences: Sequence[Sentence], published: date | None) -> None:
        self._sentences = sentences
        self._published = published
        self._found: dict[int, tuple[DateSpan, ...]] = {}

    def __len__(self) -> int:
        return len(self._sentences)

    @overload
    def __getitem__(self, index: int) -> tuple[DateSpan, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[DateSpan, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[DateSpan, ...] | Sequence[tuple[DateSpan, ...]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index not in self._found:
            self._found[index] = find_dates(self._sentences[index].text, self._published)
        return self._found[index]


def article_places(article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer | None) -> tuple[PlaceMention, ...]:
    """Find the places of an article as its events will have them."""
    spans = [(s.start, s.end) for s in sentences]
    return _in_theatre(_not_actors(find_places(article.text, spans, article.title, gazetteer)))


def _in_theatre(places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Take back the point of a town that stands in another country's province here: it is a namesake elsewhere."""
    out = []
    for place in places:
        within = places[place.part_of].place if place.part_of is not None else None
        wider = within.country if within is not None and within.precision in {"province", "district"} else None
        if wider is not None and place.place.country not in {None, wider} and not place.demonym:
            unknown = dataclasses.replace(
                place.place, country=wider, admin1=None, latitude=None, longitude=None, precision="unknown", radius_km=None
            )
            place = dataclasses.replace(place, place=unknown)
        out.append(place)
    return tuple(out)


def _not_actors(places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Mark as actors the places that are armed groups' names ('in Fatah al-Sham mortar fire')."""
    out = []
    for place in places:
        known = known_actor(place.name)
        group = known is not None and known.kind not in {"state", "country"} and not place.demonym
        out.append(dataclasses.replace(place, actor_like=True) if group else place)
    return tuple(out)


def _events(draft: _Draft) -> tuple[Event, ...]:
    if not draft.gated:
        return ()
    words = f"{draft.article.title} {draft.article.text}"
    war, custody = is_warlike(words), is_about_custody(words)
    mentions = tuple(m for s in draft.gated for m in find_mentions(draft.settings[s.index], war=war, custody=custody))
    mentions = add_tolls(mentions, draft.settings)
    linked = link(mentions, draft.sentences, draft.dates, draft.places, draft.article.published)
    return merge(draft.article, linked, article_means(draft.article.title or draft.sentences[0].text))
