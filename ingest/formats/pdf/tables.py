"""Rows of tables: each cell under its header, and a table that goes on on the next page under the headers of the first."""

from collections.abc import Iterator, Sequence

from ingest.formats.clean import Clean
from ingest.formats.outline import Draft
from ingest.formats.pdf.grid import Cells, Table
from ingest.formats.pdf.groups import groups_of
from ingest.formats.pdf.lines import Measures, columns_of, set_edges
from ingest.formats.pdf.pieces import Piece
from ingest.formats.pdf.writing import Writer
from ingest.formats.rows import row_draft

LONGEST_HEADER = 90
# A table of contents: titles and the numbers of pages.
LEAST_CONTENTS = 4
SAME_EDGE = 12.0


class TableWriter:
    """Writes tables; remembers the last one, which may go on after a page break."""

    def __init__(self, writer: Writer, usual: Measures) -> None:
        self._writer, self._usual = writer, usual
        self._headers: list[str] = []
        self._edges: tuple[tuple[float, float], ...] = ()
        self._page = 0
        self._rows = 0

    def drafts(self, table: Table) -> Iterator[Draft]:
        """A draft for each row; those of a table of contents, and headers that are repeated, are furniture."""
        if _is_contents(table):
            for row in table.rows:
                yield Draft("furniture", self._row(row, [], 0).clean)
            return
        rows = table.rows
        if not self._goes_on(table):
            self._headers, self._rows = [], 1
            if _is_header(rows):
                head = self._row(rows[0], [], 0)
                self._headers = [cell.text for cell in head.cells]
                rows = rows[1:]
                yield head
        self._edges, self._page = table.edges, table.page
        for row in rows:
            draft = self._row(row, self._headers, self._rows)
            if self._headers and [cell.text for cell in draft.cells] == self._headers:
                yield Draft("furniture", draft.clean)
                continue
            self._rows += 1
            yield draft

    def _goes_on(self, table: Table) -> bool:
        if table.page != self._page + 1 or len(table.edges) != len(self._edges):
            return False
        return all(abs(first[0] - second[0]) < SAME_EDGE for first, second in zip(table.edges, self._edges, strict=True))

    def _row(self, cells: Cells, headers: Sequence[str], number: int) -> Draft:
        return row_draft([self._cell(cell) for cell in cells], headers, number)

    def _cell(self, pieces: Sequence[Piece]) -> Clean:
        if not pieces:
            return Clean()
        columns = columns_of(pieces)
        set_edges(columns)
        groups = [group for lines in columns for group in groups_of(lines, self._usual)]
        return self._writer.block([group.lines for group in groups])


def _is_header(rows: Sequence[Cells]) -> bool:
    """Whether the first row names the columns: by its look, or because it is short and says nothing in full."""
    first = [cell for cell in rows[0] if cell]
    if len(rows) < 2 or len(first) < 2:
        return False
    if all(piece.look[0] for cell in first for piece in cell):
        return True
    texts = [" ".join(piece.text for piece in cell) for cell in first]
    return len(rows) > 2 and all(len(text) <= LONGEST_HEADER and text[-1:] not in ".;:" and not text[:1].isdigit() for text in texts)


def _is_contents(table: Table) -> bool:
    numbers = [" ".join(piece.text for piece in row[-1]) for row in table.rows if row[-1]]
    if len(numbers) < LEAST_CONTENTS or len(table.edges) > 3 or not all(number.isdigit() for number in numbers):
        return False
    pages = [int(number) for number in numbers]
    return pages == sorted(pages)
