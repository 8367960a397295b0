"""Where documents were found: for listing them, and for noticing that a file is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from neo4j import Driver, Record

from cypher import statement
from graph.identifiers import NodeId


@dataclass(frozen=True, slots=True)
class Place:
    """A document in the graph, and the paths or URLs it was found at."""

    id: NodeId
    title: str
    publisher: str | None
    published_on: date | None
    kind: str | None
    locations: tuple[str, ...]


def places(driver: Driver, database: str = "neo4j") -> list[Place]:
    """All documents in the graph, by title.

    Source: cypher/read/places.cypher
    """
    records, _, _ = driver.execute_query(statement("read/places"), database_=database, routing_="r")
    return [place_of(found) for record in records for found in documents_of(record)]


def documents_of(record: Record) -> list[Mapping[str, object]]:
    """The maps in an answer of read/places."""
    return list(record["documents"])


def place_of(found: Mapping[str, object]) -> Place:
    """One document of an answer of read/places."""
    day = found["published_on"]
    locations = found["locations"]
    return Place(
        id=str(found["id"]),
        title=str(found["title"]),
        publisher=_text(found["publisher"]),
        published_on=date.fromisoformat(str(day)) if day else None,
        kind=_text(found["kind"]),
        locations=tuple(str(location) for location in locations) if isinstance(locations, list) else (),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
