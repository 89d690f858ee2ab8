"""Tell what an article or a sentence is about, for words that may mean something else: armed force, custody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import lexicon_strikes as lex
from tracker.extract.lexicon_actors import known_actor
from tracker.extract.lexicon_topics import CUSTODY, FAINT, FAINT_SPORT, SPORT, WAR
from tracker.model import StrikeType

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token


def is_warlike(text: str) -> bool:
    """Tell whether a text speaks of armed force, for words like 'strike' that may mean something else."""
    return len({w for w in re.findall(r"[a-z-]+", text.lower()) if w in WAR}) >= 3


def is_about_custody(text: str) -> bool:
    """Tell whether a text speaks of prisons or prisoners, for 'escaped' and 'moved' in sentences that do not."""
    return len({w for w in re.findall(r"[a-z-]+", text.lower()) if w in CUSTODY}) >= 1


_NAMED_STRIKE = re.compile(
    r"\b(air|aerial|drone|missile|rocket|artillery)[ -]?(?:strike|raid)s?\b|\b(?:warplanes?|fighter jets?)\b", re.IGNORECASE
)


def article_means(title: str) -> StrikeType | None:
    """Give the one kind of strike that a title names, for the article's bare 'strikes'; null where it names several or none."""
    found = {_means_of_name(m) for m in _NAMED_STRIKE.finditer(title)}
    return found.pop() if len(found) == 1 else None


def _means_of_name(match: re.Match[str]) -> StrikeType:
    return lex.MEANS[(match.group(1) or "air").lower()]


def war_here(doc: Doc) -> bool:
    """Tell a sentence that speaks of armed force by itself: a word of war, two faint ones, or an armed actor's name."""
    words = {t.lower_ for t in doc} & (WAR - {"strike", "strikes"})
    return bool(words - FAINT) or len(words) >= 2 or any(t.pos_ == "PROPN" and _is_armed(t) for t in doc)


def _is_armed(token: Token) -> bool:
    known = known_actor(token.text)
    return known is not None and known.kind not in {"state", "organisation"}


def custody_in_article(doc: Doc) -> bool:
    """Tell whether the article speaks of prisons or prisoners; `find_triggers` notes it on the sentence."""
    return bool(doc.user_data.get("custody"))


def custody_near(token: Token) -> bool:
    """Tell whether the sentence speaks of custody."""
    return any(t.lower_ in CUSTODY for t in token.doc)


def is_sport(doc: Doc) -> bool:
    """Tell a sentence about a game, which tells of no harm."""
    words = {t.lower_ for t in doc}
    return bool(words & FAINT_SPORT) and len(words & (FAINT_SPORT | SPORT)) >= 3 and not words & _HARM


_HARM = frozenset("killed wounded injured dead died bombed shelled troops soldiers army military rebels militants".split())
