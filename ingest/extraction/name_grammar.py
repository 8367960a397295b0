"""Names of bodies that no register knows, recognised by how such names are built."""

import re
from collections.abc import Iterator

from graph.kinds import OrganisationKind
from ingest.extraction.gate import Gate
from ingest.extraction.lexicon import words

# Words that open a name: "Department for Roads", "Office of the Chief Planner".
OPENERS = (
    "Department|Ministry|Office|Bureau|Agency|Authority|Commission|Council|Board|Institute|Centre|Center|Directorate|Secretariat|"
    "Inspectorate|Committee|Sub-Committee|Subcommittee|College|Bank|University|Association|Institution|Academy|Federation|Court|Inspector|Confederation|Convention"
)
# Words that close a name and by themselves say that it is a body's.
STRONG_CLOSERS = (
    "Department|Ministry|Agency|Authority|Commission|Council|Inspectorate|Ombudsman|Commissioner|Regulator|Secretariat|Directorate|"
    "Administration|Bureau|Institute|Foundation|Taskforce|Task Force|Tribunal|University|Association|Laboratory|Laboratories|"
    "Joint Undertaking|Museum|Archives|Parliament|Assembly|Police|Constabulary|Corporation|Federation|Cabinet"
)
# Words that close a body's name as often as a thing's: they need two words before them.
WEAK_CLOSERS = (
    "Service|Services|Office|Board|Committee|Centre|Center|Unit|Group|Partnership|Trust|Library|Network|Panel|"
    "Forum|Society|Union|Court|Bank|Observatory|Consortium|Secretaries|Caucus"
)

# No word is longer: without a bound a row of letters without a blank would take the square of its length.
CAPITAL = r"(?:[A-Z][\w'’.-]{0,60}[\w]|[A-Z])"
LISTED = rf", (?={CAPITAL}(?:, {CAPITAL})*,? (?:and|&) {CAPITAL})"
JOIN = rf"(?:,? and |,? & |{LISTED}| of the | of | for the | for | on the | on )"
MODIFIER = rf"(?!(?:{OPENERS})s? (?:of|for)\b){CAPITAL}"
# The person in an office is no part of the body's name, "Office of Harbour Affairs Deputy Administrator Jane Hill", nor is its "MyService".
OFFICE = (
    r"(?:(?:Deputy|Assistant|Associate|Acting|Principal|Administrator|Director|Secretary|Commissioner|Chair|Chairman|Chairwoman|President|"
    r"Minister|Head) [A-Z]|[A-Z][a-z]+[A-Z])"
)
TAIL = rf"{MODIFIER}(?:{JOIN}{MODIFIER}| (?!{OFFICE}){MODIFIER}){{0,24}}"
OPENED = re.compile(rf"\b(?:{CAPITAL} ){{0,3}}?(?:(?:{OPENERS}) (?:of|for|on)|Commission into) (?:the )?{TAIL}")
# What is called after a body: "Harbour Administration Building", "Council Tax".
NAMED_AFTER = r"(?! (?:Building|House|Room|Road|Street|Square|Tax)\b)"
# Where a committee's brief that is a list ends, and its name with it: "…, Piers and Lamps Committee".
END_OF_BRIEFS = rf",? (?:and|&) {CAPITAL}(?: {CAPITAL})? (?:Committee|Board|Commission|Group|Panel)"
CLOSED = re.compile(
    rf"\b(?:{CAPITAL}(?: | and | & |, | of )){{0,7}}?{CAPITAL} (?:{STRONG_CLOSERS})\b(?! (?:of|for) [A-Z]){NAMED_AFTER}(?: "
    rf"(?:{STRONG_CLOSERS}|{WEAK_CLOSERS})\b)?"
    rf"|\b(?:{CAPITAL}(?: | and | & |(?<=s)['’] )){{2,5}}?(?:{WEAK_CLOSERS})\b(?! (?:of|for) [A-Z]){NAMED_AFTER}"
    # A committee's brief may be a list, "the Ports, Piers and Lamps Committee"; only an article shows where it begins.
    rf"|(?<=\b[Tt]he ){CAPITAL}(?:, {CAPITAL}){{1,3}}{END_OF_BRIEFS}\b"
    rf"(?! (?:of|for) [A-Z]){NAMED_AFTER}"
)
# Behind a body's name two words will do: "FGDC Steering Committee", "the Harbour Ministry's Lamp Board".
UNIT_BEHIND = re.compile(
    rf"(?:['’]s?)? (?P<unit>(?:{CAPITAL}(?: | and | & )){{1,6}}"
    r"(?:Committee|Board|Group|Panel|Forum|Council|Taskforce|Task Force|Unit|Directorate|Secretariat|Caucus|Cabinet)"
    rf"(?: on (?:the )?{TAIL})?"
    # One word will do behind a name in capitals: "the GDS Board"; but NHS boards are many.
    r"|(?<=[A-Z] )(?<!NHS )(?:Board|PMO|Secretariat))(?![\w-])"
    r"(?! (?:of|for) [A-Z])"
    rf"(?! [A-Z][a-z]){NAMED_AFTER}"
)
# Panels of suppliers and lines of service are bought from and are no bodies, unless such a word says otherwise.
OFFERED = re.compile(
    r"(?:Online|Digital|Public|Shared|Associated|Related|Support|Professional|Financial|Transactional|Managed|Cloud|Consulting|Essential|"
    r"Government|Universal|Critical|Key|Core|Common) Services?"
)
ADVISES = re.compile(
    r"\b(?:Advisory|Expert|Review|Independent|Inquiry|Evaluation|Assessment|Citizens['’]?|Intergovernmental|Youth|Scrutiny)\b"
)

