"""Whole answers of the questions about commitments, recommendations and responses, on the sample graph."""

from collections.abc import Callable
from datetime import date

Rows = Callable[..., list[tuple[object, ...]]]

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
STRATEGY_2030 = "strategy/home-office-2030-digital-strategy"
AI = "theme/artificial-intelligence"
BOTH = ("Department of Health and Social Care", "Home Office")
A1_PLACES = ("10 Year Health Plan 2", "2024 Digital Strategy 1", "2024 Digital Strategy 2", "2030 Digital Strategy 2")
A1 = (
    "commitment/a1",
    "Publish AI guidance by March 2026.",
    BOTH,
    ("2030 Digital Strategy",),
    "by March 2026",
    date(2026, 3, 31),
    A1_PLACES,
)
A2 = ("commitment/a2", "Models should be tested before use.", (), ("2030 Digital Strategy",), None, None, ("2030 Digital Strategy 3",))
H1 = (
    "commitment/h1",
    "Write AI guidance for hospitals.",
    ("Department of Health and Social Care",),
    ("10 Year Health Plan",),
    None,
    None,
    ("10 Year Health Plan 2",),
)
H2 = (
    "commitment/h2",
    "Merge the safety bodies in 2026.",
    ("Department of Health and Social Care",),
    ("10 Year Health Plan",),
    "in 2026",
    date(2026, 12, 31),
    ("10 Year Health Plan 3",),
)
O1 = (
    "commitment/o1",
    "Publish guidance on AI.",
    ("Home Office",),
    ("2024 Digital Strategy",),
    None,
    None,
    ("2024 Digital Strategy 1",),
)


def test_promises_on_a_theme_include_those_on_narrower_themes(rows: Rows) -> None:
    assert rows("commitments_on_theme", theme=AI) == [A1, A2, H1, O1]


def test_promises_on_exactly_one_theme_leave_narrower_ones_out(rows: Rows) -> None:
    assert rows("commitments_on_theme", theme=AI, narrower="no") == [A1, H1, O1]


def test_promises_of_an_organisation_start_with_the_earliest_deadline(rows: Rows) -> None:
    assert rows("commitments_of_organisation", organisation=HEALTH) == [A1, H2, H1]


def test_promises_of_a_strategy_name_their_numbers_and_owners(rows: Rows) -> None:
    assert rows("commitments_in_strategy", strategy=STRATEGY_2030) == [
        ("commitment/a1", "1", "Publish AI guidance by March 2026.", "will", BOTH, "by March 2026", date(2026, 3, 31), A1_PLACES),
        ("commitment/a2", None, "Models should be tested before use.", "should", (), None, None, ("2030 Digital Strategy 3",)),
    ]


def test_commitments_due_before_a_day_leave_that_day_out(rows: Rows) -> None:
    assert rows("commitments_due_before", day="2026-12-31") == [A1]
    assert rows("commitments_due_before", day="2027-01-01") == [A1, H2]


def test_commitments_due_can_be_those_of_one_organisation(rows: Rows) -> None:
    assert rows("commitments_due_before", day="2027-01-01", organisation=HOME_OFFICE) == [A1]


def test_a_complete_commitment_is_never_overdue(rows: Rows) -> None:
    assert rows("commitments_overdue", as_of="2030-03-31") == [
        ("commitment/a1", "Publish AI guidance by March 2026.", BOTH, None, "by March 2026", date(2026, 3, 31), 1461, A1_PLACES)
    ]


def test_nothing_is_overdue_on_the_day_itself(rows: Rows) -> None:
    assert rows("commitments_overdue", as_of="2026-03-31") == []


def test_commitments_without_owner_leave_recommendations_out(rows: Rows) -> None:
    assert rows("commitments_without_owner") == [
        (
            "commitment/a2",
            "Models should be tested before use.",
            "commitment",
            ("2030 Digital Strategy",),
            None,
            ("2030 Digital Strategy 3",),
        )
    ]


def test_commitments_without_owner_can_include_recommendations(rows: Rows) -> None:
    assert [row[0] for row in rows("commitments_without_owner", recommendations=True)] == [
        "commitment/a2",
        "commitment/r1",
        "commitment/r2",
    ]


def test_commitments_without_deadline_are_those_of_the_organisation(rows: Rows) -> None:
    assert rows("commitments_without_deadline", organisation=HOME_OFFICE) == [
        ("commitment/o1", "Publish guidance on AI.", "aims to", ("Home Office",), ("2024 Digital Strategy",), ("2024 Digital Strategy 1",))
    ]


def test_commitments_without_deadline_of_everybody_include_unowned_ones(rows: Rows) -> None:
    assert [row[0] for row in rows("commitments_without_deadline")] == [f"commitment/{name}" for name in ("a2", "h1", "o1", "r1", "r2")]


def test_joint_commitments_tell_leading_from_supporting_owners(rows: Rows) -> None:
    assert rows("joint_commitments") == [
        (
            "commitment/a1",
            "Publish AI guidance by March 2026.",
            ("Home Office",),
            ("Department of Health and Social Care",),
            A1_PLACES,
        )
    ]


def test_commitments_said_twice_name_both_sides(rows: Rows) -> None:
    assert rows("commitments_said_twice") == [
        (*A1[:3], "overlaps with", *H1[:3], ("10 Year Health Plan 2",)),
        (*A1[:3], "restates", *O1[:3], ("2024 Digital Strategy 1",)),
    ]


def test_firmness_counts_the_verbs_of_each_organisation(rows: Rows) -> None:
    assert rows("commitments_by_strength") == [
        (HEALTH, "Department of Health and Social Care", "will", 2),
        (HEALTH, "Department of Health and Social Care", "plans to", 1),
        (HOME_OFFICE, "Home Office", "aims to", 1),
        (HOME_OFFICE, "Home Office", "will", 1),
    ]


def test_a_recommendation_is_listed_with_its_response(rows: Rows) -> None:
    assert rows("recommendations_and_responses", strategy="strategy/dash-review") == [
        (
            "commitment/r1",
            "Merge the safety bodies.",
            ("Dash review",),
            *H2[:3],
            "complete",
            ("10 Year Health Plan 3",),
        )
    ]


def test_a_strategy_without_recommendations_has_no_responses(rows: Rows) -> None:
    assert rows("recommendations_and_responses", strategy=STRATEGY_2030) == []


def test_a_recommendation_nobody_answered_is_found(rows: Rows) -> None:
    assert rows("recommendations_without_response") == [
        ("commitment/r2", "2", "Publish inspection results.", ("Dash review",), ("Dash review 3",))
    ]
