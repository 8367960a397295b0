"""Tables that a page break parts: which go on, and which of their rows it cuts in two."""

from collections.abc import Sequence

from ingest.formats.pdf.grid import Cells, Table
from ingest.formats.pdf.pieces import Piece
from ingest.formats.pdf.tables import head_of

SAME_EDGE = 12.0
END_MARKS = ".!?:;"
# Of the rows of a table those that have a first cell, for one without to be the rest of the row before.
MOST_KEYS = 0.7


def continue_table(before: Table, table: Table) -> None:
    """Marks `table` as the rest of `before`, if it is; what it holds of the last row of `before` goes there."""
    if not _goes_on(before, table):
        return
    table.goes_on = True
    if not before.goes_on:
        _learn_header(before, table)
    table.header = before.header
    repeated = _repeated(table)
    last = _last_row(before)
    if last and repeated < len(table.rows) and _is_rest(before.rows, last, table.rows[repeated]):
        rest = table.rows.pop(repeated)
        last[:] = [[*cell, *more] for cell, more in zip(last, rest, strict=True)]
    if len(table.rows) == repeated:
        table.cut_row = last


def _last_row(table: Table) -> Cells:
    """The last row of a table, which may go on behind a break; one without cells when it has but headers."""
    heads = _repeated(table) if table.goes_on else len(table.header) // len(table.edges)
    return table.rows[-1] if len(table.rows) > heads else table.cut_row


def _learn_header(before: Table, table: Table) -> None:
    """What the header rows of a table say; a row that the next page repeats is one."""
    titles, heads = head_of(before.rows)
    if not heads and titles < len(before.rows) and _said(before.rows[titles]) == _said(table.rows[0]):
        before.heads = heads = 1
    before.header = [words for row in before.rows[titles : titles + heads] for words in _said(row)]


def _repeated(table: Table) -> int:
    """How many rows at the top of a table repeat its header."""
    columns = len(table.edges)
    said = [words for row in table.rows[: len(table.header) // columns] for words in _said(row)]
    return len(said) // columns if said and said == table.header else 0


def _goes_on(before: Table, table: Table) -> bool:
    """Whether a table stands on the next page, or in the next column, with columns as wide as those of the one before."""
    if len(table.edges) != len(before.edges) or table.page - before.page not in {0, 1}:
        return False
    if table.page == before.page and _top(table) < _top(before):
        return False
    return all(
        abs((new[0] - table.edges[0][0]) - (old[0] - before.edges[0][0])) < SAME_EDGE
        for new, old in zip(table.edges, before.edges, strict=True)
    )


def _top(table: Table) -> float:
    return max(piece.y for row in table.rows for cell in row for piece in cell)


def _is_rest(rows: Sequence[Cells], last: Cells, row: Cells) -> bool:
    """Whether a row at the top of a page is the rest of the last one before it; `rows` are those of the page before."""
    pairs = [(above, cell) for above, cell in zip(last, row, strict=True) if cell]
    if not all(above for above, _ in pairs):
        return False
    if any(_goes_on_in(above[-1], cell[0]) for above, cell in pairs):
        return True
    keys = sum(1 for one in rows if one[0])
    return not row[0] and keys >= MOST_KEYS * len(rows) and len(rows) > 1


def _goes_on_in(last: Piece, first: Piece) -> bool:
    """Whether a sentence runs from one piece to the next."""
    return last.text[-1:] not in END_MARKS and first.text[:1].islower()


def _said(row: Cells) -> list[str]:
    return [" ".join(piece.text for piece in cell) for cell in row]
