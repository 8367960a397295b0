"""Which groups of lines are headings, and how high each stands."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.formats.outline import LEVELS
from ingest.formats.pdf.groups import Group
from ingest.formats.pdf.lines import Measures

# Letters this much larger than those of running text make a heading.
LARGE = 1.07
MOST_LINES, MOST_LETTERS = 5, 260
BOLD_LINES, BOLD_LETTERS = 3, 180
CAPITALS_LETTERS = 80
ITALIC_LINES, ITALIC_LETTERS = 2, 120
PROSE_LETTERS = 150
NO_HEADING_END = (".", ";", ",")

Style = tuple[float, bool, bool]
"""Size, whether bold, whether italic."""


class Headings:
    """Knows the headings of one document by their size, their look and its bookmarks."""

    def __init__(self, usual: Measures, bookmarks: Iterable[str]) -> None:
        self._usual = usual
        self._bookmarks = frozenset(key for title in bookmarks if (key := _key(title)))
        self._levels: dict[Style, int] = {}
        self._prose: frozenset[tuple[Style, int]] = frozenset()

    def learn(self, groups: Sequence[Group]) -> None:
        """Orders the styles of all headings: the largest stands highest."""
        heads: Counter[tuple[Style, int]] = Counter()
        prose: Counter[tuple[Style, int]] = Counter()
        for group in groups:
            if self.is_heading(group):
                heads[_manner(group)] += len(group.text)
            elif not group.is_item and _is_even(group):
                prose[_manner(group)] += len(group.text)
        # What is set like more text that heads nothing is a quotation, or a note.
        self._prose = frozenset(
            (style, indent)
            for (style, indent), count in prose.items()
            if count > max(heads[style, indent], PROSE_LETTERS) and (any(style[1:]) or style[0] > LARGE * self._usual.size)
        )
        styles = {style for style, _ in heads.keys() - self._prose}
        for place, style in enumerate(sorted(styles, key=lambda style: (-style[0], not style[1], style[2]))):
            self._levels[style] = min(place + 1, LEVELS)

    def level(self, group: Group) -> int:
        """The level of a heading, from 1."""
        return self._levels.get(_style(group), LEVELS)

    def is_heading(self, group: Group) -> bool:
        """Whether a group stands above others: in large or bold letters, in capitals, or named by a bookmark."""
        text = group.text
        main = group.lines[0].main
        if not any(letter.isalpha() for letter in text) or (group.is_item and group.number is None):
            return False
        if group.beside or (self._prose and _manner(group) in self._prose):
            return False
        if main.size > LARGE * self._usual.size:
            return len(group.lines) <= MOST_LINES and len(text) <= MOST_LETTERS and not (group.is_item and text.endswith("."))
        if main.size < 0.8 * self._usual.size or text.endswith(NO_HEADING_END) or not text[0].isalnum():
            return False
        if len(group.lines) > BOLD_LINES or len(text) > BOLD_LETTERS:
            return False
        return (
            self._is_bold(group)
            or self._is_italic(group)
            or self._is_capitals(group)
            or _key(group.lines[0].text if not group.is_item else text) in self._bookmarks
        )

    def _is_bold(self, group: Group) -> bool:
        if self._usual.look[0]:
            return False
        return all(piece.look[0] and not piece.looks for line in group.lines for piece in line.pieces if len(piece.text) > 2)

    def _is_italic(self, group: Group) -> bool:
        text = group.text
        if self._usual.look[1] or group.is_item or len(group.lines) > ITALIC_LINES or len(text) > ITALIC_LETTERS:
            return False
        # Sentences and quotations in italics are none.
        if text[-1] in ":!?”’\"')" or not text[0].isupper():
            return False
        return all(piece.look[1] and not piece.looks for line in group.lines for piece in line.pieces)

    def _is_capitals(self, group: Group) -> bool:
        text = group.text
        return not group.is_item and len(group.lines) == 1 and len(text) <= CAPITALS_LETTERS and text.isupper() and len(text.split()) > 1


def _style(group: Group) -> Style:
    main = group.lines[0].main
    return round(main.size * 2) / 2, *main.look


def _manner(group: Group) -> tuple[Style, int]:
    """How a group is set: its style and how far it is indented."""
    first = group.lines[0]
    return _style(group), round((first.x0 - first.left) / first.main.size)


def _is_even(group: Group) -> bool:
    """Whether all its words look the same."""
    pieces = [piece for line in group.lines for piece in line.pieces]
    return all(piece.look == pieces[0].look and not piece.looks for piece in pieces)


def _key(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()
