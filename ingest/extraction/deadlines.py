"""Deadlines: which of the dates in a commitment's words is the day it is due, and which are something else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.kinds import DeadlineRelation
from ingest.documents import Block, Metadata
from ingest.extraction.almanac import Almanac
from ingest.extraction.dates import FoundDate, find_dates
from ingest.extraction.findings import Deadline, Span
from ingest.extraction.own_strategy import OUTLETS, reports

_BEFORE = re.compile(
    r"(?:\b(?P<by>by|before|no later than|not later than|later than|ahead of|prior to|until|till|up to|through to|on or before|at)"
    r"|\b(?P<from>from|starting|beginning|commencing|as of|with effect from|effective|(?:starting|beginning|commencing) (?:in|on|from))"
    r"|\b(?P<during>in|into|during|throughout|over|on|for|through|between|around|across))"
    r"\s+(?:about\s|around\s|approximately\s|(?:the\s)?(?:calendar\s|academic\s|school\s)?year\s|the\scourse\sof\s|COB\s|the\s)?$",
    re.IGNORECASE,
)
# Words before a date that make it something other than a day when the thing is due.
_NOT_DUE = re.compile(
    r"(?:\b(?:since|was|were|(?<!later )than|dated|compared (?:with|to|in)|relative to|versus|rather than"
    r"|(?:originally|previously|formerly)(?:\s(?:due|planned|expected|intended))?(?:\s(?:in|by|for|on))?"
    r"|(?:which|that) (?:is|are|was|were) (?:expected|due|planned|scheduled)(?: to \w+)? (?:in|by|on|for)"
    r"|instead of|every|after|beyond|likely(?: to be \w+)? (?:in|by|from)|(?:as|on|at|from|below|above) (?:the )?baseline(?: of)?)"
    r"\s+(?:the\s)?"
    r"|\b(?<!be )(?<!being )(?:completed|published|launched|achieved|delivered|announced|started|issued|signed|agreed|held|adopted"
    r"|released|made)\s(?:in|on|by|during)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"\b(?:completed?|done|achieved|delivered|closed|finished)\W{0,3}$", re.IGNORECASE)
# "to 2030" looks towards a year and promises nothing for it, unless it closes a range.
_HORIZON = re.compile(r"\b(?:to|towards?|of|per|the|an?|our|its|their|this)\s+$", re.IGNORECASE)
_PLANNED_FOR = re.compile(
    r"\b(?:plans?|aims?|targets?|goals?|priorit\w+|ambitions?|objectives?|actions?|milestones?|activit\w+|commitments?|deliverables?"
    r"|scheduled|planned|due|set|slated|timetabled)\s(?:\w+\s)?for\s+(?:the\s)?$",
    re.IGNORECASE,
)
_SHIFT = r"\b(?:delayed|moved|pushed back|postponed|extended|deferred|slipped|brought forward|rescheduled)\sfrom\s"
_MOVED = re.compile(_SHIFT + r"(?:the\s)?$", re.IGNORECASE)
_MOVED_TO = re.compile(_SHIFT + r"[\w\s]{3,40}?\s(?:back\s)?to\s(?:the\s)?$", re.IGNORECASE)
_COUNTED_FROM = re.compile(
    r"\s(?:of|from|after|following)\s"
    r"(?!(?:the\s)?(?:date|day)\sof\s(?:this|the(?!\senactment)|its|publication|issu)|(?:the\s)?(?:publication|issuance|issue|release)\b|this|today|now)",
    re.IGNORECASE,
)
# Rules of dates that count from the day of publication, or take their year from it.
_COUNTED = re.compile(r"(?:relative-|within|ahead|in-time|day-month(?!-year)|month-day(?!-year)|month(?!-year|-day))")
_NAME_GOES_ON = re.compile(r"\s(?!(?:Financial|Fiscal|Calendar|Academic|Budget) (?:[Yy]ear|[Qq]uarter)\b)(?:[A-Z][a-z]+|\([A-Z])")
_OPENS_BRACKET = re.compile(r"[(\[](?:[\w\s]{0,20}:\s?)?$")
_CLOSES_BRACKET = re.compile(r"\s?(?:[)\];,]|-|–)")
_OPENING_BLOCKS = 12
_MET = re.compile(r"\b(?:meeting|session|minutes)\b[^.]{0,120}?\b(?:on|of|held)\b(?P<day>[^.]{0,30}\b(?:19|20)\d\d)\b", re.IGNORECASE)
_NO_DAY = re.compile(
    r"\b(?:(?P<by>by|before) the end of (?:this|the current|the next) (?:Parliament|parliamentary (?:session|term))"
    r"|(?:in|within|during|over|throughout)(?: the (?:lifetime|course|remainder|rest) of)? (?:this|the current)"
    r" (?:Parliament|parliamentary session)"
    r"|in due course|as soon as (?:possible|practicable|parliamentary time allows)|when parliamentary time allows"
    r"|at the earliest (?:possible )?opportunity)\b",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"(?:^|[:;–—|-]\s?)$")
_HEADING_WORDS = re.compile(
    r"\b(?:by|for|in|from|during|the|of|to|and|beyond|onwards?|end|early|mid|late|actions?|targets?|milestones?|priorit\w+|deliverables?"
    r"|activit\w+|commitments?|plans?|planned|phase|stage|step|year|quarter|financial|fiscal|delivery|timetable|timeline|roadmap|next|steps"
    r"|we|will|what|do|have|our|deadline|due|date|completed?|delivered|short|medium|long|term|\d)\b|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Place:
    """Words in which a deadline may stand, and what kind of place that is."""

    text: str
    rule: str
    """'sentence', 'intro', 'column', 'header', 'label' or 'heading'."""
    span: Span | None = None
    names: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` that are names: a year in one is part of the name."""


