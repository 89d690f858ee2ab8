"""Words that tell a place from a person, an organisation or a plain word, and say how large a place is. Data only.

All words are lower case. A word of several parts is written with spaces.
"""

from __future__ import annotations

from tracker.model import PlacePrecision


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Cues that put something at a place. 'by', 'against', 'with' name a party to the conflict, not a location.
LOCATIVE = _set(
    """
    in near at on from to into onto over outside inside around across throughout within toward towards along off
    via through above beside amid beyond opposite nearby between of for under until surrounding approaching
    entering leaving reached besieged
    """
)
PARTY = _set("by against with between among versus vs")
PLACING = LOCATIVE - _set("for of under until via by against with between among")
# Cues after which a name that nothing knows is taken for a place.
TELLING = _set("in near outside inside nearby around surrounding")

DIRECTIONS = _set(
    """
    north south east west northeast northwest southeast southwest north-east north-west south-east south-west
    northern southern eastern western northeastern northwestern southeastern southwestern north-eastern
    north-western south-eastern south-western central rural upper lower greater downtown mid inner outer far
    """
)
COMPASS = _set("north south east west northeast northwest southeast southwest north-east north-west south-east south-west")
# 'rebel-held Aleppo', 'regime-controlled': between a cue and the name.
HELD = _set("held controlled occupied besieged run administered ruled rebel opposition government regime kurdish")

# Nouns that say what kind of place stands before them ('X district') or after 'of' ('the district of X').
_PROVINCES = _set("province provinces governorate governorates oblast state region provincial prefecture")
_DISTRICTS = _set("district districts county raion rayon subdistrict agency woreda canton")
_TOWNS = _set("""
    city citys town village villages towns cities hamlet settlement township neighbourhood neighborhood
    neighbourhoods neighborhoods quarter suburb suburbs kibbutz island capital
    """)
_SITES = _set("""
    camp prison jail base airbase airport airfield dam crossing checkpoint port hospital market mosque school
    university bridge farm refinery barracks garrison oilfield gasfield fort terminal harbour harbor headquarters
    plant station roundabout facility compound factory mine square junction site complex mill cemetery hotel
    """)
LEVELS: dict[str, PlacePrecision] = {
    **dict.fromkeys(_PROVINCES, "province"),
    **dict.fromkeys(_DISTRICTS, "district"),
    **dict.fromkeys(_TOWNS, "town"),
    **dict.fromkeys(_SITES, "site"),
}
PLURALS = _set("provinces governorates districts towns villages cities neighbourhoods neighborhoods suburbs")
SURE = _set("district province village town governorate city") | PLURALS
# Of these, followed by 'of', the place after is one; of the others the place before ('the Jobar neighbourhood of Damascus').
OWN_OF = _set("port city town village capital island province")
# First words of a noun of two or three ('refugee camp', 'military air base', 'nuclear power plant').
BEFORE_LEVEL = _set(
    """
    air military refugee border power nuclear oil gas central international naval detention displacement idp army
    thermal displaced security field main old new local vegetable civil
    """
)
# Nouns that widen a place without making it another one: 'the Idlib countryside', 'Damascus suburbs'.
AREAS = _set(
    """
    countryside area areas region suburbs outskirts valley mountains mountain desert border front frontline
    vicinity surroundings side sector pocket enclave corridor coast coastline highway road axis environs periphery
    hinterland metropolis capital center centre
    """
)
# Nouns that take 'of' before a place without being a level: 'the outskirts of X', 'the vicinity of X', 'parts of X'.
PARTS = _set(
    """
    villagers inhabitants residents outskirts vicinity part parts area areas edge edges suburbs suburb countryside
    centre center side sides streets heart capital direction stronghold territory skies airspace borders border
    swathes swaths districts neighbourhoods neighborhoods entrance gates site ruins island peninsula coast
    mountains valley half most much rest
    """
)
SITE_IN_NAME = _set(
    """
    camp prison jail base airbase airport airfield dam crossing checkpoint port hospital market mosque school
    university bridge farm refinery barracks garrison oilfield gasfield terminal plant station roundabout facility
    compound factory mine square junction complex cemetery
    """
)
# Every word that the noun of a site may consist of, as the gazetteer's names have it.
SITE_NOUNS = (
    SITE_IN_NAME
    | BEFORE_LEVEL
    | _set(
        """
    center centre field fields post point gate reactor outpost seaport hydroelectric garrison border camps medical
    research harbour harbor
    """
    )
)

