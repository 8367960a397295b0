from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from neo4j.exceptions import ServiceUnavailable
from pydantic import Field

from api.dependencies import Parameters
from api.problems import add_problem_handlers, problem_of, shown, slug_of, title_of
from graph.errors import BadParameter, DatabaseUnavailable, NodeNotFound, PolicyGraphError, QueryTimedOut
from graph.identifiers import NodeId

SECRET = "bolt://db.internal.example:7687"


class Asked(Parameters):
    theme: NodeId | None = Field(None)
    limit: int = Field(5, ge=1, le=10)
    owner: str = Field(min_length=1)


class Nowhere:
    def close_if_moved(self) -> None:
        """There is nothing to close."""


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.state.database = Nowhere()
    add_problem_handlers(app)

    @app.get("/v1/things")
    def things(parameters: Annotated[Asked, Query()]) -> str:
        return parameters.owner

    @app.get("/v1/down")
    def down() -> str:
        raise DatabaseUnavailable(SECRET, reason="connection to db.internal.example refused")

    @app.get("/v1/broken-driver")
    def broken_driver() -> str:
        raise ServiceUnavailable(f"Couldn't connect to {SECRET}")

    @app.get("/v1/missing")
    def missing() -> str:
        raise NodeNotFound("theme/nowhere")

    with TestClient(app) as client:
        yield client


def test_an_error_of_ours_becomes_problem_json(client: TestClient) -> None:
    answer = client.get("/v1/missing")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "/docs#problem-node-not-found",
        "title": "No node in the graph has this identifier.",
        "status": 404,
        "detail": "There is no node with id 'theme/nowhere'.",
        "fix": "Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office.",
    }


@pytest.mark.parametrize("path", ["/v1/down", "/v1/broken-driver"])
def test_an_unreachable_database_is_503_and_names_no_host(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "internal" not in answer.text
    assert answer.json()["fix"].endswith("finds the cause in its log and with 'policygraph doctor'.")


def test_an_unknown_parameter_is_met_with_the_right_one(client: TestClient) -> None:
    answer = client.get("/v1/things?ownr=me&owner=you")

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"parameter": "ownr", "problem": "There is no parameter 'ownr' here.", "fix": "Did you mean 'owner'?"}
    ]


def test_a_parameter_like_no_other_is_met_with_all(client: TestClient) -> None:
    answer = client.get("/v1/things?zzz=1&owner=you")

    assert answer.json()["fix"] == "It takes limit, owner, theme."


def test_every_wrong_parameter_is_named_at_once(client: TestClient) -> None:
    answer = client.get("/v1/things?limit=99&theme=../etc")

    assert answer.json()["errors"] == [
        {
            "parameter": "theme",
            "problem": "'../etc' is no id.",
            "fix": "Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office.",
        },
        {"parameter": "limit", "problem": "limit cannot be '99'.", "fix": "Input should be less than or equal to 10."},
        {"parameter": "owner", "problem": "The parameter 'owner' is missing.", "fix": "Add it: ?owner=…"},
    ]


def test_a_long_value_is_not_sent_back_whole(client: TestClient) -> None:
    answer = client.get("/v1/things", params={"owner": "x", "limit": "9" * 10_000})

    assert len(answer.content) < 1_500


def test_an_unknown_address_suggests_a_known_one(client: TestClient) -> None:
    answer = client.get("/v1/thing")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is nothing at '/v1/thing'."
    assert answer.json()["fix"] == "Did you mean /v1/things? All addresses are listed at /docs."


def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    answer = client.delete("/v1/things")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["fix"] == "Use GET."


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (BadParameter("depth", problem="is too large: 9", fix="Give 1 to 3."), "Parameter 'depth' is too large: 9."),
        (QueryTimedOut("neighbours", timeout_s=10), "The answer to 'neighbours' took longer than 10 s."),
        (DatabaseUnavailable(SECRET, reason="x"), "Neo4j does not answer."),
    ],
)
def test_faults_of_the_asker_are_explained_and_ours_only_named(error: PolicyGraphError, detail: str) -> None:
    assert problem_of(error).detail == detail


def test_every_error_class_has_a_title_and_a_place_in_the_docs() -> None:
    assert (title_of(NodeNotFound), slug_of(NodeNotFound)) == ("No node in the graph has this identifier.", "node-not-found")


def test_a_shown_value_is_cut_after_eighty_characters() -> None:
    assert shown("a" * 100) == "'" + "a" * 79 + "…"