def almanac_of(metadata: Metadata, country: str | None, *, own_words: bool = False, blocks: Sequence[Block] = ()) -> Almanac:
    """What resolving a document's dates needs; `own_words` when a body itself publishes what it says.

    Minutes come out weeks after the meeting: what was said there counts from its day, when one of their first `blocks` tells it.
    """
    met = _day_of_meeting(blocks) if "minutes" in (metadata.kind or "") else None
    if met is not None and (metadata.published_on is None or met <= metadata.published_on):
        return Almanac(met, "day", country)
    precision = {4: "year", 7: "month"}.get(len(metadata.published or ""), "day")
    # dict.get forgets that its values are the literals asked for.
    return Almanac(metadata.published_on, precision, country, reports(metadata, OUTLETS) and not own_words)  # type: ignore[arg-type]


def _day_of_meeting(blocks: Sequence[Block]) -> date | None:
    for block in blocks[:_OPENING_BLOCKS]:
        match = _MET.search(block.text)
        when = next(iter(find_dates(match["day"], Almanac())), None) if match else None
        if when is not None and when.when.precision == "day":
            return when.when.earliest
    return None


def find_deadline(places: Iterable[Place], almanac: Almanac) -> Deadline | None:
    """The deadline in the first of `places` that has one, nearest place first."""
    for place in places:
        found = deadline_in(place, almanac)
        if found is not None:
            return found
    return None


def undated(words: Span) -> Deadline | None:
    """A deadline that names no day, such as "in due course" or "by the end of this Parliament"; None when the words hold none.

    Nobody knows beforehand when a Parliament ends, so only the words are told.
    """
    match = _NO_DAY.search(words.text)
    if match is None:
        return None
    place = Span(words.block, words.start + match.start(), words.start + match.end())
    relation: DeadlineRelation = "by" if match["by"] else "during"
    return Deadline(match[0], None, None, None, None, relation, "sentence: no-day", place)


def deadline_in(place: Place, almanac: Almanac) -> Deadline | None:
    """The deadline in the words of one place; of several, the first that is not merely a start."""
    if place.rule == "heading" and not _is_date_heading(place.text, almanac):
        return None
    candidates = [
        (relation == "from", found.start, relation, found)
        for found in find_dates(place.text, almanac)
        if (relation := relation_of(found, place, almanac)) is not None
    ]
    if not candidates:
        return None
    # In a cell of dates an earlier one was the start, or was moved to the one behind it.
    last = place.rule == "column" or _is_told_exactly(candidates, place.text)
    _, _, relation, found = min(candidates, key=lambda candidate: (candidate[0], -candidate[1] if last else candidate[1]))
    return _deadline(found, relation, place, almanac)


def _is_told_exactly(candidates: Sequence[tuple[bool, int, DeadlineRelation, FoundDate]], text: str) -> bool:
    """Whether a counted time is told exactly in brackets behind it: "in the next three months (July to September 2032)"."""
    if len(candidates) != 2:
        return False
    counted, exact = (found for *_, found in candidates)
    return _COUNTED.match(counted.rule) is not None and text[counted.end : exact.start] == " ("


def relation_of(found: FoundDate, place: Place, almanac: Almanac) -> DeadlineRelation | None:
    """How a date binds the commitment whose words it stands in; None when it is no deadline."""
    before, after = place.text[: found.start], place.text[found.end :]
    # A column made for due dates keeps them when they have gone by.
    kept = place.rule == "column" and _FINISHED.search(before) is None
    gone = not kept and _is_past(found, almanac) and not _is_promised_by(before)
    if gone or _NOT_DUE.search(before) or _is_name(found, place, after):
        return None
    # "Moved from May to June": read as one range its end is the new day; a lone date here is the one given up.
    if _MOVED.search(before):
        return "by" if found.rule in {"two-months", "two-years"} else None
    if found.rule in {"within", "ahead", "in-time", "years-from"}:
        return _counted_relation(found, before, after)
    match = _BEFORE.search(before)
    return _bare_relation(found, before, after, place) if match is None else _worded_relation(match, found, before, place)


def _worded_relation(match: re.Match[str], found: FoundDate, before: str, place: Place) -> DeadlineRelation | None:
    # "Funding for 2031" is money for a year; only what is planned "for 2031" is due in it.
    if match["by"] or match["from"]:
        return "by" if match["by"] else "from"
    if match[0].split()[0].lower() != "for":
        return "during"
    planned = _PLANNED_FOR.search(before) is not None or place.rule != "sentence"
    return "during" if planned and not found.rule.startswith("relative") else None


