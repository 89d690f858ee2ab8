"""Keep articles and events in one local SQLite file, and answer from there.

    database.py  open, check, migrate: what may go wrong with the file
    write.py     an article with its events, in one transaction
    filters.py   a Filter -> conditions of SQL
    read.py      rows -> events and articles
    tally.py     counts, sums and groups
    copies.py    which articles are copies of others
    versions.py  what articles were before they changed, and what other parsers found
    polls.py     when pages were asked for last
    search.py    full text search
    linking.py   which events tell of one incident
    incidents.py rows -> incidents
    decisions.py what people have decided, put to the events that there are now
    asof.py      what was on record as of a day; past.py is the store of it
    records.py   the nouns that come out
    folding.py   names -> words that are compared

All SQL that the program knows is here; no row and no dict leaves.
"""

from tracker.store.polls import Due, Poll
from tracker.store.records import ArticleVersion, Found, Group, Stats, StoredArticle, Sum
from tracker.store.store import Store

__all__ = ["ArticleVersion", "Due", "Found", "Group", "Poll", "Stats", "Store", "StoredArticle", "Sum"]
