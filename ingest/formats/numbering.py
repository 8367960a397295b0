"""Numbers printed before headings, items and paragraphs: '4.', '(a)', '5.2', 'Action 04:'."""

import re

from ingest.formats.clean import Clean

LABELS = (
    r"(?:Action|Recommendation|Commitment|Priority|Objective|Goal|Theme|Principle|Milestone|Target|Measure|Pledge|Step|Mission|Outcome|Aim)"
)
SECTION = r"(?:Sec(?:tion|\.)?|Article|Chapter|Part|Annex|Appendix|§)"
LABELLED = re.compile(
    rf"(?P<number>{LABELS}\s+(?:\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|[A-Z]|[IVX]{{1,4}}))\s*(?:[:.)]|[–—-](?=\s))\s*(?=\S)", re.IGNORECASE
)
SECTIONED = re.compile(rf"(?P<number>{SECTION}\s*\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)\s*[:.)–—]\s*(?=\S)", re.IGNORECASE)
# A capital has to follow: "1.5 million" is the beginning of a sentence.
DOTTED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})[.):]?\s+(?=[A-Z“‘\"'(\[])")
PLAIN = re.compile(r"(?P<number>\d{1,3})[.):]\s+(?=\S)")
ZERO = re.compile(r"(?P<number>0\d)\s+(?=\S)")
LETTERED = re.compile(r"\((?P<number>[A-Za-z]|[ivxIVX]{2,5}|\d{1,3})\)\s+(?=\S)|(?P<bare>[a-z])\)\s+(?=\S)")
SECTION_NUMBER = re.compile(SECTION, re.IGNORECASE)
TITLE_AND_CLAUSE = re.compile(r"(?P<title>[^.]{3,150})\.\s\((?P<letter>[a-z1])\)\s+(?=\S)")
ROMAN = re.compile(r"[ivx]+")

# What every such number begins with: most blocks have none, and one look is enough for them.
FRONT = re.compile(rf"[\d(]|[a-z]\)|{LABELS}\s|{SECTION}\s*\d", re.IGNORECASE)

HEADING_NUMBERS = (LABELLED, SECTIONED, DOTTED, PLAIN, ZERO, LETTERED)
# Without ZERO: "04 Ferries" is a heading's way of counting.
PARAGRAPH_NUMBERS = (LABELLED, SECTIONED, DOTTED, PLAIN, LETTERED)


ROMAN_TENS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_VALUES = (*ROMAN_TENS, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Beyond these Word itself prints something else.
MOST_ROMAN, MOST_LETTERS = 4_000, 26 * 30


def leading_number(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str | None, int]:
    """The number at the very front of `text`, and where the words after it begin; (None, 0) without one."""
    for pattern in patterns if FRONT.match(text) else ():
        match = pattern.match(text)
        if match:
            number = match["number"] or match.groupdict().get("bare") or ""
            return " ".join(number.split()), match.end()
    return None, 0


def numbered(clean: Clean, patterns: tuple[re.Pattern[str], ...]) -> tuple[str | None, Clean]:
    """The number at the front of a block, and the block without it."""
    number, after = leading_number(clean.text, patterns)
    return number, clean.part(after) if after else clean


def section_title(number: str | None, clean: Clean) -> tuple[Clean, str, Clean] | None:
    """The title of a law's section, the letter of its first clause and that clause, when all three stand in one paragraph."""
    if number is None or not SECTION_NUMBER.match(number):
        return None
    match = TITLE_AND_CLAUSE.match(clean.text)
    return (clean.part(0, match.end("title")), match["letter"], clean.part(match.end())) if match else None


def legal_depth(number: str, before: str | None) -> int:
    """How deep a bracketed number of a law stands: (a) 1, (i) 2, (A) 3, (I) 4; (1) counts as 1.

    `before` is the number of the last item at depth 1: after (h), an (i) is the
    next letter and not the first of the small Roman numbers.
    """
    if number.isdigit():
        return 1
    if ROMAN.fullmatch(number.lower()) and not (before and len(number) == 1 and ord(before[-1]) == ord(number.lower()) - 1):
        return 2 if number.islower() else 4
    return 1 if number.islower() else 3


def in_words(count: int, style: str) -> str:
    """A count as a list prints it: 'decimal', 'lowerLetter', 'upperRoman', ...; unknown styles as digits."""
    if style == "none":
        return ""
    if style.endswith("Roman") and 0 < count < MOST_ROMAN:
        return _case(_roman(count), style)
    if style.endswith("Letter") and 0 < count <= MOST_LETTERS:
        # After z comes aa, then bb.
        return _case(chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1), style)
    if style == "decimalZero":
        return f"{count:02}"
    return str(count)


def _case(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _roman(count: int) -> str:
    parts = []
    for value, letters in ROMAN_VALUES:
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)
