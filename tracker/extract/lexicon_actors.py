"""Know armed actors by name, and the nouns for sides, people, weapons and what delivers them. Data only, all lower case.

`ACTORS` is for recognising a name and for telling whose it is; it never adds an actor that the text does not name.
Spellings are compared in lower case, without a leading article.
"""

# ruff: noqa: E501  # a row an actor
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

ActorKind = Literal["state", "forces", "rebel", "militia", "coalition", "police", "organisation"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An armed actor (or one who speaks of them): its usual name, all its spellings, ISO 3166-1 alpha-2 where it is one state's."""

    name: str
    kind: ActorKind
    country: str | None
    spellings: frozenset[str]


# name | kind | country or - | further spellings
_ROWS = """
CENTCOM | forces | US | us central command; united states central command; u.s. central command; central command; us military central command
AFRICOM | forces | US | us africa command; u.s. africa command; united states africa command; africa command
EUCOM | forces | US | us european command; u.s. european command
SOUTHCOM | forces | US | us southern command; u.s. southern command
US military | forces | US | u.s. military; american military; us forces; u.s. forces; american forces; us troops; u.s. troops; united states military; us armed forces
US Air Force | forces | US | u.s. air force; american air force; usaf
US Navy | forces | US | u.s. navy; american navy
US Army | forces | US | u.s. army; american army
US Marines | forces | US | u.s. marines; marines; us marine corps; u.s. marine corps
Pentagon | organisation | US | us department of defense; department of defense; dod; u.s. department of defense; us defense department
CIA | organisation | US | central intelligence agency
FBI | police | US | federal bureau of investigation
ICE | police | US | immigration and customs enforcement; us immigration and customs enforcement
Delta Force | forces | US | us delta force
ISAF | coalition | - | international security assistance force; nato-led international security assistance force
NATO | coalition | - | n.a.t.o.; north atlantic treaty organization; north atlantic treaty organisation; nato forces; nato-led coalition
Resolute Support | coalition | - | resolute support mission
US-led coalition | coalition | - | u.s.-led coalition; american-led coalition; international coalition; global coalition; us-led international coalition; anti-isis coalition; anti-isil coalition; coalition forces; coalition military forces; combined joint task force; operation inherent resolve; cjtf-oir; oir; combined joint task force - operation inherent resolve
Multi-National Force | coalition | - | multinational force; multi-national forces; mnf-i; multi-national force - iraq; multinational forces
Saudi-led coalition | coalition | - | arab coalition; saudi coalition; saudi-led military coalition; saudi-led arab coalition; saudi-uae coalition
AMISOM | coalition | - | atmis; african union mission in somalia; african union forces; aussom; african union troops
MINUSMA | organisation | - | un mission in mali
MONUSCO | organisation | - | un mission in congo
Multinational Joint Task Force | coalition | - | mnjtf
G5 Sahel | coalition | - | g5 sahel joint force
Five Power allies | coalition | - | allied forces; allies
ECOMOG | coalition | - | ecowas monitoring group; ecowas forces
KFOR | coalition | - | kosovo force
UNPROFOR | organisation | - | united nations protection force
IDF | forces | IL | israel defense forces; israel defence forces; israeli defense forces; israeli defence forces; israeli army; israeli military; israeli forces; israeli troops
Israeli Air Force | forces | IL | iaf; israel air force
Shin Bet | organisation | IL | israel security agency; shabak; isa
Mossad | organisation | IL | israeli mossad
Israeli police | police | IL | israel police; israeli border police
Hamas | militia | PS | izz ad-din al-qassam brigades; al-qassam brigades; qassam brigades; ezzedine al-qassam brigades; islamic resistance movement
Palestinian Islamic Jihad | militia | PS | pij; islamic jihad; al-quds brigades
Popular Front for the Liberation of Palestine | militia | PS | pflp
Fatah | organisation | PS | al-aqsa martyrs brigades; al-aqsa martyrs' brigades
Palestinian Authority | organisation | PS | pa security forces; palestinian security forces
Hezbollah | militia | LB | hizbullah; hizballah; hizbollah; hezbullah; lebanese hezbollah
Lebanese army | forces | LB | lebanese armed forces; laf
UNIFIL | organisation | - | un interim force in lebanon
Amal | militia | LB | amal movement
IRGC | forces | IR | islamic revolutionary guard corps; islamic revolutionary guards corps; revolutionary guards; revolutionary guard; iranian revolutionary guard; iran's revolutionary guards; pasdaran; quds force; irgc quds force
Iranian army | forces | IR | artesh; iranian armed forces; iranian military
Basij | militia | IR | basij militia
Iranian police | police | IR | faraja
MEK | rebel | IR | mujahedin-e khalq; mujahideen-e-khalq; pmoi
Jaish al-Adl | rebel | IR | jaysh al-adl; jundallah; jundullah
PJAK | rebel | IR | kurdistan free life party
SDF | rebel | SY | syrian democratic forces; syrian defence force; kurdish-led syrian democratic forces; syrian defense forces
YPG | rebel | SY | people's protection units; peoples protection units; kurdish ypg; ypj; women's protection units
Asayish | police | SY | kurdish internal security forces; asayesh
FSA | rebel | SY | free syrian army; syrian free army
Syrian National Army | rebel | SY | sna; turkish-backed syrian national army; turkish-backed rebels
Ahrar al-Sham | rebel | SY | ahrar ash-sham; ahrar al-sham movement; ahrar sham
Jaish al-Islam | rebel | SY | jaysh al-islam; army of islam; jaish al islam
Jaish al-Fatah | rebel | SY | army of conquest; jaysh al-fatah
Faylaq al-Rahman | rebel | SY | failaq al-rahman; al-rahman legion; rahman legion
Nour al-Din al-Zenki | rebel | SY | nureddin zengi; nour al-din al-zinki movement; zenki
Southern Front | rebel | SY | free syrian army southern front
HTS | rebel | SY | hayat tahrir al-sham; hay'at tahrir al-sham; nusra; al-nusra; nusra front; al-nusra front; jabhat al-nusra; jabhat fateh al-sham; jabhat fatah al-sham; fatah al-sham; fatah al-shams; fateh al-sham; al nusra front; jabhat al nusra; tahrir al-sham
Hurras al-Din | rebel | SY | huras al-din; guardians of religion
Turkistan Islamic Party | rebel | SY | tip; turkestan islamic party
Khorasan group | rebel | SY | khorasan
Syrian army | forces | SY | syrian arab army; saa; syrian armed forces; syrian troops; syrian forces; syrian military; army forces; syrian government forces
Syrian Air Force | forces | SY | syrian arab air force
Syrian regime | state | SY | assad regime; asad regime; regime; regime forces; assad's forces; assad forces; assad government; syrian government; pro-assad forces
National Defence Forces | militia | SY | national defense forces; ndf; shabiha; shabbiha
Tiger Forces | forces | SY | tiger force
ISIS | rebel | - | isil; is; daesh; da'esh; islamic state; islamic state group; islamic state of iraq and syria; islamic state of iraq and the levant; islamic state in iraq and the levant; islamic state of iraq and al-sham; islamic state in iraq and syria; so-called islamic state; is group; daish; ied isil
Islamic State of Iraq | rebel | IQ | isi; al-qaeda in iraq; al qaeda in iraq; aqi; jama'at al-tawhid wal-jihad
Islamic State Khorasan | rebel | AF | isis-k; is-k; iskp; islamic state khorasan province; islamic state - khorasan
al-Qaeda | rebel | - | al qaeda; al-qaida; al qaida; alqaeda; qaeda; al-qa'ida; al qa'ida
AQAP | rebel | YE | al-qaeda in the arabian peninsula; al qaeda in the arabian peninsula; ansar al-sharia
AQIM | rebel | - | al-qaeda in the islamic maghreb; al qaeda in the islamic maghreb; gspc; salafist group for preaching and combat
JNIM | rebel | - | jama'at nusrat al-islam wal-muslimin; jama'a nusrat ul-islam wa al-muslimin; group for the support of islam and muslims; ansar dine; ansar eddine; al-mourabitoun; macina liberation front; katiba macina
ISGS | rebel | - | islamic state in the greater sahara; islamic state sahel province; is sahel; islamic state in the sahel
MUJAO | rebel | ML | movement for oneness and jihad in west africa
Ansar al-Islam | rebel | IQ | ansar al-sunna; ansar al-sunnah
Taliban | rebel | AF | taleban; afghan taliban; taliban fighters; islamic emirate; islamic emirate of afghanistan; taliban insurgents
Haqqani network | rebel | AF | haqqani; haqqanis; haqqani group
Hezb-e Islami | rebel | AF | hezb-e-islami; hezb-i-islami; hezb-e islami gulbuddin; hig; hizb-i-islami; hezb-e-islami gulbuddin
Islamic Movement of Uzbekistan | rebel | UZ | imu
Islamic Jihad Union | rebel | UZ | iju
Northern Alliance | rebel | AF | united front; national resistance front; nrf
Afghan National Army | forces | AF | ana; afghan army; afghan national security forces; ansf; andsf; afghan forces; afghan security forces; afghan national defense and security forces
Afghan police | police | AF | afghan national police; anp; afghan local police; afghan uniformed police; provincial response company
National Directorate of Security | organisation | AF | nds
mujahideen | rebel | AF | mujahedin; mujahedeen; mujaheddin
TTP | rebel | PK | tehrik-i-taliban pakistan; tehrik-e-taliban pakistan; tehreek-e-taliban pakistan; pakistani taliban; pakistan taliban; jamaat-ul-ahrar
BLA | rebel | PK | baloch liberation army; balochistan liberation army; baluchistan liberation army; balochistan liberation front; blf; baloch raji ajoi sangar
Lashkar-e-Taiba | rebel | PK | let; lashkar-e-tayyiba; laskhar-e-taiba; lashkar-e-toiba
Jaish-e-Mohammed | rebel | PK | jaish-e-mohammad; jem
Lashkar-e-Jhangvi | rebel | PK | lej
Hizbul Mujahideen | rebel | IN | hizb-ul-mujahideen
Pakistan Army | forces | PK | pakistani army; pakistani military; pakistan military; pakistani forces; ispr; inter-services public relations; pakistan armed forces
Pakistan Air Force | forces | PK | paf; pakistani air force
ISI (Pakistan) | organisation | PK | inter-services intelligence
Frontier Corps | forces | PK | pakistan rangers; rangers
Indian Army | forces | IN | indian armed forces; indian forces; indian military; indian troops
Indian Air Force | forces | IN | indian airforce
Border Security Force | police | IN | bsf; crpf; central reserve police force
Naxalites | rebel | IN | naxals; maoists; communist party of india (maoist); maoist rebels
ULFA | rebel | IN | united liberation front of asom; united liberation front of assam
LTTE | rebel | LK | liberation tigers of tamil eelam; tamil tigers; tamil tiger rebels; sea tigers
Sri Lankan army | forces | LK | sri lanka army; sri lankan military; sri lanka air force; sri lanka navy; sri lankan forces
Nepalese Maoists | rebel | NP | people's liberation army nepal; communist party of nepal (maoist)
Houthis | rebel | YE | houthi; huthis; huthi; houthi rebels; ansar allah; ansarallah; ansarullah; houthi militia; houthi movement; houthi militants; shiite houthi rebels
Southern Transitional Council | rebel | YE | stc; security belt; southern separatists
Yemeni army | forces | YE | yemeni armed forces; yemeni government forces; yemeni forces
Giants Brigades | militia | YE | al-amaliqa; giants brigade
Kata'ib Hezbollah | militia | IQ | kataib hezbollah; kataeb hezbollah; ketaib hezbollah; hezbollah brigades; kata'ib hizballah; kataib hizballah
Asa'ib Ahl al-Haq | militia | IQ | asaib ahl al-haq; aah; league of the righteous
Harakat al-Nujaba | militia | IQ | nujaba; harakat hezbollah al-nujaba
Islamic Resistance in Iraq | militia | IQ | iraqi resistance
PMF | militia | IQ | popular mobilization forces; popular mobilisation forces; popular mobilization units; pmu; hashd al-shaabi; hashd; hashed al-shaabi; popular mobilization; al-hashd al-shaabi
Mahdi Army | militia | IQ | jaish al-mahdi; jaysh al-mahdi; promised day brigade
Badr Organization | militia | IQ | badr corps; badr brigade; badr brigades
Peshmerga | forces | IQ | kurdish peshmerga; peshmerga forces; kurdish peshmerga forces
Iraqi army | forces | IQ | iraqi security forces; isf; iraqi forces; iraqi military; iraqi troops; iraqi armed forces; security media cell; joint operations command
Iraqi Air Force | forces | IQ | iraqi airforce
Counter Terrorism Service | forces | IQ | iraqi counter terrorism service; golden division; iraqi special operations forces
Republican Guard | forces | IQ | iraqi republican guard
Iraqi police | police | IQ | iraqi federal police; federal police
PKK | rebel | TR | kurdistan workers' party; kurdistan workers party; kurdish workers party; hpg; people's defence forces; kongra-gel
TAK | rebel | TR | kurdistan freedom falcons; kurdistan freedom hawks
Turkish Armed Forces | forces | TR | turkish army; turkish military; turkish forces; tsk; turkish troops
Turkish Air Force | forces | TR | turkish airforce
MIT | organisation | TR | national intelligence organization; national intelligence organisation; turkish intelligence
DHKP-C | rebel | TR | revolutionary people's liberation party-front
RSF | militia | SD | rapid support forces; janjaweed; rapid support force
SAF | forces | SD | sudanese armed forces; sudan armed forces; sudanese army; sudan army; sudanese military
SPLM-N | rebel | SD | sudan people's liberation movement-north; splm-north
JEM (Sudan) | rebel | SD | justice and equality movement
Sudan Liberation Movement | rebel | SD | slm; sla; sudan liberation army
SPLA | forces | SS | sudan people's liberation army; south sudan people's defence forces; sspdf; south sudanese army
SPLA-IO | rebel | SS | splm-io; white army; sudan people's liberation movement in opposition
M23 | rebel | CD | march 23 movement; m23 rebels; afc/m23; alliance fleuve congo
ADF | rebel | CD | allied democratic forces; iscap; islamic state central africa province
FARDC | forces | CD | congolese army; armed forces of the democratic republic of the congo; congolese armed forces; congolese forces
FDLR | rebel | CD | democratic forces for the liberation of rwanda; interahamwe
CODECO | militia | CD | cooperative for the development of the congo
Mai-Mai | militia | CD | mai mai; mayi-mayi; wazalendo
RDF | forces | RW | rwanda defence force; rwandan army; rwandan forces; rwandan troops
LRA | rebel | UG | lord's resistance army; lords resistance army
UPDF | forces | UG | uganda people's defence force; ugandan army; ugandan forces
Boko Haram | rebel | NG | jas; jama'atu ahlis sunna lidda'awati wal-jihad
ISWAP | rebel | NG | islamic state west africa province; islamic state's west africa province; islamic state in west africa
Nigerian army | forces | NG | nigerian military; nigerian armed forces; nigerian troops
Nigerian Air Force | forces | NG | naf
bandits | militia | NG | armed bandits
IPOB | rebel | NG | indigenous people of biafra; eastern security network
MEND | rebel | NG | movement for the emancipation of the niger delta
al-Shabaab | rebel | SO | al shabaab; al-shabab; al shabab; shabaab; harakat al-shabaab al-mujahideen; alshabaab
Somali National Army | forces | SO | sna somalia; somali army; somali forces; danab; somali government forces
Islamic Courts Union | rebel | SO | union of islamic courts; hizbul islam
Somali pirates | militia | SO | pirates
Kenya Defence Forces | forces | KE | kdf; kenyan army; kenyan forces; kenyan military
ENDF | forces | ET | ethiopian national defense force; ethiopian national defence force; ethiopian army; ethiopian forces; ethiopian air force; ethiopian military
TPLF | rebel | ET | tigray people's liberation front; tigray defence forces; tigray defense forces; tdf; tigrayan forces
Fano | militia | ET | fano militia; amhara fano
OLA | rebel | ET | oromo liberation army; olf; oromo liberation front; olf-shane; shene
ONLF | rebel | ET | ogaden national liberation front
Eritrean forces | forces | ER | eritrean army; eritrean defence forces; eritrean troops
Wagner | militia | RU | wagner group; wagner mercenaries; pmc wagner
Africa Corps | forces | RU | russian africa corps
FAMa | forces | ML | malian army; malian armed forces; malian forces
CMA | rebel | ML | coordination of azawad movements; mnla; azawad liberation front; fla; national movement for the liberation of azawad; tuareg rebels
Burkinabe army | forces | BF | burkina faso army; burkinabe forces; vdp; volunteers for the defense of the homeland
French forces | forces | FR | operation barkhane; barkhane; french army; french military; operation serval; french air force; french troops
FACA | forces | CF | central african armed forces
Seleka | rebel | CF | anti-balaka; antibalaka; coalition of patriots for change
Ansar al-Sunna Mozambique | rebel | MZ | ahlu sunnah wal jamaah; islamic state mozambique; ansar al-sunnah mozambique
RENAMO | rebel | MZ | mozambican national resistance
UNITA | rebel | AO | national union for the total independence of angola
RUF | rebel | SL | revolutionary united front
LURD | rebel | LR | liberians united for reconciliation and democracy
LNA | rebel | LY | libyan national army; haftar's forces; libyan arab armed forces; arab libyan armed forces; haftar forces
GNA | forces | LY | government of national accord; gna forces; libya dawn
Gaddafi forces | forces | LY | gaddafi's forces; pro-gaddafi forces; qaddafi forces; forces loyal to gaddafi
Egyptian army | forces | EG | egyptian military; egyptian armed forces; egyptian forces; egyptian air force
Sinai Province | rebel | EG | wilayat sinai; ansar beit al-maqdis
Polisario Front | rebel | EH | polisario; frente polisario
Chadian army | forces | TD | chadian forces; chadian military; chadian armed forces
FACT | rebel | TD | front for change and concord in chad
Ambazonian separatists | rebel | CM | ambazonia defence forces; amba boys; ambazonian fighters
Russian Armed Forces | forces | RU | russian army; russian military; russian forces; russian troops; russian defence ministry; russian defense ministry; russian ministry of defence
VKS | forces | RU | russian aerospace forces; russian air force; russian airforce
Black Sea Fleet | forces | RU | russian navy; russian black sea fleet
FSB | organisation | RU | federal security service; russian fsb
Rosgvardia | police | RU | russian national guard; omon
GRU | organisation | RU | main intelligence directorate
Akhmat | militia | RU | kadyrovites; kadyrovtsy; akhmat battalion
Donetsk People's Republic | rebel | UA | dpr; dnr; donetsk peoples republic; pro-russian separatists; pro-russian rebels; russia-backed separatists
Luhansk People's Republic | rebel | UA | lpr; lnr; lugansk people's republic
Armed Forces of Ukraine | forces | UA | ukrainian armed forces; ukrainian army; ukrainian military; ukrainian forces; ukrainian troops; afu; defence forces of ukraine; defense forces of ukraine
Ukrainian General Staff | forces | UA | general staff of the armed forces of ukraine; ukraine's general staff; general staff
Ukrainian Air Force | forces | UA | ukraine's air force; air force of ukraine
SBU | organisation | UA | security service of ukraine; ukraine's security service; sbu security service
HUR | organisation | UA | gur; ukrainian military intelligence; defence intelligence of ukraine; main directorate of intelligence; ukraine's military intelligence
Azov | forces | UA | azov regiment; azov battalion; azov brigade
Belarusian KGB | organisation | BY | kgb; belarus kgb
Chechen rebels | rebel | RU | chechen separatists; caucasus emirate; chechen fighters
Armenian forces | forces | AM | armenian army; artsakh defence army; nagorno-karabakh forces; karabakh forces; armenian armed forces
Azerbaijani forces | forces | AZ | azerbaijani army; azerbaijan army; azerbaijani armed forces; azerbaijani military
Georgian forces | forces | GE | georgian army; georgian troops
Bosnian Serb army | rebel | BA | army of republika srpska; vrs; bosnian serbs; bosnian serb forces
KLA | rebel | XK | kosovo liberation army; uck
Yugoslav army | forces | RS | jna; yugoslav people's army; yugoslav forces; serb forces; serbian forces; serbian police
Croatian army | forces | HR | croatian forces; hvo
ETA | rebel | ES | euskadi ta askatasuna; basque separatists
IRA | rebel | GB | provisional ira; irish republican army; real ira; continuity ira
RAF | forces | GB | royal air force; british air force
British Army | forces | GB | british forces; british military; british troops; uk armed forces; uk ministry of defence; royal navy; royal marines
Royal Jordanian Air Force | forces | JO | jordanian air force; jordanian army; jordanian armed forces; arab army
Saudi forces | forces | SA | saudi air force; royal saudi air force; saudi army; saudi border guards
Emirati forces | forces | AE | uae armed forces; uae forces; emirati air force
Tatmadaw | forces | MM | military junta; myanmar military; myanmar army; myanmar junta; burmese army; burmese military; junta; state administration council; sac; myanmar air force; junta forces
Arakan Army | rebel | MM | aa
KNLA | rebel | MM | karen national liberation army; knu; karen national union
Kachin Independence Army | rebel | MM | kia; kio
TNLA | rebel | MM | ta'ang national liberation army
MNDAA | rebel | MM | myanmar national democratic alliance army; three brotherhood alliance
PDF | rebel | MM | people's defence force; people's defense force; people's defence forces; national unity government; nug
ARSA | rebel | MM | arakan rohingya salvation army
United Wa State Army | rebel | MM | uwsa
Karenni Nationalities Defence Force | rebel | MM | kndf; karenni army
Royal Thai Army | forces | TH | thai army; thai military; royal thai air force; thai air force; thai forces
BRN | rebel | TH | barisan revolusi nasional
Cambodian army | forces | KH | royal cambodian armed forces; cambodian forces; cambodian military
Khmer Rouge | rebel | KH | khmers rouges
Viet Cong | rebel | VN | vietcong; national liberation front
Vietnam People's Army | forces | VN | north vietnamese army; nva; people's army of vietnam
Armed Forces of the Philippines | forces | PH | afp military; philippine army; philippine military; philippine troops
Abu Sayyaf | rebel | PH | abu sayyaf group; asg; maute group
MILF | rebel | PH | moro islamic liberation front; mnlf; moro national liberation front; biff; bangsamoro islamic freedom fighters
NPA | rebel | PH | new people's army; communist party of the philippines
Indonesian military | forces | ID | tni; indonesian army; indonesian national armed forces; kopassus
GAM | rebel | ID | free aceh movement
OPM | rebel | ID | free papua movement; tpnpb; west papua national liberation army
Jemaah Islamiyah | rebel | ID | jemaah islamiah
Korean People's Army | forces | KP | kpa; north korean army; north korean military; north korean troops
South Korean military | forces | KR | joint chiefs of staff; rok army; south korean army
PLA | forces | CN | people's liberation army; chinese military; chinese army
FARC | rebel | CO | revolutionary armed forces of colombia; farc-ep; farc dissidents; estado mayor central; segunda marquetalia
ELN | rebel | CO | national liberation army; ejercito de liberacion nacional
AUC | militia | CO | united self-defense forces of colombia; clan del golfo; gulf clan; gaitanist self-defense forces
Colombian army | forces | CO | colombian military; colombian armed forces; colombian air force; colombian forces
Shining Path | rebel | PE | sendero luminoso
Contras | rebel | NI | contra rebels
FMLN | rebel | SV | farabundo marti national liberation front
EZLN | rebel | MX | zapatistas; zapatista army
Mexican army | forces | MX | mexican military; mexican marines; mexican navy; national guard
Haitian gangs | militia | HT | viv ansanm; g9
SOHR | organisation | SY | syrian observatory for human rights; observatory; syrian observatory
SNHR | organisation | SY | syrian network for human rights
White Helmets | organisation | SY | syrian civil defence; syria civil defence; civil defense; civil defence
Violations Documentation Center | organisation | SY | vdc
Local Coordination Committees | organisation | SY | lcc
SANA | organisation | SY | syrian arab news agency; state news agency sana
Amnesty International | organisation | - | amnesty
Human Rights Watch | organisation | - | hrw
Airwars | organisation | - | airwars.org
ACLED | organisation | - | armed conflict location & event data project
Red Cross | organisation | - | icrc; international committee of the red cross; red crescent; syrian arab red crescent
United Nations | organisation | - | un; u.n.; ohchr; unama; unicef; ocha
MSF | organisation | - | medecins sans frontieres; doctors without borders
"""

# Demonym or adjective of side -> ISO 3166-1 alpha-2 (null where it is no single state).
_DEMONYMS = """
afghan AF|albanian AL|algerian DZ|american US|angolan AO|arab -|armenian AM|australian AU|azerbaijani AZ|azeri AZ|bahraini BH|bangladeshi BD
belarusian BY|belgian BE|bosnian BA|brazilian BR|british GB|burkinabe BF|burmese MM|burundian BI|cambodian KH|cameroonian CM|canadian CA|chadian TD
chechen RU|chinese CN|colombian CO|congolese CD|croat HR|croatian HR|cuban CU|danish DK|dutch NL|ecuadorian EC|egyptian EG|emirati AE|eritrean ER
ethiopian ET|european -|french FR|georgian GE|german DE|greek GR|guatemalan GT|haitian HT|honduran HN|indian IN|indonesian ID|iranian IR|iraqi IQ|israeli IL
italian IT|ivorian CI|japanese JP|jordanian JO|kazakh KZ|kenyan KE|kosovar XK|kurdish -|kuwaiti KW|kyrgyz KG|laotian LA|lebanese LB|liberian LR|libyan LY
malaysian MY|malian ML|mexican MX|moroccan MA|mozambican MZ|nepalese NP|nicaraguan NI|nigerian NG|nigerien NE|norwegian NO|omani OM|pakistani PK
palestinian PS|peruvian PE|philippine PH|filipino PH|polish PL|qatari QA|romanian RO|russian RU|rwandan RW|salvadoran SV|saudi SA|senegalese SN|serb RS
serbian RS|somali SO|soviet RU|spanish ES|sudanese SD|swedish SE|swiss CH|syrian SY|taiwanese TW|tajik TJ|tanzanian TZ|thai TH|tunisian TN|turkish TR
turkmen TM|ugandan UG|ukrainian UA|uzbek UZ|venezuelan VE|vietnamese VN|western -|yemeni YE|yugoslav RS|zambian ZM|zimbabwean ZW|tamil LK|houthi YE
hutu RW|tutsi RW|tuareg ML|druze -|alawite SY|sunni -|shiite -|shia -|shi'ite -|islamist -|jihadist -|maoist -|communist -|kremlin RU|nato -|us US|u.s. US
uk GB|u.k. GB|un -|u.n. -|allied -|anglo-american -|us-israeli -|israeli-american -|tigrayan ET|amhara ET|oromo ET|moro PH|zionist IL|baathist IQ
"""

_COUNTRIES = """
afghanistan AF|algeria DZ|angola AO|armenia AM|australia AU|azerbaijan AZ|bahrain BH|bangladesh BD|belarus BY|belgium BE|bosnia BA|burkina faso BF|burundi BI
cambodia KH|cameroon CM|canada CA|chad TD|china CN|colombia CO|congo CD|croatia HR|denmark DK|egypt EG|eritrea ER|ethiopia ET|france FR|georgia GE
germany DE|greece GR|haiti HT|india IN|indonesia ID|iran IR|iraq IQ|israel IL|italy IT|japan JP|jordan JO|kenya KE|kuwait KW|lebanon LB|libya LY|mali ML
mexico MX|morocco MA|mozambique MZ|myanmar MM|netherlands NL|niger NE|nigeria NG|north korea KP|norway NO|oman OM|pakistan PK|philippines PH|poland PL|qatar QA
russia RU|rwanda RW|saudi arabia SA|serbia RS|somalia SO|south korea KR|south sudan SS|spain ES|sri lanka LK|sudan SD|sweden SE|syria SY|taiwan TW
tajikistan TJ|thailand TH|tunisia TN|turkey TR|türkiye TR|turkiye TR|uae AE|uganda UG|ukraine UA|united arab emirates AE|united kingdom GB|britain GB
united states US|usa US|america US|washington US|moscow RU|kyiv UA|kiev UA|tehran IR|ankara TR|venezuela VE|vietnam VN|yemen YE|zimbabwe ZW|us US|u.s. US|uk GB
u.k. GB|u.s.a. US|riyadh SA|soviet union RU|ussr RU|tel aviv IL
"""


def _pairs(table: str) -> dict[str, str | None]:
    cells = (cell.rsplit(" ", 1) for line in table.split("\n") for cell in line.split("|") if cell.strip())
    return {name.strip(): None if code == "-" else code for name, code in cells}


def _known(row: str) -> KnownActor:
    name, kind, country, rest = (cell.strip() for cell in row.split(" | "))
    spellings = frozenset({name.lower(), *(s.strip() for s in rest.split(";"))})
    return KnownActor(name, kind, None if country == "-" else country, spellings)  # type: ignore[arg-type]  # a test holds the kinds


ACTORS: tuple[KnownActor, ...] = tuple(_known(row) for row in _ROWS.strip().split("\n"))
DEMONYMS: dict[str, str | None] = _pairs(_DEMONYMS)
COUNTRIES: dict[str, str | None] = _pairs(_COUNTRIES)


@cache
def _by_spelling() -> dict[str, KnownActor]:
    return {spelling: actor for actor in reversed(ACTORS) for spelling in actor.spellings}


def known_actor(name: str) -> KnownActor | None:
    """Find the known actor that a name spells, articles and case aside; null where none does."""
    return _by_spelling().get(name.lower().replace("’", "'").removeprefix("the ").strip())


def words(text: str) -> frozenset[str]:
    """Give the set of the words in a block of text."""
    return frozenset(text.split())


# Words that name a side when they stand before a noun ('rebel shelling', 'government warplanes').
SIDE_NOUNS = words(
    "regime rebel rebels government army military militia militias opposition terrorist terrorists militant militants insurgent insurgents jihadist "
    "jihadists islamist islamists separatist separatists junta coalition navy guerrilla guerrillas police alliance allies occupation loyalist loyalists "
    "paramilitary paramilitaries mercenary mercenaries force forces troops peshmerga taliban isis isil is daesh houthi houthis hamas hezbollah enemy "
    "extremist extremists gang cartel pirates allied air faction factions fighter security gunmen armed"
)
# Of SIDE_NOUNS, those that say nothing alone ('air strike', 'security operation', 'armed drones').
SIDE_WEAK = words("air force forces fighter security armed enemy")

# Nouns for people and bodies that can act or be taken.
GROUP_NOUNS = SIDE_NOUNS - words("air armed security fighter") | words(
    "soldier soldiers troop trooper troopers fighters marine marines commando commandos officer officers policeman policemen agent agents personnel "
    "units unit battalion brigade brigades regiment corps division squad platoon squadron command guard guards team teams service services authorities "
    "administration state states country countries nation nations group groups organisation organization organisations organizations movement network cell cells faction "
    "party front council committee ministry department office agency intelligence leadership commander commanders leader leaders chief general president "
    "minister king captain colonel major lieutenant official officials spokesman spokesperson bandits attackers kidnappers captors assailants hijackers "
    "gunman bomber pilots pilot tribesmen volunteers recruits conscripts men man woman women people residents civilians settlers locals crew vigilantes "
    "firm company patrol patrols component elements combatants contingent "
    "americans israelis russians syrians turks kurds iranians iraqis ukrainians afghans saudis yemenis palestinians britons frenchmen germans"
)
PEOPLE_NOUNS = GROUP_NOUNS | words(
    "person persons child children boy boys girl girls baby infant teenager youth youths student students pupil pupils worker workers teacher teachers "
    "journalist journalists reporter reporters doctor doctors medic medics nurse nurses paramedic activist activists protester protesters demonstrator "
    "demonstrators prisoner prisoners detainee detainees hostage hostages captive captives inmate inmates convict convicts suspect suspects individual "
    "individuals member members operative operatives facilitator facilitators insurgents villager villagers farmer farmers shepherd refugee refugees "
    "migrant migrants family families father mother son sons daughter brother brothers sister wife husband relative relatives priest priests bishop nun "
    "monk imam cleric clerics worshippers mourner mourners passenger passengers driver sailor sailors crew crewmen engineer engineers tourist "
    "tourists foreigner foreigners citizen citizens national nationals employee employees staffer staff aid worker lawyer lawyers politician politicians "
    "lawmaker mayor governor judge businessman trader merchant fisherman fishermen defector deserters deserter traitor spy spies smuggler smugglers "
    "trafficker traffickers criminal criminals dozens hundreds thousands scores financier recruiter courier bodyguard bodyguards casualty casualties victim "
    "victims dead wounded others nationalist nationalists returnees christians muslims yazidis yezidis alawites druze shiites sunnis assyrians copts schoolgirls "
    "schoolgirl schoolchildren schoolboys infants mercenary crusaders peacekeepers peacekeeper observers monitors jihadis jihadi mujahideen talib "
    "negotiator contractor contractors aide associate associates deputy planner ringleader mastermind gunner sniper snipers kidnapper"
)

# What carries and delivers a strike: can be the subject of one ('a drone bombed').
INSTRUMENTS = words(
    "warplane warplanes plane planes jet jets aircraft aircrafts airplane airplanes bomber bombers fighter-jet fighter-jets helicopter helicopters chopper "
    "choppers gunship gunships drone drones uav uavs uas quadcopter quadcopters airforce artillery tank tanks battery batteries gunboat gunboats "
    "warship warships ship ships destroyer frigate submarine submarines launcher launchers howitzer howitzers mortar mortars cannon cannons gun guns pilots "
    "f-15 f-15s f-16 f-16s f-18 f-18s f-22 f-35 f-35s mig-21 mig-23 mig-29 mig-31 su-22 su-24 su-25 su-30 su-34 su-35 tu-22 tu-95 b-1 b-2 b-52 b-52s a-10 ac-130 "
    "mi-8 mi-24 mi-28 ka-52 apache apaches predator reaper reapers raptor tornado tornados typhoon typhoons rafale rafales mirage mirages "
    "flotilla fleet squadron sorties bayraktar tb2 aviation vessel vessels paraglider paragliders paramotor paramotors gyrocopter gyrocopters"
)
# What is fired or dropped: never an actor.
MUNITIONS = words(
    "missile missiles rocket rockets bomb bombs shell shells shelling mortar mortars round rounds projectile projectiles munition munitions bomblets warhead "
    "warheads shrapnel torpedo torpedoes grenade grenades bullets fire gunfire salvo salvos volley barrage barrages explosive explosives napalm phosphorus "
    "grad grads katyusha katyushas scud scuds hellfire tomahawk tomahawks kalibr iskander iskanders himars atacms kinzhal qassam shahed shaheds geran lancet "
    "kh-101 kh-22 s-300 uragan smerch kassam gmlrs jdam jdams storm-shadow scalp neptune canister canisters blast explosion explosions ammunition debris "
    "weapon weapons cluster barrels barrel fragments bombings ordnance gas"
)
# Nouns for the deed itself.
STRIKE_NOUNS = words(
    "strike strikes airstrike airstrikes air-strike air-strikes raid raids bombing bombings bombardment bombardments shelling shellings attack attacks "
    "barrage salvo fire sortie sorties assault assaults offensive operation operations mission missions campaign hit hits bomb-attack airraid airraids "
    "launch launches engagement engagements cannonade pounding drone-strike"
)
# Heads that need their 'of X' to say anything ('forces of the regime', 'members of the group').
GENERIC_HEADS = words(
    "force forces army troops soldiers fighters members member family families men women units unit aircraft aircrafts planes warplanes jets helicopters "
    "drones militants elements officers agents people positions position headquarters area areas outskirts suburb suburbs city town village district center "
    "centre port parts part supporters leaders leader commander commanders wing branch group ministry department chief head staff residents "
    "inhabitants nationals children sons state states allies movement government authorities command hideouts strongholds neighbourhood neighborhood "
    "vicinity base bases camp number crew convoy group groups directorate service council party front committee house home hospital office building army"
)
# Heads that only measure: the name is what follows 'of'.
PARTITIVE_HEADS = words(
    "number dozens dozen hundreds thousands scores tens pair couple handful group groups series lot lots majority most part some many one two three four five six seven "
    "eight nine ten several few half all each both rest total any none spate wave string swathe hundred thousand million third quarter percent "
    "plenty batch any more variety range types type kind kinds"
)
QUANTIFIERS = words(
    "a an the this that these those some any all both each every no several many few more most much other another such various numerous multiple additional "
    "at least about around approximately nearly almost over than up to some only just also even roughly fewer less further estimated total dozen dozens "
    "hundred hundreds thousand thousands million scores of its their his her our my your combined joint separate different certain same entire whole "
    "as well so-called own first second third fourth fifth another further new latest recent particular two-thirds what which whose including"
)
TITLES = words(
    "president minister captain capt capt. general gen gen. lieutenant lt lt. colonel col col. major maj maj. brigadier brig. brig admiral adm. commander sergeant sgt "
    "sgt. sheikh mr mr. mrs mrs. ms ms. dr dr. professor king prince emir sultan secretary spokesman spokeswoman spokesperson director chief head ambassador senator sen. sen "
    "chairman governor mayor premier chancellor colonel-general lieutenant-general father bishop archbishop archimandrite leader prime foreign defence defense deputy vice "
    "rep. rep officer judge reporter correspondent journalist activist analyst mullah"
)
# A title word before one of these is part of a name ('General Staff', 'General Directorate', 'Chief of Staff').
TITLE_FOLLOWERS = words(
    "staff directorate command security intelligence council assembly people's peoples authority department organisation organization secretariat"
)
CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april may june july august september october "
    "november december morning evening night afternoon midday dawn week month year weekend overnight noon tonight minutes hours days weeks months years daily nightly"
)
CUSTODY_NOUNS = words(
    "custody prison prisons jail jails detention captivity camp camps cell cells facility facilities guantanamo imprisonment dungeon dungeons center centre "
    "centres centers hands"
)
# 'Russian-made missiles': who made, paid, holds or backs is not who fired.
NOT_OWNER_SUFFIXES = words(
    "made built supplied designed manufactured produced held controlled occupied run owned based style era type bound ruled dominated administered operated born"
)
# 'US-led coalition', 'Iran-backed militia': part of the name of a side.
OWNER_SUFFIXES = words("led backed affiliated aligned allied linked sponsored supported trained funded loyal")

