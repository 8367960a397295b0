"""Markdown and text as the pieces of which an office document is made: headings, paragraphs, items, tables.

With a parser that is not ours (markdown-it), so that what our Markdown reader
misreads does not reach the office documents that it is compared with.
"""

import re
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt

# What publishing systems leave in their Markdown, and none of them prints.
TEMPLATE = re.compile(r"^[ \t]*\{+[^{}\n]*\}+-*[ \t]*$", re.MULTILINE)
# What a site generator reads before the text.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.MULTILINE | re.DOTALL)
# Old Markdown needs no space after the marks of a heading.
TIGHT_HEADING = re.compile(r"^(#{1,6})(?=[^#\s])", re.MULTILINE)
CONVERTED = (".md", ".txt")
"""File name endings of the documents that can be converted."""
LONG_LINE = 120
VOWEL_THEN_CONSONANT = re.compile(r"(?<=[a-z]{3}[aeiou])(?=[bcdfgklmnprstv][aeiou][a-z]{3})")
LONG_WORD = re.compile(r"\b[a-z]{10,}\b")

PieceKind = Literal["heading", "paragraph", "item", "quote", "table"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a line break is '\\n'."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Piece:
    """One block of a document."""

    kind: PieceKind
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    """Of a heading 1 to 6, of an item its nesting from 1."""
    number: int | None = None
    """Of an item in an ordered list."""
    follows: bool = False
    """Whether it is a later paragraph of an item."""
    rows: list[list[list[Run]]] = field(default_factory=list)
    headers: int = 0
    """How many of the rows are headers."""

    @property
    def text(self) -> str:
        """Its words without style."""
        return text_of(self.runs)


def text_of(runs: list[Run]) -> str:
    """The words of `runs`."""
    return "".join(run.text for run in runs)


def html_of(path: Path) -> str:
    """The body of the page that a Markdown or text file makes."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        wrapped = all(len(line) < LONG_LINE for line in text.splitlines())
        parts = re.split(r"\n\s*\n", text) if wrapped else text.splitlines()
        return "\n".join(f"<p>{escape(part)}</p>" for part in parts if part.strip())
    text = TIGHT_HEADING.sub(r"\1 ", TEMPLATE.sub("", FRONT_MATTER.sub("", text)))
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def hyphenated(text: str) -> str:
    """`text` with soft hyphens where long words may be broken."""
    return LONG_WORD.sub(lambda match: VOWEL_THEN_CONSONANT.sub("\u00ad", match[0]), text)


def pieces_of(body: str) -> list[Piece]:
    """The pieces of a page's body, in order; those without words are left out."""
    parser = _Pieces()
    parser.feed(body)
    parser.close()
    return [
        _tidy(piece) for piece in parser.pieces if piece.text.strip() or any(text_of(cell).strip() for row in piece.rows for cell in row)
    ]


def _tidy(piece: Piece) -> Piece:
    return replace(piece, runs=_folded(piece.runs), rows=[[_folded(cell) for cell in row] for row in piece.rows])


def _folded(runs: list[Run]) -> list[Run]:
    """The runs without white space at the ends and with single spaces inside."""
    folded = [replace(run, text=re.sub(r"[ \t\n\r\f]+", " ", run.text) if run.text != "\n" else "\n") for run in runs]
    if folded:
        folded[0] = replace(folded[0], text=folded[0].text.lstrip())
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip())
    doubled = {index + 1 for index, (left, right) in enumerate(pairwise(folded)) if left.text.endswith((" ", "\n"))}
    folded = [replace(run, text=run.text.lstrip(" ")) if index in doubled else run for index, run in enumerate(folded)]
    return [run for run in folded if run.text]


class _Pieces(HTMLParser):
    """Collects pieces while a page goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._lists: list[int | None] = []
        self._styles = {"bold": 0, "italic": 0, "quote": 0, "heading": 0}
        self._piece: Piece | None = None
        self._table: Piece | None = None
        self._fresh_item = False
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._end()
            start = dict(attrs).get("start") or "1"
            self._lists.append(int(start) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._end()
            self._fresh_item = True
            if self._lists and (last := self._lists[-1]) is not None:
                self._lists[-1] = last + 1
        elif tag == "br":
            self._add("\n")
        elif tag in {"table", "tr", "td", "th"}:
            self._open_table_part(tag)
        else:
            self._open_style(tag)

    def _open_table_part(self, tag: str) -> None:
        if tag == "table":
            self._end()
            self._table = Piece("table")
            self.pieces.append(self._table)
        elif self._table and tag == "tr":
            self._table.rows.append([])
        elif self._table and self._table.rows:
            self._table.rows[-1].append([])
            self._in_cell = True
            if tag == "th" and len(self._table.rows) == self._table.headers + 1 == 1:
                self._table.headers = 1

    def _open_style(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._end()
            self._styles["heading"] = int(tag[1])
        elif tag in {"strong", "b"}:
            self._styles["bold"] += 1
        elif tag in {"em", "i"}:
            self._styles["italic"] += 1
        elif tag in {"p", "div", "blockquote", "figure", "figcaption", "nav", "caption", "hr"}:
            self._end()
            self._styles["quote"] += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"strong", "b", "em", "i"}:
            style = "bold" if tag in {"strong", "b"} else "italic"
            self._styles[style] = max(0, self._styles[style] - 1)
        elif tag in {"ul", "ol"} and self._lists:
            self._end()
            self._lists.pop()
        elif tag in {"table", "td", "th"}:
            self._in_cell = False
            self._table = None if tag == "table" else self._table
        elif re.fullmatch(r"h[1-6]", tag):
            self._end()
            self._styles["heading"] = 0
        elif tag in {"p", "li", "div", "blockquote", "figcaption", "nav", "caption"}:
            self._end()
            self._styles["quote"] -= tag == "blockquote"

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        run = Run(text, self._styles["bold"] > 0, self._styles["italic"] > 0)
        if self._table and self._in_cell:
            self._table.rows[-1][-1].append(run)
            return
        if self._piece is None and not text.strip():
            return
        if self._piece is None:
            self._piece = self._new()
            self.pieces.append(self._piece)
        self._piece.runs.append(run)

    def _new(self) -> Piece:
        if self._styles["heading"]:
            return Piece("heading", level=self._styles["heading"])
        if self._lists:
            follows, self._fresh_item = not self._fresh_item, False
            return Piece("item", level=len(self._lists), number=self._lists[-1], follows=follows)
        return Piece("quote" if self._styles["quote"] > 0 else "paragraph")

    def _end(self) -> None:
        if self._table and self._in_cell and self._table.rows[-1][-1]:
            self._table.rows[-1][-1].append(Run("\n"))
        self._piece = None
