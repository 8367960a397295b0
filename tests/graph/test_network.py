"""A subgraph as networkx sees it."""

import networkx as nx

from graph.kinds import Organisation, Owns, PartOf, Publishes, Strategy
from graph.network import to_networkx
from graph.subgraph import Subgraph

PASSAGE = ("passage/0123456789ab-0-9",)


def body(name: str) -> Organisation:
    return Organisation(id=f"organisation/{name}", name=name.title(), evidence=PASSAGE, extractor="test@1")


def graph() -> Subgraph:
    plan = Strategy(id="strategy/plan", name="Plan", evidence=PASSAGE, extractor="test@1")
    return Subgraph(
        nodes=(body("agency"), body("office"), plan),
        relationships=(
            PartOf(source="organisation/agency", target="organisation/office", evidence=PASSAGE, extractor="test@1"),
            Publishes(source="organisation/office", target="strategy/plan", evidence=PASSAGE, extractor="test@1"),
            Owns(source="organisation/office", target="strategy/plan", evidence=PASSAGE, extractor="test@1"),
        ),
    )


def test_two_claims_between_the_same_two_stay_two_edges() -> None:
    edges = list(to_networkx(graph()).edges(keys=True))

    assert edges == [
        ("organisation/agency", "organisation/office", "PART_OF"),
        ("organisation/office", "strategy/plan", "PUBLISHES"),
        ("organisation/office", "strategy/plan", "OWNS"),
    ]


def test_fields_and_evidence_travel_as_attributes() -> None:
    network = to_networkx(graph())

    assert network.nodes["organisation/agency"]["name"] == "Agency"
    assert network.edges["organisation/agency", "organisation/office", "PART_OF"]["evidence"] == PASSAGE


def test_algorithms_of_networkx_run_on_it() -> None:
    assert nx.shortest_path(to_networkx(graph()), "organisation/agency", "strategy/plan") == [
        "organisation/agency",
        "organisation/office",
        "strategy/plan",
    ]
