"""Who struck whom, who took whom: our own sentences, the trigger in square brackets, names joined by semicolons."""

from __future__ import annotations

import pytest

from tracker.extract.actors import captor, detainee, find_weapons, owner, parties, party, strike_actor, strike_target
from tracker.extract.lexicon_actors import ACTORS, known_actor
from tracker.extract.nlp import parse_one
from tracker.extract.parsed import Doc, Token


def read(marked: str) -> tuple[Doc, Token]:
    """Parse a sentence and give the token that stands in square brackets (the last, where several do)."""
    first, last = marked.index("["), marked.index("]") - 1
    doc = parse_one(marked.replace("[", "").replace("]", ""))
    return doc, [token for token in doc if first <= token.idx < last][-1]


# (sentence, who struck, what was hit)
STRIKES = [
    # the place of the target is no second target
    ("A drone [slammed] into a grain silo in Odesa overnight.", "drone", "grain silo"),
    ("A rocket [fell] in Sderot.", "", "Sderot"),
    # a province between the opening and who acts
    ("In Zurmat district, Paktiya province, a mortar team [shelled] an outpost.", "mortar team", "outpost"),
    # who says so is not who did, where the tree has lost the subject
    ("The rebels [shelled] the quay, the mayor said, and fled.", "rebels", "quay"),
    (
        "Mortar [fire] on a grain store killed two men, a council of elders said, blaming the Kachin Independence Army.",
        "Kachin Independence Army",
        "grain store",
    ),
    ("A drone operated by the Sudanese army [hit] a bus.", "Sudanese army", "bus"),
    ("The junta, whose jets [bombed] the clinic, denied it.", "junta", "clinic"),
    ("Naval aviation [struck] the jetty.", "Naval aviation", "jetty"),
    ("An Israeli naval vessel [shelled] the beach.", "Israeli naval vessel", "beach"),
    ("The air component of the task force [bombed] a camp.", "air component", "camp"),
    ("The Indian Army resorted to unprovoked [shelling] in Uri.", "Indian Army", ""),
    ("The Houthis claimed a drone [attack] on a port.", "Houthis", "port"),
    ("Two women were wounded by Turkish [shelling] in Amuda.", "Turkish", "women"),
    ("Turkish and Syrian troops traded mortar [fire].", "Turkish and Syrian troops", ""),
    ("Russian drones were [launched] at the Izmail district.", "Russian", "Izmail district"),
    ("Iran [launched] six drones and a ballistic missile at the base.", "Iran", "base"),
    ("A missile fired from Houthi-held territory [struck] a tanker.", "Houthi", "tanker"),
    ("The dairy was [hit] by mortars from army positions.", "army", "dairy"),
    ("The convoy was [attacked] from the air.", "", "convoy"),
    ("Smoke rises over the old harbour after an air [strike] in Latakia.", "", "old harbour"),
    # a list whose items the parser takes for appositions
    ("Four strikes [destroyed] eight pump jacks, six stills, three cranes, and a crane.", "", "pump jacks;stills;cranes;crane"),
    ("Officials said the US [bombed] a camp.", "US", "camp"),  # no pronoun
    ("Russian planes resumed their [bombing] on Sunday of the old town.", "Russian planes", "old town"),
    ("Israeli warplanes [bombed] a weapons depot near Homs on Friday.", "Israeli warplanes", "weapons depot"),
    ("CENTCOM said it had flown 12 [strikes] against at least 40 ISIS targets.", "CENTCOM", "ISIS targets"),
    ("A house was [hit] by Russian jets Sunday activists said.", "Russian jets", "house"),
    ("An [airstrike] by US-led coalition killed 12 civilians in Raqqa.", "US-led coalition", "civilians"),
    ("The regime's [shelling] of Douma wounded ten people.", "regime", "Douma"),
    ("Air [raids] flown by aircrafts of the US-led coalition hit a bakery.", "US-led coalition", "bakery"),
    ("Strikes [carried] out by the Turkish army killed two farmers.", "Turkish army", "farmers"),
    ("Turkish [strikes] were carried out on villages near Amedi.", "Turkish", "villages"),
    ("The [strike], blamed on Israel, destroyed a warehouse.", "Israel", "warehouse"),
    ("A [strike] blamed on Israel destroyed a warehouse.", "Israel", "warehouse"),
    ("The army has [launched] several air raids on tents for displaced people.", "army", "tents"),
    ("Rebels [fired] rockets at the airport and the port.", "Rebels", "airport;port"),
    ("A rocket [hit] a house in Sderot.", "", "house"),
    ("A US drone [fired] two missiles at a truck.", "US drone", "truck"),
    ("Missiles [struck] the port of Odesa overnight.", "", "port of Odesa"),
    ("Warplanes, which [hit] the town twice, came from the east.", "Warplanes", "town"),
    ("The military said it had [struck] three launchers in Gaza.", "military", "launchers"),
    ("It [struck] three launchers on Sunday.", "It", "launchers"),
    ("Russian forces shelled Kherson and [bombed] Vovchansk.", "Russian forces", "Vovchansk"),
    (
        "The United States and its allies [launched] about 40 raids against al-Shabaab.",
        "United States and its allies;United States;allies",
        "al-Shabaab",
    ),
    ("Saudi-led coalition [airstrikes] hit a wedding hall in Sanaa.", "Saudi-led coalition", "wedding hall"),
    ("Planes [bombing] the valley killed a shepherd.", "Planes", "valley"),
    ("Ten [airstrikes] near Kunduz destroyed two caches and a bunker.", "", "caches;bunker"),
    ("Government helicopters [dropped] barrel bombs on the old city.", "Government helicopters", "old city"),
    ("Russian-made [missiles] hit the base.", "", "base"),
    ("The mosque was hit in a US [air strike].", "US", "mosque"),
    ("Nigerian Air Force jets [pounded] ISWAP camps in Borno.", "Nigerian Air Force jets", "ISWAP camps"),
    ("The market came under heavy [shelling] from the hills.", "", "market"),
    ("Tanks [shelled] the hospital and the school next to it.", "Tanks", "hospital;school"),
    ("RSF [artillery] hit the market killing 20 civilians.", "RSF", "market"),
    ("Two children died in [shelling] by the Sudanese army.", "Sudanese army", "children"),
    ("Iran was accused of [bombing] an oil plant.", "Iran", "oil plant"),
    ("Activists accused the army of [bombing] a bakery.", "army", "bakery"),
    ("The Houthis claimed they [targeted] a ship with drones.", "Houthis", "ship"),
    ("The air force intensified its [bombing] of rebel districts.", "air force", "rebel districts"),
    ("Syrian and Russian jets [carried] out raids on Idlib.", "Syrian and Russian jets", "Idlib"),
    ("Three civilians were killed in an [airstrike] which hit a minibus.", "", "minibus"),
    ("A drone [attack] targeting the refinery caused a fire.", "", "refinery"),
    ("Kyiv was [attacked] with drones by Russia overnight.", "Russia", "Kyiv"),
    ("Militants [lobbed] mortars into the compound.", "Militants", "compound"),
    ("The convoy, [bombed] twice on the road, turned back.", "", "convoy"),
    ("The school that the jets [bombed] was empty.", "jets", "school"),
    ("More than 40 targets [struck] in two days.", "", "targets"),
    ("Afghan and coalition forces [hit] a compound with an airstrike.", "Afghan and coalition forces", "compound"),
    ("Israel [strikes] Hezbollah sites in Lebanon.", "Israel", "Hezbollah sites"),
    ("US [strikes] kill five in Yemen.", "US", ""),
    ("The town was rocked by several air [strikes].", "", "town"),
    ("The navy [shelled] the coast from two gunboats.", "navy", "coast"),
    ("Pakistan [fired] missiles at Indian bases.", "Pakistan", "Indian bases"),
    ("The [bombardment] of Stepanakert by Azerbaijani forces went on for days.", "Azerbaijani forces", "Stepanakert"),
    ("Ukrainian drones [struck] an oil refinery in Samara overnight, the governor said.", "Ukrainian drones", "oil refinery"),
    ("At least nine people were killed in an Israeli [strike] on a school in Gaza City.", "Israeli", "school"),
    ("Pakistani air [strikes] in Khost killed 46 people, the Taliban said.", "Pakistani", "people"),
    ("The Myanmar junta [bombed] a village in Sagaing, killing 20.", "Myanmar junta", "village"),
    ("The RSF [shelled] a displacement camp near El Fasher.", "RSF", "displacement camp"),
    ("An Ethiopian air force [strike] hit a market in Togoga.", "Ethiopian air force", "market"),
    ("The US military said it had [killed] an al-Shabaab leader in an air strike.", "US military", "al-Shabaab leader"),
    (
        "A [drone strike] by the Turkish intelligence service killed a PKK commander.",
        "Turkish intelligence service",
        "PKK commander",
    ),
    ("Rocket [fire] from Gaza hit a kibbutz.", "", "kibbutz"),
    ("Hezbollah [fired] about 30 rockets into northern Israel.", "Hezbollah", "northern Israel"),
    ("Saudi warplanes [carried] out seven air strikes on the capital.", "Saudi warplanes", "capital"),
    ("Four people died when a missile [hit] their home in Kharkiv.", "", "home"),
    ("Tigrayan forces [fired] rockets at Asmara airport.", "Tigrayan forces", "Asmara airport"),
    ("NATO planes [destroyed] two fuel trucks.", "NATO planes", "fuel trucks"),
    ("Serb gunners [shelled] the Sarajevo market.", "Serb gunners", "Sarajevo market"),
    ("Armenia accused Azerbaijan of [shelling] Stepanakert.", "Azerbaijan", "Stepanakert"),
    ("The Tamil Tigers said the navy [shelled] their boats.", "navy", "boats"),
    ("Sri Lankan Kfir jets [bombed] a rebel base at dawn.", "Sri Lankan Kfir jets", "rebel base"),
    ("Jets from the Royal Air Force [struck] a tunnel.", "Royal Air Force", "tunnel"),
    ("Two Russian S-300 [missiles] hit a hotel in Odesa.", "Russian", "hotel"),
    ("French helicopters and a drone [attacked] a convoy of pickups.", "French helicopters;drone", "convoy of pickups"),
    ("Iran [launched] ballistic missiles at Al Udeid air base.", "Iran", "Al Udeid air base"),
    ("Iran-backed militias [targeted] US troops at Ain al-Asad with rockets.", "Iran-backed militias", "US troops"),
    ("A barrage of Katyusha [rockets] hit the Green Zone.", "", "Green Zone"),
    ("The rebels' [shelling] of the old town killed three.", "rebels", "old town"),
    ("Homes and a clinic were [destroyed] in the air strikes.", "", "Homes;clinic"),
    ("The village of Nikopol was [shelled] 12 times by Russian forces.", "Russian forces", "village of Nikopol"),
    ("Kfar Kila and Adaisseh were [hit] by Israeli artillery.", "Israeli artillery", "Kfar Kila;Adaisseh"),
    ("Colombian planes [bombed] a FARC dissident camp, killing 11 guerrillas.", "Colombian planes", "FARC dissident camp"),
    ("Israeli [strikes] on Gaza and Khan Younis killed 30 people.", "Israeli", "Gaza;Khan Younis"),
    ("A US [raid] killed the leader.", "US", "leader"),
    ("The strike was [carried] out by a French Reaper drone.", "French Reaper drone", ""),
    ("The [attack] was carried out by Ukrainian naval drones.", "Ukrainian naval drones", ""),
    ("Warplanes believed to be Russian [bombed] a bakery.", "Warplanes", "bakery"),
    ("Chadian forces have [bombarded] Boko Haram hideouts on islands.", "Chadian forces", "Boko Haram hideouts"),
    ("The coalition, which has [hit] Sanaa daily, denied targeting homes.", "coalition", "Sanaa"),
    ("Syria's army on Monday [bombarded] Douma with artillery.", "Syria's army", "Douma"),
    ("Russian [shelling] wounded two in Kherson.", "Russian", ""),
    ("Kurdish fighters were [targeted] in Turkish air strikes.", "Turkish", "Kurdish fighters"),
    ("The Houthis said their fighters [fired] mortars at the barracks.", "Houthis;fighters", "barracks"),
]