_BODIES = Gate(((OPENED, OPENED), (CLOSED, CLOSED)))

# Words in capitals at the head of a sentence or before a name, that are no part of it.
NOT_FIRST = words(
    "The A An This That These Those Our Its Their Your His Her In On At By To From For With Within Under And Or "
    "But If As When While Where "
    "Each Every All Both Any Some No New Former Read See Note Establish Create Set Support Publish Develop Work "
    "Working Through Since Until "
    "Following Via Also Such Other Another Current Existing Local Public Private Digital Chief Senior First Next Annual Draft Meanwhile "
    "However Although Across Between Government Federal Special Independent Joint Expand Review Increase Strengthen Ensure Require Ask "
    "Lead Responsible Partner Host Supporting Appeal Role Meeting Minutes Approval Appointment Update Members Director Manager Head"
)
# A first word that a name may well begin with, when two more follow it.
MAY_BE_FIRST = words("Local Public Digital Chief Government Federal Special Independent Joint New")
LOWERS = re.compile(r"^(?:and|&|of|for|on|the|,)\s+", re.ASCII)

KINDS: tuple[tuple[str, OrganisationKind], ...] = (
    ("Department|Ministry", "ministerial department"),
    ("Agency", "executive agency"),
    ("Ombudsman|Regulator|Inspectorate", "regulator"),
    ("Taskforce|Task Force|Committee|Board|Group|Panel|Forum|Council", "group"),
    ("Tribunal|Court", "court"),
    ("Foundation|Association|Society|University", "charity"),
    ("Parliament|Assembly", "parliament"),
    ("Office|Unit|Directorate|Secretariat", "unit"),
)


# Councils that are called after their place: "London Borough of Lampton", "City of Piers".
PLACE_COUNCIL = re.compile(rf"(?:The )?(?:(?:London |Royal |Metropolitan )?Borough|City|County|Shire|Town|District) of {CAPITAL}")
# A trust's name holds "NHS", and is another body.
TRUST = re.compile(rf"\b(?:{CAPITAL}(?: and | & | )){{1,6}}NHS (?:Foundation )?Trust\b|\bNHS (?:{CAPITAL} ){{1,5}}Integrated Care Board\b")


