"""Fetch pages: an address in, bytes or a reason out.

page.py      one page: redirects, tries, limits; written once, for clients that block and for those that do not
client.py    the clients, and what they say of themselves
guard.py     addresses that pages and feeds may not lead to: what is private, loopback, link-local
many.py      many at once, with manners: few at a time from each host, robots.txt, Retry-After
robots.py    what sites ask of programs
archived.py  the newest capture of a page that is gone
"""

from tracker.fetch.client import Blocking, make_client
from tracker.fetch.many import Manners, Wanted, fetch_many
from tracker.fetch.page import CONTENT_TYPES, MIB, FetchOptions, Validators, fetch

__all__ = [
    "CONTENT_TYPES",
    "MIB",
    "Blocking",
    "FetchOptions",
    "Manners",
    "Validators",
    "Wanted",
    "fetch",
    "fetch_many",
    "make_client",
]
