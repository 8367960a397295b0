"""A strategy of the graph as StratML: its commitments as objectives, their owners as those who perform them.

Source: ANSI/AIIM 22:2017 (PerformancePlanOrReport), whose order of elements and choices of words are kept
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from graph.base import Relationship
from graph.errors import NodeNotFound
from graph.identifiers import NodeId
from graph.kinds import Commitment, Makes, Organisation, Strategy
from graph.subgraph import Subgraph

NAMESPACE: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
PUBLISHING: Final = ("PUBLISHES", "OWNS")
# What no XML document can hold, not even escaped.
UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    links = _links_by_target(graph)
    for publisher in _bodies(graph, links[strategy_id], PUBLISHING):
        _organisation(core, publisher)
    goal = SubElement(core, "Goal")
    _add(goal, "Name", strategy.name)
    # The standard wants one; the graph holds none, and none is made up.
    SubElement(goal, "Description")
    for commitment in _commitments(graph, strategy_id):
        _objective(goal, commitment, list(_owners(graph, links[commitment.id])))
    about = SubElement(root, "AdministrativeInformation")
    _add(about, "Identifier", _xml_id(strategy.id))
    for name, day in (("StartDate", strategy.period_start), ("EndDate", strategy.period_end), ("PublicationDate", strategy.published_on)):
        _add(about, name, str(day or ""))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _commitments(graph: Subgraph, strategy_id: NodeId) -> list[Commitment]:
    stated = {link.target for link in graph.relationships if link.type == "CONTAINS" and link.source == strategy_id}
    return [node for node in graph.nodes if isinstance(node, Commitment) and node.id in stated]


def _links_by_target(graph: Subgraph) -> Mapping[NodeId, Sequence[Relationship]]:
    # Looked up for each of thousands of commitments: to go through all links each time would take minutes.
    found: defaultdict[NodeId, list[Relationship]] = defaultdict(list)
    for link in graph.relationships:
        found[link.target].append(link)
    return found


def _bodies(graph: Subgraph, links: Sequence[Relationship], types: Sequence[str]) -> Iterator[Organisation]:
    """The organisations that links of these types lead from, each once."""
    for key in dict.fromkeys(link.source for link in links if link.type in types):
        body = graph.by_id.get(key)
        if isinstance(body, Organisation):
            yield body


def _owners(graph: Subgraph, links: Sequence[Relationship]) -> Iterator[tuple[str, Organisation]]:
    """Roles and owners, those who lead first."""
    makes = [link for link in links if isinstance(link, Makes)]
    for role in ("lead", "support"):
        bodies = _bodies(graph, [link for link in makes if link.role == role], ("MAKES",))
        yield from ((role, body) for body in bodies)


def _organisation(core: Element, body: Organisation) -> None:
    part = SubElement(core, "Organization")
    _add(part, "Name", body.name)
    _add(part, "Acronym", body.abbreviation or "")
    _add(part, "Identifier", _xml_id(body.id))


def _objective(goal: Element, commitment: Commitment, owners: Sequence[tuple[str, Organisation]]) -> None:
    part = SubElement(goal, "Objective")
    _add(part, "Description", commitment.text)
    _add(part, "Identifier", _xml_id(commitment.id))
    _add(part, "SequenceIndicator", commitment.number or "")
    for role, owner in owners:
        holder = SubElement(part, "Stakeholder", {"StakeholderTypeType": "Organization"})
        _add(holder, "Name", owner.name)
        inner = SubElement(holder, "Role")
        _add(inner, "Name", role.title())
        # The first performer is read back as the lead; where the graph knows of none, none is made.
        if any(leading == "lead" for leading, _ in owners):
            _add(inner, "RoleType", "Performer")
    if commitment.deadline or commitment.deadline_latest or _units(commitment):
        _indicator(part, commitment)


def _indicator(part: Element, commitment: Commitment) -> None:
    """The deadline and the number to be reached: the standard has both in what is measured."""
    indicator = SubElement(part, "PerformanceIndicator")
    SubElement(indicator, "MeasurementDimension")
    unit = SubElement(indicator, "UnitOfMeasurement")
    unit.text = _written(commitment.target_unit or "")
    target = SubElement(SubElement(indicator, "MeasurementInstance"), "TargetResult")
    _add(target, "EndDate", str(commitment.deadline_latest or ""))
    _add(target, "NumberOfUnits", _units(commitment))
    # The day alone would be more than "by spring" says, and words that are no day have no other element.
    if commitment.deadline_precision != "day":
        _add(target, "Description", commitment.deadline or "")


def _units(commitment: Commitment) -> str:
    """The target as xsd:decimal, which knows no exponent and no infinity."""
    value = commitment.target_value
    if value is None or not math.isfinite(value):
        return ""
    # repr has the fewest digits that are this number; Decimal of the float itself would have fifty.
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def _add(parent: Element, name: str, text: str) -> None:
    """An element with a text; none when there is nothing to say."""
    if text:
        SubElement(parent, name).text = _written(text)


def _written(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


def _xml_id(node_id: NodeId) -> str:
    """A node's id as an xsd:ID, which has no slash."""
    return node_id.replace("/", ".")
