"""Where documents were found, as the list of documents shows it."""

from datetime import date

import pytest
from neo4j import Driver
from neo4j.time import Date

from graph.places import Place, place_of, places

FOUND: dict[str, object] = {
    "id": "document/plan-abc",
    "title": "Plan",
    "publisher": "Home Office",
    "published_on": Date(2025, 7, 3),
    "kind": "strategy",
    "locations": ["/plans/plan.txt", "https://example.org/plan"],
}


def test_a_place_says_where_its_document_was_found() -> None:
    assert place_of(FOUND) == Place(
        id="document/plan-abc",
        title="Plan",
        publisher="Home Office",
        published_on=date(2025, 7, 3),
        kind="strategy",
        locations=("/plans/plan.txt", "https://example.org/plan"),
    )


@pytest.mark.parametrize("field", ["publisher", "published_on", "kind"])
def test_what_a_document_does_not_say_stays_open(field: str) -> None:
    assert getattr(place_of({**FOUND, field: None}), field) is None


def test_a_document_without_locations_was_found_nowhere() -> None:
    assert place_of({**FOUND, "locations": None}).locations == ()


def test_an_empty_graph_has_no_places(empty_database: Driver) -> None:
    assert places(empty_database) == []
