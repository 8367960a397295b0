"""Analyses through the API, on the sample graph."""

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from graph.analytics import ANALYSES
from graph.projection import Projections

HOME_OFFICE = "organisation/gb-home-office"


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_answers_with_what_it_means(client: TestClient, name: str) -> None:
    answer = client.get(f"/v1/analytics/{name}").json()

    assert answer["columns"] == list(ANALYSES[name].columns)
    assert (answer["explanation"], answer["limits"]) == (ANALYSES[name].explanation, ANALYSES[name].limits)
    assert answer["total"] == len(answer["rows"])
    assert client.get(f"/v1/analytics/{name}.csv").text.splitlines()[0] == ",".join(answer["columns"])


def test_the_list_names_them_all(client: TestClient) -> None:
    assert [one["url"] for one in client.get("/v1/analytics").json()] == [f"/v1/analytics/{name}" for name in ANALYSES]


def test_the_matrix_says_what_the_documents_say(client: TestClient) -> None:
    rows = client.get(f"/v1/analytics/matrix?organisation={HOME_OFFICE}").json()["rows"]

    cells = {row["theme"]: (row["commitments"], row["share_with_deadline"]) for row in rows}
    assert cells["theme/artificial-intelligence"] == (2, 0.5)


def test_a_limit_cuts_and_says_so(client: TestClient) -> None:
    answer = client.get("/v1/analytics/matrix?limit=1").json()

    assert (len(answer["rows"]), answer["truncated"], answer["total"] > 1) == (1, True, True)


def test_the_projection_is_read_once_for_each_version(sample_graph: Driver) -> None:
    projections = Projections(sample_graph)

    first = projections.of("1")
    assert projections.of("1") is first
    assert projections.of("2") is not first
    assert (len(first.ids("Organisation")), first.named(HOME_OFFICE)) == (5, "Home Office")
