"""A strategy of the graph as StratML: its commitments as objectives, their owners as those who perform them.

Source: ANSI/AIIM 22:2017 (PerformancePlanOrReport), whose order of elements is kept
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from graph.errors import NodeNotFound
from graph.identifiers import NodeId
from graph.kinds import Commitment, Organisation, Strategy
from graph.subgraph import Subgraph

NAMESPACE: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
PUBLISHING: Final = ("PUBLISHES", "OWNS")


def stratml_of(graph: Subgraph, strategy_id: NodeId) -> str:
    """The strategy as an XML document; the same graph gives the same text.

    Args:
        graph: the strategy with its commitments, their owners and those who publish it.
        strategy_id: the strategy to write.

    Raises:
        NodeNotFound: the strategy is not in the graph.
    """
    strategy = graph.by_id.get(strategy_id)
    if not isinstance(strategy, Strategy):
        raise NodeNotFound(strategy_id)
    root = Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Strategic_Plan"})
    _add(root, "Name", strategy.name)
    core = SubElement(root, "StrategicPlanCore")
    for publisher in _ends(graph, strategy_id, PUBLISHING):
        _organisation(core, publisher)
    goal = SubElement(core, "Goal")
    _add(goal, "Name", strategy.name)
    # The standard wants one; the graph holds none, and none is made up.
    SubElement(goal, "Description")
    for commitment in _commitments(graph, strategy_id):
        _objective(goal, commitment, graph)
    about = SubElement(root, "AdministrativeInformation")
    for name, day in (("StartDate", strategy.period_start), ("EndDate", strategy.period_end), ("PublicationDate", strategy.published_on)):
        _add(about, name, str(day or ""))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _commitments(graph: Subgraph, strategy_id: NodeId) -> list[Commitment]:
    stated = {link.target for link in graph.relationships if link.type == "CONTAINS" and link.source == strategy_id}
    return [node for node in graph.nodes if isinstance(node, Commitment) and node.id in stated]


def _ends(graph: Subgraph, target: NodeId, types: tuple[str, ...], role: str | None = None) -> Iterator[Organisation]:
    """The organisations that a relationship of these types leads from."""
    for key in dict.fromkeys(link.source for link in graph.relationships if link.target == target and link.type in types):
        links = [link for link in graph.relationships if (link.source, link.target) == (key, target)]
        body = graph.by_id.get(key)
        if isinstance(body, Organisation) and (role is None or any(getattr(link, "role", None) == role for link in links)):
            yield body


def _organisation(core: Element, body: Organisation) -> None:
    part = SubElement(core, "Organization")
    _add(part, "Name", body.name)
    _add(part, "Acronym", body.abbreviation or "")
    _add(part, "Identifier", _xml_id(body.id))


def _objective(goal: Element, commitment: Commitment, graph: Subgraph) -> None:
    part = SubElement(goal, "Objective")
    _add(part, "Description", commitment.text)
    _add(part, "Identifier", _xml_id(commitment.id))
    _add(part, "SequenceIndicator", commitment.number or "")
    for title, role in (("Lead", "lead"), ("Support", "support")):
        for owner in _ends(graph, commitment.id, ("MAKES",), role):
            holder = SubElement(part, "Stakeholder", {"StakeholderTypeType": "Organization"})
            _add(holder, "Name", owner.name)
            inner = SubElement(holder, "Role")
            _add(inner, "Name", title)
            # Whoever only helps is no performer, so that reading it back makes nobody a lead.
            _add(inner, "RoleType", "Performer" if role == "lead" else "")
    if commitment.deadline_latest:
        _indicator(part, commitment)


def _indicator(part: Element, commitment: Commitment) -> None:
    indicator = SubElement(part, "PerformanceIndicator")
    SubElement(indicator, "MeasurementDimension")
    SubElement(indicator, "UnitOfMeasurement").text = commitment.target_unit or ""
    target = SubElement(SubElement(indicator, "MeasurementInstance"), "TargetResult")
    _add(target, "EndDate", str(commitment.deadline_latest))
    if commitment.target_value is not None:
        _add(target, "NumberOfUnits", f"{commitment.target_value:f}".rstrip("0").rstrip("."))


def _add(parent: Element, name: str, text: str) -> None:
    """An element with a text; none when there is nothing to say."""
    if text:
        SubElement(parent, name).text = text


def _xml_id(node_id: NodeId) -> str:
    """A node's id as an xsd:ID, which has no slash."""
    return node_id.replace("/", ".")
