"""What the words between two names say about the two."""

import re
from dataclasses import dataclass

from ingest.extraction.gate import Gate

Kinds = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairRule:
    """Words between two names, and the relation they state."""

    type: str
    kinds: Kinds
    """Kinds of the name before and the name after."""
    between: re.Pattern[str]
    rule: str
    confidence: float
    reverse: bool = False
    """Whether the name after is the relation's source."""


ORGANISATIONS: Kinds = ("Organisation", "Organisation")
STRATEGIES: Kinds = ("Strategy", "Strategy")
# "The Harbours Act of 2031 (HA)": the year and a short form belong to the name before.
ASIDE = r"(?: of (?:19|20)\d\d)?(?: \([^)]{1,60}\))?"
DET = r"(?:the |its |our |a |an |their )?(?:new |revised |updated |latest |forthcoming |own )*"


def _between(words: str) -> re.Pattern[str]:
    # The name after may stand in quotation marks.
    return re.compile(rf"{ASIDE}(?:{words}) ?{DET}[“‘\"']?$", re.IGNORECASE)


PAIR_RULES: tuple[PairRule, ...] = (
    PairRule(
        "PART_OF",
        ORGANISATIONS,
        _between(
            r",? (?:which (?:is|are|forms?) |(?:is|are|was|were|now|becomes?|became) |and [^,.]{1,40},? (?:which are "
            r")?)?(?:both )?(?:a |an )?(?:integral )?part of"
        ),
        "part-of@1",
        0.9,
    ),
    PairRule(
        "PART_OF",
        ORGANISATIONS,
        _between(
            r",? (?:which is |is )?(?:an? )?(?:executive |arm's[- ]length |independent |specialist )*(?:agency|unit|body|"
            r"arm|directorate|division|team|office|subsidiary) (?:of|within|in|sponsored by)"
        ),
        "agency-of@1",
        0.9,
    ),
    PairRule(
        "PART_OF",
        ORGANISATIONS,
        _between(
            r",? (?:(?:(?:is|are|was|were|will be|to be) )?(?:established|based|housed|located|set up|created|sitting|sits|hosted) "
            r"(?:within|inside|in)|within|inside)"
        ),
        # "Based in" may say no more than where: less sure than "part of".
        "within@1",
        0.85,
    ),
    PairRule(
        "PART_OF",
        ORGANISATIONS,
        _between(
            r"['’]s? (?:[a-z][a-z-]+ ){0,3}(?:agency|arm['’]s[- ]length body|sponsored body|group|unit|arm|directorate|division|branch),?"
        ),
        "whose-agency@1",
        0.85,
        reverse=True,
    ),
    # "The Bureau of Lamps (Department for Transport)".
    PairRule("PART_OF", ORGANISATIONS, re.compile(r" \($"), "department-in-brackets@1", 0.7),
    PairRule("PART_OF", ORGANISATIONS, re.compile(r"['’]s? (?:own |new )?$"), "whose-unit@1", 0.8, reverse=True),
    # "The Scottish Parliament Harbours Committee", "the ministry set up the Lamp Office".
    PairRule("PART_OF", ORGANISATIONS, re.compile(r" "), "unit-beside-body@1", 0.8, reverse=True),
    PairRule(
        "PART_OF",
        ORGANISATIONS,
        _between(r",? (?:has |have |had |also |recently |then |later |first )*(?:created|established|set up|launched|formed)"),
        "created-unit@1",
        0.75,
        reverse=True,
    ),
    PairRule(
        "OVERSEES",
        ORGANISATIONS,
        _between(
            r",? (?:which |who |also |will |jointly )*(?:oversees?|regulates?|supervises?|inspects?|monitors?|sponsors?|"
            r"audits?|holds)"
        ),
        # Whoever "monitors" or "holds" another need not be its supervisor.
        "oversees@1",
        0.8,
    ),
    PairRule(
        "OVERSEES",
        ORGANISATIONS,
        _between(
            r",? (?:which |who )?(?:(?:is|are|was|were|being) )?(?:an? )?(?:non-departmental public body |public body |body "
            r")?(?:overseen|regulated|supervised|inspected|sponsored|monitored) by"
        ),
        "overseen-by@1",
        0.85,
        reverse=True,
    ),
    PairRule(
        "SUCCEEDED_BY",
        ORGANISATIONS,
        _between(
            r",? (?:which |that )?(?:was|were|has been|is|will be|are)? ?(?:later |subsequently |now |since )?(?:replaced "
            r"by|succeeded by|superseded by|merged into|merged with .{1,60} to (?:form|create)|absorbed (?:by|into)|"
            r"renamed(?: as)?|abolished and replaced by)"
        ),
        "replaced-by@1",
        0.9,
    ),
    PairRule(
        "SUCCEEDED_BY", ORGANISATIONS, _between(r",? (?:\()?(?:formerly|previously)(?: known as| called)?"), "formerly@1", 0.9, reverse=True
    ),
    PairRule(
        "SUCCEEDED_BY",
        ORGANISATIONS,
        _between(r",? (?:which )?(?:replaced|replaces|succeeded|succeeds|took over from|takes over from)"),
        "replaces-body@1",
        0.85,
        reverse=True,
    ),
    PairRule(
        "SUPERSEDES",
        STRATEGIES,
        _between(r",? (?:which |that |will |also )*(?:replac(?:es?|ing|ed)|supersed(?:es?|ing|ed)|takes the place of)"),
        "supersedes@1",
        0.9,
    ),
    PairRule(
        "SUPERSEDES",
        STRATEGIES,
        _between(r",? (?:which )?(?:was|is|has been|will be|are)? ?(?:replaced|superseded) by"),
        "superseded-by@1",
        0.9,
        reverse=True,
    ),
    PairRule(
        "CITES",
        STRATEGIES,
        _between(
            r",? (?:which |that |also |directly )*(?:responds? to|responded to|answers?|answered|builds? on|built on|takes? up|took up|"
            r"draws? on|drew on|refers? to|referred to|rests? on|rested on|follows(?: on from)?|followed(?: on from)?|complements?|"
            r"implements?|amends?|amended|cites?|is consistent with|is aligned with|sits? alongside|supports?) ?(?:the [a-z]+ of)?"
        ),
        "cites@1",
        0.85,
    ),
    PairRule(
        "PUBLISHES",
        ("Organisation", "Strategy"),
        _between(
            r",? (?:has |have |had |also |recently |first |today |is |was )*(?:publish(?:es|ed|ing)?|issu(?:es?|ed|"
            r"ing)|launch(?:es|ed|ing)?|releas(?:es?|ed|ing)|"
            r"unveil(?:s|ed|ing)?|outlin(?:es?|ed|ing)|set out|introduc(?:es?|ed|ing)|presented)"
            r" ?(?:its|the|a|an|their)?(?: [a-z-]+){0,4}(?: report of session [\d–-]{4,9})?,?"
        ),
        "publishes@2",
        0.85,
    ),
    PairRule(
        "PUBLISHES",
        ("Organisation", "Strategy"),
        _between(
            r",? (?:also |now |jointly )*(?:will|shall|plans to|intends to|aims to) (?:also |soon |jointly )*(?:publish|issue|launch|"
            r"release|adopt|unveil|introduce|present) ?(?:its|the|a|an|their)?(?: [a-z-]+){0,2}"
        ),
        "will-publish@1",
        0.5,
    ),
    PairRule(
        "OWNS",
        ("Organisation", "Strategy"),
        re.compile(r"['’]s?(?: (?:own|new|latest|current|revised|updated|first|forthcoming|existing|recent))* $"),
        "possessive@1",
        0.85,
    ),
    PairRule(
        "PUBLISHES",
        ("Strategy", "Organisation"),
        _between(
            r",? ?\(?(?:which |that )?(?:was|were|is|has been|had been)? ?(?:recently |first |jointly )?(?:published|issued|"
            r"launched|released|produced|prepared|developed|adopted|introduced|brought forward|presented)"
            r"(?: (?:on|in) [\w ]{3,20})? (?:\w+ )?by"
        ),
        "published-by@2",
        0.85,
        reverse=True,
    ),
    PairRule("OWNS", ("Strategy", "Organisation"), re.compile(r" of (?:the )?$"), "of-body@1", 0.8, reverse=True),
    # "The Lamp Plan sets out the government's aims", "… how the ministry will act": a plan speaks for whoever made it.
    PairRule(
        "OWNS",
        ("Strategy", "Organisation"),
        re.compile(r" (?:sets? out|outlines?|describes?|explains?) (?:how )?(?:the )?$"),
        "speaks-for@1",
        0.7,
        reverse=True,
    ),
    # "Harbour Office: Lamp Plan", as links are often labelled.
    PairRule("OWNS", ("Organisation", "Strategy"), re.compile(r": $"), "label-of-title@1", 0.7),
    PairRule(
        "COMMISSIONS",
        ("Organisation", "Strategy"),
        _between(r",? (?:has |have |had |also )?(?:commissions?|commissioned|ordered|asked for|requested)"),
        "commissions@1",
        0.85,
    ),
    PairRule(
        "COMMISSIONS",
        ("Strategy", "Organisation"),
        _between(r",? (?:which |that )?(?:was|were|is|has been|been)? ?(?:\w+ )?(?:commissioned|ordered|requested) (?:\w+ )?by"),
        "commissioned-by@1",
        0.9,
        reverse=True,
    ),
    PairRule(
        "AFFECTS",
        ("Strategy", "Organisation"),
        _between(
            r",? (?:which |that |will |would |shall |also |now |in a move .{0,40}|has .{0,80})*(?:includ(?:es|ed) a "
            r"(?:provision|requirement|duty) for|direct(?:s|ed)|task(?:s|ed)|oblig(?:es|ed)|cut|cuts|save|saves|"
            r"require|requires|allow|allows|enable|enables|place|places|give|gives|abolish|abolishes|"
            r"apply to|applies to|affect|affects|change|changes|reform|reforms|empower|empowers|establish|establishes|create|creates)"
        ),
        "changes-body@1",
        0.75,
    ),
    PairRule(
        "AFFECTS",
        ("Organisation", "Strategy"),
        _between(r",? (?:which |that |was |is |were |are |has been |first )*(?:established|created|set up|mandated|required) (?:by|under)"),
        "set-up-by-law@1",
        0.8,
        reverse=True,
    ),
)