# Words that describe a weapon's kind ('surface to surface missiles', 'precision munitions').
WEAPON_NOUNS = words(
    "missile missiles rocket rockets bomb bombs bomblets shell shells mortar mortars munition munitions drone drones uav uavs artillery howitzer howitzers "
    "torpedo torpedoes grenade grenades napalm phosphorus warplane warplanes jet jets helicopter helicopters gunship gunships bomber bombers aircraft plane planes "
    "aircrafts tank tanks launcher launchers grad grads katyusha katyushas scud scuds hellfire tomahawk tomahawks himars atacms iskander iskanders kalibr kinzhal "
    "shahed shaheds quadcopter quadcopters projectile projectiles warship warships gunboat gunboats canister canisters cannon cannons f-16 f-16s f-15 f-15s f-35 "
    "f-35s b-52 b-52s apache apaches jdam jdams geran lancet chlorine howitzer barrel-bombs"
)
# Adjectives and compounds that belong to a weapon's name; others before it (numbers, owners, praise) do not.
WEAPON_MODIFIERS = words(
    "barrel cluster precision guided precision-guided laser laser-guided surface air ground sea ballistic cruise hypersonic anti-tank anti-ship anti-aircraft "
    "anti-personnel artillery mortar rocket tank heavy light medium thermobaric vacuum incendiary phosphorus white chlorine gas toxic chemical sarin fragmentation nuclear "
    "suicide kamikaze one-way attack loitering fpv reconnaissance armed unmanned remotely piloted fighter attack bomber strike combat jet naval homemade makeshift "
    "improvised long-range short-range medium-range mid-range long short range to - multiple launch propelled propelled-rocket grenade rocket-propelled guidance smart dumb "
    "bunker buster gravity glide aerial parachute grad katyusha scud hellfire tomahawk shahed shahed-136 geran geran-2 lancet iskander iskander-m kalibr kinzhal kh-101 "
    "kh-22 s-300 himars atacms patriot storm shadow scalp qassam fajr fateh burkan badr zelzal elephant tochka tochka-u tos-1 uragan smerch bm-21 m777 caesar predator "
    "reaper mq-9 bayraktar tb2 orlan helicopter gunship apache russian-made iranian-made us-made american-made f-16 f-15 f-35 mig-29 su-24 su-25 su-34 b-52 high explosive "
    "high-explosive mm 120mm 155mm 152mm 122mm 107mm 82mm caliber calibre explosive explosive-laden delivered hell cannon gas-cylinder iranian-type booby-trapped penetration"
)
