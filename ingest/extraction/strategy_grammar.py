"""Titles of strategies, plans, laws and reviews, recognised by how such titles are built."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.kinds import StrategyKind
from ingest.extraction.gate import Gate
from ingest.extraction.lexicon import words
from ingest.extraction.title_patterns import (
    BESIDE,
    COMPOUND,
    DATED,
    EXTENSION,
    LAID,
    LAW_EXTENSION,
    LOWER_TOPIC,
    NUMBERED,
    ORDER,
    PLAN_OF,
    QUOTED,
    QUOTED_FIRST,
    RESPONSE,
    SHORTENED,
    YEARS,
)

# The words that end, or begin, a title, by the sort of instrument they name.
WORDS_OF_KIND: dict[StrategyKind, str] = {
    "strategy": "strategy, strategies, agenda, vision, communication",
    "plan": "plan, plans, blueprint, manifesto",
    "programme": "programme, program, programmes, project, fund, scheme",
    "roadmap": "roadmap, road map",
    "review": "review, inquiry",
    "legislation": "act, bill, regulations, directive, order, package",
    "framework": "framework, frameworks, architecture",
    "standard": "standard, standards, code of practice, code, principles",
    "white paper": "white paper, whitepaper",
    "green paper": "green paper",
    "charter": "charter",
    "guidance": "guidelines, guidance",
    "policy": "policy, policies",
    "initiative": "initiative, initiatives, reform, reforms",
    "agreement": "agreement, memorandum of understanding, accord, compact, treaty, concordat, declaration",
}
KINDS: dict[str, StrategyKind] = {word: kind for kind, listed in WORDS_OF_KIND.items() for word in listed.split(", ")}
# Kinds that make a title of almost any noun: they need two words of their own before them.
LOOSE = words(
    "programme program programmes project fund scheme package initiative initiatives reform reforms policy "
    "policies code guidance guidelines standard standards vision "
    "architecture order inquiry principles agreement compact directive regulations communication project review"
)
NEVER_ALONE_LOWER = LOOSE - words("programme program standard package review")
# Words that describe an instrument and name none: a title of these alone names nothing.
GENERIC = words(
    "action strategic business corporate annual delivery implementation new draft final national departmental "
    "government digital our the this that own first second interim "
    "overall spending work programme program project single next existing current proposed agency policy legal "
    "improvement strategy plan transformation annual five-year ten-year "
    "whole-of-government management"
)
STOP_FIRST = words(
    "the a an our its their this that these those his her your my in on at by to from for with under of and or but "
    "as when while where since until following via see read "
    "through each every all both any some new draft revised updated proposed current existing previous former "
    "latest first second also however although meanwhile implement "
    "implementing deliver delivering develop developing publish publishing review reviewing support supporting "
    "adopt launch introduce introducing update updating endorse "
    "completing finalising finalizing drafting producing releasing launching refreshing preparing renewing "
    "full text relates set create creating propose leverage adopting what why how does is are will view required meet meeting"
)
# "Women's Health Strategy" keeps its first word; of "the Treasury's Spending Review" the owner is no part.
OWNED_BY_PEOPLE = words(
    "women men children people nation world citizen citizens veterans workers renters victims patients young girls farmers carers"
)
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
NOMINAL = re.compile(
    r"(?:(?:Delivery|Development|Implementation|Publication|Introduction|Creation|Launch|Completion|Review|Update|Discussion|Passage|Approval"
    r"|Adoption) of|(?:Presentation|Updates?|Discussion) on) "
    r"(?:an? |the |our |its )?(?=[A-Z])"
)
# What leads up to a title that is itself in the sentence: "Purpose of the Harbour Strategy", "Required by the Tides Act".
LEADS_UP = re.compile(r".*\b(?:of|by|for|to|in|on|with|from|under|and|to [A-Z]\w+) the (?=[A-Z0-9])")
# Laws and bodies have such words in their own names: "Protection of the Sea Act", "Department of the Seas Plan".
LEADS_UP_TO_LAW = re.compile(
    r".*\b(?:by|in|with|from|under|(?:Implementation|Review|Purpose|Requirements|Provisions|Passage|Part|Section \d+) of) the (?=[A-Z0-9])"
)
SECTION_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|[A-Z]?\d{1,2}\)) ")
# Codes that are no rules, an order of business, and kinds named only as kinds: "ICT Projects and Programmes".
NOT_RULES = re.compile(
    r"\b(?:(?:Product|Source|Bar|QR|Post|Postal|Area|Country|Dress|Zip|ZIP) Codes?|Call to Order"
    r"|(?:Projects|Programs|Programmes|Initiatives|Plans|Policies) (?:and|&) (?:Projects|Programs|Programmes|Initiatives|Plans|Policies))$"
)
# In words. Without a limit long rows of capitals would take quadratic time.
LONGEST_TITLE = 30
BRACKETS = "“\"‘'[("
# Of these a topic makes a title, but not at a sentence's head, where any noun wears a capital.
NOT_OPENING = words("plan review order act guidance")
ALONE_WITH_TOPIC = frozenset({"communication", "memorandum of understanding"})
# With one word of their own and a topic these are titles: "Independent Review of …", "National Agreement on …".
WITH_TOPIC = frozenset({"review", "inquiry", "agreement", "compact", "accord", "vision"})
# "Office for Harbour Standards" is a body, whatever its last word.
# "Secretary for the Environment and Land Reform" names an office; "Lamp Reform and Harbour Protection Act" is one law.
OF_MINISTER = re.compile(r"\b(?:Secretary|Minister)(?: of State)? for (?:the )?(?:[A-Z][\w’'-]*(?:,? and|,)? )*[A-Z][\w’'-]*$")
AND_ACT = re.compile(r" and (?:[A-Z][\w’'-]* ){1,6}Act\b")
BODY_OPENS = re.compile(
    r"(?:Department|Ministry|Office|Institute|Centre|Center|Commission|Council|Board|Committee|Bureau|Agency) (?:for|of|on) "
)
GOVERNMENT_PROGRAMME = re.compile(r"Programme for Government\b")
# After one of these a title is over: another begins.
FOOTNOTED = re.compile(r"\S*[A-Za-z]\.\d{1,3}")
ENDS_TITLE = frozenset({"act", "bill", "strategy", "plan", "roadmap", "memorandum"})
# A circular has a number; circular economies have none.
NUMBER_FOLLOWS = re.compile(r"(?:No\.? )?[A-Z]?-?\d")
DEMONYM = re.compile(r" (?:for|on|of) (?:the )?\w+(?:ish|ian|ans|ean|ese)(?= [a-z])")
JOINS = words("of for and the to on in by with & at from a")
# A capital behind the kind word goes on with another name, "Strategy Unit", save these, with which a sentence or number goes on.
NOT_BEFORE = re.compile(
    r" (?!(?:Action|Annex|Chapter|Section|Part|For|On|And|To|In|Is|Will|The|Has|Was|By|Of|A|An|As|At|Of|Which|That)\b)[A-Z][A-Za-z]+"
)

WORDS = "|".join(sorted((word.title().replace(" Of ", " of ") for word in KINDS), key=len, reverse=True))
CAPITAL_KIND = re.compile(rf"(?<![\w-])(?P<kind>{WORDS})(?![\w-])")
LOWER_KIND = re.compile(
    r"(?<![\w-])(?P<kind>strategy|programme|program|framework|charter|standard|agenda|roadmap|white paper|"
    r"whitepaper|plan|package|review|bill|act|scheme|strategies)(?![\w-])"
)
TOKEN = re.compile(r"\([A-Z][^()]{2,60}\)|\S+")


@dataclass(slots=True)
class Title:
    """A stretch of text that reads as an instrument's title."""

    start: int
    end: int
    kind: StrategyKind
    rule: str
    name: str


