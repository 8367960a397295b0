from datetime import date

import pytest

from graph.answers import Filters
from graph.errors import BadParameter
from graph.listing import FILTERS, KINDS, SORTS, Place, cursor_after, list_name, list_parameters, next_cursor, read_cursor


def test_every_kind_can_be_searched_and_sorted() -> None:
    assert [kind for kind in KINDS if "q" not in FILTERS[kind] or not SORTS[kind]] == []


def test_commitments_can_be_narrowed_by_owner_deadline_and_strength() -> None:
    assert FILTERS["Commitment"] == (
        *("q", "kind", "status", "theme", "organisation", "department", "strategy", "document", "strength"),
        *("due_after", "due_before", "has_owner", "has_deadline"),
        *("published_after", "published_before", "min_confidence", "changed_since", "as_of"),
    )


def test_parameters_name_every_filter_of_the_kind() -> None:
    assert list_parameters("Person", Filters(q="Ada"), None, None) == {
        "q": "ada",
        "organisation": None,
        "department": None,
        "strategy": None,
        "document": None,
        "min_confidence": None,
        "changed_since": None,
        "as_of": None,
        "sort": "name",
        "descending": False,
        "after_key": None,
        "after_id": None,
    }


def test_a_minus_before_the_sort_turns_it_round() -> None:
    parameters = list_parameters("Strategy", Filters(), "-published_on", None)

    assert (parameters["sort"], parameters["descending"]) == ("published_on", True)


def test_a_filter_of_another_kind_is_refused_with_what_there_is() -> None:
    with pytest.raises(BadParameter) as caught:
        list_parameters("Theme", Filters(kind="plan"), None, None)

    assert caught.value.problem == "Parameter 'kind' does not filter a list of Theme nodes."
    assert caught.value.fix == "Known are: q, theme, organisation, department, strategy, document, min_confidence, changed_since, as_of."


def test_a_sort_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadParameter) as caught:
        list_parameters("Strategy", Filters(), "-publshed_on", None)

    assert (caught.value.problem, caught.value.fix) == (
        "Parameter 'sort' cannot be '-publshed_on' for Strategy nodes.",
        "Did you mean 'published_on'?",
    )


def test_a_cursor_leads_back_to_its_place() -> None:
    filters = Filters(due_before=date(2027, 1, 1))
    cursor = next_cursor("Commitment", filters, None, {"id": "commitment/é", "key": "2026-03-31"})

    assert cursor.isascii()
    assert list_parameters("Commitment", filters, None, cursor)["after_id"] == "commitment/é"
    assert list_parameters("Commitment", filters, None, cursor)["after_key"] == "2026-03-31"


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "not a cursor", "bnVsbA", "WzEsMiwzXQ", cursor_after(Place("other list", "key", "theme/a")), "é"],
)
def test_a_cursor_that_is_none_of_this_list_is_refused(cursor: str) -> None:
    with pytest.raises(BadParameter, match="does not belong to this list"):
        read_cursor(cursor, list_name("Theme", Filters(), "name"))


def test_a_cursor_of_the_same_list_with_other_filters_is_refused() -> None:
    cursor = next_cursor("Theme", Filters(q="data"), None, {"id": "theme/data", "key": "data"})

    with pytest.raises(BadParameter, match="does not belong to this list"):
        list_parameters("Theme", Filters(q="open"), None, cursor)
