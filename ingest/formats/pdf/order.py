"""The order in which a page is read: that of the file when it makes sense, else column by column."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from statistics import median

from ingest.formats.pdf.pieces import Piece

# Of lines that run across where a gap between columns would be: headings, mostly.
MOST_ACROSS = 0.25
LEAST_LINES = 4
PROSE_LETTERS = 18
# Of the lines of a column of prose those that reach its right edge.
FILLED = 0.5
DEEPEST = 8
# Lines that may be drawn after a running head that is drawn last.
MOST_FEET = 3
# In points: no column of prose is narrower.
WIDTH = 70.0


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page as they are read."""
    ordered = _ends_first(pieces)
    if _jumps(ordered) or _alternates(ordered):
        return _by_place(ordered, 0)
    return ordered


def _ends_first(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what is drawn last, and stands above all others, put first: many programs add running heads at the end."""
    highest = list(accumulate((piece.y for piece in pieces), max))
    lowest = list(accumulate((piece.y for piece in pieces), min))
    heads: list[Piece] = []
    feet: list[Piece] = []
    place = len(pieces) - 1
    while place > 0 and len(feet) <= MOST_FEET:
        piece = pieces[place]
        if piece.y > highest[place - 1] + piece.size:
            heads.append(piece)
        elif piece.y < lowest[place - 1] - piece.size:
            feet.append(piece)
        else:
            break
        place -= 1
    if not heads:
        return list(pieces)
    return [*reversed(heads), *pieces[: place + 1], *reversed(feet)]


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
        left = _nearest([piece for piece in pieces if piece.x1 <= gutter + 2], max)
        right = _nearest([piece for piece in pieces if piece.x0 >= gutter - 2], min)
        if _is_column(left) and _is_column(right):
            best = across, gutter
    return best[1] if best else None


def _nearest(pieces: Sequence[Piece], side: Callable[[Iterable[float]], float]) -> list[Piece]:
    """Of several columns the one at the side: its lines begin where several do."""
    starts = Counter(round(piece.x0) for piece in pieces)
    common = [start for start, count in starts.items() if count >= LEAST_LINES]
    if not common:
        return list(pieces)
    start = side(common)
    following = min((other for other in common if other > start + WIDTH), default=None)
    return [piece for piece in pieces if piece.x0 > start - 2 * piece.size and (following is None or piece.x0 < following - 2)]


def _is_column(pieces: Sequence[Piece]) -> bool:
    if len(pieces) < LEAST_LINES or median(len(piece.text) for piece in pieces) < PROSE_LETTERS:
        return False
    right, left = max(piece.x1 for piece in pieces), min(piece.x0 for piece in pieces)
    return sum(piece.x1 > right - 0.2 * (right - left) for piece in pieces) >= FILLED * len(pieces)