MONTHS_AND_DAYS = _set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun
    """
)
# Words that never begin, end or stand inside a place's name as it is looked up, however they are written.
FUNCTION = MONTHS_AND_DAYS | _set(
    """
    the a an in on at near by from to into over of off for with and or but nor as if it its he she they we you i
    his her their our my this that these those there here then than when where while who whom whose which what why
    how after before during since until between among about around against along across inside outside within
    without under above below up down out not no yes also both each every all any some many most more much few
    several other another such same so too very just only even still yet again once twice now today yesterday
    tomorrow tonight earlier later meanwhile additionally however although though despite because due according
    additional further one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    hundred thousand million first second third is are was were be been being has have had do does did will would
    can could may might must shall should said says told asked added mr mrs ms dr sir lady et al. vs via per photo
    image file video source sources read related advertisement click share
    """
)
# Words and names that towns somewhere bear, and that a capital in English seldom means as a place.
ORDINARY = _set(
    """
    police victory date hit kill bay of central general joint security force forces army air strike strikes
    airstrike airstrikes attack attacks rebel rebels government regime state states islamic islam muslim muslims
    christian christians arab arabs kurd kurds kurdish jew jews coalition military ministry minister president
    prime foreign defence defense human rights united nations nation council observatory media news press agency
    group house white street times post world war peace holy god allah love life death man men woman women child
    children people family son father mother brother sister king queen prince princess lord castle bridge park
    garden green black red blue brown grey gray gold golden silver iron stone rock lake river sea mount mountain
    hill hills valley island islands beach port harbour north south east west northern southern eastern western
    center centre city town village district province country area region border national international global
    local regional federal republic democratic party union league front brigade brigades battalion division
    operation mission task command commander captain colonel major sergeant lieutenant corporal private admiral
    chief secretary spokesman spokeswoman ambassador judge doctor professor teacher student worker soldier fighter
    militant militants insurgent insurgents terrorist terrorists hostage prisoner detainee suspect leader official
    officials witness witnesses resident residents activist activists journalist monday best good great new old
    big small long short high low early late last next young free real true open close dead alive safe mobile
    reading bath nice wells march orange hope eden paradise independence liberty concord progress enterprise
    victoria grace martin washington-post charlotte florence sofia lima san santa los las saint st el la le les de
    der den du van von mac mc combined afghan-led insider intelligence special service services bureau office
    department board commission committee assembly parliament congress senate court law order code article section
    report reports statement release immediate update breaking exclusive download pdf contact public affairs
    english arabic farsi pashto dari urdu kurmanji french russian quran koran bible ramadan eid easter christmas
    hajj internet facebook twitter telegram whatsapp youtube google reuters afp bbc cnn ap xinhua tass interfax
    sana anadolu jazeera guardian independent telegraph mirror sun express mail star observer standard economist
    getty images image photograph crescent cross caritas mosque church cathedral school university college
    hospital hotel airport base camp prison building tower square market bank drone drones missile missiles rocket
    mirage mirages rafale rafales hellfire apache apaches
    iskander shahed bayraktar phantom phantoms hornet hornets raptor reaper predator sukhoi tomahawk tomahawks kalibr burkan
    qassam katyusha grad grads uragan smerch himars patriot patriots typhoon typhoons tornado tornados
    javelin stinger grenade grenades
    rockets bomb bombs tank tanks jet jets helicopter helicopters plane planes aircraft weapon weapons asad assad
    sham pentagon kremlin middle saddam gaddafi qaddafi erdogan putin netanyahu zelensky biden trump obama bush
    clinton kerry lavrov khamenei rouhani maliki abadi sudani barzani talabani karzai ghani hadi haftar bashir
    hariri nasrallah sinwar haniyeh baghdadi zarqawi zawahiri mehsud burhan hemedti dagalo abbas arafat sharon
    peres gallant austin mattis petraeus mcgurk guterres mubarak sisi morsi mugabe kabila killed wounded injured
    detained arrested captured released freed dozens hundreds thousands scores sunni shia shiite shi'ite alawite
    alawites druze yazidi yazidis turkmen sufi salafi hazara pashtun tajik uzbek dinka nuer fulani hausa taliban
    haqqani hamas hezbollah hizbollah houthi houthis isis isil daesh is qaeda nusra jihad jaish ansar al-qaeda
    boko shabaab fatah peshmerga wagner janjaweed mahdi kataib hashd asaib badr levant caliphate ypg pkk sdf
    """
)
# Last or inner words of an organisation's name: a place inside the same run of capitals is no location.
ORGANISATION = _set(
    """
    observatory army forces force media center centre bank times post journal network council coalition front
    brigade brigades battalion division corps guard guards movement party union league committee commission
    ministry agency institute foundation association society organization organisation group company corporation
    university college museum court tribunal parliament government authority command operation project tv
    television radio news press herald tribune fc united club team championship cup award festival defense defence
    militia militias police service services department bureau office house conference accord accords agreement
    treaty charter resolution act law airlines airways fund program programme initiative mission federation
    confederation administration regiment legion battery platoon squadron wing fleet church charity hospice
    resistance emirate caliphate liberation protection units democratic popular people's peoples national helmets
    human rights
    """
)
TITLES = _set(
    """
    mr mrs ms dr sir president minister premier chancellor king queen prince sheikh sheik shaykh mullah maulvi
    mawlawi imam ayatollah general gen lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal
    pvt private adm admiral commander cmdr brig brigadier staff spokesman spokeswoman spokesperson senator sen rep
    representative ambassador envoy secretary director leader chief judge justice professor prof father brother
    sister bishop pope saint journalist activist reporter correspondent pilot analyst governor mayor lawyer author
    actor singer martyr emir amir qari haji hajji ustad son daughter wife husband cleric militant engineer teacher
    photographer chairman chairwoman specialist officer deputy aide named called nicknamed alias
    """
)
FIRST_NAMES = _set(
    """
    michael john james david robert william richard thomas charles joseph daniel matthew mark paul steven stephen
    andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
    jonathan larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry
    tyler aaron jose adam nathan henry peter douglas zachary kyle tim tom bob bill jim joe dan dave mike steve
    chris christopher tony anthony barack donald hillary vladimir boris emmanuel angela recep mary patricia
    jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly
    emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy anna
    anne ruth helen maria nikki mohammad mohammed muhammad muhammed mohamed mohamad ahmad ahmed ali hassan hasan
    hussein hussain husayn abdul abdullah abdallah omar umar osman othman uthman ibrahim ismail yusuf yousef
    youssef khalid khaled mahmoud mahmud mustafa mostafa tariq tarek said sayed saeed salim salem saleh salman
    samir rami fadi bashar hafez maher bassel basel nasser naser jamal gamal karim kareem rashid rasheed faisal
    fayez walid waleed ziad ziyad imad emad nabil adnan anwar ayman osama usama yasser yasir mansour mansur malik
    qasem qassem haider hamid hamed hameed hamza jaber jabir abbas abu zaid zayd bilal fouad fuad ghassan hisham
    issa isa jalal jihad kamal kamil majid muqtada nouri nuri haydar massoud masoud mazloum riad riyad rafik rafiq
    raed sami sharif sheikh tahir taha wael yahya zaki zakaria fatima aisha khadija zainab zeinab maryam mariam
    layla leila nadia amina asma rania hanan huda noor nour yitzhak ariel shimon moshe avi yossi ehud naftali yair
    benny israel yoav gadi herzi eli ron igor ivan dmitry dmitri sergei sergey alexei aleksei andrei andriy
    oleksandr volodymyr viktor victor yuri yuriy oleg oleh mikhail nikolai pavel roman anatoly vitaly vitali
    maksym maxim denys denis petro valery valeriy svetlana olga natalia tatiana ashraf hekmatullah sirajuddin
    jalaluddin gulbuddin akhtar hibatullah baitullah hakimullah nek qari juma gul khan marco sadiq sadeq abed
    abdel siarhei rasha lama hadi abboud pierre jean jacques francois michel philippe antoine luis carlos juan
    jorge miguel pedro manuel francisco antonio angel
    """
)
# First names that are countries.
COUNTRY_FIRST_NAMES = frozenset({"chad", "georgia", "israel", "jordan"})

ACTOR_THEATRE: dict[str, tuple[str, ...]] = {
    "taliban": ("AF",),
    "isaf": ("AF",),
    "haqqani": ("AF",),
    "resolute": ("AF",),
    "hezb": ("AF",),
    "ttp": ("PK",),
    "houthi": ("YE",),
    "houthis": ("YE",),
    "huthi": ("YE",),
    "huthis": ("YE",),
    "aqap": ("YE",),
    "hezbollah": ("LB",),
    "hizbollah": ("LB",),
    "unifil": ("LB",),
    "peshmerga": ("IQ",),
    "hashd": ("IQ",),
    "sdf": ("SY",),
    "ypg": ("SY",),
    "nusra": ("SY",),
    "sohr": ("SY",),
    "assad": ("SY",),
    "assads": ("SY",),
    "isil": ("IQ", "SY"),
    "isis": ("IQ", "SY"),
    "daesh": ("IQ", "SY"),
    "inherent": ("IQ", "SY"),
    "shabaab": ("SO",),
    "boko": ("NG",),
    "iswap": ("NG",),
    "rsf": ("SD",),
    "janjaweed": ("SD",),
    "hamas": ("PS",),
    "idf": ("PS", "LB"),
    "pkk": ("TR", "IQ"),
    "npa": ("PH",),
    "sayyaf": ("PH",),
    "maute": ("PH",),
    "tplf": ("ET",),
    "fano": ("ET",),
    "haftar": ("LY",),
    "gna": ("LY",),
    "lna": ("LY",),
    "jnim": ("ML",),
    "amisom": ("SO",),
    "monusco": ("CD",),
    "farc": ("CO",),
    "eln": ("CO",),
    "azov": ("UA",),
    "tatmadaw": ("MM",),
    "arakan": ("MM",),
    "tnla": ("MM",),
    "kachin": ("MM",),
    "karen": ("MM",),
    "karenni": ("MM",),
    "rohingya": ("MM",),
    "m23": ("CD",),
    "adf": ("CD",),
    "codeco": ("CD",),
    "fardc": ("CD",),
    "nyatura": ("CD",),
    "minusma": ("ML",),
    "barkhane": ("ML",),
    "minusca": ("CF",),
    "seleka": ("CF",),
    "balaka": ("CF",),
    "ambazonia": ("CM",),
    "ambazonian": ("CM",),
    "ansaru": ("NG",),
    "splm": ("SD",),
    "oromo": ("ET",),
    "tigrayan": ("ET",),
    "unmiss": ("SS",),
    "atmis": ("SO",),
    "ltte": ("LK",),
    "milf": ("PH",),
    "bla": ("PK",),
    "kurram": ("PK",),
    "naxalite": ("IN",),
    "maoist": ("IN",),
    "unama": ("AF",),
    "ansf": ("AF",),
    "smm": ("UA",),
    "artsakh": ("AZ",),
    "junta": ("MM",),
}
# States that act abroad: named in an article about anywhere, they do not tell where it happens.
ABROAD = frozenset({"US", "GB", "FR", "DE", "CA", "AU", "IT", "CH", "BE", "NL", "DK", "NO", "SE", "ES", "AT"})

SPEAKERS = _set(
    """
    kabul damascus baghdad moscow washington ankara tehran riyadh jerusalem beirut kyiv kiev london paris beijing
    islamabad cairo sanaa tripoli khartoum doha brussels amman berlin delhi baku yerevan tbilisi minsk warsaw bamako
    abuja nairobi naypyidaw kigali kinshasa juba bogota caracas manila seoul pyongyang jakarta kathmandu colombo
    """
)
# Who is told in a place what happened elsewhere, and who speaks there for a state.
HEARERS = _set("reporters journalists correspondents newsmen briefing")
OFFICES = _set("authorities officials government administration rulers leaders leadership diplomats analysts embassy")
SAYING = _set("said say says told denied accused claimed confirmed announced reported called condemned blamed insisted that")
# 'The Gulf of Aden' is no quarter of Aden.
WATERS = _set("gulf bay strait straits sea port cape")
# Verbs after a country or capital that make it a speaker or doer.
VERBS = _set(
    """
    has have had is are was were will would can could may might must should says say said told tells denied denies
    deny accused accuses accuse warned warns vowed vows launched launches carried carries conducted conducts
    struck strikes bombed bombs killed kills fired fires attacked attacks hit hits sent sends backed backs
    supports support supported began begins wants want wanted claims claimed announced announces confirmed
    confirms condemned condemns insisted insists agreed agrees rejected rejects demanded demands did does do seeks
    sought continues continued also often never still reportedly allegedly and its who which intercepted
    retaliated responded deployed invaded occupied annexed withdrew downed shelled targeted arrested detained
    captured released freed used uses remains became gave took made calls called describes described
    """
)

# Verbs whose object is where it happens: 'jets bombed Sarmin', 'troops entered Jalula'.
STRIKING = _set("""
    bombed bombarded shelled hit struck pounded captured seized entered left besieged stormed retook recaptured
    liberated targeted attacked raided bombing bombarding shelling hitting striking pounding capturing seizing
    entering leaving besieging storming targeting attacking raiding reached controls controlled hits strikes bombs
    pounds targets retakes captures seizes enters
    """)
