"""From the pages of a PDF to drafts: text, tables, footnotes and furniture, in the order in which they are read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from ingest.formats.clean import Clean
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, legal_depth, numbered, section_title
from ingest.formats.outline import Draft
from ingest.formats.pdf.breaks import continue_table
from ingest.formats.pdf.framed import Boxed, set_apart
from ingest.formats.pdf.furniture import furniture
from ingest.formats.pdf.grid import Table, parts_of
from ingest.formats.pdf.groups import END_MARKS, Group, groups_of, joined_across
from ingest.formats.pdf.headings import Headings
from ingest.formats.pdf.hyphens import Hyphens
from ingest.formats.pdf.lines import Measures, columns_of, measures, set_edges
from ingest.formats.pdf.notes import split_notes
from ingest.formats.pdf.order import in_reading_order
from ingest.formats.pdf.pieces import Line, Page, Piece
from ingest.formats.pdf.tables import TableWriter
from ingest.formats.pdf.writing import Writer

LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$")
# In ems: marks of items of one level stand no farther apart.
SAME_LEVEL = 0.8
# In points.
SAME_EDGE = 1.5

Flow = list[list[Line]]


@dataclass(slots=True)
class _Part:
    """A stretch of a page that is read in one go: text, or a table."""

    flow: Flow
    table: Table | None = None
    box: int = 0
    """Which box of the document it stands in, from 1; 0 for none."""
    beside: bool = False
    """Whether that box stands at the side of the text, which it is no part of."""


@dataclass(slots=True)
class _Sheet:
    """A page in parts: what is read in its order, and what stands apart from it."""

    number: int
    parts: list[_Part] = field(default_factory=list)
    notes: Flow = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)


def drafts_of(pages: Sequence[Page], bookmarks: Sequence[str]) -> tuple[Writer, list[Draft]]:
    """The blocks of the pages, and the writer that has written them out."""
    apart = furniture(pages)
    boxes = count(1)
    sheets = [_sheet(page, apart, boxes) for page in pages]
    columns = [column for sheet in sheets for part in sheet.parts for column in part.flow]
    usual = measures(columns)
    for sheet in sheets:
        _take_notes(sheet, usual)
    set_edges([column for sheet in sheets for part in sheet.parts for column in part.flow])
    hyphens = Hyphens([piece.text for page in pages for piece in page.pieces])
    writer = Writer(hyphens, usual.look)
    return writer, list(_Drafts(writer, usual, bookmarks).all(sheets))


def _sheet(page: Page, apart: set[int], boxes: Iterator[int]) -> _Sheet:
    pieces, framed = set_apart(page.pieces, page.frames)
    tables = {id(piece) for found in framed.values() if isinstance(found, Table) for row in found.rows for cell in row for piece in cell}
    loose = [piece for piece in page.pieces if id(piece) in apart and id(piece) not in tables]
    sheet = _Sheet(page.number, furniture=loose)
    out = {id(piece) for piece in loose}
    parts = list(_parts([piece for piece in pieces if id(piece) not in out], framed, boxes, 0))
    sheet.parts = sorted(parts, key=lambda part: part.beside)
    return sheet


def _parts(pieces: Sequence[Piece], framed: Mapping[int, Table | Boxed], boxes: Iterator[int], box: int) -> Iterator[_Part]:
    """The parts of a page, or of a box on it, in the order in which they are read."""
    flow: list[Piece] = []
    for piece in [*in_reading_order(pieces), None]:
        found = framed.get(id(piece))
        if piece is not None and found is None:
            flow.append(piece)
            continue
        for part in parts_of(flow):
            yield _Part([], part, box) if isinstance(part, Table) else _Part(columns_of(part), None, box)
        flow = []
        if isinstance(found, Table):
            yield _Part([], found, box)
        elif found is not None:
            for inner in _parts(found.pieces, framed, boxes, next(boxes)):
                inner.beside = inner.beside or found.beside
                yield inner


def _take_notes(sheet: _Sheet, usual: Measures) -> None:
    for part in sheet.parts:
        if part.flow and not part.box:
            part.flow, notes = split_notes(part.flow, usual)
            sheet.notes += notes
    sheet.parts = [part for part in sheet.parts if part.table or part.flow]


class _Drafts:
    """Writes the parts of all pages, one after the other."""

    def __init__(self, writer: Writer, usual: Measures, bookmarks: Sequence[str]) -> None:
        self._writer, self._usual = writer, usual
        self._headings = Headings(usual, bookmarks)
        self._tables = TableWriter(writer, usual)
        self._items: list[tuple[float, Group, int]] = []
        self._before: str | None = None

    def all(self, sheets: Sequence[_Sheet]) -> Iterator[Draft]:
        """The drafts of all pages."""
        stretches = _stretches(sheets, self._usual)
        self._headings.learn([group for stretch in stretches if not isinstance(stretch, Table) for group in stretch])
        waiting = {sheet.number: sheet for sheet in sheets}
        for stretch in stretches:
            if isinstance(stretch, Table):
                yield from self._apart(waiting, stretch.page)
                self._items = []
                yield from self._tables.drafts(stretch)
                continue
            for group in stretch:
                # A block that runs on to the next page would have the notes of its first one in its middle.
                last = group.lines[-1].main.page
                yield from self._apart(waiting, group.lines[0].main.page, notes_until=last)
                yield from _sectioned(self._draft(group))
        yield from self._apart(waiting, None)

    def _apart(self, waiting: dict[int, _Sheet], page: int | None, notes_until: int | None = None) -> Iterator[Draft]:
        """What stands apart on the pages that are done, or about to be left."""
        for number in sorted(waiting):
            sheet = waiting[number]
            if page is None or number <= page:
                yield from self._furniture(sheet)
            if page is None or number < (notes_until or page):
                yield from self._notes(sheet)
                if page is None or number < page:
                    del waiting[number]

    def _furniture(self, sheet: _Sheet) -> Iterator[Draft]:
        pieces, sheet.furniture = sheet.furniture, []
        for piece in pieces:
            yield Draft("furniture", self._writer.block([[Line([piece])]], plain=True))

    def _notes(self, sheet: _Sheet) -> Iterator[Draft]:
        notes, sheet.notes = sheet.notes, []
        for lines in notes:
            number, clean = _note_number(self._writer.block([lines], plain=True))
            yield Draft("footnote", clean, number=number)

    def _draft(self, group: Group) -> Draft:
        text = group.text
        if LEADERS.search(text):
            return Draft("furniture", self._writer.block([group.lines], plain=True))
        if self._headings.is_heading(group):
            self._items = []
            number, clean = numbered(self._writer.block([group.lines], plain=True), HEADING_NUMBERS)
            return Draft("heading", clean, level=self._headings.level(group), number=number)
        if group.is_item:
            return self._item(group)
        within = self._within(group)
        clean = self._writer.block([group.lines])
        if within:
            return Draft("paragraph", clean, level=within, within=True)
        self._items = []
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("paragraph", clean, number=number)

    def _item(self, group: Group) -> Draft:
        size = group.lines[0].main.size
        mark = group.mark_x - group.lines[0].left
        while self._items and mark < self._items[-1][0] - SAME_LEVEL * size:
            self._items.pop()
        if self._items and mark < self._items[-1][0] + SAME_LEVEL * size:
            self._items.pop()
        level = len(self._items) + 1
        if group.inside and group.number:
            first = self._items[0][1].number if self._items else None
            level = max(level, legal_depth(group.number, first))
        self._items.append((mark, group, level))
        clean = self._writer.block([group.lines], group.mark)
        number = group.number
        if number is None:
            number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("item", clean, level=level, number=number)

    def _within(self, group: Group) -> int:
        """The level of the item of which a group is a later paragraph; 0 when it is none."""
        first = group.lines[0]
        x = first.x0 - first.left
        for _, item, level in reversed(self._items):
            words = item.words_x - item.lines[0].left
            near = SAME_EDGE if item.knows_words_x else SAME_LEVEL * first.main.size
            if abs(x - words) < near and x > SAME_LEVEL * first.main.size:
                return level
        return 0


def _sectioned(draft: Draft) -> Iterator[Draft]:
    """A draft; as heading and item when it is a law's section whose title runs on into its first clause."""
    parts = section_title(draft.number, draft.clean) if draft.kind in {"item", "paragraph"} else None
    if parts is None:
        yield draft
        return
    title, letter, clause = parts
    yield Draft("heading", title, number=draft.number)
    yield Draft("item", clause, level=max(draft.level, 1), number=letter)


