"""A Neo4j of the test session's own: never the user's, started once, emptied before each test that asks for it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph.connection import connect
from graph.local import LocalNeo4j
from graph.settings import Settings

EMPTY = (Path(__file__).parent / "empty_database.cypher").read_text("utf-8")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNeo4j]:
    """A running Neo4j of the version in POLICYGRAPH_NEO4J_VERSION; the jars come from the user's cache, all else is temporary."""
    server = LocalNeo4j(Settings(_env_file=None, home=tmp_path_factory.mktemp("home"), neo4j_port=None, neo4j_start_timeout_s=300))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def settings(neo4j_server: LocalNeo4j) -> Settings:
    """Settings that lead to the test session's Neo4j and nowhere else."""
    return Settings(
        _env_file=None,
        home=neo4j_server.status().home.parent,
        neo4j_uri=neo4j_server.uri,
        neo4j_user=neo4j_server.user,
        neo4j_password=neo4j_server.password,
        neo4j_password_file=None,
        neo4j_database="neo4j",
    )


@pytest.fixture(scope="session")
def driver(settings: Settings) -> Iterator[Driver]:
    """A driver for the test session's Neo4j, with the constraints in place."""
    with connect(settings, retry_time_s=30) as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def empty_database(driver: Driver) -> Driver:
    """The driver, with no node left in the database; constraints stay."""
    with driver.session(database="neo4j") as session:
        session.run(EMPTY).consume()
    return driver


def migrate(driver: Driver) -> None:
    """Apply the migrations, as soon as the project has them."""
    if importlib.util.find_spec("graph.migrations") is not None:
        importlib.import_module("graph.migrations").migrate(driver, "neo4j")
