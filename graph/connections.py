"""Why two organisations are connected, in words."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import TypedDict, get_args

from graph.answers import Connection, Reason, ReasonKind
from graph.base import Entity, Relationship
from graph.identifiers import NodeId
from graph.kinds import PHRASES, Commitment
from graph.records import Triple, picked, triple

QUOTED_LENGTH = 160
# What each sort of reason adds to the strength of a connection. Promising together binds more than speaking of the same;
# what several share counts in full only for two, see cypher/read/connections.cypher.
WEIGHTS: dict[ReasonKind, float] = {
    "direct relation": 2.0,
    "joint commitment": 3.0,
    "linked commitments": 2.0,
    "joint strategy": 2.0,
    "linked strategies": 1.0,
    "affects": 1.0,
    "body in common": 1.0,
    "shared theme": 1.0,
}
ORDER: dict[ReasonKind, int] = {kind: place for place, kind in enumerate(get_args(ReasonKind))}


class FoundReason(TypedDict):
    """A reason as cypher/read/connections.cypher gives it."""

    kind: ReasonKind
    weight: float
    nodes: list[NodeId]
    relationships: list[Triple]
    elements: list[str]


class FoundPair(TypedDict):
    """Two organisations as cypher/read/connections.cypher gives them."""

    source: NodeId
    target: NodeId
    reasons: list[FoundReason]


def explain(pair: FoundPair, nodes: Mapping[NodeId, Entity], known: Mapping[Triple, Relationship]) -> Connection:
    """The pair with each of its reasons in words, in a fixed order; `nodes` and `known` hold everything that it names."""
    ends = pair["source"], pair["target"]
    reasons = [_reason(ends, found, nodes, known) for found in pair["reasons"]]
    reasons.sort(key=lambda reason: (ORDER[reason.kind], reason.nodes, reason.relationships))
    # Of the exact weights: the rounded ones of many shared themes would add up to something else.
    strength = round(fsum(found["weight"] for found in pair["reasons"]), 2)
    return Connection(source=ends[0], target=ends[1], strength=strength, reasons=tuple(reasons))


def called(entity: Entity) -> str:
    """What to call an entity in a sentence: its name, or the words of a commitment in quotation marks."""
    if not isinstance(entity, Commitment):
        return str(getattr(entity, "name", entity.id))
    words = entity.text.rstrip(".")
    return f"“{words}”" if len(words) <= QUOTED_LENGTH else f"“{words[:QUOTED_LENGTH].rstrip()}…”"


def sentence(relationship: Relationship, nodes: Mapping[NodeId, Entity]) -> str:
    """The relationship as a sentence, e.g. "Hospitals Board is part of Health Department"."""
    return f"{called(nodes[relationship.source])} {PHRASES[relationship.type]} {called(nodes[relationship.target])}"


def _reason(
    ends: tuple[NodeId, NodeId], found: FoundReason, nodes: Mapping[NodeId, Entity], known: Mapping[Triple, Relationship]
) -> Reason:
    links = picked(known, found["relationships"])
    return Reason(
        kind=found["kind"],
        text=_words(found["kind"], ends, found["nodes"], nodes, links),
        weight=round(found["weight"], 2),
        nodes=tuple(found["nodes"]),
        relationships=tuple(triple(link) for link in links),
        evidence=tuple(sorted({passage for link in links for passage in link.evidence})),
    )


def _words(
    kind: ReasonKind, ends: tuple[NodeId, NodeId], between: Sequence[NodeId], nodes: Mapping[NodeId, Entity], links: Sequence[Relationship]
) -> str:
    first, second = (called(nodes[end]) for end in ends)
    if kind == "shared theme":
        theme, works = between[0], set(between[1:])
        shares = [len({link.target for link in links if link.source == end and link.target in works}) for end in ends]
        return f"Both work on {called(nodes[theme])}: {first} in {_counted(shares[0])}, {second} in {_counted(shares[1])}."
    if kind == "joint commitment":
        return f"Both make the commitment {called(nodes[between[0]])}."
    if kind == "joint strategy":
        return f"Both stand behind {called(nodes[between[0]])}."
    told = "; ".join(sentence(link, nodes) for link in links)
    return f"Both are linked with {called(nodes[between[0]])}: {told}." if kind == "body in common" else f"{told}."


def _counted(works: int) -> str:
    """How many strategies and commitments; the query names at most five."""
    return "1 strategy or commitment" if works == 1 else f"{works}{' or more' if works == 5 else ''} strategies or commitments"
