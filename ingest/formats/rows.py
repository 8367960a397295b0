"""Rows of tables: cells joined to one text, each under the header of its column."""

from collections.abc import Sequence

from ingest.documents import Cell
from ingest.formats.clean import Clean
from ingest.formats.outline import Draft

# The words of a cell that spans rows are said in each of them when they are a label; prose is said once.
LONGEST_LABEL = 80


def row_draft(cells: Sequence[Clean], headers: Sequence[str], number: int, place: str | None = None) -> Draft:
    """One row: its cells' words with a space and a break between, and the cells under `headers`.

    Args:
        cells: left to right; an empty one is kept, so that the columns stay in line.
        headers: of the columns; a cell beyond the last has the header ''.
        number: place in the table, 0 for the row of headers itself.
        place: the row in the original, as `Block.place`.
    """
    # The empty slices tell the type checker of what the lists are.
    text, offsets, breaks, placed = "", [0][:0], [0][:0], []
    links: list[tuple[int, int, str]] = []
    emphasis: list[tuple[int, int]] = []
    for column, cell in enumerate(cells):
        if text and cell.text:
            text += " "
            offsets.append(offsets[-1] + 1)
            breaks.append(len(text))
        start = len(text)
        text += cell.text
        offsets.extend(cell.offsets)
        links.extend((start + a, start + b, url) for a, b, url in cell.links)
        emphasis.extend((start + a, start + b) for a, b in cell.emphasis)
        breaks.extend(start + place for place in cell.breaks)
        header = headers[column] if column < len(headers) else ""
        placed.append(Cell(header, cell.text, start, len(text)))
    clean = Clean(text, tuple(offsets), tuple(links), tuple(emphasis), tuple(breaks))
    return Draft("row", clean, level=number, cells=tuple(placed), place=place)
