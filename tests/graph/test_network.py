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


def test_a_piece_of_graph_becomes_a_network_by_itself() -> None:
    assert sorted(graph().to_networkx().nodes) == ["organisation/agency", "organisation/office", "strategy/plan"]


def test_a_notebook_shows_the_claims_as_sentences() -> None:
    shown = graph()._repr_html_()

    assert shown.startswith("<p>3 entities, 3 claims</p>")
    assert "<td>Agency is part of Office</td>" in shown


def test_a_hostile_name_is_only_text_in_a_notebook() -> None:
    evil = Organisation(id="organisation/evil", name="<script>alert(1)</script>", evidence=PASSAGE, extractor="test@1")

    assert Subgraph(nodes=(evil,))._repr_html_() == "<p>1 entities, 0 claims</p><ul><li>&lt;script&gt;alert(1)&lt;/script&gt;</li></ul>"
