"""Find the day on which a page says that it was published, in the page's own place.

1. JSON-LD of the article.
2. Meta elements, by the names that publishers use.
3. Time elements, and elements that are marked as dates, of the article itself.
4. The URL.

The day is taken as written: 23:30 at -05:00 stays that day and is not turned into UTC, which would move every 'Friday'.
Where only UTC is given but the page shows a day beside it, the shown day is the local one. A day of change is none of
publication. Neither headlines nor body text are searched here: the days in them are of events. (htmldate is not asked:
where a page states no day plainly, it makes one of '2026-02-31', of '03/04/2026', of a day of change, or of the text.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracker.article.jsonld import string_of
from tracker.model import PublishedBasis

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",  # 2026-02-15, 2026-02-15T10:00:00+02:00
        rf"(?<!\d){_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",  # 2026/02/15
        rf"(?<!\d){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:(?=T\d)|(?!\d))",  # 20260215, 20260215T1000
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",  # February 15, 2026
        rf"(?<!\d){_DAY}[ -]{_MONTH},?[ -]{_YEAR}\b",  # Sun, 15 Feb 2026 10:00:00 GMT
        rf"(?<![\d.]){_DAY}\.(?P<month>0?[1-9]|1[0-2])\.{_YEAR}\b",  # 15.02.2026
    )
)
# 02/15/2026 and 15/02/2026: read only where one order is possible.
_SLASHED = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)/((?:19|20)\d\d)(?!\d)")
_UTC = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$|GMT$|UTC$")
_URL_DAY = re.compile(r"/(?P<year>20\d\d|199\d)[/-](?P<month>\d\d?|[a-z]{3,9})[/-](?P<day>\d\d?)(?=[/_.-]|$)", re.I)
_URL_COMPACT = re.compile(r"(?<!\d)(?P<year>20[0-3]\d)-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")

# In order of trust. Compared in lower case with '.', '_', ':' and '-' taken out, for publishers write each of them in each way.
_META_NAMES = (
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "articlepublished",
    "datepublished",
    "publishedtime",
    "publisheddate",
    "published",
    "parselypubdate",
    "sailthrudate",
    "cxenseparserecspublishtime",
    "cxenseparserecsarticlepublishedtime",
    "originalpublicationdate",
    "articledateoriginal",
    "publicationdate",
    "publishdate",
    "pubdate",
    "publishingdate",
    "bcdateoriginal",
    "citationpublicationdate",
    "citationdate",
    "dctermsissued",
    "dcdateissued",
    "dctermscreated",
    "dcdatecreated",
    "dctermsdate",
    "dcdate",
    "dateissued",
    "articlecreated",
    "rnewsdatepublished",
    "contentdate",
    "releasedate",
    "displaydate",
    "articledate",
    "datecreated",
    "created",
    "creationdate",
    "docdate",
    "dcoriginaldate",
    "analyticspubdate",
    "date",
    "storydate",
    "postdate",
)
_LIKELY = re.compile("publi[sc].*(?:time|date|on|at)|pubdate|dateissued")  # names that no list has
_APART = re.compile(r"[._:\s-]")
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|pub-?date|publish(?:ed)?|posted|dateline|timestamp|submitted|byline|entry-meta|post-meta|article-meta)",
    re.I,
)
_CHANGED = re.compile(r"updat|modif|edited|correct", re.I)
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|comment|footer|promo|teaser|most-|trending|read-?more|widget|newsletter|cookie", re.I
)
_MARKABLE = ("span", "p", "div", "li", "small", "em", "abbr", "h4", "h5", "h6", "td", "font", "b", "strong", "i", "a")
_MAX_DATED = 160
_MAX_CANDIDATES = 100  # a page's own day stands near its beginning


def find_published(
    tree: HtmlElement, objects: tuple[Mapping[str, Any], ...], url: str | None
) -> tuple[date | None, PublishedBasis]:
    """Give the day of publication and how it is known. `objects` are the page's JSON-LD articles, the likeliest first."""
    for written in _written(tree, objects):
        if day := read_day(written):
            return (_shown_day(tree, day) if _UTC.search(written.strip()) else day), "metadata"
    if day := _dated_element(tree):
        return day, "metadata"
    day = day_in_url(url) if url else None
    return (day, "url") if day else (None, "unknown")


