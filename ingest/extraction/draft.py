"""What is being read, and what has been found in it so far: passed from one rule of mention finding to the next."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from graph.identifiers import NodeId
from ingest.documents import Block, ReadDocument
from ingest.extraction.findings import Mention, Named, Span
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary

UNREAD = frozenset({"code", "furniture"})
_LETTER = re.compile(r"[^\W\d_]")


def has_words(block: Block) -> bool:
    """Whether there is anything to read in a block: a row of numbers names and says nothing."""
    return block.kind not in UNREAD and _LETTER.search(block.text) is not None


def readable(block: Block) -> str:
    """The block's text, as long as it is, with a line break where a new cell or line begins: no name runs across it."""
    if not block.breaks:
        return block.text
    letters = list(block.text)
    for place in block.breaks:
        # Only the blank before the break is changed, so that every offset stays.
        if place and letters[place - 1] == " ":
            letters[place - 1] = "\n"
    return "".join(letters)


@dataclass(frozen=True, eq=False)
class Page:
    """A document with what is known of it before names are looked for."""

    document: ReadDocument
    vocabulary: Vocabulary
    blocks: Sequence[Block]
    """Those that hold text to read; neither code nor page furniture."""
    country: str | None
    publisher: NodeId | None
    government: KnownOrganisation | None
    """Who "the government" is here."""

    @property
    def day(self) -> date | None:
        """Its day of publication."""
        return self.document.metadata.published_on


@dataclass(frozen=True, eq=False)
class Draft:
    """Things and mentions found so far."""

    things: dict[NodeId, Named] = field(default_factory=dict)
    _taken: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    # The same in order of place, for the blocks that somebody has asked for since the last was noted.
    _in_order: dict[int, list[Mention]] = field(default_factory=dict)
    # The same by block and shelf of its text, so that a row of a thousand names is not compared each with each.
    _shelves: dict[tuple[int, int], list[Mention]] = field(default_factory=lambda: defaultdict(list))

    def add(self, thing: Named, span: Span, rule: str, confidence: float) -> None:
        """Note that `thing` is named at `span`; a thing already noted keeps its fields and gains the aliases."""
        known = self.things.get(thing.id)
        self.things[thing.id] = thing if known is None else _joined(known, thing)
        self.mention(thing.id, span, rule, confidence)

    def mention(self, thing: NodeId, span: Span, rule: str, confidence: float) -> None:
        """Note another place where a thing already noted is named."""
        noted = Mention(thing, span, rule, confidence)
        block, start, end = span
        self._taken[id(block)].append(noted)
        self._in_order.pop(id(block), None)
        for shelf in _shelves(start, end):
            self._shelves[id(block), shelf].append(noted)

    def free(self, block: Block, start: int, end: int, kind: str | None = None) -> bool:
        """Whether no mention noted so far, of that kind when one is given, touches the stretch."""
        for shelf in _shelves(start, end):
            for thing, (_, first, last), _, _ in self._shelves.get((id(block), shelf), ()):
                if first < end and start < last and (kind is None or self.things[thing].kind == kind):
                    return False
        return True

    def in_block(self, block: Block) -> Sequence[Mention]:
        """The mentions noted in the block, in order of place."""
        noted = self._taken.get(id(block))
        if not noted:
            return ()
        found = self._in_order.get(id(block))
        if found is None:
            found = self._in_order[id(block)] = sorted(noted, key=_place)
        return found

    def drop(self, unwanted: set[NodeId]) -> None:
        """Take things back, with their mentions."""
        for thing in unwanted:
            self.things.pop(thing, None)
        for block, mentions in self._taken.items():
            self._taken[block] = [mention for mention in mentions if mention.thing not in unwanted]
        self._in_order.clear()
        for place, noted in self._shelves.items():
            self._shelves[place] = [mention for mention in noted if mention.thing not in unwanted]

    def mentions(self, blocks: Sequence[Block]) -> Iterator[Mention]:
        """All mentions, in reading order."""
        for block in blocks:
            yield from self.in_block(block)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span[1:]


def _shelves(start: int, end: int) -> range:
    """The shelves, of 64 characters each, that a stretch stands on."""
    return range(start // 64, max(end - 1, start) // 64 + 1)


def _joined(known: Named, other: Named) -> Named:
    # A person has no other names.
    if "aliases" not in known.fields:
        return known
    # The first to note a thing says what it is; later ones may be read from a shorter form of its name.
    before = known.fields["aliases"]
    aliases = _all_but(str(known.fields["name"]), _strings(before), _strings(other.fields.get("aliases")))
    if aliases == before:
        return known
    return Named(known.id, known.kind, {**known.fields, "aliases": aliases}, known.defined_by)


# The same body is named again and again, each time with the same aliases.
@lru_cache(maxsize=4096)
def _all_but(name: str, aliases: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*aliases, *others} - {name}))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def with_alias(thing: Named, alias: str) -> Named:
    """`thing` with one more name; the same when it is its name already."""
    if alias == thing.fields["name"] or alias in _strings(thing.fields.get("aliases")):
        return thing
    return Named(
        thing.id, thing.kind, {**thing.fields, "aliases": tuple(sorted({*_strings(thing.fields.get("aliases")), alias}))}, thing.defined_by
    )
