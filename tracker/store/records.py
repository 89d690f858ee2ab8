"""The nouns that the store gives, beside those of `tracker.model`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model import Article, CountOf, StoredEvent


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store holds it. `article.text` is '' unless it was asked for.

    `version` is the current version's number, `versions` how many there are, `events` how many events it reports. `note` says
    what a reader should know of it ('language is fr: kept, not parsed').
    """

    article: Article
    version: int
    versions: int
    ingested: datetime
    parser: str
    events: int
    note: str | None = None
    original: str | None = None
    similarity: float | None = None
    copies: int = 0
    gone: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version of an article, with its text. `current` is true of the one that its events were read from.

    `events` is how many events it reports, None where it was replaced before they were kept with it.
    """

    article: Article
    version: int
    ingested: datetime
    parser: str
    current: bool
    events: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one count over `events` incidents that tell it. `high` is null where one of them has no upper bound."""

    of: CountOf
    low: int
    high: int | None
    events: int


@dataclass(frozen=True, slots=True)
class Group:
    """The incidents that share a month, a place, an actor...: `events` is the sum of the four numbers after it.

    `strikes` and `detentions` are incidents that are reported or alleged, `aggregates` totals likewise, `denied` is what was
    only denied. `sums` are over the best figures of the incidents. An incident with two places stands in two groups. `country`
    (ISO 3166-1 alpha-2) is that of a first-level division, null for other groups.
    """

    name: str
    events: int
    strikes: int
    detentions: int
    aggregates: int
    denied: int
    sums: tuple[Sum, ...] = ()
    country: str | None = None

    def sum_of(self, of: CountOf) -> Sum | None:
        """Give the sum of one count, None where no incident tells it."""
        return next((each for each in self.sums if each.of == of), None)

    @property
    def killed(self) -> Sum | None:
        """Give the sum of the killed."""
        return self.sum_of("killed")


Tally = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """What a selection of events amounts to: each happening counts once, whoever tells of it.

    `events` is how many incidents and totals there are, `reports` how many single events of articles tell of them. `articles` is
    how many articles these come from, or how many were read where nothing was filtered. `sources` are their publishers (hosts,
    where no name is known). `first` and `last` are the ends of all date intervals. `sums` are over the best figures of incidents
    that are not denied; aggregates are in `totals` (the first `TOTALS_SHOWN` by date; `aggregates` says how many there are) and
    in no sum.
    """

    articles: int
    sources: int
    events: int
    kinds: Tally
    types: Tally
    scopes: Tally
    statuses: Tally
    undated: int
    first: date | None
    last: date | None
    sums: tuple[Sum, ...]
    aggregates: int
    totals: tuple[StoredEvent, ...]
    top_places: Tally
    top_actors: Tally
    top_targets: Tally
    top_sources: Tally
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that holds the words that were searched for. `event` is the id of the event that it is evidence of, if any."""

    article: str
    event: str | None
    title: str
    text: str
