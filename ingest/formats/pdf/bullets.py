"""Bullets that are drawn and no letters: some programs paint a dot before each item."""

from collections.abc import Sequence

from ingest.formats.pdf.drawings import Box
from ingest.formats.pdf.marks import has_marker
from ingest.formats.pdf.pieces import Piece

# In ems: an item stands at least so far to the right of the text around it, and its dot not farther away from it.
LEAST_INDENT = 0.7
MOST_DISTANCE = 2.6
SMALLEST, LARGEST = 0.12, 0.75
# In points.
SMALLEST_DOT = 0.8


def drawn_bullets(dots: Sequence[Box], pieces: list[Piece]) -> None:
    """Marks the pieces with a small dot, ring or square drawn to their left."""
    dots = [dot for dot in dots if _is_round(dot)]
    if not dots or not _may_have_items(pieces):
        return
    for piece in pieces:
        if piece.direction == 0 and not has_marker(piece.text):
            piece.bullet = any(_marks(dot, piece) for dot in dots)


def _may_have_items(pieces: list[Piece]) -> bool:
    left = min(piece.x0 for piece in pieces)
    return any(piece.x0 > left + LEAST_INDENT * piece.size and not has_marker(piece.text) for piece in pieces)


def _is_round(dot: Box) -> bool:
    left, bottom, right, top = dot
    return right - left > SMALLEST_DOT and 0.5 * (right - left) < top - bottom < 2 * (right - left)


def _marks(dot: Box, piece: Piece) -> bool:
    _, bottom, right, top = dot
    return (
        SMALLEST * piece.size < top - bottom < LARGEST * piece.size
        and piece.y < (bottom + top) / 2 < piece.y + 0.75 * piece.size
        and 0 < piece.x0 - right < MOST_DISTANCE * piece.size
    )
