"""What routes ask for: the store, and the parameters that more than one of them takes."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import date
from threading import Lock
from time import monotonic
from typing import Annotated, Any, Literal, Self

from fastapi import Depends, Path, Request
from neo4j import Driver
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.exports import BY_NAME
from graph.adhoc.errors import CypherOff
from graph.adhoc.runner import CypherRunner
from graph.base import Day
from graph.catalogue import catalogue_of
from graph.connection import WRITE_RETRY_S, Target, connect, target
from graph.errors import DatabaseUnavailable, PolicyGraphError
from graph.export import Exporter
from graph.identifiers import NodeId
from graph.projection import Projection
from graph.settings import Settings
from graph.store import GraphStore
from graph.write_summary import WriteSummary
from graph.writer import GraphWriter

Connect = Callable[[Settings], AbstractContextManager[Driver]]
RETRY_S = 1.0
# How old the version of the graph may be that an ETag is made of.
VERSION_S = 1.0
FORMAT_NAMES = tuple(BY_NAME)


class Database:
    """The process's one driver: opened when first needed, closed with the app.

    A server that starts before Neo4j does must not fail: until there is
    something to connect to, requests for the store try anew, at most one at a
    time and once a second.
    """

    def __init__(self, settings: Settings, connect: Connect = connect) -> None:
        self._settings = settings
        self._connect = connect
        self._resources = ExitStack()
        self._lock = Lock()
        self._driver: Driver | None = None
        self._store: GraphStore | None = None
        self._target: Target | None = None
        self._runner: CypherRunner | None = None
        self._version: tuple[float, str] | None = None
        self._failure: tuple[float, PolicyGraphError] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def opened(self) -> GraphStore | None:
        """The store, once there is one."""
        return self._store

    def open(self) -> GraphStore:
        """The store, connected if it was not yet.

        Raises:
            LocalServerDown, DatabaseUnavailable: there is no Neo4j to connect to.
        """
        with self._lock:
            if self._store is not None:
                return self._store
            if self._failure is not None and monotonic() - self._failure[0] < RETRY_S:
                raise self._failure[1]
            try:
                self._target = target(self._settings)
                driver = self._driver = self._resources.enter_context(self._connect(self._settings))
            except PolicyGraphError as error:
                self._failure = (monotonic(), error)
                raise
            catalogue = catalogue_of(self._settings.queries)
            store = GraphStore(driver, self._settings.neo4j_database, self._settings.query_timeout_s, catalogue=catalogue)
            self._store = store
            return store

    @property
    def known_version(self) -> str | None:
        """The version of the graph as it was within the last second; None when it has to be asked for."""
        known = self._version
        return known[1] if known is not None and monotonic() - known[0] < VERSION_S else None

    def version(self) -> str:
        """The version of the graph.

        Raises:
            DatabaseUnavailable, QueryTimedOut: as in every reading.
        """
        asked = monotonic()
        version = self.open().version()
        self._version = asked, version
        return version

    def projection(self, day: date | None = None) -> Projection:
        """The shape of the graph as it was on a day, else as it is; read when it has changed, which takes seconds on a large graph.

        Raises:
            DatabaseUnavailable, QueryTimedOut: as in every reading.
        """
        return self.open().as_of(day).projection(self.known_version or self.version())

    def forget(self, document: NodeId) -> WriteSummary:
        """Takes a document out, with the patience of those who write; what is read afterwards knows of it.

        Raises:
            NodeNotFound: there is no such document.
            WriterBusy: another process has been writing for too long.
        """
        with connect(self._settings, retry_time_s=WRITE_RETRY_S) as driver:
            summary = GraphWriter(driver, self._settings.neo4j_database).forget(document)
        self.changed()
        return summary

    def changed(self) -> None:
        """Has the version of the graph asked for anew, for somebody has written."""
        self._version = None

    @property
    def driver(self) -> Driver:
        """The driver, for what is no question to the store.

        Raises:
            LocalServerDown, DatabaseUnavailable: there is no Neo4j to connect to.
        """
        self.open()
        if self._driver is None:
            raise DatabaseUnavailable("its address", reason="the connection has just been closed")
        return self._driver

    @property
    def exporter(self) -> Exporter:
        """What reads the whole graph.

        Raises:
            LocalServerDown, DatabaseUnavailable: there is no Neo4j to connect to.
        """
        return Exporter(self.driver, self._settings.neo4j_database)

    @property
    def cypher(self) -> CypherRunner:
        """What puts queries of users to Neo4j.

        Raises:
            CypherOff: the settings do not switch it on.
            LocalServerDown, DatabaseUnavailable: there is no Neo4j to connect to.
        """
        if not self._settings.cypher:
            raise CypherOff
        self.open()
        with self._lock:
            if self._runner is None and self._target is not None and self._driver is not None:
                runner = CypherRunner(self._target, self._driver, timeout_s=self._settings.cypher_timeout_s)
                self._runner = self._resources.enter_context(runner)
            if self._runner is None:
                raise DatabaseUnavailable("its address", reason="the connection has just been closed")
            return self._runner

    def check(self) -> None:
        """Nothing, when Neo4j answers now.

        Raises:
            LocalServerDown, DatabaseUnavailable: it does not, or there is none to connect to.
        """
        self.open()
        driver = self._driver
        if driver is not None:
            driver.verify_connectivity()

    def close(self) -> None:
        """Close the driver, if there is one; the next request opens another."""
        self._store = self._driver = self._runner = self._version = None
        self._resources.close()

    def close_if_moved(self) -> None:
        """Close the driver when the local Neo4j has come back at another address; else it recovers by itself."""
        with self._lock, suppress(PolicyGraphError):
            if self._store is not None and target(self._settings) != self._target:
                self.close()


class Parameters(BaseModel):
    """What all models of query parameters share: a name that is not among them is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Exported(Parameters):
    """What every address takes whose answer comes in several formats."""

    format: Literal[FORMAT_NAMES] | None = Field(  # type: ignore[valid-type]
        None, description="How the answer is written; before `Accept`. The ending of the address (`.csv`) says the same."
    )


class Answered(Exported):
    """What every question takes besides."""

    explain: bool = Field(False, description="Whether the answer holds the Cypher that produced it; in JSON only.")


class Dated(Answered):
    """What questions take that can be asked about a day."""

    as_of: Day | None = Field(
        None,
        description="As it was on this day: claims that a document published until then states and that held then, and bodies that "
        "existed. What has no date counts as always; the quotes may be of later documents.",
    )


# How OpenAPI says that a route wants a key, in either of its two headers.
WITH_KEY: dict[str, Any] = {"security": [{"bearer": []}, {"key": []}]}


async def the_store(request: Request) -> GraphStore:
    """The store of the app that answers the request; only the first one to ask waits for it to open, in a thread."""
    database: Database = request.app.state.database
    opened = database.opened
    return opened if opened is not None else await run_in_threadpool(database.open)


def the_database(request: Request) -> Database:
    """The connection of the app that answers the request."""
    database: Database = request.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(the_database)]
StoreDep = Annotated[GraphStore, Depends(the_store)]
EntityPath = Annotated[NodeId, Path(description="Id of an entity.", examples=["organisation/gb-home-office"])]
