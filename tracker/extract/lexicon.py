"""Words that name strikes and detentions, as data: one frozenset a class, each with what it is for.

Lower-case lemmas or word forms. Terms follow CODEBOOK's table of types; classes of people, munitions' targets and actors have
files of their own.
"""

from __future__ import annotations

from typing import Final

from tracker.model import DetentionType, StrikeType

# What carries or delivers the force, by the type of strike that it makes.
AIRCRAFT: Final = frozenset(
    """
    warplane jet aircraft plane airplane bomber helicopter gunship fighter-jet fighter-bomber chopper su-25
    su-34 su-35 f-16 f-35 f-15 f/a-18 mig mig-31 tu-95 tu-160 tu-22m3 b-52 b-1 b-2 ac-130 apache airforce
    aircrafts sukhoi
    """.split()
)
DRONES: Final = frozenset(
    """
    unmanned uncrewed pilotless drone uav uas uavs fpv quadcopter shahed shaheds shahed-136 reaper predator
    bayraktar mq-9 mq-1 geran
    """.split()
)
MISSILES: Final = frozenset(
    """
    missile rocket ballistic cruise katyusha grad scud himars mlrs atacms iskander kinzhal kalibr tochka-u
    rpg-launcher rocketry fateh zolfaghar tomahawk burkan qassam
    """.split()
)
GUNS: Final = frozenset("artillery mortar shell howitzer cannon tank gunboat warship naval tank-fire shellfire".split())
# Bombs that fall from the air; a bare 'bomb' may be an IED and is none of them.
AIR_BOMBS: Final = frozenset("barrel glide aerial cluster guided bunker-buster thermobaric phosphorus kab fab-500 jdam".split())
# Adjectives and nouns before 'strike', 'raid', 'attack' that say it came from the air.
AERIAL: Final = frozenset("air aerial airborne".split())

MEANS: Final[dict[str, StrikeType]] = {
    **dict.fromkeys(AIRCRAFT | AERIAL, "air_strike"),
    **dict.fromkeys(DRONES, "drone_strike"),
    **dict.fromkeys(MISSILES, "missile_strike"),
    **dict.fromkeys(GUNS, "shelling"),
}

# 'Air' before these is no means of striking.
AIR_NOT_BEFORE: Final = frozenset(
    """
    base bases defence defences defense defenses port field traffic conditioning space raid-siren quality
    """.split()
)
# Blasts that nobody fired: as the subject of 'hit' or 'struck' they are no strike.
BLASTS: Final = frozenset("bombing blast explosion bomb attack bomber attacker ied".split())
# Nouns that are strikes by themselves.
STRIKE_NOUNS: Final[dict[str, StrikeType]] = {
    "airstrike": "air_strike",
    "air-strike": "air_strike",
    "airstrikes": "air_strike",
    "airraid": "air_strike",
    "airraids": "air_strike",
    "bombardment": "shelling",
    "shelling": "shelling",
    "shellfire": "shelling",
    "strike": "strike",
    "bombing": "air_strike",
    "bombings": "air_strike",
}
# Nouns that are strikes only with a means before them ('rocket attack', 'drone raid', 'mortar fire').
MEANS_NOUNS: Final = frozenset(
    "raid attack fire barrage salvo volley assault blitz launch sortie bombardment rounds strike".split()
)
# 'Fire' and 'attack' with these before them are no strikes.
NOT_FROM_DISTANCE: Final = frozenset(
    """
    car truck suicide vehicle motorcycle bicycle bike roadside ied improvised suitcase letter parcel nail pipe
    petrol bus train pub nightclub hotel church marathon embassy twin knife arson gun shooting ramming
    small-arms sniper rifle machine-gun gunfire cyber acid grenade terrorist magnetic sticky planted belt vest
    """.split()
)
# Other senses of 'strike': work, food, luck, law, sport.
LABOUR: Final = frozenset(
    """
    hunger labour labor general rail transport bus tube taxi truckers teachers nurses doctors workers
    dockworkers postal port pilots union walkout wildcat sit-down solidarity climate school student lightning
    pay wage prison transit sympathy garbage air-traffic football bank civil-service miners lawyers judges fuel
    bakers traders shutter drivers pilots crew cabin ferry metro air-traffic traffic
    """.split()
)
LABOUR_CUES: Final = frozenset(
    """
    union unions unionised walkout walkouts picket pickets pay wages wage salaries salary employees employers
    strikers striker labour labor overtime bargaining dispute stoppage
    """.split()
)
# What one strikes without force: 'strike a deal', 'strike a balance', 'strike gold'.
STRUCK_OBJECTS: Final = frozenset(
    """
    deal agreement bargain balance chord tone note pose accord truce compromise gold oil pact alliance match
    blow fear terror friendship conversation partnership contract settlement goal ball shot penalty winner
    clause law ceasefire iceberg decision ruling conviction
    """.split()
)
# What strikes or hits without force from a distance: 'an earthquake struck', 'hit by a car'.
NATURAL_AGENTS: Final = frozenset(
    """
    earthquake quake storm hurricane cyclone typhoon tsunami tornado flood lightning disaster tragedy drought
    famine virus pandemic epidemic disease cholera covid fire wildfire heatwave crisis inflation recession
    sanctions sanction car bus truck lorry train tram vehicle driver ball asteroid meteorite midnight wave
    poverty price tariff outage blackout scandal striker midfielder forward bullet gunman sniper gunmen gunfire
    mine landmine ied
    """.split()
)

