"""`policygraph demo`: the sample documents, read, counted, drawn."""

from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path

from neo4j import Driver
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.shown import Rows, Shown, content_digest, keep, mark_of, recall
from graph.answers import Connections, Filters, ListedKind, Summary
from graph.base import Node
from graph.connection import WRITE_RETRY_S, connect
from graph.errors import OutputUnwritable
from graph.identifiers import NodeId
from graph.kinds import ENTITY_KINDS, Commitment, Document, label_of
from graph.migrations import migrate
from graph.places import places
from graph.progress import terminal_report
from graph.settings import Settings
from graph.store import GraphStore
from graph.subgraph import Subgraph
from graph.writer import GraphWriter
from ingest.connectors import LocalFiles
from ingest.pipeline import ingest
from ingest.report import IngestReport
from ingest.vocabulary import load_vocabulary
from ingest.workers import Readers
from visualisations import VIEWS, draw
from visualisations.files import file_name, write_page
from visualisations.views import View

EXAMPLES_SHOWN = 4
COMMITMENTS_SHOWN = 6
PAGES_A_VIEW = 3
CONNECTIONS_WEIGHED = 100
# A server that has just started plans its first queries slowly, more so on a small machine.
PATIENCE_S = 120.0


def run(settings: Settings, out: Path, readers: Readers | None = None) -> tuple[IngestReport, list[Path]]:
    """Reads the samples, prints what was found, and writes the pages; a second run changes nothing.

    Raises:
        DatabaseUnavailable: Neo4j does not answer.
        ReadersUnavailable: the processes that read do not start.
        OutputUnwritable: the folder for the pages cannot be written to.
    """
    with connect(settings, retry_time_s=WRITE_RETRY_S) as driver:
        migrate(driver, settings.neo4j_database)
        report = read_samples(driver, settings, readers)
        return report, show(GraphStore(driver, settings.neo4j_database, PATIENCE_S), out)


def show(store: GraphStore, out: Path) -> list[Path]:
    """Prints what is in the graph and writes its pages; what the last run left is shown again as long as it holds."""
    mark = mark_of(store.version())
    shown = recall(out, mark)
    if shown is not None:
        print_tables(shown.found, shown.commitments)
        return shown.paths(out)
    in_graph, some = found(store, store.summary()), commitments(store)
    print_tables(in_graph, some)
    pages = write_pages(store, out)
    keep(Shown(mark=mark, found=in_graph, commitments=some, pages={page.name: content_digest(page) for page in pages}), out)
    return pages


def read_samples(driver: Driver, settings: Settings, readers: Readers | None = None) -> IngestReport:
    """Reads the sample documents that ship with the package into the graph; those of another version of it go."""
    writer = GraphWriter(driver, settings.neo4j_database)
    with as_file(files("ingest") / "samples") as folder, terminal_report() as progress:
        report = ingest(LocalFiles([folder]), load_vocabulary(), writer, readers=readers, report=progress)
    if settings.neo4j_uri is None:
        # The graph is the demo's own, so what these samples do not hold is left from others.
        kept = {entry.location for entry in report.entries}
        for place in places(driver, settings.neo4j_database):
            if kept.isdisjoint(place.locations):
                writer.forget(place.id)
    return report


def print_tables(in_graph: Rows, some: Rows) -> None:
    """Prints what is in the graph, and some commitments."""
    counts = Table("found", "how many", "for example", title="In the graph", title_justify="left")
    promises = Table("who", "by when", "in these words", "where", title="Some commitments", title_justify="left", show_lines=True)
    for table, rows in ((counts, in_graph), (promises, some)):
        for row in rows:
            table.add_row(*map(Text, row))
        Console().print(table)


def found(store: GraphStore, summary: Summary) -> Rows:
    """How many of each kind were found, and the first few of them."""
    kinds: tuple[type[Node], ...] = (Document, *ENTITY_KINDS)
    return tuple((kind.plural, f"{summary.nodes[label_of(kind)]:,}", examples(store, kind)) for kind in kinds)


def examples(store: GraphStore, kind: type[Node]) -> str:
    """The first few of a kind by name."""
    label: ListedKind = label_of(kind)  # type: ignore[assignment]
    nodes = store.list_nodes(label, limit=EXAMPLES_SHOWN).nodes
    if kind is Commitment and nodes:
        return "see below"
    return "; ".join(str(getattr(node, "title", None) or getattr(node, "name", "")) for node in nodes)


def commitments(store: GraphStore) -> Rows:
    """Some commitments with who makes them, by when, and the words they were read from."""
    page = store.list_nodes("Commitment", Filters(has_owner=True, has_deadline=True), limit=COMMITMENTS_SHOWN)
    rows = []
    for node in page.nodes:
        if isinstance(node, Commitment):
            around = store.neighbours(node.id, relations=["MAKES"])
            rows.append((owners(node, around), node.deadline or "", *quoted(node, around)))
    return tuple(rows)


def owners(commitment: Commitment, around: Subgraph) -> str:
    """Names of those who make the commitment."""
    makers = [one.source for one in around.relationships if one.target == commitment.id]
    return ", ".join(str(getattr(around.by_id[maker], "name", maker)) for maker in makers)


def quoted(commitment: Commitment, around: Subgraph) -> tuple[str, str]:
    """The words the commitment was read from, and the title of their document."""
    passage = around.passages_by_id[around.by_id[commitment.id].evidence[0]]
    return passage.text, around.documents_by_id[passage.document].title


def write_pages(store: GraphStore, out: Path) -> list[Path]:
    """Draws every view into the folder: one page of all connections, and those of what connects most.

    Raises:
        OutputUnwritable: the folder cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(str(out), reason=error.strerror or str(error)) from error
    weighed = store.connections(limit=CONNECTIONS_WEIGHED)
    written = []
    for view in VIEWS.values():
        for subjects in subjects_of(view, store, weighed):
            html = draw(view.name, store, **dict(zip(view.asked, subjects, strict=False)))
            written.append(write_page(html, out / file_name(view.name, subjects)))
    return written


def subjects_of(view: View, store: GraphStore, weighed: Connections) -> list[tuple[NodeId, ...]]:
    """What pages of the view are worth drawing: of everything, or of the few that connect most departments."""
    if view.takes_many:
        return [()]
    if view.other:
        return [(pair.source, pair.target) for pair in weighed.connections[:1]]
    prefix = f"{view.kind.lower()}/"
    reasons = [(pair, reason) for pair in weighed.connections for reason in pair.reasons]
    named = Counter(node for pair, reason in reasons for node in (pair.source, pair.target, *reason.nodes) if node.startswith(prefix))
    most = sorted(named, key=lambda node: (-named[node], node))[:PAGES_A_VIEW]
    label: ListedKind = view.kind  # type: ignore[assignment]
    return [(node,) for node in most or [node.id for node in store.list_nodes(label, limit=PAGES_A_VIEW).nodes]]
