"""The pieces of a change, each a function of a transaction: all in one transaction, or one after the other when a change is too large.

Their order keeps a change repeatable: whatever a dead run left behind can be
found from its unfinished document, through DESCRIBES and HAS_PASSAGE.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from cypher import statement
from graph.batch import KIND_OF, Ends, EntityRow, EntityRows, Row, document_rows, entity_rows, passage_rows, supports
from graph.copies import Plan, Stored, copy_fields
from graph.schema import entity_statement, relationship_statement
from graph.settling import Properties, Statement, may_change, read_support, settle_entity, settle_relationship

# 1,000, 5,000 and 10,000 rows at a time were measured to load equally fast; this is far from the memory limit.
ROWS_AT_ONCE = 5_000

Counts = Counter[str]
Support = dict[Ends, set[str]]
Piece = Callable[[ManagedTransaction], Counts]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the documents to be removed touch."""

    passages: list[str]
    entities: list[str]


def take_turn(tx: ManagedTransaction) -> None:
    """Waits until no other writer is at work; the turn ends with the transaction.

    A node's settled properties depend on every document that describes it, so
    two writers with a node in common would overwrite each other's result.
    """
    _run(tx, "lock")


def stored(tx: ManagedTransaction, ids: Sequence[str], locations: Sequence[str]) -> list[Stored]:
    """What the database knows of some documents, and of those found at some locations."""
    found = _value(tx, "stored", ids=ids, locations=locations)
    return [Stored(row["id"], tuple(row["copies"]), row["extractor_version"], row["passages"]) for row in found]


def leaving(tx: ManagedTransaction, ids: Sequence[str]) -> Leaving:
    """What the documents `ids` touch."""
    if not ids:
        return Leaving([], [])
    record = tx.run(statement("write/leaving"), ids=ids).single(strict=True)
    return Leaving(record["passages"], record["entities"])


def pieces(plan: Plan, gone: Leaving) -> Iterator[Piece]:
    """All that has to be done for a plan, in order; each piece touches at most about 5,000 rows."""
    yield from _removals(plan, gone)
    yield partial(_add_documents, plan)
    for passages in _chunks(passage_rows(plan.graphs)):
        yield partial(_add_passages, passages)
    entities = entity_rows(plan.graphs)
    for label, rows in entities.by_label.items():
        for chunk in _chunks(rows):
            yield partial(_add_entities, label, chunk, entities)
    for mentions in _chunks(entities.mentions):
        yield partial(_add_mentions, mentions)
    for ends in _chunks(list(supports(plan.graphs).items())):
        yield partial(_add_support, dict(ends))
    # Without extractor_version until here: what a dead run left is seen to be unfinished, and read again.
    yield partial(_finish, plan)


def _removals(plan: Plan, gone: Leaving) -> Iterator[Piece]:
    if not plan.removed:
        return
    # From the outside in: support is found through entities, entities through the document's statements.
    # The other way round, a run that dies in between could no longer find what it had to remove.
    yield partial(_unfinish, plan.removed)
    for entities in _chunks(gone.entities):
        yield partial(_remove_support, entities, gone.passages)
    for entities in _chunks(gone.entities):
        yield partial(_remove_statements, entities, plan.removed)
    for passages in _chunks(gone.passages):
        yield partial(_remove_passages, passages)
    yield partial(_remove_documents, plan.removed)


def _unfinish(ids: Sequence[str], tx: ManagedTransaction) -> Counts:
    _run(tx, "unfinished", ids=ids)
    return Counts()


def _remove_support(entities: list[str], passages: list[str], tx: ManagedTransaction) -> Counts:
    found = _value(tx, "supported", entities=entities, passages=passages)
    gone = set(passages)
    kept = {
        (source, type_, target): {line for line in lines if read_support(line).passage not in gone}
        for source, type_, target, lines in found
    }
    _set_support(tx, {ends: lines for ends, lines in kept.items() if lines})
    unsupported = [{"source": source, "type": type_, "target": target} for (source, type_, target), lines in kept.items() if not lines]
    _run(tx, "unsupported", rows=unsupported)
    return Counts(relationships_removed=len(unsupported))


def _remove_statements(entities: list[str], ids: Sequence[str], tx: ManagedTransaction) -> Counts:
    _run(tx, "unstated", entities=entities, ids=ids)
    still = _settle(tx, entities)
    undescribed = [entity for entity in entities if entity not in still]
    _run(tx, "undescribed", entities=undescribed)
    return Counts(nodes_removed=len(undescribed))


