"""JSON Graph Format, version 2: nodes are a map by id."""

import json
from collections.abc import Iterator

from api.answers import CitedRelationship
from api.exports.cited import Cited, name_of
from graph.base import Node


def graph(piece: Cited) -> Iterator[str]:
    """One directed graph; everything else of a node or edge is its metadata, evidence in full."""
    head = {"directed": True, "type": "policygraph", "metadata": {"truncated": piece.truncated}}
    yield '{"graph":' + json.dumps(head)[:-1] + ',"nodes":{'
    comma = ""
    for node in piece.nodes:
        yield f"{comma}\n{json.dumps(node.id)}:{json.dumps(node_entry(node), ensure_ascii=False)}"
        comma = ","
    yield '},"edges":['
    comma = ""
    for link in piece.links:
        yield f"{comma}\n{json.dumps(edge_entry(link), ensure_ascii=False)}"
        comma = ","
    yield "]}}\n"


def node_entry(node: Node) -> dict[str, object]:
    """The node under its id; its label is its name, that of the metadata its kind as in all other formats."""
    fields = node.model_dump(mode="json", by_alias=True, exclude={"id", "label"}, exclude_none=True)
    return {"label": name_of(node), "metadata": {"label": node.label, **fields}}


def edge_entry(link: CitedRelationship) -> dict[str, object]:
    """The edge; its relation is the claim's type, its label the same as words."""
    fields = link.model_dump(mode="json", by_alias=True, exclude={"source", "target", "type", "phrase"}, exclude_none=True)
    return {"source": link.source, "target": link.target, "relation": link.type, "label": link.phrase, "metadata": fields}
