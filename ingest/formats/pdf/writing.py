"""Writes lines out as stored text, a line for each printed one, and gives back clean text with offsets into it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.formats.clean import Clean, CleanBuilder
from ingest.formats.pdf.glyphs import LINE_HYPHEN
from ingest.formats.pdf.hyphens import Hyphens
from ingest.formats.pdf.pieces import Line, Look, Piece

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
LIGATURE = re.compile("[" + "".join(LIGATURES) + "]")
# What stands close to the word before it stands close to the one behind it: "2018–19", "and/or".
TIGHT = ("–", "—", "/")
# In ems: a wider column has room for every word.
NARROW = 14.0
# Of the width of its column: a word that is about as long was cut.
TOO_LONG = 0.9
# In letters: where a word was cut, no letter more would have fitted.
MOST_ROOM = 1.2
HYPHENS = ("-", "\u2010", "\u00ad", "\u2011")


class Writer:
    """The stored text as it grows, and where its pages begin."""

    def __init__(self, hyphens: Hyphens, usual: Look) -> None:
        self._hyphens, self._usual = hyphens, usual
        self._parts: list[str] = []
        self._length = 0
        self._turns: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def pages(self) -> tuple[int, ...]:
        """Where each page begins, up to the last with text; one without text begins where the next one with text does."""
        starts: list[int] = []
        for offset, page in self._turns:
            starts.extend([offset] * (page - len(starts)))
        return (0, *starts[1:])

    @property
    def strays(self) -> tuple[tuple[int, int, int], ...]:
        """What was written after the beginning of a page and stands on one before it, as in `ReadDocument.strays`."""
        last = 0
        strays: list[tuple[int, int, int]] = []
        for (start, page), (end, _) in pairwise([*self._turns, (self._length, 0)]):
            last = max(last, page)
            if page < last:
                strays.append((start, end, page))
        return tuple(strays)

    def block(self, paragraphs: Iterable[Sequence[Line]], skip: int = 0, *, plain: bool = False) -> Clean:
        """Writes one block.

        Args:
            paragraphs: the lines of each of its paragraphs; a break stands between them.
            skip: characters at its front that are written but are no part of the clean text.
            plain: whether it stands out as a whole, so that bold letters in it stress nothing.
        """
        if self._length:
            self._write("\n\n")
        builder = CleanBuilder()
        before = ""
        for place, lines in enumerate(paragraphs):
            if place:
                builder.line_break(self._length)
                before = self._end_line()
            for number, line in enumerate(lines):
                following = lines[number + 1] if number + 1 < len(lines) else None
                before = self._line(builder, line, skip, before, following, plain=plain)
                skip = 0
        return _merged(builder.finish())

    def _end_line(self) -> str:
        self._write("\n")
        return ""

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _line(self, builder: CleanBuilder, line: Line, skip: int, glue: str, following: Line | None, *, plain: bool) -> str:
        """Writes a line; gives back what joins the next one to it: '' for nothing yet, ' ' or '-'."""
        if glue:
            if glue == " ":
                builder.space(self._length)
            self._write("\n")
        words = following.text if following else ""
        for place, piece in enumerate(line.pieces):
            if place:
                builder.space(self._length)
                self._write(" ")
            # PDFium's mark stands for a hyphen that is printed.
            text = piece.text.replace(LINE_HYPHEN, "-")
            last = place == len(line.pieces) - 1
            drop = last and bool(words) and text.endswith(HYPHENS) and self._hyphens.broken(text, words)
            self._piece(builder, piece, text, skip, len(text) - drop, plain=plain)
            skip = max(0, skip - len(text) - 1)
        return "-" if _is_tight(text, words) or (following and self._is_cut(line, following)) else " "

    def _is_cut(self, line: Line, following: Line) -> bool:
        """Whether a word is cut at the end of a line because the column is too narrow for it."""
        before, after = line.text, following.text
        width = line.right - line.left
        # Only a line of few letters can be shorter than a word.
        if width > NARROW * line.main.size or not before[-1:].isalpha() or not after[:1].islower():
            return False
        letters = len(before) - max(before.rfind(" "), before.rfind("-")) - 1 + len(re.split(r"\W", after, maxsplit=1)[0])
        breadth = (line.x1 - line.x0) / len(before)
        is_full = line.right - line.x1 < MOST_ROOM * breadth
        return is_full and letters * breadth > TOO_LONG * width and self._hyphens.cut(before, after)

    def _piece(self, builder: CleanBuilder, piece: Piece, text: str, start: int, end: int, *, plain: bool) -> None:
        """Writes a piece, of whose text only `start` to `end` is part of the block, and no footnote numbers."""
        if not self._turns or self._turns[-1][1] != piece.page:
            self._turns.append((self._length, piece.page))
        if (
            not piece.notes
            and not piece.looks
            and not piece.links
            and (plain or piece.look == self._usual)
            and LIGATURE.search(text) is None
        ):
            # Most are one stretch.
            builder.add(text[start:end] if start or end < len(text) else text, self._length + start)
            self._write(text)
            return
        stressed = () if plain else ((0, len(text)),) if piece.look != self._usual and any(piece.look) else piece.looks
        cuts = {min(max(start, 0), end), end, *(edge for span in (*piece.notes, *stressed) for edge in span if start < edge < end)}
        cuts |= {edge for a, b, _ in piece.links for edge in (a, b) if start < edge < end}
        places = sorted(cuts)
        for first, last in pairwise(places):
            if not any(a <= first < b for a, b in piece.notes):
                self._stretch(builder, piece, text[first:last], first, stressed)
        self._write(text)

    def _stretch(self, builder: CleanBuilder, piece: Piece, text: str, first: int, stressed: Sequence[tuple[int, int]]) -> None:
        """Adds letters of one look to a block; they are written with their line."""
        position = builder.position
        if LIGATURE.search(text):
            for place, character in enumerate(text):
                letters = LIGATURES.get(character, character)
                builder.add_at(letters, [self._length + first + place] * len(letters))
        else:
            builder.add(text, self._length + first)
        if any(a <= first < b for a, b in stressed):
            builder.emphasise(position)
        for a, b, address in piece.links:
            if a <= first < b:
                builder.link(position, address)


def _is_tight(text: str, following: str) -> bool:
    """Whether no blank stands between the sign at the end of a line and the word at the front of the next."""
    if not text[-2:-1].isalnum():
        return False
    return following[:1].isalpha() if text.endswith(HYPHENS) else text.endswith(TIGHT) and following[:1].isalnum()


def _merged(clean: Clean) -> Clean:
    """Clean text with neighbouring stretches of emphasis made one, and those of one link."""
    emphasis: list[tuple[int, int]] = []
    for start, end in clean.emphasis:
        if emphasis and start - emphasis[-1][1] <= 1:
            emphasis[-1] = emphasis[-1][0], end
        else:
            emphasis.append((start, end))
    links: list[tuple[int, int, str]] = []
    for start, end, address in clean.links:
        if links and links[-1][2] == address and start - links[-1][1] <= 1:
            links[-1] = links[-1][0], end, address
        else:
            links.append((start, end, address))
    return replace(clean, emphasis=tuple(emphasis), links=tuple(links))
