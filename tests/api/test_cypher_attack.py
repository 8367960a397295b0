"""The hostile queries of tests/cypher over HTTP: refused one by one, and the graph stays what it was."""

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.keys import KeyFile
from graph.settings import Settings
from graph.store import GraphStore

HOSTILE = runpy.run_path(str(Path(__file__).parents[1] / "cypher" / "queries_of_users.py"))["REFUSED"]


@pytest.fixture(scope="module")
def asker(settings: Settings, sample_graph: Driver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Somebody who may ask in Cypher."""
    keys = KeyFile(tmp_path_factory.mktemp("keys") / "keys.json")
    changed = {"cypher": True, "keys_file": keys.path, "cypher_timeout_s": 60.0, "query_timeout_s": 120.0}
    headers = {"x-api-key": keys.create("asker", "cypher")}
    with TestClient(create_app(settings.model_copy(update=changed)), base_url="http://127.0.0.1:8000", headers=headers) as client:
        yield client


def refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def test_every_hostile_query_is_refused_as_the_fault_of_who_asks_and_changes_nothing(asker: TestClient, sample_graph: Driver) -> None:
    store = GraphStore(sample_graph, timeout_s=120)
    before = store.fingerprint()

    # As ASCII, for some hold halves of surrogate pairs.
    queries = [query for query in HOSTILE if query]
    answers = {
        query: asker.post("/v1/cypher", content=json.dumps({"query": query}), headers={"content-type": "application/json"})
        for query in queries
    }

    assert {query: answer.status_code for query, answer in answers.items()} == dict.fromkeys(queries, 422)
    assert {answer.headers["content-type"] for answer in answers.values()} == {"application/problem+json"}
    assert store.fingerprint() == before


def test_odd_values_are_strict_json(asker: TestClient) -> None:
    query = (
        "RETURN 0.0 / 0.0 AS nan, -1.0 / 0.0 AS endless, 9223372036854775807 AS large, date('2026-03-31') AS day, duration('P1D') AS span"
    )

    answer = asker.post("/v1/cypher", json={"query": query})

    (row,) = json.loads(answer.text, parse_constant=refuse)["rows"]
    assert row == {"nan": None, "endless": None, "large": 9223372036854775807, "day": "2026-03-31", "span": "P1D"}
