"""Words that name detentions, as data: one frozenset or table a class, each with what it is for.

Lower-case lemmas or word forms. Terms follow CODEBOOK's table of types.
"""

from __future__ import annotations

from typing import Final

from tracker.model import DetentionType

DETAIN_VERBS: Final[dict[str, DetentionType]] = {
    "detain": "arrest",
    "arrest": "arrest",
    "apprehend": "arrest",
    "re-arrest": "arrest",
    "rearrest": "arrest",
    "capture": "capture",
    "recapture": "capture",
    "seize": "capture",
    "abduct": "abduction",
    "kidnap": "abduction",
    "snatch": "abduction",
    "hijack": "abduction",
    "transfer": "transfer",
    "move": "transfer",
    "relocate": "transfer",
    "extradite": "transfer",
    "deport": "transfer",
    "transport": "transfer",
    "evacuate": "transfer",
    "release": "release",
    "free": "release",
    "liberate": "release",
    "rescue": "release",
    "exchange": "release",
    "swap": "release",
    "repatriate": "release",
    "escape": "escape",
    "flee": "escape",
    "abscond": "escape",
    "hold": "held",
    "fly": "transfer",
    "bus": "transfer",
    "ferry": "transfer",
    "airlift": "transfer",
    "take": "transfer",
    "bring": "transfer",
    "send": "transfer",
    "imprison": "held",
    "incarcerate": "held",
    "surrender": "capture",
    "catch": "arrest",
    "nab": "arrest",
    "recover": "release",
    "parade": "held",
}

# Verb with a particle or noun that makes the sense: (verb, word within its clause) -> type.
DETAIN_PHRASES: Final[dict[tuple[str, str], DetentionType]] = {
    ("round", "up"): "arrest",
    ("take", "custody"): "arrest",
    ("take", "prisoner"): "capture",
    ("take", "prisoners"): "capture",
    ("take", "captive"): "capture",
    ("take", "alive"): "capture",
    ("take", "hostage"): "abduction",
    ("take", "hostages"): "abduction",
    ("disappear", "forcibly"): "abduction",
    ("hand", "over"): "transfer",
    ("turn", "over"): "transfer",
    ("set", "free"): "release",
    ("let", "go"): "release",
    ("break", "out"): "escape",
    ("break", "free"): "escape",
    ("break", "loose"): "escape",
    ("bust", "out"): "escape",
    ("keep", "captive"): "held",
    ("keep", "hostage"): "held",
    ("keep", "custody"): "held",
    ("place", "arrest"): "arrest",
    ("place", "custody"): "arrest",
    ("put", "arrest"): "arrest",
    ("give", "up"): "capture",
}

# The same with a particle or complement that hangs on the verb itself, for words that are common elsewhere in a clause.
DETAIN_PARTICLES: Final[dict[tuple[str, str], DetentionType]] = {
    ("get", "away"): "escape",
    ("slip", "away"): "escape",
    ("get", "out"): "escape",
    ("tunnel", "out"): "escape",
    ("run", "away"): "escape",
    ("spring", "from"): "escape",
    ("let", "out"): "release",
    ("turn", "loose"): "release",
    ("walk", "free"): "release",
    ("walk", "out"): "release",
    ("bundle", "into"): "abduction",
    ("shove", "into"): "abduction",
    ("load", "into"): "arrest",
    ("load", "onto"): "arrest",
    ("go", "free"): "release",
    ("go", "home"): "release",
    ("return", "home"): "release",
    ("come", "home"): "release",
    ("hand", "back"): "release",
    ("give", "back"): "release",
    ("regain", "freedom"): "release",
    ("gain", "freedom"): "release",
    ("win", "freedom"): "release",
    ("pick", "up"): "arrest",
    ("carry", "off"): "abduction",
    ("drag", "off"): "abduction",
    ("drag", "away"): "abduction",
    ("drag", "out"): "abduction",
    ("drag", "from"): "abduction",
    ("haul", "off"): "abduction",
    ("haul", "away"): "abduction",
    ("lead", "away"): "abduction",
    ("lead", "off"): "abduction",
    ("spirit", "away"): "abduction",
    ("make", "off"): "abduction",
    ("drive", "off"): "abduction",
    ("drive", "away"): "abduction",
    ("take", "away"): "abduction",
    ("whisk", "away"): "abduction",
    ("march", "away"): "abduction",
    ("march", "off"): "abduction",
    ("show", "off"): "held",
}
# Of these, verbs of going, which are of custody only where those who go are captives by name.
GOING_HOME: Final = frozenset("go return come walk slip run".split())

