"""Tables of Word files: rows with their cells under headers, merged cells resolved."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ingest.formats.clean import Clean, CleanBuilder
from ingest.formats.outline import Draft
from ingest.formats.rows import LONGEST_LABEL, row_draft

LONGEST_HEADER = 60
# A mistyped span must not make a row of empty cells without end.
MOST_SPANNED = 100
FEWEST_COLUMNS = 3


@dataclass(slots=True)
class Row:
    """A row while it is read."""

    cells: list[Clean] = field(default_factory=list)
    marked: bool = False
    """Whether it says that it is a row of headers."""


class Table:
    """Takes cells as they go by and gives rows."""

    def __init__(self, new_builder: Callable[[], CleanBuilder]) -> None:
        self._new_builder = new_builder
        self.builder: CleanBuilder | None = None
        """Of the open cell; None between cells."""
        self.row = Row()
        self.first_row_differs = False
        """Whether the table's look sets its first row apart."""
        self._span = 1
        self._continues = False
        self._headers: list[str] = []
        self._above: dict[int, Clean] = {}
        self.rows = 0
        """How many there are so far, headers not counted."""
        self._headed = False

    def open_cell(self) -> None:
        """A cell begins; one that was left open ends."""
        self.close_cell()
        self.builder, self._span, self._continues = self._new_builder(), 1, False

    def span(self, columns: str | None) -> None:
        """The open cell covers so many columns."""
        self._span = max(1, min(int(columns), MOST_SPANNED)) if columns and columns.isascii() and columns.isdigit() else 1

    def merge(self, value: str | None) -> None:
        """The open cell begins a merged one ('restart') or goes on with the one above."""
        self._continues = value != "restart"

    def close_cell(self) -> None:
        """The open cell ends."""
        if self.builder is None:
            return
        clean, column = self.builder.finish(), len(self.row.cells)
        if self._continues and not clean.text:
            above = self._above.get(column, Clean())
            clean = above if len(above.text) <= LONGEST_LABEL else clean
        else:
            self._above[column] = clean
        self.row.cells.extend([clean, *[Clean()] * (self._span - 1)])
        self.builder = None

    def close_row(self) -> Draft | None:
        """The row that ends, as a draft; None when it says nothing."""
        self.close_cell()
        row, self.row = self.row, Row()
        if not any(cell.text for cell in row.cells):
            return None
        if self._is_header(row):
            self._headed = True
            self._headers = self._joined([cell.text for cell in row.cells])
            return row_draft(row.cells, [], 0)
        self.rows += 1
        return row_draft(row.cells, self._headers, self.rows)

    def _is_header(self, row: Row) -> bool:
        if self.rows:
            return False
        if row.marked or self._headed:
            return row.marked
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) > 1 and all((0, len(cell.text)) in cell.emphasis for cell in filled):
            return True
        looks = [len(cell.text) <= LONGEST_HEADER and not cell.text.endswith((".", ";", ":", "?")) for cell in filled]
        return self.first_row_differs and len(filled) == len(row.cells) >= FEWEST_COLUMNS and all(looks)

    def _joined(self, headers: list[str]) -> list[str]:
        """The headers of two rows of them, one above the other."""
        wide = [header or (headers[column - 1] if column else "") for column, header in enumerate(headers)]
        above = self._headers or [""] * len(wide)
        return [
            header if upper in {"", header} else f"{upper} {header}".strip()
            for header, upper in zip(wide, [*above, *[""] * len(wide)], strict=False)
        ]


def alone(draft: Draft) -> Draft:
    """A row of headers that heads nothing, as an ordinary row."""
    return replace(draft, level=1)
