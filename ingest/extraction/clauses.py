"""Clauses that bind somebody to something: subject, modal, verb; found by word order, without a parser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.kinds import Strength
from ingest.extraction.lexicon import AGENTS, BENEFICIARIES, DOCUMENTS, FINITE, HOPING, RELATIVES, SAYING, words

SubjectKind = Literal["we", "self", "agent", "pronoun", "demonstrative", "document", "beneficiary", "there", "thing", "none"]
Agents = Sequence[tuple[int, int]]
"""Stretches of the sentence that name organisations or roles."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what is said to do it."""

    start: int
    end: int
    kind: SubjectKind
    head: str
    """Its last word before 'of', 'for' and the like, in lower case."""


@dataclass(frozen=True, slots=True)
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


STRENGTHS: dict[str, Strength] = {"should": "should", "must": "must", "shall": "must", "would": "will"}
_ADVERB = r"(?:also|then|now|therefore|again|soon|next|first|each|all|both|always|never|not|jointly|together|still|only|further|\w+ly)"
_ASIDE = r"(?:,[^.;:]{3,160}?,)"
CUES = re.compile(
    rf"(?:\b(?P<modal>will|shall|should|must|would|won['’]t|shan['’]t)\b|(?<=\w)['’](?P<short>ll)\b)"
    rf"(?P<between>(?:\s{_ADVERB})*(?:{_ASIDE}|\s\([^)]{{2,80}}\))?(?:\s{_ADVERB})*)(?:\s(?=\w|“)|$|(?=:))"
    r"|\b(?P<soft>commits?|committed|pledges?|pledged|undertakes?|undertook|promises?|promised|agrees?|agreed|plans?|planned|aims?|aimed"
    r"|intends?|proposes?|seeks?|looks?|expects?|resolved|decided)\sto(?:\s(?=\w)|(?=:)|$)"
    r"|\b(?:is|are|was|were|remains?|been)\s(?:\w+ly\s)?(?P<state>committed|determined|planning|going|set|seeking|looking|aiming|due)\sto\s(?=\w)"
    r"|\b(?P<infinitive>is|are)\sto\s(?=[a-z])",
)
NOMINAL = re.compile(
    r"\b(?P<noun>aims?|ambitions?|goals?|objectives?|plans?|intentions?|targets?|commitments?|priority|priorities|focus|task)\b"
    r"(?P<middle>[^.;:,]{0,60}?)\s(?:is|are|remains?)\s(?:\w+ly\s)?to\s(?=\w)",
)
_SOFT_STRENGTH: dict[str, Strength] = {"plan": "plans to", "inte": "plans to", "prop": "plans to", "expe": "plans to", "set": "plans to"}
_SOFT_STRENGTH |= {
    "due": "plans to",
    "goin": "plans to",
    "aim": "aims to",
    "aims": "aims to",
    "aime": "aims to",
    "seek": "aims to",
    "look": "aims to",
}
_SOFT_STRENGTH |= {"aimi": "aims to", "dete": "aims to"}
_PRONOUN = re.compile(
    r"\b(?P<word>we|i|it|they|he|she|you|this|these|that|those|there|which|who)\s*(?:all\s|both\s|each\s)?$", re.IGNORECASE
)
_CONJUNCTION = re.compile(r"(?:[;:]\s|\s[–—-]\s|—|,?\s(?:and|but|while|whilst|whereas|so|yet|or)\s)", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?:;\s|:\s|(?<=\w)—(?=\w)|^\(?[a-z]{1,3}\)\s)")
_LEADING = re.compile(
    r"(?:by|in|from|to|for|during|within|over|through|following|after|before|alongside|under|with|without|given|based|building|on|at|until|since"
    r"|because|although|though|while|whilst|when|where|once|if|as|elsewhere|however|therefore|instead|finally|additionally|meanwhile|similarly"
    r"|working|using|subject|drawing|recognising|having|together|rather|unlike|beyond|across|also|first|firstly|second|secondly|third|thirdly"
    r"|lastly|next|then|moreover|furthermore|nevertheless|accordingly|consequently|unless|throughout|per|whenever|wherever|upon|pursuant"
    r"|consistent|starting|beginning|led|supported|according|against|among|despite|except|looking|ultimately|importantly|crucially"
    r"|and|but|so|yet|or)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:by|from|in|during|until|before|after|since|within)\s(?:the\s)?(?:[\w-]+\s){0,5}?(?:\d{4}(?:[-–/]\d{2,4})?|days|months|years?|order)\s",
    re.IGNORECASE,
)
_NOUN_PHRASE_OPENS = re.compile(
    r"(?:the|a|an|we|it|they|this|these|that|those|each|every|all|our|its|their|any|some|no|both|[A-Z0-9“\"'‘])"
)
_DETERMINER = re.compile(r"(?:the|an?|each|every|all|our|its|their|both|most|some|many|\w+s\b)", re.IGNORECASE)
_CUT = re.compile(
    r"\s(?:of|for|in|with|on|at|from|to|by|that|which|who|whose|including|such|across|within|under|between|acting|responsible|working|handling"
    r"|known|over|via|through|against|among|based|led|run|delivered|used|needed|affecting|providing|offering|without|where|set|overseeing"
    r"|supported|funded|concerned|around|as|when|wishing|seeking|receiving|operating)\b|,|\s?\(|\s[–—-]\s"
)
_FRAME = re.compile(r"(?:this|that|which|it) (?:is|was) (?:why|where|how|when)\s|(?:this|that|it|which) means (?:that )?", re.IGNORECASE)
_REPORT = re.compile(r"\b(?P<verb>[a-z]+)\s(?:(?:today|yesterday|again|also|further)\s)?(?P<that>that\s)?", re.IGNORECASE)
# Of the verbs of saying, those that are also nouns count only before "that".
_ALSO_NOUNS = words(
    "state states report reports claim claims project projects request requests estimate estimates forecast forecasts find finds hope "
    "hopes note notes resolve resolves promise promises pledge pledges ask asks add adds fear fears advise concluded reported projected "
    "commit"
)


