import re
from itertools import chain

import pytest
from fastapi.testclient import TestClient

COUNTS = {"organisations": 5, "strategies": 4, "themes": 4, "commitments": 7, "people": 2, "documents": 4}


def ids(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def walk(client: TestClient, path: str) -> list[list[str]]:
    """The ids page by page, following Link as a crawler would."""
    pages = []
    while path:
        answer = client.get(path)
        pages.append([item["id"] for item in answer.json()["items"]])
        link = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        path = link[1] if link else ""
    return pages


@pytest.mark.parametrize(("plural", "count"), COUNTS.items())
def test_every_kind_is_listed_whole_and_counted(client: TestClient, plural: str, count: int) -> None:
    answer = client.get(f"/v1/{plural}?count=true").json()

    assert (len(answer["items"]), answer["total"], answer["next_cursor"]) == (count, count, None)


@pytest.mark.parametrize("plural", COUNTS)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_put_together_are_the_whole_list(client: TestClient, plural: str, limit: int) -> None:
    pages = walk(client, f"/v1/{plural}?limit={limit}")

    assert list(chain(*pages)) == ids(client, f"/v1/{plural}")
    assert all(len(page) == limit for page in pages[:-1])


def test_filters_stay_in_force_from_page_to_page(client: TestClient) -> None:
    pages = walk(client, "/v1/commitments?theme=theme/artificial-intelligence&sort=-text&limit=2")

    assert list(chain(*pages)) == ids(client, "/v1/commitments?theme=theme/artificial-intelligence&sort=-text")


def test_a_descending_list_is_the_ascending_one_backwards(client: TestClient) -> None:
    assert ids(client, "/v1/organisations?sort=-name") == ids(client, "/v1/organisations?sort=name")[::-1]


def test_an_entity_of_a_list_carries_its_quotes(client: TestClient) -> None:
    answer = client.get("/v1/commitments?q=merge&kind=recommendation").json()

    (item,) = answer["items"]
    (evidence,) = [one for one in item["evidence"] if one["quote"].startswith("1. ")]
    assert (item["id"], item["text"], item["links"]["self"]) == (
        "commitment/r1",
        "Merge the safety bodies.",
        "/v1/entities/commitment/r1",
    )
    assert evidence["quote"] == "1. The safety bodies should merge, the Care Quality Commission among them."
    assert evidence["end"] - evidence["start"] == len(evidence["quote"])
    assert (evidence["heading"], evidence["document"]["title"], evidence["document"]["published_on"]) == (
        "Chapter 1",
        "Dash review",
        "2024-10-07",
    )
    assert re.fullmatch("[0-9a-f]{64}", evidence["document"]["sha256"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/commitments?has_owner=false&has_deadline=false", {"commitment/a2", "commitment/r1", "commitment/r2"}),
        ("/v1/commitments?organisation=organisation/gb-home-office", {"commitment/a1", "commitment/o1"}),
        ("/v1/commitments?due_before=2026-04-01", {"commitment/a1"}),
        ("/v1/commitments?status=complete", {"commitment/h2"}),
        ("/v1/organisations?kind=regulator", {"organisation/gb-care-quality-commission"}),
        ("/v1/strategies?published_after=2025-07-01", {"strategy/10-year-health-plan"}),
        ("/v1/documents?q=review", {"Dash review"}),
    ],
)
def test_filters_keep_what_they_say(client: TestClient, path: str, expected: set[str]) -> None:
    items = client.get(path).json()["items"]

    assert {item.get("title", item["id"]) for item in items} == expected


def test_a_document_of_the_list_says_where_it_was_published(client: TestClient) -> None:
    (document,) = client.get("/v1/documents?q=review").json()["items"]

    assert document["uri"].startswith("https://example.org/")
    assert "text" not in document
    assert "locations" not in document


@pytest.mark.parametrize(
    ("query", "fix"),
    [
        ("organisaton=organisation/gb-home-office", "Did you mean 'organisation'?"),
        ("limit=0", "Input should be greater than or equal to 1."),
        ("limit=100000", "Input should be less than or equal to 200."),
        ("kind=wish", "Input should be 'commitment', 'recommendation', 'target' or 'response'."),
        ("due_before=0", "Write it as YYYY-MM-DD, e.g. 2027-03-31."),
        ("due_before=soon", "Input should be a valid date or datetime, input is too short."),
        ("theme=../../etc/passwd", "Ids look like 'organisation/gb-home-office'; find one with GET /v1/search?q=home+office."),
    ],
)
def test_a_wrong_filter_is_explained(client: TestClient, query: str, fix: str) -> None:
    answer = client.get(f"/v1/commitments?{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["fix"] == fix


@pytest.mark.parametrize("cursor", ["nonsense", "e30", "%00", "WyJhIiwiYiIsImMiXQ"])
def test_a_cursor_of_nobody_is_refused(client: TestClient, cursor: str) -> None:
    answer = client.get(f"/v1/themes?cursor={cursor}")

    assert answer.status_code == 422
    assert "leave it out to start again" in answer.json()["fix"]


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/v1/themes?limit=1").json()["next_cursor"]

    assert client.get(f"/v1/themes?limit=1&sort=-name&cursor={cursor}").status_code == 422
