"""Subjects: who or what a binding word is said of, found by word order, without a parser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.extraction.lexicon import AGENTS, BENEFICIARIES, DOCUMENTS, FINITE, HOPING, RELATIVES, SAYING, is_finite, words

SubjectKind = Literal["we", "self", "agent", "pronoun", "demonstrative", "document", "beneficiary", "there", "thing", "none"]
Agents = Sequence[tuple[int, int]]
"""Stretches of the sentence that name organisations or roles."""


@dataclass(slots=True)
class Subject:
    """Who or what is said to do it."""

    start: int
    end: int
    kind: SubjectKind
    head: str
    """Its last word before 'of', 'for' and the like, in lower case."""


Reading = tuple[Subject, bool, str]
"""A subject, whether its clause is embedded in another, and the verb of saying that governs it."""

_PRONOUN = re.compile(
    r"\b(?P<word>we|i|it|they|he|she|you|this|these|that|those|there|which|who)\s*"
    r"(?:(?:all|both|each|also|now|already|further|currently)\s)?$",
    re.IGNORECASE,
)
_SUBORDINATORS = words("while whilst though as once after before until since")
_OPEN_DEPENDENT = words("where when if once as while whilst although though because until after before since whenever wherever unless")
_CONJUNCTIONS = words("and but so yet or then")
_DETERMINERS = words("the a an our their its each all these this those every some any")
_PREDICATE_JOIN = re.compile(r"\s(?:and|but|or)(?:\s(?:has|have|also|then))?\s?$")
_CONJUNCTION = re.compile(r"(?:[;:]\s|\s[–—-]\s|—|,?\s(?:and|but|while|whilst|whereas|so|yet|or)\s)", re.IGNORECASE)
# Behind one of these a new clause begins, whatever stood before: "Three steps remain: the board will …".
_HARD_BREAK = re.compile(r"(?:;\s|:\s|(?<=\w)—(?=\w)|^\(?[a-z]{1,3}\)\s)")
_LEADING = re.compile(
    r"(?:by|in|from|to|for|during|within|over|through|following|after|before|alongside|under|with|without|given|based|building|on|at|until"
    r"|since|because|although|though|while|whilst|when|where|once|if|as|elsewhere|however|therefore|instead|finally|additionally|meanwhile"
    r"|similarly|working|using|subject|drawing|recognising|having|together|rather|unlike|beyond|across|also|first|firstly|second|secondly"
    r"|third|thirdly|lastly|next|then|moreover|furthermore|nevertheless|accordingly|consequently|unless|throughout|per|whenever|wherever"
    r"|upon|pursuant|consistent|starting|beginning|led|supported|according|against|among|despite|except|looking|ultimately|importantly"
    r"|crucially|(?:this|next|last|each|every) (?:year|month|week|spring|summer|autumn|winter|quarter|decade)|\w+ly(?=,)"
    r"|[a-z]\w+ed by|and|but|so|yet|or|(?:no|not) (?:later|earlier|more|less|fewer) than)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:by|from|in|during|until|before|after|since|within)\s(?:the\s)?(?:[\w-]+\s){0,5}?"
    r"(?:\d{4}(?:[-–/]\d{2,4})?|days|months|years?|order)\s",
    re.IGNORECASE,
)
# What can open a subject behind a comma; a year cannot: "On May 5, 2031, the board …", "After the May 5, 2031 deadline, the board …".
_NOUN_PHRASE_OPENS = re.compile(
    r"(?:the|a|an|we|it|they|this|these|that|those|each|every|all|our|its|their|any|some|no|both|\d(?!\d{3}[,\s])|[A-Z“\"'‘])"
)
# The head noun stands before the first of these: of "the board of the trust" it is the board that acts.
_CUT = re.compile(
    r"\s(?:of|for|in|with|on|at|from|to|by|that|which|who|whose|including|such|across|within|under|between|acting|responsible|working"
    r"|handling|known|over|via|through|against|among|based|led|run|delivered|used|needed|affecting|providing|offering|without|where|set"
    r"|overseeing|supported|funded|concerned|around|as|when|wishing|seeking|receiving|operating)\b|,|\s?\(|\s[–—-]\s"
)
_QUANTITIES = words("thousands hundreds millions tens dozens scores number majority many most lots range")
_COUNTED = re.compile(
    r"(?:[\w,.]+ )*?of (?:(?:the|our|its|these|more|other) )*(?:[\w-]+ )??(?P<head>[\w-]+)"
    r"(?=$| (?:who|which|that|in|across|from|of|with)\b)"
)
_COMPLEMENT = re.compile(r"(?:ensure|mean|guarantee|see|make sure|make certain)s? (?:that )?(?!we\b)", re.IGNORECASE)
# "This is why the board will …" is a main clause, though "why" elsewhere opens a dependent one.
_FRAME = re.compile(r"(?:this|that|which|it) (?:is|was) (?:why|where|how|when)\s|(?:this|that|it|which) means (?:that )?", re.IGNORECASE)
_REPORT = re.compile(r"\b(?P<verb>[a-z]+)\s(?:(?:today|yesterday|again|also|further)\s)?(?P<that>that\s)?", re.IGNORECASE)
# Of the verbs of saying, those that are also nouns count only before "that".
_ALSO_NOUNS = words(
    "state states report reports claim claims project projects request requests estimate estimates forecast forecasts find finds hope "
    "hopes note notes resolve resolves promise promises pledge pledges ask asks add adds fear fears advise concluded reported projected "
    "commit"
)


# Verbs by which a meeting decides.
DECIDING = frozenset({"agreed", "resolved", "decided"})


def subject_of(sentence: str, cue: int, agents: Agents, first: int = 0, before: Reading | None = None) -> Reading:
    """The subject of the clause whose binding word stands at `cue`; `before` is the reading of the clause that ended at `first`."""
    pronoun = _PRONOUN.search(sentence, 0, cue)
    if pronoun and pronoun.start() >= first:
        return _pronoun_subject(sentence, pronoun)
    left = sentence[first:cue]
    start, end, embedded = first, cue, False
    joined = _joined_predicate(sentence, cue, agents) if before is None else None
    if joined is not None:
        return joined, False, ""
    if before is not None:
        joins = list(_CONJUNCTION.finditer(left))
        if _COMPLEMENT.match(left):
            # "Will ensure that every form goes online and will be …": what is ensured goes on behind a bare "and".
            joins = [join for join in joins if join[0][0] in ",;–—-" or not left[join.end() :].strip(" ,")]
        # A second cue that nothing joins to the first stands inside its clause: "will ensure that staff should …".
        if not joins:
            embedded = True
        else:
            start = first + joins[-1].end()
            # "The board will publish and should review …": one subject for both.
            if not sentence[start:cue].strip(" ,"):
                return before
    else:
        start = _after_breaks(sentence, cue)
    start = _after_adverbials(sentence, start, cue)
    reporter, start = _reported(sentence, start, cue, agents)
    # Once more, for what is reported may begin with a day too: "said that from May the board will …".
    start = _after_adverbials(sentence, start, cue)
    if before is None and not reporter:
        start, end, embedded = _after_finite(sentence, start, cue)
    if _is_relative(sentence[start:end]):
        embedded = True
    return describe(sentence, start, end, agents), embedded, reporter


def _joined_predicate(sentence: str, cue: int, agents: Agents) -> Subject | None:
    """The subject of a second verb: "The board discussed the plan and agreed to …"."""
    join = _PREDICATE_JOIN.search(sentence, 0, cue)
    if join is None:
        return None
    start = subject_start(sentence, join.start())
    # The second verb may be the relative clause's own: "the plan that the board wrote and agreed to …".
    if re.search(r"\b(?:that|which|who)\b", sentence[start : join.start()]):
        return None
    pronoun = re.match(r"(?:we|they|it)\b", sentence[start:], re.IGNORECASE)
    if pronoun:
        kind: SubjectKind = "we" if pronoun[0].lower() == "we" else "pronoun"
        return Subject(start, start + pronoun.end(), kind, pronoun[0].lower())
    # Four characters leave room for "the " before the name.
    named = [b for a, b in agents if start <= a <= start + 4 and b <= join.start()]
    end = named[0] if named else None
    for word in re.finditer(r"[\w’'-]+", sentence[start : join.start()]):
        if end is None and word[0].lower() in AGENTS and word.start() < 60:
            end = start + word.end()
    return None if end is None else Subject(start, end, "agent", sentence[start:end].rsplit(maxsplit=1)[-1].lower())


def _pronoun_subject(sentence: str, pronoun: re.Match[str]) -> Reading:
    word = pronoun["word"].lower()
    left = sentence[: pronoun.start()].rstrip(" ,")
    previous = re.search(r"([\w’']+)$", left)
    last = previous[1].lower() if previous else ""
    reporter = _last_reporter(left)
    # "After that, we will …": the comma keeps the word before it out of our clause.
    joined = not sentence[: pronoun.start()].rstrip().endswith(",")
    embedded = (joined and last in RELATIVES - {"so"} | _SUBORDINATORS) or word in {"which", "who"} or (word == "that" and bool(left))
    since_break = re.split(r"[,;:–—]", sentence[: pronoun.start()])[-1].split()
    # A verb before the pronoun and nothing between: "the trouble is we will …" is part of what "is" says.
    # "Where we do build piers we will …": the dependent clause ends before the pronoun, with no comma.
    opens = next((token.lower() for token in since_break if token.lower() not in _CONJUNCTIONS), "")
    dependent = opens in _OPEN_DEPENDENT and len(since_break) > 2
    embedded = embedded or (last not in _CONJUNCTIONS and not dependent and any(is_finite(token) for token in since_break))
    frame = _FRAME.search(sentence, 0, pronoun.start())
    if frame is not None and frame.end() == pronoun.start():
        embedded = False
    # Reported speech is read like plain speech; where the verb only hopes, the veto on hopes refuses it by name.
    if reporter:
        embedded = False
    kinds: dict[str, SubjectKind] = {"we": "we", "i": "self", "there": "there", "you": "beneficiary", "he": "pronoun", "she": "pronoun"}
    kinds |= {"it": "pronoun", "they": "pronoun"}
    return Subject(pronoun.start("word"), pronoun.end("word"), kinds.get(word, "demonstrative"), word), embedded, reporter


# "Said on Monday it would …": the day stands between the verb and what was said.
_DAY = re.compile(r"\s(?:on\s)?(?:\w+day|today|last (?:week|month|night|year)|this (?:week|month|morning))(?=\sthat$|$)")


def _last_reporter(left: str) -> str:
    left = _DAY.sub("", left)
    told = re.search(r"\b(?:told|assured|informed|advised)\s(?:\w+\s){1,3}that$", left)
    if told:
        return "told"
    match = re.search(r"\b([a-z]+)(?:\sthat)?$", left, re.IGNORECASE)
    word = match[1].lower() if match else ""
    if word == "that":
        return ""
    return word if word in SAYING or word in HOPING else ""


def _after_breaks(sentence: str, cue: int) -> int:
    """Behind the last colon, semicolon, dash or list number; a pair of dashes is an aside and is kept."""
    start = 0
    for match in _HARD_BREAK.finditer(sentence, 0, cue):
        start = match.end()
    dashes = [match.end() for match in re.finditer(r"\s[–—-]\s", sentence[start:cue])]
    return start + dashes[0] if len(dashes) == 1 else start


def _reported(sentence: str, start: int, cue: int, agents: Agents) -> tuple[str, int]:
    for match in _REPORT.finditer(sentence, start, cue):
        word = match["verb"].lower()
        known = word in SAYING or word in HOPING
        verbal = match["that"] or word not in _ALSO_NOUNS or _ends_in_agent(sentence, start, match.start(), agents)
        # Minutes leave out who decided: "Agreed that the forms should be replaced".
        if known and verbal and (match.start() > start or (match["that"] and word in DECIDING)) and sentence[match.end() : cue].strip():
            return word, match.end()
    return "", start


def _ends_in_agent(sentence: str, start: int, end: int, agents: Agents) -> bool:
    last = re.search(r"([\w’'-]+)\s$", sentence[start:end])
    return last is not None and (last[1].lower() in AGENTS or any(b == end - 1 for _, b in agents))


def _after_adverbials(sentence: str, start: int, cue: int) -> int:
    """Behind "By June 2031, " and the like, to where the subject's noun phrase opens."""
    while True:
        rest = sentence[start:cue]
        start += len(rest) - len(rest.lstrip(" ,“\"'‘"))
        rest = sentence[start:cue]
        if not _LEADING.match(rest):
            return start
        commas = [match.end() for match in re.finditer(r",\s", rest)]
        if not commas:
            dated = _DATED.match(rest)
            return start + dated.end() if dated else start
        opens = [place for place in commas if _NOUN_PHRASE_OPENS.match(rest[place:])]
        start += opens[0] if opens else commas[0]


