import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.routes.queries import example_url, question
from graph.catalogue import load_catalogue
from graph.settings import Settings

QUERIES = load_catalogue().queries


def test_the_catalogue_lists_every_question(client: TestClient) -> None:
    listed = client.get("/v1/queries").json()

    assert [one["name"] for one in listed] == [query.name for query in QUERIES]
    assert all(one["title"].endswith("?") and one["cypher"] for one in listed)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_example_of_every_question_gives_an_answer(client: TestClient, query: object) -> None:
    entry = next(one for one in client.get("/v1/queries").json() if one["name"] == getattr(query, "name", None))

    answer = client.get(entry["example"])

    assert answer.status_code == 200, answer.text
    if entry["columns"]:
        assert answer.json()["columns"] == list(entry["columns"])
        assert all(set(row) == set(entry["columns"]) for row in answer.json()["rows"])
    else:
        assert {"nodes", "relationships", "truncated"} <= set(answer.json())


def test_passages_named_by_rows_come_with_their_quotes(client: TestClient) -> None:
    answer = client.get("/v1/queries/bodies_affected?strategy=strategy/10-year-health-plan").json()

    named = {passage for row in answer["rows"] for passage in row["evidence"]}
    assert named == {one["passage"] for one in answer["evidence"]} != set()
    assert all(one["quote"] and one["document"]["sha256"] for one in answer["evidence"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("bodies_affected", 422),
        ("bodies_affected?strategy=nonsense", 422),
        ("bodies_affected?strategy=theme/artificial-intelligence", 422),
        ("bodies_affected?strategy=strategy/10-year-health-plan&limit=0", 422),
        ("bodies_affected?strategy=strategy/10-year-health-plan&limit=ten", 422),
        ("bodies_affected?strateg=strategy/10-year-health-plan", 422),
        ("commitments_due_before?day=tomorrow", 422),
        ("bodies_affect", 404),
        ("../../etc/passwd", 404),
    ],
)
def test_a_question_that_cannot_be_asked_is_explained(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/v1/queries/{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["fix"]


def test_a_misspelt_question_suggests_the_right_one(client: TestClient) -> None:
    answer = client.get("/v1/queries/bodies_affect")

    assert answer.json()["fix"].startswith("Did you mean /v1/queries/bodies_affected?")


def test_parameters_of_a_question_are_typed_in_openapi(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/v1/queries/bodies_affected"]["get"]

    own = [one for one in operation["parameters"] if one["name"] not in {"format", "explain"}]
    strategy, limit = sorted(own, key=lambda one: not one["required"])
    assert (strategy["name"], strategy["required"], strategy["schema"]["examples"]) == ("strategy", True, ["strategy/10-year-health-plan"])
    assert (limit["schema"]["minimum"], limit["schema"]["maximum"], limit["schema"]["default"]) == (1, 1000, 100)
    assert operation["operationId"] == "query_bodies_affected"


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    """The document of an app that never ran."""
    return create_app(Settings(_env_file=None)).openapi()


@pytest.mark.parametrize(
    ("question", "name", "pattern"),
    [
        ("bodies_affected", "strategy", "^strategy/[a-z0-9][a-z0-9.-]*$"),
        ("themes_shared_by", "other", "^organisation/[a-z0-9][a-z0-9.-]*$"),
        ("view_connections", "organisations", "^organisation/[a-z0-9][a-z0-9.-]*$"),
    ],
)
def test_openapi_tells_how_the_ids_look_that_a_question_takes(openapi: dict[str, Any], question: str, name: str, pattern: str) -> None:
    (schema,) = [one["schema"] for one in openapi["paths"][f"/v1/queries/{question}"]["get"]["parameters"] if one["name"] == name]

    assert schema.get("items", schema)["pattern"] == pattern


def test_the_ids_of_every_example_look_as_openapi_says(openapi: dict[str, Any]) -> None:
    schemas = [
        (one["schema"].get("items", one["schema"]).get("pattern", ""), example)
        for path in openapi["paths"].values()
        for operation in path.values()
        for one in operation.get("parameters", [])
        for given in one["schema"].get("examples", [])
        for example in (given if isinstance(given, list) else [given])
    ]

    assert len([pattern for pattern, _ in schemas if pattern]) > 30
    assert [(pattern, example) for pattern, example in schemas if not re.search(pattern, str(example))] == []


def test_a_question_without_parameters_has_a_plain_address() -> None:
    assert example_url("/v1/queries/all", {}) == "/v1/queries/all"


def test_an_entry_tells_what_is_required() -> None:
    entry = question(load_catalogue().get("bodies_affected"))

    assert [(one.name, one.required, one.default) for one in entry.parameters] == [("strategy", True, None), ("limit", False, 100)]
