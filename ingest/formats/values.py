"""Values of a data document, JSON or YAML, that know where in the source they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.errors import UnreadableDocument
from ingest.documents import Problem

# No document that people wrote nests deeper; the readers that come after walk through it level by level.
DEEPEST = 100
# Of a million like faults nobody reads the last.
MOST_PROBLEMS = 1_000
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number or truth value as it is written; None for null."""

    text: str | None
    offset: int
    """Of its first character in the source."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An array (JSON) or sequence (YAML)."""

    items: tuple["Value", ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Record:
    """An object (JSON) or mapping (YAML); a key that stands twice is there twice."""

    members: tuple[tuple[str, "Value"], ...]
    offset: int

    def get(self, key: str) -> "Value | None":
        """The value of the first member of this key."""
        return next((value for name, value in self.members if name == key), None)

    def text(self, key: str) -> str:
        """The text of the member; '' when there is none or it is no text."""
        value = self.get(key)
        return value.text or "" if isinstance(value, Scalar) else ""

    def record(self, key: str) -> "Record":
        """The member that is an object; an empty one when there is none."""
        value = self.get(key)
        return value if isinstance(value, Record) else Record((), self.offset)

    def listing(self, key: str) -> tuple["Value", ...]:
        """The items of the member that is an array; none when there is none."""
        value = self.get(key)
        return value.items if isinstance(value, Listing) else ()


Value = Scalar | Listing | Record


@dataclass(frozen=True)
class DataSource:
    """The text of a data document, for saying where something stands in it."""

    text: str
    name: str

    def place(self, offset: int) -> str:
        """Line and column, both from 1."""
        line = bisect_right(self._lines, offset)
        return f"line {line}, column {offset - self._lines[line - 1] + 1}"

    @cached_property
    def _lines(self) -> Sequence[int]:
        """Offsets at which lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def problem(self, code: str, offset: int, reason: str, fix: str) -> Problem:
        """A value that could not be taken as it is."""
        return Problem(code, self.place(offset), reason, fix)

    def unreadable(self, code: str, offset: int, reason: str, fix: str) -> UnreadableDocument:
        """The whole document cannot be read, because of what stands at `offset`."""
        place = self.place(offset)
        return UnreadableDocument(self.name, code=code, place=place, reason=f"{place}: {reason}", fix=fix)


def storable(text: str) -> str:
    """`text` with the replacement character for each half of a surrogate pair, which no database stores."""
    return text.translate(SURROGATES)


def first_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems, of more than a thousand the first and how many more there are."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    more = len(problems) - MOST_PROBLEMS
    last = Problem("more-problems", "", f"there are {more:,} more problems like these", "Correct those above first.")
    return (*problems[:MOST_PROBLEMS], last)


def repeated(members: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The keys that stood before in the same object, with their offsets."""
    seen: set[str] = set()
    found = []
    for key, offset in members:
        if key in seen:
            found.append((key, offset))
        seen.add(key)
    return found
