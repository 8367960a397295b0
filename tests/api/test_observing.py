"""What the server tells about itself, and how a client finds out that nothing has changed."""

import json
import logging
import re

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from api.observing import LOG, Metrics, tell_requests
from graph.store import GraphStore

THEME = "/v1/entities/theme/artificial-intelligence"


@pytest.mark.parametrize("path", [THEME, "/v1/themes", "/v1/themes.csv", "/v1/search?q=health", "/v1/export?format=ndjson"])
def test_an_answer_that_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_an_answer_of_another_graph_is_sent(client: TestClient) -> None:
    assert client.get(THEME, headers={"if-none-match": 'W/"0000000000000000-0.1.0"'}).status_code == 200


def test_the_tag_is_the_version_of_the_graph(client: TestClient, sample_graph: Driver) -> None:
    version = GraphStore(sample_graph, timeout_s=60).version()

    assert client.get(THEME).headers["etag"].startswith(f'W/"{version}-')


def test_each_request_has_an_id_and_keeps_one_that_it_brings(client: TestClient) -> None:
    assert re.fullmatch("[0-9a-f]{16}", client.get("/healthz").headers["x-request-id"])
    assert client.get("/healthz", headers={"x-request-id": "trace-1.2_3"}).headers["x-request-id"] == "trace-1.2_3"


@pytest.mark.parametrize("odd", ["a b", "x" * 65, '"}', "a\tb"])
def test_an_id_that_could_forge_a_line_of_the_log_is_replaced(client: TestClient, odd: str) -> None:
    assert re.fullmatch("[0-9a-f]{16}", client.get("/healthz", headers={"x-request-id": odd}).headers["x-request-id"])


def test_numbers_count_answers_by_route_and_not_by_entity(client: TestClient) -> None:
    client.get(THEME)
    client.get("/v1/entities/theme/nowhere")
    client.get("/v1/nowhere")

    text = client.get("/metrics").text

    assert re.search(r'policygraph_requests_total\{method="GET",route="/v1/entities/\{entity_id:path\}",status="200"\} \d+', text)
    assert 'route="unknown",status="404"' in text
    assert "nowhere" not in text


def test_times_fall_into_buckets_that_add_up() -> None:
    metrics = Metrics()
    for seconds in (0.001, 0.03, 99.0):
        metrics.count("GET", "/x", 200, seconds)

    lines = dict(line.rsplit(" ", 1) for line in metrics.text().splitlines() if not line.startswith("#"))

    buckets = [lines[f'policygraph_request_seconds_bucket{{route="/x",le="{most}"}}'] for most in ("0.005", "0.05", "30", "+Inf")]
    assert (buckets, lines['policygraph_request_seconds_count{route="/x"}']) == (["1", "2", "2", "3"], "3")


def test_the_log_tells_paths_and_no_secrets(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    tell_requests()
    LOG.addHandler(caplog.handler)
    try:
        client.get("/v1/search?q=secret+words", headers={"x-request-id": "one", "x-api-key": "pg_secret"})
    finally:
        LOG.removeHandler(caplog.handler)
        LOG.setLevel(logging.NOTSET)

    entry = json.loads(caplog.messages[-1])
    assert {name: entry[name] for name in ("id", "method", "path", "status")} == {
        "id": "one",
        "method": "GET",
        "path": "/v1/search",
        "status": 401,
    }
    assert "secret" not in caplog.text
