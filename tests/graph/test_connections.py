"""What connects two bodies, in words that a reader can check."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph.connections import FoundReason, called, explain, sentence
from graph.kinds import Commitment, Organisation, Strategy
from graph.paths import path_from
from graph.records import by_triple
from graph.subgraph import Subgraph

PASSAGE = "passage/abc-0-5"
COMMON: dict[str, Any] = {"evidence": [PASSAGE], "extractor": "test@1"}
A, B, OPEN, DATA, PLAN = "organisation/a", "organisation/b", "commitment/open", "theme/data", "strategy/plan"
NODES = [
    {**COMMON, "label": "Organisation", "id": A, "name": "Agency A"},
    {**COMMON, "label": "Organisation", "id": B, "name": "Board B"},
    {**COMMON, "label": "Commitment", "id": OPEN, "text": "We will open the data."},
    {**COMMON, "label": "Theme", "id": DATA, "name": "Data"},
    {**COMMON, "label": "Strategy", "id": PLAN, "name": "Plan"},
]
LINKS = [
    (A, "PART_OF", B),
    (A, "MAKES", OPEN),
    (B, "MAKES", OPEN),
    (OPEN, "CONCERNS", DATA),
    (B, "PUBLISHES", PLAN),
    (PLAN, "ADDRESSES", DATA),
]


@pytest.fixture
def subgraph() -> Subgraph:
    links = [{**COMMON, "source": source, "type": type_, "target": target} for source, type_, target in LINKS]
    passage = {"id": PASSAGE, "document": "document/plan", "text": "Words", "start": 0, "end": 5}
    return Subgraph.model_validate({"nodes": NODES, "relationships": links, "passages": [passage]})


def reason(kind: Any, nodes: list[str], *relationships: tuple[str, str, str]) -> FoundReason:  # noqa: ANN401 - as the statement gives it
    return {"kind": kind, "weight": 1 / 3, "nodes": nodes, "relationships": list(relationships), "elements": []}


DIRECT = reason("direct relation", [], (A, "PART_OF", B))
JOINT = reason("joint commitment", [OPEN], (A, "MAKES", OPEN), (B, "MAKES", OPEN))
THEME = reason(
    "shared theme", [DATA, OPEN, PLAN], (A, "MAKES", OPEN), (OPEN, "CONCERNS", DATA), (B, "PUBLISHES", PLAN), (PLAN, "ADDRESSES", DATA)
)


def told(subgraph: Subgraph, *reasons: FoundReason) -> list[str]:
    connection = explain({"source": A, "target": B, "reasons": list(reasons)}, subgraph.by_id, by_triple(subgraph))
    return [one.text for one in connection.reasons]


def test_reasons_come_in_a_fixed_order_whatever_was_found_first(subgraph: Subgraph) -> None:
    assert (
        told(subgraph, THEME, JOINT, DIRECT)
        == told(subgraph, DIRECT, JOINT, THEME)
        == [
            "Agency A is part of Board B.",
            "Both make the commitment “We will open the data”.",
            "Both work on Data: Agency A in 1 strategy or commitment, Board B in 1 strategy or commitment.",
        ]
    )


def test_a_joint_strategy_is_named(subgraph: Subgraph) -> None:
    assert told(subgraph, reason("joint strategy", [PLAN], (B, "PUBLISHES", PLAN))) == ["Both stand behind Plan."]


def test_a_chain_of_links_is_told_link_by_link(subgraph: Subgraph) -> None:
    assert told(subgraph, reason("affects", [PLAN], (B, "PUBLISHES", PLAN), (PLAN, "ADDRESSES", DATA))) == [
        "Board B publishes Plan; Plan addresses Data."
    ]


def test_a_reason_rests_on_the_passages_of_its_links(subgraph: Subgraph) -> None:
    connection = explain({"source": A, "target": B, "reasons": [JOINT]}, subgraph.by_id, by_triple(subgraph))

    assert connection.reasons[0].model_dump() == {
        "kind": "joint commitment",
        "text": "Both make the commitment “We will open the data”.",
        "weight": 0.33,
        "nodes": (OPEN,),
        "relationships": ((A, "MAKES", OPEN), (B, "MAKES", OPEN)),
        "evidence": (PASSAGE,),
    }


def test_a_body_in_common_is_named_with_what_it_is_to_both(subgraph: Subgraph) -> None:
    assert told(subgraph, reason("body in common", [B], (A, "PART_OF", B))) == [
        "Both are linked with Board B: Agency A is part of Board B."
    ]


def test_the_strength_is_the_sum_of_the_exact_weights(subgraph: Subgraph) -> None:
    connection = explain({"source": A, "target": B, "reasons": [DIRECT, JOINT]}, subgraph.by_id, by_triple(subgraph))

    assert (connection.strength, [one.weight for one in connection.reasons]) == (0.67, [0.33, 0.33])


def test_two_bodies_without_a_reason_are_not_connected(subgraph: Subgraph) -> None:
    with pytest.raises(ValidationError, match="reasons"):
        told(subgraph)


def test_a_long_commitment_is_cut_and_says_so() -> None:
    long = Commitment(id="commitment/long", text="We will " + "go on " * 60, evidence=(PASSAGE,), extractor="test@1")

    assert (len(called(long)), called(long)[-2:]) == (163, "…”")


@pytest.mark.parametrize("kind", [Organisation, Strategy])
def test_what_has_a_name_is_called_by_it(kind: type[Organisation | Strategy]) -> None:
    assert called(kind(id="strategy/x", name="Plan. ", evidence=(PASSAGE,), extractor="test@1")) == "Plan. "


def test_a_relationship_reads_in_its_own_direction(subgraph: Subgraph) -> None:
    assert [sentence(one, subgraph.by_id) for one in subgraph.relationships][3:5] == [
        "“We will open the data” concerns Data",
        "Board B publishes Plan",
    ]


def test_a_path_tells_which_hops_go_against_their_relationship(subgraph: Subgraph) -> None:
    path = path_from({"nodes": [A, OPEN, B], "relationships": [(A, "MAKES", OPEN), (B, "MAKES", OPEN)], "elements": []}, subgraph)

    assert [(step.source, step.target, step.forwards, step.text) for step in path.steps] == [
        (A, OPEN, True, "Agency A makes “We will open the data”."),
        (OPEN, B, False, "Board B makes “We will open the data”."),
    ]


def test_a_path_brings_only_what_it_rests_on(subgraph: Subgraph) -> None:
    path = path_from({"nodes": [B, A], "relationships": [(A, "PART_OF", B)], "elements": []}, subgraph)

    assert ([node.id for node in path.subgraph.nodes], [one.type for one in path.subgraph.relationships]) == ([B, A], ["PART_OF"])


def test_a_path_with_a_hop_too_few_is_refused(subgraph: Subgraph) -> None:
    with pytest.raises(ValueError, match="zip"):
        path_from({"nodes": [A, OPEN, B], "relationships": [(A, "MAKES", OPEN)], "elements": []}, subgraph)
