"""Paths between two entities: what the query found, as steps with their sentences."""

from itertools import pairwise
from typing import TypedDict

from graph.answers import Path, Step
from graph.connections import sentence
from graph.identifiers import NodeId
from graph.records import Triple, by_triple, picked, rest_on, triple
from graph.subgraph import Subgraph


class FoundPath(TypedDict):
    """A path as cypher/read/paths.cypher gives it."""

    nodes: list[NodeId]
    relationships: list[Triple]
    elements: list[str]


def path_from(found: FoundPath, subgraph: Subgraph) -> Path:
    """The path with its steps, and the part of `subgraph` that it rests on."""
    hops = picked(by_triple(subgraph), found["relationships"])
    steps = [
        Step.model_validate(
            {
                "source": source,
                "target": target,
                "relationship": hop,
                "forwards": hop.source == source,
                "text": f"{sentence(hop, subgraph.by_id)}.",
            }
        )
        # strict: a path has one hop fewer than nodes, or the statement is wrong.
        for (source, target), hop in zip(pairwise(found["nodes"]), hops, strict=True)
    ]
    return Path(steps=tuple(steps), subgraph=rest_on(subgraph, found["nodes"], [triple(hop) for hop in hops]))
