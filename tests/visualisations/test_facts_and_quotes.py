"""What a row says of a thing beside its name, and how its quotes are shown."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.kinds import Commitment, Organisation, Person, Strategy, Theme
from graph.subgraph import Subgraph
from visualisations.picture import picture_of
from visualisations.tables import Evidence, Fact, Quote, evidence_of, facts_of, node_rows, quote_of, relation_rows

Sketched = Callable[..., Subgraph]
SAID = {"evidence": ("passage/p-1",), "extractor": "test@1"}


def test_an_organisation_is_described_in_a_fixed_order() -> None:
    body = Organisation(
        id="organisation/gb-dsit",
        name="Department for Science",
        kind="ministerial department",
        abbreviation="DSIT",
        aliases=("Science Department", "The Science Ministry"),
        status="closed",
        opened_on=date(2023, 2, 7),
        closed_on=date(2031, 12, 1),
        **SAID,
    )

    assert facts_of(body) == (
        Fact("Sort", "ministerial department"),
        Fact("Short form", "DSIT"),
        Fact("Also called", "Science Department, The Science Ministry"),
        Fact("Status", "closed"),
        Fact("Since", "7 February 2023"),
        Fact("Until", "1 December 2031"),
    )


def test_a_strategy_tells_what_time_it_covers() -> None:
    strategy = Strategy(
        id="strategy/harbour-plan",
        name="Harbour Plan",
        kind="roadmap",
        status="in force",
        published_on=date(2030, 5, 14),
        period_start=date(2030, 4, 1),
        period_end=date(2035, 3, 31),
        edition="second",
        **SAID,
    )

    assert facts_of(strategy) == (
        Fact("Sort", "roadmap"),
        Fact("Status", "in force"),
        Fact("Published", "14 May 2030"),
        Fact("Covers from", "1 April 2030"),
        Fact("Covers until", "31 March 2035"),
        Fact("Edition", "second"),
    )


def test_a_target_is_shown_with_what_it_counts() -> None:
    target = Commitment(
        id="commitment/lamps",
        text="Light 40 lamps.",
        kind="target",
        number="Action 04",
        strength="must",
        status="in progress",
        target_value=40.0,
        target_unit="lamps",
        **SAID,
    )

    assert facts_of(target) == (
        Fact("Sort", "target"),
        Fact("Status", "in progress"),
        Fact("Number", "Action 04"),
        Fact("Strength", "must"),
        Fact("Target", "40"),
        Fact("Counted in", "lamps"),
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (0.5, "0.5"),
        (92.25, "92.25"),
        (18_500.0, "18,500"),
        (1_500_000.0, "1,500,000"),
        (1_234_567.89, "1,234,567.89"),
        (22_600_000_000.0, "22,600,000,000"),
        (-3.0, "-3"),
    ],
)
def test_a_number_to_be_reached_is_written_out(value: float, words: str) -> None:
    target = Commitment(id="commitment/one", text="Reach it.", target_value=value, **SAID)

    assert facts_of(target) == (Fact("Target", words),)


@given(value=st.integers(min_value=-(10**14), max_value=10**14))
def test_every_whole_target_can_be_read_back(value: int) -> None:
    (fact,) = facts_of(Commitment(id="commitment/one", text="Reach it.", target_value=float(value), **SAID))

    assert int(fact.value.replace(",", "")) == value


@pytest.mark.parametrize(
    "entity",
    [
        Organisation(id="organisation/a", name="A", kind="other", **SAID),
        Strategy(id="strategy/a", name="A", kind="strategy", **SAID),
        Commitment(id="commitment/a", text="A.", kind="commitment", **SAID),
        Theme(id="theme/a", name="A", **SAID),
        Person(id="person/a", name="A", **SAID),
    ],
    ids=lambda entity: entity.label,
)
def test_a_sort_that_says_nothing_gets_no_line(entity: Organisation) -> None:
    assert facts_of(entity) == ()


def test_a_theme_is_defined_and_a_person_has_a_role() -> None:
    theme = Theme(id="theme/fog", name="Fog", definition="Signals for ships in fog.", **SAID)
    person = Person(id="person/ada", name="Ada", role="Harbour master", **SAID)

    assert [*facts_of(theme), *facts_of(person)] == [Fact("Definition", "Signals for ships in fog."), Fact("Role", "Harbour master")]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({}, ""),
        ({"page": 12}, "page 12"),
        ({"heading": "Goals > Lamps"}, "Goals > Lamps"),
        ({"place": "Actions!A7:F7"}, "Actions!A7:F7"),
        ({"page": 3, "place": "#lamps", "heading": "Lamps"}, "page 3, #lamps, Lamps"),
    ],
)
def test_a_quote_says_where_it_stands(sketched: Sketched, fields: dict[str, object], place: str) -> None:
    graph = sketched("theme/fog")
    passage = graph.passages[0].model_copy(update=fields)

    assert quote_of(passage, graph.documents[0]).place == place


def test_a_quote_without_its_document_names_the_id(sketched: Sketched) -> None:
    passage = sketched("theme/fog").passages[0]

    assert quote_of(passage, None) == Quote("Fog", "document/sketch", publisher=None, published=None, place="", url=None)


def test_a_quote_that_the_answer_left_out_is_still_counted(sketched: Sketched) -> None:
    graph = sketched("theme/fog")
    node = graph.nodes[0].model_copy(update={"evidence": (*graph.nodes[0].evidence, "passage/elsewhere-1"), "confidence": 0.666})

    evidence = evidence_of(node, graph)

    assert evidence == Evidence((quote_of(graph.passages[0], graph.documents[0]),), total=2, rule="sample@1", confidence=67)


def test_links_of_a_thing_count_both_directions(sketched: Sketched) -> None:
    graph = sketched("""
        strategy/plan CITES strategy/review
        strategy/review CITES strategy/plan
        strategy/plan ADDRESSES theme/fog
    """)

    assert {row.name: row.links for row in node_rows(graph, picture_of(graph))} == {"Plan": 3, "Review": 2, "Fog": 1}


def test_the_short_form_is_a_name_to_search_for(sketched: Sketched) -> None:
    graph = sketched("organisation/dsit", {"organisation/dsit": {"abbreviation": "DSIT", "aliases": ["Science Department"]}})

    (row,) = node_rows(graph, picture_of(graph))

    assert row.aliases == ("DSIT", "Science Department")


def test_links_stand_by_the_names_of_their_ends(sketched: Sketched) -> None:
    graph = sketched("""
        organisation/zebra-board PUBLISHES strategy/a
        organisation/apple-board PUBLISHES strategy/b
        organisation/apple-board OWNS strategy/b
        organisation/apple-board PUBLISHES strategy/a
    """)

    assert [row.sentence for row in relation_rows(graph)] == [
        "Apple board owns B",
        "Apple board publishes A",
        "Apple board publishes B",
        "Zebra board publishes A",
    ]


def test_a_link_inside_a_symbol_still_has_its_row(sketched: Sketched) -> None:
    lines = [f"organisation/a MAKES commitment/promise-{number}" for number in range(20)]
    graph = sketched("\n".join([*lines, "commitment/promise-1 RESTATES commitment/promise-2"]))

    row = next(row for row in relation_rows(graph) if row.type == "RESTATES")

    assert row.sentence == "“Promise 1” restates “Promise 2”"
