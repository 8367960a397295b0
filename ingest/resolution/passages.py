"""Passages: the words of a document that its claims rest on, each cut out exactly once."""

from dataclasses import dataclass, field

from graph.identifiers import NodeId, passage_id
from graph.kinds import Document, Passage
from ingest.documents import Block, ReadDocument
from ingest.extraction.findings import Span
from ingest.extraction.sentences import sentences

# A longer sentence, or a table row, is a passage only around the words that matter.
LONGEST = 1_200
AROUND = 300


@dataclass
class Passages:
    """Cuts passages for spans, and remembers them by their id."""

    document: Document
    read: ReadDocument
    found: dict[NodeId, Passage] = field(default_factory=dict)
    _sentences: dict[Block, tuple[Span, ...]] = field(default_factory=dict)

    def around(self, span: Span) -> NodeId:
        """Id of the passage for `span`: its sentence or sentences, or its whole row."""
        start, end = self._whole(span) if span.block.kind == "row" else self._sentence(span)
        if end - start > LONGEST:
            start, end = _clipped(span, start, end)
        return self._cut(span.block, start, end)

    def _cut(self, block: Block, first: int, last: int) -> NodeId:
        start, end = block.span(first, last)
        key = passage_id(self.document.version, start, end)
        if key not in self.found:
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

    def _sentence(self, span: Span) -> tuple[int, int]:
        if span.block not in self._sentences:
            self._sentences[span.block] = sentences(span.block)
        touched = [part for part in self._sentences[span.block] if part.start < span.end and part.end > span.start]
        return min([span.start, *(part.start for part in touched)]), max([span.end, *(part.end for part in touched)])


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