# (sentence, who took or let go, who was taken or let go)
DETENTIONS = [
    ("In Nerkh district, Wardak province, an Afghan force [detained] two men.", "Afghan force", "men"),
    ("Nine fighters [surrendered] to MONUSCO's base in Beni.", "MONUSCO", "fighters"),
    ("Border police: two Iraqis [arrested] near the crossing.", "Border police", "Iraqis"),
    ("The bakers: two Iraqis [arrested] near the crossing.", "", "Iraqis"),
    ("Turkish police arrested two boys on Monday; both were [released] the next day.", "Turkish police", ""),
    ("They are being [held] in Israel's jails.", "Israel", "They"),
    ("He was [released] without charge, his lawyer said.", "", "He"),
    ("Paratroopers of the brigade [captured] four men.", "Paratroopers", "men"),
    ("Soldiers serving with the mission [detained] two men.", "Soldiers", "men"),
    ("Police [arrested] two brothers in Lyon.", "Police", "brothers"),
    (
        "A joint Afghan and coalition security force [captured] nine smugglers in Ghazni.",
        "Afghan and coalition security force",
        "smugglers",
    ),
    ("Three men were [detained] by a joint Afghan and coalition force.", "Afghan and coalition force", "men"),
    ("Militants [took] 14 villagers hostage near Djibo.", "Militants", "villagers"),
    ("He was [taken] prisoner by Egyptian troops.", "Egyptian troops", "He"),
    # of whom custody is taken, who is let go of, who is given up, whose jail they come from
    ("Iraq [took] custody of 50 suspected smugglers.", "Iraq", "suspected smugglers"),
    ("Eritrea [let] go of 20 prisoners on Monday.", "Eritrea", "prisoners"),
    ("Belgrade [surrendered] the general to the court.", "Belgrade", "general"),
    ("Baghdad [received] 40 prisoners from Lebanon's jails.", "Lebanon", "prisoners"),
    ("The court acquitted the unionist and he was [released].", "", "unionist"),
    ("Four poets [left] prison in Minsk.", "", "poets"),
    ("The US [transferred] 12 detainees from Bagram to Oman.", "US", "detainees"),
    ("Hamas [released] three hostages under the deal.", "Hamas", "hostages"),
    ("Israel [freed] 90 prisoners, most of them women.", "Israel", "prisoners"),
    ("About 200 inmates [escaped] from Goma prison after the shelling.", "", "inmates"),
    ("Twenty rebels [surrendered] to the Congolese army.", "Congolese army", "rebels"),
    ("The [arrest] of the mayor by the junta drew protests.", "junta", "mayor"),
    ("His [arrest] drew protests.", "", "His"),
    ("The [release] of 30 soldiers was announced by the PKK.", "", "soldiers"),
    ("Boko Haram [abducted] 20 girls and two teachers from a school.", "Boko Haram", "girls;teachers"),
    ("Gunmen [kidnapped] a priest Sunday the diocese said.", "Gunmen", "priest"),
    ("IS is [holding] 30 Yazidi women in Mosul.", "IS", "Yazidi women"),
    ("The prisoners [held] by the Houthis include two Saudis.", "Houthis", "prisoners"),
    ("The [arrested] leader had led a cell in Khost.", "", "leader"),
    ("Soldiers [rounded] up dozens of young men in Bamenda.", "Soldiers", "young men"),
    ("She was [freed] from Israeli jails on Monday.", "Israeli", "She"),
    ("Four activists remain in [custody] in Minsk.", "", "activists"),
    ("The suspect, who was [arrested] by the FBI in Texas, pleaded guilty.", "FBI", "suspect"),
    ("More than 50 operatives [captured] or killed in two months.", "", "operatives"),
    ("Security forces killed two militants and [captured] three others.", "Security forces", "others"),
    ("Troops [rescued] 80 hostages from Boko Haram camps.", "Troops", "hostages"),
    ("Ukraine and Russia [exchanged] 180 prisoners each.", "Ukraine;Russia", "prisoners"),
    ("Turkish police said they had [detained] 44 ISIS suspects.", "Turkish police", "ISIS suspects"),
    ("The militia [handed] over 12 captives to the Red Cross.", "militia", "captives"),
    ("The general was [extradited] to The Hague.", "", "general"),
    ("The SDF said ISIS [freed] inmates in an attack on the jail.", "ISIS", "inmates"),
    ("An insurgent commander was [detained], and two rifles were found.", "", "insurgent commander"),
    ("During the raid troops [seized] five fighters and a cache of weapons.", "troops", "fighters"),
    ("Rebels [abducted] and killed three nurses.", "Rebels", "nurses"),
    ("Police made 14 [arrests] during the protest.", "Police", ""),
    ("The army [arrested] Abu Omar, a bomb maker, in Tikrit.", "army", "Abu Omar"),
    ("The army [arrested] President Mohamed Bazoum on Wednesday.", "army", "Mohamed Bazoum"),
    ("A senior Haqqani commander is in Afghan [custody].", "Afghan", "senior Haqqani commander"),
    ("Nine monks were [arrested] and beaten.", "", "monks"),
    ("Around 150 Druze civilians have been [kidnapped] from the villages.", "", "Druze civilians"),
    ("Rebels [set] free 40 soldiers.", "Rebels", "soldiers"),
    ("The gang [kidnapped] 17 missionaries and their children.", "gang", "missionaries and their children;missionaries;children"),
    ("Police put the editor under [arrest].", "Police", "editor"),
    ("Five protesters have been [jailed] for ten years.", "", "protesters"),
    ("The Taliban [released] an American engineer in exchange for a drug lord.", "Taliban", "American engineer"),
    ("The pilot was [seized] by Nusra Front fighters.", "Nusra Front fighters", "pilot"),
    ("ISIS fighters [took] the family captive.", "ISIS fighters", "family"),
    ("Six soldiers were [captured] in the ambush by the PKK.", "PKK", "soldiers"),
    ("The [abduction] of 276 schoolgirls by Boko Haram shocked the country.", "Boko Haram", "schoolgirls"),
    ("A prisoner [swap] between Kyiv and Moscow took place on Friday.", "", "prisoner"),
    ("The militants [broke] out of the prison at night.", "", "militants"),
    ("Coalition forces [detained] several suspected insurgents.", "Coalition forces", "suspected insurgents"),
    ("The United States [handed] 14 detainees over to Iraq.", "United States", "detainees"),
    ("Turkish police [detained] the mayor of Istanbul in a dawn raid.", "Turkish police", "mayor"),
    ("Gunmen on motorbikes [abducted] at least 80 pupils from a Catholic school.", "Gunmen", "pupils"),
    ("Ethiopian troops [captured] two Fano leaders, state media said.", "Ethiopian troops", "Fano leaders"),
    ("The junta [freed] 3,000 prisoners to mark the new year.", "junta", "prisoners"),
    ("Venezuela [released] ten Americans in a swap.", "Venezuela", "Americans"),
    ("Salvadoran police have [rounded] up 80,000 alleged gang members.", "Salvadoran police", "alleged gang members"),
    ("Kenya [extradited] a terror suspect to the United States.", "Kenya", "terror suspect"),
    ("Iran's Revolutionary Guards have [seized] 12 foreign crew members.", "Iran's Revolutionary Guards", "foreign crew members"),
    ("More than 1,000 inmates [broke] out of a prison in Maiduguri.", "", "inmates"),
    ("ELN rebels [kidnapped] the parents of a footballer.", "ELN rebels", "parents"),
    ("Belarus [jailed] a poet for six years.", "Belarus", "poet"),
    ("An opposition leader was [taken] into custody by intelligence agents.", "intelligence agents", "opposition leader"),
    ("Two soldiers were [taken] hostage by protesters.", "protesters", "soldiers"),
    ("FARC rebels [handed] over a captured general to the Red Cross.", "FARC rebels", "general"),
    ("Ugandan soldiers [rescued] 30 children from the ADF.", "Ugandan soldiers", "children"),
    ("The [detention] of 14 aid workers by the Houthis was condemned.", "Houthis", "aid workers"),
    ("The army said 47 militants had [surrendered] to troops in Borno.", "troops", "militants"),
    ("Israeli forces [arrested] 25 Palestinians across the West Bank.", "Israeli forces", "Palestinians"),
    ("A former minister has been [arrested] in connection with the killings.", "", "former minister"),
    ("The Syrian government [transferred] 20 detainees to Adra prison.", "Syrian government", "detainees"),
    ("Russian forces are [holding] the mayor of Melitopol.", "Russian forces", "mayor"),
    ("Somali pirates [released] a tanker's crew after a ransom was paid.", "Somali pirates", "tanker's crew"),
    ("About 40 women [abducted] by gunmen have returned home.", "gunmen", "women"),
    ("Thai troops have [captured] 18 Cambodian soldiers.", "Thai troops", "Cambodian soldiers"),
    ("Authorities in Tajikistan [detained] dozens of Afghan refugees.", "Authorities", "Afghan refugees"),
    ("US forces [captured] Hisham al-Ashmawi in Derna.", "US forces", "Hisham al-Ashmawi"),
    ("US forces [captured] a senior IS leader, Abu Sayyaf's wife, in Deir al-Zor.", "US forces", "senior IS leader"),
    ("The suspects were [handed] over to the Malian army by French troops.", "French troops", "suspects"),
    ("Ten Turkish soldiers [held] by the PKK were freed.", "PKK", "Turkish soldiers"),
    ("A combined force [detained] several insurgents and seized weapons.", "force", "insurgents"),
]

