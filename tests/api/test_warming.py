"""What the API asks Neo4j by itself when it starts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.dependencies import Database
from api.warming import Warming, questions
from graph.errors import LocalServerDown
from graph.settings import Settings
from graph.store import GraphStore
from visualisations import VIEWS

PATIENCE_S = 120.0


def test_the_app_asks_its_main_questions_once_it_runs(settings: Settings, sample_graph: Driver) -> None:
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        assert client.app.state.warming.wait(PATIENCE_S)  # type: ignore[attr-defined]
        assert client.app.state.database.opened is not None  # type: ignore[attr-defined]
        assert client.get("/").status_code == 200


def test_every_question_has_an_answer_in_the_sample_graph(sample_graph: Driver) -> None:
    asked = [ask() for ask in questions(GraphStore(sample_graph, timeout_s=PATIENCE_S))]

    assert len(asked) == len(VIEWS) + 3


def test_an_empty_graph_is_warmed_up_as_well(empty_database: Driver) -> None:
    asked = [ask() for ask in questions(GraphStore(empty_database, timeout_s=PATIENCE_S))]

    assert len(asked) == len(VIEWS) + 3


def test_without_a_neo4j_the_thread_ends_by_itself(tmp_path: Path) -> None:
    with Database(Settings(_env_file=None, home=tmp_path, neo4j_uri=None)) as database, Warming(database) as warming:
        assert warming.wait(PATIENCE_S)
        with pytest.raises(LocalServerDown):
            database.open()


def test_a_connection_that_hangs_keeps_nobody_from_ending(settings: Settings) -> None:
    released = Event()

    @contextmanager
    def hanging(_: Settings) -> Iterator[Driver]:
        released.wait(PATIENCE_S)
        raise LocalServerDown
        yield

    began = time.monotonic()
    with Database(settings, hanging) as database, Warming(database) as warming:
        assert time.monotonic() - began < PATIENCE_S
    took = time.monotonic() - began
    released.set()

    assert took < PATIENCE_S
    assert warming.wait(PATIENCE_S)
