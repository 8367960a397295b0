"""Whole answers of the questions about organisations, people, strategies, themes and evidence, on the sample graph."""

from collections.abc import Callable
from datetime import date

from neo4j import Driver

from graph.store import GraphStore
from graph.subgraph import Subgraph

Rows = Callable[..., list[tuple[object, ...]]]
Drawn = Callable[..., tuple[list[str], list[tuple[str, str, str]]]]

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
NHS = "organisation/gb-nhs-england"
CQC = "organisation/gb-care-quality-commission"
PLAN = "strategy/10-year-health-plan"
STRATEGY_2030 = "strategy/home-office-2030-digital-strategy"
STRATEGY_2024 = "strategy/home-office-2024-digital-strategy"
AI = "theme/artificial-intelligence"
CARE = "theme/safety-and-quality-of-care"


def test_two_departments_share_the_theme_both_work_on(rows: Rows) -> None:
    assert rows("themes_shared_by", organisation=HOME_OFFICE, other=HEALTH) == [
        (
            AI,
            "Artificial intelligence",
            3,
            2,
            ("10 Year Health Plan 2", "2024 Digital Strategy 1", "2030 Digital Strategy 2", "2030 Digital Strategy 3"),
        )
    ]


def test_the_matrix_counts_each_work_once(rows: Rows) -> None:
    assert rows("organisation_theme_matrix") == [
        (HEALTH, "Department of Health and Social Care", AI, "Artificial intelligence", 2, 0),
        (HEALTH, "Department of Health and Social Care", CARE, "Safety and quality of care", 1, 2),
        (HOME_OFFICE, "Home Office", AI, "Artificial intelligence", 2, 1),
    ]


def test_the_matrix_of_chosen_organisations_leaves_others_out(rows: Rows) -> None:
    assert rows("organisation_theme_matrix", organisations=[HOME_OFFICE]) == [
        (HOME_OFFICE, "Home Office", AI, "Artificial intelligence", 2, 1)
    ]


def test_a_theme_lists_itself_then_what_is_narrower(rows: Rows) -> None:
    assert rows("narrower_themes", theme=AI) == [
        (AI, "Artificial intelligence", 0, 3, 1),
        ("theme/machine-learning", "Machine learning", 1, 1, 0),
    ]


def test_a_theme_only_talked_about_is_found(rows: Rows) -> None:
    assert rows("themes_without_commitment") == [("theme/open-source", "Open source", 1, (), ("2030 Digital Strategy 5",))]


def test_strategies_of_an_organisation_come_newest_first(rows: Rows) -> None:
    assert rows("strategies_of_organisation", organisation=HOME_OFFICE) == [
        (STRATEGY_2030, "2030 Digital Strategy", "plan", "publishes", None, date(2025, 1, 13), 2, ("2030 Digital Strategy 1",)),
        (STRATEGY_2024, "2024 Digital Strategy", "strategy", "publishes", "superseded", date(2021, 9, 22), 1, ("2024 Digital Strategy 1",)),
    ]


def test_owning_and_commissioning_count_as_standing_behind(rows: Rows) -> None:
    assert [(row[0], row[3]) for row in rows("strategies_of_organisation", organisation=HEALTH)] == [
        (PLAN, "owns"),
        ("strategy/dash-review", "commissions"),
    ]


def test_a_strategy_runs_out_after_its_last_day(rows: Rows) -> None:
    assert rows("strategies_ending_before", day="2029-12-31") == []
    assert [row[:5] for row in rows("strategies_ending_before", day="2030-01-01")] == [
        (STRATEGY_2030, "2030 Digital Strategy", date(2029, 12, 31), ("Home Office",), ())
    ]


def test_a_replaced_strategy_still_cited_is_found(rows: Rows) -> None:
    assert rows("superseded_strategies_cited") == [
        (
            STRATEGY_2024,
            "2024 Digital Strategy",
            STRATEGY_2030,
            "2030 Digital Strategy",
            PLAN,
            "10 Year Health Plan",
            ("10 Year Health Plan 1",),
        )
    ]


def test_strategies_that_cite_are_drawn_with_their_citation(drawn: Drawn) -> None:
    assert drawn("strategies_citing", strategy=STRATEGY_2024) == ([PLAN, STRATEGY_2024], [(PLAN, "CITES", STRATEGY_2024)])


def test_a_strategy_nobody_cites_stands_alone(drawn: Drawn) -> None:
    assert drawn("strategies_citing", strategy=PLAN) == ([PLAN], [])


def test_bodies_overseen_are_drawn_below_their_overseer(drawn: Drawn) -> None:
    assert drawn("bodies_overseen", organisation=CQC) == ([CQC, NHS], [(CQC, "OVERSEES", NHS)])


def test_bodies_within_an_organisation_are_its_parts(drawn: Drawn) -> None:
    assert drawn("bodies_within", organisation=HEALTH) == ([HEALTH, NHS], [(NHS, "PART_OF", HEALTH)])


