"""Bullets that are drawn and no letters: some programs paint a dot before each item."""

from ingest.formats.pdf.glyphs import Glyphs, Shape
from ingest.formats.pdf.marks import has_marker
from ingest.formats.pdf.pieces import Piece

# In ems: an item stands at least so far to the right of the text around it, and its dot not farther away from it.
LEAST_INDENT = 0.7
MOST_DISTANCE = 2.6
SMALLEST, LARGEST = 0.12, 0.75


def drawn_bullets(glyphs: Glyphs, pieces: list[Piece]) -> None:
    """Marks the pieces with a small dot, ring or square drawn to their left."""
    if not _may_have_items(pieces):
        return
    shapes = [shape for shape in glyphs.shapes() if _is_small(shape)]
    if not shapes:
        return
    for piece in pieces:
        if piece.direction == 0 and not has_marker(piece.text):
            piece.bullet = any(_marks(shape, piece) for shape in shapes)


def _may_have_items(pieces: list[Piece]) -> bool:
    left = min(piece.x0 for piece in pieces)
    return any(piece.x0 > left + LEAST_INDENT * piece.size and not has_marker(piece.text) for piece in pieces)


def _is_small(shape: Shape) -> bool:
    width, height = shape.right - shape.left, shape.top - shape.bottom
    return 0.8 < width < 15 and 0.5 * width < height < 2 * width


def _marks(shape: Shape, piece: Piece) -> bool:
    size = shape.top - shape.bottom
    middle = (shape.top + shape.bottom) / 2
    return (
        SMALLEST * piece.size < size < LARGEST * piece.size
        and piece.y < middle < piece.y + 0.75 * piece.size
        and 0 < piece.x0 - shape.right < MOST_DISTANCE * piece.size
    )
