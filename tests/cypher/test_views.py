"""Whole answers of the questions behind the pages, on the sample graph."""

from collections.abc import Callable

from graph.store import GraphStore

Drawn = Callable[..., tuple[list[str], list[tuple[str, str, str]]]]

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
NHS = "organisation/gb-nhs-england"
CQC = "organisation/gb-care-quality-commission"
PLAN = "strategy/10-year-health-plan"
DASH = "strategy/dash-review"
STRATEGY_2030 = "strategy/home-office-2030-digital-strategy"
STRATEGY_2024 = "strategy/home-office-2024-digital-strategy"
AI = "theme/artificial-intelligence"


def test_the_connections_of_two_departments_show_all_that_lies_between(drawn: Drawn) -> None:
    assert drawn("view_connections", organisations=[HOME_OFFICE, HEALTH]) == (
        ["commitment/a1", "commitment/h1", "commitment/o1", HEALTH, HOME_OFFICE, PLAN, STRATEGY_2024, STRATEGY_2030, AI],
        [
            ("commitment/a1", "CONCERNS", AI),
            ("commitment/a1", "OVERLAPS_WITH", "commitment/h1"),
            ("commitment/a1", "RESTATES", "commitment/o1"),
            ("commitment/h1", "CONCERNS", AI),
            ("commitment/o1", "CONCERNS", AI),
            (HEALTH, "MAKES", "commitment/a1"),
            (HEALTH, "MAKES", "commitment/h1"),
            (HEALTH, "OWNS", PLAN),
            (HEALTH, "PARTNERS_WITH", HOME_OFFICE),
            (HOME_OFFICE, "MAKES", "commitment/a1"),
            (HOME_OFFICE, "MAKES", "commitment/o1"),
            (HOME_OFFICE, "PUBLISHES", STRATEGY_2024),
            (HOME_OFFICE, "PUBLISHES", STRATEGY_2030),
            (PLAN, "CITES", STRATEGY_2024),
            (PLAN, "CITES", STRATEGY_2030),
            (STRATEGY_2030, "ADDRESSES", AI),
        ],
    )


def test_the_connections_of_two_bodies_leave_third_parties_out(drawn: Drawn) -> None:
    assert drawn("view_connections", organisations=[CQC, NHS]) == ([CQC, NHS], [(CQC, "OVERSEES", NHS)])


def test_the_connections_of_all_include_whom_a_strategy_affects(drawn: Drawn) -> None:
    _, links = drawn("view_connections")

    assert [link for link in links if link[1] == "AFFECTS"] == [(PLAN, "AFFECTS", NHS)]


def test_a_limit_leaves_some_of_each_sort_of_connection(store: GraphStore) -> None:
    result = store.run("view_connections", {"organisations": [HOME_OFFICE, HEALTH], "limit": 3})

    assert result.subgraph is not None
    assert {link.type for link in result.subgraph.relationships} == {"PARTNERS_WITH", "MAKES", "RESTATES"}
    assert (result.truncated, result.subgraph.truncated) == (True, True)


def test_the_page_of_an_organisation_shows_its_works_and_their_themes(drawn: Drawn) -> None:
    nodes, links = drawn("view_organisation", organisation=HOME_OFFICE)

    assert nodes == ["commitment/a1", "commitment/o1", HEALTH, HOME_OFFICE, "person/ada-hughes", STRATEGY_2024, STRATEGY_2030, AI]
    assert [link for link in links if link[0] == HOME_OFFICE] == [
        (HOME_OFFICE, "MAKES", "commitment/a1"),
        (HOME_OFFICE, "MAKES", "commitment/o1"),
        (HOME_OFFICE, "PUBLISHES", STRATEGY_2024),
        (HOME_OFFICE, "PUBLISHES", STRATEGY_2030),
    ]


