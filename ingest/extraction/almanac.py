"""Stretches of the calendar: years, months and days as the days they hold, by country where it matters."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.kinds import DatePrecision

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
# Last month of the public financial year; December where a country is not named.
FINANCIAL_YEAR_ENDS = {"gb": 3, "ca": 3, "in": 3, "jp": 3, "sg": 3, "za": 3, "hk": 3, "au": 6, "nz": 6, "us": 9}


@dataclass(slots=True)
class When:
    """The days some words can mean."""

    value: str
    earliest: date
    latest: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Almanac:
    """What resolving words into days needs: when they were published, and where."""

    published: date | None = None
    published_precision: Literal["day", "month", "year"] = "day"
    country: str | None = None
    reports: bool = False
    """Whether the words are told of an older instrument: then they do not count from this publication."""

    @property
    def financial_year_end(self) -> int:
        """Number of the last month of the financial year."""
        return FINANCIAL_YEAR_ENDS.get(self.country or "", 12)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3] == word[:3].lower())


def span_of_months(year: int, month: int, length: int = 1) -> tuple[date, date]:
    """First and last day of `length` months from `month` of `year` on; months beyond December roll over."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last_index = (year * 12 + month - 1) + length - 1
    last_year, last_month = last_index // 12, last_index % 12 + 1
    return first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def months_when(year: int, month: int, length: int, precision: DatePrecision) -> When:
    """A stretch of months, known by its last one."""
    first, last = span_of_months(year, month, length)
    return When(f"{last:%Y-%m}", first, last, precision)


def year_when(year: int) -> When:
    """A calendar year."""
    return When(str(year), date(year, 1, 1), date(year, 12, 31), "year")


def financial_year_when(last_year: int, almanac: Almanac) -> When:
    """The financial year that ends in `last_year`."""
    end = almanac.financial_year_end
    return months_when(last_year - 1 if end < 12 else last_year, end % 12 + 1, 12, "financial year")


def day_when(year: int, month: int, day: int) -> When | None:
    """One day; None when the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    it = date(year, month, day)
    return When(it.isoformat(), it, it, "day")
