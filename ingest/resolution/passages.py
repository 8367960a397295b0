"""Passages: the words of a document that its claims rest on, each cut out exactly once."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from graph.identifiers import NodeId, passage_id
from graph.kinds import Document, Passage
from ingest.documents import Block, ReadDocument
from ingest.extraction.findings import Span
from ingest.extraction.sentences import sentences

# A longer sentence, or a table row, is a passage only around the words that matter.
LONGEST = 1_200
AROUND = 300
_START, _END = itemgetter(1), itemgetter(2)


@dataclass
class Passages:
    """Cuts passages for spans, and remembers them by their id."""

    document: Document
    read: ReadDocument
    found: dict[NodeId, Passage] = field(default_factory=dict)
    # Many things are named in one sentence, and each claim asks for its passage.
    _by_span: dict[Span, NodeId] = field(default_factory=dict)
    _by_place: dict[tuple[int, int], NodeId] = field(default_factory=dict)

    def around(self, span: Span) -> NodeId:
        """Id of the passage for `span`: its sentence or sentences, or its whole row."""
        key = self._by_span.get(span)
        if key is None:
            start, end = self._whole(span) if span.block.kind == "row" else _sentence(span)
            if end - start > LONGEST:
                start, end = _clipped(span, start, end)
            key = self._by_span[span] = self._cut(span.block, start, end)
        return key

    def _cut(self, block: Block, first: int, last: int) -> NodeId:
        start, end = block.span(first, last)
        key = self._by_place.get((start, end))
        if key is None:
            key = self._by_place[start, end] = passage_id(self.document.version, start, end)
            self.found[key] = Passage(
                id=key,
                document=self.document.id,
                text=self.read.text[start:end],
                start=start,
                end=end,
                page=self.read.page_at(start),
                place=block.place,
                heading=" > ".join(heading.text for heading in block.headings) or None,
            )
        return key

    def _whole(self, span: Span) -> tuple[int, int]:
        return 0, len(span.block.text)


def _sentence(span: Span) -> tuple[int, int]:
    """The stretch of the sentences that a span stands in."""
    parts, (_, start, end) = sentences(span.block), span
    # They stand in order and apart: the first that ends behind the span's start, and the last that begins before its end.
    first = bisect_right(parts, start, key=_END)
    last = bisect_left(parts, end, key=_START) - 1
    if first > last:
        return start, end
    return min(start, parts[first].start), max(end, parts[last].end)


def _clipped(span: Span, first: int, last: int) -> tuple[int, int]:
    """The span with some words before and after it, no word cut in two."""
    text = span.block.text
    start, end = max(first, span.start - AROUND), min(last, span.end + AROUND)
    if start > first:
        # Where no blank is found the cut stands right at the span.
        start = text.find(" ", start, span.start) + 1 or span.start
    if end < last:
        cut = text.rfind(" ", span.end, end)
        end = cut if cut > 0 else span.end
    return start, end
