"""What the driver returns -> our models: entities, relationships, subgraphs and rows. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from neo4j.time import Date
from pydantic import BaseModel, TypeAdapter

from graph.answers import Cell
from graph.base import Entity, Relationship
from graph.identifiers import NodeId
from graph.kinds import NODE_KINDS, RELATIONSHIP_KINDS, AnyEntity, AnyRelationship, Document, Passage, label_of, type_of
from graph.subgraph import Subgraph

# A map as Cypher projects it; what its values are is for the pydantic model to judge.
Projected = Mapping[str, object]
Triple = tuple[NodeId, str, NodeId]
Kind = TypeVar("Kind", bound=BaseModel)

ENTITIES: TypeAdapter[Entity] = TypeAdapter(AnyEntity)
RELATIONSHIPS: TypeAdapter[Relationship] = TypeAdapter(AnyRelationship)
# Also what keeps the graph's own bookkeeping in: texts, locations and lines of support are no fields of a kind.
FIELDS = {label_of(kind): frozenset(kind.model_fields) for kind in NODE_KINDS} | {
    type_of(kind): frozenset(kind.model_fields) for kind in RELATIONSHIP_KINDS
}
# What most properties are, and needs no look at what is in it.
PLAIN = frozenset({str, int, float, bool})


def native(value: object) -> object:
    """`value` without driver types: a Neo4j date as a date, lists as tuples, all the way down."""
    # Left in, a driver's date would reach JSON through FastAPI as its private attributes.
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, list | tuple):
        return tuple(native(item) for item in value)
    if isinstance(value, Mapping):
        return {key: native(item) for key, item in value.items()}
    return value


def cell(value: object) -> Cell:
    """One value of a row.

    Raises:
        TypeError: the query returns something that is no cell, such as a node.
    """
    plain = native(value)
    if plain is None or isinstance(plain, str | int | float | bool | date):
        return plain
    if isinstance(plain, tuple):
        return tuple(str(item) for item in plain)
    raise TypeError(f"a column holds {type(value).__name__}")


def entity_from(projected: Projected) -> Entity:
    """The entity that a map with its `label` and properties stands for; what its kind does not know is left out."""
    return ENTITIES.validate_python(_known(projected, str(projected["label"])))


def relationship_from(projected: Projected) -> Relationship:
    """The relationship that a map with its `type`, ends and properties stands for."""
    return RELATIONSHIPS.validate_python(_known(projected, str(projected["type"])))


def document_from(projected: Projected) -> Document:
    """The document that a map of its properties stands for."""
    return Document.model_validate(_known(projected, "Document"))


def passage_from(projected: Projected) -> Passage:
    """The passage that a map of its properties stands for."""
    return Passage.model_validate(_known(projected, "Passage"))


def subgraph_from(record: Mapping[str, Sequence[Projected]], *, order: Iterable[NodeId] = (), truncated: bool = False) -> Subgraph:
    """The subgraph in one record of cypher/read/subgraph.cypher.

    Args:
        record: the columns nodes, relationships, passages and documents.
        order: ids in the order the nodes are to have; none means sorted by id.
        truncated: whether a limit cut something off before.
    """
    place = {node_id: number for number, node_id in enumerate(order)}
    nodes = sorted(map(entity_from, record["nodes"]), key=lambda node: (place.get(node.id, len(place)), node.id))
    return Subgraph.model_validate(
        {
            "nodes": nodes,
            "relationships": sorted(map(relationship_from, record["relationships"]), key=triple),
            "passages": _by_id(map(passage_from, record["passages"])),
            "documents": _by_id(map(document_from, record["documents"])),
            "truncated": truncated,
        }
    )


def holds(record: Mapping[str, Sequence[Projected]], nodes: Sequence[NodeId], relationships: Sequence[str]) -> bool:
    """Whether a record of cypher/read/subgraph.cypher has everything that it was asked for, each once."""
    return len(record["nodes"]) == len(nodes) and len(record["relationships"]) == len(relationships)


def rests_on_passages(record: Mapping[str, Sequence[Projected]]) -> bool:
    """Whether everything in such a record has passages, and all of them are in it."""
    there = {passage["id"] for passage in record["passages"]}
    cited = [thing["evidence"] for thing in (*record["nodes"], *record["relationships"])]
    return all(isinstance(ids, list) and ids and there.issuperset(ids) for ids in cited)


def triple(relationship: Relationship) -> Triple:
    """What makes a relationship itself: source, type, target."""
    return relationship.source, relationship.type, relationship.target


def by_triple(subgraph: Subgraph) -> dict[Triple, Relationship]:
    """The relationships of `subgraph` by source, type and target."""
    return {triple(one): one for one in subgraph.relationships}


def picked(known: Mapping[Triple, Relationship], triples: Iterable[Sequence[str]]) -> list[Relationship]:
    """The relationships that the triples name, in their order."""
    return [known[source, kind, target] for source, kind, target in triples]


def rest_on(subgraph: Subgraph, nodes: Sequence[NodeId], relationships: Sequence[Triple]) -> Subgraph:
    """The part of `subgraph` with these nodes, in this order, and these relationships, and what they rest on."""
    kept_nodes = tuple(subgraph.by_id[node] for node in nodes)
    wanted = set(relationships)
    kept_relationships = tuple(one for one in subgraph.relationships if triple(one) in wanted)
    cited = {passage for thing in (*kept_nodes, *kept_relationships) for passage in thing.evidence}
    passages = tuple(passage for passage in subgraph.passages if passage.id in cited)
    read = {passage.document for passage in passages}
    return Subgraph.model_validate(
        {
            "nodes": kept_nodes,
            "relationships": kept_relationships,
            "passages": passages,
            "documents": [document for document in subgraph.documents if document.id in read],
        }
    )


def _known(projected: Projected, kind: str) -> dict[str, object]:
    """The properties that the kind has a field for; absent ones take the field's default."""
    fields = FIELDS[kind]
    return {
        key: value if type(value) in PLAIN else native(value) for key, value in projected.items() if key in fields and value is not None
    }


def _by_id(models: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple(sorted(models, key=lambda model: str(getattr(model, "id", ""))))
