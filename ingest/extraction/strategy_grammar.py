"""Titles of strategies, plans, laws and reviews, recognised by how such titles are built."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.kinds import StrategyKind

KINDS: dict[str, StrategyKind] = {
    "strategy": "strategy", "strategies": "strategy", "agenda": "strategy", "vision": "strategy", "communication": "strategy",
    "plan": "plan", "plans": "plan", "blueprint": "plan", "manifesto": "plan",
    "programme": "programme", "program": "programme", "programmes": "programme", "project": "programme", "fund": "programme", "scheme": "programme",
    "roadmap": "roadmap", "road map": "roadmap",
    "review": "review", "inquiry": "review",
    "act": "legislation", "bill": "legislation", "regulations": "legislation", "directive": "legislation", "order": "legislation", "package": "legislation",
    "framework": "framework", "frameworks": "framework", "architecture": "framework",
    "standard": "standard", "standards": "standard", "code of practice": "standard", "code": "standard",
    "white paper": "white paper", "whitepaper": "white paper", "green paper": "green paper", "charter": "charter",
    "guidelines": "guidance", "guidance": "guidance", "policy": "policy", "policies": "policy",
    "initiative": "initiative", "reform": "initiative", "reforms": "initiative", "initiatives": "initiative",
    "agreement": "agreement", "memorandum of understanding": "agreement", "accord": "agreement", "compact": "agreement", "treaty": "agreement", "concordat": "agreement",
}  # fmt: skip
# Kinds that make a title of almost any noun: they need two words of their own before them.
LOOSE = frozenset(
    "programme program programmes project fund scheme package initiative initiatives reform reforms policy policies code guidance guidelines standard standards vision "
    "architecture order inquiry agreement compact directive regulations communication project review".split()
)
NEVER_ALONE_LOWER = LOOSE - frozenset("programme program standard package review".split())
# Words that describe an instrument and name none: a title of these alone names nothing.
GENERIC = frozenset(
    "action strategic business corporate annual delivery implementation new draft final national departmental government digital our the this that own first second interim "
    "overall spending work programme program project single next existing current proposed agency policy legal improvement strategy plan transformation annual five-year ten-year "
    "whole-of-government management".split()
)
STOP_FIRST = frozenset(
    "the a an our its their this that these those his her your my in on at by to from for with under of and or but as when while where since until following via see read "
    "through each every all both any some new draft revised updated proposed current existing previous former latest first second also however although meanwhile implement "
    "implementing deliver delivering develop developing publish publishing review reviewing support supporting adopt launch introduce introducing update updating endorse "
    "full text relates set create creating propose leverage adopting what why how does is are will".split()
)
# "Women's Health Strategy" keeps its first word; of "the Treasury's Spending Review" the owner is no part.
OWNED_BY_PEOPLE = frozenset(
    "women men children people nation world citizen citizens veterans workers renters victims patients young girls farmers carers".split()
)
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
NOMINAL = re.compile(
    r"(?:Delivery|Development|Implementation|Publication|Introduction|Creation|Launch|Completion|Review|Update) of (?:an? |the |our |its )?(?=[A-Z])"
)
JOINS = frozenset("of for and the to on in by with & at from a".split())
NOT_BEFORE = re.compile(
    r" (?!(?:Action|Annex|Chapter|Section|Part|For|On|And|To|In|Is|Will|The|Has|Was|By|Of|A|An|As|At|Of|Which|That)\b)[A-Z][A-Za-z]+"
)

WORDS = "|".join(sorted((word.title().replace(" Of ", " of ") for word in KINDS), key=len, reverse=True))
CAPITAL_KIND = re.compile(rf"(?<![\w-])(?P<kind>{WORDS})(?![\w-])")
LOWER_KIND = re.compile(
    r"(?<![\w-])(?P<kind>strategy|programme|program|framework|charter|standard|agenda|roadmap|white paper|whitepaper|plan|package|review|bill|act|scheme|strategies)(?![\w-])"
)
TOKEN = re.compile(r"\([A-Z][^()]{2,60}\)|\S+")
YEARS = r"(?:19|20)\d\d(?:\s?(?:[-–/]|to)\s?(?:20)?\d\d)?"
CAPITAL = r"[A-Z0-9][\w’'.-]*"
EXTENSION = re.compile(
    rf"(?: \((?P<short>[A-Z]{{2,8}})\))?(?P<more> (?:for|on|of|concerning|towards) (?:the |a )?{CAPITAL}(?:(?:,? (?:and|&|of|for|with|in|the|of the|for the|with the|to))? {CAPITAL})*"
    rf"(?: century)?)?(?P<years>,? (?:to )?{YEARS})?"
)
LAW_EXTENSION = re.compile(rf"(?P<years> {YEARS})?")
LOWER_TOPIC = re.compile(r" [a-z]+(?=[.,;)]| and | or |$)")
MONTH = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
ORDER = re.compile(
    rf"\bExecutive Order (?:No\. )?\d{{4,5}}(?:\s?[-–—:]\s?(?:[A-Z][\w’']*)(?: (?:the|of|and|for|in|to|on|{MONTH}[A-Z][\w’']*))*)?"
)
QUOTED = re.compile(
    r"\b(?P<kind>strategy|plan|white paper|green paper|review|policy|roadmap|framework|charter|programme|legislation)s?(?:,| called| titled| entitled| –|:)? ?"
    r"[“\"‘'](?P<title>[A-Z][^”\"’']{6,90})[”\"’']",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """A stretch of text that reads as an instrument's title."""

    start: int
    end: int
    kind: StrategyKind
    rule: str
    name: str


