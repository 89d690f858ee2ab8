"""Clean a URL so that one article has one name.

Only parameters that are known to track readers are dropped: on many sites 'id', 'cid' or 'ref' is what names the article, and two
articles with one name would overwrite each other.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|mc|mkt|vero|oly|itm|ns|at)_[a-z_]+|(?:fb|g|dc|gb|msc|y|tw|igs?h)cl?k?lid|gbraid|wbraid|igshid|igsh|msclkid|"
    r"gclsrc|_ga|_gl|cmpid|ocid|smid|smtyp|ftag|xtor|ito|amp|outputtype|__twitter_impression|_hs(?:enc|mi)|s_cid|ref_(?:src|url)|share_?id",
    re.I,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str, base: str | None = None) -> str | None:
    """Give the URL without fragment, default port, user name and tracking parameters; None for what is no web address."""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host or any(c.isspace() for c in parts.netloc + parts.path):
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    return urlunsplit((scheme, netloc, parts.path or "/", "&".join(kept), ""))


def host_of(url: str) -> str:
    """Give the host without 'www.': 'news.example'."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def same_site(one: str, other: str) -> bool:
    """Say whether two hosts belong together: equal, or one under the other, the usual prefixes aside ('m.', 'amp.')."""
    a, b = (re.sub(r"^(?:m|mobile|amp|edition)\.", "", host_of(url)) for url in (one, other))
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def is_front_page(url: str) -> bool:
    """Say whether a URL names a whole site and so can't name an article."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
