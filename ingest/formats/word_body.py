"""The text of a Word file, event by event: paragraphs, lists, tables, text boxes, notes, and what cannot be read of it.

Source: ECMA-376, part 1, 17 (WordprocessingML).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from string import hexdigits

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder
from ingest.formats.outline import Draft
from ingest.formats.package import Attributes, Relationship
from ingest.formats.word_paragraphs import Paragraph, paragraph_draft
from ingest.formats.word_styles import Mark, Numbering, Style
from ingest.formats.word_tables import Table, alone

OFF = frozenset({"0", "false", "off", "none"})
# Old settings kept for tracked changes, what was deleted or moved away, and what is said again for older programs.
SKIPPED = frozenset(
    {"w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:tblGridChange"}
    | {"w:instrText", "w:delInstrText", "w:del", "w:moveFrom", "w:rt", "mc:Fallback"}
)
DELETED = frozenset({"w:del", "w:moveFrom"})
TEXT = frozenset({"w:t", "m:t"})
SPACES = frozenset({"w:tab", "w:ptab"})
BREAKS = frozenset({"w:br", "w:cr"})
# What is shown and has no text: the name that the report gives it.
PICTURED = {
    "pic:pic": "pictures",
    "v:imagedata": "pictures",
    "c:chart": "charts",
    "dgm:relIds": "diagrams",
    "o:OLEObject": "embedded objects",
}
# Their children say how something looks and not what it says.
SETTINGS = frozenset({"w:rPr", "w:trPr"})
EMBEDDED = frozenset({"w:altChunk", "w:subDoc"})
LONGEST_FIELD = 50
# The bit of a table's look that sets its first row apart.
FIRST_ROW = 0x20


@dataclass(slots=True)
class _Story:
    """What is open in one flow of text; a text box inside a paragraph is another."""

    drafts: list[Draft] = field(default_factory=list)
    paragraph: Paragraph | None = None
    tables: list[Table] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Called in the open row."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other parts of the file say."""

    styles: dict[str, Style]
    numbering: Numbering
    relationships: dict[str, Relationship]
    notes: dict[tuple[str, str], list[Clean]] = field(default_factory=dict)