def _remove_passages(passages: list[str], tx: ManagedTransaction) -> Counts:
    _run(tx, "remove_passages", passages=passages)
    return Counts(passages_removed=len(passages))


def _remove_documents(ids: Sequence[str], tx: ManagedTransaction) -> Counts:
    _run(tx, "remove_documents", ids=ids)
    return Counts(documents_removed=len(ids))


def _add_documents(plan: Plan, tx: ManagedTransaction) -> Counts:
    rows = document_rows(plan)
    new = {row["id"] for row in rows}
    moved: list[Row] = [{"id": node_id, "properties": copy_fields(copies)} for node_id, copies in plan.copies.items() if node_id not in new]
    _run(tx, "documents", rows=rows)
    _run(tx, "copies", rows=moved)
    return Counts(documents_created=len(rows), unchanged=plan.unchanged)


def _add_passages(rows: list[Row], tx: ManagedTransaction) -> Counts:
    _run(tx, "passages", rows=rows)
    return Counts(passages_created=len(rows))


def _add_entities(label: str, rows: list[EntityRow], entities: EntityRows, tx: ManagedTransaction) -> Counts:
    result = tx.run(statement(entity_statement(label)), rows=rows)
    known: dict[str, Properties] = dict(result.single(strict=True).value())
    # consume() throws away rows that were not read yet, so the counters come after them.
    created = result.consume().counters.nodes_created
    _run(tx, "statements", rows=[said for row in rows for said in entities.statements[row["id"]]])
    # New nodes are complete from the MERGE. Settling reads every statement of a node: only where it can matter.
    _settle(tx, [row["id"] for row in rows if may_change(KIND_OF[label], known[row["id"]], row["properties"])])
    return Counts(nodes_created=created)


def _add_mentions(rows: list[Row], tx: ManagedTransaction) -> Counts:
    _run(tx, "mentions", rows=rows)
    return Counts()


def _add_support(added: Support, tx: ManagedTransaction) -> Counts:
    created = 0
    together: Support = {}
    for type_, rows in _by_type(added):
        # Nothing is set on those that were there: what they hold has to be united with ours first.
        result = tx.run(statement(relationship_statement(type_)), rows=[{**row, "settled": {}} for row in rows])
        for source, target, before in result.single(strict=True).value():
            if not added[source, type_, target] <= set(before):
                together[source, type_, target] = added[source, type_, target] | set(before)
        created += result.consume().counters.relationships_created
    _set_support(tx, together)
    return Counts(relationships_created=created)


def _set_support(tx: ManagedTransaction, support: Support) -> None:
    for type_, rows in _by_type(support):
        tx.run(statement(relationship_statement(type_)), rows=[{**row, "settled": row["properties"]} for row in rows]).consume()


def _by_type(support: Support) -> Iterator[tuple[str, list[Row]]]:
    # A statement for each type, for the reason given in graph/schema.py.
    for type_, group in groupby(sorted(support, key=itemgetter(1)), key=itemgetter(1)):
        yield (
            type_,
            [
                {"source": source, "target": target, "properties": settle_relationship(support[source, type_, target])}
                for source, _, target in group
            ],
        )


def _finish(plan: Plan, tx: ManagedTransaction) -> Counts:
    rows = [{"id": graph.document.id, "extractor_version": graph.extractor_version} for graph in plan.graphs]
    _run(tx, "finished", rows=rows)
    return Counts()


def _settle(tx: ManagedTransaction, entities: Collection[str]) -> set[str]:
    """Settles entities anew; the ids of those that a document describes."""
    found = _value(tx, "stated", entities=list(entities)) if entities else []
    rows = []
    for node_id, label, stated in found:
        # The statement gives days as negative numbers, so that its min() is the latest.
        statements = [Statement(fields, -day, document) for fields, (day, document) in stated]
        rows.append({"id": node_id, "properties": settle_entity(KIND_OF[label], node_id, statements)})
    _run(tx, "settled_entities", rows=rows)
    return {node_id for node_id, *_ in found}


def _run(tx: ManagedTransaction, name: str, **parameters: Collection[object]) -> None:
    # A round trip for nothing is most of what a small document would cost.
    if not parameters or any(parameters.values()):
        tx.run(statement(f"write/{name}"), parameters).consume()


# Any: each statement returns rows of its own shape, which the caller unpacks.
def _value(tx: ManagedTransaction, name: str, **parameters: Collection[object]) -> Iterable[Any]:
    rows: Iterable[Any] = tx.run(statement(f"write/{name}"), parameters).single(strict=True).value()
    return rows


def _chunks(items: list[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, ROWS_AT_ONCE)):
        yield chunk