def find_clauses(sentence: str, agents: Agents = ()) -> tuple[Clause, ...]:
    """The binding clauses of a sentence, in order; `agents` are the organisations named in it."""
    found: list[Clause] = []
    for match in CUES.finditer(sentence):
        clause = _clause(sentence, match, agents, found[-1] if found else None)
        if clause is not None:
            found.append(clause)
    if not found:
        found.extend(_nominal(sentence, agents))
    return tuple(found)


def _clause(sentence: str, match: re.Match[str], agents: Agents, before: Clause | None) -> Clause | None:
    cue, strength = _cue(match)
    negated = (
        "n't" in cue.replace("’", "'")
        or cue.startswith(("won", "shan"))
        or re.search(r"\b(?:not(?! (?:only|just|merely))|never)\b", match["between"] or "") is not None
    )
    subject, embedded, reporter = _subject(sentence, match.start(), agents, before)
    if not match["modal"] and not match["short"] and not _acts(subject, sentence, match):
        return None
    verb = re.match(r"[“\"]?([\w-]+)", sentence[match.end() :])
    word = verb[1].lower() if verb else ""
    if match["modal"] and word == "not":
        negated = re.match(r"not (?:only|just|merely)\b", sentence[match.end() :]) is None
    negated = negated or re.match(r"(?:no|none|nothing|neither|nobody)\b", sentence[subject.start : subject.end], re.IGNORECASE) is not None
    return Clause(sentence, match.start(), match.end(), cue, strength, subject, word, negated, embedded, reporter)


def _cue(match: re.Match[str]) -> tuple[str, Strength]:
    if match["modal"] or match["short"]:
        cue = (match["modal"] or "will").lower()
        return cue, STRENGTHS.get(cue, "will")
    if match["infinitive"]:
        return "is to", "plans to"
    word = (match["soft"] or match["state"]).lower()
    return f"{word} to", _SOFT_STRENGTH.get(word[:4], "commits to")


def _acts(subject: Subject, sentence: str, match: re.Match[str]) -> bool:
    """Whether a soft verb really is a verb: its subject can act, and stands right before it."""
    if subject.kind not in {"we", "agent", "pronoun"}:
        return False
    before = sentence[: match.start()].rstrip()
    if before.endswith(("’", "'", "’s", "'s", ",")) and match["soft"]:
        return False
    opens = sentence[subject.start : subject.end][:1]
    if subject.kind == "agent" and opens.islower() and not match["state"] and not _DETERMINER.match(sentence, subject.start):
        return False
    return re.search(r"\b(?:the|an?|our|its|their|these|those|any|of|and|to|new|some)$", before, re.IGNORECASE) is None


def _subject(sentence: str, cue: int, agents: Agents, before: Clause | None) -> tuple[Subject, bool, str]:
    """The subject of the clause whose binding word stands at `cue`, whether it is embedded, and who reports it."""
    pronoun = _PRONOUN.search(sentence, 0, cue)
    first = before.end if before else 0
    if pronoun and pronoun.start() >= first:
        return _pronoun_subject(sentence, pronoun)
    left = sentence[first:cue]
    start, end, embedded = first, cue, False
    if before is not None:
        joins = list(_CONJUNCTION.finditer(left))
        if not joins:
            embedded = True
        else:
            start = first + joins[-1].end()
            if not sentence[start:cue].strip(" ,"):
                return before.subject, before.embedded, before.reporter
    else:
        start = _after_breaks(sentence, cue)
    start = _after_adverbials(sentence, start, cue)
    reporter, start = _reported(sentence, start, cue)
    start = _after_adverbials(sentence, start, cue)
    if before is None and not reporter:
        start, end, embedded = _after_finite(sentence, start, cue)
    if _is_relative(sentence[start:end]):
        embedded = True
    return describe(sentence, start, end, agents), embedded, reporter


