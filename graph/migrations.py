"""Brings a database's constraints and indexes to what this version needs, by the numbered files in cypher/migrations."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import Driver, ManagedTransaction, Query, Session, Transaction, unit_of_work
from neo4j.exceptions import ClientError

import cypher
from cypher import statement
from graph.errors import MigrationChanged
from graph.schema import statements

FILE_NAME = re.compile(r"migrations/V(?P<version>\d{3})__(?P<words>[a-z0-9_]+)")
# A local server ends a transaction after 10 s unless it names a limit of its own.
TIMEOUT_S = 600.0
# As in graph/writer.py: a server that is restarted meanwhile is back within this time.
RETRY_TIME_S = 90.0

# Two processes that start on an empty database may both find nothing there; the second is told so.
ALREADY_THERE = frozenset(
    {
        "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
        "Neo.ClientError.Schema.ConstraintAlreadyExists",
        "Neo.ClientError.Schema.IndexAlreadyExists",
    }
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file; its statements can be run again, should a run have died between them."""

    version: str
    name: str
    description: str
    text: str

    @property
    def checksum(self) -> str:
        """Digest of its statements; the comment above them may be reworded."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations() -> list[Migration]:
    """The migrations that ship with this version, in order."""
    return [_migration(name) for name in cypher.names("migrations")]


def migrate(driver: Driver, database: str = "neo4j", *, known: Sequence[Migration] | None = None) -> list[str]:
    """Applies the migrations that were not applied yet, and waits until all indexes are online.

    Safe to run from several processes at once: they take turns with each other
    and with writers. A run that dies is repeated by the next one.

    Args:
        driver: for a user who may change the schema.
        database: where to.
        known: the migrations there are, in order; None means those that ship.

    Returns:
        The names of the files that were applied, in order; [] when there was nothing to do.

    Raises:
        MigrationChanged: one that was applied has other content now.
    """
    shipped = migrations() if known is None else list(known)
    with driver.session(database=database, max_transaction_retry_time=RETRY_TIME_S) as session:
        # Nearly always there is nothing to do, and a server that has just started needs seconds to plan what follows.
        if not session.execute_read(_not_applied, shipped):
            _await_indexes(session)
            return []
        # The constraint on the lock comes before the lock: without it, four processes made 588 nodes of 300 ids.
        _run_all(session, statement("schema/bookkeeping"))
        # Neo4j takes schema changes and writes only in separate transactions, so the turn is held by one of its own.
        with _turn(driver, database) as turn:
            waiting = _not_applied(turn, shipped)
            for migration in waiting:
                _run_all(session, migration.text)
                _record(turn, migration)
            turn.commit()
        # Indexes are filled in the background, and a full-text search on an unfinished one fails.
        _await_indexes(session)
    return [migration.name for migration in waiting]


@contextmanager
def _turn(driver: Driver, database: str) -> Iterator[Transaction]:
    # A dead holder keeps nobody waiting: the lock of a killed client was free again after 0.15 s.
    with driver.session(database=database) as session, session.begin_transaction(timeout=TIMEOUT_S) as turn:
        turn.run(statement("write/lock")).consume()
        yield turn


def _await_indexes(session: Session) -> None:
    session.run(Query(statement("write/await_indexes"), timeout=TIMEOUT_S), seconds=int(TIMEOUT_S)).consume()


def _not_applied(turn: Transaction | ManagedTransaction, shipped: list[Migration]) -> list[Migration]:
    rows = turn.run(statement("write/applied")).single(strict=True).value()
    applied = {version: checksum for version, _, checksum in rows}
    for migration in shipped:
        if applied.get(migration.version, migration.checksum) != migration.checksum:
            raise MigrationChanged(migration.name)
    return [migration for migration in shipped if migration.version not in applied]


def _record(turn: Transaction, migration: Migration) -> None:
    turn.run(
        statement("write/record_migration"),
        version=migration.version,
        source=f"{migration.name}.cypher",
        description=migration.description,
        checksum=migration.checksum,
    ).consume()


def _run_all(session: Session, text: str) -> None:
    for single in statements(text):
        try:
            session.execute_write(_run, single)
        except ClientError as error:
            if error.code not in ALREADY_THERE:
                raise


@unit_of_work(timeout=TIMEOUT_S)
def _run(tx: ManagedTransaction, single: str) -> None:
    tx.run(single).consume()


def _migration(name: str) -> Migration:
    parts = FILE_NAME.fullmatch(name)
    if parts is None:
        raise ValueError(f"{name}.cypher is not named like V001__what_it_does.cypher")
    return Migration(parts["version"], name.partition("/")[2], parts["words"].replace("_", " "), statement(name))