# (sentence with a noun in brackets, its clean name)
NAMES = [
    ("One Afghan and coalition security [force] came.", "Afghan and coalition security force"),
    ("They hit more than 30 ISIS [targets].", "ISIS targets"),
    ("They moved 4,200 adult male Taliban [fighters] out.", "adult male Taliban fighters"),
    ("President Bashar al-[Assad] spoke.", "Bashar al-Assad"),  # a title is not the name
    ("Forces spokesman Captain Ali [Noor] spoke.", "Ali Noor"),
    ("The [forces] of the regime withdrew.", "forces of the regime"),  # says nothing without its tail
    ("[Dozens] of gunmen came.", "gunmen"),
    ("A [number] of Hamas fighters came.", "Hamas fighters"),
    ("The [army], which had come back, left.", "army"),
    ("The Islamic [State] of Iraq and the Levant withdrew.", "Islamic State of Iraq and the Levant"),
    ("Its [allies] came.", "allies"),
    ("The Ukrainian General [Staff] spoke.", "Ukrainian General Staff"),  # 'General' is no title here
]

# (sentence with an instrument in brackets, whose it is)
OWNERS = [
    ("Israeli [warplanes] came.", "Israeli"),
    ("Regime [helicopters] came.", "Regime"),
    ("US-led coalition [jets] came.", "US-led coalition"),
    ("The [warplanes] of the coalition came.", "coalition"),
    ("Syrian army [artillery] fired.", "Syrian army"),
    ("A U.S. [airstrike] followed.", "U.S."),
    ("Rebel [shelling] went on.", "Rebel"),
    ("Russian-made [missiles] were found.", ""),  # who made it is not who fired it
    ("An [airstrike] hit an ISIL-held building.", ""),
    ("Saudi-led coalition [airstrikes] went on.", "Saudi-led coalition"),
    ("The Gaza [airstrike] was filmed.", ""),  # a place before the deed is where it fell
    ("Friday's [air strikes] were the worst.", ""),
]