# Verbs of striking that need no further word; the type they have unless a means says otherwise.
STRIKE_VERBS: Final[dict[str, StrikeType]] = {
    "bomb": "air_strike",
    "bombard": "shelling",
    "shell": "shelling",
    "airstrike": "air_strike",
}
# Verbs that are a strike when a side at war does them to something ('Israel struck a depot').
ACTOR_VERBS: Final = frozenset("strike hit pound pummel blast hammer".split())
# Verbs that are a strike only with a means in their clause ('drones attacked', 'targeted with rockets').
MEANS_VERBS: Final = frozenset(
    """
    strike hit pound pummel blast hammer target attack raid kill wound injure destroy damage level flatten
    demolish land fall crash slam explode impact rain ram tear rip plough plow penetrate reach wreck engulf
    smash pierce leave claim detonate ignite obliterate collapse cripple set shake rock
    """.split()
)
# Verbs that take their munition by 'with'.
AIMING_VERBS: Final = frozenset("target attack hit strike pound pummel blast hammer bomb bombard shell".split())
# Verbs of sending a munition: 'fired rockets', 'dropped barrel bombs', 'launched drones'.
FIRING_VERBS: Final = frozenset(
    "fire launch drop lob rain unleash hurl shoot deliver release send discharge direct use employ loose".split()
)
# 'Sent' and 'used' need not be a firing; they count only with these objects in a clause that also names a hit.
WEAK_FIRING: Final = frozenset("release send use employ deliver direct shoot".split())
# Verbs that carry a noun of striking: 'carried out 10 strikes'.
LIGHT_VERBS: Final = frozenset(
    """
    carry conduct launch mount stage make perform execute undertake deliver unleash fly run intensify resume
    continue renew escalate wage begin step
    """.split()
)

