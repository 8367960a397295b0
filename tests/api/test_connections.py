import pytest
from fastapi.testclient import TestClient

ENDS = "source=person/ada-hughes&target=organisation/gb-department-of-health-and-social-care"


def test_a_path_gives_the_quote_of_every_hop(client: TestClient) -> None:
    answer = client.get(f"/v1/paths?{ENDS}").json()

    assert answer["connected"] is True
    first = answer["paths"][0]
    assert [(hop["source"], hop["target"]) for hop in first["hops"]] == [
        ("person/ada-hughes", "organisation/gb-home-office"),
        ("organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"),
    ]
    assert [[one["quote"] for one in hop["claim"]["evidence"]] for hop in first["hops"]] == [
        ["Ada Hughes leads the Home Office and the plan."],
        ["The Home Office works with the Department of Health and Social Care."],
    ]
    assert [node["id"] for node in first["nodes"]] == [
        "person/ada-hughes",
        "organisation/gb-home-office",
        "organisation/gb-department-of-health-and-social-care",
    ]


def test_paths_come_shortest_first_and_not_too_long(client: TestClient) -> None:
    lengths = [len(path["hops"]) for path in client.get(f"/v1/paths?{ENDS}&max_length=3&limit=20").json()["paths"]]

    assert lengths == sorted(lengths)
    assert max(lengths) <= 3


def test_what_is_not_connected_is_said_plainly(client: TestClient) -> None:
    answer = client.get("/v1/paths?source=person/sam-reed&target=person/ada-hughes&max_length=1").json()

    assert answer == {
        "source": "person/sam-reed",
        "target": "person/ada-hughes",
        "connected": False,
        "paths": [],
        "truncated": False,
        "explain": None,
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("source=person/ada-hughes", 422),
        (f"{ENDS}&max_length=7", 422),
        (f"{ENDS}&from=here", 422),
        ("source=person/ada-hughes&target=person/ada-hughes", 422),
        ("source=person/ada-hughes&target=person/nobody", 404),
    ],
)
def test_a_path_that_cannot_be_asked_for_is_refused(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/v1/paths?{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_two_departments_are_connected_by_reasons_with_quotes(client: TestClient) -> None:
    answer = client.get(
        "/v1/connections?departments=organisation/gb-home-office&departments=organisation/gb-department-of-health-and-social-care"
    ).json()

    (connection,) = answer["connections"]
    assert (connection["source_name"], connection["target_name"]) == ("Department of Health and Social Care", "Home Office")
    assert connection["reasons"][0]["kind"] == "direct relation"
    assert {"joint commitment", "shared theme"} <= {reason["kind"] for reason in connection["reasons"]}
    assert all(evidence["quote"] for reason in connection["reasons"] for evidence in reason["evidence"])


def test_an_unknown_department_is_404(client: TestClient) -> None:
    assert client.get("/v1/connections?departments=organisation/nowhere").status_code == 404


def test_without_departments_all_pairs_are_looked_at(client: TestClient) -> None:
    answer = client.get("/v1/connections?limit=1").json()

    assert (len(answer["connections"]), answer["truncated"]) == (1, True)
