"""Finds tables: rows of cells that the file draws one after the other, left to right, under common edges."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.marks import is_lone_bullet, is_lone_marker
from ingest.formats.pdf.order import beside
from ingest.formats.pdf.pieces import Piece

LEAST_ROWS = 2
# A taller cell is a column of a page.
MOST_CELL_LINES = 14
LINE_STEP = 1.65
# Fewer lines are no column of a page.
COLUMN_LINES = 3
END_MARKS = ".!?:;"
# Lines between two rows of a table that belong to a cell whose neighbours are empty.
MOST_BETWEEN = 4

Cells = list[list[Piece]]


@dataclass(slots=True)
class Table:
    """The rows of a table on one page, each with as many cells as there are columns."""

    rows: list[Cells]
    edges: tuple[tuple[float, float], ...]
    """Left and right end of each column."""
    page: int = 0
    ruled: bool = False
    """Whether lines are drawn between its cells."""
    goes_on: bool = False
    """Whether it is the rest of the table before it, which a page break parts from it."""
    heads: int = 0
    """How many rows at its top are known to be headers because the next page repeats them."""
    header: list[str] = field(default_factory=list)
    """The words of the cells of its header rows, once it was looked whether it goes on."""
    cut_row: Cells = field(default_factory=list)
    """Of one that has no row of its own the row of an earlier page that it is the rest of."""


@dataclass(slots=True)
class _Row:
    cells: Cells


def parts_of(pieces: Sequence[Piece]) -> list[list[Piece] | Table]:
    """The pieces of a page in reading order as stretches of running text and tables."""
    parts: list[list[Piece] | Table] = []
    rows: list[_Row] = []
    for row in _rows(pieces):
        if len(row.cells) > 1 and not _is_item(row):
            lead = _lead(row)
            if lead and not _fits_between(lead, rows):
                parts += [*_closed(rows), lead]
                rows = []
            elif lead:
                rows.append(_Row([lead]))
            if rows and not _same_columns(rows, row):
                parts += _closed(rows)
                rows = []
            rows.append(row)
        elif rows and _fits_between(flat := _flat(row), rows):
            rows.append(_Row([flat]))
        else:
            parts += [*_closed(rows), _flat(row)]
            rows = []
    return _joined([*parts, *_closed(rows)])


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    """The pieces row by row: a piece to the right, no lower than the last cell, opens a cell; one to the left and below, a row."""
    rows: list[_Row] = []
    for piece in pieces:
        if not rows:
            rows.append(_Row([[piece]]))
            continue
        cells = rows[-1].cells
        cell, last = cells[-1], cells[-1][-1]
        if is_lone_bullet(last.text) and beside(last, piece):
            # However far from its words: it never stands in a column of its own.
            cell.append(piece)
            continue
        if piece.y >= last.y - 0.4 * last.size and piece.x0 > max(one.x1 for one in cell[_top_place(cell, piece) :]) - 1:
            cells.append([piece])
        elif piece.y < last.y and _below(piece, cell, len(cells) > 1):
            cell.append(piece)
        else:
            rows.append(_Row([[piece]]))
    return rows


def _top_place(cell: Sequence[Piece], piece: Piece) -> int:
    """The first piece of a cell that is not above a piece beside it."""
    return next((place for place, one in enumerate(cell) if one.y <= piece.y + 0.7 * piece.size), len(cell) - 1)


def _below(piece: Piece, cell: Sequence[Piece], in_row: bool) -> bool:
    """Whether a piece goes on below the last of a cell."""
    if not in_row:
        return True
    left = min(one.x0 for one in cell)
    far = cell[-1].y - piece.y > 3 * piece.size
    return piece.x0 > left - 0.5 * piece.size and not far


def _is_item(row: _Row) -> bool:
    """Whether a row is but the mark of an item and its words."""
    return len(row.cells) == 2 and is_lone_marker(row.cells[0][-1].text)


def _lead(row: _Row) -> list[Piece]:
    """Takes from the first cell of a row what stands above the row, and gives it back."""
    first, beside = row.cells[0], row.cells[1][0]
    place = _top_place(first, beside)
    level = any(abs(one.y - beside.y) < 0.5 * beside.size for one in first)
    while not level and place and first[place - 1].y - first[place].y < LINE_STEP * first[place].size:
        place -= 1
    lead, row.cells[0] = first[:place], first[place:]
    return lead


def _fits_between(pieces: Sequence[Piece], rows: Sequence[_Row]) -> bool:
    """Whether a few lines under rows are a cell alone in its row: inside one column, and near."""
    wide = [row for row in rows if len(row.cells) > 1]
    if not wide or len(pieces) > MOST_BETWEEN:
        return False
    last = rows[-1].cells
    gap = min(piece.y for cell in last for piece in cell) - pieces[0].y
    if gap > 3 * pieces[0].size:
        return False
    edges = _edges(wide)
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    return any(start - 2 <= left and right <= end + 2 for start, end in edges)


def _same_columns(rows: Sequence[_Row], row: _Row) -> bool:
    """Whether a row stands under the columns of those before."""
    edges = _edges([one for one in rows if len(one.cells) > 1])
    if not edges:
        return True
    taken = [_columns_under(cell, edges) for cell in row.cells]
    return (all(taken) and all(first[-1] < second[0] for first, second in pairwise(taken))) or (
        len(_edges([*rows, row])) > 1 and _starts_agree(rows, row)
    )


def _starts_agree(rows: Sequence[_Row], row: _Row) -> bool:
    known = [cell[0].x0 for one in rows for cell in one.cells]
    return sum(any(abs(cell[0].x0 - x) < 3 for x in known) for cell in row.cells) >= 2


def _columns_under(cell: Sequence[Piece], edges: Sequence[tuple[float, float]]) -> list[int]:
    left, right = min(piece.x0 for piece in cell), max(piece.x1 for piece in cell)
    return [place for place, (start, end) in enumerate(edges) if left < end and right > start]


def _edges(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """The columns of rows: where the cells of the fullest rows stand, widened by others that reach into one column only."""
    if not rows:
        return []
    most = max(len(row.cells) for row in rows)
    edges: list[tuple[float, float]] = []
    for row in sorted(rows, key=lambda row: len(row.cells) != most):
        for cell in row.cells:
            left, right = min(piece.x0 for piece in cell), max(piece.x1 for piece in cell)
            under = _columns_under(cell, edges)
            if not under and len(row.cells) == most:
                edges.append((left, right))
            elif len(under) == 1:
                start, end = edges[under[0]]
                edges[under[0]] = min(start, left), max(end, right)
        edges.sort()
    return edges


def _closed(rows: Sequence[_Row]) -> list[list[Piece] | Table]:
    """The rows as a table; as running text when they are none."""
    wide = [row for row in rows if len(row.cells) > 1]
    heights = [len(cell) for row in wide for cell in row.cells]
    if len(wide) < LEAST_ROWS or median(heights) > MOST_CELL_LINES or any(_are_columns(row) for row in wide):
        return [_flat(row) for row in rows]
    edges = _edges(wide)
    if len(edges) < 2:
        return [_flat(row) for row in rows]
    return [Table([_placed(row, edges) for row in rows], tuple(edges))]


def _are_columns(row: _Row) -> bool:
    """Whether a sentence goes on from cell to cell: these are columns of a page."""
    return any(
        min(len(first), len(second)) >= COLUMN_LINES and first[-1].text[-1] not in END_MARKS and second[0].text[0].islower()
        for first, second in pairwise(row.cells)
    )


def _placed(row: _Row, edges: Sequence[tuple[float, float]]) -> Cells:
    """The cells of a row under their columns."""
    cells: Cells = [[] for _ in edges]
    for cell in row.cells:
        left, right = min(piece.x0 for piece in cell), max(piece.x1 for piece in cell)
        column = max(range(len(edges)), key=lambda place: min(right, edges[place][1]) - max(left, edges[place][0]))
        cells[column] += cell
    return cells


def _flat(row: _Row) -> list[Piece]:
    return [piece for cell in row.cells for piece in cell]


def _joined(parts: Sequence[list[Piece] | Table]) -> list[list[Piece] | Table]:
    """The parts with neighbouring stretches of text made one."""
    joined: list[list[Piece] | Table] = []
    for part in parts:
        if isinstance(part, list) and joined and isinstance(joined[-1], list):
            joined[-1] = [*joined[-1], *part]
        elif part:
            joined.append(part)
    return joined
