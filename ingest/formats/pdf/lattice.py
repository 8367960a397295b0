"""From lines drawn on a page to the frames they make: grids of cells, and boxes."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from ingest.formats.pdf.drawings import Box

# In points: lines so near to each other are one, and lines so near meet.
SNAP, MEET = 2.0, 3.0
# No row is lower and no column narrower.
LEAST_ROW, LEAST_COLUMN = 6.0, 8.0
# More lines than that rule no table, but a map or a chart.
MOST_LINES = 400
MOST_CELLS = 6000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along or up the page: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float
    breaks: tuple[float, ...] = ()
    """Where along it one of the lines of which it is made ends."""

    def covers(self, place: float) -> bool:
        """Whether it runs past `place`."""
        return self.start - SNAP <= place <= self.end + SNAP


@dataclass(frozen=True, slots=True)
class Frame:
    """A grid of cells; one cell alone is a box."""

    xs: tuple[float, ...]
    """The edges of its columns, from left to right."""
    ys: tuple[float, ...]
    """The edges of its rows, from top to bottom."""
    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """For each row and column the top left of the cell that it is part of."""

    @property
    def rows(self) -> int:
        """How many."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many."""
        return len(self.xs) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is inside."""
        return self.xs[0] - SNAP <= x <= self.xs[-1] + SNAP and self.ys[-1] - SNAP <= y <= self.ys[0] + SNAP

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell around a place inside."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
        row = min(max(bisect_right(self.ys, -y, key=lambda edge: -edge) - 1, 0), self.rows - 1)
        return self.cells[row, column]

    def walls(self, y: float) -> list[float]:
        """Where the cells at a height part, the outer edges with them."""
        row = min(max(bisect_right(self.ys, -y, key=lambda edge: -edge) - 1, 0), self.rows - 1)
        inner = [self.xs[place] for place in range(1, self.columns) if self.cells[row, place - 1] != self.cells[row, place]]
        return [self.xs[0], *inner, self.xs[-1]]


def frames_of(lines: Sequence[Box]) -> list[Frame]:
    """The frames that lines make, the largest first; one inside another is left out when that has more cells than one."""
    across = _merged((line[1], line[0], line[2]) for line in lines if line[1] == line[3] or _lies(line))
    up = _merged((line[0], line[1], line[3]) for line in lines if not (line[1] == line[3] or _lies(line)))
    if not across or not up or len(across) + len(up) > MOST_LINES:
        return []
    made = (_frame(*group) for group in _joined(across, up))
    found = sorted((frame for frame in made if frame is not None), key=_area, reverse=True)
    return [frame for place, frame in enumerate(found) if not any(_inside(frame, other) for other in found[:place])]


def _lies(line: Box) -> bool:
    return line[3] - line[1] < line[2] - line[0]


def _area(frame: Frame) -> float:
    return (frame.xs[-1] - frame.xs[0]) * (frame.ys[0] - frame.ys[-1])


def _inside(frame: Frame, other: Frame) -> bool:
    middle = (frame.xs[0] + frame.xs[-1]) / 2, (frame.ys[0] + frame.ys[-1]) / 2
    return len(other.cells) > 1 and other.holds(*middle)


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[Rule]:
    """Lines that lie on each other made one."""
    levels: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if levels and line[0] - levels[-1][-1][0] <= SNAP:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [rule for level in levels for rule in _of_level(level)]


def _of_level(level: Sequence[tuple[float, float, float]]) -> Iterator[Rule]:
    at = sum(line[0] for line in level) / len(level)
    parts = sorted((start, end) for _, start, end in level)
    begin, reach = parts[0]
    breaks = [begin, reach]
    for start, end in parts[1:]:
        if start > reach + MEET:
            yield Rule(at, begin, reach, tuple(breaks))
            begin, breaks = start, []
        breaks += [start, end]
        reach = max(reach, end) if begin != start else end
    yield Rule(at, begin, reach, tuple(breaks))


def _joined(across: Sequence[Rule], up: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together: each group's lines along the page, and those up it."""
    roots = list(range(len(across) + len(up)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for (one, lying), (two, standing) in product(enumerate(across), enumerate(up, len(across))):
        if _meet(lying, standing):
            roots[root(two)] = root(one)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate((*across, *up)):
        groups.setdefault(root(place), ([], []))[place >= len(across)].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _meet(lying: Rule, standing: Rule) -> bool:
    return lying.start - MEET <= standing.at <= lying.end + MEET and standing.start - MEET <= lying.at <= standing.end + MEET


def _frame(across: list[Rule], up: list[Rule]) -> Frame | None:
    """The frame of lines that hang together; None when they enclose nothing."""
    # A grid may be open at its sides, or above and below.
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    bottom, top = min(rule.start for rule in up), max(rule.end for rule in up)
    # What ends in the middle of a cell, as a line under a word does, parts no cells.
    across = _ending_at(across, [*(rule.at for rule in up), left, right])
    up = _ending_at(up, [*(rule.at for rule in across), bottom, top])
    ends = _row_ends(up)
    xs = _edges([*(rule.at for rule in up), left, right], LEAST_COLUMN)
    ys = _edges([*(rule.at for rule in across), *ends, bottom, top], LEAST_ROW)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
        return None
    ys.reverse()
    parted = [*across, *(Rule(height, left, right) for height in ends)]
    return Frame(tuple(xs), tuple(ys), _cells(xs, ys, parted, up))


def _ending_at(rules: Sequence[Rule], places: Sequence[float]) -> list[Rule]:
    """The rules of which both ends stand at one of the places."""
    return [rule for rule in rules if all(any(abs(end - place) <= 2 * MEET for place in places) for end in (rule.start, rule.end))]


def _edges(places: Iterable[float], least: float) -> list[float]:
    """Places in order, without those that stand too close to the one before."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] >= least:
            edges.append(place)
    return edges


def _row_ends(up: Sequence[Rule]) -> list[float]:
    """Heights at which all lines up the page are put together: some programs part rows by nothing else."""
    if len(up) < 3:
        return []
    first = max(up, key=lambda rule: rule.end - rule.start)
    return [
        height
        for height in first.breaks
        if all(not _passes(rule, height) or any(abs(end - height) <= SNAP for end in rule.breaks) for rule in up)
    ]


def _passes(rule: Rule, height: float) -> bool:
    return rule.start + MEET < height < rule.end - MEET


def _cells(xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], up: Sequence[Rule]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each row and column the top left of its cell: cells between which no line is drawn are one."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        middle = (top + bottom) / 2
        for column, (left, right) in enumerate(pairwise(xs)):
            centre = (left + right) / 2
            if column and not any(abs(rule.at - left) <= MEET and rule.covers(middle) for rule in up):
                cells[row, column] = cells[row, column - 1]
            elif row and not any(abs(rule.at - top) <= MEET and rule.covers(centre) for rule in across):
                cells[row, column] = cells[row - 1, column]
            else:
                cells[row, column] = row, column
    return cells
