"""Tables of web pages: rows with their cells under headers, wide and tall cells resolved."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.formats.clean import Clean
from ingest.formats.html_tags import whole_number
from ingest.formats.outline import Draft
from ingest.formats.rows import LONGEST_LABEL, row_draft

# A mistyped span must not make a row of empty cells without end.
MOST_COLUMNS = 100
MOST_ROWS = 65_534
# Cells that tall ones may add to the rows below them, in all tables of a page together.
MOST_REPEATED = 50_000
# Stands for the columns that a wide cell covers beside its first.
COVERED = Clean()
EMPTY = Clean("")


@dataclass(slots=True)
class Repeats:
    """How many cells may still be filled in from above."""

    left: int = MOST_REPEATED


@dataclass(slots=True)
class Table:
    """A table while it is read; a cell that spans rows belongs to each of them."""

    repeats: Repeats
    in_cell: bool = False
    _headers: list[str] = field(default_factory=list)
    _placed: int = 0
    """Rows that were drafted, headers not counted."""
    _row: int = 0
    _cells: list[Clean] = field(default_factory=list)
    _open: bool = False
    _heads: bool = True
    """Whether all cells of the open row are headers."""
    _said: bool = False
    """Whether the open row has words of its own."""
    _inner: int | None = None
    """Where the first table inside the open row stands among the drafts."""
    _columns: int = 1
    _rows: int = 1
    _above: dict[int, tuple[int, Clean]] = field(default_factory=dict)
    """For each column that a cell above reaches down to: the last row of that cell, and what it says there."""

    def interrupt(self, place: int) -> None:
        """Another table begins in the open row; its first draft will stand at `place`."""
        if self._open and self._inner is None:
            self._inner = place

    def before_inner(self, place: int) -> int:
        """Where the open row stands among the drafts: before the first table in it, else at `place`."""
        inner, self._inner = self._inner, None
        return place if inner is None else inner

    def open_row(self) -> None:
        """A row begins, even if it will have no cell of its own."""
        self._open = True

    def open_cell(self, attributes: str, *, heads: bool) -> None:
        """A cell begins; `heads` when it is a header."""
        self._open = self.in_cell = True
        self._heads = self._heads and heads
        self._columns = self._rows = 1
        if attributes:
            self._columns = min(max(_count("colspan", attributes), 1), MOST_COLUMNS)
            # As browsers have it, 0 is to the end of the group of rows.
            self._rows = min(_count("rowspan", attributes) or MOST_ROWS, MOST_ROWS)

    def close_cell(self, clean: Clean) -> None:
        """The open cell ends, and has said `clean`."""
        self.in_cell = False
        self._said = self._said or bool(clean.text)
        while self._above and self._covers(len(self._cells)):
            self._cells.append(self._above[len(self._cells)][1])
        if self._rows > 1:
            self._reach_down(len(self._cells), clean)
        self._cells.append(clean)
        if self._columns > 1:
            self._cells += [COVERED] * (self._columns - 1)

    def close_group(self) -> None:
        """A head, body or foot of the table begins or ends, and no cell reaches into the next."""
        self._above.clear()

    def close_row(self, place: str | None) -> Draft | None:
        """The open row as a draft; None when there is none, or when it has no words of its own."""
        if not self._open:
            return None
        if self._above:
            self._fill()
        cells, said, heads = self._cells, self._said, self._heads
        self._cells, self._open, self._said, self._heads = [], False, False, True
        self._row += 1
        return self._draft(cells, place, heads=heads) if said else None

    def _draft(self, cells: Sequence[Clean], place: str | None, *, heads: bool) -> Draft:
        # A row of headers further down parts the table and names no columns.
        if heads and not self._placed:
            self._headers = _headers(cells)
            return row_draft(cells, [], 0, place)
        self._placed += 1
        return row_draft(cells, self._headers, self._placed, place)

    def _covers(self, column: int) -> bool:
        """Whether a cell above reaches down to `column` of the open row; if so, it is counted."""
        above = self._above.get(column)
        if above is None:
            return False
        if above[0] < self._row or not self.repeats.left:
            del self._above[column]
            return False
        self.repeats.left -= 1
        return True

    def _reach_down(self, column: int, clean: Clean) -> None:
        # A label belongs to every row; prose is said once.
        last, label = self._row + self._rows - 1, clean if len(clean.text) <= LONGEST_LABEL else EMPTY
        self._above[column] = (last, label)
        self._above.update((column + beside, (last, COVERED)) for beside in range(1, self._columns))

    def _fill(self) -> None:
        """Cells that reach down to the right of the row's own."""
        for column in sorted(self._above):
            gap = column - len(self._cells)
            if gap < 0 or not self._covers(column):
                continue
            if gap > self.repeats.left:
                return
            self.repeats.left -= gap
            self._cells += [*[EMPTY] * gap, self._above[column][1]]


def _count(name: str, attributes: str) -> int:
    number = whole_number(name, attributes)
    return 1 if number is None or number < 0 else number


def _headers(cells: Sequence[Clean]) -> list[str]:
    """The header of each column; a wide one stands over all the columns it covers."""
    headers: list[str] = []
    for cell in cells:
        headers.append(headers[-1] if cell is COVERED and headers else cell.text)
    return headers