def _after_finite(sentence: str, start: int, cue: int) -> tuple[int, int, bool]:
    """The subject's place behind a complete clause and its conjunction; embedded when nothing joins the two clauses."""
    frame = _FRAME.match(sentence, start, cue)
    if frame:
        return frame.end(), cue, False
    finite = [match for match in re.finditer(r"[\w’']+", sentence[start:cue]) if is_finite(match[0])]
    if not finite:
        return start, cue, False
    first = start + finite[0].start()
    # The verb is a relative clause's within the subject: of "the board that is new will …" all of it is the subject.
    head = re.split(r"\b(?:which|that|who|whose|where)\b", sentence[start:first])
    if len(head) > 1 and head[0].strip():
        return start, cue, False
    joins = list(_CONJUNCTION.finditer(sentence, start + finite[-1].end(), cue))
    if not joins:
        return start, cue, True
    # "The board is ready and will …": the subject ends where its first verb begins.
    if not sentence[joins[-1].end() : cue].strip(" ,"):
        return start, first, False
    return _after_adverbials(sentence, joins[-1].end(), cue), cue, False


def subject_start(sentence: str, end: int | None = None) -> int:
    """Where the subject of a sentence begins, behind "In May 2031, " and the like."""
    last = len(sentence) if end is None else end
    return _after_adverbials(sentence, 0 if end is None else _after_breaks(sentence, last), last)


