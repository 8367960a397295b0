"""Bodies named in one breath: "the Departments of Health and Education", "the Queensland and ACT governments"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extraction.gate import Gate

WORD = r"[A-Z][\w’'-]*"
# Bounded, because a row of capitals may be as long as the text.
LIST = rf"{WORD}(?: {WORD}){{0,5}}(?:(?:,? and |,? & |, ){WORD}(?: {WORD}){{0,5}}){{1,12}}"
OPENED = re.compile(rf"\b(?P<opener>Departments|Ministries) (?P<of>of|for) (?:the )?(?P<list>{LIST})")
CLOSED = re.compile(rf"\b(?P<list>{LIST}) (?P<closer>[Gg]overnments)\b")
_PATTERNS = Gate(((OPENED, OPENED), (CLOSED, CLOSED)))
SINGULAR = {"Departments": "Department", "Ministries": "Ministry"}
PART = re.compile(rf"{WORD}(?: {WORD})*")
# Names longer than a list of so many parts are no list of bodies.
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """One body's part of a list: its place, and the whole names it may stand for, the longest first."""

    start: int
    ends_and_names: tuple[tuple[int, str], ...]


def shares(text: str) -> Iterator[Share]:
    """Every part of a list of bodies that share their opening or closing word, in order of place.

    A part may go on behind its "and" ("Health and Human Services"), so it
    comes with all the names it may be the beginning of; who knows the names
    takes the first that is one, and drops the parts inside it.
    """
    for pattern in _PATTERNS.passing(text):
        for match in pattern.finditer(text):
            parts = list(PART.finditer(text, *match.span("list")))[:MOST_PARTS]
            for index, part in enumerate(parts):
                ends = [other.end() for other in reversed(parts[index:])]
                yield Share(part.start(), tuple((end, _whole(match, text[part.start() : end])) for end in ends))


def _whole(match: re.Match[str], part: str) -> str:
    """The name that a part of a list stands for, written out."""
    if match.re is OPENED:
        return f"{SINGULAR[match['opener']]} {match['of']} {part}"
    return f"{part} Government"
