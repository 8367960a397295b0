"""Proof that the graph keeps its promises, and one number for all that is in it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from neo4j import Driver, ManagedTransaction, unit_of_work
from pydantic import BaseModel, ConfigDict, Field

from cypher import statement

# Both questions go through the whole graph; of 3,000 documents each took minutes on a machine that was very busy.
TIMEOUT_S = 3_600.0
MOST_FAULTS = 100
FINGERPRINTED = ("document", "passage", "entity")
# Made once, for there are millions of lines. The driver's dates have no form in JSON; their text is the ISO day.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)


class Fault(BaseModel):
    """One place where the graph does not hold what it promises."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str = Field(description="Id of the node, or both ends and the type of the relationship.")
    problem: str = Field(description="What is wrong there.")


class VerifyReport(BaseModel):
    """What was looked at, and what was found broken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    documents: int = Field(description="Documents whose text was opened again.")
    passages: int = Field(description="Passages whose words were looked up at their offsets.")
    entities: int = Field(description="Organisations, strategies, themes, commitments and people.")
    relationships: int = Field(description="Relationships between them.")
    faults: tuple[Fault, ...] = Field((), description="What is broken, at most a hundred of each sort; none means all promises are kept.")

    @property
    def ok(self) -> bool:
        """Whether every promise is kept."""
        return not self.faults


def verify(driver: Driver, database: str = "neo4j") -> VerifyReport:
    """Opens every stored text again and looks whether each claim's words stand where it says.

    Looks at one document after the other, so memory stays small whatever the graph's size.
    """
    with driver.session(database=database) as session:
        return session.execute_read(_verify)


def fingerprint(driver: Driver, database: str = "neo4j") -> str:
    """SHA-256 over all nodes, relationships and properties, in order of the ids.

    The same documents give the same fingerprint, in whatever order and however
    often they are ingested. Where a document was found and when it was fetched
    do not count.
    """
    with driver.session(database=database, fetch_size=1_000) as session:
        return session.execute_read(_fingerprint)


@unit_of_work(timeout=TIMEOUT_S)
def _verify(tx: ManagedTransaction) -> VerifyReport:
    ids: list[str] = tx.run(statement("integrity/documents")).value()
    entities = _single(tx, "entities")
    relationships = _single(tx, "relationships")
    passages = _single(tx, "passages")
    # Lazy, so that a broken graph does not have all its texts fetched once there are faults enough.
    faults = islice((fault for node_id in ids for fault in _document_faults(tx, node_id)), MOST_FAULTS)
    return VerifyReport(
        documents=len(ids),
        passages=passages["total"],
        entities=entities["total"],
        relationships=relationships["total"],
        faults=(*faults, *_claim_faults(entities, relationships, passages)),
    )


def _document_faults(tx: ManagedTransaction, node_id: str) -> Iterator[Fault]:
    record = tx.run(statement("integrity/document"), id=node_id).single(strict=True)
    # A text that was lost is a fault to be named, not a crash.
    text: str = record["text"] or ""
    if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        yield Fault(place=node_id, problem="the stored text is not the one its sha256 was made of")
    if len(text) != record["length"]:
        yield Fault(place=node_id, problem=f"the stored text has {len(text)} characters, not {record['length']}")
    if record["extractor_version"] is None:
        yield Fault(place=node_id, problem="it was not written to its end; ingest it again")
    for passage, document, start, end, words in record["passages"]:
        if document != node_id:
            yield Fault(place=passage, problem=f"it stands in {node_id} but says it is of {document}")
        if text[start:end] != words:
            yield Fault(place=passage, problem=f"its words are not at {start} to {end} of {node_id}")


# Any: the columns of a record, each of its own type.
def _claim_faults(entities: dict[str, Any], relationships: dict[str, Any], passages: dict[str, Any]) -> Iterator[Fault]:
    for node_id in sorted(passages["loose"]):
        yield Fault(place=node_id, problem="it stands in no document")
    for node_id in sorted(entities["unmentioned"]):
        yield Fault(place=node_id, problem="no passage mentions it")
    for node_id in sorted(entities["undescribed"]):
        yield Fault(place=node_id, problem="no document describes it")
    for ends in sorted(relationships["unsupported"]):
        yield Fault(place=" ".join(ends), problem="it rests on no passage")
    for ends, passage in sorted(relationships["dangling"]):
        yield Fault(place=" ".join(ends), problem=f"it rests on {passage}, which is not there")


def _single(tx: ManagedTransaction, name: str) -> dict[str, Any]:
    return dict(tx.run(statement(f"integrity/{name}"), limit=MOST_FAULTS).single(strict=True))


@unit_of_work(timeout=TIMEOUT_S)
def _fingerprint(tx: ManagedTransaction) -> str:
    total = hashlib.sha256()
    for kind in FINGERPRINTED:
        for line in fingerprint_lines(tx.run(statement(f"integrity/{kind}_fingerprint"))):
            total.update(line.encode())
            total.update(b"\n")
    return total.hexdigest()


def fingerprint_lines(rows: Iterable[Any]) -> Iterator[str]:
    """One line for each node and what leads from it; the order of its relationships leaves no trace."""
    for node_id, labels, node, leading in rows:
        properties = {name: value for name, value in node.items() if value is not None}
        yield CANONICAL.encode([node_id, sorted(labels), properties, sorted(map(CANONICAL.encode, leading))])
