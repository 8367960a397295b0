"""Which hyphens at the ends of lines only part a word, and which belong to it."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
BEFORE = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*(?=[-\u2010\u2011\u00ad\ufffe]$)")
LAST_WORD, FIRST_WORD = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
# Beginnings of compounds that are spelt with a hyphen nearly always.
COMPOUND = frozenset(
    re.findall(
        r"\w+",
        "all co cross data decision digital end evidence ex fast first follow forward front full government half high hard "
        "industry large last late lead like long low machine mid multi non off on one open part post pre private public purpose re "
        "real risk second self short single small so state step third three time top two up user value well whole world year zero",
    )
)
# Ends of compounds that are spelt with a hyphen nearly always, and that no hyphenation leaves over of a longer word.
COMPOUND_ENDS = frozenset(
    re.findall(
        r"\w+",
        "up ups level levels wide based term led driven specific purpose free ready related centred centric class sector friendly "
        "focused facing oriented quality effective efficient neutral year house depth generation intensive party range performance "
        "standing reaching looking government agency factor source profit statutory user makers making to day",
    )
)
COMPOUNDS = frozenset({"in-house", "in-depth", "in-year", "in-person", "by-law", "by-election"})
# Words in the middle of compounds: "fit-for-purpose", "state-of-the-art".
MIDDLES = ("and-", "at-", "by-", "for-", "in-", "of-", "on-", "the-", "to-")
LEAST_WORD, LONG_PART = 3, 6


class Hyphens:
    """Decides by the words of the document itself: it mostly says elsewhere how a word is spelt."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    def broken(self, line: str, following: str) -> bool:
        """Whether the hyphen at the end of `line` was only put there to break a word that goes on in `following`."""
        if line.endswith("\u00ad"):
            return True
        before, after = BEFORE.search(line.replace("\ufffe", "-")), WORD.match(following)
        if not before or not after or not after[0][0].islower():
            return False
        # Of "whole-of-govern-" and "ment-wide" only the parts next to the break count.
        first, second = before[0].lower().rsplit("-")[-1], after[0].lower().split("-")[0]
        joined, compound = first + second, f"{first}-{second}"
        if compound in self._words:
            return joined in self._words and first not in COMPOUND
        if joined in self._words:
            return True
        if (
            first in COMPOUND
            or compound in COMPOUNDS
            or after[0].startswith(MIDDLES)
            or (second in COMPOUND_ENDS and len(first) >= LEAST_WORD)
        ):
            return False
        least = LEAST_WORD if first == before[0].lower() and second == after[0].lower() else 1
        return not (min(len(first), len(second)) >= least and first in self._words and second in self._words)

    def cut(self, line: str, following: str) -> bool:
        """Whether a word too long for its column was cut at the end of `line`, with no hyphen to say so."""
        before, after = LAST_WORD.search(line), FIRST_WORD.match(following)
        if not before or not after or not after[0][0].islower():
            return False
        first, second = before[0].lower(), after[0].lower()
        joined, words = first + second, self._inner
        if joined in words:
            return True
        # A long word may be cut twice.
        return len(joined) >= LONG_PART and first not in words and second not in words and joined in self._inner_text

    @cached_property
    def _inner(self) -> frozenset[str]:
        """The words that stand at no end of a line."""
        return frozenset(word for text in self._texts for word in WORD.findall(text.lower())[1:-1])

    @cached_property
    def _inner_text(self) -> str:
        return "\n".join(self._inner)

    @cached_property
    def _words(self) -> frozenset[str]:
        # What stands at an end of a line may be half a word; it must not count as one.
        words: set[str] = set()
        for text in self._texts:
            found = WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").lower())
            halves = text.rstrip().endswith(("-", "\ufffe", "\u00ad", "\u2010"))
            whole = found[1 : len(found) - halves]
            words.update(whole)
            # "fit-for-purpose" says how "fit-for" and "for-purpose" are spelt.
            words.update(f"{first}-{second}" for word in whole if word.count("-") > 1 for first, second in pairwise(word.split("-")))
        return frozenset(words)
