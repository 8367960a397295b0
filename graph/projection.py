"""The graph without its words, in memory: for analyses that go through all of it. Kept as long as the graph stays the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TypeVar

from neo4j import Driver

import cypher
from graph.identifiers import NodeId
from graph.reading import Reader

# Reading 100,000 entities takes seconds, and is done once for each version of the graph.
TIMEOUT_S = 600.0
OWNING = frozenset({"MAKES", "PUBLISHES", "OWNS", "COMMISSIONS"})
ABOUT = frozenset({"CONCERNS", "ADDRESSES"})

Result = TypeVar("Result")


@dataclass(frozen=True)
class Thing:
    """An entity as an analysis sees it."""

    id: NodeId
    label: str
    name: str
    has_deadline: bool


@dataclass(frozen=True)
class Projection:
    """All entities and who is connected to whom."""

    version: str
    things: dict[NodeId, Thing]
    links: tuple[tuple[NodeId, str, NodeId], ...]
    """Source, type and target, sorted."""
    _results: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def named(self, node_id: NodeId) -> str:
        """What an entity is called."""
        return self.things[node_id].name

    def ids(self, label: str) -> list[NodeId]:
        """The ids of all entities of a kind, sorted."""
        return [thing.id for thing in self.things.values() if thing.label == label]

    @cached_property
    def owners(self) -> dict[NodeId, set[NodeId]]:
        """For each commitment or strategy the organisations that make, publish, own or commission it."""
        return self._by_target(OWNING)

    @cached_property
    def themes(self) -> dict[NodeId, set[NodeId]]:
        """For each commitment or strategy the themes it is about."""
        found: dict[NodeId, set[NodeId]] = {}
        for source, kind, target in self.links:
            if kind in ABOUT:
                found.setdefault(source, set()).add(target)
        return found

    def kept(self, name: str, make: Callable[["Projection"], Result]) -> Result:
        """What `make` makes of the projection, made once."""
        if name not in self._results:
            self._results[name] = make(self)
        return self._results[name]  # type: ignore[return-value]  # Of one name there is one kind of result.

    def _by_target(self, kinds: frozenset[str]) -> dict[NodeId, set[NodeId]]:
        found: dict[NodeId, set[NodeId]] = {}
        for source, kind, target in self.links:
            if kind in kinds:
                found.setdefault(target, set()).add(source)
        return found


class Projections:
    """Keeps the projections of the graph: as it is now, and as it was on the day that was last asked for."""

    def __init__(self, driver: Driver, database: str = "neo4j") -> None:
        self._reader = Reader(driver, database, TIMEOUT_S)
        self._lock = Lock()
        self._kept: dict[date | None, Projection] = {}

    def of(self, version: str, day: date | None = None) -> Projection:
        """The projection of a version of the graph; read anew when the kept one is of another.

        Args:
            version: what `GraphStore.version` said.
            day: only claims that a document published until then states and that
                held on it, and bodies that existed; None for today's graph.

        Raises:
            DatabaseUnavailable, QueryTimedOut: as in every reading.

        Source: cypher/read/projection_entities.cypher, cypher/read/projection_relationships.cypher
        """
        if kept := self._of(version, day):
            return kept
        # Who comes while it is being read waits for it instead of reading it as well.
        with self._lock:
            if kept := self._of(version, day):
                return kept
            read = self._read(version, day)
            today = self._kept.get(None)
            self._kept = {day: read} if today is None else {None: today, day: read}
            return read

    def _of(self, version: str, day: date | None) -> Projection | None:
        kept = self._kept.get(day)
        return kept if kept and kept.version == version else None

    def _read(self, version: str, day: date | None) -> Projection:
        with self._reader.asking("What is the shape of the graph?") as asking:
            entities = asking.records(cypher.statement("read/projection_entities"), {"as_of": day})
            links = asking.records(cypher.statement("read/projection_relationships"), {"as_of": day})
        things = {row["id"]: Thing(row["id"], row["label"], row["name"], row["has_deadline"]) for row in entities}
        # The ids of the things themselves, so that each text is there once.
        own = {node_id: node_id for node_id in things}
        triples = ((own.get(row["source"]), row["type"], own.get(row["target"])) for row in links)
        known = sorted((source, kind, target) for source, kind, target in triples if source is not None and target is not None)
        return Projection(version, things, tuple(known))
