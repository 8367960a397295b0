"""Which of several patterns can match a text at all, told by the words without which they cannot.

Most sentences fit none of our patterns, and trying every pattern at every
character is what takes time. What plain text a pattern cannot do without
follows from its own syntax, so that no list of words has to be kept beside it;
one automaton then looks for all of them at once.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Payload = TypeVar("Payload")
# The parser of the standard library has no types of its own.
Parsed = Any
Needs = tuple[frozenset[str], ...]
"""Sets of words; a text without a word of each of them does not match."""

# Letters that a pattern which ignores case takes for another one, though they differ in lower case too.
_SAME_LETTER = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k", "\u0345": "ι", "ς": "σ"})
_ZERO_WIDTH = frozenset({ops.AT, ops.ASSERT_NOT})
_REPEATS = frozenset({ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT})
# A set with a single letter in it says next to nothing, and three sets say enough.
_SHORTEST = 2
_MOST_SETS = 3


def folded(text: str) -> str:
    """`text` as it is compared where case is ignored; not always as long as `text`."""
    return text.lower() if text.isascii() else text.translate(_SAME_LETTER).lower()


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """The sets of words of which a text needs one each to match `pattern`, the most telling first; none when nothing can be said."""
    return _best(_of_sequence(_parser.parse(pattern.pattern, pattern.flags), ignoring=bool(pattern.flags & re.IGNORECASE)))


def _best(needs: Iterable[frozenset[str]]) -> Needs:
    telling = {words for words in needs if words and min(map(len, words)) >= _SHORTEST}
    return tuple(sorted(telling, key=lambda words: (-min(map(len, words)), len(words), sorted(words)))[:_MOST_SETS])


def _of_sequence(parsed: Parsed, *, ignoring: bool) -> list[frozenset[str]]:
    """What a sequence needs: every run of letters in it, and all that its parts need."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in parsed:
        if op is ops.LITERAL:
            run += chr(value)
        elif op not in _ZERO_WIDTH:
            found += [_word(run, ignoring=ignoring), *_of_part(op, value, ignoring=ignoring)]
            run = ""
    return [*found, _word(run, ignoring=ignoring)]


def _word(run: str, *, ignoring: bool) -> frozenset[str]:
    return frozenset({folded(run) if ignoring else run}) if run else frozenset()


def _of_part(op: Parsed, value: Parsed, *, ignoring: bool) -> Sequence[frozenset[str]]:
    # A group with flags of its own is read no further.
    if op is ops.SUBPATTERN and not value[1] and not value[2]:
        return _of_sequence(value[3], ignoring=ignoring)
    if op in _REPEATS and value[0] > 0:
        return _of_sequence(value[2], ignoring=ignoring)
    if op is ops.BRANCH:
        each = [_best(_of_sequence(branch, ignoring=ignoring))[:1] for branch in value[1]]
        return [frozenset().union(*(needs[0] for needs in each))] if all(each) else []
    return []


class Gate(Generic[Payload]):
    """Patterns, each with what stands behind it, and the words they need compiled into automata."""

    def __init__(self, patterns: Iterable[tuple[re.Pattern[str], Payload]]) -> None:
        """Work out what each of `patterns` needs; those that ignore case are looked for in lower case."""
        needs = [(bool(pattern.flags & re.IGNORECASE), needs_of(pattern), payload) for pattern, payload in patterns]
        self._exact = _Words(0, (words for ignoring, sets, _ in needs if not ignoring for words in sets))
        self._folded = _Words(len(self._exact.numbers), (words for ignoring, sets, _ in needs if ignoring for words in sets))
        self._rules = [
            (tuple((self._folded if ignoring else self._exact).numbers_of(words) for words in sets), payload)
            for ignoring, sets, payload in needs
        ]
        self._needless = [payload for _, sets, payload in needs if not sets]

    def passing(self, text: str) -> list[Payload]:
        """What stands behind the patterns that may match `text`, in their order; the others match nowhere in it."""
        found = self._exact.found_in(text)
        if self._folded.numbers:
            found |= self._folded.found_in(folded(text))
        if not found:
            return self._needless
        return [payload for sets, payload in self._rules if not any(map(found.isdisjoint, sets))]


class _Words:
    """Words compiled into one automaton, each known by a number."""

    def __init__(self, first: int, sets: Iterable[frozenset[str]]) -> None:
        self._first = first
        self.numbers = {word: number for number, word in enumerate(sorted(frozenset().union(*sets)), first)}
        self._automaton = AhoCorasick(self.numbers) if self.numbers else None

    def numbers_of(self, words: frozenset[str]) -> frozenset[int]:
        """The numbers by which `words` are known."""
        return frozenset(self.numbers[word] for word in words)

    def found_in(self, text: str) -> set[int]:
        """The numbers of the words that stand somewhere in `text`."""
        if self._automaton is None:
            return set()
        return {match[0] + self._first for match in self._automaton.find_matches_as_indexes(text, overlapping=True)}
