"""The values of cells as a workbook shows them: dates, percentages, amounts.

Source: ECMA-376, part 1, 18.8.30 (number formats).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingest.formats.package import Element

# What the formats that every workbook knows by number show; 14 to 22 and 45 to 47 are dates and times.
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"}
BUILT_IN |= {18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00"}
BUILT_IN |= {40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss"}
# Words, escaped signs, colours, conditions and fillers; the locale's currency sign in brackets stays.
LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[(?![hms]+\])[^\]]*\]|[_*].', re.IGNORECASE)
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[#0?]+))?")
# Fractions and powers of ten are shown as decimals.
NEITHER = re.compile(r"/|E[+-]", re.IGNORECASE)
HALF_DAYS = re.compile(r"am/pm|a/p")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook's days have no time zone
LAST_DAY = 2_958_465
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better as prose
)


@dataclass(frozen=True, slots=True)
class Formats:
    """How each style of a workbook shows its numbers."""

    codes: Sequence[str] = ()
    """The format of each style; '' shows a number as it is."""
    epoch: datetime = EPOCH

    def shown(self, value: str, style: int) -> str:
        """A number as the style shows it; the value itself when it is none."""
        try:
            number = float(value)
        except ValueError:
            return value
        code = self.codes[style] if 0 <= style < len(self.codes) else ""
        if not -1e300 < number < 1e300:
            return value
        return _shown(number, code, self.epoch)


def formats_of(styles: Element, *, since_1904: bool) -> Formats:
    """The formats of a workbook's styles."""
    roots = styles.children[:1]
    custom = {
        item.attributes.get("numFmtId", ""): item.attributes.get("formatCode", "")
        for root in roots
        for group in root.all("x:numFmts")
        for item in group.children
    }
    used = [item.attributes.get("numFmtId", "0") for root in roots for group in root.all("x:cellXfs") for item in group.children]
    codes = [custom.get(number, BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() else "") for number in used]
    return Formats(codes, EPOCH_1904 if since_1904 else EPOCH)


def _shown(number: float, code: str, epoch: datetime) -> str:
    section = _section(number, code)
    bare = LITERAL.sub("", section)
    if DATE_LETTERS.search(bare) and "general" not in bare.lower():
        return _moment(number, HALF_DAYS.sub("", bare.lower()), epoch)
    digits = DIGITS.search(bare)
    if digits is None or NEITHER.search(bare):
        return _plain(number)
    decimals = len(digits["decimals"] or "")
    if "%" in bare:
        return f"{number * 100:.{decimals}f}%"
    amount = f"{number:,.{decimals}f}" if "," in digits[0] else f"{number:.{decimals}f}"
    words = LITERAL.sub(lambda match: match[1] or match[2] or match[3] or "", section)
    shape = DIGITS.search(words)
    return (words[: shape.start()] + amount + words[shape.end() :]).strip() if shape else amount


def _section(number: float, code: str) -> str:
    """The part of a format for numbers of this sign; the sign stays on the number."""
    sections = code.split(";")
    return sections[2] if number == 0 and len(sections) > 2 and DIGITS.search(sections[2]) else sections[0]


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


def _moment(number: float, code: str, epoch: datetime) -> str:
    """A date in words, no more precise than its format: '14 May 2031', 'May 2031', '2031', '09:30'."""
    if not 0 <= number <= LAST_DAY:
        return _plain(number)
    if "[h" in code:
        # Hours that were counted and not read off a clock.
        return f"{int(number * 24 + 1e-9)}:{round(number * 1440) % 60:02}"
    moment = epoch + timedelta(days=number)
    # Rounded: times are fractions of a day, and a second is not a whole one of them.
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    clock = moment.strftime("%H:%M:%S" if "s" in code else "%H:%M") if "h" in code or "s" in code else ""
    return " ".join(filter(None, (_day(moment.date(), code), clock)))


def _day(day: date, code: str) -> str:
    # An m beside hours or seconds is for minutes.
    minutes = re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", code)
    parts = [str(day.day)] if re.search(r"(?<!d)d{1,2}(?!d)", code) else []
    parts += [MONTHS[day.month - 1]] if "m" in minutes else []
    return " ".join([*parts, *([str(day.year)] if "y" in code else [])])
