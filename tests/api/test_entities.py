import pytest
from fastapi.testclient import TestClient


def test_an_entity_comes_with_its_evidence(client: TestClient) -> None:
    answer = client.get("/v1/entities/commitment/r1")

    entity = answer.json()
    assert (answer.status_code, entity["label"], entity["text"]) == (200, "Commitment", "Merge the safety bodies.")
    assert {one["document"]["title"] for one in entity["evidence"]} == {"Dash review", "10 Year Health Plan"}


def test_an_unknown_entity_is_404_and_says_how_to_find_one(client: TestClient) -> None:
    answer = client.get("/v1/entities/organisation/nowhere")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == "There is no node with id 'organisation/nowhere'."
    assert "GET /v1/search" in answer.json()["fix"]


@pytest.mark.parametrize(
    "hostile",
    ["%00", "..%2f..%2fetc", "organisation/%3f%23", "organisation/a%20b", "organisation/%E2%98%83", "x" * 5000, "organisation/' OR 1=1 //"],
)
@pytest.mark.parametrize("below", ["", "/neighbours"])
def test_a_hostile_id_is_refused_politely(client: TestClient, hostile: str, below: str) -> None:
    answer = client.get(f"/v1/entities/{hostile}{below}")

    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 2_000


def test_neighbours_are_claims_with_quotes(client: TestClient) -> None:
    answer = client.get("/v1/entities/person/ada-hughes/neighbours").json()

    assert [node["id"] for node in answer["nodes"]] == [
        "person/ada-hughes",
        "organisation/gb-home-office",
        "strategy/home-office-2030-digital-strategy",
    ]
    claim = next(one for one in answer["relationships"] if one["target"] == "organisation/gb-home-office" and one["type"] == "LEADS")
    assert (claim["phrase"], claim["source"], claim["first_seen"]) == ("leads", "person/ada-hughes", "2025-01-13")
    assert [one["quote"] for one in claim["evidence"]] == ["Ada Hughes leads the Home Office and the plan."]


def test_neighbours_can_be_narrowed_to_kinds_and_claims(client: TestClient) -> None:
    answer = client.get(
        "/v1/entities/theme/artificial-intelligence/neighbours?kinds=Commitment&kinds=Theme&relations=CONCERNS&relations=NARROWER_THAN"
    ).json()

    assert {node["label"] for node in answer["nodes"]} == {"Theme", "Commitment"}
    assert {one["type"] for one in answer["relationships"]} == {"CONCERNS", "NARROWER_THAN"}


def test_a_larger_depth_reaches_further(client: TestClient) -> None:
    reached = [len(client.get(f"/v1/entities/theme/machine-learning/neighbours?depth={depth}").json()["nodes"]) for depth in (1, 2, 3)]

    assert reached[0] < reached[1] < reached[2]


def test_a_limit_says_that_it_cut_something_off(client: TestClient) -> None:
    answer = client.get("/v1/entities/theme/artificial-intelligence/neighbours?limit=1").json()

    assert (len(answer["nodes"]), answer["truncated"]) == (2, True)


@pytest.mark.parametrize(
    "query", ["depth=0", "depth=4", "depth=1000000000", "depth=-1", "limit=0", "limit=501", "kinds=Alien", "relations=EATS"]
)
def test_caps_of_a_traversal_hold(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/entities/theme/artificial-intelligence/neighbours?{query}").status_code == 422


def test_the_same_question_has_the_same_answer(client: TestClient) -> None:
    path = "/v1/entities/organisation/gb-department-of-health-and-social-care/neighbours?depth=3"

    assert client.get(path).content == client.get(path).content
