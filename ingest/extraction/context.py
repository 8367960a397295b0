"""Context: a document together with the things it names, on which commitments and relations are read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph.identifiers import NodeId
from ingest.documents import Block, ReadDocument
from ingest.extraction.findings import Mention, Named
from ingest.vocabulary.entries import Vocabulary

ThingKind = Literal["Organisation", "Strategy", "Theme", "Person"]


@dataclass(frozen=True, eq=False)
class Context:
    """What one document speaks of, and who speaks in it."""

    document: ReadDocument
    vocabulary: Vocabulary
    country: str | None
    """ISO 3166 code in lower case of the country it is about, 'eu' for the Union."""
    publisher: NodeId | None
    """The organisation that says "we"; None when nobody known does, as in a news outlet's report."""
    own_strategy: NodeId | None
    """The strategy that the document itself is."""
    things: Mapping[NodeId, Named]
    mentions: tuple[Mention, ...]
    subject: NodeId | None = None
    """The strategy in the document's title: its own, or the one it reports on."""
    government: NodeId | None = None
    """Who "the government" is in it."""

    @property
    def reported(self) -> NodeId | None:
        """The strategy the document reports on; None when it reports on none, or is itself the strategy in its title."""
        return self.subject if self.own_strategy is None else None

    @cached_property
    def _by_block(self) -> Mapping[int, tuple[Mention, ...]]:
        """The mentions of each block, by the block's identity, in order of place."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[id(mention.span.block)].append(mention)
        return {
            block: tuple(sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end))) for block, mentions in found.items()
        }

    def mentions_in(self, block: Block, kind: ThingKind | None = None) -> tuple[Mention, ...]:
        """The things named in `block`, in order of place; only those of `kind` when given."""
        found = self._by_block.get(id(block), ())
        return found if kind is None else tuple(mention for mention in found if self.things[mention.thing].kind == kind)
