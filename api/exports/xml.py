"""GraphML and GEXF, for Gephi, yEd, Cytoscape and networkx."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from api.answers import CitedRelationship
from api.exports.cited import FIRST_EVIDENCE, Cited, Scalar, flat, name_of
from graph.base import Node, Relationship
from graph.kinds import ENTITY_KINDS, RELATIONSHIP_KINDS, Document, label_of

# XML 1.0 has no place for these, escaped or not.
IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KINDS: tuple[type[Node], ...] = (*ENTITY_KINDS, Document)
COLOURS = {label_of(kind): kind.colour for kind in KINDS}
TEXTS = (*FIRST_EVIDENCE, "document", "document_id", "published")
NUMBERS = dict.fromkeys(("confidence", "target_value"), "double") | dict.fromkeys(("evidence_total", "length", "page"), "int")
NUMBERS["conditional"] = "boolean"


def attributes(kinds: Iterable[type[Node] | type[Relationship]], own: tuple[str, ...]) -> dict[str, str]:
    """The type of every field that `flat` can give for these kinds."""
    fields = dict.fromkeys([*own, *(name for kind in kinds for name in kind.model_fields if name != "evidence"), *TEXTS])
    return {name: NUMBERS.get(name, "string") for name in fields if name not in {"id", "source", "target"}}


NODE_TYPES = attributes(KINDS, ("label", "display"))
LINK_TYPES = attributes(RELATIONSHIP_KINDS, ("type", "phrase"))


def text(value: Scalar) -> str:
    """The value as it stands in XML; what XML cannot hold becomes U+FFFD."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(IMPOSSIBLE.sub("\ufffd", written))


def attribute(value: Scalar) -> str:
    """The value in quotation marks."""
    return quoteattr(IMPOSSIBLE.sub("\ufffd", str(value).lower() if isinstance(value, bool) else str(value)))


def node_fields(node: Node) -> dict[str, Scalar]:
    """What is written of a node."""
    return {"label": node.label, "display": name_of(node), **flat(node)}


def link_fields(link: CitedRelationship) -> dict[str, Scalar]:
    """What is written of a claim beside its ends."""
    return {name: value for name, value in flat(link).items() if name not in {"source", "target"}}


def graphml(piece: Cited) -> Iterator[str]:
    """GraphML with a typed key for every field; nodes carry their kind as `label` and what to show as `display`."""
    yield HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for prefix, domain, types in (("n", "node", NODE_TYPES), ("e", "edge", LINK_TYPES)):
        for name, kind in types.items():
            yield f'  <key id="{prefix}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <key id="g_truncated" for="graph" attr.name="truncated" attr.type="boolean"/>\n'
    yield f'  <graph edgedefault="directed">\n    <data key="g_truncated">{text(piece.truncated)}</data>\n'
    for node in piece.nodes:
        yield f"    <node id={attribute(node.id)}>{data('n', node_fields(node))}</node>\n"
    for number, link in enumerate(piece.links):
        ends = f"source={attribute(link.source)} target={attribute(link.target)}"
        yield f'    <edge id="e{number}" {ends}>{data("e", link_fields(link))}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def data(prefix: str, fields: dict[str, Scalar]) -> str:
    """The fields as GraphML has them."""
    return "".join(f'<data key="{prefix}_{name}">{text(value)}</data>' for name, value in fields.items())


def gexf(piece: Cited) -> Iterator[str]:
    """GEXF 1.3 with the colours of the legend; an edge's kind is its type, its weight its confidence."""
    yield HEAD + '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"  <meta><creator>policygraph</creator><description>truncated: {text(piece.truncated)}</description></meta>\n"
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    for domain, types in (("node", NODE_TYPES), ("edge", LINK_TYPES)):
        yield f'    <attributes class="{domain}">\n'
        for name, kind in types.items():
            yield f'      <attribute id="{name}" title="{name}" type="{"integer" if kind == "int" else kind}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in piece.nodes:
        shown = f"{values(node_fields(node))}{colour(node)}"
        yield f"      <node id={attribute(node.id)} label={attribute(name_of(node))}>{shown}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, link in enumerate(piece.links):
        ends = f"source={attribute(link.source)} target={attribute(link.target)} kind={attribute(link.type)} label={attribute(link.phrase)}"
        yield f'      <edge id="{number}" {ends} weight="{link.confidence}">{values(link_fields(link))}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def values(fields: dict[str, Scalar]) -> str:
    """The fields as GEXF has them."""
    listed = "".join(f'<attvalue for="{name}" value={attribute(value)}/>' for name, value in fields.items())
    return f"<attvalues>{listed}</attvalues>"


def colour(node: Node) -> str:
    """The colour of the node's kind."""
    red, green, blue = (int(COLOURS[node.label][at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
