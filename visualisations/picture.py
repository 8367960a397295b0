"""Picture: what of a subgraph is drawn. Alike commitments share a symbol, links between the same two symbols share a line."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from graph.base import Entity, Relationship
from graph.identifiers import digest
from graph.kinds import Commitment
from graph.subgraph import Subgraph
from visualisations.wording import counted, label_in_picture

Signature = tuple[str, ...]
Neighbours = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Spot:
    """One symbol: an entity, or several commitments with the same owners, strategies and themes."""

    id: str
    kind: str
    name: str
    members: tuple[Entity, ...]


@dataclass(frozen=True)
class Line:
    """One line: every relationship between two symbols, whichever way it runs."""

    source: str
    target: str
    relationships: tuple[Relationship, ...]
    one_way: bool

    @property
    def id(self) -> str:
        """Its name in the page, the same for the same two symbols."""
        return f"{self.source}~{self.target}"


@dataclass(frozen=True)
class Picture:
    """The symbols and lines of one page."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]

    @cached_property
    def spot_of(self) -> dict[str, str]:
        """The symbol that stands for each entity, by their ids."""
        return {member.id: spot.id for spot in self.spots for member in spot.members}

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """The symbols that share a line, by id."""
        found: dict[str, set[str]] = {spot.id: set() for spot in self.spots}
        for line in self.lines:
            found[line.source].add(line.target)
            found[line.target].add(line.source)
        return found

    @property
    def folded(self) -> int:
        """How many commitments share a symbol with others."""
        return sum(len(spot.members) for spot in self.spots if len(spot.members) > 1)


def key(relationship: Relationship) -> tuple[str, str, str]:
    """What tells a relationship from all others."""
    return relationship.source, relationship.type, relationship.target


def picture_of(subgraph: Subgraph, *, most_commitments: int = 18) -> Picture:
    """What is drawn of the subgraph: at most about `most_commitments` symbols for commitments."""
    # Sorted, so that the same subgraph gives the same picture in whatever order it arrives.
    entities = sorted(subgraph.nodes, key=lambda node: node.id)
    commitments = [node for node in entities if isinstance(node, Commitment)]
    others = [Spot(node.id, node.label, label_in_picture(node), (node,)) for node in entities if not isinstance(node, Commitment)]
    spots = (*others, *_fold(commitments, _neighbours(subgraph), most_commitments))
    spot_of = {member.id: spot.id for spot in spots for member in spot.members}
    return Picture(spots, tuple(_lines(subgraph.relationships, spot_of)))


def _fold(commitments: list[Commitment], around: Neighbours, most: int) -> list[Spot]:
    if len(commitments) <= most:
        return [_spot([commitment]) for commitment in commitments]
    # From the finest likeness to the coarsest; the first that is coarse enough is taken.
    likenesses: tuple[Callable[[str], Signature], ...] = (
        lambda id_: tuple(f"{kind} {other}" for kind in ("organisation", "strategy", "theme") for other in sorted(around[id_][kind])),
        lambda id_: tuple(f"{kind} {other}" for kind in ("organisation", "theme") for other in sorted(around[id_][kind])),
        lambda id_: (*sorted(around[id_]["organisation"]), *sorted(around[id_]["theme"])[:1]),
        lambda id_: tuple(sorted(around[id_]["organisation"])),
    )
    grouped = [_groups(commitments, likeness) for likeness in likenesses]
    chosen = next((groups for groups in grouped if len(groups) <= most), grouped[-1])
    return [_spot(group) for group in chosen]


def _groups(commitments: list[Commitment], likeness: Callable[[str], Signature]) -> list[list[Commitment]]:
    groups: dict[Signature, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        groups[likeness(commitment.id)].append(commitment)
    return [groups[signature] for signature in sorted(groups)]


def _spot(members: list[Commitment]) -> Spot:
    first = members[0]
    if len(members) == 1:
        return Spot(first.id, first.label, label_in_picture(first), (first,))
    # A digest of the members: the same group has the same id on every page.
    group_id = f"commitments/{digest(*(member.id for member in members))}"
    return Spot(group_id, first.label, counted(len(members), "commitment"), tuple(members))


def _neighbours(subgraph: Subgraph) -> Neighbours:
    around: Neighbours = defaultdict(lambda: defaultdict(list))
    for relationship in subgraph.relationships:
        for one, other in ((relationship.source, relationship.target), (relationship.target, relationship.source)):
            around[one][other.partition("/")[0]].append(other)
    return around


def _lines(relationships: Iterable[Relationship], spot_of: dict[str, str]) -> list[Line]:
    # Both ways together: a line for each would lie on the other.
    bundles: dict[frozenset[str], list[Relationship]] = defaultdict(list)
    for relationship in sorted(relationships, key=key):
        ends = frozenset((spot_of[relationship.source], spot_of[relationship.target]))
        # Within one symbol there is nothing to draw; the tables still have the relationship.
        if len(ends) == 2:
            bundles[ends].append(relationship)
    return sorted((_line(bundle, spot_of) for bundle in bundles.values()), key=lambda line: line.id)


def _line(bundle: list[Relationship], spot_of: dict[str, str]) -> Line:
    source, target = spot_of[bundle[0].source], spot_of[bundle[0].target]
    one_way = all(spot_of[relationship.source] == source for relationship in bundle)
    return Line(source, target, tuple(bundle), one_way)
