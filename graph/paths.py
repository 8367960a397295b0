"""Paths between two entities: what the query found, as steps with their sentences."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, TypedDict

from graph.answers import Path, Step
from graph.connections import sentence
from graph.errors import NodeNotFound
from graph.identifiers import NodeId
from graph.reading import Asking
from graph.records import Triple, by_triple, picked, rest_on, triple
from graph.subgraph import Subgraph


class FoundPath(TypedDict):
    """A path as cypher/read/paths.cypher gives it."""

    nodes: list[NodeId]
    relationships: list[Triple]
    elements: list[str]


class FoundPaths(TypedDict):
    """The record of cypher/read/paths.cypher."""

    paths: list[FoundPath]
    truncated: bool


# Any: the parameters of a statement.
def chains(asking: Asking, parameters: Mapping[str, Any]) -> FoundPaths:
    """The chains between two entities; those beyond the shortest length are looked for only when there are too few.

    Args:
        asking: what the statements are put to.
        parameters: of cypher/read/paths.cypher.

    Raises:
        NodeNotFound: no entity has one of the ids.
    """
    record = asking.at_most_one("paths", **parameters)
    if record is None:
        ends = [parameters["source"], parameters["target"]]
        asking.require(ends)
        # Written between the two questions: what was not there a moment ago was not there.
        raise NodeNotFound(ends[0])
    found: FoundPaths = {"paths": record["paths"], "truncated": record["truncated"]}
    shortest = len(found["paths"][0]["elements"]) if found["paths"] else parameters["max_length"]
    if found["truncated"] or shortest >= parameters["max_length"]:
        return found
    record = asking.one("paths_longer", **parameters, shortest=shortest)
    return {"paths": record["paths"], "truncated": record["truncated"]}


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
