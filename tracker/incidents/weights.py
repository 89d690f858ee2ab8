"""All thresholds and weights of linking, as data.

A weight says about how many times, as a power of two, a sign is seen more often between two reports of one happening than between
reports of two that lie as near: 1 is twice as often, 2 four times, -3 eight times less often. Signs are summed up. None was
fitted by a machine: each is what its comment says, and `tests/benchmarks/bench_linking_quality.py` shows what moving it does.
"""

from __future__ import annotations

from tracker.model import CountOf, EventType

# --- thresholds

JOIN = 6.5  # two reports from here on are one happening: type, day and town agree, and little speaks against it
SUGGEST = 3.5  # from here on a person is asked
AGAINST = 2.0  # at most this is kept as well, since it holds groups of reports apart
NEVER = -1000.0  # the score of what can't be, whatever else agrees
HOLD = 6.0  # the mean over all pairs of two groups that one link from JOIN on would make one: a chain alone does not hold
UNKNOWN = 5.5  # what a pair counts in that mean that was never compared, since nothing rare is in both

# --- type: pairs not named here are never one happening

_SAME_TYPE = 1.0
TYPES: dict[frozenset[EventType], float] = {
    frozenset({"strike", "air_strike"}): 0.5,  # 'strike' leaves the means open
    frozenset({"strike", "drone_strike"}): 0.5,
    frozenset({"strike", "missile_strike"}): 0.5,
    frozenset({"strike", "shelling"}): 0.5,
    frozenset({"air_strike", "drone_strike"}): 0.0,  # witnesses see a blast, not what flew
    frozenset({"drone_strike", "missile_strike"}): 0.0,  # nights of both are told by either
    frozenset({"missile_strike", "shelling"}): -0.5,  # rockets are 'shells' to some
    frozenset({"air_strike", "missile_strike"}): -1.0,
    frozenset({"drone_strike", "shelling"}): -1.5,
    frozenset({"air_strike", "shelling"}): -1.5,
    frozenset({"capture", "arrest"}): 0.5,  # the verb is the writer's choice
    frozenset({"capture", "abduction"}): 0.0,  # one side's arrest is the other's kidnapping
    frozenset({"arrest", "abduction"}): 0.0,
}
TYPES.update({frozenset({each}): _SAME_TYPE for pair in tuple(TYPES) for each in pair})
TYPES.update({frozenset({each}): _SAME_TYPE for each in ("transfer", "release", "escape", "held")})

# --- date

SAME_DAY = 2.5
# Stretches of days that overlap, by the days of the longer one: 'overnight', a week, a month, more.
OVERLAP: tuple[tuple[int, float], ...] = ((3, 2.0), (8, 1.0), (31, 0.5), (10**6, 0.25))
# Days between them. One day off is a night, a time zone, or a wrong 'on Monday', but more often the next strike.
GAP: tuple[tuple[int, float], ...] = ((1, -2.5), (2, -5.0), (10**6, -8.0))
# Days from what happened on a day to a text that only says when it was published: news are young.
LAG: tuple[tuple[int, float], ...] = ((1, 1.5), (3, 0.5), (7, -1.0), (30, -4.0), (10**6, -8.0))
# Days between two such texts.
BOTH_LAG: tuple[tuple[int, float], ...] = ((1, 1.0), (3, 0.0), (7, -1.5), (30, -4.0), (10**6, -8.0))
TOLD_BEFORE = -8.0  # published before the other happened
ONE_DAY_EARLY = -1.0  # the same by one day: time zones

# --- place

SAME_PLACE = 4.0
SAME_SPELLING = 3.5  # one name by its consonants, at most two letters apart
PART_OF_TOWN = 3.0  # a quarter or a site, and its town
OTHER_QUARTER = -1.0  # two quarters of one town
IN_REACH = 1.0  # other names, one point in the other's radius
NEIGHBOURS = -1.5  # two towns whose radii touch
SAME_PROVINCE = 1.5
IN_PROVINCE = 1.0
SAME_COUNTRY = 0.5
IN_COUNTRY = 0.25
OTHER_NAME = -1.5  # no point to tell how far
AWAY: tuple[tuple[float, float], ...] = ((30.0, -4.0), (10.0**6, -8.0))  # kilometres beyond their radii
OTHER_PROVINCE = -5.0
NAMESAKES = -3.0  # one name, two places
NAMESAKES_KM = 60.0

# --- actors

SAME_ACTOR = 0.75  # little: in one war most strikes are one side's
SAME_SIDE = 0.5  # 'CENTCOM', 'American forces'
OTHER_ACTOR = -1.5  # two sides contradict each other about one strike, too

# --- targets and weapons

SAME_TARGET = 1.5
TOLD_TARGET = 1.0  # one's target is in the other's sentence
OTHER_TARGET = -1.5  # 'school', 'market'
UNTOLD_TARGET = -0.5  # one's target is not in the other's sentence
SAME_WEAPON = 0.75
OTHER_WEAPON = -0.5

# --- counts

# What an equal number says, by how high it is: a high one is not shared by chance.
EQUAL: tuple[tuple[int, float], ...] = ((0, 0.5), (2, 1.0), (9, 2.0), (10**9, 3.0))
OPEN = 0.75  # that part of it, where one is open: '12', 'at least 12'
# Other figures, by the higher one over the lower, each one more (0 is a figure): for what rises as rubble is cleared, and for
# what is counted once. Tolls of two strikes are seldom near each other, but where they are small.
TOLL_RATIO: tuple[tuple[float, float], ...] = ((1.15, 1.5), (1.5, 0.75), (2.0, -0.5), (3.0, -1.5), (5.0, -2.5), (10.0**9, -3.5))
EXACT_RATIO: tuple[tuple[float, float], ...] = ((1.15, 1.0), (1.3, 0.25), (2.0, -1.5), (10.0**9, -3.0))
SMALL = 4  # figures up to this are near each other by chance: half of what speaks for them
SOFTER = 0.5  # that part of what speaks against, where the later toll is the higher one, or an open bound reaches the other
TOLLS: frozenset[CountOf] = frozenset({"killed", "wounded", "casualties", "killed_or_captured"})
VAGUE: frozenset[CountOf] = frozenset({"strikes", "targets", "munitions"})  # counted in many ways: at most half says against
COUNTS_MOST = 4.5  # figures of one report hang together
COUNTS_LEAST = -4.0

# --- words of the evidence

SAME_TEXT = 6.0  # the same sentence
# At least so many words in common, and such a part of the shorter one's.
SHARED_WORDS: tuple[tuple[int, float, float], ...] = ((5, 0.5, 3.5), (3, 0.5, 2.5), (3, 0.3, 1.5), (2, 0.2, 0.75))
NO_SHARED_WORD = -1.0
ROUTINE = 1.25  # all that words may say for it where the days differ: the same words come again the next day
SHARED_NAME = 1.0  # of a person, a building: not the place, not the sides
SHARED_NAMES_MOST = 2.0
OTHERS_OF_COPY = -2.0  # of two copies of one text: each has its own sentence

# --- totals (scope 'aggregate'): one claim told twice

SAME_PERIOD = 3.0
SAME_START = 2.0  # 'since December', told a few days later
OTHER_PERIOD = -3.0
OTHER_TOTAL = -4.0  # another figure is another claim
