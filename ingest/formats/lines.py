"""Lines of a source that know where they start in it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

TAB_WIDTH = 4
ORDINARY = re.compile(r"[^\W\d_][^)]")


class Line(NamedTuple):
    """One line, or what is left of it once a marker was taken off its front."""

    text: str
    start: int
    """Offset of its first character in the source."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see in it."""
        return not self.text.strip()

    @property
    def ordinary(self) -> bool:
        """Whether it begins with a letter and not with "a)": no mark or number makes it more than a piece of a paragraph or table."""
        return ORDINARY.match(self.text) is not None

    @property
    def indent(self) -> int:
        """Columns of white space before its first visible character."""
        front = self.text[: len(self.text) - len(self.text.lstrip())]
        return len(front.expandtabs(TAB_WIDTH))

    def after(self, count: int) -> "Line":
        """The line without its first `count` characters."""
        return Line(self.text[count:], self.start + count)

    def dedented(self, columns: int) -> "Line":
        """The line without up to `columns` columns of leading white space."""
        taken = width = 0
        while taken < len(self.text) and width < columns and self.text[taken].isspace():
            # A tab goes on to the next stop, however many blanks stand before it.
            width += TAB_WIDTH - width % TAB_WIDTH if self.text[taken] == "\t" else 1
            taken += 1
        return self.after(taken)


def split_lines(source: str, base: int = 0) -> list[Line]:
    """The lines of `source`, whose first character stands at `base`; line ends are not part of them."""
    lines: list[Line] = []
    start = base
    for text in source.split("\n"):
        lines.append(Line(text, start))
        start += len(text) + 1
    return lines


def first_blank(lines: Sequence[Line], start: int) -> int:
    """Index of the first blank line from `start` on, or the number of lines."""
    return next((index for index in range(start, len(lines)) if lines[index].blank), len(lines))


def first_visible(lines: Sequence[Line], start: int) -> int:
    """Index of the first line from `start` on that is not blank, or the number of lines."""
    return next((index for index in range(start, len(lines)) if not lines[index].blank), len(lines))


def joined(lines: Iterable[Line]) -> tuple[str, list[int]]:
    """The lines as one text with line ends between them, and the offset of each of its characters."""
    characters: list[str] = []
    offsets: list[int] = []
    for line in lines:
        if characters:
            characters.append("\n")
            offsets.append(offsets[-1] + 1 if offsets else line.start)
        characters.append(line.text)
        offsets.extend(range(line.start, line.start + len(line.text)))
    return "".join(characters), offsets