class Body:
    """Takes the events of a part with text and gives its drafts."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.left_out: Counter[str] = Counter()
        """How many things of each kind could not be read."""
        self.first: dict[str, int] = {}
        """The paragraph, from 1, in which the first of each stands."""
        self.is_word = False
        self.sections: list[str] = []
        """Ids of headers and footers, in order."""
        self.notes: dict[tuple[str, str], list[Clean]] = {}
        """Footnotes, endnotes and comments in this part."""
        self._stories = [_Story()]
        self._skipping = 0
        self._in_text = self._in_settings = self._in_run = False
        self._stressed: tuple[CleanBuilder, int] | None = None
        self._hidden = False
        self._marked = 0
        self._fields: list[bool] = []
        self._links: list[tuple[CleanBuilder, int, str]] = []
        self._contents: list[bool] = []
        self._note: tuple[str, str] | None = None
        self._called: set[tuple[str, str]] = set()
        self._counts: Counter[str] = Counter()
        self._paragraphs = 0
        self._starts = self._starting()
        self._ends = self._ending()

    def _starting(self) -> dict[str, Callable[[Attributes], None]]:
        """What to do where an element begins."""
        return {
            "w:document": self._document,
            "w:p": self._open_paragraph,
            "w:pStyle": self._style,
            "w:outlineLvl": self._outline,
            "w:numId": self._list,
            "w:ilvl": self._list_level,
            "w:r": self._open_run,
            "w:b": self._mark,
            "w:i": self._mark,
            "w:vanish": self._vanish,
            "w:noBreakHyphen": lambda _: self.builder().add("-", 0),
            "w:hyperlink": self._open_link,
            "w:fldChar": self._field,
            "w:footnoteReference": lambda attributes: self._call("footnote", attributes),
            "w:endnoteReference": lambda attributes: self._call("endnote", attributes),
            "w:footnote": lambda attributes: self._open_note("footnote", attributes),
            "w:endnote": lambda attributes: self._open_note("endnote", attributes),
            "w:comment": lambda attributes: self._open_note("comment", attributes),
            "w:headerReference": self._section,
            "w:footerReference": self._section,
            "w:sdt": lambda _: self._contents.append(False),
            "w:docPartGallery": self._gallery,
            "w:txbxContent": lambda _: self._stories.append(_Story()),
            "w:tbl": lambda _: self._open_table(),
            "w:tblLook": self._look,
            "w:tblHeader": self._header_row,
            "w:tc": lambda _: self._with_table(Table.open_cell),
            "w:gridSpan": lambda attributes: self._with_table(lambda table: table.span(attributes.get("w:val"))),
            "w:vMerge": lambda attributes: self._with_table(lambda table: table.merge(attributes.get("w:val"))),
        }

    def _ending(self) -> dict[str, Callable[[], None]]:
        """What to do where an element ends."""
        return {
            "w:p": self._close_paragraph,
            "w:r": self._close_run,
            "w:hyperlink": self._close_link,
            "w:footnote": self._close_note,
            "w:endnote": self._close_note,
            "w:comment": self._close_note,
            "w:sdt": self._close_control,
            "w:txbxContent": self._close_box,
            "w:tc": lambda: self._with_table(Table.close_cell),
            "w:tr": self._close_row,
            "w:tbl": self._close_table,
        }

    def drafts(self) -> list[Draft]:
        """All blocks in reading order; notes that nothing calls stand at the end."""
        # Words outside of all that should hold them are words, too.
        while self._stories[0].tables:
            self._close_table()
        self._close_paragraph()
        uncalled = [key for key in self._around.notes if key not in self._called and key[0] != "comment"]
        return [*self._stories[0].drafts, *(draft for key in uncalled for draft in self._note_drafts(key))]

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping:
            self._skipping += 1
        elif name in TEXT:
            self._in_text = True
        elif name in SKIPPED:
            self._skipping = 1
            if name in DELETED and self._stories[-1].paragraph is not None and not self._in_settings:
                self._leave_out("deleted passages")
        elif handler := self._starts.get(name):
            handler(attributes)
        elif name in SETTINGS:
            self._in_settings = True
        elif name in SPACES or name in BREAKS:
            self._white_space(name)
        elif name in PICTURED or name in EMBEDDED:
            self._leave_out(PICTURED.get(name, "embedded documents"))

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
        elif name in TEXT:
            self._in_text = False
        elif name in SETTINGS:
            self._in_settings = False
            self._begin_emphasis()
        elif handler := self._ends.get(name):
            handler()

    def text(self, text: str) -> None:
        """Characters: only those of text elements are said."""
        if not self._in_text or self._skipping or (self._fields and not all(self._fields)):
            return
        if self._hidden:
            self._leave_out("hidden passages")
            return
        self.builder().add(text, 0)

    def builder(self) -> CleanBuilder:
        """Where the words go that come next."""
        story = self._stories[-1]
        if story.tables and story.tables[-1].builder is not None:
            return story.tables[-1].builder
        if story.paragraph is None:
            story.paragraph = Paragraph()
        return story.paragraph.builder

    def _leave_out(self, what: str) -> None:
        self.left_out[what] += 1
        self.first.setdefault(what, self._paragraphs)

    def _document(self, _: Attributes) -> None:
        self.is_word = True

    def _white_space(self, name: str) -> None:
        # A tab among the settings of a paragraph is a place on the ruler.
        if name in BREAKS:
            self.builder().line_break(0)
        elif self._in_run:
            self.builder().add(" ", 0)

    def _open_paragraph(self, _: Attributes) -> None:
        self._paragraphs += 1
        story = self._stories[-1]
        if story.paragraph is not None:
            self._close_paragraph()
        story.paragraph = Paragraph()
        if story.tables and story.tables[-1].builder is not None:
            story.tables[-1].builder.line_break(0)

    def _paragraph(self) -> Paragraph:
        story = self._stories[-1]
        story.paragraph = story.paragraph or Paragraph()
        return story.paragraph

    def _style(self, attributes: Attributes) -> None:
        self._paragraph().style = attributes.get("w:val", "")

    def _outline(self, attributes: Attributes) -> None:
        self._paragraph().outline = _level(attributes)

    def _list(self, attributes: Attributes) -> None:
        self._paragraph().list_id = attributes.get("w:val", "0")

    def _list_level(self, attributes: Attributes) -> None:
        self._paragraph().list_level = _level(attributes)

    def _open_run(self, _: Attributes) -> None:
        self._in_run, self._hidden, self._marked, self._stressed = True, False, 0, None

    def _mark(self, attributes: Attributes) -> None:
        self._marked += attributes.get("w:val") not in OFF

    def _vanish(self, attributes: Attributes) -> None:
        self._hidden = self._in_run and attributes.get("w:val") not in OFF

    def _begin_emphasis(self) -> None:
        if self._in_run and self._marked:
            self._stressed = (self.builder(), self.builder().position)

    def _close_run(self) -> None:
        if self._stressed is not None:
            builder, start = self._stressed
            builder.emphasise(start)
        self._in_run, self._hidden, self._stressed = False, False, None

    def _open_link(self, attributes: Attributes) -> None:
        known = self._around.relationships.get(attributes.get("r:id", ""))
        anchor = attributes.get("w:anchor")
        address = known.target if known and known.external else f"#{anchor}" if anchor else ""
        self._links.append((self.builder(), self.builder().position, address))

    def _close_link(self) -> None:
        builder, start, address = self._links.pop()
        builder.link(start, address)

    def _field(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _call(self, kind: str, attributes: Attributes) -> None:
        key = (kind, attributes.get("w:id", ""))
        story = self._stories[-1]
        called = story.notes if story.tables or story.paragraph is None else story.paragraph.notes
        called.append(key)

    def _open_note(self, kind: str, attributes: Attributes) -> None:
        # The lines between text and notes are notes, too, of a type of their own.
        if attributes.get("w:type", "normal") == "normal":
            self._note = (kind, attributes.get("w:id", ""))
            self.notes[self._note] = []

    def _close_note(self) -> None:
        if self._note is not None:
            self.notes[self._note] = [draft.clean for draft in self._stories[0].drafts]
        self._note, self._stories[0].drafts = None, []

    def _note_drafts(self, key: tuple[str, str]) -> list[Draft]:
        if key in self._called:
            return []
        self._called.add(key)
        self._counts[key[0]] += 1
        number = str(self._counts[key[0]])
        return [Draft("footnote", clean, number=number) for clean in self._around.notes.get(key, [])]

    def _section(self, attributes: Attributes) -> None:
        self.sections.append(attributes.get("r:id", ""))

    def _gallery(self, attributes: Attributes) -> None:
        if self._contents:
            self._contents[-1] = attributes.get("w:val", "").startswith("Table of Contents")

    def _close_control(self) -> None:
        self._contents.pop()

    def _close_box(self) -> None:
        while self._stories[-1].tables:
            self._close_table()
        self._close_paragraph()
        inside = self._stories.pop().drafts if len(self._stories) > 1 else []
        story = self._stories[-1]
        if story.paragraph is None:
            story.drafts.extend(inside)
        else:
            story.paragraph.after.extend(inside)

    def _open_table(self) -> None:
        self._stories[-1].tables.append(Table(UnplacedBuilder))

    def _with_table(self, act: Callable[[Table], None]) -> None:
        if self._stories[-1].tables:
            act(self._stories[-1].tables[-1])

    def _look(self, attributes: Attributes) -> None:
        bits = attributes.get("w:val", "0")
        flagged = len(bits) == 4 and all(digit in hexdigits for digit in bits) and bool(int(bits, 16) & FIRST_ROW)
        first_row = flagged or attributes.get("w:firstRow", "0") not in OFF
        self._with_table(lambda table: setattr(table, "first_row_differs", first_row))

    def _header_row(self, attributes: Attributes) -> None:
        if attributes.get("w:val") not in OFF:
            self._with_table(lambda table: setattr(table.row, "marked", True))

    def _close_row(self) -> None:
        story = self._stories[-1]
        if story.tables and (draft := story.tables[-1].close_row()):
            story.drafts.append(replace(draft, kind="furniture") if any(self._contents) else draft)
        self._place_notes(story.notes)
        story.notes = []

    def _close_table(self) -> None:
        story = self._stories[-1]
        if not story.tables:
            return
        self._close_row()
        table = story.tables.pop()
        if not table.rows and story.drafts and story.drafts[-1].kind == "row":
            story.drafts[-1] = alone(story.drafts[-1])

    def _place_notes(self, called: list[tuple[str, str]]) -> None:
        for key in called:
            self._stories[-1].drafts.extend(self._note_drafts(key))

    def _close_paragraph(self) -> None:
        story = self._stories[-1]
        paragraph, story.paragraph = story.paragraph or Paragraph(), None
        # An unfinished field would hide all that follows.
        self._fields = [True] * min(len(self._fields), LONGEST_FIELD)
        style = self._around.styles.get(paragraph.style) or self._around.styles[""]
        mark = self._list_mark(paragraph, style)
        if not paragraph.builder.empty:
            story.drafts.append(self._draft(paragraph, style, mark))
        story.drafts.extend(paragraph.after)
        self._place_notes(paragraph.notes)

    def _list_mark(self, paragraph: Paragraph, style: Style) -> Mark | None:
        list_id = paragraph.list_id or style.list_id
        if list_id is None:
            return None
        level = paragraph.list_level if paragraph.list_level is not None else style.list_level
        if level is None:
            level = self._around.numbering.level_of(list_id, paragraph.style)
        paragraph.list_level = level
        return self._around.numbering.next(list_id, level)

    def _draft(self, paragraph: Paragraph, style: Style, mark: Mark | None) -> Draft:
        if any(self._contents):
            return Draft("furniture", paragraph.builder.finish())
        return paragraph_draft(paragraph, style, mark, after_item=self._after_item())

    def _after_item(self) -> bool:
        before = next((draft for draft in reversed(self._stories[-1].drafts) if draft.kind != "footnote"), None)
        return before is not None and before.kind == "item"


def _level(attributes: Attributes) -> int | None:
    value = attributes.get("w:val", "")
    return int(value) if value in set("0123456789") else None
