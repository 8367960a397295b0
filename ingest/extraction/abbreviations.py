"""Abbreviations a document defines for itself: "Full Name (FN)" and "FN (Full Name)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Block
from ingest.extraction.lexicon import words

SHORT = r"[A-Z][\w&.-]{1,11}"
AFTER = re.compile(rf" ?\((?:the )?[\"“‘']?(?P<short>{SHORT})[\"”’']?(?:[,;][^)]*)?\)")
BEFORE = re.compile(rf"(?<![\w-])(?P<short>{SHORT}) \((?=[A-Z])")
LONGEST_LONG_FORM = 300
# Words that an abbreviation skips.
SKIPPED = words("of for and the in on to a an as by with &")
FORM = re.compile(rf"\((?P<short>{SHORT}?)s?\)")


@dataclass(slots=True)
class Definition:
    """An abbreviation, and the place of the words it stands for."""

    short: str
    start: int
    end: int
    """Place of the long form."""


def short_after(text: str, end: int) -> re.Match[str] | None:
    """The bracket with a short name that follows the name ending at `end`."""
    match = AFTER.match(text, end)
    # One capital makes a word in brackets, "(Annex)", and no abbreviation.
    return match if match and any(letter.isupper() for letter in match["short"][1:]) else None


def short_before(text: str, start: int) -> str | None:
    """The short name before a bracket in which the name starting at `start` stands."""
    if start < 3 or text[start - 2 : start] != " (":
        return None
    match = re.search(rf"(?<![\w-])({SHORT}) \($", text[:start])
    return match[1] if match and _stands_for_capitals(match[1]) else None


def _stands_for_capitals(short: str) -> bool:
    return sum(letter.isupper() for letter in short) >= 2


def definitions(block: Block) -> Iterator[Definition]:
    """Abbreviations defined in the block by the initials of the words before them."""
    for match in FORM.finditer(block.text) if "(" in block.text else ():
        short = match["short"]
        if _stands_for_capitals(short):
            # As far back as a long form can begin, and from a whole word.
            first = max(match.start() - LONGEST_LONG_FORM, 0)
            first += block.text.find(" ", first, match.start()) + 1 - first if first else 0
            before = block.text[first : match.start()].rstrip()
            start = long_form_start(before, short)
            if start is not None:
                yield Definition(short, first + start, first + len(before))


def long_form_start(before: str, short: str) -> int | None:
    """Where the long form of `short` begins that ends with `before`; None when the initials do not fit."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    words = list(re.finditer(r"[\w’'&-]+", before))
    position = len(words)
    # Backwards from the bracket, because only there is it certain where the long form ends.
    for letter in reversed(letters):
        position -= 1
        while position >= 0 and words[position].group().lower() in SKIPPED and not words[position].group().lower().startswith(letter):
            position -= 1
        if position < 0 or not words[position].group().lower().startswith(letter):
            return None
    return words[position].start()
