"""Add the toll that the sentences after a strike give: 'Four people died and 12 were hurt.'

Only the next sentences of the same passage count, only those without an event of their own, and none that names another cause
('in an ambush', 'were shot').
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from tracker.extract.attach import is_announcement
from tracker.model import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.mentions import Mention, Setting
    from tracker.extract.segment import Sentence
    from tracker.extract.toll import Toll

TOLL = re.compile(
    r"\b(?:kill\w*|dead|died|dies?|deaths?|toll|casualt\w+|wound\w*|injur\w*|hurt|victims?|martyr\w*|bodies|lives|fatal\w*|harmed|"
    r"slain|slew|perish\w*|maim\w*|massacr\w*|neutrali[sz]\w*|succumb\w*|eliminat\w*|murder\w*|slaughter\w*)\b",
    re.IGNORECASE,
)
_OTHER_CAUSE = re.compile(
    r"\b(?:ambush\w*|clash\w*|shot|gunm[ae]n|shooting|executed|beheaded|suicide|car bomb\w*|ieds?|mines?|landmines?|"
    r"crash\w*|earthquake|stabb\w*|firefight\w*|since the (?:war|conflict|start|beginning)|so far this year|civil war|overall)\b",
    re.IGNORECASE,
)
_REACH = 2


def follows(sentence: Sentence, gated: Sequence[int]) -> bool:
    """Tell whether a sentence may give the toll of one that passed the gate. `gated` are the indexes of those, in order."""
    return bool(TOLL.search(sentence.text)) and any(0 < sentence.index - g <= _REACH for g in gated)


def add_tolls(mentions: Sequence[Mention], settings: dict[int, Setting]) -> tuple[Mention, ...]:
    """Give each strike the tolls of the sentences right after it; where it has a figure of its own, that stays."""
    told = {m.sentence.index for m in mentions}
    out = []
    for mention in mentions:
        last = mention.sentence.index == max(m.sentence.index for m in mentions if m.sentence.index <= mention.sentence.index)
        out.append(_with_tolls(mention, settings, told) if mention.kind == "strike" and last else mention)
    return tuple(out)


def _with_tolls(mention: Mention, settings: dict[int, Setting], told: set[int]) -> Mention:
    counts, more = list(mention.counts), list(mention.more)
    for index in range(mention.sentence.index + 1, mention.sentence.index + 1 + _REACH):
        setting = settings.get(index)
        if setting is None and index not in told:
            continue  # a sentence without a toll
        if index in told or setting is None or not _continues(mention, setting):
            break
        new = [t for t in setting.tolls if not any(c.of == t.of and c.group == t.group for c in counts) and not _doubles(t, counts)]
        if new:
            counts += [Count(t.of, t.low, t.high, t.group, t.text) for t in new]
            more.append(setting.sentence)
    return dataclasses.replace(mention, counts=tuple(counts), more=tuple(more))


def _continues(mention: Mention, setting: Setting) -> bool:
    """Tell whether a sentence goes on about the same happening: same passage, no other cause, no other day."""
    if (
        setting.sentence.role in {"heading", "item"}
        or mention.sentence.role == "item"
        or _OTHER_CAUSE.search(setting.sentence.text)
    ):
        return False
    if setting.sentence.paragraph - mention.sentence.paragraph > 1:
        return False
    days = [d for d in setting.dates if d.first is not None and not d.time_of_day and not is_announcement(setting.doc, d)]
    return not any(d.since or (mention.date is not None and d.first != mention.date.first) for d in days)


def _doubles(toll: Toll, counts: Sequence[Count]) -> bool:
    """Tell a sum of killed and wounded from figures that say both."""
    return toll.of == "casualties" and any(c.of in {"killed", "wounded"} for c in counts)