def titles(text: str) -> Iterator[Title]:
    """The titles in `text`; some may overlap."""
    tokens = _Tokens(text)
    for pattern, read in _TITLES.passing(text):
        for match in pattern.finditer(text):
            title = read(text, tokens, match)
            if title is not None:
                yield title


class _Tokens:
    """The words of a text, told apart only when somebody asks for them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _all(self) -> list[re.Match[str]]:
        return list(TOKEN.finditer(self._text))

    def before(self, place: int) -> list[re.Match[str]]:
        """The last words that end before `place`; no title is longer."""
        last = bisect_right(self._all, place, key=lambda token: token.end())
        return self._all[max(0, last - LONGEST_TITLE) : last]


def _numbered_title(_: str, __: _Tokens, match: re.Match[str]) -> Title:
    # "E.O. 12345" is the executive order of that number.
    name = re.sub(r"^(?:E\.O\.|EO)(?= )", "Executive Order", match.group())
    return Title(match.start(), match.end(), "legislation", "numbered-order@1", name)


def _quoted_title(_: str, __: _Tokens, match: re.Match[str]) -> Title:
    return Title(match.start("title"), match.end("title"), _kind_of(match["kind"]), "quoted-title@1", match["title"].rstrip(" ,."))


def _laid_title(_: str, __: _Tokens, match: re.Match[str]) -> Title:
    group = "told" if match["told"] else "title"
    return Title(match.start(group), match.end(group), "review", "laid-paper@1", _clean(match[group]))


def _named_title(_: str, __: _Tokens, match: re.Match[str]) -> Title:
    kind = _kind_of(match["kind"] or match["told"])
    return Title(match.start("title"), match.end("title"), kind, "title-beside-kind@1", _clean(match["title"]))


def _kind_of(word: str) -> StrategyKind:
    """The kind that a word beside a title tells."""
    kind = word.lower().removeprefix("action ")
    # A report is what an inquiry or review ends in.
    return KINDS.get(kind, "review" if kind == "report" else "other")


def _capital_title(text: str, tokens: _Tokens, kind: re.Match[str]) -> Title | None:
    """A title all in capitals that ends in, or begins with, the kind word."""
    word = kind["kind"].lower()
    if NOT_BEFORE.match(text, kind.end()):
        return None
    start = _walk_back(text, tokens, kind.start())
    end, more = _extended(text, kind)
    own = [token.lower() for token in re.findall(r"[\w’'-]+", text[start : kind.start()]) if token.lower() not in JOINS]
    opens = not own and text[:start].rstrip()[-1:] in ("", ".") and word in NOT_OPENING
    topical = more and (word not in LOOSE or word in ALONE_WITH_TOPIC or (word in WITH_TOPIC and bool(own)))
    named = GOVERNMENT_PROGRAMME.match(text, kind.start()) is not None
    if not (_is_told_apart(own, word) or topical or named) or (more and opens and not named):
        return None
    # "Office of Lamp Strategy and Solutions" is a body whose name goes on.
    body = BODY_OPENS.match(text, start) is not None and (word in LOOSE or re.match(r" and [A-Z]", text[end:]) is not None)
    of_minister = OF_MINISTER.search(text, max(start - 100, 0), end)
    if of_minister or (word.startswith("reform") and AND_ACT.match(text, end)):
        return None
    if body or NOT_RULES.search(text, start, end):
        return None
    kind_of = "plan" if PLAN_OF.match(text, kind.end()) else KINDS[word]
    return Title(start, end, kind_of, "title@1", _clean(text[start:end]))


def _is_told_apart(own: list[str], word: str) -> bool:
    """Whether a title's own words name something: two of them for a loose kind, one that is not generic for the others."""
    if word in LOOSE and word != "standard":
        return len(own) >= 2 and any(token not in GENERIC for token in own)
    return any(token not in GENERIC for token in own) or (len(own) >= 2 and own[0] != "annual")


