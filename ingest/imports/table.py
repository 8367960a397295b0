"""The rows of a table under the fields that a mapping gives to its columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ingest.documents import Block, Cell, ReadDocument
from ingest.extraction.almanac import When, day_when, months_when, year_when
from ingest.extraction.findings import Span
from ingest.imports.mapping import ImportMapping, MappingInvalid

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]00:00(?::00)?)?")
CORRECT_CELL = "Correct the cell and import the table again."


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that does not enter, and why."""

    place: str
    """Row and column: "line 12, column 3 ('Due')", "Actions!A7:F7, column 3 ('Due')"."""
    code: str
    reason: str
    fix: str
    row: str
    """The row as it stands in the stored text."""


class RowRejected(ValueError):
    """A row cannot enter because of one of its cells; steers the import to the next row."""

    def __init__(self, field: str, code: str, reason: str, fix: str = CORRECT_CELL) -> None:
        super().__init__(reason)
        self.field = field
        self.code = code
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True)
class TableRow:
    """One row by the fields of its cells."""

    block: Block
    line: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    """Number of the column of each field, from 1."""
    mapping: ImportMapping

    def text(self, field: str) -> str:
        """What the cell says, or the constant where there is none; what the mapping says it means, where it does."""
        cell = self.cells.get(field)
        words = cell.text if cell and cell.text else self.mapping.constants.get(field, "")
        meanings = {given.casefold(): meant for given, meant in self.mapping.values.get(field, {}).items()}
        return meanings.get(words.casefold(), words)

    def span(self, field: str) -> Span:
        """The cell as a stretch of the row; the whole row when the field is a constant."""
        cell = self.cells.get(field)
        return Span(self.block, cell.start, cell.end) if cell and cell.text else self.whole

    @property
    def whole(self) -> Span:
        """The row as a passage."""
        return Span(self.block, 0, len(self.block.text))

    def names(self, field: str) -> list[str]:
        """The names in the cell, in their order."""
        return [name for part in self.text(field).split(self.mapping.lists) if (name := " ".join(part.split()))]

    def place(self, field: str) -> str:
        """Where the cell is, in words."""
        row = self.block.place or f"line {self.line}"
        header = next((column for column, held in self.mapping.columns.items() if held == field), None)
        return f"{row}, column {self.columns[field]} ({header!r})" if field in self.columns else row


def table_rows(document: ReadDocument, mapping: ImportMapping, path: str) -> tuple[list[TableRow], list[str]]:
    """The rows below the headers, and the headers that the mapping says nothing of.

    Raises:
        MappingInvalid: no table in the document has one of its columns.
    """
    blocks = [block for block in whole_rows(document.blocks) if any(cell.header for cell in block.cells)]
    # Also the row of headers itself: rows that are all too short have no cell under the last ones.
    first = [cell.text for block in document.blocks if blocks and block.kind == "row" and not block.level for cell in block.cells]
    headers = list(dict.fromkeys([*(cell.header for block in blocks for cell in block.cells if cell.header), *filter(None, first)]))
    held = {mapping.field_of(header) for header in headers}
    missing = next((column for column, field in mapping.columns.items() if field not in held), None)
    if missing is not None:
        known = f"its columns are {', '.join(map(repr, headers))}" if headers else "there is no table with headers in it"
        fix = "Write the column as the table does, or take it out of the mapping."
        raise MappingInvalid(path, problem=f"{document.raw.name!r} has no column {missing!r}; {known}", fix=fix)
    return list(_rows(document, blocks, mapping)), [header for header in headers if mapping.field_of(header) is None]


def whole_rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """The rows, those that were read in parts for their length put together again: here a row is one thing however long it is."""
    before: Block | None = None
    for block in blocks:
        # Between two rows of other tables stands a row of headers.
        part = block.kind == "row" and before is not None and 0 < block.level == before.level
        if before is not None and part:
            before = _joined(before, block)
            continue
        if before is not None:
            yield before
        before = block if block.kind == "row" else None
    if before is not None:
        yield before


def verbatim(document: ReadDocument, row: TableRow) -> str:
    """The row as it stands in the stored text, from the beginning of its line to the end."""
    start = document.text.rfind("\n", 0, row.block.start) + 1
    end = document.text.find("\n", row.block.end)
    return document.text[start : end if end >= 0 else len(document.text)]


def read_day(text: str, formats: Sequence[str]) -> When | None:
    """The day, month or year that `text` is, in ISO form or one of the formats; None when it is none."""
    for known in formats:
        try:
            moment = datetime.strptime(text, known).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return _when(moment, known)
    match = ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        return day_when(year, int(month), int(day))
    if month:
        return months_when(year, int(month), 1, "month") if 1 <= int(month) <= 12 else None
    return year_when(year) if year else None


def _when(moment: date, known: str) -> When | None:
    """A moment only as exact as the format it was written in."""
    if re.search(r"%[dejDFxc]", known):
        return day_when(moment.year, moment.month, moment.day)
    return months_when(moment.year, moment.month, 1, "month") if re.search(r"%[mbB]", known) else year_when(moment.year)


def _joined(first: Block, second: Block) -> Block:
    """Two parts of one row as one; the blank that parted them stands right behind the first."""
    blank = second.start > first.end
    text = f"{first.text}{' ' * blank}{second.text}"
    offsets = (*first.offsets, *((first.end,) * blank), *second.offsets)
    shift = len(first.text) + blank
    cells = [Cell(cell.header, cell.text, cell.start + shift, cell.end + shift) for cell in second.cells]
    last = first.cells[-1]
    if cells and cells[0].header == last.header:
        end = cells.pop(0).end
        cells.insert(0, Cell(last.header, text[last.start : end], last.start, end))
        return replace(first, text=text, offsets=offsets, cells=(*first.cells[:-1], *cells))
    return replace(first, text=text, offsets=offsets, cells=(*first.cells, *cells))


def _rows(document: ReadDocument, blocks: Sequence[Block], mapping: ImportMapping) -> Iterator[TableRow]:
    line, counted = 1, 0
    for block in blocks:
        # Counted on from the row before: from the beginning it would take the square of the table's length.
        line += document.text.count("\n", counted, block.start)
        counted = block.start
        fields = [(mapping.field_of(cell.header), number, cell) for number, cell in enumerate(block.cells, 1)]
        cells = {field: cell for field, _, cell in reversed(fields) if field}
        yield TableRow(block, line, cells, {field: number for field, number, _ in reversed(fields) if field}, mapping)
