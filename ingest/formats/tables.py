"""CSV and TSV: a block for each row, a cell under each header; a bad row is reported and the good ones still enter."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.formats.clean import Clean, CleanBuilder
from ingest.formats.decode import decode
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document
from ingest.formats.rows import row_draft
from ingest.verbatim import LONGEST_VERBATIM, cut

# As much as Python's own csv reader takes by default.
BIGGEST_CELL = 131_072
# A quote still open after so many lines was never closed: it must not make one cell of the rest of the file.
LONGEST_QUOTED_LINES = 200
# Lines without anything, which no row is lost with.
BLANK = re.compile("\n+")
SPECIAL = re.compile(r'["\n]')
# What a spreadsheet would compute: "=1+1", "@SUM(A1)", "+cmd|…".
FORMULA = re.compile(r"[=@]\S|[+-][A-Za-z]\w*[(|!]")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    start: int
    end: int
    cells: tuple[_Cell, ...]


class DelimitedText:
    """Reads CSV (RFC 4180, also with ';') and TSV; the first row is the headers."""

    def __init__(self, media_type: str, suffixes: Sequence[str], delimiter: str | None) -> None:
        self.media_types = frozenset({media_type})
        self.suffixes = frozenset(suffixes)
        self._delimiter = delimiter

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is the source."""
        text, problems = decode(raw.content, raw.name)
        drafts, found = table_drafts(text, self._delimiter or likely_delimiter(text))
        return read_document(raw, text, drafts, problems=(*problems, *found))


def likely_delimiter(text: str) -> str:
    """The character that parts the cells of the first line, outside of quotes; a comma when there is none."""
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return max(DELIMITERS, key=lambda character: (first.count(character), character == ","))


def table_drafts(text: str, delimiter: str) -> tuple[list[Draft], list[Problem]]:
    """The rows of a table as blocks, the row of headers first, and what is wrong with some of them."""
    problems: list[Problem] = []
    rows = [row for row in _rows(text, delimiter, problems) if any(text[cell.start : cell.end].strip() for cell in row.cells)]
    if not rows:
        return [], problems
    cleans = [[_clean(text, cell) for cell in row.cells] for row in rows]
    headers, repeated = unique_headers([cell.text for cell in cleans[0]], "csv", "line 1")
    problems.extend(repeated)
    drafts = [row_draft(cleans[0], [], 0)]
    for number, (row, cells) in enumerate(zip(rows[1:], cleans[1:], strict=True), 1):
        problems.extend(_faults(row, text, len(headers)))
        drafts.append(row_draft(cells, headers, number))
    return [draft for draft in drafts if draft.clean.text], problems


# By hand, because the csv module does not say where in the file a cell stands.
def _rows(text: str, delimiter: str, problems: list[Problem]) -> Iterator[_Row]:
    place, line = 0, 1
    while place < len(text):
        if text[place] == "\n" and (blank := BLANK.match(text, place)):
            line, place = line + blank.end() - place, blank.end()
            continue
        first_line, start = line, place
        cells: list[_Cell] = []
        ended = False
        while not ended:
            cell, place = _cell(text, place, delimiter)
            if cell is None:
                problems.append(_unclosed(line, text[place : place + 2 * LONGEST_VERBATIM].partition("\n")[0]))
                cell, place = _unquoted(text, place, delimiter)
            cells.append(cell)
            line += text.count("\n", cell.start, cell.end)
            ended = place >= len(text) or text[place] == "\n"
            place += 1
        line += 1
        yield _Row(first_line, start, place - 1, tuple(cells))
    # A delimiter at the very end of the text opens one more, empty cell: nothing to see, nothing to keep.


def _cell(text: str, place: int, delimiter: str) -> tuple[_Cell | None, int]:
    """The cell at `place` and where it ends; None when its quote is never closed."""
    if not text.startswith('"', place):
        return _unquoted(text, place, delimiter)
    scan, lines = place + 1, 0
    while match := SPECIAL.search(text, scan):
        scan = match.end()
        if match[0] == "\n":
            lines += 1
            if lines > LONGEST_QUOTED_LINES:
                return None, place
            continue
        if text.startswith('"', scan):
            scan += 1
            continue
        ends = scan >= len(text) or text[scan] in (delimiter, "\n")
        return (_Cell(place + 1, scan - 1, quoted=True), scan) if ends else (None, place)
    return None, place


def _unquoted(text: str, place: int, delimiter: str) -> tuple[_Cell, int]:
    line_end = text.find("\n", place)
    stop = line_end if line_end >= 0 else len(text)
    cut = text.find(delimiter, place, stop)
    end = cut if cut >= 0 else stop
    return _Cell(place, end, quoted=False), end


def _clean(text: str, cell: _Cell) -> Clean:
    builder = CleanBuilder()
    place = cell.start
    while cell.quoted and (doubled := text.find('""', place, cell.end)) >= 0:
        builder.add(text[place : doubled + 1], place)
        place = doubled + 2
    builder.add(text[place : cell.end], place)
    return builder.finish()


def unique_headers(headers: Sequence[str], kind: str, place: str) -> tuple[list[str], list[Problem]]:
    """The headers, a repeated one with its count behind it, so that no column hides another, and what to say of that.

    Args:
        headers: left to right.
        kind: of the file, with which the problem's code begins.
        place: of the row of headers.
    """
    seen: Counter[str] = Counter()
    unique, problems = [], []
    for header in headers:
        seen[header] += 1
        unique.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
        if header and seen[header] == 2:
            reason = f"two columns are called {header!r}; the later one was read as {unique[-1]!r}"
            problems.append(Problem(f"{kind}-duplicate-header", place, reason, "Give each column a name of its own."))
    return unique, problems


def _faults(row: _Row, text: str, columns: int) -> Iterator[Problem]:
    place = f"line {row.line}"
    source = cut(text[row.start : row.end])
    if len(row.cells) < columns:
        reason = f"it has {len(row.cells)} cells and not {columns}; the last ones were read as empty"
        yield Problem("csv-short-row", place, reason, "Add the missing delimiters.", source)
    if len(row.cells) > columns:
        reason = f"it has {len(row.cells)} cells and not {columns}; the last ones were read without a header"
        yield Problem("csv-long-row", place, reason, "Put cells that contain the delimiter into quotes.", source)
    if any(FORMULA.match(text, cell.start, cell.end) for cell in row.cells):
        yield Problem("csv-formula", place, "a cell begins like a formula; it was read as text and is not computed", "Nothing.", source)
    if any("\x00" in text[cell.start : cell.end] for cell in row.cells):
        yield Problem("csv-nul", place, "it contains a NUL character, which was left out", "Export the file again.", source)
    if any(cell.end - cell.start > BIGGEST_CELL for cell in row.cells):
        reason = f"a cell has more than {BIGGEST_CELL:,} characters"
        yield Problem("csv-huge-cell", place, reason, "Look for a missing quote.", source)


def _unclosed(line: int, rest: str) -> Problem:
    reason = "a quote is opened and never closed; the cell was read up to the next delimiter"
    return Problem("csv-unclosed-quote", f"line {line}", reason, "Close the quote, or double it inside a quoted cell.", cut(rest))
