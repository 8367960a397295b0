"""What every list and question can do besides: several values of a filter, expand, explain."""

import pytest
from fastapi.testclient import TestClient

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
AI = "theme/artificial-intelligence"


def ids(client: TestClient, path: str) -> set[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return {item["id"] for item in answer.json()["items"]}


def test_a_filter_given_twice_keeps_what_fits_either(client: TestClient) -> None:
    one, other = (ids(client, f"/v1/commitments?kind={kind}") for kind in ("response", "recommendation"))

    assert ids(client, "/v1/commitments?kind=response&kind=recommendation") == one | other != set()


def test_a_department_is_asked_with_the_bodies_within_it(client: TestClient) -> None:
    assert ids(client, f"/v1/organisations?department={HEALTH}") == {HEALTH, "organisation/gb-nhs-england"}


def test_a_list_shows_the_graph_as_it_was_on_a_day(client: TestClient) -> None:
    assert ids(client, "/v1/strategies?as_of=2025-01-12") == {"strategy/dash-review", "strategy/home-office-2024-digital-strategy"}


def test_expanding_a_list_adds_what_its_entries_are_connected_to_with_the_claims(client: TestClient) -> None:
    included = client.get("/v1/commitments?q=merge&kind=response&expand=organisations&expand=themes").json()["included"]

    assert {node["id"] for node in included["nodes"]} == {HEALTH, "theme/safety-and-quality-of-care"}
    assert {(one["source"], one["type"], one["target"]) for one in included["relationships"]} == {
        (HEALTH, "MAKES", "commitment/h2"),
        ("commitment/h2", "CONCERNS", "theme/safety-and-quality-of-care"),
    }
    assert included["truncated"] is False
    assert all(one["evidence"] for one in included["nodes"] + included["relationships"])


def test_a_list_adds_nothing_unasked(client: TestClient) -> None:
    assert client.get("/v1/themes").json()["included"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/v1/commitments?theme=theme/artificial-intelligence&explain=1",
        f"/v1/entities/{HOME_OFFICE}?explain=1",
        f"/v1/entities/{HOME_OFFICE}/neighbours?explain=true",
        f"/v1/paths?source={HOME_OFFICE}&target={HEALTH}&explain=1",
        f"/v1/connections?departments={HOME_OFFICE}&explain=1",
        "/v1/search?q=health&explain=1",
        f"/v1/queries/strategies_of_organisation?organisation={HOME_OFFICE}&explain=1",
    ],
)
def test_an_answer_explains_itself_by_the_cypher_that_produced_it(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200, answer.text
    explained = answer.json()["explain"]
    assert all("RETURN" in one["cypher"] for one in explained)
    assert any(one["parameters"] for one in explained)


def test_what_explains_an_answer_can_be_run_again(client: TestClient) -> None:
    (listing, *_) = client.get(f"/v1/commitments?theme={AI}&due_before=2027-01-01&explain=1").json()["explain"]

    assert (listing["parameters"]["theme"], listing["parameters"]["due_before"]) == ([AI], "2027-01-01")
    assert "$due_before" in listing["cypher"]


@pytest.mark.parametrize("query", ["", "?explain=false", "?explain=0"])
def test_an_answer_explains_nothing_unasked(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/themes{query}").json()["explain"] is None


def test_paths_say_when_they_were_cut(client: TestClient) -> None:
    path = f"/v1/paths?source={HOME_OFFICE}&target={HEALTH}&max_length=6"

    everything = client.get(f"{path}&limit=200").json()
    first = client.get(f"{path}&limit=1").json()
    just_all = client.get(f"{path}&limit={len(everything['paths'])}").json()

    assert len(everything["paths"]) > 3
    assert (everything["truncated"], first["truncated"], just_all["truncated"]) == (False, True, False)
    assert first["paths"] == everything["paths"][:1]


def test_all_paths_up_to_a_length_are_found(client: TestClient) -> None:
    address = f"/v1/paths?source={HOME_OFFICE}&target={HEALTH}&limit=200&max_length="

    lengths = [{len(path["hops"]) for path in client.get(f"{address}{most}").json()["paths"]} for most in (1, 2, 3, 6)]

    assert lengths == [{1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 4, 5, 6}]


def test_several_entities_come_with_the_claims_between_them(client: TestClient) -> None:
    answer = client.get(f"/v1/subgraph?id={AI}&id=commitment/a1&id={HOME_OFFICE}").json()

    assert [node["id"] for node in answer["nodes"]] == [AI, "commitment/a1", HOME_OFFICE]
    assert {(one["source"], one["type"], one["target"]) for one in answer["relationships"]} == {
        ("commitment/a1", "CONCERNS", AI),
        (HOME_OFFICE, "MAKES", "commitment/a1"),
    }
    assert client.get(f"/v1/subgraph?id={AI}&id=commitment/a1&id={HOME_OFFICE}&id={AI}").json()["relationships"] == answer["relationships"]
    assert client.get(f"/v1/subgraph?id={AI}&id=theme/nowhere").status_code == 404


def test_departments_that_nothing_connects_are_told_plainly(client: TestClient) -> None:
    apart = "organisation/gb-nhs-improvement"

    answer = client.get(f"/v1/connections?departments={HOME_OFFICE}&departments={HEALTH}&departments={apart}").json()

    assert [(one["source"], one["target"]) for one in answer["connections"]] == [(HEALTH, HOME_OFFICE)]
    assert answer["unconnected"] == [[HEALTH, apart], [HOME_OFFICE, apart]]
    assert client.get("/v1/connections?limit=1").json()["unconnected"] == []