def read_days(text: str) -> Iterator[date]:
    """Give the whole days written in a text, by the way in which they are written."""
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            if day := _day(match["year"], match["month"], match["day"]):
                yield day


def read_day(written: str) -> date | None:
    """Read one whole day as written in metadata; None where it is not plain."""
    if day := next(read_days(written), None):
        return day
    if slashed := _SLASHED.search(written):
        first, second, year = slashed.groups()
        readings = {_day(year, first, second), _day(year, second, first)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def day_in_url(url: str) -> date | None:
    """Read a day from a URL's path: /2026/02/15/, /2026/feb/15/, -2026-02-15, 20260215."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    path = re.split(r"[?#]", path)[0]
    for pattern in (_URL_DAY, _URL_COMPACT):
        for match in pattern.finditer(path):
            if day := _day(match["year"], match["month"], match["day"]):
                return day
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _written(tree: HtmlElement, objects: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    """Yield what JSON-LD and meta elements say, in order of trust."""
    for key in ("datePublished", "dateCreated"):
        yield from (text for found in objects if (text := string_of(found.get(key))))
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        said.setdefault(_APART.sub("", name.lower()), element.get("content") or "")
    yield from (said[name] for name in _META_NAMES if said.get(name))
    yield from (written for name, written in said.items() if _LIKELY.search(name) and not _CHANGED.search(name))


def _shown_day(tree: HtmlElement, utc: date) -> date:
    """Give the day that the page shows in words, if it is beside the day in UTC."""
    for element in (*_times(tree), *_marked(tree)):
        shown = read_day(_text(element))
        if shown and abs(shown - utc) <= timedelta(days=1):
            return shown
    return utc


def _dated_element(tree: HtmlElement) -> date | None:
    for element in _times(tree):
        if day := read_day(_text(element)) or read_day(element.get("datetime") or element.get("content") or ""):
            return day
    for element in _marked(tree):
        if day := read_day(_text(element)) or read_day(element.get("content") or element.get("title") or ""):
            return day
    return None


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """Give the page's time elements, those that say that they are of publication first."""
    found = [e for e in islice(tree.iter("time"), _MAX_CANDIDATES) if _is_own(e)]
    return sorted(found, key=lambda e: not ("pubdate" in e.attrib or "ublish" in _hints(e)))


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    """Give short elements that are marked as holding a date, those marked as of publication first."""
    hinted = (e for e in tree.iter(*_MARKABLE) if _DATED.search(_hints(e)))
    found = [e for e in islice(hinted, _MAX_CANDIDATES) if len(_text(e)) <= _MAX_DATED and _is_own(e)]
    return sorted(found, key=lambda e: "ublish" not in _hints(e))


def _hints(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in ("itemprop", "class", "id", "property", "data-testid"))


def _text(element: HtmlElement) -> str:
    """Give the beginning of an element's text: enough to see that it is short, bounded where it is a whole page."""
    out: list[str] = []
    size = 0
    for piece in element.itertext():
        out.append(piece)
        size += len(piece.strip())
        if size > _MAX_DATED:
            break
    return " ".join("".join(out).split())


def _is_own(element: HtmlElement) -> bool:
    """Say whether an element is of the article: not of its neighbours, and not of a later change."""
    if _CHANGED.search(_hints(element)) or _CHANGED.search(_text(element)):
        return False
    for above in element.iterancestors():
        if above.tag in ("aside", "footer", "nav", "figure", "figcaption") or (
            above.tag not in ("body", "html") and _ELSEWHERE.search(_hints(above))
        ):
            return False
        if above.tag in ("p", "span", "div") and _CHANGED.match(_text(above)[:20]):
            return False
    return True