def _is_relative(subject: str) -> bool:
    """Whether the last relative word has no verb of its own between it and the modal."""
    tokens = re.findall(r"[\w’']+", subject.lower())
    places = [place for place, word in enumerate(tokens) if word in RELATIVES]
    if not places:
        return False
    tail = tokens[places[-1] + 1 :]
    # "What the board will do" asks or announces, and promises nothing.
    if places[0] == 0 and tokens[0] in {"what", "how", "when", "where", "whether", "why", "if"}:
        return True
    if not tail:
        return True
    opens_phrase = tail[0] in _DETERMINERS or tail[0] in AGENTS
    return (tokens[places[-1]] not in {"that", "which", "who", "where"} or opens_phrase) and not any(word in FINITE for word in tail)


def describe(sentence: str, start: int, end: int, agents: Agents) -> Subject:
    """What kind of subject the words from `start` to `end` are."""
    text = sentence[start:end].rstrip(" ,")
    if not text:
        return Subject(start, start, "none", "")
    cut = _CUT.search(text)
    core_end = cut.start() if cut and cut.start() else len(text)
    tokens = re.findall(r"[\w’'-]+", text[:core_end])
    head = re.sub(r"['’]s?$", "", tokens[-1].lower()) if tokens else ""
    counted = _COUNTED.match(text) if head in _QUANTITIES else None
    if counted:
        # "Thousands of victims": the victims are meant.
        head = counted["head"].lower()
    named = any(a - start < core_end and b - start >= core_end - 1 for a, b in agents if a >= start - 1)
    return Subject(start, start + len(text), _kind(tokens[0].lower() if tokens else "", head, named=named), head)


def _kind(first: str, head: str, *, named: bool) -> SubjectKind:
    # First of all, for "this department" acts although it opens like a mere "this".
    if named or head in AGENTS:
        return "agent"
    if first in {"this", "these", "that", "those", "such"}:
        return "demonstrative"
    if head in BENEFICIARIES:
        return "beneficiary"
    return "document" if head in DOCUMENTS else "thing"
