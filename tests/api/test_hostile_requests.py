"""Requests that no honest client sends, over plain sockets; and a graph with circles in it."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import uvicorn
from fastapi.testclient import TestClient
from neo4j import Driver

from api.app import create_app
from api.keys import KeyFile
from api.server import LIKE_ALL
from graph.settings import Settings

HOME_OFFICE = "organisation/gb-home-office"
BODY = b'{"query": "RETURN 1 AS one"}'
# Each relationship once more the other way round, and each body a part of itself: with the evidence of the first.
CIRCLES = """
MATCH (a:Organisation)-[link:PART_OF]->(b:Organisation)
WITH a, b, properties(link) AS fields
MERGE (b)-[back:PART_OF]->(a) SET back = fields
MERGE (a)-[own:PART_OF]->(a) SET own = fields
MERGE (b)-[other:OVERSEES]->(b) SET other = fields
"""


@pytest.fixture(scope="module")
def address(settings: Settings, sample_graph: Driver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, str]]:
    """Host, port and a key of a server that runs."""
    keys = KeyFile(tmp_path_factory.mktemp("keys") / "keys.json")
    changed = {"cypher": True, "keys_file": keys.path, "query_timeout_s": 120.0, "cypher_timeout_s": 60.0}
    server = uvicorn.Server(uvicorn.Config(create_app(settings.model_copy(update=changed)), **{**LIKE_ALL, "log_level": "critical"}))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.1)
    yield "127.0.0.1", listener.getsockname()[1], keys.create("asker", "cypher")
    server.should_exit = True
    thread.join()


def answer_to(address: tuple[str, int, str], head: str, body: bytes = b"") -> bytes:
    """The beginning of the answer to raw bytes; nothing when the server hung up instead."""
    host, port, key = address
    with socket.create_connection((host, port), timeout=60) as connection:
        sent = head.replace("KEY", key).encode("latin-1") + b"\r\n\r\n" + body
        try:
            connection.sendall(sent)
            return connection.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            return b""


def status_of(address: tuple[str, int, str], head: str, body: bytes = b"") -> int:
    """The status of the answer to raw bytes; 0 when the server hung up instead."""
    answer = answer_to(address, head, body)
    return int(answer.split(b" ")[1]) if answer else 0


def post(length: object, *more: str) -> str:
    lines = ["POST /v1/cypher HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "X-API-Key: KEY", "Content-Type: application/json"]
    return "\r\n".join([*lines, *([] if length is None else [f"Content-Length: {length}"]), *more])


def test_an_honest_request_over_a_plain_socket_is_answered(address: tuple[str, int, str]) -> None:
    assert status_of(address, post(len(BODY)), BODY) == 200


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (post(10_000_000), b"", {413}),
        (post("99999999999999999999999"), b"", {400, 413}),
        (post("-1"), b"", {400, 413}),
        (post(None, "Transfer-Encoding: chunked"), b"20000\r\n" + b"x" * 0x20000 + b"\r\n0\r\n\r\n", {413, 422}),
        (post(len(gzip.compress(BODY, mtime=0)), "Content-Encoding: gzip"), gzip.compress(BODY, mtime=0), {400, 415, 422}),
        (post(3), b"{}}", {422}),
        (post(2), b"\xff\xfe", {400, 422}),
        (post(len(BODY)).replace("application/json", "text/plain"), BODY, {415}),
        ("GET /v1/themes HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x" * 200_000, b"", {431}),
        ("GET /v1/themes?q=" + "x" * 200_000 + " HTTP/1.1\r\nHost: 127.0.0.1", b"", {0, 400, 414, 422}),
        ("GET /v1/themes HTTP/9.9\r\nHost: 127.0.0.1", b"", {0, 400, 505}),
        ("NONSENSE", b"", {0, 400}),
        ("BREW /v1/themes HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close", b"", {400, 405}),
        ("GET /v1/entities/theme/%00%2e%2e%2f HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close", b"", {404, 422}),
        ("GET /v1/entities/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close", b"", {404, 422}),
    ],
)
def test_a_hostile_request_is_refused_and_never_an_error_of_ours(
    address: tuple[str, int, str], head: str, body: bytes, expected: set[int]
) -> None:
    assert status_of(address, head, body) in expected
    assert status_of(address, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close") == 200


@pytest.mark.parametrize("head", ["NONSENSE", "GET /v1/themes?q=" + "x" * 70_000 + " HTTP/1.1\r\nHost: 127.0.0.1"])
def test_what_cannot_be_read_is_told_like_everything_else(address: tuple[str, int, str], head: str) -> None:
    lines, _, body = answer_to(address, head).decode().partition("\r\n\r\n")

    assert lines.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert {"content-type: application/problem+json", "x-content-type-options: nosniff", "connection: close"} <= set(lines.split("\r\n"))
    assert (json.loads(body)["status"], json.loads(body)["detail"]) == (400, "Invalid HTTP request received.")


def test_a_body_that_never_comes_holds_nobody_else(address: tuple[str, int, str]) -> None:
    host, port, key = address
    waiting = [socket.create_connection((host, port), timeout=60) for _ in range(20)]
    for connection in waiting:
        connection.sendall(post(1_000).replace("KEY", key).encode() + b"\r\n\r\n{")

    began = time.monotonic()
    assert status_of(address, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close") == 200
    assert time.monotonic() - began < 50

    for connection in waiting:
        connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/v1/entities/{id}/neighbours?depth=3&limit=500",
        "/v1/entities/{id}/neighbours?depth=1000000000",
        "/v1/entities/{id}/neighbours?depth=-1",
        f"/v1/paths?source={HOME_OFFICE}&target={{id}}&max_length=6&limit=200",
        "/v1/connections?departments={id}",
        "/v1/subgraph?id={id}&id={id}",
        "/v1/organisations?department={id}&expand=organisations",
        "/v1/analytics/centrality",
        "/v1/analytics/bridges",
        "/v1/export?format=graphml",
        "/v1/queries/bodies_within?organisation={id}&depth=3",
        "/v1/queries/successors_of?organisation={id}",
        f"/v1/queries/how_connected?organisation={HOME_OFFICE}&other={{id}}&depth=6",
        "/v1/views/organisation.html?organisation={id}",
        "/v1/views/connections.html",
    ],
)
def test_circles_and_loops_in_the_graph_end(client: TestClient, sample_graph: Driver, path: str) -> None:
    with sample_graph.session(database="neo4j") as session:
        session.run(CIRCLES).consume()

    answer = client.get(path.format(id="organisation/gb-nhs-england"))

    assert answer.status_code in {200, 422}, answer.text
    if "nodes" in (told := json.loads(answer.text) if answer.headers["content-type"].startswith("application/json") else {}):
        ids = [node["id"] for node in told["nodes"]]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "odd", ["/", "?", "#", "%00", "%2e%2e", "ünïcode", "a" * 5_000, "theme/", "theme//", "THEME/x", "theme/x?y#z", "'", '"', "\\"]
)
def test_an_odd_id_is_no_entity_and_breaks_nothing(client: TestClient, odd: str) -> None:
    for path in (f"/v1/entities/{odd}", f"/v1/entities/{odd}/neighbours", f"/v1/paths?source={odd}&target={HOME_OFFICE}"):
        answer = client.get(path)
        assert 400 <= answer.status_code < 500, (path, answer.status_code)
        assert "Traceback" not in answer.text


def test_a_flood_is_told_to_come_back_and_takes_no_memory(settings: Settings, sample_graph: Driver, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    flooding, other = keys.create("flooding", "reader"), keys.create("other", "reader")
    changed = {"reading_needs_key": True, "keys_file": keys.path, "requests_per_minute": 60, "query_timeout_s": 120.0}
    with TestClient(create_app(settings.model_copy(update=changed)), base_url="http://127.0.0.1") as client:

        def ask(number: int) -> tuple[int, int]:
            # Of those that need no database, for the flood and not what it asks for is looked at.
            answer = client.get(f"/v1/nowhere?{number}", headers={"x-api-key": flooding})
            return answer.status_code, int(answer.headers.get("retry-after", 0))

        first = [ask(number) for number in range(200)]
        before = psutil.Process().memory_info().rss
        with ThreadPoolExecutor(8) as pool:
            flood = list(pool.map(ask, range(2_000)))
        grown = psutil.Process().memory_info().rss - before

        assert {status for status, _ in first[20:] + flood} <= {404, 429}
        assert sum(status == 429 for status, _ in flood) > 1_000
        assert all(1 <= wait_s <= 61 for status, wait_s in flood if status == 429)
        assert grown < 30_000_000
        assert client.get("/v1/themes", headers={"x-api-key": other}).status_code == 200
        time.sleep(2)
        assert ask(0)[0] == 404
