"""Word lists of policy English that sentence reading rests on: closed classes, and verbs by what they do."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, for lists that read better as prose than as quoted strings."""
    return frozenset(text.split())


# A full stop after one of these ends no sentence: a name or a number follows.
TITLES = words("mr mrs ms dr prof rev hon sir st rt gen col capt lt sgt sen rep gov supt insp jr sr")
REFERENCES = words("no nos para paras sec secs s ss art arts fig figs p pp vol vols ch cl reg regs ref refs app annex pt eq ed eds")
# What a number with a point in it belongs to when it stands right behind, without its plural's "s".
NUMBERED_THINGS = words(
    "section paragraph chapter part table figure box annex appendix clause article step action recommendation objective goal priority "
    "target measure version level rule standard item point and to of from by than about"
)
SHORTENED = words(
    "e.g i.e eg ie cf viz vs v approx est ca c al incl excl resp tel ext dept govt univ assn bros "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
# These end a sentence only when the next word plainly opens one.
OPEN_ENDED = words("etc inc ltd co corp plc llc u.s u.k u.n e.u a.m p.m ph.d d.c u.s.c n.z")
OPENERS = words(
    "The This These That Those We It They Our In On At By To From For As If When While Where Once All Each Every No A An However "
    "Therefore Although There Such Its Their He She You I But And So With Within Following Under After Before During"
)

# Verbs with which policy documents begin an instruction, in the base form.
ACTION_VERBS = words("""
    abolish accelerate accept achieve acquire act adapt add address adjust administer adopt advance advertise advise advocate agree aim
    align allocate allow amend analyse analyze announce appoint apply appraise approve arrange articulate assemble assess assign assist
    assure attend attract audit augment authorise authorize automate avoid award balance ban base begin benchmark bid bolster boost bring
    broaden broker build buy calculate call campaign capture carry catalogue catalyse celebrate centralise centralize certify chair
    challenge champion change charge check circulate clarify clear close co-create co-design co-develop co-ordinate codify collaborate
    collate collect combat combine commence commission commit communicate compare compile complement complete comply conclude conduct
    confirm connect conserve consider consolidate construct consult continue contribute control convene converge convert cooperate
    co-operate coordinate couple cover create crack crowd curate curb customise cut deal decarbonise decentralise decide declare
    decommission decrease deepen define delegate deliver demonstrate deploy describe design designate detail detect determine develop
    devise devolve diagnose digitise digitize direct disclose discuss disseminate distribute diversify divest document double draft draw
    drive earmark ease educate electrify eliminate embed embrace employ empower enable enact encourage end endeavour endorse enforce
    engage enhance enlarge enlist ensure enter entrench equip eradicate escalate establish evaluate examine exchange execute exempt
    expand expedite explain explore expose extend facilitate factor fast-track feed fight finalise finalize finance find finish fix
    focus follow form formalise formalize formulate foster fund further gather generate give grant green grow guarantee guide halve
    hand harden harmonise harmonize harness have help hire hold host identify implement impose improve incentivise incentivize include
    incorporate increase incubate inform initiate innovate insert inspect inspire install institute integrate intensify introduce invest
    investigate invite involve issue join keep launch lay lead learn legislate lengthen leverage liaise license licence lift limit link
    list listen lobby locate look lower maintain make manage mandate map mark market maximise maximize measure meet mentor merge migrate
    minimise minimize mitigate mobilise mobilize model modernise modernize modify monitor move narrow negotiate nominate normalise
    note notify nurture obtain offer open operate oppose optimise optimize orchestrate organise organize outline overcome overhaul
    oversee participate partner pass pay penalise permit phase pilot pioneer place plan plant play pledge pool position practise prepare
    prescribe present preserve press prevent print prioritise prioritize procure produce prohibit promote propose prosecute
    protect prototype
    prove provide publicise publish purchase pursue push put quadruple raise ratify reaffirm realise realize rebalance recognise
    recognize recommend reconfigure record recruit recycle redesign redevelop redirect reduce refer refine reform refresh refurbish
    refuse regenerate register regulate reinforce reinvest reject relaunch release remain remove renew repair repeal replace replicate
    report represent request require rescind research reserve reshape resolve resource respond restore restrict restructure retain
    constitute underwrite recalibrate upscale argue
    retire retrain retrofit return reuse reverse review revise revitalise reward ring-fence roll run safeguard scale scan scope
    scrutinise secure seek select sell send separate serve set settle shape share shift shorten showcase sign signal simplify
    sit skill source speed spend sponsor spread stabilise staff stage standardise standardize start steer stimulate stop store
    strategically streamline strengthen structure study submit subsidise supervise supplement supply support survey suspend sustain switch
    tackle tailor take target task teach tender terminate test tighten trace track trade train transfer transform transition translate
    transpose treat trial triple try turn uncover undergo undertake unify unlock unveil update upgrade uphold uplift upskill urge use
    utilise utilize validate vary verify visit waive weave welcome widen withdraw work write
""")
ADVERBS_FIRST = words(
    "actively rapidly strategically smartly further also continually continuously proactively jointly mutually better more fully closely "
    "quickly formally urgently immediately regularly digitally significantly fundamentally carefully systematically progressively "
    "annually clearly swiftly collectively directly"
)
# Nouns made from verbs, with which a nominal action begins: "Development of ...".
ACTION_NOUN = (
    r"[A-Z]?[a-z-]*(?:tion|sion|ment|ery|ance|ence|review|launch|roll-?out|support|design|reform|transfer|upgrade|expansion|evaluation)s?"
)

# Who can undertake something: the last word of a subject that acts.
AGENTS = words("""
    government governments department departments ministry ministries minister ministers agency agencies authority authorities board
    boards commission commissions commissioner commissioners committee committees council councils cabinet secretary secretaries
    director directors directorate head heads official officials officer officers regulator regulators inspectorate ombudsman
    parliament assembly executive executives team teams taskforce group unit panel secretariat body bodies organisation organisations
    organization organizations leaders leader manager managers administration administrations administrator administrators police
    nhs trust trusts treasury office bank centre hub chair chairs chief convener president governor governors mayor mayors state states
    union partners partnership consortium forum members member tribunal court courts judiciary corporation institute
    guard profession workforce we sides parties municipalities provinces territories boroughs others both attorney chancellor premier
    partnership presidency bureau directorates administrator taskforces institutions institution registrar auditor
    inspector inspectors branch branches jurisdiction jurisdictions caucus lead leads sponsor sponsors owners staff employees
""")
# Of these, some are a measure as much as a body: "the partnership will boost trade" predicts.
SOFT_AGENTS = words("partnership partnerships consortium hub hubs centre bank forum institute union")
# Whom a measure is for: what they "will" do is its effect.
BENEFICIARIES = words("""
    people person citizens citizen residents patients patient users user customers customer consumers families family children child
    students student pupils pupil learners parents farmers businesses business companies company firms firm investors suppliers workers
    employees australians canadians americans scots everyone everybody anyone individuals taxpayers households tenants drivers
    passengers commuters communities community veterans women men innovators researchers developers entrepreneurs buyers sellers vendors
    startups start-ups smes victims motorists
    viewers pensioners applicants claimants carers visitors travellers public market markets economy nation society world
""")
# Documents and plans: they do not act, they say.
DOCUMENTS = words("""
    strategy strategies plan plans roadmap roadmaps framework review report policy paper bill act legislation programme program
    programmes programs agenda charter standard standards guidance guidelines code blueprint vision document bulletin chapter section
    annex appendix table priority measures agreement deal memorandum regulations prospectus statement budget model mandate approach
""")

# What a thing "will" do when an author predicts its effect rather than promises an act.
EFFECTS = words("""
    allow enable help mean make improve reduce save increase lead result cause bring give boost benefit drive contribute support ensure
    provide deliver inform require need depend play act serve represent form create generate strengthen enhance address transform
    change accelerate free cut encourage empower let facilitate underpin promote protect raise lower shape attract unlock simplify
    streamline remove minimise maximise foster build demonstrate show reflect vary affect influence impact matter prove present pose
    feel grow fall rise cost total amount exceed reach equal outweigh arise emerge occur happen come face see gain lose suffer struggle
    evolve differ assist guide complement tackle prevent keep bolster offer set inspire incentivise stimulate spur catalyse yield pave
    expand extend sustain secure determine define avoid eliminate mitigate overcome complicate exacerbate hinder limit constrain
    threaten risk test challenge demand call involve entail necessitate benefit rely stay get know find learn experience enjoy feed
    simplify optimise maintain speed ease advance fuel appeal suit want like think believe understand recognise
    qualify reinforce cement position place equip touch buy produce return pay sit stand fit turn
""")
# What even an organisation only predicts of itself: "we will need", "we will face".
PREDICTED = words("qualify need face benefit gain lose see know find experience depend suffer struggle feel understand want")
# What a document "will" do: tell of its contents.
CONTENTS = words(
    "include outline detail describe cover contain consider explain identify discuss examine list "
    "present summarise feature comprise consist bring show explore"
)
# Participles after "will be" that state a need or an outcome instead of an act.
STATES = words(
    "needed required affected impacted felt seen achieved realised realized faced concerned based determined called dependent "
    "boosted spared driven shaped underpinned"
)
# Participles after "will be" whose subject is the one served.
RECEIVED = words("""
    offered given supported trained helped encouraged invited asked consulted provided equipped empowered funded assisted informed notified
    reimbursed compensated paid taught advised granted allowed enabled protected recruited appointed
""")
# Adjectives after "will be" that judge.
JUDGEMENTS = words("""
    able critical essential vital key crucial important necessary difficult challenging hard easier easy likely unlikely better faster
    higher lower greater more less worse good bad great fundamental central significant possible impossible unable worth paramount
    instrumental pivotal clear evident different similar familiar aware keen proud pleased delighted happy times some many opt-in
    limited few no best placed well-placed decisive interesting particularly especially increasingly
""")

# What an owner reports rather than does; the clause after "that" is read for itself.
SAYING = words("""
    say says said state states stated announce announces announced confirm confirms confirmed pledge pledges pledged promise promises
    promised agree agrees agreed recommend recommends recommended propose proposes proposed declare declares declared add adds added
    explain explains explained commit commits committed undertake undertook indicate indicates indicated insist insists insisted decide
    decides decided conclude concludes concluded request requests requested ask asks asked advise advises advised resolve resolves
    resolved suggest suggests suggested consider considers reveal reveals revealed report reports reported
""")
HOPING = words("""
    hope hopes hoped estimate estimates estimated expect expects expected believe believes believed predict predicts predicted
    anticipate anticipates anticipated think thinks thought argue argues argued assume assumes assumed warn warns warned forecast
    forecasts projects projected claim claims claimed fear fears suggests suggest hoping estimating expecting believing anticipating find
    finds found note notes noted recognise recognises recognised acknowledge acknowledges acknowledged
""")

# Finite verbs that show a clause is complete before the modal, so that the modal belongs to another.
FINITE = words("""
    is are was were has have had does do did can could may might am isn't aren't gives means says shows provides includes remains makes
    takes becomes requires seeks ensures allows enables describes outlines explains recognises welcomes depends relies considers believes
    continues focuses suggests helps creates brings aims replaces presents
""")
RELATIVES = words("which who whom whose that what how when where whether why if because so unless although")


def is_finite(word: str) -> bool:
    """Whether a word as written is one of the finite verbs above; "May" with a capital is the month."""
    return word != "May" and word.lower() in FINITE
