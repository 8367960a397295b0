"""StratML out: a strategy with its commitments, owners and days, which reads back as what it was."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from api.stratml import NAMESPACE, stratml_of
from graph.base import Entity, Relationship
from graph.errors import NodeNotFound
from graph.kinds import Commitment, Contains, Makes, Organisation, Publishes, Strategy
from graph.subgraph import Subgraph
from ingest.connectors import LocalFiles
from ingest.documents import Metadata, RawDocument
from ingest.one_document import read_and_extract
from ingest.vocabulary import load_vocabulary

PLAN = """# Harbour Lamp Plan

The Department for Transport will light all harbour lamps on the coast by 31 March 2032.

Ofcom will publish a register of fog signals by 30 June 2032.
"""
# Samples that state no commitment: two registers, and a bill without a body that is to act.
SILENT = {"government-bodies.csv", "policy-themes.csv", "cyber-security-and-resilience-bill.txt"}
SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
# What may stand in an element, in its order; '!' marks what has to.
ORDER = {
    "PerformancePlanOrReport": "!Name Description OtherInformation !StrategicPlanCore AdministrativeInformation Submitter",
    "StrategicPlanCore": "Organization Vision Mission Value !Goal",
    "Organization": "Name Acronym Identifier Description Stakeholder",
    "Goal": "!Name !Description Identifier SequenceIndicator Stakeholder OtherInformation Objective",
    "Objective": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation PerformanceIndicator",
    "Stakeholder": "!Name Description Role",
    "Role": "!Name Description RoleType",
    "PerformanceIndicator": (
        "SequenceIndicator !MeasurementDimension !UnitOfMeasurement Identifier Relationship MeasurementInstance OtherInformation"
    ),
    "MeasurementInstance": "TargetResult ActualResult",
    "TargetResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source",
}
LAMP_PLAN = "strategy/lamp-plan"
CLAIM: Any = {"evidence": ("passage/a",), "extractor": "hand@1"}  # pydantic checks the kinds of the fields.
SPRING = {"deadline": "by spring 2032", "deadline_latest": date(2032, 5, 31), "deadline_precision": "season"}
Owners = frozenset[tuple[str, str]]


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


def plan_with(*commitments: Commitment, owners: dict[str, str] | None = None, name: str = "Lamp Plan") -> Subgraph:
    """A plan of the Lamp Board that states these commitments; `owners` are organisations and their roles in each of them."""
    bodies = [Organisation(id=f"organisation/{one}", name=one.title(), **CLAIM) for one in ("lamp-board", *(owners or {}))]
    links: list[Relationship] = [Publishes(source="organisation/lamp-board", target=LAMP_PLAN, **CLAIM)]
    for commitment in commitments:
        links.append(Contains(source=LAMP_PLAN, target=commitment.id, **CLAIM))
        makes = [(f"organisation/{one}", role) for one, role in (owners or {}).items()]
        links += [Makes.model_validate({"source": one, "target": commitment.id, "role": role, **CLAIM}) for one, role in makes]
    nodes: list[Entity] = [Strategy(id=LAMP_PLAN, name=name, **CLAIM), *bodies, *commitments]
    return Subgraph(nodes=tuple(nodes), relationships=tuple(links))


def lamps(**fields: object) -> Commitment:
    return Commitment.model_validate({"id": "commitment/lamps", "text": "Light all lamps.", **CLAIM, **fields})


def written(graph: Subgraph) -> Element:
    root: Element = fromstring(stratml_of(graph, LAMP_PLAN))
    return root


def texts(root: Element, *names: str) -> list[str]:
    """The texts of all elements of these names, in their order."""
    return [part.text or "" for part in root.iter() if local(part) in names]


def local(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{NAMESPACE}}}")


def faults(root: Element) -> list[str]:
    """Elements that hold something out of order, too much or too little."""
    return [f"{local(part)}: {[local(inner) for inner in part]}" for part in root.iter() if not fits(part)]


def fits(element: Element) -> bool:
    order = ORDER.get(local(element), "").split()
    known = [name.lstrip("!") for name in order]
    found = [local(inner) for inner in element]
    if not set(found) <= set(known) or not {name[1:] for name in order if name.startswith("!")} <= set(found):
        return False
    return [known.index(name) for name in found] == sorted(known.index(name) for name in found)


def samples() -> dict[str, RawDocument]:
    return {raw.name: raw for raw in LocalFiles([SAMPLES]).documents() if isinstance(raw, RawDocument) and raw.name not in SILENT}


def held(graph: Subgraph, strategy: str) -> set[tuple[str, str, str | None, str, Owners]]:
    """What a strategy holds: each commitment with id, words, number, last day and owners."""
    stated = {link.target for link in graph.relationships if link.type == "CONTAINS" and link.source == strategy}
    owners: dict[str, set[tuple[str, str]]] = {}
    for link in graph.relationships:
        if isinstance(link, Makes):
            owners.setdefault(link.target, set()).add((link.source, link.role))
    return {
        (one.id, one.text, one.number, str(one.deadline_latest), frozenset(owners.get(one.id, ())))
        for one in graph.nodes
        if isinstance(one, Commitment) and one.id in stated
    }


@pytest.mark.parametrize("name", sorted(samples()))
def test_every_sample_with_commitments_survives_the_way_out_and_in(name: str) -> None:
    vocabulary = load_vocabulary()
    before = read_and_extract(samples()[name], vocabulary).subgraph
    stating = {link.source for link in before.relationships if link.type == "CONTAINS"}
    (strategy,) = stating & {node.id for node in before.nodes}

    text = stratml_of(before, strategy)
    after = read_and_extract(RawDocument("out.xml", "/out.xml", text.encode(), "application/xml", Metadata()), vocabulary).subgraph

    assert faults(fromstring(text)) == []
    assert held(before, strategy)
    assert held(after, strategy) == held(before, strategy)


def test_the_elements_stand_in_the_order_of_the_standard() -> None:
    graph = plan_with(
        lamps(number="7", target_value=5, **SPRING),
        owners={"fog-office": "lead", "bell-office": "support"},
    )

    root = written(graph)

    assert faults(root) == []
    assert [local(part) for part in root.iter()][:7] == [
        "PerformancePlanOrReport",
        "Name",
        "StrategicPlanCore",
        "Organization",
        "Name",
        "Identifier",
        "Goal",
    ]


def test_owners_are_performers_with_their_role_the_lead_first() -> None:
    root = written(plan_with(lamps(), owners={"bell-office": "support", "fog-office": "lead"}))

    assert texts(next(part for part in root.iter() if local(part) == "Objective"), "Name", "RoleType") == [
        *("Fog-Office", "Lead", "Performer"),
        *("Bell-Office", "Support", "Performer"),
    ]


def test_where_nobody_leads_nobody_is_made_to() -> None:
    root = written(plan_with(lamps(), owners={"bell-office": "support"}))

    assert texts(root, "RoleType") == []


def test_a_day_is_written_as_the_day_alone() -> None:
    root = written(plan_with(lamps(deadline="by 31 May 2032", deadline_latest=date(2032, 5, 31), deadline_precision="day")))

    assert texts(next(part for part in root.iter() if local(part) == "TargetResult"), "EndDate", "Description") == ["2032-05-31"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"deadline": "by spring 2032", "deadline_latest": date(2032, 5, 31), "deadline_precision": "season"},
            ["2032-05-31", "by spring 2032"],
        ),
        ({"deadline": "as soon as it can be"}, ["as soon as it can be"]),
    ],
)
def test_a_deadline_that_is_no_day_keeps_its_words(fields: dict[str, object], told: list[str]) -> None:
    root = written(plan_with(lamps(**fields)))

    assert texts(next(part for part in root.iter() if local(part) == "TargetResult"), "EndDate", "Description") == told


@pytest.mark.parametrize(
    ("value", "units"),
    [(5, "5"), (0, "0"), (-2.5, "-2.5"), (0.1, "0.1"), (1e-7, "0.0000001"), (1e22, "10000000000000000000000"), (12_345.678, "12345.678")],
)
def test_a_target_is_a_decimal_without_an_exponent(value: float, units: str) -> None:
    root = written(plan_with(lamps(target_value=value, target_unit="per cent")))

    assert texts(root, "UnitOfMeasurement", "NumberOfUnits") == ["per cent", units]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), None])
def test_what_is_no_number_is_not_written(value: float | None) -> None:
    root = written(plan_with(lamps(target_value=value)))

    assert [local(part) for part in root.iter()].count("PerformanceIndicator") == 0


@settings(max_examples=150, deadline=None)
@given(text=st.text(min_size=1, max_size=40), unit=st.text(max_size=10))
def test_whatever_a_commitment_says_the_plan_is_xml(text: str, unit: str) -> None:
    # Half of a surrogate pair never gets into a graph, because no reader lets it through.
    storable = text.encode("utf-8", "replace").decode()

    root = written(plan_with(lamps(text=storable, target_value=1, target_unit=unit.encode("utf-8", "replace").decode()), name=storable))

    assert faults(root) == []


def test_characters_that_no_xml_can_hold_are_replaced() -> None:
    root = written(plan_with(lamps(text="Light\x0b all\ufffe lamps\x00")))

    assert texts(next(part for part in root.iter() if local(part) == "Objective"), "Description") == ["Light\ufffd all\ufffd lamps\ufffd"]


def test_ten_thousand_commitments_take_seconds(effort: Callable[[], float]) -> None:
    many = [lamps(id=f"commitment/c{number}", text=f"Light lamp {number}.") for number in range(10_000)]
    graph = plan_with(*many, owners={"fog-office": "lead"})

    text = stratml_of(graph, LAMP_PLAN)

    assert effort() < 200
    assert text.count("<Objective>") == 10_000


def test_the_same_graph_gives_the_same_text() -> None:
    assert stratml_of(graph_of(PLAN), "strategy/harbour-lamp-plan") == stratml_of(graph_of(PLAN), "strategy/harbour-lamp-plan")


def test_what_looks_like_markup_is_text() -> None:
    graph = graph_of(PLAN.replace("fog signals", "<fog> & bells"))

    assert "&amp; bells" in stratml_of(graph, "strategy/harbour-lamp-plan")


def test_a_strategy_that_is_not_there_is_told() -> None:
    with pytest.raises(NodeNotFound):
        stratml_of(graph_of(PLAN), "strategy/none")
