"""Words that tell what an article or a sentence is about: armed force, custody, sport."""

from __future__ import annotations

from typing import Final

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

# Of these signs, what says little by itself.
FAINT: Final = frozenset(
    """
    force forces air base raid raids target targets killed wounded hit strike strikes attack depot positions war
    """.split()
)

CUSTODY: Final = frozenset(
    """
    prison jail custody detention captivity hostage hostages prisoner prisoners captive captives detainee
    detainees inmate inmates jails prisons cell cells guantanamo pow pows imprisonment imprisoned jailed bail
    ransom kidnapped abducted arrested detained captors kidnappers gaol bars incarcerated
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

# Words that are of the playing field together: three of them make a sentence of sport.
FAINT_SPORT: Final = frozenset(
    """
    goal goals yards half-time halftime forward winger team teams game games score scored scoring header equaliser equalizer
    referee penalty pitch keeper kick-off kickoff corner legends fans derby win draw defeat points minutes victory ace serve
    set innings homer homers strikeout bunt touchdown fastball
    """.split()
)
