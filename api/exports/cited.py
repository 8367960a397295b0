"""What all formats write: entities and claims, each with its evidence in full, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from api.answers import CitedRelationship, Evidence, GraphAnswer, graph_answer
from graph.base import Node
from graph.kinds import Commitment, Document
from graph.subgraph import Subgraph

Scalar = str | int | float | bool
# What every entity has beside the fields of its kind, and how its evidence is laid out flat.
LEFT_OUT = frozenset({"id", "label", "evidence", "links"})
FIRST_EVIDENCE = ("quote", "heading", "page", "place", "url")
JOINT = "; "


@dataclass(frozen=True)
class Cited:
    """A piece of graph to be written; both streams can be run through once."""

    nodes: Iterable[Node]
    links: Iterable[CitedRelationship]
    truncated: bool = False


def whole(pieces: Iterator[Subgraph]) -> Cited:
    """The whole graph as two streams; the second can be run through once the first has ended."""
    held: list[GraphAnswer] = []

    def nodes() -> Iterator[Node]:
        for piece in pieces:
            answer = graph_answer(piece)
            if answer.relationships:
                # The first piece of relationships ends the entities.
                held.append(answer)
                return
            yield from answer.nodes

    def links() -> Iterator[CitedRelationship]:
        for answer in held:
            yield from answer.relationships
        for piece in pieces:
            yield from graph_answer(piece).relationships

    return Cited(nodes(), links())


def name_of(node: Node) -> str:
    """What to call it: its name or title, the words of a commitment."""
    if isinstance(node, Commitment):
        return node.text
    return node.title if isinstance(node, Document) else str(getattr(node, "name", node.id))


def evidence_of(thing: Node | CitedRelationship) -> tuple[Evidence, ...]:
    """Its passages in full; none for a document, which is evidence itself."""
    return cast("tuple[Evidence, ...]", getattr(thing, "evidence", ()))


def flat(thing: Node | CitedRelationship) -> dict[str, Scalar]:
    """Its fields as single values, without those that are not there; of the evidence the first passage and how many there are."""
    fields = {name: value for name, value in thing if name not in LEFT_OUT}
    evidence = evidence_of(thing)
    if evidence:
        first = evidence[0]
        fields |= {name: getattr(first, name) for name in FIRST_EVIDENCE}
        fields |= {"document": first.document.title, "document_id": first.document.id, "published": first.document.published_on}
        fields["evidence_total"] = fields.get("evidence_total") or len(evidence)
    return dict(plain_items(fields))


def plain_items(fields: Mapping[str, object]) -> Iterator[tuple[str, Scalar]]:
    """The fields that hold something, each as one value: lists joined, days as ISO text."""
    for name, value in fields.items():
        if isinstance(value, tuple | list):
            if value:
                yield name, JOINT.join(map(str, value))
        elif isinstance(value, date):
            yield name, value.isoformat()
        elif isinstance(value, str | int | float | bool):
            yield name, value