DETAIN_NOUNS: Final[dict[str, DetentionType]] = {
    "arrest": "arrest",
    "detention": "arrest",
    "apprehension": "arrest",
    "roundup": "arrest",
    "round-up": "arrest",
    "capture": "capture",
    "surrender": "capture",
    "abduction": "abduction",
    "kidnapping": "abduction",
    "kidnap": "abduction",
    "hostage-taking": "abduction",
    "disappearance": "abduction",
    "transfer": "transfer",
    "handover": "transfer",
    "extradition": "transfer",
    "release": "release",
    "freeing": "release",
    "liberation": "release",
    "repatriation": "release",
    "rescue": "release",
    "exchange": "release",
    "swap": "release",
    "escape": "escape",
    "jailbreak": "escape",
    "breakout": "escape",
    "prison-break": "escape",
}

# What is held without custody.
HELD_THINGS: Final = frozenset(
    """
    election vote talk meeting rally protest funeral ceremony conference hearing service referendum summit vigil position
    session exercise event inquest parade poll primary game race seat office title
    """.split()
)

# 'In custody', 'in captivity', 'behind bars'.
IN_CUSTODY: Final = frozenset("custody captivity detention bars prison jail prisons jails cells".split())

# 'Held' with these is no custody.
HELD_OTHERWISE: Final = frozenset("accountable responsible back together liable up high dear off down aloft out".split())

# Who takes people without the law, and whom: 'seized' by or of these is an abduction.
ABDUCTORS: Final = frozenset(
    """
    gunman militant pirate bandit kidnapper gang attacker assailant rebel terrorist jihadist militiaman captor
    """.split()
)

CIVILIANS: Final = frozenset(
    "merchant trader driver farmer herder fisherman missionary engineer passenger woman child girl boy "
    "civilian villager sailor crew student journalist worker teacher doctor nurse priest pupil traveller hostage".split()
)

# Types whose verbs have so many other senses that their people must be captives already, or the setting a prison.
NEEDS_CAPTIVES: Final = frozenset(
    """
    transfer move relocate transport evacuate deport release free liberate rescue exchange swap repatriate
    escape flee hold snatch hand turn let break give handover surrender liberation
    get slip walk go return come regain gain win recover parade show tunnel spring
    """.split()
)

# Verbs of carrying: a transfer only where the clause names custody as where from or where to.
CARRIES: Final = frozenset("fly bus ferry airlift take bring send".split())

