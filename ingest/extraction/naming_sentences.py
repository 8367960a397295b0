"""Sentences with the things they name: what relations are read from."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Block
from ingest.extraction.context import Context
from ingest.extraction.findings import Mention, Span
from ingest.extraction.sentences import sentences


@dataclass(slots=True)
class Sentence:
    """A sentence, and the organisations and strategies named in it."""

    span: Span
    mentions: tuple[Mention, ...]


def naming_sentences(context: Context, block: Block) -> Iterator[Sentence]:
    """The sentences of a block that name an organisation, strategy or person."""
    mentions = [
        mention for mention in context.mentions_in(block) if context.things[mention.thing].kind in ("Organisation", "Strategy", "Person")
    ]
    if not mentions:
        return
    for span in sentences(block):
        inside = tuple(mention for mention in mentions if span.start <= mention.span.start and mention.span.end <= span.end)
        if inside:
            yield Sentence(span, inside)