def _counted_relation(found: FoundDate, before: str, after: str) -> DeadlineRelation | None:
    # "Within six months of the trial" counts from a day that nobody told us.
    if _COUNTED_FROM.match(after):
        return None
    if re.search(r"\b(?:starting|beginning|commencing)\s$", before, re.IGNORECASE):
        return "from"
    return "during" if found.rule in {"ahead", "years-from"} else "within"


def _bare_relation(found: FoundDate, before: str, after: str, place: Place) -> DeadlineRelation | None:
    """A date without a preposition is a deadline in a bracket of its own, behind a label, and in a cell or heading."""
    if place.rule in {"column", "header", "label", "heading"}:
        return "by"
    if _OPENS_BRACKET.search(before) and _CLOSES_BRACKET.match(after):
        return "by"
    if _MOVED_TO.search(before):
        return "by"
    if found.rule.startswith("relative") or found.rule == "year-later":
        return "during" if not re.search(r"\b(?:for|of|to|than|since)\s$", before) else None
    if place.rule == "intro" and not _HORIZON.search(before):
        return "by"
    # A bare year behind a label may open a sentence, "Ferries: 2031 saw …"; before a colon it is the label itself.
    labels = not before and re.match(r"\s?[:–—]\s|\s-\s", after) is not None
    return "by" if labels or (_LABEL_BEFORE.search(before) and found.rule != "year") else None


def _is_promised_by(before: str) -> bool:
    """Whether words such as "by" make a day the last one: a promise keeps its deadline when the day has gone by."""
    match = _BEFORE.search(before)
    return match is not None and match["by"] is not None


def _is_past(found: FoundDate, almanac: Almanac) -> bool:
    """Whether the date lies before the document; what a report tells of may have been due before it."""
    if almanac.published is None or almanac.reports:
        return False
    if almanac.published_precision == "year":
        return found.when.latest.year < almanac.published.year
    # Days of the month of publication itself are kept: a text may come out some days after it was written.
    return found.when.latest < almanac.published.replace(day=1)


def _is_name(found: FoundDate, place: Place, after: str) -> bool:
    if any(start <= found.start and found.end <= end for start, end in place.names):
        return True
    if found.rule not in {"year", "two-years"} or _NAME_GOES_ON.match(after) is None:
        return False
    # "The 2031 Harbour Plan" has its year as a name; "by 2031 Harbour Board …" has a deadline before a name.
    before = _BEFORE.search(place.text, 0, found.start)
    return before is None or before["by"] is None


# One heading is asked for by every commitment below it.
@lru_cache(maxsize=1024)
def _is_date_heading(text: str, almanac: Almanac) -> bool:
    """Whether a heading says little more than when: "Quarter 3 2030", "Actions for 2031"."""
    found = find_dates(text, almanac)
    return bool(found) and not _HEADING_WORDS.sub("", _without(found, text)).strip()


def _without(found: Sequence[FoundDate], text: str) -> str:
    """The text with its dates cut out."""
    return "".join(text[a:b] for a, b in zip([0, *(d.end for d in found)], [*(d.start for d in found), len(text)], strict=True))


_LONGEST_DATE_CELL = 60
_OPEN_DAY = re.compile(r"\b(?:ongoing|tbc|tbd|to be (?:confirmed|determined|decided))\b", re.IGNORECASE)
# What a cell may say beside its date, or instead of it: "Expected in 2031", "TBC".
_CELL_WORDS = re.compile(
    r"\b(?:expected|anticipated|planned|scheduled|completion|completed?|delivered|due|target|by|in|within|from|until|to|the|of|and|for|end|early"
    rf"|mid|late|onwards?|financial|fiscal|year|fy|calendar|quarter)\b|{_OPEN_DAY.pattern}|[^\w\s]",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def only_dates(text: str) -> bool:
    """Whether a table's cell says only when: "March 2031", "Completed within 2031-32 financial year", "TBC"."""
    if len(text) > _LONGEST_DATE_CELL:
        return False
    found = find_dates(text, Almanac())
    plain = _CELL_WORDS.sub("", _without(found, text)).strip()
    return not plain and (bool(found) or _OPEN_DAY.search(text) is not None)


def _deadline(found: FoundDate, relation: DeadlineRelation, place: Place, almanac: Almanac) -> Deadline:
    words, start = place.text[: found.end], found.start
    match = _BEFORE.search(place.text, 0, start)
    if match is not None:
        start = match.start()
    span = None
    if place.span is not None:
        span = Span(place.span.block, place.span.start + start, place.span.start + found.end)
    rule = f"{place.rule}: {found.rule}"
    if almanac.reports and _COUNTED.match(found.rule):
        return Deadline(words[start:], None, None, None, None, relation, f"{rule}, not counted", span)
    when = found.when
    return Deadline(words[start:], when.value, str(when.earliest), str(when.latest), when.precision, relation, rule, span)
