"""What reading a document gives: metadata, the stored text, and blocks that know where in it they stand."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from ingest.extraction.findings import Span

BlockKind = Literal["heading", "paragraph", "item", "row", "quote", "footnote", "code", "furniture"]


class Metadata(BaseModel):
    """What is known of a document beside its text; from a sidecar meta.json, front matter, or the file itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field("", description="Its title; '' lets ingest take it from the document.")
    publisher: str | None = Field(None, description="Who published it.")
    published: str | None = Field(
        None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="Publication date: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'."
    )
    kind: str | None = Field(None, description="Its genre in lower case, e.g. 'strategy', 'news', 'register'.")
    licence: str | None = Field(None, description="Its licence.")
    uri: str | None = Field(None, description="Where it was published, http or https.")
    country: str | None = Field(None, description="ISO 3166 code in lower case, 'eu' for the Union; None lets ingest work it out.")

    @property
    def published_on(self) -> date | None:
        """The publication day; the first of the month or year when only that is known."""
        if self.published is None:
            return None
        return date.fromisoformat((self.published + "-01-01")[:10])


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one file or page, and where they came from."""

    name: str
    """Path below the folder that was read, with '/' between the parts."""
    location: str
    """Absolute path or URL: what identifies the file when it is read again."""
    content: bytes
    media_type: str
    metadata: Metadata
    problems: tuple["Problem", ...] = ()
    """What was wrong with its metadata."""
    retrieved_on: date | None = None
    """Day on which these bytes were first fetched, when it came from the web."""


# Nobody changes a cell or a block; they are not frozen because that takes four times as long to build.
@dataclass(slots=True)
class Cell:
    """One cell of a table row."""

    header: str
    """Text of the column's header; '' when the table has none."""
    text: str
    start: int
    """First offset in the `text` of its row, which is also the end when it is empty."""
    end: int


@dataclass(slots=True, eq=False)
class Block:
    """A heading, paragraph, list item or table row, its markup stripped but not its place in the stored text.

    `text` is clean: no markup, hard-wrapped lines joined, white space folded to
    single spaces. `offsets[i]` is the offset in the stored text of the i-th
    character of `text`, so any span of it can be found again with `span`.
    """

    kind: BlockKind
    text: str
    offsets: Sequence[int]
    headings: tuple["Block", ...] = ()
    """Headings above it, outermost first."""
    intro: "Block | None" = None
    """For an item: the paragraph, heading or outer item that introduces its list; for a later paragraph of an item, that item."""
    level: int = 0
    """Of a heading 1 to 6; of an item its nesting, from 1; of a row its place in the table, 0 for the row of headers."""
    number: str | None = None
    """The number printed before it, without punctuation and no part of `text`: '4' of '4. Publish …', 'Action 04'."""
    cells: tuple[Cell, ...] = ()
    """For a row: its cells, left to right."""
    place: str | None = None
    """Where it stands in the original, in its own terms: 'Actions!A7:F7' of a workbook, '/items/3' of JSON, '#goals' of a web page."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Links in it: first and last offset in `text`, and the address."""
    emphasis: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` in bold or italics."""
    breaks: tuple[int, ...] = ()
    """Places in `text` where a new cell, paragraph or line begins: no sentence runs across them."""
    sentences: tuple["Span", ...] | None = field(default=None, init=False, repr=False)
    """Its sentences, once somebody has asked `ingest.extraction.sentences` for them."""

    @property
    def start(self) -> int:
        """Offset of its first character in the stored text."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Offset after its last character in the stored text."""
        return self.offsets[-1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch `start` to `end` of `text` as offsets in the stored text, end exclusive."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as a format reads it: the text we store, and its blocks in reading order."""

    raw: RawDocument
    text: str
    """The stored text: all offsets, here and in the graph, count its code points."""
    blocks: tuple[Block, ...]
    problems: tuple["Problem", ...] = field(default=())
    pages: tuple[int, ...] = ()
    """Offsets in `text` where its pages begin, the first of them 0; empty when it has none."""
    strays: tuple[tuple[int, int, int], ...] = ()
    """Stretches of `text` that stand on an earlier page than those around them, as start, end and page, in order."""
    source: str | None = None
    """Stands for all that reading it started from, see `ingest.recognition`; None when it has problems to be told each time."""

    @property
    def metadata(self) -> Metadata:
        """What is known of the document beside its text."""
        return self.raw.metadata

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which the character at `offset` of `text` stands; None when there are no pages."""
        place = bisect_right(self.strays, offset, key=lambda stray: stray[0]) - 1
        if place >= 0 and offset < self.strays[place][1]:
            return self.strays[place][2]
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or placed, for the ingest report."""

    code: str
    """Stable and short, e.g. 'csv-short-row'."""
    place: str
    """Where: 'line 12', 'row 3, column 2', 'byte 4711', or '' for the whole file."""
    reason: str
    fix: str
    verbatim: str | None = None
    """What stands there, as it is in the file, cut to a bearable length; bytes that are no text as escapes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or page that was found and not read, and why."""

    name: str
    location: str
    problem: Problem
    failed: bool = False
    """Whether it should have been readable: False when we have no reader for its kind."""


class DocumentFormat(Protocol):
    """Turns bytes into blocks; opens no file and no socket, and guesses nothing silently."""

    @property
    def media_types(self) -> frozenset[str]:
        """Media types it reads, e.g. 'text/markdown'."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """File name endings it reads, with the dot, in lower case."""
        ...

    def read(self, raw: RawDocument) -> ReadDocument:
        """The document's stored text and blocks.

        Raises:
            UnreadableDocument: the bytes are not what the media type says.
        """
        ...


class Connector(Protocol):
    """Finds documents somewhere and hands out their bytes."""

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The documents, in a stable order, and in their place those that cannot be had.

        Raises:
            SourceUnavailable: the whole source cannot be had.
        """
        ...

    def count(self) -> int:
        """How many documents there are, as far as is known by now; opens none of them."""
        ...

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:
        """Of the places in `known`, those that this source should have and that are not among the `found`, sorted."""
        ...
