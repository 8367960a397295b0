"""Asks PDFium what stands where on a page, with as few calls as the layout can do with.

PDFium gives the text of a page in one call, and everything else letter by letter. Most lines are one
text object in one font: for those their two ends and one letter in the middle are enough.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from ctypes import addressof, c_double, c_float, c_int, c_void_p, create_string_buffer
from itertools import pairwise

from ingest.formats.pdf.calls import direct
from ingest.formats.pdf.marks import marker
from ingest.formats.pdf.pieces import Look, Piece

# PDFium's mark for a hyphen at the end of a line; it joins the next line to it.
LINE_HYPHEN = "\ufffe"
LINE_ENDS = re.compile(rf"\r\n?|\n|(?<={LINE_HYPHEN})")
WORD = re.compile(r"\S+")
NOTE = re.compile(r"(?<=[^\W\d]|[.,;:)\]”’\"'%])\d{1,3}(?=[\s,.;:)]|$)")
UNMAPPED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffd\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010fffd]")
BOLD_NAME = re.compile(r"bold|black|heavy|demi|semibd", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique|slanted|-it\b", re.IGNORECASE)
ITALIC_FLAG, BOLD_FLAG = 1 << 6, 1 << 18
BOLD_WEIGHT = 700
# In ems. A blank in a justified line is seldom wider than 1; the columns of a table seldom stand closer.
WIDE_GAP = 1.2
# The widest gap of a stretched line, in units of the narrowest.
EVEN = 1.15
# In ems: no line is stretched further.
WIDEST_STRETCH = 4.0
# An average letter is half an em wide; a line of much wider ones has a gap in it.
WIDE_LETTER = 0.72
SMALL_NOTE = 0.87
# A raised footnote number stands less high above its line.
OTHER_LINE = 0.55
# A line of more text objects is looked at word by word.
MOST_RUNS = 40
# In points: a letter begins behind the line drawn before it.
PAST_LINE = 1.0
NAME_BYTES = 128
# Characters that are asked for one by one when some in a stretch of text are missing.
FEW = 16
# PDFium gives it as this where it is asked for single characters.
HYPHEN_CODE = 2


_origin = direct("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
_box = direct("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_size = direct("FPDFText_GetFontSize", c_double, c_void_p, c_int)
_matrix = direct("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
_object_of = direct("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
_font_of = direct("FPDFTextObj_GetFont", c_void_p, c_void_p)
_count_rects = direct("FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
_count_chars = direct("FPDFText_CountChars", c_int, c_void_p)
_get_text = direct("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
_unicode = direct("FPDFText_GetUnicode", c_int, c_void_p, c_int)
_index_at = direct("FPDFText_GetCharIndexAtPos", c_int, c_void_p, c_double, c_double, c_double, c_double)
_rect = direct("FPDFText_GetRect", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_flags = direct("FPDFFont_GetFlags", c_int, c_void_p)
_weight = direct("FPDFFont_GetWeight", c_int, c_void_p)
_font_name = direct("FPDFFont_GetBaseFontName", c_int, c_void_p, c_void_p, c_int)


class Fonts:
    """What the fonts of a document look like, asked once each."""

    def __init__(self) -> None:
        self._looks: dict[int, Look] = {}

    def look(self, font: int | None) -> Look:
        """Whether a font is bold and whether it is italic."""
        if not font:
            return False, False
        if font not in self._looks:
            self._looks[font] = _look(font)
        return self._looks[font]


def _look(font: int) -> Look:
    buffer = create_string_buffer(NAME_BYTES)
    length = _font_name(font, addressof(buffer), NAME_BYTES)
    name = buffer.raw[: max(0, min(length, NAME_BYTES) - 1)].decode("utf-8", "replace")
    flags = max(0, _flags(font))
    bold = BOLD_NAME.search(name) is not None or bool(flags & BOLD_FLAG) or _weight(font) >= BOLD_WEIGHT
    return bold, ITALIC_NAME.search(name) is not None or bool(flags & ITALIC_FLAG)


class Glyphs:
    """The letters of one page; `raw` is PDFium's handle of its text."""

    def __init__(self, raw: int, number: int, fonts: Fonts) -> None:
        self._raw, self._number, self._fonts = raw, number, fonts
        # One room for all answers, so that nothing is made for each letter.
        self._doubles = (c_double * 4)()
        self._floats = (c_float * 6)()
        self._at = [addressof(self._doubles) + 8 * place for place in range(4)]
        self._float_at = [addressof(self._floats) + 4 * place for place in range(6)]
        self._object_looks: dict[int | None, Look] = {}
        self._direction = 0
        self.text = self._text(0, max(0, _count_chars(raw)))

    def pieces(self) -> list[Piece]:
        """Its lines, parted at wide gaps, in the order in which the file draws them."""
        found: list[Piece] = []
        start = 0
        for end in LINE_ENDS.finditer(self.text):
            found += self._line(start, end.start())
            start = end.end()
        found += self._line(start, len(self.text))
        return found

    def index_at(self, x: float, y: float, tolerance: float) -> int | None:
        """The index of the character at a place, if there is one."""
        found: int = _index_at(self._raw, x, y, tolerance, tolerance)
        return found if found >= 0 else None

    def parted_at(self, piece: Piece, places: Sequence[float]) -> list[Piece]:
        """A piece cut where something drawn stands between its words; `places` from left to right."""
        words = list(WORD.finditer(piece.text))
        self._scale(piece.first)
        begins = [bisect_right(places, self._origin(piece.first + word.start())[0] + PAST_LINE) for word in words]
        cuts = [0, *(place for place in range(1, len(words)) if begins[place] != begins[place - 1]), len(words)]
        if len(cuts) == 2:
            return [piece]
        spans = [(words[start].start(), words[end - 1].end()) for start, end in pairwise(cuts)]
        parts = [part for start, end in spans for part in self._line(piece.first + start, piece.first + end)]
        for part in parts:
            part.direction = piece.direction
        return parts

    def _text(self, start: int, count: int) -> str:
        """The characters from `start` on, exactly `count` of them."""
        buffer = create_string_buffer(4 * count + 2)
        length = _get_text(self._raw, start, count, addressof(buffer))
        text = buffer.raw[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # PDFium leaves out characters that it knows no letter for; after one, indexes would run apart.
        if count <= FEW:
            return "".join(_character(_unicode(self._raw, place)) for place in range(start, start + count))
        half = count // 2
        return self._text(start, half) + self._text(start + half, count - half)

    def _line(self, start: int, end: int) -> Sequence[Piece]:
        line = self.text[start:end]
        text = line.strip()
        if not text:
            return ()
        first = start + (0 if text[0] == line[0] else line.index(text[0]))
        runs = _count_rects(self._raw, first, len(text))
        piece = self._piece(text, first, even=runs == 1)
        if piece.x1 - piece.x0 > WIDE_LETTER * piece.size * len(text) or (runs > 1 and self._has_gap(piece, runs)):
            return list(self._parted(piece))
        return (piece,) if runs == 1 else (self._mixed(piece),)

    def _piece(self, text: str, first: int, *, even: bool = False) -> Piece:
        """A piece with its place and look; `even` when all its letters are of one text object."""
        raw, doubles = self._raw, self._doubles
        # The middle: the first letter is often a bullet of another font, the last one a footnote number.
        middle = len(text) // 2
        middle += first - text[middle].isspace()
        scale = self._scale(middle)
        _origin(raw, first, self._at[0], self._at[1])
        x0, y = turned(doubles[0], doubles[1], self._direction) if self._direction else (doubles[0], doubles[1])
        if not even:
            y = self._origin(middle)[1]
        x1 = self._right(first + len(text) - 1)
        thing = _object_of(raw, middle)
        look = self._object_looks.get(thing) or self._look_of(thing)
        return Piece(text, x0, max(x0, x1), y, _size(raw, middle) * scale, look, self._number, first, direction=self._direction)

    def _has_gap(self, piece: Piece, runs: int) -> bool:
        """Whether a wide gap may part the text objects of a line, or one of them stands on another line."""
        if self._direction or runs > MOST_RUNS:
            return True
        raw, doubles = self._raw, self._doubles
        left, right, bottom, top = self._at
        wide, low, high = WIDE_GAP * piece.size, piece.y, piece.y + OTHER_LINE * piece.size
        begin = reach = piece.x0
        for place in range(runs):
            _rect(raw, place, left, top, right, bottom)
            x0, x1, y0, y1 = doubles
            if x0 > reach + wide or x0 < begin - piece.size or y0 > high or y1 < low:
                return True
            begin, reach = x0, x1
        return False

    def _mixed(self, piece: Piece) -> Piece:
        """A line of several text objects with what tells them apart."""
        words = [word.span() for word in WORD.finditer(piece.text)]
        raw, first, known = self._raw, piece.first, self._object_looks
        things = [_object_of(raw, first + start) for start, _ in words]
        looks = [known.get(thing) or self._look_of(thing) for thing in things]
        piece.look = usual = max(looks, key=looks.count)
        if looks.count(usual) != len(looks):
            piece.looks = _stretches(words, looks, usual)
        piece.notes = self._notes(piece.text, first)
        # Only of items it matters where their words begin.
        if len(words) > 1 and marker(piece.text):
            piece.starts = tuple((start, self._origin(first + start)[0]) for start, _ in words[:2])
        return piece

    def _scale(self, index: int) -> float:
        """How much larger than its font's size a character is set; its direction is that of what is asked next."""
        _matrix(self._raw, index, self._float_at[0])
        along, across, up = self._floats[0], self._floats[1], self._floats[3]
        self._direction = _direction(along, across)
        return abs(up if self._direction % 2 == 0 else across) or 1.0

    def _origin(self, index: int) -> tuple[float, float]:
        """Where a character stands, as seen by somebody who reads in its direction."""
        _origin(self._raw, index, self._at[0], self._at[1])
        return turned(self._doubles[0], self._doubles[1], self._direction)

    def _right(self, index: int) -> float:
        """The right end of a character, as seen by somebody who reads in its direction."""
        left, right, bottom, top = self._at
        _box(self._raw, index, left, right, bottom, top)
        # Of the box (left, right, bottom, top) the side that the text runs towards.
        side = self._doubles[(1, 3, 0, 2)[self._direction]]
        return -side if self._direction in (2, 3) else side

    def _look_of(self, thing: int | None) -> Look:
        look = self._fonts.look(_font_of(thing)) if thing else (False, False)
        self._object_looks[thing] = look
        return look

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        words = list(WORD.finditer(piece.text))
        starts = [self._origin(piece.first)]
        cuts = [0]
        for before, word in pairwise(words):
            starts.append(self._origin(piece.first + word.start()))
            if self._is_apart(piece, before, *starts[-2:]):
                cuts.append(len(starts) - 1)
        if len(cuts) > 2 and self._is_justified(piece, words, starts):
            cuts = [0]
        for start, end in pairwise([*cuts, len(words)]):
            part = piece
            if len(cuts) > 1:
                begin = words[start].start()
                part = self._piece(piece.text[begin : words[end - 1].end()], piece.first + begin)
            yield self._mixed(part)

    def _is_apart(self, piece: Piece, before: re.Match[str], start: tuple[float, float], following: tuple[float, float]) -> bool:
        """Whether the word after `before` stands on another line, as PDFium does not always say, or behind a wide gap."""
        step = following[0] - start[0]
        if step < 0 or abs(following[1] - start[1]) > OTHER_LINE * piece.size:
            return True
        # Only a step that a word of this length does not explain is worth another call.
        if step < (0.55 * len(before[0]) + 1.0) * piece.size:
            return False
        return following[0] - self._right(piece.first + before.end() - 1) > WIDE_GAP * piece.size

    def _is_justified(self, piece: Piece, words: list[re.Match[str]], starts: list[tuple[float, float]]) -> bool:
        """Whether all gaps of a line are equally wide: it was stretched to fill a narrow column."""
        gaps = [x - self._right(piece.first + word.end() - 1) for word, (x, _) in zip(words[:-1], starts[1:], strict=True)]
        return 0 < max(gaps) < min(EVEN * min(gaps), WIDEST_STRETCH * piece.size)

    def _notes(self, text: str, first: int) -> tuple[tuple[int, int], ...]:
        """Small raised numbers behind words."""
        found = []
        for match in NOTE.finditer(text):
            number, word = (_size(self._raw, first + place) for place in (match.start(), match.start() - 1))
            if number < SMALL_NOTE * word:
                found.append(match.span())
        return tuple(found)


def _direction(along: float, across: float) -> int:
    """Quarter turns of the direction of text, from the first column of its matrix."""
    if abs(across) > abs(along):
        return 1 if across > 0 else 3
    return 2 if along < 0 else 0


def turned(x: float, y: float, direction: int) -> tuple[float, float]:
    """A place on the page, as seen by somebody who reads text that runs in `direction`."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[direction]


def _stretches(words: list[tuple[int, int]], looks: list[Look], usual: Look) -> tuple[tuple[int, int], ...]:
    """Words next to each other that are bold or italic while most are not."""
    found: list[tuple[int, int]] = []
    before: Look = usual
    for (start, end), look in zip(words, looks, strict=True):
        if look != usual and any(look):
            if look == before and found:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
        before = look
    return tuple(found)


def _character(code: int) -> str:
    if code == HYPHEN_CODE:
        return LINE_HYPHEN
    return "\ufffd" if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
