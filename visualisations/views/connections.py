"""Connections across departments: what they share and how they work together."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from graph.answers import Connection, Connections
from graph.identifiers import NodeId
from graph.kinds import Organisation
from graph.store import GraphStore
from graph.subgraph import Subgraph
from visualisations.layout import ring
from visualisations.ties import counted_reasons
from visualisations.views.reading import MOST_NAMES, day_in, names, organisations_in, short_name, sources, themes_of
from visualisations.views.view import Question, Ties, View
from visualisations.wording import counted, listed

MOST_TIES = 150


def ask(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> Question:
    """How the departments are connected, in counts."""
    organisations = [node.id for node in subgraph.nodes if isinstance(node, Organisation)]
    title = _title(subgraph, subjects)
    if len(organisations) < 2:
        return Question(title, "The documents that were read name no connection between them.")
    return Question(title, f"{_extent(subgraph, organisations)}{_closest(subgraph, organisations)}.")


def ask_ties(subgraph: Subgraph, subjects: tuple[NodeId, ...], ties: Sequence[Connection]) -> Question:
    """How many pairs are connected, by what, and which of them most strongly."""
    ends = {end for tie in ties for end in (tie.source, tie.target)}
    extent = f"{counted(len(ends), 'organisation')} are connected by {counted_reasons(reason for tie in ties for reason in tie.reasons)}"
    return Question(_title(subgraph, subjects), f"{extent}{_strongest(subgraph, ties)}.")


def _title(subgraph: Subgraph, subjects: tuple[NodeId, ...]) -> str:
    known = [id_ for id_ in subjects if id_ in subgraph.by_id]
    return f"How are {names(subgraph, known) if 1 < len(known) <= MOST_NAMES else 'these departments'} connected?"


def _strongest(subgraph: Subgraph, ties: Sequence[Connection]) -> str:
    """The strongest of several; of equals none is."""
    first, *others = ties
    if not others or others[0].strength == first.strength:
        return ""
    pair = listed([short_name(subgraph, first.source), short_name(subgraph, first.target)])
    return f"; the strongest connection is that of {pair}: {counted_reasons(first.reasons)}"


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


def strongest(store: GraphStore, parameters: Mapping[str, object]) -> Connections:
    """The strongest connections among the departments asked for, as /v1/connections has them."""
    return store.as_of(day_in(parameters)).connections(organisations_in(parameters), limit=MOST_TIES)


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
    ties=Ties(
        read=strongest,
        ask=ask_ties,
        heading="Connections",
        how_to_read="The wider a line, the stronger the connection; broken lines rest only on themes or bodies in common.",
        more="policygraph draw connections --department …, or GET /v1/connections?limit=500, shows more connections.",
    ),
)
