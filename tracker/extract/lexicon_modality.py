"""Sort the words that make a deed planned, feared, possible, usual, alleged or denied. Data only; `modality` uses it."""

# ruff: noqa: E501  # a pattern a line
from __future__ import annotations

import re

from tracker.extract.lexicon_actors import words

# Verbs whose complement has not (or not yet) happened.
UNREAL = words("""
    plan threaten vow pledge promise intend want hope aim prepare try attempt fail refuse decline agree order urge call demand ask
    request propose consider contemplate warn fear expect seek authorize authorise approve prevent avoid avert stop halt end cease
    suspend refrain delay postpone ban forbid allow permit oppose support advocate discuss mull offer instruct direct command
    anticipate await favour favor schedule wish need require beg appeal implore persuade convince tell tempt risk thwart foil cancel
    abort resist evade dodge escape elude deter negotiate decide pause swear weigh envisage envision endorse back encourage debate
    prohibit invite dare struggle strive hesitate rule limit restrict preempt simulate rehearse train practise practice guarantee
    oblige justify predict foresee mean ready set go hunt vote push press plead lobby wait face provide design deploy position
    dread drill imagine bar outlaw spare brace
""")
# Verbs that only a particle makes unreal: 'called off an air raid', 'the arrest was put off'.
UNREAL_PARTICLES = frozenset({
    ("call", "off"), ("put", "off"), ("hold", "off"), ("fend", "off"), ("ward", "off"), ("head", "off"), ("rule", "out"),
})  # fmt: skip
# 'Talked the gunmen out of taking a hostage'.
OUT_OF = words("talk argue back reason persuade pull scare chicken")
# Of these, the ones that leave a noun object standing: 'escaped the strike', 'supported the raid' tell of a strike that happened.
REAL_OBJECT = words("""
    escape support back tell train direct set go mean survive evade dodge justify endorse command invite limit fail resist need call
    hunt decide face provide design deploy position push press brace
""")
# 'Evaded arrest', 'faces arrest', 'risks capture': a bare noun after these has not happened.
BARE_UNREAL = words("escape evade dodge resist avoid elude risk face need fear await dread")
# 'Failed to prevent the escape': undone by a failure above them.
PREVENTION = words("prevent avoid avert stop halt thwart foil deter block")
# Verbs whose infinitive did happen.
REALISED = words("""
    manage begin start continue help use go proceed force succeed get appear seem happen come compel cause lead allow enable oblige
    return resume prove keep know find confirm show reveal acknowledge see rush
""")
DENIAL = words("deny refute reject dismiss disavow disclaim")
# What is told in between is denied: 'reports that it was bombed were fabricated', 'called the claims of a raid baseless'.
TOLD_BEFORE = re.compile(r"\b(?:reports?|claims?|allegations?|accusations?|rumou?rs?|assertions?|suggestions?)\b[^.;]*$", re.I)
UNTRUE_AFTER = re.compile(
    r"^[^.;]*?(?<!not )(?<!n't )(?<!n’t )\b(?:false|untrue|fabricat(?:ed|ions?)|baseless|unfounded|groundless|fake|bogus|invented|concocted"
    r"|lies?|propaganda|nonsense|misinformation|disinformation|incorrect|rubbish)\b",
    re.I,
)
ACCUSATION = words("accuse suspect allege charge speculate surmise presume suggest assume insinuate rumour rumor")
BELIEF = words("believe think suspect presume assume fear allege rumour rumor speculate understand suppose")
HEARSAY_PASSIVE = words("say believe think allege rumour rumor suspect fear presume understand suppose report assume purport claim")
HEARSAY_ADVERBS = words("""
    reportedly allegedly purportedly supposedly apparently possibly perhaps probably likely presumably seemingly maybe ostensibly
""")
HEARSAY_ADJECTIVES = words("""
    suspected alleged reported apparent supposed purported unconfirmed probable presumed rumoured rumored likely
""")
UNREAL_MODIFIERS = words(
    "planned potential future imminent possible threatened attempted failed foiled impending eventual proposed expected"
)
HEARSAY_NOUNS = words("""
    report reports rumour rumours rumor rumors allegation allegations accusation accusations claim claims suspicion suspicions
    suggestion suggestions speculation
""")
# Adjectives and nouns whose complement is only planned, wanted or possible.
UNREAL_ADJECTIVES = words("""
    ready due set likely unlikely able unable poised prepared willing unwilling eager reluctant bound supposed capable impossible
    possible necessary afraid determined scheduled slated expected free keen immune vulnerable subject eligible wanted
""")
UNREAL_NOUNS = words("""
    threat threats risk risks possibility possibilities plan plans call calls demand demands appeal appeals fear fears prospect
    prospects danger dangers capability capabilities ability authority authorization authorisation right rights permission proposal
    proposals vote pledge pledges promise promises vow vows attempt attempts effort efforts bid intention intent readiness need
    request requests halt end cessation moratorium ban suspension pause truce ceasefire stop order orders warrant warrants decision
    option options case event preparation preparations chance chances warning warnings refusal willingness hope hopes likelihood
    potential deal agreement talks negotiations condition conditions deadline purpose aim goal objective mission power failure
    desire opportunity support backing approval opposition mandate bounty reward concern concerns anticipation absence lack freeze
    target targets strategy obligation duty protection defense defence deterrent way means operation operations raid campaign
    law laws doctrine debate debates probability odds spectre specter worry worries dread scenario scenarios
""")
# Of these and others, what makes a deed that is named 'as' such only feared: 'named missile strikes as its chief worry'.
NAMED_AS = words("threat risk danger fear worry concern possibility scenario option goal aim objective priority")
# 'The date for the extradition' is to come, 'the date of the extradition' need not be.
TIMES_FOR = words("date day time timetable schedule terms venue")
# 'No sign of a strike', 'no evidence of shelling'.
TRACES = words("sign signs evidence trace traces indication indications hint proof record word talk")
# Of these, the ones that only an infinitive makes unreal: 'operation to arrest a leader', but 'the operation against'.
INFINITIVE_ONLY = words("""
    operation operations raid campaign mission order orders decision support target targets strategy way means power duty defence
    defense failure goal aim objective purpose agreement condition conditions case event
""")
# A deed in compound with these is not told: 'arrest warrant', 'strike aircraft', 'prisoner exchange talks'.
COMPOUND_HEADS = words("""
    warrant warrants capability capabilities plan plans threat threats talks negotiations deal deals agreement aircraft group groups
    fighter order orders force package option options range zone zones drill drills exercise exercises shelter shelters siren sirens
    alert alerts warning warnings bid attempt jet jets team mission target targets policy date conditions drone drones eagle command
    power powers
""")
# What follows these has happened, whatever is said about them: 'called for an investigation into the strike'.
PRESUPPOSING = words("""
    investigation investigations inquiry inquiries enquiry probe condemnation response retaliation revenge victim victims aftermath
    compensation justice apology anniversary details detail footage scene survivor survivors site condemn comment investigate probe mourn
    respond react retaliate avenge apologize apologise protest denounce criticize criticise regret lament remember mark commemorate
    witness recall describe study examine review answer wake consequence consequences outrage anger questions question accountable
    accountability reaction legality morality impact circumstances
""")
MODALS = words("will would could can may might should must shall ca wo 'll ’ll 'd ’d ll")
THROUGH_LINKS = words("with by through via using in during from of to for on about against into under at over regarding")
HABITUAL = words("responsible known notorious infamous capable")
OFTEN = words("""
    regularly often routinely usually always frequently sometimes occasionally typically generally normally daily periodically
    constantly rarely seldom
""")
TRADES = words("conduct lead coordinate facilitate plan organize organise direct oversee specialize specialise involve participate")
# 'Did not carry out strikes', 'no strike took place': negation on these negates the deed.
HAPPEN = words("""
    happen occur take materialize materialise carry conduct launch mount stage perform be have see make report execute record
    document register follow result hear confirm
""")
# What an invented story is told in.
FICTION = words("film movie novel play drama thriller comedy sitcom opera ballad musical videogame sequel")
# 'The offer includes the release of ten captives'.
DEALS = words(
    "offer deal agreement proposal plan accord pact truce phase bill roadmap ceasefire draft resolution initiative demand demands terms"
)
FACTIVE = words("know reveal show see learn realise realize remember discover admit acknowledge confirm regret")
DEMANDABLE = words("release exchange transfer swap exchanges freeing")
# 'The steps that call for an end to sieges, the delivery of aid and the release of detainees'.
DEMANDED_IN_LIST = re.compile(
    r"\b(?:call(?:s|ed|ing)? for|need for|demand(?:s|ed|ing)?|insist(?:s|ed|ing)? on) [^.;]{0,160}\b(?:and|or|,) (?:the )?(?:\w+ )?$",
    re.I,
)
UNCONFIRMED = re.compile(r"\bunconfirmed (?:reports?|claims?|information|accounts?|rumou?rs?)\b[^.;]*$", re.I)
# 'The strike will continue': a definite deed that these put off has not happened.
GOING_ON = words("take happen occur continue carry begin start resume face")
# Verb and the preposition that makes its complement unreal.
UNREAL_PREPOSITIONS = frozenset({
    ("call", "for"), ("plan", "for"), ("prepare", "for"), ("threaten", "with"), ("warn", "of"), ("warn", "against"), ("warn", "about"),
    ("fear", "for"), ("refrain", "from"), ("prevent", "from"), ("keep", "from"), ("appeal", "for"), ("ask", "for"), ("push", "for"), ("press", "for"),
    ("plead", "for"), ("lobby", "for"), ("wait", "for"), ("hope", "for"), ("vote", "for"), ("vote", "against"), ("provide", "for"),
    ("ban", "from"), ("deter", "from"), ("stop", "from"), ("prohibit", "from"), ("train", "for"), ("negotiate", "for"),
    ("threaten", "of"), ("rule", "out"), ("agree", "on"), ("threaten", "with"), ("menace", "with"), ("train", "in"),
    ("brace", "for"), ("agree", "to"), ("decide", "against"), ("decide", "on"), ("aim", "at"), ("beg", "for"), ("demand", "for"),
})  # fmt: skip
# (what stands right before a verbal trigger, why): for sentences whose tree hides what governs it.
BEFORE_VERB: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:plan\w*|vow\w*|threat\w*|pledg\w*|promis\w*|intend\w*|prepar\w+|seek\w*|sought|hop\w+|refus\w+|agreed?|try|tries|tried"
            r"|trying|attempt\w*|fail\w*|ready|poised|due|set|about|order\w*|urg\w+|demand\w*|want\w*|decid\w+) to (?:\w+ ){0,2}$",
            re.I,
        ),
        "planned or tried",
    ),
    (
        re.compile(
            r"\b(?:call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)) (?:\w+ ){0,4}to (?:\w+ ){0,2}$", re.I
        ),
        "demanded",
    ),
    (
        re.compile(
            r"\b(?:will|would|could|may|might|should|must|can|cannot|can[’']t|won[’']t|shall)"
            r"(?: not| never| also| soon| even| now| be| again| then| still)* $",
            re.I,
        ),
        "modal",
    ),
    (
        re.compile(
            r"\b(?:did not|didn[’']?t|does not|doesn[’']?t|has not|have not|had not|hasn[’']?t|haven[’']?t|was not|were not|wasn[’']?t"
            r"|weren[’']?t|never|no)(?: been| be| yet| actually)* $",
            re.I,
        ),
        "negated",
    ),
)
# The same before a noun for the deed.
BEFORE_NOUN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:in (?:the )?(?:case|event) of|without|instead of|rather than) (?:an? |any |further |more )?(?:\w+ ){0,2}$", re.I), "in case of"),
    (
        re.compile(r"\b(?:threat|risk|fear|possibility|prospect|danger|right)s? of (?:an? |further |more |new )?(?:\w+ ){0,2}$", re.I),
        "feared",
    ),
    (re.compile(r"\bwarrants?\b[^.;,]{0,40} for (?:the |his |her |their )(?:\w+ )?$", re.I), "warrant"),
    (re.compile(r"\b(?:dread|fear|brac(?:e|es|ed|ing) for) (?:an?|another|more) (?:\w+ ){1,2}of $", re.I), "feared"),
    (re.compile(r"\b(?:fac(?:e|es|ing)|risk(?:s|ed|ing)?|evad(?:e|es|ed|ing)|avoid(?:s|ed|ing)?|elud(?:e|es|ed|ing)) $", re.I), "evaded"),
)  # fmt: skip
ALLEGED_BEFORE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|unconfirmed reports? (?:of|that)|(?:is|are) said to have)(?: \w+){0,3} $",
    re.I,
)
