"""What a reader is told when a question cannot be answered."""

from collections.abc import Iterator
from time import monotonic

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError, Neo4jError, TransientError

from graph.errors import AnswerTooLarge, BadParameter, DatabaseUnavailable, NodeNotFound, QueryTimedOut, UnknownQuery
from graph.integrity import fingerprint, verify
from graph.reading import Asking, Reader, translated
from graph.store import GraphStore

AI = "theme/artificial-intelligence"
LONG = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS total"


@pytest.fixture
def nobody() -> Iterator[Driver]:
    """A driver for an address where nothing listens."""
    with GraphDatabase.driver("bolt://127.0.0.1:1", connection_timeout=1, max_transaction_retry_time=0) as driver:
        yield driver


def failed_with(code: str) -> Neo4jError:
    """The driver's error for a code of the server's."""
    return Neo4jError._hydrate_neo4j(code=code, message="stopped")


def test_a_database_that_is_down_is_named_with_what_to_do(nobody: Driver) -> None:
    with pytest.raises(DatabaseUnavailable) as caught:
        GraphStore(nobody).summary()

    assert caught.value.problem.startswith("Neo4j at 127.0.0.1:1 does not answer: ")
    assert caught.value.fix.startswith("Run 'policygraph up'")


@pytest.mark.parametrize("ask", [lambda store: store.verify(), lambda store: store.fingerprint(), lambda store: store.search("x")])
def test_every_question_says_that_the_database_is_down(nobody: Driver, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(DatabaseUnavailable):
        ask(GraphStore(nobody))


def test_a_read_that_takes_too_long_is_stopped(driver: Driver) -> None:
    reader = Reader(driver, "neo4j", timeout_s=0.5)

    with pytest.raises(QueryTimedOut) as caught, reader.asking("How much is it?") as asking:
        asking.records(LONG, {})

    assert caught.value.problem == "The answer to 'How much is it?' took longer than 0.5 s."


def test_a_read_whose_time_is_over_has_none_left(driver: Driver) -> None:
    with pytest.raises(QueryTimedOut), driver.session() as session, translated("How much is it?", 10):
        Asking(session, until=monotonic()).records(LONG, {})


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (theme:Theme {id: 'theme/none'}) RETURN theme",
        "CALL () { CREATE (theme:Theme {id: 'theme/none'}) } IN TRANSACTIONS",
        "CREATE INDEX none FOR (theme:Theme) ON (theme.none)",
    ],
)
def test_a_read_that_writes_is_refused_by_the_server(driver: Driver, statement: str) -> None:
    with pytest.raises(ClientError, match="read access mode"), Reader(driver, "neo4j", timeout_s=10).asking("?") as asking:
        asking.records(statement, {})


def test_an_answer_that_needs_too_much_memory_is_named() -> None:
    with pytest.raises(AnswerTooLarge, match=r"'Everything\?' needs more memory"), translated("Everything?", 10):
        raise failed_with("Neo.TransientError.General.MemoryPoolOutOfMemoryError")


def test_an_error_we_do_not_know_stays_what_it_is() -> None:
    with pytest.raises(TransientError), translated("?", 10):
        raise failed_with("Neo.TransientError.Transaction.DeadlockDetected")


def test_an_unknown_question_suggests_a_known_one(store: GraphStore) -> None:
    with pytest.raises(UnknownQuery, match="Did you mean 'joint_commitments'"):
        store.run("joint_commitment")


def test_a_question_about_nothing_says_so_instead_of_none(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="theme/nowhere"):
        store.run("commitments_on_theme", {"theme": "theme/nowhere"})


def test_a_question_about_one_missing_of_several_names_it(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="organisation/nowhere"):
        store.run("organisation_theme_matrix", {"organisations": "organisation/gb-home-office,organisation/nowhere"})


def test_a_question_with_a_wrong_parameter_is_not_put(nobody: Driver) -> None:
    with pytest.raises(BadParameter, match="'limit' is out of range"):
        GraphStore(nobody).run("commitments_on_theme", {"theme": AI, "limit": 0})


def test_the_store_verifies_and_fingerprints_the_whole_graph(store: GraphStore, driver: Driver) -> None:
    assert store.verify() == verify(driver, "neo4j")
    assert store.verify().faults == ()
    assert store.fingerprint() == fingerprint(driver, "neo4j")
