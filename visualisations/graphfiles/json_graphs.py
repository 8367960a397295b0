"""Graphs in JSON: our own answers and exports, JSON Graph Format, node-link as networkx and D3 write it, and Cytoscape's."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visualisations.graphfiles.loose import Fields, GraphFileInvalid, LooseGraph, LooseLink, LooseNode, first_text, text_of

ENDS = (("source", "target"), ("from", "to"))
TYPES = ("type", "relation", "label")


def read_json(name: str, text: str) -> LooseGraph:
    """The graph in a JSON text.

    Raises:
        GraphFileInvalid: it is no JSON, or holds no nodes; names the place.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise GraphFileInvalid(name, place=place, problem=f"this is no JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise GraphFileInvalid(name, problem="it nests too deeply or holds a number of thousands of digits") from error
    nodes, links = _parts(name, content)
    truncated = isinstance(content, dict) and content.get("truncated") is True
    return LooseGraph(tuple(_nodes(name, nodes)), tuple(_links(name, links)), truncated=truncated)


def _parts(name: str, content: object) -> tuple[object, object]:
    """What holds the nodes, and what holds the edges."""
    if isinstance(content, dict) and isinstance(content.get("graphs"), list):
        if len(content["graphs"]) != 1:
            problem = f"it holds {len(content['graphs'])} graphs"
            raise GraphFileInvalid(name, place="at 'graphs'", problem=problem, fix="Save the one you want to see by itself.")
        content = {"graph": content["graphs"][0]}
    for key in ("graph", "elements"):
        if isinstance(content, dict) and isinstance(content.get(key), dict) and "nodes" in content[key]:
            content = content[key]
    if not isinstance(content, dict) or not isinstance(content.get("nodes"), list | dict):
        raise GraphFileInvalid(name, problem="there is no list 'nodes' in it")
    links: object = next((content[key] for key in ("relationships", "edges", "links") if key in content), [])
    if not isinstance(links, list):
        raise GraphFileInvalid(name, problem="its edges are no list")
    return content["nodes"], links


def _nodes(name: str, nodes: object) -> Iterator[LooseNode]:
    # JSON Graph Format, version 2, has a map by id.
    listed = [(f"nodes[{key!r}]", {"id": key, **_own(node)}) for key, node in nodes.items()] if isinstance(nodes, dict) else None
    for place, node in listed or [(f"nodes[{number}]", _own(node)) for number, node in enumerate(_list(nodes))]:
        fields = _flat(node)
        id_ = text_of(fields.get("id"))
        if not id_:
            raise GraphFileInvalid(name, place=f"at {place}", problem="this node has no 'id'", fix="Give each node an id of its own.")
        yield LooseNode(id_, fields, _quotes(fields))


def _links(name: str, links: object) -> Iterator[LooseLink]:
    for number, link in enumerate(_list(links)):
        fields = _flat(_own(link))
        ends = next(((fields[one], fields[other]) for one, other in ENDS if one in fields and other in fields), None)
        source, target = (text_of(end.get("id") if isinstance(end, dict) else end) for end in ends or ("", ""))
        if not source or not target:
            problem = "this edge has no 'source' and 'target'"
            raise GraphFileInvalid(name, place=f"at edge {number}", problem=problem, fix="Name the ids of its two nodes.")
        yield LooseLink(source, target, first_text(fields, TYPES), fields, _quotes(fields))


def _flat(node: Mapping[str, object]) -> Fields:
    """The fields of a node with those that stand below 'metadata' or 'data'; what stands deeper wins: it is the node's own."""
    inner = {key: value for part in ("metadata", "data") for key, value in _own(node.get(part)).items()}
    outer = {key: value for key, value in node.items() if key not in {"metadata", "data"}}
    # In JSON Graph Format the label is a name; our kinds stand in the metadata.
    named = {"display": outer["label"]} if "label" in inner and "label" in outer else {}
    return {**outer, **inner, **named}


def _quotes(fields: Fields) -> tuple[Fields, ...]:
    evidence = fields.get("evidence")
    return tuple(one for one in evidence if isinstance(one, dict) and text_of(one.get("quote"))) if isinstance(evidence, list) else ()


def _own(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def flat_items(fields: Mapping[str, object], known: Iterable[str]) -> Iterator[str]:
    """What a file says besides the known fields, as 'name: value'; lists joined, all that is deeper left out."""
    for key, value in fields.items():
        words = "; ".join(filter(None, map(text_of, value))) if isinstance(value, list) else text_of(value)
        if words and key not in known:
            yield f"{key}: {words}"
