"""Clean text that remembers where each of its characters stands in the stored text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ingest.formats.lines import Line

# Joiners, marks and control characters that nobody sees and that would split a word for the extractor.
INVISIBLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
UNSEEN = re.compile(f"[{INVISIBLE}]")
RUN = re.compile(rf"(?P<space>\s+)|(?P<seen>[^\s{INVISIBLE}]+)")


# Nobody changes one; it is not frozen because that takes four times as long to build, and every block has its own.
@dataclass(slots=True)
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
    """Collects characters with their offsets, folding white space and dropping what cannot be seen."""

    # Of the class, because there is a builder for each block and most have none of these.
    _length = 0
    _links: list[tuple[int, int, str]] | None = None
    _emphasis: list[tuple[int, int]] | None = None
    _breaks: list[int] | None = None
    _gap: int | None = None
    _broken = False

    def __init__(self) -> None:
        self.parts: list[str] = []
        """The visible words and the blanks between them so far."""
        self._offsets: list[Sequence[int]] = []

    @property
    def position(self) -> int:
        """Where the next visible character will stand."""
        return self._length + (self._gap is not None)

    @property
    def empty(self) -> bool:
        """Whether nothing visible has come yet."""
        return not self.parts

    def add(self, text: str, offset: int) -> None:
        """Append `text`, whose characters stand one after the other from `offset`."""
        self.add_at(text, range(offset, offset + len(text)))

    def add_at(self, text: str, offsets: Sequence[int]) -> None:
        """Append `text`, whose characters stand at `offsets`."""
        # Only text with such in it has to be looked at run by run.
        if text.isprintable() and "  " not in text:
            self._add_even(text, offsets)
            return
        for run in RUN.finditer(text):
            if run["space"]:
                self.space(offsets[run.start()])
            else:
                self._put(run[0], offsets[run.start() : run.end()])

    def add_entity(self, text: str, offset: int, width: int) -> None:
        """Append what a character reference of `width` characters, such as '&amp;', stands for."""
        # One reference may give several characters; none may point behind its end.
        self.add_at(text, [offset + min(shift, width - 1) for shift in range(len(text))])

    def space(self, offset: int) -> None:
        """Append white space, unless there is some already or nothing before it."""
        # Remembered, not written: at the end of a block there must be no blank.
        if self.parts and self._gap is None:
            self._gap = offset

    def line_break(self, offset: int) -> None:
        """Start a new cell, paragraph or line inside the block."""
        self.space(offset)
        self._broken = not self.empty

    def link(self, start: int, url: str) -> None:
        """Everything since `start` leads to `url`."""
        if url and start < self._length:
            self._links = self._links or []
            self._links.append((start, self._length, url))

    def emphasise(self, start: int) -> None:
        """Everything since `start` is in bold or italics."""
        if start < self._length:
            self._emphasis = self._emphasis or []
            self._emphasis.append((start, self._length))

    def finish(self) -> Clean:
        """All that was collected; the builder is spent."""
        return self._clean("".join(self.parts), joined_offsets(self._offsets))

    def _clean(self, text: str, offsets: Sequence[int]) -> Clean:
        links = tuple(sorted(self._links)) if self._links else ()
        emphasis = tuple(sorted(set(self._emphasis))) if self._emphasis else ()
        return Clean(text, offsets, links, emphasis, tuple(self._breaks) if self._breaks else ())

    def _break(self) -> None:
        self._breaks = self._breaks or []
        self._breaks.append(self._length)
        self._broken = False

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
            self.parts.append(" ")
            self._offsets.append((self._gap,))
            self._length += 1
            self._gap = None
        if self._broken:
            self._break()
        self.parts.append(run)
        self._offsets.append(offsets)
        self._length += len(run)


def joined_offsets(offsets: Sequence[Sequence[int]]) -> Sequence[int]:
    """The offsets in one row; where each goes on right after the one before, as in plain text, they need not be written out."""
    if not offsets:
        return ()
    place = first = offsets[0][0]
    for run in offsets:
        if run[0] != place or not (isinstance(run, range) or len(run) == 1):
            return tuple(chain.from_iterable(offsets))
        place += len(run)
    return range(first, place)


class UnplacedBuilder(CleanBuilder):
    """A builder for formats that write their text out anew: of a block's offsets only about the first counts."""

    _first = 0

    def __init__(self) -> None:
        self.parts: list[str] = []

    def add_at(self, text: str, offsets: Sequence[int]) -> None:
        """Append `text`; of the `offsets` only the first counts."""
        if text:
            self.add(text, offsets[0])

    def add(self, text: str, offset: int) -> None:
        """Append `text`; the `offset` counts only when it is the first."""
        if text.isprintable() and "  " not in text:
            words = text.strip(" ")
        else:
            text = UNSEEN.sub("", text)
            words = " ".join(text.split())
        if not words:
            if text:
                self.space(0)
            return
        if not self.parts:
            self._first = offset
        elif self._gap is not None or text[0].isspace():
            self.parts.append(" ")
            self._length += 1
        if self._broken:
            self._break()
        self.parts.append(words)
        self._length += len(words)
        self._gap = 0 if text[-1].isspace() else None

    def finish(self) -> Clean:
        """All that was collected; the builder is spent."""
        text = "".join(self.parts)
        return self._clean(text, range(self._first, self._first + len(text)))


def _even(lines: Sequence[Line]) -> Clean | None:
    """The lines as clean text, when there is nothing to fold in them and each goes on right after the one before."""
    text = " ".join([line.text for line in lines])
    first, last = lines[0].start, lines[-1].start + len(lines[-1].text)
    words = text.strip(" ")
    if last - first != len(text) or not words or "  " in text or not text.isprintable():
        return None
    first += text[0] == " "
    return Clean(words, range(first, first + len(words)))


def clean_plain(lines: Iterable[Line]) -> Clean:
    """The lines of plain text as clean text: nothing in them is markup."""
    lines = list(lines)
    even = _even(lines) if lines else None
    if even is not None:
        return even
    builder = CleanBuilder()
    for line in lines:
        builder.add(line.text, line.start)
        builder.space(line.start + len(line.text))
    return builder.finish()