def test_the_page_of_a_theme_shows_who_stands_behind_its_works(drawn: Drawn) -> None:
    nodes, links = drawn("view_theme", theme="theme/safety-and-quality-of-care")

    assert nodes == ["commitment/h2", "commitment/r1", HEALTH, PLAN, DASH, "theme/safety-and-quality-of-care"]
    assert links == [
        ("commitment/h2", "CONCERNS", "theme/safety-and-quality-of-care"),
        ("commitment/h2", "RESPONDS_TO", "commitment/r1"),
        ("commitment/r1", "CONCERNS", "theme/safety-and-quality-of-care"),
        (HEALTH, "COMMISSIONS", DASH),
        (HEALTH, "MAKES", "commitment/h2"),
        (HEALTH, "OWNS", PLAN),
        (PLAN, "ADDRESSES", "theme/safety-and-quality-of-care"),
        (PLAN, "CONTAINS", "commitment/h2"),
        (DASH, "ADDRESSES", "theme/safety-and-quality-of-care"),
        (DASH, "CONTAINS", "commitment/r1"),
    ]


def test_the_page_of_a_strategy_shows_whom_its_commitments_affect(drawn: Drawn) -> None:
    nodes, links = drawn("view_strategy", strategy=DASH)

    assert nodes == ["commitment/r1", "commitment/r2", CQC, HEALTH, "person/sam-reed", DASH, "theme/safety-and-quality-of-care"]
    assert links == [
        ("commitment/r1", "AFFECTS", CQC),
        ("commitment/r1", "CONCERNS", "theme/safety-and-quality-of-care"),
        (HEALTH, "COMMISSIONS", DASH),
        ("person/sam-reed", "AUTHORS", DASH),
        (DASH, "ADDRESSES", "theme/safety-and-quality-of-care"),
        (DASH, "CONTAINS", "commitment/r1"),
        (DASH, "CONTAINS", "commitment/r2"),
    ]


def test_a_page_brings_every_passage_and_document_it_names(store: GraphStore) -> None:
    subgraph = store.run("view_organisation", {"organisation": HOME_OFFICE}).subgraph

    assert subgraph is not None
    cited = {passage for thing in (*subgraph.nodes, *subgraph.relationships) for passage in thing.evidence}
    assert cited == set(subgraph.passages_by_id)
    assert {passage.document for passage in subgraph.passages} == set(subgraph.documents_by_id)


def test_the_time_line_holds_what_has_a_day_and_who_makes_it(drawn: Drawn) -> None:
    assert drawn("view_deadlines") == (
        ["commitment/a1", "commitment/h2", HEALTH, HOME_OFFICE],
        [(HEALTH, "MAKES", "commitment/a1"), (HEALTH, "MAKES", "commitment/h2"), (HOME_OFFICE, "MAKES", "commitment/a1")],
    )


def test_the_time_line_is_narrowed_down_to_days_and_owners(drawn: Drawn) -> None:
    assert drawn("view_deadlines", after="2026-04-01")[0] == ["commitment/h2", HEALTH]
    assert drawn("view_deadlines", before="2026-04-01")[0] == ["commitment/a1", HEALTH, HOME_OFFICE]
    assert drawn("view_deadlines", organisations=[HOME_OFFICE])[0] == ["commitment/a1", HEALTH, HOME_OFFICE]


def test_a_limit_on_the_time_line_leaves_the_earliest(store: GraphStore) -> None:
    result = store.run("view_deadlines", {"limit": 1})

    assert result.subgraph is not None
    assert [node.id for node in result.subgraph.nodes] == ["commitment/a1", HEALTH, HOME_OFFICE]
    assert result.truncated is True


def test_the_matrix_holds_promises_and_strategies_with_their_themes(drawn: Drawn) -> None:
    nodes, links = drawn("view_matrix", organisations=[HOME_OFFICE])

    assert nodes == ["commitment/a1", "commitment/o1", HOME_OFFICE, STRATEGY_2030, AI]
    assert links == [
        ("commitment/a1", "CONCERNS", AI),
        ("commitment/o1", "CONCERNS", AI),
        (HOME_OFFICE, "MAKES", "commitment/a1"),
        (HOME_OFFICE, "MAKES", "commitment/o1"),
        (HOME_OFFICE, "PUBLISHES", STRATEGY_2030),
        (STRATEGY_2030, "ADDRESSES", AI),
    ]
