"""Clean text that remembers where each of its characters stands in the stored text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.formats.lines import Line

# Joiners, marks and control characters that nobody sees and that would split a word for the extractor.
INVISIBLE = r"\x00-\x08\x0e-\x1b\u00ad\u200b-\u200f\u2060\ufeff"
RUN = re.compile(rf"(?P<space>\s+)|(?P<seen>[^\s{INVISIBLE}]+)")


@dataclass(frozen=True, slots=True)
class Clean:
    """Text without markup, white space folded, and the offset of each character in the stored text."""

    text: str = ""
    offsets: tuple[int, ...] = ()
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

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self._links: list[tuple[int, int, str]] = []
        self._emphasis: list[tuple[int, int]] = []
        self._breaks: list[int] = []
        self._gap: int | None = None
        self._broken = False

    @property
    def position(self) -> int:
        """Where the next visible character will stand."""
        return len(self._characters) + (self._gap is not None)

    @property
    def empty(self) -> bool:
        """Whether nothing visible has come yet."""
        return not self._characters

    def add(self, text: str, offset: int) -> None:
        """Append `text`, whose characters stand one after the other from `offset`."""
        self.add_at(text, range(offset, offset + len(text)))

    def add_at(self, text: str, offsets: Sequence[int]) -> None:
        """Append `text`, whose characters stand at `offsets`."""
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
        if self._characters and self._gap is None:
            self._gap = offset

    def line_break(self, offset: int) -> None:
        """Start a new cell, paragraph or line inside the block."""
        self.space(offset)
        self._broken = not self.empty

    def link(self, start: int, url: str) -> None:
        """Everything since `start` leads to `url`."""
        if url and start < len(self._characters):
            self._links.append((start, len(self._characters), url))

    def emphasise(self, start: int) -> None:
        """Everything since `start` is in bold or italics."""
        if start < len(self._characters):
            self._emphasis.append((start, len(self._characters)))

    def finish(self) -> Clean:
        """All that was collected; the builder is spent."""
        return Clean(
            "".join(self._characters),
            tuple(self._offsets),
            tuple(sorted(self._links)),
            tuple(sorted(set(self._emphasis))),
            tuple(self._breaks),
        )

    def _put(self, run: str, offsets: Sequence[int]) -> None:
        if self._gap is not None:
            self._characters.append(" ")
            self._offsets.append(self._gap)
            self._gap = None
        if self._broken:
            self._breaks.append(len(self._characters))
            self._broken = False
        self._characters.extend(run)
        self._offsets.extend(offsets)


def clean_plain(lines: Iterable[Line]) -> Clean:
    """The lines of plain text as clean text: nothing in them is markup."""
    builder = CleanBuilder()
    for line in lines:
        builder.add(line.text, line.start)
        builder.space(line.start + len(line.text))
    return builder.finish()
