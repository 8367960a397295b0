"""HTML as drafts of blocks, tolerant of whatever people leave unclosed.

One pass over the source, no tree: nothing is lost however deep it is nested,
and every character keeps its place in the source. The same pass reads whole
pages and the pieces of HTML that stand in Markdown.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder
from ingest.formats.html_tables import Repeats, Table
from ingest.formats.html_tags import (
    ATTRIBUTES,
    FURNITURE,
    HEADINGS,
    IS_BLOCK,
    IS_BREAK,
    IS_CELL,
    IS_INLINE,
    IS_ITEM,
    IS_NESTING,
    LISTS,
    ROW_GROUPS,
    TAGS,
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
TOKEN = re.compile(
    rf"""
    <(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?:>|(?P<attributes>{ATTRIBUTES})>)(?P<after>[^<&{{]*+)
  | <!\[CDATA\[(?P<cdata>[^<>\]]*)\]\]>
  | <[!?][^<>]*>
  | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<template>\{{\{{[^{{}}\n]*\}}\}}|\{{%[^{{}}\n]*%\}})
  | (?P<text>[^<&{{]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
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


def html_drafts(source: str, offsets: Sequence[int], *, nesting: int = 0, trusting: bool = True, placed: bool = True) -> list[Draft]:
    """The blocks of `source`, whose characters stand at `offsets` in the stored text.

    Args:
        source: a page or a piece of one.
        offsets: one for each character of `source`, rising.
        nesting: how many lists of the surrounding text it stands in.
        trusting: whether tags and class names may say what is furniture.
        placed: whether the offset of every character counts, or only that of each block's first.
    """
    visible = masked(source)
    scanner = _Scanner(offsets, nesting, closed(visible) if trusting else frozenset(), placed=placed)
    for match in TOKEN.finditer(visible):
        scanner.take(match)
    return scanner.finish()


class _Scanner:
    """What is open at one place of the page, and the drafts up to there."""

    def __init__(self, offsets: Sequence[int], nesting: int, hiding: frozenset[str], *, placed: bool) -> None:
        self._offsets = offsets
        self._new_builder = CleanBuilder if placed else UnplacedBuilder
        self._placed = placed
        self._anchor: str | None = None
        self._hiding = hiding
        self._nesting = nesting
        self._drafts: list[Draft] = []
        self._builder = self._new_builder()
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._hidden = 0
        # The levels of the headings that are open; looked up for each text, however many tags are open around it.
        self._headings: list[int] = []
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._repeats = Repeats()
        # With its builder: a link may end in another cell than it began.
        self._links: list[tuple[CleanBuilder, int, str]] = []
        self._emphasis: list[tuple[CleanBuilder, int]] = []

    def take(self, match: re.Match[str]) -> None:
        """Go on by one token."""
        kind = match.lastgroup
        if kind == "after":
            closing, name, attributes, text = match.group(1, 2, 3, 4)
            if name not in TAGS:
                name = name.lower()
            flags = TAGS.get(name, 0)
            if flags == IS_BLOCK:
                self._boundary(match.start())
            elif flags:
                self._tag(name, flags, attributes or "", match.start(), closing=closing != "")
            # White space at the edge of a block is none, and most of a page's is there.
            if text and not (flags & IS_BLOCK and text.isspace()):
                self._text(text, match.end() - len(text))
        elif kind in {"text", "cdata"}:
            self._text(match[kind], match.start(kind))
        elif kind == "entity":
            self._builder.add_entity(html.unescape(match[0]), self._offsets[match.start()], len(match[0]))

    def _text(self, text: str, start: int) -> None:
        if text.isspace():
            self._builder.space(self._offsets[start])
        elif self._placed:
            self._builder.add_at(text, self._offsets[start : start + len(text)])
        else:
            self._builder.add(text, start)

    def finish(self) -> list[Draft]:
        """All blocks, in reading order."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._drafts

    def _tag(self, name: str, flags: int, attributes: str, start: int, *, closing: bool) -> None:
        if flags & IS_BLOCK:
            self._boundary(start)
        if flags & IS_BREAK:
            self._builder.line_break(self._offsets[start])
        if flags & IS_INLINE:
            self._inline(name, attributes, closing=closing)
        if flags & IS_CELL:
            self._table_tag(name, attributes, closing=closing)
        if flags & IS_ITEM and self._lists:
            self._item_tag(name, attributes, closing=closing)
        if flags & IS_NESTING:
            self._close(name) if closing else self._enter(name, attributes)

    def _boundary(self, start: int) -> None:
        if self._tables and self._tables[-1].in_cell:
            self._builder.line_break(self._offsets[start])
        else:
            self._flush()

    def _inline(self, name: str, attributes: str, *, closing: bool) -> None:
        if closing:
            self._close_inline(name)
        elif name == "a":
            self._links.append((self._builder, self._builder.position, href(attributes)))
        else:
            self._emphasis.append((self._builder, self._builder.position))

    def _close_inline(self, name: str) -> None:
        if name == "a" and self._links:
            builder, start, url = self._links.pop()
            builder.link(start, url)
        elif self._emphasis:
            builder, start = self._emphasis.pop()
            builder.emphasise(start)

    def _enter(self, name: str, attributes: str) -> None:
        hidden = self._is_furniture(name, attributes)
        self._open.append((name, hidden))
        self._names[name] += 1
        self._hidden += hidden
        # Only of a page of its own can a link name a place.
        if attributes and not self._placed and not self._hidden:
            self._anchor = anchor(attributes) or self._anchor
        if name in HEADINGS:
            self._headings.append(HEADINGS[name])
        if name in LISTS:
            self._lists.append(_List(name == "ol", (whole_number("start", attributes) or 1) - 1, list_style(attributes)))

    def _is_furniture(self, name: str, attributes: str) -> bool:
        return name in self._hiding and (name in FURNITURE or (attributes != "" and is_boilerplate(attributes)))

    def _close(self, name: str) -> None:
        if not self._names[name]:
            return
        # What was left open inside is closed with it, as browsers do.
        while True:
            inner, hidden = self._open.pop()
            self._names[inner] -= 1
            self._hidden -= hidden
            if inner in HEADINGS:
                self._headings.pop()
            if inner in LISTS and self._lists:
                self._lists.pop()
            if inner == name:
                return

    def _item_tag(self, name: str, attributes: str, *, closing: bool) -> None:
        inner = self._lists[-1]
        inner.open = inner.fresh = not closing and name != "dt"
        value = whole_number("value", attributes) if inner.open and attributes else None
        inner.count = inner.count + inner.open if value is None else value

    def _table_tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "table" and not closing:
            self._end_row()
            self._tables.append(Table(self._repeats))
        elif not self._tables:
            return
        elif name in {"td", "th"}:
            self._cell_tag(name, attributes, closing=closing)
        elif name == "table":
            self._end_table()
        else:
            self._end_row()
            self._row_tag(name, opening=not closing)

    def _row_tag(self, name: str, *, opening: bool) -> None:
        if name in ROW_GROUPS:
            self._tables[-1].close_group()
        elif opening:
            self._tables[-1].open_row()

    def _cell_tag(self, name: str, attributes: str, *, closing: bool) -> None:
        self._end_cell()
        if not closing:
            self._flush()
            self._tables[-1].open_cell(attributes, heads=name == "th" or self._names["thead"] > 0)

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.in_cell:
            table.close_cell(self._builder.finish())
            self._builder = self._new_builder()

    def _end_row(self) -> None:
        if self._tables:
            self._end_cell()
            if row := self._tables[-1].close_row(self._place):
                self._drafts.append(Draft("furniture", row.clean, level=row.level, cells=row.cells) if self._hidden else row)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()

    @property
    def _place(self) -> str | None:
        return None if self._hidden else self._anchor

    def _flush(self) -> None:
        if not self._builder.empty:
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
