"""Subgraph -> networkx, for what a graph library knows better than a database: centrality, communities, layouts, notebooks."""

import networkx as nx

from graph.subgraph import Subgraph


def to_networkx(subgraph: Subgraph) -> "nx.MultiDiGraph[str]":
    """The entities and relationships as a networkx graph, in the order of the subgraph.

    Returns:
        A directed multigraph. A node's key is its id, a relationship's key its
        type; both carry their fields as attributes, `evidence` among them.
        Passages and documents stay out: through them everything is connected.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from((node.id, node.model_dump(exclude={"id"})) for node in subgraph.nodes)
    # Without the key, a second type of link between the same two things would be numbered and lose its name.
    for link in subgraph.relationships:
        network.add_edge(link.source, link.target, key=link.type, **link.model_dump(exclude={"source", "target", "type"}))
    return network
