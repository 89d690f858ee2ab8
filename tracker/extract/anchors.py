"""Find the sentence that introduces an operation of which a later one speaks as 'the operation', 'the raid', 'the scene'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.segment import Sentence

# How many sentences back an operation may have been introduced. Releases tell one over a dozen sentences.
_REACH = 12

_OPERATIONS = r"(?:operation|raid|search|sweep|mission|assault|patrol|ambush|clash|firefight|engagement|battle|offensive|incident)"
_AGAIN = re.compile(
    rf"\b(?:the|this|that|the same|the joint|these|those) (?:[\w-]+ )?{_OPERATIONS}s?\b"
    r"(?! (?:force|group|commander|against|in|on|near)\b)"
    r"|\b(?:at|from) the (?:scene|site|compound|target(?:ed)? \w+)\b|\bquestioning\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"\b(?:an?|another|separate|multiple|several|two|three) (?:[\w-]+ ){{0,5}}{_OPERATIONS}s?\b"
    rf"|\b(?:conduct|launch|carr(?:y|ied)|complet|conclud|mount|began|start)\w* (?:out )?(?:[\w-]+ ){{0,6}}{_OPERATIONS}s?\b"
    r"|\b(?:patrol|(?:security|combined|joint|assault) force|troops|soldiers|police|commandos)"
    r" (?:\w+ )?(?:search|clear|raid|target|patrol)\w*\b",
    re.IGNORECASE,
)


def introduction(sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
    """Give the nearest earlier sentence that introduces the operation of which this one speaks as known, or None."""
    if sentence.role == "item" or not _AGAIN.search(sentence.text):
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _REACH), -1):
        other = sentences[index]
        if _INTRODUCED.search(other.text):
            return other
    return None