def test_an_organisation_is_drawn_with_its_predecessors(drawn: Drawn) -> None:
    old = "organisation/gb-nhs-improvement"

    assert drawn("successors_of", organisation=NHS) == ([NHS, old], [(old, "SUCCEEDED_BY", NHS)])
    assert drawn("successors_of", organisation=old) == ([NHS, old], [(old, "SUCCEEDED_BY", NHS)])


def test_partners_are_found_from_either_side(rows: Rows) -> None:
    place = ("2030 Digital Strategy 6",)

    assert rows("partners_of", organisation=HEALTH) == [(HOME_OFFICE, "Home Office", "ministerial department", None, None, place)]
    assert rows("partners_of", organisation=HOME_OFFICE) == [
        (HEALTH, "Department of Health and Social Care", "ministerial department", None, None, place)
    ]


def test_bodies_affected_by_a_strategy_itself(rows: Rows) -> None:
    assert rows("bodies_affected", strategy=PLAN) == [(NHS, "NHS England", PLAN, "10 Year Health Plan", ("10 Year Health Plan 4",))]


def test_bodies_affected_by_a_commitment_of_a_strategy(rows: Rows) -> None:
    assert rows("bodies_affected", strategy="strategy/dash-review") == [
        (CQC, "Care Quality Commission", "commitment/r1", "Merge the safety bodies.", ("Dash review 2",))
    ]


def test_people_are_listed_with_what_they_lead_or_wrote(rows: Rows) -> None:
    ada, sam = ("person/ada-hughes", "Ada Hughes", "Director General"), ("person/sam-reed", "Sam Reed", "chair of the review")

    assert rows("people_and_roles") == [
        (*ada, "leads", HOME_OFFICE, "Home Office", ("2030 Digital Strategy 4",)),
        (*ada, "leads", STRATEGY_2030, "2030 Digital Strategy", ("2030 Digital Strategy 4",)),
        (*sam, "wrote", "strategy/dash-review", "Dash review", ("Dash review 1",)),
    ]


def test_people_of_one_organisation_leave_others_out(rows: Rows) -> None:
    assert [row[0] for row in rows("people_and_roles", subject=HOME_OFFICE)] == ["person/ada-hughes"]


def test_two_departments_are_connected_without_going_through_a_theme(drawn: Drawn) -> None:
    assert drawn("how_connected", organisation=HOME_OFFICE, other=HEALTH, depth=2) == (
        ["commitment/a1", HEALTH, HOME_OFFICE],
        [(HEALTH, "MAKES", "commitment/a1"), (HEALTH, "PARTNERS_WITH", HOME_OFFICE), (HOME_OFFICE, "MAKES", "commitment/a1")],
    )


def test_every_passage_about_a_theme_is_quoted_with_its_place(rows: Rows) -> None:
    assert [row[1:8] + row[9:] for row in rows("evidence_for", entity="theme/machine-learning")] == [
        (
            "2030 Digital Strategy",
            date(2025, 1, 13),
            "Machine learning is a part of artificial intelligence; models should be tested before use.",
            "Chapter 1",
            None,
            None,
            172,
            ("2030 Digital Strategy 3",),
        )
    ]


def test_a_connection_is_quoted_whichever_way_it_is_asked(rows: Rows) -> None:
    quoted = [
        (HOME_OFFICE, "PUBLISHES", STRATEGY_2030, "sample@1", "2030 Digital Strategy", ("2030 Digital Strategy 1",)),
    ]

    for one, two in ((HOME_OFFICE, STRATEGY_2030), (STRATEGY_2030, HOME_OFFICE)):
        assert [(*row[:4], row[5], row[7]) for row in rows("evidence_between", one=one, two=two)] == quoted


def test_the_document_that_says_most_comes_first(rows: Rows) -> None:
    assert [(row[1], row[5], row[6]) for row in rows("documents_about", entity=AI)] == [
        ("2030 Digital Strategy", 2, ("2030 Digital Strategy 2", "2030 Digital Strategy 3")),
        ("10 Year Health Plan", 1, ("10 Year Health Plan 2",)),
        ("2024 Digital Strategy", 1, ("2024 Digital Strategy 1",)),
    ]


def test_every_claim_of_the_sample_has_its_passage(rows: Rows) -> None:
    assert rows("claims_without_evidence") == []


def test_a_claim_written_past_us_without_passage_is_found(driver: Driver, rows: Rows, sample_graph: list[Subgraph]) -> None:
    with driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run("CREATE (:Entity:Theme {id: 'theme/nowhere'})").consume()
        transaction.commit()

    found = rows("claims_without_evidence")

    with driver.session(database="neo4j") as session:
        session.run("MATCH (theme:Theme {id: 'theme/nowhere'}) DELETE theme").consume()
    assert found == [("theme/nowhere", "no passage mentions it", None)]


def test_an_answer_brings_its_passages_with_their_documents(store: GraphStore) -> None:
    result = store.run("partners_of", {"organisation": HEALTH})

    assert [passage.text for passage in result.passages] == ["The Home Office works with the Department of Health and Social Care."]
    assert [document.title for document in result.documents] == ["2030 Digital Strategy"]
