"""Rows of tables: each cell under its header, and a table that goes on on the next page under the headers of the first."""

from collections.abc import Iterator, Sequence

from ingest.formats.clean import Clean
from ingest.formats.outline import Draft
from ingest.formats.pdf.grid import Cells, Table
from ingest.formats.pdf.groups import groups_of, joined_across
from ingest.formats.pdf.lines import Measures, columns_of, set_edges
from ingest.formats.pdf.pieces import Piece
from ingest.formats.pdf.writing import Writer
from ingest.formats.rows import LONGEST_LABEL, row_draft

LONGEST_HEADER = 90
# A table of contents: titles and the numbers of pages.
LEAST_CONTENTS = 4


class TableWriter:
    """Writes tables; remembers the headers of the last one, which may go on after a page break."""

    def __init__(self, writer: Writer, usual: Measures) -> None:
        self._writer, self._usual = writer, usual
        self._headers: list[str] = []
        self._rows = 0
        self._said: dict[int, Clean] = {}
        """What the cells of the row before say, by their `id`: one that spans rows is the same in each."""

    def drafts(self, table: Table) -> Iterator[Draft]:
        """A draft for each row; those of a table of contents, and headers that are repeated, are furniture."""
        if _is_contents(table):
            for row in table.rows:
                yield Draft("furniture", self._row(row, [], 0).clean)
            return
        rows = table.rows
        if not table.goes_on:
            titles, heads = head_of(rows)
            heads = max(heads, table.heads)
            self._headers, self._rows = [], 1
            for row in rows[:titles]:
                yield self._row(row, [], 0)
            for row in rows[titles : titles + heads]:
                head = self._row(row, [], 0)
                self._headers = _headers(row, head, self._headers)
                yield head
            rows = rows[titles + heads :]
        for row in rows:
            draft = self._row(row, self._headers, self._rows)
            if self._headers and [cell.text for cell in draft.cells] == self._headers:
                yield Draft("furniture", draft.clean)
                continue
            self._rows += 1
            yield draft

    def _row(self, cells: Cells, headers: Sequence[str], number: int) -> Draft:
        said: dict[int, Clean] = {}
        cleans: list[Clean] = []
        for cell in cells:
            # What spans columns is said in the first of them, what spans rows in each if it is short.
            above = self._said.get(id(cell))
            clean = Clean() if id(cell) in said else self._cell(cell) if above is None else above
            if id(cell) not in said and cell:
                said[id(cell)] = clean if len(clean.text) <= LONGEST_LABEL else Clean()
            cleans.append(clean)
        self._said = said
        return row_draft(cleans, headers, number)

    def _cell(self, pieces: Sequence[Piece]) -> Clean:
        if not pieces:
            return Clean()
        columns = columns_of(pieces)
        set_edges(columns)
        # A cell that a page break parts is two columns.
        groups = joined_across([groups_of(lines, self._usual) for lines in columns])
        return self._writer.block([group.lines for group in groups])


def head_of(rows: Sequence[Cells]) -> tuple[int, int]:
    """How many rows at the top of a table are but a title across all of it, and how many below them name its columns."""
    titles = 0
    while titles < len(rows) and len({id(cell) for cell in rows[titles]}) == 1 < len(rows[titles]):
        titles += 1
    if not _is_header(rows[titles:]):
        return titles, 0
    # A header that spans columns has those of the single columns below it.
    spans = len({id(cell) for cell in rows[titles] if cell}) < sum(1 for cell in rows[titles] if cell)
    return titles, 1 + (spans and len(rows) > titles + 2)


def _headers(row: Cells, head: Draft, above: Sequence[str]) -> list[str]:
    """The header of each column: of one that spans columns in each of them, and the lowest of several."""
    headers: list[str] = []
    for place, (cell, said) in enumerate(zip(row, head.cells, strict=True)):
        covered = place > 0 and bool(cell) and row[place - 1] is cell
        own = headers[-1] if covered else said.text
        headers.append(own or (above[place] if above else ""))
    return headers


def _is_header(rows: Sequence[Cells]) -> bool:
    """Whether the first row names the columns: by its look, or because it is short and says nothing in full."""
    first = [cell for cell in rows[0] if cell] if rows else []
    if len(rows) < 2 or len(first) < 2:
        return False
    if all(piece.look[0] for cell in first for piece in cell):
        return True
    texts = [" ".join(piece.text for piece in cell) for cell in first]
    said = " ".join(piece.text for cell in rows[1] for piece in cell)
    if len(rows) == 2 and not (said.endswith(".") and len(said) > 2 * sum(map(len, texts))):
        return False
    return all(len(text) <= LONGEST_HEADER and text[-1:] not in ".;:" and not text[:1].isdigit() for text in texts)


def _is_contents(table: Table) -> bool:
    numbers = [" ".join(piece.text for piece in row[-1]) for row in table.rows if row[-1]]
    if len(numbers) < LEAST_CONTENTS or len(table.edges) > 3 or not all(number.isdigit() for number in numbers):
        return False
    pages = [int(number) for number in numbers]
    return pages == sorted(pages)
