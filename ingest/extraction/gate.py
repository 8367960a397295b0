"""Which of several patterns can match a text at all, told by the words without which they cannot.

Most sentences fit none of our patterns, and trying every pattern at every
character is what takes time. What plain text a pattern cannot do without
follows from its own syntax, so that no list of words has to be kept beside it.
The words of all gates stand in one index, each as a bit: a text is looked
through once for all of them, and each gate only compares bits.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
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
# Shorter words stand in every text: finding them takes longer than they save, unless there is nothing else to go by.
_RARE = 4


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


class _Index:
    """The words that any gate looks for, and which of them stand in a text."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, bool], int] = {}
        self._automata: list[tuple[AhoCorasick, list[int]]] = []
        self.found_in = self._kept()

    def bits_of(self, words: frozenset[str], *, ignoring: bool) -> int:
        """A number with one bit set for each of `words`."""
        bits = 0
        for word in sorted(words):
            # Bit 0 is set for every text: for patterns that need nothing.
            bits |= self._bits.setdefault((word, ignoring), 2 << len(self._bits))
        self._automata = []
        self.found_in = self._kept()
        return bits

    def _kept(self) -> Callable[[str], int]:
        # The same block is asked for by one gate after the other.
        return lru_cache(maxsize=32_768)(self._found_in)

    def _found_in(self, text: str) -> int:
        if not self._automata:
            self._automata = [self._compiled(ignoring=ignoring) for ignoring in (False, True)]
        found = 1
        for (automaton, bits), printed in zip(self._automata, (text, folded(text)), strict=True):
            for match in automaton.find_matches_as_indexes(printed, overlapping=True):
                found |= bits[match[0]]
        return found

    def _compiled(self, *, ignoring: bool) -> tuple[AhoCorasick, list[int]]:
        words = {word: bit for (word, ignores), bit in sorted(self._bits.items()) if ignores == ignoring}
        return AhoCorasick(words), list(words.values())


_INDEX = _Index()


class Gate(Generic[Payload]):
    """Patterns, each with what stands behind it, and the bits of the words they need."""

    def __init__(self, patterns: Iterable[tuple[re.Pattern[str], Payload]]) -> None:
        """Work out what each of `patterns` needs; those that ignore case are looked for in lower case."""
        self._rules = [(_bits_of(pattern), payload) for pattern, payload in patterns]
        self._any = functools.reduce(operator.or_, (first for (first, *_), _ in self._rules), 0)

    def passing(self, text: str) -> list[Payload]:
        """What stands behind the patterns that may match `text`, in their order; the others match nowhere in it."""
        found = _INDEX.found_in(text)
        if not found & self._any:
            return []
        passing = []
        for sets, payload in self._rules:
            for bits in sets:
                if not found & bits:
                    break
            else:
                passing.append(payload)
        return passing


def _bits_of(pattern: re.Pattern[str]) -> tuple[int, ...]:
    """What each set of words that `pattern` needs is in bits, the most telling first; the bit of every text when it needs none."""
    needs = needs_of(pattern)
    rare = [words for words in needs if min(map(len, words)) >= _RARE] or needs[:1]
    return tuple(_INDEX.bits_of(words, ignoring=bool(pattern.flags & re.IGNORECASE)) for words in rare) or (1,)
