"""Instruments spoken of in plain words: "a new ferry-safety strategy", "a review commissioned by … with Dr Jane Hill publishing"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graph.kinds import StrategyKind
from ingest.extraction.gate import Gate
from ingest.extraction.lexicon import words
from ingest.extraction.strategy_grammar import KINDS, Title

MAKES = (
    r"(?:publish|develop|issue|introduce|launch|release|adopt|announc|creat|produc|unveil|finalis|deliver|establish|"
    r"refresh|updat|implement|outlin)(?:e|es|ed|ing|s)?"
    r"(?: and (?:issue|publish|implement|deliver|maintain|release))?"
)
MODIFIER = r"(?:[A-Z][\w-]*|[a-z][\w-]+)"
LOWER_KINDS = r"(?:strategy|roadmap|action plan|white paper|green paper|charter|framework|delivery plan|strategic plan)"
MADE = re.compile(
    rf"\b(?:{MAKES}|work(?:ing)? on)(?:, for [^,]{{2,40}},)? (?:an?|the|its|our|their|his)(?: new| first| national| comprehensive| "
    rf"single| clear| joint| draft| revised| updated)* (?P<name>(?:{MODIFIER} "
    rf"(?:\([A-Z]{{2,6}}\) )?){{1,4}}?(?P<kind>{LOWER_KINDS}))(?![\w-])"
)
FOLLOWED = re.compile(
    rf"\b(?:in line with|in accordance with|compl(?:y|ies|iance|ying) with|[Mm]eet(?:s|ing)?|governed by|consistent "
    rf"with|against|part of|set out in) (?:(?:the|our|its)(?: new)?|a new) "
    rf"(?P<name>(?:{MODIFIER} ){{1,5}}?(?P<kind>standard|code of practice|framework|strategy|policy))(?![\w-])"
)
REPLACED = re.compile(
    r"\b(?:replac|supersed)(?:e|es|ed|ing) (?:an?|the|its|our)(?: existing| previous| old| current| earlier)? "
    r"(?P<name>(?:[\w-]+ ){1,4}?(?P<kind>strategy|policy|plan|framework|roadmap|programme|standard|act|"
    r"charter))(?![\w-])",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"\b\w+['’]s? (?:new|revised|updated|forthcoming|latest) (?P<name>(?:[a-z][\w-]+ ){1,4}?(?P<kind>strategy|"
    r"roadmap|action plan|white paper|charter))(?![\w-])"
)
EACH = re.compile(
    r"\b(?P<name>(?:departmental|sectoral|council|institutional|agency) (?!existing|own)(?:[a-z]+ "
    r"){1,2}?(?P<kind>strategies|plans))(?![\w-])"
)
# Plain words are a weaker sign than a title's capitals; what is replaced or somebody's own at least exists.
PHRASES = (
    (MADE, "made-instrument@1", 0.6),
    (FOLLOWED, "followed-instrument@1", 0.6),
    (REPLACED, "replaced-instrument@1", 0.7),
    (OWNED, "owned-instrument@1", 0.7),
    (EACH, "one-for-each@1", 0.6),
)
_PHRASES = Gate((pattern, (pattern, rule)) for pattern, rule, _ in PHRASES)

# Words that say nothing about what the instrument deals with.
EMPTY = words(
    "new clear robust common overall following national long-term short-term detailed full single joint shared "
    "effective appropriate three-part coherent credible specific strategic "
    "comprehensive international own draft future broader wider simple this that and or of to relevant legislative "
    "legal more such similar first-ever high-level"
)
WRONG = re.compile(r"\b(?:and|or|of|to|for|the|in|with|by|that|which|is|are)\b")

TITLED = r"(?:Dr|Professor|Prof|Sir|Dame|Lord|Lady|Baroness|Baron|Mr|Mrs|Ms|The Rt Hon|Rt Hon)\.? (?:(?:Sir|Dame|Lord|Professor|Dr) )?"
PERSON = rf"(?P<person>{TITLED}(?:[A-Z][\w’'-]+ ){{0,3}}(?:of )?(?P<surname>[A-Z][\w’'-]+))"
REVIEW = re.compile(
    r"\b(?:[Aa]n? |[Tt]he |[Hh]er |[Hh]is )?(?:independent |rapid |major |national )*(?P<kind>[Rr]eview|"
    r"[Ii]nquiry)(?! (?:and|the|board|committee)\b)"
)
AUTHOR = re.compile(
    rf"(?:led by|chaired by|conducted by|carried out by|undertaken by|authored by|written by|review by|with|by) "
    rf"{PERSON}(?P<acts> (?:publish|chair|lead|conduct|author|writ)\w*)?"
)
PUBLISHED = re.compile(
    rf"{PERSON} (?:has )?(?:publish|chair|conduct|author|carri|undert|wr[io]te|led\b)\w*(?: out)? (?:her|his|the|a|"
    rf"an) (?:\w+ ){{0,3}}?(?:review|inquiry)\b"
)
_AUTHORS = Gate(((AUTHOR, AUTHOR), (PUBLISHED, PUBLISHED)))


@dataclass(frozen=True, slots=True)
class AuthoredReview:
    """A review named only by who made it."""

    start: int
    end: int
    """Place of "a review"."""
    person: str
    person_start: int
    person_end: int
    surname: str
    phrase: str
    """All the words that describe the review."""


def described(text: str) -> Iterator[Title]:
    """Instruments that are described rather than titled."""
    for pattern, rule in _PHRASES.passing(text):
        for match in pattern.finditer(text):
            start = match.start("name") + len(match["name"]) - len(_without_empty(match["name"]))
            name = text[start : match.end("name")]
            if name.split()[:-1] and name != match["kind"] and not WRONG.search(name.removeprefix("digital by default")):
                yield Title(start, match.end("name"), _kind(match["kind"]), rule, name)


# Against a block that is nothing but authors: each is weighed against all reviews before it.
MOST_AUTHORS = 20


def confidence_of(rule: str) -> float:
    """How sure a rule of this module is."""
    return next((confidence for _, name, confidence in PHRASES if name == rule), 0.6)


def _kind(word: str) -> StrategyKind:
    return KINDS.get(word.lower(), KINDS.get(word.lower().split()[-1], "other"))


def _without_empty(name: str) -> str:
    words = name.split(" ")
    while len(words) > 1 and (words[0].lower() in EMPTY or words[0].lower().endswith("-year")):
        words.pop(0)
    return " ".join(words)


def authored_review(text: str) -> AuthoredReview | None:
    """A review whose maker the same passage names: "a review commissioned by …, with Dr Jane Hill publishing …"."""
    # Hardly any passage names somebody with a title.
    if not _AUTHORS.passing(text):
        return None
    for author in islice(AUTHOR.finditer(text), MOST_AUTHORS):
        # "A review with Dr Hill" may only have heard her; "with Dr Hill chairing" made it.
        direct = not author.group().startswith("with ") or author["acts"]
        before = list(REVIEW.finditer(text, 0, author.start() + len("review")))
        if direct and before:
            return _authored(text, before[-1], author, author.start())
    for author in PUBLISHED.finditer(text):
        review = REVIEW.search(text)
        if review is not None:
            return _authored(text, review, author, max(author.start(), review.end()))
    return None


def _authored(text: str, review: re.Match[str], author: re.Match[str], limit: int) -> AuthoredReview:
    end = _phrase_end(text, review.end(), limit)
    person = author.start("person"), author.end("person")
    return AuthoredReview(review.start(), review.end(), author["person"], *person, author["surname"], text[review.start() : end])


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Where the words that describe the review end: before its verb, or at a comma."""
    stop = re.search(r",| (?:has|have|is|was|were|will|found|finds|published|concluded)\b", text[start:limit])
    return start + stop.start() if stop else start
