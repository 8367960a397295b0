"""What the commitments of a page can be narrowed down by."""

from collections.abc import Callable
from datetime import date

from graph.subgraph import Subgraph
from visualisations.filters import Choice, filters_of

Sketched = Callable[..., Subgraph]


def test_themes_and_owners_stand_by_name(sketched: Sketched) -> None:
    filters = filters_of(
        sketched("""
            organisation/treasury MAKES commitment/a
            organisation/cabinet-office MAKES commitment/a
            commitment/a CONCERNS theme/skills
            strategy/plan ADDRESSES theme/data
        """)
    )

    assert [choice.words for choice in filters.themes] == ["Data", "Skills"]
    assert [choice.value for choice in filters.departments] == ["organisation/cabinet-office", "organisation/treasury"]


def test_strengths_stand_in_the_order_of_the_model_and_silence_last(sketched: Sketched) -> None:
    fields = {"commitment/a": {"strength": "considers"}, "commitment/b": {"strength": "will"}, "commitment/c": {}}

    filters = filters_of(sketched("commitment/a\ncommitment/b\ncommitment/c", fields))

    assert filters.strengths == (Choice("will", "will"), Choice("considers", "considers"), Choice("none", "not stated"))


def test_what_nobody_states_is_no_filter(sketched: Sketched) -> None:
    assert filters_of(sketched("commitment/a")).statuses == ()


def test_months_run_from_the_first_deadline_to_the_last(sketched: Sketched) -> None:
    fields = {
        "commitment/a": {"deadline": "by November 2026", "deadline_latest": date(2026, 11, 30)},
        "commitment/b": {"deadline": "by January 2027", "deadline_latest": date(2027, 1, 31)},
    }

    filters = filters_of(sketched("commitment/a\ncommitment/b", fields))

    assert filters.months == (
        Choice("2026-11", "November 2026"),
        Choice("2026-12", "December 2026"),
        Choice("2027-01", "January 2027"),
    )


def test_a_page_without_commitments_has_no_filters(sketched: Sketched) -> None:
    filters = filters_of(sketched("organisation/a PART_OF organisation/b"))

    assert (filters.themes, filters.departments, filters.strengths, filters.months) == ((), (), (), ())
