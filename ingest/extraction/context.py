"""Context: a document together with the things it names, on which commitments and relations are read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Literal

from graph.identifiers import NodeId
from ingest.documents import Block, ReadDocument
from ingest.extraction.draft import UNREAD
from ingest.extraction.findings import Mention, Named, ThemeHit
from ingest.vocabulary.entries import Vocabulary

_FIRST_PERSON = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_PLACE = attrgetter("span.start", "span.end")
ThingKind = Literal["Organisation", "Strategy", "Theme", "Person"]


@dataclass(frozen=True, slots=True)
class Salience:
    """How much of a document each theme has."""

    scores: Mapping[NodeId, float] = field(default_factory=dict)
    places: Sequence[tuple[Block, ThemeHit]] = ()
    """Every label of a theme, in reading order."""


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
    salience: Salience = field(default_factory=Salience)
    """Which themes show in it, and where."""

    @property
    def reported(self) -> NodeId | None:
        """The strategy the document reports on; None when it reports on none, or is itself the strategy in its title."""
        return self.subject if self.own_strategy is None else None

    @cached_property
    def _by_block(self) -> Mapping[tuple[int, str | None], tuple[Mention, ...]]:
        """The mentions of each block, by the block's identity and their kind, in order of place; under None those of all kinds."""
        found: dict[tuple[int, str | None], list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            block = id(mention.span.block)
            found[block, None].append(mention)
            found[block, self.things[mention.thing].kind].append(mention)
        return {key: tuple(mentions if len(mentions) == 1 else sorted(mentions, key=_PLACE)) for key, mentions in found.items()}

    @cached_property
    def bodies_by_name(self) -> Mapping[str, tuple[int, NodeId]]:
        """By each name of the organisations: which of them was noted first under it, and as how many-th thing."""
        found: dict[str, tuple[int, NodeId]] = {}
        for place, thing in enumerate(self.things.values()):
            for name in names_of(thing) if thing.kind == "Organisation" else ():
                found.setdefault(name, (place, thing.id))
        return found

    @cached_property
    def named(self) -> frozenset[NodeId]:
        """The things that the text names."""
        return frozenset(mention.thing for mention in self.mentions)

    @cached_property
    def first_person(self) -> bool:
        """Whether the document says "we" or "our"."""
        return any(_FIRST_PERSON.search(block.text) for block in self.document.blocks if block.kind not in UNREAD)

    def mentions_in(self, block: Block, kind: ThingKind | None = None) -> tuple[Mention, ...]:
        """The things named in `block`, in order of place; only those of `kind` when given."""
        return self._by_block.get((id(block), kind), ())


def names_of(thing: Named) -> Iterator[str]:
    """All that a thing is called: name, abbreviation and aliases."""
    yield str(thing.fields["name"])
    if thing.fields.get("abbreviation"):
        yield str(thing.fields["abbreviation"])
    aliases = thing.fields.get("aliases")
    yield from (str(alias) for alias in aliases) if isinstance(aliases, tuple) else ()
