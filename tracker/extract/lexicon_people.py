"""Classes of nouns that numbers count: people, munitions, strikes, targets, buildings, vehicles and what is none of these.

Words are kept in lower case and in the singular; `singular` brings a word of the text to that form. The tagger's lemma is not
used for this, because it is wrong for many of these words ('ISIS' -> 'isi', 'martyrs' tagged as a name keeps its -s).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Single persons and what makes them plural: 'three soldiers', 'a leader'.
PEOPLE = _words(
    """
    person people human individual adult elder minor man woman child boy girl kid baby infant newborn toddler teen teenager
    youth weaver potter forger bookmaker gunrunner baron kingpin financier bookkeeper herder
    youngster schoolchild schoolboy schoolgirl orphan pensioner
    father mother parent son daughter brother sister sibling husband wife widow uncle aunt cousin nephew niece grandfather
    grandmother
    grandson granddaughter grandchild grandparent relative fiance fiancee bride groom twin relation kin
    civilian citizen national resident villager inhabitant local neighbour neighbor passer-by passerby passersby bystander
    pedestrian onlooker
    refugee migrant evacuee returnee expatriate displaced non-combatant noncombatant settler bedouin nomad
    soldier conscript recruit reservist trooper troop infantryman paratrooper marine sailor airman pilot co-pilot copilot
    gunner sniper
    commando ranger officer sergeant corporal private lieutenant captain major colonel general brigadier admiral commander
    deputy cadet
    servicemember serviceman servicewoman veteran combatant fighter warrior guard guardsman bodyguard sentry defender
    patrolman
    militant insurgent rebel terrorist extremist jihadist jihadi islamist radical guerrilla gunman militiaman mercenary
    operative
    facilitator financier courier bomb-maker bombmaker bomber attacker assailant raider hijacker kidnapper abductor captor
    smuggler trafficker
    infiltrator saboteur partisan separatist loyalist opponent dissident defector deserter affiliate sympathizer sympathiser
    supporter follower
    collaborator accomplice associate agent spy informant informer infidel enemy foe adversary mujahid mujahideen mujahedeen
    mujahidin fedayeen
    member leader chief head boss ringleader mastermind planner emir amir warlord figure official minister governor mayor
    president
    premier vice-president lawmaker senator deputy councillor councilor judge prosecutor lawyer attorney diplomat ambassador
    envoy consul
    politician spokesman spokeswoman spokesperson aide adviser advisor secretary director manager executive chairman mullah
    imam
    cleric preacher sheikh sheik priest monk nun bishop pastor rabbi worshipper worshiper pilgrim mourner faithful believer
    detainee prisoner captive hostage inmate convict suspect criminal gangster thief fugitive escapee offender accused
    defendant abductee pow
    victim fatality casualty survivor martyr corpse body patient
    missionary dignitary functionary revolutionary paramilitary notable chieftain sultan trawlerman deckhand beekeeper herder
    herdsman hawker adolescent retiree nanny maid servant beggar musician singer actor artist poet author novelist filmmaker
    producer comedian podcaster legislator parliamentarian candidate voter clerk cashier banker accountant economist broker dealer
    supplier poacher logger hunter diver docker porter messenger dispatcher watchman caretaker janitor cleaner gardener chef
    blacksmith welder plumber carpenter mason bricklayer architect surveyor geologist chemist programmer hacker chauffeur
    steward stewardess attendant mailman veterinarian psychologist therapist internee deportee parolee ex-fighter ex-soldier
    ex-minister ex-officer ex-president king queen prince princess caliph mufti ayatollah muezzin deacon archbishop cardinal pope
    abbot friar seminarian catechist parishioner congregant devotee disciple apostate bureaucrat commissioner superintendent
    warden jailer executioner interrogator whistleblower arsonist vandal pickpocket killer murderer assassin hitman shooter
    draftee marshal orderly fixer stringer presenter publisher columnist runner peasant farmhand landowner landlord squatter
    immigrant emigrant exile expat climber camper stowaway mutineer plotter conspirator kingpin mobster enforcer henchman thug goon
    hooligan unionist advocate entrepreneur tycoon widower spouse kinsman dual-national undergraduate graduate apprentice
    intern headmaster headmistress rector juvenile lad dweller felon culprit perpetrator magistrate bailiff gendarme element
    fanatic zealot ideologue propagandist secessionist royalist gunrunner arms-dealer fuel-thief kidnap-victim alias
    maker burglar robber gangster
    journalist reporter correspondent editor photographer cameraman photojournalist blogger newsman broadcaster anchor
    writer
    activist campaigner protester protestor demonstrator rioter striker looter volunteer humanitarian
    worker employee staffer labourer laborer farmer shepherd fisherman driver trucker miner engineer technician electrician
    mechanic builder
    contractor interpreter translator doctor medic paramedic nurse midwife surgeon physician pharmacist dentist rescuer
    firefighter fireman lifeguard
    first-responder responder teacher professor lecturer student pupil schoolteacher scholar scientist researcher academic
    expert specialist
    analyst inspector observer monitor investigator peacekeeper policeman policewoman cop constable detective sheriff
    shopkeeper vendor trader merchant businessman businesswoman baker cook waiter butcher tailor hairdresser barber owner
    customer shopper
    passenger traveller traveler tourist visitor guest fan spectator attendee participant player athlete footballer
    crewman crewmember seaman seafarer captain skipper cyclist motorcyclist rider biker motorist
    muslim christian jew sunni shiite shia shi'ite alawite druze yazidi yezidi assyrian kurd arab turkman turkmen hazara
    pashtun tajik uzbek
    israeli palestinian iraqi pakistani yemeni kuwaiti saudi somali bahraini qatari emirati omani azeri iranian syrian
    lebanese jordanian
    egyptian libyan afghan american briton brit french frenchman russian ukrainian chechen turk german italian chinese
    japanese filipino indian
    nepali bangladeshi sudanese chadian malian nigerian nigerien ethiopian eritrean kenyan dutchman spaniard pole swede dane
    foreigner westerner
    european african asian national compatriot countryman tribesman clansman clan-member
    asylum-seeker seeker breadwinner householder homeowner tenant occupant sleeper sufferer evader absconder bandit pirate
    robber
    recruiter trainee instructor trainer handler guide operator controller coordinator organizer organiser negotiator mediator
    founder
    successor predecessor colleague comrade friend fellow acquaintance ally partner witness target-person
    persons others other crewmate shipmate roommate classmate policemen personnel staff crew troops forces manpower cadre
    cadres
    """
)

# Nouns that stay the same in the plural or have no singular: a singular form of these is never 'one person'.
MASS_PEOPLE = _words(
    """
    people personnel staff crew troops troop forces force police population public populace manpower kin enemy opposition
    faithful mujahideen mujahedeen mujahidin fedayeen infantry cavalry clergy youth displaced
    others leadership command militia military army navy
    """
)

# Groups of people that the text may count as groups ('two families', 'a group of 12 men'): one of these is not one person.
GROUPS = _words(
    """
    family group team cell gang squad crowd band crew convoy party delegation batch set series wave string total number
    handful
    unit platoon company battalion brigade division regiment patrol detachment contingent tribe clan household couple trio
    mob network class congregation gathering garrison column squadron shipment flock stream range majority minority
    maximum minimum average sum score tally spate raft slew host lot bunch pack host estimate figure count toll
    """
)

# Armed groups and bodies whose bare name is no person: 'struck Hamas', but with a number people: '12 Taliban'.
ORGANISATIONS = _words(
    """
    hamas isis isil is daesh taliban houthi houthis al-qaeda al-qaida aqap qaeda qaida hezbollah hizbollah hizbullah
    hizballah
    haqqani boko haram shabaab shabab al-shabaab al-shabab pkk ypg ypj sdf fsa idf rsf saf ttp tts hts jnim iswap m23 nusra
    al-nusra
    jabhat fatah jihad jaish sham tahrir wagner azov pmf pmu irgc quds nato centcom centcom un usaf adf plo eta farc eln
    ltte
    islamic state front army police militia government ministry council coalition brigade brigades battalion division corps
    command navy force forces network party movement union alliance league guard guards pentagon kremlin washington
    moscow israel iran iraq syria gaza lebanon yemen ukraine russia turkey jordan egypt libya sudan mali niger nigeria
    somalia
    afghanistan pakistan kabul baghdad damascus aleppo raqqa mosul kyiv kiev kharkiv odesa idlib rafah beirut tehran
    khartoum sanaa
    us u.s. usa uk u.k. u.n. uae eu
    """
)

# Things that are fired, dropped or launched.
MUNITIONS = _words(
    """
    missile rocket bomb shell drone projectile round munition mortar warhead bomblet submunition bullet grenade torpedo mine
    uav
    ucav uas artillery ordnance explosive katyusha grad scud shahed geran kalibr iskander tomahawk hellfire atacms himars
    lancet
    quadcopter airframe glider fpv decoy interceptor flare cluster
    """
)

# Words for one act of striking.
STRIKES = _words(
    """
    strike airstrike air-strike raid air-raid attack bombardment bombing shelling sortie barrage salvo volley hit
    drone-strike missile-strike launch airdrop assault offensive mission engagement
    """
)

# What the text counts as targets, as such.
TARGETS = _words("target")

BUILDINGS = _words(
    """
    house home building apartment flat school hospital clinic mosque church temple market shop store mall bakery factory
    plant
    warehouse depot base airbase airfield airport runway port bridge tunnel tower block compound shelter tent camp barracks
    headquarters
    facility site station refinery pipeline substation bunker hangar checkpoint post outpost position trench village town
    city
    neighbourhood neighborhood district area street road settlement university college kindergarten hotel cafe restaurant
    office
    room dwelling structure installation cache silo stronghold hideout safehouse farm field greenhouse well dam storey floor
    workshop laboratory prison jail centre center point node province governorate location place region country state
    """
)

VEHICLES = _words(
    """
    vehicle car truck lorry bus minibus van taxi motorcycle motorbike bicycle tank pickup apc ifv carrier tractor bulldozer
    excavator ambulance jeep humvee boat ship vessel tanker frigate destroyer submarine warship ferry aircraft plane jet
    warplane bomber
    fighter-jet helicopter gunship airplane airliner locomotive train wagon trailer howitzer gun cannon launcher launchpad
    battery radar
    system crane vbied ied rig rifle weapon machine pistol
    """
)

# Countable things that numbers stand before in this kind of text and that are neither people nor the classes above.
THINGS = _words(
    """
    animal cow sheep goat horse donkey camel dog cat bird chicken cattle head-of-cattle livestock
    time case incident clash operation explosion blast fire accident crash ambush battle statement report charge count
    article video picture photo tweet call article page book film game match goal point seat vote election ballot
    law order resolution sanction warrant visa passport flight road-trip trip visit meeting talk round-table
    wave phase stage step front line side direction party group kind type sort form source witness-account
    day night week month year hour minute second decade century dollar euro pound percent mile kilometre kilometer metre
    meter
    business product item package parcel bag box crate barrel ton tonne tree crop acre hectare piece part reason thing way
    question issue problem example option chance hand foot leg arm eye job role life death injury wound loss toll
    """
)

# '-ist' words that are no persons, for the suffix rule below.
_NOT_IST = _words(
    """
    list mist fist wrist twist heist grist waist tryst gist checklist blacklist shortlist assist consist resist exist
    persist
    """
)
_NOT_MAN = _words(
    """
    human roman yemen omen specimen regimen acumen abdomen stamen semen oman talisman caiman
    """
)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "schoolchildren": "schoolchild",
    "grandchildren": "grandchild",
    "wives": "wife",
    "lives": "life",
    "babies": "baby",
    "bodies": "body",
    "passersby": "passerby",
    "passers-by": "passer-by",
    "ied": "ied",
    "people": "people",
    "persons": "person",
    "thieves": "thief",
    "halves": "half",
    "feet": "foot",
    "sheep": "sheep",
    "aircraft": "aircraft",
    "series": "series",
    "corps": "corps",
    "police": "police",
    "forces": "forces",
    "troops": "troops",
    "barracks": "barracks",
    "headquarters": "headquarters",
    "personnel": "personnel",
    "refineries": "refinery",
}
# A plural demonym or ethnonym: Iraqis, Syrians, Yazidis, Alawites, Kurds, Moroccans, Britons, Chechens.
_DEMONYM = re.compile(r"[A-Z][\w'-]*(?:is|ians|ans|ites|ons|ens|ards|rds|abs|urks|ews|zes|anis|eans|ese|men|women)$")
# Capitalised words with those endings that are no people.
_NOT_DEMONYM = _words(
    """
    isis paris mattis davis lewis francis nations rights guardians weapons operations missions relations communications
    """
)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Give a noun's singular in lower case, by its spelling alone ('Gunmen' -> 'gunman', 'bodies' -> 'body')."""
    low = word.lower().replace("’", "'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and low not in _NOT_MAN and len(low) > 4:
        return low[:-3] + "man"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    if low.endswith("is") and low[:-1] in PEOPLE:  # Israelis, Pakistanis
        return low[:-1]
    return low


_COUNTED = PEOPLE | MUNITIONS | STRIKES | TARGETS | BUILDINGS | VEHICLES


def is_plural(token: Token) -> bool:
    """Tell whether a noun is plural, by its spelling first and the tagger's word second."""
    low = token.lower_
    if low in {"people", "others", "police"} or low in _IRREGULAR:
        return low != _IRREGULAR.get(low) or low in {"people", "police", "personnel", "troops", "forces"}
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    return singular(low) != low and singular(low) in _COUNTED


def _people_by_ending(token: Token) -> bool:
    if token.text[:1].isupper():
        return bool(_DEMONYM.match(token.text)) and token.lower_ not in _NOT_DEMONYM and token.tag_ in {"NNPS", "NNS", "NNP"}
    base = singular(token.text)
    return (base.endswith("ist") and base not in _NOT_IST) or (base.endswith("man") and base not in _NOT_MAN)


def is_people(token: Token) -> bool:
    """Tell whether a noun names persons: by the list, by a plural demonym ('Moroccans'), by '-ist' and '-man'."""
    return singular(token.text) in PEOPLE or token.lower_ in _ANY_PEOPLE or _people_by_ending(token)


_ANY_PEOPLE = PEOPLE | MASS_PEOPLE


def is_organisation(token: Token) -> bool:
    """Tell whether a name is an armed group, a state or a body, or looks like one (an acronym)."""
    return token.lower_ in ORGANISATIONS or (token.text.isupper() and len(token.text) > 1)


def is_munition(token: Token) -> bool:
    """Tell whether a noun names something that is fired or dropped."""
    return singular(token.text) in MUNITIONS


def is_strike(token: Token) -> bool:
    """Tell whether a noun names an act of striking."""
    return singular(token.text) in STRIKES


def is_target(token: Token) -> bool:
    """Tell whether a noun counts targets as such."""
    return singular(token.text) in TARGETS


def is_building(token: Token) -> bool:
    """Tell whether a noun names a building, a site or a settlement."""
    return singular(token.text) in BUILDINGS


def is_vehicle(token: Token) -> bool:
    """Tell whether a noun names a vehicle, a craft or a piece of equipment."""
    return singular(token.text) in VEHICLES


def is_group(token: Token) -> bool:
    """Tell whether a noun names a group of things or people, which is not one of them."""
    return singular(token.text) in GROUPS


def noun_class(token: Token) -> str:
    """Name the class of a noun: people, munition, strike, target, building, vehicle, group, thing or '' when unknown."""
    for name, test in _CLASSES:
        if test(token):
            return name
    return "thing" if singular(token.text) in THINGS else ""


_CLASSES = (
    ("people", is_people),
    ("munition", is_munition),
    ("strike", is_strike),
    ("target", is_target),
    ("building", is_building),
    ("vehicle", is_vehicle),
    ("group", is_group),
)
