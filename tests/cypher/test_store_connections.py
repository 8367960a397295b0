"""How the store explains what connects two entities, on the sample graph."""

import pytest

from graph.errors import BadParameter, NodeNotFound
from graph.store import GraphStore

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
NHS = "organisation/gb-nhs-england"
CQC = "organisation/gb-care-quality-commission"
OLD = "organisation/gb-nhs-improvement"
AI = "theme/artificial-intelligence"


def test_paths_come_shortest_first_each_hop_as_a_sentence(store: GraphStore) -> None:
    paths = store.paths(HOME_OFFICE, CQC, max_length=6, limit=2).paths

    assert [[step.text for step in path.steps] for path in paths] == [
        [
            "Department of Health and Social Care works with Home Office.",
            "Department of Health and Social Care oversees NHS England.",
            "Care Quality Commission oversees NHS England.",
        ],
        [
            "Department of Health and Social Care works with Home Office.",
            "NHS England is part of Department of Health and Social Care.",
            "Care Quality Commission oversees NHS England.",
        ],
    ]


def test_a_hop_says_whether_it_goes_with_the_relationship(store: GraphStore) -> None:
    (path,) = store.paths(OLD, CQC, max_length=2).paths

    assert [(step.source, step.target, step.forwards) for step in path.steps] == [(OLD, NHS, True), (NHS, CQC, False)]


def test_a_path_brings_the_words_of_every_hop(store: GraphStore) -> None:
    (path,) = store.paths(OLD, CQC, max_length=2).paths

    quoted = [path.subgraph.passages_by_id[step.relationship.evidence[0]].text for step in path.steps]
    assert quoted == ["NHS England took over from NHS Improvement; the Care Quality Commission oversees it."] * 2
    assert [node.id for node in path.subgraph.nodes] == [OLD, NHS, CQC]


def test_a_path_leads_through_a_theme_only_when_asked(store: GraphStore) -> None:
    assert store.paths("commitment/h1", "commitment/o1", max_length=2, relations=["CONCERNS"]).paths == ()
    (path,) = store.paths("commitment/h1", "commitment/o1", max_length=2, relations=["CONCERNS"], through_themes=True).paths
    assert [step.target for step in path.steps] == [AI, "commitment/o1"]


def test_a_path_may_end_at_a_theme(store: GraphStore) -> None:
    assert [step.target for step in store.paths(HOME_OFFICE, AI, max_length=2, limit=1).paths[0].steps] == ["commitment/a1", AI]


def test_things_only_mentioned_together_are_not_connected(store: GraphStore) -> None:
    assert store.paths("theme/open-source", HOME_OFFICE, max_length=6, through_themes=True).paths == ()


def test_no_path_visits_an_entity_twice(store: GraphStore) -> None:
    visited = [[path.steps[0].source, *(step.target for step in path.steps)] for path in store.paths(HOME_OFFICE, NHS, limit=50).paths]

    assert [nodes for nodes in visited if len(set(nodes)) < len(nodes)] == []


def test_a_path_from_a_thing_to_itself_is_refused(store: GraphStore) -> None:
    with pytest.raises(BadParameter, match="is the same as the source"):
        store.paths(HOME_OFFICE, HOME_OFFICE)


def test_a_path_to_nowhere_names_what_is_missing(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="theme/nowhere"):
        store.paths(HOME_OFFICE, "theme/nowhere")


def test_two_departments_are_connected_for_each_of_these_reasons(store: GraphStore) -> None:
    found = store.connections([HOME_OFFICE, HEALTH])

    assert [(pair.source, pair.target) for pair in found.connections] == [(HEALTH, HOME_OFFICE)]
    assert [(reason.kind, reason.text) for reason in found.connections[0].reasons] == [
        ("direct relation", "Department of Health and Social Care works with Home Office."),
        ("joint commitment", "Both make the commitment “Publish AI guidance by March 2026”."),
        (
            "linked commitments",
            (
                "Department of Health and Social Care makes “Publish AI guidance by March 2026”; "
                "“Publish AI guidance by March 2026” restates “Publish guidance on AI”; Home Office makes “Publish guidance on AI”."
            ),
        ),
        (
            "linked commitments",
            (
                "Department of Health and Social Care makes “Write AI guidance for hospitals”; "
                "“Publish AI guidance by March 2026” overlaps with “Write AI guidance for hospitals”; "
                "Home Office makes “Publish AI guidance by March 2026”."
            ),
        ),
        (
            "linked strategies",
            (
                "Department of Health and Social Care owns 10 Year Health Plan; 10 Year Health Plan cites 2024 Digital Strategy; "
                "Home Office publishes 2024 Digital Strategy."
            ),
        ),
        (
            "linked strategies",
            (
                "Department of Health and Social Care owns 10 Year Health Plan; 10 Year Health Plan cites 2030 Digital Strategy; "
                "Home Office publishes 2030 Digital Strategy."
            ),
        ),
        (
            "shared theme",
            (
                "Both work on Artificial intelligence: Department of Health and Social Care in 2 strategies or commitments, "
                "Home Office in 3 strategies or commitments."
            ),
        ),
    ]


def test_every_reason_rests_on_passages_that_come_with_it(store: GraphStore) -> None:
    found = store.connections()

    reasons = [reason for pair in found.connections for reason in pair.reasons]
    assert {passage for reason in reasons for passage in reason.evidence} <= set(found.subgraph.passages_by_id)
    assert {node for reason in reasons for node in reason.nodes} <= set(found.subgraph.by_id)


def test_all_pairs_come_strongest_first(store: GraphStore) -> None:
    assert [(pair.source, pair.target, len(pair.reasons), pair.strength) for pair in store.connections().connections] == [
        (HEALTH, HOME_OFFICE, 7, 12.0),
        (HEALTH, NHS, 3, 5.0),
        (CQC, NHS, 1, 2.0),
        (NHS, OLD, 1, 2.0),
        (CQC, HEALTH, 1, 1.0),
        (HOME_OFFICE, NHS, 1, 1.0),
    ]


def test_one_department_is_paired_with_every_other(store: GraphStore) -> None:
    assert [(pair.source, pair.target) for pair in store.connections([NHS]).connections] == [
        (HEALTH, NHS),
        (CQC, NHS),
        (NHS, OLD),
        (HOME_OFFICE, NHS),
    ]


def test_a_strategy_that_affects_another_body_is_a_reason(store: GraphStore) -> None:
    (pair,) = store.connections([HEALTH, NHS]).connections

    assert [(reason.kind, reason.text) for reason in pair.reasons][-1] == (
        "affects",
        "Department of Health and Social Care owns 10 Year Health Plan; 10 Year Health Plan affects NHS England.",
    )


def test_a_body_that_both_have_to_do_with_is_a_reason(store: GraphStore) -> None:
    (pair,) = store.connections([HOME_OFFICE, NHS]).connections

    assert [(reason.kind, reason.text) for reason in pair.reasons] == [
        (
            "body in common",
            (
                "Both are linked with Department of Health and Social Care: Department of Health and Social Care works with Home Office; "
                "Department of Health and Social Care oversees NHS England; NHS England is part of Department of Health and Social Care."
            ),
        )
    ]


def test_pairs_beyond_the_limit_are_cut_and_said_so(store: GraphStore) -> None:
    found = store.connections(limit=1)

    assert (len(found.connections), found.truncated) == (1, True)


def test_bodies_without_connection_have_no_pair(store: GraphStore) -> None:
    assert store.connections([HOME_OFFICE, CQC]).connections == ()


def test_connections_of_nobody_name_what_is_missing(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="organisation/nowhere"):
        store.connections(["organisation/nowhere"])
