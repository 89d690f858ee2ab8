"""The grammar of amounts and the masks of what is no amount, as patterns; `tracker.extract.numbers` applies them."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split()
    )
}
TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

SP = r"[ \t\n\u00a0\u202f]{1,4}"  # bounded, or long runs of spaces take quadratic time
SP0 = r"[ \t\n\u00a0\u202f]{0,4}"
GAP = r"[ \t\n\u00a0\u202f\-‑]{1,3}"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
SUB100 = rf"(?:(?:{'|'.join(TENS)})(?:{GAP}(?:{ONES})\b)?|{TEENS}|{ONES})"
SCALE = "hundred|thousand|million|billion"
# 'one hundred and five', 'two thousand three hundred'; never 'one hundred and two hundred'.
SPELT = (
    rf"(?:(?:{SUB100}|an?){GAP}(?:{SCALE})\b"
    rf"(?:{SP}(?:and{SP})?{SUB100}\b(?!{GAP}(?:million|billion|dozen))(?:{GAP}(?:{SCALE})\b)?){{0,5}}"
    rf"|{SUB100})"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,4}|\d{1,12})"
SCALED = (
    rf"(?:\d+(?:\.\d+)?{SP}(?:million|billion|thousand|hundred|dozen)|half{SP}a{SP}(?:{SCALE}|dozen)|"
    rf"(?:a|{SUB100}){SP}(?:dozen|score))\b"
)
DOZEN = rf"(?:(?:half{SP})?a{SP}(?:half{SP})?(?:couple{SP}(?:of{SP})?)?dozen|half-dozen|dozen)\b"
EXACT = rf"(?:{SCALED}|{SPELT}|{DIGITS}|{DOZEN})"
# (pattern, low, high): amounts that only bound from below, the longer pattern first.
VAGUE: tuple[tuple[str, int, int | None], ...] = (
    (rf"hundreds{SP}of{SP}thousands", 100_000, None),
    (rf"tens{SP}of{SP}thousands", 10_000, None),
    (rf"thousands{SP}(?:up)?on{SP}thousands", 1000, None),
    (rf"(?:several|a{SP}few|some{SP}few|many){SP}million", 3_000_000, None),
    (rf"(?:several|a{SP}few|many){SP}thousand", 3000, None),
    (rf"(?:several|a{SP}few|many){SP}hundred", 300, None),
    (rf"(?:several|a{SP}few|many){SP}dozen", 36, None),
    (rf"a{SP}couple{SP}(?:of{SP})?hundred", 200, 200),
    (rf"a{SP}couple{SP}(?:of{SP})?dozen", 24, 24),
    (r"millions", 1_000_000, None),
    (r"thousands", 1000, None),
    (r"hundreds", 100, None),
    (r"dozens", 24, None),
    (
        rf"scores(?={SP}(?:of|more|others?|were|had|have|killed|wounded|injured|dead|arrested|detained|captured|people)\b)",
        24,
        None,
    ),
    (r"(?<=ing )scores(?=[.,;])", 24, None),  # 'killing scores.'
    (rf"tens{SP}of", 20, None),
    (rf"a{SP}couple(?:{SP}of)?", 2, 2),
    (rf"(?:a{SP})?pair{SP}of", 2, 2),
    (rf"(?:a{SP})?trio{SP}of", 3, 3),
    (rf"a{SP}handful(?:{SP}of)?", 3, None),
    (rf"a{SP}(?:(?:large|small|great|considerable|significant|good|certain|limited){SP})?number{SP}of", 3, None),
    (rf"(?:quite{SP})?a{SP}few", 3, None),
    (r"several", 3, None),
    (r"numerous", 3, None),
    (r"multiple", 3, None),
)
VAGUE_ALL = "|".join(pattern for pattern, _, _ in VAGUE)
# What stands before an amount and moves its bounds. The longer wording comes first.
QUALIFIERS: tuple[tuple[str, str], ...] = (
    (
        rf"no{SP}(?:fewer|less){SP}than|not{SP}(?:fewer|less){SP}than|at{SP}(?:the{SP}very{SP})?least|a{SP}minimum{SP}of|minimum{SP}of|≥",
        "from",
    ),
    (
        rf"(?:no|not){SP}more{SP}than|up{SP}to|as{SP}many{SP}as|at{SP}(?:the{SP})?most|a{SP}maximum{SP}of|maximum{SP}of|≤",
        "up_to",
    ),
    (
        rf"(?:(?:well|far|slightly|just|a{SP}little){SP})?(?:more{SP}than|over|above|in{SP}excess{SP}of|upwards?{SP}of|greater{SP}than|exceeding)|>",
        "more",
    ),
    (rf"(?:(?:far|slightly|well){SP})?(?:fewer|less){SP}than|under|below|<", "fewer"),
    (
        rf"just{SP}(?:under|short{SP}of)|close{SP}to|(?:an{SP})?estimated|about|around|roughly|some|nearly|almost|approximately|approx\.?|circa|"
        rf"exactly|precisely|a{SP}total{SP}of|a{SP}reported|reportedly|possibly|probably|perhaps|~",
        "exact",
    ),
)
QUALIFIER = "|".join(pattern for pattern, _ in QUALIFIERS)
ANOTHER = rf"another|a{SP}further|an{SP}additional|an{SP}extra|a{SP}(?:staggering|record|reported|mere)"
AMOUNT = re.compile(
    rf"(?<![\w$€£¥#/.:,°+–-])(?<!\d,)"
    rf"(?:(?P<qualifier>(?:{QUALIFIER})(?:{SP}(?:{QUALIFIER}))?){SP0})?"
    rf"(?:(?P<another>{ANOTHER}){SP})?"
    rf"(?:(?P<between>(?:anywhere{SP})?between){SP}(?P<low>{EXACT}){SP}and{SP}(?P<high>{EXACT})"
    rf"|(?P<first>{EXACT})(?:(?P<dash>(?<=\d)[ ]?[-–—‑][ ]?(?=\d)|{SP}to{SP}|{SP}or{SP})"
    rf"(?:(?:possibly|even|maybe|perhaps){SP})?(?P<second>{EXACT}))"
    rf"|(?P<vague>{VAGUE_ALL})|(?P<exact>{EXACT}))"
    rf"(?P<suffix>{SP}or{SP}(?:so|more|fewer|less)\b|[ -]?plus\b|\+|-odd\b)?"
    rf"(?![\w%°]|[/:]\d|\.\d|,\d{{3}})",
    re.IGNORECASE,
)

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
# A day that is listed after another: not when a noun follows that it could count ('On Feb. 3 and 12 people').
LISTED = rf"{DAY}\b(?!{SP}(?!{MONTH})[a-z-]+)(?!,\d)"
NUMERAL = (
    rf"(?:\d[\d,.]{{0,14}}|{SPELT}|several|a{SP}few|a{SP}couple{SP}of|dozens{SP}of|hundreds{SP}of|a{SP}dozen|many|half{SP}a|a)"
)
UNIT = (
    r"(?:km/h|kph|mph|km|kms|kilomet(?:er|re)s?|mi|miles?|mm|cm|m|met(?:er|re)s?|millimet(?:er|re)s?|centimet(?:er|re)s?|feet|foot|ft|inch(?:es)?|"
    r"yards?|knots?|tons?|tonnes?|kg|kgs|kilos?|kilograms?|grams?|lbs?|pounds?|litres?|liters?|gallons?|barrels|acres?|hectares?|dunams?|"
    rf"sq|square|cubic|degrees?|percent|per{SP}cent|pc|percentage{SP}points?|MW|kW|GW|megawatts?|kilotons?|caliber|calibre|nautical|"
    rf"dollars?|euros?|cents|rubles|roubles|rupees|shekels|dinars|riyals|hryvnias?|USD|EUR|US\$|GMT|UTC|local{SP}time|hrs?|h|am|pm|a\.m\.?|p\.m\.?|"
    r"o'clock|noon|o’clock)"
)
PERIOD = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|evenings?|mornings?|weeks?|weekends?|fortnights?|months?|years?|yrs?|decades?|"
    r"centuries|century|quarters?|times|generations?|semesters?|seasons?|winters?|summers?)"
)
PERIOD_WORD = (
    r"(?:consecutive|straight|long|full|short|whole|successive|more|calendar|solid|bloody|intense|working|different|separate|further|additional|"
    r"business|gruelling|other|last|previous|past|tense|hot)"
)
# Words before a figure that make it a designation; places are safe only with a capital ('in the area 5 people died').
NAMED = (
    r"(?:(?i:resolution|article|section|chapter|paragraph|pages?|pp?\.|nos?\.|numbers?|version|type|mark|mk\.?|boeing|airbus|channel|aged?|ages|"
    r"protocol|convention|tel\.?|telephone|phone|fax|isbn|volume|vol\.|surah?|decree|directive|tier|table|figure|level|category|formula|"
    r"shahed|geran|fateh|qiam|burkan|kalibr|iskander|falcon|apollo|mi|tu|su|mig|gbu|rpg|kh)|"
    rf"Unit|Highway|Route|Area|Zone|Block|Sector|Building|Phase|Flight|Room|Gate|Terminal|Checkpoint|Task{SP}Force|Street|Avenue|Road|Hill|Ward|"
    rf"Division|Brigade|Battalion|Regiment|Group{SP}of|Big|Day|Law|Act|Order|Camp|Base|Point|Apartment|Box|Formation)"
)
GROUP_NOUN = (
    r"people|civilians|men|women|children|soldiers|others|persons|fighters|militants|were|was|have|had|killed|wounded|injured|dead"
)
# (pattern, ignore case): what holds digits or number words and counts nothing.
MASKS: tuple[tuple[str, bool], ...] = (
    (r"https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w.-]+", True),
    (r"\b\d{4}-\d{2}-[A-Z]+-\d+\b", False),  # release numbers: 2012-05-S-027
    (r"\b[A-Z]{1,4}[A-Za-z]*[-‑–]?\d+[A-Za-z0-9/-]*\b", False),  # F-16, MQ-9, Shahed-136, T-72B3, S-300, F16, G7
    (r"\b(?:\d{1,3}[A-Z]{1,3}\b[ \d]*)", False),  # grid squares: 38S MB 12345
    (r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}/\d{1,4}\b", True),  # 2015-03-04, 04.05.2015, 24/7
    (
        rf"(?<!\d[ ])\b{MONTH}{SP}{DAY}\b(?:{SP0}[-–]{SP0}(?:{MONTH}{SP})?{DAY}\b|"
        rf"{SP}(?:to|and|or|through|until){SP}{LISTED}|,{SP}{LISTED}){{0,6}}(?:,?{SP}(?:19|20)\d\d\b)?",
        False,
    ),
    (
        rf"(?:\b{DAY}{SP0}(?:[-–]|to|and|or|,|through|until){SP0}){{0,6}}\b{DAY}{SP}(?:of{SP})?{MONTH}\b(?:,?{SP}(?:19|20)\d\d\b)?",
        False,
    ),
    (rf"\b{MONTH},?{SP}(?:of{SP})?(?:19|20)\d\d\b", False),
    (r"\b(?:19|20)\d\d[-–](?:\d\d|(?:19|20)\d\d)\b", False),  # 2014-15
    (r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?|hrs|hours|GMT|local)?|\b\d{1,2}:\d\d\b", True),
    (
        rf"\bat{SP}(?:about{SP}|around{SP})?(?:[012]\d[0-5]\d|\d{{1,2}}(?={SP}(?:local|today|yesterday|in the)\b))\b",
        True,
    ),
    (r"\+\d[\d ()-]{6,20}\d|\(\d{2,4}\)[ -]?\d[\d -]{4,20}\d|\b\d{2,4}(?:-\d{2,4}){2,}\b|\b\d{3}-\d{4}\b", True),  # phone numbers
    (r"\b\d{1,9}(?:\.\d{1,9})?[ ]?°|\b\d{1,9}\.\d{2,}\s*,\s*-?\d+\.\d+", True),  # coordinates
    (rf"(?:US|USD|A|C)?[$€£¥]{SP0}\d[\d,.]*(?:{SP}(?:{SCALE}|bn|m|k)\b)?", True),
    (
        rf"\b{NUMERAL}(?:{SP}(?:{SCALE}))?(?:{SP0}[-–]{SP0}{NUMERAL}|{SP}(?:to|or|and){SP}{NUMERAL})?(?:{SP}(?:{SCALE}))?[ -]?%",
        True,
    ),
    (
        rf"\b{NUMERAL}(?:{SP0}[-–]{SP0}{NUMERAL}|{SP}(?:to|or|and){SP}{NUMERAL})?(?:{SP}(?:{SCALE}))?(?:{SP}of)?[ \u00a0-]?"
        rf"{UNIT}(?![\w'])",
        True,
    ),
    (
        rf"\b{NUMERAL}(?:{SP0}[-–]{SP0}{NUMERAL}|{SP}(?:to|or|and){SP}(?:a{SP}half|{NUMERAL}))?(?:{SP}(?:{SCALE}))?(?:{SP}of)?"
        rf"(?:{SP}and{SP}a{SP}half)?(?:[ \u00a0-]|{SP}{PERIOD_WORD}{SP}){PERIOD}(?![\w])(?:-old|{SP}old|{SP}of{SP}age)?",
        True,
    ),
    (
        rf"\b(?:aged|ages?(?:{SP}of)?|between{SP}the{SP}ages{SP}of){SP}(?:{SPELT}|\d+)(?:{SP0}(?:[-–]|to|and|or|,){SP0}(?:{SPELT}|\d+)\b(?!{SP}[a-z]+s\b))*",
        True,
    ),
    (rf"\b{NAMED}{SP}#?(?:\d+|(?i:{ONES}|{TEENS}))\b(?!,\d|{SP}(?:{GROUP_NOUN})\b)(?:{SP0}[-–]{SP0}\d+)?", False),
    (r"(?m:^[ \t]*[\[(]?\d{1,3}[.)\]](?=\s))|[\[]\d+[\]]", True),  # list numbers, foot notes
    (
        rf"\b(?:{SPELT}|\d+)[-–]?(?:thirds?|quarters?|fourths?|fifths?|sixths?|tenths?|halves)\b|\bone{SP}(?:third|quarter|fifth|half|in{SP}\w+)\b",
        True,
    ),
    (
        rf"\b(?:won|win|wins|beat|beats|lost|lose|victory|defeat|score|draw|drew){SP}(?:\w+{SP}){{0,3}}?\d{{1,2}}[-–]\d{{1,2}}\b|\b\d{{1,2}}[-–]\d{{1,2}}{SP}(?:win|victory|defeat|draw|loss)\b",
        True,
    ),
)
MASK = tuple(re.compile(pattern, re.IGNORECASE if fold else 0) for pattern, fold in MASKS)

# 'one' that counts nothing: 'no one', 'one of the', 'one another', 'at one point'.
NOT_ONE_BEFORE = re.compile(
    rf"\b(?:no|any|some|every|the|this|that|which|each|day|number|at|on|as|square|phase|another){SP}$", re.IGNORECASE
)
ONE_NOUN = (
    r"point|stage|moment|way|thing|side|hand|time|end|go|step|place|reason|type|kind|form|part|sign|form|blow|voice|sense|aspect"
)
NOT_ONE_AFTER = re.compile(
    rf"{SP}(?:another|of{SP}(?:the|its|their|his|our|several|many|a)\b(?!{SP}(?:dead|killed|wounded|injured|victims))|(?:{ONE_NOUN})\b|must|can|should|could|would|by{SP}one|or{SP}another)",
    re.IGNORECASE,
)
AGE_AFTER_NAME = re.compile(r"(?:[A-Z][\w'’-]+|\b(?:man|woman|boy|girl|son|daughter)),?[ ]?[,(][ ]?$")
AGED = re.compile(
    r"\b(?:those|aged|anyone|everyone|people|persons|men|women|adults|children|all)\s$", re.IGNORECASE
)  # 'men over 60'
YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|during|until|till|before|after|from|to|of|for|late|early|mid|spring|summer|autumn|fall|winter|the|year|through|"
    rf"between|and|than|{MONTH})|[(]|(?:19|20)\d\d,?(?:{SP}and)?){SP0}$|{DAY},?{SP}$",
    re.IGNORECASE,
)
COUNTED_AFTER = re.compile(rf"{SP}(?:[a-z-]+{SP}){{0,2}}?(?:people|children|women|men|troops|personnel|others|[a-z]{{3,}}s)\b")
RISE = re.compile(rf"\b(?:from|was|were){SP}$", re.IGNORECASE)
RISE_VERB = re.compile(
    r"\b(?:ros|ris|increas|climb|jump|grew|grow|went|gone|rais|up|fell|fall|drop|declin|chang|revis|soar|surg|updat)", re.IGNORECASE
)
COUNTABLE = (
    r"casualt(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?|civilians?|people|persons?|soldiers?|troops|personnel|losses|lives|"
    r"survivors?|wounded|dead|prisoners?|hostages?|detainees?|arrests?|strikes?|airstrikes?|raids?|attacks?|members?|militants?|fighters?|men|women|"
    r"children|child|woman|man|residents?|passengers?|workers?|journalists?|staff|others|americans?|palestinians?|israelis?|targets?|missiles?|"
    r"rockets?|drones?|bombs?|abductions?|kidnappings?|detentions?|[a-z]+(?:ists?|men|women|ians?)|israeli|iraqi|soldier|fighter|militant"
)
NONE = re.compile(rf"\b(?:no|zero)(?={SP}(?!longer|more{SP}than|fewer|less)(?:[\w-]+{SP}){{0,3}}?(?:{COUNTABLE})\b)", re.IGNORECASE)
BOTH = re.compile(
    rf"\bboth(?={SP}(?:of{SP}(?:them|whom)\b|were|had|have|died|killed|wounded|(?:the{SP}|his{SP}|her{SP}|their{SP})?"
    rf"(?:[a-z-]+{SP}){{0,2}}?(?:men|women|children|people|[a-z]{{3,}}s)\b(?!{SP}and\b)))(?!{SP}(?:sides|parties|countries|cases|ways|times)\b)",
    re.IGNORECASE,
)
UNKNOWN_NUMBER = re.compile(
    rf"\b(?:unknown|unspecified|undisclosed|unconfirmed|the|record|growing|increasing|any){SP}number{SP}of\b", re.IGNORECASE
)
