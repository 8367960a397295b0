"""HTML as drafts of blocks, tolerant of whatever people leave unclosed.

One pass over the source, no tree: nothing is lost however deep it is nested,
and every character keeps its place in the source. The same pass reads whole
pages and the pieces of HTML that stand in Markdown.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ingest.documents import BlockKind
from ingest.formats.clean import Clean, CleanBuilder
from ingest.formats.inline import EMPHASIS_TAGS, href
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, in_words, numbered
from ingest.formats.outline import Draft
from ingest.formats.rows import row_draft

TOKEN = re.compile(
    r"""
    <(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,1000}+)>
  | <!\[CDATA\[(?P<cdata>[^<>\]]*)\]\]>
  | <[!?][^<>]*>
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<template>\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})
  | (?P<text>[^<&{]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
HIDDEN_OPEN = re.compile(r"<!--|<(script|style|template|svg|math|noscript)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,1000}+>", re.IGNORECASE)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dl"})
FURNITURE = frozenset({"nav", "footer", "aside", "button", "select", "dialog", "iframe", "video", "audio", "title"})
WRAPPERS = frozenset(
    {"div", "section", "article", "main", "header", "center", "details", "fieldset", "body", "html", "head", "hgroup", "form", "figure"}
)
BREAKS = frozenset({"p", "dt", "dd", "caption", "figcaption", "summary", "hr", "legend", "label", "address", "option", "li"})
INLINE = EMPHASIS_TAGS | {"a"}
ITEMS = frozenset({"li", "dd", "dt"})
CELLS = frozenset({"tr", "td", "th", "table"})
BLOCK_TAGS = frozenset(HEADINGS) | LISTS | FURNITURE | WRAPPERS | BREAKS | CELLS | {"thead", "tbody", "tfoot", "blockquote", "pre"}
NESTING = (frozenset(HEADINGS) | LISTS | FURNITURE | WRAPPERS | {"table", "blockquote", "pre", "thead"}) - {"iframe"}
BOILERPLATE = re.compile(
    r"\b(?:cookies?|breadcrumbs?|skip-?link|pagination|share|social|back-to-top|site-header|site-footer|feedback|related|navigation"
    r"|index-links)(?![a-z])",
    re.IGNORECASE,
)
BOILERPLATE_ROLES = re.compile(r"""\brole\s*=\s*["']?(?:navigation|banner|contentinfo|search|dialog|complementary)\b""", re.IGNORECASE)
NAMES = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
START = re.compile(r"""\bstart\s*=\s*["']?(-?\d{1,6})""", re.IGNORECASE)
VALUE = re.compile(r"""\bvalue\s*=\s*["']?(\d{1,6})""", re.IGNORECASE)
# Not 'data-id'.
ANCHOR = re.compile(r"""(?<![\w-])id\s*=\s*(?:"([^"\s]+)"|'([^'\s]+)'|([^\s"'>]+))""", re.IGNORECASE)
TYPE = re.compile(r"""\btype\s*=\s*["']?([aAiI])\b""")
STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
SPAN = re.compile(r"""\bcolspan\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)
# Taken out when the text is cleaned; until then it keeps what is hidden as long as it was.
FILLER = "\u2060"


@dataclass(slots=True)
class _Table:
    headers: list[str] = field(default_factory=list)
    cells: list[Clean] = field(default_factory=list)
    all_headers: bool = True
    in_cell: bool = False
    span: int = 1
    rows: int = 0


@dataclass(slots=True)
class _List:
    ordered: bool
    count: int = 0
    style: str = "decimal"
    fresh: bool = False
    """Whether an item was opened that has said nothing yet."""
    open: bool = False


def _closed(source: str) -> frozenset[str]:
    """The tags that are closed as often as opened: one left open must not hide the rest of the page."""
    lowered = source.lower()
    return frozenset(name for name in FURNITURE | WRAPPERS | LISTS if lowered.count(f"<{name}") <= lowered.count(f"</{name}"))


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
    scanner = _Scanner(offsets, nesting, _closed(visible) if trusting else frozenset(), placed=placed)
    for match in TOKEN.finditer(visible):
        scanner.take(match)
    return scanner.finish()


# Stands for the columns that a wide cell covers beside its first.
_COVERED = Clean()


class _Scanner:
    """What is open at one place of the page, and the drafts up to there."""

    def __init__(self, offsets: Sequence[int], nesting: int, hiding: frozenset[str], *, placed: bool) -> None:
        self._offsets = offsets
        self._new_builder = partial(CleanBuilder, placed=placed)
        # Only of a page of its own can a link name a place.
        self._anchored = not placed
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
        self._tables: list[_Table] = []
        # With its builder: a link may end in another cell than it began.
        self._links: list[tuple[CleanBuilder, int, str]] = []
        self._emphasis: list[tuple[CleanBuilder, int]] = []

    def take(self, match: re.Match[str]) -> None:
        """Go on by one token."""
        kind, start = match.lastgroup, match.start()
        if kind == "text":
            self._builder.add_at(match[0], self._offsets[start : match.end()])
        elif kind == "attributes":
            self._tag(match["name"].lower(), bool(match["close"]), match["attributes"], self._offsets[start])
        elif kind == "entity":
            self._builder.add_entity(html.unescape(match[0]), self._offsets[start], len(match[0]))
        elif kind == "cdata":
            self._builder.add_at(match["cdata"], self._offsets[match.start("cdata") : match.end("cdata")])

    def finish(self) -> list[Draft]:
        """All blocks, in reading order."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._drafts

    def _tag(self, name: str, closing: bool, attributes: str, offset: int) -> None:
        if name in BLOCK_TAGS:
            self._boundary(offset)
        if name == "br":
            self._builder.line_break(offset)
        if name in INLINE:
            self._inline(name, closing, attributes)
        if name in CELLS:
            self._table_tag(name, closing, attributes)
        if name in ITEMS and self._lists:
            self._item_tag(name, closing, attributes)
        if name in NESTING:
            self._close(name) if closing else self._enter(name, attributes)

    def _boundary(self, offset: int) -> None:
        if self._tables and self._tables[-1].in_cell:
            self._builder.line_break(offset)
        else:
            self._flush()

    def _inline(self, name: str, closing: bool, attributes: str) -> None:
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
        hidden = name in self._hiding and (name in FURNITURE or _boilerplate(attributes))
        self._open.append((name, hidden))
        self._names[name] += 1
        self._hidden += hidden
        if self._anchored and not self._hidden and (anchor := ANCHOR.search(attributes)):
            self._anchor = "#" + html.unescape(anchor[1] or anchor[2] or anchor[3])
        if name in HEADINGS:
            self._headings.append(HEADINGS[name])
        if name in LISTS:
            self._lists.append(_list(name, attributes))

    def _close(self, name: str) -> None:
        if not self._names[name]:
            return
        # What was left open inside is closed with it, as browsers do.
        while True:
            closed, hidden = self._open.pop()
            self._names[closed] -= 1
            self._hidden -= hidden
            if closed in HEADINGS:
                self._headings.pop()
            if closed in LISTS and self._lists:
                self._lists.pop()
            if closed == name:
                return

    def _item_tag(self, name: str, closing: bool, attributes: str) -> None:
        inner = self._lists[-1]
        inner.open = inner.fresh = not closing and name != "dt"
        value = VALUE.search(attributes) if inner.open else None
        inner.count = int(value[1]) if value else inner.count + inner.open

    def _table_tag(self, name: str, closing: bool, attributes: str) -> None:
        if name == "table" and not closing:
            self._end_row()
            self._tables.append(_Table())
        if not self._tables:
            return
        if name == "tr":
            self._end_row()
        if name == "table" and closing:
            self._end_table()
        if name in {"td", "th"}:
            self._end_cell()
        if name in {"td", "th"} and not closing:
            self._open_cell(name, attributes)

    def _open_cell(self, name: str, attributes: str) -> None:
        table = self._tables[-1]
        self._flush()
        table.in_cell = True
        table.all_headers = table.all_headers and (name == "th" or self._names["thead"] > 0)
        span = SPAN.search(attributes)
        # A mistyped colspan must not make a row of empty cells without end.
        table.span = min(int(span[1]), 100) if span else 1

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.in_cell:
            table.cells.extend([self._builder.finish(), *[_COVERED] * (table.span - 1)])
            self._builder = self._new_builder()
            table.in_cell = False

    def _end_row(self) -> None:
        if not self._tables:
            return
        self._end_cell()
        table = self._tables[-1]
        if any(cell.text for cell in table.cells):
            self._place_row(table)
        table.cells, table.all_headers = [], True

    def _place_row(self, table: _Table) -> None:
        # A row of headers further down parts the table and names no columns.
        heads = table.all_headers and not table.rows
        if heads:
            table.headers = _headers(table.cells)
        else:
            table.rows += 1
        draft = row_draft(table.cells, [] if heads else table.headers, table.rows)
        self._put(_as(draft, "furniture") if self._hidden else draft)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()

    def _put(self, draft: Draft) -> None:
        self._drafts.append(replace(draft, place=self._anchor) if self._anchor and not self._hidden else draft)

    def _flush(self) -> None:
        if not self._builder.empty:
            clean = self._builder.finish()
            self._builder = self._new_builder()
            self._put(self._draft(clean))

    def _draft(self, clean: Clean) -> Draft:
        if self._hidden:
            return Draft("furniture", clean)
        heading = self._headings[-1] if self._headings else 0
        if heading:
            number, clean = numbered(clean, HEADING_NUMBERS)
            return Draft("heading", clean, level=heading, number=number)
        if self._lists and self._lists[-1].open:
            return self._item(clean)
        if self._names["pre"]:
            return Draft("code", clean)
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("quote" if self._names["blockquote"] else "paragraph", clean, number=number)

    def _item(self, clean: Clean) -> Draft:
        inner, level = self._lists[-1], self._nesting + len(self._lists)
        if not inner.fresh:
            return Draft("item", clean, level=level, within=True)
        inner.fresh = False
        if inner.ordered:
            return Draft("item", clean, level=level, number=in_words(inner.count, inner.style))
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        return Draft("item", clean, level=level, number=number)


def _list(name: str, attributes: str) -> _List:
    start, style = START.search(attributes), TYPE.search(attributes)
    return _List(name == "ol", int(start[1]) - 1 if start else 0, STYLES[style[1]] if style else "decimal")


def _headers(cells: Sequence[Clean]) -> list[str]:
    """The header of each column; a wide one stands over all the columns it covers."""
    headers: list[str] = []
    for cell in cells:
        headers.append(headers[-1] if cell is _COVERED and headers else cell.text)
    return headers


def _as(draft: Draft, kind: BlockKind) -> Draft:
    return Draft(kind, draft.clean, level=draft.level, cells=draft.cells)


def _boilerplate(attributes: str) -> bool:
    if BOILERPLATE_ROLES.search(attributes):
        return True
    return any(BOILERPLATE.search(" ".join(filter(None, match.groups()))) for match in NAMES.finditer(attributes))
