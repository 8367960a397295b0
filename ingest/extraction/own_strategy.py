"""What strategy a document itself is, or reports on, from its title and genre."""

import re
from dataclasses import dataclass, replace

from graph.kinds import StrategyKind
from ingest.documents import Metadata
from ingest.extraction.findings import Named
from ingest.extraction.lexicon import words
from ingest.extraction.strategy_grammar import KINDS, titles

# Genres whose documents are instruments themselves.
INSTRUMENTS: dict[str, StrategyKind] = {
    genre: kind
    for kind, genres in dict[StrategyKind, str](
        {
            "strategy": "strategy, communication, department responses",
            "plan": "plan, action plan, corporate plan, delivery plan, strategic plan, blueprint",
            "roadmap": "roadmap",
            "white paper": "white paper",
            "green paper": "green paper",
            "legislation": "executive order, order, act, bill, legislation, directive",
            "framework": "framework",
            "policy": "policy, policy paper",
            "programme": "programme",
            "review": "review",
            "charter": "charter",
            "standard": "standard",
            "guidance": "guidance, memorandum, circular",
            "agreement": "agreement",
        }
    ).items()
    for genre in genres.split(", ")
}
REPORTING = words("news briefing blog press speech statement register data minutes transcript article vocabulary")
# Of these, those that tell of others; a speech or statement is its speaker's own.
OUTLETS = words("news briefing blog article press")
# Genres that say nothing of what stands on the page.
PAGES = frozenset({"web page", "webpage", "page", "document", "publication", "landing page"})
# What a title says about the copy at hand and not about the instrument.
EXTRACT = re.compile(
    r"\s*\((?:[^()]*\b(?:extract|excerpt|draft|full text|summary|slice|html|pdf|version|sections?|chapters?|web)\b[^()]*)\)\s*$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?:\s+[-–—]\s+|,\s+|:\s+)(?:(?:full text|text) .*|(?:sections?|chapters?|parts?|annex(?:es)?|priorit(?:y|ies)|"
    r"themes?|principles|actions?|executive summary|foreword|next steps|"
    r"introduction|summary|appendix|extract)\b.*)$",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"^(?:GOV\.UK content item|Policy paper|Communication from the Commission|Notice|Command paper|Speech|Press release):\s*", re.IGNORECASE
)
NUMBER = re.compile(r",?\s+\(?((?:COM|SWD|JOIN|Cm|Cmd|CP|HC|HL|SG/)\s?\(?\d{2,4}\)?(?:\s?\d+)?(?: final)?)\)?")
_PLAN_FOLLOWS = re.compile(
    r"(?::| [–—-]) .*\b(?:action|delivery|implementation|work|business|progress|annual) (?:plan|report|update)s?\b", re.IGNORECASE
)
FOR_SOMETHING = re.compile(
    r"^(?:A|An|The|Our|Towards a)? ?(?:new |national )?(?P<kind>strategy|plan|roadmap|framework|charter|policy) "
    r"(?:for|on) (?:the )?(?P<topic>[\w -]{3,40})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Own:
    """The strategy in a document's title."""

    name: str
    kind: StrategyKind
    aliases: tuple[str, ...]
    is_document: bool
    """Whether the document is the strategy itself; else it only reports on it."""


def reports(metadata: Metadata, among: frozenset[str] = REPORTING) -> bool:
    """Whether the metadata's genre says that the document tells of instruments and is none."""
    return not among.isdisjoint(re.findall(r"[a-z]+", (metadata.kind or "").lower()))


def own_of(metadata: Metadata) -> Own | None:
    """The strategy the metadata's title names; None when it names none and the genre is no instrument."""
    genre = (metadata.kind or "").lower()
    title = clean_title(metadata.title)
    reporting = reports(metadata)
    named = _named_in(title)
    if not reporting and genre in INSTRUMENTS:
        return _instrument(title, INSTRUMENTS[genre], named)
    if named is None:
        return None
    name, kind, aliases = named
    genre = "" if genre in PAGES else genre
    # Without a genre the document is the instrument only if its title is little more than the instrument's name.
    whole = not genre and not reporting and len(name) > len(title) * 0.6
    return Own(name, kind, aliases, is_document=whole)


def with_other_names(own: Own | None, publisher: Named | None) -> Own | None:
    """`own` with its publisher written in full and abbreviated: "DTA Corporate Plan" and "Digital Transformation Agency Corporate Plan"."""
    if own is None or publisher is None or not publisher.fields.get("abbreviation"):
        return own
    name, short = str(publisher.fields["name"]), str(publisher.fields["abbreviation"])
    for before, after in ((name, short), (short, name)):
        if own.name.startswith(f"{before} "):
            return replace(own, aliases=(*own.aliases, after + own.name.removeprefix(before)))
    return own


def clean_title(title: str) -> str:
    """A title without what it says of the copy: "(extract)", "- section 3", "Policy paper:"."""
    clean = PREFIX.sub("", re.sub(r"\s+", " ", title).strip())
    # Such endings stack: "Harbour Plan - chapter 2 (extract)".
    for _ in range(3):
        clean = PART.sub("", EXTRACT.sub("", clean)).strip()
    return clean


def _instrument(title: str, kind: StrategyKind, named: tuple[str, StrategyKind, tuple[str, ...]] | None) -> Own:
    number = NUMBER.search(title)
    plain = NUMBER.sub("", title).strip(" ,-–")
    aliases = (number[1],) if number else ()
    # "Lamp Strategy: 2031 action plan" is the plan, not the strategy.
    goes_on = named is not None and _PLAN_FOLLOWS.match(title[len(named[0]) :]) is not None
    if named and title.startswith(named[0]) and not number and not goes_on:
        return Own(named[0], named[1], named[2], is_document=True)
    return Own(plain, kind, aliases, is_document=True)


def _named_in(title: str) -> tuple[str, StrategyKind, tuple[str, ...]] | None:
    """Name, kind and aliases of the first instrument in a title."""
    topic = FOR_SOMETHING.match(title)
    if topic:
        kind = topic["kind"].lower()
        return title, KINDS[kind], (f"{topic['topic']} {kind}", f"new {topic['topic']} {kind}")
    found = sorted(titles(title), key=lambda found: (found.start, -found.end))
    if not found:
        return None
    return found[0].name, found[0].kind, ()