def _pronoun_subject(sentence: str, pronoun: re.Match[str]) -> tuple[Subject, bool, str]:
    word = pronoun["word"].lower()
    left = sentence[: pronoun.start()].rstrip(" ,")
    previous = re.search(r"([\w’']+)$", left)
    last = previous[1].lower() if previous else ""
    reporter = _last_reporter(left)
    embedded = (last in RELATIVES and last != "so") or word in {"which", "who"} or (word == "that" and bool(left))
    if reporter and last == "that":
        embedded = False
    kinds: dict[str, SubjectKind] = {"we": "we", "i": "self", "there": "there", "you": "beneficiary", "he": "pronoun", "she": "pronoun"}
    kinds |= {"it": "pronoun", "they": "pronoun"}
    return Subject(pronoun.start("word"), pronoun.end("word"), kinds.get(word, "demonstrative"), word), embedded, reporter


def _last_reporter(left: str) -> str:
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


def _reported(sentence: str, start: int, cue: int) -> tuple[str, int]:
    for match in _REPORT.finditer(sentence, start, cue):
        word = match["verb"].lower()
        known = word in SAYING or word in HOPING
        if known and (match["that"] or word not in _ALSO_NOUNS) and match.start() > start and sentence[match.end() : cue].strip():
            return word, match.end()
    return "", start


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
    finite = [match for match in re.finditer(r"[\w’']+", sentence[start:cue]) if match[0].lower() in FINITE]
    if not finite:
        return start, cue, False
    first = start + finite[0].start()
    head = re.split(r"\b(?:which|that|who|whose|where)\b", sentence[start:first])
    if len(head) > 1 and head[0].strip():
        return start, cue, False
    joins = list(_CONJUNCTION.finditer(sentence, start + finite[-1].end(), cue))
    if not joins:
        return start, cue, True
    if not sentence[joins[-1].end() : cue].strip(" ,"):
        return start, first, False
    return _after_adverbials(sentence, joins[-1].end(), cue), cue, False


def subject_start(sentence: str) -> int:
    """Where the subject of a sentence begins, behind "In May 2031, " and the like."""
    return _after_adverbials(sentence, 0, len(sentence))


def _is_relative(subject: str) -> bool:
    """Whether the last relative word has no verb of its own between it and the modal."""
    tokens = re.findall(r"[\w’']+", subject.lower())
    places = [place for place, word in enumerate(tokens) if word in RELATIVES]
    if not places:
        return False
    tail = tokens[places[-1] + 1 :]
    if places[0] == 0 and tokens[0] in {"what", "how", "when", "where", "whether", "why", "if"}:
        return True
    return not tail or (tokens[places[-1]] not in {"that", "which", "who", "where"} and not any(word in FINITE for word in tail))


def describe(sentence: str, start: int, end: int, agents: Agents) -> Subject:
    """What kind of subject the words from `start` to `end` are."""
    text = sentence[start:end].rstrip(" ,")
    if not text:
        return Subject(start, start, "none", "")
    cut = _CUT.search(text)
    core_end = cut.start() if cut and cut.start() else len(text)
    tokens = re.findall(r"[\w’'-]+", text[:core_end])
    head = re.sub(r"['’]s?$", "", tokens[-1].lower()) if tokens else ""
    named = any(a - start < core_end and b - start >= core_end - 1 for a, b in agents if a >= start - 1)
    return Subject(start, start + len(text), _kind(tokens[0].lower() if tokens else "", head, named=named), head)


def _kind(first: str, head: str, *, named: bool) -> SubjectKind:
    if named or head in AGENTS:
        return "agent"
    if first in {"this", "these", "that", "those", "such"}:
        return "demonstrative"
    if head in BENEFICIARIES:
        return "beneficiary"
    return "document" if head in DOCUMENTS else "thing"


def _nominal(sentence: str, agents: Agents) -> list[Clause]:
    """The clause of a noun of aim, as in "our aim is to …": who holds the aim is the subject."""
    match = NOMINAL.search(sentence)
    if match is None:
        return []
    start = _after_adverbials(sentence, _after_breaks(sentence, match.start()), match.start())
    held = sentence[start : match.start()]
    own = re.search(r"\b(?:our|we)\b", held, re.IGNORECASE) is not None
    named = any(start <= a and b <= match.start() for a, b in agents)
    kind: SubjectKind = "we" if own else "agent" if named else "pronoun" if re.match(r"(?:its|their)\b", held, re.IGNORECASE) else "thing"
    verb = re.match(r"[“\"]?([\w-]+)", sentence[match.end() :])
    subject = Subject(start, match.end("noun"), kind, match["noun"].lower())
    strength: Strength = "plans to" if match["noun"].startswith(("plan", "intention")) else "aims to"
    return [Clause(sentence, match.start(), match.end(), f"{match['noun']} is to", strength, subject, verb[1].lower() if verb else "")]
