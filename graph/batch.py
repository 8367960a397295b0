"""Rows for the statements in cypher/write, made from documents. All pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from graph.base import Entity, EntityKind, Relationship
from graph.copies import OF_THE_COPY, Plan, copy_fields
from graph.document_graph import DocumentGraph
from graph.identifiers import NodeId
from graph.kinds import ENTITY_KINDS, Document, PartnersWith, label_of
from graph.settling import Properties, Statement, settle_entity, stated_fields, supports_of

Row = dict[str, object]
Ends = tuple[NodeId, str, NodeId]

KIND_OF: dict[str, EntityKind] = {label_of(kind): kind for kind in ENTITY_KINDS}


def document_rows(plan: Plan) -> list[Row]:
    """Rows for write/documents: all but what belongs to the copy and the extractor's version."""
    return [
        {
            "id": graph.document.id,
            "properties": {
                **graph.document.model_dump(exclude={"label", *OF_THE_COPY}),
                **copy_fields(plan.copies[graph.document.id]),
                "text": graph.text,
            },
        }
        for graph in plan.graphs
    ]


def passage_rows(graphs: Iterable[DocumentGraph]) -> list[Row]:
    """Rows for write/passages, in order of the passages' ids."""
    return [
        {"document": passage.document, "properties": passage.model_dump(exclude={"label"})}
        for graph in graphs
        for passage in sorted(graph.subgraph.passages, key=lambda passage: passage.id)
    ]


class EntityRow(TypedDict):
    """One entity, and what it would hold if nothing else were stored."""

    id: NodeId
    properties: Properties


@dataclass(frozen=True, slots=True)
class EntityRows:
    """Entities of a batch, as the statements in cypher/write want them; each list in order of the entities' ids."""

    by_label: dict[str, list[EntityRow]]
    statements: dict[NodeId, list[Row]]
    mentions: list[Row]


def entity_rows(graphs: Sequence[DocumentGraph]) -> EntityRows:
    """Every entity of the batch once, with the properties it would have if nothing else were stored."""
    # A MERGE that meets an entity twice would take the first one's properties: so all that is said of it comes first.
    spoken: dict[NodeId, list[tuple[Document, Entity]]] = defaultdict(list)
    for graph in graphs:
        for node in graph.subgraph.nodes:
            spoken[node.id].append((graph.document, node))
    rows = EntityRows({label: [] for label in KIND_OF}, {}, [])
    for node_id, pairs in sorted(spoken.items()):
        statements = [statement_of(document, node) for document, node in pairs]
        label = pairs[0][1].label
        rows.by_label[label].append({"id": node_id, "properties": settle_entity(KIND_OF[label], node_id, statements)})
        rows.statements[node_id] = [{"document": said.document, "entity": node_id, "fields": said.fields} for said in statements]
        rows.mentions.extend({"passage": passage, "entity": node_id} for _, node in pairs for passage in sorted(set(node.evidence)))
    return rows


def statement_of(document: Document, node: Entity) -> Statement:
    """What `document` states of `node`."""
    # A number can be negated, so that one rank sorts by the surest, then the latest, then the smallest id.
    day = document.published_on
    return Statement(stated_fields(node), day.year * 10_000 + day.month * 100 + day.day if day else 0, document.id)


def supports(graphs: Iterable[DocumentGraph]) -> dict[Ends, set[str]]:
    """The lines of support that the batch gives to each relationship, in order of their ends."""
    lines: dict[Ends, set[str]] = defaultdict(set)
    for graph in graphs:
        for relationship in graph.subgraph.relationships:
            lines[_ends(relationship)] |= supports_of(relationship, graph.document.published_on)
    return dict(sorted(lines.items()))


def _ends(relationship: Relationship) -> Ends:
    source, target = relationship.source, relationship.target
    # It reads the same both ways, so both ways have to end up as the same relationship.
    if isinstance(relationship, PartnersWith) and target < source:
        source, target = target, source
    return source, relationship.type, target


def bundles(graphs: Iterable[DocumentGraph], limit: int) -> Iterator[list[DocumentGraph]]:
    """The documents in stretches whose sizes add up to at most `limit`; a larger one stands alone."""
    bundle: list[DocumentGraph] = []
    filled = 0
    for graph in graphs:
        if bundle and filled + graph.size > limit:
            yield bundle
            bundle, filled = [], 0
        bundle.append(graph)
        filled += graph.size
    if bundle:
        yield bundle
