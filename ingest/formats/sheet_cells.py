"""The cells of one sheet, as they stand in its part of the workbook.

Source: ECMA-376, part 1, 18.3 (worksheets) and 18.4 (shared strings).
"""

import re
from dataclasses import dataclass, field

from ingest.formats.package import Attributes
from ingest.formats.sheet_values import Formats

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Of one sheet; more are a trick, and nothing is lost but that a label is not said again.
MOST_MERGED = 20_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something."""

    text: str
    is_number: bool = False


@dataclass(slots=True)
class Sheet:
    """What a sheet shows, and what is odd about it."""

    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    """Cells by row and column, both from 1; empty ones are left out."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    without_value: list[str] = field(default_factory=list)
    """Addresses of formulas whose result is not in the file."""
    errors: list[str] = field(default_factory=list)
    """Addresses of cells that show an error such as '#REF!'."""


class SheetSink:
    """Takes the events of a sheet's part."""

    def __init__(self, strings: list[str], formats: Formats) -> None:
        self.sheet = Sheet()
        self.is_sheet = False
        self._strings = strings
        self._formats = formats
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._taking = False
        self._has_formula = False
        self._parts: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in {"x:v", "x:t"}:
            self._taking = True
        elif name == "x:c":
            self._open_cell(attributes)
        elif name == "x:f":
            self._has_formula = True
        elif name == "x:row":
            self._open_row(attributes)
        elif name == "x:mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "x:col" and is_on(attributes.get("hidden")) and len(self.sheet.hidden_columns) < LAST_COLUMN:
            first, last = (int(attributes.get(key, "")) if attributes.get(key, "").isdecimal() else 0 for key in ("min", "max"))
            self.sheet.hidden_columns.extend(range(max(1, first), min(last, LAST_COLUMN) + 1))
        elif name == "x:worksheet":
            self.is_sheet = True
        elif name == "x:rPh":
            self._taking = False

    def end(self, name: str) -> None:
        """An element ends."""
        if name in {"x:v", "x:t"}:
            self._taking = False
        elif name == "x:c":
            self._close_cell()

    def text(self, text: str) -> None:
        """Characters of a value."""
        if self._taking:
            self._parts.append(text)

    def _open_row(self, attributes: Attributes) -> None:
        stated = attributes.get("r", "")
        self._row = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 9 else self._row + 1
        self._column = 0
        if is_on(attributes.get("hidden")):
            self.sheet.hidden_rows.append(self._row)

    def _open_cell(self, attributes: Attributes) -> None:
        place = address(attributes.get("r", ""))
        # A cell without an address stands after the one before.
        self._column = place[1] if place else self._column + 1
        self._row = place[0] if place else max(1, self._row)
        self._cell, self._has_formula, self._parts = attributes, False, []

    def _close_cell(self) -> None:
        raw, kind = "".join(self._parts), self._cell.get("t", "n")
        if not raw:
            if self._has_formula and kind != "str":
                self.sheet.without_value.append(name_of(self._row, self._column))
            return
        if kind == "e":
            self.sheet.errors.append(name_of(self._row, self._column))
        text = self._shown(raw, kind)
        if text.strip() and self._row <= LAST_ROW and self._column <= LAST_COLUMN:
            self.sheet.rows.setdefault(self._row, {})[self._column] = SheetCell(text, kind == "n")

    def _shown(self, raw: str, kind: str) -> str:
        if kind == "s":
            return self._strings[int(raw)] if raw.isascii() and raw.isdigit() and int(raw[:9]) < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind in {"str", "inlineStr"}:
            return unescaped(raw)
        style = self._cell.get("s", "0")
        return self._formats.shown(raw, int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0) if kind == "n" else raw

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = address(first), address(last)
        if begin and end and len(self.sheet.merged) < MOST_MERGED:
            self.sheet.merged.append((*begin, *end))


class StringsSink:
    """Takes the events of the strings that the sheets share."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._taking = self._aloud = False

    def start(self, name: str, _: Attributes) -> None:
        """An element begins."""
        self._taking = name == "x:t" and not self._aloud
        if name == "x:si":
            self._parts = []
        elif name == "x:rPh":
            # How the words are pronounced is not said twice.
            self._aloud = True

    def end(self, name: str) -> None:
        """An element ends."""
        self._taking = False
        if name == "x:si":
            self.strings.append(unescaped("".join(self._parts)))
        elif name == "x:rPh":
            self._aloud = False

    def text(self, text: str) -> None:
        """Characters of a string."""
        if self._taking:
            self._parts.append(text)


def unescaped(text: str) -> str:
    """Text in which XML's forbidden characters stand as '_x000D_'."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).encode(errors="replace").decode() if "_x" in text else text


def is_on(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in {"1", "true"}


def address(name: str) -> tuple[int, int] | None:
    """Row and column of 'C7', both from 1; None when it is no such name."""
    match = ADDRESS.fullmatch(name.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def name_of(row: int, column: int) -> str:
    """The name of a cell, such as 'C7'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
