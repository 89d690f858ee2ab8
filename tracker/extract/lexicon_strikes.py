"""Words that name strikes, as data: one frozenset or table a class, each with what it is for.

Lower-case lemmas or word forms. Terms follow CODEBOOK's table of types.
"""

from __future__ import annotations

from typing import Final

from tracker.model import StrikeType

# What carries or delivers the force, by the type of strike that it makes.
AIRCRAFT: Final = frozenset(
    """
    warplane jet aircraft plane airplane bomber helicopter gunship fighter-jet fighter-bomber chopper su-25
    su-34 su-35 f-16 f-35 f-15 f/a-18 mig mig-31 tu-95 tu-160 tu-22m3 b-52 b-1 b-2 ac-130 apache airforce
    mig-21 mig-23 mig-29 su-22 su-24 su-30 mi-8 mi-17 mi-24 mi-28 mi-35 ka-52 an-26 l-39 a-10 f-4 f-5 f-14 f-18 f-22 f/a-18s
    f4 f5 f14 f15 f16 f18 f22 f35 a10 b52 mig21 mig23 mig29 su22 su24 su25 su30 su34 mi8 mi24 ac130 antonov mirage rafale tucano
    aircrafts sukhoi aviation paraglider paramotor gyrocopter
    """.split()
)

DRONES: Final = frozenset(
    """
    unmanned uncrewed pilotless drone uav uas uavs fpv quadcopter shahed shaheds shahed-136 reaper predator
    bayraktar mq-9 mq-1 geran geran-2 lancet mohajer mohajer-6 akinci tb2 wing-loong heron hermes-450 mugin
    """.split()
)

MISSILES: Final = frozenset(
    """
    missile rocket ballistic cruise katyusha grad scud himars mlrs atacms iskander kinzhal kalibr tochka-u
    rpg-launcher rocketry fateh zolfaghar tomahawk burkan qassam
    hellfire smerch uragan tochka fajr fajr-5 zelzal falaq kh-101 kh-22 gmlrs brimstone
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
    "raid attack fire barrage salvo volley fusillade hail swarm assault blitz launch sortie bombardment rounds strike".split()
)

# Nouns that go on from a means as these do: 'missile strike campaign' is one, 'missile strike site' is none.
OF_SEVERAL: Final = frozenset("campaign wave series operation mission".split())
# After 'bombing': it came from the air.
AIR_OPERATIONS: Final = frozenset("campaign campaigns raid raids run runs sortie sorties mission missions".split())
# In a sentence with a bombing: the bomb was planted, or it fell from the air.
PLANTED: Final = frozenset("suicide planted detonated motorcycle ied roadside car vehicle explosive explosives".split())
FLOWN: Final = AIRCRAFT | frozenset("aerial warplanes jets planes barrel helicopters air russian israeli regime".split())
# 'Fire' with these before it is small arms'.
SMALL_ARMS_FIRE: Final = frozenset("small gun small-arms machine sniper return anti-aircraft".split())
# 'Fire' and 'attack' with these before them are no strikes.
# What is fired at crowds: 'tear gas shells', 'sponge rounds'.
CROWD_CONTROL: Final = frozenset({"tear", "teargas", "tear-gas", "stun", "rubber", "pepper", "sponge", "smoke", "plastic", "baton"})
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

# Who walks out.
WORKERS: Final = frozenset(
    """
    worker nurse teacher doctor union driver student employee docker miner trucker lawyer judge porter clerk civil-servant staff
    lecturer pharmacist shopkeeper trader cleaner baker syndicate
    """.split()
)
# Crews that walk out, by what stands before them; others fire.
WORKING_CREWS: Final = frozenset("ground cabin train ferry flight ambulance".split())
# What one strikes without force: 'strike a deal', 'strike a balance', 'strike gold'.
STRUCK_OBJECTS: Final = frozenset(
    """
    deal agreement bargain balance chord tone note pose accord truce compromise gold oil pact alliance match
    blow fear terror friendship conversation partnership contract settlement goal ball shot penalty winner
    clause law ceasefire iceberg decision ruling conviction
    """.split()
)

# Of these, what even jets and rockets may strike.
POSES: Final = frozenset("pose chord tone note deal bargain balance accord blow fear".split())
# What a rocket that hits nobody carries.
CARGO: Final = frozenset("satellite satellites astronaut astronauts cosmonaut cosmonauts telescope probe spacecraft".split())

# Said of what is fired or hit in an exercise.
PRACTICE: Final = frozenset("simulated mock practice dummy notional imaginary inert".split())

# Said of what was fired in another war and lies about: nobody fires it now.
LEFT_BEHIND: Final = frozenset("unexploded undetonated dud leftover rusty rusting wartime vintage discarded".split())
# War that is played.
EXERCISES: Final = frozenset(
    "exercise exercises drill drills manoeuvre manoeuvres maneuver maneuvers simulation simulations wargame wargames".split()
)
# What an exercise does with the deeds that are played in it.
GOES_ON: Final = frozenset(
    "begin start open end close culminate conclude include involve feature see simulate comprise cover".split()
)
# What one shells in a kitchen.
SHELLED_FOOD: Final = frozenset("pea bean nut egg prawn shrimp peanut walnut pistachio oyster crab almond chestnut".split())

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
    knock shatter devastate pulverise pulverize gut maim strafe eliminate neutralise neutralize assassinate sink
    """.split()
)

