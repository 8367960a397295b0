"""What is drawn on a page that is no letter: lines and boxes, which frame tables; dots, which are bullets; and pictures."""

from collections.abc import Iterator, Sequence
from ctypes import addressof, c_float, c_int, c_uint, c_void_p
from dataclasses import dataclass, field

from ingest.formats.pdf.calls import direct

PATH, IMAGE, FORM = 2, 3, 5
MOST_OBJECTS = 50_000
# A page of maps or charts has more; nobody rules a table with so many.
MOST_PATHS = 4000
DEEPEST_FORM = 3
# In points: a line is no thicker, a rule no shorter, a bullet no larger.
THICK, SHORT, DOT = 3.0, 6.0, 15.0
# Points of a path that may be a box with round corners, and those of all paths of a page.
BOX_POINTS, MOST_POINTS = 40, 20_000
# Of the page: what is larger both ways is its background.
BACKGROUND = 0.9
WHITE, CLEAR = 250, 8
LINE_TO, CURVE_TO, MOVE_TO = 0, 1, 2

_count_objects = direct("FPDFPage_CountObjects", c_int, c_void_p)
_object = direct("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_count_in_form = direct("FPDFFormObj_CountObjects", c_int, c_void_p)
_object_in_form = direct("FPDFFormObj_GetObject", c_void_p, c_void_p, c_int)
_type = direct("FPDFPageObj_GetType", c_int, c_void_p)
_bounds = direct("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_matrix = direct("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_fill = direct("FPDFPageObj_GetFillColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_mode = direct("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_count_points = direct("FPDFPath_CountSegments", c_int, c_void_p)
_point = direct("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_place = direct("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_kind = direct("FPDFPathSegment_GetType", c_int, c_void_p)
_closes = direct("FPDFPathSegment_GetClose", c_int, c_void_p)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawings:
    """What a page shows beside its letters; lengths in points."""

    dots: list[Box] = field(default_factory=list)
    """Small things that may be bullets."""
    lines: list[Box] = field(default_factory=list)
    """Straight lines, along or up the page, and the edges of boxes: without breadth."""
    pictures: int = 0
    """A form counts, too: it may hold one."""


def drawings(page: int, size: tuple[float, float]) -> Drawings:
    """What is drawn on the page with PDFium's handle `page`; nothing when there are too many objects to look through."""
    found = Drawings()
    count = _count_objects(page)
    if 0 < count <= MOST_OBJECTS:
        _Collector(found, size).objects([_object(page, place) for place in range(count)], UNMOVED, 0)
    if len(found.lines) > MOST_PATHS:
        found.lines.clear()
    return found


class _Collector:
    """Looks at one object after the other."""

    def __init__(self, found: Drawings, size: tuple[float, float]) -> None:
        self._found, self._size = found, size
        # One room for all answers.
        self._floats, self._ints, self._colour = (c_float * 6)(), (c_int * 2)(), (c_uint * 4)()
        self._at = [addressof(self._floats) + 4 * place for place in range(6)]
        self._mode_at = [addressof(self._ints) + 4 * place for place in range(2)]
        self._colour_at = [addressof(self._colour) + 4 * place for place in range(4)]
        self._left = MOST_PATHS
        self._points_left = MOST_POINTS

    def objects(self, things: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Takes what `things` draw, moved by the `matrix` of the form that holds them."""
        for thing in things:
            kind = _type(thing)
            if kind == PATH:
                if not self._left:
                    return
                self._left -= 1
                self._path(thing, matrix)
            elif kind == IMAGE:
                self._found.pictures += 1
            elif kind == FORM:
                self._form(thing, matrix, depth)

    def _form(self, thing: int, matrix: Matrix, depth: int) -> None:
        self._found.pictures += 1
        count = _count_in_form(thing)
        if depth < DEEPEST_FORM and 0 < count <= MOST_PATHS:
            moved = _times(self._matrix_of(thing), matrix)
            self.objects([_object_in_form(thing, place) for place in range(count)], moved, depth + 1)

    def _matrix_of(self, thing: int) -> Matrix:
        _matrix(thing, self._at[0])
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f

    def _path(self, thing: int, matrix: Matrix) -> None:
        if not _bounds(thing, *self._at[:4]):
            return
        left, bottom, right, top = self._floats[:4]
        if matrix is not UNMOVED:
            left, bottom, right, top = _moved((left, bottom, right, top), matrix)
        width, height = right - left, top - bottom
        if min(width, height) <= THICK and max(width, height) >= SHORT:
            self._found.lines.append(_thin((left, bottom, right, top)))
        elif width < DOT and height < DOT:
            self._found.dots.append((left, bottom, right, top))
        elif (width < BACKGROUND * self._size[0] or height < BACKGROUND * self._size[1]) and self._is_seen(thing):
            self._large(thing, (left, bottom, right, top), matrix)

    def _is_seen(self, thing: int) -> bool:
        """Whether a path is stroked, or filled with a colour that stands out from paper."""
        _mode(thing, *self._mode_at)
        if self._ints[1] or not self._ints[0]:
            return bool(self._ints[1])
        return bool(_fill(thing, *self._colour_at)) and self._colour[3] > CLEAR and min(self._colour[:3]) < WHITE

    def _large(self, thing: int, box: Box, matrix: Matrix) -> None:
        """The lines of which a path is made; of one with curves, which may be a box with round corners, the box around it."""
        count = _count_points(thing)
        if not 1 < count <= self._points_left:
            return
        self._points_left -= count
        points = [_point(thing, place) for place in range(count)]
        if count <= BOX_POINTS and any(_kind(point) == CURVE_TO for point in points):
            self._found.lines += _edges(box)
        else:
            lines = self._lines(points, _times(self._matrix_of(thing), matrix))
            self._found.lines += [line for line in lines if _is_straight(line)]

    def _lines(self, points: Sequence[int], matrix: Matrix) -> Iterator[Box]:
        """The lines of a path from point to point, each as the box around it."""
        a, b, c, d, e, f = matrix
        begin = last = (0.0, 0.0)
        for point in points:
            _place(point, self._at[0], self._at[1])
            x, y = self._floats[0], self._floats[1]
            here = a * x + c * y + e, b * x + d * y + f
            kind = _kind(point)
            if kind == MOVE_TO:
                begin = here
            elif kind == LINE_TO:
                yield _between(last, here)
            if _closes(point):
                yield _between(here, begin)
            last = here


def _between(first: tuple[float, float], second: tuple[float, float]) -> Box:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


def _is_straight(line: Box) -> bool:
    width, height = line[2] - line[0], line[3] - line[1]
    return min(width, height) < 0.5 and max(width, height) >= SHORT


def _thin(line: Box) -> Box:
    """A thin box as a line without breadth, in its middle."""
    left, bottom, right, top = line
    if right - left >= top - bottom:
        return left, (bottom + top) / 2, right, (bottom + top) / 2
    return (left + right) / 2, bottom, (left + right) / 2, top


def _edges(box: Box) -> list[Box]:
    left, bottom, right, top = box
    return [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """First one, then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
