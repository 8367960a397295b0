"""Rows of tables: cells joined to one text, each under the header of its column."""

from collections.abc import Sequence
from itertools import chain, zip_longest

from ingest.documents import Cell
from ingest.formats.clean import Clean, joined_offsets
from ingest.formats.outline import Draft

# The words of a cell that spans rows are said in each of them when they are a label; prose is said once.
LONGEST_LABEL = 80
# What names a column is looked at for each cell below it; all of its words stand in the row of headers.
LONGEST_HEADER = 500


def row_draft(cells: Sequence[Clean], headers: Sequence[str], number: int, place: str | None = None) -> Draft:
    """One row: its cells' words with a space and a break between, and the cells under `headers`.

    Args:
        cells: left to right; an empty one is kept, so that the columns stay in line.
        headers: of the columns; a cell beyond the last has the header ''.
        number: place in the table, 0 for the row of headers itself.
        place: the row in the original, as `Block.place`.
    """
    # The empty slices tell the type checker of what the lists are.
    text, breaks, placed = "", [0][:0], []
    links: list[tuple[int, int, str]] = []
    emphasis: list[tuple[int, int]] = []
    for column, cell in enumerate(cells):
        if text and cell.text:
            text += " "
            breaks.append(len(text))
        start = len(text)
        text += cell.text
        if cell.links or cell.emphasis or cell.breaks:
            links.extend((start + a, start + b, url) for a, b, url in cell.links)
            emphasis.extend((start + a, start + b) for a, b in cell.emphasis)
            breaks.extend(start + place for place in cell.breaks)
        header = headers[column][:LONGEST_HEADER] if column < len(headers) else ""
        placed.append(Cell(header, cell.text, start, len(text)))
    clean = Clean(text, _offsets(cells, len(text)), tuple(links), tuple(emphasis), tuple(breaks))
    return Draft("row", clean, level=number, cells=tuple(placed), place=place)


def _offsets(cells: Sequence[Clean], length: int) -> Sequence[int]:
    """The offset of each of the row's characters; the blank between two cells stands right behind the first."""
    said = [cell.offsets for cell in cells if cell.text]
    if len(said) < 2:
        return said[0] if said else ()
    # Texts that are written out anew all begin at 0, and only their length counts.
    if not said[-1][0]:
        return range(length)
    blanks = [(offsets[-1] + 1,) for offsets in said[:-1]]
    return joined_offsets([run for run in chain.from_iterable(zip_longest(said, blanks, fillvalue=())) if run])
