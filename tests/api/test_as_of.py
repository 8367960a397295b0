"""What lies around a thing, and what connects two, as it was on a day."""

import pytest
from fastapi.testclient import TestClient

HO, DHSC = "organisation/gb-home-office", "organisation/gb-department-of-health-and-social-care"
S2030, S2024 = "strategy/home-office-2030-digital-strategy", "strategy/home-office-2024-digital-strategy"
OLD, BEFORE, AFTER = "2022-01-01", "2025-01-12", "2025-01-13"


def around(client: TestClient, node: str, query: str) -> set[str]:
    return {one["id"] for one in client.get(f"/v1/entities/{node}/neighbours?{query}").json()["nodes"]} - {node}


def test_around_a_body_is_what_documents_had_said_by_then(client: TestClient) -> None:
    assert around(client, HO, f"as_of={OLD}") == {S2024, "commitment/o1"}
    assert S2030 not in around(client, HO, f"as_of={BEFORE}&depth=3")
    assert S2030 in around(client, HO, f"as_of={AFTER}")


def test_today_is_what_nobody_asked_a_day_for(client: TestClient) -> None:
    assert around(client, HO, "depth=2&as_of=2100-01-01") == around(client, HO, "depth=2")


def test_a_body_that_was_closed_by_then_is_not_there(client: TestClient) -> None:
    assert "organisation/gb-nhs-improvement" in around(client, "organisation/gb-nhs-england", "")
    assert "organisation/gb-nhs-improvement" not in around(client, "organisation/gb-nhs-england", "as_of=2024-11-01")


@pytest.mark.parametrize(("day", "connected"), [(OLD, False), (BEFORE, False), (AFTER, True)])
def test_two_bodies_are_connected_from_the_day_that_a_document_said_so(client: TestClient, day: str, connected: bool) -> None:
    path = client.get(f"/v1/paths?source={HO}&target={DHSC}&max_length=1&as_of={day}").json()
    pairs = client.get(f"/v1/connections?departments={HO}&departments={DHSC}&as_of={day}").json()

    assert path["connected"] is connected
    assert (pairs["unconnected"] == []) is connected


def test_longer_paths_keep_to_the_day_as_well(client: TestClient) -> None:
    ends = f"source={HO}&target={DHSC}&max_length=4&limit=50&through_themes=true"
    all_days = client.get(f"/v1/paths?{ends}").json()["paths"]
    by_then = client.get(f"/v1/paths?{ends}&as_of=2025-02-01").json()["paths"]

    assert 0 < len(by_then) < len(all_days)
    assert {hop["claim"]["first_seen"] for path in by_then for hop in path["hops"]} <= {"2021-09-22", "2024-10-07", "2025-01-13"}


def test_between_several_things_is_what_held_by_then(client: TestClient) -> None:
    answer = client.get(f"/v1/subgraph?id={HO}&id={S2024}&id={S2030}&as_of={OLD}").json()

    assert [(one["source"], one["type"], one["target"]) for one in answer["relationships"]] == [(HO, "PUBLISHES", S2024)]


@pytest.mark.parametrize(
    ("view", "later"),
    [
        ("connections.html?", "strategy/10-year-health-plan"),
        (f"organisation.html?organisation={HO}&", S2030),
        ("theme.html?theme=theme/artificial-intelligence&", "commitment/h1"),
        (f"strategy.html?strategy={S2024}&", "strategy/10-year-health-plan"),
        (f"paths.html?organisation={HO}&other={DHSC}&", "PARTNERS_WITH"),
        ("deadlines.html?", "commitment/h2"),
        ("matrix.html?", "commitment/h1"),
        ("overlaps.html?", "commitment/h1"),
        (f"queries/strategies_citing.html?strategy={S2024}&", "strategy/10-year-health-plan"),
        (f"queries/bodies_within.html?organisation={DHSC}&", "organisation/gb-nhs-england"),
        (f"queries/bodies_overseen.html?organisation={DHSC}&", "organisation/gb-nhs-england"),
    ],
)
def test_a_page_draws_what_had_been_said_by_the_day_and_says_the_day(client: TestClient, view: str, later: str) -> None:
    today = client.get(f"/v1/views/{view}").text
    by_then = client.get(f"/v1/views/{view}as_of={BEFORE}").text

    assert (f'"{later}' in today, f'"{later}' in by_then) == (True, False)
    assert ("As of 12 January 2025: " in by_then, "As of " in today) == (True, False)


def test_a_page_of_a_later_day_is_the_page_of_today(client: TestClient) -> None:
    today = client.get("/v1/views/theme.html?theme=theme/artificial-intelligence").text
    later = client.get("/v1/views/theme.html?theme=theme/artificial-intelligence&as_of=2100-01-01").text

    assert later.replace("As of 1 January 2100: ", "") == today


def test_a_closed_body_is_followed_to_its_successor_on_any_day(client: TestClient) -> None:
    answer = client.get(f"/v1/queries/successors_of?organisation=organisation/gb-nhs-england&as_of={BEFORE}").json()

    assert {node["id"] for node in answer["nodes"]} == {"organisation/gb-nhs-england", "organisation/gb-nhs-improvement"}


def test_an_analysis_counts_what_had_been_said_by_the_day(client: TestClient) -> None:
    def promised(query: str) -> dict[str, int]:
        rows = client.get(f"/v1/analytics/matrix?organisation={HO}{query}").json()["rows"]
        return {row["theme"]: row["commitments"] for row in rows}

    today = promised("")
    assert [sum(promised(f"&as_of={day}").values()) for day in (OLD, BEFORE, AFTER)] == [1, 1, 2]
    assert promised("&as_of=2100-01-01") == today
    assert promised("") == today


def test_a_body_that_was_closed_by_then_is_in_no_analysis(client: TestClient) -> None:
    def joined(query: str) -> set[str]:
        return {row["organisation"] for row in client.get(f"/v1/analytics/centrality{query}").json()["rows"]}

    assert "organisation/gb-nhs-improvement" in joined("")
    assert "organisation/gb-nhs-improvement" not in joined("?as_of=2024-11-01")
