"""HTML as drafts of blocks, tolerant of whatever people leave unclosed.

One pass over the source, no tree: nothing is lost however deep it is nested,
and every character keeps its place in the source. The same pass reads whole
pages and the pieces of HTML that stand in Markdown.
"""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder
from ingest.formats.html_tables import Repeats, Table
from ingest.formats.html_tags import (
    ATTRIBUTES,
    BLOCKS,
    EMPHASIS,
    FURNITURE,
    HEADINGS,
    ITEMS,
    LISTS,
    NESTING,
    ROW_GROUPS,
    anchor,
    closed,
    is_boilerplate,
    list_style,
    whole_number,
)
from ingest.formats.inline import href
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, in_words, numbered
from ingest.formats.outline import Draft

# A tag is taken with the text behind it, which halves the number of tokens.
TAG = rf"<(/?[A-Za-z][A-Za-z0-9:-]*+)(?:>|({ATTRIBUTES})>)"
NO_TAG = r"<!\[CDATA\[([^<>\]]*)\]\]>|<[!?][^<>]*>|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"
ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
# Of each token: tag, attributes, the text behind it; or the words of a CDATA section; or text.
TOKEN = re.compile(rf"{TAG}([^<{{]*+)|{NO_TAG}|([^<{{]+|.)", re.DOTALL)
# For text that keeps its places every character reference, last in these, is a token of its own.
PLACED_TOKEN = re.compile(rf"{TAG}([^<&{{]*+)|{NO_TAG}|({ENTITY})|([^<&{{]+|.)", re.DOTALL)
# Tokens of a longer page are not all made at once: they would take more memory than the page.
LONGEST_AT_ONCE = 1_000_000
HIDDEN_OPEN = re.compile(r"<!--|<(script|style|template|svg|math|noscript)\b" + ATTRIBUTES + ">", re.IGNORECASE)
# Taken out when the text is cleaned; until then it keeps what is hidden as long as it was.
FILLER = "\u2060"


@dataclass(slots=True)
class _List:
    ordered: bool
    count: int = 0
    style: str = "decimal"
    fresh: bool = False
    """Whether an item was opened that has said nothing yet."""
    open: bool = False

    def begin(self, attributes: str, *, is_term: bool) -> None:
        """An item begins; a term is none and has no number."""
        self.open = self.fresh = not is_term
        value = whole_number("value", attributes) if self.open and attributes else None
        self.count = self.count + self.open if value is None else value


def masked(source: str) -> str:
    """`source`, equally long, with comments, scripts and the like made invisible."""
    parts, place, missing = [""], 0, {""}
    while match := HIDDEN_OPEN.search(source, place):
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        # Not found in lower case: there a capital I with a dot is two letters, and all places behind it would shift.
        closed = None if closing in missing else re.compile(closing, re.IGNORECASE).search(source, match.end())
        parts.append(source[place : match.start()])
        if closed is None:
            # Never closed: only the tag goes, for a browser would hide the rest of the page and we must not lose it.
            missing.add(closing)
            end = match.end()
        else:
            end = closed.end() if closing == "-->" else closed.start()
        parts.append(FILLER * (end - match.start()))
        place = end
    return "".join([*parts, source[place:]])


def html_drafts(source: str, offsets: Sequence[int], *, nesting: int = 0) -> list[Draft]:
    """The blocks of a piece of HTML that stands in a text of another kind.

    Args:
        source: the piece.
        offsets: where each of its characters stands in the stored text, rising.
        nesting: how many lists of the surrounding text it stands in.
    """
    visible = masked(source)
    scanner = _Scanner(closed(visible), CleanBuilder, nesting)
    scanner.take_placed(visible, offsets)
    return scanner.finish()


def page_drafts(visible: str, main: Sequence[int] = (), *, trusting: bool = True) -> list[Draft]:
    """The blocks of a whole page; their offsets mean nothing.

    Args:
        visible: the source, `masked`.
        main: where its main part begins and ends, if it has one; all blocks beside it are furniture.
        trusting: whether tags and class names may say what is furniture.
    """
    scanner = _Scanner(closed(visible) if trusting else frozenset(), UnplacedBuilder)
    counts = []
    for start, end in pairwise((0, *main, len(visible))):
        scanner.take(visible[start:end])
        counts.append(len(drafts := scanner.finish()))
    inside = range(counts[0], counts[1]) if main else range(len(drafts))
    return [draft if place in inside else replace(draft, kind="furniture") for place, draft in enumerate(drafts)]


