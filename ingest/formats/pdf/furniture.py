"""What is printed on every page around the text: running headers and footers, page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from statistics import median

from ingest.formats.pdf.pieces import Page, Piece

# Shares of the height of a page, at its top and at its bottom.
MARGIN = 0.13
NUMBER_MARGIN = 0.1
LINES = 3
# Lines that stand on at least so many pages, and this share of all.
LEAST_PAGES, LEAST_SHARE = 2, 0.3
SAME_HEIGHT = 4.0
# A running head is this much smaller than the text, and so many of its lines away from it, on a page of so many lines.
SMALL, FAR, LEAST_TEXT = 0.85, 3.0, 8
NUMBER = re.compile(r"\d+|(?<![^\W\d_])[ivxlc]+(?![^\W\d_])", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"[\s|\-–—·]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\s|\-–—·]*", re.IGNORECASE)


def furniture(pages: Sequence[Page]) -> set[int]:
    """The `id` of each piece that belongs to the page and not to the text."""
    found: set[int] = {id(piece) for page in pages for piece in page.pieces if piece.direction}
    places: dict[tuple[str, bool], list[tuple[float, Piece]]] = defaultdict(list)
    for page, at_top in product(pages, (True, False)):
        for depth, piece in _outer(page, top=at_top):
            height = page.height - piece.y if at_top else piece.y
            if depth == 0 and height < NUMBER_MARGIN * page.height and PAGE_NUMBER.fullmatch(piece.text):
                found.add(id(piece))
            # A list at the top of many pages has its bullets at one height.
            if any(letter.isalpha() for letter in piece.text):
                places[NUMBER.sub("#", piece.text), at_top].append((height, piece))
        if at_top:
            found |= {id(piece) for piece in _heads(page)}
    for same in places.values():
        found |= {id(piece) for piece in _repeated(same, len(pages))}
    return found


def _heads(page: Page) -> list[Piece]:
    """Small print above the text and far from it: a running head, though no other page may have it."""
    text = [piece for piece in page.pieces if piece.y < (1 - MARGIN / 2) * page.height]
    above = [piece for piece in page.pieces if piece.y >= (1 - MARGIN / 2) * page.height]
    if not above or len(text) < LEAST_TEXT:
        return []
    size = median(piece.size for piece in text)
    top = max(piece.y for piece in text)
    return [piece for piece in above if piece.size < SMALL * size and piece.y > top + FAR * size]


def _outer(page: Page, *, top: bool) -> list[tuple[int, Piece]]:
    """The outermost lines of a page, each piece with the number of lines beyond it."""
    if top:
        near = [piece for piece in page.pieces if piece.y > (1 - MARGIN) * page.height]
    else:
        near = [piece for piece in page.pieces if piece.y < MARGIN * page.height]
    outer: list[tuple[int, Piece]] = []
    depth, last = -1, 0.0
    for piece in sorted(near, key=lambda piece: -piece.y if top else piece.y):
        if depth < 0 or abs(piece.y - last) > SAME_HEIGHT:
            depth, last = depth + 1, piece.y
        if depth == LINES:
            break
        outer.append((depth, piece))
    return outer


def _repeated(same: list[tuple[float, Piece]], pages: int) -> list[Piece]:
    """Those of pieces with the same words that stand at one height on many pages."""
    same = sorted(same, key=lambda entry: entry[0])
    repeated: list[Piece] = []
    start = 0
    for place in range(1, len(same) + 1):
        if place == len(same) or same[place][0] - same[place - 1][0] > SAME_HEIGHT:
            level = [piece for _, piece in same[start:place]]
            count = len({piece.page for piece in level})
            if count >= LEAST_PAGES and count >= LEAST_SHARE * pages:
                repeated += level
            start = place
    return repeated
