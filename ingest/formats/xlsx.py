"""Workbooks: each sheet a heading, each table its rows under their headers, values as they are shown.

Read without openpyxl: in the mode in which that reads large files it knows
nothing of merged and hidden cells, and loses what a formula has no result for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.formats.clean import Clean, UnplacedBuilder
from ingest.formats.outline import Draft
from ingest.formats.package import Element, Package
from ingest.formats.reading import read_document
from ingest.formats.rows import LONGEST_LABEL, row_draft
from ingest.formats.sheet_cells import Sheet, SheetCell, SheetSink, StringsSink, is_on, name_of
from ingest.formats.sheet_values import formats_of
from ingest.formats.tables import unique_headers
from ingest.formats.written import written_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
GIVEN_NAME = re.compile(r"(?:sheet|tabelle|feuil|hoja|foglio|blad|planilha)\s?\d*", re.IGNORECASE)
SIMPLE_NAME = re.compile(r"[A-Za-z_]\w*")
LONGEST_HEADER = 60
# Wider tables are written without their empty cells, which would be more than the full ones.
WIDEST = 256
MOST_NAMED = 20
MOST_REPEATED = 200_000
# More are scattered cells and no tables side by side.
MOST_BESIDE = 50

Rows = dict[int, dict[int, SheetCell]]


class Xlsx:
    """Reads a workbook's sheets in their order, hidden ones too."""

    def __init__(self, media_type: str, suffix: str) -> None:
        self.media_types = frozenset({media_type})
        self.suffixes = frozenset({suffix})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is what the cells show, one on each line and a blank line between rows.

        Raises:
            UnreadableDocument: it is encrypted, damaged, too large, or no workbook.
        """
        package = Package(raw, ".xlsx")
        workbook = next((child for child in package.tree(package.main).children if child.name == "x:workbook"), None)
        if workbook is None:
            reason = "it is an office file and holds no workbook"
            raise UnreadableDocument(raw.name, code="office-not-a-document", reason=reason, fix="Name it by what it is, such as .docx.")
        problems = package.problems()
        drafts = [draft for name, sheet in _sheets(package, workbook, problems) for draft in _sheet_drafts(name, sheet, problems)]
        if package.holds("xl/vbaProject.bin"):
            problems.append(Problem("office-macros", "", "it carries macros, which were neither read nor run", "Save it without macros."))
        text, placed = written_out([draft for draft in drafts if draft.clean.text])
        return read_document(raw, text, placed, problems=problems)


def _sheets(package: Package, workbook: Element, problems: list[Problem]) -> Iterator[tuple[str, Sheet]]:
    strings = StringsSink()
    if part := package.part_of(package.main, "sharedStrings"):
        package.parse(part, strings)
    styles = package.tree(package.part_of(package.main, "styles"))
    formats = formats_of(styles, since_1904=is_on(workbook.get("x:workbookPr", "date1904")))
    relationships = package.relationships(package.main)
    for listed in (sheet for group in workbook.all("x:sheets") for sheet in group.children):
        name = listed.attributes.get("name", "")
        target = relationships.get(listed.attributes.get("r:id", ""))
        sink = SheetSink(strings.strings, formats)
        if target is None or not package.parse(target.target, sink) or not sink.is_sheet:
            reason = "it is missing or holds no cells, as a chart of its own does"
            problems.append(Problem("xlsx-no-cells", _quoted(name), reason, "Put into cells what counts of it."))
            continue
        if listed.attributes.get("state", "visible") != "visible":
            problems.append(Problem("xlsx-hidden", _quoted(name), "the sheet is hidden; it was read", "Remove it if it is not to count."))
        problems.extend(_beside_cells(package, target.target, name))
        yield name, sink.sheet


def _beside_cells(package: Package, part: str, name: str) -> Iterator[Problem]:
    kinds = {item.type for item in package.relationships(part).values()}
    for kind, words in (("drawing", "pictures, charts or text boxes"), ("comments", "comments"), ("threadedComment", "comments")):
        if kind in kinds:
            yield Problem("xlsx-beside-cells", _quoted(name), f"it has {words}, which were not read", "Put into cells what counts of them.")


def _sheet_drafts(name: str, sheet: Sheet, problems: list[Problem]) -> Iterator[Draft]:
    problems.extend(_faults(name, sheet))
    # A name that the program gave says nothing of the sheet.
    yield Draft("furniture" if GIVEN_NAME.fullmatch(name) else "heading", _clean(name), level=1, place=f"{_quoted(name)}!A1")
    _repeat_labels(sheet)
    headers: dict[int, str] = {}
    for block in _blocks(sheet.rows):
        rows = dict(block)
        for columns in _column_groups(rows):
            part = {row: {column: cell for column, cell in cells.items() if column in columns} for row, cells in rows.items()}
            yield from _table(name, {row: cells for row, cells in part.items() if cells}, headers, problems)


def _blocks(rows: Rows) -> Iterator[list[tuple[int, dict[int, SheetCell]]]]:
    """Rows that follow one another without an empty one between."""
    block: list[tuple[int, dict[int, SheetCell]]] = []
    for number in sorted(rows):
        if block and number > block[-1][0] + 1:
            yield block
            block = []
        block.append((number, rows[number]))
    if block:
        yield block


def _column_groups(rows: Rows) -> list[range]:
    """Columns that stand beside one another without an empty one between."""
    used = sorted({column for cells in rows.values() for column in cells})
    if not used:
        return []
    edges = [0, *(index for index, (left, right) in enumerate(pairwise(used), 1) if right > left + 1), len(used)]
    groups = [range(used[first], used[last - 1] + 1) for first, last in pairwise(edges)]
    return groups if len(groups) <= MOST_BESIDE else [range(used[0], used[-1] + 1)]


def _table(name: str, rows: Rows, known: dict[int, str], problems: list[Problem]) -> Iterator[Draft]:
    """The lines above a table and its rows; `known` are the headers of the table before, which may go on."""
    numbers = sorted(rows)
    lines = next((index for index, number in enumerate(numbers) if len(rows[number]) > 1), len(numbers))
    yield from (_line(name, number, rows[number]) for number in numbers[:lines])
    numbers = numbers[lines:]
    if not numbers:
        return
    first = rows[numbers[0]]
    columns = sorted({column for number in numbers for column in rows[number]})
    goes_on = bool(known) and set(columns) <= set(known) and not _looks_like_headers(first)
    if not goes_on and len(numbers) > 1:
        texts = [" ".join(first[column].text.split()) if column in first else "" for column in columns]
        unique, found = unique_headers(texts, "xlsx", f"{_quoted(name)}!{_span(numbers[0], columns)}")
        problems.extend(found)
        known.clear()
        known.update(zip(columns, unique, strict=True))
        yield _row(name, numbers.pop(0), first, columns, {}, 0)
    elif not goes_on:
        known.clear()
    for place, number in enumerate(numbers, 1):
        yield _row(name, number, rows[number], columns, known, place)


def _looks_like_headers(cells: dict[int, SheetCell]) -> bool:
    texts = [cell.text for cell in cells.values() if not cell.is_number]
    return len(texts) == len(cells) and all(len(text) <= LONGEST_HEADER and not text.endswith((".", ";")) for text in texts)


def _line(name: str, number: int, cells: dict[int, SheetCell]) -> Draft:
    ((column, cell),) = cells.items()
    return Draft("paragraph", _clean(cell.text), place=f"{_quoted(name)}!{name_of(number, column)}")


def _row(name: str, number: int, cells: dict[int, SheetCell], columns: list[int], headers: dict[int, str], place: int) -> Draft:
    shown = columns if len(columns) <= WIDEST else sorted(cells)
    cleans = [_clean(cells[column].text) if column in cells else Clean() for column in shown]
    return row_draft(cleans, [headers.get(column, "") for column in shown], place, f"{_quoted(name)}!{_span(number, columns)}")


def _span(row: int, columns: list[int]) -> str:
    return f"{name_of(row, columns[0])}:{name_of(row, columns[-1])}"


def _clean(text: str) -> Clean:
    builder = UnplacedBuilder()
    for line in text.splitlines():
        builder.line_break(0)
        builder.add(line, 0)
    return builder.finish()


def _repeat_labels(sheet: Sheet) -> None:
    """Say a merged cell's words in each of its rows when they are a label; prose is said once."""
    numbers, left = sorted(sheet.rows), MOST_REPEATED
    for first_row, first_column, last_row, _ in sheet.merged:
        cell = sheet.rows.get(first_row, {}).get(first_column)
        if cell is None or len(cell.text) > LONGEST_LABEL:
            continue
        # Only where the sheet has rows: a merged column without end must not make a million.
        covered = numbers[bisect_right(numbers, first_row) : bisect_right(numbers, last_row)][:left]
        left -= len(covered)
        for number in covered:
            sheet.rows[number].setdefault(first_column, cell)


