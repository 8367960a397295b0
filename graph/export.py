"""The whole graph, piece by piece, so that its size does not matter."""

from collections.abc import Iterator

from neo4j import Driver

from graph.reading import Asking, Note, Reader
from graph.subgraph import Subgraph

# A large graph takes minutes, and nobody waits at a page for it.
TIMEOUT_S = 3_600.0
PAGE = 500
# A hub may have more relationships than fit into one question.
MOST_AT_ONCE = 2_000
ALL_EVIDENCE = 1_000_000


class Exporter:
    """Reads everything, within one transaction for each run."""

    def __init__(self, driver: Driver, database: str = "neo4j", note: Note | None = None) -> None:
        self._reader = Reader(driver, database, TIMEOUT_S, note)

    def pieces(self) -> Iterator[Subgraph]:
        """First all entities in order of their ids, then all relationships by their ends, each with all of its passages.

        A piece of relationships holds no entities.

        Raises:
            DatabaseUnavailable, QueryTimedOut: as in every reading.

        Source: cypher/read/export_entities.cypher, cypher/read/export_relationships.cypher
        """
        with self._reader.asking("What is the whole graph?") as asking:
            for ids in _pages(asking):
                yield asking.subgraph(ids, evidence=ALL_EVIDENCE)
            for ids in _pages(asking):
                found = asking.one("export_relationships", ids=ids)["relationships"]
                for start in range(0, len(found), MOST_AT_ONCE):
                    yield asking.subgraph([], found[start : start + MOST_AT_ONCE], evidence=ALL_EVIDENCE)


def _pages(asking: Asking) -> Iterator[list[str]]:
    after = ""
    while ids := asking.one("export_entities", after=after, limit=PAGE)["ids"]:
        yield ids
        after = ids[-1]
