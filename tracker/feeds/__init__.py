"""Follow feeds: RSS, Atom and JSON Feed.

parse.py     the bytes of a feed -> its entries
discover.py  the feeds that a site's page names
update.py    ask feeds what is new, and read it
"""

from tracker.feeds.discover import Found, feeds_of_page
from tracker.feeds.parse import Entry, Feed, parse_feed
from tracker.feeds.update import Located, Means, Polled, entries_to_read, find_feed, read_entries, update

__all__ = [
    "Entry",
    "Feed",
    "Found",
    "Located",
    "Means",
    "Polled",
    "entries_to_read",
    "feeds_of_page",
    "find_feed",
    "parse_feed",
    "read_entries",
    "update",
]
