"""From the pages of a PDF to drafts: text, tables, footnotes and furniture, in the order in which they are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.formats.clean import Clean
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, legal_depth, numbered, section_title
from ingest.formats.outline import Draft
from ingest.formats.pdf.furniture import furniture
from ingest.formats.pdf.grid import Table, parts_of
from ingest.formats.pdf.groups import Group, groups_of, joined_across
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
class _Sheet:
    """A page in parts: what is read in its order, and what stands apart from it."""

    number: int
    parts: list[Flow | Table] = field(default_factory=list)
    notes: Flow = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)


def drafts_of(pages: Sequence[Page], bookmarks: Sequence[str]) -> tuple[str, list[Draft], tuple[int, ...]]:
    """The stored text of the pages, their blocks, and where in the text each page begins."""
    apart = furniture(pages)
    sheets = [_sheet(page, apart) for page in pages]
    columns = [column for sheet in sheets for part in sheet.parts if not isinstance(part, Table) for column in part]
    usual = measures(columns)
    for sheet in sheets:
        _take_notes(sheet, usual)
    set_edges([column for sheet in sheets for part in sheet.parts if not isinstance(part, Table) for column in part])
    hyphens = Hyphens([piece.text for page in pages for piece in page.pieces])
    writer = Writer(hyphens, usual.look)
    drafts = list(_Drafts(writer, usual, bookmarks).all(sheets))
    last = pages[-1].number if pages else 0
    return writer.text, drafts, writer.pages(last)


def _sheet(page: Page, apart: set[int]) -> _Sheet:
    sheet = _Sheet(page.number, furniture=[piece for piece in page.pieces if id(piece) in apart])
    pieces = in_reading_order([piece for piece in page.pieces if id(piece) not in apart])
    for part in parts_of(pieces):
        sheet.parts.append(part if isinstance(part, Table) else columns_of(part))
    return sheet


def _take_notes(sheet: _Sheet, usual: Measures) -> None:
    parts: list[Flow | Table] = []
    for part in sheet.parts:
        if isinstance(part, Table):
            parts.append(part)
        else:
            flow, notes = split_notes(part, usual)
            sheet.notes += notes
            parts.append(flow)
    sheet.parts = [part for part in parts if isinstance(part, Table) or part]


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
    """The text between tables, across pages, as groups; and the tables."""
    stretches: list[list[Group] | Table] = []
    columns: list[list[Group]] = []
    for sheet in sheets:
        for part in sheet.parts:
            if isinstance(part, Table):
                stretches += [joined_across(columns), replace(part, page=sheet.number)]
                columns = []
            else:
                columns += [groups_of(lines, usual) for lines in part]
    return [*stretches, joined_across(columns)]
