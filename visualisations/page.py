"""Page: a subgraph in, one HTML file out that needs nothing else. The only module that knows pyvis."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import ceil, log2, sqrt

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup
from pyvis.network import Network

from graph.answers import Connection
from graph.subgraph import Subgraph
from visualisations.clusters import clusters_of, folded
from visualisations.content import content_of
from visualisations.filters import filters_of
from visualisations.layout import Arrange, Layout, around_seeds, spring
from visualisations.legend import KIND_STYLES, legend_of
from visualisations.picture import Picture, Spot, picture_of
from visualisations.tables import node_rows, relation_rows
from visualisations.ties import content_of_ties, tie_rows
from visualisations.views.heat import Heat, heat_style
from visualisations.wording import counted, listed, visible

# The copy that pyvis carries, read from the package: what pyvis calls "in_line" still asks a network for Bootstrap.
LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
# In this order in one script: each uses what stands before it, and the last one starts it all.
SCRIPTS = (
    *("content.js", "state.js", "ties.js", "shown.js", "paths.js", "quotes.js", "labels.js", "picture.js"),
    *("evidence.js", "tables.js", "saving.js", "search.js", "controls.js", "start.js"),
)
# Rows of each table that are in the HTML itself, for who has no JavaScript; a browser lays thousands of them out for seconds.
ROWS_WRITTEN = 300
OPTIONS: dict[str, object] = {
    "autoResize": True,
    # Positions come from layout.py: with physics in the browser, 200 symbols took 9.9 s to the first picture, 1,000 more than 60 s.
    "physics": False,
    # For the same reason: the library would compute first positions of its own.
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "selectConnectedEdges": False, "multiselect": False, "zoomSpeed": 0.6},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4},
}
EDGES: dict[str, object] = {"arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}}, "selectionWidth": 1, "hoverWidth": 1}
FLOWING = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}


@dataclass(frozen=True)
class Words:
    """What a page says above its picture."""

    title: str
    """The question."""
    answer: str
    """The answer in one sentence."""
    how_to_read: str = ""
    """A line on what stands where."""
    more: str = ""
    """Where the rest is, shown when the subgraph is truncated."""
    notes: tuple[str, ...] = ()
    """What else a reader has to know before reading."""


@dataclass(frozen=True)
class Tied:
    """The ties with which a page opens, and what it says about them."""

    ties: tuple[Connection, ...]
    heading: str
    how_to_read: str
    more: str = ""
    """Where the others are, when some were cut off."""


def render(
    subgraph: Subgraph,
    words: Words,
    *,
    arrange: Arrange = spring,
    heat: Heat | None = None,
    folds: bool = True,
    tied: Tied | None = None,
) -> str:
    """The page that answers a question: picture, evidence and tables in one HTML file.

    Args:
        subgraph: what the page shows.
        words: the question and its answer.
        arrange: a function of `visualisations.layout` that places the symbols.
        heat: a table of organisations and themes above the picture.
        folds: whether alike commitments may share a symbol.
        tied: lines between organisations with their reasons; what they name is in the subgraph.

    Returns:
        HTML that requests nothing; the same arguments give the same bytes.
    """
    picture = picture_of(subgraph) if folds else picture_of(subgraph, most_commitments=len(subgraph.nodes))
    things, links, filters = node_rows(subgraph, picture), relation_rows(subgraph), filters_of(subgraph)
    months = [(choice.value, choice.words) for choice in filters.months]
    content = {**content_of(subgraph, things, links), "months": months, "picture": _drawing(picture, arrange)}
    content |= content_of_ties(tied.ties if tied else (), subgraph)
    style, script, library = _style_sheet(), _script(), _library()
    return _template().render(
        words=words,
        counts=_counts(subgraph),
        cuts=[*_cuts(subgraph, words.more), *([tied.more] if tied and tied.more else [])],
        example=_example(subgraph),
        legend=legend_of(subgraph),
        styles=KIND_STYLES,
        filters=filters,
        heat=heat,
        nodes=things,
        links=links,
        tied=tied,
        ties=tie_rows(tied.ties, subgraph) if tied else [],
        strongest=ceil(max((tie.strength for tie in tied.ties), default=0)) if tied else 1,
        written=ROWS_WRITTEN,
        content=as_json(content),
        policy=_policy([library, script], style),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        library=Markup(library),  # noqa: S704 - the library that pyvis brings
    )


def as_json(value: object) -> Markup:
    """`value` as JSON that cannot end or open anything in HTML."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A name such as "</script>" would end the script, and U+2028 ends a line of JavaScript.
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing that HTML could read is left


