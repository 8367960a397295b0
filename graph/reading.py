"""One read: statements that cannot write, end in time, and fail with an error of ours."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from time import monotonic
from typing import ParamSpec, TypeVar

from neo4j import READ_ACCESS, Driver, Query, Record, Result, Session
from neo4j.exceptions import AuthError, ClientError, DriverError, ResultNotSingleError, ServiceUnavailable, SessionExpired, TransientError

import cypher
from graph.errors import AnswerTooLarge, DatabaseUnavailable, NodeNotFound, PolicyGraphError, QueryTimedOut
from graph.identifiers import NodeId
from graph.kinds import Document, Passage
from graph.records import document_from, holds, passage_from, rests_on_passages, subgraph_from
from graph.subgraph import Subgraph

# A much-cited node rests on thousands of passages; `evidence_total` says how many when only the first come along.
EVIDENCE_LIMIT = 5
# Is told a statement and its parameters before they are asked.
Note = Callable[[str, Mapping[str, object]], None]
# The driver names the address in its message only.
ADDRESS = re.compile(r"[\w.-]+:\d+")
# How often an answer is read when the graph is changed in the middle of it each time.
TIMES = 3
# Neo4j takes no time at all for time without end.
LEAST_S = 0.001

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class GraphChanged(PolicyGraphError):
    """The graph has been changed again and again while it was read."""

    status = 503

    def __init__(self) -> None:
        super().__init__("Documents came or went while this was being read.", fix="Ask again.")


def settled(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """`read`, begun anew when a document came or went in the middle of it: half of the answer would be of another graph."""

    @wraps(read)
    def asked(*given: Asked.args, **named: Asked.kwargs) -> Answer:
        for _ in range(TIMES - 1):
            with suppress(GraphChanged):
                return read(*given, **named)
        return read(*given, **named)

    return asked


class Reader:
    """Puts questions to one database."""

    def __init__(self, driver: Driver, database: str, timeout_s: float, note: Note | None = None) -> None:
        self._driver = driver
        self._database = database
        self._timeout_s = timeout_s
        self._note = note

    @contextmanager
    def asking(self, question: str) -> Iterator["Asking"]:
        """Several statements that together answer `question`, which names them in errors, and have the time limit together.

        Each is a transaction of its own. One for all of them would cost two round trips more, and promise nothing
        more: Neo4j shows a transaction what others commit meanwhile. Hence `GraphChanged`.

        Raises:
            DatabaseUnavailable: Neo4j does not answer or refuses us.
            QueryTimedOut: it took longer than the time limit.
            AnswerTooLarge: it needed more memory than Neo4j gives to one transaction.
            GraphChanged: what one statement found was gone when the next one asked for it.
        """
        session = self._driver.session(
            database=self._database,
            default_access_mode=READ_ACCESS,
            # A process reads what it wrote itself, on a cluster too, because writer and readers share these bookmarks.
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )
        # No retry here: a caller waits for the answer, and a page that fails at once is better than one that hangs.
        # A retry is also wrong for memory: the driver takes "out of memory" for transient, and ran such a question five times.
        # The time limit never comes from a caller, for it overrides the server's own, upwards too.
        with translated(question, self._timeout_s), session:
            yield Asking(session, monotonic() + self._timeout_s, self._note)


@contextmanager
def translated(question: str, timeout_s: float) -> Iterator[None]:
    """Turns what the driver raises while `question` is asked into errors of ours."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired, AuthError, DriverError) as error:
        address = ADDRESS.search(str(error))
        raise DatabaseUnavailable(address[0] if address else "its address", reason=_first_line(error)) from error
    except (ClientError, TransientError) as error:
        # The server has a code for its own limit and another for ours; both contain this.
        if "TransactionTimedOut" in str(error.code):
            raise QueryTimedOut(question, timeout_s=timeout_s) from error
        if "OutOfMemory" in str(error.code):
            raise AnswerTooLarge(question) from error
        if "EntityNotFound" in str(error.code):
            raise GraphChanged from error
        raise


class Asking:
    """What can be asked until a time by the clock that only goes forward."""

    def __init__(self, session: Session, until: float, note: Note | None = None) -> None:
        self._session = session
        self._until = until
        self._note = note

    def one(self, name: str, **parameters: object) -> Record:
        """The one record of a file in cypher/read, which starts from nothing or from what is known to be there."""
        try:
            return self._run(cypher.statement(f"read/{name}"), parameters).single(strict=True)
        except ResultNotSingleError as error:
            raise GraphChanged from error

    def at_most_one(self, name: str, **parameters: object) -> Record | None:
        """The record of a file in cypher/read; None when it found nothing to start from."""
        records = self.records(cypher.statement(f"read/{name}"), parameters)
        return records[0] if records else None

    def records(self, statement: str, parameters: Mapping[str, object]) -> list[Record]:
        """All records of a catalogue query."""
        # Read to the end at once: the next statement would have the rest of them kept for later.
        return list(self._run(statement, parameters))

    def _run(self, statement: str, parameters: Mapping[str, object]) -> Result:
        if self._note is not None:
            self._note(statement, parameters)
        left_s = max(self._until - monotonic(), LEAST_S)
        return self._session.run(Query(statement, timeout=left_s), dict(parameters))

    def require(self, ids: Sequence[NodeId]) -> None:
        """Nothing, when every id names an entity.

        Raises:
            NodeNotFound: for the first that does not.
        """
        if not ids:
            return
        missing = self.one("missing", ids=list(ids))["missing"]
        if missing:
            raise NodeNotFound(min(missing))

    def subgraph(
        self,
        nodes: Sequence[NodeId],
        relationships: Sequence[str] = (),
        *,
        in_order: bool = False,
        truncated: bool = False,
        evidence: int = EVIDENCE_LIMIT,
        found: bool = True,
    ) -> Subgraph:
        """Entities by their ids and relationships by their element ids, with their first passages and those passages' documents.

        Raises:
            GraphChanged: one is not there, though it was `found` by a statement before; or has lost its passages meanwhile.
        """
        if not nodes and not relationships:
            return Subgraph(truncated=truncated)
        # Each once: what Neo4j looks up by its id comes as often as the id is given.
        nodes, relationships = list(dict.fromkeys(nodes)), list(dict.fromkeys(relationships))
        record = self.one("subgraph", nodes=nodes, relationships=relationships, evidence=evidence)
        if not rests_on_passages(record) or (found and not holds(record, nodes, relationships)):
            raise GraphChanged
        return subgraph_from(record, order=nodes if in_order else (), truncated=truncated)

    def documents(self, ids: Sequence[NodeId]) -> list[Document]:
        """Documents by their ids, in the order of the ids."""
        found = {one["id"]: document_from(one) for one in self.one("documents", ids=list(ids))["documents"]}
        if len(found) < len(set(ids)):
            raise GraphChanged
        return [found[node_id] for node_id in ids]

    def passages(self, ids: Sequence[NodeId]) -> tuple[list[Passage], list[Document]]:
        """Passages by their ids, and the documents they stand in, both sorted by id."""
        if not ids:
            return [], []
        record = self.one("passages", passages=list(ids))
        if len(record["passages"]) < len(set(ids)):
            raise GraphChanged
        passages = [passage_from(one) for one in record["passages"]]
        documents = [document_from(one) for one in record["documents"]]
        return sorted(passages, key=lambda one: one.id), sorted(documents, key=lambda one: one.id)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