# Verbs that take their munition by 'with'.
AIMING_VERBS: Final = frozenset("target attack hit strike pound pummel blast hammer bomb bombard shell".split())

# With a means in their clause these verbs with their particles are strikes.
PHRASAL_VERBS: Final = frozenset({("come", "down"), ("take", "out"), ("wipe", "out")})
# Who is taken out of a place by aircraft.
FLOWN_OUT: Final = frozenset("wounded injured sick patient patients casualty casualties evacuees survivors of loan loans".split())
# What a drone or an aircraft may drop besides munitions.
DROPPED: Final = frozenset({"grenade", "explosive", "explosives"})

# What a weapon is used for when it is used to strike: 'used drones to kill', 'used artillery to destroy'.
PURPOSES: Final = AIMING_VERBS | frozenset(
    "kill wound injure destroy damage raid obliterate eliminate neutralize neutralise assassinate strafe".split()
)

# Verbs of sending a munition: 'fired rockets', 'dropped barrel bombs', 'launched drones'.
FIRING_VERBS: Final = frozenset(
    """
    fire launch drop lob rain unleash hurl shoot deliver release send discharge direct use employ loose throw toss
    pour pump empty let
    """.split()
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
    shake rock knock shatter devastate pulverise pulverize gut maim eliminate neutralise neutralize assassinate sink
    """.split()
)

# Verbs of harm, which no stoppage of work does.
HARMS: Final = frozenset("kill wound injure destroy damage demolish flatten level".split())
# What one is 'bombarded' with in peace.
WORDS_SENT: Final = frozenset("questions criticism complaints messages emails calls ads".split())
# Before 'tank': it holds something and fires nothing.
VESSELS: Final = frozenset(
    """
    storage fuel oil water gas gasoline petrol diesel kerosene crude propane ammonia septic holding cooking chemical
    sewage fermentation think fish
    """.split()
)
# With a means before them, these nouns are no means: 'drone operator', 'rocket maker'.
NOT_THE_MEANS: Final = frozenset("operator pilot crew maker base system site".split())
# What aircraft do by themselves, harming nobody.
BY_ITSELF: Final = frozenset("land crash leave set reach claim fall".split())
# What 'bombs' by failing, or is 'bombed' in an examination room.
FLOPS: Final = frozenset(
    "exam test interview audition question film movie joke play show album song sequel comedy launch bid".split()
)
