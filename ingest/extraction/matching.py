"""Finding many names at once in a text, at word boundaries, with the longest name winning."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

Payload = TypeVar("Payload")

# Printers' characters that mean the same as a plain one; one for one, so that offsets stay.
PRINTED, TYPED = "’‘ʼ`´“”–—‑‐‒\u00a0\u202f\u2009", "'''''\"\"-----   "
PLAIN = str.maketrans(PRINTED, TYPED)


def fold(text: str) -> str:
    """`text` in lower case with plain quotes, hyphens and spaces; exactly as long as `text`."""
    if text.isascii():
        # Of the printers' characters only the grave accent is among these.
        return text.replace("`", "'").lower()
    plain = text
    # One by one, because that is many times faster than `translate`, which looks every letter up.
    for printed, typed in zip(PRINTED, TYPED, strict=True):
        if printed in plain:
            plain = plain.replace(printed, typed)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    # A few letters, such as a capital I with a dot, become two in lower case and would shift all offsets behind them.
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in plain)


class Hit(NamedTuple, Generic[Payload]):
    """One name found: where, and what stands behind it."""

    start: int
    end: int
    payload: Payload


class Matcher(Generic[Payload]):
    """Names, each with what stands behind it, compiled into one automaton.

    A name in which every word is in lower case matches in any case. Any other
    must be printed with its capitals, so that "ARIA" is not found in "aria".
    """

    def __init__(self, names: Iterable[tuple[str, Payload]]) -> None:
        by_name: dict[str, list[tuple[str, Payload]]] = {}
        for name, payload in names:
            by_name.setdefault(fold(name), []).append((name.translate(PLAIN), payload))
        self._folded = sorted(name for name in by_name if name)
        # None for a name that matches in any case.
        self._behind: Sequence[list[tuple[str | None, Payload]]] = [
            [(None if name.islower() else name, payload) for name, payload in by_name[folded]] for folded in self._folded
        ]
        self._automaton = AhoCorasick(self._folded)

    def hits(self, text: str, folded: str | None = None) -> Iterator[Hit[Payload]]:
        """Every name found in `text` between word boundaries, also those inside longer ones."""
        folded = fold(text) if folded is None else folded
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not at_word_boundaries(folded, start, end):
                continue
            printed = text[start:end]
            if not printed.isascii() or "`" in printed:
                printed = printed.translate(PLAIN)
            for name, payload in self._behind[index]:
                if name is None or name == printed or _same_case(name, printed):
                    yield Hit(start, end, payload)


def at_word_boundaries(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or part of an address touches the stretch."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum() or before in "@_/\\" or after in "@_/\\":
        return False
    # A full stop between letters is part of an address or a number, not an end.
    joined_before = before in ".-" and start > 1 and text[start - 2].isalnum() and text[start].isalnum() and before == "."
    # "Sub-Committee on Lamps" is not the Committee on Lamps.
    joined_before = joined_before or text[max(start - 4, 0) : start].lower() == "sub-"
    joined_after = after == "." and end + 1 < len(text) and text[end + 1].isalnum()
    return not (joined_before or joined_after)


def _same_case(name: str, printed: str) -> bool:
    """Whether a name that is printed otherwise still has its capitals."""
    if " " not in name:
        return False
    # Headlines may be set in capitals throughout.
    return printed.isupper() or all(
        not written[:1].isupper() or found[:1].isupper() for written, found in zip(name.split(), printed.split(), strict=True)
    )


def longest(hits: Iterable[Hit[Payload]]) -> list[Hit[Payload]]:
    """The hits that no longer one overlaps, in order of place; of two as long the earlier."""
    found = list(hits)
    if len(found) < 2:
        return found
    chosen: list[Hit[Payload]] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
        # Those chosen overlap nowhere: only the nearest on either side can touch this one.
        place = bisect_right(chosen, hit.start, key=lambda other: other.start)
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen[max(place - 1, 0) : place + 1]):
            chosen.insert(place, hit)
    return chosen
