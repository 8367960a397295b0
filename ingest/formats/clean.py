"""Clean text that remembers where each of its characters stands in the stored text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ingest.formats.lines import Line

# Joiners, marks and control characters that nobody sees and that would split a word for the extractor.
INVISIBLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
UNSEEN = re.compile(f"[{INVISIBLE}]")
# White space other than the plain blank. Sets of single characters each, which are looked for far faster than one pattern of both.
SPACED = re.compile(r"[^\S ]")
RUN = re.compile(rf"(?P<space>\s+)|(?P<seen>[^\s{INVISIBLE}]+)")


@dataclass(frozen=True, slots=True)
class Clean:
    """Text without markup, white space folded, and the offset of each character in the stored text."""

    text: str = ""
    offsets: Sequence[int] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()

    def part(self, start: int, end: int | None = None) -> "Clean":
        """The stretch from `start` to `end`, without white space at its ends."""
        stop = len(self.text) if end is None else end
        while start < stop and self.text[start] == " ":
            start += 1
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return Clean(
            self.text[start:stop],
            self.offsets[start:stop],
            tuple((max(a, start) - start, min(b, stop) - start, url) for a, b, url in self.links if a < stop and b > start),
            tuple((max(a, start) - start, min(b, stop) - start) for a, b in self.emphasis if a < stop and b > start),
            tuple(place - start for place in self.breaks if start < place < stop),
        )


class CleanBuilder:
    """Collects characters with their offsets, folding white space and dropping what cannot be seen.

    Args:
        placed: whether each character's offset counts. A format that writes its
            text out anew needs only about the first; from there they are counted on.
    """

    def __init__(self, *, placed: bool = True) -> None:
        self._placed = placed
        self._parts: list[str] = []
        self._length = 0
        self._offsets: list[Sequence[int]] = []
        self._links: list[tuple[int, int, str]] = []
        self._emphasis: list[tuple[int, int]] = []
        self._breaks: list[int] = []
        self._gap: int | None = None
        self._broken = False

    @property
    def position(self) -> int:
        """Where the next visible character will stand."""
        return self._length + (self._gap is not None)

    @property
    def empty(self) -> bool:
        """Whether nothing visible has come yet."""
        return not self._parts

    def add(self, text: str, offset: int) -> None:
        """Append `text`, whose characters stand one after the other from `offset`."""
        self.add_at(text, range(offset, offset + len(text)))

    def add_at(self, text: str, offsets: Sequence[int]) -> None:
        """Append `text`, whose characters stand at `offsets`."""
        # Only text with such in it has to be looked at run by run.
        if "  " not in text and not SPACED.search(text) and not UNSEEN.search(text):
            self._add_even(text, offsets)
        elif self._placed:
            for run in RUN.finditer(text):
                if run["space"]:
                    self.space(offsets[run.start()])
                else:
                    self._put(run[0], offsets[run.start() : run.end()])
        elif seen := UNSEEN.sub("", text):
            ends = [" " if end.isspace() else "" for end in (seen[0], seen[-1])]
            self._add_even(" ".join(seen.split()).join(ends), offsets)

    def add_entity(self, text: str, offset: int, width: int) -> None:
        """Append what a character reference of `width` characters, such as '&amp;', stands for."""
        # One reference may give several characters; none may point behind its end.
        self.add_at(text, [offset + min(shift, width - 1) for shift in range(len(text))])

    def space(self, offset: int) -> None:
        """Append white space, unless there is some already or nothing before it."""
        # Remembered, not written: at the end of a block there must be no blank.
        if self._parts and self._gap is None:
            self._gap = offset

    def line_break(self, offset: int) -> None:
        """Start a new cell, paragraph or line inside the block."""
        self.space(offset)
        self._broken = not self.empty

    def link(self, start: int, url: str) -> None:
        """Everything since `start` leads to `url`."""
        if url and start < self._length:
            self._links.append((start, self._length, url))

    def emphasise(self, start: int) -> None:
        """Everything since `start` is in bold or italics."""
        if start < self._length:
            self._emphasis.append((start, self._length))

    def finish(self) -> Clean:
        """All that was collected; the builder is spent."""
        text = "".join(self._parts)
        first = self._offsets[0][0] if self._offsets else 0
        return Clean(
            text,
            tuple(chain.from_iterable(self._offsets)) if self._placed else range(first, first + len(text)),
            tuple(sorted(self._links)),
            tuple(sorted(set(self._emphasis))),
            tuple(self._breaks),
        )

    def _add_even(self, text: str, offsets: Sequence[int]) -> None:
        """Append text in which there is nothing to fold but a blank at either end."""
        if text[:1] == " ":
            self.space(offsets[0])
        if words := text.strip(" "):
            self._put(words, offsets[text[:1] == " " : len(offsets) - (text[-1] == " ")])
        if words and text[-1] == " ":
            self.space(offsets[-1])

    def _put(self, run: str, offsets: Sequence[int]) -> None:
        if self._gap is not None:
            self._parts.append(" ")
            self._offsets.append((self._gap,))
            self._length += 1
            self._gap = None
        if self._broken:
            self._breaks.append(self._length)
            self._broken = False
        self._parts.append(run)
        self._offsets.append(offsets)
        self._length += len(run)


def clean_plain(lines: Iterable[Line]) -> Clean:
    """The lines of plain text as clean text: nothing in them is markup."""
    builder = CleanBuilder()
    for line in lines:
        builder.add(line.text, line.start)
        builder.space(line.start + len(line.text))
    return builder.finish()
