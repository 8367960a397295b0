"""The API while Neo4j goes away and comes back."""

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from fastapi.testclient import TestClient

from api.app import GRACE_S, create_app
from graph.local import LocalNeo4j
from graph.settings import Settings

QUESTIONS = [
    "/v1/themes",
    "/v1/search?q=ai",
    "/v1/entities/theme/ai",
    "/v1/meta",
    "/readyz",
    "/v1/queries/partners_of?organisation=organisation/x",
]

TIMEOUT_S = 4.0
# In which routes run; however many ask, there are no more.
THREADS = 40
# A server that has just started is slow on a busy machine.
START_S = 60.0


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNeo4j]:
    """A Neo4j that these tests may end and freeze."""
    server = LocalNeo4j(settings_for(tmp_path_factory.mktemp("recovery")))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def client(own_server: LocalNeo4j) -> Iterator[TestClient]:
    """An API that was started before its Neo4j."""
    with TestClient(create_app(own_server._settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def settings_for(home: object) -> Settings:
    return Settings.model_validate({"home": home, "neo4j_uri": None, "query_timeout_s": TIMEOUT_S})


def answered_within(client: TestClient, seconds: float) -> bool:
    """Whether the API answers again before the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if client.get("/readyz").status_code == 200:
            return True
        time.sleep(0.5)
    return False


def assert_unavailable(client: TestClient) -> None:
    """Every question is refused politely, and the server lives."""
    for question in QUESTIONS:
        answer = client.get(question)
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), question
        assert answer.headers["retry-after"] == "5"
        assert "127.0.0.1" not in answer.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/docs").status_code == 200
    page = client.get("/")
    assert (page.status_code, page.headers["content-type"], page.headers["retry-after"]) == (503, "text/html; charset=utf-8", "5")


def test_the_api_outlives_its_database(client: TestClient, own_server: LocalNeo4j) -> None:
    assert_unavailable(client)

    own_server.start()
    assert answered_within(client, START_S)

    psutil.Process(own_server.status().pid).kill()
    assert_unavailable(client)

    own_server.start()
    assert answered_within(client, START_S)


def test_a_frozen_database_keeps_nobody_waiting_for_long(client: TestClient, own_server: LocalNeo4j) -> None:
    own_server.start()
    assert answered_within(client, START_S)
    frozen = psutil.Process(own_server.status().pid)
    frozen.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        answers = [client.get("/v1/themes") for _ in range(3)]
        took = time.monotonic() - began
        threads = threading.active_count()
        with ThreadPoolExecutor(20) as pool:
            answers += pool.map(client.get, ["/v1/themes"] * 60)
        assert threading.active_count() - threads <= THREADS
        assert client.get("/healthz").elapsed.total_seconds() < 1
    finally:
        frozen.send_signal(signal.SIGCONT)

    assert {answer.status_code for answer in answers} <= {503, 504}
    assert took < 3 * (TIMEOUT_S + GRACE_S + 2)
    assert answered_within(client, START_S)
