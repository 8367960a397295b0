"""What the API answers about connections: pairs of organisations, and why they are connected, each reason with its quotes."""

from collections.abc import Iterable
from itertools import combinations

from pydantic import Field

from api.answers import Answer, Citations, Evidence, Explained
from graph.answers import Connections
from graph.identifiers import NodeId
from graph.kinds import Organisation


class CitedReason(Answer):
    """One thing that connects two organisations."""

    kind: str = Field(description="What sort of link it is.", examples=["shared theme"])
    text: str = Field(description="The link as a sentence.")
    weight: float = Field(description="What it adds to the strength; of a theme or body in common less, the more organisations share it.")
    nodes: tuple[NodeId, ...] = Field(description="Entities between the two, e.g. the theme and the commitments on it.")
    evidence: tuple[Evidence, ...] = Field(description="Passages it rests on.")


class ConnectionAnswer(Answer):
    """Two organisations and everything that connects them."""

    source: NodeId
    source_name: str
    target: NodeId
    target_name: str
    strength: float = Field(description="Sum of the weights of its reasons: the width of the line on the page of connections.")
    reasons: tuple[CitedReason, ...] = Field(description="Direct relations first, then commitments, strategies, bodies and themes.")


class ConnectionsAnswer(Explained):
    """How organisations are connected, the strongest pair first."""

    connections: tuple[ConnectionAnswer, ...]
    unconnected: tuple[tuple[NodeId, NodeId], ...] = Field(
        description="Pairs of the departments asked for that nothing connects; empty when none were named, or the answer is cut."
    )
    truncated: bool = Field(description="Whether there are more pairs than the limit.")


def unconnected(found: Connections, asked: Iterable[NodeId]) -> tuple[tuple[NodeId, NodeId], ...]:
    """The pairs of those asked for that were not found, by their ids."""
    joined = {(one.source, one.target) for one in found.connections}
    return () if found.truncated else tuple(pair for pair in combinations(sorted(set(asked)), 2) if pair not in joined)


def connections_answer(found: Connections, asked: Iterable[NodeId] = ()) -> ConnectionsAnswer:
    """Connections with the names of both ends and the evidence of every reason in place."""
    citations = Citations(found.subgraph.passages, found.subgraph.documents)
    names = {node.id: node.name for node in found.subgraph.nodes if isinstance(node, Organisation)}
    connections = tuple(
        ConnectionAnswer.model_construct(
            source=one.source,
            source_name=names.get(one.source, one.source),
            target=one.target,
            target_name=names.get(one.target, one.target),
            strength=one.strength,
            reasons=tuple(
                CitedReason.model_construct(
                    kind=reason.kind,
                    text=reason.text,
                    weight=reason.weight,
                    nodes=reason.nodes,
                    evidence=citations.of(reason.evidence),
                )
                for reason in one.reasons
            ),
        )
        for one in found.connections
    )
    return ConnectionsAnswer.model_construct(connections=connections, unconnected=unconnected(found, asked), truncated=found.truncated)