def _faults(name: str, sheet: Sheet) -> Iterator[Problem]:
    place = _quoted(name)
    if sheet.without_value:
        reason = f"the result of {_listed('formula', sheet.without_value)} is not in the file; nothing was read there"
        fix = "Open the workbook in an office program, let it calculate, and save it."
        yield Problem("xlsx-no-value", f"{place}!{sheet.without_value[0]}", reason, fix)
    if sheet.errors:
        reason = f"{_listed('cell', sheet.errors)} shows an error, which was read as it stands"
        yield Problem("xlsx-error-cell", f"{place}!{sheet.errors[0]}", reason, "Mend the formula.")
    hidden_rows = [str(row) for row in sheet.hidden_rows if row in sheet.rows]
    used = {column for cells in sheet.rows.values() for column in cells} if sheet.hidden_columns else set()
    hidden_columns = [name_of(1, column)[:-1] for column in sorted(used.intersection(sheet.hidden_columns))]
    for kind, found in (("row", hidden_rows), ("column", hidden_columns)):
        if found:
            yield Problem("xlsx-hidden", place, f"{_listed(kind, found)} is hidden; it was read", "Remove it if it is not to count.")


def _listed(kind: str, names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return f"{kind} {', '.join(names[:MOST_NAMED])}{more}"


def _quoted(name: str) -> str:
    return name if SIMPLE_NAME.fullmatch(name) else "'" + name.replace("'", "''") + "'"