# In their order, for the first that fits is taken.
RULES_BETWEEN = {kinds: [rule for rule in PAIR_RULES if rule.kinds == kinds] for kinds in {rule.kinds for rule in PAIR_RULES}}

PARTNERSHIP = re.compile(
    r"\b(?:work(?:s|ed|ing)?(?: (?:closely|together|jointly|in partnership|collaboratively|hard))* (?:with|"
    r"alongside)|(?:in )?(?:close |closer |active )?(?:collaboration|partnership|co-operation|cooperation|co-?ordination)s? with|"
    r"partner(?:s|ed|ing)? with|collaborat(?:e|es|ed|ing) with|co-?operat(?:e|es|ed|ing) with|jointly with|(?:together|along) "
    r"with|team(?:s|ed|ing)? up with|"
    r"through partnering with|alongside)(?P<gap>(?: (?:and|support|the|its|our|other|existing|key|international|"
    r"partners|like|such|as|bodies|organisations|including|colleagues|at|in|from|across|of|local|UK|national|that|"
    r"hold|valuable|cultural|data|innovation|research|technology|tech|training)"
    r"|(?: [a-z-]+){1,5},? (?:including|such as)(?: the)?"
    r"|(?: [a-z]+)? (?:centre|center|charity|company|firm|regulator|think tank|provider|giant))*) $",
    re.IGNORECASE,
)
MAY_BE_PARTNERS = Gate([(PARTNERSHIP, True)])
