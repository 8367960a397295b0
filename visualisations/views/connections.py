"""Connections across departments: what they share and how they work together."""

from itertools import combinations

from graph.identifiers import NodeId
from graph.kinds import Organisation
from graph.subgraph import Subgraph
from visualisations.layout import ring
from visualisations.views.reading import MOST_NAMES, names, sources, themes_of
from visualisations.views.view import Question, View
from visualisations.wording import counted, listed


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """How the departments are connected, in counts."""
    organisations = [node.id for node in subgraph.nodes if isinstance(node, Organisation)]
    known = [id_ for id_ in subjects if id_ in subgraph.by_id]
    who = names(subgraph, known) if 1 < len(known) <= MOST_NAMES else "these departments"
    title = f"How are {who} connected?"
    if len(organisations) < 2:
        return Question(title, "The documents that were read name no connection between them.")
    return Question(title, f"{_extent(subgraph, organisations)}{_closest(subgraph, organisations)}.")


def _extent(subgraph: Subgraph, organisations: list[NodeId]) -> str:
    shared = set().union(*(themes_of(subgraph, one) & themes_of(subgraph, other) for one, other in combinations(organisations, 2)))
    direct = [one for one in subgraph.relationships if one.source in organisations and one.target in organisations]
    joint = [node.id for node in subgraph.nodes if node.label == "Commitment" and len(sources(subgraph, ["MAKES"], [node.id])) > 1]
    reasons = [
        counted(count, singular)
        for count, singular in ((len(shared), "shared theme"), (len(joint), "joint commitment"), (len(direct), "direct link"))
        if count
    ]
    if not reasons:
        return f"{counted(len(organisations), 'organisation')} are connected through what their strategies cite and change"
    return f"{counted(len(organisations), 'organisation')} are connected by {listed(reasons)}"


def _closest(subgraph: Subgraph, organisations: list[NodeId]) -> str:
    """The pair that shares most themes, when one pair does."""
    pairs = sorted(combinations(organisations, 2))
    common = {pair: len(themes_of(subgraph, pair[0]) & themes_of(subgraph, pair[1])) for pair in pairs}
    most = max(common.values())
    closest = [pair for pair in pairs if common[pair] == most]
    # Of two departments it is plain which share most; of a tie no pair is the closest.
    if not most or len(organisations) < 3 or len(closest) > 1:
        return ""
    return f"; {names(subgraph, closest[0])} have most in common: {counted(most, 'theme')}"


CONNECTIONS = View(
    name="connections",
    about="How are departments connected?",
    query="view_connections",
    subject="organisations",
    kind="Organisation",
    takes_many=True,
    how_to_read="Each oval is an organisation with its own strategies and commitments. What stands between the ovals is shared.",
    ask=ask,
    arrange=lambda _: ring,
)
