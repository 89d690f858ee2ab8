"""Which sentences hold an event, and of which type: one article a sentence, published on Sunday, 15 February 2026.

The rows say what a careful reader finds, whatever the parser does. Rows that it is known to get wrong stand in KNOWN_FAILURES, each
with the reason; one that starts to pass has to be taken out of there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest

from tracker.extract import parse_articles
from tracker.model import STRIKE_TYPES, Article, Event

# (what the row tests, sentence); each is one event of the type
ONE_EVENT: dict[str, tuple[tuple[str, str], ...]] = {
    "air_strike": (
        ("the bomb that a jet dropped", "The bomb that a Russian jet dropped on the school in Vetrovo on Monday killed 11 people."),
        (
            "guessed whose, mistaken for the verb",
            "Warplanes understood to belong to Egypt struck a convoy near Afmadow on Friday.",
        ),
        ("used to attack", "The junta used two helicopters to strafe a village near Myaung on Thursday."),
        ("took out", "Two army helicopters took out a bandit convoy near Birnin Gwari on Friday."),
        ("aircraft with no hyphen", "Two shepherds were killed by an F16 raid near Sinjar on Friday."),
        ("active", "Israeli jets bombed a weapons depot near Baalbek on Saturday."),
        ("passive", "A weapons depot near Baalbek was bombed by Israeli jets on Saturday."),
        ("passive, no agent", "Barrel bombs were dropped on Darayya on Tuesday."),
        ("nominal", "An air strike on a bakery in Maarat al-Numan left nine people dead on Thursday."),
        ("nominal of the verb", "The bombing of Raqqa by coalition aircraft on Monday destroyed two bridges."),
        ("participle", "Warplanes circled over Taiz on Friday, dropping four bombs on the old citadel."),
        ("headline", "Saudi jets pound Saada"),
        ("list item", "- Near Haditha: two air strikes, one bunker destroyed."),
        ("relative clause", "Neighbours buried the baker, whom an air strike had killed in Idlib on Sunday."),
        ("missiles from a crewed aircraft", "An Apache helicopter fired Hellfire missiles at a pickup in Kunar on Friday."),
        ("one word", "Airstrikes killed seven people in Gaza City on Wednesday."),
        ("aviation", "Enemy aviation struck a village near Sumy on Friday."),
        ("raid from the air", "An air raid on the port of Hodeidah killed two dockers on Monday."),
    ),
    "drone_strike": (
        ("dropped from a drone", "Grenades dropped from a drone wounded two policemen in Uruapan on Friday."),
        ("headline, drone taken for a kind of strikes", "Rebel drone strikes Port Sudan grain silo; three dead"),
        ("used to kill", "The army used a drone to kill four rebels outside Lodwar on Friday."),
        ("a grenade dropped", "A quadcopter dropped a grenade on a bus stop in Beryslav on Friday."),
        ("loitering munition", "A loitering munition crashed into a warehouse near Agdam on Friday."),
        ("active", "A Turkish drone struck a car on the road to Qamishli on Tuesday."),
        ("after a place", "In Sumy, a drone slammed into a school bus on Tuesday, the mayor said."),
        ("passive", "A fuel depot in Port Sudan was hit by drones on Sunday."),
        ("nominal", "Monday's drone strike on a petrol station in Nyala killed four people."),
        ("nominal, attack", "A drone attack on an airfield near Pskov damaged four planes on Wednesday."),
        ("participle", "Ukrainian drones reached Novorossiysk on Friday, hitting two tankers in the port."),
        ("headline", "Drones hit refinery in Ryazan"),
        ("list item", "- Near Azaz: one drone strike, two fighters killed."),
        ("relative clause", "The teacher, who was killed by a drone in Kherson on Saturday, had stayed to feed her cats."),
        ("one-way attack drone", "A kamikaze drone slammed into a block of flats in Sumy on Monday."),
        ("came under attack", "Nikopol came under attack from FPV drones on Thursday."),
        ("uncrewed aircraft", "An unmanned aircraft fired on a group of men near Damaturu on Tuesday, killing six."),
    ),
    "missile_strike": (
        ("came down on", "Four rockets came down on a schoolyard in Kupiansk on Friday."),
        ("volley", "A volley of Grad rockets slammed into Horlivka on Sunday."),
        ("active", "Houthi fighters fired two ballistic missiles at a bulk carrier in the Gulf of Aden on Wednesday."),
        ("passive", "A hotel in Odesa was struck by a Russian ballistic missile on Friday."),
        ("passive of firing", "Three rockets were fired at the Ain al-Asad base on Monday."),
        ("nominal", "A missile strike on the market in Kostiantynivka killed 17 people on Wednesday."),
        ("nominal, fire", "Rocket fire from Gaza wounded a farmer near Sderot on Sunday."),
        ("participle", "Hit by two Iskander missiles on Monday, the factory in Kharkiv burned all night."),
        ("headline", "Rockets hit Sderot"),
        ("list item", "- Kramatorsk: one missile strike, five wounded."),
        ("relative clause", "Rescuers have left the hotel in Pokrovsk that two missiles had hit on Monday."),
        ("rocket shells", "Rocket shells landed in the Sheikh Maqsoud quarter of Aleppo on Friday."),
        ("named weapon", "Grad rockets slammed into Stepanakert on Sunday."),
        ("weapons of precision", "High-precision ground-based weapons have destroyed a depot near Sumy."),
    ),
    "shelling": (
        ("tanks that open fire", "Tanks opened fire on a flour queue in Rafah on Friday, wounding six."),
        ("it goes on", "Shelling continued in the suburbs of Kherson on Monday."),
        ("verb taken for a participle", "Farther west, al-Shabaab fired mortars at the stadium in Baidoa on Friday."),
        ("bombs that were fired", "Two bombs fired from the hills fell on a camp near Sake on Monday."),
        ("vehicles that give fire", "Fire support vehicles struck trenches near Tal Rifaat on Monday."),
        ("active", "Russian troops shelled Nikopol on Monday."),
        ("passive", "The village of Shebaa was shelled by Israeli tanks on Tuesday."),
        ("nominal", "Shelling killed two sisters in Kutum on Friday."),
        ("participle", "The army advanced on Hodeidah on Monday, shelling its southern suburbs."),
        ("headline", "Tanks shell camp in Rafah"),
        ("list item", "- Beryslav: mortar fire, one woman wounded."),
        ("relative clause", "The hospital, which was shelled on Thursday, is the last one open in El Fasher."),
        ("fire on a town", "Rebel fire on the town of Mekelle killed a nurse on Monday."),
        ("what landed", "Mortar rounds landed near the embassy in Mogadishu on Wednesday."),
        ("naval guns", "Naval guns pounded the port of Derna on Saturday."),
        ("shells that fell", "Four shells fell on Avdiivka overnight, killing a pensioner."),
    ),
    "strike": (
        ("counted near a town", "Near Tuz, two strikes had no known outcome."),
        ("targeting operations", "The coalition carried out 12 targeting operations in Marib on Friday."),
        ("active", "Coalition forces struck an Islamic State cell near Hawija on Friday."),
        ("passive", "An ammunition store near Sukhna was struck on Thursday, the US military said."),
        ("nominal", "A strike on a convoy near Abu Kamal killed six men on Monday."),
        ("participle", "The army kept up its campaign on Sunday, striking four hideouts near Baga."),
        ("headline, a verb that looks like a noun", "US strikes militia base in Iraq"),
        ("list item", "- Near Tal Afar, one strike: two tunnels destroyed."),
        ("relative clause", "The commander, who died in a US strike near Atmeh on Tuesday, was an Iraqi."),
        ("a mixture of means", "Russia attacked Kyiv with drones and missiles overnight."),
        ("light verb", "Coalition forces conducted six strikes near Raqqa on Monday."),
    ),
    "capture": (
        ("of whom, after a parenthesis", "It announced the capture, in a raid near Ansongo on Monday, of a local jihadist leader."),
        ("a platoon", "A platoon of 28 was seized by some 300 villagers at El Tambo on Friday."),
        ("soldiers taken captive", "Nine soldiers were taken captive by rebels near Kamango on Tuesday."),
        ("taken alive", "Three commanders were taken alive near Kunduz on Monday."),
        ("fell into hands", "Nine pilots fell into rebel hands near Singa on Monday."),
        ("an alias for a name", 'Soldiers captured alias "El Zurdo" in Tumaco on Friday.'),
        ("a title and a name", "Father Anselm, the vicar of Jolo, who was seized on Monday, is 61."),
        ("active", "Somali troops captured an al-Shabaab commander near Barawe on Monday."),
        ("passive", "Two Russian officers were captured near Robotyne on Friday."),
        ("nominal", "The capture of the Taliban's shadow governor in Helmand on Sunday was confirmed by the ministry."),
        ("participle", "Rangers raided a farm in Ghazni on Saturday, capturing three bomb makers."),
        ("headline", "Troops capture rebel spokesman in Aru"),
        ("list item", "- Baghlan: nine militants captured."),
        ("relative clause", "The pilot, who was taken prisoner by the rebels near Kyaukme on Friday, is 24."),
        ("surrendered", "Twenty fighters surrendered to the army in Gamboru on Wednesday."),
    ),
    "arrest": (
        ("picked up in raids", "Nine students were picked up in night raids across Sopore on Tuesday."),
        ("hauled in", "Police hauled in 22 bookmakers in Izmir on Wednesday."),
        ("a sweep's net", "A sweep by the army near Bama netted six suspected insurgents on Friday."),
        ("remanded", "Three brothers were remanded in custody in Kisumu on Thursday."),
        ("jailed before a trial", "Prosecutors in Tunis jailed a lawyer pending trial on Monday."),
        ("of whom, after a parenthesis", "The governor announced the detention, on the beach at Pemba, of 14 young men."),
        ("by age alone", "A 16-year-old was detained at the scene in Graz on Monday."),
        ("suspects picked up", "The bureau said it had picked up six suspected militants in Lahore on Monday."),
        ("taken from home", "Soldiers took the brothers from their house in Bandipora on Monday."),
        ("caught", "A smuggler was caught by border guards near Edirne on Friday."),
        ("nabbed in an operation", "A bomb maker was nabbed in a raid by Kurdish and American forces near Makhmur on Monday."),
        ("bundled into vans", "Scores of students were bundled into vans by riot police in Baku on Friday."),
        ("custody of people", "Officers took custody of the two cousins after a chase near Tamale on Sunday."),
        ("nabbed", "Police nabbed four suspected kidnappers in Jos on Monday."),
        ("picked up", "Two students were picked up by intelligence officers in Cairo on Sunday."),
        ("taken away by soldiers", "Three farmers were taken away by soldiers in Pasak on Monday."),
        ("active", "Police arrested four suspected members of Islamic State in Cologne on Tuesday."),
        ("passive", "A journalist was detained at the airport in Minsk on Sunday."),
        ("nominal", "The arrest of the mayor in Diyarbakir on Friday set off protests."),
        ("participle", "Officers swept through Casablanca on Monday, rounding up 30 suspects."),
        ("headline", "Police detain six in Vienna over attack plot"),
        ("list item", "- Mosul: two arrests."),
        ("relative clause", "The imam, whom agents arrested in Mombasa on Thursday, denies the charge."),
        ("into custody", "Security forces took 12 protesters into custody in Tehran on Saturday."),
        ("ordinary crime", "Three burglars were arrested in Marseille on Monday."),
        ("detained by soldiers", "Israeli soldiers detained 15 Palestinians near Hebron overnight."),
    ),
    "abduction": (
        ("snatched", "A schoolboy was snatched outside a bakery in Port Harcourt on Thursday."),
        ("taken captive", "Two traders were taken captive by rebels in Walikale on Tuesday."),
        ("taken, in a participle", "The dentist, taken by masked men from a cafe in Benghazi on Sunday, is 61."),
        ("marched into the bush", "Gunmen marched 12 farmers into the bush near Zuru on Sunday."),
        ("drove off with", "Armed men broke into the house of a Swiss nun in Tahoua on Saturday and drove off with her."),
        ("hijacked people", "Six nuns whom gunmen hijacked on a minibus in Petite Riviere on Monday are missing."),
        ("snatched", "They had been snatched from a bus near Kano on Monday, prosecutors said."),
        ("bundled into a car", "Masked men bundled the dentist into a car outside her clinic in Benghazi on Tuesday."),
        ("made off with", "Gunmen made off with 25 schoolboys from a hostel in Katsina on Friday."),
        ("dragged from", "Masked men dragged a lawyer from his office in Benghazi on Sunday."),
        ("taken by", "Eleven herdsmen were taken by gunmen outside Kaya on Monday."),
        ("took from", "Rebels took 30 patients from a clinic in Goma on Friday."),
        ("carried off", "Gunmen carried off two girls and a widow from Macomia on Saturday."),
        ("taken hostage, split", "The gang took six missionaries hostage in Ganthier in March 2022."),
        ("active", "Gunmen kidnapped two nuns in Enugu on Monday."),
        ("passive", "A Red Cross worker was abducted near Djibo on Sunday."),
        ("nominal", "The kidnapping of six students in Benue on Friday has shocked Nigeria."),
        ("participle", "Bandits raided Birnin Gwari on Tuesday, abducting 20 women."),
        ("headline", "Gunmen kidnap 30 pupils in Kebbi"),
        ("list item", "- Ituri: three farmers abducted."),
        ("relative clause", "The engineer, who was taken hostage in Kidal on Thursday, works for a French firm."),
        ("forced disappearance", "Two activists were forcibly disappeared in Caracas on Wednesday."),
        ("seized by gunmen", "Gunmen seized a bishop on the road to Kaduna on Saturday."),
    ),
    "transfer": (
        ("captives sent", "Washington sent nine Yemeni detainees to Muscat on Monday."),
        ("to counterparts", "Border police handed two suspects over to their Serbian counterparts at Merdare on Monday."),
        ("flown to a trial", "Two suspected smugglers were flown from Athens to Tunis on Friday to stand trial."),
        ("surrendered to a court", "Belgrade surrendered the general to the tribunal on Monday."),
        ("received", "Baghdad received 40 prisoners from Lebanon's jails on Monday."),
        ("custody of those whom others held", "Iraq took custody of 60 detainees at the Rabia crossing on Monday."),
        ("handed to a court", "The two suspects were handed over to a special court in Pristina on Wednesday."),
        ("handed to the police", "Both men have been handed over to the police in Sopore."),
        ("those captured", "The three captured men were transferred to Cali on Friday."),
        ("active", "The US military moved 90 detainees from Hasakah to Iraq on Friday."),
        ("passive", "Three suspects were extradited from Spain to Morocco on Tuesday."),
        ("nominal", "The transfer of 47 prisoners from Parwan to Kabul was completed on Sunday."),
        ("participle", "Turkey closed the case on Monday, handing over two suspects to Iraq."),
        ("headline", "Belgium extradites smuggler to France"),
        ("list item", "- Guantanamo: one detainee transferred to Tunisia."),
        ("relative clause", "The commander, who was handed over to the court in The Hague on Thursday, is 61."),
        ("flown out", "Five Islamic State suspects were flown from Qamishli to a prison in Baghdad on Saturday."),
    ),
    "release": (
        ("a headline on bail", "Editor released on bail in Harare"),
        ("let go of", "Eritrea let go of 40 deacons in jail in Keren on Monday."),
        ("a day between", "The release on Sunday of 20 prisoners by the rebels in Taiz was a surprise."),
        ("a headline's set free", "Irish nurse set free after a year in captivity in Mali"),
        ("left prison", "Four poets left prison in Minsk on Saturday."),
        ("bailed", "Two unionists were bailed by a magistrate in Lusaka on Thursday."),
        ("home after jail", "Nine fishermen returned home on Thursday after two months in a Yemeni jail."),
        ("the last of them", "The last of the 19 hostages taken from a mill in Birnin Yero regained their freedom on Sunday."),
        ("walked out of prison", "Two poets walked out of the prison at Qarchak on Thursday."),
        ("let out", "Myanmar let out 40 detainees from Insein prison on Monday."),
        ("returned", "Ethiopia has returned 30 prisoners of war to Eritrea."),
        ("went home", "Some 300 prisoners of war went home on Sunday."),
        ("returned home", "More than 90 detainees returned home to Taiz on Friday."),
        ("walked free", "Two kidnapped nurses walked free in Jacmel on Sunday."),
        ("let them go", "Russia let nine captured sailors go on Monday."),
        ("rescued captives", "Troops rescued 17 kidnapped traders near Gusau on Sunday."),
        ("recovered captives", "Police recovered four of the nine abducted drivers in Tank on Monday."),
        ("held until then", "Six fishermen held by pirates in Hobyo were freed on Monday."),
        ("active", "Hamas freed three hostages in Khan Younis on Saturday."),
        ("passive", "The aid worker was released by her kidnappers in Gao on Monday."),
        ("nominal", "The release of 120 prisoners in Kandahar on Friday followed months of talks."),
        ("participle", "The rebels kept their word on Sunday, releasing nine soldiers in Walikale."),
        ("headline", "Belarus frees 52 political prisoners"),
        ("list item", "- Hodeidah: four fishermen freed."),
        ("relative clause", "The monk, who was let go by his captors in Juba on Tuesday, has lost 12 kilos."),
        ("exchange", "Russia and Ukraine exchanged 84 prisoners on Thursday."),
        ("repatriation", "Tajikistan repatriated 31 women and children from a camp in Syria on Monday."),
        ("rescue", "Soldiers freed 17 hostages in a forest near Kaduna on Friday."),
    ),
    "escape": (
        ("broken out by an attack", "Gunmen freed 90 prisoners in an attack on the prison in Owerri on Monday."),
        ("allowed to", "Militants attacked the jail in Butembo on Monday, allowing 20 inmates to escape."),
        ("dug out", "Four prisoners dug their way out of the jail in Cusco on Friday."),
        ("vanished from a cell", "A drug baron vanished from his cell in Lviv on Sunday."),
        ("ran away from a camp", "Four of the kidnapped girls ran away from the insurgents' camp near Mocimboa on Saturday."),
        ("slipped away from captors", "Only two had come home to Birnin Gwari on Friday, having slipped away from their captors."),
        ("broke loose", "Some 60 prisoners broke loose from the jail in Beni on Sunday."),
        ("got out", "Nine detainees got out of the prison in Roumieh on Friday."),
        ("got away", "Forty inmates got away from a prison in Bama on Friday."),
        ("held until then", "Nine villagers held by the rebels in Butig escaped on Sunday."),
        ("active", "Forty inmates escaped from a prison in Port-au-Prince on Sunday."),
        ("passive", "Dozens of prisoners were broken out of the jail in Jos on Monday."),
        ("nominal", "The escape of six inmates from Gilboa prison on Monday embarrassed Israel."),
        ("nominal, jailbreak", "A jailbreak in Goma on Monday emptied the city's largest prison."),
        ("participle", "A riot broke out in Roumieh prison on Friday, with 12 inmates escaping."),
        ("headline", "Inmates escape from jail in Sabha"),
        ("list item", "- Ghazni: jailbreak, 36 inmates at large."),
        ("relative clause", "The convicts, who broke out of the jail in Bria on Tuesday, are armed."),
    ),
    "held": (
        ("are detained", "Some 300 people are detained without trial in Mekelle."),
        ("under arrest", "Four colonels remain under house arrest in Bamako."),
        ("being detained", "Five nurses are being detained without charge in Bissau."),
        ("in jails", "More than 300 fishermen remain in Eritrean jails."),
        ("captives remain", "More than 20 captives remain in Rutshuru, a priest said."),
        ("in the hands of", "Nine hostages are still in the hands of the gang in Kenscoff."),
        ("shown off", "Militiamen in Tskhinvali showed off eight prisoners on Monday."),
        ("active", "Israel is holding 20 Lebanese citizens, their families say."),
        ("passive", "About 9,000 suspects are held in prisons in northeastern Syria."),
        ("nominal", "Some 40 hostages are still in captivity in Gaza."),
        ("participle", "The families of the 12 sailors held in Hodeidah marched on Monday."),
        ("headline", "34 UN workers still in Houthi custody"),
        ("list item", "- Sednaya: 210 women still detained."),
        ("relative clause", "The reporter, who has been in custody in Addis Ababa since May, is ill."),
        ("remain", "Eleven fishermen remain in detention in Latakia."),
    ),
}

# (what the row tests, sentence, types)
MIXED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "two kinds that share a noun",
        "On Friday the enemy launched 3 missile and 12 air strikes on the Kharkiv region.",
        ("missile_strike", "air_strike"),
    ),
    ("both kinds", "An air strike killed two men in Saada on Monday and troops captured five others.", ("air_strike", "capture")),
    ("taken and freed", "Gunmen abducted a priest in Kaduna on Friday and freed him on Sunday.", ("abduction", "release")),
    ("some freed", "Police arrested five men in Tunis on Monday; two were released on Tuesday.", ("arrest", "release")),
    (
        "two means, two places, two days",
        "Drones hit Odesa on Monday and missiles hit Lviv on Tuesday.",
        ("drone_strike", "missile_strike"),
    ),
    ("two places, nothing told apart", "Israeli jets bombed Tyre and Sidon on Thursday.", ("air_strike",)),
    ("a vow after the fact", "The Houthis vowed revenge after Israel bombed Hodeidah on Friday.", ("air_strike",)),
    (
        "a threat beside a fact",
        "Iran threatened to close the strait after a drone hit a tanker off Oman on Monday.",
        ("drone_strike",),
    ),
    ("a failure before a fact", "Having failed to take the town of Uvira, the rebels shelled it on Monday.", ("shelling",)),
    (
        "labour strike beside a fact",
        "Dockers in the port of Hodeidah, which Israel bombed on Monday, went on strike.",
        ("air_strike",),
    ),
    (
        "a demand beside a fact",
        "France demanded the release of the pilot, whom the rebels captured near Kidal on Friday.",
        ("capture",),
    ),
    ("managed to", "Nine inmates managed to escape from the prison in Tripoli on Sunday.", ("escape",)),
    ("began to", "Russian guns began to shell Kherson again on Saturday.", ("shelling",)),
    ("quoted party", "“We struck the airfield at Saky on Tuesday,” a Ukrainian general said.", ("strike",)),
    ("captured town, captured men", "The rebels captured the town of Sake on Monday and took 14 soldiers prisoner.", ("capture",)),
    ("car bomb, arrest", "Police arrested two men in Azaz on Friday over the car bomb that killed six people.", ("arrest",)),
    ("raid on the ground", "American commandos captured a bomb maker in a raid near al-Bab on Thursday.", ("capture",)),
)

# (status, what the row tests, sentence); each is one event
STATUS: tuple[tuple[str, str, str], ...] = (
    ("denied", "denied + gerund", "The Israeli army denied striking the hospital in Rafah."),
    ("denied", "denied that", "Russia denied that its forces had shelled the plant at Enerhodar."),
    ("denied", "nominal", "The junta denied any air strike on the monastery in Sagaing."),
    ("denied", "rejected reports", "The army rejected reports that it had bombed a market in Kabkabiya."),
    ("denied", "detention", "The ministry denied having arrested the blogger in Baku."),
    ("alleged", "reportedly died when", "Three shepherds reportedly died when jets hit a well near Marib on Friday."),
    (
        "reported",
        "reportedly, of something before",
        "Three shepherds who had reportedly moved there died when jets hit a well near Marib.",
    ),
    ("alleged", "reportedly", "The army reportedly bombed a wedding in Tillabéri on Sunday."),
    ("alleged", "accused of", "Militiamen are accused of abducting 15 villagers in Ituri in May."),
    ("alleged", "is said to", "A drone is said to have struck a convoy near Ghadames on Friday."),
    ("alleged", "is thought to", "The bishop is thought to have been kidnapped near Jos on Tuesday."),
    ("alleged", "unconfirmed reports", "There were unconfirmed reports of an air strike near Kufra on Saturday."),
    ("alleged", "allegedly", "Guards allegedly let nine prisoners escape from the jail in Sabha on Monday."),
    ("reported", "a claim is reported", "The Houthis claimed a missile attack on Eilat on Friday."),
    ("reported", "an official says", "Ukrainian drones hit a depot in Engels on Friday, the governor said."),
    ("reported", "confirmed", "The army confirmed that it had shelled the camp near Kutum on Thursday."),
    ("reported", "a denial of something else", "Israel bombed a house in Jabalia on Monday and denied that civilians were inside."),
)

# What is no event, four sentences or more each.
NO_EVENT: dict[str, tuple[str, ...]] = {
    "weapons used for other ends, and their parts": (
        "A rocket with two satellites on board fell into the Pacific on Friday.",
        "The jets struck a pose at the Paris air show.",
        "Police opened fire on a flour queue in Lagos on Friday.",
        "The strike on the island of Corfu entered its second day on Friday.",
        "The army used helicopters to land troops near Djibo on Friday.",
        "The air force used two helicopters to take out the wounded soldiers from Djibo on Friday.",
        "Rescuers used drones to find four hikers near Aspen on Friday.",
        "A police drone came down on a roof in Lyon on Friday.",
        "The strike, which closed schools in Lyon on Friday, was called by nobody that we know of.",
        "A grenade was dropped in a bar in Lyon on Friday.",
        "Jets believed to be Kenyan flew low over Afmadow on Friday.",
        "A fuel tank hit a car in Lyon on Friday.",
    ),
    "labour strike": (
        "Nurses in Lagos went on strike on Monday over unpaid wages.",
        "A three-day strike by dockers shut the port of Haifa.",
        "Union leaders called off the strike at the refinery in Basra on Tuesday.",
        "Striking miners blocked the road to Rustenburg.",
    ),
    "what disperses a crowd": (
        "Riot police fired tear gas shells at the students in Lahore on Monday.",
        "Officers in Tbilisi fired stun shells at the crowd.",
        "Guards fired rubber rounds at the marchers in Kampala.",
        "Soldiers fired smoke shells to clear the square in Sanaa.",
    ),
    "hunger strike": (
        "The lawyer began a hunger strike in Tunis on Friday.",
        "A hunger striker collapsed in Ankara on Sunday.",
        "Her hunger strike entered its fortieth day on Tuesday.",
        "Students in Tbilisi ended their hunger strike after a week.",
    ),
    "transport strike": (
        "A rail strike paralysed Belgium on Thursday.",
        "Bus drivers in Nairobi struck for a second day.",
        "Air traffic strike hits flights to Beirut",
        "The taxi strike in Kampala was suspended.",
    ),
    "striking a deal": (
        "Iran and Iraq struck a deal on border crossings on Monday.",
        "The two sides are close to striking an agreement, diplomats in Doha said.",
        "A bargain was struck with the tribes of Marib.",
        "Ministers in Baghdad hope to strike a balance between safety and trade.",
    ),
    "striking images": (
        "The exhibition opens with striking images of Aleppo.",
        "It is striking how little has changed in Mosul.",
        "What struck visitors to Raqqa was the silence.",
        "A strikingly calm general faced the press in Kyiv.",
    ),
    "forces of nature": (
        "Lightning struck a mosque in Dhaka, killing 12 people.",
        "A lightning strike set a church in Goma on fire.",
        "An earthquake struck Herat on Saturday, killing 900 people.",
        "Disaster struck when a ferry sank off Zanzibar.",
        "A cyclone hit the coast of Yemen on Monday, killing three people.",
    ),
    "other taking": (
        "The minister took a plane from Kabul on Monday.",
        "Doctors took 30 patients from the clinic to a shelter in Goma.",
        "The village of Kurakhove was taken by Russian troops on Friday.",
        "Fighters took part in a parade in Sanaa.",
        "The bus was caught in a jam on the road to Homs.",
        "Fishermen caught two sharks off Berbera.",
        "Traders picked up their goods at the port of Latakia.",
        "The army captured all but about 300 sq km of the plain.",
        "The colonel showed off two captured rifles in Goma.",
    ),
    "going home": (
        "Thousands of refugees returned home to Raqqa on Monday.",
        "The pilgrims went home from Karbala on Friday.",
        "The minister recovered from an illness in Amman.",
        "The thieves got away from the scene in a car.",
    ),
    "sport": (
        "The striker fired Al-Hilal ahead in Riyadh on Friday.",
        "Salah's late strike sank Everton.",
        "The pitcher threw seven strikes in the first inning.",
        "Mali bombed out of the cup in Abidjan.",
        "A long-range strike by Mané gave Senegal the lead.",
    ),
    "captured towns": (
        "M23 rebels captured Goma on Monday.",
        "The army recaptured three villages near Bakhmut.",
        "Rebel fighters seized the airport at Menagh on Tuesday.",
        "The capture of Mosul took the militants four days.",
        "Troops captured two tanks and a mortar near Kupiansk.",
    ),
    "captured ground": (
        "Russian forces captured ground east of Pokrovsk.",
        "The hills above Taiz were captured in May.",
        "Government troops captured a bridge over the Euphrates.",
        "The rebels, who captured the mine at Rubaya, tax its ore.",
    ),
    "captured footage": (
        "A phone camera captured the blast in Beirut.",
        "Footage captured by a neighbour shows the yard.",
        "The photograph captures the despair of Sarajevo.",
        "Data captured by satellites show the fields around Gezira drying out.",
    ),
    "captured hearts": (
        "Her voice captured the hearts of millions in Cairo.",
        "The party captured a third of the seats in Baghdad.",
        "The firm captured 40 per cent of the market in Jordan.",
        "The trial has captured the attention of Bamako.",
    ),
    "arrested decline": (
        "The central bank arrested the slide of the lira on Friday.",
        "The fall in wheat prices was arrested in May.",
        "Rain arrested the spread of the fires near Latakia.",
        "A view of arresting beauty opens above Taiz.",
    ),
    "cardiac arrest": (
        "The minister died of cardiac arrest in Amman on Sunday.",
        "He suffered a cardiac arrest in Khartoum.",
        "The patient went into cardiac arrest twice.",
        "Cardiac arrests rise during heatwaves in Basra.",
    ),
    "released a statement": (
        "The ministry released a statement on Monday.",
        "A statement released by the Houthis on Friday praised the talks.",
        "The army released video of the ruins of Bakhmut.",
        "The names of the dead were released in Tel Aviv on Sunday.",
    ),
    "released an album": (
        "The band released its third album in Beirut on Friday.",
        "Her latest single, released on Monday, is about Kyiv.",
        "The studio released the trailer on Tuesday.",
        "A film about the war was released in Cairo in May.",
    ),
    "released a report": (
        "The UN released a report on hunger in Tigray on Thursday.",
        "Figures released in Ankara show that prices rose by 4 per cent.",
        "The group's annual report was released on Tuesday.",
        "The release of the census in Nigeria was put off.",
    ),
    "released funds": (
        "The IMF released 300 million dollars to Pakistan on Friday.",
        "Frozen Iranian funds were released in Doha.",
        "Donors released food from stores in Djibouti.",
        "Water was released from the dam at Merowe.",
    ),
    "release date": (
        "The release date of the game was moved to October.",
        "A press release from Kabul gave no details.",
        "The new release is on sale in Tehran.",
        "On its release in 1971 the book was banned in Cairo.",
    ),
    "raid on the fridge": (
        "Children raided the fridge after school in Haifa.",
        "He raided his savings to pay the fare to Izmir.",
        "The club raided Al-Ahly for two defenders.",
        "A raid on the biscuit tin was blamed on the dog.",
    ),
    "bombed an exam": (
        "She bombed her physics exam in Amman.",
        "He bombed the audition and went home to Tripoli.",
        "The joke bombed in Tel Aviv.",
        "The play bombed on its first night in Kyiv.",
    ),
    "box-office bomb": (
        "The film was a box-office bomb.",
        "The sequel, a bomb at the box office, closed in Cairo after a week.",
        "The minister dropped a bombshell in parliament in Kyiv.",
        "Photo bomb: a camel steals the scene in Petra",
    ),
    "shell company": (
        "The oil was sold through a shell company in Dubai.",
        "Prosecutors in Beirut found 40 shell companies.",
        "The energy group Shell pumped less oil in the Niger delta.",
        "Boys sell turtle shells on the beach in Sur.",
        "Only the shell of the school in Marawi is left.",
    ),
    "under fire from critics": (
        "The minister came under fire over the price of bread in Khartoum.",
        "The governor is under fire from critics in Abuja.",
        "The network drew fire for its rules in Myanmar.",
        "She took heavy fire in parliament in Kyiv for her remarks.",
    ),
    "fired from a job": (
        "The president fired his defence minister on Monday.",
        "Two generals were fired in Moscow.",
        "The airline fired 200 workers in Nairobi.",
        "The coach was fired after the defeat in Doha.",
    ),
    "targeted sanctions": (
        "The EU imposed targeted sanctions on four officers in Mali.",
        "The campaign targets smokers in Jakarta.",
        "Growth missed its target in Ethiopia.",
        "Sanctions hit the port of Bandar Abbas hard.",
    ),
    "held a meeting": (
        "The two foreign ministers held talks in Doha on Friday.",
        "Elections were held in Iraq on Sunday.",
        "The rebels held a rally in Aden on Tuesday.",
        "A funeral was held in Gaza City on Monday.",
        "The army still holds the hills around Taiz.",
    ),
    "transfer of something else": (
        "Riyadh transferred 500 million dollars to Aden.",
        "The transfer of power in Dakar was peaceful.",
        "The midfielder's transfer to Al-Nassr was completed on Monday.",
        "The embassy was transferred from Khartoum to Port Sudan.",
    ),
    "freed up": (
        "The reform freed up money for schools in Baku.",
        "The new lane frees up the bridge at Erbil.",
        "Moscow has a free hand in Mali.",
        "The move freed 2,000 beds for cholera patients in Lusaka.",
    ),
    "escaped injury": (
        "The driver escaped injury when his lorry overturned near Sanaa.",
        "The mayor narrowly escaped death in a fire in Homs.",
        "The name of the village escapes me.",
        "Thousands escaped the floods in Derna.",
        "Gas escaped from a pipe in Basra.",
    ),
    "goods seized": (
        "Customs officers seized 40 kg of cocaine in Tangier.",
        "Troops seized 200 rifles in Agadez on Monday.",
        "Police impounded a bus in Harare.",
        "The cargo of hashish was seized off Oman on Tuesday.",
    ),
    "ground clashes": (
        "Clashes between the army and rebels near Walikale killed nine people on Monday.",
        "Government troops fought al-Shabaab for three hours near Beledweyne.",
        "Gun battles raged in the streets of Zawiya on Friday.",
        "The two sides exchanged small-arms fire near Tal Tamr.",
    ),
    "ambush": (
        "Eleven soldiers died in an ambush near Tillabéri on Tuesday.",
        "Rebels ambushed a patrol on the road to Beni, killing four.",
        "Gunmen lying in wait killed a colonel near Marib.",
        "An ambush outside Djibo on Sunday cost nine lives.",
    ),
    "shooting": (
        "A gunman shot dead two policemen in Istanbul on Sunday.",
        "Snipers killed a boy in Kherson on Monday.",
        "A drive-by shooting in Baghdad left one man dead.",
        "Soldiers fired their rifles at protesters in Khartoum, killing three.",
    ),
    "car bomb": (
        "A car bomb killed six people in Azaz on Thursday.",
        "A parked car exploded near the ministry in Kabul, wounding five.",
        "Al-Shabaab said it was behind the truck bombing in Mogadishu.",
        "A motorcycle bomb went off in Quetta on Friday.",
    ),
    "suicide bomb": (
        "A suicide bomber struck a mosque in Peshawar, killing 20.",
        "Two attackers blew themselves up in Kandahar.",
        "The suicide attack on the checkpoint in Maiduguri killed four.",
        "A woman in an explosive vest attacked a barracks in Kolofata.",
    ),
    "bomb that was planted": (
        "A roadside bomb killed three soldiers near Dhusamareb.",
        "An improvised explosive device wounded two policemen in Bajaur.",
        "A bomb planted in a market in Baghdad killed seven.",
        "Sappers blew up an IED near Mosul.",
    ),
    "mine": (
        "A landmine killed two shepherds near Deir ez-Zor.",
        "A bus drove over an anti-tank mine near Kharkiv.",
        "A girl lost her leg to an unexploded shell in Idlib.",
        "A tanker struck a mine in the Black Sea on Monday.",
    ),
    "explosion that is not explained": (
        "An explosion rocked a warehouse in Isfahan on Monday; its cause is not known.",
        "Blasts were heard in Latakia overnight.",
        "A blast of unknown origin killed two men in Tyre.",
        "A gas explosion destroyed a house in Aleppo.",
    ),
    "planned": (
        "Israel plans to strike nuclear sites in Iran.",
        "The army is preparing air strikes on Kidal, a spokesman said.",
        "A raid to capture the warlord is planned for next week.",
        "Ukraine and Russia will exchange 300 prisoners on Friday.",
    ),
    "threatened": (
        "Iran threatened to fire missiles at Haifa.",
        "The Houthis vowed to strike ships in the Red Sea.",
        "Israel warned that it would bomb Beirut.",
        "The gang threatened to abduct the mayor of Jérémie.",
    ),
    "feared": (
        "Residents of Odesa fear a missile strike on the port.",
        "Kurdish leaders are afraid that prisoners might escape from Hasakah.",
        "Fears of an air strike emptied the market in Saada.",
        "The family fears that he could be arrested in Minsk.",
    ),
    "demanded": (
        "The UN called for the release of its staff in Sanaa.",
        "Protesters in Tel Aviv demanded that the hostages be freed.",
        "Families urged Kyiv to arrest the commander.",
        "The deputy called on the army to bomb the camps near Jenin.",
    ),
    "conditional": (
        "Israel will not withdraw unless Hamas lays down its arms and lets the captives go.",
        "If Hezbollah fires rockets, Israel will bomb Beirut.",
        "Israel would have struck Natanz had the talks failed.",
        "Unless the chief is handed over, the army will shell the town of Wase.",
        "Should a missile hit the dam, Kherson would be flooded.",
    ),
    "prevented": (
        "Police foiled a plot to abduct a judge in Vlorë.",
        "An attempt to fire rockets at Erbil was thwarted.",
        "Guards prevented a jailbreak in Goma on Friday.",
        "Bad weather kept the jets from bombing Kidal.",
    ),
    "possible": (
        "Russia could strike the power plant at Zaporizhzhia.",
        "A missile strike on Taipei is possible, an analyst said.",
        "The monk may be released soon, his order hopes.",
        "The rebels might shell Goma again.",
    ),
    "ordered": (
        "The prosecutor issued a warrant for the arrest of the general.",
        "The president ordered air strikes on militia bases in Iraq.",
        "A court in Tunis ordered the release of the judge.",
        "The general told his gunners to shell the bridge at Antonivka.",
    ),
    "habit and rule": (
        "Police in Minsk routinely arrest anyone with a flag.",
        "Jets bomb the valley whenever the weather is clear.",
        "Kidnappers usually release their victims for money.",
        "Under the law, judges can hold a suspect for 30 days.",
    ),
    "exercise": (
        "Drones hit mock targets in an army exercise near Isfahan on Monday.",
        "Two batteries fired 12 rockets at simulated air defences on Monday.",
        "A launcher fired practice rockets during the drill on Friday.",
    ),
    "negated": (
        "No air strikes were reported in Syria on Monday.",
        "Not a single rocket was fired at Israel last week.",
        "Nobody was arrested in Bamako on Friday.",
        "There has been no prisoner exchange since May.",
    ),
}

BARE = "a bare 'strike' is believed only where more words of the text speak of armed force"
PEOPLE = "the word for those who are taken or freed is not known as one for people"

# Rows that the parser gets wrong: the sentence and why.
KNOWN_FAILURES: dict[str, str] = {
    "- Near Tal Afar, one strike: two tunnels destroyed.": BARE,
    "“We struck the airfield at Saky on Tuesday,” a Ukrainian general said.": BARE,
    "- Hodeidah: four fishermen freed.": PEOPLE,
    "- Ghazni: jailbreak, 36 inmates at large.": "a list item without a verb",
    "Turkey closed the case on Monday, handing over two suspects to Iraq.": "'suspects' may be none in custody",
    "- Sednaya: 210 women still detained.": "'still detained' is read as an arrest",
    "Bad weather kept the jets from bombing Kidal.": "'kept from' is not among the verbs of prevention",
    "Jets bomb the valley whenever the weather is clear.": "a habit in the present tense reads as a headline",
}


@cache
def found() -> dict[str, tuple[Event, ...]]:
    """Parse all rows at once, as articles of their own: one batch is much faster than many."""
    articles = (Article(id=text, text=text, published=date(2026, 2, 15)) for text in sentences())
    return {article.id: events for article, events in parse_articles(articles)}


def sentences() -> list[str]:
    """Give every row's sentence."""
    one = [text for rows in ONE_EVENT.values() for _, text in rows]
    none = [text for texts in NO_EVENT.values() for text in texts]
    return [*one, *(text for _, text, _ in MIXED), *(text for _, _, text in STATUS), *none]


