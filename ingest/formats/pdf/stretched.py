"""Lines of few words stretched to fill a column: they look like the cells of a row, and are one line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.formats.pdf.marks import is_lone_marker
from ingest.formats.pdf.order import beside
from ingest.formats.pdf.pieces import Piece

# So many whole lines end where a column of justified text ends.
LEAST_LINES = 4
LINE_LETTERS = 18
# In points.
SAME_END = 1.0
# In ems: no line is stretched further.
WIDEST = 6.0
# The widest gap of a stretched line, in units of the narrowest.
EVEN = 1.3
MOST_PARTS = 4


def join_stretched(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces of a page, of whose characters is `text`, with the words of stretched lines made one piece."""
    ends = Counter(round(piece.x1) for piece in pieces if len(piece.text) >= LINE_LETTERS)
    full = [end for end, count in ends.items() if count >= LEAST_LINES]
    if not full:
        return list(pieces)
    return [piece for run in _runs(pieces) for piece in _whole(run, full, text)]


def _whole(run: list[Piece], full: Sequence[int], text: str) -> list[Piece]:
    # The mark of an item stands apart from its words however they are set.
    words = run[is_lone_marker(run[0].text) :]
    return [*run[: len(run) - len(words)], _joined(words, text)] if _is_stretched(words, full, text) else run


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces that stand beside each other."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not (beside(run[-1], piece) and piece.direction == run[-1].direction):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _is_stretched(run: Sequence[Piece], full: Sequence[int], text: str) -> bool:
    """Whether pieces are the words of a line that ends where full lines do, with even gaps between them."""
    if not 1 < len(run) <= MOST_PARTS or not any(abs(run[-1].x1 - end) <= SAME_END for end in full):
        return False
    if "\n" in text[run[0].first : run[-1].first]:
        return False
    gaps = [second.x0 - first.x1 for first, second in pairwise(run)]
    return max(gaps) < min(EVEN * min(gaps), WIDEST * run[0].size)


def _joined(run: Sequence[Piece], text: str) -> Piece:
    first, last, main = run[0], run[-1], max(run, key=lambda piece: len(piece.text))
    moved = [one.first - first.first for one in run]
    return replace(
        main,
        text=text[first.first : last.first + len(last.text)],
        x0=first.x0,
        x1=last.x1,
        first=first.first,
        starts=tuple((shift + start, x) for shift, one in zip(moved, run, strict=True) for start, x in one.starts),
        looks=tuple(_shifted(run, main)),
        notes=tuple((shift + start, shift + end) for shift, one in zip(moved, run, strict=True) for start, end in one.notes),
    )


def _shifted(run: Sequence[Piece], main: Piece) -> Iterator[tuple[int, int]]:
    """The stretches of a joined line in another look than most of it."""
    for one in run:
        shift = one.first - run[0].first
        if one.look == main.look:
            yield from ((shift + start, shift + end) for start, end in one.looks)
        elif any(one.look):
            yield shift, shift + len(one.text)