def _extended(text: str, kind: re.Match[str]) -> tuple[int, bool]:
    """Where a title ends with what follows its kind word (a topic, years, a response to it), and whether a topic follows."""
    answer = RESPONSE.match(text, kind.end())
    if answer:
        return answer.end(), False
    compound = PLAN_OF.match(text, kind.end()) or COMPOUND.match(text, kind.end())
    if compound:
        return compound.end(), False
    extension = (LAW_EXTENSION if kind["kind"].lower() in ("act", "bill") else EXTENSION).match(text, kind.end())
    end = extension.end() if extension else kind.end()
    # An abbreviation in brackets at its end is another name, and no part of this one.
    if extension and extension.groupdict().get("short") and end == extension.end("short") + 1:
        end = kind.end()
    # In "Strategy for Scottish ports" only the adjective has a capital; the title cannot end there.
    demonym = DEMONYM.match(text, kind.end())
    if demonym and demonym.end() == end:
        return kind.end(), False
    return end, bool(extension and extension.groupdict().get("more"))


def _mixed_title(text: str, tokens: _Tokens, kind: re.Match[str]) -> Title | None:
    """Names in capitals before a kind word in lower case: "D7 charter", "Transforming Justice programme"."""
    before = tokens.before(kind.start())[-6:]
    run = _capital_run(before)
    if not run:
        return None
    # One capital alone may be a place or open the sentence; two are a name, and so are "D7" and "the Smith review".
    names = [token.group() for token in run if token.group()[0].isupper() or token.group()[0].isdigit()]
    acronym = len(names) == 1 and re.fullmatch(r"(?:[A-Z]+\d|[A-Z]{2,6}|[A-Z]\w*[A-Z])", names[0])
    code = len(names) == 1 and kind["kind"] in ("programme", "program") and re.fullmatch(r"[A-Z]+\d{2,4}", names[0])
    surname = len(names) == 1 and kind["kind"] == "review" and run[0].start() > 0 and re.search(r"\b[Tt]he $", text[: run[0].start()])
    if not (
        len(names) >= 2
        or (acronym and kind["kind"] in ("charter", "strategy", "standard", "framework", "roadmap", "agenda"))
        or surname
        or code
    ):
        return None
    extension = EXTENSION.match(text, kind.end())
    end = extension.end() if extension else kind.end()
    topic = LOWER_TOPIC.match(text, end) if extension and extension["more"] else None
    end = topic.end() if topic else end
    return Title(run[0].start(), end, KINDS[kind["kind"]], "proper-name-and-kind@1", _clean(text[run[0].start() : end]))