# (sentence, weapons)
WEAPONS = [
    ("Jets took out two tanks.", "Jets"),
    ("Two drones set four storage tanks and a fuel tank ablaze.", "drones"),  # they hold oil
    ("An army tank shelled the mill.", "tank"),
    ("Helicopters dropped barrel bombs on the town.", "Helicopters;barrel bombs"),
    ("They used more than 350 precision munitions.", "precision munitions"),
    ("Russia launched 40 Shahed drones.", "Shahed drones"),
    ("Rebels fired surface to surface missiles and Grad rockets.", "surface to surface missiles;Grad rockets"),
    ("The army shelled the hill with heavy artillery.", "heavy artillery"),
    ("Police arrested two men.", ""),
    ("One strike destroyed a tank, two mortar systems and a rocket launcher.", ""),  # hit, not used
]


def names(found: tuple[object, ...]) -> str:
    return ";".join(str(getattr(one, "name", one)) for one in found)


@pytest.mark.parametrize(("marked", "actors", "targets"), STRIKES)
def test_strike(marked: str, actors: str, targets: str) -> None:
    _, token = read(marked)
    assert (names(strike_actor(token)), names(strike_target(token))) == (actors, targets)


@pytest.mark.parametrize(("marked", "captors", "detainees"), DETENTIONS)
def test_detention(marked: str, captors: str, detainees: str) -> None:
    _, token = read(marked)
    assert (names(captor(token)), names(detainee(token))) == (captors, detainees)