def kinds(text: str) -> list[tuple[str, str]]:
    return sorted((event.kind, event.type) for event in found()[text])


def expected(types: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(("strike" if kind in STRIKE_TYPES else "detention", kind) for kind in types)


def case(text: str, *values: object, name: str) -> object:
    """Make a row, one that is known to fail as such."""
    reason = KNOWN_FAILURES.get(text)
    return pytest.param(text, *values, id=name, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize(
    ("text", "kind"), [case(text, kind, name=f"{kind}: {what}") for kind, rows in ONE_EVENT.items() for what, text in rows]
)
def test_one_event(text: str, kind: str) -> None:
    assert kinds(text) == expected([kind])


@pytest.mark.parametrize(("text", "types"), [case(text, types, name=what) for what, text, types in MIXED])
def test_events_among_other_things(text: str, types: tuple[str, ...]) -> None:
    assert kinds(text) == expected(types)


@pytest.mark.parametrize(("text", "status"), [case(text, status, name=f"{status}: {what}") for status, what, text in STATUS])
def test_status(text: str, status: str) -> None:
    assert [event.status for event in found()[text]] == [status]


@pytest.mark.parametrize(
    "text", [case(text, name=f"{what} {n}") for what, texts in NO_EVENT.items() for n, text in enumerate(texts, 1)]
)
def test_no_event(text: str) -> None:
    assert kinds(text) == []


def test_rows_are_told_once_and_known_failures_are_rows() -> None:
    rows = sentences()
    assert len(rows) == len(set(rows))
    assert set(KNOWN_FAILURES) <= set(rows)
