"""Clauses that bind somebody to something: subject, modal, verb; found by word order, without a parser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from graph.kinds import Strength
from ingest.extraction.gate import Gate
from ingest.extraction.lexicon import ACTION_VERBS
from ingest.extraction.subjects import Agents, Subject, SubjectKind, describe, subject_of, subject_start


@dataclass(slots=True)
class Clause:
    """A subject bound to a verb: "the agency | shall | publish"."""

    sentence: str
    start: int
    """Where the binding word begins."""
    end: int
    """Where the verb begins."""
    cue: str
    """The binding word in lower case: 'will', 'shall', 'commits to', 'aim is to', ..."""
    strength: Strength
    subject: Subject
    verb: str
    """First verb after the cue, in lower case; '' when the sentence breaks off there."""
    negated: bool = False
    embedded: bool = False
    """Whether it stands in a relative or other dependent clause."""
    reporter: str = ""
    """The verb of saying or hoping that governs it, or ''."""

    @property
    def rest(self) -> str:
        """The words from the verb on."""
        return self.sentence[self.end :]


# A sentence with more is no sentence, and each is weighed against all words before it.
MOST_CUES = 20
STRENGTHS: dict[str, Strength] = {"should": "should", "must": "must", "shall": "must", "would": "will"}
_ADVERB = (
    r"(?:also|then|now|therefore|again|soon|next|first|each|all|both|always|never|not|neither|very|just|hereby"
    r"|jointly|together|still|only|further|furthermore|moreover|instead|thus|once|\w+ly)"
)
# What may stand between a modal and its verb: "will, with the help of its partners, publish".
_ASIDE = r"(?:,[^.;:]{3,160}?,)"
# In lower case only: a "Will" with a capital is a name or opens a question. A cue may also end the sentence
# or stand before a colon, for the list below to bring the verb.
CUES = re.compile(
    rf"(?:\b(?P<modal>will|shall|should|must|would|WILL|SHALL|SHOULD|MUST|won['’]t|shan['’]t)\b|(?<=\w)['’](?P<short>ll)\b)"
    rf"(?P<between>(?:\s{_ADVERB})*(?:{_ASIDE}|\s\([^)]{{2,80}}\))?(?:\s{_ADVERB})*)(?:\s(?=\w|[“\"])|$|(?=:))"
    r"|\b(?P<soft>commits?|committed|pledges?|pledged|undertakes?|undertook|promises?|promised|agrees?|agreed|plans?|planned|aims?|aimed"
    r"|intends?|proposes?|seeks?|looks?|expects?|resolved|decided)\sto(?:\s(?=\w)|(?=:)|$)"
    r"|(?P<be>\b(?:is|are|was|were|remains?|been)|(?<=\w)['’]re)\s(?:(?:\w+ly|hereby)\s)?(?P<state>committed"
    r"(?:,?\s(?:through|under|in|as part of)\s[^.;:]{3,140}?,?)?"
    r"|determined|planning|going|set|seeking|looking"
    r"|aiming|due|scheduled|expected|required|directed|instructed|obliged|tasked|asked|requested)\sto\s(?=\w)"
    r"|\b(?P<infinitive>is|are)\sto\s(?=[a-z])"
    # "Has pledged £90m for piers", "is investing £90m": the sum stands where the act does elsewhere.
    r"|\b(?P<sum>commits?|committed|pledges?|pledged|promises?|promised|(?:(?:is|are)\s(?:also\s)?|(?<=['’]re\s))(?:investing|allocating))\s"
    r"(?=(?:up to |over |more than |nearly |almost |around |an? (?:further |additional |extra )?|another |some )*[£$€]\s?\d)",
)
NOMINAL = re.compile(
    r"\b(?P<noun>aims?|ambitions?|goals?|objectives?|plans?|intentions?|targets?|commitments?|priority|priorities|focus|task)\b"
    r"(?P<middle>[^.;:,]{0,60}?)\s(?:is|are|remains?)\s(?:\w+ly\s)?(?:to\s(?=\w)|on\s(?=[a-z]+ing\b))",
)
# How a report tells what a plan holds: "it states the intent for …", "it highlights the need to …".
STATED = re.compile(
    r"\b(?:(?:states|stresses|highlights|emphasises|underlines|sets out|outlines|details)\s(?:the\s|its\s|an?\s)?"
    r"(?P<noun>intent|intention|ambition|aim|plans?|proposals?|commitment|importance|need|uses?)\s(?:for|to|of|in)"
    r"|includes?\s(?:the\s|an?\s)(?:new\s)?(?P<held>plan|proposal|commitment|pledge)\sto"
    r"|(?:announce[sd]?|unveil(?:s|ed)?|confirm(?:s|ed)?|outlined) (?P<plans>plans) to)\s(?=\w)"
)
# By the first four letters, which all forms share: plan, plans, planned, planning.
_SOFT_STRENGTH: dict[str, Strength] = {"plan": "plans to", "inte": "plans to", "prop": "plans to", "expe": "plans to", "set": "plans to"}
_SOFT_STRENGTH |= {
    "due": "plans to",
    "sche": "plans to",
    "goin": "plans to",
    "aim": "aims to",
    "aims": "aims to",
    "aime": "aims to",
    "seek": "aims to",
    "look": "aims to",
}
_SOFT_STRENGTH |= {"aimi": "aims to", "dete": "aims to"}
_INTENTION = re.compile(
    r"\b[Ii]t (?:is|remains) (?P<holder>our|the [\w’' ]{2,50}?['’]s?|[A-Z][\w’' ]{2,50}?['’]s?) (?:\w+ )?"
    r"(?P<noun>intention|ambition|aim|plan|goal|policy) to\s(?=\w)"
)
# What a thing may be due to do: with these it is somebody's plan, with others ("is set to rise") only foreseen.
_OPENS = re.compile(
    r"(?:be\s\w+(?:ed|en|t)|open|start|begin|launch|go live|report|commence|finish|complete|move|transfer|migrate|join|publish|close)\b"
)
_ASKED = frozenset({"asked", "requested"})
_OF_MEETINGS = re.compile(r"(?:note|endorse|approve|agree|consider|discuss|comment|receive|confirm|review)\b")
_NO_VERB = re.compile(r"(?:the|a|an|this|that|these|those|our|its|their|such|each|every|all|any)\s")
# "That the board publish …" is how a numbered recommendation begins.
_RECOMMENDING = re.compile(r"\brecommend(?:s|ed)?\s(?:that\s)?|^That\s(?=the\s)")
_IS_DONE = re.compile(r"(?:is|are|gets?) (?:\w+ly )?(?:\w+ed|given|made|set|put|taken|brought|built|kept|held)\b")
_CALLING = re.compile(
    r"\b(?:(?:calls?|ha(?:s|ve) called) (?:up)?on|urge[sd]?|(?<=[Ww]e )(?:ask|invite|expect|recommend)"
    r"|(?<=Committee )(?:asks|invites|expects|recommends))\s"
)
_INSTRUMENT = re.compile(r"\b(?:Order|Act|Memorandum|Directive|Strategy|Plan|Agreement|Charter|Resolution)\b")
_TO_VERB = re.compile(r"\sto\s(?P<verb>[a-z-]+)")
# Between a subject and its soft verb: "has ", "have also ", ", meanwhile, ".
_AUXILIARY = re.compile(
    r"(?:\s(?:has|have|had)(?:\s(?:also|now|already|since|therefore))?|,[^,]{1,40},|\s(?:also|now|further|currently|therefore))\s?$"
)
_DETERMINER = re.compile(r"(?:the|an?|each|every|all|our|its|their|both|most|some|many|\w+s\b)", re.IGNORECASE)


def find_clauses(sentence: str, agents: Agents = ()) -> tuple[Clause, ...]:
    """The binding clauses of a sentence, in order; `agents` are the organisations named in it."""
    passing = _GATE.passing(sentence)
    if not passing:
        return ()
    found: list[Clause] = []
    for match in islice(CUES.finditer(sentence), MOST_CUES) if CUES in passing else ():
        clause = _clause(sentence, match, agents, found[-1] if found else None)
        if clause is not None:
            found.append(clause)
    # Only a sentence without a binding word is read for these: beside "we will" a stated aim says nothing new.
    if not found:
        found.extend(next(filter(None, (read(sentence, agents) for pattern, read in _READERS if pattern in passing)), ()))
    return tuple(found)


def _clause(sentence: str, match: re.Match[str], agents: Agents, before: Clause | None) -> Clause | None:
    cue, strength = _cue(match)
    modal = match["modal"] or match["short"]
    auxiliary = None if modal else _AUXILIARY.search(sentence, 0, match.start())
    left = auxiliary.start() if auxiliary else match.start()
    subject, embedded, reporter = subject_of(
        sentence, left, agents, before.end if before else 0, (before.subject, before.embedded, before.reporter) if before else None
    )
    if not modal and not _acts(subject, sentence, match, left):
        return None
    verb = re.match(r"[“\"]?([\w-]+)", sentence[match.end() :])
    word = verb[1].lower() if verb else ""
    negated = _is_negated(sentence, match, subject, word)
    if auxiliary and "had" in auxiliary[0]:
        cue = f"had {cue}"
    return Clause(sentence, match.start(), match.end(), cue, strength, subject, word, negated, embedded, reporter)


def _is_negated(sentence: str, match: re.Match[str], subject: Subject, verb: str) -> bool:
    if (match["modal"] or "").lower().startswith(("won", "shan")):
        return True
    # "We will not only publish …" is a promise all the same.
    if re.search(r"\b(?:not(?! (?:only|just|merely))|never|neither)\b", match["between"] or ""):
        return True
    if sentence.startswith("no longer ", match.end()):
        return True
    if verb == "not":
        return re.match(r"not (?:only|just|merely)\b", sentence[match.end() :]) is None
    return re.match(r"(?:no|none|nothing|neither|nobody)\b", sentence[subject.start : subject.end], re.IGNORECASE) is not None


def _cue(match: re.Match[str]) -> tuple[str, Strength]:
    if match["modal"] or match["short"]:
        cue = (match["modal"] or "will").lower()
        return cue, STRENGTHS.get(cue, "will")
    if match["infinitive"]:
        return "is to", "plans to"
    # Of "is committed, under its plan, to" the first word says it.
    word = (match["soft"] or match["state"] or match["sum"]).lower().replace(",", "").split()[0 if match["state"] else -1]
    if word in _ASKED:
        return f"{word} to", "should"
    if match["be"] in {"was", "were"} and word != "directed":
        return f"{match['be']} {word} to", _SOFT_STRENGTH.get(word[:4], "commits to")
    return f"{word} to", _SOFT_STRENGTH.get(word[:4], "commits to")


def _acts(subject: Subject, sentence: str, match: re.Match[str], left: int) -> bool:
    """Whether a soft verb really is a verb: its subject can act, and stands right before it."""
    # "The form is to be replaced" binds somebody unnamed; every other soft verb needs a subject that can act.
    if match["infinitive"] and sentence.startswith("be ", match.end()):
        return subject.kind != "none"
    if match["state"] in {"due", "scheduled"} and _OPENS.match(sentence, match.end()):
        return subject.kind != "none"
    # "We agreed to the terms", "we look to the future": no verb follows, and nothing is to be done.
    nothing = (match["soft"] or "").lower().startswith(("agree", "look", "expect")) and _NO_VERB.match(sentence, match.end())
    # "The board is asked to note the report" is the business of its meeting.
    nothing = nothing or (match["state"] in _ASKED and _OF_MEETINGS.match(sentence, match.end()))
    # Of a plan only the words of promise are told like a body's: "the strategy commits to …".
    says = subject.kind == "document" and (match["soft"] or match["sum"] or "").lower().startswith(("commit", "pledg", "promis"))
    return not nothing and (says or subject.kind in {"we", "agent", "pronoun"}) and _stands_before(subject, sentence, match, left)


def _stands_before(subject: Subject, sentence: str, match: re.Match[str], left: int) -> bool:
    """Whether the whole subject stands right before the soft verb, and makes it a verb."""
    before = sentence[:left].rstrip()
    # Behind a possessive it is a noun: "the board's plans to …".
    promises = match["soft"] or match["sum"]
    if promises and before.endswith(("’", "'", "’s", "'s", ",")):
        return False
    opens = sentence[subject.start : subject.end][:1]
    first = sentence[subject.start : subject.end].split(" ", maxsplit=1)[0].lower()
    # An instruction in which the body is the object: "Support agencies committed to …".
    if subject.kind == "agent" and promises and first in ACTION_VERBS:
        return False
    # A singular noun without an article is no whole subject, but the end of a longer phrase.
    if subject.kind == "agent" and opens.islower() and not match["state"] and not _DETERMINER.match(sentence, subject.start):
        return False
    return re.search(r"\b(?:the|an?|our|its|their|these|those|any|of|to|new|some)$", before, re.IGNORECASE) is None


def _subjunctive(sentence: str, agents: Agents) -> list[Clause]:
    """A recommendation without "should": "we recommend that the board publish …"."""
    recommending = _RECOMMENDING.search(sentence)
    if recommending is None:
        return []
    first = recommending.end()
    # The verb stands near; further on, words that look like one belong to other clauses.
    for verb in re.finditer(r"\s(?P<verb>[a-z]+)\b", sentence[first : first + 120]):
        subject = describe(sentence, first, first + verb.start(), agents)
        # A singular thing with a bare verb can only be asked: "that the review consider …"; plurals may just do so.
        asked = recommending[0].endswith("that ") and len(subject.head) > 2 and not subject.head.endswith("s")
        bound = subject.kind == "agent" or ((verb["verb"] == "be" or (asked and verb["verb"] in ACTION_VERBS)) and subject.kind != "none")
        stems = {verb["verb"], verb["verb"].removesuffix("s"), verb["verb"].removesuffix("es")}
        place = first + verb.start("verb")
        # "Recommended that the board is given powers", as it is said where nobody uses the subjunctive.
        is_done = recommending[0].endswith("that ") and subject.kind != "none" and _IS_DONE.match(sentence, place)
        if is_done or (bound and (stems & ACTION_VERBS or verb["verb"] == "be")):
            word = "be" if is_done else verb["verb"]
            return [Clause(sentence, recommending.start(), place, "should", "should", subject, word, reporter="recommends")]
    return []


def _called_on(sentence: str, agents: Agents) -> list[Clause]:
    """A recommendation by request: "we call on the board to publish …"."""
    calling = _CALLING.search(sentence)
    verb = _TO_VERB.search(sentence, calling.end(), calling.end() + 120) if calling else None
    if calling is None or verb is None or (verb["verb"] not in ACTION_VERBS and verb["verb"] != "be"):
        return []
    subject = describe(sentence, calling.end(), verb.start(), agents)
    # An order that "calls on agencies" is told of, and asks for nothing here.
    if subject.kind != "agent" or _INSTRUMENT.search(sentence[: calling.start()]):
        return []
    return [Clause(sentence, calling.start(), verb.start("verb"), "should", "should", subject, verb["verb"], reporter="recommends")]


def _held_intention(sentence: str, agents: Agents) -> list[Clause]:
    """The clause of "it is our intention to …"."""
    match = _INTENTION.search(sentence)
    if match is None:
        return []
    named = any(match.start() <= a and b <= match.end() for a, b in agents)
    if match["holder"].lower() != "our" and not named:
        return []
    subject = Subject(match.start("holder"), match.end("holder"), "agent" if named else "we", match["noun"].lower())
    verb = re.match(r"[\w-]+", sentence[match.end() :])
    return [Clause(sentence, match.start(), match.end(), "intention to", "plans to", subject, verb[0].lower() if verb else "")]


def _stated(sentence: str, agents: Agents) -> list[Clause]:
    """The clause by which a report tells what a plan holds; its cue is "states"."""
    match = STATED.search(sentence)
    if match is None:
        return []
    subject, embedded, reporter = subject_of(sentence, match.start(), agents)
    strength: Strength = "considers" if match["noun"] and match["noun"] in {"importance", "need", "use", "uses"} else "aims to"
    verb = re.match(r"[\w-]+", sentence[match.end() :])
    word = verb[0].lower() if verb else ""
    return [Clause(sentence, match.start(), match.end(), "states", strength, subject, word, embedded=embedded, reporter=reporter)]


def _nominal(sentence: str, agents: Agents) -> list[Clause]:
    """The clause of a noun of aim, as in "our aim is to …": who holds the aim is the subject."""
    match = NOMINAL.search(sentence)
    if match is None:
        return []
    start = subject_start(sentence, match.start())
    held = sentence[start : match.start()]
    own = re.search(r"\b(?:our|we)\b", held, re.IGNORECASE) is not None
    # "The aim of the board is to …": the holder may stand behind the noun.
    behind = match["middle"].startswith(" of ") and any(match.end("noun") < a and b == match.end("middle") for a, b in agents)
    named = behind or any(start <= a and b <= match.start() for a, b in agents)
    kind: SubjectKind = "we" if own else "agent" if named else "pronoun" if re.match(r"(?:its|their)\b", held, re.IGNORECASE) else "thing"
    verb = re.match(r"[“\"]?([\w-]+)", sentence[match.end() :])
    subject = Subject(start, match.end("middle" if behind else "noun"), kind, match["noun"].lower())
    strength: Strength = "plans to" if match["noun"].startswith(("plan", "intention")) else "aims to"
    return [Clause(sentence, match.start(), match.end(), f"{match['noun']} is to", strength, subject, verb[1].lower() if verb else "")]


_READERS: tuple[tuple[re.Pattern[str], Callable[[str, Agents], list[Clause]]], ...] = (
    (_RECOMMENDING, _subjunctive),
    (_CALLING, _called_on),
    (_INTENTION, _held_intention),
    (NOMINAL, _nominal),
    (STATED, _stated),
)
_GATE = Gate((pattern, pattern) for pattern in (CUES, *(pattern for pattern, _ in _READERS)))
