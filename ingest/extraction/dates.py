"""Time expressions in words: what days they can mean. Pure functions over words, publication date and country."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ingest.extraction.almanac import (
    MONTHS,
    Almanac,
    When,
    day_when,
    financial_year_when,
    month_number,
    months_when,
    span_of_months,
    year_when,
)
from ingest.extraction.gate import Gate

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
NUMBERS |= {"twelve": 12, "eighteen": 18, "twenty-four": 24, "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
NUMBERS |= {"a": 1, "an": 1}
# Month in which a season begins: north of the equator, and south of it.
SEASONS = {"spring": (3, 9), "summer": (6, 12), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 6)}
SOUTHERN = frozenset({"au", "nz", "za"})


@dataclass(slots=True)
class FoundDate:
    """A time expression at its place in the text."""

    start: int
    end: int
    when: When
    rule: str


Reader = Callable[[re.Match[str], Almanac], When | None]

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sep(?:t(?:ember|\.)?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
_YEAR = r"(?:19|20)\d\d(?![\d%])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DASH = r"\s?[-–—/]\s?"
_SEASON = r"spring|summer|autumn|fall|winter"
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four"
_RANK = r"first|second|third|fourth|final|last"
_NAMES = "|".join(name.capitalize() for name in MONTHS)
_LATER_YEAR = rf"(?:{_DASH}(?P<y2>\d\d(?:\d\d)?)\b)?"
_AHEAD = r"(?:the\s)?(?:next|coming|following)"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?)\b"
_SHORT_YEAR = rf"(?:{_YEAR}|(?<=FY)\d\d(?!\d))"
_FISCAL = r"(?:FY|(?:financial|fiscal|budget) year(?:s| ending)?(?:\s\(FY\))?)"


def _whole(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _full_year(short: str, first_year: int) -> int:
    return int(short) if len(short) == 4 else first_year // 100 * 100 + int(short) + (100 if int(short) < first_year % 100 else 0)


def _iso(match: re.Match[str], _: Almanac) -> When | None:
    return day_when(int(match["y"]), int(match["m"]), int(match["d"]))


def _written_day(match: re.Match[str], _: Almanac) -> When | None:
    return day_when(int(match["y"]), month_number(match["m"]), _day_number(match["d"]))


def _numeric(match: re.Match[str], almanac: Almanac) -> When | None:
    first, second = int(match["a"]), int(match["b"])
    # Month first is American only.
    day, month = (second, first) if almanac.country == "us" else (first, second)
    return day_when(_full_year(match["y"], 2000), month, day)


def _short_month(match: re.Match[str], _: Almanac) -> When | None:
    return months_when(2000 + int(match["y"]), month_number(match["m"]), 1, "month")


def _two_days(match: re.Match[str], _: Almanac) -> When | None:
    """A stretch of days, known by its last one."""
    last = day_when(int(match["y2"]), month_number(match["m2"]), _day_number(match["d2"]))
    month = month_number(match["m"] or match["m2"])
    first = day_when(int(match["y"] or match["y2"]), month, _day_number(match["d"]))
    return replace(last, earliest=first.earliest, precision="period") if first and last and first.earliest < last.earliest else None


def _quarter(match: re.Match[str], almanac: Almanac) -> When | None:
    number, year = _whole(match["q"]), _full_year(match["y"], 2000)
    # Only words such as "FY", or a second year, make a quarter one of the financial year.
    if not match["fiscal"] and not match["y2"]:
        return months_when(year, 3 * number - 2, 3, "quarter")
    end = almanac.financial_year_end
    last_year = _full_year(match["y2"], year) if match["y2"] else year
    first = (last_year - (end < 12)) * 12 + end % 12 + 3 * (number - 1)
    return months_when(first // 12, first % 12 + 1, 3, "quarter")


def _named_quarter(match: re.Match[str], _: Almanac) -> When | None:
    """The quarter known by its last month, as in Australia: "the June quarter of 2032"."""
    year, month = int(match["y"] or match["y2"]), month_number(match["m"])
    return months_when(year, month - 2, 3, "quarter")


def _half(match: re.Match[str], _: Almanac) -> When | None:
    return months_when(int(match["y"]), 1 if match["h"].lower() in {"first", "1"} else 7, 6, "period")


def _season(match: re.Match[str], almanac: Almanac) -> When | None:
    return _season_when(match["s"].lower(), int(match["y"]), almanac)


def _season_when(season: str, year: int, almanac: Almanac) -> When:
    first, last = span_of_months(year, SEASONS[season][almanac.country in SOUTHERN], 3)
    return When(str(year), first, last, "season")


def _financial(match: re.Match[str], almanac: Almanac) -> When | None:
    first = match["y"]
    year = int(first) if len(first) == 4 else 2000 + int(first)
    return financial_year_when(_full_year(match["y2"], year) if match["y2"] else year, almanac)


def _short_financial(match: re.Match[str], almanac: Almanac) -> When | None:
    """The financial year in four figures, "in 31/32"; two other numbers are a share or a score."""
    first, last = int(match["y"]), int(match["y2"])
    return financial_year_when(2000 + last, almanac) if last == first + 1 else None


def _two_years(match: re.Match[str], almanac: Almanac) -> When | None:
    """Two years: a financial year when they follow each other and the country writes it so, else a period."""
    first, last = int(match["y"]), _full_year(match["y2"], int(match["y"]))
    short = len(match["y2"]) == 2
    if last == first + 1 and (short or (almanac.financial_year_end < 12 and match["join"].strip() != "and")):
        return financial_year_when(last, almanac)
    # Two years further apart are history or a coincidence, and no period of a plan.
    if not first < last <= first + 40:
        return None
    return When(str(last), date(first, 1, 1), date(last, 12, 31), "period")


def _years_from(match: re.Match[str], almanac: Almanac) -> When:
    """The last of several financial years, of which the first is told: "over 4 years from 2031-32"."""
    return financial_year_when(int(match["y"]) + _whole(match["n"]), almanac)


def _two_months(match: re.Match[str], _: Almanac) -> When | None:
    last_year = int(match["y2"])
    first_year = int(match["y"]) if match["y"] else last_year
    first, last = month_number(match["m"]), month_number(match["m2"])
    length = (last_year - first_year) * 12 + last - first + 1
    return months_when(first_year, first, length, "period") if length > 0 else None


def _month(match: re.Match[str], _: Almanac) -> When | None:
    return months_when(int(match["y"]), month_number(match["m"]), 1, "month")


def _year(match: re.Match[str], _: Almanac) -> When | None:
    return year_when(int(match["y"]))


def _within(match: re.Match[str], almanac: Almanac) -> When | None:
    """A time counted from publication, no finer than the publication date itself is known."""
    published = almanac.published
    if published is None or (almanac.published_precision == "year" and not match["unit"].lower().startswith("year")):
        return None
    count, unit = _whole(match["n"]), match["unit"].lower()
    if unit.startswith(("day", "week")):
        if almanac.published_precision != "day":
            return None
        latest = published + timedelta(days=count * (7 if unit.startswith("week") else 1))
        return When(latest.isoformat(), published, latest, "day")
    months = count * (12 if unit.startswith("year") else 1)
    _, last_day = span_of_months(published.year, published.month + months)
    # A month from 31 January ends on the last day of February.
    latest = last_day.replace(day=min(published.day, last_day.day))
    return When(latest.isoformat()[: 4 if unit.startswith("year") else 7], published, latest, "period")


def _relative_year(match: re.Match[str], almanac: Almanac) -> When | None:
    if almanac.published is None:
        return None
    if match["which"].lower() == "the coming":
        _, last_day = span_of_months(almanac.published.year + 1, almanac.published.month)
        latest = last_day.replace(day=min(almanac.published.day, last_day.day))
        return When(str(latest.year), almanac.published, latest, "period")
    step = 1 if match["which"].lower() == "next" else 0
    if not match["fiscal"]:
        return year_when(almanac.published.year + step)
    ends_later = almanac.published.month > almanac.financial_year_end
    return financial_year_when(almanac.published.year + ends_later + step, almanac)


def _decade(_: re.Match[str], almanac: Almanac) -> When | None:
    """The round year that ends a decade in the language of plans: 2040 in a plan of 2031."""
    return year_when(almanac.published.year // 10 * 10 + 10) if almanac.published else None


def _relative_season(match: re.Match[str], almanac: Almanac) -> When | None:
    """The season to come next after publication."""
    if almanac.published is None:
        return None
    this_year = _season_when(match["s"].lower(), almanac.published.year, almanac)
    later = this_year.latest < almanac.published or (match["which"].lower() == "next" and this_year.earliest <= almanac.published)
    return _season_when(match["s"].lower(), almanac.published.year + 1, almanac) if later else this_year


def _relative_month(match: re.Match[str], almanac: Almanac) -> When | None:
    if almanac.published is None or almanac.published_precision == "year":
        return None
    return months_when(almanac.published.year, almanac.published.month + (match["which"].lower() == "next"), 1, "month")


def _coming_day(match: re.Match[str], almanac: Almanac) -> When | None:
    return _coming(almanac, lambda year: day_when(year, month_number(match["m"]), _day_number(match["d"])))


def _coming_month(match: re.Match[str], almanac: Almanac) -> When | None:
    return _coming(almanac, lambda year: months_when(year, month_number(match["m"]), 1, "month"))


def _coming_months(match: re.Match[str], almanac: Almanac) -> When | None:
    """A stretch of months without a year: "October to December"."""
    first, last = month_number(match["m"]), month_number(match["m2"])
    return _coming(almanac, lambda year: months_when(year - (first > last), first, (last - first) % 12 + 1, "period"))


def _coming(almanac: Almanac, in_year: Callable[[int], When | None]) -> When | None:
    """The first of its kind that is not over when the document appears."""
    if almanac.published is None or almanac.published_precision == "year":
        return None
    this_year = in_year(almanac.published.year)
    if this_year is not None and this_year.latest < almanac.published:
        return in_year(almanac.published.year + 1)
    return this_year


def _rule(name: str, pattern: str, reader: Reader, flags: int = re.IGNORECASE) -> tuple[str, re.Pattern[str], Reader]:
    return name, re.compile(pattern, flags), reader


# In order: what an earlier rule has read, a later one does not read again.
# A grammar of our own, because general parsers make a day out of anything: "by 2031" must stay a year.
RULES: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    _rule("iso-day", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
    _rule(
        "two-months",
        rf"\b(?P<m>{_MONTH})(?:\s(?P<y>{_YEAR}))?(?:\s(?:to|and|until)\s|{_DASH})(?P<m2>{_MONTH}),?\s(?P<y2>{_YEAR})",
        _two_months,
    ),
    _rule(
        "two-days",
        rf"\b(?P<d>{_DAY})(?:\s(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?)?(?:\s(?:to|and|until)\s|{_DASH})"
        rf"(?P<d2>{_DAY})\s(?P<m2>{_MONTH}),?\s(?P<y2>{_YEAR})",
        _two_days,
    ),
    _rule("day-month-year", rf"\b(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH}),?\s(?P<y>{_YEAR})", _written_day),
    _rule("month-day-year", rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY}),?\s(?P<y>{_YEAR})", _written_day),
    _rule("numeric-day", rf"\b(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./](?P<y>{_YEAR}|\d\d(?![\d./%]))", _numeric),
    _rule(
        "quarter",
        rf"\b(?:Q|quarter\s)(?P<q>[1-4]|one|two|three|four)(?:\sof)?,?[\s/-]{{0,2}}(?P<fiscal>{_FISCAL}\s?)?(?P<y>{_SHORT_YEAR}){_LATER_YEAR}",
        _quarter,
    ),
    _rule(
        "ranked-quarter",
        rf"\b(?P<q>{_RANK})\squarter\sof\s(?:the\s)?(?P<fiscal>{_FISCAL}\s?)?(?P<y>{_SHORT_YEAR}){_LATER_YEAR}",
        _quarter,
    ),
    _rule("short-quarter", rf"\b(?P<q>[1-4])Q\s?(?:of\s)?(?P<fiscal>{_FISCAL}\s?)?(?P<y>{_SHORT_YEAR}){_LATER_YEAR}", _quarter),
    _rule("year-quarter", rf"\b(?P<fiscal>{_FISCAL}\s?)?(?P<y>{_SHORT_YEAR}){_LATER_YEAR}\s?Q(?P<q>[1-4])\b", _quarter),
    _rule(
        "named-quarter",
        rf"\b(?P<m>march|june|september|december)(?:\s(?P<y>{_YEAR}))?\squarter(?(y)|,?\s(?:of\s)?(?P<y2>{_YEAR}))",
        _named_quarter,
    ),
    _rule("half", rf"\b(?:H(?=[12]\b)|(?=(?:first|second)\shalf))(?P<h>[12]|first|second)(?:\shalf\sof)?\s(?P<y>{_YEAR})", _half),
    _rule("season", rf"\b(?P<s>{_SEASON})(?:\sof)?,?\s(?P<y>{_YEAR})(?:[-–/]\d\d\b)?", _season),
    _rule("financial-year", rf"\b{_FISCAL}[\s'’]?(?P<y>{_YEAR}|\d\d(?!\d))(?:(?:{_DASH}|\sto\s)(?P<y2>\d{{4}}|\d\d)\b)?", _financial),
    _rule(
        "short-financial-year",
        r"(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bfor\s)|(?<=\bfrom\s)|(?<=\bduring\s)|(?<=\bend\sof\s))(?P<y>[1-9]\d)/(?P<y2>\d\d)(?![\d/%]|\.\d)",
        _short_financial,
    ),
    _rule("years-from", rf"\b(?:over|for)\s(?P<n>{_COUNT})\syears\s(?:from|starting in)\s(?P<y>{_YEAR}){_DASH}\d\d\b", _years_from),
    _rule("two-years", rf"\b(?P<y>{_YEAR})(?P<join>{_DASH}|\sto\s|\sand\s)(?P<y2>(?:19|20)\d\d|\d\d)\b(?![%,.]?\d)", _two_years),
    _rule("month-year", rf"\b(?P<m>{_MONTH})(?:\sof)?,?\s(?P<y>{_YEAR})", _month),
    # With a dash or apostrophe only: in "May 32" the number may be a day's or anything's.
    _rule("short-month", rf"\b(?P<m>{_MONTH})(?:-|\s?['’])(?P<y>[2-9]\d)\b(?![-\d])", _short_month),
    _rule("within", rf"\b(?:within|(?:no|not) later than)\s(?:{_AHEAD}\s)?(?P<n>{_COUNT})(?:\s|-)(?:calendar\s)?{_UNIT}", _within),
    _rule("ahead", rf"\b(?:in|over|during|for|throughout)\s{_AHEAD}\s(?P<n>{_COUNT})\s{_UNIT}", _within),
    _rule("in-time", rf"\bin\s(?P<n>{_COUNT})\s{_UNIT}(?:['’]s?)?\stime\b", _within),
    _rule(
        "relative-year",
        r"\b(?P<which>this|next|the current|the coming|(?<=end of )the)\s(?:calendar\s)?"
        r"(?P<fiscal>(?:financial|fiscal|budget)\s)?year\b",
        _relative_year,
    ),
    _rule("decade", r"\b(?<=end of )(?:the|this)\sdecade\b", _decade),
    _rule(
        "relative-season",
        r"\b(?P<which>this|next|the coming|(?<=\bin )the|(?<=\bby )the|(?<=\bover )the|(?<=\bbefore )the)\s"
        rf"(?P<s>{_SEASON})\b(?!(?:\sof)?,?\s(?:19|20)\d\d)",
        _relative_season,
    ),
    _rule("relative-month", r"\b(?P<which>this|next)\smonth\b", _relative_month),
    _rule("day-month", rf"\b(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH})", _coming_day),
    _rule("month-day", rf"\b(?P<m>(?!may\b){_MONTH})\s(?P<d>{_DAY})\b", _coming_day),
    # With their capitals only: "may" and "march" are verbs as well.
    _rule("months", rf"\b(?P<m>{_NAMES})(?:\s(?:to|until)\s|{_DASH})(?P<m2>{_NAMES})\b", _coming_months, 0),
    _rule("month", rf"\b(?P<m>{_NAMES})\b", _coming_month, 0),
    _rule("year", rf"(?<![\d.,£$€])(?<!\d[-–])\b(?P<y>{_YEAR})(?![.,]\d)", _year),
)

_EDGE = re.compile(
    r"(?:\b(?:the\s)?(?P<edge>end|close|start|beginning|middle)\sof\s(?:the\s)?(?:calendar\s|financial\s|fiscal\s)?(?:year\s)?"
    r"|\b(?P<loose>end|early|mid|late|later)(?:-|\s)(?:in\s)?)$",
    re.IGNORECASE,
)
_THIRDS = {"start": (1, 1), "beginning": (1, 1), "early": (1, 4), "middle": (5, 4), "mid": (5, 4), "late": (9, 4)}
_GATE = Gate((pattern, (name, pattern, reader)) for name, pattern, reader in RULES)


# One sentence is asked for its dates several times over: by the vetoes, for its own deadline, and as an intro.
@lru_cache(maxsize=8192)
def find_dates(text: str, almanac: Almanac) -> tuple[FoundDate, ...]:
    """The time expressions in `text`, in order of place, none inside another."""
    taken: list[FoundDate] = []
    for name, pattern, reader in _GATE.passing(text):
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken.extend(_read(name, match, reader, almanac))
    return tuple(sorted(taken, key=lambda found: found.start))


def _read(name: str, match: re.Match[str], reader: Reader, almanac: Almanac) -> Iterator[FoundDate]:
    when = reader(match, almanac)
    if when is None:
        return
    edge = _EDGE.search(match.string, 0, match.start())
    if edge is None:
        yield FoundDate(match.start(), match.end(), when, name)
    else:
        yield FoundDate(edge.start(), match.end(), _at_edge(when, (edge["edge"] or edge["loose"]).lower()), f"{name}-{_place(edge)}")


def _place(edge: re.Match[str]) -> str:
    return str(edge["edge"] or edge["loose"]).lower()


def _at_edge(when: When, place: str) -> When:
    """The part of a stretch of time: its end, start or middle."""
    # The end of a month or quarter is known no more exactly than the month or quarter.
    if place in {"end", "close"}:
        last = when.latest
        return replace(when, value=f"{last:%Y-%m}", earliest=last.replace(day=1), precision="month") if when.precision == "year" else when
    if when.precision != "year" or place not in _THIRDS:
        return when
    first, last = span_of_months(when.earliest.year, *_THIRDS[place])
    return replace(when, earliest=first, latest=last, precision="period")