# Nouns with as many other senses: people named with them must be captives, or the setting a prison.
NOUNS_NEED_CAPTIVES: Final = frozenset(
    "swap exchange handover rescue escape transfer release liberation surrender repatriation".split()
)
# Nouns that are of custody by themselves.
CUSTODY_DEEDS: Final = frozenset("jailbreak breakout hostage-taking prison-break".split())
# Verbs that are of custody by themselves, whoever their object is, or with none.
TAKING: Final = frozenset("detain arrest apprehend abduct kidnap re-arrest rearrest".split())
# Verbs of letting go.
LETTING_GO: Final = frozenset("free release let hand".split())
# Those, and verbs of getting away: of people who are captives where the article is about custody.
LEAVING: Final = LETTING_GO | frozenset("escape rescue repatriate exchange swap".split())
# Verbs whose subject is who is taken or gets away.
BY_THEMSELVES: Final = frozenset(
    "run escape flee surrender abscond break get slip walk go return come regain gain win tunnel".split()
)
# Who takes people by law, and to whom they are handed: 'was caught by border guards', 'handed over to the police'.
SECURITY: Final = frozenset(
    """
    police policeman policewoman officer guard soldier troop troops army military force forces commando agent security guardsman
    gendarme gendarmerie patrol detective ranger marine intelligence authority authorities customs paramilitary
    fbi interpol tribunal icc court courts
    """.split()
)
# What tells a participle before a noun that those named are captives: 'the three captured men were moved'.
TAKEN: Final = frozenset(
    "captured detained arrested abducted kidnapped imprisoned jailed interned apprehended seized captive".split()
)
# Who holds them: 'slipped away from their captors'.
CAPTORS: Final = frozenset("captor captors kidnapper kidnappers abductor abductors guard guards jailer jailers".split())
# Where those who are taken are put.
VEHICLES: Final = frozenset(
    "van vans car cars truck trucks vehicle vehicles bus buses lorry lorries pickup pickups minibus jeep".split()
)
# Where people are kept, as what they leave, vanish from or come home after.
WALLS: Final = frozenset("prison prisons jail jails gaol custody captivity detention cell cells imprisonment".split())
# Searches that take people, whoever makes them.
SWEEPS: Final = frozenset("raid raids sweep sweeps operation operations crackdown roundup dragnet checkpoint roadblock".split())
# Where armed men march those whom they have seized.
WILDS: Final = frozenset("forest bush bushes woods jungle desert mountains hills hideout swamp wilderness".split())
# Where rescuers drag people from.
RESCUED_FROM: Final = frozenset("rubble wreckage debris ruins fire flames water river sea car mud snow collapsed burning".split())
# Where people are at home or at peace: 'taken from their homes' is no journey of their own.
AT_HOME: Final = frozenset("home homes house houses bed beds bakery mosque church school office checkpoint tent tents bus".split())
# What is fled without custody, and how one escapes it.
DANGERS: Final = frozenset("fighting violence war strike strikes shelling bombing homes".split())
UNHURT: Final = frozenset("unhurt unharmed unscathed injury death alive".split())
# Captives' words that are said of others as well.
PLAIN_CAPTIVES: Final = frozenset("student pupil schoolgirl schoolboy suspect".split())
FIGHTERS: Final = frozenset("fighter militant jihadist insurgent terrorist operative extremist combatant".split())
CAPTIVES: Final = frozenset(
    """
    prisoner detainee hostage captive inmate pow internee suspect convict abductee kidnap-victim
    prisoners-of-war schoolgirl schoolboy pupil student
    """.split()
)

# After 'detention', 'arrest', 'release' these make another noun of it.
DETAIN_NOT_BEFORE: Final = frozenset(
    """
    center centers centre centres facility facilities camp camps warrant warrants record records date dates
    conditions policy order orders cell cells unit rate rates valve power powers system law laws agreement talks
    negotiations efforts
    """.split()
)

# 'Cardiac arrest', 'press release', 'bank transfer', 'data capture', 'fire escape'.
DETAIN_NOT_AFTER: Final = frozenset(
    """
    cardiac press news album single media immediate for bank wire money technology power knowledge data carbon
    screen image motion narrow fire prisoner-of heroic cash fund funds title land stock currency cultural
    foreign student ideas player house
    """.split()
)
# What holds people up without arresting them: 'detained by a phone call', 'held hostage by the banks'.
HOLDS_UP: Final = frozenset(
    """
    call traffic weather work business illness storm fog snow meeting importer exporter bank price market politics politician
    lawmaker budget inflation bureaucracy fear debt creditor speculator monopoly lobby lobbyist sponsor landlord employer algorithm
    """.split()
)
