"""Runs queries of users: one at a time, each in a process of its own, and none while Neo4j still works on one that was ended."""

import json
import logging
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock, Timer
from typing import Any, Self

from neo4j import Driver
from neo4j.exceptions import DriverError, Neo4jError
from pydantic import BaseModel, ConfigDict, Field

from cypher import statement
from graph.adhoc.errors import CypherBusy, QueryRefused, QueryTooLarge, QueryTooSlow, QueryWrong
from graph.adhoc.guard import judged
from graph.connection import Target
from graph.errors import DatabaseUnavailable, PolicyGraphError
from graph.process import detached_flags

LOG = logging.getLogger("policygraph.cypher")
# Neo4j ends a query at its own limit; some it cannot end, and some servers do not answer: then the process is ended.
GRACE_S = 3.0
START_PATIENCE_S = 30.0
WAIT_S = 5.0
# How long after the end of its process a query may still be listed before it counts as running on.
FAREWELL_S = 1.0
FAREWELL_EVERY_S = 0.1
LOOK_TIMEOUT_S = 10.0
MEMORY_BYTES = 500_000_000
MOST_BYTES = 5_000_000
MOST_ROWS = 10_000


class CypherResult(BaseModel):
    """What a query of a user found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...] = Field(description="Names of the columns, in order.")
    # Any: a query returns whatever it likes, as JSON.
    rows: tuple[dict[str, Any], ...] = Field(description="One entry for each row.")
    truncated: bool = Field(description="Whether there are more rows than the limits let through.")
    nodes: tuple[str, ...] = Field((), description="Ids of the entities among the values.")
    relationships: tuple[str, ...] = Field((), description="Element ids of the relationships among the values.")


class CypherRunner:
    """Puts queries to Neo4j so that they harm nobody."""

    def __init__(self, aim: Target, driver: Driver, *, timeout_s: float = 5.0, slots: int = 1) -> None:
        """Takes where Neo4j is for the processes, and a driver of others to look after what they leave behind."""
        self._aim = aim
        self._driver = driver
        self._timeout_s = timeout_s
        self._slots = slots
        self._free = BoundedSemaphore(slots)
        self._idle: list[_Worker] = []
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            while self._idle:
                self._idle.pop().kill()

    def run(self, query: str, parameters: Mapping[str, Any] | None = None, *, most_rows: int = 1_000) -> CypherResult:
        """The answer to a query.

        Args:
            query: Cypher that reads.
            parameters: its parameters, as JSON has them.
            most_rows: most rows to return, 1 to 10,000.

        Raises:
            QueryRefused: it does more than read, or could keep Neo4j from its other work.
            QueryWrong: Neo4j does not understand it.
            QueryTooSlow, QueryTooLarge: it took too long, or too much memory.
            CypherBusy: another one runs.
            DatabaseUnavailable: Neo4j does not answer.
        """
        given = dict(parameters or {})
        job = {"query": judged(query, given), "parameters": given, "most_rows": min(max(most_rows, 1), MOST_ROWS)}
        with self._slot():
            answer = self._answer({**job, "most_bytes": MOST_BYTES, "timeout_s": self._timeout_s, "mark": secrets.token_hex(8)})
        if "error" in answer:
            raise self._error(answer)
        graph = answer.pop("graph")
        return CypherResult(**answer, nodes=graph["nodes"], relationships=graph["relationships"])

    def running(self) -> list[str]:
        """The marks of the queries that Neo4j works on, those of other processes and of ended ones included.

        Raises:
            DatabaseUnavailable: Neo4j does not answer.
        """
        try:
            with self._driver.session(database=self._aim.database) as session, session.begin_transaction(timeout=LOOK_TIMEOUT_S) as looking:
                return [record["query"] for record in looking.run(statement("adhoc/running"))]
        except (DriverError, Neo4jError) as error:
            raise DatabaseUnavailable(self._aim.uri, reason=type(error).__name__) from error

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._free.acquire(timeout=WAIT_S):
            raise CypherBusy
        try:
            # What Neo4j itself lists counts, and not what we believe: a query may run on when its process, or all of us, are gone.
            if len(self.running()) >= self._slots:
                raise CypherBusy
            yield
        finally:
            self._free.release()

    def _answer(self, job: dict[str, Any]) -> dict[str, Any]:
        worker = self._worker()
        answer = worker.answer(job, self._timeout_s + GRACE_S)
        if answer is not None and answer.get("error") not in {"too-large", "too-slow", "unavailable"}:
            with self._lock:
                self._idle.append(worker)
            return answer
        worker.kill()
        self._look_after(job["mark"])
        # No answer: it was ended for its time, or died of its memory.
        return answer or {"error": "too-slow" if worker.late else "too-large", "problem": ""}

    def _look_after(self, mark: str) -> None:
        """Waits a moment for the query to end with its process, and says so when it does not."""
        until = time.monotonic() + FAREWELL_S
        with suppress(PolicyGraphError):
            while mark in self.running():
                if time.monotonic() > until:
                    LOG.warning("A query (%s) runs on in Neo4j although it was ended; no other is taken until it has.", mark)
                    return
                time.sleep(FAREWELL_EVERY_S)

    def _worker(self) -> "_Worker":
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.lives():
                    return worker
                worker.kill()
        return _Worker(self._aim)

    def _error(self, answer: Mapping[str, Any]) -> PolicyGraphError:
        sort = answer["error"]
        if sort == "refused":
            return QueryRefused(str(answer["problem"]).removeprefix("This query is not run: ").rstrip("."), fix=answer["fix"])
        if sort == "writes":
            return QueryRefused("it writes", fix="Only ask; what is in the graph comes from documents.")
        if sort == "too-slow":
            return QueryTooSlow(timeout_s=self._timeout_s)
        if sort == "too-large":
            return QueryTooLarge()
        return QueryWrong(answer["problem"]) if sort == "wrong" else DatabaseUnavailable(self._aim.uri, reason=answer["problem"])


class _Worker:
    """One process, told where Neo4j is."""

    def __init__(self, aim: Target) -> None:
        self.late = False
        # -P: what lies in the current folder must not be taken for a module of ours or of Python.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "graph.adhoc.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=sys.platform != "win32",
            creationflags=detached_flags(),
        )
        self._started = False
        self._aim = {"uri": aim.uri, "user": aim.user, "password": aim.password, "database": aim.database, "memory_bytes": MEMORY_BYTES}

    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def answer(self, job: Mapping[str, Any], patience_s: float) -> dict[str, Any] | None:
        """What it answers; None when it had to be ended, or ended by itself."""
        if not self._started:
            # Only its first job waits for Python to load, and that does not count.
            self._started = self._exchange(self._aim, START_PATIENCE_S) is not None
        return self._exchange(job, patience_s) if self._started else None

    def _exchange(self, message: Mapping[str, Any], patience_s: float) -> dict[str, Any] | None:
        if self._process.stdin is None or self._process.stdout is None:
            return None
        timer = Timer(patience_s, self._end_late)
        timer.start()
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            return None
        finally:
            timer.cancel()
        answer: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        return answer

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        with self._process:
            pass

    def _end_late(self) -> None:
        self.late = True
        self._process.kill()