class _Scanner:
    """What is open at one place of the page, and the drafts up to there."""

    def __init__(self, hiding: frozenset[str], builder: type[CleanBuilder], nesting: int = 0) -> None:
        self._new_builder = builder
        self._builder = builder()
        self._anchor: str | None = None
        self._hiding = hiding
        self._nesting = nesting
        self._drafts: list[Draft] = []
        self._open: list[tuple[str, bool]] = []
        self._names: dict[str, int] = defaultdict(int)
        self._hidden = 0
        # The levels of the headings that are open; looked up for each text, however many tags are open around it.
        self._headings: list[int] = []
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._repeats = Repeats()
        # With its builder: a link may end in another cell than it began.
        self._links: list[tuple[CleanBuilder, int, str]] = []
        self._emphasis: list[tuple[CleanBuilder, int]] = []

    def take(self, visible: str) -> None:
        """Go on by a stretch of a page."""
        at_once = len(visible) <= LONGEST_AT_ONCE
        tokens = TOKEN.findall(visible) if at_once else (match.groups("") for match in TOKEN.finditer(visible))
        for tag, attributes, behind, inside, text in tokens:
            words = behind or inside or text
            if act := ACTS.get(tag):
                act(self, tag, attributes, 0)
            elif act := ACTS.get(tag.lower()):
                act(self, tag.lower(), attributes, 0)
            # White space at the edge of a block is none, and most of a page's is there.
            if words and (self._builder.parts or not words.isspace()):
                self._builder.add(html.unescape(words) if "&" in words else words, 0)

    def take_placed(self, visible: str, offsets: Sequence[int]) -> None:
        """Go on by a piece of HTML whose characters stand at `offsets`."""
        for match in PLACED_TOKEN.finditer(visible):
            tag = (match[1] or "").lower()
            if tag in ACTS:
                ACTS[tag](self, tag, match[2] or "", offsets[match.start()])
            if entity := match[5]:
                self._builder.add_entity(html.unescape(entity), offsets[match.start()], len(entity))
            elif words := match[3] or match[4] or match[6]:
                start = match.start(match.lastindex or 0)
                self._builder.add_at(words, offsets[start : start + len(words)])

    def finish(self) -> list[Draft]:
        """All blocks so far, in reading order; whatever is open ends here."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._drafts

    # What a tag does, see `ACTS`: called with the tag, its attributes and its place.

    def edge(self, _tag: str, _attributes: str, start: int) -> None:
        """A block ends here, and another may begin."""
        if self._tables and self._tables[-1].in_cell:
            self._builder.line_break(start)
        elif self._builder.parts:
            self._flush()

    def line_break(self, _tag: str, _attributes: str, start: int) -> None:
        """A line of the block ends."""
        self._builder.line_break(start)

    def open_link(self, _tag: str, attributes: str, _start: int) -> None:
        """A link begins."""
        self._links.append((self._builder, self._builder.position, href(attributes)))

    def close_link(self, _tag: str, _attributes: str, _start: int) -> None:
        """The link that began last ends."""
        if self._links:
            builder, start, url = self._links.pop()
            builder.link(start, url)

    def open_emphasis(self, _tag: str, _attributes: str, _start: int) -> None:
        """Words in bold or italics begin."""
        self._emphasis.append((self._builder, self._builder.position))

    def close_emphasis(self, _tag: str, _attributes: str, _start: int) -> None:
        """The words in bold or italics that began last end."""
        if self._emphasis:
            builder, start = self._emphasis.pop()
            builder.emphasise(start)

    def open_item(self, tag: str, attributes: str, start: int) -> None:
        """An item of a list begins, or the term that one explains."""
        self.edge(tag, attributes, start)
        if self._lists:
            self._lists[-1].begin(attributes, is_term=tag == "dt")

    def close_item(self, tag: str, attributes: str, start: int) -> None:
        """An item of a list ends."""
        self.edge(tag, attributes, start)
        if self._lists:
            self._lists[-1].open = self._lists[-1].fresh = False

    def open_table(self, tag: str, attributes: str, start: int) -> None:
        """A table begins, maybe in a cell of another."""
        self.edge(tag, attributes, start)
        if self._tables:
            # The row around it goes on behind it, and stands before its own rows.
            self._end_cell()
            self._tables[-1].interrupt(len(self._drafts))
        self._tables.append(Table(self._repeats))
        self.enter(tag, attributes, start)

    def close_table(self, tag: str, attributes: str, start: int) -> None:
        """A table ends."""
        self.edge(tag, attributes, start)
        if self._tables:
            self._end_table()
        self.leave(tag, attributes, start)

    def open_head(self, tag: str, attributes: str, start: int) -> None:
        """The rows of headers begin."""
        self.row_group(tag, attributes, start)
        self.enter(tag, attributes, start)

    def close_head(self, tag: str, attributes: str, start: int) -> None:
        """The rows of headers end."""
        self.row_group(tag, attributes, start)
        self.leave(tag, attributes, start)

    def row_group(self, tag: str, attributes: str, start: int) -> None:
        """A head, body or foot of a table begins or ends."""
        self.close_row(tag, attributes, start)
        if self._tables:
            self._tables[-1].close_group()

    def open_row(self, tag: str, attributes: str, start: int) -> None:
        """A row begins."""
        self.close_row(tag, attributes, start)
        if self._tables:
            self._tables[-1].open_row()

    def close_row(self, tag: str, attributes: str, start: int) -> None:
        """A row ends."""
        self.edge(tag, attributes, start)
        self._end_row()

    def open_cell(self, tag: str, attributes: str, start: int) -> None:
        """A cell begins."""
        self.close_cell(tag, attributes, start)
        if self._tables:
            self._flush()
            self._tables[-1].open_cell(attributes, heads=tag == "th" or self._names["thead"] > 0)

    def close_cell(self, tag: str, attributes: str, start: int) -> None:
        """A cell ends."""
        self.edge(tag, attributes, start)
        if self._tables:
            self._end_cell()

    def enter(self, tag: str, attributes: str, start: int) -> None:
        """Something begins that others stand in."""
        self.edge(tag, attributes, start)
        hidden = self._is_furniture(tag, attributes)
        self._open.append((tag, hidden))
        self._names[tag] += 1
        self._hidden += hidden
        # Only of a page of its own can a link name a place.
        if attributes and self._new_builder is UnplacedBuilder and not self._hidden:
            self._anchor = anchor(attributes) or self._anchor
        if tag in HEADINGS:
            self._headings.append(HEADINGS[tag])
        if tag in LISTS:
            self._lists.append(_List(tag == "ol", (whole_number("start", attributes) or 1) - 1, list_style(attributes)))

    def leave(self, tag: str, attributes: str, start: int) -> None:
        """It ends, and with it what was left open inside, as browsers have it."""
        self.edge(tag, attributes, start)
        name = tag[1:]
        inner = "" if self._names[name] else name
        while inner != name:
            inner, hidden = self._open.pop()
            self._names[inner] -= 1
            self._hidden -= hidden
            if inner in HEADINGS:
                self._headings.pop()
            if inner in LISTS and self._lists:
                self._lists.pop()

    def _is_furniture(self, name: str, attributes: str) -> bool:
        return name in self._hiding and (name in FURNITURE or (attributes != "" and is_boilerplate(attributes)))

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.in_cell:
            table.close_cell(self._builder.finish())
            self._builder = self._new_builder()

    def _end_row(self) -> None:
        if self._tables:
            self._end_cell()
            place = self._tables[-1].before_inner(len(self._drafts))
            if row := self._tables[-1].close_row(None if self._hidden else self._anchor):
                row = Draft("furniture", row.clean, level=row.level, cells=row.cells) if self._hidden else row
                self._drafts.insert(place, row)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()

    def _flush(self) -> None:
        if self._builder.parts:
            clean = self._builder.finish()
            self._builder = self._new_builder()
            self._drafts.append(self._draft(clean))

    def _draft(self, clean: Clean) -> Draft:
        if self._hidden:
            return Draft("furniture", clean)
        if self._headings and self._headings[-1]:
            number, clean = numbered(clean, HEADING_NUMBERS)
            return Draft("heading", clean, self._headings[-1], number, place=self._anchor)
        if self._lists and self._lists[-1].open:
            return self._item(clean)
        if self._names["pre"]:
            return Draft("code", clean, place=self._anchor)
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("quote" if self._names["blockquote"] else "paragraph", clean, number=number, place=self._anchor)

    def _item(self, clean: Clean) -> Draft:
        inner, level = self._lists[-1], self._nesting + len(self._lists)
        if not inner.fresh:
            return Draft("item", clean, level, place=self._anchor, within=True)
        inner.fresh = False
        if inner.ordered:
            return Draft("item", clean, level, in_words(inner.count, inner.style), place=self._anchor)
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("item", clean, level, number, place=self._anchor)


Act = Callable[[_Scanner, str, str, int], None]


def _acts() -> Iterator[tuple[Iterable[str], Act, Act]]:
    """Names of tags, what they do where they open, and what where they close."""
    scanner = _Scanner
    yield BLOCKS, scanner.edge, scanner.edge
    yield NESTING, scanner.enter, scanner.leave
    yield ("br",), scanner.line_break, scanner.line_break
    yield ("a",), scanner.open_link, scanner.close_link
    yield EMPHASIS, scanner.open_emphasis, scanner.close_emphasis
    yield ITEMS, scanner.open_item, scanner.close_item
    yield ("table",), scanner.open_table, scanner.close_table
    yield ROW_GROUPS, scanner.row_group, scanner.row_group
    yield ("thead",), scanner.open_head, scanner.close_head
    yield ("tr",), scanner.open_row, scanner.close_row
    yield ("td", "th"), scanner.open_cell, scanner.close_cell


# What each tag does to the text around it. The later lines of `_acts` overrule the earlier ones.
ACTS: Mapping[str, Act] = {
    tag: act for names, opening, closing in _acts() for name in names for tag, act in ((name, opening), (f"/{name}", closing))
}
