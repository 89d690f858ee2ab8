"""Who says so: our own sentences, the trigger in square brackets, names joined by semicolons."""

from __future__ import annotations

import pytest

from tracker.extract.attribution import claimants
from tracker.extract.nlp import parse_one
from tracker.extract.parsed import Doc, Token


def read(marked: str) -> tuple[Doc, Token]:
    """Parse a sentence and give the token that stands in square brackets (the last, where several do)."""
    first, last = marked.index("["), marked.index("]") - 1
    doc = parse_one(marked.replace("[", "").replace("]", ""))
    return doc, [token for token in doc if first <= token.idx < last][-1]


CLAIMS = [
    ("Jets believed to be Kenyan [bombed] a farm.", ""),
    ("Rebel fire on the town [killed] 12 people said the Observatory adding that four were children.", "Observatory"),
    (
        "The Britain-based Syrian Observatory for Human Rights said jets [hit] a school.",
        "Britain-based Syrian Observatory for Human Rights",
    ),
    ("CENTCOM said it had conducted ten [strikes].", "CENTCOM"),
    ("Israel [bombed] the port, the Syrian Observatory for Human Rights said.", "Syrian Observatory for Human Rights"),
    ("Jets [hit] the bakery the monitor said.", "monitor"),
    ("According to the White Helmets, an [air strike] hit a school.", "White Helmets"),
    ("An [air strike] hit a school, according to residents and two medics.", "residents;medics"),
    ("Police spokesman Omar Diallo told Reuters that 12 men were [arrested].", "Omar Diallo"),
    ("In a statement, the army said it had [captured] a commander.", "army"),
    ("A statement by the Lebanese army said a drone [struck] a car.", "Lebanese army"),
    ("The army's statement said that a drone [struck] a car.", "army"),
    ("Jets [struck] the camp on Monday.", ""),
    ("State media reported that missiles [hit] Homs.", "State media"),
    ("The Houthis claimed they had [attacked] a tanker.", "Houthis"),
    ("Activists accused the army of [bombing] a bakery.", "Activists"),
    ("He said the jets [bombed] the village.", ""),
    ("Governor Vitaliy Kim said on Telegram that Russia [shelled] Ochakiv overnight.", "Vitaliy Kim"),
    ("Three men were [detained], the FSB announced on Friday.", "FSB"),
    ('"We [hit] the convoy twice," Colonel Ahmed Saleh said.', "Ahmed Saleh"),
    ("Russia denied [bombing] the hospital.", "Russia"),
    ("Amnesty International has documented 12 [air strikes] on hospitals.", "Amnesty International"),
    ("The prisoners were [freed] on Sunday, two diplomats confirmed.", "diplomats"),
    ("The minister, citing intelligence reports, said 30 rebels [surrendered].", "minister"),
    ("Militants were quoted as saying they had [released] the hostages.", "Militants"),
    ("The agency quoted villagers as saying that troops [arrested] six boys.", "villagers"),
    ("The man who said he was tortured was [arrested] in May.", ""),
    ("The UN said that the SAF had [bombed] a market and that the RSF had shelled a camp.", "UN"),
    ("Ukraine's General Staff reported 40 Russian [air strikes] in a day.", "Ukraine's General Staff"),
    ("ISAF confirmed the [capture] of an insurgent courier.", "ISAF"),
    ("The military announced the [arrest] of two spies.", "military"),
    ("Mali's army said in a communique that drones [destroyed] a base.", "Mali's army"),
    ("Sana'a was [bombed] nine times, Houthi-run Al Masirah TV reported.", "Houthi-run Al Masirah TV"),
    ("The two were [held] in Evin prison, their lawyer said, adding that they were ill.", "lawyer"),
]


@pytest.mark.parametrize(("marked", "expected"), CLAIMS)
def test_claimants(marked: str, expected: str) -> None:
    doc, token = read(marked)
    assert ";".join(who.name for who in claimants(doc, token)) == expected
