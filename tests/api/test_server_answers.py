"""Search, meta, health and what holds for every address."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.reference import operations
from api.security import DATA_HEADERS
from graph.kinds import NODE_KINDS, RELATIONSHIP_KINDS
from graph.settings import Settings

ADDRESSES = [
    "/",
    "/docs",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/v1/meta",
    "/v1/queries",
    "/v1/views",
    "/v1/search?q=health",
    "/v1/themes",
    "/v1/entities/theme/artificial-intelligence",
    "/v1/entities/theme/nowhere",
    "/v1/nowhere",
    "/v1/themes?wrong=1",
    "/v1/themes.csv",
    "/v1/export?format=ndjson",
    "/v1/views/connections.html",
    "/questions/partners_of",
    "/metrics",
    "/v1/jobs",
]


def test_search_finds_names_before_text(client: TestClient) -> None:
    hits = client.get("/v1/search?q=health").json()["hits"]

    assert hits[0]["matched"] == "name"
    assert {"organisation/gb-department-of-health-and-social-care", "strategy/10-year-health-plan"} <= {hit["entity"]["id"] for hit in hits}
    assert [hit["matched"] for hit in hits] == sorted((hit["matched"] for hit in hits), key=["name", "alias", "text"].index)


def test_what_search_finds_carries_its_quotes(client: TestClient) -> None:
    hits = client.get("/v1/search?q=ada+hughes").json()["hits"]

    assert hits[0]["entity"]["evidence"][0]["quote"] == "Ada Hughes leads the Home Office and the plan."


def test_search_keeps_to_the_kinds_asked_for(client: TestClient) -> None:
    hits = client.get("/v1/search?q=health&kinds=Strategy").json()["hits"]

    assert [hit["entity"]["id"] for hit in hits] == ["strategy/10-year-health-plan"]


@pytest.mark.parametrize("q", ["zzzzqqq", '+-&|!(){}[]^"~*?:\\/ health AND (', "name:*", "') RETURN 1 //", "💥"])
def test_no_search_words_break_anything(client: TestClient, q: str) -> None:
    assert client.get("/v1/search", params={"q": q}).status_code in {200, 422}


@pytest.mark.parametrize("query", ["", "q=", "q=health&limit=101", "q=health&kind=Theme", "q=" + "x" * 201])
def test_a_search_that_cannot_be_made_is_explained(client: TestClient, query: str) -> None:
    answer = client.get(f"/v1/search?{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_meta_counts_every_kind_of_the_model(client: TestClient) -> None:
    meta = client.get("/v1/meta").json()

    assert {one["label"]: one["count"] for one in meta["nodes"]} == {
        "Organisation": 5,
        "Strategy": 4,
        "Theme": 4,
        "Commitment": 7,
        "Person": 2,
        "Document": 4,
        "Passage": 16,
    }
    assert len(meta["relationships"]) == len(RELATIONSHIP_KINDS)
    assert len(meta["nodes"]) == len(NODE_KINDS)
    assert all(one["description"] for one in meta["nodes"] + meta["relationships"])


def test_the_server_lives_and_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert {name for name in DATA_HEADERS if name not in headers} == set()
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_another_site_may_read_an_answer(client: TestClient, address: str) -> None:
    headers = client.get(address, headers={"origin": "https://evil.example"}).headers

    assert [name for name in headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("OPTIONS", "/v1/themes", {"origin": "https://evil.example", "access-control-request-method": "GET"}, 405),
        ("POST", "/v1/cypher", {"content-length": "99999999"}, 413),
        ("GET", "/v1/themes", {"x-long": "x" * 40_000}, 431),
        ("GET", "/v1/themes", {"host": "rebound.example"}, 421),
        ("GET", "/v1/themes", {"x-api-key": "pg_wrong"}, 401),
        ("GET", "/v1/themes", {"accept": "image/png"}, 406),
    ],
)
def test_a_refusal_has_them_too_and_opens_nothing_to_others(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.request(method, path, headers=headers)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert {name: answer.headers[name] for name in DATA_HEADERS} == DATA_HEADERS
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/v1/meta", headers={"host": "rebound.example"}).status_code == 421


FOR_EDITORS = ("/v1/jobs", "/v1/judgements")


def test_every_example_in_the_docs_gives_an_answer_or_says_what_is_missing(client: TestClient) -> None:
    asked = [one for tag in operations(client.get("/openapi.json").json()) for one in tag["operations"]]
    examples = [one["example"] for one in asked if one["method"] == "GET" and not one["path"].startswith(FOR_EDITORS)]

    statuses = {example: client.get(example).status_code for example in examples}

    # The sample graph of the tests does not hold the entities of the demo, but no example may be malformed.
    assert {example: status for example, status in statuses.items() if status not in {200, 404}} == {}


def test_operations_have_stable_names_and_words(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    found = [operation for path in document["paths"].values() for operation in path.values()]

    assert len({one["operationId"] for one in found}) == len(found)
    assert [one["operationId"] for one in found if not one.get("summary") or not one.get("description")] == []
    assert [
        (one["operationId"], parameter["name"])
        for one in found
        for parameter in one.get("parameters", [])
        if not (parameter.get("description") or parameter["schema"].get("description"))
    ] == []


def test_the_app_is_made_without_touching_a_database() -> None:
    app = create_app(Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1", home=Path("nowhere")))

    assert json.dumps(app.openapi())