def _note_number(clean: Clean) -> tuple[str | None, Clean]:
    match = re.match(r"\(?(\d{1,3}|[*†‡§]{1,3}|[a-z](?=[.)\s]))[.)]?\s*", clean.text)
    return (match[1], clean.part(match.end())) if match and match.end() < len(clean.text) else (None, clean)


def _stretches(sheets: Sequence[_Sheet], usual: Measures) -> list[list[Group] | Table]:
    """The text between tables and boxes, across pages, as groups; and the tables."""
    stretches: list[list[Group] | Table] = []
    columns: list[list[Group]] = []
    box = 0
    for page, part in _uninterrupted([(sheet.number, part) for sheet in sheets for part in sheet.parts]):
        if part.table or part.box != box:
            stretches.append(joined_across(columns))
            columns, box = [], part.box
        if part.table:
            part.table.page = page
            before = next((stretch for stretch in reversed(stretches) if stretch), None)
            if isinstance(before, Table):
                continue_table(before, part.table)
            stretches.append(part.table)
        columns += [groups_of(lines, usual) for lines in part.flow]
        if part.beside:
            for group in chain.from_iterable(columns):
                group.beside = True
    return [*stretches, joined_across(columns)]


def _uninterrupted(parts: list[tuple[int, _Part]]) -> list[tuple[int, _Part]]:
    """The parts of all pages; a table or box in the middle of a sentence comes after the text that the sentence goes on in."""
    ordered: list[tuple[int, _Part]] = []
    waiting: list[tuple[int, _Part]] = []
    last: _Part | None = None
    for page, part in parts:
        if part.table or part.box:
            waiting.append((page, part))
            continue
        if last is None or not _breaks_off(last.flow[-1][-1].text, part.flow[0][0].text):
            ordered += waiting
            waiting = []
        ordered.append((page, part))
        last = part
    return [*ordered, *waiting]


def _breaks_off(text: str, following: str) -> bool:
    return text[-1:] not in END_MARKS and following[:1].islower()
