"""What can be reckoned from the shape of the whole graph, each with what it means and what it does not. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log

import networkx as nx
import rustworkx

from graph.identifiers import NodeId
from graph.overlaps import Overlap, overlaps
from graph.projection import Projection

SEED = 7
JOINT = "; "
# Who answers to whom, and who works with whom: nothing that is only a shared topic.
ACCOUNTABLE = frozenset({"PART_OF", "OVERSEES", "PARTNERS_WITH", "SUCCEEDED_BY"})

Value = str | int | float | bool | None
Rows = tuple[dict[str, Value], ...]


@dataclass(frozen=True)
class Analysis:
    """One thing that can be reckoned."""

    name: str
    title: str
    explanation: str
    limits: str
    columns: dict[str, str]
    rows: Callable[[Projection], Rows]
    cut: Callable[[Projection], bool] = lambda _: False
    """Whether not everything was looked at."""
    quoted: tuple[str, ...] = ()
    """Columns with an id of which the answer gives the words, in `…_quote` and `…_document`."""


def matrix(projection: Projection) -> Rows:
    """A row for each organisation and theme that have to do with each other, by their ids."""
    made: dict[tuple[NodeId, NodeId], set[NodeId]] = defaultdict(set)
    spoken: dict[tuple[NodeId, NodeId], set[NodeId]] = defaultdict(set)
    for work, themes in projection.themes.items():
        cells = made if projection.things[work].label == "Commitment" else spoken
        for owner in projection.owners.get(work, ()):
            for theme in themes:
                cells[owner, theme].add(work)
    return tuple(_cell(projection, pair, made[pair], spoken[pair]) for pair in sorted({*made, *spoken}))


def _cell(projection: Projection, pair: tuple[NodeId, NodeId], made: set[NodeId], spoken: set[NodeId]) -> dict[str, Value]:
    owner, theme = pair
    dated = sum(projection.things[one].has_deadline for one in made)
    return {
        "organisation": owner,
        "organisation_name": projection.named(owner),
        "theme": theme,
        "theme_name": projection.named(theme),
        "commitments": len(made),
        "share_with_deadline": share(dated, len(made)),
        "strategies": len(spoken),
        "mentioned_not_committed": bool(spoken) and not made,
    }


def themes(projection: Projection) -> Rows:
    """A row for each theme that somebody works on, the one with most commitments first."""
    on: dict[NodeId, list[NodeId]] = defaultdict(list)
    for work, about in projection.themes.items():
        for theme in about:
            on[theme].append(work)
    rows = [_theme(projection, theme, works) for theme, works in on.items()]
    return tuple(sorted(rows, key=lambda row: (-int(row["commitments"] or 0), str(row["theme"]))))


def _theme(projection: Projection, theme: NodeId, works: list[NodeId]) -> dict[str, Value]:
    made = [one for one in works if projection.things[one].label == "Commitment"]
    owned = [one for one in made if projection.owners.get(one)]
    return {
        "theme": theme,
        "theme_name": projection.named(theme),
        "commitments": len(made),
        "share_with_owner": share(len(owned), len(made)),
        "share_with_deadline": share(sum(projection.things[one].has_deadline for one in made), len(made)),
        "strategies": len(works) - len(made),
        "organisations": len({owner for one in works for owner in projection.owners.get(one, ())}),
    }


def share(part: int, whole: int) -> float | None:
    """A share, 0 to 1, with three decimals; None of nothing."""
    return round(part / whole, 3) if whole else None


def bodies(projection: Projection) -> "nx.Graph[NodeId]":
    """Organisations, joined where one answers to the other, they work together, or make a commitment or strategy together."""
    network: nx.Graph[NodeId] = nx.Graph()
    network.add_nodes_from(projection.ids("Organisation"))
    together = Counter(pair for owners in projection.owners.values() for pair in combinations(sorted(owners), 2))
    together.update((min(source, target), max(source, target)) for source, kind, target in projection.links if kind in ACCOUNTABLE)
    network.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(together.items()) if one != other)
    return network


def centrality(projection: Projection) -> Rows:
    """A row for each organisation that is joined to another, the one that most shortest ways lead through first."""
    network = bodies(projection)
    places = {node: place for place, node in enumerate(network)}
    plain = rustworkx.PyGraph()
    plain.add_nodes_from(list(network))
    plain.add_edges_from_no_data([(places[one], places[other]) for one, other in network.edges])
    through = rustworkx.betweenness_centrality(plain)
    rows: list[dict[str, Value]] = [
        {
            "organisation": node,
            "organisation_name": projection.named(node),
            "joined_to": degree,
            "joint_acts": int(network.degree(node, weight="weight")),
            "between": round(through[places[node]], 6),
        }
        for node, degree in network.degree
        if degree
    ]
    return tuple(sorted(rows, key=lambda row: (-float(row["between"] or 0), -int(row["joined_to"] or 0), str(row["organisation"]))))


def communities(projection: Projection) -> Rows:
    """A row for each organisation that is joined to another, by community, the largest first."""
    network = bodies(projection)
    network.remove_nodes_from([node for node, degree in list(network.degree) if not degree])
    found = nx.community.louvain_communities(network, weight="weight", seed=SEED) if network else []
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members[0]))
    return tuple(
        {"community": number, "size": len(members), "organisation": member, "organisation_name": projection.named(member)}
        for number, members in enumerate(ordered, start=1)
        for member in members
    )


def bridges(projection: Projection) -> Rows:
    """A row for each pair whose tie alone holds two parts of the network together, and the size of the smaller part."""
    network = bodies(projection)
    rows = []
    for one, other in sorted(tuple(sorted(pair)) for pair in nx.bridges(network)):
        network.remove_edge(one, other)
        cut_off = min(len(nx.node_connected_component(network, one)), len(nx.node_connected_component(network, other)))
        network.add_edge(one, other)
        ends: dict[str, Value] = {"one": one, "one_name": projection.named(one), "other": other, "other_name": projection.named(other)}
        rows.append({**ends, "cut_off": cut_off})
    return tuple(sorted(rows, key=lambda row: (-int(row["cut_off"] or 0), str(row["one"]), str(row["other"]))))


def theme_pairs(projection: Projection) -> Rows:
    """A row for each two themes that a commitment or strategy is about at once, the most frequent first."""
    alone = Counter(theme for about in projection.themes.values() for theme in about)
    together = Counter(pair for about in projection.themes.values() for pair in combinations(sorted(about), 2))
    works = len(projection.themes)
    rows: list[dict[str, Value]] = [
        {
            "one": one,
            "one_name": projection.named(one),
            "other": other,
            "other_name": projection.named(other),
            "together": number,
            "association": round(log(number * works / (alone[one] * alone[other])), 3),
        }
        for (one, other), number in together.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-int(row["together"] or 0), str(row["one"]), str(row["other"]))))


def overlap_rows(projection: Projection) -> Rows:
    """A row for each two commitments that may promise the same, the closest first."""
    return tuple(_overlap(projection, pair) for pair in overlaps(projection).found)


def overlaps_cut(projection: Projection) -> bool:
    """Whether there were more pairs than are compared."""
    return overlaps(projection).cut


def _overlap(projection: Projection, pair: Overlap) -> dict[str, Value]:
    def named(ids: Iterable[NodeId]) -> str:
        return JOINT.join(projection.named(id_) for id_ in ids)

    row: dict[str, Value] = {}
    for side, id_ in (("one", pair.one), ("other", pair.other)):
        owners = sorted(projection.owners[id_])
        row |= {
            side: id_,
            f"{side}_text": projection.named(id_),
            f"{side}_owners": JOINT.join(owners),
            f"{side}_owner_names": named(owners),
            # Whoever answers fills these in; the projection holds no quotes.
            f"{side}_quote": None,
            f"{side}_document": None,
        }
    shared = {
        "themes": JOINT.join(pair.themes),
        "theme_names": named(pair.themes),
        "names": named(pair.names),
        "words": JOINT.join(pair.words),
    }
    return {**row, "likeness": pair.score, **shared}


def _bodies(row: Mapping[str, Value]) -> set[Value]:
    """The organisations that a row speaks of."""
    owners = (str(row.get(column, "")).split(JOINT) for column in ("one_owners", "other_owners"))
    return {row.get("organisation"), row.get("one"), row.get("other")}.union(*owners)


def of_organisations(rows: Iterable[dict[str, Value]], wanted: Iterable[NodeId]) -> Rows:
    """Those of the rows that speak of one of the organisations; all when none is wanted."""
    chosen = set(wanted)
    return tuple(row for row in rows if not chosen or chosen & _bodies(row))


PERSON = "Counted from what documents say; what no document says, or no rule reads, is not there."
TIES = (
    "Organisations are joined where one is part of another, oversees or succeeds it, or they work together, and for each commitment "
    "or strategy they make together. A theme that both work on joins nobody."
)
BODY_COLUMNS = {"organisation": "Id of the organisation.", "organisation_name": "Its name."}
PAIR_COLUMNS = {"one": "Id of one.", "one_name": "Its name.", "other": "Id of the other.", "other_name": "Its name."}
THEME_COLUMNS = {"theme": "Id of the theme.", "theme_name": "Its name."}
MADE_COLUMNS = {
    "commitments": "Commitments on the theme.",
    "share_with_deadline": "Share of them that say by when, 0 to 1; empty without any.",
    "strategies": "Strategies on the theme.",
}
OVERLAP_COLUMNS = {
    f"{side}{ending}": description
    for side in ("one", "other")
    for ending, description in (
        ("", "Id of the commitment."),
        ("_text", "What it says."),
        ("_owners", "Ids of those who make it."),
        ("_owner_names", "Their names."),
        ("_quote", "The words it was read from."),
        ("_document", "Title of the document they stand in."),
    )
}
ANALYSES = {
    one.name: one
    for one in (
        Analysis(
            "matrix", "Who works on which theme?",
            "For each organisation and theme: the commitments it makes on the theme, how many of them say by when, the strategies it "
            "stands behind, and whether it speaks of the theme in a strategy without committing to anything.",
            PERSON, {**BODY_COLUMNS, **THEME_COLUMNS, **MADE_COLUMNS, "mentioned_not_committed": "Whether it has strategies only."}, matrix,
        ),
        Analysis(
            "themes", "How well is each theme looked after?",
            "For each theme: its commitments, how many of them have an owner and say by when, its strategies and organisations.",
            PERSON,
            {**THEME_COLUMNS, **MADE_COLUMNS, "share_with_owner": "Share with an owner.", "organisations": "How many work on it."},
            themes,
        ),
        Analysis(
            "centrality", "Which bodies hold the network together?",
            f"{TIES} `between` is the share of shortest ways between two others that lead through the body (betweenness, 0 to 1).",
            "A body that many documents speak of has more ties, and so a higher place, without being more powerful.",
            {**BODY_COLUMNS, "joined_to": "Bodies it is joined to.", "joint_acts": "Ties to them.", "between": "Betweenness."},
            centrality,
        ),
        Analysis(
            "communities", "Which bodies belong together?",
            f"{TIES} Groups that are joined more closely within than to others (Louvain, always from the same start).",
            "The number of groups follows from the method; a body on the edge of two could stand in either.",
            {"community": "Number of the group, the largest first.", "size": "Bodies in it.", **BODY_COLUMNS}, communities,
        ),
        Analysis(
            "bridges", "Which ties are the only ones between two parts?",
            f"{TIES} A bridge is a tie without which two parts would not be joined at all.",
            "A bridge can also be a sign that documents which speak of other ties were not read.",
            {**PAIR_COLUMNS, "cut_off": "Bodies on the smaller side."}, bridges,
        ),
        Analysis(
            "theme_pairs", "Which themes are treated together?",
            "Two themes that the same commitment or strategy is about. `association` is above 0 when they meet more often than chance "
            "would have it, below when less (pointwise mutual information).",
            "Of rare themes, one meeting already gives a high association.",
            {**PAIR_COLUMNS, "together": "Commitments and strategies about both.", "association": "As explained."}, theme_pairs,
        ),
        Analysis(
            "overlaps", "Whose promises overlap?",
            "Pairs of commitments of different owners that are about the same theme and share names or telling words. `likeness` is from 0 "
            "to 1: four fifths are the share of the terms of both that they have in common, each counting less the more commitments have "
            "it, one fifth is how rare the theme is. A recommendation and the answer to it are no pair.",
            "Candidates for a person, reckoned when asked for and stored nowhere: no document says that two overlap, and two that say "
            "the same in other words are not found. Terms that more than 80 commitments on a theme share bring no pair together.",
            {
                **OVERLAP_COLUMNS, "likeness": "How alike they are, 0.25 to 1.", "themes": "Ids of the themes they share.",
                "theme_names": "Their names.", "names": "Organisations and strategies that both name.", "words": "Other words they share.",
            },
            overlap_rows, overlaps_cut, ("one", "other"),
        ),
    )
}  # fmt: skip
