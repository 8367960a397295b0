"""Actions without a subject: "Publish …", "Publishing …", "to publish …", "Publication of …", and the labels before them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.extraction.lexicon import ACTION_VERBS, ADVERBS_FIRST, FINITE, words

Form = Literal["imperative", "third person", "gerund", "infinitive", "nominal", "finite"]

_NUMBERED = re.compile(
    r"(?:\d{1,3}[.)]\s?)?(?P<kind>actions?|recommendations?|commitments?|objectives?|priority|priorities|measures?|milestones?|deliverables?|proposals?|goals?"
    r"|targets?|steps?|pledges?|initiatives?|key actions?|action points?|decisions?)"
    r"(?:\s(?:no\.?\s)?(?P<number>[A-Z]{0,3}\d+(?:[./-]\d+)*[a-z]?))?(?:\s\([^()]{2,60}\))?\s?(?:[:.–—]|-\s|$)\s*",
    re.IGNORECASE,
)
_GOALS = frozenset({"goal", "target", "action", "commitment", "milestone", "deliverable", "recommendation", "pledge"})
_SERIES_JOIN = re.compile(r",\s(?:and\s)?")
_BARE_NUMBER = re.compile(r"(?:\d+(?:\.\d+)+\.?|\d+[.)]|\([a-z]{1,4}\)|[a-z]\))\s+")
_TOPIC = re.compile(r"(?P<topic>[^.:;—–]{2,90}?)(?::\s|\s?—\s?|\s–\s|\s-\s)(?=\S)")
_WORD = re.compile(r"[\w’'-]+")
_NOMINAL_FOLLOWS = frozenset({"of", "for", "by", "from", "between", "levels", "level", "team", "teams", "services", "service"})
# Verbs that before a capital are adjectives in a name: "Open Data Portal".
_ALSO_ADJECTIVES = frozenset({"open", "clear", "complete", "secure", "close", "lower", "model", "pilot", "group", "direct", "further"})
_SUBORDINATORS = words("which that who where how what when as if ensure ensuring ensures so because until while whether")
# "Sets" alone may be a noun.
_SETS_OUT = re.compile(r"\b(?<!that )(?<!which )sets out\b")
_PURPOSE = re.compile(
    r"[Tt]o [^.;:]*?, (?:the|we|it|they|this|these|our|an?|each|all|every|[A-Z])\b"
    r"[^.;]*?\b(?:needs?|is|are|has|have|was|were|had|will|must|should)\b"
)
# "Where forms are missing, print them", "By May, publish the plan": the instruction stands behind the comma.
_CIRCUMSTANCE = re.compile(
    r"(?:Where|If|When|Once|As|By|In|Within|During|From|Through|Following|Before|After|With|Using|Building|Working|Alongside|For)\b"
    r"[^,.;:]{3,200}, "
)
# In minutes initials tell what somebody did: "RA issued a submission to …".
_DID = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,3} (?:also |then )?\w+ed (?:an?|the|its|their|his|her|on|that|to|with|by|all|\d)\b")
_GERUND_ENDINGS = (("ing", ""), ("ing", "e"), ("ying", "ie"))


@dataclass(slots=True)
class Label:
    """What stands before the action proper: "Action 4:", "Ferries – "."""

    length: int
    """Characters up to the action."""
    kind: str = ""
    """'action', 'recommendation', …; '' for a topic or a bare number."""
    number: str | None = None


# The words of one block are asked for their label and form several times in a row.
@lru_cache(maxsize=256)
def label_of(text: str) -> Label:
    """The label at the beginning of a heading, item or paragraph; of length 0 when there is none."""
    match = _NUMBERED.match(text)
    # "Actions for ferries" is no label; "Actions:" and "Action 4" are.
    if match and (match["number"] or match[0].rstrip().endswith((":", "–", "—"))):
        return Label(match.end(), match["kind"].lower().rstrip("s"), match["number"])
    bare = _BARE_NUMBER.match(text)
    start = bare.end() if bare else 0
    topic = _TOPIC.match(text, start)
    last = topic["topic"].rsplit(maxsplit=1)[-1].lower() if topic and topic["topic"].strip() else ""
    if topic and last in _GOALS and form_of(text[topic.end() :]) in {"imperative", "infinitive"}:
        return Label(topic.end(), last)
    if topic and form_of(text[topic.end() :]) != "nominal" and form_of(text[start:]) not in {"imperative", "infinitive"}:
        return Label(topic.end())
    return Label(start)


@lru_cache(maxsize=256)
def form_of(text: str) -> Form:
    """What kind of phrase `text` is, by its first verb-like word."""
    tokens = _WORD.findall(text[:80])
    while len(tokens) > 1 and tokens[0].lower() in ADVERBS_FIRST:
        tokens = tokens[1:]
    if not tokens:
        return "nominal"
    form = _form_by_words(tokens)
    if form != "infinitive" and (circumstance := _CIRCUMSTANCE.match(text)):
        told = _WORD.findall(text[circumstance.end() : circumstance.end() + 80])
        form = "imperative" if told and _form_by_words(told) == "imperative" else form
    # "To light piers, we need lamps" is a sentence with its purpose in front.
    if form == "infinitive" and _PURPOSE.match(text):
        return "finite"
    return "finite" if form in {"gerund", "nominal"} and has_finite_verb(text) else form


def _form_by_words(tokens: list[str]) -> Form:
    first, follows_as_written = tokens[0].lower(), tokens[1] if len(tokens) > 1 else ""
    follows = follows_as_written.lower()
    if first == "to" and (follows in ACTION_VERBS or follows == "be"):
        return "infinitive"
    named = first in _ALSO_ADJECTIVES and follows != follows_as_written
    # "Review of fares" and "support services" begin with nouns that only look like verbs.
    noun = named or follows in _NOMINAL_FOLLOWS or (follows == "and" and not _joins_verbs(tokens))
    if first == "be" or (first in ACTION_VERBS and not noun):
        return "imperative"
    if first.endswith("s") and (first[:-1] in ACTION_VERBS or first[:-2] in ACTION_VERBS) and not noun and follows not in ACTION_VERBS:
        return "third person"
    return "gerund" if is_gerund(first) and follows not in {"of", "for", "by", "from", "between"} else "nominal"


def _joins_verbs(tokens: list[str]) -> bool:
    return len(tokens) > 2 and (tokens[2].lower() in ACTION_VERBS or tokens[2].lower() == "be")


def is_gerund(word: str) -> bool:
    """Whether `word` is the -ing form of a verb that policies use."""
    stems = [word[: -len(ending)] + stem for ending, stem in _GERUND_ENDINGS if word.endswith(ending)]
    doubled = word[:-4] if len(word) > 6 and word.endswith("ing") and word[-4] == word[-5] else ""
    return any(stem in ACTION_VERBS for stem in (*stems, doubled))


def gerund_series(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """The places of three or more gerund phrases in a row from `start` on; empty when there are fewer."""
    joins = [(start, start), *((match.start(), match.end()) for match in _SERIES_JOIN.finditer(text, start))]
    opens = [(before, after) for before, after in joins if _opens_gerund(text[after:])]
    # Two may be one act and its means: "cutting fares, using the new fund". Three are a list.
    if len(opens) < 3 or opens[0][1] != start:
        return ()
    ends = [*(before for before, _ in opens[1:]), len(text.rstrip(" .;"))]
    return tuple((after, end) for (_, after), end in zip(opens, ends, strict=True))


def _opens_gerund(text: str) -> bool:
    tokens = [token.lower() for token in _WORD.findall(text[:60])[:3]]
    while tokens and (tokens[0] == "more" or tokens[0].endswith("ly")):
        tokens = tokens[1:]
    # Shorter words in -ing are seldom verbs of policy: "thing", "ring", "king".
    return bool(tokens) and len(tokens[0]) > 5 and tokens[0].endswith("ing")


def has_finite_verb(text: str) -> bool:
    """Whether the phrase is a clause of its own: "is", "has", "can" outside a relative clause."""
    if _SETS_OUT.search(text) or _DID.match(text):
        return True
    # Letters all in capitals are somebody's name.
    tokens = ["" if len(token) > 1 and token.isupper() else token.lower() for token in _WORD.findall(text)]
    # A relative word shortly before takes the verb for its own clause: "forms that are still on paper".
    return any(
        token in FINITE and not _SUBORDINATORS & set(tokens[max(0, place - 8) : place]) and not _is_infinitive(tokens, place)
        for place, token in enumerate(tokens)
    )


def _is_infinitive(tokens: list[str], place: int) -> bool:
    """Whether "do" or "have" at the place is one: "to do", "to find and do"."""
    before = tokens[max(0, place - 3) : place]
    return tokens[place] in {"do", "have"} and (before[-1:] == ["to"] or (before[-1:] == ["and"] and before[:1] == ["to"]))