def _drawing(picture: Picture, arrange: Arrange) -> dict[str, object]:
    clusters = clusters_of(picture)
    layout = around_seeds(arrange(folded(picture, clusters) if clusters else picture), clusters)
    # Undirected, pyvis drops a second line between the same two symbols without a word.
    network = Network(directed=True)
    network.options = {**OPTIONS, "edges": {**EDGES, "smooth": FLOWING if layout.column else False}}
    for spot in picture.spots:
        _add_spot(network, spot, picture, layout)
    # Not one by one: for each edge pyvis looks through the list of all nodes, a third of the time of a large page.
    network.edges += [{"from": line.source, "to": line.target, "id": line.id, "count": len(line.relationships)} for line in picture.lines]
    nodes, edges, _, _, _, options = network.get_network_data()
    put_away = [{**node, "cluster": clusters[node["id"]]} if node["id"] in clusters else node for node in nodes]
    # pyvis gives the options as text.
    return {"nodes": put_away, "edges": edges, "options": json.loads(options), **layout.furniture}


def _add_spot(network: Network, spot: Spot, picture: Picture, layout: Layout) -> None:
    style, point = KIND_STYLES[spot.kind], layout.points[spot.id]
    degree = len(picture.neighbours[spot.id])
    # Logarithms and roots, so that a hub is larger than the others without covering them.
    base = {"Organisation": 16, "Theme": 13, "Person": 12}.get(spot.kind, 9)
    network.add_node(
        spot.id,
        label=visible(spot.name),
        shape=style.shape,
        color=style.colour,
        x=point.x,
        y=point.y,
        size=round(base + min(1.6 * sqrt(degree), 10) + 2 * log2(len(spot.members)), 1),
        kind=spot.kind,
        members=len(spot.members),
    )


def _counts(subgraph: Subgraph) -> str:
    kinds = [
        counted(entry.count, entry.style.label.lower() if entry.count == 1 else entry.style.plural, entry.style.plural)
        for entry in legend_of(subgraph).kinds
    ]
    links, documents = counted(len(subgraph.relationships), "link"), counted(len(subgraph.documents), "document")
    return f"{listed(kinds)}, joined by {links}, read from {documents}." if kinds else "Nothing in the graph answers this yet."


def _cuts(subgraph: Subgraph, more: str) -> list[str]:
    if not subgraph.truncated:
        return []
    return [f"The graph holds more than fits on this page.{' ' if more else ''}{more}"]


def _example(subgraph: Subgraph) -> str:
    names = [name for node in subgraph.nodes if (name := getattr(node, "name", None)) and len(name) < 24]
    return min(names, default="Home Office")


def _policy(scripts: Sequence[str], style: str) -> str:
    # Every script and style is named by its digest: what a document's name smuggles in does not run, from file:// either.
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )  # fmt: skip


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    # autoescape is what pyvis' own template lacks: its heading runs scripts. StrictUndefined makes a misspelt name an error.
    environment = Environment(autoescape=True, loader=FunctionLoader(_asset), finalize=_shown, undefined=StrictUndefined)
    environment.globals["counted"] = counted
    return environment.get_template("page.html")


def _shown(value: object) -> object:
    """Everything the template prints passes here, so that no name can hide or reorder what stands beside it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style_sheet() -> str:
    colours = {style.css_class: (style.colour, style.colour_at_night) for style in KIND_STYLES.values()}
    day = "".join(f"--{name}:{colour};" for name, (colour, _) in colours.items())
    night = "".join(f"--{name}:{colour};" for name, (_, colour) in colours.items())
    shapes = "".join(f".shape.{name}{{fill:var(--{name})}}" for name in colours)
    return f":root{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}{shapes}\n{_asset('page.css')}{heat_style()}"


@cache
def _script() -> str:
    return "\n".join(_asset(name) for name in SCRIPTS)


@cache
def _asset(name: str) -> str:
    return (files("visualisations") / "assets" / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    return (files("pyvis") / LIBRARY).read_text(encoding="utf-8")
