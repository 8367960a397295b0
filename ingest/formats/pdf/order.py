"""The order in which a page is read: that of the file when it makes sense, else column by column."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.pieces import Piece

# Of lines that run across where a gap between columns would be: headings, mostly.
MOST_ACROSS = 0.25
LEAST_LINES = 4
PROSE_LETTERS = 18
# Of the lines of a column of prose those that reach its right edge.
FILLED = 0.5
DEEPEST = 8


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page as they are read."""
    if _jumps(pieces) or _alternates(pieces):
        return _by_place(list(pieces), 0)
    return list(pieces)


def beside(first: Piece, second: Piece) -> bool:
    """Whether `second` stands to the right of `first` at the same height."""
    return second.x0 >= first.x1 - 1 and abs(second.y - first.y) < 0.4 * first.size


def _jumps(pieces: Sequence[Piece]) -> bool:
    """Whether the file goes back up to something that does not stand to the right: nobody reads so."""
    highest_right = 0
    for before, piece in pairwise(pieces):
        highest_right += piece.y > before.y + 0.6 * before.size and piece.x0 < before.x0 + 2 * before.size and piece.x0 < before.x1 - 1
    return highest_right > 0


def _alternates(pieces: Sequence[Piece]) -> bool:
    """Whether the file draws columns of prose line by line across the page."""
    pairs = [(a, b) for a, b in pairwise(pieces) if beside(a, b) and len(a.text) >= PROSE_LETTERS <= len(b.text)]
    return len(pairs) >= LEAST_LINES and _gutter(pieces) is not None


def _by_place(pieces: list[Piece], depth: int) -> list[Piece]:
    gutter = _gutter(pieces) if depth < DEEPEST else None
    if gutter is None:
        return _down(pieces)
    ordered: list[Piece] = []
    band: list[Piece] = []
    for piece in [*_down(pieces), None]:
        if piece is None or (piece.x0 < gutter - 2 and piece.x1 > gutter + 2):
            ordered += _by_place([one for one in band if one.x1 <= gutter + 2], depth + 1)
            ordered += _by_place([one for one in band if one.x1 > gutter + 2], depth + 1)
            ordered += [piece] if piece else []
            band = []
        else:
            band.append(piece)
    return ordered


def _down(pieces: Sequence[Piece]) -> list[Piece]:
    """From top to bottom, and from left to right what stands on one line."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if lines and abs(lines[-1][0].y - piece.y) < 0.4 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [piece for line in lines for piece in sorted(line, key=lambda piece: piece.x0)]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a gap between columns of prose runs down the pieces; None when there is none."""
    if len(pieces) < 2 * LEAST_LINES:
        return None
    best: tuple[int, float] | None = None
    for edge in sorted({round(piece.x0) for piece in pieces}):
        gutter = edge - 3.0
        across = sum(piece.x0 < gutter - 2 and piece.x1 > gutter + 2 for piece in pieces)
        if across > MOST_ACROSS * len(pieces) or (best and across >= best[0]):
            continue
        left = [piece for piece in pieces if piece.x1 <= gutter + 2]
        right = [piece for piece in pieces if piece.x0 >= gutter - 2]
        if _is_column(left) and _is_column(right):
            best = across, gutter
    return best[1] if best else None


def _is_column(pieces: Sequence[Piece]) -> bool:
    if len(pieces) < LEAST_LINES or median(len(piece.text) for piece in pieces) < PROSE_LETTERS:
        return False
    right, left = max(piece.x1 for piece in pieces), min(piece.x0 for piece in pieces)
    return sum(piece.x1 > right - 0.2 * (right - left) for piece in pieces) >= FILLED * len(pieces)
