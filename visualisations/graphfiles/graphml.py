"""Graphs in GraphML, read without entities and without anything from outside."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from visualisations.graphfiles.loose import Fields, GraphFileInvalid, LooseGraph, LooseLink, LooseNode, first_text, text_of

DEEPEST = 50
TYPES = ("type", "relation", "phrase", "label")
Keys = Mapping[str, tuple[str, str]]


def read_graphml(name: str, content: bytes) -> LooseGraph:
    """The graph in a GraphML file.

    Raises:
        GraphFileInvalid: it is no XML or no GraphML, declares entities, or nests deeper than 50 levels; names the place.
    """
    root = _root(name, content)
    if _tag(root) != "graphml":
        fix = "Save it as GraphML; Gephi, yEd, Cytoscape and networkx can."
        raise GraphFileInvalid(name, problem=f"it is XML, but its outermost element is {_tag(root)[:60]!r}, not 'graphml'", fix=fix)
    keys = {one.get("id", ""): (one.get("attr.name") or one.get("id") or "", _default(one)) for one in _all(root, "key")}
    nodes = tuple(_node(name, number, one, keys) for number, one in enumerate(_all(root, "node")))
    links = tuple(_link(name, number, one, keys) for number, one in enumerate(_all(root, "edge")))
    hyper = sum(1 for _ in _all(root, "hyperedge"))
    notes = (f"{hyper} edges with more than two ends were left out.",) if hyper else ()
    return LooseGraph(nodes, links, notes, truncated=any(_said(one, keys).get("truncated") == "true" for one in _all(root, "graph")))


def _root(name: str, content: bytes) -> Element:
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(content), events=("start", "end")):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > DEEPEST:
                raise GraphFileInvalid(name, problem=f"it nests deeper than {DEEPEST} levels", fix="Save it without nested graphs.")
    except ParseError as error:
        line, column = error.position
        place = f"line {line}, column {column + 1}"
        raise GraphFileInvalid(name, place=place, problem=f"this is no XML: {str(error).partition(':')[0]}") from error
    except DefusedXmlException as error:
        problem = "it declares entities or refers to other files, which can blow up or read what is not its own"
        raise GraphFileInvalid(name, problem=problem, fix="Save it without a DOCTYPE.") from error
    except (LookupError, ValueError) as error:
        raise GraphFileInvalid(name, problem="it declares an encoding that nobody knows", fix="Save it as UTF-8.") from error
    if root is None:
        raise GraphFileInvalid(name, problem="there is nothing in it")
    return root


def _node(name: str, number: int, element: Element, keys: Keys) -> LooseNode:
    id_ = text_of(element.get("id"))
    if not id_:
        raise GraphFileInvalid(name, place=f"at node {number}", problem="it has no 'id'", fix="Give each node an id of its own.")
    fields = _said(element, keys)
    return LooseNode(id_, fields, _quotes(fields))


def _link(name: str, number: int, element: Element, keys: Keys) -> LooseLink:
    source, target = text_of(element.get("source")), text_of(element.get("target"))
    if not source or not target:
        problem = "it has no 'source' and 'target'"
        raise GraphFileInvalid(name, place=f"at edge {number}", problem=problem, fix="Name the ids of its two nodes.")
    fields = _said(element, keys)
    return LooseLink(source, target, first_text(fields, TYPES), fields, _quotes(fields))


def _said(element: Element, keys: Keys) -> Fields:
    """What its own `data` say, by the names of their keys."""
    found: Fields = {}
    for one in element:
        if _tag(one) == "data":
            name, default = keys.get(one.get("key", ""), (one.get("key", ""), ""))
            found[name] = text_of("".join(one.itertext()).strip() or default)
    return found


def _quotes(fields: Fields) -> tuple[Fields, ...]:
    """The first quote, as our own exports lay it out flat."""
    if not text_of(fields.get("quote")):
        return ()
    document = {"title": fields.get("document"), "id": fields.get("document_id"), "published_on": fields.get("published")}
    return ({**{key: fields.get(key) for key in ("quote", "heading", "page", "place", "url")}, "document": document},)


def _default(key: Element) -> str:
    return next((text_of(one.text) for one in key if _tag(one) == "default"), "")


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if _tag(one) == name)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
