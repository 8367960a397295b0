"""One read: a transaction that cannot write, ends in time, and fails with an error of ours."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from neo4j import READ_ACCESS, Driver, Record, Result, Transaction
from neo4j.exceptions import AuthError, ClientError, DriverError, ServiceUnavailable, SessionExpired, TransientError

import cypher
from graph.errors import AnswerTooLarge, DatabaseUnavailable, NodeNotFound, QueryTimedOut
from graph.identifiers import NodeId
from graph.kinds import Document, Passage
from graph.records import document_from, passage_from, subgraph_from
from graph.subgraph import Subgraph

# A much-cited node rests on thousands of passages; `evidence_total` says how many when only the first come along.
EVIDENCE_LIMIT = 5
# Is told a statement and its parameters before they are asked.
Note = Callable[[str, Mapping[str, object]], None]
# The driver names the address in its message only.
ADDRESS = re.compile(r"[\w.-]+:\d+")


class Reader:
    """Opens read transactions on one database."""

    def __init__(self, driver: Driver, database: str, timeout_s: float, note: Note | None = None) -> None:
        self._driver = driver
        self._database = database
        self._timeout_s = timeout_s
        self._note = note

    @contextmanager
    def asking(self, question: str) -> Iterator["Asking"]:
        """A read transaction; `question` names it in errors.

        Raises:
            DatabaseUnavailable: Neo4j does not answer or refuses us.
            QueryTimedOut: it took longer than the time limit.
            AnswerTooLarge: it needed more memory than Neo4j gives to one transaction.
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
        with translated(question, self._timeout_s), session, session.begin_transaction(timeout=self._timeout_s) as transaction:
            yield Asking(transaction, self._note)


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
        raise


class Asking:
    """What can be asked within one read transaction."""

    def __init__(self, transaction: Transaction, note: Note | None = None) -> None:
        self._transaction = transaction
        self._note = note

    def one(self, name: str, **parameters: object) -> Record:
        """The one record of a file in cypher/read."""
        return self._run(cypher.statement(f"read/{name}"), parameters).single(strict=True)

    def at_most_one(self, name: str, **parameters: object) -> Record | None:
        """The record of a file in cypher/read; None when it found nothing to start from."""
        records = self.records(cypher.statement(f"read/{name}"), parameters)
        return records[0] if records else None

    def records(self, statement: str, parameters: Mapping[str, object]) -> list[Record]:
        """All records of a catalogue query."""
        # Read to the end at once: the rows come only while the transaction is open.
        return list(self._run(statement, parameters))

    def _run(self, statement: str, parameters: Mapping[str, object]) -> Result:
        if self._note is not None:
            self._note(statement, parameters)
        return self._transaction.run(statement, dict(parameters))

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
    ) -> Subgraph:
        """Entities by their ids and relationships by their element ids, with their first passages and those passages' documents."""
        if not nodes and not relationships:
            return Subgraph(truncated=truncated)
        record = self.one("subgraph", nodes=list(nodes), relationships=list(relationships), evidence=evidence)
        return subgraph_from(record, order=nodes if in_order else (), truncated=truncated)

    def documents(self, ids: Sequence[NodeId]) -> list[Document]:
        """Documents by their ids, in the order of the ids."""
        found = {one["id"]: document_from(one) for one in self.one("documents", ids=list(ids))["documents"]}
        return [found[node_id] for node_id in ids]

    def passages(self, ids: Sequence[NodeId]) -> tuple[list[Passage], list[Document]]:
        """Passages by their ids, and the documents they stand in, both sorted by id."""
        if not ids:
            return [], []
        record = self.one("passages", passages=list(ids))
        passages = [passage_from(one) for one in record["passages"]]
        documents = [document_from(one) for one in record["documents"]]
        return sorted(passages, key=lambda one: one.id), sorted(documents, key=lambda one: one.id)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
