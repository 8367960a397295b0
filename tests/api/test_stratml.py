"""StratML out: a strategy with its commitments, owners and days, which reads back as what it was."""

import pytest
from defusedxml.ElementTree import fromstring

from api.stratml import NAMESPACE, stratml_of
from graph.errors import NodeNotFound
from graph.kinds import Commitment
from graph.subgraph import Subgraph
from ingest.documents import Metadata, RawDocument
from ingest.pipeline import read_and_extract
from ingest.vocabulary import load_vocabulary

PLAN = """# Harbour Lamp Plan

The Department for Transport will light all harbour lamps on the coast by 31 March 2032.

Ofcom will publish a register of fog signals by 30 June 2032.
"""


def graph_of(text: str, media_type: str = "text/markdown") -> Subgraph:
    about = Metadata(title="Harbour Lamp Plan", publisher="Department for Transport", published="2031-05-14", kind="strategy", country="gb")
    return read_and_extract(RawDocument("plan", "/plan", text.encode(), media_type, about), load_vocabulary()).subgraph


def said(graph: Subgraph) -> list[tuple[str, str, str | None]]:
    """Each commitment with its lead and its last day."""
    makes = {link.target: link.source for link in graph.relationships if link.type == "MAKES"}
    return sorted((node.text, makes[node.id], str(node.deadline_latest)) for node in graph.nodes if isinstance(node, Commitment))


def test_what_is_written_reads_back_as_the_same_strategy_and_commitments() -> None:
    before = graph_of(PLAN)

    after = graph_of(stratml_of(before, "strategy/harbour-lamp-plan"), "application/xml")

    assert len(said(before)) == 2
    assert said(after) == said(before)
    assert {node.id for node in before.nodes if node.label in {"Strategy", "Commitment"}} == {
        node.id for node in after.nodes if node.label in {"Strategy", "Commitment"}
    }


def test_the_elements_stand_in_the_order_of_the_standard() -> None:
    root = fromstring(stratml_of(graph_of(PLAN), "strategy/harbour-lamp-plan"))

    assert [part.tag.removeprefix(f"{{{NAMESPACE}}}") for part in root] == ["Name", "StrategicPlanCore", "AdministrativeInformation"]
    assert [part.tag.removeprefix(f"{{{NAMESPACE}}}") for part in root[1]] == ["Organization", "Goal"]
    objective = root.find(f".//{{{NAMESPACE}}}Objective")
    assert objective is not None
    assert [part.tag.removeprefix(f"{{{NAMESPACE}}}") for part in objective] == [
        "Description",
        "Identifier",
        "Stakeholder",
        "PerformanceIndicator",
    ]


def test_the_same_graph_gives_the_same_text() -> None:
    assert stratml_of(graph_of(PLAN), "strategy/harbour-lamp-plan") == stratml_of(graph_of(PLAN), "strategy/harbour-lamp-plan")


def test_what_looks_like_markup_is_text() -> None:
    graph = graph_of(PLAN.replace("fog signals", "<fog> & bells"))

    assert "&amp; bells" in stratml_of(graph, "strategy/harbour-lamp-plan")


def test_a_strategy_that_is_not_there_is_told() -> None:
    with pytest.raises(NodeNotFound):
        stratml_of(graph_of(PLAN), "strategy/none")