def _capital_run(before: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words in capitals right before a kind word, with one describing word between; without a mere sentence opener."""
    rest = before[:-1] if before and before[-1].group() in ("digital", "strategic", "national", "improvement") else before
    run: list[re.Match[str]] = []
    for token in reversed(rest):
        word = token.group()
        if not re.fullmatch(r"[A-Z0-9][\w’'&-]*", word) or re.search(r"['’]s?$", word):
            break
        run.insert(0, token)
    while run and run[0].group().lower() in STOP_FIRST:
        run.pop(0)
    return run + before[len(rest) :] if run else []


def _walk_back(text: str, tokens: _Tokens, kind_start: int) -> int:
    """Where the title begins whose kind word starts at `kind_start`."""
    before = tokens.before(kind_start)
    start = kind_start
    position = len(before) - 1
    while position >= 0:
        word = before[position].group()
        if "\n" in text[before[position].end() : start]:
            break
        if not _belongs(word, before[position - 1].group() if position else "", text[start:kind_start]):
            break
        opened = word[0] in BRACKETS and not word.endswith(")")
        start = before[position].start() + opened
        if opened:
            break
        position -= 1
    return _without_openers(text, _after_lead(text, start, kind_start), kind_start)


def _after_lead(text: str, start: int, kind_start: int) -> int:
    """Where a title begins behind what only leads up to it; `start` when that is part of it, as in "Review of the Tides Act"."""
    number = SECTION_NUMBER.match(text, start, kind_start)
    start = number.end() if number else start
    law = re.match(r"Act|Bill|Regulations", text[kind_start:]) is not None
    lead = (LEADS_UP_TO_LAW if law else LEADS_UP).match(text, start, kind_start)
    if lead is None or BODY_OPENS.match(text, start) or _opens_with_kind(text[start : lead.end()]):
        return start
    return lead.end()


def _opens_with_kind(lead: str) -> bool:
    first = lead.split(" ", 1)[0].lower()
    # "Principles for the Harbour Strategy" are part of the strategy.
    return (first in KINDS and first != "principles") or re.search(r"\b(?:Review|Inquiry) (?:of|into) the $", lead) is not None


def _belongs(word: str, before: str, after: str) -> bool:
    """Whether a word stands inside a title: in capitals, a bracket, or a joining word with capitals before it."""
    if (
        word.lower() in ENDS_TITLE
        or (word == "Circular" and NUMBER_FOLLOWS.match(after))
        or (re.fullmatch(YEARS, word) and before.lower() in ENDS_TITLE)
    ):
        return False
    # A stop ends what was before, except in "U.S." and "No."; a footnote's number may stick to it: "the GSA.2 The Act".
    if FOOTNOTED.fullmatch(word) or (word[-1] in '.;:!?”"' and not re.fullmatch(r"(?:[A-Z]\.)+|No\.", word)):
        return False
    # A comma belongs to a title only inside a list of capitals: "Harbours, Ferries and Roads Plan".
    if word[-1] == ",":
        return word[0].isupper() and bool(re.match(r"(?:[A-Z]\w*, )*[A-Z]\w*(?:,? and| &) ", after))
    if POSSESSIVE.search(word) and POSSESSIVE.sub("", word).lower() not in OWNED_BY_PEOPLE:
        return False
    if (word.lower() in JOINS and word[0].islower()) or word == "&":
        # Behind a kind word "and" leads to another title, while "of" and "for" go on with the same.
        ended = re.sub(r"\W+$", "", before).lower() in KINDS and not (
            before == "Reform" and re.fullmatch(r"(?:[A-Z][\w’'-]* ){1,6}", after)
        )
        joins = before[:1].isupper() or (word in ("the", "a") and before in JOINS and before[:1].islower())
        return (
            joins
            and not (ended and word in ("and", "&", "to", "in", "by", "with", "from", "on"))
            and not before.endswith((",", ".", ";", ":"))
        )
    return word[0].isupper() or word[0].isdigit() or (word[0] in "([“\"‘'" and len(word) > 1 and word[1].isupper())


def _without_openers(text: str, start: int, end: int) -> int:
    nominal = NOMINAL.match(text, start, end)
    start = nominal.end() if nominal else start
    while start < end:
        word = re.match(r"\S+", text[start:end])
        if word is None or word.group().lower() not in STOP_FIRST:
            break
        following = re.match(r"\S+\s+", text[start:end])
        if following is None:
            return end
        start += following.end()
    return start


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,;:.“”\"‘’'")


_Reader = Callable[[str, _Tokens, re.Match[str]], Title | None]


def _dated_title(_: str, __: _Tokens, match: re.Match[str]) -> Title:
    return Title(match.start(), match.end(), KINDS[(match["kind"] or match["told"].lower()).lower()], "title@1", match.group())


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (ORDER, _numbered_title),
    (DATED, _dated_title),
    (NUMBERED, _numbered_title),
    (QUOTED, _quoted_title),
    (QUOTED_FIRST, _quoted_title),
    (LAID, _laid_title),
    (SHORTENED, _named_title),
    (BESIDE, _named_title),
    (CAPITAL_KIND, _capital_title),
    (LOWER_KIND, _mixed_title),
)
_TITLES = Gate((pattern, (pattern, read)) for pattern, read in _READERS)