def names_of_trusts(text: str) -> Iterator[tuple[int, int]]:
    """Where in `text` an NHS trust or integrated care board is named."""
    for match in TRUST.finditer(text) if "NHS" in text else ():
        # Of "Harbour Board and North NHS Trust" only the second is a trust.
        other = re.match(rf".*\b(?:{STRONG_CLOSERS}|{WEAK_CLOSERS}) (?:and|&) ", match.group())
        span = _trimmed(text, match.start() + (other.end() if other else 0), match.end())
        if span is not None:
            yield span


def names_of_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Where in `text` a name stands that is built like a public body's, longest first at each place."""
    for pattern in _BODIES.passing(text):
        for match in pattern.finditer(text):
            spans = (_trimmed(text, start, end) for start, end in _apart(text, match.start(), match.end()))
            yield from (span for span in spans if span is not None)


# Where a body's name ends and the next in a list begins: "University of Piers and Lamp University".
_NEXT_NAME = re.compile(
    rf"(?:,? and |,? & |, )(?={CAPITAL}(?: {CAPITAL}){{0,4}} (?:University|Laboratory|Institute|Agency|Council|Commission)$)"
)
_OPENED_IN_LIST = re.compile(rf", (?=(?:{OPENERS}) (?:of|for) )")
_LISTS_A_BRIEF = re.compile(r",? (?:and|&) ")
_OF_A_BODY = re.compile(rf"\b(?:{OPENERS}|{STRONG_CLOSERS})\b")


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch that reads as one name, parted where it is a list of names: "Lamp Works, Pier Works, Harbour Laboratory"."""
    for join in _NEXT_NAME.finditer(text, start, end):
        before, listed = text[start : join.start()], join.group() == ", "
        if _OF_A_BODY.search(before) or (listed and " and " not in text[join.end() : end]):
            if _OF_A_BODY.search(before):
                yield from _apart(text, start, join.start())
            yield join.end(), end
            return
    last = text.rfind(", ", start, end)
    opens = _OPENED_IN_LIST.search(text, start, end)
    if opens is not None:
        yield from _apart(text, opens.end(), end)
    elif last < 0 or _LISTS_A_BRIEF.search(text, last, end):
        yield start, end
    else:
        yield last + 2, end


_OPENS_LIST = re.compile(r"\b[Tt]he $")
_LISTED_BRIEF = re.compile(rf"{CAPITAL}(?:, {CAPITAL})+{END_OF_BRIEFS}")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name without words before it that only look like part of it; None when too little is left."""
    while True:
        first, _, rest = text[start:end].partition(" ")
        if not rest:
            return None
        keeps = len(rest.split()) >= 2 and first in MAY_BE_FIRST
        listed = first.endswith(",") and _OPENS_LIST.search(text, 0, start) is not None and _LISTED_BRIEF.fullmatch(text, start, end)
        marked = not listed and first.endswith((",", ".", "'s", "’s"))
        if not (first in NOT_FIRST and not keeps) and not first.islower() and not marked and first != "&":
            break
        start = end - len(rest)
    words = text[start:end].split()
    closes = re.fullmatch(WEAK_CLOSERS, words[-1]) is not None
    # A weak closer before one more capital stands inside a longer name: "Harbour Board Room".
    if closes and (len(words) < 3 or re.match(r" [A-Z][a-z]", text[end:]) or _is_offered(words)):
        return None
    return start, end


def _is_offered(words: list[str]) -> bool:
    """Whether a name with a weak closer is of something offered or bought: "Secure Online Services", "Cloud Services Panel"."""
    return OFFERED.fullmatch(" ".join(words[-2:])) is not None or (words[-1] == "Panel" and ADVISES.search(" ".join(words)) is None)


def is_surely_body(name: str) -> bool:
    """Whether the name says by its own words that a body bears it, so that it may be one even before it is set up."""
    return re.search(rf"\b(?:{STRONG_CLOSERS}|Office|Board|Committee|Centre|Center|Command|Unit|Court)\b", name) is not None


def kind_of_body(name: str) -> OrganisationKind:
    """The sort of body its name says it is."""
    return next((kind for words, kind in KINDS if re.search(rf"\b(?:{words})\b", name)), "other")
