"""What stands on a page: stretches of lines with their place, size and look; all the layout code knows of PDF."""

from dataclasses import dataclass, field

from ingest.formats.pdf.lattice import Frame

Look = tuple[bool, bool]
"""Bold, italic."""


@dataclass(slots=True)
class Piece:
    """A stretch of one printed line with no wide gap in it; lengths in points, y upwards."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the line the letters stand on."""
    size: float
    look: Look
    page: int
    """From 1."""
    first: int = 0
    """Index on its page of its first character."""
    starts: tuple[tuple[int, float], ...] = ()
    """Where some of its words begin: index in `text`, and x; only where they were asked for."""
    looks: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` in another look than most of it, when that is bold or italic."""
    notes: tuple[tuple[int, int], ...] = ()
    """Stretches that are small raised numbers, pointing to a footnote."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    direction: int = 0
    """Quarter turns, against the clock, of the direction in which it runs; x and y are those that its reader sees."""
    bullet: bool = False
    """Whether a bullet that is no letter is drawn before it."""


@dataclass(slots=True)
class Page:
    """The pieces of a page, in the order in which the file draws them."""

    number: int
    pieces: list[Piece]
    width: float
    height: float
    unmapped: int = 0
    """Characters of which the file does not say which letters they are."""
    images: int = 0
    """Pictures on it, counted only when there is no text."""
    frames: list[Frame] = field(default_factory=list)
    """Grids and boxes drawn on it, as somebody sees them who reads its pieces."""


class Line:
    """A printed line inside its column: pieces on one height, left to right."""

    # There are thousands, and each is looked at many times: what it says is put together once.
    __slots__ = ("left", "main", "pieces", "right", "text", "x0", "x1")

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.left = 0.0
        """Where its column begins."""
        self.right = 0.0
        """Where its column ends."""
        first = pieces[0]
        self.x0 = first.x0
        self.x1 = pieces[-1].x1
        self.text = first.text
        """Its words."""
        self.main = first
        """The piece that tells its height, size and look: the longest."""
        if len(pieces) > 1:
            self.text = " ".join(piece.text for piece in pieces)
            self.main = max(pieces, key=lambda piece: len(piece.text))
