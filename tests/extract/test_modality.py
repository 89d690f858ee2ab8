"""What happened, and what is only planned, possible, alleged or denied: our own sentences, the trigger in square brackets."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from tracker.extract.modality import modality
from tracker.extract.nlp import load


def read(marked: str) -> tuple[Doc, Token]:
    """Parse a sentence and give the token that stands in square brackets (the last, where several do)."""
    first, last = marked.index("["), marked.index("]") - 1
    doc = load()(marked.replace("[", "").replace("]", ""))
    return doc, [token for token in doc if first <= token.idx < last][-1]


# planned, threatened, feared, demanded, conditional, prevented, negated, habitual, asked or ordered
NOT_EVENTS = [
    "Turkey plans to [bomb] Kurdish positions in Syria.",
    "Ankara threatened to [strike] the convoy.",
    "Iran vowed to [strike] Israeli ports.",
    "The army will [release] 40 prisoners next week.",
    "Iraq is due to [release] 40 prisoners on Sunday.",
    "Militants could [attack] the airport with rockets, diplomats warned.",
    "The president authorized a military [strike] on Iran.",
    "Britain would support a military [strike] if asked.",
    "The UN called for the [release] of all hostages.",
    "The UN demanded the immediate [release] of the aid workers.",
    "The pope called for an end to [air strikes] on Aleppo.",
    "They urged the army to [free] the journalists.",
    "The senators debated whether to [bomb] the plant.",
    "Villagers fear [air strikes].",
    "Residents dug shelters in case of [shelling].",
    "If Israel [strikes] the reactor, Tehran will answer.",
    "The drone was deployed to [strike] a convoy.",
    "Troops launched an operation to [arrest] a Taliban leader.",
    "No one was [arrested].",
    "The jets did not [bomb] the hospital.",
    "The coalition has never [bombed] the dam.",
    "There were no [air strikes] on Saturday.",
    "Police failed to [arrest] the gunman.",
    "The gunman evaded [arrest].",
    "Guards prevented the [escape] of 20 inmates.",
    "The prisoners tried to [escape].",
    "The ceasefire is meant to stop the [bombing] of Gaza.",
    "Both sides agreed to [exchange] 200 prisoners.",
    "The right to [strike] back was reaffirmed.",
    "France might [bomb] the camps.",
    "Should we [bomb] Damascus?",
    "[Release] the hostages now!",
    "He is wanted and faces [arrest].",
    "A court issued a warrant for his [arrest].",
    "Judges issued an [arrest] warrant for the general.",
    "The carrier [strike] group sailed to the Gulf.",
    "The commander is responsible for rocket [attacks] on coalition bases.",
    "He leads a cell that conducts mortar [attacks] against troops.",
    "The pickup was used to [launch] mortar attacks.",
    "The missile is capable of [hitting] Tokyo.",
    "Officials discussed a prisoner [exchange].",
    "The threat of [air strikes] kept the market shut.",
    "Moscow warned against [strikes] on Damascus.",
    "Parliament voted against [air strikes].",
    "The air force is ready to [strike].",
    "The minister ruled out [bombing] the camps.",
    "Plans for the [transfer] of prisoners stalled.",
    "The rebels refused to [release] the pilots.",
    "The rebels must [release] the pilots at once.",
    "The general ordered troops to [shell] the town.",
    "The two sides negotiated the [release] of the crew.",
    "Without [air strikes] the town would fall.",
    "The army said it would [release] the boys.",
    "Hamas is expected to [free] three women on Saturday.",
    "Sirens warned of incoming [rocket fire].",
    "The patrol hoped to [capture] the bomb maker.",
    "The villagers fled before they could be [arrested].",
    "Kyiv asked for permission to [strike] Russian airfields.",
    "The deal provides for the [release] of 50 hostages.",
    "She risks being [detained] if she returns.",
    "The army halted [air strikes] during the talks.",
    "The state media urged rebels to surrender or be [bombed].",
    "The possibility of [missile strikes] on the capital is small.",
    "It is not clear whether the house was [hit] by a drone.",
    "They want to [bomb] us and kill us.",
    "A group capable of [abducting] foreigners operates there.",
    "The unit regularly [shells] the crossing.",
    "The rocket launcher is designed to [hit] targets 70 km away.",
]

# told as having happened, whatever else the sentence plans or denies
FACTS = [
    "CENTCOM said it had [conducted] ten strikes.",
    "Israel [bombed] the port to stop arms shipments.",
    "Washington condemned Israel's [strike] on Doha.",
    "The UN called for an investigation into the [airstrike] on the school.",
    "He had planned to flee to Libya before being [arrested].",
    "The reporter was killed after being [released].",
    "The army failed to prevent the [escape] of 40 inmates.",
    "Russia used drones to [strike] Odesa.",
    "The jets managed to [hit] the bunker.",
    "The [strike] could raise tensions, analysts said.",
    "No soldier was hurt in the [strike].",
    "The [bombing] did not stop the advance.",
    "Rebels were forced to [surrender] to the army.",
    "The Houthis claimed they had [struck] a tanker.",
    "The man who was [arrested] will appear in court.",
    "After the [arrest] of its leader the party will meet.",
    "Not only did they [bomb] the town, they burned it.",
    "The mayor, who was [detained] on Monday, denied the charges.",
    "Troops [captured] two men who planned to bomb a market.",
    "The minister denied that the prisoner, [arrested] in May, was ill.",
    "Troops [detained] a man suspected of planting bombs.",
    "Israel [struck] what it said could be a nuclear site.",
    "The families welcomed the [release] of the three women.",
    "Iran announced the [arrest] of 12 spies.",
    "They were [arrested] for refusing to fight.",
    "The group claimed responsibility for the rocket [attack].",
    "Air [strikes] continued on Sunday.",
    "Military [airstrikes] continue against ISIL.",
    "Protesters demanded to know why she was [arrested].",
    "The town was [shelled] as the army tried to advance.",
    "Six men [escaped] when guards fell asleep.",
    "Police [arrested] a man accused of planning attacks.",
    "Israel [hits] a warehouse near Damascus airport.",
    "The crew went on to [bomb] a second bridge.",
    "Hundreds fled to avoid the shelling after jets [bombed] the town.",
    "The leader was the first to be [released].",
    "An airstrike [hit] a building used to store rockets.",
    "A [strike] destroyed a position used to launch mortar attacks.",
    "The security force [detained] several men during an operation to arrest a leader.",
    "He was able to [escape] from the camp.",
    "The two were [freed] in a deal that will end the siege.",
    "The victims of the [air strike] must be compensated.",
    "The rebels [bombarded] the base so that it would fall.",
    "Warplanes kept [pounding] the suburbs.",
    "The drone [strike] would have been the third this week.",
    "State TV confirmed that a missile had [hit] the depot.",
    "Survivors of the [bombing] want justice.",
    "He has been in prison since he was [captured] in 2003.",
    "The government refused to comment on the [strikes].",
    "Police said they had not yet identified the men [arrested] on Friday.",
]

# marked as unconfirmed
ALLEGED = [
    "Jets reportedly [bombed] the village.",
    "The army allegedly [shelled] a school.",
    "Activists accused the army of [bombing] a bakery.",
    "Iran was accused of [firing] missiles at the base.",
    "The group is said to have [kidnapped] the priest.",
    "The priest is believed to be [held] by Boko Haram.",
    "Four men are thought to have been [captured].",
    "There were unconfirmed reports of [air strikes] near Homs.",
    "A suspected US drone [strike] killed four.",
    "There were rumours of [arrests] in the capital.",
    "Witnesses believe the blast was an [air strike].",
    "The village may have been [hit] by Turkish jets.",
    "He is suspected of [kidnapping] two tourists.",
    "The soldiers appear to have been [captured].",
    "It was alleged that guards [transferred] the men to a secret prison.",
    "The mosque was apparently [hit] by a drone.",
]

# the only thing told is a denial
DENIED = [
    "Russia denied [bombing] the hospital.",
    "The coalition denied that it had [struck] the convoy.",
    "Moscow denied responsibility for the [strike] on the market.",
    "Israel has denied carrying out the [strike].",
    "The ministry rejected claims that its jets had [bombed] the mosque.",
    "The militia denied reports that it had [abducted] the monks.",
    "The army denies [shelling] the camp.",
    "The government denied [arresting] the singer.",
]


CASES = [
    *(("not_an_event", row) for row in NOT_EVENTS),
    *(("fact", row) for row in FACTS),
    *(("alleged", row) for row in ALLEGED),
    *(("denied", row) for row in DENIED),
]


@pytest.mark.parametrize(("expected", "marked"), CASES)
def test_modality(expected: str, marked: str) -> None:
    doc, token = read(marked)
    found, reason = modality(doc, token)
    assert (found, reason) == (expected, reason)
    assert reason
