"""Text inside frames: the cells of ruled tables, and boxes that stand apart from the text around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf.glyphs import Glyphs
from ingest.formats.pdf.grid import Table
from ingest.formats.pdf.lattice import Frame
from ingest.formats.pdf.order import beside, in_reading_order
from ingest.formats.pdf.pieces import Piece

# In points: letters may reach so far over the line drawn beside them.
OVER = 2.0
# In units of its size: the middle of the letters above the line they stand on.
MIDDLE = 0.3
LEAST_LINES = 2


@dataclass(slots=True)
class Boxed:
    """What stands in a box."""

    pieces: list[Piece]
    beside: bool = False
    """Whether other text runs past it at its side."""


def cut_at_frames(pieces: list[Piece], frames: Sequence[Frame], glyphs: Glyphs) -> list[Piece]:
    """The pieces of a page, none of which runs over the line between two cells."""
    if not frames:
        return pieces
    return [part for piece in pieces for part in _cut(piece, frames, glyphs)]


def _cut(piece: Piece, frames: Sequence[Frame], glyphs: Glyphs) -> list[Piece]:
    if piece.direction:
        return [piece]
    height = piece.y + MIDDLE * piece.size
    walls = {wall for frame in frames if frame.ys[-1] < height < frame.ys[0] for wall in frame.walls(height)}
    crossed = sorted(wall for wall in walls if piece.x0 + OVER < wall < piece.x1 - OVER)
    if not crossed:
        return [piece]
    return glyphs.parted_at(piece, crossed)


def set_apart(pieces: Sequence[Piece], frames: Sequence[Frame]) -> tuple[list[Piece], dict[int, Table | Boxed]]:
    """Takes what stands in frames out of the pieces of a page.

    Returns:
        The pieces with a stand-in for each table and box, where the file draws
        its first piece; and by the `id` of each stand-in what it stands for.
    """
    apart: dict[int, Table | Boxed] = {}
    left = list(pieces)
    for frame in reversed(frames):
        for inside, found in _found(left, frame):
            stand_in = _stand_in(inside)
            apart[id(stand_in)] = found
            taken = {id(piece) for piece in inside}
            place = next(place for place, piece in enumerate(left) if id(piece) in taken)
            left[place : place + 1] = [stand_in]
            left = [piece for piece in left if id(piece) not in taken]
    return left, apart


def _stand_in(pieces: Sequence[Piece]) -> Piece:
    first = max(pieces, key=lambda piece: piece.y)
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    return Piece("", left, right, first.y, first.size, first.look, first.page)


def _found(pieces: Sequence[Piece], frame: Frame) -> Iterator[tuple[list[Piece], Table | Boxed]]:
    """What stands in a frame as tables and boxes, each with its pieces."""
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        x, y = (piece.x0 + piece.x1) / 2, piece.y + MIDDLE * piece.size
        if not piece.direction and frame.holds(x, y):
            cells.setdefault(frame.cell(x, y), []).append(piece)
    columns = [column for column in range(frame.columns) if any(frame.cells[row, column] in cells for row in range(frame.rows))]
    rows = [row for row in range(frame.rows) if any(frame.cells[row, column] in cells for column in columns)]
    if len({column for _, column in cells}) > 1 and len({row for row, _ in cells}) > 1:
        # A line that crosses nothing of the text parts no columns.
        yield [piece for cell in cells.values() for piece in cell], _table(frame, cells, rows, columns)
        return
    outside = len(pieces) - sum(map(len, cells.values()))
    for inside in cells.values():
        if (outside or len(cells) > 1) and _is_box(inside):
            yield inside, Boxed(inside, _has_neighbours(inside, pieces))


def _table(frame: Frame, cells: Mapping[tuple[int, int], list[Piece]], rows: Sequence[int], columns: Sequence[int]) -> Table:
    """The rows of a table; a cell that spans some is the same list in each of them."""
    empty: list[Piece] = []
    edges = tuple((frame.xs[column], frame.xs[column + 1]) for column in columns)
    ordered = {place: in_reading_order(pieces) for place, pieces in cells.items()}
    placed = [[ordered.get(frame.cells[row, column], empty) for column in columns] for row in rows]
    return Table(_unlike(placed), edges, ruled=True)


def _unlike(rows: list[list[list[Piece]]]) -> list[list[list[Piece]]]:
    """The rows without those that say nothing but what the row before says."""
    return [row for before, row in pairwise([[], *rows]) if any(cell and not any(cell is one for one in before) for cell in row)]


def _has_neighbours(inside: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    top, bottom = max(piece.y for piece in inside), min(piece.y for piece in inside)
    own = {id(piece) for piece in inside}
    return any(bottom <= piece.y <= top and id(piece) not in own for piece in pieces)


def _is_box(inside: Sequence[Piece]) -> bool:
    """Whether pieces are lines of a box's text: several, one below the other."""
    heights = {round(piece.y) for piece in inside}
    if len(heights) < LEAST_LINES:
        return False
    return not any(beside(first, second) and second.x0 - first.x1 > 2 * first.size for first, second in pairwise(inside))
