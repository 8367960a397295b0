"""Heat: how much each organisation has promised on each theme, as a table whose cells lead to the commitments."""

from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlencode

from graph.identifiers import NodeId
from graph.kinds import Commitment
from graph.subgraph import Subgraph
from visualisations.views.reading import BEHIND
from visualisations.wording import counted, label_in_picture, name_of

# Counts at which a cell gets darker; four shades can still be told apart, and the number stands in the cell.
STEPS = (1, 3, 6, 12)


def heat_style() -> str:
    """The style of the table, wherever it stands; it takes `--paper` and `--rule` from the page."""
    return (files("visualisations") / "assets" / "heat.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Cell:
    """What one organisation has promised on one theme."""

    count: int
    words: str
    shade: int
    """From 0, nothing, to 4."""
    address: str
    """The fragment that shows only these commitments; '' where there are none."""
    named_only: bool = False
    """Whether a strategy of the organisation names the theme and nothing is promised."""


@dataclass(frozen=True)
class Row:
    """One organisation."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Heat:
    """Organisations down, themes across, the busiest of both first."""

    themes: tuple[str, ...]
    rows: tuple[Row, ...]


def heat_of(subgraph: Subgraph) -> Heat:
    """The table of all organisations and themes of the subgraph between which there is something."""
    promised, named = _promised(subgraph), _named(subgraph)
    pairs = set(promised) | named
    themes = _by_weight({theme for _, theme in pairs}, {pair: len(ids) for pair, ids in promised.items()}, side=1)
    owners = _by_weight({owner for owner, _ in pairs}, {pair: len(ids) for pair, ids in promised.items()}, side=0)
    rows = [
        Row(
            label_in_picture(subgraph.by_id[owner]),
            tuple(_cell(subgraph, owner, theme, promised.get((owner, theme), set()), (owner, theme) in named) for theme in themes),
            len(set().union(*(promised.get((owner, theme), set()) for theme in themes))),
        )
        for owner in owners
    ]
    return Heat(tuple(name_of(subgraph.by_id[theme]) for theme in themes), tuple(rows))


def _promised(subgraph: Subgraph) -> dict[tuple[NodeId, NodeId], set[NodeId]]:
    makers, concerns = defaultdict(list), defaultdict(list)
    for one in subgraph.relationships:
        if one.type == "MAKES":
            makers[one.target].append(one.source)
        elif one.type == "CONCERNS":
            concerns[one.source].append(one.target)
    found: dict[tuple[NodeId, NodeId], set[NodeId]] = defaultdict(set)
    for commitment, owners in makers.items():
        for owner in owners:
            for theme in concerns[commitment]:
                found[owner, theme].add(commitment)
    return found


def _named(subgraph: Subgraph) -> set[tuple[NodeId, NodeId]]:
    """Pairs of an organisation and a theme that a strategy of it addresses."""
    behind = {(one.target, one.source) for one in subgraph.relationships if one.type in BEHIND}
    addressed = {(one.source, one.target) for one in subgraph.relationships if one.type == "ADDRESSES"}
    return {(owner, theme) for strategy, owner in behind for other, theme in addressed if other == strategy}


def _by_weight(ids: set[NodeId], counts: dict[tuple[NodeId, NodeId], int], side: int) -> list[NodeId]:
    weight: dict[NodeId, int] = defaultdict(int)
    for pair, count in counts.items():
        weight[pair[side]] += count
    return sorted(ids, key=lambda id_: (-weight[id_], id_))


def _cell(subgraph: Subgraph, owner: NodeId, theme: NodeId, commitments: set[NodeId], named: bool) -> Cell:
    if not commitments:
        return Cell(0, "named in a strategy, nothing promised" if named else "nothing", 0, "", named_only=named)
    nodes = [subgraph.by_id[id_] for id_ in commitments]
    dated = sum(1 for node in nodes if isinstance(node, Commitment) and node.deadline)
    words = f"{counted(len(commitments), 'commitment')}, {dated or 'none'} with a deadline"
    shade = sum(1 for step in STEPS if len(commitments) >= step)
    return Cell(len(commitments), words, shade, f"#{urlencode({'department': owner, 'theme': theme}, safe='/')}")