# What a strike does: beside a strike that is told, these tell no second one.
EFFECTS: Final = frozenset(
    """
    kill wound injure destroy damage level flatten demolish leave claim set tear rip collapse cripple wreck hit strike
    shake rock
    """.split()
)
# Words of the playing field: no 'strike', 'hit', 'transfer' or 'release' of the sentence is ours.
SPORT: Final = frozenset(
    """
    pitcher goalkeeper goalkeepers midfielder defender striker strikers batter inning innings league match
    matches coach season club clubs football soccer baseball cricket tennis quarterback playoffs champions cup
    stadium-goal penalty-kick bowler wicket
    """.split()
)
# Of those below, what says little by itself.
FAINT: Final = frozenset(
    """
    force forces air base raid raids target targets killed wounded hit strike strikes attack depot positions war
    """.split()
)
# Signs that an article or sentence is about armed force, for bare 'strike' and 'hit'.
WAR: Final = frozenset(
    """
    military army forces force troops coalition militants militant insurgents insurgent rebels rebel terrorists
    terrorist jihadists jihadist isis isil daesh taliban hamas hezbollah houthi houthis missile missiles rocket
    rockets drone drones airstrike airstrikes warplane warplanes jets aircraft artillery shelling shelled bombed
    bombing bombardment bomb bombs target targets killed wounded fighters militia militias ammunition weapons
    base airbase frontline war targeted civilians casualties munitions air raid raids strikes commander centcom
    idf irgc nato air-defence airbase depot positions defence defense ministry troops
    """.split()
)

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
}
# Verb with a particle or noun that makes the sense: (verb, word within its clause) -> type.
DETAIN_PHRASES: Final[dict[tuple[str, str], DetentionType]] = {
    ("round", "up"): "arrest",
    ("take", "custody"): "arrest",
    ("take", "prisoner"): "capture",
    ("take", "prisoners"): "capture",
    ("take", "captive"): "capture",
    ("take", "hostage"): "abduction",
    ("take", "hostages"): "abduction",
    ("disappear", "forcibly"): "abduction",
    ("hand", "over"): "transfer",
    ("turn", "over"): "transfer",
    ("set", "free"): "release",
    ("let", "go"): "release",
    ("break", "out"): "escape",
    ("break", "free"): "escape",
    ("bust", "out"): "escape",
    ("keep", "captive"): "held",
    ("keep", "hostage"): "held",
    ("keep", "custody"): "held",
    ("place", "arrest"): "arrest",
    ("give", "up"): "capture",
}
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
# What 'bombs' by failing, or is 'bombed' in an examination room.
FLOPS: Final = frozenset(
    "exam test interview audition question film movie joke play show album song sequel comedy launch bid".split()
)
# What is held without custody.
HELD_THINGS: Final = frozenset(
    """
    election vote talk meeting rally protest funeral ceremony conference hearing service referendum summit vigil position
    session exercise event inquest parade poll primary game race seat office title
    """.split()
)
# 'In custody', 'in captivity', 'behind bars'.
IN_CUSTODY: Final = frozenset("custody captivity detention bars prison jail".split())
# 'Held' with these is no custody.
HELD_OTHERWISE: Final = frozenset("accountable responsible back together liable up high dear off down aloft out".split())
# Who takes people without the law, and whom: 'seized' by or of these is an abduction.
ABDUCTORS: Final = frozenset(
    """
    gunman militant pirate bandit kidnapper gang attacker assailant rebel terrorist jihadist militiaman captor
    """.split()
)
CIVILIANS: Final = frozenset(
    "civilian villager sailor crew student journalist worker teacher doctor nurse priest pupil traveller".split()
)
# Types whose verbs have so many other senses that their people must be captives already, or the setting a prison.
NEEDS_CAPTIVES: Final = frozenset(
    """
    transfer move relocate transport evacuate deport release free liberate rescue exchange swap repatriate
    escape flee hold snatch hand turn let break give handover surrender liberation
    """.split()
)
# Verbs of carrying: a transfer only where the clause names custody as where from or where to.
CARRIES: Final = frozenset("fly bus ferry airlift take bring send".split())
CAPTIVES: Final = frozenset(
    """
    prisoner detainee hostage captive inmate pow internee suspect convict abductee kidnap-victim
    prisoners-of-war schoolgirl schoolboy pupil student
    """.split()
)
CUSTODY: Final = frozenset(
    """
    prison jail custody detention captivity hostage hostages prisoner prisoners captive captives detainee
    detainees inmate inmates jails prisons cell cells guantanamo pow pows imprisonment imprisoned jailed bail
    ransom kidnapped abducted arrested detained captors kidnappers gaol bars incarcerated
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
