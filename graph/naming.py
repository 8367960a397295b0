"""The names of all organisations and strategies, and the words that name them first: what a person needs to say which are the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from neo4j import Driver

from cypher import statement
from graph.identifiers import NodeId


@dataclass(frozen=True, slots=True)
class NamedThing:
    """An organisation or strategy, as far as its name goes."""

    id: NodeId
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    """All other names, the abbreviation among them."""
    jurisdiction: str | None = None
    defined_by: str | None = None
    """The vocabulary that defines it; None for one that documents name and no register knows."""
    documents: int = 0
    """How many documents describe it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and all others."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that name a thing, and where they stand."""

    text: str
    title: str
    """Of the document."""
    heading: str | None
    page: int | None


def named_things(driver: Driver, database: str = "neo4j") -> list[NamedThing]:
    """All organisations and strategies, by id.

    Source: cypher/read/named_things.cypher
    """
    records, _, _ = driver.execute_query(statement("read/named_things"), database_=database, routing_="r")
    return [_thing(found) for record in records for found in record["things"]]


def first_quotes(driver: Driver, ids: Sequence[NodeId], *, limit: int, database: str = "neo4j") -> dict[NodeId, tuple[Quote, ...]]:
    """For each id the first words that name it, by the title of their document; at most `limit`.

    Source: cypher/read/first_quotes.cypher
    """
    query = statement("read/first_quotes")
    records, _, _ = driver.execute_query(query, ids=list(ids), limit=limit, database_=database, routing_="r")
    found: dict[NodeId, list[Quote]] = defaultdict(list)
    for row in records[0]["quotes"]:
        found[row["id"]].append(Quote(row["text"], row["title"], row["heading"], row["page"]))
    return {key: tuple(quotes) for key, quotes in found.items()}


def _thing(found: Mapping[str, object]) -> NamedThing:
    given = found["aliases"]
    aliases = [str(alias) for alias in given] if isinstance(given, list) else []
    if found["abbreviation"]:
        aliases.append(str(found["abbreviation"]))
    return NamedThing(
        id=str(found["id"]),
        name=str(found["name"]),
        kind=str(found["kind"]),
        aliases=tuple(dict.fromkeys(aliases)),
        jurisdiction=_text(found["jurisdiction"]),
        defined_by=_text(found["defined_by"]),
        documents=int(str(found["documents"])),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
