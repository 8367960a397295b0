"""Writing: documents and all that was read from them, so that each can be taken out again exactly."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import Driver, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import ClientError

from cypher import statement
from graph.batch import bundles
from graph.copies import DocumentKey, Marks, Plan, marks_of, plan
from graph.document_graph import DocumentGraph, check
from graph.errors import NodeNotFound, WriterBusy
from graph.identifiers import NodeId
from graph.pieces import Counts, Leaving, leaving, pieces, stored, take_turn
from graph.write_summary import WriteSummary

__all__ = ["DocumentGraph", "DocumentKey", "GraphWriter", "WriteSummary"]

# Nodes and relationships that one transaction may touch; as many were measured to fit into 128 MB,
# a quarter of what a local server with a heap of 1 GB gives it.
LARGEST_TRANSACTION = 40_000
# A local server ends a transaction after 10 s unless it names a limit of its own.
TRANSACTION_TIMEOUT_S = 300.0
# As long as a document takes that is written in pieces, each of which has the limit above.
TURN_TIMEOUT_S = 3_600.0
# With a server that was killed and restarted, a batch went through after 17 s; the driver's own 30 s are little more.
RETRY_TIME_S = 90.0


@dataclass(frozen=True, slots=True)
class _Change:
    plan: Plan
    gone: Leaving

    @property
    def size(self) -> int:
        """About how many nodes and relationships it touches."""
        added = sum(graph.size for graph in self.plan.graphs)
        return added + 3 * (len(self.gone.passages) + len(self.gone.entities))


Look = Callable[[ManagedTransaction], _Change]


class GraphWriter:
    """Puts documents into the graph and takes them out.

    Several writers, in one process or many, may work at once: they take turns.
    Failed transactions are retried by the driver for up to 90 s. A run that
    dies leaves nothing that the next one does not put right.
    """

    def __init__(self, driver: Driver, database: str = "neo4j") -> None:
        self._driver = driver
        self._database = database

    def write(self, graphs: Sequence[DocumentGraph]) -> WriteSummary:
        """Writes documents; those that are there already, read by the same extractor, are skipped.

        Each document goes in whole, and small ones go in together, in one
        transaction. Only a document of more than some 40,000 nodes and
        relationships takes several. What a location held before goes, when
        the location was its only one.

        Raises:
            UnwritableGraph: a claim without its passage, or ends that the kind forbids; nothing is written.
            WriterBusy: other writers did not end within five minutes.
        """
        for graph in graphs:
            check(graph)
        # The same location may come twice; the later one is what stands there now.
        newest = {graph.location: graph for graph in graphs}
        ordered = sorted(newest.values(), key=lambda graph: graph.document.id)
        return sum((self._write_bundle(bundle) for bundle in bundles(ordered, LARGEST_TRANSACTION)), WriteSummary())

    def forget(self, document_id: NodeId) -> WriteSummary:
        """Removes a document and exactly the claims that no other document supports.

        Raises:
            NodeNotFound: there is no such document.
            WriterBusy: other writers did not end within five minutes.
        """

        def look(tx: ManagedTransaction) -> _Change:
            if not stored(tx, [document_id], []):
                raise NodeNotFound(document_id)
            return _Change(Plan((), (document_id,)), leaving(tx, [document_id]))

        return self._apply(look)

    def marks(self) -> Marks:
        """Marks of all documents at all their places: what has one of these need not be extracted, or not even be read again."""
        with self._session() as session:
            return session.execute_read(_marks)

    def _write_bundle(self, bundle: list[DocumentGraph]) -> WriteSummary:
        def look(tx: ManagedTransaction) -> _Change:
            ids, locations = {graph.document.id for graph in bundle}, {graph.location for graph in bundle}
            planned = plan(bundle, stored(tx, sorted(ids), sorted(locations)))
            return _Change(planned, leaving(tx, planned.removed))

        return self._apply(look)

    def _apply(self, look: Look) -> WriteSummary:
        @unit_of_work(timeout=TRANSACTION_TIMEOUT_S)
        def at_once(tx: ManagedTransaction) -> Counts | None:
            # The driver runs this again after a failure, when others may have written: so it takes its turn and looks anew.
            take_turn(tx)
            change = look(tx)
            # Only now is known how much has to go, too; the transaction ends and has changed nothing but the turn.
            if change.size > LARGEST_TRANSACTION:
                return None
            return sum((piece(tx) for piece in pieces(change.plan, change.gone)), Counts())

        with self._session() as session, _turns_awaited():
            counts = session.execute_write(at_once)
            # Counters drop zeros when they are added; the summary's defaults put them back.
            return WriteSummary(**(self._in_pieces(session, look) if counts is None else counts))

    def _in_pieces(self, session: Session, look: Look) -> Counts:
        timed = unit_of_work(timeout=TRANSACTION_TIMEOUT_S)
        with self._turn():
            change = session.execute_write(timed(look))
            return sum((session.execute_write(timed(piece)) for piece in pieces(change.plan, change.gone)), Counts())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # A transaction of its own holds the turn: it ends when we do, however we end.
        with self._session() as session, session.begin_transaction(timeout=TURN_TIMEOUT_S) as tx:
            tx.run(statement("write/lock")).consume()
            yield

    def _session(self) -> Session:
        return self._driver.session(
            database=self._database,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
            max_transaction_retry_time=RETRY_TIME_S,
        )


@unit_of_work(timeout=TRANSACTION_TIMEOUT_S)
def _marks(tx: ManagedTransaction) -> Marks:
    return marks_of((row["id"], row["extractor_version"], row["copies"]) for row in tx.run(statement("write/versions")))


@contextmanager
def _turns_awaited() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if "TransactionTimedOut" not in (error.code or ""):
            raise
        raise WriterBusy(waited_s=TRANSACTION_TIMEOUT_S) from error