def titles(text: str) -> Iterator[Title]:
    """The titles in `text`; some may overlap."""
    for match in ORDER.finditer(text):
        yield Title(match.start(), match.end(), "legislation", "numbered-order@1", match.group())
    for match in QUOTED.finditer(text):
        yield Title(match.start("title"), match.end("title"), KINDS[match["kind"].lower()], "quoted-title@1", match["title"])
    tokens = list(TOKEN.finditer(text))
    for match in CAPITAL_KIND.finditer(text):
        title = _capital_title(text, tokens, match)
        if title is not None:
            yield title
    for match in LOWER_KIND.finditer(text):
        title = _mixed_title(text, tokens, match)
        if title is not None:
            yield title


def _capital_title(text: str, tokens: list[re.Match[str]], kind: re.Match[str]) -> Title | None:
    """A title all in capitals that ends in, or begins with, the kind word."""
    word = kind["kind"].lower()
    if NOT_BEFORE.match(text, kind.end()):
        return None
    start = _walk_back(text, tokens, kind.start())
    extension = (LAW_EXTENSION if word in ("act", "bill") else EXTENSION).match(text, kind.end())
    end = extension.end() if extension else kind.end()
    more = bool(extension and extension.groupdict().get("more"))
    own = [token for token in re.findall(r"[\w’'-]+", text[start : kind.start()]) if token.lower() not in JOINS]
    enough = 2 if word in LOOSE and word != "standard" and not more else 1
    named = [token for token in own if token.lower() not in GENERIC]
    if not (len(own) >= enough and named) and not (
        more and (word not in LOOSE or word in ("communication", "memorandum of understanding"))
    ):
        if not (len(own) >= 2 and word not in LOOSE and own[0].lower() != "annual"):
            return None
    if more and not own and text[:start].rstrip()[-1:] in ("", ".") and word in ("plan", "review", "order", "act", "guidance"):
        return None
    return Title(start, end, KINDS[word], "title@1", _clean(text[start:end]))


def _mixed_title(text: str, tokens: list[re.Match[str]], kind: re.Match[str]) -> Title | None:
    """Names in capitals before a kind word in lower case: "D7 charter", "Transforming Justice programme"."""
    before = [token for token in tokens if token.end() < kind.start()][-6:]
    run = _capital_run(before)
    if not run:
        return None
    names = [token.group() for token in run if token.group()[0].isupper() or token.group()[0].isdigit()]
    acronym = len(names) == 1 and re.fullmatch(r"(?:[A-Z]+\d|[A-Z]{2,6}|[A-Z]\w*[A-Z])", names[0])
    surname = len(names) == 1 and kind["kind"] == "review" and run[0].start() > 0 and re.search(r"\b[Tt]he $", text[: run[0].start()])
    if not (
        len(names) >= 2 or (acronym and kind["kind"] in ("charter", "strategy", "standard", "framework", "roadmap", "agenda")) or surname
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


def _walk_back(text: str, tokens: list[re.Match[str]], kind_start: int) -> int:
    """Where the title begins whose kind word starts at `kind_start`."""
    before = [token for token in tokens if token.end() <= kind_start]
    start = kind_start
    position = len(before) - 1
    while position >= 0:
        word = before[position].group()
        if not _belongs(word, before[position - 1].group() if position else "", text[start:kind_start]):
            break
        start = before[position].start() + (1 if word[0] in "“\"‘'[(" and not word.endswith(")") else 0)
        position -= 1
    return _without_openers(text, start, kind_start)


def _belongs(word: str, before: str, after: str) -> bool:
    """Whether a word stands inside a title: in capitals, a bracket, or a joining word with capitals before it."""
    if word[-1] in '.;:!?”"' and not re.fullmatch(r"(?:[A-Z]\.)+|No\.", word):
        return False
    if word[-1] == ",":
        return word[0].isupper() and bool(re.match(r"(?:[A-Z]\w*, )*[A-Z]\w*(?:,? and| &) ", after))
    if POSSESSIVE.search(word) and POSSESSIVE.sub("", word).lower() not in OWNED_BY_PEOPLE:
        return False
    if word.lower() in JOINS and word[0].islower() or word == "&":
        ended = re.sub(r"\W+$", "", before).lower() in KINDS
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
