"""The API on the test session's Neo4j, with the sample graph of tests/cypher in it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver, Query

from api.app import create_app
from graph.settings import Settings
from graph.writer import GraphWriter

TESTS = Path(__file__).parents[1]
EMPTY = (TESTS / "empty_database.cypher").read_text("utf-8")


def module_at(path: Path) -> ModuleType:
    """The module in a file below tests/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sample_graph(driver: Driver) -> Driver:
    """The driver, with the four sample documents in the database and nothing else."""
    with driver.session(database="neo4j") as session:
        session.run(Query(EMPTY)).consume()
    GraphWriter(driver, "neo4j").write(module_at(TESTS / "cypher" / "conftest.py").sample_documents())
    return driver


@pytest.fixture(scope="module")
def client(settings: Settings, sample_graph: Driver) -> Iterator[TestClient]:
    """Somebody on this machine who asks the API about the sample graph."""
    # A server that has just started plans its first queries slowly, more so on a busy machine.
    patient = settings.model_copy(update={"query_timeout_s": 120.0})
    with TestClient(create_app(patient), base_url="http://127.0.0.1:8000") as client:
        yield client
