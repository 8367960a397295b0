"""What Neo4j answers with, as JSON has it."""

import math
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Duration

from graph.kinds import TYPES

# Our own bookkeeping and the texts of whole documents; whoever wants them names them.
UNSHOWN = frozenset({"support", "copies", "locations"})

# Any JSON.
Json = Any


def plain(value: object) -> Json:
    """The value as JSON: days and durations as ISO text, NaN and infinity as null, bytes as base64; graph things as maps.

    Whole numbers stay exact; beyond 2^53 some programs round them when they read JSON.
    """
    if isinstance(value, Node | Relationship | Path):
        return thing(value)
    if isinstance(value, Point):
        return {"srid": value.srid, "coordinates": [plain(one) for one in value]}
    # A duration is a tuple, too.
    if isinstance(value, list | tuple) and not isinstance(value, Duration):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return scalar(value)


def scalar(value: object) -> Json:
    """A single value as JSON."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return b64encode(value).decode() if isinstance(value, bytes | bytearray) else moment(value)


def moment(value: Any) -> str:  # noqa: ANN401 - the driver's own types of time share no base
    """A day, a time or a duration as ISO text."""
    return str(value.iso_format() if hasattr(value, "iso_format") else value)


def thing(value: Node | Relationship | Path) -> Json:
    """A node, relationship or path; ends of relationships by the ids of their nodes, null where the answer does not hold these."""
    if isinstance(value, Node):
        return {"id": value.get("id"), "labels": sorted(value.labels), "properties": properties(value)}
    if isinstance(value, Relationship):
        source, target = (None if end is None else end.get("id") for end in value.nodes)
        return {"type": value.type, "source": source, "target": target, "properties": properties(value)}
    return {"nodes": [thing(one) for one in value.nodes], "relationships": [thing(one) for one in value.relationships]}


def properties(value: Node | Relationship) -> Json:
    """The properties, without bookkeeping."""
    return {name: plain(one) for name, one in sorted(value.items()) if name not in UNSHOWN}


def graph_parts(value: object) -> tuple[list[str], list[str]]:
    """The ids of entities and the element ids of relationships in a value, however deep."""
    if isinstance(value, Node):
        return ([str(value["id"])] if "Entity" in value.labels else []), []
    if isinstance(value, Relationship):
        # How passages hang on documents and entities is evidence, and comes along with what rests on it.
        links = [value.element_id] if value.type in TYPES else []
        return [str(end["id"]) for end in value.nodes if end is not None and "Entity" in end.labels], links
    inner: list[object] = []
    if isinstance(value, Path):
        inner = [*value.nodes, *value.relationships]
    elif isinstance(value, Mapping):
        inner = list(value.values())
    elif isinstance(value, list | tuple):
        inner = list(value)
    found = [graph_parts(one) for one in inner]
    return [node for nodes, _ in found for node in nodes], [link for _, links in found for link in links]
