"""The API beside a database that is slow, mute or fully used, and when it is told to end while it is asked."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import pairwise
from urllib.parse import urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from neo4j import Driver, GraphDatabase

from api.app import create_app
from api.server import SHUTDOWN_S
from graph.settings import Settings

HOME_OFFICE, HEALTH = "organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"
ASKED = ("/v1/themes", f"/v1/entities/{HOME_OFFICE}", "/readyz")


class Line:
    """A line to the database that can be slow, or fall silent: then what is sent gets lost, and nothing is closed."""

    def __init__(self, target: tuple[str, int], delay_s: float = 0.0) -> None:
        self._target = target
        self._delay_s = delay_s
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.silent = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._target)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError), one, other:
            while sent := one.recv(65_536):
                time.sleep(self._delay_s)
                if not self.silent.is_set():
                    other.sendall(sent)

    def close(self) -> None:
        self._listener.close()


def asked(client: TestClient, path: str) -> int:
    return client.get(path).status_code


def test_a_line_that_falls_silent_holds_nobody_and_the_api_recovers(settings: Settings, sample_graph: Driver) -> None:
    del sample_graph
    there = urlsplit(str(settings.neo4j_uri))
    line = Line((str(there.hostname), int(str(there.port))))
    over = settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{line.port}", "query_timeout_s": 3.0})
    with TestClient(create_app(over), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        assert any(asked(client, "/readyz") == 200 for _ in range(20))

        line.silent.set()
        answers = [client.get(path) for path in ASKED]
        assert asked(client, "/healthz") == 200

        assert {answer.status_code for answer in answers} <= {503, 504}
        assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
        line.silent.clear()
        # Connections that were lost in the silence are given up one by one.
        assert any(asked(client, "/v1/themes") == 200 for _ in range(20))
    line.close()


def test_a_slow_line_is_waited_for_and_one_that_is_too_slow_is_not(settings: Settings, sample_graph: Driver) -> None:
    del sample_graph
    there = urlsplit(str(settings.neo4j_uri))
    for delay_s, timeout_s, expected in ((0.05, 120.0, {200}), (2.0, 1.0, {503, 504})):
        line = Line((str(there.hostname), int(str(there.port))), delay_s)
        over = settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{line.port}", "query_timeout_s": timeout_s})
        with TestClient(create_app(over), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            assert {asked(client, path) for path in ASKED[:2]} <= expected
            assert asked(client, "/healthz") == 200
        line.close()


def test_a_pool_that_is_used_up_is_said_at_once_and_answers_again_when_it_is_free(settings: Settings, sample_graph: Driver) -> None:
    assert settings.neo4j_uri is not None
    assert settings.neo4j_password is not None
    login = (settings.neo4j_user, settings.neo4j_password.get_secret_value())
    del sample_graph
    with GraphDatabase.driver(settings.neo4j_uri, auth=login, max_connection_pool_size=1, connection_acquisition_timeout=0.5) as driver:

        @contextmanager
        def connect(_: Settings) -> Iterator[Driver]:
            yield driver

        # Nothing else asks: what the API asks by itself when it starts has to be over.
        app = create_app(settings.model_copy(update={"query_timeout_s": 60.0}), connect=connect)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            assert app.state.warming.wait(120)
            with driver.session(database="neo4j") as session, session.begin_transaction():
                answer = client.get("/v1/themes")
                with ThreadPoolExecutor(50) as pool:
                    statuses = [pool.submit(asked, client, "/v1/themes") for _ in range(50)]
                    assert asked(client, "/healthz") == 200
                assert {one.result() for one in statuses} == {503}
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert asked(client, "/v1/themes") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/nowhere",
        "/v1/entities/theme/nowhere",
        "/v1/paths?source=x&target=x",
        "/v1/themes?sort=sideways",
        "/v1/themes?cursor=AAAA",
        "/v1/search?q=%2A%2A%2A",
        "/v1/queries/commitments_overdue?as_of=never",
        "/v1/connections?departments=theme/nowhere",
        "/v1/views/organisation.html?id=nowhere",
        "/v1/jobs/0123456789abcdef",
    ],
)
def test_an_error_tells_nothing_of_how_it_came_about(client: TestClient, settings: Settings, path: str) -> None:
    answer = client.get(path)

    assert 400 <= answer.status_code < 500
    secret = settings.neo4j_password.get_secret_value() if settings.neo4j_password else "neo4j"
    told = [word for word in ("MATCH (", "bolt://", secret, "Traceback", 'File "', "neo4j.") if word in answer.text]
    assert told == []


def test_no_path_passes_an_entity_twice_though_the_graph_runs_in_circles(client: TestClient) -> None:
    ends = f"source={HOME_OFFICE}&target={HEALTH}&max_length=6&limit=200&through_themes=true"

    for path in client.get(f"/v1/paths?{ends}").json()["paths"]:
        passed = [node["id"] for node in path["nodes"]]
        assert len(passed) == len(set(passed))
        assert all(one["target"] == other["source"] for one, other in pairwise(path["hops"]))


def test_who_is_being_answered_when_the_server_is_told_to_end_gets_an_answer(login: dict[str, str], sample_graph: Driver) -> None:
    del sample_graph
    environment = {**os.environ, **login, "POLICYGRAPH_QUERY_TIMEOUT_S": "60"}
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process, ThreadPoolExecutor(8) as pool:
        assert process.stderr is not None
        address = re.search(r"http://\S+", process.stderr.readline())
        assert address is not None
        begun = threading.Semaphore(0)
        asking = [pool.submit(statuses_until_closed, address[0], begun) for _ in range(8)]
        for _ in asking:
            begun.acquire()

        process.send_signal(signal.SIGTERM)

        assert {status for one in asking for status in one.result()} <= {200, 503}
        process.wait()
    # Then the process ends, with whatever is still open.
    assert SHUTDOWN_S < 10


def statuses_until_closed(address: str, begun: threading.Semaphore) -> list[int]:
    """The statuses of one question after the other until the server takes no more."""
    found: list[int] = []
    with httpx2.Client(base_url=address, timeout=120, transport=httpx2.HTTPTransport(retries=5)) as client, suppress(httpx2.TransportError):
        while True:
            found.append(client.get("/v1/themes?limit=5").status_code)
            if len(found) == 1:
                begun.release()
    if not found:
        begun.release()
    return found
