"""From pieces to lines that know their column, and the measures of a whole document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf.order import beside
from ingest.formats.pdf.pieces import Line, Look, Piece

USUAL_STEP = 1.25
# Of the lines with the most usual distance: in a list of short items few lines are wrapped.
COMMON_STEP = 0.07
# Columns whose left edges differ by no more, in points, are one column of the layout: some pages hold but indented text.
SAME_LEFT = 60.0
# In lines.
NEIGHBOURS = 7
LEAST_NEAR = 4
# In ems: how much the longest lines of ragged text differ.
SAME_END = 2.5
# So many lines end where a column ends.
COMMON = 8
SAME_SIZE = 0.06


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document, by which its headings, notes and gaps are known."""

    size: float
    """Of the letters of running text, in points."""
    look: Look
    step: float
    """From a line to the next, in units of its size."""


def measures(columns: Iterable[Sequence[Line]]) -> Measures:
    """The usual size, look and distance of the lines of a document."""
    sizes: Counter[tuple[float, Look]] = Counter()
    steps: Counter[float] = Counter()
    for lines in columns:
        mains = [line.main for line in lines]
        for main in mains:
            sizes[round(main.size, 1), main.look] += len(main.text)
        for first, second in pairwise(mains):
            step = (first.y - second.y) / second.size
            if same_size(first.size, second.size) and 0.9 < step < 2.4:
                steps[round(step, 1)] += 1
    (size, look), _ = max(sizes.items(), key=lambda entry: entry[1], default=((10.0, (False, False)), 0))
    return Measures(size, look, _usual_step(steps))


def _usual_step(steps: Counter[float]) -> float:
    """The smallest of the common distances: the larger ones are gaps between paragraphs."""
    if not steps:
        return USUAL_STEP
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= COMMON_STEP * most)


def same_size(first: float, second: float) -> bool:
    """Whether two sizes of letters look the same."""
    return abs(first - second) <= SAME_SIZE * max(first, second)


def columns_of(pieces: Sequence[Piece]) -> list[list[Line]]:
    """Running text in reading order as lines, a list for each column: where the text goes back up, a new one begins."""
    columns: list[list[list[Piece]]] = []
    last: Piece | None = None
    for piece in pieces:
        if last is not None and beside(last, piece):
            columns[-1][-1].append(piece)
        elif last is not None and piece.y < last.y + 0.3 * piece.size:
            columns[-1].append([piece])
        else:
            columns.append([[piece]])
        last = piece
    return [[Line(line) for line in column] for column in columns]


def set_edges(columns: Sequence[Sequence[Line]]) -> None:
    """Tells the lines where their column begins and ends, by the lines near them and the like columns of all pages."""
    lefts = [min(line.x0 for line in lines) for lines in columns]
    rights = Counter(round(line.x1 / line.main.size) for lines in columns for line in lines)
    common = sorted(right for right, count in rights.items() if count >= COMMON)
    for lines, own_left in zip(columns, lefts, strict=True):
        left = min(other for other in lefts if abs(other - own_left) < SAME_LEFT)
        ends = [(line.main.size, line.x1) for line in lines]
        for place, line in enumerate(lines):
            line.left = left
            line.right = _right_edge(ends, place, common)


def _right_edge(ends: Sequence[tuple[float, float]], place: int, common: Sequence[int]) -> float:
    """How far lines like this one go: as far as two of its neighbours do."""
    size = ends[place][0]
    low, high = size * (1 - SAME_SIZE), size * (1 + SAME_SIZE)
    window = ends[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
    near = [end for other, end in window if low <= other <= high]
    # A few lines of their own size, headings mostly, do not say how far a line may go.
    near = sorted(near if len(near) >= LEAST_NEAR else [end for _, end in window], reverse=True)
    for first, second in pairwise(near):
        if first - second < SAME_END * size:
            return first
    return next((right * size for right in common if right * size >= near[0]), near[0])
