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


@dataclass(slots=True)
class Line:
    """A printed line inside its column: pieces on one height, left to right."""

    pieces: list[Piece]
    left: float = 0.0
    """Where its column begins."""
    right: float = 0.0
    """Where its column ends."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.pieces[0].text if len(self.pieces) == 1 else " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.pieces[-1].x1

    @property
    def main(self) -> Piece:
        """The piece that tells its height, size and look: the longest."""
        return max(self.pieces, key=lambda piece: len(piece.text)) if len(self.pieces) > 1 else self.pieces[0]
