"""Content: what a page holds, as the one block of data from which its scripts draw, filter, explain and save."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from graph.kinds import Commitment
from graph.subgraph import Subgraph
from visualisations.tables import Evidence, NodeRow, Quote, RelationRow
from visualisations.wording import visible

Block = dict[str, object]
Thing = TypeVar("Thing")
Source = tuple[str, str | None, str | None]


def content_of(subgraph: Subgraph, things: Sequence[NodeRow], links: Sequence[RelationRow]) -> Block:
    """The page's data: its things and links in the order of their tables, each quote and each source once.

    Returns:
        `things` and `links`, which name quotes by their place in `quotes`;
        `quotes` (words, source, place, address), which name sources by their
        place in `sources` (title, publisher, day of publication).
    """
    # The same words are the evidence of many claims: written out with each of them, they would be most of the page.
    quotes, sources = _Numbered[Quote](), _Numbered[Source]()
    shown_things = [_thing(row, subgraph, quotes) for row in things]
    shown_links = [_link(row, quotes) for row in links]
    listed = [
        (visible(quote.text), sources.of((quote.title, quote.publisher, quote.published)), visible(quote.place), quote.url)
        for quote in quotes.all
    ]
    named = [tuple(visible(part) if part else None for part in source) for source in sources.all]
    return {"things": shown_things, "links": shown_links, "quotes": listed, "sources": named}


def _thing(row: NodeRow, subgraph: Subgraph, quotes: "_Numbered[Quote]") -> Block:
    node = subgraph.by_id[row.id]
    dated = {"strength": node.strength, "status": node.status, "due": _due(node)} if isinstance(node, Commitment) else {}
    return {
        "id": row.id,
        "spot": row.spot,
        "kind": row.kind,
        "name": visible(row.name),
        "aliases": [visible(alias) for alias in row.aliases],
        "facts": [(fact.term, visible(fact.value)) for fact in row.facts],
        **_proof(row.evidence, quotes),
        **{key: value for key, value in dated.items() if value},
    }


def _link(row: RelationRow, quotes: "_Numbered[Quote]") -> Block:
    return {"source": row.source, "type": row.type, "target": row.target, "phrase": row.phrase, **_proof(row.evidence, quotes)}


def _proof(evidence: Evidence, quotes: "_Numbered[Quote]") -> Block:
    return {
        "quotes": [quotes.of(quote) for quote in evidence.quotes],
        "total": evidence.total,
        "rule": visible(evidence.rule),
        "confidence": evidence.confidence,
    }


def _due(commitment: Commitment) -> str | None:
    """The last day its deadline can mean, as ISO 8601."""
    return commitment.deadline_latest.isoformat() if commitment.deadline_latest else None


class _Numbered(Generic[Thing]):
    """Things by the order in which they were first met."""

    def __init__(self) -> None:
        self._numbers: dict[Thing, int] = {}

    def of(self, thing: Thing) -> int:
        """Its number, from 0; a new one when it was not met before."""
        return self._numbers.setdefault(thing, len(self._numbers))

    @property
    def all(self) -> list[Thing]:
        """Each once, in the order of their numbers."""
        return list(self._numbers)