@pytest.mark.parametrize(("marked", "name"), NAMES)
def test_name(marked: str, name: str) -> None:
    assert party(read(marked)[1]).name == name


@pytest.mark.parametrize(("marked", "name"), OWNERS)
def test_owner(marked: str, name: str) -> None:
    found = owner(read(marked)[1])
    assert (found.name if found else "") == name


@pytest.mark.parametrize(("sentence", "expected"), WEAPONS)
def test_weapons(sentence: str, expected: str) -> None:
    assert names(find_weapons(parse_one(sentence))) == expected


def test_whole_comes_first() -> None:
    _, token = read("The United [States] and its allies flew 12 raids.")
    assert names(parties(token)) == "United States and its allies;United States;allies"


@pytest.mark.parametrize("marked", [row[0] for row in STRIKES + DETENTIONS])
def test_spans_hold_the_names(marked: str) -> None:
    doc, token = read(marked)
    found = strike_actor(token) + strike_target(token) + captor(token) + detainee(token) + find_weapons(doc)
    assert all(doc.text[one.start : one.end] == one.name for one in found)


def test_lexicon_is_sound() -> None:
    assert len(ACTORS) >= 150
    assert {actor.kind for actor in ACTORS} <= {"state", "forces", "rebel", "militia", "coalition", "police", "organisation"}
    assert all(spelling == spelling.lower().strip() and spelling for actor in ACTORS for spelling in actor.spellings)
    found = known_actor("the Islamic State of Iraq and Syria")
    assert found is not None
    assert found.name == "ISIS"
